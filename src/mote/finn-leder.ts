import type { Kontekst } from '../database/kontekst.ts'
import { kan } from '../tilgang/roller.ts'
import { teamI } from './adgang-til-mote.ts'
import type { Mote } from './mote-store.ts'

/** Who answers for a meeting: its leader, or the one who called it in; when both have left, somebody who may lead there. */
export async function finnLeder(
  ktx: Kontekst,
  mote: Pick<Mote, 'id' | 'skole' | 'leder' | 'innkalt_av' | 'forlop'>,
): Promise<string | undefined> {
  const roller = await teamI(ktx, mote)
  return [mote.leder, mote.innkalt_av, roller.find(r => kan([r.rolle], 'ledeMote'))?.person].find(
    (person): person is string => person != null && roller.some(r => r.person === person),
  )
}
