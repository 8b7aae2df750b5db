import type { Rolle } from '../tilgang/roller.ts'
import { liste, type Tekster } from './tekst/tekster.ts'

export function rolleliste(roller: readonly Rolle[], t: Tekster): string {
  return roller.length === 0
    ? t.agenda.ingen
    : liste(
        t,
        roller.map(r => t.roller[r]),
      )
}
