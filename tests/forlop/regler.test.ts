import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AVVIK,
  ansvarligSide,
  type Fakta,
  finnOvergang,
  fristFor,
  MELDERE,
  nesteRette,
  partI,
  stegFor,
  stegfrist,
  type Tilstand,
  utfor,
  valgI,
} from '../../src/forlop/forlop.ts'
import { RUTINER } from '../../src/forlop/les-rutiner.ts'
import type { Frist } from '../../src/forlop/rutine.ts'
import { ROLLER, type Rolle } from '../../src/tilgang/roller.ts'
import { ALT, enTilstand, etForlop, INGENTING, stedet, velg } from './et-forlop.ts'

const IDAG = '2026-11-09'
const valgeneI = (t: Tilstand) => stegFor(RUTINER, t)?.valg ?? []

/** Somewhere a forløp can come: a beginning, and some of the choices there are on the way. */
const etSted = fc
  .record({
    rutine: fc.constantFrom(...Object.values(RUTINER)),
    melder: fc.constantFrom(...MELDERE),
    veien: fc.array(fc.nat(20), { maxLength: 14 }),
  })
  .map(({ rutine, melder, veien }) => {
    let t = enTilstand({ rutine: rutine.id, steg: rutine.start, melder })
    for (const n of veien) {
      const mulige = [...valgI(RUTINER, t, 'bv', ALT), ...valgI(RUTINER, t, 'skole', ALT)].map(v => v.valg)
      const valg = mulige[n % Math.max(1, mulige.length)]
      if (valg === undefined) break
      t = velg(t, valg.id, valg.dato === undefined ? {} : { dato: IDAG }).tilstand
    }
    return t
  })
const fakta: fc.Arbitrary<Fakta> = fc
  .record({
    holdt: fc.subarray([...new Set(ALT.holdt)]),
    sjekket: fc.subarray([...ALT.sjekket]),
    omfang: fc.subarray(['samarbeidsmote', 'tiltaksfasen', 'avsluttende']),
  })
  .map(({ holdt, sjekket, omfang }) => ({ holdt, sjekket, samtykke: formal => omfang.includes(formal) }))
const part = fc.constantFrom('skole' as const, 'bv' as const)
const alleValg = [
  ...new Set(Object.values(RUTINER).flatMap(r => r.steg.flatMap(s => s.valg.map(v => v.id)))),
  'finnes_ikke',
]
const forsok = fc.record({
  t: etSted,
  part,
  valg: fc.constantFrom(...alleValg),
  avvik: fc.option(fc.constantFrom(...AVVIK), { nil: undefined }),
  dato: fc.constantFrom(
    undefined,
    '',
    IDAG,
    '2026-11-08',
    '2026-11-10',
    '2026-11-14',
    '2026',
    '2026-W48',
    'i går',
  ),
  fakta,
})

describe('ingen flytter et forløp uten at rutinen åpner for det:', () => {
  it('det som prøves under, kommer til alle steg, og flytter noe ofte nok til å si noe', () => {
    const steder = new Set(fc.sample(etSted, { numRuns: 4000, seed: 7 }).map(stedet))
    for (const rutine of Object.values(RUTINER))
      for (const steg of rutine.steg) expect(steder).toContain(`${rutine.id}.${steg.id}`)
    const flyttet = fc
      .sample(forsok, { numRuns: 4000, seed: 7 })
      .filter(f => finnOvergang(RUTINER, f.t, f, f.fakta, IDAG).kode === 'funnet')
    expect(flyttet.length).toBeGreaterThan(60)
  })

  it('det som flyttes, er et valg i steget, for den siden, med alt det ber om', () => {
    fc.assert(
      fc.property(forsok, f => {
        const svar = finnOvergang(RUTINER, f.t, f, f.fakta, IDAG)
        if (svar.kode !== 'funnet') return
        const valg = valgeneI(f.t).find(v => v.id === f.valg)
        expect(f.t.avsluttet).toBe(null)
        expect(valg?.av).toContain(f.part)
        if (valg?.melder !== undefined) expect(valg.melder === 'skole').toBe(f.t.melder === 'skole')
        if (valg?.samtykke !== undefined) expect(f.fakta.samtykke(valg.samtykke)).toBe(true)
        for (const kode of valg?.sjekket ?? []) expect(f.fakta.sjekket).toContain(kode)
        if (valg?.mote !== undefined)
          expect(f.fakta.holdt.includes(valg.mote) || (f.part === 'bv' && f.avvik !== undefined)).toBe(true)
        if (valg?.dato === 'melding') expect([IDAG, '2026-11-08']).toContain(f.dato)
        if (valg?.dato === 'tredelt') expect([IDAG, '2026-11-10']).toContain(f.dato)
        expect(svar.overgang.avvik).toBe(f.part === 'bv' ? f.avvik : undefined)
      }),
      { numRuns: 3000 },
    )
  })

  it('et avvik går forbi et møte, og ikke forbi noe annet', () => {
    fc.assert(
      fc.property(forsok, f => {
        const uten = finnOvergang(RUTINER, f.t, { ...f, avvik: undefined }, f.fakta, IDAG)
        const med = finnOvergang(RUTINER, f.t, { ...f, avvik: 'kapasitet', part: 'bv' }, f.fakta, IDAG)
        const somBv = finnOvergang(RUTINER, f.t, { ...f, avvik: undefined, part: 'bv' }, f.fakta, IDAG)
        if (uten.kode === 'hindret' && uten.hindre.some(h => h !== 'mote'))
          expect(med.kode).not.toBe('funnet')
        if (somBv.kode === 'hindret' && somBv.hindre.every(h => h === 'mote'))
          expect(med.kode).not.toBe('hindret')
        if (f.part === 'skole') expect(finnOvergang(RUTINER, f.t, f, f.fakta, IDAG).kode).toBe(uten.kode)
      }),
      { numRuns: 2000 },
    )
  })

  it('det som er avsluttet, har ingen valg', () => {
    fc.assert(
      fc.property(etSted, part, (t, side) => {
        expect(valgI(RUTINER, { ...t, avsluttet: IDAG }, side, ALT)).toEqual([])
      }),
    )
  })

  it('sier hva som mangler', () => {
    const hos = (rutine: string, steg: string, valg: string, inn = {}) =>
      finnOvergang(RUTINER, enTilstand({ rutine, steg }), { part: 'bv', valg, ...inn }, INGENTING, IDAG)
    expect(hos('vold', 'samarbeidsmote', 'holdt')).toEqual({ kode: 'hindret', hindre: ['mote'] })
    expect(hos('vold', 'samtale', 'samtykke_ja', { avvik: 'frist' })).toEqual({
      kode: 'hindret',
      hindre: ['samtykke'],
    })
    expect(hos('aktiv_sak', 'gjennomgang', 'samtykke_ja')).toEqual({
      kode: 'hindret',
      hindre: ['mote', 'samtykke'],
    })
    expect(hos('tiltak', 'informer_skolen', 'informert')).toEqual({
      kode: 'hindret',
      hindre: ['sjekkpunkter'],
    })
    expect(hos('vold', 'avtale', 'avtalt')).toEqual({ kode: 'mangler-dato' })
    expect(hos('vold', 'avtale', 'avtalt', { dato: '2026-11-14' })).toEqual({ kode: 'ugyldig-dato' })
    expect(hos('vold', 'avtale', 'holdt')).toEqual({ kode: 'ikke-valg' })
  })

  it('en overgang fra et annet steg er en feil', () => {
    const svar = finnOvergang(RUTINER, enTilstand(), { part: 'bv', valg: 'undersokes' }, ALT, IDAG)
    if (svar.kode !== 'funnet') throw new Error(svar.kode)
    expect(() => utfor(RUTINER, enTilstand({ steg: 'oppstart' }), svar.overgang, IDAG)).toThrow()
  })

  it.each<[string, string, string, string[]]>([
    ['bekymringsmelding', 'undersokelse', 'tiltak', ['tilbakemelding_melder_slutt']],
    ['bekymringsmelding', 'avsluttende_henlagt', 'mote_nei', ['skolen_informert', 'annen_informasjon']],
    ['vold', 'samtale', 'samtykke_nei', ['skolen_informert', 'annen_informasjon']],
    ['aktiv_sak', 'drofting_mottak', 'meldt', ['tilbakemelding_melder']],
    ['tiltak', 'samarbeid', 'trukket', []],
  ])('%s.%s: %s åpner sjekkpunktene som hører til', (rutine, steg, valg, apnes) => {
    const { apner } = velg(enTilstand({ rutine, steg }), valg, { dato: '2026-11-06' })
    expect(apner.map(s => s.kode)).toEqual(apnes)
  })
})

describe('fristene:', () => {
  const frist = (rutine: string, steg: string, endring: Partial<Tilstand>) =>
    stegfrist(RUTINER, enTilstand({ rutine, steg, ...endring }))

  it.each([
    ['2026-11-02', '2026-11-09'],
    ['2026-12-29', '2027-01-05'],
    ['2028-02-25', '2028-03-03'],
  ])('meldingen %s vurderes innen %s', (melding, innen) => {
    for (const rutine of ['bekymringsmelding', 'vold'])
      expect(frist(rutine, 'mottatt', { melding })).toBe(innen)
    expect(frist('aktiv_sak', 'melding', { melding })).toBe(innen)
  })

  it.each([
    ['2026-11-02', '2026-11-23'],
    ['2026-12-15', '2027-01-05'],
    ['2028-02-15', '2028-03-07'],
  ])('melder hører noe innen tre uker: %s, %s', (melding, innen) => {
    for (const [rutine, steg] of [
      ['bekymringsmelding', 'mottatt'],
      ['vold', 'mottatt'],
      ['aktiv_sak', 'melding'],
    ] as const) {
      const t = enTilstand({ rutine, steg, melding, siden: '2030-01-01' })
      const [sjekk] = stegFor(RUTINER, t)?.apner ?? []
      expect([sjekk?.kode, sjekk?.part]).toEqual(['tilbakemelding_melder', 'bv'])
      expect(sjekk && fristFor(sjekk.frist, t)).toBe(innen)
    }
  })

  it.each([
    ['2026-11-02', '2027-02-09', '2027-05-09'],
    ['2026-11-23', '2027-02-28', '2027-05-30'],
    ['2026-08-24', '2026-11-30', '2027-02-28'],
    ['2027-11-22', '2028-02-29', '2028-05-29'],
    ['2027-11-24', '2028-03-01', '2028-06-01'],
    ['2027-08-24', '2027-11-30', '2028-02-29'],
  ])('meldt %s: undersøkt innen %s, i særlige tilfeller %s', (melding, tre, seks) => {
    expect(frist('bekymringsmelding', 'undersokelse', { melding })).toBe(tre)
    expect(frist('bekymringsmelding', 'undersokelse_utvidet', { melding })).toBe(seks)
  })

  it.each([
    ['2027-02-09', '2027-03-02'],
    ['2028-02-15', '2028-03-07'],
    ['2026-12-11', '2027-01-01'],
  ])('melder hører igjen innen tre uker etter at undersøkelsen er over: %s, %s', (undersokt, innen) => {
    for (const valg of ['henlegges', 'nei_samarbeid', 'tiltak'])
      for (const steg of ['undersokelse', 'undersokelse_utvidet']) {
        const etter = velg(enTilstand({ steg }), valg, { idag: undersokt })
        expect(etter.tilstand.undersokt).toBe(undersokt)
        expect(etter.apner.map(s => fristFor(s.frist, etter.tilstand))).toEqual([innen])
      }
  })

  it.each([
    ['torsdag', '2026-11-12', '2026-11-13'],
    ['fredag', '2026-11-13', '2026-11-16'],
    ['før skjærtorsdag', '2027-03-24', '2027-03-30'],
    ['julaften', '2026-12-24', '2026-12-28'],
    ['nyttårsaften', '2026-12-31', '2027-01-04'],
    ['før 17. mai', '2027-05-14', '2027-05-18'],
    ['før Kristi himmelfartsdag', '2027-05-05', '2027-05-07'],
    ['skuddårsdagen', '2028-02-28', '2028-02-29'],
  ])('dagen etter 3-delt, %s: %s, %s', (_, tredelt, dagenEtter) => {
    for (const steg of ['samtale', 'samarbeidsmote'])
      expect(frist('vold', steg, { tredelt })).toBe(dagenEtter)
    expect(frist('vold', 'tredelt', { tredelt })).toBe(tredelt)
  })

  it('foreldrene har sagt nei til møtet: skolen informeres innen en uke', () => {
    for (const [rutine, steg] of [
      ['bekymringsmelding', 'informer_skolen'],
      ['bekymringsmelding', 'informer_for_tiltak'],
      ['vold', 'informer_skolen'],
      ['tiltak', 'informer_skolen'],
    ] as const) {
      const t = enTilstand({ rutine, steg, siden: '2026-12-28' })
      expect(stegFor(RUTINER, t)?.apner?.map(s => fristFor(s.frist, t))).toEqual(['2027-01-04', '2027-01-04'])
    }
  })

  it('i tiltaksfasen er fristen neste møte, og overføringen får fire uker', () => {
    expect(frist('tiltak', 'samarbeid', { neste_mote: '2026-12-03T14:00' })).toBe('2026-12-03')
    expect(frist('tiltak', 'overforing', { siden: '2026-12-15' })).toBe('2027-01-12')
  })

  it('uten det den regnes fra, er det ingen frist', () => {
    const utenAlt = enTilstand({ melding: '' })
    for (const fra of ['melding', 'ukesfrist', 'tredelt', 'undersokt', 'neste_mote'] satisfies Frist['fra'][])
      expect(fristFor({ fra, antall: 1, enhet: 'uker' }, utenAlt)).toBe(undefined)
    expect(stegfrist(RUTINER, enTilstand({ avsluttet: IDAG }))).toBe(undefined)
  })
})

// --- who sees it ---

const VOLDSSTEG = ['mottatt', 'avtale', 'tredelt', 'samtale', 'samarbeidsmote', 'informer_skolen'] as const

/** By step: B or b on barnevernet's side, S or s on the school's; the capital answers for it. */
type Rad = [ikkeNevnt: string, nevnt: string]
const I_VOLD: Record<Rolle, Rad> = {
  barnevern_mottak: ['BBBBBB', 'BBBBBB'],
  kontaktperson: ['BBBBBB', 'BBBBBB'],
  fagkonsulent: ['BBBBBB', 'BBBBBB'],
  avdelingsleder: ['BBBBBB', 'BBBBBB'],
  familieveileder: ['······', '····bb'],
  sosiallarer: ['·SSSSS', '·SSSSS'],
  rektor: ['····SS', '····SS'],
  sosialagent: ['······', '····ss'],
  helsesykepleier: ['······', '····ss'],
  fritidsklubb: ['······', '····ss'],
  oslohjelpa: ['······', '····ss'],
  bup: ['······', '····ss'],
  ppt: ['······', '····ss'],
  miljoteam: ['······', '····ss'],
  administrator: ['······', '······'],
}
const BARNEVERNETS: readonly Rolle[] = [
  'barnevern_mottak',
  'kontaktperson',
  'fagkonsulent',
  'avdelingsleder',
  'familieveileder',
]
const tegnFor = (svar: ReturnType<typeof partI>) => {
  if (svar === undefined) return '·'
  const bokstav = svar.part === 'bv' ? 'b' : 's'
  return svar.ansvarlig ? bokstav.toUpperCase() : bokstav
}
const rad = (rolle: Rolle, hans: string, forlopets: string, nevnt: boolean) =>
  VOLDSSTEG.map(steg =>
    tegnFor(
      partI(
        RUTINER,
        etForlop({ rutine: 'vold', steg, enhet: forlopets, personer: nevnt ? ['p'] : ['andre'] }),
        [{ rolle, enhet: hans }],
        'p',
      ),
    ),
  ).join('')

describe('hvem som ser et forløp:', () => {
  it.each(Object.entries(I_VOLD) as [Rolle, Rad][])('%s i rutinen om vold', (rolle, [ikkeNevnt, nevnt]) => {
    const erBv = BARNEVERNETS.includes(rolle)
    for (const forlopets of ['', 'nord']) {
      const egen = erBv ? forlopets : ''
      expect(rad(rolle, egen, forlopets, false)).toBe(ikkeNevnt)
      expect(rad(rolle, egen, forlopets, true)).toBe(nevnt)
    }
    if (erBv)
      for (const [hans, forlopets] of [
        ['', 'nord'],
        ['nord', ''],
        ['sor', 'nord'],
      ] as const)
        for (const erNevnt of [false, true]) expect(rad(rolle, hans, forlopets, erNevnt)).toBe('······')
  })

  it('i de andre rutinene ser skolen alt, men ikke en melding fra andre før barnevernet ringer', () => {
    const som = (rolle: Rolle, endring: Partial<Tilstand>) =>
      tegnFor(partI(RUTINER, etForlop(endring), [{ rolle, enhet: '' }], 'p'))
    for (const rolle of ['rektor', 'sosiallarer'] as const) {
      expect(som(rolle, { steg: 'mottatt', melder: 'skole' })).toBe('S')
      expect(som(rolle, { steg: 'mottatt', melder: 'nav' })).toBe('·')
      expect(som(rolle, { steg: 'forberedelse', melder: 'nav' })).toBe('S')
      expect(som(rolle, { rutine: 'tiltak', steg: 'overforing' })).toBe('S')
      expect(som(rolle, { rutine: 'aktiv_sak', steg: 'samtykke' })).toBe('S')
      expect(som(rolle, { rutine: 'borte', steg: 'vekk' })).toBe('·')
    }
  })

  const roller = fc.array(
    fc.record({ rolle: fc.constantFrom(...ROLLER), enhet: fc.constantFrom('', 'nord', 'sor') }),
    { maxLength: 4 },
  )
  const personer = fc.constantFrom<string[]>([], ['p'])

  it('før samtalene er holdt, ser ingen på skolen utenom sosiallærer det', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('mottatt', 'avtale', 'tredelt', 'samtale'),
        fc.constantFrom('', 'nord'),
        roller,
        personer,
        (steg, enhet, hans, navngitte) => {
          const svar = partI(
            RUTINER,
            etForlop({ rutine: 'vold', steg, enhet, personer: navngitte }),
            hans,
            'p',
          )
          if (svar?.part !== 'skole') return
          expect(steg).not.toBe('mottatt')
          expect(hans).toContainEqual({ rolle: 'sosiallarer', enhet: '' })
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('en annen enhet ser det aldri, heller ikke når noen der er nevnt', () => {
    const annenEnhets = fc.array(
      fc.record({ rolle: fc.constantFrom(...BARNEVERNETS), enhet: fc.constantFrom('', 'sor') }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(etSted, annenEnhets, personer, (t, hans, navngitte) => {
        expect(partI(RUTINER, { ...etForlop(t), enhet: 'nord', personer: navngitte }, hans, 'p')).toBe(
          undefined,
        )
      }),
      { numRuns: 1000 },
    )
  })

  it.each<[Rolle, string | undefined]>([
    ['barnevern_mottak', 'bv'],
    ['kontaktperson', 'bv'],
    ['fagkonsulent', 'bv'],
    ['avdelingsleder', 'bv'],
    ['sosiallarer', 'skole'],
    ['rektor', 'skole'],
    ['familieveileder', undefined],
    ['sosialagent', undefined],
    ['helsesykepleier', undefined],
    ['fritidsklubb', undefined],
    ['oslohjelpa', undefined],
    ['bup', undefined],
    ['ppt', undefined],
    ['miljoteam', undefined],
    ['administrator', undefined],
  ])('%s begynner forløp for %s', (rolle, side) => {
    expect(ansvarligSide([{ rolle, enhet: '' }])?.part).toBe(side)
    const fraNord = ansvarligSide([{ rolle, enhet: 'nord' }])
    expect(fraNord).toEqual(side === 'bv' ? { part: 'bv', enhet: 'nord' } : undefined)
  })
})

describe('det neste rette:', () => {
  const her = { sjekkpunkter: [], kanKalleInn: [], idag: IDAG }
  const punkt = (kode: string, frist: string, side = 'bv') => ({ id: kode, kode, frist, part: side })

  it('et sjekkpunkt som er for sent, går foran alt, også når forløpet er over', () => {
    const sjekkpunkter = [punkt('andres', '2026-11-01', 'skole'), punkt('sent', '2026-11-08')]
    const t = enTilstand({ rutine: 'vold', steg: 'samarbeidsmote' })
    const inn = { ...her, sjekkpunkter, kanKalleInn: ['samarbeidsmote_3delt'] }
    expect(nesteRette(RUTINER, t, 'bv', ALT, inn)).toEqual({ slag: 'sjekkpunkt', id: 'sent' })
    expect(nesteRette(RUTINER, { ...t, avsluttet: IDAG }, 'bv', ALT, inn)).toEqual({
      slag: 'sjekkpunkt',
      id: 'sent',
    })
  })

  it('det som forfaller i dag, er ikke for sent', () => {
    const inn = { ...her, sjekkpunkter: [punkt('i_dag', IDAG)], kanKalleInn: ['oppstartsmote'] }
    expect(nesteRette(RUTINER, enTilstand({ steg: 'oppstart' }), 'bv', INGENTING, inn)).toEqual({
      slag: 'mote',
      type: 'oppstartsmote',
    })
  })

  it('det valget venter på, nevnes før valget', () => {
    const inn = {
      ...her,
      sjekkpunkter: [punkt('annet', '2026-11-20'), punkt('skolen_informert', '2026-11-30')],
    }
    const t = enTilstand({ steg: 'informer_skolen' })
    expect(nesteRette(RUTINER, t, 'bv', INGENTING, inn)).toEqual({
      slag: 'sjekkpunkt',
      id: 'skolen_informert',
    })
  })

  it('møtet kalles inn, og når det er holdt, er det veien videre', () => {
    const t = enTilstand({ steg: 'oppstart' })
    const inn = { ...her, kanKalleInn: ['oppstartsmote'] }
    expect(nesteRette(RUTINER, t, 'bv', INGENTING, inn)).toEqual({ slag: 'mote', type: 'oppstartsmote' })
    const holdt = nesteRette(RUTINER, t, 'bv', { ...INGENTING, holdt: ['oppstartsmote'] }, inn)
    expect(holdt).toMatchObject({ slag: 'valg', valg: { id: 'holdt' } })
  })

  it('den andre siden venter', () => {
    expect(nesteRette(RUTINER, enTilstand(), 'skole', INGENTING, her)).toEqual({ slag: 'vent', pa: 'bv' })
    const skolens = enTilstand({ steg: 'folges_opp' })
    expect(nesteRette(RUTINER, skolens, 'bv', INGENTING, her)).toEqual({ slag: 'vent', pa: 'skole' })
    expect(nesteRette(RUTINER, skolens, 'skole', INGENTING, her)).toMatchObject({
      slag: 'valg',
      valg: { id: 'ferdig' },
    })
  })

  it('er det flere veier, velger den som har steget', () => {
    expect(nesteRette(RUTINER, enTilstand(), 'bv', INGENTING, her)).toEqual({ slag: 'velg' })
    // One of them is open, but the other is what one hopes for: nobody is led past it.
    const samtale = enTilstand({ rutine: 'vold', steg: 'samtale' })
    expect(nesteRette(RUTINER, samtale, 'bv', INGENTING, her)).toEqual({ slag: 'velg' })
  })

  it('når alt er gjort, er det ferdig', () => {
    const slutt = enTilstand({ steg: 'folges_opp', avsluttet: IDAG })
    expect(nesteRette(RUTINER, slutt, 'skole', ALT, her)).toEqual({ slag: 'ferdig' })
    const inn = { ...her, sjekkpunkter: [punkt('tilbakemelding_melder_slutt', '2026-11-30')] }
    expect(nesteRette(RUTINER, slutt, 'bv', ALT, inn)).toEqual({
      slag: 'sjekkpunkt',
      id: 'tilbakemelding_melder_slutt',
    })
  })
})
