import { type Activity, ActivityTypes, CardFactory, type ConversationParameters } from 'botbuilder'
import {
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  type ConnectorClient,
} from 'botframework-connector'
import { forMelding, type Skjemavisning } from '../cards/dialog.ts'
import type { Kort } from '../cards/mal.ts'
import type { Medlem } from '../tilgang/oppsett.ts'
import { personId } from '../tilgang/roller.ts'
import { KunneIkkeLevere, type Levering, type Melding } from '../utboks/utboks.ts'

export type Leveringsoppsett = {
  auth: BotFrameworkAuthentication
  appId: string
  botId: string
  tenant: string
  skjema: Skjemavisning
  /** Is the bot willing to send to this address? */
  tillatt(serviceUrl: string): boolean
}

const SCOPE = 'https://api.botframework.com'
const TIDSFRIST_MS = 10_000

/** The way out to Teams over the Bot Framework connector. */
export function lagLevering(oppsett: Leveringsoppsett): Levering & {
  medlemmer(til: { serviceUrl: string; samtale: string }): Promise<Medlem[]>
} {
  const identitet = new ClaimsIdentity(
    [
      { type: AuthenticationConstants.AudienceClaim, value: oppsett.appId },
      { type: AuthenticationConstants.AppIdClaim, value: oppsett.appId },
    ],
    oppsett.appId !== '',
  )
  const koblinger = oppsett.auth.createConnectorFactory(identitet)

  const med = async <T>(serviceUrl: string, arbeid: (k: ConnectorClient) => Promise<T>): Promise<T> => {
    if (!oppsett.tillatt(serviceUrl)) throw new KunneIkkeLevere({ kode: 'ukjent-adresse', varig: true })
    const kobling = await koblinger.create(serviceUrl, SCOPE)
    return medFrist(arbeid(kobling)).catch(feil => {
      throw tilLeveringsfeil(feil)
    })
  }

  const aktivitet = (melding: Melding): Partial<Activity> => ({
    type: ActivityTypes.Message,
    summary: melding.varsel,
    from: { id: oppsett.botId, name: '' },
    ...(melding.tekst === undefined ? {} : { text: melding.tekst }),
    ...(melding.kort === undefined
      ? {}
      : { attachments: [CardFactory.adaptiveCard(forMelding(melding.kort as Kort, oppsett.skjema))] }),
  })

  return {
    async nyTrad({ serviceUrl, kanal }, melding) {
      const svar = await med(serviceUrl, k =>
        k.conversations.createConversation({
          isGroup: true,
          bot: { id: oppsett.botId, name: '' },
          tenantId: oppsett.tenant,
          channelData: { channel: { id: kanal }, tenant: { id: oppsett.tenant } },
          activity: aktivitet(melding),
        } as ConversationParameters),
      )
      return { samtale: svar.id, aktivitet: svar.activityId }
    },
    async post({ serviceUrl, samtale, svarPa }, melding) {
      const svar = await med(serviceUrl, k =>
        svarPa === undefined
          ? k.conversations.sendToConversation(samtale, aktivitet(melding) as Activity)
          : k.conversations.replyToActivity(samtale, svarPa, {
              ...aktivitet(melding),
              replyToId: svarPa,
            } as Activity),
      )
      return { samtale, aktivitet: svar.id }
    },
    async postKunFor({ serviceUrl, samtale, konto }, melding) {
      // The connector client has no method for targeted messages.
      const svar = await med(serviceUrl, async k => {
        const headers = new Headers({ 'content-type': 'application/json' })
        await k.credentials.signRequest({ headers } as never)
        const rot = serviceUrl.replace(/\/$/, '')
        const res = await fetch(
          `${rot}/v3/conversations/${encodeURIComponent(samtale)}/activities?isTargetedActivity=true`,
          {
            method: 'POST',
            headers,
            body: JSON.stringify({ ...aktivitet(melding), recipient: { id: konto } }),
          },
        )
        if (!res.ok) throw Object.assign(new Error('malrettet'), { statusCode: res.status, response: res })
        return (await res.json()) as { id?: string }
      })
      return { samtale, aktivitet: svar.id ?? '' }
    },
    async endre({ serviceUrl, samtale, aktivitet: id }, melding) {
      await med(serviceUrl, k =>
        k.conversations.updateActivity(samtale, id, { ...aktivitet(melding), id } as Activity),
      )
    },
    async nySamtale({ serviceUrl, konto }) {
      const svar = await med(serviceUrl, k =>
        k.conversations.createConversation({
          isGroup: false,
          bot: { id: oppsett.botId, name: '' },
          members: [{ id: konto, name: '' }],
          tenantId: oppsett.tenant,
          channelData: { tenant: { id: oppsett.tenant } },
        } as ConversationParameters),
      )
      return { samtale: svar.id }
    },
    async medlemmer({ serviceUrl, samtale }) {
      const medlemmer = await med(serviceUrl, k => k.conversations.getConversationMembers(samtale))
      return medlemmer.flatMap((m: Medlemskonto) => {
        const oid = m.aadObjectId ?? m.objectId
        return oid === undefined
          ? []
          : [{ person: personId(m.tenantId ?? oppsett.tenant, oid), navn: m.name ?? '', konto: m.id }]
      })
    },
  }
}

type Medlemskonto = { id: string; name?: string; aadObjectId?: string; objectId?: string; tenantId?: string }

async function medFrist<T>(arbeid: Promise<T>): Promise<T> {
  let klokke: NodeJS.Timeout | undefined
  const frist = new Promise<never>((_, avvis) => {
    klokke = setTimeout(() => avvis(Object.assign(new Error('frist'), { code: 'ETIMEDOUT' })), TIDSFRIST_MS)
  })
  try {
    return await Promise.race([arbeid, frist])
  } finally {
    clearTimeout(klokke)
  }
}

/** 403 and 404 are final: blocked, or gone. Everything else is tried again; Retry-After is kept (seconds). */
function tilLeveringsfeil(feil: unknown): KunneIkkeLevere {
  if (feil instanceof KunneIkkeLevere) return feil
  const status = felt(feil, 'statusCode')
  if (typeof status === 'number') {
    const retryAfter = ventFor(felt(felt(feil, 'response'), 'headers'))
    return new KunneIkkeLevere({
      kode: `http-${status}`,
      varig: status >= 400 && status < 500 && ![408, 412, 429].includes(status),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  }
  const kode = felt(feil, 'code')
  return new KunneIkkeLevere({ kode: typeof kode === 'string' ? kode : 'nett', varig: false })
}

function felt(verdi: unknown, navn: string): unknown {
  return typeof verdi === 'object' && verdi !== null ? Reflect.get(verdi, navn) : undefined
}

/** Retry-After in seconds, from the headers of either HTTP client. */
function ventFor(hoder: unknown): number | undefined {
  const hent = felt(hoder, 'get')
  const verdi: unknown = typeof hent === 'function' ? hent.call(hoder, 'retry-after') : undefined
  const sekunder = typeof verdi === 'string' && verdi !== '' ? Number(verdi) : Number.NaN
  return Number.isFinite(sekunder) ? sekunder : undefined
}
