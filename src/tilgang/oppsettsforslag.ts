import { ROLLER, type Rolle } from './roller.ts'

/** What may stand in a title, most telling first; bokmål and nynorsk, in compounds too. */
const KJENNETEGN: readonly (readonly [RegExp, Rolle])[] = [
  // «Assisterende rektor» and «inspektør» are others than the rektor.
  [/^(?!.*(assist|ass\b|visse|inspekt|sekret|konsulent)).*rektor(?!at)/, 'rektor'],
  [/sosiall[aæ]rar|sosiall[aæ]rer|sosiallarer|sosiallaerer/, 'sosiallarer'],
  [/sosialagent/, 'sosialagent'],
  [/hel[sc]e(syke|sjuke)plei(er|ar)|helsesøster|helsesyster|skolehelse|skulehelse/, 'helsesykepleier'],
  [/familie(rett)?lei(er|ar)|familierettlei|familieveil|familieterapeut/, 'familieveileder'],
  [/fagkonsulent/, 'fagkonsulent'],
  [/avdelingslei?(der|ar)(?=.*barnevern)|barnevern.*avdelingslei?(der|ar)/, 'avdelingsleder'],
  [/(barnevern|kontaktperson).*(kontaktperson|barnevern)/, 'kontaktperson'],
  [/mottak.*barnevern|barnevern.*mottak/, 'barnevern_mottak'],
  [/fritidsklubb|klubbleder|klubbleiar|ungdomsklubb/, 'fritidsklubb'],
  [/oslohjelp/, 'oslohjelpa'],
  [/\bbup\b/, 'bup'],
  [/\bppt?\b|pedagogisk-psykologisk|pedagogisk psykologisk|pp-råd|pp-teneste|pp-tjeneste/, 'ppt'],
  [/milj[oø](team|terapeut|arbeid)/, 'miljoteam'],
]

/** The role a title suggests; undefined when it says nothing sure. A suggestion: somebody looks it over before it is given. */
export function rolleforslag(stilling: string): Rolle | undefined {
  const tekst = stilling.normalize('NFC').toLocaleLowerCase('nb').replace(/\s+/g, ' ').trim()
  const treff = KJENNETEGN.filter(([monster]) => monster.test(tekst)).map(([, rolle]) => rolle)
  return ROLLER.find(rolle => rolle === treff[0])
}

/** A channel as the connector names it; the first one of a team has its team's id, and perhaps no name. */
export type Kanalnavn = { id: string; navn: string }

/** The channel a school's meetings belong in: the one it was asked for in, one called so, else the team's first. */
export function kanalforslag(
  kanaler: readonly Kanalnavn[],
  team: string,
  her: string | undefined,
): string | undefined {
  const finnes = (id: string | undefined) => kanaler.find(k => k.id === id)?.id
  const kalt = kanaler.find(k => /innsatsteam|ressursteam/i.test(k.navn))?.id
  return finnes(her) ?? kalt ?? finnes(team) ?? kanaler[0]?.id
}
