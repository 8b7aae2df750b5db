import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { skalVidere } from '../referat/referat.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { adgangTilMote } from './adgang-til-mote.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { etterForlopsmotet, lagreSluttord, type Sluttord } from './etter-forlopsmotet.ts'
import { endreMote, lasMote, type Mote, nestePlanlagte } from './mote-store.ts'
import { gjentaPunkt, hentPunkter, hentPunkterMedTekst } from './punkt-store.ts'

export type Avslutning =
  | { kode: 'avsluttet' | 'alt-avsluttet'; mote: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ikke-i-gang' }
  | { kode: 'mangler-neste' }
  | FinnesIkke

/** Ends the meeting: the draft referat waits for the leader. What was parked or carried on goes to the next meeting. */
export async function avsluttMote(
  ktx: Kontekst,
  aktor: Aktor,
  moteId: string,
  slutt: Sluttord = {},
): Promise<Avslutning> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, moteId)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'ledeMote')) return { kode: 'mangler-rolle' }
    if (mote.status === 'avholdt') return { kode: 'alt-avsluttet', mote: mote.id }
    if (mote.status !== 'i_gang') return { kode: 'ikke-i-gang' }
    if (!(await lagreSluttord(trx, mote, slutt))) return { kode: 'mangler-neste' }
    await loggHendelse(trx, { person: aktor.person, kode: 'mote-avsluttet', gjelder: mote.id })
    await endreMote(trx, mote.id, { status: 'avholdt' })
    await etterForlopsmotet(trx, aktor, mote)
    await taMedVidere(trx, mote, aktor.person)
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'avsluttet', mote: mote.id }
  })
}

/** What was not discussed, parked or carried on, and is not there already, goes on the agenda of the next planned meeting. */
export async function taMedVidere(ktx: Kontekst, mote: Mote, av: string): Promise<void> {
  // One family's next meeting has an agenda of its own type.
  if (mote.forlop !== null) return
  const neste = await nestePlanlagte(ktx, mote, mote.start)
  if (neste === undefined) return
  await lasMote(ktx, neste.id)
  const alt = new Set((await hentPunkter(ktx, neste.id)).map(p => p.ref))
  const videre = (await hentPunkterMedTekst(ktx, mote.id)).filter(
    p => skalVidere(p.utfall) && !alt.has(p.ref),
  )
  for (const punkt of videre) await gjentaPunkt(ktx, neste.id, punkt)
  if (videre.length > 0) await meldAgendaendring(ktx, neste.id, av)
}
