import type { Agenda } from '../mote/hent-agenda.ts'
import { pa, type Tekster } from './tekst/tekster.ts'

/** What a meeting is called: the short name where anybody might read it, for it tells nothing of why. */
export function motetittel(agenda: Pick<Agenda, 'type'>, t: Tekster): string {
  return agenda.type === undefined ? t.motetype : pa(t, agenda.type.kortnavn)
}
