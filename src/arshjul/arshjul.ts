import { DateTime } from 'luxon'
import { z } from 'zod'
import { Begge } from '../mote/motetype.ts'
import { kan, ROLLER, type Rolle } from '../tilgang/roller.ts'
import { antallDager, dagEtter, erSkoledag, type Fri, forsteSkoledag } from './skoledager.ts'

export const SKOLETYPER = ['barneskole', 'ungdomsskole', 'kombinert'] as const
/** Which grades the school has: 1–7, 8–10, or all ten. */
export type Skoletype = (typeof SKOLETYPER)[number]

export const STATUSER = ['apen', 'gjort', 'ikke_aktuelt'] as const
export type Status = (typeof STATUSER)[number]

/** What people type, in characters. */
export const MAKS_TITTEL = 80
export const MAKS_FRIDAGNAVN = 40

/** A day of the school year without its year: «MM-dd». */
const Dato = z
  .string()
  .refine(verdi => DateTime.fromISO(`2028-${verdi}`).isValid && /^\d\d-\d\d$/.test(verdi), {
    message: 'skal være en dag, måned først: «09-30»',
  })

const Vindu = z
  .strictObject({ fra: Dato, til: Dato })
  .refine(({ fra, til }) => iAr(fra) <= iAr(til), { message: 'slutter før det begynner' })

const Trinn = z.array(z.int().min(1).max(10))

/**
 * A duty of the school year, as a file holds it (fag: arshjul). `fast`: a meeting that has its own series, or comes so often
 * that nobody is to be reminded; it is shown, and nothing is made of it. `trinn`: one duty for each of those grades.
 */
export const Mal = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_]{2,40}$/, 'bare små bokstaver, tall og _'),
    tittel: Begge,
    hjelp: Begge.optional(),
    roller: z.array(z.enum(ROLLER).exclude(['administrator'])).min(1, 'minst én rolle'),
    skoletyper: z
      .array(z.enum(SKOLETYPER))
      .min(1)
      .default([...SKOLETYPER]),
    trinn: z.strictObject({ barneskole: Trinn, ungdomsskole: Trinn, kombinert: Trinn }).optional(),
    gjentas: z.discriminatedUnion('slag', [
      z.strictObject({ slag: z.literal('arlig'), vindu: Vindu }),
      z.strictObject({ slag: z.literal('halvarlig'), vinduer: z.array(Vindu).min(2).max(6) }),
      z.strictObject({
        slag: z.literal('manedlig'),
        /** From the first of the month. */
        dager: z.int().min(1).max(28),
        utenom: z.array(z.int().min(1).max(12)).default([7]),
      }),
      z.strictObject({ slag: z.literal('fast'), nar: Begge }),
    ]),
    /** The sessions of an activity, in order. `fast`: the others are chosen with the school, and may be taken out. */
    okter: z
      .array(z.strictObject({ id: z.string().regex(/^[a-z0-9_]{2,40}$/), tema: Begge, fast: z.boolean() }))
      .default([]),
    /** Where in the field's own text it stands. */
    kilde: z.string().min(1),
  })
  .refine(mal => mal.trinn === undefined || mal.tittel.nb.includes('{trinn}'), {
    path: ['tittel'],
    message: 'skal ha {trinn} når det er ett for hvert trinn',
  })
export type Mal = z.infer<typeof Mal>

/** Placed in the order of the school year: August comes first. */
function iAr(dato: string): string {
  return `${Number(dato.slice(0, 2)) >= 8 ? 0 : 1}-${dato}`
}

/** One entry of a school's årshjul. Days as yyyy-MM-dd; `plan`: what they were before somebody moved it. */
export type Aktivitet = {
  id: string
  skole: string
  /** The year it begins in: 2026 for 2026/27. */
  skolear: number
  /** Empty: the school's own, with a title. */
  mal: string
  nr: number
  /** 0: no grade. */
  trinn: number
  tittel: string
  roller: Rolle[]
  fra: string
  til: string
  plan: { fra: string; til: string } | null
  status: Status
  /** Null: nobody; what was over before the årshjul was made. */
  avgjortAv: string | null
  /** The last day somebody is reminded of it. */
  minnesTil: string
}

export const OKTSTATUSER = ['apen', 'gjort', 'utgar'] as const
export type Oktstatus = (typeof OKTSTATUSER)[number]
export type Okt = { aktivitet: string; nr: number; tema: string; dato: string | null; status: Oktstatus }

/** The school year that `dag` (yyyy-MM-dd) lies in, by the year it begins: it runs from 1 August to 31 July. */
export function skolearFor(dag: string): number {
  const ar = Number(dag.slice(0, 4))
  return Number(dag.slice(5, 7)) >= 8 ? ar : ar - 1
}

export function skolearetsDager(skolear: number): { fra: string; til: string } {
  return { fra: `${skolear}-08-01`, til: `${skolear + 1}-07-31` }
}

/** School years can be made from here on: the next is planned from 1 June. */
export function skolearSomLages(dag: string): number[] {
  const dette = skolearFor(dag)
  return ['06', '07'].includes(dag.slice(5, 7)) ? [dette, dette + 1] : [dette]
}

/** «MM-dd» in that school year; 29 February is the 28th where there is none. */
function dagI(skolear: number, dato: string): string {
  const ar = Number(dato.slice(0, 2)) >= 8 ? skolear : skolear + 1
  const dag = DateTime.fromISO(`${ar}-${dato}`, { zone: 'utc' })
  return dag.isValid ? dag.toFormat('yyyy-MM-dd') : `${ar}-02-28`
}

/** After this day nobody is reminded of the year that is over. */
const SISTE_PAMINNELSE = '06-30'

export type NyAktivitet = Pick<Aktivitet, 'mal' | 'nr' | 'trinn' | 'roller' | 'fra' | 'til' | 'minnesTil'>

/** All that the templates ask of a school of that kind in that school year. */
export function planlegg(maler: readonly Mal[], skoletype: Skoletype, skolear: number): NyAktivitet[] {
  return maler
    .filter(mal => mal.skoletyper.includes(skoletype))
    .flatMap(mal => {
      const vinduer = vinduerI(mal, skolear)
      return vinduer.flatMap((vindu, i) => {
        const neste = vinduer[i + 1]
        const slutt = dagI(skolear, SISTE_PAMINNELSE)
        // Once the next one has come, the one that was missed is no longer nagged about.
        const minnesTil = neste === undefined ? senest(slutt, vindu.til) : dagEtter(neste.fra, -1)
        return (mal.trinn?.[skoletype] ?? [0]).map(trinn => ({
          mal: mal.id,
          nr: i + 1,
          trinn,
          roller: [...mal.roller],
          ...vindu,
          minnesTil,
        }))
      })
    })
}

/** The day until which somebody is reminded of an activity of the school's own, or of one that is moved. */
export function minnesTil(skolear: number, til: string): string {
  return senest(dagI(skolear, SISTE_PAMINNELSE), til)
}

const senest = (a: string, b: string) => (a > b ? a : b)

function vinduerI({ gjentas }: Mal, skolear: number): { fra: string; til: string }[] {
  const vindu = ({ fra, til }: { fra: string; til: string }) => ({
    fra: dagI(skolear, fra),
    til: dagI(skolear, til),
  })
  switch (gjentas.slag) {
    case 'arlig':
      return [vindu(gjentas.vindu)]
    case 'halvarlig':
      return gjentas.vinduer.map(vindu)
    case 'manedlig':
      return [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7]
        .filter(maned => !gjentas.utenom.includes(maned))
        .map(maned => {
          const mm = `${maned}`.padStart(2, '0')
          return vindu({ fra: `${mm}-01`, til: `${mm}-${`${gjentas.dager}`.padStart(2, '0')}` })
        })
    case 'fast':
      return []
  }
}

/** A window on school days; one that lies within a holiday is the first school day after it. */
export function plasser(
  { fra, til }: { fra: string; til: string },
  fri: readonly Fri[],
): { fra: string; til: string } {
  for (let siste = til; siste >= fra; siste = dagEtter(siste, -1))
    if (erSkoledag(siste, fri)) return { fra: forsteSkoledag(fra, fri), til: siste }
  const etter = forsteSkoledag(til, fri)
  return { fra: etter, til: etter }
}

/** An activity with sessions is planned in its window; when all have a day, it is done with on the last of them. */
export function virkeligVindu(
  aktivitet: Pick<Aktivitet, 'fra' | 'til'>,
  okter: readonly Pick<Okt, 'dato' | 'status'>[],
): { fra: string; til: string } {
  const igjen = okter.filter(okt => okt.status === 'apen')
  if (okter.length === 0 || igjen.some(okt => okt.dato === null)) return aktivitet
  const siste = okter
    .flatMap(okt => okt.dato ?? [])
    .sort()
    .at(-1)
  return siste === undefined ? aktivitet : { fra: siste, til: siste }
}

const KORT_VINDU = 14
const SKOLEUKE = 5

/**
 * Is one reminded of a duty with that placed window after `forrige` and by `dag`? On the first school day of the window, a
 * school week before its last day when it is longer than two weeks, on the last day, and then every week.
 */
export function minnesMellom(
  vindu: { fra: string; til: string },
  minnesTil: string,
  fri: readonly Fri[],
  { forrige, dag }: { forrige: string; dag: string },
): boolean {
  const her = (d: string) => forrige < d && d <= dag
  if (her(vindu.fra) || her(vindu.til)) return true
  if (antallDager(vindu.fra, vindu.til) > KORT_VINDU && her(skoledagerFor(vindu.til, SKOLEUKE, fri)))
    return true
  // From the last of the weeks: school days come in the same order as they.
  const siste = minnesTil < dag ? minnesTil : dag
  for (let uke = Math.floor((antallDager(vindu.til, siste) - 1) / 7); uke > 0; uke--) {
    const skoledag = forsteSkoledag(dagEtter(vindu.til, uke * 7), fri)
    if (skoledag <= forrige) return false
    if (skoledag <= siste) return true
  }
  return false
}

function skoledagerFor(dag: string, antall: number, fri: readonly Fri[]): string {
  let funnet = dag
  for (let igjen = antall, prov = 0; igjen > 0 && prov < 366; prov++) {
    funnet = dagEtter(funnet, -1)
    if (erSkoledag(funnet, fri)) igjen--
  }
  return funnet
}

/** `antall` days from `start`, one a week on the same weekday; a week when the school is free is passed over. */
export function ukedager(start: string, antall: number, fri: readonly Fri[]): string[] {
  const ut: string[] = []
  for (let dag = start, uke = 0; ut.length < antall && uke < 104; dag = dagEtter(dag, 7), uke++)
    if (erSkoledag(dag, fri)) ut.push(dag)
  return ut
}

/** How an activity stands on `dag`, in one word of the list's. */
export type Stand = 'gjort' | 'ikke_aktuelt' | 'for_arshjulet' | 'forfalt' | 'apen' | 'kommer'

export function standFor(
  { status, avgjortAv }: Pick<Aktivitet, 'status' | 'avgjortAv'>,
  vindu: { fra: string; til: string },
  dag: string,
): Stand {
  if (status === 'gjort') return 'gjort'
  if (status === 'ikke_aktuelt') return avgjortAv === null ? 'for_arshjulet' : 'ikke_aktuelt'
  if (vindu.til < dag) return 'forfalt'
  return vindu.fra <= dag ? 'apen' : 'kommer'
}

/** Changed by those whose duty it is, and by those who convene the school's meetings (rektor and sosiallærer). */
export function kanEndre(mine: readonly Rolle[], roller: readonly Rolle[]): boolean {
  return kan(mine, 'kalleInn') || roller.some(rolle => mine.includes(rolle))
}

/** Where nobody has the role, the duty is theirs who convene: nothing falls between two chairs. */
export function ansvarlige(
  roller: readonly Rolle[],
  vedSkolen: readonly { person: string; rolle: Rolle }[],
): string[] {
  const har = vedSkolen.filter(r => roller.includes(r.rolle))
  const hvem = har.length > 0 ? har : vedSkolen.filter(r => kan([r.rolle], 'kalleInn'))
  return [...new Set(hvem.map(r => r.person))]
}

/** The first and last day of «yyyy-MM». */
export function manedensDager(m: string): { fra: string; til: string } {
  const forste = DateTime.fromISO(`${m}-01`, { zone: 'utc' })
  return { fra: forste.toFormat('yyyy-MM-dd'), til: forste.endOf('month').toFormat('yyyy-MM-dd') }
}

export function manedEtter(m: string, antall: number): string {
  return DateTime.fromISO(`${m}-01`, { zone: 'utc' }).plus({ months: antall }).toFormat('yyyy-MM')
}
