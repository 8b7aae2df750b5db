import { DateTime } from 'luxon'
import type { Formal } from '../samtykke/lampe.ts'
import type { Motetype, Motetyper } from './motetype.ts'

export const MOTESTATUS = ['planlagt', 'i_gang', 'avholdt', 'avlyst'] as const
export type Motestatus = (typeof MOTESTATUS)[number]

/** The standard series: every 4th week, 90 minutes (fag: motetyper, innsatsteam). Weekday 1 is Monday. */
export const STANDARDSERIE = { uker: 4, minutter: 90, ukedag: 4, klokke: '09:00', sted: '' }
export type Serie = typeof STANDARDSERIE

/** Input closes on a working day before (a setting; standard the last one, at 12:00); called in later than that, the meeting is open until it starts. */
export function innspillsfrist(start: DateTime, dag: string, klokke: string, na: DateTime): DateTime {
  const standard = tidspunkt(dag, klokke)
  return standard > na ? standard : start
}

/** The moment a day and a clock time name on the wall in Oslo. */
export function tidspunkt(dato: string, klokke: string): DateTime {
  return DateTime.fromISO(`${dato}T${klokke}`, { zone: 'Europe/Oslo' })
}

/**
 * What a consent must cover for a case to be discussed by name in a meeting of this type (fag: motetyper, samtykke). A type
 * that is not known asks for the narrowest there is; one that asks for nothing, for what any meeting with the school does.
 */
export function formalFor(type: Motetype | undefined): Formal {
  switch (type?.samtykke) {
    case 'per_sak':
      return 'drofte_apent'
    case 'ingen':
      return 'samarbeidsmote'
    case undefined:
      return 'avsluttende'
    case 'samarbeidsmote':
    case 'tiltaksfasen':
    case 'avsluttende':
      return type.samtykke
  }
}

/**
 * Is the card posted in the channel? What concerns one family is sent to the participants' own chats; everybody else sees
 * nothing (fag: samtykke; a setting per meeting type).
 */
export function harKanalkort(
  type: string,
  valg: { motetyper: Motetyper; utenKanalkort: readonly string[] },
): boolean {
  const gjelder = valg.motetyper[type]?.gjelder ?? 'forlop'
  return gjelder !== 'forlop' && !valg.utenKanalkort.includes(type)
}

export type KanIkkeKalleInn =
  | { kode: 'mangler-rolle' }
  | { kode: 'ukjent-dato' | 'ukjent-klokke' | 'dato-passert' | 'ugyldig-dato' }
  | { kode: 'helligdag'; dato: string; navn: string }
  | { kode: 'helg'; dato: string }
  | { kode: 'ingen-kanal' }

/** Open for cases, themes and contributions until the deadline, and never after the start. */
export function erApenForInnspill(mote: { status: Motestatus; frist: Date }, na: DateTime): boolean {
  return mote.status === 'planlagt' && na.toMillis() <= mote.frist.getTime()
}

/** Reminder to those who have not answered: one working day before the deadline; undefined when that has passed. */
export function paminnelseTid(frist: DateTime, arbeidsdagFor: string, na: DateTime): DateTime | undefined {
  const tid = tidspunkt(arbeidsdagFor, frist.toFormat('HH:mm'))
  return tid > na ? tid : undefined
}

/** A calendar day of this century that exists, as «yyyy-MM-dd». */
export function erDag(verdi: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(verdi) && DateTime.fromISO(verdi).isValid
}
