import {
  Client,
  GraphError,
  HTTPMessageHandler,
  RetryHandler,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client'
import type { z } from 'zod'
import { KunneIkkeLevere } from '../utboks/utboks.ts'

export type Grafkode =
  | 'graf-utilgjengelig'
  | 'graf-nektet'
  | 'graf-strupet'
  | 'graf-konflikt'
  | 'graf-endret'
  | 'graf-avvist'
  | 'ugyldig-id'
  | 'finnes-ikke'
  | 'uten-legitimasjon'

/** What no second try mends: somebody has to do something first. */
const VARIGE: readonly Grafkode[] = ['graf-avvist', 'ugyldig-id', 'finnes-ikke']

/** Graph did not do it. A code alone: nothing of what was sent or answered comes along. */
export class Graffeil extends KunneIkkeLevere {
  readonly code: Grafkode
  constructor(code: Grafkode, retryAfter?: number) {
    super({ kode: code, varig: VARIGE.includes(code), ...(retryAfter === undefined ? {} : { retryAfter }) })
    this.code = code
  }
}

export type Grafoppsett = {
  /** A token for https://graph.microsoft.com. */
  hentToken(): Promise<string>
  baseUrl?: string
  /** Milliseconds that one request may take, its repetitions included. */
  frist?: number
}

export type Grafkall = {
  metode: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** From after `/v1.0`, with its query. */
  sti: string
  kropp?: unknown
  /** What the request needs besides its body, such as If-Match. */
  hoder?: Record<string, string>
  frist?: number
}

export type Grafklient = {
  /** The answer's body; undefined where there is none. Throws Graffeil, within `frist`. */
  be(kall: Grafkall): Promise<unknown>
  /** A listing, page by page, within `frist` in all. Throws Graffeil. */
  sider(sti: string, frist?: number): AsyncGenerator<unknown[]>
}

const FRIST = 20_000
const MAKS_SIDER = 50
/** Throttled for longer than this (seconds), the outbox waits instead, and holds nothing meanwhile. */
const LENGSTE_PUST = 5

/** Speaks HTTP with Microsoft Graph as the app. Throttling and passing faults are tried again by the SDK's own middleware. */
export function lagGrafklient({
  hentToken,
  baseUrl = 'https://graph.microsoft.com',
  frist: standardfrist = FRIST,
}: Grafoppsett): Grafklient {
  const rot = new URL('/v1.0', baseUrl).href
  // The SDK's own login knows https alone; what is asked for never leaves the one address.
  const igjen = new RetryHandler(
    new RetryHandlerOptions(0.2, 2, (_delay, _forsok, _sporring, _valg, svar) => pust(svar) <= LENGSTE_PUST),
  )
  igjen.setNext(new HTTPMessageHandler())
  const klient = Client.initWithMiddleware({
    baseUrl: new URL(baseUrl).origin,
    middleware: igjen,
    fetchOptions: { redirect: 'error' },
  })

  async function be({ metode, sti, kropp, hoder = {}, frist = standardfrist }: Grafkall): Promise<unknown> {
    const avbrudd = AbortSignal.timeout(Math.min(frist, standardfrist))
    const utlopt = new Promise<never>((_, avvis) => {
      avbrudd.addEventListener('abort', () => avvis(new Graffeil('graf-utilgjengelig')), { once: true })
    })
    const arbeid = async () => {
      const token = await hentToken().catch(() => {
        throw new Graffeil('uten-legitimasjon')
      })
      const alleHoder = { ...hoder, Authorization: `Bearer ${token}` }
      return send(klient.api(sti).headers(alleHoder).option('signal', avbrudd), metode, kropp)
    }
    try {
      return await Promise.race([arbeid(), utlopt])
    } catch (feil) {
      throw feil instanceof Graffeil ? feil : grafFeil(feil)
    }
  }

  async function* sider(sti: string, frist = standardfrist): AsyncGenerator<unknown[]> {
    const slutt = Date.now() + Math.min(frist, standardfrist)
    let neste: string | undefined = sti
    for (let side = 0; neste !== undefined; side++) {
      if (side === MAKS_SIDER) throw new Graffeil('graf-utilgjengelig')
      const svar = await be({ metode: 'GET', sti: neste, frist: Math.max(1, slutt - Date.now()) })
      const verdier: unknown = felt(svar, 'value')
      if (!Array.isArray(verdier)) throw new Graffeil('graf-utilgjengelig')
      yield verdier
      neste = nesteSti(felt(svar, '@odata.nextLink'), rot)
    }
  }

  return { be, sider }
}

function send(
  sporring: ReturnType<Client['api']>,
  metode: Grafkall['metode'],
  kropp: unknown,
): Promise<unknown> {
  switch (metode) {
    case 'GET':
      return sporring.get()
    case 'POST':
      return sporring.post(kropp)
    case 'PATCH':
      return sporring.patch(kropp)
    case 'PUT':
      return sporring.put(kropp)
    case 'DELETE':
      return sporring.delete()
  }
}

function felt(verdi: unknown, navn: string): unknown {
  return typeof verdi === 'object' && verdi !== null ? Reflect.get(verdi, navn) : undefined
}

/** The next page is where the first one was, or the token would be given away. */
function nesteSti(lenke: unknown, rot: string): string | undefined {
  if (lenke === undefined) return undefined
  if (typeof lenke !== 'string' || !lenke.startsWith(`${rot}/`)) throw new Graffeil('graf-utilgjengelig')
  return lenke.slice(rot.length)
}

/** Seconds asked for; 0 where nothing is. */
function pust(svar: { headers?: Headers | undefined } | undefined): number {
  const hode = svar?.headers?.get('retry-after') ?? ''
  if (hode === '') return 0
  const sekunder = Number(hode)
  const vent = Number.isFinite(sekunder) ? sekunder : (Date.parse(hode) - Date.now()) / 1000
  return Number.isFinite(vent) ? Math.max(0, vent) : 0
}

function grafFeil(feil: unknown): Graffeil {
  if (!(feil instanceof GraphError)) return new Graffeil('graf-utilgjengelig')
  const vent = pust(feil)
  switch (feil.statusCode) {
    case 401:
    case 403:
      return new Graffeil('graf-nektet')
    case 404:
    case 410:
      return new Graffeil('finnes-ikke')
    case 409:
      return new Graffeil('graf-konflikt')
    case 412:
      return new Graffeil('graf-endret')
    case 429:
      return new Graffeil('graf-strupet', vent === 0 ? undefined : vent)
    case 408:
    case 423:
      return new Graffeil('graf-utilgjengelig')
    default:
      return feil.statusCode >= 400 && feil.statusCode < 500
        ? new Graffeil('graf-avvist')
        : new Graffeil('graf-utilgjengelig', vent === 0 ? undefined : vent)
  }
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** An id as Entra makes them, safe to put in a path. Throws Graffeil. */
export function somGuid(id: string): string {
  if (!GUID.test(id)) throw new Graffeil('ugyldig-id')
  return id
}

/** What Graph answered, as it must look. Throws Graffeil when it does not. */
export function les<S extends z.ZodType>(skjema: S, verdi: unknown): z.output<S> {
  const lest = skjema.safeParse(verdi)
  if (!lest.success) throw new Graffeil('graf-utilgjengelig')
  return lest.data
}
