import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lesInnstillinger } from '../../src/config.ts'
import { lesMotetyper, SENDTE_MED, TYPEMAPPE } from '../../src/mote/les-motetyper.ts'
import type { Begge, Motetype } from '../../src/mote/motetype.ts'
import { lesMotetype, Motetypefeil } from '../../src/mote/motetypefil.ts'
import { finnFunn } from '../../src/navnevakt/navnevakt.ts'
import { kompilertBot, type Program } from '../bygg/prosess.ts'

let mappe: string
beforeEach(() => {
  mappe = mkdtempSync(join(tmpdir(), 'skolestotte-motetyper-'))
})
afterEach(() => rmSync(mappe, { recursive: true }))

const skriv = (fil: string, innhold: string | Uint8Array) => writeFileSync(join(mappe, fil), innhold)
const sendt = (id: string) => readFileSync(join(TYPEMAPPE, `${id}.json`), 'utf8')

/** What is said of the folder, as the municipality's own. */
function melding(mapper: readonly string[] = [TYPEMAPPE, mappe]): string {
  try {
    lesMotetyper(mapper)
    return 'ingen feil'
  } catch (feil) {
    if (!(feil instanceof Motetypefeil)) throw feil
    return feil.message
  }
}

/** A whole type with known lines: the first is line 1. */
const DIALOGMOTE = `{
  "id": "dialogmote",
  "navn": { "nb": "Dialogmøte", "nn": "Dialogmøte" },
  "kortnavn": { "nb": "Møte", "nn": "Møte" },
  "formal": { "nb": "Snakke sammen om veien videre.", "nn": "Snakke saman om vegen vidare." },
  "gjelder": "forlop",
  "innkaller": ["skole"],
  "leder": "skole",
  "referent": "skole",
  "sted": "skole",
  "samtykke": "samarbeidsmote",
  "tolk": "innkaller",
  "minutter": 45,
  "tolkMinutter": 15,
  "familie": "ja",
  "deltakere": ["sosiallarer",
    "kontaktperson"],
  "forberedelse": [
    { "id": "tid", "tekst": { "nb": "Finn en tid.", "nn": "Finn ei tid." } }
  ],
  "deler": [
    {
      "navn": { "nb": "Møtet", "nn": "Møtet" },
      "skoleMedSamtykke": false,
      "punkter": [
        { "id": "na", "tekst": { "nb": "Hvordan går det?", "nn": "Korleis går det?" } },
        { "id": "videre", "tekst": { "nb": "Veien videre", "nn": "Vegen vidare" } }
      ]
    }
  ],
  "lukkekrav": [],
  "etterarbeid": ["send_referat"],
  "mottakere": ["foreldre", "skole"]
}
`

function erJson(tekst: string): boolean {
  try {
    JSON.parse(tekst)
    return true
  } catch {
    return false
  }
}

type Rad = Pick<
  Motetype,
  'innkaller' | 'leder' | 'referent' | 'sted' | 'samtykke' | 'tolk' | 'familie' | 'minutter' | 'tolkMinutter'
> & {
  navn: string
  kortnavn: string
  vold?: 'skole'
  deltakere: string
  /** The items' ids in order; a part per text. */
  punkter: readonly string[]
  lukkekrav?: string
  etterarbeid?: string
  mottakere?: string
}

const TEAM =
  'rektor sosiallarer sosialagent helsesykepleier barnevern_mottak fagkonsulent kontaktperson familieveileder avdelingsleder fritidsklubb oslohjelpa bup ppt miljoteam'
const FAMILIEMOTE = 'barnevern_mottak kontaktperson sosiallarer'
const bvs = { innkaller: ['bv'], leder: 'bv', referent: 'bv' } satisfies Partial<Rad>
const enTime = { tolk: 'bv', minutter: 60, tolkMinutter: 30, familie: 'ja' } satisfies Partial<Rad>
const utenTolk = { tolk: 'ingen', tolkMinutter: 0, familie: 'nei' } satisfies Partial<Rad>
const referat = { etterarbeid: 'send_referat journalfor', mottakere: 'foreldre skole' }
const avsluttende = { ...referat, etterarbeid: 'send_referat journalfor tilbakemelding_melder' }

/** Written by hand from the routines: who convenes, leads and writes, where, what consent, who books the interpreter. */
const VENTET: Record<string, Rad> = {
  innsatsteam: {
    ...utenTolk,
    navn: 'Innsatsteammøte',
    kortnavn: 'Innsatsteam',
    innkaller: ['skole'],
    leder: 'skole',
    referent: 'skole',
    sted: 'skole',
    samtykke: 'per_sak',
    minutter: 90,
    deltakere: TEAM,
    punkter: ['sist saker temaer oppsummering neste'],
    etterarbeid: 'send_referat journalfor',
    mottakere: 'deltakere',
  },
  forberedelse: {
    ...bvs,
    ...utenTolk,
    navn: 'Forberedende telefonsamtale',
    kortnavn: 'Telefonsamtale',
    referent: 'ingen',
    sted: 'telefon',
    samtykke: 'ingen',
    minutter: 15,
    deltakere: FAMILIEMOTE,
    punkter: [
      'forventninger legger_fram skolehelse foreldresamarbeid ungdom',
      'forventninger_3delt barnets_behov dagen_etter bare_med_ja foreldresamarbeid_3delt',
    ],
  },
  oppstartsmote: {
    ...bvs,
    ...enTime,
    ...referat,
    navn: 'Oppstartsmøte',
    kortnavn: 'Oppstartsmøte',
    sted: 'skole',
    samtykke: 'ingen',
    deltakere: FAMILIEMOTE,
    punkter: [
      'oppbygning meldeplikt meldingen foreldrenes_syn felles_plan annet',
      'plan_bv undersokelsesplan innhente',
    ],
  },
  samarbeidsmote_3delt: {
    ...bvs,
    ...enTime,
    ...referat,
    navn: 'Samarbeidsmøte etter 3-delt',
    kortnavn: 'Samarbeidsmøte',
    sted: 'skole',
    samtykke: 'samarbeidsmote',
    deltakere: FAMILIEMOTE,
    punkter: ['meldeplikt skolens_bekymring foreldrenes_syn bv_videre oppfolging_skole felles_plan annet'],
  },
  avsluttende_henlagt: {
    ...bvs,
    ...enTime,
    ...avsluttende,
    navn: 'Avsluttende møte: henlagt, eller nei til samarbeid',
    kortnavn: 'Avsluttende møte',
    vold: 'skole',
    sted: 'bv',
    samtykke: 'avsluttende',
    deltakere: FAMILIEMOTE,
    punkter: ['formal grunnen skolen_folger_opp bekymringen omsorg ny_bekymring skole_hjem'],
  },
  avsluttende_samarbeid: {
    ...bvs,
    ...enTime,
    ...avsluttende,
    navn: 'Avsluttende møte: samarbeidet fortsetter i tiltak',
    kortnavn: 'Avsluttende møte',
    vold: 'skole',
    sted: 'bv',
    samtykke: 'avsluttende',
    deltakere: FAMILIEMOTE,
    punkter: [
      'formal nytten skolen_folger_opp bekymringen omsorg ny_bekymring skole_hjem ppt_skolehelse neste_mote',
    ],
    lukkekrav: 'neste_mote kontaktpunkt',
  },
  samarbeidsmote_tiltak: {
    ...enTime,
    ...referat,
    navn: 'Samarbeidsmøte i tiltaksfasen',
    kortnavn: 'Samarbeidsmøte',
    innkaller: ['bv', 'skole'],
    leder: 'skole',
    referent: 'bv',
    sted: 'skole',
    samtykke: 'tiltaksfasen',
    tolk: 'innkaller',
    deltakere: `${FAMILIEMOTE} familieveileder`,
    punkter: [
      'pa_skolen tiltaksarbeidet helsesykepleier undervisning utredning roller stotteteam observasjon skole_hjem hvor_ofte informasjon oppsummering neste',
    ],
    mottakere: 'foreldre skole deltakere',
  },
  avslutning_sak: {
    ...bvs,
    ...enTime,
    ...avsluttende,
    navn: 'Møte når barnevernssaken avsluttes',
    kortnavn: 'Avsluttende møte',
    sted: 'skole',
    samtykke: 'avsluttende',
    deltakere: `${FAMILIEMOTE} familieveileder`,
    punkter: ['formal hvorfor skolen_folger_opp bekymringen omsorg ny_melding hjemmet_da skole_hjem'],
  },
  avslutning_samtykke_trukket: {
    ...bvs,
    ...enTime,
    ...avsluttende,
    navn: 'Møte når foreldrene ikke samtykker til samarbeid',
    kortnavn: 'Avsluttende møte',
    sted: 'skole',
    samtykke: 'avsluttende',
    familie: 'bv_velger',
    deltakere: FAMILIEMOTE,
    punkter: ['formal nytten skolen_folger_opp bekymringen omsorg ny_melding hjemmet_da skole_hjem'],
  },
  gjennomgang_aktiv_sak: {
    ...bvs,
    ...enTime,
    ...referat,
    navn: 'Gjennomgang av ny melding i aktiv sak',
    kortnavn: 'Gjennomgangsmøte',
    sted: 'skole',
    samtykke: 'ingen',
    deltakere: FAMILIEMOTE,
    punkter: ['oppbygning meldeplikt meldingen foreldrenes_syn felles_plan annet', 'plan_bv innhente'],
  },
  apen_dor: {
    ...bvs,
    ...utenTolk,
    navn: 'Åpen dør',
    kortnavn: 'Åpen dør',
    referent: 'ingen',
    sted: 'skole',
    samtykke: 'ingen',
    minutter: 120,
    deltakere: 'fagkonsulent sosiallarer',
    punkter: ['pameldte uanmeldte meldeplikt telling fagprat'],
  },
}

const typer = Object.values(SENDTE_MED)
const tekster = (type: Motetype): Begge[] => [
  type.navn,
  type.kortnavn,
  type.formal,
  ...type.forberedelse.map(punkt => punkt.tekst),
  ...type.deler.flatMap(del => [del.navn, ...del.punkter.map(punkt => punkt.tekst)]),
]

/** All there are (fag: motetyper). */
const MOTETYPER = [
  'innsatsteam',
  'forberedelse',
  'oppstartsmote',
  'samarbeidsmote_3delt',
  'avsluttende_henlagt',
  'avsluttende_samarbeid',
  'samarbeidsmote_tiltak',
  'avslutning_sak',
  'avslutning_samtykke_trukket',
  'gjennomgang_aktiv_sak',
  'apen_dor',
]

describe('møtetypene som følger med', () => {
  it('er de elleve, alle gyldige', () => {
    expect(Object.keys(SENDTE_MED).sort()).toEqual([...MOTETYPER].sort())
    expect(Object.keys(VENTET).sort()).toEqual([...MOTETYPER].sort())
  })

  it.each(Object.entries(VENTET))('%s er som rutinene sier', (id, ventet) => {
    const type = SENDTE_MED[id]
    expect({
      navn: type?.navn.nb,
      kortnavn: type?.kortnavn.nb,
      innkaller: type?.innkaller,
      leder: type?.leder,
      referent: type?.referent,
      ...(type?.referentVold === undefined ? {} : { vold: type.referentVold }),
      sted: type?.sted,
      samtykke: type?.samtykke,
      tolk: type?.tolk,
      familie: type?.familie,
      minutter: type?.minutter,
      tolkMinutter: type?.tolkMinutter,
      deltakere: type?.deltakere.join(' '),
      punkter: type?.deler.map(del => del.punkter.map(punkt => punkt.id).join(' ')),
      lukkekrav: type?.lukkekrav.join(' '),
      etterarbeid: type?.etterarbeid.join(' '),
      mottakere: type?.mottakere.join(' '),
    }).toEqual({ lukkekrav: '', etterarbeid: '', mottakere: '', ...ventet })
  })

  it('gjelder teamet, åpen dør eller én familie', () => {
    const slag = Object.fromEntries(typer.map(type => [type.id, type.gjelder]))
    const ventet = Object.fromEntries(MOTETYPER.map(id => [id, 'forlop']))
    expect(slag).toEqual({ ...ventet, innsatsteam: 'team', apen_dor: 'apen_dor' })
  })

  it('slipper skolen inn i del 2 bare med samtykke', () => {
    const med = typer.flatMap(type =>
      type.deler.map((del, nr) => ({ id: type.id, nr, ja: del.skoleMedSamtykke })),
    )
    expect(med.filter(del => del.ja).map(del => `${del.id} ${del.nr + 1}`)).toEqual([
      'gjennomgang_aktiv_sak 2',
      'oppstartsmote 2',
    ])
  })

  it('røper ikke i kortnavnet hvorfor familien møtes', () => {
    const kortnavn = typer
      .filter(type => type.gjelder === 'forlop')
      .flatMap(type => Object.values(type.kortnavn))
    expect(kortnavn).toHaveLength(18)
    expect(
      kortnavn.filter(navn => /vern|melding|vold|delt|henlagt|lagd|tiltak|samtykke|sak/i.test(navn)),
    ).toEqual([])
  })

  it('er skrevet på begge målformer', () => {
    const bokmal =
      /(^|[\s«])(ikke|hva|hvem|hvor|hvordan|hvorfor|noen|noe|jeg|skolen?|en|et|fra|hjem|hjemmet|møtes|uke)(?=$|[\s,.:?»])/i
    const nynorsk =
      /(^|[\s«])(ikkje|kva|kven|kor|korleis|kvifor|nokon|noko|eg|skulen?|ein|eit|frå|heim|heimen|møtest|veke)(?=$|[\s,.:?»])/i
    const alle = typer.flatMap(tekster)
    expect(alle.filter(tekst => bokmal.test(tekst.nn))).toEqual([])
    expect(alle.filter(tekst => nynorsk.test(tekst.nb))).toEqual([])
    for (const type of typer) expect(type.formal.nn).not.toBe(type.formal.nb)
    expect(alle.filter(tekst => tekst.nn === tekst.nb).length).toBeLessThan(alle.length / 5)
  })

  it('har punkter som får plass på en linje eller to, og ingenting navnevakten stopper ved', () => {
    const punkter = typer.flatMap(type => [...type.forberedelse, ...type.deler.flatMap(del => del.punkter)])
    expect(punkter.filter(({ tekst }) => tekst.nb.length > 80 || tekst.nn.length > 80)).toEqual([])
    const alle = typer.flatMap(tekster).flatMap(tekst => [tekst.nb, tekst.nn])
    expect(alle.length).toBeGreaterThan(300)
    expect(alle.filter(tekst => finnFunn(tekst).length > 0)).toEqual([])
  })
})

describe('kommunens egne møtetyper', () => {
  it('legger en ny til dem som følger med', () => {
    skriv('dialogmote.json', DIALOGMOTE)
    const lest = lesMotetyper([TYPEMAPPE, mappe])
    expect(Object.keys(lest)).toHaveLength(12)
    expect(lest['dialogmote']?.deler[0]?.punkter.map(punkt => punkt.tekst.nn)).toEqual([
      'Korleis går det?',
      'Vegen vidare',
    ])
  })

  it('bytter ut en hel type, og lar de andre være', () => {
    const endret = DIALOGMOTE.replace('"dialogmote"', '"oppstartsmote"')
    skriv('oppstartsmote.json', endret)
    skriv('lesmeg.txt', 'ikke en møtetype')
    const lest = lesMotetyper([TYPEMAPPE, mappe])
    expect(lest['oppstartsmote']).toEqual(JSON.parse(endret))
    expect(lest).toEqual({ ...SENDTE_MED, oppstartsmote: JSON.parse(endret) })
  })

  it('leser filer slik Windows lagrer dem', () => {
    skriv('dialogmote.json', `\ufeff${DIALOGMOTE.replaceAll('\n', '\r\n')}`)
    expect(lesMotetyper([TYPEMAPPE, mappe])['dialogmote']).toEqual(JSON.parse(DIALOGMOTE))
  })

  it('finner ingenting under navn som alle objekter har', () => {
    expect(SENDTE_MED['constructor']).toBeUndefined()
  })

  it('kommer fra MOTETYPER_MAPPE', () => {
    const miljo = {
      DATABASE_URL: 'postgres://localhost/x',
      APP_ID: 'app',
      APP_PASSWORD: 'hemmelig',
      TENANT_ID: 'tenant',
      ADMINISTRATORER: 'oid',
      NOKKELHVELV: 'https://hvelv.vault.azure.net/keys/navn',
      LOGGANKER: '/data/anker',
    }
    expect(lesInnstillinger({ ...miljo, MOTETYPER_MAPPE: '' }).valg.motetyper).toBe(SENDTE_MED)
    expect(() => lesInnstillinger({ ...miljo, MOTETYPER_MAPPE: '/finnes/ikke' })).toThrow(
      'Kan ikke starte. MOTETYPER_MAPPE: Mappen /finnes/ikke finnes ikke.',
    )
  })
})

describe('en feil i en møtetype', () => {
  it.each([
    ['et komma som mangler', '"skole",\n  "sted"', '"skole"\n  "sted"', 'linje 9: det mangler et komma.'],
    [
      'et komma for mye',
      '"Vegen vidare" } }\n',
      '"Vegen vidare" } },\n',
      'linje 27: det mangler en verdi, eller det er et komma for mye.',
    ],
    [
      'et komma for mye sist i filen',
      '["foreldre", "skole"]\n',
      '["foreldre", "skole"],\n',
      'linje 33: det mangler et feltnavn i anførselstegn, eller det er et komma for mye.',
    ],
    ['et kolon som mangler', '"leder":', '"leder"', 'linje 8: det mangler et kolon etter feltnavnet.'],
    [
      'et anførselstegn som mangler',
      '"nb": "Møtet"',
      '"nb": "Møtet',
      'linje 23: «nn» kan ikke stå her, eller det mangler et anførselstegn.',
    ],
    [
      'et anførselstegn som mangler sist på linjen',
      '"leder": "skole",',
      '"leder": "skole,',
      'linje 8: teksten mangler anførselstegn på slutten.',
    ],
    ['en parentes som mangler', '\n}\n', '\n', 'linje 33: det mangler en }.'],
    [
      'noe etter slutten',
      '\n}\n',
      '\n}\nslutt\n',
      'linje 35: «slutt» kan ikke stå her, eller det mangler et anførselstegn.',
    ],
    ['to typer i samme fil', '\n}\n', '\n}\n{}\n', 'linje 35: det står noe etter den siste }.'],
    ['en kommentar', '  "leder"', '  // vi leder\n  "leder"', 'linje 8: JSON kan ikke ha kommentarer.'],
    [
      'et ord uten anførselstegn',
      '"leder": "skole"',
      '"leder": skole',
      'linje 8: «skole» kan ikke stå her, eller det mangler et anførselstegn.',
    ],
    ['et felt to ganger', '"leder": "skole"', '"sted": "skole"', 'linje 10, sted: feltet står to ganger.'],
  ])('i skrivemåten sies med linjen: %s', (_, fra, til, ventet) => {
    expect(DIALOGMOTE.split(fra)).toHaveLength(2)
    skriv('dialogmote.json', DIALOGMOTE.replace(fra, til))
    expect(melding()).toBe(`dialogmote.json, ${ventet}`)
  })

  it.each([
    [
      'en ukjent rolle',
      '"kontaktperson"]',
      '"saksbehandler"]',
      'linje 17, deltakere: «saksbehandler» er ikke en rolle; velg blant rektor, sosiallarer, sosialagent, helsesykepleier, barnevern_mottak, kontaktperson, familieveileder, fagkonsulent, avdelingsleder, fritidsklubb, oslohjelpa, bup, ppt, miljoteam, administrator.',
    ],
    [
      'et valg som ikke finnes',
      '"leder": "skole"',
      '"leder": "rektor"',
      'linje 8, leder: «rektor» er ikke et av valgene; velg blant skole, bv.',
    ],
    ['et felt som mangler', '  "sted": "skole",\n', '', 'linje 1, sted: mangler.'],
    ['nynorsk som mangler', ', "nn": "Korleis går det?"', '', 'linje 26, deler.punkter.tekst.nn: mangler.'],
    ['et felt som er skrevet feil', '"formal"', '"formaal"', 'linje 5, formaal: et slikt felt finnes ikke.'],
    ['et felt over to linjer', '"formal"', '"for\\nmal"', 'linje 5, for mal: et slikt felt finnes ikke.'],
    [
      'en tom tekst',
      '"nn": "Vegen vidare"',
      '"nn": " "',
      'linje 27, deler.punkter.tekst.nn: kan ikke være tom.',
    ],
    [
      'en for lang tekst',
      'Veien videre"',
      `${'a'.repeat(301)}"`,
      'linje 27, deler.punkter.tekst.nb: høyst 300 tegn.',
    ],
    [
      'en tekst som er et tall',
      '"nb": "Dialogmøte"',
      '"nb": 7',
      'linje 3, navn.nb: skal være en tekst i anførselstegn.',
    ],
    ['et tall som er en tekst', '45', '"45"', 'linje 13, minutter: skal være et tall.'],
    ['et halvt minutt', '45', '45.5', 'linje 13, minutter: skal være et helt tall.'],
    ['for få minutter', '45', '5', 'linje 13, minutter: skal være minst 10.'],
    ['for mange minutter', '45', '900', 'linje 13, minutter: kan være høyst 240.'],
    ['en liste som er en tekst', '["skole"],', '"skole",', 'linje 7, innkaller: skal være en liste i [ ].'],
    ['en tom liste', '["skole"],', '[],', 'linje 7, innkaller: kan ikke være tom.'],
    [
      'ja i stedet for true',
      '"skoleMedSamtykke": false',
      '"skoleMedSamtykke": "ja"',
      'linje 24, deler.skoleMedSamtykke: skal være true eller false.',
    ],
    [
      'en tekst uten målformer',
      '{ "nb": "Møte", "nn": "Møte" }',
      '"Møte"',
      'linje 4, kortnavn: skal være felter i { }.',
    ],
    [
      'en id med store bokstaver',
      '"id": "na"',
      '"id": "Nå"',
      'linje 26, deler.punkter.id: bare små bokstaver a–z, tall og _ (2–40 tegn).',
    ],
    [
      'to like punkter',
      '"id": "videre"',
      '"id": "na"',
      'linje 27, deler.punkter.id: to punkter har id-en «na».',
    ],
    [
      'et punkt som også er forberedelse',
      '"id": "videre"',
      '"id": "tid"',
      'linje 27, deler.punkter.id: to punkter har id-en «tid».',
    ],
    [
      'en ny type for teamet',
      '"gjelder": "forlop"',
      '"gjelder": "team"',
      'linje 6, gjelder: skal være «forlop» for en ny møtetype.',
    ],
    [
      'en id som ikke er filens navn',
      '"dialogmote"',
      '"elevmote"',
      'linje 2, id: filen må hete elevmote.json når id-en er «elevmote».',
    ],
  ])('i innholdet sies med linjen: %s', (_, fra, til, ventet) => {
    expect(DIALOGMOTE.split(fra)).toHaveLength(2)
    skriv('dialogmote.json', DIALOGMOTE.replace(fra, til))
    expect(melding()).toBe(`dialogmote.json, ${ventet}`)
  })

  it('er alltid én norsk linje med linjenummer, hvilket tegn som enn mangler eller byttes ut', () => {
    const varianter = [...DIALOGMOTE].flatMap((_, i) =>
      ['', ',', '"', '}', '7', 'x', '\n'].map(
        tegn => DIALOGMOTE.slice(0, i) + tegn + DIALOGMOTE.slice(i + 1),
      ),
    )
    const meldinger = varianter.map(variant => {
      try {
        lesMotetype('dialogmote.json', variant)
        return { gyldig: erJson(variant), tekst: '' }
      } catch (feil) {
        if (!(feil instanceof Motetypefeil)) throw feil
        return { gyldig: true, tekst: feil.message }
      }
    })
    expect(meldinger.filter(m => !m.gyldig)).toEqual([])
    const tekster = [...new Set(meldinger.map(m => m.tekst).filter(tekst => tekst !== ''))]
    expect(tekster.length).toBeGreaterThan(500)
    expect(tekster.filter(t => !/^dialogmote\.json, linje ([1-9]|[12]\d|3[0-5])[,:] .*\.$/.test(t))).toEqual(
      [],
    )
    expect(tekster.filter(t => /expected|invalid|received|required|too |must|undefined/i.test(t))).toEqual([])
  })

  it('sies én om gangen, den øverste først', () => {
    skriv(
      'dialogmote.json',
      DIALOGMOTE.replace('45', '5').replace('"Vegen vidare"', '""').replace('"bv"', '"x"'),
    )
    expect(melding()).toBe('dialogmote.json, linje 13, minutter: skal være minst 10.')
  })

  it('er det også når innsatsteamet eller åpen dør skal gjelde noe annet', () => {
    skriv('innsatsteam.json', sendt('innsatsteam').replace('"gjelder": "team"', '"gjelder": "forlop"'))
    expect(melding()).toBe('innsatsteam.json, linje 9, gjelder: skal være «team» for «innsatsteam».')
  })

  it('er det når to filer i mappen har samme id', () => {
    skriv('dialogmote.json', DIALOGMOTE)
    skriv('kopi.json', DIALOGMOTE)
    expect(melding()).toBe('kopi.json, linje 2, id: «dialogmote» er også id-en i dialogmote.json.')
  })

  it.each([
    ['', 'x.json: filen er tom.'],
    ['  \n', 'x.json: filen er tom.'],
    ['\n["x"]', 'x.json, linje 1: en møtetype begynner med { og slutter med }.'],
    [Uint8Array.of(0x7b, 0xe5, 0x7d), 'x.json er ikke lagret som UTF-8.'],
  ])('er det når filen ikke er noen møtetype (%#)', (innhold, ventet) => {
    skriv('x.json', innhold)
    expect(melding()).toBe(ventet)
  })

  it('er det når mappen eller filen ikke kan leses', () => {
    expect(melding()).toBe(`Mappen ${mappe} har ingen møtetyper (filer som slutter på .json).`)
    mkdirSync(join(mappe, 'mappe.json'))
    expect(melding()).toBe('mappe.json kan ikke leses (EISDIR).')
    expect(melding([TYPEMAPPE, join(mappe, 'borte')])).toBe(`Mappen ${join(mappe, 'borte')} finnes ikke.`)
    skriv('fil', '')
    expect(melding([TYPEMAPPE, join(mappe, 'fil')])).toBe(`${join(mappe, 'fil')} er ikke en mappe.`)
  })
})

describe('npm run motetyper', () => {
  let program: Program
  beforeAll(async () => {
    program = await kompilertBot()
  })
  afterAll(() => program.fjern())

  async function kjor(argumenter: readonly string[], miljo: Record<string, string> = {}) {
    const fil = join(program.mappe, 'dist/mote/kommando.js')
    const prosess = spawn(process.execPath, [fil, ...argumenter], {
      env: { PATH: process.env['PATH'], ...miljo },
    })
    let ut = ''
    let feil = ''
    prosess.stdout.setEncoding('utf8').on('data', bit => {
      ut += bit
    })
    prosess.stderr.setEncoding('utf8').on('data', bit => {
      feil += bit
    })
    const kode = await new Promise<number | null>(ferdig => prosess.once('close', ferdig))
    return { linjer: ut.split('\n').slice(0, -1), feil, kode }
  }

  it('viser de elleve', async () => {
    const { linjer, feil, kode } = await kjor([])
    expect([feil, kode]).toEqual(['', 0])
    expect(linjer.map(linje => linje.split(/ {2,}/)[0])).toEqual(['id', ...[...MOTETYPER].sort()])
    expect(linjer.find(linje => linje.startsWith('samarbeidsmote_tiltak'))?.split(/ {2,}/)).toEqual([
      'samarbeidsmote_tiltak',
      'Samarbeidsmøte i tiltaksfasen',
      'barnevernet og skolen',
      'skolen',
      'barnevernet',
      'samarbeid i tiltaksfasen',
      '13',
    ])
    expect(linjer.filter(linje => /egen$|endret$/.test(linje))).toEqual([])
  })

  it('merker dem kommunen har laget eller endret, fra mappen eller miljøvariabelen', async () => {
    skriv('dialogmote.json', DIALOGMOTE)
    skriv('apen_dor.json', sendt('apen_dor').replace('120', '90'))
    skriv('oppstartsmote.json', sendt('oppstartsmote'))
    const merkede = (linjer: string[]) =>
      linjer.flatMap(linje => /^(\S+) .* (egen|endret)$/.exec(linje)?.slice(1).join(' ') ?? [])
    const { linjer, kode } = await kjor([mappe])
    expect(linjer).toHaveLength(13)
    expect([merkede(linjer), kode]).toEqual([['apen_dor endret', 'dialogmote egen'], 0])
    expect(await kjor([], { MOTETYPER_MAPPE: mappe })).toEqual({ linjer, feil: '', kode: 0 })
  })

  it('viser én med dagsordenen', async () => {
    skriv('dialogmote.json', DIALOGMOTE)
    expect(await kjor([mappe, '--vis', 'dialogmote'])).toEqual({
      linjer: [
        'Dialogmøte (dialogmote) – egen',
        'Snakke sammen om veien videre.',
        '',
        'Innkaller: skolen. Leder: skolen. Referent: skolen.',
        'Sted: på skolen. Tid: 45 minutter (+ 15 med tolk; den som innkaller bestiller). Samtykke: samarbeidsmøte med skolen.',
        '',
        'Før møtet',
        '  - Finn en tid.',
        '    Finn ei tid.',
        '',
        'Møtet',
        '  1. Hvordan går det?',
        '     Korleis går det?',
        '  2. Veien videre',
        '     Vegen vidare',
      ],
      feil: '',
      kode: 0,
    })
  })

  it('slutter med 1 og én linje når noe er galt', async () => {
    skriv('dialogmote.json', DIALOGMOTE.replace('"kontaktperson"]', '"kontaktperson"'))
    expect(await kjor([mappe])).toEqual({
      linjer: [],
      feil: 'dialogmote.json, linje 18: et felt kan ikke stå i en liste; det mangler en ] foran.\n',
      kode: 1,
    })
    const ukjent = await kjor(['--vis', 'julebord'])
    expect(ukjent.feil).toMatch(/^Det er ingen møtetype med id-en «julebord»\. Velg blant apen_dor, .*\.\n$/)
    expect(ukjent.kode).toBe(1)
    expect((await kjor(['--vsi', 'x'])).feil).toMatch(/^Bruk: npm run motetyper .*\n$/)
  })
})
