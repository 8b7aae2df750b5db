import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote, rettbareDeler } from '../mote/adgang-til-mote.ts'
import { hentMote } from '../mote/mote-store.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { hentReferat, leggTilRettelse } from './referat-store.ts'
import { seEtterReferatfiler } from './referatfil-endret.ts'

export type Rettelsessvar =
  | { kode: 'rettet'; mote: string }
  | { kode: 'ikke-godkjent' }
  | { kode: 'mangler-tekst' }
  | { kode: 'mangler-del' }
  | Stoppet
  | FinnesIkke

/**
 * A locked referat is never changed: a participant's correction is appended, with who and when (fag: personvern, innsyn). Who
 * reads more than one part says which it is about, and it is read by those who read that part.
 */
export async function rettReferat(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; del: number | undefined; tekst: string; vakt: Vaktsvar },
): Promise<Rettelsessvar> {
  return iTransaksjon(ktx, async trx => {
    const mote = await hentMote(trx, inn.mote)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!(await hentReferat(trx, mote.id))?.godkjent) return { kode: 'ikke-godkjent' }
    const stoppet = await vokt(trx, aktor, {
      felter: { tekst: inn.tekst },
      gjelder: mote.id,
      svar: inn.vakt,
    })
    if (stoppet !== undefined) return stoppet
    if (inn.tekst === '') return { kode: 'mangler-tekst' }
    const deler = await rettbareDeler(trx, mote, adgang)
    const del = deler.length === 1 ? deler[0] : deler.find(nr => nr === inn.del)
    if (del === undefined) return { kode: 'mangler-del' }
    await leggTilRettelse(trx, aktor.person, { mote: mote.id, del, tekst: inn.tekst })
    await loggHendelse(trx, { person: aktor.person, kode: 'referat-rettet', gjelder: mote.id })
    await seEtterReferatfiler(trx, mote.skole)
    return { kode: 'rettet', mote: mote.id }
  })
}
