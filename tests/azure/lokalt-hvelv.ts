import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Agent, createServer } from 'node:https'
import type { TokenCredential } from '@azure/identity'
import { z } from 'zod'
import { lagSertifikat } from './sertifikat.ts'

export type Foresporsel = { metode: string; sti: string; innlogget: boolean; kropp: string }

export type Hvelv = {
  nokkelUrl: string
  /** For a process of its own: what it must trust (PEM), and the host name it must find on 127.0.0.1. */
  sertifikat: string
  vert: string
  /** A token for one with all rights to the key. */
  token(): Promise<string>
  /** Finds the vault by its real name and trusts its certificate, and no other. */
  klientvalg: { agent: Agent }
  /** Someone with all rights to the key; `sekunder` is how long the vault accepts the tokens. */
  legitimasjon(valg?: { sekunder?: number }): TokenCredential
  /** Someone whose tokens are for another resource. */
  fremmed(): TokenCredential
  /** Someone known who has no rights to the key. */
  utenRett(): TokenCredential
  /** All tokens handed out. */
  tokener: readonly string[]
  /** From now on the vault takes none of the tokens handed out so far. */
  utlopTokener(): void
  gjeldende(): string
  roter(): string
  sperr(versjon: string, sperret?: boolean): void
  /** The version was valid until a minute ago. */
  utlop(versjon: string): void
  slettAlle(): void
  /** From now on requests are left without an answer. */
  heng(henger?: boolean): void
  /** The next `n` requests are answered with `status`, and with a body as the vault's unless `tomt`. */
  feil(n: number, status: number, valg?: { hoder?: Record<string, string>; tomt?: boolean }): void
  /** Milliseconds before the very first answer to one who is not logged in. */
  sinkForste(ms: number): void
  foresporsler: readonly Foresporsel[]
  stopp(): Promise<void>
}

type Versjon = { id: string; privat: KeyObject; apen: boolean; utloper?: number }
type Svar = { status: number; kropp?: unknown; hoder?: Record<string, string> }

const VERT = 'skole.vault.azure.net'
const NAVN = 'mester'
const TENANT = '5a7e1d64-6c1e-4b0b-9a55-0f1f6f3c9d10'
const RESSURS = 'https://vault.azure.net'

const Nyttelast = z.object({ alg: z.string(), value: z.string() })
const Kontroll = z.object({ alg: z.string(), digest: z.string(), value: z.string() })

/**
 * A Key Vault with one RSA key, on 127.0.0.1: the REST protocol (api 2025-07-01) over TLS, with real keys. Follows the
 * reference: an expired version unwraps and verifies, but does not wrap or sign; a disabled one does nothing.
 */
export async function startHvelv(): Promise<Hvelv> {
  const { sertifikat, nokkel } = lagSertifikat(VERT)
  const versjoner: Versjon[] = []
  const tokener = new Map<string, { ressurs: string; utloper: number; rett: boolean }>()
  const foresporsler: Foresporsel[] = []
  const feilko: Svar[] = []
  let henger = false
  let sink = 0

  const roter = () => {
    const id = randomBytes(16).toString('hex')
    versjoner.push({ id, privat: rsaNokkel(versjoner.length), apen: true })
    return id
  }
  roter()

  const finn = (id: string) => {
    const versjon = versjoner.find(v => v.id === id)
    if (versjon === undefined) throw new Error(`Ingen versjon ${id}.`)
    return versjon
  }

  const lagLegitimasjon = (ressurs: string, { sekunder = 3600, rett = true } = {}): TokenCredential => ({
    async getToken(omrader, valg) {
      if (String(omrader) !== `${RESSURS}/.default` || valg?.tenantId !== TENANT) return null
      const token = randomBytes(24).toString('base64url')
      tokener.set(token, { ressurs, utloper: Date.now() + sekunder * 1000, rett })
      return { token, expiresOnTimestamp: Date.now() + 3_600_000 }
    },
  })

  const innlogget = (sporring: IncomingMessage) => {
    const token = tokener.get(/^Bearer (.+)$/.exec(sporring.headers.authorization ?? '')?.[1] ?? '')
    return token?.ressurs === RESSURS && token.utloper > Date.now() ? token : undefined
  }

  function hent(versjon: Versjon | undefined): Svar {
    if (versjon === undefined) return avvist(404, 'KeyNotFound')
    return {
      status: 200,
      kropp: {
        key: {
          ...createPublicKey(versjon.privat).export({ format: 'jwk' }),
          kid: kid(versjon),
          key_ops: ['wrapKey', 'unwrapKey', 'sign', 'verify'],
        },
        attributes: egenskaper(versjon),
      },
    }
  }

  function utfor(versjon: Versjon | undefined, hva: string, kropp: unknown): Svar {
    if (versjon === undefined) return avvist(404, 'KeyNotFound')
    const lest = (hva === 'verify' ? Kontroll : Nyttelast).safeParse(kropp)
    if (!lest.success) return avvist(400, 'BadParameter')
    if (!versjon.apen) return avvist(403, 'Forbidden', 'KeyDisabled')
    const utlopt = versjon.utloper !== undefined && versjon.utloper <= Date.now() / 1000
    if (utlopt && (hva === 'wrapkey' || hva === 'sign')) {
      return avvist(403, 'Forbidden', 'KeyNotYetValidOrExpired')
    }
    const { alg, value } = lest.data
    if (alg !== (hva === 'wrapkey' || hva === 'unwrapkey' ? 'RSA-OAEP-256' : 'RS256')) {
      return avvist(400, 'BadParameter')
    }
    const verdi = Buffer.from(value, 'base64url')
    const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
    const svar = (resultat: Buffer): Svar => ({
      status: 200,
      kropp: { kid: kid(versjon), value: resultat.toString('base64url') },
    })
    try {
      switch (hva) {
        case 'wrapkey':
          return svar(publicEncrypt({ key: createPublicKey(versjon.privat), ...oaep }, verdi))
        case 'unwrapkey':
          return svar(privateDecrypt({ key: versjon.privat, ...oaep }, verdi))
        case 'sign':
          return svar(privateEncrypt(ra(versjon.privat), digestInfo(verdi)))
        case 'verify': {
          const digest = 'digest' in lest.data ? String(lest.data.digest) : ''
          const ventet = digestInfo(Buffer.from(digest, 'base64url'))
          return { status: 200, kropp: { value: erSignert(versjon, ventet, verdi) } }
        }
        default:
          return avvist(404, 'NotFound')
      }
    } catch {
      return avvist(400, 'BadParameter')
    }
  }

  function rut(metode: string, url: string, tekst: string): Svar {
    const { pathname, searchParams } = new URL(url, RESSURS)
    const [keys, navn, ...resten] = pathname.split('/').filter(del => del !== '')
    if (searchParams.get('api-version') === null) return avvist(400, 'BadParameter')
    if (keys !== 'keys' || navn !== NAVN) return avvist(404, 'KeyNotFound')
    const [versjon = versjoner.at(-1)?.id, hva] = resten
    if (metode === 'GET' && versjon === 'versions') {
      return {
        status: 200,
        kropp: { value: versjoner.map(v => ({ kid: kid(v), attributes: egenskaper(v) })), nextLink: null },
      }
    }
    const funnet = versjoner.find(v => v.id === versjon)
    if (metode === 'GET' && hva === undefined) return hent(funnet)
    if (metode !== 'POST' || hva === undefined) return avvist(405, 'MethodNotAllowed')
    return utfor(funnet, hva, JSON.parse(tekst === '' ? 'null' : tekst))
  }

  async function besvar(sporring: IncomingMessage): Promise<Svar | undefined> {
    const biter: Uint8Array[] = []
    for await (const bit of sporring) biter.push(bit)
    const kropp = Buffer.concat(biter).toString('utf8')
    const { method = 'GET', url = '/' } = sporring
    const token = innlogget(sporring)
    const [sti = ''] = url.split('?')
    foresporsler.push({ metode: method, sti, innlogget: token !== undefined, kropp })
    if (henger) return undefined
    const feil = feilko.shift()
    if (feil !== undefined) return feil
    if (token === undefined) {
      const ventetid = sink
      sink = 0
      await new Promise(videre => setTimeout(videre, ventetid))
      return {
        ...avvist(401, 'Unauthorized'),
        hoder: {
          'www-authenticate': `Bearer authorization="https://login.microsoftonline.com/${TENANT}", resource="${RESSURS}"`,
        },
      }
    }
    return token.rett ? rut(method, url, kropp) : avvist(403, 'Forbidden', 'ForbiddenByRbac')
  }

  const server = createServer({ key: nokkel, cert: sertifikat }, (sporring, svar) => {
    besvar(sporring).then(
      ferdig => {
        if (ferdig === undefined) return
        const { status, kropp, hoder } = ferdig
        svar.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...hoder })
        svar.end(kropp === undefined ? '' : JSON.stringify(kropp))
      },
      () => svar.destroy(),
    )
  })
  // One who does not trust the certificate hangs up.
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const adresse = server.address()
  if (adresse === null || typeof adresse === 'string') throw new Error('Hvelvet fikk ingen port.')
  const rot = `https://${VERT}:${adresse.port}`
  const kid = (versjon: Versjon) => `${rot}/keys/${NAVN}/${versjon.id}`

  const agent = new Agent({
    keepAlive: true,
    ca: sertifikat,
    lookup: (_, valg, ferdig) => {
      if (valg.all === true) ferdig(null, [{ address: '127.0.0.1', family: 4 }])
      else ferdig(null, '127.0.0.1', 4)
    },
  })

  return {
    nokkelUrl: `${rot}/keys/${NAVN}`,
    sertifikat,
    vert: VERT,
    async token() {
      const svar = await lagLegitimasjon(RESSURS).getToken(`${RESSURS}/.default`, { tenantId: TENANT })
      return svar?.token ?? ''
    },
    klientvalg: { agent },
    legitimasjon: valg => lagLegitimasjon(RESSURS, valg),
    fremmed: () => lagLegitimasjon('https://graph.microsoft.com'),
    utenRett: () => lagLegitimasjon(RESSURS, { rett: false }),
    get tokener() {
      return [...tokener.keys()]
    },
    utlopTokener() {
      for (const token of tokener.values()) token.utloper = 0
    },
    gjeldende: () => versjoner.at(-1)?.id ?? '',
    roter,
    sperr(versjon, sperret = true) {
      finn(versjon).apen = !sperret
    },
    utlop(versjon) {
      finn(versjon).utloper = Math.floor(Date.now() / 1000) - 60
    },
    slettAlle() {
      versjoner.length = 0
    },
    heng(verdi = true) {
      henger = verdi
    },
    feil(n, status, { hoder = {}, tomt = false } = {}) {
      const svar = { ...(tomt ? { status } : avvist(status, `Status${status}`)), hoder }
      for (let i = 0; i < n; i++) feilko.push(svar)
    },
    sinkForste(ms) {
      sink = ms
    },
    foresporsler,
    stopp: () =>
      new Promise(resolve => {
        agent.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const rsaNokler: KeyObject[] = []

/** They are slow to make: each vault's first version has the same one, and so on. */
function rsaNokkel(nummer: number): KeyObject {
  rsaNokler[nummer] ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  return rsaNokler[nummer]
}

/** As the vault says it: with names in the message. */
const avvist = (status: number, code: string, indre?: string): Svar => ({
  status,
  kropp: {
    error: {
      code,
      message: `${code} ${indre ?? ''}: hemmelig melding om ${NAVN} i ${VERT}`,
      ...(indre !== undefined && { innererror: { code: indre } }),
    },
  },
})

const egenskaper = (versjon: Versjon) => ({
  enabled: versjon.apen,
  created: 1_760_000_000,
  updated: 1_760_000_000,
  recoveryLevel: 'Recoverable+Purgeable',
  ...(versjon.utloper !== undefined && { exp: versjon.utloper }),
})

/** The vault is given the digest, not the message: what PKCS#1 v1.5 pads is then made here. */
const digestInfo = (digest: Buffer) => {
  if (digest.length !== 32) throw new Error('Ikke en SHA-256.')
  return Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), digest])
}

const ra = (key: KeyObject) => ({ key, padding: constants.RSA_PKCS1_PADDING })

function erSignert(versjon: Versjon, ventet: Buffer, signatur: Buffer): boolean {
  try {
    return publicDecrypt(ra(createPublicKey(versjon.privat)), signatur).equals(ventet)
  } catch {
    return false
  }
}
