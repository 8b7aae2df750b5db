import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as vent } from 'node:timers/promises'
import { Brukerfeil } from './brukerfeil.ts'
import { erOpptatt } from './ledig-port.ts'

export type Person = {
  id: string
  navn: string
  upn: string
  oid: string
  fornavn: string
  etternavn: string
  epost: string
}

export type Klientoppsett = {
  tenantId: string
  bot: { id: string; navn: string }
  denneBrukeren: Person
  /** Exactly five, or the client stops. */
  andre: readonly Person[]
  personligChatId: string
  gruppechat: { id: string; navn: string }
  team: { id: string; navn: string; aadGroupId: string; kanal: { id: string; navn: string } }
}

export type Klient = { url: string; pid: number; stopp(): Promise<void> }

const FRIST_MS = 60_000
const STOPPFRIST_MS = 3_000
const PORT_TATT = 98

/**
 * Starts the local Teams client (Microsoft 365 Agents Playground) as `oppsett.denneBrukeren` on 127.0.0.1:port, with its files in
 * `mappe`; one instance per person, each with its own port and folder. Throws `Brukerfeil` when it does not come up in 30 s.
 */
export async function startKlient(valg: {
  port: number
  botUrl: string
  mappe: string
  oppsett: Klientoppsett
}): Promise<Klient> {
  const { port, botUrl, oppsett } = valg
  if (oppsett.andre.length !== 5) {
    throw new Error(`Klienten trenger nøyaktig fem andre personer, ikke ${oppsett.andre.length}.`)
  }
  const program = finnProgram()
  // The client would quietly move to a random port.
  if (await erOpptatt(port)) throw portTatt(port)
  const mappe = resolve(valg.mappe)
  const innstillinger = join(mappe, '.m365agentsplayground.yml')
  const forlast = join(mappe, 'forlast.cjs')
  const logg = join(mappe, 'klient.log')
  try {
    await mkdir(mappe, { recursive: true })
    // JSON is YAML.
    await writeFile(innstillinger, JSON.stringify(klientinnstillinger(oppsett), null, 2))
    await writeFile(forlast, FORLAST)
  } catch {
    throw new Brukerfeil(`Den lokale Teams-klienten får ikke skrevet filene sine i ${mappe}.`)
  }

  const url = `http://127.0.0.1:${port}`
  const utskrift = openSync(join(mappe, 'klient-utskrift.log'), 'w')
  const barn = spawn(
    process.execPath,
    ['--require', forlast, program, 'start', '--disable-telemetry', '-p', String(port)],
    {
      cwd: mappe,
      env: {
        ...egetMiljo(),
        TEAMSAPPTESTER_BROWSER: 'none',
        BOT_ENDPOINT: botUrl,
        DEFAULT_CHANNEL_ID: 'msteams',
        // --disable-telemetry leaves this one on.
        APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
        M365_AGENTS_PLAYGROUND_LOGFILE: logg,
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: innstillinger,
        M365_AGENTS_PLAYGROUND_SERVICE_URL: `${url}/_connector`,
      },
      stdio: ['ignore', utskrift, utskrift, 'ipc'],
      windowsHide: true,
    },
  )
  closeSync(utskrift)
  const slutt = new Promise<number | null>(ferdig => {
    barn.once('exit', ferdig)
    barn.on('error', () => ferdig(null))
  })

  const avbrutt = new AbortController()
  const utfall = await Promise.race([
    slutt.then(kode => ({ slag: 'stoppet' as const, kode })),
    svarer(`${url}/_debug/ping`, avbrutt.signal).then(ja => ({
      slag: ja ? ('klar' as const) : ('taus' as const),
    })),
  ])
  avbrutt.abort()
  if (utfall.slag === 'klar' && barn.pid !== undefined) {
    return { url, pid: barn.pid, stopp: () => stopp(barn, slutt) }
  }
  await stopp(barn, slutt)
  if (utfall.slag === 'stoppet' && utfall.kode === PORT_TATT) throw portTatt(port)
  throw new Brukerfeil(
    utfall.slag === 'stoppet'
      ? `Den lokale Teams-klienten stoppet før den var klar; årsaken står i ${logg}.`
      : `Den lokale Teams-klienten svarte ikke innen ${FRIST_MS / 1000} sekunder; se ${logg}.`,
  )
}

const portTatt = (port: number) =>
  new Brukerfeil(`Port ${port} er opptatt, så den lokale Teams-klienten kan ikke starte der.`)

function finnProgram(): string {
  try {
    const pakke = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')
    return join(dirname(pakke), 'cli.js')
  } catch {
    throw new Brukerfeil('Den lokale Teams-klienten er ikke installert. Kjør «npm ci» uten --omit=dev.')
  }
}

/** Not our whole environment: the client takes on proxies, sign-in settings and NODE_OPTIONS that happen to be set. */
function egetMiljo(): NodeJS.ProcessEnv {
  const navn = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'windir', 'TEMP', 'TMP', 'TMPDIR', 'TZ', 'LANG']
  return Object.fromEntries(navn.flatMap(n => (process.env[n] === undefined ? [] : [[n, process.env[n]]])))
}

async function svarer(url: string, avbrutt: AbortSignal): Promise<boolean> {
  const frist = Date.now() + FRIST_MS
  while (Date.now() < frist && !avbrutt.aborted) {
    try {
      const svar = await fetch(url, { signal: AbortSignal.any([avbrutt, AbortSignal.timeout(2000)]) })
      await svar.body?.cancel()
      if (svar.ok) return true
    } catch {}
    await vent(100)
  }
  return false
}

async function stopp(barn: ChildProcess, slutt: Promise<unknown>): Promise<void> {
  barn.kill('SIGTERM')
  const drep = setTimeout(() => barn.kill('SIGKILL'), STOPPFRIST_MS)
  await slutt
  clearTimeout(drep)
}

/** The client binds all interfaces and has no flag for it. It ends when the IPC channel to us closes, which our death does, however it comes. */
const FORLAST = `'use strict'
const { Server } = require('node:net')
const lytt = Server.prototype.listen
Server.prototype.listen = function (...argumenter) {
  const [forste] = argumenter
  const valg = typeof forste === 'object' && forste !== null ? forste : { port: forste }
  if (Number(valg.port) === 0) process.exit(${PORT_TATT})
  const ferdig = argumenter.filter(a => typeof a === 'function')
  return lytt.call(this, { ...valg, host: '127.0.0.1' }, ...ferdig)
}
process.on('disconnect', () => process.exit(0))
`

function klientinnstillinger(oppsett: Klientoppsett) {
  const { bot, gruppechat, team } = oppsett
  return {
    version: '0.1.1',
    tenantId: oppsett.tenantId,
    bot: { id: bot.id, name: bot.navn },
    currentUser: klientperson(oppsett.denneBrukeren),
    users: oppsett.andre.map(klientperson),
    personalChat: { id: oppsett.personligChatId },
    groupChat: { id: gruppechat.id, name: gruppechat.navn },
    team: {
      id: team.id,
      name: team.navn,
      aadGroupId: team.aadGroupId,
      channels: [{ id: team.kanal.id, name: team.kanal.navn }],
    },
  }
}

function klientperson(person: Person) {
  return {
    id: person.id,
    name: person.navn,
    // Spelt so in the client's schema.
    userPrincipleName: person.upn,
    aadObjectId: person.oid,
    givenName: person.fornavn,
    surname: person.etternavn,
    email: person.epost,
  }
}
