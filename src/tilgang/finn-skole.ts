import type { Kontekst } from '../database/kontekst.ts'
import { hentSkole, skoleForKanal } from './tilgang-store.ts'

/** The school a channel is bound to. */
export async function finnSkole(ktx: Kontekst, kanal: string): Promise<string | undefined> {
  return (await skoleForKanal(ktx, kanal))?.id
}

export async function navnPaSkolen(ktx: Kontekst, skole: string): Promise<string> {
  return (await hentSkole(ktx, skole))?.navn ?? ''
}
