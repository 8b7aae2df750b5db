import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { grupperuter } from './lokal-graf-grupper.ts'
import {
  avvist,
  type Graflager,
  type Grafrute,
  type Grafsvar,
  type Grafvert,
  type Gruppe,
} from './lokal-graf-rute.ts'
import { type Sideavsnitt, side } from './lokal-graf-side.ts'

export type LokalGraf = {
  baseUrl: string
  port: number
  lager: Graflager
  /** A token that is accepted until `trekk` is called. */
  hentToken(): Promise<string>
  trekk(): void
  gruppe(id: string, folk: Gruppe): void
  /**
   * The next `antall` requests, once `hopp` have come through, are answered with `status`; retryAfter in seconds; `etter`: after they
   * have been carried out.
   */
  feil(
    status: number,
    valg?: { antall?: number; hopp?: number; retryAfter?: number; tomt?: boolean; etter?: boolean },
  ): void
  /** The connection is cut on the next request, once `hopp` have come through: before it is read, or when the work is done. */
  kutt(nar: 'for' | 'etter', hopp?: number): void
  /** The next page is said to lie there. */
  nesteSide(adresse: string): void
  heng(): void
  /** Method and path with query, as they came. */
  foresporsler: { metode: string; sti: string; kropp: unknown }[]
  stopp(): Promise<void>
}

const MAKS_KROPP = 4 * 1024 * 1024

/**
 * Microsoft Graph on 127.0.0.1, for the demo and the tests: it keeps what it is given, refuses what the real one refuses (no token,
 * a member it does not know, a wrong type, If-Match missing), and fails on demand.
 */
export async function startLokalGraf(
  valg: {
    port?: number
    mappe?: string
    ruter?: readonly ((vert: Grafvert) => Grafrute)[]
    /** Gets every request: method, path, and the body where it is JSON. */
    opptak?: (bytes: string) => void
    /** The page at `/` that shows what lies here. */
    side?: { tittel: string; avsnitt: readonly ((vert: Grafvert) => Sideavsnitt)[] }
    /** What a browser may open: outside of /v1.0, without a token. */
    apne?: readonly ((vert: Grafvert) => Grafrute)[]
  } = {},
): Promise<LokalGraf> {
  const lager = apneLager(valg.mappe)
  let gyldig = 'graf-token-1'
  let baseUrl = ''
  let planlagt: { svar: Grafsvar; antall: number; hopp: number; etter: boolean } | undefined
  let kutt: { nar: 'for' | 'etter'; hopp: number } | undefined
  let henger = false
  const sider: { neste?: string } = {}
  const foresporsler: { metode: string; sti: string; kropp: unknown }[] = []
  const vert: Grafvert = { lager, baseUrl: () => baseUrl, mappe: valg.mappe }
  const apne = (valg.apne ?? []).map(rute => rute(vert))
  const ruter = [grupperuter(vert, sider), ...(valg.ruter ?? []).map(rute => rute(vert))]

  function besvar(sporring: IncomingMessage, bytes: Uint8Array): Grafsvar {
    const { method: metode = 'GET', url = '/', headers } = sporring
    const json = somJson(bytes)
    const apen = apent(sporring, bytes, json)
    if (apen !== undefined) return apen
    foresporsler.push({ metode, sti: url, kropp: json })
    valg.opptak?.(`${metode} ${decodeURIComponent(url)}\n${json === undefined ? '' : JSON.stringify(json)}`)
    if (headers.authorization !== `Bearer ${gyldig}`) return avvist(401, 'InvalidAuthenticationToken')
    const feil = planlagt === undefined || planlagt.hopp-- > 0 ? undefined : planlagt
    if (feil !== undefined && --feil.antall <= 0) planlagt = undefined
    if (feil !== undefined && !feil.etter) return feil.svar
    const { pathname, searchParams: sok } = new URL(url, baseUrl)
    const [versjon, ...sti] = pathname.split('/').slice(1).map(decodeURIComponent)
    if (versjon !== 'v1.0') return avvist(400, 'BadRequest')
    const hoder = Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, v?.toString()]))
    for (const rute of ruter) {
      const svar = rute({ metode, sti, sok, hoder, bytes, json })
      if (svar !== undefined) return feil?.svar ?? svar
    }
    return avvist(400, 'BadRequest')
  }

  function apent(sporring: IncomingMessage, bytes: Uint8Array, json: unknown): Grafsvar | undefined {
    const { method: metode = 'GET', url = '/' } = sporring
    const { pathname, searchParams: sok } = new URL(url, baseUrl)
    if (pathname.startsWith('/v1.0')) return undefined
    const sti = pathname.split('/').slice(1).map(decodeURIComponent)
    for (const rute of apne) {
      const svar = rute({ metode, sti, sok, hoder: {}, bytes, json })
      if (svar !== undefined) return svar
    }
    return undefined
  }

  const server = createServer((sporring, svar) => {
    if (sporring.method === 'GET' && sporring.url === '/' && valg.side !== undefined) {
      svar.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      })
      svar.end(
        side(
          valg.side.tittel,
          valg.side.avsnitt.map(avsnitt => avsnitt(vert)),
        ),
      )
      return
    }
    const kuttes = kutt === undefined || kutt.hopp-- > 0 ? undefined : kutt.nar
    if (kuttes !== undefined) kutt = undefined
    if (kuttes === 'for') {
      sporring.destroy()
      return
    }
    const biter: Buffer[] = []
    let lengde = 0
    sporring.on('data', (bit: Buffer) => {
      lengde += bit.length
      if (lengde <= MAKS_KROPP) biter.push(bit)
    })
    sporring.on('end', () => {
      const { status, kropp, hoder, innhold } =
        lengde > MAKS_KROPP
          ? avvist(413, 'RequestEntityTooLarge')
          : besvar(sporring, new Uint8Array(Buffer.concat(biter)))
      if (henger) return
      if (kuttes === 'etter') {
        svar.destroy()
        return
      }
      svar.writeHead(status, {
        ...(innhold !== undefined && { 'content-type': 'application/octet-stream' }),
        ...(kropp !== undefined && {
          'content-type': 'application/json;odata.metadata=minimal;charset=utf-8',
        }),
        ...hoder,
      })
      svar.end(innhold ?? (kropp === undefined ? '' : JSON.stringify(kropp)))
    })
  })
  await new Promise<void>((ferdig, feilet) => {
    server.once('error', feilet)
    server.listen(valg.port ?? 0, '127.0.0.1', ferdig)
  })
  const adresse = server.address()
  if (adresse === null || typeof adresse === 'string') throw new Error('Grafen fikk ingen port.')
  baseUrl = `http://127.0.0.1:${adresse.port}`

  return {
    baseUrl,
    port: adresse.port,
    lager,
    hentToken: async () => gyldig,
    trekk() {
      gyldig = 'graf-token-2'
    },
    gruppe(id, gruppe) {
      lager.sett('grupper', id.toLowerCase(), gruppe)
    },
    feil(status, { antall = 1, hopp = 0, retryAfter, tomt = false, etter = false } = {}) {
      const kode = { 403: 'Authorization_RequestDenied', 429: 'TooManyRequests' }[status]
      planlagt = {
        antall,
        hopp,
        etter,
        svar: {
          ...(tomt ? { status } : avvist(status, kode ?? `Status${status}`)),
          ...(retryAfter !== undefined && { hoder: { 'retry-after': String(retryAfter) } }),
        },
      }
    },
    kutt(nar, hopp = 0) {
      kutt = { nar, hopp }
    },
    nesteSide(adressen) {
      sider.neste = adressen
    },
    heng() {
      henger = true
    },
    foresporsler,
    stopp: () =>
      new Promise(ferdig => {
        server.close(() => ferdig())
        server.closeAllConnections()
      }),
  }
}

function somJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function apneLager(mappe: string | undefined): Graflager {
  const fil = mappe === undefined ? undefined : join(mappe, 'lager.json')
  const alt: Record<string, Record<string, unknown>> = fil !== undefined && existsSync(fil)
    ? JSON.parse(readFileSync(fil, 'utf8'))
    : {}
  const skriv = () => {
    if (fil === undefined || mappe === undefined) return
    mkdirSync(mappe, { recursive: true })
    writeFileSync(fil, JSON.stringify(alt))
  }
  return {
    hent: <T>(samling: string, id: string) => alt[samling]?.[id] as T | undefined,
    alle: <T>(samling: string) =>
      Object.entries(alt[samling] ?? {}).map(([id, verdi]) => ({ id, verdi: verdi as T })),
    sett(samling, id, verdi) {
      alt[samling] = { ...alt[samling], [id]: verdi }
      skriv()
    },
    slett(samling, id) {
      const { [id]: borte, ...resten } = alt[samling] ?? {}
      alt[samling] = resten
      skriv()
      return borte !== undefined
    },
  }
}
