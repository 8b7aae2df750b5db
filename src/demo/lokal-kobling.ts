import { createServer, type IncomingMessage } from 'node:http'
import { DateTime } from 'luxon'
import { z } from 'zod'

const konto = z.looseObject({ id: z.string() })

const aktivitet = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  summary: z.string().optional(),
  replyToId: z.string().optional(),
  recipient: konto.optional(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).optional(),
})
/** A Bot Framework activity as the bot sent it; fields not named here are kept. */
export type Aktivitet = z.infer<typeof aktivitet>

const nySamtale = z.looseObject({
  members: z.array(konto).optional(),
  channelData: z.looseObject({ channel: konto.optional() }).optional(),
  activity: aktivitet.optional(),
})

const medlem = z.looseObject({ id: z.string(), aadObjectId: z.string().optional() })
/** A member as the connector gives it (TeamsChannelAccount). */
export type Medlem = z.infer<typeof medlem>

export type Melding = {
  /** 'samtale' is a request for a 1:1 conversation, with the request itself as its only version; the others are messages. */
  slag: 'ny' | 'endret' | 'slettet' | 'samtale'
  conversationId: string
  activityId: string
  /** When the last version came. */
  tid: Date
  versjoner: Aktivitet[]
  siste: Aktivitet
  malrettet: boolean
  /** The recipient the bot named; always there on a targeted message. */
  mottaker?: string
}

export type Kobling = {
  serviceUrl: string
  /** In the order they were first sent; one per message, changed in place when the bot edits or deletes it. */
  meldinger: readonly Melding[]
  /** The latest version of each living message that everybody in the conversation sees; with `seer`, also those targeted at that person. A channel includes its threads. */
  visning(conversationId: string, seer?: string): Aktivitet[]
  /** The first message, now or within `ms`, for which `predikat` holds. */
  vent(predikat: (melding: Melding) => boolean, ms: number): Promise<Melding>
  /** The next `n` requests are answered with `status`; retryAfter in seconds. */
  feil(n: number, status: number, valg?: { retryAfter?: number }): void
  /** Who is in a conversation; a channel's members are its threads' too. A team's id is a conversation of its own. */
  medlemmer(conversationId: string, liste: readonly Medlem[]): void
  /** The Entra group behind a team. */
  gruppe(team: string, gruppe: string): void
  /** The channels of a team, the first with the team's own id; and what it is called. Unknown ones are answered 404. */
  team(teamId: string, navn: string, kanaler: readonly { id: string; navn?: string }[]): void
  stopp(): Promise<void>
}

type Svar = { status: number; kropp?: unknown; hoder?: Record<string, string> }

type Foresporsel = { sti: string[]; sok: URLSearchParams; kropp: unknown }

const MAKS_SIDE = 500

/**
 * A Bot Framework connector on 127.0.0.1: what a bot posts to, without Teams behind it. `opptak` gets every request, as
 * «METHOD url», a newline and the body.
 */
export async function startKobling(
  valg: { port?: number; opptak?: (bytes: string) => void; na?: () => DateTime } = {},
): Promise<Kobling> {
  const na = valg.na ?? (() => DateTime.now())
  const meldinger: Melding[] = []
  const rom = new Map<string, readonly Medlem[]>()
  const grupper = new Map<string, string>()
  const teamene = new Map<string, { navn: string; kanaler: readonly { id: string; navn?: string }[] }>()
  const feilko: Svar[] = []
  const ventende = new Set<{ prov(melding: Melding): void; avbryt(): void }>()
  let sisteId = 0

  // Teams' ids are milliseconds, and a later message has a higher one.
  const nyId = () => {
    sisteId = Math.max(sisteId + 1, na().toMillis())
    return String(sisteId)
  }

  const meld = (melding: Melding) => {
    for (const en of [...ventende]) en.prov(melding)
  }

  const leggTil = (
    slag: 'ny' | 'samtale',
    sted: { conversationId: string; activityId: string },
    innhold: Aktivitet,
    malrettet = false,
  ) => {
    const melding: Melding = {
      slag,
      ...sted,
      tid: na().toJSDate(),
      versjoner: [innhold],
      siste: innhold,
      malrettet,
      ...(innhold.recipient && { mottaker: innhold.recipient.id }),
    }
    meldinger.push(melding)
    meld(melding)
  }

  const finn = (conversationId: string, activityId: string) =>
    meldinger.find(
      m =>
        m.activityId === activityId &&
        m.slag !== 'samtale' &&
        m.slag !== 'slettet' &&
        kanal(m.conversationId) === kanal(conversationId),
    )

  const folk = (conversationId: string) => rom.get(conversationId) ?? rom.get(kanal(conversationId))

  function personligSamtale(person: string): string {
    for (const [id, liste] of rom) {
      if (!id.startsWith('19:') && liste.length === 1 && liste.some(m => erPerson(m, person))) return id
    }
    const id = `a:${person}`
    rom.set(id, [{ id: person }])
    return id
  }

  function opprettSamtale(kropp: unknown): Svar {
    const onske = nySamtale.safeParse(kropp)
    if (!onske.success) return avvist(400, 'BadSyntax')
    const { activity, channelData, members = [] } = onske.data
    if (channelData?.channel) {
      if (!activity) return avvist(400, 'BadArgument')
      const activityId = nyId()
      const id = `${channelData.channel.id};messageid=${activityId}`
      leggTil('ny', { conversationId: id, activityId }, activity)
      return { status: 201, kropp: { id, activityId } }
    }
    const [person] = members
    if (!person || members.length > 1) return avvist(400, 'BadArgument')
    const id = personligSamtale(person.id)
    // An activity in the request is dropped, as the Agents Playground does: a bot must not rely on it.
    leggTil('samtale', { conversationId: id, activityId: nyId() }, onske.data)
    return { status: 201, kropp: { id } }
  }

  function send(conversationId: string, kropp: unknown, malrettet: boolean, svarPa?: string): Svar {
    const lest = aktivitet.safeParse(kropp)
    if (!lest.success) return avvist(400, 'BadSyntax')
    if (malrettet && !lest.data.recipient) return avvist(400, 'BadArgument')
    const activityId = nyId()
    const innhold = svarPa === undefined ? lest.data : { ...lest.data, replyToId: svarPa }
    leggTil('ny', { conversationId, activityId }, innhold, malrettet)
    return { status: 201, kropp: { id: activityId } }
  }

  function endre(conversationId: string, activityId: string, kropp: unknown, malrettet: boolean): Svar {
    const melding = finn(conversationId, activityId)
    if (melding?.malrettet !== malrettet) return avvist(404, 'ActivityNotFoundInConversation')
    const lest = aktivitet.safeParse(kropp)
    if (!lest.success) return avvist(400, 'BadSyntax')
    melding.slag = 'endret'
    melding.tid = na().toJSDate()
    melding.versjoner.push(lest.data)
    melding.siste = lest.data
    meld(melding)
    return { status: 200, kropp: { id: activityId } }
  }

  function slett(conversationId: string, activityId: string, malrettet: boolean): Svar {
    const melding = finn(conversationId, activityId)
    if (melding?.malrettet !== malrettet) return avvist(404, 'ActivityNotFoundInConversation')
    melding.slag = 'slettet'
    melding.tid = na().toJSDate()
    meld(melding)
    return { status: 200, kropp: {} }
  }

  function listeMedlemmer(conversationId: string, person: string | undefined): Svar {
    const liste = folk(conversationId)
    if (!liste) return avvist(404, 'ConversationNotFound')
    if (person === undefined) return { status: 200, kropp: liste }
    const funnet = liste.find(m => erPerson(m, person))
    return funnet ? { status: 200, kropp: funnet } : avvist(404, 'MemberNotFoundInConversation')
  }

  function sideMedMedlemmer(conversationId: string, sok: URLSearchParams): Svar {
    const liste = folk(conversationId)
    if (!liste) return avvist(404, 'ConversationNotFound')
    const fra = Number(sok.get('continuationToken') ?? 0)
    const antall = Math.min(Number(sok.get('pageSize') ?? MAKS_SIDE), MAKS_SIDE)
    const til = fra + antall
    return {
      status: 200,
      kropp: {
        members: liste.slice(fra, til),
        ...(til < liste.length && { continuationToken: String(til) }),
      },
    }
  }

  function omTeamet(metode: string, id = '', hva: string | undefined): Svar {
    const gruppe = grupper.get(id)
    const team = teamene.get(id) ?? (gruppe === undefined ? undefined : { navn: 'Teamet', kanaler: [] })
    if (metode !== 'GET' || team === undefined) return avvist(404, 'NotFound')
    if (hva === undefined)
      return { status: 200, kropp: { id, name: team.navn, ...(gruppe && { aadGroupId: gruppe }) } }
    return hva === 'conversations'
      ? {
          status: 200,
          kropp: { conversations: team.kanaler.map(k => ({ id: k.id, name: k.navn ?? null })) },
        }
      : avvist(404, 'NotFound')
  }

  function rut(metode: string, { sti, sok, kropp }: Foresporsel): Svar {
    const [v3, conversations, samtale, hva, id] = sti
    if (v3 === 'v3' && conversations === 'teams') return omTeamet(metode, samtale, hva)
    if (v3 !== 'v3' || conversations !== 'conversations' || sti.length > 5) return avvist(404, 'NotFound')
    const malrettet = sok.get('isTargetedActivity') === 'true'
    if (samtale === undefined)
      return metode === 'POST' ? opprettSamtale(kropp) : avvist(405, 'MethodNotAllowed')
    switch (`${metode} ${hva ?? ''}`) {
      case 'POST activities':
        return send(samtale, kropp, malrettet, id)
      case 'PUT activities':
        return endre(samtale, id ?? '', kropp, malrettet)
      case 'DELETE activities':
        return slett(samtale, id ?? '', malrettet)
      case 'GET members':
        return listeMedlemmer(samtale, id)
      case 'GET pagedmembers':
        return sideMedMedlemmer(samtale, sok)
      default:
        return avvist(404, 'NotFound')
    }
  }

  async function besvar(sporring: IncomingMessage): Promise<Svar> {
    const tekst = await lesKropp(sporring)
    const { method = 'GET', url = '/' } = sporring
    valg.opptak?.(`${method} ${url}\n${tekst}`)
    const feil = feilko.shift()
    if (feil) return feil
    const foresporsel = les(url, tekst)
    return foresporsel ? rut(method, foresporsel) : avvist(400, 'BadSyntax')
  }

  const server = createServer((sporring, svar) => {
    besvar(sporring).then(
      ({ status, kropp, hoder }) => {
        svar.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...hoder })
        svar.end(kropp === undefined ? '' : JSON.stringify(kropp))
      },
      () => svar.destroy(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(valg.port ?? 0, '127.0.0.1', resolve)
  })
  const adresse = server.address()
  if (adresse === null || typeof adresse === 'string') throw new Error('Koblingen fikk ingen port.')

  return {
    // With a slash at the end, as Teams' own.
    serviceUrl: `http://127.0.0.1:${adresse.port}/`,
    meldinger,

    visning: (conversationId, seer) =>
      meldinger
        .filter(
          m =>
            (m.slag === 'ny' || m.slag === 'endret') &&
            (m.siste.type ?? 'message') === 'message' &&
            (!m.malrettet || (seer !== undefined && m.mottaker === seer)) &&
            horerTil(m, conversationId),
        )
        .map(m => m.siste),

    vent(predikat, ms) {
      const funnet = meldinger.find(predikat)
      if (funnet) return Promise.resolve(funnet)
      return new Promise((resolve, reject) => {
        const ferdig = () => {
          clearTimeout(klokke)
          ventende.delete(en)
        }
        const en = {
          prov(melding: Melding) {
            try {
              if (!predikat(melding)) return
              resolve(melding)
            } catch (feil) {
              // The one who waits made the mistake, not the bot that posts.
              reject(feil)
            }
            ferdig()
          },
          avbryt() {
            ferdig()
            reject(new Error('Koblingen stoppet mens noen ventet på en melding.'))
          },
        }
        const klokke = setTimeout(() => {
          ferdig()
          reject(new Error(`Ingen melding passet innen ${ms} ms; ${meldinger.length} er kommet.`))
        }, ms)
        ventende.add(en)
      })
    },

    feil(n, status, { retryAfter } = {}) {
      if (n === 0) feilko.length = 0
      const svar = avvist(status, `Status${status}`)
      for (let i = 0; i < n; i++) {
        feilko.push(
          retryAfter === undefined ? svar : { ...svar, hoder: { 'retry-after': String(retryAfter) } },
        )
      }
    },

    medlemmer(conversationId, liste) {
      rom.set(conversationId, liste)
    },

    gruppe(team, gruppe) {
      grupper.set(team, gruppe)
    },
    team(teamId, navn, kanaler) {
      teamene.set(teamId, { navn, kanaler })
    },

    stopp: () =>
      new Promise(resolve => {
        for (const en of [...ventende]) en.avbryt()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const avvist = (status: number, code: string): Svar => ({
  status,
  kropp: { error: { code, message: code } },
})

const erPerson = (m: Medlem, person: string) => m.id === person || m.aadObjectId === person

/** The channel a thread belongs to; any other conversation is itself. */
function kanal(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/, '')
}

function horerTil(melding: Melding, conversationId: string): boolean {
  if (melding.conversationId === conversationId) return true
  if (kanal(melding.conversationId) !== kanal(conversationId)) return false
  // A channel shows all its threads; a post to the bare channel is the root of a thread of its own.
  return (
    conversationId === kanal(conversationId) || conversationId.endsWith(`;messageid=${melding.activityId}`)
  )
}

/** Undefined when the body is not JSON or the path's percent-encoding is broken. */
function les(url: string, tekst: string): Foresporsel | undefined {
  try {
    const { pathname, searchParams } = new URL(`http://kobling${url}`)
    return {
      sti: pathname.split('/').slice(1).map(decodeURIComponent),
      sok: searchParams,
      kropp: tekst === '' ? undefined : JSON.parse(tekst),
    }
  } catch {
    return undefined
  }
}

async function lesKropp(sporring: IncomingMessage): Promise<string> {
  const biter: Uint8Array[] = []
  for await (const bit of sporring) biter.push(bit)
  return Buffer.concat(biter).toString('utf8')
}
