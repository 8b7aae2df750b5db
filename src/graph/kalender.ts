import type { Event } from '@microsoft/microsoft-graph-types'
import { z } from 'zod'
import type { Kalender, Kalendernokkel, Kalenderoppforing, Kalenderspor } from '../mote/kalender.ts'
import { Graffeil, type Grafklient, type Grafkode, les } from './klient.ts'

/** Our own mark on what we have put there: transactionId cannot be searched for, an extended property can. */
const MERKE = 'String {6f0a3a52-9c0e-4d5f-8a3b-1f2e7c5d9b40} Name SkolestotteNokkel'

/** Windows' name for it: «Europe/Oslo» is not among the names that Graph takes. */
const TIDSSONE = 'W. Europe Standard Time'

/** An ordinary id is another one when somebody moves the appointment between folders. */
const HODER = { Prefer: 'IdType="ImmutableId"' }

/** Three requests after one another must be over while the row in the outbox is still ours. */
const FRIST = 15_000

const Hendelse = z.object({
  id: z.string().min(1),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
})

/** The calendar of one mailbox: `Calendars.ReadWrite`, which Exchange holds to that mailbox. */
export function lagKalender(klient: Grafklient, postkasse: string): Kalender {
  const hendelser = `/users/${encodeURIComponent(postkasse)}/events`
  const hendelse = (id: string) => `${hendelser}/${encodeURIComponent(id)}`

  async function finn(nokkel: string): Promise<string | undefined> {
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${MERKE}' and ep/value eq '${nokkel}')`
    const sti = `${hendelser}?$select=id&$top=2&$filter=${encodeURIComponent(filter)}`
    const svar = await klient.be({ metode: 'GET', sti, hoder: HODER, frist: FRIST })
    return les(z.object({ value: z.array(z.object({ id: z.string().min(1) })) }), svar).value[0]?.id
  }

  async function endre(id: string, oppforing: Kalenderoppforing): Promise<Kalenderspor | 'borte'> {
    const sti = hendelse(id)
    try {
      return spor(
        await klient.be({ metode: 'PATCH', sti, kropp: felter(oppforing), hoder: HODER, frist: FRIST }),
      )
    } catch (feil) {
      if (har(feil, 'finnes-ikke')) return 'borte'
      throw feil
    }
  }

  async function taBort(
    { id: kjent, nokkel }: Kalendernokkel,
    taBortEn: (sti: string) => Promise<unknown>,
  ): Promise<void> {
    const id = kjent === '' ? await finn(nokkel) : kjent
    if (id === undefined) return
    try {
      await taBortEn(hendelse(id))
    } catch (feil) {
      if (!har(feil, 'finnes-ikke')) throw feil
    }
  }

  const slettEn = (sti: string) => klient.be({ metode: 'DELETE', sti, hoder: HODER, frist: FRIST })

  return {
    async opprett(nokkel, oppforing) {
      try {
        const kropp = { ...felter(oppforing), ...bareForst(nokkel, oppforing) }
        return spor(await klient.be({ metode: 'POST', sti: hendelser, kropp, hoder: HODER, frist: FRIST }))
      } catch (feil) {
        // The key is used: an earlier try got there, and its answer was lost. Graph has said so with both of these.
        if (!har(feil, 'graf-konflikt', 'graf-avvist')) throw feil
        const id = await finn(nokkel)
        const funnet = id === undefined ? 'borte' : await endre(id, oppforing)
        if (funnet === 'borte') throw feil
        return funnet
      }
    },
    endre,
    avlys: hva =>
      taBort(hva, async sti => {
        try {
          await klient.be({ metode: 'POST', sti: `${sti}/cancel`, kropp: {}, hoder: HODER, frist: FRIST })
        } catch (feil) {
          // With nobody asked there is nobody to cancel for.
          if (!har(feil, 'graf-avvist')) throw feil
          await slettEn(sti)
        }
      }),
    slett: hva => taBort(hva, slettEn),
  }
}

const spor = (svar: unknown): Kalenderspor => {
  const { id, onlineMeeting } = les(Hendelse, svar)
  const lenke = onlineMeeting?.joinUrl ?? ''
  return { id, lenke: lenke.startsWith('https://') ? lenke : '' }
}

const har = (feil: unknown, ...koder: Grafkode[]) => feil instanceof Graffeil && koder.includes(feil.code)

/** What follows the meeting. The body is not among it: to send it would take the link to the online meeting away. */
function felter({ emne, start, slutt, sted, deltakere }: Kalenderoppforing): Event {
  return {
    subject: emne,
    start: { dateTime: start, timeZone: TIDSSONE },
    end: { dateTime: slutt, timeZone: TIDSSONE },
    location: { displayName: sted },
    attendees: deltakere.map(({ navn, epost }) => ({
      emailAddress: { address: epost, name: navn },
      type: 'required',
    })),
  }
}

/** People answer in Teams, where the answer counts: the mailbox asks for none. */
function bareForst(nokkel: string, { tekst, skjulDeltakere }: Kalenderoppforing): Event {
  return {
    transactionId: nokkel,
    singleValueExtendedProperties: [{ id: MERKE, value: nokkel }],
    body: { contentType: 'text', content: tekst },
    sensitivity: 'private',
    isOnlineMeeting: true,
    onlineMeetingProvider: 'teamsForBusiness',
    responseRequested: false,
    allowNewTimeProposals: false,
    hideAttendees: skjulDeltakere,
  }
}
