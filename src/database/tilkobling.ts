import { setTimeout as sov } from 'node:timers/promises'
import { Kysely, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import { migrasjoner } from './migrasjoner.ts'
import type { Tabeller } from './skjema.ts'

export type Db = Kysely<Tabeller>

export type Database = { db: Db; lukk(): Promise<void> }

type Valg = {
  /** Planted delay before each connection is handed out, in ms: shows how the bot behaves on a slow database. */
  tregMs?: number
}

/** PostgreSQL 15 or later, by connection string. */
export async function apnePostgres(url: string, valg: Valg = {}): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  // An idle connection that the server closes must not end the process.
  pool.on('error', () => undefined)
  return klargjor(pool, valg, async () => undefined)
}

/**
 * PGlite: PostgreSQL in this process, for the demo and the tests only: it never calls fsync and has no lock of its own.
 * Without a directory everything is in memory.
 */
export async function apnePglite(mappe: string | undefined, valg: Valg = {}): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite')
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres')
  const lite = await PGlite.create(mappe === undefined ? {} : { dataDir: mappe })
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
  return klargjor(pool, valg, () => lite.close())
}

async function klargjor(pool: pg.Pool, valg: Valg, lukkMotor: () => Promise<void>): Promise<Database> {
  const tregMs = valg.tregMs ?? 0
  const kilde = {
    async connect() {
      if (tregMs > 0) await sov(tregMs)
      return pool.connect()
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
  return {
    db,
    async lukk() {
      await db.destroy()
      await lukkMotor()
    },
  }
}
