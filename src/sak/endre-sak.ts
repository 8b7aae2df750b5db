import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote } from '../mote/adgang-til-mote.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { lasMote } from '../mote/mote-store.ts'
import { erApenForInnspill } from '../mote/moter.ts'
import { hentPunkt } from '../mote/punkt-store.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { seEtterReferatfiler } from '../referat/referatfil-endret.ts'
import { kunTjenesteMangler } from '../samtykke/lampe.ts'
import { lamperI } from '../samtykke/se-lampe.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { endreSakInnhold, hentSak, hentSaker } from './sak-store.ts'
import { erSkjult, fritekstI, type Saksinnhold } from './saker.ts'

export type Saksendring =
  | { kode: 'endret'; ref: string; mote: string; rod: boolean }
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
  inn: { punkt: string; versjon: number; apen: boolean; innhold: Saksinnhold; vakt: Vaktsvar },
): Promise<Saksendring> {
  return iTransaksjon(ktx, async trx => {
    const funnet = await finnSak(trx, aktor, inn.punkt)
    if (funnet.kode !== 'funnet') return funnet
    const { sak, mote, kanEndre } = funnet
    if (!kanEndre) return { kode: 'mangler-rolle' }
    const stoppet = await vokt(trx, aktor, {
      felter: fritekstI(inn.innhold),
      gjelder: sak.ref,
      svar: inn.vakt,
    })
    if (stoppet !== undefined) return stoppet
    if (!erApenForInnspill(mote, ktx.na())) return { kode: 'frist-ute' }
    if (inn.innhold.beskrivelse === '') return { kode: 'mangler-tekst' }
    if (inn.apen && inn.innhold.vern === 'ingen' && !funnet.kanVaereApen) return { kode: 'mangler-samtykke' }
    // About a case that is not for here nothing more is written: its texts stay as they are.
    const lagret = (await hentSaker(trx, [sak.id])).get(sak.id)
    const rod = inn.innhold.vern !== 'ingen' && lagret !== undefined
    const innhold = rod
      ? {
          ...inn.innhold,
          beskrivelse: lagret.beskrivelse,
          onsker: lagret.onsker,
          provd: lagret.provd,
          sporsmal: lagret.sporsmal,
        }
      : inn.innhold
    if (!(await endreSakInnhold(trx, sak.id, inn.versjon, inn.apen, innhold)))
      return { kode: 'endret-av-annen', versjon: sak.versjon }
    await loggHendelse(trx, { person: aktor.person, kode: 'sak-endret', gjelder: sak.ref })
    await meldAgendaendring(trx, mote.id, aktor.person)
    await seEtterReferatfiler(trx, mote.skole)
    return { kode: 'endret', ref: sak.ref, mote: mote.id, rod }
  })
}

async function finnSak(ktx: Kontekst, aktor: Aktor, punktId: string) {
  const punkt = await hentPunkt(ktx, punktId)
  const mote = punkt && (await lasMote(ktx, punkt.mote))
  const adgang = mote && (await adgangTilMote(ktx, aktor, mote))
  const sak = punkt?.sak ? await hentSak(ktx, punkt.sak) : undefined
  if (punkt === undefined || mote === undefined || sak === undefined || adgang?.deltaker !== true)
    return FINNES_IKKE
  const kanRegistrere = adgangKan(adgang, 'registrereSamtykke')
  if (erSkjult(sak, aktor.person, kanRegistrere)) return FINNES_IKKE
  const lys = (await lamperI(ktx, mote, [punkt])).get(punkt.id)
  return {
    kode: 'funnet' as const,
    sak,
    mote,
    kanEndre: sak.meldt_av === aktor.person || adgangKan(adgang, 'kalleInn'),
    kanRegistrere,
    kanVaereApen: lys !== undefined && kunTjenesteMangler(lys.omApen),
  }
}
