import { erArbeidsdag } from '../mote/arbeidsdager.ts'

/** The school's own free days: both days are free. Dates as yyyy-MM-dd. */
export type Fri = { fra: string; til: string }

/** A working day (Monday to Friday, no public holiday) on which the school is not free. */
export function erSkoledag(dag: string, fri: readonly Fri[]): boolean {
  return arbeidsdag(dag) && !fri.some(f => f.fra <= dag && dag <= f.til)
}

/** `dag` itself, or the first school day after it; a school that is free for more than a year is treated as open. */
export function forsteSkoledag(dag: string, fri: readonly Fri[]): string {
  let funnet = dag
  for (let dager = 0; dager < 366; dager++) {
    if (erSkoledag(funnet, fri)) return funnet
    funnet = dagEtter(funnet)
  }
  return dag
}

/** A municipality's reminders ask about the same days thousands of times. */
const kjente = new Map<string, boolean>()
const MAKS_KJENTE = 5000

function arbeidsdag(dag: string): boolean {
  const kjent = kjente.get(dag)
  if (kjent !== undefined) return kjent
  if (kjente.size >= MAKS_KJENTE) kjente.clear()
  const er = erArbeidsdag(dag)
  kjente.set(dag, er)
  return er
}

const DOGN_MS = 86_400_000

/** In UTC, where every day has 24 hours. */
export function dagEtter(dag: string, antall = 1): string {
  return new Date(Date.parse(`${dag}T00:00:00Z`) + antall * DOGN_MS).toISOString().slice(0, 10)
}

/** Days from and with `fra`, to and with `til`. */
export function antallDager(fra: string, til: string): number {
  return Math.round((Date.parse(`${til}T00:00:00Z`) - Date.parse(`${fra}T00:00:00Z`)) / DOGN_MS) + 1
}
