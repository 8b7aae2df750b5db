import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { lagSertifikat } from '../azure/sertifikat.ts'
import { startPostgres } from '../oppsett/postgres.ts'

/** The identity as a role: it may make roles and belongs to the group that owns the databases, but is no superuser. */
const IDENTITET = 'id-skolestotte'

export type EntraPostgres = {
  /** What a client must trust. PEM. */
  sertifikat: string
  /** As the superuser that Azure keeps to itself. */
  som(sql: string): Promise<pg.QueryResult>
  iBase(base: string, sql: string, verdier: readonly unknown[]): Promise<pg.QueryResult>
  /** From now on this is the one token that is accepted. */
  settToken(token: string): Promise<unknown>
  /** A new empty database; answers its address, without a password. */
  nyBase(): Promise<string>
  tls(pa: boolean): Promise<void>
  stopp(): Promise<void>
}

/** A real PostgreSQL, set up as Azure's with Entra alone: TLS with a certificate of its own, and the token in clear inside it. */
export async function startEntraPostgres(): Promise<EntraPostgres> {
  const { sertifikat, nokkel } = lagSertifikat('localhost')
  const postgres = await startPostgres()
  const iBase = async (base: string, sql: string, verdier: readonly unknown[]) => {
    const klient = new pg.Client({ connectionString: postgres.url.replace(/\/postgres$/, `/${base}`) })
    await klient.connect()
    try {
      return await klient.query(sql, [...verdier])
    } finally {
      await klient.end()
    }
  }
  const som = (sql: string) => iBase('postgres', sql, [])
  const { uid, gid } = statSync(postgres.data)
  for (const [navn, innhold] of Object.entries({ 'server.crt': sertifikat, 'server.key': nokkel })) {
    const fil = join(postgres.data, navn)
    writeFileSync(fil, innhold, { mode: 0o600 })
    chownSync(fil, uid, gid)
  }
  await som('create role eiere nologin')
  await som(`create role "${IDENTITET}" login createrole createdb in role eiere`)
  const hba = join(postgres.data, 'pg_hba.conf')
  const resten = readFileSync(hba, 'utf8')
  writeFileSync(hba, `hostssl all "${IDENTITET}" all password\nhost all "${IDENTITET}" all reject\n${resten}`)
  const tls = async (pa: boolean) => {
    await som(`alter system set ssl = ${pa ? 'on' : 'off'}`)
    await som('select pg_reload_conf()')
    // The reload is told of, not waited for: a connection made after it has the new value.
    for (let i = 0; i < 100; i++) {
      const { rows } = await som("select current_setting('ssl') as ssl")
      if (rows[0].ssl === (pa ? 'on' : 'off')) return
    }
    throw new Error('PostgreSQL leste ikke oppsettet på nytt.')
  }
  await tls(true)
  return {
    sertifikat,
    som,
    iBase,
    settToken: token => som(`alter role "${IDENTITET}" password '${token}'`),
    async nyBase() {
      const navn = `b_${crypto.randomUUID().replaceAll('-', '')}`
      await som(`create database ${navn} owner eiere`)
      return `postgres://${IDENTITET}@localhost:${new URL(postgres.url).port}/${navn}`
    },
    tls,
    stopp: () => postgres.stopp(),
  }
}
