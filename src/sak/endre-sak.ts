import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { hentPunkt, lasMote } from '../mote/mote-store.ts'
import { erApenForInnspill } from '../mote/moter.ts'
import type { Stoppet } from '../navnevakt/vokt.ts'
import { erGyldig } from '../samtykke/samtykke.ts'
import { hentSamtykke } from '../samtykke/samtykke-store.ts'
import { type Aktor, adgangKan, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { voktSak } from './meld-sak.ts'
import { endreSakInnhold, hentSak, settApen } from './sak-store.ts'
import type { Saksinnhold } from './saker.ts'

export type Saksendring =
  | { kode: 'endret'; ref: string; mote: string }
  | FinnesIkke
  | Stoppet
  | { kode: 'mangler-rolle' }
  | { kode: 'frist-ute' }
  | { kode: 'mangler-tekst' }
  | { kode: 'mangler-samtykke' }
  | { kode: 'endret-av-annen'; versjon: number }

/** The one who raised a case, or those who convene, may change its text until the deadline. */
export async function endreSak(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { punkt: string; versjon: number; apen: boolean; innhold: Saksinnhold },
): Promise<Saksendring> {
  const stoppet = voktSak(inn.innhold)
  if (stoppet !== undefined) return stoppet
  return iTransaksjon(ktx, async trx => {
    const funnet = await finnSak(trx, aktor, inn.punkt)
    if (funnet.kode !== 'funnet') return funnet
    const { sak, mote, kanEndre } = funnet
    if (!kanEndre) return { kode: 'mangler-rolle' }
    if (!erApenForInnspill(mote, ktx.na())) return { kode: 'frist-ute' }
    if (inn.innhold.beskrivelse === '') return { kode: 'mangler-tekst' }
    if (inn.apen && !(await kanVaereApen(trx, sak.id))) return { kode: 'mangler-samtykke' }
    if (!(await endreSakInnhold(trx, sak.id, inn.versjon, inn.apen, inn.innhold)))
      return { kode: 'endret-av-annen', versjon: sak.versjon }
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'endret', ref: sak.ref, mote: mote.id }
  })
}

export type Apenhetsendring =
  | { kode: 'endret'; ref: string; mote: string; apen: boolean }
  | { kode: 'mangler-samtykke'; ref: string; mote: string; kanRegistrere: boolean }
  | { kode: 'mangler-rolle' }
  | FinnesIkke

/** An anonymous case becomes open only with a recorded consent; turning it back is always possible (fag: samtykke, regel 7). */
export async function endreApenhet(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { punkt: string; apen: boolean },
): Promise<Apenhetsendring> {
  return iTransaksjon(ktx, async trx => {
    const funnet = await finnSak(trx, aktor, inn.punkt)
    if (funnet.kode !== 'funnet') return funnet
    const { sak, mote, kanEndre, kanRegistrere } = funnet
    if (!kanEndre) return { kode: 'mangler-rolle' }
    if (inn.apen && !(await kanVaereApen(trx, sak.id)))
      return { kode: 'mangler-samtykke', ref: sak.ref, mote: mote.id, kanRegistrere }
    await settApen(trx, sak.id, inn.apen)
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'endret', ref: sak.ref, mote: mote.id, apen: inn.apen }
  })
}

async function kanVaereApen(ktx: Kontekst, sak: string): Promise<boolean> {
  return erGyldig(await hentSamtykke(ktx, sak), ktx.na().toFormat('yyyy-MM-dd'))
}

async function finnSak(ktx: Kontekst, aktor: Aktor, punktId: string) {
  const punkt = await hentPunkt(ktx, punktId)
  const mote = punkt && (await lasMote(ktx, punkt.mote))
  const adgang = mote && (await adgangTil(ktx, aktor, mote.skole))
  const sak = punkt?.sak ? await hentSak(ktx, punkt.sak) : undefined
  if (mote === undefined || sak === undefined || adgang?.deltaker !== true) return FINNES_IKKE
  return {
    kode: 'funnet' as const,
    sak,
    mote,
    kanEndre: sak.meldt_av === aktor.person || adgangKan(adgang, 'kalleInn'),
    kanRegistrere: adgangKan(adgang, 'registrereSamtykke'),
  }
}
