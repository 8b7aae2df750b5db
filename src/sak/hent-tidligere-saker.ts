import type { Kontekst } from '../database/kontekst.ts'
import type { Agendavisning } from '../mote/hent-agenda.ts'
import { skolensSaker } from './sak-store.ts'

/** Cases of the school that may be taken up again: references and types, those already on this agenda left out. */
export async function hentTidligereSaker(
  ktx: Kontekst,
  visning: Agendavisning,
): Promise<{ id: string; ref: string; type: string }[]> {
  return (await skolensSaker(ktx, visning.agenda.mote.skole))
    .filter(sak => !visning.saker.has(sak.id))
    .map(({ id, ref, type }) => ({ id, ref, type }))
}
