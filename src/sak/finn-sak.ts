import type { Kontekst } from '../database/kontekst.ts'
import { adgangTilForlop, medlemmerI } from '../forlop/forlop-adgang.ts'
import { hentForlop } from '../forlop/forlop-store.ts'
import { type Adgang, type Aktor, adgangKan, adgangTil } from '../tilgang/adgang.ts'
import { type Handling, handlingerFor, type Rolletildeling } from '../tilgang/roller.ts'
import { rollerVedSkole } from '../tilgang/tilgang-store.ts'
import { finnSakMedRef, hentSak, type Sakshode } from './sak-store.ts'
import { erSkjult } from './saker.ts'

export type Saksadgang = { sak: Sakshode; adgang: Adgang; eier: boolean }

/** A case, for a participant at its school; undefined when it does not exist for this person. */
export async function sakFor(ktx: Kontekst, aktor: Aktor, id: string): Promise<Saksadgang | undefined> {
  return medAdgang(ktx, aktor, await hentSak(ktx, id))
}

export async function sakMedRef(ktx: Kontekst, aktor: Aktor, ref: string): Promise<Saksadgang | undefined> {
  return medAdgang(ktx, aktor, await finnSakMedRef(ktx, ref))
}

async function medAdgang(
  ktx: Kontekst,
  aktor: Aktor,
  sak: Sakshode | undefined,
): Promise<Saksadgang | undefined> {
  if (sak?.slag === 'forlop') {
    const funnet = await adgangTilForlop(ktx, aktor, sak.id)
    // Whoever opened it owns it on barnevernet's side alone: the second part of its meetings is not the school's.
    const eier = funnet?.adgang.part === 'bv' && sak.meldt_av === aktor.person
    return funnet && { sak, adgang: funnet.adgang, eier }
  }
  const adgang = sak && (await adgangTil(ktx, aktor, sak.skole))
  if (sak === undefined || adgang?.deltaker !== true) return undefined
  if (erSkjult(sak, aktor.person, adgangKan(adgang, 'registrereSamtykke'))) return undefined
  return { sak, adgang, eier: sak.meldt_av === aktor.person }
}

/** Everybody a case exists for, with their roles and what they may do in it. */
export async function teamForSak(
  ktx: Kontekst,
  sak: Pick<Sakshode, 'id' | 'skole' | 'slag'>,
): Promise<(Rolletildeling & { kan: readonly Handling[] })[]> {
  if (sak.slag !== 'forlop')
    return (await rollerVedSkole(ktx, sak.skole))
      .filter(r => r.rolle !== 'administrator')
      .map(r => ({ ...r, kan: handlingerFor([r.rolle]) }))
  const forlop = await hentForlop(ktx, sak.id)
  if (forlop === undefined) return []
  return (await medlemmerI(ktx, forlop, sak.skole)).flatMap(m =>
    m.tildelinger.map(r => ({ ...r, kan: m.adgang.kan })),
  )
}
