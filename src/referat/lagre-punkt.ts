import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote, synligeDeler, teamI } from '../mote/adgang-til-mote.ts'
import { lasMote, type Mote } from '../mote/mote-store.ts'
import { erDag } from '../mote/moter.ts'
import { hentPunktMedTekst } from '../mote/punkt-store.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { hentSak } from '../sak/sak-store.ts'
import { type Aktor, adgangKan, FINNES_IKKE } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import type { KanIkkeLagrePunkt, NyttTiltak, Punktinnhold, Utfall } from './referat.ts'
import { hentReferat, hentTiltak, lagrePunktinnhold, leggTilTiltak, slettTiltak } from './referat-store.ts'

export type Punktlagring =
  | { kode: 'lagret'; mote: string }
  | { kode: 'ukjent-ansvarlig' }
  | { kode: 'ugyldig-dato' }
  | { kode: 'tiltak-uten-tekst' }
  | Stoppet
  | KanIkkeLagrePunkt

/**
 * Saves one item of the meeting, with the version the writer saw: when somebody else has saved in between, nothing is
 * written, and the writer gets both texts to choose from. A new measure is added to those that are there.
 */
export async function lagrePunkt(
  ktx: Kontekst,
  aktor: Aktor,
  inn: {
    punkt: string
    versjon: number
    innhold: Punktinnhold
    utfall: Utfall
    tiltak: NyttTiltak | undefined
    vakt: Vaktsvar
  },
): Promise<Punktlagring> {
  return iTransaksjon(ktx, async trx => {
    const apent = await apentPunkt(trx, aktor, inn.punkt)
    if (apent.kode !== 'apent') return apent
    const { punkt, mote } = apent
    const { oppsummering, beslutning } = inn.innhold
    const stoppet = await vokt(trx, aktor, {
      felter: { oppsummering, beslutning, tiltak: inn.tiltak?.tekst ?? '' },
      gjelder: punkt.ref,
      svar: inn.vakt,
    })
    if (stoppet !== undefined) return stoppet
    if (inn.tiltak !== undefined) {
      const { tekst, ansvarlig, frist } = inn.tiltak
      if (tekst === '') return { kode: 'tiltak-uten-tekst' }
      if (frist !== undefined && (!erDag(frist) || frist < ktx.na().toFormat('yyyy-MM-dd')))
        return { kode: 'ugyldig-dato' }
      if (ansvarlig !== undefined && !(await kanHaAnsvar(trx, mote, punkt.del, ansvarlig)))
        return { kode: 'ukjent-ansvarlig' }
    }
    // Passed by without a word: still not discussed, and nothing that others would have to choose about.
    const tomt = inn.innhold.oppsummering === '' && inn.innhold.beslutning === '' && inn.tiltak === undefined
    const harTiltak = tomt && (await hentTiltak(trx, [punkt.id])).length > 0
    // The items of a family's agenda are gone through whether or not something is put down.
    const sett = punkt.slag === 'punkt' || harTiltak
    const utfall = inn.utfall === 'droftet' && tomt && !sett ? 'apent' : inn.utfall
    const uendret =
      inn.tiltak === undefined &&
      utfall === punkt.utfall &&
      inn.innhold.oppsummering === punkt.oppsummering &&
      inn.innhold.beslutning === punkt.beslutning &&
      inn.innhold.enighet === punkt.enighet
    if (uendret) return { kode: 'lagret', mote: punkt.mote }
    if (
      !(await lagrePunktinnhold(trx, { ...punkt, versjon: inn.versjon }, aktor.person, inn.innhold, utfall))
    )
      return { kode: 'endret-av-annen', versjon: punkt.versjon }
    await loggHendelse(trx, { person: aktor.person, kode: 'punkt-lagret', gjelder: punkt.ref })
    if (inn.tiltak !== undefined) await leggTilTiltak(trx, punkt, inn.tiltak)
    return { kode: 'lagret', mote: punkt.mote }
  })
}

/** One of those the meeting is for, who may also read the part of it that the measure stands in. */
async function kanHaAnsvar(ktx: Kontekst, mote: Mote, del: number, person: string): Promise<boolean> {
  if (!(await teamI(ktx, mote)).some(r => r.person === person)) return false
  const adgang = await adgangTilMote(ktx, { person, navn: '' }, mote)
  return adgang !== undefined && (await synligeDeler(ktx, mote, adgang))(del)
}

/** Takes a measure out of the draft again. */
export async function fjernTiltak(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { punkt: string; tiltak: string },
): Promise<{ kode: 'fjernet'; mote: string } | KanIkkeLagrePunkt> {
  return iTransaksjon(ktx, async trx => {
    const apent = await apentPunkt(trx, aktor, inn.punkt)
    if (apent.kode !== 'apent') return apent
    if (await slettTiltak(trx, apent.punkt.id, inn.tiltak))
      await loggHendelse(trx, { person: aktor.person, kode: 'tiltak-fjernet', gjelder: apent.punkt.ref })
    return { kode: 'fjernet', mote: apent.punkt.mote }
  })
}

async function apentPunkt(ktx: Kontekst, aktor: Aktor, punktId: string) {
  const punkt = await hentPunktMedTekst(ktx, punktId)
  // Held, so that the referat cannot be approved between this look and the writing.
  const mote = punkt && (await lasMote(ktx, punkt.mote))
  const adgang = mote && (await adgangTilMote(ktx, aktor, mote))
  if (punkt === undefined || mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
  if (!(await synligeDeler(ktx, mote, adgang))(punkt.del)) return FINNES_IKKE
  if (!adgangKan(adgang, 'ledeMote')) return { kode: 'mangler-rolle' as const }
  if (mote.status !== 'i_gang' && mote.status !== 'avholdt') return { kode: 'ikke-i-gang' as const }
  if ((await hentReferat(ktx, mote.id))?.godkjent) return { kode: 'last' as const }
  const sak = punkt.sak === null ? undefined : await hentSak(ktx, punkt.sak)
  if (sak !== undefined && sak.vern !== 'ingen') return { kode: 'ikke-her' as const }
  return { kode: 'apent' as const, punkt, mote }
}
