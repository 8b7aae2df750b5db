import { describe, expect, it } from 'vitest'
import { skrivDokument } from '../../src/cards/referat-dokument.ts'
import { dokumentNb } from '../../src/cards/tekst/dokument-nb.ts'
import { dokumentNn } from '../../src/cards/tekst/dokument-nn.ts'
import { filnavn } from '../../src/referat/referatfil.ts'
import { delene, etDokument, lest } from '../bygg/dokument.ts'

const xml = async (endret: Parameters<typeof etDokument>[0] = {}) =>
  (await delene(await skrivDokument(etDokument(endret)))).get('word/document.xml') ?? ''

describe('dokumentet', () => {
  it('har ekte overskrifter, uten hull i rekkefølgen', async () => {
    const linjer = await lest(await skrivDokument(etDokument()))
    const overskrifter = linjer.filter(l => l.startsWith('#'))
    expect(overskrifter).toEqual([
      '# Referat: Innsatsteammøte',
      '## Saker',
      '### Sak 1 · K7F3 · Atferd på skole eller fritid',
      '### Sak 2 · M4R8 · Skolevegring, mye fravær',
      '## Temaer',
      '### Tema 1',
      '## Tiltak',
      '## Rettelser',
      '### Hege Helsesykepleier, 30. november 2026',
    ])
  })

  it('har ingen tomme avsnitt', async () => {
    const linjer = await lest(await skrivDokument(etDokument()))
    expect(linjer.length).toBeGreaterThan(20)
    expect(linjer.filter(l => l.trim() === '')).toEqual([])
  })

  it.each([
    ['nb', 'nb-NO'],
    ['nn', 'nn-NO'],
  ] as const)('sier hvilket språk det er på: %s', async (malform, kode) => {
    const deler = await delene(await skrivDokument(etDokument({ malform })))
    expect(deler.get('word/styles.xml')).toContain(`<w:lang w:val="${kode}"`)
  })

  it('har en tabell med hode som gjentas, navn og beskrivelse', async () => {
    const dokument = await xml()
    const [tabell = ''] = /<w:tbl>.*<\/w:tbl>/s.exec(dokument) ?? []
    const rader = tabell.split('<w:tr>').slice(1)
    expect(rader).toHaveLength(3)
    expect(rader.map(rad => rad.includes('<w:tblHeader/>'))).toEqual([true, false, false])
    expect(tabell).toContain('<w:tblCaption w:val="Tiltak"/>')
    expect(tabell).toContain(`<w:tblDescription w:val="${dokumentNb.tabell}"/>`)
    expect(tabell).toMatch(/<w:tblLook [^>]*w:firstRow="(1|true)"/)
  })

  it('er på A4, med sidetall, og en skrift som finnes overalt', async () => {
    const deler = await delene(await skrivDokument(etDokument()))
    expect(deler.get('word/document.xml')).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"/)
    const [bunn = ''] = [...deler].filter(([navn]) => navn === 'word/footer1.xml').map(([, d]) => d)
    expect(bunn).toMatch(/PAGE/)
    expect(bunn).toMatch(/NUMPAGES/)
    const skrifter = [...deler.values()].flatMap(del =>
      [...del.matchAll(/w:ascii="([^"]+)"/g)].map(([, navn]) => navn),
    )
    expect(new Set(skrifter)).toEqual(new Set(['Arial']))
  })

  it('har ingen bilder, og metadata uten person, skole og referanse', async () => {
    const deler = await delene(await skrivDokument(etDokument()))
    expect([...deler.keys()].filter(navn => navn.includes('media'))).toEqual([])
    expect(deler.get('word/document.xml')).not.toMatch(/<w:drawing|<w:pict/)
    const metadata = [...deler]
      .filter(([navn]) => navn.startsWith('docProps/'))
      .map(([, del]) => del)
      .join('')
    expect(metadata).toContain('<dc:title>Referat: Innsatsteammøte</dc:title>')
    expect(metadata).toContain('<dc:creator>Skolestøtte</dc:creator>')
    expect(metadata).toContain('2026-11-27T11:00:00.000Z')
    for (const ord of ['K7F3', 'Fjordvik', 'Rolf', 'Hege', 'Siri', 'Morgenstarten'])
      expect(metadata).not.toContain(ord)
  })

  it('er det samme, byte for byte, når det er det samme som står der', async () => {
    expect(await skrivDokument(etDokument())).toEqual(await skrivDokument(etDokument()))
  })

  it('åpner seg uansett hva noen har skrevet', async () => {
    const tekst = '<w:p> & "]]>" slutt'
    const dokument = etDokument({ rettelser: [{ av: 'A & B', avsnitt: [tekst] }] })
    const ra = (await delene(await skrivDokument(dokument))).get('word/document.xml') ?? ''
    expect(ra).toContain('&lt;w:p&gt; &amp;')
    expect(ra).not.toContain('<w:p> &')
  })

  it('er ikke i øving uten øving', async () => {
    expect(await xml({ oving: true })).toContain('oppdiktet')
    expect(await xml({ oving: false })).not.toContain('oppdiktet')
  })
})

describe('tekstene', () => {
  it('er fullstendige på begge målformer, og nynorsk er ikke bokmål', () => {
    const nokler = (verdi: object): string[] =>
      Object.entries(verdi).flatMap(([k, v]) =>
        typeof v === 'object' && v !== null && !Array.isArray(v) ? nokler(v).map(n => `${k}.${n}`) : [k],
      )
    expect(nokler(dokumentNn).sort()).toEqual(nokler(dokumentNb).sort())
    const verdier = (verdi: object): string[] =>
      Object.values(verdi).flatMap(v => (typeof v === 'object' && v !== null ? verdier(v) : [`${v}`]))
    const alt = verdier(dokumentNn).join(' ')
    expect(alt).toMatch(/\bikkje\b/i)
    expect(alt).not.toMatch(/\b(ikke|hva|hvem|hver|skolen|gjøres|sykepleier)\b/i)
  })
})

describe('filnavnet', () => {
  it('sier hva slags møte og hvilken dag, og ikke noe mer', () => {
    const dato = '2026-11-27'
    expect(filnavn({ type: 'innsatsteam', forlop: null, dato })).toBe('Referat innsatsteam 2026-11-27.docx')
    expect(filnavn({ type: 'innsatsteam', forlop: null, dato }, 2)).toBe(
      'Referat innsatsteam 2026-11-27 (2).docx',
    )
    expect(filnavn({ type: 'oppstartsmote', forlop: 's', dato })).toBe('Referat møte 2026-11-27.docx')
    expect(filnavn({ type: 'kommunens_egen', forlop: null, dato })).toBe('Referat møte 2026-11-27.docx')
  })
})
