import { sql } from 'kysely'
import type { DateTime } from 'luxon'
import type { Kontekst } from '../database/kontekst.ts'
import { adresse, Forsendelse, MAKS_FORSOK, ventetid } from './utboks.ts'

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
      adresse: adresse(forsendelse),
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
          adresse: adresse(forsendelse),
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
    .where(w => w.or([w('leie_til', 'is', null), w('leie_til', '<', sql<Date>`clock_timestamp()`)]))
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
  forfall: Date
  opprettet: Date
  forsendelse: Forsendelse
}

/** How long a row is one worker's, by the database's clock: the replicas need not agree on the time. */
export const LEIETID_S = 60

const leieTil = (sekunder: number) => sql<Date>`clock_timestamp() + make_interval(secs => ${sekunder})`

/**
 * Takes up to `antall` rows that are due, with a lease: another worker takes them over when the lease runs out; `unntatt` are
 * those this one still has in hand. Only the first in each line is taken: no two workers send to the same address at once.
 */
export async function taForfalte(
  ktx: Kontekst,
  antall: number,
  unntatt: readonly string[],
  leietid = LEIETID_S,
): Promise<Utboksrad[]> {
  const leie = crypto.randomUUID()
  const rader = await forfalteSporring(ktx, antall, unntatt, leie, leietid).execute()
  const ut: Utboksrad[] = []
  for (const { innhold, nr: _, ...rad } of rader.sort((a, b) => ifRekke(a) - ifRekke(b) || +a.nr - +b.nr)) {
    const lest = Forsendelse.safeParse(innhold)
    if (lest.success) ut.push({ ...rad, leie, forsendelse: lest.data })
    // Another version's: it must not stop the others, and a newer worker may still take it.
    else await leggBort(ktx, { ...rad, leie })
  }
  return ut
}

const ifRekke = (rad: { forfall: Date }) => rad.forfall.getTime()

/** The query alone, so that a test can ask the database how it is carried out. */
export function forfalteSporring(
  ktx: Kontekst,
  antall: number,
  unntatt: readonly string[],
  leie: string,
  leietid = LEIETID_S,
) {
  return (
    ktx.db
      // Materialized: the planner must not run it, and lock its rows, once more.
      .with(
        cte => cte('forfalte').materialized(),
        db =>
          db
            .selectFrom('utboks as u')
            .select('u.id')
            .where('u.tenant', '=', ktx.tenant)
            .where('u.status', '=', 'venter')
            .where(sql<boolean>`u.nr > 0`)
            .where('u.forfall', '<=', ktx.na().toJSDate())
            .$if(unntatt.length > 0, q => q.where('u.id', 'not in', [...unntatt]))
            .where(w =>
              w.or([w('u.leie_til', 'is', null), w('u.leie_til', '<', sql<Date>`clock_timestamp()`)]),
            )
            // The first in its line. Written so that it is looked up row by row, and never by reading all that waits.
            .where(
              sql<boolean>`(select 1 from utboks as f where f.tenant = ${ktx.tenant} and f.status = 'venter'
                and f.adresse = u.adresse and (f.forfall, f.nr) < (u.forfall, u.nr) limit 1) is null`,
            )
            .orderBy('u.forfall')
            .orderBy('u.nr')
            .limit(antall)
            .forUpdate()
            .skipLocked(),
      )
      .updateTable('utboks')
      .from('forfalte')
      .set({ leie, leie_til: leieTil(leietid), forsok: sql`utboks.forsok + 1` })
      .where('utboks.tenant', '=', ktx.tenant)
      .whereRef('utboks.id', '=', 'forfalte.id')
      .returning([
        'utboks.id',
        'utboks.forsok',
        'utboks.innhold',
        'utboks.forfall',
        'utboks.opprettet',
        'utboks.nr',
      ])
  )
}

/** A row that cannot be read is tried as often as one that cannot be sent, and then counted as failed. */
async function leggBort(ktx: Kontekst, rad: Omit<Utboksrad, 'forsendelse'>): Promise<void> {
  const kode = 'uleselig'
  if (rad.forsok >= MAKS_FORSOK) await avsluttRad(ktx, rad, { status: 'feilet', feilkode: kode })
  else await utsettRad(ktx, rad, ktx.na().plus({ seconds: ventetid(rad.forsok, 0) }), kode)
}

type Leid = Pick<Utboksrad, 'id' | 'leie' | 'forsok'>

/** Just before sending: true when the lease is still ours, and now lasts anew; a row that stood too long in line is another's. */
export async function fornyLeie(ktx: Kontekst, rad: Leid, leietid = LEIETID_S): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('utboks')
    .set({ leie_til: leieTil(leietid) })
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

/** Ends a row, if this worker still holds its lease: true when it did. */
export async function avsluttRad(
  ktx: Kontekst,
  rad: Leid,
  utfall: { status: 'sendt' } | { status: 'feilet'; feilkode: string } | { status: 'uaktuell' },
): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
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
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Gives a row back, to be tried again at `forfall`; with a code when it failed, without when it only had to wait. */
export async function utsettRad(
  ktx: Kontekst,
  rad: Leid,
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

/** Gives a row back as it was, for whoever takes it next. */
export async function giTilbake(ktx: Kontekst, rad: Leid): Promise<void> {
  await ktx.db
    .updateTable('utboks')
    .set({ leie: null, leie_til: null, forsok: rad.forsok - 1 })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', rad.id)
    .where('leie', '=', rad.leie)
    .execute()
}
