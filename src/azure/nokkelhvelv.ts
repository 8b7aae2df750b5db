import type { TokenCredential } from '@azure/identity'
import { CryptographyClient, KeyClient, type KeyClientOptions } from '@azure/keyvault-keys'
import { z } from 'zod'
import type { Mester } from '../database/kryptering.ts'

export type Hvelvkode =
  | 'hvelv-utilgjengelig'
  | 'hvelv-nektet'
  | 'hvelv-avviste'
  | 'nokkel-sperret'
  | 'ugyldig-kryptert'
  | 'ugyldig-nokkelurl'
  | 'ukjent-nokkel'
  | 'ukjent-nokkelversjon'
  | 'uten-legitimasjon'

/** The vault did not do as asked. Nothing of what was sent or answered comes along. */
export class Hvelvfeil extends Error {
  readonly code: Hvelvkode
  constructor(code: Hvelvkode) {
    super(code)
    this.code = code
  }
}

export type Hvelvoppsett = {
  /** `https://<vault>/keys/<name>`, without a version. */
  nokkelUrl: string
  legitimasjon: TokenCredential
  klientvalg?: Pick<KeyClientOptions, 'agent' | 'proxyOptions'>
  /** Milliseconds that one operation may take, retries and login included. */
  frist?: number
  /** Milliseconds, from anywhere; says when the current version is to be asked for again. */
  na?: () => number
}

const PAKKING = 'RSA-OAEP-256'
const SIGNERING = 'RS256'
const FRIST = 5000
const GJELDENDE_VARER = 3 * 60_000
const OMFORSOK = { maxRetries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 1000 }

/** An empty version would mean the current one, and anything but an identifier another address. */
const VERSJON = /^[0-9a-f]{32}$/i

type Arbeid<T> = (klient: CryptographyClient, valg: { abortSignal: AbortSignal }) => Promise<T>
/** What the vault's 400 and 404 mean to that operation. */
type Avslag = { 400?: Hvelvkode; 404: Hvelvkode }

const VED_NYTT: Avslag = { 404: 'ukjent-nokkelversjon' }
const VED_GAMMELT: Avslag = { 400: 'ugyldig-kryptert', 404: 'ukjent-nokkelversjon' }

/**
 * The master key in an Azure Key Vault: an RSA key that wraps (RSA-OAEP-256), unwraps and signs (RS256) without leaving it.
 * Needs the rights get, wrapKey, unwrapKey, sign and verify. Throws Hvelvfeil, within `frist`.
 */
export function nokkelhvelvMester(oppsett: Hvelvoppsett): Mester {
  const { hvelv, navn } = lesUrl(oppsett.nokkelUrl)
  const { frist = FRIST, na = () => performance.now() } = oppsett
  const legitimasjon = medKode(oppsett.legitimasjon, frist)
  // A new object each time, for the SDK writes in it. A redirect would carry the key that is to be wrapped elsewhere.
  const klientvalg = (): KeyClientOptions => ({
    ...oppsett.klientvalg,
    retryOptions: OMFORSOK,
    redirectOptions: { maxRetries: 0 },
  })
  const nokler = new KeyClient(hvelv, legitimasjon, klientvalg())
  const versjoner = new Map<string, ReturnType<typeof enOgEn>>()
  let gjeldende: { versjon: Promise<string>; til: number } | undefined

  async function hentGjeldende(): Promise<string> {
    const { properties } = await innenFrist(frist, { 404: 'ukjent-nokkel' }, valg =>
      nokler.getKey(navn, valg),
    )
    if (properties.enabled === false) throw new Hvelvfeil('nokkel-sperret')
    if (properties.version === undefined) throw new Hvelvfeil('ukjent-nokkelversjon')
    return properties.version
  }

  function finnGjeldende(): Promise<string> {
    if (gjeldende === undefined || na() >= gjeldende.til) {
      const spurt = { versjon: hentGjeldende(), til: na() + GJELDENDE_VARER }
      gjeldende = spurt
      spurt.versjon.catch(() => {
        if (gjeldende === spurt) gjeldende = undefined
      })
    }
    return gjeldende.versjon
  }

  async function medVersjon<T>(versjon: string, avslag: Avslag, arbeid: Arbeid<T>): Promise<T> {
    if (!VERSJON.test(versjon)) throw new Hvelvfeil('ukjent-nokkelversjon')
    let bruk = versjoner.get(versjon)
    if (bruk === undefined) {
      // Told by name and version alone: what the SDK knows of a key's expiry it enforces on unwrapping too, and then nothing
      // that an expired version wrapped could be read or wrapped anew. The vault itself allows that.
      const nokkel = {
        id: `${hvelv}/keys/${navn}/${versjon}`,
        name: navn,
        properties: { name: navn, vaultUrl: hvelv, version: versjon },
      }
      bruk = enOgEn(new CryptographyClient(nokkel, legitimasjon, klientvalg()))
      versjoner.set(versjon, bruk)
    }
    const iTur = bruk
    return innenFrist(frist, avslag, valg => iTur(klient => arbeid(klient, valg)))
  }

  function medGjeldende<T>(arbeid: Arbeid<T>): Promise<T & { versjon: string }> {
    const medDen = async (versjon: string) => ({
      ...(await medVersjon(versjon, VED_NYTT, arbeid)),
      versjon,
    })
    // One limit for the two or three questions it may take.
    return innenTid(frist, async () => {
      const versjon = await finnGjeldende()
      try {
        return await medDen(versjon)
      } catch (feil) {
        // After a leak the old version is disabled as the new one is made: that must not stop work until we ask again.
        if (!(feil instanceof Hvelvfeil && feil.code === 'nokkel-sperret')) throw feil
        gjeldende = undefined
        const ny = await finnGjeldende()
        if (ny === versjon) throw feil
        return medDen(ny)
      }
    })
  }

  return {
    pakkInn: nokkel =>
      medGjeldende(async (klient, valg) => ({
        innpakket: base64((await klient.wrapKey(PAKKING, nokkel, valg)).result),
      })),
    async pakkUt({ innpakket, versjon }) {
      const lukket = Buffer.from(innpakket, 'base64')
      const { result } = await medVersjon(versjon, VED_GAMMELT, (klient, valg) =>
        klient.unwrapKey(PAKKING, lukket, valg),
      )
      return Buffer.from(result)
    },
    signer: data =>
      medGjeldende(async (klient, valg) => ({
        signatur: base64((await klient.signData(SIGNERING, data, valg)).result),
      })),
    async bekreft(data, { signatur, versjon }) {
      const gitt = Buffer.from(signatur, 'base64')
      try {
        const { result } = await medVersjon(versjon, VED_GAMMELT, (klient, valg) =>
          klient.verifyData(SIGNERING, data, gitt, valg),
        )
        return result
      } catch (feil) {
        if (feil instanceof Hvelvfeil && feil.code === 'ugyldig-kryptert') return false
        throw feil
      }
    },
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

function lesUrl(nokkelUrl: string): { hvelv: string; navn: string } {
  const url = URL.canParse(nokkelUrl) ? new URL(nokkelUrl) : undefined
  const navn = /^\/keys\/([0-9a-zA-Z-]{1,127})\/?$/.exec(url?.pathname ?? '')?.[1]
  if (url?.protocol !== 'https:' || navn === undefined) throw new Hvelvfeil('ugyldig-nokkelurl')
  return { hvelv: url.origin, navn }
}

/** Says apart that we could not log in, and that the vault said no. */
function medKode(legitimasjon: TokenCredential, frist: number): TokenCredential {
  return {
    async getToken(omrader, valg) {
      const token = await innenTid(frist, () => legitimasjon.getToken(omrader, valg)).catch(() => null)
      if (token === null) throw new Hvelvfeil('uten-legitimasjon')
      // The SDK renews a token that is about to expire in the background, where a failure ends the process. Told that it
      // has expired, it asks each time; the credential keeps its tokens itself.
      return { token: token.token, expiresOnTimestamp: 0 }
    },
  }
}

/**
 * The client, once its first call is over: the SDK sends that one without its body to be told where to log in, and two at a
 * time can lose the body for good.
 */
function enOgEn(klient: CryptographyClient) {
  let forste: Promise<unknown> | undefined
  return async <T>(arbeid: (klient: CryptographyClient) => Promise<T>): Promise<T> => {
    if (forste !== undefined) {
      await forste
      return arbeid(klient)
    }
    const den = arbeid(klient)
    forste = den.catch(() => undefined)
    return den
  }
}

/** The SDK waits as long as a Retry-After says, and a login may ignore its signal: here the clock decides. */
async function innenTid<T>(ms: number, arbeid: (avbrudd: AbortSignal) => Promise<T>): Promise<T> {
  const avbrudd = new AbortController()
  let klokke: NodeJS.Timeout | undefined
  const utlopt = new Promise<never>((_, avvis) => {
    klokke = setTimeout(() => {
      avvis(new Hvelvfeil('hvelv-utilgjengelig'))
      avbrudd.abort()
    }, ms)
  })
  try {
    return await Promise.race([arbeid(avbrudd.signal), utlopt])
  } finally {
    clearTimeout(klokke)
  }
}

async function innenFrist<T>(
  frist: number,
  avslag: Avslag,
  arbeid: (valg: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  try {
    return await innenTid(frist, abortSignal => arbeid({ abortSignal }))
  } catch (feil) {
    throw feil instanceof Hvelvfeil ? feil : new Hvelvfeil(kodeFor(feil, avslag))
  }
}

const Svar = z.object({
  statusCode: z.number(),
  details: z
    .object({ error: z.object({ innerError: z.object({ code: z.string() }) }) })
    .optional()
    .catch(undefined),
})

const SPERRET = ['KeyDisabled', 'KeyNotYetValidOrExpired']

function kodeFor(feil: unknown, avslag: Avslag): Hvelvkode {
  const lest = Svar.safeParse(feil)
  if (!lest.success) return 'hvelv-utilgjengelig'
  const { statusCode, details } = lest.data
  if (statusCode === 404) return avslag[404]
  if (statusCode === 400) return avslag[400] ?? 'hvelv-avviste'
  if (statusCode === 403 && SPERRET.includes(details?.error.innerError.code ?? '')) return 'nokkel-sperret'
  if (statusCode === 401 || statusCode === 403) return 'hvelv-nektet'
  const forbigaende = statusCode === 408 || statusCode === 429 || statusCode < 400 || statusCode >= 500
  return forbigaende ? 'hvelv-utilgjengelig' : 'hvelv-avviste'
}
