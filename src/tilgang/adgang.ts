import type { Kontekst } from '../database/kontekst.ts'
import type { Part } from '../mote/motetype.ts'
import {
  erDeltaker,
  type Handling,
  handlingerFor,
  hatterFor,
  type Rolle,
  type Rolletildeling,
  type Tjeneste,
} from './roller.ts'
import { rollerForPerson } from './tilgang-store.ts'

/** Who acts, as the channel vouched for it: never from what a card sends. */
export type Aktor = { person: string; navn: string }

/** The one answer for all that does not exist for this person: an unknown reference looks just the same. */
export type FinnesIkke = { kode: 'finnes-ikke' }
export const FINNES_IKKE: FinnesIkke = { kode: 'finnes-ikke' }

/**
 * `tjenester`: those the person may act for; one of them in each case (`velgHatt`). `part`: the side taken where one family
 * and barnevernet are concerned.
 */
export type Adgang = {
  skole: string
  roller: Rolle[]
  tjenester: Tjeneste[]
  deltaker: boolean
  kan: readonly Handling[]
  part?: Part
}

/** A person's roles at one school; undefined when the school does not exist for that person. */
export async function adgangTil(ktx: Kontekst, aktor: Aktor, skole: string): Promise<Adgang | undefined> {
  return (await alleAdganger(ktx, aktor)).find(adgang => adgang.skole === skole)
}

export async function alleAdganger(ktx: Kontekst, aktor: Aktor): Promise<Adgang[]> {
  const perSkole = new Map<string, Rolletildeling[]>()
  for (const { skole, ...tildeling } of await rollerForPerson(ktx, aktor.person))
    perSkole.set(skole, [...(perSkole.get(skole) ?? []), tildeling])
  return [...perSkole].map(([skole, alle]) => teamadgang(skole, alle))
}

/** What one person's roles at a school give in its team. */
export function teamadgang(skole: string, alle: readonly Rolletildeling[]): Adgang {
  // Another unit of barnevernet is not of the school's team: it has its own forløp there.
  const tildelinger = alle.filter(t => t.enhet === '')
  const roller = tildelinger.map(t => t.rolle)
  return {
    skole,
    roller,
    tjenester: hatterFor(tildelinger),
    deltaker: erDeltaker(roller),
    kan: handlingerFor(roller),
  }
}

export function adgangKan(adgang: Adgang, handling: Handling): boolean {
  return adgang.kan.includes(handling)
}
