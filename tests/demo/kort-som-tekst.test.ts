import { describe, expect, it } from 'vitest'
import { aktivitetSomTekst, felt, knapper, kortSomTekst } from '../../src/demo/kort-som-tekst.ts'

const kort = (body: unknown[], actions?: unknown[]) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  ...(actions && { actions }),
})
const tekst = (text: string) => ({ type: 'TextBlock', text, wrap: true })
const kjor = (title: string, verb: string, data: unknown = {}) => ({
  type: 'Action.Execute',
  title,
  verb,
  data,
})

const agenda = {
  ...kort(
    [
      tekst('**Innsatsteam** 3. desember'),
      {
        type: 'RichTextBlock',
        inlines: [{ type: 'TextRun', text: 'Sted: ', weight: 'Bolder' }, 'rom 204\nPå Teams'],
      },
      {
        type: 'Container',
        style: 'emphasis',
        items: [
          tekst('Sak 1'),
          { type: 'Container', items: [tekst('Meldt av PPT')] },
          { type: 'Container', isVisible: false, items: [tekst('skjult')] },
        ],
      },
      {
        type: 'ColumnSet',
        columns: [
          { type: 'Column', items: [tekst('Sak 2')] },
          { type: 'Column', items: [{ type: 'ActionSet', actions: [kjor('Åpne', 'apneSak', { sak: 2 })] }] },
          { type: 'Column', isVisible: false, items: [tekst('skjult')] },
        ],
        selectAction: kjor('Vis mer', 'visMer'),
      },
      {
        type: 'FactSet',
        facts: [
          { title: 'Frist:', value: '2. desember' },
          { title: 'Leder', value: 'Kari' },
        ],
      },
      {
        type: 'Table',
        rows: [
          { cells: [{ items: [tekst('Hva')] }, { items: [tekst('Hvem')] }] },
          { cells: [{ items: [tekst('Ringe')] }, { items: [tekst('PPT')] }] },
        ],
      },
    ],
    [
      kjor('Meld sak', 'meldSak'),
      {
        type: 'Action.ShowCard',
        title: 'Avlys',
        card: kort([{ type: 'Input.Text', id: 'arsak', label: 'Årsak' }], [kjor('Avlys møtet', 'avlys')]),
      },
    ],
  ),
  refresh: { action: kjor('', 'oppfrisk'), userIds: ['29:kari'] },
}

const skjema = kort([
  { type: 'Input.Text', id: 'tittel', label: 'Tittel', isRequired: true, placeholder: 'Kort' },
  { type: 'Input.Text', id: 'tekst', label: 'Tekst', isMultiline: true, value: 'linje 1\nlinje 2' },
  { type: 'Input.Number', id: 'antall', label: 'Antall', value: 4 },
  {
    type: 'Input.ChoiceSet',
    id: 'hvem',
    label: 'Ansvarlig',
    value: 'ppt',
    choices: [
      { title: 'PPT', value: 'ppt' },
      { title: 'BUP', value: 'bup' },
    ],
  },
  {
    type: 'Input.ChoiceSet',
    id: 'dager',
    isMultiSelect: true,
    value: 'ma,on',
    choices: ['ma', 'ti', 'on'].map(dag => ({ title: dag, value: dag })),
  },
  { type: 'Input.Toggle', id: 'samtykke', title: 'Jeg samtykker', value: 'true' },
  { type: 'Input.Toggle', id: 'varsle', label: 'Varsel', title: 'Varsle meg', valueOn: 'ja', value: 'nei' },
  { type: 'Input.Date', id: 'frist', isVisible: false, label: 'Frist' },
])

describe('et kort som tekst', () => {
  it('leses ovenfra og ned, uten det som er skjult', () => {
    expect(kortSomTekst(agenda).split('\n')).toEqual([
      'Innsatsteam 3. desember',
      'Sted: rom 204',
      'På Teams',
      '  Sak 1',
      '    Meldt av PPT',
      'Sak 2  [Åpne]  [Vis mer]',
      'Frist: 2. desember',
      'Leder: Kari',
      'Hva | Hvem',
      'Ringe | PPT',
      '[Meld sak] [Avlys]',
      '  Årsak: ____',
      '  [Avlys møtet]',
    ])
  })

  it('viser felt med etikett, verdi og valg', () => {
    expect(kortSomTekst(skjema).split('\n')).toEqual([
      'Tittel *: ____ (Kort)',
      'Tekst: «linje 1',
      'linje 2»',
      'Antall: «4»',
      'Ansvarlig:',
      '  (•) PPT',
      '  ( ) BUP',
      '  [x] ma',
      '  [ ] ti',
      '  [x] on',
      '[x] Jeg samtykker',
      'Varsel:',
      '[ ] Varsle meg',
    ])
  })

  it('viser reserven for det som er nyere enn kortversjonen', () => {
    const nytt = kort([
      { type: 'Badge', text: 'Ny', fallback: tekst('(ny)') },
      { type: 'ProgressBar', value: 3, fallback: 'drop' },
      { type: 'Layout.Ukjent', items: [tekst('innhold')] },
      { type: 'Image', url: 'x', altText: 'en lampe' },
    ])
    expect(kortSomTekst(nytt)).toBe('(ny)\ninnhold\n(bilde: en lampe)')
  })

  it('skriver adressen til en lenke', () => {
    expect(kortSomTekst(kort([tekst('Se [referatet](https://eksempel.no/r)')]))).toBe(
      'Se referatet (https://eksempel.no/r)',
    )
  })

  it('tåler det som ikke er et kort', () => {
    for (const annet of [undefined, null, 'tekst', [], {}, { body: 'x', actions: [1] }]) {
      expect(kortSomTekst(annet)).toBe('')
      expect(knapper(annet)).toEqual([])
      expect(felt(annet)).toEqual([])
    }
  })
})

describe('knappene i et kort', () => {
  it('finnes hvor de enn står, de nederste sist, og uten den som sendes av seg selv', () => {
    expect(knapper(agenda).map(({ tittel, verb }) => [tittel, verb])).toEqual([
      ['Åpne', 'apneSak'],
      ['Vis mer', 'visMer'],
      ['Meld sak', 'meldSak'],
      ['Avlys', undefined],
      ['Avlys møtet', 'avlys'],
    ])
  })

  it('har med data og hele handlingen', () => {
    expect(knapper(agenda)[0]).toEqual({
      tittel: 'Åpne',
      verb: 'apneSak',
      data: { sak: 2 },
      action: kjor('Åpne', 'apneSak', { sak: 2 }),
    })
  })

  it('leter ikke i det en knapp sender', () => {
    const lumsk = kort([], [{ type: 'Action.Submit', tooltip: 'Send', data: { neste: kjor('Nei', 'nei') } }])
    expect(knapper(lumsk).map(k => k.tittel)).toEqual(['Send'])
  })
})

describe('feltene i et kort', () => {
  it('har id, etikett, slag, verdi og valg, skjulte også', () => {
    expect(felt(skjema)).toEqual([
      { id: 'tittel', label: 'Tittel', type: 'Input.Text' },
      { id: 'tekst', label: 'Tekst', type: 'Input.Text', verdi: 'linje 1\nlinje 2' },
      { id: 'antall', label: 'Antall', type: 'Input.Number', verdi: '4' },
      {
        id: 'hvem',
        label: 'Ansvarlig',
        type: 'Input.ChoiceSet',
        verdi: 'ppt',
        valg: [
          { tittel: 'PPT', verdi: 'ppt' },
          { tittel: 'BUP', verdi: 'bup' },
        ],
      },
      expect.objectContaining({ id: 'dager', label: '', verdi: 'ma,on' }),
      { id: 'samtykke', label: 'Jeg samtykker', type: 'Input.Toggle', verdi: 'true' },
      { id: 'varsle', label: 'Varsel', type: 'Input.Toggle', verdi: 'nei' },
      { id: 'frist', label: 'Frist', type: 'Input.Date' },
    ])
  })

  it('finnes også inni et kort som åpnes', () => {
    expect(felt(agenda)).toEqual([{ id: 'arsak', label: 'Årsak', type: 'Input.Text' }])
  })
})

describe('en melding som tekst', () => {
  it('har teksten, kortene og varselet', () => {
    const melding = {
      type: 'message',
      text: 'Hei, <at>Kari</at>',
      summary: 'Agendaen er klar',
      attachments: [
        { contentType: 'application/vnd.microsoft.card.adaptive', content: kort([tekst('Kort')]) },
        {
          contentType: 'application/vnd.microsoft.card.hero',
          content: { title: 'Velkommen', text: 'Hei', buttons: [{ title: 'Start' }] },
        },
        { contentType: 'image/png', name: 'lampe.png' },
      ],
    }
    expect(aktivitetSomTekst(melding).split('\n')).toEqual([
      'Hei, Kari',
      'Kort',
      'Velkommen',
      'Hei',
      '[Start]',
      '(vedlegg: lampe.png)',
      'Varsel: Agendaen er klar',
    ])
  })
})
