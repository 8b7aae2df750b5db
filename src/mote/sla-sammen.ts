import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { adgangTilMote, kanSlasSammen } from './adgang-til-mote.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { endreMote, lasMote } from './mote-store.ts'

export type Sammenslaing =
  | { kode: 'slatt' | 'delt'; mote: string }
  | { kode: 'mangler-samtykke' }
  | { kode: 'mangler-rolle' }
  | FinnesIkke

/** Holds the two parts as one, with the school there: only while the parents consent to that (fag: motetyper, oppstartsmøte). */
export async function slaSammen(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; slatt: boolean },
): Promise<Sammenslaing> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, inn.mote)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || mote.forlop === null || adgang?.deltaker !== true) return FINNES_IKKE
    if (adgang.part !== 'bv' || !adgangKan(adgang, 'ledeMote')) return { kode: 'mangler-rolle' }
    if (inn.slatt && !(await kanSlasSammen(trx, mote.forlop))) return { kode: 'mangler-samtykke' }
    await endreMote(trx, mote.id, { slatt: inn.slatt })
    await loggHendelse(trx, {
      person: aktor.person,
      kode: inn.slatt ? 'deler-slatt-sammen' : 'deler-delt',
      gjelder: mote.id,
    })
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: inn.slatt ? 'slatt' : 'delt', mote: mote.id }
  })
}
