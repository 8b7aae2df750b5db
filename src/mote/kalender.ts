import { createHash } from 'node:crypto'

/** An appointment as it goes into a calendar: never a word of what it is about (fag: samtykke, regel 1). */
export type Kalenderoppforing = {
  emne: string
  /** Wall clock in Europe/Oslo, as «2026-11-27T09:00:00». */
  start: string
  slutt: string
  sted: string
  /** What stands in the appointment itself; given once, for the calendar puts the link to the meeting beside it. */
  tekst: string
  deltakere: readonly { navn: string; epost: string }[]
  /** Each of those asked sees only themselves. */
  skjulDeltakere: boolean
}

export type Kalenderspor = {
  /** The calendar's own id. */
  id: string
  /** Where the online meeting is joined; empty where there is none. */
  lenke: string
}

/** Which appointment: by its id, or where that is not known (empty), by the key it was made with. */
export type Kalendernokkel = { id: string; nokkel: string }

/** The calendar of one mailbox, implemented in graph/. Every function rejects with KunneIkkeLevere when it was not done. */
export type Kalender = {
  /** Makes it once, however often it is asked for with the same key (a GUID). */
  opprett(nokkel: string, oppforing: Kalenderoppforing): Promise<Kalenderspor>
  /** «borte»: somebody has deleted it. */
  endre(id: string, oppforing: Kalenderoppforing): Promise<Kalenderspor | 'borte'>
  /** Cancels it for all who were asked; already gone is done. */
  avlys(hva: Kalendernokkel): Promise<void>
  /** Takes it out of the mailbox, also when it is over; already gone is done. */
  slett(hva: Kalendernokkel): Promise<void>
}

/** The few words of an appointment, in the school's language. */
export type Kalenderord = {
  mote: string
  tekst: string
  stedetStarITeams: string
  emne(hva: string, skole: string): string
}

/** One family's meeting is just a meeting: no reference, no name, no word of what it is for, and no place that tells it. */
export function oppforingFor(
  mote: { forlop: string | null; sted: string; minutter: number; start: Date },
  om: { skole: string; kortnavn: string | undefined; deltakere: Kalenderoppforing['deltakere'] },
  ord: Kalenderord,
): Kalenderoppforing {
  const familie = mote.forlop !== null
  const slutt = new Date(mote.start.getTime() + mote.minutter * 60_000)
  return {
    emne: ord.emne(familie ? ord.mote : (om.kortnavn ?? ord.mote), om.skole),
    start: veggklokke(mote.start),
    slutt: veggklokke(slutt),
    sted:
      familie && mote.sted !== 'skole' ? ord.stedetStarITeams : familie ? om.skole : mote.sted || om.skole,
    tekst: ord.tekst,
    deltakere: om.deltakere,
    // Who is around a family is not for the others' calendars, nor for those who read them.
    skjulDeltakere: familie,
  }
}

/** «2026-11-27T09:00:00» in Europe/Oslo. */
function veggklokke(tid: Date): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Oslo',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
    .format(tid)
    .replace(' ', 'T')
}

/** What was last put there, as two hashes: what and when, and who. The addresses themselves are in neither. */
export type Avtrykk = { hva: string; hvem: string }

export function avtrykkAv(oppforing: Kalenderoppforing, personer: readonly string[]): Avtrykk {
  const { emne, start, slutt, sted } = oppforing
  return { hva: hash([emne, start, slutt, sted]), hvem: hash([...personer].sort()) }
}

const UVISST = '?'

export const somTekst = ({ hva, hvem }: Avtrykk): string => `${hva}.${hvem}`
/** Something else is on its way there: until it is known how that went, nothing is the same as this. */
export const somUvisst = (lagret: string): string => UVISST + lagret.replace(UVISST, '')
export const erDetSamme = (lagret: string, na: Avtrykk): boolean => lagret === somTekst(na)
/** Is the meeting called the same, at the same time and place, whoever comes? */
export const erSammeTid = (lagret: string, na: Avtrykk): boolean =>
  lagret.replace(UVISST, '').split('.')[0] === na.hva

const hash = (deler: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(deler)).digest('hex').slice(0, 32)
