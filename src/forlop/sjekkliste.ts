import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote } from '../mote/adgang-til-mote.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { hentMote } from '../mote/mote-store.ts'
import type { Typepunkt } from '../mote/motetype.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { ansvarForForlop } from './forlop-adgang.ts'
import { hentForberedt, hentForlop, lagreForberedt } from './forlop-store.ts'

/** `mote` is empty for the call before the meeting. */
export type Sjekkliste = { sak: string; mote: string; type: string; punkter: Typepunkt[]; gjort: string[] }

/** The checklist before a meeting, or before the call that prepares it; undefined when it does not exist for this person. */
export async function hentSjekkliste(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; mote: string },
): Promise<Sjekkliste | undefined> {
  if (inn.mote !== '') {
    const mote = await hentMote(ktx, inn.mote)
    const adgang = mote && (await adgangTilMote(ktx, aktor, mote))
    const type = mote && ktx.valg.motetyper[mote.type]
    if (mote?.forlop == null || adgang === undefined || type === undefined) return undefined
    return {
      sak: mote.forlop,
      mote: mote.id,
      type: type.id,
      punkter: type.forberedelse,
      gjort: await hentForberedt(ktx, mote.forlop, mote.id),
    }
  }
  const funnet = await ansvarForForlop(ktx, aktor, inn.sak)
  const type = ktx.valg.motetyper['forberedelse']
  if (funnet === undefined || type === undefined) return undefined
  const forlop = await hentForlop(ktx, inn.sak)
  // The call's agenda differs: its second part is the one after a melding about violence (fag: motetyper, forberedelse).
  const del = forlop?.vold === true ? (type.deler[1] ?? type.deler[0]) : type.deler[0]
  return {
    sak: inn.sak,
    mote: '',
    type: type.id,
    punkter: [...(del?.punkter ?? []), ...type.forberedelse],
    gjort: await hentForberedt(ktx, inn.sak, ''),
  }
}

export async function lagreSjekkliste(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; mote: string; gjort: readonly string[] },
): Promise<{ kode: 'lagret'; liste: Sjekkliste } | FinnesIkke> {
  return iTransaksjon(ktx, async trx => {
    const liste = await hentSjekkliste(trx, aktor, inn)
    if (liste === undefined) return FINNES_IKKE
    const gjort = liste.punkter.map(p => p.id).filter(id => inn.gjort.includes(id))
    await lagreForberedt(trx, { sak: liste.sak, mote: liste.mote, person: aktor.person }, gjort)
    if (liste.mote !== '') await meldAgendaendring(trx, liste.mote, aktor.person)
    return { kode: 'lagret', liste: { ...liste, gjort } }
  })
}
