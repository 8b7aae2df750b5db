import { type Selectable, sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
import { MOTESTATUS, type Motestatus, type Serie, STANDARDSERIE } from './moter.ts'

export type Mote = Omit<Selectable<Tabeller['mote']>, 'status'> & { status: Motestatus }
/** What makes meetings follow each other: a type at a school, or one family's forløp. */
export type Rekke = Pick<Mote, 'skole' | 'type' | 'forlop'>

function tilMote(rad: Selectable<Tabeller['mote']>): Mote {
  const status = MOTESTATUS.find(s => s === rad.status)
  if (status === undefined) throw new Error('ukjent møtestatus i databasen')
  return { ...rad, status }
}

export async function hentMote(ktx: Kontekst, id: string): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return rad && tilMote(rad)
}

/** The same, held against others until the transaction ends. */
export async function lasMote(ktx: Kontekst, id: string): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return rad && tilMote(rad)
}

/** What is planned or going on at a school, soonest first; a planned meeting counts until the day is over. */
export async function aktuelleMoter(ktx: Kontekst, skoler: readonly string[], type: string): Promise<Mote[]> {
  if (skoler.length === 0) return []
  const rader = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', 'in', [...skoler])
    .where('type', '=', type)
    .where(w =>
      w.or([
        w('status', '=', 'i_gang'),
        w.and([w('status', '=', 'planlagt'), w('dato', '>=', ktx.na().toFormat('yyyy-MM-dd'))]),
      ]),
    )
    .orderBy('start')
    .execute()
  return rader.map(tilMote)
}

/** Meetings of a school whose cards are still used, of any type. */
export async function moterVedSkole(ktx: Kontekst, skole: string): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('mote')
    .select('id')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('status', '<>', 'avlyst')
    .where('forlop', 'is', null)
    .orderBy('start', 'desc')
    .limit(5)
    .execute()
  const familier = await ktx.db
    .selectFrom('mote')
    .select('id')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('status', 'in', ['planlagt', 'i_gang'])
    .where('forlop', 'is not', null)
    .execute()
  return [...rader, ...familier].map(rad => rad.id)
}

/** Every meeting ahead that is to be held, whichever school's. */
export async function kommendeMoter(ktx: Kontekst): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('mote')
    .select('id')
    .where('tenant', '=', ktx.tenant)
    .where('status', '=', 'planlagt')
    .where('start', '>', ktx.na().toJSDate())
    .orderBy('start')
    .execute()
  return rader.map(rad => rad.id)
}

/** Meetings where a case stands on the agenda, newest first; those called off are left out. */
export async function moterMedSak(ktx: Kontekst, sak: string): Promise<Mote[]> {
  const rader = await ktx.db
    .selectFrom('mote')
    .innerJoin('punkt', j => j.onRef('punkt.tenant', '=', 'mote.tenant').onRef('punkt.mote', '=', 'mote.id'))
    .selectAll('mote')
    .distinct()
    .where('mote.tenant', '=', ktx.tenant)
    .where('punkt.sak', '=', sak)
    .where('mote.status', '<>', 'avlyst')
    .orderBy('mote.start', 'desc')
    .execute()
  return rader.map(tilMote)
}

/** Held meetings whose referat still waits for the leader. */
export async function moterUtenGodkjentReferat(
  ktx: Kontekst,
  skoler: readonly string[],
  type: string,
): Promise<Mote[]> {
  if (skoler.length === 0) return []
  const rader = await ktx.db
    .selectFrom('mote')
    .leftJoin('referat', j =>
      j.onRef('referat.tenant', '=', 'mote.tenant').onRef('referat.mote', '=', 'mote.id'),
    )
    .selectAll('mote')
    .where('mote.tenant', '=', ktx.tenant)
    .where('mote.skole', 'in', [...skoler])
    .where('mote.type', '=', type)
    .where('mote.status', '=', 'avholdt')
    .where('referat.godkjent', 'is', null)
    .orderBy('mote.start', 'desc')
    .execute()
  return rader.map(tilMote)
}

/** Those of the same row: one family's, whatever the type; or the team's of that type. */
const iRekke = (rekke: Rekke) =>
  rekke.forlop === null
    ? sql<boolean>`skole = ${rekke.skole} and type = ${rekke.type} and forlop is null`
    : sql<boolean>`forlop = ${rekke.forlop}`

export async function sisteAvholdte(ktx: Kontekst, rekke: Rekke, for_: Date): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where(iRekke(rekke))
    .where('status', '=', 'avholdt')
    .where('start', '<', for_)
    .orderBy('start', 'desc')
    .limit(1)
    .executeTakeFirst()
  return rad && tilMote(rad)
}

export async function nestePlanlagte(ktx: Kontekst, rekke: Rekke, etter: Date): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where(iRekke(rekke))
    .where('status', '=', 'planlagt')
    .where('start', '>', etter)
    .orderBy('start')
    .limit(1)
    .executeTakeFirst()
  return rad && tilMote(rad)
}

type Familiefelt = 'forlop' | 'tolk' | 'slatt' | 'familie' | 'ungdom' | 'larer'

/** Undefined when the school, or the family, has a meeting of that type that day: two who call it in at once make one. */
export async function opprettMote(
  ktx: Kontekst,
  mote: Omit<Mote, 'tenant' | 'endret' | Familiefelt> & Partial<Pick<Mote, Familiefelt>>,
): Promise<Mote | undefined> {
  const rad = await ktx.db
    .insertInto('mote')
    .values({ tenant: ktx.tenant, endret: ktx.na().toJSDate(), ...mote })
    .onConflict(ved =>
      ved
        .expression(sql`tenant, skole, type, dato, coalesce(forlop, '')`)
        .where('status', '<>', 'avlyst')
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  return rad && tilMote(rad)
}

export async function motePaDato(ktx: Kontekst, rekke: Rekke, dato: string): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where(iRekke(rekke))
    .where('type', '=', rekke.type)
    .where('dato', '=', dato)
    .where('status', '<>', 'avlyst')
    .executeTakeFirst()
  return rad && tilMote(rad)
}

/** The newest meeting of that type the school has called in, also one called off. */
export async function harHattMote(ktx: Kontekst, skole: string, type: string): Promise<string | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .select('id')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('type', '=', type)
    .orderBy('start', 'desc')
    .executeTakeFirst()
  return rad?.id
}

/** Every meeting of one family's forløp, soonest first; those called off are left out. */
export async function moterIForlop(ktx: Kontekst, sak: string): Promise<Mote[]> {
  const rader = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('forlop', '=', sak)
    .where('status', '<>', 'avlyst')
    .orderBy('start')
    .execute()
  return rader.map(tilMote)
}

export async function endreMote(
  ktx: Kontekst,
  id: string,
  endring: Partial<
    Pick<
      Mote,
      'status' | 'leder' | 'dato' | 'start' | 'frist' | 'minutter' | 'sted' | 'tilstede' | 'andre' | 'slatt'
    >
  >,
): Promise<void> {
  await ktx.db
    .updateTable('mote')
    .set({ ...endring, endret: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

export async function hentSerie(ktx: Kontekst, skole: string, type: string): Promise<Serie> {
  const rad = await ktx.db
    .selectFrom('serie')
    .select(['uker', 'minutter', 'ukedag', 'klokke', 'sted'])
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('type', '=', type)
    .executeTakeFirst()
  return rad ?? STANDARDSERIE
}

/** Has somebody chosen the series, or is it the standard one? */
export async function harSerie(ktx: Kontekst, skole: string, type: string): Promise<boolean> {
  const rad = await ktx.db
    .selectFrom('serie')
    .select('skole')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('type', '=', type)
    .executeTakeFirst()
  return rad !== undefined
}

export async function lagreSerie(ktx: Kontekst, skole: string, type: string, serie: Serie): Promise<void> {
  await ktx.db
    .insertInto('serie')
    .values({ tenant: ktx.tenant, skole, type, ...serie })
    .onConflict(ved => ved.columns(['tenant', 'skole', 'type']).doUpdateSet(serie))
    .execute()
}

export async function hentOppmote(
  ktx: Kontekst,
  mote: string,
): Promise<{ person: string; kommer: boolean }[]> {
  return ktx.db
    .selectFrom('oppmote')
    .select(['person', 'kommer'])
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .execute()
}

export async function lagreOppmote(
  ktx: Kontekst,
  mote: string,
  person: string,
  kommer: boolean,
): Promise<void> {
  const tid = ktx.na().toJSDate()
  await ktx.db
    .insertInto('oppmote')
    .values({ tenant: ktx.tenant, mote, person, kommer, tid })
    .onConflict(ved => ved.columns(['tenant', 'mote', 'person']).doUpdateSet({ kommer, tid }))
    .execute()
}

export async function slettOppmote(ktx: Kontekst, mote: string): Promise<void> {
  await ktx.db.deleteFrom('oppmote').where('tenant', '=', ktx.tenant).where('mote', '=', mote).execute()
}
