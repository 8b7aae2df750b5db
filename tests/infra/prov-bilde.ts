import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sov } from 'node:timers/promises'
import { nesteRad } from '../../src/tilgang/logg.ts'
import { startHvelv } from '../azure/lokalt-hvelv.ts'
import { startEntraPostgres } from '../bygg/entra-postgres.ts'
import { ledigPort } from '../bygg/ledig-port.ts'
import { kontekst, lesDockerfile, type Trinn } from './dockerfile.ts'

const ROT = join(import.meta.dirname, '../..')
/** `node` in the image. */
const UID = 1000
const TENANT = '22222222-2222-4222-8222-222222222222'

const rot = process.getuid?.() === 0
/** A file system that nobody can write to; some machines let even root make none. */
const skrivebeskytt = (mappe: string) =>
  `mount --bind "${mappe}" "${mappe}" && mount -o remount,bind,ro "${mappe}" && mount -o remount,bind,ro /`
const avgrens =
  rot && spawnSync('unshare', ['--mount', 'sh', '-c', skrivebeskytt(import.meta.dirname)]).status === 0
/** How this machine reaches the registry, where that is said in its environment. */
const REGISTER = /^(npm_config_(registry|cache|userconfig)|https?_proxy|no_proxy|node_extra_ca_certs)$/i

/**
 * Runs the Dockerfile's steps in an empty folder on this machine and starts what came of it as production does: as nobody in
 * particular, with its files unwritable, against a PostgreSQL that takes tokens and a Key Vault over TLS. No Docker: Node and the
 * C library are this machine's, not the image's.
 */
export async function kjor(): Promise<number> {
  const start = Date.now()
  const si = (tekst: string) =>
    console.log(`${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s  ${tekst}`)
  const mappe = mkdtempSync(join(tmpdir(), 'skolestotte-bilde-'))
  chmodSync(mappe, 0o755)
  const rydd: (() => unknown)[] = [() => fjern(mappe)]
  try {
    const trinn = lesDockerfile(readFileSync(join(ROT, 'infra/Dockerfile'), 'utf8'))
    const filer = kontekst(ROT, readFileSync(join(ROT, 'infra/Dockerfile.dockerignore'), 'utf8'))
    si(`${filer.length} filer når bygget`)
    const bilde = bygg(trinn, filer, mappe, si)
    const forMye = utviklingspakker(bilde.mappe)
    krev(forMye.length === 0, `utviklingspakker er med i bildet: ${forMye.join(', ')}`)
    krev(bilde.bruker !== '' && bilde.bruker !== 'root', 'bildet kjører som root')
    krev(existsSync(join(bilde.mappe, 'dist/main.js')), 'dist/main.js mangler')
    si(`bildet er ferdig: ${megabyte(bilde.mappe)} MB`)

    const hvelv = await startHvelv()
    rydd.push(() => hvelv.stopp())
    const postgres = await startEntraPostgres()
    rydd.push(() => postgres.stopp())
    await postgres.settToken('databasens-token')
    const token = { 'https://ossrdbms-aad.database.windows.net': async () => 'databasens-token' }
    const vert = await startIdentitet({ ...token, 'https://vault.azure.net': () => hvelv.token() })
    rydd.push(() => vert.stopp())

    const anker = join(mappe, 'anker')
    mkdirSync(anker)
    if (rot) chownSync(anker, UID, UID)
    const ca = join(mappe, 'ca.pem')
    writeFileSync(ca, postgres.sertifikat + hvelv.sertifikat)
    const port = await ledigPort()
    const miljo = {
      ...bilde.miljo,
      PATH: process.env['PATH'] ?? '',
      NODE_EXTRA_CA_CERTS: ca,
      // What DNS does in Azure.
      NODE_OPTIONS: `--import ${navneoppslag(hvelv.vert)}`,
      IDENTITY_ENDPOINT: vert.url,
      IDENTITY_HEADER: vert.hode,
      DATABASE_URL: await postgres.nyBase(),
      DATABASE_INNLOGGING: 'entra',
      APP_ID: '11111111-1111-4111-8111-111111111111',
      APP_TYPE: 'UserAssignedMsi',
      IDENTITET_KLIENT_ID: '11111111-1111-4111-8111-111111111111',
      TENANT_ID: TENANT,
      ADMINISTRATORER: '33333333-3333-4333-8333-333333333333',
      NOKKELHVELV: hvelv.nokkelUrl,
      LOGGANKER: join(anker, 'ankere.jsonl'),
      HOST: '127.0.0.1',
      PORT: `${port}`,
    }
    const iBildet = (...kommando: string[]) => startSom(kommando, bilde.mappe, anker, miljo)

    const skriver = iBildet('node', '-e', "require('node:fs').writeFileSync('prov', '')")
    krev((await skriver.slutt) !== 0, 'bildets egne filer kan skrives')
    const bot = iBildet(...bilde.kommando)
    rydd.push(() => bot.prosess.kill('SIGKILL'))
    await tilDenSvarer(`http://127.0.0.1:${port}/helse/live`, bot)
    // When it stops there is to be something for the vault to sign.
    const rad = nesteRad(TENANT, undefined, new Date().toISOString(), {
      person: 'prøve',
      kode: 'prøve',
      gjelder: 'prøve',
    })
    si(`${bilde.kommando.join(' ')} svarer 200 på /helse/live`)
    const helse = iBildet(...bilde.helsesjekk)
    krev((await helse.slutt) === 0, `HEALTHCHECK feilet: ${helse.feil()}`)
    // What fell due before there was a database is done first.
    await tilDenSvarer(`http://127.0.0.1:${port}/helse/klar`, bot)
    si('HEALTHCHECK og /helse/klar er gode')

    const base = new URL(miljo.DATABASE_URL).pathname.slice(1)
    await postgres.iBase(
      base,
      'insert into logg (tenant, nr, tid, person, kode, gjelder, forrige, hash) values ($1,$2,$3,$4,$5,$6,$7,$8)',
      [rad.tenant, rad.nr, rad.tid, rad.person, rad.kode, rad.gjelder, rad.forrige, rad.hash],
    )
    const for_ = Date.now()
    bot.prosess.kill('SIGTERM')
    const kode = await bot.slutt
    krev(kode === 0, `SIGTERM ga utgangskode ${kode}: ${bot.feil()}`)
    krev(bot.feil() === '', `skrev til stderr: ${bot.feil()}`)
    si(`SIGTERM avsluttet den pent på ${Date.now() - for_} ms`)
    krev(readFileSync(miljo.LOGGANKER, 'utf8').trim() !== '', 'enden av loggen ble ikke signert')

    const verifisert = iBildet('node', 'dist/main.js', 'logg:verifiser')
    krev((await verifisert.slutt) === 0, `logg:verifiser: ${verifisert.ut()}${verifisert.feil()}`)
    si(`logg:verifiser: ${verifisert.ut().trim()}`)
    si(
      avgrens
        ? `ferdig, som bruker ${UID} med hele filsystemet skrivebeskyttet`
        : 'ferdig, med skrivebeskyttede filer (uten root kan ikke filsystemet skrivebeskyttes)',
    )
    return 0
  } catch (feil) {
    si(`FEIL: ${feil instanceof Error ? feil.message : 'ukjent'}`)
    return 1
  } finally {
    for (const rydder of rydd.reverse()) await rydder()
  }
}

type Bilde = {
  mappe: string
  miljo: Record<string, string>
  bruker: string
  kommando: string[]
  helsesjekk: string[]
}

function bygg(
  trinn: readonly Trinn[],
  filer: readonly string[],
  mappe: string,
  si: (t: string) => void,
): Bilde {
  const rotter = new Map<string, string>()
  let bilde: Bilde | undefined
  for (const [nr, { navn, steg }] of trinn.entries()) {
    const trinnrot = join(mappe, `trinn-${nr}`)
    rotter.set(navn, trinnrot)
    const denne: Bilde = { mappe: trinnrot, miljo: {}, bruker: '', kommando: [], helsesjekk: [] }
    for (const s of steg) {
      switch (s.slag) {
        case 'WORKDIR':
          denne.mappe = join(trinnrot, s.mappe)
          mkdirSync(denne.mappe, { recursive: true })
          break
        case 'COPY': {
          const til = join(s.til.startsWith('/') ? trinnrot : denne.mappe, s.til)
          if (s.fra !== undefined)
            for (const kilde of s.kilder) kopierMappe(join(rotter.get(s.fra) ?? '', kilde), til)
          else kopier(filer, s.kilder, til)
          break
        }
        case 'RUN': {
          const { status, stderr, stdout } = spawnSync('/bin/sh', ['-c', s.kommando], {
            cwd: denne.mappe,
            // npm's own cache spares the network what it has.
            env: {
              PATH: process.env['PATH'],
              HOME: process.env['HOME'],
              ...Object.fromEntries(Object.entries(process.env).filter(([navn]) => REGISTER.test(navn))),
              npm_config_prefer_offline: 'true',
              ...denne.miljo,
            },
            encoding: 'utf8',
          })
          if (status !== 0) throw new Error(`linje ${s.linje}, ${s.kommando}: ${stdout}${stderr}`)
          si(s.kommando)
          break
        }
        case 'ENV':
          denne.miljo[s.navn] = s.verdi
          break
        case 'USER':
          denne.bruker = s.bruker
          break
        case 'HEALTHCHECK':
          denne.helsesjekk = s.kommando
          break
        case 'CMD':
          denne.kommando = s.kommando
          break
        case 'EXPOSE':
          break
      }
    }
    bilde = denne
  }
  if (bilde === undefined) throw new Error('ingen trinn')
  if (!rot) spawnSync('chmod', ['-R', 'a-w', bilde.mappe])
  return bilde
}

function kopierMappe(fra: string, til: string): void {
  mkdirSync(til, { recursive: true })
  const { status, stderr } = spawnSync('cp', ['-R', `${fra}/.`, til], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`COPY ${fra}: ${stderr}`)
}

function kopier(filer: readonly string[], kilder: readonly string[], til: string): void {
  for (const kilde of kilder) {
    const mappe = kilde === '.'
    const treff = filer.filter(fil => mappe || fil === kilde)
    if (treff.length === 0) throw new Error(`COPY finner ikke ${kilde}`)
    for (const fil of treff) {
      const mal = join(til, fil)
      mkdirSync(dirname(mal), { recursive: true })
      cpSync(join(ROT, fil), mal)
    }
  }
}

type Kjoring = { prosess: ChildProcess; ut(): string; feil(): string; slutt: Promise<number | null> }

function startSom(
  kommando: readonly string[],
  cwd: string,
  anker: string,
  env: Record<string, string>,
): Kjoring {
  const skall = `mount --bind "${anker}" "${anker}" && ${skrivebeskytt(cwd)} && cd "${cwd}" && exec setpriv --reuid=${UID} --regid=${UID} --clear-groups -- "$@"`
  const [program = '', ...resten] = avgrens
    ? ['unshare', '--mount', 'sh', '-c', skall, 'sh', ...kommando]
    : kommando
  const prosess = spawn(program, resten, { cwd, env, ...(rot && !avgrens ? { uid: UID, gid: UID } : {}) })
  let ut = ''
  let feil = ''
  prosess.stdout.on('data', bit => {
    ut += bit
  })
  prosess.stderr.on('data', bit => {
    feil += bit
  })
  const slutt = new Promise<number | null>((ferdig, feilet) => {
    prosess.once('close', ferdig)
    prosess.once('error', feilet)
  })
  return { prosess, ut: () => ut, feil: () => feil, slutt }
}

/** What npm installed that is for development alone. */
function utviklingspakker(mappe: string): string[] {
  const lest: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
    readFileSync(join(mappe, 'node_modules/.package-lock.json'), 'utf8'),
  )
  const pakker = Object.entries(lest.packages)
  krev(pakker.length > 100, 'fant ikke hva npm installerte')
  return pakker.filter(([sti, { dev }]) => dev === true && existsSync(join(mappe, sti))).map(([sti]) => sti)
}

async function tilDenSvarer(url: string, bot: Kjoring): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const svar = await fetch(url).catch(() => undefined)
    if (svar?.status === 200) return
    if (bot.prosess.exitCode !== null) break
    await sov(100)
  }
  throw new Error(`boten svarte ikke: ${bot.ut()}${bot.feil()}`)
}

/** What a host in Azure gives its apps instead of a password (Container Apps, api 2019-08-01). */
async function startIdentitet(tokener: Record<string, () => Promise<string>>) {
  const hode = crypto.randomUUID()
  const tjener = createServer(async (sporring, svar) => {
    const ressurs = new URL(sporring.url ?? '', 'http://vert').searchParams.get('resource') ?? ''
    const token = sporring.headers['x-identity-header'] === hode ? await tokener[ressurs]?.() : undefined
    const om_en_time = Math.floor(Date.now() / 1000) + 3600
    svar.writeHead(token === undefined ? 400 : 200, { 'content-type': 'application/json' })
    svar.end(
      JSON.stringify({
        access_token: token,
        expires_on: om_en_time,
        resource: ressurs,
        token_type: 'Bearer',
      }),
    )
  })
  await new Promise<void>(klar => tjener.listen(0, '127.0.0.1', klar))
  const { port } = tjener.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/msi/token`,
    hode,
    stopp: () => {
      tjener.closeAllConnections()
      tjener.close()
    },
  }
}

const navneoppslag = (vert: string) =>
  `data:text/javascript,${encodeURIComponent(`import dns from 'node:dns'
const ekte = dns.lookup
dns.lookup = (navn, ...resten) => ekte(navn === '${vert}' ? '127.0.0.1' : navn, ...resten)`).replaceAll(
    "'",
    '%27',
  )}`

function krev(sant: boolean, ellers: string): void {
  if (!sant) throw new Error(ellers)
}

function megabyte(mappe: string): number {
  let sum = 0
  for (const fil of readdirSync(mappe, { recursive: true, withFileTypes: true }))
    if (fil.isFile()) sum += statSync(join(fil.parentPath, fil.name)).size
  return Math.round(sum / 1e6)
}

function fjern(mappe: string): void {
  if (!rot) spawnSync('chmod', ['-R', 'u+w', mappe])
  spawnSync('rm', ['-rf', mappe])
}
