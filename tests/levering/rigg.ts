import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sov } from 'node:timers/promises'
import pg from 'pg'
import { apnePostgres } from '../../src/database/tilkobling.ts'
import { OVING } from '../../src/demo/ovingskommune.ts'
import { nyDatabase } from '../oppsett/postgres.ts'

/** What the sink answers: as Teams does on a good day, or not. */
export type Svar = 'tar-imot' | '429' | '500' | 'henger'

/** A connector that counts: how often each person got something, and when each request came. */
export type Mottak = {
  serviceUrl: string
  fikk: ReadonlyMap<string, number>
  /** Every request, whatever it was answered with, in ms. */
  tider: readonly number[]
  svar(hva: Svar): void
  nullstill(): void
  stopp(): Promise<void>
}

/** A message takes about so long, in ms; Teams' own is of the same order. */
const BRUKER_MS = 60

export async function startMottak(): Promise<Mottak> {
  const fikk = new Map<string, number>()
  const tider: number[] = []
  let na: Svar = 'tar-imot'
  const tjener = createServer((sporring: IncomingMessage, svar: ServerResponse) => {
    tider.push(performance.now())
    sporring.resume()
    sporring.on('end', () => void besvar(sporring.url ?? '', svar))
  })
  async function besvar(url: string, svar: ServerResponse): Promise<void> {
    if (na === 'henger') return
    if (na !== 'tar-imot') {
      svar.writeHead(Number(na), na === '429' ? { 'retry-after': '2' } : {}).end('{}')
      return
    }
    const samtale = decodeURIComponent(url.split('/')[3] ?? '')
    // Counted as it comes, as it would be shown: the answer may never be read.
    fikk.set(samtale, (fikk.get(samtale) ?? 0) + 1)
    await sov(BRUKER_MS * (0.5 + Math.random()))
    svar.writeHead(201, { 'content-type': 'application/json' }).end(`{"id":"${tider.length}"}`)
  }
  tjener.listen(0, '127.0.0.1')
  await once(tjener, 'listening')
  return {
    serviceUrl: `http://127.0.0.1:${(tjener.address() as AddressInfo).port}/`,
    fikk,
    tider,
    svar(hva) {
      na = hva
    },
    nullstill() {
      na = 'tar-imot'
      fikk.clear()
      tider.length = 0
    },
    async stopp() {
      tjener.closeAllConnections()
      tjener.close()
      await once(tjener, 'close')
    },
  }
}

/** The most that came within any one second. */
export function mestPerSekund(tider: readonly number[]): number {
  let mest = 0
  for (let fra = 0, til = 0; til < tider.length; til++) {
    while ((tider[til] ?? 0) - (tider[fra] ?? 0) >= 1000) fra++
    mest = Math.max(mest, til - fra + 1)
  }
  return mest
}

/** A new database with so many people in teams of ten, each with one reminder that is due; nothing has begun. */
export async function nyPaminnelser(postgres: string, serviceUrl: string, antall: number): Promise<string> {
  const url = await nyDatabase(postgres)
  await (await apnePostgres(url, OVING.tenant)).lukk()
  const klient = new pg.Client({ connectionString: url })
  klient.on('error', () => undefined)
  await klient.connect()
  const t = `'${OVING.tenant}'`
  await klient.query(`
    insert into skole (tenant, id, navn, malform) select ${t}, 's' || i, 'Skole ' || i, 'nb' from generate_series(0, ${Math.ceil(antall / 10)}) i;
    insert into person (tenant, person, navn, konto, service_url, samtale)
      select ${t}, ${t} || '/p' || i, 'Ansatt ' || i, '29:p' || i, '${serviceUrl}', 'a:p' || i from generate_series(1, ${antall}) i;
    insert into rolle (tenant, skole, person, rolle, tjeneste)
      select ${t}, 's' || i / 10, ${t} || '/p' || i, 'rektor', 'skole' from generate_series(1, ${antall}) i;
    insert into mote (tenant, id, skole, type, dato, start, minutter, sted, frist, status, innkalt_av, kanal, endret)
      select ${t}, 'm' || i, 's' || i, 'innsatsteam', to_char(now() + interval '7 days', 'YYYY-MM-DD'), now() + interval '7 days',
        90, '', now() + interval '6 days', 'planlagt', ${t} || '/p1', '', now() from generate_series(0, ${Math.ceil(antall / 10)}) i;
    insert into utboks (tenant, id, nokkel, slag, innhold, forfall, status, opprettet, adresse)
      select ${t}, 'u' || i, 'u' || i, 'innspill-paminnelse', jsonb_build_object('slag', 'innspill-paminnelse', 'mote', 'm' || i / 10,
        'person', ${t} || '/p' || i), now(), 'venter', now(), ${t} || '/p' || i from generate_series(1, ${antall}) i;
    analyze`)
  await klient.end()
  return url
}

/** Reminders that still wait, or failed; undefined while the database is away. */
export async function iUtboksen(url: string): Promise<{ venter: number; feilet: number } | undefined> {
  const klient = new pg.Client({ connectionString: url })
  klient.on('error', () => undefined)
  try {
    await klient.connect()
    const { rows } = await klient.query<{ venter: number; feilet: number }>(
      `select count(*) filter (where status = 'venter')::int as venter, count(*) filter (where status = 'feilet')::int as feilet
       from utboks where slag = 'innspill-paminnelse'`,
    )
    return rows[0]
  } catch {
    return undefined
  } finally {
    await klient.end().catch(() => undefined)
  }
}

export type Arbeider = { prosess: ChildProcess; slutt: Promise<unknown> }

/** Starts so many replicas, and waits until they work. */
export async function startArbeidere(
  antall: number,
  valg: { url: string; perSekund?: number; leietid?: number },
): Promise<Arbeider[]> {
  const alle = Array.from({ length: antall }, () => {
    const prosess = fork(join(import.meta.dirname, 'arbeider.mjs'), [JSON.stringify(valg)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    return { prosess, slutt: once(prosess, 'exit') }
  })
  await Promise.all(
    alle.map(async ({ prosess, slutt }) => {
      const forst = await Promise.race([once(prosess, 'message'), slutt])
      if (forst[0] !== 'klar') throw new Error('En arbeider stanset før den var i gang.')
    }),
  )
  return alle
}

export async function stoppArbeidere(arbeidere: readonly Arbeider[]): Promise<void> {
  for (const { prosess } of arbeidere) if (prosess.exitCode === null) prosess.kill('SIGKILL')
  await Promise.all(arbeidere.map(a => a.slutt))
}

/** Waits until something holds, asking often; false when it never does. */
export async function til(holder: () => boolean | Promise<boolean>, maksMs: number): Promise<boolean> {
  const slutt = performance.now() + maksMs
  while (performance.now() < slutt) {
    if (await holder()) return true
    await sov(50)
  }
  return false
}

export const tall = (verdi: number, desimaler = 1): string => verdi.toFixed(desimaler).replace('.', ',')
