import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { hentMote, hentPunkt } from '../mote/mote-store.ts'
import { settApen } from '../sak/sak-store.ts'
import { type Aktor, adgangKan, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/tilgang-store.ts'
import { erGyldig, type KanIkkeRegistrere, kontrollerDatoer, type Samtykkegiver } from './samtykke.ts'
import { hentSamtykke, lagreSamtykke } from './samtykke-store.ts'

export type Samtykkesvar =
  | { kode: 'registrert' | 'trukket'; ref: string; mote: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ikke-gitt' }
  | KanIkkeRegistrere
  | FinnesIkke

/** Records that consent is given: by whom, when, until when. The case stays anonymous until somebody opens it. */
export async function registrerSamtykke(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { punkt: string; gittAv: Samtykkegiver; dato: string; gyldigTil: string },
): Promise<Samtykkesvar> {
  const ugyldig = kontrollerDatoer(inn.dato, inn.gyldigTil, ktx.na().toFormat('yyyy-MM-dd'))
  if (ugyldig !== undefined) return ugyldig
  return iTransaksjon(ktx, async trx => {
    const sak = await finnSak(trx, aktor, inn.punkt)
    if (sak.kode !== 'funnet') return sak
    // A case that was open when its consent ran out is not opened again by a new one: somebody does that (regel 7).
    if (!erGyldig(await hentSamtykke(trx, sak.sak), ktx.na().toFormat('yyyy-MM-dd'))) {
      await settApen(trx, sak.sak, false)
      await meldAgendaendring(trx, sak.mote, aktor.person)
    }
    await lagreSamtykke(trx, sak.sak, {
      status: 'gitt',
      gittAv: inn.gittAv,
      dato: inn.dato,
      gyldigTil: inn.gyldigTil,
      innhentetAv: aktor.person,
    })
    await loggHendelse(trx, { person: aktor.person, kode: 'samtykke-gitt', gjelder: sak.ref })
    return { kode: 'registrert', ref: sak.ref, mote: sak.mote }
  })
}

/** Withdrawal is one click, and the case is anonymous from that moment (fag: samtykke, regel 4). */
export async function trekkSamtykke(ktx: Kontekst, aktor: Aktor, punkt: string): Promise<Samtykkesvar> {
  return iTransaksjon(ktx, async trx => {
    const sak = await finnSak(trx, aktor, punkt)
    if (sak.kode !== 'funnet') return sak
    const samtykke = await hentSamtykke(trx, sak.sak)
    if (samtykke?.status !== 'gitt') return { kode: 'ikke-gitt' }
    await lagreSamtykke(trx, sak.sak, { ...samtykke, status: 'trukket' })
    await settApen(trx, sak.sak, false)
    await loggHendelse(trx, { person: aktor.person, kode: 'samtykke-trukket', gjelder: sak.ref })
    await meldAgendaendring(trx, sak.mote, aktor.person)
    return { kode: 'trukket', ref: sak.ref, mote: sak.mote }
  })
}

async function finnSak(ktx: Kontekst, aktor: Aktor, punktId: string) {
  const punkt = await hentPunkt(ktx, punktId)
  const mote = punkt && (await hentMote(ktx, punkt.mote))
  const adgang = mote && (await adgangTil(ktx, aktor, mote.skole))
  if (!punkt?.sak || mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
  if (!adgangKan(adgang, 'registrereSamtykke')) return { kode: 'mangler-rolle' as const }
  return { kode: 'funnet' as const, sak: punkt.sak, ref: punkt.ref, mote: mote.id }
}
