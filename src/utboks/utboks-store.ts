import { sql } from 'kysely'
import type { DateTime } from 'luxon'
import type { Kontekst } from '../database/kontekst.ts'
import { Forsendelse } from './utboks.ts'

/**
 * Puts something in the outbox, in the caller's transaction. `nokkel` makes it happen once: a second one with the same key
 * is dropped. For edits the key is given free when sending begins: changes until then are one edit, later ones another.
 */
export async function leggIUtboks(
  ktx: Kontekst,
  nokkel: string,
  forsendelse: Forsendelse,
  forfall: DateTime = ktx.na(),
): Promise<void> {
  await ktx.db
    .insertInto('utboks')
    .values({
      tenant: ktx.tenant,
      id: crypto.randomUUID(),
      nokkel,
      slag: forsendelse.slag,
      innhold: JSON.stringify(forsendelse),
      forfall: forfall.toJSDate(),
      status: 'venter',
      leie: null,
      leie_til: null,
      feilkode: null,
      opprettet: ktx.na().toJSDate(),
    })
    .onConflict(ved =>
      ved
        .columns(['tenant', 'nokkel'])
        // A later change joins the one that waits; it is no longer one person's when somebody else caused it.
        .doUpdateSet({
          opprettet: sql`excluded.opprettet`,
          innhold: sql`case when utboks.innhold ->> 'av' = excluded.innhold ->> 'av'
            then utboks.innhold else jsonb_set(utboks.innhold, '{av}', '""') end`,
        })
        .where('utboks.status', '=', 'venter')
        .where('utboks.slag', 'in', ['agenda-endret', 'oppgave-endret', 'apendor-endret']),
    )
    .execute()
}

/** Many at once, each once by its key; in the caller's transaction. */
export async function leggFlereIUtboks(
  ktx: Kontekst,
  rader: readonly { nokkel: string; forsendelse: Forsendelse; forfall: DateTime }[],
): Promise<void> {
  for (let fra = 0; fra < rader.length; fra += PER_SPORRING) {
    await ktx.db
      .insertInto('utboks')
      .values(
        rader.slice(fra, fra + PER_SPORRING).map(({ nokkel, forsendelse, forfall }) => ({
          tenant: ktx.tenant,
          id: crypto.randomUUID(),
          nokkel,
          slag: forsendelse.slag,
          innhold: JSON.stringify(forsendelse),
          forfall: forfall.toJSDate(),
          status: 'venter',
          leie: null,
          leie_til: null,
          feilkode: null,
          opprettet: ktx.na().toJSDate(),
        })),
      )
      .onConflict(ved => ved.columns(['tenant', 'nokkel']).doNothing())
      .execute()
  }
}

const PER_SPORRING = 1000

/** Takes back the lists of earlier mornings that were never sent, and answers whose they were: today's says it all. */
export async function trekkEldreSamlevarsler(ktx: Kontekst, dag: string): Promise<string[]> {
  const rader = await ktx.db
    .deleteFrom('utboks')
    .where('tenant', '=', ktx.tenant)
    .where('slag', '=', 'samlevarsel')
    .where('status', '=', 'venter')
    .where(sql<boolean>`innhold ->> 'dag' < ${dag}`)
    .where(w => w.or([w('leie_til', 'is', null), w('leie_til', '<', ktx.na().toJSDate())]))
    .returning('innhold')
    .execute()
  return rader.flatMap(({ innhold }) => {
    const forsendelse = Forsendelse.parse(innhold)
    return forsendelse.slag === 'samlevarsel' ? [forsendelse.person] : []
  })
}

/** Takes back what has not been sent yet. */
export async function trekkFraUtboks(ktx: Kontekst, nokkelStart: string): Promise<void> {
  await ktx.db
    .deleteFrom('utboks')
    .where('tenant', '=', ktx.tenant)
    .where('status', '=', 'venter')
    .where('nokkel', 'like', `${nokkelStart}%`)
    .execute()
}

/** `opprettet`: for what gathers changes, when the last of them came. */
export type Utboksrad = {
  id: string
  leie: string
  forsok: number
  opprettet: Date
  forsendelse: Forsendelse
}

/** How long one worker has a row to itself, in seconds. */
export const LEIETID_S = 60

/** Takes up to `antall` rows that are due, with a lease: another worker takes them over when the lease runs out; `unntatt` are those this one still has in hand. */
export async function taForfalte(
  ktx: Kontekst,
  antall: number,
  unntatt: readonly string[],
): Promise<Utboksrad[]> {
  const na = ktx.na()
  const leie = crypto.randomUUID()
  const rader = await ktx.db
    .updateTable('utboks')
    .set({
      leie,
      leie_til: na.plus({ seconds: LEIETID_S }).toJSDate(),
      forsok: sql`forsok + 1`,
    })
    .where('tenant', '=', ktx.tenant)
    .where('id', 'in', eb =>
      eb
        .selectFrom('utboks')
        .select('id')
        .where('tenant', '=', ktx.tenant)
        .where('status', '=', 'venter')
        .where('forfall', '<=', na.toJSDate())
        .$if(unntatt.length > 0, q => q.where('id', 'not in', [...unntatt]))
        .where(w => w.or([w('leie_til', 'is', null), w('leie_til', '<', na.toJSDate())]))
        .orderBy('forfall')
        .orderBy('opprettet')
        .limit(antall)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'forsok', 'innhold', 'forfall', 'opprettet'])
    .execute()
  return rader
    .sort(
      (a, b) => a.forfall.getTime() - b.forfall.getTime() || a.opprettet.getTime() - b.opprettet.getTime(),
    )
    .map(({ id, forsok, opprettet, innhold }) => ({
      id,
      leie,
      forsok,
      opprettet,
      forsendelse: Forsendelse.parse(innhold),
    }))
}

/** Just before sending: true when the lease is still ours, and now lasts anew; a row that stood too long in line is another's. */
export async function fornyLeie(ktx: Kontekst, rad: Utboksrad): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('utboks')
    .set({ leie_til: ktx.na().plus({ seconds: LEIETID_S }).toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', rad.id)
    .where('leie', '=', rad.leie)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What changes from now on is a new row: called before the message is made. */
export async function frigiNokkel(ktx: Kontekst, rad: Utboksrad): Promise<void> {
  await ktx.db
    .updateTable('utboks')
    .set({ nokkel: rad.id })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', rad.id)
    .execute()
}

/** Is there a row with one of these keys, sent or not? */
export async function finnesIUtboks(ktx: Kontekst, nokler: readonly string[]): Promise<boolean> {
  if (nokler.length === 0) return false
  const rad = await ktx.db
    .selectFrom('utboks')
    .select('id')
    .where('tenant', '=', ktx.tenant)
    .where('nokkel', 'in', [...nokler])
    .executeTakeFirst()
  return rad !== undefined
}

/** Does a row with this key still wait to be sent? */
export async function venterFortsatt(ktx: Kontekst, nokkel: string): Promise<boolean> {
  const rad = await ktx.db
    .selectFrom('utboks')
    .select('id')
    .where('tenant', '=', ktx.tenant)
    .where('nokkel', '=', nokkel)
    .where('status', '=', 'venter')
    .executeTakeFirst()
  return rad !== undefined
}

/** Ends a row, if this worker still holds its lease. */
export async function avsluttRad(
  ktx: Kontekst,
  rad: Utboksrad,
  utfall: { status: 'sendt' } | { status: 'feilet'; feilkode: string } | { status: 'uaktuell' },
): Promise<void> {
  await ktx.db
    .updateTable('utboks')
    .set({
      status: utfall.status,
      // An edit's key is free for the next one, however this one ended.
      nokkel: sql`case when slag in ('agenda-endret', 'oppgave-endret', 'apendor-endret') then id else nokkel end`,
      leie: null,
      leie_til: null,
      feilkode: utfall.status === 'feilet' ? utfall.feilkode : null,
      avsluttet: ktx.na().toJSDate(),
    })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', rad.id)
    .where('leie', '=', rad.leie)
    .execute()
}

/** Gives a row back, to be tried again at `forfall`; with a code when it failed, without when it only had to wait. */
export async function utsettRad(
  ktx: Kontekst,
  rad: Utboksrad,
  forfall: DateTime,
  feilkode: string | null,
): Promise<void> {
  await ktx.db
    .updateTable('utboks')
    .set({
      leie: null,
      leie_til: null,
      forfall: forfall.toJSDate(),
      feilkode,
      forsok: feilkode === null ? rad.forsok - 1 : rad.forsok,
      forst_forfalt: feilkode === null ? null : sql`coalesce(forst_forfalt, forfall)`,
    })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', rad.id)
    .where('leie', '=', rad.leie)
    .execute()
}
