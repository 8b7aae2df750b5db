import { sql } from 'kysely'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Hendelse, type Ledd, type Loggrad, nesteRad } from './logg.ts'

/** Rows that are written or read at a time. */
const BOLK = 1000

const FELT = ['tenant', 'nr', 'tid', 'person', 'kode', 'gjelder', 'forrige', 'hash'] as const

/** What waits to be written, by the transaction's own list of what is done last. */
const ventende = new WeakMap<NonNullable<Kontekst['sist']>, Hendelse[]>()

/** Appends to the access log: last in the caller's transaction, so that nobody waits long for the end of the chain. */
export async function loggHendelse(ktx: Kontekst, hendelse: Hendelse): Promise<void> {
  const { sist } = ktx
  if (sist === undefined) return iTransaksjon(ktx, trx => loggHendelse(trx, hendelse))
  const andre = ventende.get(sist)
  if (andre !== undefined) {
    andre.push(hendelse)
    return
  }
  const hendelser = [hendelse]
  ventende.set(sist, hendelser)
  sist.push(async trx => {
    ventende.delete(sist)
    await skriv(trx, hendelser)
  })
}

/** One process at a time signs the chain's end: two that add to a file on a network drive may write over each other. */
export async function ankreAlene<T>(ktx: Kontekst, arbeid: (ktx: Kontekst) => Promise<T>): Promise<T> {
  return ktx.db.transaction().execute(async db => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`anker ${ktx.tenant}`}, 0))`.execute(db)
    return arbeid({ ...ktx, db })
  })
}

/** The last link of the chain. */
export async function hentHode(ktx: Kontekst): Promise<Ledd | undefined> {
  return ktx.db
    .selectFrom('logg')
    .select(['nr', 'hash'])
    .where('tenant', '=', ktx.tenant)
    .orderBy('nr', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function hentLedd(ktx: Kontekst, nr: number): Promise<Ledd | undefined> {
  return ktx.db
    .selectFrom('logg')
    .select(['nr', 'hash'])
    .where('tenant', '=', ktx.tenant)
    .where('nr', '=', nr)
    .executeTakeFirst()
}

/** The whole chain in order of `nr`, some rows at a time. */
export async function* lesKjede(ktx: Kontekst): AsyncGenerator<Loggrad> {
  let etter: number | undefined
  do {
    let sporring = ktx.db.selectFrom('logg').select(FELT).where('tenant', '=', ktx.tenant)
    if (etter !== undefined) sporring = sporring.where('nr', '>', etter)
    const rader = await sporring.orderBy('nr').limit(BOLK).execute()
    yield* rader
    etter = rader.length < BOLK ? undefined : rader.at(-1)?.nr
  } while (etter !== undefined)
}

async function skriv(ktx: Kontekst, hendelser: readonly Hendelse[]): Promise<void> {
  // Held until the commit; the head is read after it, by a query of its own, or it would be the head before the wait.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`logg ${ktx.tenant}`}, 0))`.execute(ktx.db)
  const tid = ktx.na().toJSDate().toISOString()
  let siste = await hentHode(ktx)
  const rader: Loggrad[] = []
  for (const hendelse of hendelser) {
    const rad = nesteRad(ktx.tenant, siste, tid, hendelse)
    rader.push(rad)
    siste = rad
  }
  for (let fra = 0; fra < rader.length; fra += BOLK) {
    await ktx.db
      .insertInto('logg')
      .values(rader.slice(fra, fra + BOLK))
      .execute()
  }
}
