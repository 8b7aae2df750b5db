import type { Kontekst } from '../database/kontekst.ts'
import { skoleForKanal } from './tilgang-store.ts'

/** The school a channel is bound to. */
export async function finnSkole(ktx: Kontekst, kanal: string): Promise<string | undefined> {
  return (await skoleForKanal(ktx, kanal))?.id
}
