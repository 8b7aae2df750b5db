import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote, synligeDeler } from '../mote/adgang-til-mote.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { hentMote } from '../mote/mote-store.ts'
import { erApenForInnspill } from '../mote/moter.ts'
import { hentPunkt } from '../mote/punkt-store.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { hentHatter, velgHatt } from '../tilgang/hatt-store.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import type { Tjeneste } from '../tilgang/roller.ts'
import { hentSak, lagreBidrag } from './sak-store.ts'

export type Bidragssvar =
  | { kode: 'bidratt'; ref: string; nr: number; mote: string }
  | FinnesIkke
  | Stoppet
  | { kode: 'mangler-rolle' }
  | { kode: 'frist-ute' }
  | { kode: 'mangler-tekst' }
  | { kode: 'velg-hatt' }
  | { kode: 'annen-hatt'; tjeneste: Tjeneste }
  | { kode: 'ikke-her' }

/** What my service can say and offer in a case. A person with two services chooses one of them, for this case. */
export async function giBidrag(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { punkt: string; tjeneste: Tjeneste | undefined; tekst: string; tilbud: string; vakt: Vaktsvar },
): Promise<Bidragssvar> {
  return iTransaksjon(ktx, async trx => {
    const punkt = await hentPunkt(trx, inn.punkt)
    const mote = punkt && (await hentMote(trx, punkt.mote))
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (punkt === undefined || mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!(await synligeDeler(trx, mote, adgang))(punkt.del)) return FINNES_IKKE
    if (!adgangKan(adgang, 'bidra')) return { kode: 'mangler-rolle' }
    const stoppet = await vokt(trx, aktor, {
      felter: { tekst: inn.tekst, tilbud: inn.tilbud },
      gjelder: punkt.ref,
      svar: inn.vakt,
    })
    if (stoppet !== undefined) return stoppet
    if (!erApenForInnspill(mote, ktx.na())) return { kode: 'frist-ute' }
    if (inn.tekst === '' && inn.tilbud === '') return { kode: 'mangler-tekst' }
    const sak = punkt.sak === null ? undefined : await hentSak(trx, punkt.sak)
    if (sak !== undefined && sak.vern !== 'ingen') return { kode: 'ikke-her' }
    const valgt = sak && (await hentHatter(trx, [sak.id])).get(sak.id)?.get(aktor.person)
    const eneste = adgang.tjenester.length === 1 ? adgang.tjenester[0] : undefined
    const tjeneste = inn.tjeneste ?? valgt ?? eneste
    if (tjeneste === undefined || !adgang.tjenester.includes(tjeneste)) return { kode: 'velg-hatt' }
    if (sak !== undefined) {
      const hatt = await velgHatt(trx, sak.id, aktor.person, tjeneste)
      if (hatt !== tjeneste) return { kode: 'annen-hatt', tjeneste: hatt }
    }
    await lagreBidrag(trx, punkt, {
      person: aktor.person,
      tjeneste,
      tekst: inn.tekst,
      tilbud: inn.tilbud,
    })
    await loggHendelse(trx, { person: aktor.person, kode: 'bidrag-gitt', gjelder: punkt.ref })
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'bidratt', ref: punkt.ref, nr: punkt.nr, mote: mote.id }
  })
}
