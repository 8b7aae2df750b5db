import type { Kontekst } from '../database/kontekst.ts'
import { type Aktor, alleAdganger } from '../tilgang/adgang.ts'
import { erAdministrator } from '../tilgang/oppsett.ts'
import { hentRessurser } from './ressurs-store.ts'
import { type Ressurs, sorter } from './ressurser.ts'

/** The shared material as this person sees it; what was taken away is for those who may put it back. */
export type Ressursvisning = { ressurser: Ressurs[]; borte: Ressurs[]; kanEndre: boolean }

/** Undefined for whoever has no role in the municipality: the list does not exist for them. */
export async function hentRessursvisning(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
): Promise<Ressursvisning | undefined> {
  const kanEndre = await erAdministrator(ktx, aktor, forste)
  if (!kanEndre && (await alleAdganger(ktx, aktor)).length === 0) return undefined
  return {
    ressurser: sorter(await hentRessurser(ktx)),
    borte: kanEndre ? sorter(await hentRessurser(ktx, true)) : [],
    kanEndre,
  }
}
