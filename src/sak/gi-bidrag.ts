import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { hentMote, hentPunkt } from '../mote/mote-store.ts'
import { erApenForInnspill } from '../mote/moter.ts'
import { type Stoppet, vokt } from '../navnevakt/vokt.ts'
import { type Aktor, adgangKan, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import type { Tjeneste } from '../tilgang/roller.ts'
import { lagreBidrag } from './sak-store.ts'

export type Bidragssvar =
  | { kode: 'bidratt'; ref: string; nr: number; mote: string }
  | FinnesIkke
  | Stoppet
  | { kode: 'mangler-rolle' }
  | { kode: 'frist-ute' }
  | { kode: 'mangler-tekst' }

/** What my service can say and offer in a case. A person with two services chooses one of them, for this case. */
export async function giBidrag(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { punkt: string; tjeneste: Tjeneste | undefined; tekst: string; tilbud: string },
): Promise<Bidragssvar> {
  const stoppet = vokt({ tekst: inn.tekst, tilbud: inn.tilbud })
  if (stoppet !== undefined) return stoppet
  return iTransaksjon(ktx, async trx => {
    const punkt = await hentPunkt(trx, inn.punkt)
    const mote = punkt && (await hentMote(trx, punkt.mote))
    const adgang = mote && (await adgangTil(trx, aktor, mote.skole))
    if (punkt === undefined || mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'bidra')) return { kode: 'mangler-rolle' }
    if (!erApenForInnspill(mote, ktx.na())) return { kode: 'frist-ute' }
    if (inn.tekst === '' && inn.tilbud === '') return { kode: 'mangler-tekst' }
    const tjeneste = inn.tjeneste ?? adgang.tjenester[0]
    if (tjeneste === undefined || !adgang.tjenester.includes(tjeneste)) return { kode: 'mangler-rolle' }
    await lagreBidrag(trx, {
      punkt: punkt.id,
      person: aktor.person,
      tjeneste,
      tekst: inn.tekst,
      tilbud: inn.tilbud,
    })
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'bidratt', ref: punkt.ref, nr: punkt.nr, mote: mote.id }
  })
}
