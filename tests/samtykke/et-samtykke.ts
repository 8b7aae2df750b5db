import fc from 'fast-check'
import { SAKSTYPER, VERN } from '../../src/sak/saker.ts'
import type { Lampegrunnlag } from '../../src/samtykke/lampe.ts'
import {
  ANDRE,
  EGETSVAR,
  HVORDAN,
  OMFANG,
  type Samtykke,
  SPRAK,
  SVAR,
  type Svar,
} from '../../src/samtykke/samtykke.ts'
import { TJENESTER, type Tjeneste } from '../../src/tilgang/roller.ts'

export const IDAG = '2026-11-21'
export const I_GAR = '2026-11-20'
export const I_MORGEN = '2026-11-22'

export type Foreldersvar = Partial<Record<Tjeneste, Svar>>

/** What a guardian has answered in the ordinary case: yes to the two services in the room. */
export const JA: Foreldersvar = { skole: 'ja', bv: 'ja' }

/** Both guardians have said yes to the school and barnevernet, for a child of eleven. */
export function etSamtykke(endring: Partial<Samtykke> = {}): Samtykke {
  return {
    svar: [JA, JA],
    fodselsmaned: '2015-03',
    ungdom: 'ikke_spurt',
    omfang: ['drofte_apent'],
    avsluttende: 'ikke_spurt',
    unntatt: [],
    andre: [],
    hvordan: 'skjema',
    sprak: 'norsk',
    tolk: false,
    skjemaversjon: '',
    dato: '2026-09-01',
    gyldigTil: '2027-06-30',
    trukket: false,
    trukketFor: [],
    ...endring,
  }
}

/** An opened case in an innsatsteam where the school and barnevernet sit; green as it stands. */
export function etGrunnlag(endring: Partial<Lampegrunnlag> = {}): Lampegrunnlag {
  return {
    samtykke: etSamtykke(),
    vern: 'ingen',
    apen: true,
    sakstype: 'atferd',
    formal: 'drofte_apent',
    tilstede: ['skole', 'bv'],
    andre: [],
    aldersgrense: () => 15,
    idag: IDAG,
    ...endring,
  }
}

const dager = ['2026-11-19', I_GAR, IDAG, I_MORGEN, '2027-06-30'] as const
/** A child of eleven, one who turned 15 this month, one who does so the next, a grown one, and two that nobody can tell. */
const maneder = ['2015-03', '2011-11', '2011-12', '2008-01', '', '2012-13'] as const

/** Mostly what gives a green lamp: otherwise nearly everything drawn is yellow for five reasons at once. */
const oftest = <V>(vanlig: V, alle: readonly V[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(vanlig) }, { weight: 1, arbitrary: fc.constantFrom(...alle) })
const oftestSom = <V>(vanlig: V, ellers: fc.Arbitrary<V>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(vanlig) }, { weight: 1, arbitrary: ellers })

const etSvar = oftest<Svar>('ja', SVAR)
/** Answers to any of the services; those left out were not asked about. */
const enForelder: fc.Arbitrary<Foreldersvar> = fc.record(
  {
    skole: etSvar,
    bv: etSvar,
    skolehelse: etSvar,
    fritidsklubb: etSvar,
    oslohjelpa: etSvar,
    bup: etSvar,
    ppt: etSvar,
    miljoteam: etSvar,
  },
  { requiredKeys: [] },
)
const JA_TIL_ALLE: Foreldersvar = Object.fromEntries(TJENESTER.map(tjeneste => [tjeneste, 'ja' as const]))

export const noenTjenester = fc.subarray([...TJENESTER])
export const noenAndre = fc.subarray([...ANDRE])

export const vilkarligSamtykke: fc.Arbitrary<Samtykke> = fc.record({
  svar: fc.array(oftestSom(JA_TIL_ALLE, enForelder), { minLength: 1, maxLength: 2 }),
  fodselsmaned: oftest<string>('2015-03', maneder),
  ungdom: fc.constantFrom(...EGETSVAR),
  omfang: oftestSom([...OMFANG], fc.subarray([...OMFANG])),
  avsluttende: oftest('ja', EGETSVAR),
  unntatt: oftestSom([], fc.subarray([...SAKSTYPER])),
  andre: oftestSom([...ANDRE], noenAndre),
  hvordan: fc.constantFrom(...HVORDAN),
  sprak: fc.constantFrom(...SPRAK),
  tolk: fc.boolean(),
  skjemaversjon: fc.constantFrom('', '2', 'v2.1', '2026-08'),
  dato: oftest<string>(I_GAR, dager),
  gyldigTil: oftest<string>('2027-06-30', dager),
  trukket: oftest(false, [true]),
  trukketFor: oftestSom([], noenTjenester),
})

export const vilkarligGrunnlag: fc.Arbitrary<Lampegrunnlag> = fc.record({
  samtykke: fc.option(vilkarligSamtykke, { nil: undefined, freq: 20 }),
  vern: oftest('ingen', VERN),
  apen: oftest(true, [false]),
  sakstype: fc.constantFrom(...SAKSTYPER, undefined),
  formal: fc.constantFrom('drofte_apent', 'samarbeidsmote', 'avsluttende'),
  tilstede: fc.oneof(fc.subarray<Tjeneste>(['skole', 'bv'], { minLength: 1 }), noenTjenester),
  andre: noenAndre,
  aldersgrense: fc
    .record({ standard: fc.constantFrom(13, 15, 16), bup: fc.constantFrom(12, 15, 16, 18) })
    .map(
      ({ standard, bup }) =>
        (tjeneste: Tjeneste) =>
          tjeneste === 'bup' ? bup : standard,
    ),
  idag: fc.constant(IDAG),
})
