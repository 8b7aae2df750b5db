import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { kunTjenesteMangler } from '../samtykke/lampe.ts'
import { fornyKort } from '../samtykke/samtykke-endret.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { hentSaksvisning } from './hent-saksvisning.ts'
import { lasSak, settApen } from './sak-store.ts'

export type Apenhetsendring =
  | { kode: 'endret'; ref: string; apen: boolean }
  | { kode: 'mangler-samtykke'; ref: string; kanRegistrere: boolean }
  | { kode: 'mangler-rolle' }
  | FinnesIkke

/** An anonymous case becomes open only with a recorded consent; turning it back is always possible (fag: samtykke, regel 7). */
export async function endreApenhet(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; mote: string | undefined; apen: boolean },
): Promise<Apenhetsendring> {
  return iTransaksjon(ktx, async trx => {
    await lasSak(trx, inn.sak)
    const visning = await hentSaksvisning(trx, aktor, inn)
    // One family's forløp is followed openly by those in it; there is nothing to open or close.
    if (visning === undefined || visning.sak.slag === 'forlop') return FINNES_IKKE
    if (!visning.kanEndre) return { kode: 'mangler-rolle' }
    const { id, ref } = visning.sak
    if (inn.apen && !kunTjenesteMangler(visning.lys.omApen))
      return { kode: 'mangler-samtykke', ref, kanRegistrere: visning.kanRegistrere }
    if (visning.sak.apen === inn.apen) return { kode: 'endret', ref, apen: inn.apen }
    await settApen(trx, id, inn.apen)
    await loggHendelse(trx, {
      person: aktor.person,
      kode: inn.apen ? 'sak-apnet' : 'sak-gjort-anonym',
      gjelder: ref,
    })
    await fornyKort(trx, id, aktor.person)
    return { kode: 'endret', ref, apen: inn.apen }
  })
}
