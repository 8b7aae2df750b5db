import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { sakFor } from '../sak/finn-sak.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'

export type Foresporsel = { kode: 'spurt'; ref: string } | { kode: 'mangler-rolle' } | FinnesIkke

/**
 * Reminds the one who is to obtain the consent, and nobody else: in the innsatsteam whoever owns the concern and is in
 * touch with the family (fag: samtykke, regel 8). At most once a day.
 */
export async function beOmSamtykke(ktx: Kontekst, aktor: Aktor, sakId: string): Promise<Foresporsel> {
  return iTransaksjon(ktx, async trx => {
    const funnet = await sakFor(trx, aktor, sakId)
    if (funnet === undefined) return FINNES_IKKE
    if (!adgangKan(funnet.adgang, 'registrereSamtykke')) return { kode: 'mangler-rolle' }
    const { id, ref, meldt_av } = funnet.sak
    await leggIUtboks(trx, `innhent:${id}:${ktx.na().toFormat('yyyy-MM-dd')}`, {
      slag: 'innhent-samtykke',
      sak: id,
      person: meldt_av,
    })
    await loggHendelse(trx, { person: aktor.person, kode: 'samtykke-etterspurt', gjelder: ref })
    return { kode: 'spurt', ref }
  })
}
