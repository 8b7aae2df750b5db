import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { SAKSTYPER } from '../../src/sak/saker.ts'
import {
  ANDRE,
  alder,
  dekker,
  EGETSVAR,
  type Endring,
  endringerMellom,
  erManed,
  erTrukketFor,
  fyller,
  HVORDAN,
  kontroller,
  lesManed,
  nyttSamtykke,
  OMFANG,
  type Samtykke,
  type Samtykkestatus,
  SPRAK,
  SVAR,
  type Svar,
  skolearetsSlutt,
  statusFor,
  svarFor,
  tjenesterI,
  utenTjeneste,
} from '../../src/samtykke/samtykke.ts'
import { TJENESTER, type Tjeneste } from '../../src/tilgang/roller.ts'
import { etSamtykke, type Foreldersvar, I_GAR, I_MORGEN, IDAG, JA, vilkarligSamtykke } from './et-samtykke.ts'

const GANGER = { numRuns: 400 }

describe('det strengeste av foreldrenes svar', () => {
  /** Rows are guardian 1, columns guardian 2; «–»: not mentioned, which is the same as not asked. */
  const MATRISE = {
    kolonner: ['ja', 'nei', 'reservert', 'ikke_spurt', '–'],
    ja: ['ja', 'nei', 'reservert', 'ikke_spurt', 'ikke_spurt'],
    nei: ['nei', 'nei', 'nei', 'nei', 'nei'],
    reservert: ['reservert', 'nei', 'reservert', 'reservert', 'reservert'],
    ikke_spurt: ['ikke_spurt', 'nei', 'reservert', 'ikke_spurt', 'ikke_spurt'],
    '–': ['ikke_spurt', 'nei', 'reservert', 'ikke_spurt', 'ikke_spurt'],
  } as const
  const rader = (['ja', 'nei', 'reservert', 'ikke_spurt', '–'] as const).flatMap(en =>
    MATRISE.kolonner.map((to, i) => [en, to, MATRISE[en][i] ?? ''] as const),
  )
  const svar = (verdi: Svar | '–'): Foreldersvar => (verdi === '–' ? {} : { bv: verdi })

  it.each(rader)('%s og %s er %s', (en, to, ventet) => {
    expect(svarFor({ svar: [svar(en), svar(to)], trukketFor: [] }, 'bv')).toBe(ventet)
  })

  it.each([...SVAR, '–'] as const)('én forelder alene: %s teller som det er', verdi => {
    expect(svarFor({ svar: [svar(verdi)], trukketFor: ['ppt'] }, 'bv')).toBe(
      verdi === '–' ? 'ikke_spurt' : verdi,
    )
  })

  it('ingen foreldre er ikke spurt', () => {
    expect(svarFor({ svar: [], trukketFor: [] }, 'bv')).toBe('ikke_spurt')
  })

  it('et ja som er tatt tilbake, er ikke lenger et ja, hvem som enn tok det', () => {
    expect(svarFor({ svar: [JA, JA], trukketFor: ['bv'] }, 'bv')).toBe('reservert')
    expect(svarFor({ svar: [JA, JA], trukketFor: ['bv'] }, 'skole')).toBe('ja')
  })

  it('et nei er fortsatt strengere enn at ja-et er tatt tilbake', () => {
    expect(svarFor({ svar: [JA, { bv: 'nei' }], trukketFor: ['bv'] }, 'bv')).toBe('nei')
    expect(svarFor({ svar: [JA, {}], trukketFor: ['bv'] }, 'bv')).toBe('reservert')
  })

  it('er ja bare når hver forelder har sagt ja og det ikke er trukket, og rekkefølgen er uten betydning', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, fc.constantFrom(...TJENESTER), ({ svar, trukketFor }, tjeneste) => {
        const ventet = svarFor({ svar, trukketFor }, tjeneste)
        const alle = svar.every(s => s[tjeneste] === 'ja')
        expect(ventet === 'ja').toBe(alle && !trukketFor.includes(tjeneste))
        const snudd = { svar: svar.toReversed(), trukketFor: trukketFor.toReversed() }
        expect(svarFor(snudd, tjeneste)).toBe(ventet)
      }),
      GANGER,
    )
  })
})

describe('status', () => {
  const NEI: Foreldersvar = { skole: 'nei', bv: 'nei' }
  it.each<[string, Partial<Samtykke>, Samtykkestatus]>([
    ['begge har sagt ja', {}, 'gitt'],
    ['begge har sagt ja til én tjeneste og nei til resten', { svar: [{ skole: 'ja', bv: 'nei' }] }, 'gitt'],
    ['den ene ja, den andre nei', { svar: [JA, NEI] }, 'avslatt'],
    ['den ene ja, den andre reservert', { svar: [{ bv: 'ja' }, { bv: 'reservert' }] }, 'avslatt'],
    ['den ene ja, den andre ikke spurt', { svar: [{ bv: 'ja' }, { bv: 'ikke_spurt' }] }, 'ikke_innhentet'],
    ['den ene ja, den andre ikke nevnt', { svar: [JA, {}] }, 'ikke_innhentet'],
    ['den ene nei, den andre ikke nevnt', { svar: [NEI, {}] }, 'avslatt'],
    ['ingen har svart', { svar: [{}, {}] }, 'ikke_innhentet'],
    ['ingen foreldre', { svar: [] }, 'ikke_innhentet'],
    ['ja til hver sin tjeneste', { svar: [{ skole: 'ja' }, { bv: 'ja' }] }, 'ikke_innhentet'],
    ['trukket', { trukket: true }, 'trukket'],
    ['trukket etter et nei', { trukket: true, svar: [NEI] }, 'trukket'],
    ['trukket og utløpt', { trukket: true, gyldigTil: I_GAR }, 'trukket'],
    ['trukket for én tjeneste, gitt for en annen', { trukketFor: ['bv'] }, 'gitt'],
    ['trukket for hver tjeneste', { trukketFor: ['bv', 'skole'] }, 'trukket'],
    ['trukket for den eneste med ja', { svar: [{ bv: 'ja', skole: 'nei' }], trukketFor: ['bv'] }, 'trukket'],
    ['trukket for én, og det er utløpt', { trukketFor: ['bv'], gyldigTil: I_GAR }, 'utlopt'],
    ['i går var siste dag', { gyldigTil: I_GAR }, 'utlopt'],
    ['i dag er siste dag', { gyldigTil: IDAG }, 'gitt'],
    ['i morgen er siste dag', { gyldigTil: I_MORGEN }, 'gitt'],
    ['gitt i dag', { dato: IDAG }, 'gitt'],
    ['gitt fra i morgen', { dato: I_MORGEN }, 'ikke_innhentet'],
    ['nei, og utløpt', { svar: [NEI], gyldigTil: I_GAR }, 'avslatt'],
    ['ja bare til det avsluttende møtet', { svar: [NEI], avsluttende: 'ja' }, 'avslatt'],
    ['ungdommen har sagt nei: det er ikke foreldrenes status', { ungdom: 'nei' }, 'gitt'],
  ])('%s', (_, endring, ventet) => {
    expect(statusFor(etSamtykke(endring), IDAG)).toBe(ventet)
  })

  it('uten samtykke er det ikke innhentet', () => {
    expect(statusFor(undefined, IDAG)).toBe('ikke_innhentet')
  })

  it('er aldri «gitt» uten et ja fra hver forelder til samme tjeneste', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, samtykke => {
        const felles = TJENESTER.some(tj => samtykke.svar.every(s => s[tj] === 'ja'))
        if (!felles) expect(statusFor(samtykke, IDAG)).not.toBe('gitt')
      }),
      GANGER,
    )
  })
})

describe('om en tjeneste er dekket', () => {
  it.each<[string, Partial<Samtykke>, boolean]>([
    ['begge har sagt ja', {}, true],
    ['på siste dag', { gyldigTil: IDAG }, true],
    ['dagen etter', { gyldigTil: I_GAR }, false],
    ['før det gjelder', { dato: I_MORGEN }, false],
    ['når det er trukket', { trukket: true }, false],
    ['når det er trukket for tjenesten', { trukketFor: ['bv'] }, false],
    ['når det er trukket for en annen', { trukketFor: ['skole'] }, true],
    ['når den ene har sagt nei', { svar: [JA, { skole: 'ja', bv: 'nei' }] }, false],
    ['når den ene har reservert seg', { svar: [JA, { skole: 'ja', bv: 'reservert' }] }, false],
    ['når den ene ikke er spurt', { svar: [JA, { skole: 'ja' }] }, false],
    ['når bare det avsluttende møtet har ja', { svar: [{}], avsluttende: 'ja' }, false],
  ])('%s', (_, endring, ventet) => {
    expect(dekker(etSamtykke(endring), 'bv', IDAG)).toBe(ventet)
  })

  it('ikke uten samtykke, og ikke en tjeneste ingen er spurt om', () => {
    expect(dekker(undefined, 'bv', IDAG)).toBe(false)
    expect(dekker(etSamtykke(), 'ppt', IDAG)).toBe(false)
  })
})

describe('om foreldrene har sagt nei til en tjeneste, eller tatt ja-et tilbake', () => {
  it.each<[string, Partial<Samtykke>, Tjeneste, boolean]>([
    ['ja', {}, 'bv', false],
    ['ikke spurt', {}, 'ppt', false],
    ['nei fra én', { svar: [JA, { bv: 'nei' }] }, 'bv', true],
    ['reservert fra én', { svar: [{ bv: 'reservert' }, JA] }, 'bv', true],
    ['den ene ikke spurt', { svar: [JA, {}] }, 'bv', false],
    ['trukket helt', { trukket: true }, 'bv', true],
    ['trukket helt, og tjenesten var ikke spurt om', { trukket: true }, 'ppt', true],
    ['trukket for tjenesten', { trukketFor: ['bv'] }, 'bv', true],
    ['trukket for en annen', { trukketFor: ['ppt'] }, 'bv', false],
    ['utløpt er ikke trukket', { gyldigTil: I_GAR }, 'bv', false],
    ['skolen, når samtykket er trukket', { trukket: true }, 'skole', false],
    ['skolen, når foreldrene har sagt nei til skolen', { svar: [{ skole: 'nei' }] }, 'skole', false],
  ])('%s', (_, endring, tjeneste, ventet) => {
    expect(erTrukketFor(etSamtykke(endring), tjeneste)).toBe(ventet)
  })

  it.each(TJENESTER)('ikke uten samtykke: %s', tjeneste => {
    expect(erTrukketFor(undefined, tjeneste)).toBe(false)
  })
})

describe('en tjeneste trekkes ut', () => {
  it('og ingen forelders svar skrives om', () => {
    const fra = etSamtykke({ svar: [JA, { ...JA, bup: 'ja' }] })
    expect(utenTjeneste(fra, 'bv')).toEqual({ ...fra, trukketFor: ['bv'] })
  })

  it('to ganger, og står én gang', () => {
    const etter = utenTjeneste(utenTjeneste(utenTjeneste(etSamtykke(), 'bv'), 'skole'), 'bv')
    expect(etter.trukketFor).toEqual(['bv', 'skole'])
  })

  it('forandrer ikke det som ble gitt inn, og beholder hvem som innhentet det', () => {
    const fra = { ...etSamtykke(), innhentetAv: 't/p', innhentetRolle: 'rektor', versjon: 3 }
    expect(utenTjeneste(fra, 'bv')).toMatchObject({
      innhentetAv: 't/p',
      innhentetRolle: 'rektor',
      versjon: 3,
    })
    expect(fra).toMatchObject({ svar: [JA, JA], trukketFor: [] })
  })

  it('dekker den aldri etterpå, og rører ikke de andre', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, fc.constantFrom(...TJENESTER), (samtykke, tjeneste) => {
        const etter = utenTjeneste(samtykke, tjeneste)
        expect(dekker(etter, tjeneste, IDAG)).toBe(false)
        expect(erTrukketFor(etter, tjeneste)).toBe(tjeneste !== 'skole')
        for (const annen of TJENESTER.filter(tj => tj !== tjeneste))
          expect(svarFor(etter, annen)).toBe(svarFor(samtykke, annen))
      }),
      GANGER,
    )
  })
})

describe('nytt samtykke oppå det som var', () => {
  const NEI: Foreldersvar = { skole: 'nei', bv: 'nei' }
  it.each<[string, Partial<Samtykke> | undefined, Partial<Samtykke>, 'alt' | Tjeneste[]]>([
    ['det første', undefined, {}, []],
    ['ingenting var trukket', {}, {}, []],
    ['alt var trukket, og ingen sier ja', { trukket: true }, { svar: [{}, {}] }, 'alt'],
    ['alt var trukket, og nå sier de nei', { trukket: true }, { svar: [NEI, NEI] }, 'alt'],
    ['alt var trukket, og bare den ene sier ja', { trukket: true }, { svar: [JA, {}] }, 'alt'],
    [
      'alt var trukket, og de sier ja bare til det avsluttende møtet',
      { trukket: true },
      { svar: [{}, {}], avsluttende: 'ja' },
      'alt',
    ],
    ['alt var trukket, og de sier ja til alt igjen', { trukket: true }, {}, []],
    [
      'alt var trukket, og de sier ja bare til skolen igjen',
      { trukket: true },
      { svar: [{ skole: 'ja' }, { skole: 'ja' }] },
      ['bv'],
    ],
    ['én var trukket, og ingen nevner den', { trukketFor: ['bv'] }, { svar: [{ skole: 'ja' }] }, ['bv']],
    ['én var trukket, og begge sier ja igjen', { trukketFor: ['bv'] }, {}, []],
    [
      'én var trukket, og bare den ene forelderen sier ja igjen',
      { trukketFor: ['bv'] },
      { svar: [JA, { skole: 'ja' }] },
      ['bv'],
    ],
    ['ja-et til én er ikke lenger krysset av', {}, { svar: [{ skole: 'ja' }, { skole: 'ja' }] }, ['bv']],
    ['to var trukket, og de sier ja til den ene igjen', { trukketFor: ['bv', 'ppt'] }, {}, ['ppt']],
  ])('%s', (_, fra, nytt, ventet) => {
    const etter = nyttSamtykke(fra && etSamtykke(fra), etSamtykke(nytt))
    expect(etter.trukket ? 'alt' : etter.trukketFor.toSorted()).toEqual(ventet)
    const { trukket, trukketFor } = etter
    expect(etter).toEqual({ ...etSamtykke(nytt), trukket, trukketFor })
  })

  it('et nei blir stående når resten gis igjen, om ingen sier noe annet', () => {
    const fra = etSamtykke({ svar: [{ bv: 'ja', ppt: 'nei' }], trukket: true })
    const etter = nyttSamtykke(fra, etSamtykke({ svar: [{ bv: 'ja' }] }))
    expect(erTrukketFor(etter, 'ppt')).toBe(true)
  })

  it('gir aldri en tjeneste ja uten at hver forelder sier det nå', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, vilkarligSamtykke, (fra, til) => {
        const nytt: Samtykke = { ...til, trukket: false, trukketFor: [] }
        const etter = nyttSamtykke(fra, nytt)
        for (const tjeneste of TJENESTER)
          expect(svarFor(etter, tjeneste) === 'ja').toBe(nytt.svar.every(s => s[tjeneste] === 'ja'))
        expect(etter).toEqual({ ...nytt, trukket: etter.trukket, trukketFor: etter.trukketFor })
      }),
      GANGER,
    )
  })

  it('en tjeneste som var trukket, er det til den får et nytt ja, gjennom alt som registreres siden', () => {
    const registreringer = fc.array(
      fc.oneof(
        vilkarligSamtykke,
        vilkarligSamtykke.map(s => ({ ...s, svar: s.svar.map((): Foreldersvar => ({})) })),
        vilkarligSamtykke.map(s => ({ ...s, svar: s.svar.map((): Foreldersvar => ({ bv: 'ja' })) })),
      ),
      { minLength: 1, maxLength: 4 },
    )
    fc.assert(
      fc.property(vilkarligSamtykke, registreringer, (forste, resten) => {
        const borte = new Set(
          TJENESTER.filter(
            tj => forste.trukketFor.includes(tj) || (forste.trukket && svarFor(forste, tj) !== 'ikke_spurt'),
          ),
        )
        let etter = forste
        for (const neste of resten) {
          const nytt: Samtykke = { ...neste, trukket: false, trukketFor: [] }
          etter = nyttSamtykke(etter, nytt)
          for (const tj of TJENESTER) if (svarFor(nytt, tj) === 'ja') borte.delete(tj)
          for (const tj of borte)
            if (tj !== 'skole') expect([tj, erTrukketFor(etter, tj)]).toEqual([tj, true])
        }
      }),
      GANGER,
    )
  })
})

it('tjenestene noen har svart om, nevnes én gang', () => {
  expect(
    tjenesterI({
      svar: [
        { skole: 'ja', bv: 'nei' },
        { bv: 'ja', ppt: 'reservert' },
      ],
    }),
  ).toEqual(['skole', 'bv', 'ppt'])
  expect(tjenesterI({ svar: [{}, {}] })).toEqual([])
})

const ukjent = [
  '',
  '2012',
  '2012-00',
  '2012-13',
  '2012-3',
  '1999-12',
  '2100-01',
  '03.2012',
  '2012-03-01',
  'mars',
]

describe('alder, regnet fra den første i fødselsmåneden', () => {
  it.each<[string, string, number]>([
    ['2012-03', '2012-03-01', 0],
    ['2012-03', '2012-03-31', 0],
    ['2012-03', '2013-02-28', 0],
    ['2012-03', '2013-03-01', 1],
    ['2012-03', '2027-02-28', 14],
    ['2012-03', '2027-03-01', 15],
    ['2012-03', '2027-03-31', 15],
    ['2012-02', '2027-01-31', 14],
    ['2012-02', '2027-02-01', 15],
    ['2012-02', '2028-02-29', 16],
    ['2013-02', '2028-02-01', 15],
    ['2013-03', '2028-02-29', 14],
    ['2013-03', '2028-03-01', 15],
    ['2012-01', '2026-12-31', 14],
    ['2012-01', '2027-01-01', 15],
    ['2011-12', '2026-11-30', 14],
    ['2011-12', '2026-12-01', 15],
    ['2011-04', '2026-03-31', 14],
    ['2011-04', '2026-04-01', 15],
    ['2011-11', '2026-10-31', 14],
    ['2011-11', '2026-11-01', 15],
    ['2000-01', '2026-11-21', 26],
    ['2026-12', '2026-11-30', -1],
  ])('født %s er den %s: %i år', (fodt, idag, ventet) => {
    expect(alder(fodt, idag)).toBe(ventet)
  })

  it.each(ukjent)('«%s» er ingen måned, og alderen er ikke kjent', fodt => {
    expect(erManed(fodt)).toBe(false)
    expect(alder(fodt, IDAG)).toBeUndefined()
    expect(fyller(fodt, 15)).toBeUndefined()
  })

  it.each<[string, number, string]>([
    ['2012-03', 15, '2027-03-01'],
    ['2012-02', 15, '2027-02-01'],
    ['2012-02', 16, '2028-02-01'],
    ['2011-12', 15, '2026-12-01'],
    ['2012-01', 15, '2027-01-01'],
    ['2012-10', 12, '2024-10-01'],
  ])('født %s fyller %i den %s', (fodt, grense, dag) => {
    expect(fyller(fodt, grense)).toBe(dag)
  })

  it('skifter på dagen, for hver fødselsmåned og grense, og er ett år mindre dagen før', () => {
    const feil: unknown[] = []
    for (let ar = 2005; ar <= 2020; ar++)
      for (let mnd = 1; mnd <= 12; mnd++)
        for (let grense = 10; grense <= 18; grense++) {
          const fodt = `${ar}-${mnd < 10 ? '0' : ''}${mnd}`
          const dag = `${ar + grense}${fodt.slice(4)}-01`
          const dagenFor = new Date(Date.parse(`${dag}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
          const svar = [fyller(fodt, grense), alder(fodt, dag), alder(fodt, dagenFor)]
          if (svar.join() !== [dag, grense, grense - 1].join()) feil.push([fodt, grense, ...svar])
        }
    expect(feil).toEqual([])
  })
})

describe('en måned slik folk skriver den', () => {
  it.each<[string, string | undefined]>([
    ['3.2012', '2012-03'],
    ['03.2012', '2012-03'],
    ['12.2012', '2012-12'],
    ['1.2000', '2000-01'],
    ['3/2012', '2012-03'],
    ['3-2012', '2012-03'],
    ['03 2012', '2012-03'],
    ['2012-03', '2012-03'],
    ['  3.2012 ', '2012-03'],
    ['3.2012\n', '2012-03'],
    ['0.2012', undefined],
    ['13.2012', undefined],
    ['00.2012', undefined],
    ['2012-3', undefined],
    ['2012-13', undefined],
    ['2012.03', undefined],
    ['3.12', undefined],
    ['3.1999', undefined],
    ['3.2100', undefined],
    ['032012', undefined],
    ['14.3.2012', undefined],
    ['2012-03-14', undefined],
    ['mars 2012', undefined],
    ['003.2012', undefined],
    ['-3.2012', undefined],
    ['٣.2012', undefined],
    ['', undefined],
    ['  ', undefined],
  ])('«%s»', (tekst, ventet) => {
    expect(lesManed(tekst)).toBe(ventet)
  })

  it('leser hver måned på alle måter, og det den leser, er en måned', () => {
    for (let ar = 2000; ar <= 2099; ar++)
      for (let mnd = 1; mnd <= 12; mnd++) {
        const ventet = `${ar}-${mnd < 10 ? '0' : ''}${mnd}`
        for (const tekst of [`${mnd}.${ar}`, `${mnd < 10 ? '0' : ''}${mnd}.${ar}`, `${mnd}/${ar}`, ventet])
          expect(lesManed(tekst)).toBe(ventet)
        expect(erManed(ventet)).toBe(true)
      }
  })

  it('svarer aldri med noe annet enn en måned', () => {
    const nesten = fc.stringMatching(/^[0-9./\- ]{0,8}$/)
    fc.assert(
      fc.property(fc.oneof(nesten, fc.string({ maxLength: 12 })), tekst => {
        const maned = lesManed(tekst)
        expect(maned === undefined || erManed(maned)).toBe(true)
      }),
      GANGER,
    )
  })
})

describe('samtykket varer til skoleårets slutt', () => {
  it.each([
    ['2026-08-17', '2027-06-30'],
    ['2026-12-31', '2027-06-30'],
    ['2027-01-01', '2027-06-30'],
    ['2027-06-29', '2027-06-30'],
    ['2027-06-30', '2027-06-30'],
    ['2027-07-01', '2028-06-30'],
    ['2028-02-29', '2028-06-30'],
  ])('gitt %s varer det til %s', (dag, slutt) => {
    expect(skolearetsSlutt(DateTime.fromISO(dag, { zone: 'Europe/Oslo' }))).toBe(slutt)
  })

  it('dagen er den i Oslo, også rett etter midnatt', () => {
    const rettEtter = DateTime.fromISO('2027-07-01T00:00:01', { zone: 'Europe/Oslo' })
    expect(skolearetsSlutt(rettEtter)).toBe('2028-06-30')
    expect(skolearetsSlutt(rettEtter.minus({ seconds: 2 }))).toBe('2027-06-30')
  })

  it('kan alltid registreres den dagen det foreslås', () => {
    for (let dag = DateTime.fromISO('2026-01-01'); dag.year < 2029; dag = dag.plus({ days: 1 })) {
      const idag = dag.toFormat('yyyy-MM-dd')
      const samtykke = etSamtykke({ dato: idag, gyldigTil: skolearetsSlutt(dag) })
      expect([idag, kontroller(samtykke, idag)]).toEqual([idag, undefined])
    }
  })
})

describe('et samtykke kan registreres', () => {
  it.each<[string, Partial<Samtykke>]>([
    ['vanlig', {}],
    ['gitt i dag', { dato: IDAG }],
    ['bare for i dag', { gyldigTil: IDAG }],
    ['for nøyaktig to år', { gyldigTil: '2028-11-21' }],
    ['for et barn født denne måneden', { fodselsmaned: '2026-11' }],
    ['for en på 21', { fodselsmaned: '2004-12' }],
    ['med et nei til alt: det er også et svar', { svar: [{ bv: 'nei' }, {}] }],
    ['med bare et ja til det avsluttende møtet', { svar: [{}, {}], avsluttende: 'ja' }],
    ['med bare et nei til det avsluttende møtet', { svar: [{}], avsluttende: 'nei' }],
    ['fra skuddårsdagen', { dato: '2024-02-29' }],
  ])('%s', (_, endring) => {
    expect(kontroller(etSamtykke(endring), IDAG)).toBeUndefined()
  })

  it('for to år fra skuddårsdagen', () => {
    const fra = etSamtykke({ dato: '2028-02-29', gyldigTil: '2030-02-28' })
    expect(kontroller(fra, '2028-02-29')).toBeUndefined()
    expect(kontroller({ ...fra, gyldigTil: '2030-03-01' }, '2028-02-29')).toEqual({ kode: 'for-lenge' })
  })
})

describe('et samtykke kan ikke registreres', () => {
  it.each<[string, Partial<Samtykke>, string]>([
    ['gitt i morgen', { dato: I_MORGEN }, 'dato-i-framtida'],
    ['utløpt i går', { gyldigTil: I_GAR }, 'utlopt-dato'],
    ['én dag over to år', { gyldigTil: '2028-11-22' }, 'for-lenge'],
    ['uten dato', { dato: '' }, 'ugyldig-dato'],
    ['uten siste dag', { gyldigTil: '' }, 'ugyldig-dato'],
    ['en dato i ord', { dato: 'i går' }, 'ugyldig-dato'],
    ['en dag som ikke finnes', { dato: '2026-02-29' }, 'ugyldig-dato'],
    ['en siste dag som ikke finnes', { gyldigTil: '2027-06-31' }, 'ugyldig-dato'],
    ['en måned som ikke finnes', { gyldigTil: '2027-13-01' }, 'ugyldig-dato'],
    ['et annet århundre', { dato: '1999-12-31' }, 'ugyldig-dato'],
    ['et klokkeslett bak', { dato: '2026-11-01T00:00' }, 'ugyldig-dato'],
    ['uten fødselsmåned', { fodselsmaned: '' }, 'ugyldig-maned'],
    ['en fødselsmåned som ikke finnes', { fodselsmaned: '2012-13' }, 'ugyldig-maned'],
    ['med dagen i tillegg', { fodselsmaned: '2012-03-14' }, 'ugyldig-maned'],
    ['født neste måned', { fodselsmaned: '2026-12' }, 'ugyldig-maned'],
    ['født for 22 år siden', { fodselsmaned: '2004-11' }, 'ugyldig-maned'],
    ['uten ett eneste svar, heller ikke på det avsluttende møtet', { svar: [{}, {}] }, 'ingen-svar'],
    ['uten foreldre', { svar: [] }, 'ingen-svar'],
  ])('%s', (_, endring, kode) => {
    expect(kontroller(etSamtykke(endring), IDAG)).toEqual({ kode })
  })

  it('det som slipper gjennom, gjelder i dag når det er gitt, og er ikke utløpt', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, samtykke => {
        if (kontroller(samtykke, IDAG) !== undefined) return
        expect(samtykke.dato <= IDAG && IDAG <= samtykke.gyldigTil).toBe(true)
        expect(alder(samtykke.fodselsmaned, IDAG)).toBeGreaterThanOrEqual(0)
        expect(statusFor(samtykke, IDAG)).not.toBe('utlopt')
      }),
      GANGER,
    )
  })
})

describe('endringer mellom to samtykker', () => {
  /** Does to a consent what the changes say, as somebody who reads the history would. */
  function bruk(fra: Samtykke, endringer: readonly Endring[]): Samtykke {
    const ny = new Map(endringer.map(e => [e.felt, e.til]))
    const valgt = <V extends string>(alle: readonly V[], verdi: string | undefined, ellers: V) =>
      alle.find(v => v === verdi) ?? ellers
    const flere = <V extends string>(alle: readonly V[], verdi: string | undefined, ellers: V[]) =>
      verdi === undefined ? ellers : alle.filter(v => verdi.split(',').includes(v))
    const janei = (verdi: string | undefined, ellers: boolean) =>
      verdi === undefined ? ellers : verdi === 'true'
    return {
      svar: Array.from({ length: Number(ny.get('foresatte') ?? fra.svar.length) }, (_, nr) =>
        Object.fromEntries(
          TJENESTER.flatMap(tj => {
            const verdi = ny.get(`svar.${nr + 1}.${tj}`) ?? fra.svar[nr]?.[tj]
            return SVAR.filter(svar => svar === verdi).map(svar => [tj, svar] as const)
          }),
        ),
      ),
      fodselsmaned: ny.get('fodselsmaned') ?? fra.fodselsmaned,
      ungdom: valgt(EGETSVAR, ny.get('ungdom'), fra.ungdom),
      omfang: flere(OMFANG, ny.get('omfang'), fra.omfang),
      avsluttende: valgt(EGETSVAR, ny.get('avsluttende'), fra.avsluttende),
      unntatt: flere(SAKSTYPER, ny.get('unntatt'), fra.unntatt),
      andre: flere(ANDRE, ny.get('andre'), fra.andre),
      hvordan: valgt(HVORDAN, ny.get('hvordan'), fra.hvordan),
      sprak: valgt(SPRAK, ny.get('sprak'), fra.sprak),
      tolk: janei(ny.get('tolk'), fra.tolk),
      skjemaversjon: ny.get('skjemaversjon') ?? fra.skjemaversjon,
      dato: ny.get('dato') ?? fra.dato,
      gyldigTil: ny.get('gyldigTil') ?? fra.gyldigTil,
      trukket: janei(ny.get('trukket'), fra.trukket),
      trukketFor: flere(TJENESTER, ny.get('trukketFor'), fra.trukketFor),
    }
  }
  const sortert = (s: Samtykke): Samtykke => ({
    ...s,
    omfang: s.omfang.toSorted(),
    unntatt: s.unntatt.toSorted(),
    andre: s.andre.toSorted(),
    trukketFor: s.trukketFor.toSorted(),
  })

  it('den som følger dem, kommer fra det ene til det andre', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, vilkarligSamtykke, (fra, til) => {
        expect(sortert(bruk(fra, endringerMellom(fra, til)))).toEqual(sortert(til))
      }),
      GANGER,
    )
  })

  it('hvert felt som er endret, nevnes én gang, og ingen andre', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, vilkarligSamtykke, (fra, til) => {
        const endringer = endringerMellom(fra, til)
        expect(new Set(endringer.map(e => e.felt)).size).toBe(endringer.length)
        expect(endringer.filter(e => e.fra === e.til)).toEqual([])
      }),
      GANGER,
    )
  })

  it('tilbake igjen er de samme, snudd', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, vilkarligSamtykke, (fra, til) => {
        const felt = (e: Endring) => e.felt
        const snudd = endringerMellom(til, fra).map(e => ({ felt: e.felt, fra: e.til, til: e.fra }))
        const etter = (a: Endring, b: Endring) => felt(a).localeCompare(felt(b))
        expect(snudd.toSorted(etter)).toEqual(endringerMellom(fra, til).toSorted(etter))
      }),
      GANGER,
    )
  })

  it('er ingen når ingenting er endret, også når listene står i en annen rekkefølge', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, samtykke => {
        const likt: Samtykke = {
          ...samtykke,
          svar: samtykke.svar.map(s => Object.fromEntries(Object.entries(s).toReversed())),
          omfang: samtykke.omfang.toReversed(),
          unntatt: samtykke.unntatt.toReversed(),
          andre: samtykke.andre.toReversed(),
          trukketFor: samtykke.trukketFor.toReversed(),
        }
        expect(endringerMellom(samtykke, likt)).toEqual([])
      }),
      GANGER,
    )
  })

  it.each<[string, Partial<Samtykke>, Endring]>([
    ['ett svar', { svar: [JA, { ...JA, bv: 'nei' }] }, { felt: 'svar.2.bv', fra: 'ja', til: 'nei' }],
    ['et nytt svar', { svar: [{ ...JA, ppt: 'ja' }, JA] }, { felt: 'svar.1.ppt', fra: '', til: 'ja' }],
    ['et svar som er borte', { svar: [{ skole: 'ja' }, JA] }, { felt: 'svar.1.bv', fra: 'ja', til: '' }],
    ['måneden', { fodselsmaned: '2015-04' }, { felt: 'fodselsmaned', fra: '2015-03', til: '2015-04' }],
    ['ungdommens svar', { ungdom: 'ja' }, { felt: 'ungdom', fra: 'ikke_spurt', til: 'ja' }],
    [
      'omfanget',
      { omfang: ['samarbeidsmote', 'drofte_apent'] },
      { felt: 'omfang', fra: 'drofte_apent', til: 'drofte_apent,samarbeidsmote' },
    ],
    ['det avsluttende møtet', { avsluttende: 'ja' }, { felt: 'avsluttende', fra: 'ikke_spurt', til: 'ja' }],
    ['unntatt tema', { unntatt: ['atferd'] }, { felt: 'unntatt', fra: '', til: 'atferd' }],
    ['andre i rommet', { andre: ['tolk'] }, { felt: 'andre', fra: '', til: 'tolk' }],
    ['hvordan', { hvordan: 'muntlig' }, { felt: 'hvordan', fra: 'skjema', til: 'muntlig' }],
    ['språk', { sprak: 'annet' }, { felt: 'sprak', fra: 'norsk', til: 'annet' }],
    ['tolk', { tolk: true }, { felt: 'tolk', fra: 'false', til: 'true' }],
    ['skjemaversjon', { skjemaversjon: '2' }, { felt: 'skjemaversjon', fra: '', til: '2' }],
    ['dato', { dato: '2026-10-01' }, { felt: 'dato', fra: '2026-09-01', til: '2026-10-01' }],
    ['siste dag', { gyldigTil: IDAG }, { felt: 'gyldigTil', fra: '2027-06-30', til: IDAG }],
    ['trukket for en tjeneste', { trukketFor: ['bv'] }, { felt: 'trukketFor', fra: '', til: 'bv' }],
    ['trukket', { trukket: true }, { felt: 'trukket', fra: 'false', til: 'true' }],
  ])('%s', (_, endring, ventet) => {
    expect(endringerMellom(etSamtykke(), etSamtykke(endring))).toEqual([ventet])
  })

  it('sier fra når en forelder kommer til eller faller fra', () => {
    expect(endringerMellom(etSamtykke(), etSamtykke({ svar: [JA] }))).toEqual([
      { felt: 'svar.2.skole', fra: 'ja', til: '' },
      { felt: 'svar.2.bv', fra: 'ja', til: '' },
      { felt: 'foresatte', fra: '2', til: '1' },
    ])
    expect(endringerMellom(etSamtykke({ svar: [JA] }), etSamtykke({ svar: [JA, {}] }))).toEqual([
      { felt: 'foresatte', fra: '1', til: '2' },
    ])
  })

  it('det første samtykket er bare nytt, og sier alt som er svart', () => {
    const endringer = endringerMellom(undefined, etSamtykke())
    expect(endringer.filter(e => e.fra !== '')).toEqual([])
    expect(Object.fromEntries(endringer.map(e => [e.felt, e.til]))).toEqual({
      'svar.1.skole': 'ja',
      'svar.1.bv': 'ja',
      'svar.2.skole': 'ja',
      'svar.2.bv': 'ja',
      foresatte: '2',
      fodselsmaned: '2015-03',
      ungdom: 'ikke_spurt',
      omfang: 'drofte_apent',
      avsluttende: 'ikke_spurt',
      hvordan: 'skjema',
      sprak: 'norsk',
      tolk: 'false',
      dato: '2026-09-01',
      gyldigTil: '2027-06-30',
      trukket: 'false',
    })
  })

  it('versjonen er ikke med: den er ny hver gang', () => {
    const lagret = (versjon: number) => ({
      ...etSamtykke(),
      innhentetAv: 't/p',
      innhentetRolle: 'rektor',
      versjon,
    })
    expect(endringerMellom(lagret(1), lagret(2))).toEqual([])
  })
})

it('ingen av reglene forandrer samtykket de får', () => {
  const frys = (verdi: unknown): void => {
    if (typeof verdi !== 'object' || verdi === null) return
    Object.freeze(verdi)
    for (const del of Object.values(verdi)) frys(del)
  }
  fc.assert(
    fc.property(vilkarligSamtykke, fc.constantFrom(...EGETSVAR), (samtykke, ungdom) => {
      frys(samtykke)
      statusFor(samtykke, IDAG)
      kontroller(samtykke, IDAG)
      endringerMellom(samtykke, { ...samtykke, ungdom })
      for (const tjeneste of TJENESTER) utenTjeneste(samtykke, tjeneste)
    }),
    { numRuns: 200 },
  )
})
