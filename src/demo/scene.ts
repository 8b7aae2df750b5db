import { aktivitetSomTekst, felt, knapper, kortSomTekst } from './kort-som-tekst.ts'
import type { Aktivitet, Kobling, Melding } from './lokal-kobling.ts'
import { OVING, type Ovingsperson } from './ovingskommune.ts'

/** What a person has in front of them: a posted card, or the answer to a press. */
export type Skjerm = {
  kort: unknown
  /** A plain sentence instead of a card. */
  tekst: string | undefined
  samtale: string
  aktivitet: string
  status: number
}

export type Sted = 'kanal' | 'chat' | 'motechat'

/** The things people typed in forms, and in which field, for the test that searches everything the bot ever sent for them. */
export type Skrevet = (tekst: string, felt: string) => void

export type Scene = ReturnType<typeof lagScene>
export type Deltaker = ReturnType<Scene['som']>

/** Lets people act through the bot's real HTTP endpoint, and shows what it sent or answered. */
export function lagScene(valg: {
  botUrl: string
  kobling: Kobling
  skrev?: Skrevet
  tenant?: string
  /** What the channel says the time is. */
  na?: () => Date
}) {
  const { botUrl, kobling } = valg
  const tenant = valg.tenant ?? OVING.tenant
  let nr = 0

  const kanaldata = { tenant: { id: tenant }, team: { id: OVING.team.id }, channel: { id: OVING.kanal.id } }
  /** A meeting's chat is a group chat: guests may be in it. */
  const iGruppen = {
    conversation: { id: OVING.motechat.id, conversationType: 'groupChat', isGroup: true, tenantId: tenant },
    channelData: { tenant: { id: tenant }, meeting: { id: 'oving-mote' } },
  }
  const chatId = (p: Ovingsperson) => `a:${p.id}`

  function aktivitet(p: Ovingsperson, samtale: string, mer: Aktivitet): Aktivitet {
    const iMotet = samtale === OVING.motechat.id
    const iKanal = samtale.startsWith('19:') && !iMotet
    return {
      channelId: 'msteams',
      id: `akt-${Date.now()}-${++nr}`,
      timestamp: (valg.na?.() ?? new Date()).toISOString(),
      serviceUrl: kobling.serviceUrl,
      from: { id: p.id, name: p.navn, aadObjectId: p.oid },
      recipient: { id: OVING.bot.id, name: OVING.bot.navn },
      conversation: {
        id: samtale,
        conversationType: iKanal ? 'channel' : 'personal',
        isGroup: iKanal,
        tenantId: tenant,
      },
      channelData: iKanal ? kanaldata : { tenant: { id: tenant } },
      ...(iMotet ? iGruppen : {}),
      ...mer,
    }
  }

  /** Sends any activity as it is: also forged and broken ones. */
  async function send(ra: unknown): Promise<{ status: number; kropp: unknown }> {
    const svar = await fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof ra === 'string' ? ra : JSON.stringify(ra),
    })
    const tekst = await svar.text()
    return { status: svar.status, kropp: tekst === '' ? undefined : JSON.parse(tekst) }
  }

  function som(p: Ovingsperson) {
    const samtalen = (hvor: Sted) =>
      hvor === 'kanal'
        ? `${OVING.kanal.id};messageid=${++nr}`
        : hvor === 'motechat'
          ? OVING.motechat.id
          : chatId(p)
    return {
      person: p,
      navn: p.navn,
      chat: chatId(p),
      aktivitet: (samtale: string, mer: Aktivitet) => aktivitet(p, samtale, mer),

      /** Opens the 1:1 chat with the bot for the first time. */
      installerer: () => send(aktivitet(p, chatId(p), { type: 'installationUpdate', action: 'add' })),

      avinstallerer: () => send(aktivitet(p, chatId(p), { type: 'installationUpdate', action: 'remove' })),

      /** Adds the app to the team, or takes it out, as Teams tells of it: two activities, in this order or the other. */
      iTeamet: async (hva: 'add' | 'remove', mer: Aktivitet = {}, valg: { omvendt?: boolean } = {}) => {
        const { channel: _, ...uten } = kanaldata
        const navn = { ...uten.team, name: OVING.team.navn, aadGroupId: OVING.team.aadGroupId }
        const felles = { channelData: { ...uten, team: navn }, ...mer }
        const bot = [{ id: OVING.bot.id }]
        const endring = hva === 'add' ? { membersAdded: bot } : { membersRemoved: bot }
        const begge = [
          { type: 'conversationUpdate', ...endring, ...felles },
          { type: 'installationUpdate', action: hva, ...felles },
        ]
        for (const en of valg.omvendt === true ? begge.reverse() : begge)
          await send(aktivitet(p, OVING.team.id, en))
      },

      /** What Teams tells when an online meeting begins or is over; in the meeting's own chat. */
      imotet: (hva: 'meetingStart' | 'meetingEnd', lenke: string, mer: Aktivitet = {}) =>
        send(
          aktivitet(p, OVING.motechat.id, {
            type: 'event',
            name: `application/vnd.microsoft.${hva}`,
            value: { MeetingType: 'Scheduled', Title: '', JoinUrl: lenke },
            ...mer,
          }),
        ),

      /** Types a command, in the school's channel (after a mention) or in the 1:1 chat. */
      skriver: (tekst: string, hvor: Sted = 'kanal', mer: Aktivitet = {}) =>
        send(
          aktivitet(p, samtalen(hvor), {
            type: 'message',
            text: hvor === 'chat' ? tekst : `<at>${OVING.bot.navn}</at> ${tekst}`,
            ...mer,
          }),
        ),

      /** Presses the button of that name (`nr`: which of several), with the form's values as they stand and `fyll` on top. */
      async trykker(
        skjerm: Skjerm,
        tittel: string,
        fyll: Record<string, string> = {},
        nr = 0,
      ): Promise<Skjerm> {
        const her = await this.ser(skjerm)
        const knapp = knapper(her.kort).filter(k => k.tittel === tittel)[nr]
        if (knapp === undefined) {
          const finnes = knapper(her.kort).map(k => k.tittel)
          throw new Error(`Ingen knapp «${tittel}». Her er: ${finnes.join(', ')}`)
        }
        const felter = felt(her.kort)
        for (const id of Object.keys(fyll)) {
          if (!felter.some(f => f.id === id)) throw new Error(`Ingen felt «${id}» i skjemaet.`)
        }
        const verdier = Object.fromEntries(
          felter.flatMap(f => {
            const verdi = fyll[f.id] ?? f.verdi
            if (f.type === 'Input.Text' && fyll[f.id] !== undefined) valg.skrev?.(fyll[f.id] ?? '', f.id)
            return verdi === undefined || verdi === '' ? [] : [[f.id, verdi]]
          }),
        )
        const data = typeof knapp.data === 'object' && knapp.data !== null ? knapp.data : {}
        return this.sender(skjerm, knapp.verb, { ...data, ...verdier })
      },

      /** What this person's client shows: where the card names them, their own view, which it fetches by itself. */
      async ser(skjerm: Skjerm): Promise<Skjerm> {
        const fornyes = fornyesFor(skjerm.kort, p.id)
        if (fornyes === undefined) return skjerm
        const egen = await this.sender(skjerm, fornyes.verb, fornyes.data, {
          value: { action: { type: 'Action.Execute', ...fornyes }, trigger: 'automatic' },
        })
        return egen.kort === undefined ? skjerm : egen
      },

      /** «Start møtet», and the leader confirms who is in the room; `fyll` as for `trykker`. */
      async starter(skjerm: Skjerm, fyll: Record<string, string> = {}): Promise<Skjerm> {
        const rommet = await this.trykker(skjerm, 'Start møtet')
        const titler = knapper(rommet.kort).map(k => k.tittel)
        return this.trykker(
          rommet,
          titler.includes('Start likevel') ? 'Start likevel' : 'Bekreft og start',
          fyll,
        )
      },

      /** The invoke as a client would send it; also for data that no card of ours holds. */
      async sender(
        skjerm: Skjerm,
        verb: string | undefined,
        data: unknown,
        mer: Aktivitet = {},
      ): Promise<Skjerm> {
        const { status, kropp } = await send(
          aktivitet(p, skjerm.samtale, {
            type: 'invoke',
            name: 'adaptiveCard/action',
            replyToId: skjerm.aktivitet,
            value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
            ...mer,
          }),
        )
        return { ...skjerm, ...lesSvar(kropp), status }
      },
    }
  }

  /** What stands in a conversation, in the order it was first sent; `fra` skips that many of all the connector has got. */
  function meldinger(samtale: string, fra = 0): Skjerm[] {
    return kobling.meldinger
      .slice(fra)
      .filter(
        m =>
          (m.slag === 'ny' || m.slag === 'endret') &&
          (m.conversationId === samtale || m.conversationId.startsWith(`${samtale};`)),
      )
      .map(tilSkjerm)
  }

  /** The newest card in a conversation that has all of these buttons (none: any card). */
  async function visning(samtale: string, ...titler: string[]): Promise<Skjerm> {
    const passer = (a: Aktivitet) => {
      const her = knapper(kortI(a)).map(k => k.tittel)
      return titler.every(t => her.includes(t))
    }
    const melding = await kobling.vent(
      m =>
        m.slag !== 'slettet' &&
        (m.conversationId === samtale || m.conversationId.startsWith(`${samtale};`)) &&
        m.siste?.['type'] === 'message' &&
        passer(m.siste),
      30_000,
    )
    const alle = kobling.meldinger.filter(
      m =>
        m.slag !== 'slettet' &&
        (m.conversationId === samtale || m.conversationId.startsWith(`${samtale};`)) &&
        passer(m.siste),
    )
    return tilSkjerm(alle.at(-1) ?? melding)
  }

  return {
    som,
    send,
    meldinger,
    visning,
    kobling,
    /** The agenda as it now stands in the school's channel. */
    agenda: () => visning(OVING.kanal.id, 'Åpne agendaen'),
    /** Everything that now stands in a conversation, as text. */
    tekstI: (samtale: string, seer?: string) =>
      kobling
        .visning(samtale, seer)
        .map(a => aktivitetSomTekst(a))
        .join('\n\n'),
  }
}

/** What stands on the screen, as text. */
export function skjermtekst(skjerm: Skjerm): string {
  return skjerm.tekst ?? kortSomTekst(skjerm.kort)
}

function fornyesFor(kort: unknown, konto: string): { verb: string; data: unknown } | undefined {
  const les = (verdi: unknown, navn: string): unknown =>
    typeof verdi === 'object' && verdi !== null ? Reflect.get(verdi, navn) : undefined
  const brukere = les(les(kort, 'refresh'), 'userIds')
  const handling = les(les(kort, 'refresh'), 'action')
  const verb = les(handling, 'verb')
  return Array.isArray(brukere) && brukere.includes(konto) && typeof verb === 'string'
    ? { verb, data: les(handling, 'data') }
    : undefined
}

function tilSkjerm(m: Melding): Skjerm {
  return {
    kort: kortI(m.siste),
    tekst: undefined,
    samtale: m.conversationId,
    aktivitet: m.activityId,
    status: 200,
  }
}

function kortI(a: Aktivitet): unknown {
  const vedlegg = a['attachments']
  const forste: unknown = Array.isArray(vedlegg) ? vedlegg[0] : undefined
  return typeof forste === 'object' && forste !== null ? Reflect.get(forste, 'content') : undefined
}

function lesSvar(kropp: unknown): { kort: unknown; tekst: string | undefined } {
  const verdi: unknown = typeof kropp === 'object' && kropp !== null ? Reflect.get(kropp, 'value') : undefined
  return typeof verdi === 'string' ? { kort: undefined, tekst: verdi } : { kort: verdi, tekst: undefined }
}
