import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote } from '../mote/adgang-til-mote.ts'
import { hentMote } from '../mote/mote-store.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { hentReferat, leggTilRettelse } from './referat-store.ts'

export type Rettelsessvar =
  | { kode: 'rettet'; mote: string }
  | { kode: 'ikke-godkjent' }
  | { kode: 'mangler-tekst' }
  | Stoppet
  | FinnesIkke

/** A locked referat is never changed: a participant's correction is appended, with who and when (fag: personvern, innsyn). */
export async function rettReferat(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; tekst: string; vakt: Vaktsvar },
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
    await leggTilRettelse(trx, mote.id, aktor.person, inn.tekst)
    await loggHendelse(trx, { person: aktor.person, kode: 'referat-rettet', gjelder: mote.id })
    return { kode: 'rettet', mote: mote.id }
  })
}
