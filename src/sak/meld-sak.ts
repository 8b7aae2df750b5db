import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { hentPunkter, lasMote, leggTilPunkt } from '../mote/mote-store.ts'
import { erApenForInnspill } from '../mote/moter.ts'
import { ledigReferanse } from '../mote/ny-referanse.ts'
import { type Stoppet, vokt } from '../navnevakt/vokt.ts'
import { erGyldig } from '../samtykke/samtykke.ts'
import { hentSamtykke } from '../samtykke/samtykke-store.ts'
import { type Aktor, adgangKan, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { endreSakInnhold, hentSak, opprettSak } from './sak-store.ts'
import type { Saksinnhold } from './saker.ts'

export type Saksmelding = { kode: 'meldt'; ref: string; nr: number; mote: string } | KanIkkeMelde

export type KanIkkeMelde =
  | FinnesIkke
  | Stoppet
  | { kode: 'mangler-rolle' }
  | { kode: 'frist-ute' }
  | { kode: 'mangler-tekst' }
  | { kode: 'mangler-samtykke' }
  | { kode: 'star-alt' }
  | { kode: 'endret-av-annen'; versjon: number }

/**
 * Raises a case for a meeting, anonymous unless a valid consent is recorded for it (fag: samtykke, regel 7). `tidligere`
 * is a case of the school's that is taken up again.
 */
export async function meldSak(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; apen: boolean; tidligere: string | undefined; innhold: Saksinnhold },
): Promise<Saksmelding> {
  const stoppet = voktSak(inn.innhold)
  if (stoppet !== undefined) return stoppet
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, inn.mote)
    const adgang = mote && (await adgangTil(trx, aktor, mote.skole))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'meldeSak')) return { kode: 'mangler-rolle' }
    if (!erApenForInnspill(mote, ktx.na())) return { kode: 'frist-ute' }
    if (inn.innhold.beskrivelse === '') return { kode: 'mangler-tekst' }

    const tidligere = inn.tidligere === undefined ? undefined : await hentSak(trx, inn.tidligere)
    // Taking a case up again writes its text anew: for those who may change it.
    if (inn.tidligere !== undefined) {
      const kanEndre = tidligere?.meldt_av === aktor.person || adgangKan(adgang, 'kalleInn')
      if (tidligere?.skole !== mote.skole || !kanEndre) return FINNES_IKKE
    }
    const samtykke = tidligere && (await hentSamtykke(trx, tidligere.id))
    if (inn.apen && !erGyldig(samtykke, ktx.na().toFormat('yyyy-MM-dd'))) return { kode: 'mangler-samtykke' }

    const id = tidligere?.id ?? crypto.randomUUID()
    const ref = tidligere?.ref ?? (await ledigReferanse(trx))
    if (tidligere === undefined) {
      await opprettSak(
        trx,
        {
          id,
          ref,
          skole: mote.skole,
          apen: inn.apen,
          meldt_av: aktor.person,
          meldt_tjeneste: adgang.tjenester[0] ?? 'skole',
        },
        inn.innhold,
      )
    } else {
      const alt = (await hentPunkter(trx, mote.id)).find(punkt => punkt.sak === id)
      if (alt !== undefined) return { kode: 'star-alt' }
      if (!(await endreSakInnhold(trx, id, tidligere.versjon, inn.apen, inn.innhold)))
        return { kode: 'endret-av-annen', versjon: tidligere.versjon }
    }
    const punkt = await leggTilPunkt(trx, {
      mote: mote.id,
      slag: 'sak',
      sak: id,
      ref,
      meldt_av: aktor.person,
      tekst: '',
    })
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'meldt', ref, nr: punkt.nr, mote: mote.id }
  })
}

export function voktSak(innhold: Saksinnhold): Stoppet | undefined {
  return vokt({
    beskrivelse: innhold.beskrivelse,
    onsker: innhold.onsker,
    provd: innhold.provd,
    sporsmal: innhold.sporsmal,
  })
}
