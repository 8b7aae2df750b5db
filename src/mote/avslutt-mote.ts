import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, adgangKan, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { endreMote, hentPunkter, lasMote, leggTilPunkt, nestePlanlagte } from './mote-store.ts'

export type Avslutning =
  | { kode: 'avsluttet' | 'alt-avsluttet'; mote: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ikke-i-gang' }
  | FinnesIkke

/** Ends the meeting: the draft referat waits for the leader. What was parked or carried on goes to the next meeting. */
export async function avsluttMote(ktx: Kontekst, aktor: Aktor, moteId: string): Promise<Avslutning> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, moteId)
    const adgang = mote && (await adgangTil(trx, aktor, mote.skole))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'ledeMote')) return { kode: 'mangler-rolle' }
    if (mote.status === 'avholdt') return { kode: 'alt-avsluttet', mote: mote.id }
    if (mote.status !== 'i_gang') return { kode: 'ikke-i-gang' }
    await endreMote(trx, mote.id, { status: 'avholdt' })
    const neste = await nestePlanlagte(trx, mote.skole, mote.type, mote.start)
    if (neste !== undefined) {
      await lasMote(trx, neste.id)
      const alt = new Set((await hentPunkter(trx, neste.id)).map(p => p.ref))
      for (const punkt of await hentPunkter(trx, mote.id)) {
        if ((punkt.utfall !== 'parkert' && punkt.utfall !== 'viderefort') || alt.has(punkt.ref)) continue
        await leggTilPunkt(trx, {
          mote: neste.id,
          slag: punkt.slag === 'tema' ? 'tema' : 'sak',
          sak: punkt.sak,
          ref: punkt.ref,
          meldt_av: punkt.meldt_av,
          tekst: punkt.tekst,
        })
      }
      await meldAgendaendring(trx, neste.id, aktor.person)
    }
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'avsluttet', mote: mote.id }
  })
}
