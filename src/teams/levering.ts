import { type Activity, ActivityTypes, CardFactory } from 'botbuilder'
import {
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
} from 'botframework-connector'
import { z } from 'zod'
import { forMelding, type Skjemavisning } from '../cards/dialog.ts'
import type { Kort } from '../cards/mal.ts'
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

const Ressurs = z.object({ id: z.string().default(''), activityId: z.string().default('') })
const Team = z.object({ name: z.string().nullish(), aadGroupId: z.string().optional() })
const Medlemmer = z.array(
  z.object({
    id: z.string(),
    name: z.string().default(''),
    aadObjectId: z.string().optional(),
    objectId: z.string().optional(),
    tenantId: z.string().optional(),
    email: z.string().nullish(),
    userPrincipalName: z.string().nullish(),
  }),
)

/** An address as mail takes it; that of a guest's account in somebody else's tenant is none. */
const EPOST = /^[^\s@<>()[\]\\,;:"#]+@[^\s@<>()[\]\\,;:"#]+\.[^\s@.]+$/
const Kanaler = z.object({
  conversations: z.array(z.object({ id: z.string(), name: z.string().nullish() })).default([]),
})

/**
 * The way out to Teams, over the Bot Framework connector's REST API with the SDK's credentials. The SDK's own client is not used: it
 * retries by itself, also after we have given up, and knows no targeted messages.
 */
export function lagLevering(oppsett: Leveringsoppsett): Levering {
  const koblinger = oppsett.auth.createConnectorFactory(
    new ClaimsIdentity(
      [
        { type: AuthenticationConstants.AudienceClaim, value: oppsett.appId },
        { type: AuthenticationConstants.AppIdClaim, value: oppsett.appId },
      ],
      oppsett.appId !== '',
    ),
  )

  async function kall(serviceUrl: string, metode: string, sti: string, kropp?: unknown): Promise<unknown> {
    if (!oppsett.tillatt(serviceUrl)) throw new KunneIkkeLevere({ kode: 'ukjent-adresse', varig: true })
    try {
      const headers = new Headers({ accept: 'application/json', 'content-type': 'application/json' })
      const { credentials } = await koblinger.create(serviceUrl, SCOPE)
      await credentials.signRequest({ headers } as never)
      const svar = await fetch(`${serviceUrl.replace(/\/$/, '')}/v3${sti}`, {
        method: metode,
        headers,
        signal: AbortSignal.timeout(TIDSFRIST_MS),
        // To another address than the one that was asked about it does not go.
        redirect: 'manual',
        ...(kropp === undefined ? {} : { body: JSON.stringify(kropp) }),
      })
      const tekst = await svar.text()
      if (!svar.ok) throw statusfeil(svar)
      return svarkropp(tekst)
    } catch (feil) {
      throw feil instanceof KunneIkkeLevere
        ? feil
        : new KunneIkkeLevere({ kode: nettkode(feil), varig: false })
    }
  }

  const under = (id: string) => `/${encodeURIComponent(id)}`
  const i = (samtale: string) => `/conversations${under(samtale)}`
  const bot = { id: oppsett.botId }
  const aktivitet = (melding: Melding): Partial<Activity> => ({
    type: ActivityTypes.Message,
    summary: melding.varsel,
    ...(melding.tekst === undefined ? {} : { text: melding.tekst }),
    ...(melding.kort === undefined
      ? {}
      : { attachments: [CardFactory.adaptiveCard(forMelding(melding.kort as Kort, oppsett.skjema))] }),
  })

  return {
    async nyTrad({ serviceUrl, kanal }, melding) {
      const svar = Ressurs.parse(
        await kall(serviceUrl, 'POST', '/conversations', {
          isGroup: true,
          bot,
          tenantId: oppsett.tenant,
          channelData: { channel: { id: kanal }, tenant: { id: oppsett.tenant } },
          activity: aktivitet(melding),
        }),
      )
      return { samtale: svar.id, aktivitet: svar.activityId }
    },
    async post({ serviceUrl, samtale, svarPa }, melding) {
      const svar = Ressurs.parse(
        svarPa === undefined
          ? await kall(serviceUrl, 'POST', `${i(samtale)}/activities`, aktivitet(melding))
          : await kall(serviceUrl, 'POST', `${i(samtale)}/activities${under(svarPa)}`, {
              ...aktivitet(melding),
              replyToId: svarPa,
            }),
      )
      return { samtale, aktivitet: svar.id }
    },
    async postKunFor({ serviceUrl, samtale, konto }, melding) {
      const svar = Ressurs.parse(
        await kall(serviceUrl, 'POST', `${i(samtale)}/activities?isTargetedActivity=true`, {
          ...aktivitet(melding),
          recipient: { id: konto },
        }),
      )
      return { samtale, aktivitet: svar.id }
    },
    async endre({ serviceUrl, samtale, aktivitet: id }, melding) {
      await kall(serviceUrl, 'PUT', `${i(samtale)}/activities${under(id)}`, { ...aktivitet(melding), id })
    },
    async nySamtale({ serviceUrl, konto }) {
      const svar = Ressurs.parse(
        await kall(serviceUrl, 'POST', '/conversations', {
          isGroup: false,
          bot,
          members: [{ id: konto }],
          tenantId: oppsett.tenant,
          channelData: { tenant: { id: oppsett.tenant } },
        }),
      )
      return { samtale: svar.id }
    },
    async medlemmer({ serviceUrl, samtale }) {
      const medlemmer = Medlemmer.parse(await kall(serviceUrl, 'GET', `${i(samtale)}/members`))
      return medlemmer.flatMap(m => {
        const oid = m.aadObjectId ?? m.objectId
        return oid === undefined
          ? []
          : [
              {
                person: personId(m.tenantId ?? oppsett.tenant, oid),
                navn: m.name,
                konto: m.id,
                epost: [m.email, m.userPrincipalName].find(a => a != null && EPOST.test(a)) ?? '',
              },
            ]
      })
    },
    async kanaler({ serviceUrl, team }) {
      const svar = Kanaler.parse(await kall(serviceUrl, 'GET', `/teams${under(team)}/conversations`))
      return svar.conversations.map(({ id, name }) => ({ id, navn: name ?? '' }))
    },
    async team({ serviceUrl, team }) {
      const { name, aadGroupId } = Team.parse(await kall(serviceUrl, 'GET', `/teams${under(team)}`))
      return { navn: name ?? '', gruppe: aadGroupId }
    },
  }
}

/** 403 and 404 are final: blocked, or gone. Throttling and what is wrong over there is tried again; Retry-After is kept (seconds). */
function statusfeil(svar: Response): KunneIkkeLevere {
  const vent = ventI(svar.headers.get('retry-after') ?? '')
  return new KunneIkkeLevere({
    kode: `http-${svar.status}`,
    varig: svar.status >= 400 && svar.status < 500 && ![401, 408, 412, 429].includes(svar.status),
    ...(Number.isFinite(vent) ? { retryAfter: vent } : {}),
  })
}

/** Retry-After is seconds, or a date. */
function ventI(hode: string): number {
  const sekunder = hode === '' ? Number.NaN : Number(hode)
  return Number.isFinite(sekunder)
    ? Math.max(0, sekunder)
    : Math.max(0, (Date.parse(hode) - Date.now()) / 1000)
}

/** The network's own code, such as ECONNREFUSED: never a message. */
function nettkode(feil: unknown): string {
  if (feil instanceof Error && feil.name === 'TimeoutError') return 'ETIMEDOUT'
  const arsak: unknown = feil instanceof Error ? feil.cause : undefined
  const kode: unknown = typeof arsak === 'object' && arsak !== null ? Reflect.get(arsak, 'code') : undefined
  return typeof kode === 'string' ? kode : 'nett'
}

/** What was answered 2xx is delivered, whatever stands in the answer: sending it again would show it twice. */
function svarkropp(tekst: string): unknown {
  try {
    return JSON.parse(tekst)
  } catch {
    return {}
  }
}
