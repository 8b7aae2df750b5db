import { z } from 'zod'
import { avvist, type Grafrute, type Grafsporring, type Grafsvar, type Grafvert } from './lokal-graf-rute.ts'
import type { Sideavsnitt } from './lokal-graf-side.ts'

const SAMLING = 'hendelser'
/** Keys that have been used, also of what is deleted. */
const NOKLER = 'transaksjoner'

/** The names of zones that Graph takes besides Windows' own are few, and «Europe/Oslo» is none of them. */
const SONER = ['W. Europe Standard Time', 'UTC', 'Europe/Berlin']

const Tid = z.strictObject({
  dateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  timeZone: z.enum(SONER),
})
const Felter = z.strictObject({
  subject: z.string().max(255),
  start: Tid,
  end: Tid,
  location: z.strictObject({ displayName: z.string() }),
  attendees: z.array(
    z.strictObject({
      emailAddress: z.strictObject({ address: z.email(), name: z.string() }),
      type: z.enum(['required', 'optional', 'resource']),
    }),
  ),
})
const Ny = Felter.extend({
  transactionId: z.guid(),
  singleValueExtendedProperties: z.array(z.strictObject({ id: z.string(), value: z.string() })),
  body: z.strictObject({ contentType: z.enum(['text', 'html']), content: z.string() }),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']),
  isOnlineMeeting: z.boolean(),
  onlineMeetingProvider: z.enum(['teamsForBusiness']),
  responseRequested: z.boolean(),
  allowNewTimeProposals: z.boolean(),
  hideAttendees: z.boolean(),
})
const Endring = Felter.partial()

/** An event as it stands in the local calendar. */
export type LokalHendelse = z.infer<typeof Ny> & { postkasse: string; joinUrl: string; avlyst: boolean }

/** The calendar of one mailbox; the app is let into no other. */
export function kalenderruter(postkasse: string): (vert: Grafvert) => Grafrute {
  return ({ lager, baseUrl }) => {
    const aktive = () => lager.alle<LokalHendelse>(SAMLING).filter(h => !h.verdi.avlyst)
    const kropp = (id: string, h: LokalHendelse) => {
      const { postkasse: _, joinUrl, singleValueExtendedProperties: __, avlyst, ...resten } = h
      return {
        '@odata.context': `${baseUrl()}/v1.0/$metadata#users('moter')/events/$entity`,
        '@odata.etag': 'W/"1"',
        id,
        isCancelled: avlyst,
        ...resten,
        onlineMeeting: h.isOnlineMeeting ? { joinUrl } : null,
      }
    }

    function opprett({ json }: Grafsporring): Grafsvar {
      const lest = Ny.safeParse(json)
      if (!lest.success) return avvist(400, 'ErrorInvalidRequest')
      if (lager.hent(NOKLER, lest.data.transactionId) !== undefined)
        return avvist(409, 'ErrorDuplicateTransactionId')
      const id = `AAMk${lager.alle(SAMLING).length + 1}=`
      const joinUrl = `https://moter.oving.example/bli-med/${lest.data.transactionId}`
      const ny: LokalHendelse = { ...lest.data, postkasse, joinUrl, avlyst: false }
      lager.sett(NOKLER, lest.data.transactionId, id)
      lager.sett(SAMLING, id, ny)
      return { status: 201, kropp: kropp(id, ny) }
    }

    function finn({ sok }: Grafsporring): Grafsvar {
      const monster =
        /^singleValueExtendedProperties\/Any\(ep: ep\/id eq '([^']+)' and ep\/value eq '([^']+)'\)$/
      const [, id, verdi] = monster.exec(sok.get('$filter') ?? '') ?? []
      if (id === undefined || sok.get('$select') !== 'id') return avvist(400, 'ErrorInvalidUrlQueryFilter')
      const treff = aktive().filter(h =>
        h.verdi.singleValueExtendedProperties.some(p => p.id === id && p.value === verdi),
      )
      return { status: 200, kropp: { value: treff.map(t => ({ '@odata.etag': 'W/"1"', id: t.id })) } }
    }

    return sporring => {
      const { metode, sti, json } = sporring
      const [users, hvem, events, id, handling, ...resten] = sti
      if (users !== 'users' || events !== 'events' || resten.length > 0) return undefined
      if (hvem !== postkasse) return avvist(403, 'ErrorAccessDenied')
      if (sporring.hoder['prefer'] !== 'IdType="ImmutableId"') return avvist(400, 'BadRequest')
      if (id === undefined) {
        if (metode === 'POST') return opprett(sporring)
        return metode === 'GET' ? finn(sporring) : avvist(405, 'BadRequest')
      }
      const hendelse = lager.hent<LokalHendelse>(SAMLING, id)
      if (hendelse === undefined || hendelse.avlyst) return avvist(404, 'ErrorItemNotFound')
      if (handling === 'cancel' && metode === 'POST') {
        if (!z.strictObject({ Comment: z.string().optional() }).safeParse(json).success)
          return avvist(400, 'ErrorInvalidRequest')
        if (hendelse.attendees.length === 0) return avvist(400, 'ErrorInvalidRequest')
        lager.sett(SAMLING, id, { ...hendelse, avlyst: true })
        return { status: 202 }
      }
      if (handling !== undefined) return avvist(400, 'BadRequest')
      switch (metode) {
        case 'PATCH': {
          const lest = Endring.safeParse(json)
          if (!lest.success) return avvist(400, 'ErrorInvalidRequest')
          const endret = { ...hendelse, ...lest.data } as LokalHendelse
          lager.sett(SAMLING, id, endret)
          return { status: 200, kropp: kropp(id, endret) }
        }
        case 'DELETE':
          lager.sett(SAMLING, id, { ...hendelse, avlyst: true })
          return { status: 204 }
        default:
          return avvist(405, 'BadRequest')
      }
    }
  }
}

/** What stands in the calendar, soonest first, as people see it. */
export function kalenderavsnitt({ lager }: Grafvert): Sideavsnitt {
  const rader = lager
    .alle<LokalHendelse>(SAMLING)
    .map(h => h.verdi)
    .filter(h => !h.avlyst)
    .toSorted((a, b) => a.start.dateTime.localeCompare(b.start.dateTime))
  return {
    tittel: 'Kalender',
    rader: rader.map(h => [
      `${h.start.dateTime.slice(0, 16).replace('T', ' ')}–${h.end.dateTime.slice(11, 16)}`,
      h.subject,
      h.location.displayName,
      h.attendees.map(a => a.emailAddress.name).join(', '),
    ]),
  }
}
