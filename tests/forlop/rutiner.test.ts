import { describe, expect, it } from 'vitest'
import type { Tilstand } from '../../src/forlop/forlop.ts'
import { RUTINER } from '../../src/forlop/les-rutiner.ts'
import { feilI, Rutine, type Rutiner } from '../../src/forlop/rutine.ts'
import { SENDTE_MED } from '../../src/mote/les-motetyper.ts'
import { enTilstand, stedet, velg } from './et-forlop.ts'

const TYPER = Object.keys(SENDTE_MED)

/** The routines with one thing changed in one of them. */
function med(id: string, endre: (rutine: Rutine) => void): Rutiner {
  const kopi = structuredClone(RUTINER[id])
  if (kopi === undefined) throw new Error(`rutinen ${id} finnes ikke`)
  endre(kopi)
  return { ...RUTINER, [id]: kopi }
}
function steget(rutine: Rutine, id: string) {
  const steg = rutine.steg.find(s => s.id === id)
  if (steg === undefined) throw new Error(`steget ${id} finnes ikke`)
  return steg
}
function valget(rutine: Rutine, steg: string, id: string) {
  const valg = steget(rutine, steg).valg.find(v => v.id === id)
  if (valg === undefined) throw new Error(`valget ${id} finnes ikke`)
  return valg
}

describe('rutinefilene', () => {
  it('er fire, i rekkefølge, og henger sammen', () => {
    expect(Object.values(RUTINER).map(r => [r.nr, r.id])).toEqual([
      [1, 'bekymringsmelding'],
      [2, 'vold'],
      [3, 'tiltak'],
      [4, 'aktiv_sak'],
    ])
    expect(feilI(RUTINER, TYPER)).toEqual([])
  })

  it.each<[string, Rutiner, string]>([
    [
      'et valg som fører til et steg som ikke finnes',
      med('tiltak', r => Object.assign(valget(r, 'overforing', 'presentert'), { til: 'samarbeidet' })),
      'tiltak.overforing: presentert fører til samarbeidet, som ikke finnes',
    ],
    [
      'et valg som fører til en rutine som ikke finnes',
      med('tiltak', r => Object.assign(valget(r, 'samarbeid', 'ny_melding'), { til: 'nysak.samtykke' })),
      'tiltak.samarbeid: ny_melding fører til nysak.samtykke, som ikke finnes',
    ],
    [
      'et steg som ingen valg fører til',
      med('vold', r => Object.assign(valget(r, 'tredelt', 'gjennomfort'), { til: 'samarbeidsmote' })),
      'vold.samtale: ingen valg fører hit',
    ],
    [
      'en begynnelse som ikke finnes',
      med('aktiv_sak', r => Object.assign(r, { start: 'borte' })),
      'aktiv_sak: begynner i et steg som ikke finnes',
    ],
    [
      'en møtetype som ikke finnes',
      med('vold', r => Object.assign(steget(r, 'samarbeidsmote'), { moter: ['kaffemote'] })),
      'vold.samarbeidsmote: møtetypen kaffemote finnes ikke',
    ],
    [
      'en møtetype i et valg som ikke finnes',
      med('vold', r => Object.assign(valget(r, 'samarbeidsmote', 'holdt'), { mote: 'kaffemote' })),
      'vold.samarbeidsmote: møtetypen kaffemote finnes ikke',
    ],
    [
      'et steg som står to ganger',
      med('tiltak', r => r.steg.push(structuredClone(steget(r, 'avslutning')))),
      'tiltak.avslutning: står to ganger',
    ],
    [
      'et valg som står to ganger',
      med('tiltak', r =>
        steget(r, 'avslutning').valg.push(structuredClone(valget(r, 'avslutning', 'holdt'))),
      ),
      'tiltak.avslutning: valget holdt står to ganger',
    ],
  ])('finner %s', (_, rutiner, feil) => {
    expect(feilI(rutiner, TYPER)).toContain(feil)
  })

  it.each<[string, (rutine: Rutine) => unknown]>([
    ['et steg uten valg', r => Object.assign(steget(r, 'samtale'), { valg: [] })],
    ['en side som ikke finnes', r => Object.assign(steget(r, 'samtale'), { part: 'foreldre' })],
    ['et felt som ikke finnes', r => Object.assign(steget(r, 'samtale'), { fristt: 1 })],
    [
      'et samtykke som ikke finnes',
      r => Object.assign(valget(r, 'samtale', 'samtykke_ja'), { samtykke: 'alt' }),
    ],
    [
      'en frist i en enhet som ikke finnes',
      r => Object.assign(steget(r, 'samtale').frist ?? {}, { enhet: 'ar' }),
    ],
  ])('leses ikke med %s', (_, endre) => {
    expect(Rutine.safeParse(med('vold', () => {})['vold']).success).toBe(true)
    expect(Rutine.safeParse(med('vold', endre)['vold']).success).toBe(false)
  })

  it('har tekst på begge målformer uten et ord om hvorfor familien møtes i kortnavnet', () => {
    for (const rutine of Object.values(RUTINER))
      expect([rutine.kortnavn.nb, rutine.kortnavn.nn]).toEqual([
        'Samarbeid skole og barnevern',
        'Samarbeid skule og barnevern',
      ])
  })
})

/** A choice, and where it leads; with the day it asks for. */
type Trekk = [valg: string, til: string, dato?: string]

function spill(fra: Partial<Tilstand>, trekk: readonly Trekk[]): Tilstand {
  let tilstand = enTilstand(fra)
  for (const [valg, til, dato] of trekk) {
    tilstand = velg(tilstand, valg, dato === undefined ? {} : { dato }).tilstand
    expect(`${valg} → ${stedet(tilstand)}`).toBe(`${valg} → ${til}`)
  }
  return tilstand
}

const TIL_UNDERSOKELSE: Trekk[] = [
  ['undersokes', 'bekymringsmelding.forberedelse'],
  ['avtalt', 'bekymringsmelding.oppstart'],
  ['holdt', 'bekymringsmelding.undersokelse'],
]
const TIL_SAMTALE: Trekk[] = [
  ['undersokes', 'vold.avtale'],
  ['avtalt', 'vold.tredelt', '2026-11-12'],
  ['gjennomfort', 'vold.samtale'],
]

describe('rutine 1, bekymringsmelding:', () => {
  it.each<[string, Trekk[]]>([
    [
      'meldingen henlegges uten undersøkelse, og skolen følger opp',
      [
        ['henlagt', 'bekymringsmelding.folges_opp'],
        ['ferdig', 'slutt'],
      ],
    ],
    [
      'undersøkelsen henlegges',
      [
        ...TIL_UNDERSOKELSE,
        ['henlegges', 'bekymringsmelding.avsluttende_henlagt'],
        ['holdt', 'bekymringsmelding.folges_opp'],
        ['ferdig', 'slutt'],
      ],
    ],
    [
      'familien sier nei til samarbeid, og nei til møtet',
      [
        ...TIL_UNDERSOKELSE,
        ['nei_samarbeid', 'bekymringsmelding.avsluttende_henlagt'],
        ['mote_nei', 'bekymringsmelding.informer_skolen'],
        ['informert', 'bekymringsmelding.folges_opp'],
        ['ferdig', 'slutt'],
      ],
    ],
    [
      'tiltak, og samarbeidet fortsetter der',
      [
        ...TIL_UNDERSOKELSE,
        ['tiltak', 'bekymringsmelding.avsluttende_samarbeid'],
        ['holdt', 'tiltak.overforing'],
      ],
    ],
    [
      'tiltak, men foreldrene sier nei til det avsluttende møtet',
      [
        ...TIL_UNDERSOKELSE,
        ['tiltak', 'bekymringsmelding.avsluttende_samarbeid'],
        ['mote_nei', 'bekymringsmelding.informer_for_tiltak'],
        ['informert', 'tiltak.overforing'],
      ],
    ],
    ...(
      [
        ['henlegges', 'avsluttende_henlagt'],
        ['nei_samarbeid', 'avsluttende_henlagt'],
        ['tiltak', 'avsluttende_samarbeid'],
      ] as const
    ).map(([valg, til]): [string, Trekk[]] => [
      `fristen utvides først, så ${valg}`,
      [
        ...TIL_UNDERSOKELSE,
        ['utvid', 'bekymringsmelding.undersokelse_utvidet'],
        [valg, `bekymringsmelding.${til}`],
      ],
    ]),
  ])('%s', (_, trekk) => {
    spill({}, trekk)
  })

  it('en melding fra andre enn skolen som henlegges uten undersøkelse, når aldri skolen', () => {
    for (const melder of ['barnehage', 'helsestasjon', 'nav', 'annen']) {
      spill({ melder }, [['henlagt_uten_skolen', 'slutt']])
      expect(() => spill({ melder }, [['henlagt', '']])).toThrow()
    }
    expect(() => spill({ melder: 'skole' }, [['henlagt_uten_skolen', '']])).toThrow()
  })

  it('undersøkelsen er over den dagen noen sier det, ikke når møtet er holdt', () => {
    const etter = spill({}, [...TIL_UNDERSOKELSE, ['tiltak', 'bekymringsmelding.avsluttende_samarbeid']])
    expect(etter.undersokt).toBe('2026-11-09')
    expect(
      spill({}, [...TIL_UNDERSOKELSE, ['utvid', 'bekymringsmelding.undersokelse_utvidet']]).undersokt,
    ).toBe(null)
  })
})

describe('rutine 2, vold eller seksuelle overgrep:', () => {
  it.each<[string, Trekk[]]>([
    ['henlegges uten undersøkelse, og er ferdig uten skolen', [['henlagt', 'slutt']]],
    [
      'foreldrene samtykker til samarbeidsmøte',
      [...TIL_SAMTALE, ['samtykke_ja', 'vold.samarbeidsmote'], ['holdt', 'bekymringsmelding.undersokelse']],
    ],
    [
      'foreldrene samtykker ikke',
      [
        ...TIL_SAMTALE,
        ['samtykke_nei', 'vold.informer_skolen'],
        ['informert', 'bekymringsmelding.undersokelse'],
      ],
    ],
    [
      'foreldrene sier nei til møtet etterpå',
      [
        ...TIL_SAMTALE,
        ['samtykke_ja', 'vold.samarbeidsmote'],
        ['mote_nei', 'vold.informer_skolen'],
        ['informert', 'bekymringsmelding.undersokelse'],
      ],
    ],
    [
      'tiden for 3-delt avtales på nytt',
      [
        ['undersokes', 'vold.avtale'],
        ['avtalt', 'vold.tredelt', '2026-11-12'],
        ['ny_tid', 'vold.avtale'],
        ['avtalt', 'vold.tredelt', '2026-11-18'],
      ],
    ],
  ])('%s', (_, trekk) => {
    spill({ rutine: 'vold' }, trekk)
  })

  it('er om vold også under undersøkelsen: skolen skriver da referat fra det avsluttende møtet', () => {
    const etter = spill({ rutine: 'vold' }, [
      ...TIL_SAMTALE,
      ['samtykke_nei', 'vold.informer_skolen'],
      ['informert', 'bekymringsmelding.undersokelse'],
      ['henlegges', 'bekymringsmelding.avsluttende_henlagt'],
    ])
    expect(etter.vold).toBe(true)
  })
})

describe('rutine 3, fra undersøkelse til tiltak:', () => {
  const overforing = { rutine: 'tiltak', steg: 'overforing' }
  it.each<[string, Trekk[]]>([
    [
      'saken avsluttes av barnevernet',
      [
        ['presentert', 'tiltak.samarbeid'],
        ['avsluttes', 'tiltak.avslutning'],
        ['holdt', 'slutt'],
      ],
    ],
    [
      'saken avsluttes før noen har ringt, uten møte',
      [
        ['avsluttes', 'tiltak.avslutning'],
        ['mote_nei', 'tiltak.informer_skolen'],
        ['informert', 'slutt'],
      ],
    ],
    [
      'samtykket trekkes, og det siste møtet holdes',
      [
        ['presentert', 'tiltak.samarbeid'],
        ['trukket', 'tiltak.samtykke_trukket'],
        ['holdt', 'slutt'],
      ],
    ],
    [
      'samtykket trekkes, og foreldrene vil ikke ha noe møte',
      [
        ['trukket', 'tiltak.samtykke_trukket'],
        ['mote_nei', 'tiltak.informer_skolen'],
        ['informert', 'slutt'],
      ],
    ],
    [
      'samtykket trekkes, og gis igjen',
      [
        ['presentert', 'tiltak.samarbeid'],
        ['trukket', 'tiltak.samtykke_trukket'],
        ['samtykke_igjen', 'tiltak.samarbeid'],
      ],
    ],
    [
      'skolen er bekymret igjen',
      [
        ['presentert', 'tiltak.samarbeid'],
        ['ny_melding', 'aktiv_sak.samtykke'],
      ],
    ],
  ])('%s', (_, trekk) => {
    spill(overforing, trekk)
  })
})

describe('rutine 4, ny melding i aktiv sak:', () => {
  const start = { rutine: 'aktiv_sak', steg: 'samtykke', melding: '' }
  it.each<[string, Trekk[]]>([
    [
      'samtykke: ikke grunn til å melde, samarbeidet går videre',
      [
        ['ja', 'aktiv_sak.drofting_kontaktperson'],
        ['ikke_meldt', 'tiltak.samarbeid'],
      ],
    ],
    [
      'uten samtykke: ikke grunn til å melde',
      [
        ['nei', 'aktiv_sak.drofting_mottak'],
        ['ikke_meldt', 'slutt'],
      ],
    ],
    [
      'meldt, og ny undersøkelse etter rutine 1',
      [
        ['ja', 'aktiv_sak.drofting_kontaktperson'],
        ['meldt', 'aktiv_sak.melding', '2026-11-06'],
        ['ny_undersokelse', 'bekymringsmelding.forberedelse'],
      ],
    ],
    [
      'meldt uten samtykke, informasjon i aktiv sak, og foreldrene samtykker i møtet',
      [
        ['nei', 'aktiv_sak.drofting_mottak'],
        ['meldt', 'aktiv_sak.melding', '2026-11-06'],
        ['informasjon', 'aktiv_sak.gjennomgang'],
        ['samtykke_ja', 'tiltak.samarbeid'],
      ],
    ],
    [
      'foreldrene samtykker først etter at noen har snakket med dem',
      [
        ['nei', 'aktiv_sak.drofting_mottak'],
        ['meldt', 'aktiv_sak.melding', '2026-11-06'],
        ['informasjon', 'aktiv_sak.gjennomgang'],
        ['samtykke_nei', 'aktiv_sak.motivere'],
        ['samtykke_ja', 'tiltak.samarbeid'],
      ],
    ],
    [
      'foreldrene står ved sitt nei',
      [
        ['nei', 'aktiv_sak.drofting_mottak'],
        ['meldt', 'aktiv_sak.melding', '2026-11-06'],
        ['informasjon', 'aktiv_sak.gjennomgang'],
        ['samtykke_nei', 'aktiv_sak.motivere'],
        ['star_ved_nei', 'tiltak.samtykke_trukket'],
      ],
    ],
  ])('%s', (_, trekk) => {
    spill(start, trekk)
  })

  it('en ny melding er skolens, og følger rutine 1 også der det en gang gjaldt vold', () => {
    const etter = spill({ ...start, vold: true, melder: 'nav' }, [
      ['ja', 'aktiv_sak.drofting_kontaktperson'],
      ['meldt', 'aktiv_sak.melding', '2026-11-06'],
    ])
    expect(etter).toMatchObject({ melding: '2026-11-06', melder: 'skole', vold: false })
  })
})
