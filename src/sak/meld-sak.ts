import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote } from '../mote/adgang-til-mote.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { lasMote } from '../mote/mote-store.ts'
import { erApenForInnspill } from '../mote/moter.ts'
import { ledigReferanse } from '../mote/ny-referanse.ts'
import { hentPunkter, leggTilPunkt } from '../mote/punkt-store.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { kunTjenesteMangler } from '../samtykke/lampe.ts'
import { lamperI } from '../samtykke/se-lampe.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { hentHatter, velgHatt } from '../tilgang/hatt-store.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import type { Tjeneste } from '../tilgang/roller.ts'
import { endreSakInnhold, hentSak, opprettSak } from './sak-store.ts'
import { fritekstI, type Saksinnhold, type Vern } from './saker.ts'

export type Saksmelding = { kode: 'meldt'; ref: string; nr: number; mote: string } | KanIkkeMelde

export type KanIkkeMelde =
  | FinnesIkke
  | Stoppet
  | { kode: 'mangler-rolle' }
  | { kode: 'frist-ute' }
  | { kode: 'mangler-tekst' }
  | { kode: 'mangler-samtykke' }
  | { kode: 'ikke-her'; vern: Vern }
  | { kode: 'velg-hatt' }
  | { kode: 'annen-hatt'; tjeneste: Tjeneste }
  | { kode: 'star-alt' }
  | { kode: 'endret-av-annen'; versjon: number }

/**
 * Raises a case for a meeting, anonymous unless a valid consent is recorded for it (fag: samtykke, regel 7). `tidligere`
 * is a case of the school's that is taken up again.
 */
export async function meldSak(
  ktx: Kontekst,
  aktor: Aktor,
  inn: {
    mote: string
    apen: boolean
    tidligere: string | undefined
    tjeneste: Tjeneste | undefined
    innhold: Saksinnhold
    vakt: Vaktsvar
  },
): Promise<Saksmelding> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, inn.mote)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'meldeSak')) return { kode: 'mangler-rolle' }
    const stoppet = await vokt(trx, aktor, {
      felter: fritekstI(inn.innhold),
      gjelder: mote.id,
      svar: inn.vakt,
    })
    if (stoppet !== undefined) return stoppet
    if (!erApenForInnspill(mote, ktx.na())) return { kode: 'frist-ute' }
    if (inn.innhold.beskrivelse === '') return { kode: 'mangler-tekst' }
    if (inn.innhold.vern !== 'ingen') return { kode: 'ikke-her', vern: inn.innhold.vern }
    const hatt = inn.tjeneste ?? (adgang.tjenester.length === 1 ? adgang.tjenester[0] : undefined)
    if (hatt === undefined || !adgang.tjenester.includes(hatt)) return { kode: 'velg-hatt' }

    const tidligere = inn.tidligere === undefined ? undefined : await hentSak(trx, inn.tidligere)
    // Taking a case up again writes its text anew: for those who may change it.
    if (inn.tidligere !== undefined) {
      const kanEndre = tidligere?.meldt_av === aktor.person || adgangKan(adgang, 'kalleInn')
      if (tidligere?.skole !== mote.skole || tidligere.slag !== 'team' || !kanEndre) return FINNES_IKKE
    }
    const bundet = tidligere && (await hentHatter(trx, [tidligere.id])).get(tidligere.id)?.get(aktor.person)
    if (bundet !== undefined && bundet !== hatt) return { kode: 'annen-hatt', tjeneste: bundet }
    if (tidligere !== undefined && tidligere.vern !== 'ingen') return { kode: 'ikke-her', vern: 'adresse' }
    if (inn.apen) {
      const proves = { id: '', sak: tidligere?.id ?? null, forlatt: '' }
      const lys = (await lamperI(trx, mote, [proves])).get('')
      if (lys === undefined || !kunTjenesteMangler(lys.omApen)) return { kode: 'mangler-samtykke' }
    }

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
          meldt_tjeneste: hatt,
        },
        inn.innhold,
      )
    } else {
      const alt = (await hentPunkter(trx, mote.id)).find(punkt => punkt.sak === id)
      if (alt !== undefined) return { kode: 'star-alt' }
      if (!(await endreSakInnhold(trx, id, tidligere.versjon, inn.apen, inn.innhold)))
        return { kode: 'endret-av-annen', versjon: tidligere.versjon }
    }
    await velgHatt(trx, id, aktor.person, hatt)
    await loggHendelse(trx, { person: aktor.person, kode: 'sak-meldt', gjelder: ref })
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
