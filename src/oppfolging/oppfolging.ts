import { DateTime } from 'luxon'
import { forsteArbeidsdag } from '../mote/arbeidsdager.ts'

/** `viderefort` is still open: the meeting asked for it to go on. */
export const OPPGAVESTATUS = ['apen', 'viderefort', 'gjort', 'ikke_gjort'] as const
export type Oppgavestatus = (typeof OPPGAVESTATUS)[number]

export const APNE: readonly Oppgavestatus[] = ['apen', 'viderefort']

export function erApen(status: string): boolean {
  return (APNE as readonly string[]).includes(status)
}

/** The deadline of a measure nobody dated: the school's next meeting, or the working day four weeks from now. */
export function standardFrist(na: DateTime, nesteMote: string | undefined): string {
  return nesteMote ?? forsteArbeidsdag(na.plus({ weeks: 4 }).toFormat('yyyy-MM-dd'))
}

/** «Utsett» suggests a working day a week after the deadline, or after today when that has passed. */
export function enUkeEtter(frist: string, idag: string): string {
  const fra = DateTime.fromISO(frist > idag ? frist : idag)
  return forsteArbeidsdag(fra.plus({ weeks: 1 }).toFormat('yyyy-MM-dd'))
}
