import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ledigPort } from '../bygg/ledig-port.ts'
import { startMottak } from '../bygg/otlp.ts'
import { nyDatabase } from '../oppsett/postgres.ts'

const ROT = join(import.meta.dirname, '..', '..')
const mappe = mkdtempSync(join(tmpdir(), 'skolestotte-oppstart-'))

beforeAll(() => {
  execFileSync(process.execPath, [join(ROT, 'node_modules/typescript/bin/tsc'), '-p', join(ROT, 'src')])
})
afterAll(() => rmSync(mappe, { recursive: true, force: true }))

type Kjoring = { prosess: ChildProcess; ut(): string; feil(): string; slutt: Promise<number | null> }

function kjor(argumenter: string[], miljo: Record<string, string> = {}): Kjoring {
  const prosess = spawn(process.execPath, [join(ROT, 'dist/main.js'), ...argumenter], {
    cwd: mappe,
    env: { PATH: process.env['PATH'], ...miljo },
  })
  let ut = ''
  let feil = ''
  prosess.stdout.on('data', bit => {
    ut += bit
  })
  prosess.stderr.on('data', bit => {
    feil += bit
  })
  const slutt = new Promise<number | null>(ferdig => prosess.once('close', ferdig))
  return { prosess, ut: () => ut, feil: () => feil, slutt }
}

async function ventPa(kjoring: Kjoring, tekst: string): Promise<void> {
  for (let i = 0; i < 1200 && !kjoring.ut().includes(tekst); i++) await new Promise(r => setTimeout(r, 100))
  expect(kjoring.ut()).toContain(tekst)
}

describe('demoen', { timeout: 300_000 }, () => {
  it('skriver øvingskommunen som ett JSON-objekt og ikke noe annet', async () => {
    const k = kjor(['demo', '--oving'])
    expect(await k.slutt).toBe(0)
    const oving = JSON.parse(k.ut()) as { tenant: string; people: { aadObjectId: string; role: string }[] }
    expect(oving.people).toHaveLength(6)
    expect(new Set(oving.people.map(p => p.aadObjectId)).size).toBe(6)
    expect(oving.people.map(p => p.role)).toContain('sosiallarer')
    expect(oving.tenant).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('sier fra på én linje om en opptatt port', async () => {
    const tjener = createServer().listen(0, '127.0.0.1')
    await new Promise(ferdig => tjener.once('listening', ferdig))
    const { port } = tjener.address() as AddressInfo
    const k = kjor(['demo', '--uten-klient', '--port', `${port}`, '--data', join(mappe, 'a')])
    expect(await k.slutt).toBe(1)
    expect(k.feil()).toBe(`Port ${port} er opptatt. Velg en annen med --port.\n`)
    tjener.close()
  })

  it.each([
    [['--data', '/dev/null/x', '--uten-klient', '--port', '0'], /^Mappa .* kan ikke skrives til/],
    [['--port', 'åtti'], /^--port må være et helt tall/],
    [['--finnes-ikke'], /^Ukjent valg/],
  ])('sier fra om %j', async (valg, ventet) => {
    const k = kjor(['demo', ...valg])
    expect(await k.slutt).toBe(1)
    expect(k.feil()).toMatch(ventet)
    expect(k.feil()).not.toContain('    at ')
  })

  it('nekter en mappe som er i bruk, og slipper den når den avsluttes', async () => {
    const data = join(mappe, 'delt')
    const forste = kjor(['demo', '--uten-klient', '--tom', '--port', '0', '--data', data])
    await ventPa(forste, 'Boten svarer på')
    const andre = kjor(['demo', '--uten-klient', '--tom', '--port', '0', '--data', data])
    expect(await andre.slutt).toBe(1)
    expect(andre.feil().trim().split('\n')).toHaveLength(1)
    forste.prosess.kill('SIGINT')
    expect(await forste.slutt).toBe(0)
    const tredje = kjor(['demo', '--uten-klient', '--tom', '--port', '0', '--data', data])
    await ventPa(tredje, 'Boten svarer på')
    tredje.prosess.kill('SIGTERM')
    expect(await tredje.slutt).toBe(0)
  })
})

describe('i drift', { timeout: 300_000 }, () => {
  it('starter ikke halvferdig: sier hva som mangler, på én linje', async () => {
    const k = kjor([])
    expect(await k.slutt).toBe(1)
    expect(k.feil()).toContain('DATABASE_URL mangler')
    expect(k.feil()).toContain('APP_ID mangler')
    expect(k.feil()).toContain('NOKKELHVELV mangler')
    expect(k.feil().trim().split('\n')).toHaveLength(1)
  })

  /** Starts as in production. */
  async function startIDrift(miljo: Record<string, string> = {}) {
    const port = await ledigPort()
    const k = kjor([], {
      DATABASE_URL: await nyDatabase(inject('postgres')),
      APP_ID: '11111111-1111-4111-8111-111111111111',
      TENANT_ID: '22222222-2222-4222-8222-222222222222',
      APP_PASSWORD: 'ikke-ekte',
      ADMINISTRATORER: '33333333-3333-4333-8333-333333333333',
      NOKKELHVELV: 'https://127.0.0.1:1/keys/mester',
      LOGGANKER: join(mappe, 'ankere.jsonl'),
      HOST: '127.0.0.1',
      PORT: `${port}`,
      ...miljo,
    })
    return { k, port }
  }

  /** Starts as in production, and waits until it answers. */
  async function iDrift(miljo: Record<string, string> = {}) {
    const { k, port } = await startIDrift(miljo)
    const post = (hoder: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...hoder },
        body: JSON.stringify({
          type: 'message',
          text: 'hei',
          channelId: 'msteams',
          serviceUrl: 'http://127.0.0.1:1',
        }),
      })
    let svar: Response | undefined
    for (let i = 0; i < 1200 && svar === undefined; i++) {
      svar = await post().catch(() => undefined)
      if (svar === undefined) await new Promise(r => setTimeout(r, 100))
    }
    return { k, post, svar }
  }

  it('starter på PostgreSQL, krever innlogging, og avslutter pent på SIGTERM', async () => {
    const { k, post, svar } = await iDrift()
    expect(svar?.status).toBe(401)
    expect(await svar?.text()).toBe('')
    expect((await post({ authorization: 'Bearer tull' })).status).toBe(401)
    // Nothing of what the SDK says about it, only codes.
    expect(k.feil()).toBe('')
    expect(k.ut()).toContain('"kode":"sdk-melding"')
    expect(k.ut()).toContain('"kode":"passord-i-bruk"')
    expect(k.ut()).toContain('"grunn":"ikke-innlogget"')
    expect(k.ut()).not.toMatch(/tull|Error|ikke-ekte/)
    k.prosess.kill('SIGTERM')
    expect(await k.slutt).toBe(0)
  })

  it('avslutter pent også når den blir bedt om det før den er oppe, og når den blir bedt om det to ganger', async () => {
    const { k } = await startIDrift()
    await ventPa(k, '"kode":"passord-i-bruk"')
    k.prosess.kill('SIGTERM')
    k.prosess.kill('SIGINT')
    expect(await k.slutt).toBe(0)
    expect(k.feil()).toBe('')
  })

  it('laster OpenTelemetry bare når det er satt en adresse å sende til, og sender da til den', async () => {
    /** Every script that V8 has loaded by the end, whoever asked for it and however. */
    const lastet = async (navn: string, miljo: Record<string, string> = {}) => {
      const NODE_V8_COVERAGE = join(mappe, navn)
      const { k, svar } = await iDrift({ NODE_V8_COVERAGE, ...miljo })
      expect(svar?.status).toBe(401)
      k.prosess.kill('SIGTERM')
      expect(await k.slutt).toBe(0)
      const filer = readdirSync(NODE_V8_COVERAGE).map(
        fil => JSON.parse(readFileSync(join(NODE_V8_COVERAGE, fil), 'utf8')) as { result: { url: string }[] },
      )
      return filer.flatMap(fil => fil.result.map(r => r.url))
    }
    const telemetri = (urler: string[]) => urler.filter(url => /@opentelemetry|drift\/telemetri/.test(url))
    const uten = await lastet('uten')
    expect(uten.some(url => url.includes('/botbuilder/'))).toBe(true)
    expect(uten.some(url => url.endsWith('/dist/drift/sporing.js'))).toBe(true)
    expect(telemetri(uten)).toEqual([])
    const mottak = await startMottak()
    try {
      const med = await lastet('med', { OTEL_EXPORTER_OTLP_ENDPOINT: `${mottak.adresse}/` })
      expect(telemetri(med).length).toBeGreaterThan(10)
      expect(mottak.metrikker.map(m => m.metrikk.name)).toContain('skolestotte_klar')
      expect(mottak.ra.every(r => /^POST \/v1\/(traces|metrics) /.test(r))).toBe(true)
    } finally {
      await mottak.stopp()
    }
  })
})
