import { Client, GraphError, HTTPMessageHandler } from '@microsoft/microsoft-graph-client'
import { z } from 'zod'

export type Grafkode =
  | 'graf-utilgjengelig'
  | 'graf-nektet'
  | 'graf-strupet'
  | 'ugyldig-id'
  | 'ukjent-gruppe'
  | 'uten-legitimasjon'

/** Graph gave no answer. Nothing of what was sent or answered comes along. */
export class Graffeil extends Error {
  readonly code: Grafkode
  constructor(code: Grafkode) {
    super(code)
    this.code = code
  }
}

export type Grafoppsett = {
  /** A token for https://graph.microsoft.com, with the right GroupMember.Read.All. */
  hentToken(): Promise<string>
  baseUrl?: string
  /** Milliseconds that one question may take, all its pages included. */
  frist?: number
}

export type Graf = {
  /** Whether the person (Entra object id) owns the group behind the team. Throws Graffeil, within `frist`. */
  erTeameier(gruppe: string, oid: string): Promise<boolean>
}

const FRIST = 5000
/** A group has at most 100 owners, which is one page. */
const MAKS_SIDER = 20
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const Side = z.object({
  value: z.array(z.object({ id: z.string() })),
  '@odata.nextLink': z.string().optional(),
})

/** Asks Microsoft Graph what the bot's own roster does not tell: who owns a team. */
export function lagGraf({
  hentToken,
  baseUrl = 'https://graph.microsoft.com',
  frist = FRIST,
}: Grafoppsett): Graf {
  const rot = new URL('/v1.0', baseUrl).href
  // The bare transport: the SDK's own chain waits out a Retry-After of minutes, and its login knows https alone.
  const klient = Client.initWithMiddleware({
    baseUrl: new URL(baseUrl).origin,
    middleware: new HTTPMessageHandler(),
    fetchOptions: { redirect: 'error' },
  })

  async function letEtterEier(gruppe: string, oid: string, avbrudd: AbortSignal): Promise<boolean> {
    const token = await hentToken().catch(() => {
      throw new Graffeil('uten-legitimasjon')
    })
    let sti = `/groups/${gruppe}/owners?$select=id`
    for (let side = 0; side < MAKS_SIDER; side++) {
      const svar: unknown = await klient
        .api(sti)
        .header('Authorization', `Bearer ${token}`)
        .option('signal', avbrudd)
        .get()
      const { value, '@odata.nextLink': neste } = Side.parse(svar)
      if (value.some(eier => eier.id.toLowerCase() === oid.toLowerCase())) return true
      if (neste === undefined) return false
      // The next page is where the first one was, or the token would be given away.
      if (!neste.startsWith(`${rot}/`)) throw new Graffeil('graf-utilgjengelig')
      sti = neste.slice(rot.length)
    }
    throw new Graffeil('graf-utilgjengelig')
  }

  return {
    async erTeameier(gruppe, oid) {
      if (!GUID.test(gruppe) || !GUID.test(oid)) throw new Graffeil('ugyldig-id')
      const avbrudd = AbortSignal.timeout(frist)
      const utlopt = new Promise<never>((_, avvis) => {
        avbrudd.addEventListener('abort', () => avvis(new Graffeil('graf-utilgjengelig')), { once: true })
      })
      try {
        return await Promise.race([letEtterEier(gruppe, oid, avbrudd), utlopt])
      } catch (feil) {
        throw feil instanceof Graffeil ? feil : new Graffeil(kodeFor(feil))
      }
    },
  }
}

function kodeFor(feil: unknown): Grafkode {
  switch (feil instanceof GraphError ? feil.statusCode : undefined) {
    case 401:
    case 403:
      return 'graf-nektet'
    case 404:
      return 'ukjent-gruppe'
    case 429:
      return 'graf-strupet'
    default:
      return 'graf-utilgjengelig'
  }
}
