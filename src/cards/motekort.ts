import type { Agenda } from '../mote/hent-agenda.ts'
import { agendakort, fornyes } from './agenda.ts'
import { forlopsmotekort } from './forlopsmote.ts'
import type { Kort } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'

/** A meeting as a card: the team's agenda, or one family's meeting. For all who read it, or as a participant's own view. */
export function motekort(
  agenda: Agenda,
  na: Date,
  t: Tekster,
  { for: hvem, topp }: { for: 'alle' | 'deltaker'; topp?: string | undefined },
): Kort {
  if (agenda.mote.forlop === null) return agendakort(agenda, na, t, { for: hvem, topp })
  return { ...forlopsmotekort(agenda, t, hvem, topp), ...fornyes(agenda, t) }
}
