import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { opprettReferat } from '../referat/referat-store.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { adgangTilMote } from './adgang-til-mote.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { settRommet } from './endre-rommet.ts'
import { trekkFrist } from './kall-inn-mote.ts'
import { endreMote, lasMote } from './mote-store.ts'
import type { Rommet } from './rommet.ts'

export type Motestart =
  | { kode: 'startet' | 'alt-i-gang'; mote: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'avlyst' }
  | { kode: 'avholdt' }
  | { kode: 'for-tidlig'; dato: string }
  | { kode: 'ingen-i-rommet' }
  | FinnesIkke

/**
 * Whoever starts the meeting leads it, and confirms who is in the room. It starts on its own day, not before: input would
 * close too soon.
 */
export async function startMote(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; likevel: boolean; rommet: Rommet },
): Promise<Motestart> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, inn.mote)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'ledeMote')) return { kode: 'mangler-rolle' }
    if (mote.status === 'i_gang') return { kode: 'alt-i-gang', mote: mote.id }
    if (mote.status === 'avlyst') return { kode: 'avlyst' }
    if (mote.status === 'avholdt') return { kode: 'avholdt' }
    if (!inn.likevel && mote.dato > ktx.na().toFormat('yyyy-MM-dd'))
      return { kode: 'for-tidlig', dato: mote.dato }
    if (inn.rommet.tjenester.length === 0) return { kode: 'ingen-i-rommet' }
    await endreMote(trx, mote.id, { status: 'i_gang', leder: aktor.person })
    await settRommet(trx, aktor, mote.id, inn.rommet)
    await opprettReferat(trx, mote.id)
    await trekkFrist(trx, mote.id)
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'startet', mote: mote.id }
  })
}
