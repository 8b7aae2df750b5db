import { DateTime } from 'luxon'
import { type Kontekst, SONE } from '../database/kontekst.ts'
import { tokBort } from '../tilgang/logg.ts'
import { lesKjede } from '../tilgang/logg-store.ts'

/**
 * What must be done again when the database is put back as it was at `fra` (ISO 8601, Norwegian time unless it says another): what
 * was deleted, removed or withdrawn since, from the access log. What to print, and the exit code.
 */
export async function gjentaKommando(
  ktx: Kontekst,
  fra: string | undefined,
): Promise<{ tekst: string; utgang: 0 | 1 }> {
  const tid = DateTime.fromISO(fra ?? '', { zone: SONE })
  if (!tid.isValid) return { tekst: 'Skriv tidspunktet kopien er fra, som 2026-11-22T08:00.', utgang: 1 }
  const linjer: string[] = []
  for await (const rad of lesKjede(ktx)) {
    const nar = DateTime.fromISO(rad.tid, { zone: SONE })
    if (nar >= tid && tokBort(rad.kode))
      linjer.push(`${nar.toFormat('yyyy-MM-dd HH:mm')}  ${rad.kode}  ${rad.gjelder}`)
  }
  const tekst =
    linjer.length === 0
      ? 'Ingenting er slettet, fjernet eller trukket siden da.'
      : ['Dette må gjøres på nytt etter at kopien er lagt tilbake:', ...linjer].join('\n')
  return { tekst, utgang: 0 }
}
