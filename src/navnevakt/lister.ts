import { ETTERNAVN, FORNAVN } from './navneliste.ts'
import type { Ordlister } from './ordkunnskap.ts'
import {
  FORAN_NAVN,
  FUNKSJONSORD,
  HODEORD,
  IKKE_PERSON,
  SKOLEORD,
  SLEKT_OG_VENNER,
  STEDER,
  TITLER,
} from './ordliste.ts'
import { nokkel } from './tokens.ts'

/** Our own lists, by key. */
export const LISTER: Ordlister = {
  fornavn: new Set(FORNAVN.map(nokkel)),
  etternavn: new Set(ETTERNAVN.map(nokkel)),
  skoleord: SKOLEORD,
  steder: STEDER,
  ikkePerson: IKKE_PERSON,
}

const HETER = new Set(
  'heter heiter hete heite het kalles kallast kalt kalla navnet namnet gjelder gjeld'.split(' '),
)
const OG = new Set('og å eller & samt'.split(' '))

/** What kind of word stands beside a name: 1 a title, 2 kin and friends, 3 a word for a person, 4 what a place ends with, 5 «heter», 6 «og», 7 not a person, 8 a function word. */
export function rolleAv(nokkel: string): number {
  return ROLLER.get(nokkel) ?? 0
}

const ROLLER = new Map<string, number>([
  ...[...FUNKSJONSORD].map(o => [o, 8] as const),
  ...[...IKKE_PERSON].map(o => [o, 7] as const),
  ...[...FORAN_NAVN].map(o => [o, 3] as const),
  ...[...SLEKT_OG_VENNER].map(o => [o, 2] as const),
  ...[...TITLER].map(o => [o, 1] as const),
  ...[...HODEORD].map(o => [o, 4] as const),
  ...[...HETER].map(o => [o, 5] as const),
  ...[...OG].map(o => [o, 6] as const),
])
