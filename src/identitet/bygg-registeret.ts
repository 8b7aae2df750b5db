import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { gjenoppbyggTegn, sakerUtenTegn } from './identitet-store.ts'

/** Fills the register's index where it is empty: after an upgrade that spells words anew. How many, and how many could not be read. */
export async function byggRegisteret(ktx: Kontekst): Promise<{ bygd: number; uleselige: number }> {
  const svar = { bygd: 0, uleselige: 0 }
  for (const sak of await sakerUtenTegn(ktx)) {
    try {
      await iTransaksjon(ktx, trx => gjenoppbyggTegn(trx, sak))
      svar.bygd++
    } catch {
      // One name that cannot be opened does not keep the others out of the index.
      svar.uleselige++
    }
  }
  return svar
}
