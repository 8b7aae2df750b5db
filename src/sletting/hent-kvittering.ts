import type { Kontekst } from '../database/kontekst.ts'
import type { Kvittering } from './sletting.ts'
import { hentKvittering } from './sletting-store.ts'

/** The receipt of a deletion, for the one who has just made it. */
export async function hentKvitteringFor(ktx: Kontekst, id: string): Promise<Kvittering | undefined> {
  return hentKvittering(ktx, id)
}
