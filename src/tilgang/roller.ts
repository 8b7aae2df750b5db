/** Service (tjeneste) decides what a person may see, role what a person may do (fag: roller). */
export const TJENESTER = [
  'skole',
  'bv',
  'skolehelse',
  'fritidsklubb',
  'oslohjelpa',
  'bup',
  'ppt',
  'miljoteam',
] as const
export type Tjeneste = (typeof TJENESTER)[number]

export const ROLLER = [
  'rektor',
  'sosiallarer',
  'sosialagent',
  'helsesykepleier',
  'barnevern_mottak',
  'kontaktperson',
  'familieveileder',
  'fagkonsulent',
  'avdelingsleder',
  'fritidsklubb',
  'oslohjelpa',
  'bup',
  'ppt',
  'miljoteam',
  'administrator',
] as const
export type Rolle = (typeof ROLLER)[number]

/** The service a role belongs to unless something else is said when the role is given. */
export const TJENESTE_FOR: Record<Rolle, Tjeneste> = {
  rektor: 'skole',
  sosiallarer: 'skole',
  sosialagent: 'bv',
  helsesykepleier: 'skolehelse',
  barnevern_mottak: 'bv',
  kontaktperson: 'bv',
  familieveileder: 'bv',
  fagkonsulent: 'bv',
  avdelingsleder: 'bv',
  fritidsklubb: 'fritidsklubb',
  oslohjelpa: 'oslohjelpa',
  bup: 'bup',
  ppt: 'ppt',
  miljoteam: 'miljoteam',
  administrator: 'skole',
}

/** The services a person with this role may act for: one in each case, chosen there (fag: samtykke, regel 9, «hatt»). */
export function hatterFor(tildelinger: readonly { rolle: Rolle; tjeneste: Tjeneste }[]): Tjeneste[] {
  const hatter = tildelinger.flatMap(({ rolle, tjeneste }): Tjeneste[] =>
    rolle === 'administrator' ? [] : rolle === 'sosialagent' ? [tjeneste, 'skole', 'bv'] : [tjeneste],
  )
  return [...new Set(hatter)]
}

/** A person is (home tenant, Entra object id): school and district may have different tenants. */
export type PersonId = `${string}/${string}`

export function personId(tenant: string, oid: string): PersonId {
  return `${tenant.toLowerCase()}/${oid.toLowerCase()}`
}

/** `enhet`: a unit of barnevernet other than the school's own; otherwise empty. */
export type Rolletildeling = { person: string; rolle: Rolle; tjeneste: Tjeneste; enhet: string }

const HANDLINGER = {
  /** Convene, move and cancel a meeting (fag: roller, «opprette møter og serier»). */
  kalleInn: ['rektor', 'sosiallarer'],
  /** Start a meeting, write referat, close it. */
  ledeMote: ['rektor', 'sosiallarer'],
  /** Approve a referat, besides the one who led the meeting. */
  godkjenne: ['rektor'],
  registrereSamtykke: ['rektor', 'sosiallarer'],
  /** Everything about a case as a document; besides the one who owns the case (fag: roller). */
  seInnsyn: ['rektor', 'avdelingsleder'],
  /** Delete a case before its time; besides the one who owns it. */
  sletteSak: ['rektor'],
  /** All of the fixed team raise cases (fag: rutiner, innsatsteam). */
  meldeSak: ROLLER.filter(rolle => rolle !== 'administrator'),
  bidra: ROLLER.filter(rolle => rolle !== 'administrator'),
} as const satisfies Record<string, readonly Rolle[]>
export type Handling = keyof typeof HANDLINGER

/** May somebody with these roles do this? */
export function kan(roller: readonly Rolle[], handling: Handling): boolean {
  const tillatt: readonly Rolle[] = HANDLINGER[handling]
  return roller.some(rolle => tillatt.includes(rolle))
}

/** Everything somebody with these roles may do in the school's team. */
export function handlingerFor(roller: readonly Rolle[]): Handling[] {
  return (Object.keys(HANDLINGER) as Handling[]).filter(handling => kan(roller, handling))
}

/** The roles that may do this, for «spør …». */
export function rollerSomKan(handling: Handling): readonly Rolle[] {
  return HANDLINGER[handling]
}

/** Administrators never see case content; every other role at the school is of the team. */
export function erDeltaker(roller: readonly Rolle[]): boolean {
  return roller.some(rolle => rolle !== 'administrator')
}

export function erRolle(verdi: string): verdi is Rolle {
  return (ROLLER as readonly string[]).includes(verdi)
}

export function erTjeneste(verdi: string): verdi is Tjeneste {
  return (TJENESTER as readonly string[]).includes(verdi)
}
