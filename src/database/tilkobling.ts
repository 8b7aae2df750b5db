import { setTimeout as sov } from 'node:timers/promises'
import { Kysely, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import { migrasjoner } from './migrasjoner.ts'
import type { Tabeller } from './skjema.ts'

export type Db = Kysely<Tabeller>

export type Database = { db: Db; lukk(): Promise<void> }

/** The role that every query but the migrations runs as: no owner, so that row-level security holds for it. */
const APPROLLE = 'skolestotte_app'

type Valg = {
  /** Planted delay before each connection is handed out, in ms: shows how the bot behaves on a slow database. */
  tregMs?: number
  /** A database to begin as a copy of, as `dumpDataDir` gives one. */
  kopiAv?: Blob
}

export type Databasekode = 'database-avviste-innlogging' | 'database-uten-tls' | 'database-ugyldig-sertifikat'

/** The database did not let us in, or could not show that it is itself. Neither name nor address comes along. */
export class Databasefeil extends Error {
  readonly code: Databasekode
  constructor(code: Databasekode) {
    super(code)
    this.code = code
  }
}

/** Logging in with tokens: one is asked for at each new connection, and sent only to a server whose certificate is good. */
export type Tokeninnlogging = {
  hentToken(): Promise<string>
  /** Whose certificates are trusted, in PEM; without it those that Node trusts. */
  ca?: string
}

/** PostgreSQL 15 or later, by connection string. Rejects with Databasefeil when it does not let us in. */
export async function apnePostgres(
  url: string,
  tenant: string,
  valg: Valg & { token?: Tokeninnlogging | undefined } = {},
): Promise<Database> {
  const hvor = valg.token === undefined ? { connectionString: url } : medToken(url, valg.token)
  const pool = new pg.Pool({ ...hvor, max: 10 })
  // An idle connection that the server closes must not end the process.
  pool.on('error', () => undefined)
  // Nor one that is lent out, between two queries of a transaction: the next query fails instead.
  pool.on('connect', klient => klient.on('error', () => undefined))
  return klargjor(pool, tenant, valg, async () => undefined)
}

/** In parts: the driver takes what a whole address says, and its empty password too, before what is said beside it. */
function medToken(url: string, { hentToken, ca }: Tokeninnlogging): pg.PoolConfig {
  const { hostname, port, username, pathname } = new URL(url)
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    database: decodeURIComponent(pathname.slice(1)),
    password: hentToken,
    ssl: ca === undefined ? true : { ca },
  }
}

/**
 * PGlite: PostgreSQL in this process, for the demo and the tests only: it never calls fsync and has no lock of its own.
 * Without a directory everything is in memory.
 */
export async function apnePglite(
  mappe: string | undefined,
  tenant: string,
  valg: Valg = {},
): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite')
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres')
  const lite = await PGlite.create({
    ...(mappe === undefined ? {} : { dataDir: mappe }),
    ...(valg.kopiAv === undefined ? {} : { loadDataDir: valg.kopiAv }),
  })
  // One session is shared by all: what a failed query left behind is cleaned before the next one gets it.
  class LiteClient extends pg.Client {
    constructor(oppsett?: string | pg.ClientConfig) {
      super({ ...(typeof oppsett === 'object' ? oppsett : {}), ...createPgConfig(lite) })
    }
    override connect(): Promise<this>
    override connect(ferdig: ((feil: Error) => void) | ((feil: null, klient: pg.Client) => void)): void
    override connect(ferdig?: (feil: never, klient: never) => void): Promise<this> | undefined {
      const klar = super
        .connect()
        .then(() => super.query('rollback'))
        .then(() => super.query('discard all'))
        .then(() => this)
      if (ferdig === undefined) return klar
      const svar = ferdig as (feil: Error | null, klient?: pg.Client) => void
      klar.then(
        () => svar(null, this),
        (feil: Error) => svar(feil),
      )
      return undefined
    }
  }
  const pool = new pg.Pool({ Client: LiteClient, max: 1, idleTimeoutMillis: 0 })
  pool.on('error', () => undefined)
  return klargjor(pool, tenant, valg, () => lite.close())
}

async function klargjor(
  pool: pg.Pool,
  tenant: string,
  valg: Valg,
  lukkMotor: () => Promise<void>,
): Promise<Database> {
  const tregMs = valg.tregMs ?? 0
  let migrert = false
  const begrenset = new WeakSet<pg.PoolClient>()
  const kilde = {
    async connect() {
      if (tregMs > 0) await sov(tregMs)
      const klient = await pool.connect().catch((feil: unknown) => {
        throw somDatabasefeil(feil)
      })
      if (!migrert || begrenset.has(klient)) return klient
      try {
        // From here on this connection sees the rows of one tenant alone (row-level security).
        await klient.query(`set role ${APPROLLE}`)
        await klient.query("select set_config('skolestotte.tenant', $1, false)", [tenant])
        begrenset.add(klient)
        return klient
      } catch (feil) {
        klient.release(true)
        throw feil
      }
    },
    end: () => pool.end(),
  }
  const db = new Kysely<Tabeller>({ dialect: new PostgresDialect({ pool: kilde }) })
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrasjoner },
  }).migrateToLatest()
  if (error !== undefined) {
    await db.destroy()
    await lukkMotor()
    throw error
  }
  migrert = true
  return {
    db,
    async lukk() {
      await db.destroy()
      await lukkMotor()
    },
  }
}

const SERTIFIKATFEIL = /^(ERR_TLS_CERT|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/

function somDatabasefeil(feil: unknown): unknown {
  if (!(feil instanceof Error)) return feil
  const kode = 'code' in feil ? String(feil.code) : ''
  // Class 28: invalid authorization specification (PostgreSQL, appendix A).
  if (kode.startsWith('28')) return new Databasefeil('database-avviste-innlogging')
  if (SERTIFIKATFEIL.test(kode)) return new Databasefeil('database-ugyldig-sertifikat')
  // The driver gives this no code.
  if (feil.message.includes('does not support SSL')) return new Databasefeil('database-uten-tls')
  return feil
}
