import { erArbeidsdag } from '../mote/arbeidsdager.ts'

/** The school's own free days: both days are free. Dates as yyyy-MM-dd. */
export type Fri = { fra: string; til: string }

/** A working day (Monday to Friday, no public holiday) on which the school is not free. */
export function erSkoledag(dag: string, fri: readonly Fri[]): boolean {
  return erArbeidsdag(dag) && !fri.some(f => f.fra <= dag && dag <= f.til)
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

const DOGN_MS = 86_400_000

/** So many days after `dag`, or before it; in UTC, where every day has 24 hours. */
export function dagEtter(dag: string, antall = 1): string {
  return new Date(Date.parse(`${dag}T00:00:00Z`) + antall * DOGN_MS).toISOString().slice(0, 10)
}
