import type { Kontekst } from '../database/kontekst.ts'
import type { Agendavisning } from '../mote/hent-agenda.ts'
import { type Aktor, adgangKan } from '../tilgang/adgang.ts'
import { skolensSaker } from './sak-store.ts'

/** Cases of the school that this person may take up again: references and types, those already on this agenda left out. */
export async function hentTidligereSaker(
  ktx: Kontekst,
  aktor: Aktor,
  visning: Agendavisning,
): Promise<{ id: string; ref: string; type: string }[]> {
  return (await skolensSaker(ktx, visning.agenda.mote.skole))
    .filter(sak => !visning.saker.has(sak.id))
    .filter(sak => sak.meldt_av === aktor.person || adgangKan(visning.adgang, 'kalleInn'))
    .map(({ id, ref, type }) => ({ id, ref, type }))
}
