import type { Kontekst } from '../database/kontekst.ts'
import { rollerVedSkole } from '../tilgang/tilgang-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'

/** Several who sign up at once make one edit, and who did it is left to see the answer. */
const VENT_S = 5

/** The posted card is to be edited; who caused it is kept nowhere. */
export async function meldDagendring(ktx: Kontekst, apendag: string): Promise<void> {
  await leggIUtboks(
    ktx,
    `apendor-endret:${apendag}`,
    { slag: 'apendor-endret', apendag, av: '' },
    ktx.na().plus({ seconds: VENT_S }),
  )
}

/** Where nothing is posted in the channel, each of the team gets the card in their own chat. */
export async function sendDagTilDeltakere(ktx: Kontekst, dag: { id: string; skole: string }): Promise<void> {
  const deltakere = (await rollerVedSkole(ktx, dag.skole)).filter(r => r.rolle !== 'administrator')
  for (const person of new Set(deltakere.map(r => r.person)))
    await leggIUtboks(ktx, `apendor-til:${dag.id}:${person}`, {
      slag: 'apendor-til',
      apendag: dag.id,
      person,
    })
}
