import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { lamperI } from '../samtykke/se-lampe.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import type { Tjeneste } from '../tilgang/roller.ts'
import { adgangTilMote } from './adgang-til-mote.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { endreMote, lasMote } from './mote-store.ts'
import { hentPunkt, hentPunkter, settForlatt } from './punkt-store.ts'
import { lesTjenester, type Rommet } from './rommet.ts'

export type Romsvar =
  | { kode: 'endret'; mote: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ikke-i-gang' }
  | { kode: 'ingen-i-rommet' }
  | FinnesIkke

/** The leader says who is in the room now: every lamp follows, and whoever had left for an item counts as back. */
export async function endreRommet(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; rommet: Rommet },
): Promise<Romsvar> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, inn.mote)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'ledeMote')) return { kode: 'mangler-rolle' }
    if (mote.status !== 'i_gang') return { kode: 'ikke-i-gang' }
    if (inn.rommet.tjenester.length === 0) return { kode: 'ingen-i-rommet' }
    await settRommet(trx, aktor, mote.id, inn.rommet)
    for (const punkt of await hentPunkter(trx, mote.id)) {
      if (punkt.forlatt !== '') await settForlatt(trx, punkt.id, [])
    }
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'endret', mote: mote.id }
  })
}

/** Inside a transaction that holds the meeting. */
export async function settRommet(
  ktx: Kontekst,
  aktor: Aktor,
  mote: string,
  { tjenester, andre }: Rommet,
): Promise<void> {
  await endreMote(ktx, mote, { tilstede: tjenester.join(','), andre: andre.join(',') })
  await loggHendelse(ktx, {
    person: aktor.person,
    kode: `rommet:${[...tjenester, ...andre].join('+')}`,
    gjelder: mote,
  })
}

export type Forlatt =
  | { kode: 'forlatt'; mote: string; ref: string; farge: string }
  | { kode: 'tilbake'; mote: string; ref: string; farge: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ikke-i-gang' }
  | { kode: 'ingen-a-vente-pa' }
  | FinnesIkke

/**
 * «Har forlatt rommet for denne saken»: these services are out while this one item is discussed, and the lamp follows; or
 * all are back. Logged (fag: samtykke, the lamp).
 */
export async function forlotRommet(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { punkt: string; tjenester: readonly Tjeneste[]; tilbake: boolean },
): Promise<Forlatt> {
  return iTransaksjon(ktx, async trx => {
    const punkt = await hentPunkt(trx, inn.punkt)
    const mote = punkt && (await lasMote(trx, punkt.mote))
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (punkt === undefined || mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'ledeMote')) return { kode: 'mangler-rolle' }
    if (mote.status !== 'i_gang') return { kode: 'ikke-i-gang' }
    const lys = (await lamperI(trx, mote, [punkt])).get(punkt.id)
    // Only those the leader saw on the button, and only if they are here: somebody may have lost a yes meanwhile.
    const her = lys?.rommet.tjenester ?? []
    const ute = inn.tilbake ? [] : inn.tjenester.filter(tjeneste => her.includes(tjeneste))
    if (ute.length === 0 && !inn.tilbake) return { kode: 'ingen-a-vente-pa' }
    const forlatt = inn.tilbake ? [] : [...new Set([...lesTjenester(punkt.forlatt), ...ute])]
    await settForlatt(trx, punkt.id, forlatt)
    await loggHendelse(trx, {
      person: aktor.person,
      kode: inn.tilbake ? 'tilbake-i-rommet' : `forlot-rommet:${ute.join('+')}`,
      gjelder: punkt.ref,
    })
    await meldAgendaendring(trx, mote.id, aktor.person)
    const etter = (await lamperI(trx, mote, [{ ...punkt, forlatt: forlatt.join(',') }])).get(punkt.id)
    return {
      kode: inn.tilbake ? 'tilbake' : 'forlatt',
      mote: mote.id,
      ref: punkt.ref,
      farge: etter?.lampe.farge ?? 'gul',
    }
  })
}
