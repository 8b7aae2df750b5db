import type { Kontekst } from '../database/kontekst.ts'
import { erDeltaker, type Handling, kan, type Rolle, type Tjeneste } from './roller.ts'
import { rollerForPerson } from './tilgang-store.ts'

/** Who acts, as the channel vouched for it: never from what a card sends. */
export type Aktor = { person: string; navn: string }

/** The one answer for all that does not exist for this person: an unknown reference looks just the same. */
export type FinnesIkke = { kode: 'finnes-ikke' }
export const FINNES_IKKE: FinnesIkke = { kode: 'finnes-ikke' }

export type Adgang = { skole: string; roller: Rolle[]; tjenester: Tjeneste[]; deltaker: boolean }

/** A person's roles at one school; undefined when the school does not exist for that person. */
export async function adgangTil(ktx: Kontekst, aktor: Aktor, skole: string): Promise<Adgang | undefined> {
  return (await alleAdganger(ktx, aktor)).find(adgang => adgang.skole === skole)
}

export async function alleAdganger(ktx: Kontekst, aktor: Aktor): Promise<Adgang[]> {
  const perSkole = new Map<string, Adgang>()
  for (const { skole, rolle, tjeneste } of await rollerForPerson(ktx, aktor.person)) {
    const adgang = perSkole.get(skole) ?? { skole, roller: [], tjenester: [], deltaker: false }
    adgang.roller.push(rolle)
    if (rolle !== 'administrator' && !adgang.tjenester.includes(tjeneste)) adgang.tjenester.push(tjeneste)
    adgang.deltaker = erDeltaker(adgang.roller)
    perSkole.set(skole, adgang)
  }
  return [...perSkole.values()]
}

export function adgangKan(adgang: Adgang, handling: Handling): boolean {
  return kan(adgang.roller, handling)
}
