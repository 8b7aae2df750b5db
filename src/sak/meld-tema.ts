import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote } from '../mote/adgang-til-mote.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { lasMote } from '../mote/mote-store.ts'
import { erApenForInnspill } from '../mote/moter.ts'
import { ledigReferanse } from '../mote/ny-referanse.ts'
import { leggTilPunkt } from '../mote/punkt-store.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'

export type Temamelding =
  | { kode: 'meldt'; ref: string; nr: number; mote: string }
  | FinnesIkke
  | Stoppet
  | { kode: 'mangler-rolle' }
  | { kode: 'frist-ute' }
  | { kode: 'mangler-tekst' }

/** A theme without a single child: school environment, year, group, neighbourhood (fag: motetyper, punkt 3). */
export async function meldTema(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; tekst: string; vakt: Vaktsvar },
): Promise<Temamelding> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, inn.mote)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'meldeSak')) return { kode: 'mangler-rolle' }
    const stoppet = await vokt(trx, aktor, {
      felter: { tekst: inn.tekst },
      gjelder: mote.id,
      svar: inn.vakt,
    })
    if (stoppet !== undefined) return stoppet
    if (!erApenForInnspill(mote, ktx.na())) return { kode: 'frist-ute' }
    if (inn.tekst === '') return { kode: 'mangler-tekst' }
    const ref = await ledigReferanse(trx)
    const punkt = await leggTilPunkt(trx, {
      mote: mote.id,
      slag: 'tema',
      sak: null,
      ref,
      meldt_av: aktor.person,
      tekst: inn.tekst,
    })
    await loggHendelse(trx, { person: aktor.person, kode: 'tema-meldt', gjelder: ref })
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'meldt', ref, nr: punkt.nr, mote: mote.id }
  })
}
