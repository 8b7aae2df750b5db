import { createServer, type IncomingMessage } from 'node:http'

export type Graftjener = {
  baseUrl: string
  /** A token that is accepted until `trekk` is called. */
  hentToken(): Promise<string>
  trekk(): void
  gruppe(id: string, folk: { eiere: readonly string[]; medlemmer?: readonly string[] }): void
  /** The next request is answered with `status`; retryAfter in seconds. */
  feil(status: number, valg?: { retryAfter?: number; tomt?: boolean }): void
  /** The next page is said to lie there. */
  nesteSide(adresse: string): void
  heng(): void
  /** Paths with queries, as they came. */
  foresporsler: readonly string[]
  stopp(): Promise<void>
}

type Svar = { status: number; kropp?: unknown; hoder?: Record<string, string> }

const SIDE = 2

/** Microsoft Graph on 127.0.0.1, with what is asked of it here: the owners and members of groups, two to a page. */
export async function startGraf(): Promise<Graftjener> {
  const grupper = new Map<string, { eiere: readonly string[]; medlemmer: readonly string[] }>()
  const foresporsler: string[] = []
  let gyldig = 'graf-token-1'
  let feil: Svar | undefined
  let neste: string | undefined
  let henger = false

  function side(folk: readonly string[], sti: string, sok: URLSearchParams): Svar {
    if (sok.get('$select') !== 'id') return avvist(400, 'BadRequest')
    const fra = Number((sok.get('$skiptoken') ?? 'side-0').slice('side-'.length))
    const til = fra + SIDE
    const lenke = neste ?? `${baseUrl}${sti}?$select=id&$skiptoken=side-${til}`
    return {
      status: 200,
      kropp: {
        '@odata.context': `${baseUrl}/v1.0/$metadata#directoryObjects(id)`,
        ...((til < folk.length || neste !== undefined) && { '@odata.nextLink': lenke }),
        value: folk.slice(fra, til).map(id => ({ '@odata.type': '#microsoft.graph.user', id })),
      },
    }
  }

  function besvar(sporring: IncomingMessage): Svar {
    const { method = 'GET', url = '/', headers } = sporring
    foresporsler.push(url)
    if (headers.authorization !== `Bearer ${gyldig}`) return avvist(401, 'InvalidAuthenticationToken')
    if (feil !== undefined) {
      const svar = feil
      feil = undefined
      return svar
    }
    const { pathname, searchParams } = new URL(url, baseUrl)
    const [versjon, groups, id = '', hva, ...resten] = pathname.split('/').slice(1)
    const kjent = versjon === 'v1.0' && groups === 'groups' && resten.length === 0
    if (method !== 'GET' || !kjent) return avvist(400, 'BadRequest')
    const gruppe = grupper.get(id.toLowerCase())
    if (gruppe === undefined) return avvist(404, 'Request_ResourceNotFound')
    if (hva === 'owners') return side(gruppe.eiere, pathname, searchParams)
    if (hva === 'members') return side([...gruppe.eiere, ...gruppe.medlemmer], pathname, searchParams)
    return avvist(400, 'BadRequest')
  }

  const server = createServer((sporring, svar) => {
    const { status, kropp, hoder } = besvar(sporring)
    if (henger) return
    svar.writeHead(status, {
      'content-type': 'application/json;odata.metadata=minimal;charset=utf-8',
      ...hoder,
    })
    svar.end(kropp === undefined ? '' : JSON.stringify(kropp))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const adresse = server.address()
  if (adresse === null || typeof adresse === 'string') throw new Error('Grafen fikk ingen port.')
  const baseUrl = `http://127.0.0.1:${adresse.port}`

  return {
    baseUrl,
    hentToken: async () => gyldig,
    trekk() {
      gyldig = 'graf-token-2'
    },
    gruppe(id, { eiere, medlemmer = [] }) {
      grupper.set(id.toLowerCase(), { eiere, medlemmer })
    },
    feil(status, { retryAfter, tomt = false } = {}) {
      const kode = { 403: 'Authorization_RequestDenied', 429: 'TooManyRequests' }[status]
      feil = {
        ...(tomt ? { status } : avvist(status, kode ?? `Status${status}`)),
        ...(retryAfter !== undefined && { hoder: { 'retry-after': String(retryAfter) } }),
      }
    },
    nesteSide(adressen) {
      neste = adressen
    },
    heng() {
      henger = true
    },
    foresporsler,
    stopp: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const avvist = (status: number, code: string): Svar => ({
  status,
  kropp: {
    error: { code, message: `${code}: hemmelig melding`, innerError: { 'request-id': 'hemmelig-id' } },
  },
})
