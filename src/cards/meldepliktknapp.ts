import { type Knapp, knapp } from './mal.ts'
import type { MeldepliktData } from './meldeplikt.ts'
import type { Tekster } from './tekst/tekster.ts'

type Herfra = Partial<Pick<MeldepliktData, 'sak' | 'mote' | 'steg' | 'rutine' | 'fra' | 'versjon'>>

/** The way out of every view of a case. `versjon`: the form's texts come along and are shown again. */
export function meldepliktknapp(fra: Herfra, t: Tekster): Knapp {
  return knapp(
    t.veiledning.meldeplikt.knapp,
    'meldeplikt.vis',
    fra,
    fra.versjon === undefined ? { utenFelt: true } : {},
  )
}
