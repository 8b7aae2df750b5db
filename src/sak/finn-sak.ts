import type { Kontekst } from '../database/kontekst.ts'
import { type Adgang, type Aktor, adgangKan, adgangTil } from '../tilgang/adgang.ts'
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
  const adgang = sak && (await adgangTil(ktx, aktor, sak.skole))
  if (sak === undefined || adgang?.deltaker !== true) return undefined
  if (erSkjult(sak, aktor.person, adgangKan(adgang, 'registrereSamtykke'))) return undefined
  return { sak, adgang, eier: sak.meldt_av === aktor.person }
}
