import { sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import { erRolle, erTjeneste, type Rolletildeling } from './roller.ts'

export type Skole = { id: string; navn: string }
export type Person = {
  person: string
  navn: string
  konto: string | null
  service_url: string | null
  samtale: string | null
}

export async function hentSkole(ktx: Kontekst, skole: string): Promise<Skole | undefined> {
  return ktx.db
    .selectFrom('skole')
    .select(['id', 'navn'])
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', skole)
    .executeTakeFirst()
}

/** Bokmål or nynorsk, as the school writes. */
export async function malformVed(ktx: Kontekst, skole: string): Promise<'nb' | 'nn'> {
  const rad = await ktx.db
    .selectFrom('skole')
    .select('malform')
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', skole)
    .executeTakeFirst()
  return rad?.malform === 'nn' ? 'nn' : 'nb'
}

export async function alleSkoler(ktx: Kontekst): Promise<Skole[]> {
  return ktx.db
    .selectFrom('skole')
    .select(['id', 'navn'])
    .where('tenant', '=', ktx.tenant)
    .orderBy('navn')
    .execute()
}

/** One at a time makes or names schools: two who set up at once make one. */
export async function lasSkolene(ktx: Kontekst): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`skoler ${ktx.tenant}`}, 0))`.execute(ktx.db)
}

/** The written language of a school's own texts. */
export async function hentMalform(ktx: Kontekst, skole: string): Promise<'nb' | 'nn'> {
  const rad = await ktx.db
    .selectFrom('skole')
    .select('malform')
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', skole)
    .executeTakeFirst()
  return rad?.malform === 'nn' ? 'nn' : 'nb'
}

export async function lagreMalform(ktx: Kontekst, skole: string, malform: 'nb' | 'nn'): Promise<void> {
  await ktx.db
    .updateTable('skole')
    .set({ malform })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', skole)
    .execute()
}

export async function skoleForKanal(ktx: Kontekst, kanal: string): Promise<Skole | undefined> {
  return ktx.db
    .selectFrom('kanal')
    .innerJoin('skole', join =>
      join.onRef('skole.tenant', '=', 'kanal.tenant').onRef('skole.id', '=', 'kanal.skole'),
    )
    .select(['skole.id', 'skole.navn'])
    .where('kanal.tenant', '=', ktx.tenant)
    .where('kanal.kanal', '=', kanal)
    .executeTakeFirst()
}

const kanaler = (ktx: Kontekst, skole: string) =>
  ktx.db
    .selectFrom('kanal')
    .select(['kanal', 'team', 'service_url'])
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .orderBy('kanal')

type Kanalvei = { kanal: string; team: string; service_url: string }

export async function kanalForSkole(ktx: Kontekst, skole: string): Promise<Kanalvei | undefined> {
  return kanaler(ktx, skole).executeTakeFirst()
}

/** The same, where the app is in the channel's team: what is posted there gets there. */
export async function apenKanalForSkole(ktx: Kontekst, skole: string): Promise<Kanalvei | undefined> {
  return kanaler(ktx, skole)
    .where('team', 'not in', eb =>
      eb
        .selectFrom('installasjon')
        .select('team')
        .where('tenant', '=', ktx.tenant)
        .where('fjernet', 'is not', null),
    )
    .executeTakeFirst()
}

export async function hentKanal(
  ktx: Kontekst,
  kanal: string,
): Promise<
  | {
      kanal: string
      skole: string
      team: string
      service_url: string
      utenfor: number | null
      gruppe: string
    }
  | undefined
> {
  return ktx.db
    .selectFrom('kanal')
    .select(['kanal', 'skole', 'team', 'service_url', 'utenfor', 'gruppe'])
    .where('tenant', '=', ktx.tenant)
    .where('kanal', '=', kanal)
    .executeTakeFirst()
}

export async function kanalerITeam(ktx: Kontekst, team: string): Promise<{ kanal: string; skole: string }[]> {
  return ktx.db
    .selectFrom('kanal')
    .select(['kanal', 'skole'])
    .where('tenant', '=', ktx.tenant)
    .where('team', '=', team)
    .orderBy('kanal')
    .execute()
}

export async function lagreSkole(ktx: Kontekst, skole: Skole): Promise<void> {
  await ktx.db
    .insertInto('skole')
    .values({ tenant: ktx.tenant, malform: 'nb', ...skole })
    .onConflict(ved => ved.columns(['tenant', 'id']).doUpdateSet({ navn: skole.navn }))
    .execute()
}

/** Binds a channel to a school; a channel has one school, and what it had before is replaced. */
export async function lagreKanal(
  ktx: Kontekst,
  kanal: { kanal: string; team: string; skole: string; service_url: string },
): Promise<void> {
  await ktx.db
    .insertInto('kanal')
    .values({ tenant: ktx.tenant, ...kanal })
    .onConflict(ved =>
      ved.columns(['tenant', 'kanal']).doUpdateSet({
        skole: kanal.skole,
        team: kanal.team,
        service_url: kanal.service_url,
      }),
    )
    .execute()
}

/** Where the channel's last activity came from: what the bot posts there goes back the same way. */
export async function lagreKanaladresse(ktx: Kontekst, kanal: string, serviceUrl: string): Promise<void> {
  await ktx.db
    .updateTable('kanal')
    .set({ service_url: serviceUrl })
    .where('tenant', '=', ktx.tenant)
    .where('kanal', '=', kanal)
    .where('service_url', '<>', serviceUrl)
    .execute()
}

/** The Entra group behind the team of these channels, as Teams tells of it. */
export async function lagreGruppe(ktx: Kontekst, team: string, gruppe: string): Promise<void> {
  await ktx.db
    .updateTable('kanal')
    .set({ gruppe })
    .where('tenant', '=', ktx.tenant)
    .where('team', '=', team)
    .where('gruppe', '<>', gruppe)
    .execute()
}

/** The school's own team, with barnevernet's unit there; other units have their forløp alone. */
export async function rollerVedSkole(ktx: Kontekst, skole: string): Promise<Rolletildeling[]> {
  return (await alleRollerVedSkole(ktx, skole)).filter(r => r.enhet === '')
}

export async function alleRollerVedSkole(ktx: Kontekst, skole: string): Promise<Rolletildeling[]> {
  const rader = await ktx.db
    .selectFrom('rolle')
    .select(['person', 'rolle', 'tjeneste', 'enhet'])
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .orderBy('rolle')
    .execute()
  return rader.flatMap(tilTildeling)
}

/** Who is of the team, or of a forløp, at each school: all who have a role but the administrators. */
export async function rollerVedAlleSkoler(ktx: Kontekst): Promise<Map<string, Set<string>>> {
  const rader = await ktx.db
    .selectFrom('rolle')
    .select(['skole', 'person'])
    .distinct()
    .where('tenant', '=', ktx.tenant)
    .where('rolle', '<>', 'administrator')
    .execute()
  const ut = new Map<string, Set<string>>()
  for (const { skole, person } of rader) ut.set(skole, (ut.get(skole) ?? new Set()).add(person))
  return ut
}

/** The units of barnevernet besides the schools' own that somebody has a role for. */
export async function alleEnheter(ktx: Kontekst): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('rolle')
    .select('enhet')
    .distinct()
    .where('tenant', '=', ktx.tenant)
    .where('enhet', '<>', '')
    .execute()
  return rader.map(rad => rad.enhet)
}

export async function rollerForPerson(
  ktx: Kontekst,
  person: string,
): Promise<(Rolletildeling & { skole: string })[]> {
  const rader = await ktx.db
    .selectFrom('rolle')
    .select(['person', 'rolle', 'tjeneste', 'enhet', 'skole'])
    .where('tenant', '=', ktx.tenant)
    .where('person', '=', person)
    .orderBy('skole')
    .orderBy('rolle')
    .execute()
  return rader.flatMap(rad => tilTildeling(rad).map(tildeling => ({ ...tildeling, skole: rad.skole })))
}

// A role that this version does not know gives no rights.
function tilTildeling(rad: {
  person: string
  rolle: string
  tjeneste: string
  enhet: string
}): Rolletildeling[] {
  return erRolle(rad.rolle) && erTjeneste(rad.tjeneste)
    ? [{ person: rad.person, rolle: rad.rolle, tjeneste: rad.tjeneste, enhet: rad.enhet }]
    : []
}

export async function lagreRolle(
  ktx: Kontekst,
  skole: string,
  tildeling: Omit<Rolletildeling, 'enhet'> & { enhet?: string },
): Promise<void> {
  const { tjeneste, enhet = '' } = tildeling
  await ktx.db
    .insertInto('rolle')
    .values({ tenant: ktx.tenant, skole, ...tildeling, enhet })
    .onConflict(ved => ved.columns(['tenant', 'skole', 'person', 'rolle']).doUpdateSet({ tjeneste, enhet }))
    .execute()
}

export async function slettRolle(
  ktx: Kontekst,
  skole: string,
  person: string,
  rolle: string,
): Promise<boolean> {
  const { numDeletedRows } = await ktx.db
    .deleteFrom('rolle')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('person', '=', person)
    .where('rolle', '=', rolle)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

const PERSONFELT = ['person', 'navn', 'konto', 'service_url', 'samtale'] as const

export async function hentPerson(ktx: Kontekst, person: string): Promise<Person | undefined> {
  return ktx.db
    .selectFrom('person')
    .select(PERSONFELT)
    .where('tenant', '=', ktx.tenant)
    .where('person', '=', person)
    .executeTakeFirst()
}

export async function hentPersoner(ktx: Kontekst, personer: readonly string[]): Promise<Map<string, Person>> {
  if (personer.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('person')
    .select(PERSONFELT)
    .where('tenant', '=', ktx.tenant)
    .where('person', 'in', [...new Set(personer)])
    .execute()
  return new Map(rader.map(rad => [rad.person, rad]))
}

/** What those are called who have a role at a school where this person has one; a name only once. */
export async function navnPaKolleger(ktx: Kontekst, person: string): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('person')
    .select('navn')
    .distinct()
    .where('tenant', '=', ktx.tenant)
    .where('navn', '<>', '')
    .where('person', 'in', eb =>
      eb
        .selectFrom('rolle as deres')
        .innerJoin('rolle as min', j =>
          j.onRef('min.tenant', '=', 'deres.tenant').onRef('min.skole', '=', 'deres.skole'),
        )
        .select('deres.person')
        .where('deres.tenant', '=', ktx.tenant)
        .where('min.person', '=', person),
    )
    .execute()
  return rader.map(rad => rad.navn)
}

/** Name, roster id and address as last seen; a 1:1 conversation is kept once known. */
export async function lagrePerson(
  ktx: Kontekst,
  person: {
    person: string
    navn: string
    konto?: string
    service_url?: string
    samtale?: string | null
  },
): Promise<void> {
  const { person: id, navn, ...resten } = person
  await ktx.db
    .insertInto('person')
    .values({
      tenant: ktx.tenant,
      person: id,
      navn,
      konto: null,
      service_url: null,
      samtale: null,
      ...resten,
    })
    .onConflict(ved => ved.columns(['tenant', 'person']).doUpdateSet({ navn, ...resten }))
    .execute()
}

/** True when no welcome has been sent since `sist`; null: never before. */
export async function markerVelkommen(ktx: Kontekst, person: string, sist: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('person')
    .set({ velkommen: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('person', '=', person)
    .where(w => w.or([w('velkommen', 'is', null), ...(sist === null ? [] : [w('velkommen', '<', sist)])]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A setting of this municipality's, by name: «register:<school>». */
export async function hentInnstilling(ktx: Kontekst, navn: string): Promise<string | undefined> {
  const rad = await ktx.db
    .selectFrom('innstilling')
    .select('verdi')
    .where('tenant', '=', ktx.tenant)
    .where('navn', '=', navn)
    .executeTakeFirst()
  return rad?.verdi
}

/** The same, held against others until the transaction ends, where it stands already. */
export async function lasInnstilling(ktx: Kontekst, navn: string): Promise<string | undefined> {
  const rad = await ktx.db
    .selectFrom('innstilling')
    .select('verdi')
    .where('tenant', '=', ktx.tenant)
    .where('navn', '=', navn)
    .forUpdate()
    .executeTakeFirst()
  return rad?.verdi
}

export async function lagreInnstilling(ktx: Kontekst, navn: string, verdi: string): Promise<void> {
  await ktx.db
    .insertInto('innstilling')
    .values({ tenant: ktx.tenant, navn, verdi })
    .onConflict(ved => ved.columns(['tenant', 'navn']).doUpdateSet({ verdi }))
    .execute()
}

/** How many can read the channel without being of the team, and whether that has been said. */
export async function lagreUtenfor(ktx: Kontekst, kanal: string, utenfor: number): Promise<void> {
  await ktx.db
    .updateTable('kanal')
    .set({ utenfor, ...(utenfor === 0 ? { utenfor_sagt: null } : {}) })
    .where('tenant', '=', ktx.tenant)
    .where('kanal', '=', kanal)
    .execute()
}

/** True the first time: it is said once, until the channel has been narrow again. */
export async function markerUtenforSagt(ktx: Kontekst, kanal: string): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('kanal')
    .set({ utenfor_sagt: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('kanal', '=', kanal)
    .where('utenfor', '>', 0)
    .where('utenfor_sagt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
