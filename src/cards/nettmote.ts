import type { Agenda } from '../mote/hent-agenda.ts'
import type { Knapp } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'

/** The way into the online meeting, in the own view of those it is for: a message has none. */
export function nettmoteknapp({ nettmote }: Pick<Agenda, 'nettmote'>, t: Tekster): Knapp[] {
  return nettmote === '' ? [] : [{ type: 'Action.OpenUrl', title: t.kalender.bliMed, url: nettmote }]
}
