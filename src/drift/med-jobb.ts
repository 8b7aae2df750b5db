import type { Kontekst } from '../database/kontekst.ts'
import { lagreSlutt, lagreStart } from './drift-store.ts'
import type { Jobb } from './helse.ts'

/**
 * Runs a job and writes down that it ran, how long it took and how it ended. What it throws is thrown on; `utfall` makes a code
 * of an answer that is not as it should be.
 */
export async function medJobb<T>(
  ktx: Kontekst,
  navn: Jobb,
  arbeid: () => Promise<T>,
  utfall: (svar: T) => string = () => 'ok',
): Promise<T> {
  await lagreStart(ktx, navn)
  const start = Date.now()
  try {
    const svar = await arbeid()
    await lagreSlutt(ktx, navn, { utfall: utfall(svar), ms: Date.now() - start })
    return svar
  } catch (feil) {
    // The job's own fault is the one to hear of, also when it cannot be written down.
    await lagreSlutt(ktx, navn, { utfall: feilkode(feil), ms: Date.now() - start }).catch(() => undefined)
    throw feil
  }
}

function feilkode(feil: unknown): string {
  return feil instanceof Error && 'code' in feil && typeof feil.code === 'string' ? feil.code : 'ukjent'
}
