import { z } from 'zod'
import type { Aktor } from '../tilgang/adgang.ts'
import { personId } from '../tilgang/roller.ts'

/** A member by the roster id, and where the channel says so by the object id. */
const Medlem = z.object({ id: z.string(), aadObjectId: z.string().nullish() })

/** The parts of an activity that the bot reads. Everything else is left alone. */
const Aktivitet = z.object({
  type: z.string(),
  name: z.string().optional(),
  channelId: z.string().nullish(),
  id: z.string().optional(),
  replyToId: z.string().nullish(),
  /** The adapter has made a date of it by then. */
  timestamp: z.union([z.date(), z.string()]).nullish().catch(undefined),
  serviceUrl: z.string(),
  text: z.string().nullish(),
  from: z.object({
    id: z.string().min(1),
    name: z.string().nullish(),
    aadObjectId: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  recipient: z.object({ id: z.string(), isTargeted: z.boolean().nullish() }).nullish(),
  conversation: z.object({
    id: z.string().min(1),
    tenantId: z.string().nullish(),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      team: z
        .object({ id: z.string().nullish(), aadGroupId: z.string().nullish(), name: z.string().nullish() })
        .nullish(),
      channel: z.object({ id: z.string() }).nullish(),
      teamsTeamId: z.string().nullish(),
      teamsChannelId: z.string().nullish(),
    })
    .nullish(),
  entities: z.array(z.unknown()).nullish(),
  action: z.string().nullish(),
  membersAdded: z.array(Medlem).nullish(),
  membersRemoved: z.array(Medlem).nullish(),
  value: z.unknown().optional(),
})

const Omtale = z.object({ type: z.literal('mention'), mentioned: z.object({ id: z.string() }) })

export type Sted = {
  serviceUrl: string
  samtale: string
  /** The message a button was pressed on, or that a command came in. */
  aktivitet: string | undefined
  kanal: string | undefined
  team: string
  /** The team's Entra group, for Graph. */
  gruppe: string | undefined
  personlig: boolean
  /** A slash command, seen by its author alone. */
  malrettet: boolean
}

export type Innkommende = {
  aktor: Aktor
  konto: string
  aktivitetId: string | undefined
  sted: Sted
  type: string
  navn: string | undefined
  tekst: string
  /** Written to the bot: in its own chat, as a slash command, or with a mention of it. */
  tilBoten: boolean
  handling: string | undefined
  /** The team's name, where it is told, and when the channel says this happened. */
  teamnavn: string
  nar: Date | undefined
  /** The shared or private channel that this alone is about, not the team around it. */
  enKanal: string | undefined
  /** The bot itself came to the conversation, or left it. */
  botKom: boolean
  botGikk: boolean
  /** Who came to the conversation and who left it: roster ids, and person ids where they are told. */
  kommet: string[]
  gatt: string[]
  verdi: unknown
}

export type Avvist = { kode: 'ugyldig-aktivitet' | 'mangler-person' | 'fremmed-tenant' | 'fremmed-kanal' }

/**
 * Reads an incoming activity. The person is known by tenant and Entra object id as the channel vouches for them; whoever
 * comes from a tenant that is not on the list, or cannot be identified, is refused.
 */
export function lesAktivitet(
  ra: unknown,
  tillatteTenanter: readonly string[],
): { ok: true; inn: Innkommende } | { ok: false; avvist: Avvist } {
  const lest = Aktivitet.safeParse(ra)
  if (!lest.success) return { ok: false, avvist: { kode: 'ugyldig-aktivitet' } }
  const a = lest.data
  // Other channels of the Bot Framework let a client say who it is.
  if (a.channelId != null && a.channelId !== 'msteams')
    return { ok: false, avvist: { kode: 'fremmed-kanal' } }
  const vert = a.conversation.tenantId ?? a.channelData?.tenant?.id
  const egen = a.from.tenantId ?? vert
  if (egen == null) return { ok: false, avvist: { kode: 'mangler-person' } }
  const tillatt = (tenant: string) => tillatteTenanter.includes(tenant.toLowerCase())
  if (!tillatt(egen) || (vert != null && !tillatt(vert)))
    return { ok: false, avvist: { kode: 'fremmed-tenant' } }
  if (a.from.aadObjectId == null || a.from.aadObjectId === '')
    return { ok: false, avvist: { kode: 'mangler-person' } }
  const kanal = a.channelData?.channel?.id ?? a.channelData?.teamsChannelId ?? undefined
  // Let into one shared or private channel, or out of it again: the team has the app all the same.
  const helt = kanal === undefined || kanal === (a.channelData?.team?.id ?? a.channelData?.teamsTeamId)
  const samtaletype = a.conversation.conversationType
  const personlig =
    samtaletype === 'personal' || (samtaletype == null && a.conversation.isGroup !== true && kanal == null)
  return {
    ok: true,
    inn: {
      aktor: { person: personId(egen, a.from.aadObjectId), navn: a.from.name ?? '' },
      konto: a.from.id,
      aktivitetId: a.id,
      sted: {
        serviceUrl: a.serviceUrl,
        samtale: a.conversation.id,
        aktivitet: a.type === 'invoke' ? (a.replyToId ?? undefined) : a.id,
        kanal: kanal ?? (samtaletype === 'channel' ? a.conversation.id.split(';')[0] : undefined),
        gruppe: a.channelData?.team?.aadGroupId ?? undefined,
        team: a.channelData?.team?.id ?? a.channelData?.teamsTeamId ?? '',
        personlig,
        malrettet: a.recipient?.isTargeted === true,
      },
      type: a.type,
      navn: a.name,
      tekst: a.text ?? '',
      tilBoten: erTilBoten(a, personlig),
      handling: a.action ?? undefined,
      kommet: medlemmer(a.membersAdded, egen),
      gatt: medlemmer(a.membersRemoved, egen),
      verdi: a.value,
      teamnavn: a.channelData?.team?.name ?? '',
      nar: tid(a.timestamp),
      enKanal: helt ? undefined : kanal,
      botKom: (helt && erBoten(a, a.membersAdded)) || (a.type === 'installationUpdate' && a.action === 'add'),
      botGikk:
        helt && (erBoten(a, a.membersRemoved) || (a.type === 'installationUpdate' && a.action === 'remove')),
    },
  }
}

function medlemmer(alle: z.infer<typeof Medlem>[] | null | undefined, tenant: string): string[] {
  return (alle ?? []).flatMap(({ id, aadObjectId: oid }) => (oid ? [id, personId(tenant, oid)] : [id]))
}

type Aktiviteten = z.infer<typeof Aktivitet>

function erBoten(a: Aktiviteten, alle: Aktiviteten['membersAdded']): boolean {
  return a.recipient != null && (alle ?? []).some(m => m.id === a.recipient?.id)
}

function tid(skrevet: Date | string | null | undefined): Date | undefined {
  const lest = new Date(skrevet ?? Number.NaN)
  return Number.isNaN(lest.getTime()) ? undefined : lest
}

/** Where the bot may read a whole channel, most of what is written there is not for it. */
function erTilBoten(a: z.infer<typeof Aktivitet>, personlig: boolean): boolean {
  if (personlig || a.recipient?.isTargeted === true) return true
  const omtalte = (a.entities ?? []).flatMap(entitet => {
    const lest = Omtale.safeParse(entitet)
    return lest.success ? [lest.data.mentioned.id] : []
  })
  // A client that does not say whom the text mentions has still marked it there.
  return omtalte.length > 0
    ? a.recipient == null || omtalte.includes(a.recipient.id)
    : /<at\b/i.test(a.text ?? '')
}
