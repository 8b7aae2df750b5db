import { DateTime } from 'luxon'
import { erDag } from '../mote/moter.ts'
import type { Sakstype } from '../sak/saker.ts'
import type { Tjeneste } from '../tilgang/roller.ts'

/** A guardian's answer for one service. «Ikke spurt» means no (fag: samtykke). */
export const SVAR = ['ja', 'nei', 'reservert', 'ikke_spurt'] as const
export type Svar = (typeof SVAR)[number]

/** What the consent is for (fag: samtykke, omfang). The closing meeting has a yes of its own, and stands apart. */
export const OMFANG = [
  'drofte_apent',
  'samarbeidsmote',
  'skole_del2',
  'tiltaksfasen',
  'innhente',
  'invitere',
  'dele_referat',
] as const
export type Omfang = (typeof OMFANG)[number]

/** Others than the services' own people who may be in the room. */
export const ANDRE = ['kontaktlarer', 'aks', 'tolk', 'gjest'] as const
export type Andre = (typeof ANDRE)[number]

export const HVORDAN = ['skjema', 'muntlig', 'digitalt'] as const
export type Hvordan = (typeof HVORDAN)[number]

export const SPRAK = ['norsk', 'engelsk', 'annet'] as const
export type Sprak = (typeof SPRAK)[number]

export const EGETSVAR = ['ikke_spurt', 'ja', 'nei'] as const
export type Egetsvar = (typeof EGETSVAR)[number]

/** One case's consent. `svar` has one entry per guardian with parental responsibility; services that are not named were not asked about. */
export type Samtykke = {
  svar: Partial<Record<Tjeneste, Svar>>[]
  /** «yyyy-MM»: the month alone, never the day. */
  fodselsmaned: string
  /** The youth's own answer. */
  ungdom: Egetsvar
  omfang: Omfang[]
  avsluttende: Egetsvar
  unntatt: Sakstype[]
  andre: Andre[]
  hvordan: Hvordan
  sprak: Sprak
  tolk: boolean
  skjemaversjon: string
  dato: string
  gyldigTil: string
  /** Taken back as a whole; the answers stand as they were given. */
  trukket: boolean
  /** Services it has been taken back for, whoever of the guardians did so. */
  trukketFor: Tjeneste[]
}

/** As it stands in the store: with who obtained it, and as what. */
export type LagretSamtykke = Samtykke & {
  innhentetAv: string
  innhentetRolle: string
  versjon: number
}

export type Samtykkestatus = 'ikke_innhentet' | 'gitt' | 'trukket' | 'utlopt' | 'avslatt'

/** The strictest guardian's answer for a service counts: only «ja» from every one of them is a yes, until it is taken back. */
export function svarFor(samtykke: Pick<Samtykke, 'svar' | 'trukketFor'>, tjeneste: Tjeneste): Svar {
  const strengest: readonly Svar[] = ['nei', 'reservert', 'ikke_spurt', 'ja']
  const trukket: Svar[] = samtykke.trukketFor.includes(tjeneste) ? ['reservert'] : []
  const alle = [...samtykke.svar.map(svar => svar[tjeneste] ?? 'ikke_spurt'), ...trukket]
  return strengest.find(svar => alle.includes(svar)) ?? 'ikke_spurt'
}

export function statusFor(samtykke: Samtykke | undefined, idag: string): Samtykkestatus {
  if (samtykke === undefined) return 'ikke_innhentet'
  if (samtykke.trukket) return 'trukket'
  const tjenester = tjenesterI(samtykke)
  if (!tjenester.some(tjeneste => svarFor(samtykke, tjeneste) === 'ja')) {
    if (samtykke.trukketFor.length > 0) return 'trukket'
    return samtykke.svar.some(svar => Object.values(svar).some(s => s === 'nei' || s === 'reservert'))
      ? 'avslatt'
      : 'ikke_innhentet'
  }
  if (samtykke.dato > idag) return 'ikke_innhentet'
  return samtykke.gyldigTil < idag ? 'utlopt' : 'gitt'
}

/** The services somebody has answered about. */
export function tjenesterI(samtykke: Pick<Samtykke, 'svar'>): Tjeneste[] {
  return [...new Set(samtykke.svar.flatMap(svar => Object.keys(svar) as Tjeneste[]))]
}

/** Does somebody with this service have a yes today? Otherwise nothing that identifies is for them. */
export function dekker(samtykke: Samtykke | undefined, tjeneste: Tjeneste, idag: string): boolean {
  return (
    samtykke !== undefined && statusFor(samtykke, idag) === 'gitt' && svarFor(samtykke, tjeneste) === 'ja'
  )
}

/** Whole years on that day, counted from the first of the month of birth (fag: samtykke). Undefined when the month is not known. */
export function alder(fodselsmaned: string, idag: string): number | undefined {
  if (!erManed(fodselsmaned)) return undefined
  const fra = DateTime.fromISO(`${fodselsmaned}-01`)
  return Math.floor(DateTime.fromISO(idag).diff(fra, 'years').years)
}

/** The day the youth's own answer begins to count: the first of the month they turn `grense`. */
export function fyller(fodselsmaned: string, grense: number): string | undefined {
  return erManed(fodselsmaned)
    ? DateTime.fromISO(`${fodselsmaned}-01`).plus({ years: grense }).toFormat('yyyy-MM-dd')
    : undefined
}

export function erManed(verdi: string): boolean {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(verdi)
}

/** A month as people write it: «3.2012», «03.2012», «2012-03». Undefined when it is none. */
export function lesManed(tekst: string): string | undefined {
  const [, mnd, ar] = /^(\d{1,2})[./\- ](20\d\d)$/.exec(tekst.trim()) ?? []
  const maned = mnd === undefined ? tekst.trim() : `${ar}-${mnd.padStart(2, '0')}`
  return erManed(maned) ? maned : undefined
}

/** Consent lasts until the end of the school year unless something shorter is said (our own choice). */
export function skolearetsSlutt(idag: DateTime): string {
  const ar = idag.month >= 7 ? idag.year + 1 : idag.year
  return DateTime.fromObject({ year: ar, month: 6, day: 30 }, { zone: idag.zone }).toFormat('yyyy-MM-dd')
}

/** Nobody's consent is put down for longer than this, in years: it is asked for anew. */
const LENGST_AR = 2
const ELDST_AR = 21

export type KanIkkeRegistrere =
  | { kode: 'dato-i-framtida' }
  | { kode: 'utlopt-dato' }
  | { kode: 'for-lenge' }
  | { kode: 'ugyldig-dato' }
  | { kode: 'ugyldig-maned' }
  | { kode: 'ingen-svar' }

/** May this be recorded today? Undefined when it may. */
export function kontroller(samtykke: Samtykke, idag: string): KanIkkeRegistrere | undefined {
  const { dato, gyldigTil, fodselsmaned } = samtykke
  if (!erDag(dato) || !erDag(gyldigTil)) return { kode: 'ugyldig-dato' }
  if (dato > idag) return { kode: 'dato-i-framtida' }
  if (gyldigTil < idag) return { kode: 'utlopt-dato' }
  if (DateTime.fromISO(gyldigTil) > DateTime.fromISO(idag).plus({ years: LENGST_AR }))
    return { kode: 'for-lenge' }
  const ar = alder(fodselsmaned, idag)
  if (ar === undefined || ar < 0 || ar > ELDST_AR) return { kode: 'ugyldig-maned' }
  // No to cooperation may come with a yes to the closing meeting alone.
  if (tjenesterI(samtykke).length === 0 && samtykke.avsluttende === 'ikke_spurt')
    return { kode: 'ingen-svar' }
  return undefined
}

/** One thing that was changed: field, and codes before and after. For a service the field is «svar.1.bv». */
export type Endring = { felt: string; fra: string; til: string }

/** What differs between two, for the history. */
export function endringerMellom(fra: Samtykke | undefined, til: Samtykke): Endring[] {
  const [a, b] = [fra === undefined ? {} : flat(fra), flat(til)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .map(felt => ({ felt, fra: a[felt] ?? '', til: b[felt] ?? '' }))
    .filter(endring => endring.fra !== endring.til)
}

function flat(samtykke: Samtykke): Record<string, string> {
  const { svar, ...resten } = samtykke
  return {
    ...Object.fromEntries(
      svar.flatMap((en, nr) => Object.entries(en).map(([tjeneste, s]) => [`svar.${nr + 1}.${tjeneste}`, s])),
    ),
    foresatte: `${svar.length}`,
    ...Object.fromEntries(
      Object.entries(resten)
        .filter(([felt]) => !['innhentetRolle', 'versjon'].includes(felt))
        .map(([felt, verdi]) => [felt, Array.isArray(verdi) ? [...verdi].sort().join(',') : `${verdi}`]),
    ),
  }
}

/**
 * What is registered on top of what was there. A yes that is gone has been taken back: unticked, or withdrawn and not given
 * anew; one service given back does not give back the others.
 */
export function nyttSamtykke(fra: Samtykke | undefined, nytt: Samtykke): Samtykke {
  const svarNa = (tjeneste: Tjeneste) => svarFor({ ...nytt, trukketFor: [] }, tjeneste)
  const hadde = fra === undefined ? [] : tjenesterI(fra)
  const borte = hadde.filter(tj => fra?.trukket === true || fra?.trukketFor.includes(tj) || mistet(fra, tj))
  const trukketFor = [...new Set([...(fra?.trukketFor ?? []), ...borte])].filter(tj => svarNa(tj) !== 'ja')
  const ja = tjenesterI(nytt).some(tj => svarNa(tj) === 'ja')
  return { ...nytt, trukket: fra?.trukket === true && !ja, trukketFor }

  function mistet(for_: Samtykke | undefined, tjeneste: Tjeneste): boolean {
    return for_ !== undefined && svarFor(for_, tjeneste) === 'ja' && svarNa(tjeneste) === 'ikke_spurt'
  }
}

/** The same consent, taken back for one service. What each guardian once answered is not rewritten: it may have been either. */
export function utenTjeneste<S extends Samtykke>(samtykke: S, tjeneste: Tjeneste): S {
  return { ...samtykke, trukketFor: [...new Set([...samtykke.trukketFor, tjeneste])] }
}

/**
 * Has the family said no to this service, or taken its yes back? Not having asked is another thing: the case is then
 * anonymous like any other. The school's own work with its pupil needs no consent, nor does barnevernet's in its own forløp.
 */
export function erTrukketFor(samtykke: Samtykke | undefined, tjeneste: Tjeneste, slag = 'team'): boolean {
  if (samtykke === undefined || tjeneste === 'skole' || (slag === 'forlop' && tjeneste === 'bv')) return false
  return samtykke.trukket || ['nei', 'reservert'].includes(svarFor(samtykke, tjeneste))
}
