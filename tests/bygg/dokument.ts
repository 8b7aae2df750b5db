import JSZip from 'jszip'
import type { Dokumentmodell } from '../../src/cards/referat-dokument.ts'

/** A referat of two cases and a theme, as the school leader prints it; invented. */
export function etDokument(endret: Partial<Dokumentmodell> = {}): Dokumentmodell {
  return {
    malform: 'nb',
    oving: true,
    tittel: 'Referat: Innsatsteammøte',
    fakta: [
      { navn: 'Skole', verdi: 'Fjordvik skole' },
      { navn: 'Tid', verdi: 'Fredag 27. november 2026 kl. 10.15–11.45' },
      { navn: 'Sted', verdi: 'Møterom 2' },
      {
        navn: 'Til stede',
        verdi:
          'Skolen, barnevernet, skolehelsetjenesten, fritidsklubben, Oslohjelpa, kontaktlærer og andre gjester',
      },
      { navn: 'Godkjent', verdi: '27. november 2026 av Rolf Rektor' },
    ],
    deler: [
      {
        tittel: 'Saker',
        punkter: [
          {
            tittel: 'Sak 1 · K7F3 · Atferd på skole eller fritid',
            avsnitt: [
              'Morgenstarten har gått bedre de siste to ukene. Det er fortsatt uro i overgangen fra time til friminutt.',
              'Eleven ønsker en rolig plass å gå til når det blir mye bråk.',
            ],
            beslutning: ['Skolen fortsetter med fast morgenstart i fire uker, og ser an.'],
            enige: 'ja',
            merknad: '',
          },
          {
            tittel: 'Sak 2 · M4R8 · Skolevegring, mye fravær',
            avsnitt: ['Ikke referert.'],
            beslutning: [],
            enige: '',
            merknad: 'Tas opp igjen i neste møte.',
          },
        ],
      },
      {
        tittel: 'Temaer',
        punkter: [
          {
            tittel: 'Tema 1',
            avsnitt: ['Uro i garderoben etter gymtimene.'],
            beslutning: ['En voksen til i garderoben ut året.'],
            enige: '',
            merknad: '',
          },
        ],
      },
    ],
    tiltak: [
      {
        gjelder: 'Sak 1 · K7F3',
        hva: ['Avtale to samtaler hjemme hos familien.'],
        ansvarlig: 'Siri Sosialagent, sosialagent',
        frist: '11. desember 2026',
      },
      {
        gjelder: 'Tema 1',
        hva: ['Sette opp ny plan for tilsyn.', 'Si fra til gymlærerne.'],
        ansvarlig: 'Ingen ennå',
        frist: 'Ikke satt',
      },
    ],
    rettelser: [
      { av: 'Hege Helsesykepleier, 30. november 2026', avsnitt: ['Det var onsdag, ikke tirsdag.'] },
    ],
    godkjent: '2026-11-27T11:00:00.000Z',
    ...endret,
  }
}

/** Many cases and measures: several pages, and a table that goes over to the next. */
export function etLangtDokument(): Dokumentmodell {
  const kort = etDokument()
  const [saker] = kort.deler
  const [sak] = saker?.punkter ?? []
  const [tiltak] = kort.tiltak
  if (saker === undefined || sak === undefined || tiltak === undefined) throw new Error('Dokumentet er tomt.')
  const mange = Array.from({ length: 8 }, (_, i) => i + 1)
  return etDokument({
    deler: [
      {
        ...saker,
        punkter: mange.map(nr => ({ ...sak, tittel: `Sak ${nr} · K${nr}F3 · Atferd på skole eller fritid` })),
      },
    ],
    tiltak: mange.flatMap(nr => [1, 2, 3].map(() => ({ ...tiltak, gjelder: `Sak ${nr} · K${nr}F3` }))),
  })
}

/** The parts of a Word file, by path. */
export async function delene(innhold: Uint8Array): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(innhold)
  const deler = new Map<string, string>()
  for (const fil of Object.values(zip.files)) if (!fil.dir) deler.set(fil.name, await fil.async('string'))
  return deler
}

/** What a person reads in it: one line for each paragraph, headings with as many «#» as their level. */
export async function lest(innhold: Uint8Array): Promise<string[]> {
  const xml = (await delene(innhold)).get('word/document.xml') ?? ''
  return [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p .*?<\/w:p>/gs)].map(([p]) => {
    const niva = /<w:pStyle w:val="Heading(\d)"\/>/.exec(p)?.[1]
    const tekst = [...p.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:tab\/>/g)]
      .map(([, t]) => t ?? ' ')
      .join('')
    const rent = tekst
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&')
    return niva === undefined ? rent : `${'#'.repeat(Number(niva))} ${rent}`
  })
}
