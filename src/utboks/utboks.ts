import type { DateTime } from 'luxon'
import { z } from 'zod'
import { RUTINER } from '../veiledning/rutinekort.ts'

/** Where something goes. A conversation is addressed as it addressed us; a person by id, the address is looked up when sent. */
export const Mottaker = z.discriminatedUnion('til', [
  z.object({ til: z.literal('person'), person: z.string() }),
  z.object({
    til: z.literal('samtale'),
    samtale: z.string(),
    serviceUrl: z.string(),
    svarPa: z.string().optional(),
    /** A slash command is answered to its author alone. */
    kunFor: z.object({ konto: z.string(), person: z.string() }).optional(),
  }),
])
export type Mottaker = z.infer<typeof Mottaker>

/** What a typed command is answered with; turned into sentences in cards/. */
export const Kommandosvar = z.discriminatedUnion('kode', [
  z.object({ kode: z.literal('hjelp') }),
  z.object({ kode: z.literal('velkommen'), person: z.string() }),
  z.object({ kode: z.literal('ukjent-kommando'), nermest: z.string().optional() }),
  z.object({ kode: z.literal('uten-rolle') }),
  z.object({ kode: z.literal('mangler-rolle'), skole: z.string() }),
  z.object({ kode: z.literal('kanal-uten-skole') }),
  z.object({ kode: z.literal('velg-skole') }),
  z.object({ kode: z.literal('ingen-kanal'), skole: z.string() }),
  z.object({ kode: z.enum(['ukjent-dato', 'ukjent-klokke', 'dato-passert', 'ugyldig-dato']) }),
  z.object({ kode: z.literal('helligdag'), dato: z.string(), navn: z.string() }),
  z.object({ kode: z.literal('helg'), dato: z.string() }),
  z.object({ kode: z.literal('kalt-inn'), mote: z.string() }),
  z.object({ kode: z.literal('finnes-alt'), mote: z.string() }),
  z.object({ kode: z.literal('ingen-moter') }),
  z.object({ kode: z.literal('mote'), mote: z.string() }),
  z.object({ kode: z.literal('alt-i-gang') }),
  z.object({ kode: z.literal('flyttet'), mote: z.string() }),
  z.object({ kode: z.literal('avlyst'), mote: z.string() }),
  z.object({ kode: z.literal('oppgaver'), person: z.string(), antall: z.boolean() }),
  /** `skole`: the only one it can be. */
  z.object({ kode: z.literal('skoleoppgaver'), person: z.string(), skole: z.string().optional() }),
  z.object({ kode: z.literal('skoleoppgaver-mangler-rolle') }),
  z.object({ kode: z.literal('sak'), sak: z.string() }),
  z.object({ kode: z.literal('ukjent-sak') }),
  z.object({ kode: z.literal('varselvalg') }),
  z.object({ kode: z.literal('spolt'), dag: z.string() }),
  z.object({ kode: z.literal('forlop'), person: z.string(), antall: z.boolean() }),
  z.object({
    kode: z.literal('kall-inn'),
    typer: z.array(z.string()),
    dato: z.string(),
    klokke: z.string(),
  }),
  z.object({
    kode: z.literal('apendor'),
    apendag: z.string(),
    person: z.string(),
    sagt: z.enum(['vist', 'satt-opp', 'finnes-alt']),
  }),
  z.object({ kode: z.literal('apendor-fast'), skole: z.string(), dato: z.string(), klokke: z.string() }),
  z.object({ kode: z.enum(['apendor-ingen', 'apendor-ukjent-dato', 'apendor-mangler-rolle']) }),
  z.object({ kode: z.literal('oppsett') }),
  z.object({ kode: z.literal('oppsett-i-kanal') }),
  z.object({ kode: z.literal('bare-administrator') }),
  z.object({ kode: z.literal('status'), person: z.string() }),
  z.object({ kode: z.literal('rutine'), rutine: z.enum(RUTINER).optional() }),
  z.object({ kode: z.enum(['ressurser', 'meldeplikt']) }),
  z.object({ kode: z.literal('arshjul') }),
  z.object({ kode: z.literal('slett-melding') }),
  /** `feilkode`: what the log calls it. */
  z.object({ kode: z.literal('feil'), feilkode: z.string().optional() }),
])
export type Kommandosvar = z.infer<typeof Kommandosvar>

/**
 * What is to be sent, by kind: ids and codes only. The message itself is made when it is sent, from what the database
 * then says, and never holds case text (fag: samtykke, regel 1).
 */
export const Forsendelse = z.discriminatedUnion('slag', [
  z.object({ slag: z.literal('agenda-ny'), mote: z.string() }),
  /** `av`: who caused it, empty when several did. */
  z.object({ slag: z.literal('agenda-endret'), mote: z.string(), av: z.string() }),
  /** `fra`: the conversation that has been answered already. */
  z.object({
    slag: z.literal('motevarsel'),
    mote: z.string(),
    kode: z.enum(['flyttet', 'avlyst', 'gjenopptatt']),
    fra: z.string(),
    /** The posted card it follows, where there are several. */
    gjelder: z.string().optional(),
  }),
  z.object({ slag: z.literal('innspill-paminnelse'), mote: z.string(), person: z.string() }),
  z.object({ slag: z.literal('referat-godkjent'), mote: z.string(), gjelder: z.string().optional() }),
  z.object({ slag: z.literal('oppgave'), oppgave: z.string(), person: z.string() }),
  z.object({
    slag: z.literal('oppgave-endret'),
    oppgave: z.string(),
    person: z.string(),
    av: z.string(),
  }),
  /** All that a person is to be reminded of one morning; what it says is looked up when it is sent. */
  z.object({ slag: z.literal('samlevarsel'), person: z.string(), dag: z.string() }),
  z.object({ slag: z.literal('hjelp-onskes'), oppgave: z.string() }),
  z.object({
    slag: z.literal('tekst-fjernet'),
    mote: z.string(),
    ref: z.string(),
    av: z.string(),
  }),
  /** The agenda card in a participant's own chat, where the channel is to see nothing. */
  z.object({ slag: z.literal('agenda-til'), mote: z.string(), person: z.string() }),
  z.object({ slag: z.literal('innhent-samtykke'), sak: z.string(), person: z.string() }),
  z.object({ slag: z.literal('samtykke-utloper'), sak: z.string(), gyldigTil: z.string() }),
  z.object({ slag: z.literal('samtykke-alder'), sak: z.string() }),
  z.object({
    slag: z.literal('sletting-varsel'),
    sak: z.string(),
    dag: z.string(),
    person: z.string(),
  }),
  z.object({ slag: z.literal('sletting-kvittering'), sletting: z.string(), person: z.string() }),
  /** What a posted card showed is deleted: the card is emptied. */
  z.object({
    slag: z.literal('kort-tomt'),
    serviceUrl: z.string(),
    samtale: z.string(),
    aktivitet: z.string(),
    /** None: the school's meetings were deleted, and not one case. */
    ref: z.string().optional(),
  }),
  z.object({ slag: z.literal('sjekkpunkt-frist'), sak: z.string(), sjekkpunkt: z.string() }),
  /** To those who answer for a forløp on the other side, or the one named. */
  z.object({
    slag: z.literal('forlop-varsel'),
    sak: z.string(),
    kode: z.enum(['avvik', 'ny-kontakt', 'eskalert', 'overforing']),
    grunn: z.string().default(''),
    person: z.string().optional(),
  }),
  /** Who has taken over after somebody in a role, and how much follows. */
  z.object({
    slag: z.literal('rolle-overtatt'),
    skole: z.string(),
    rolle: z.string(),
    person: z.string(),
    forlop: z.number(),
    oppgaver: z.number(),
  }),
  /** What waits for somebody new in a role; to those who give tasks out, or the one named. */
  z.object({
    slag: z.literal('rolle-venter'),
    skole: z.string(),
    rolle: z.string(),
    enhet: z.string(),
    person: z.string().optional(),
  }),
  /** Tasks of somebody who is gone (`fra`); to those who give them out, or the one named. */
  z.object({
    slag: z.literal('oppgaver-ledige'),
    skole: z.string(),
    fra: z.string(),
    person: z.string().optional(),
  }),
  /** To the leader of the tasks of somebody (`gjelder`) who cannot be reached. */
  z.object({ slag: z.literal('ikke-nadd'), person: z.string(), gjelder: z.string() }),
  /** To whoever added the app to a team; `kanSetteOpp`: they may go on themselves; `eiere`: so may the owners. */
  z.object({
    slag: z.literal('team-velkommen'),
    team: z.string(),
    person: z.string(),
    kanSetteOpp: z.boolean(),
    eiere: z.boolean(),
  }),
  /** The app is out of a team: what follows, to those it concerns. */
  z.object({ slag: z.literal('team-fjernet'), team: z.string(), person: z.string() }),
  z.object({
    slag: z.literal('team-slettet'),
    team: z.string(),
    person: z.string(),
    saker: z.number(),
    moter: z.number(),
  }),
  /** In the chat of an online meeting that has begun: the same to all who are there. */
  z.object({ slag: z.literal('mote-i-gang'), mote: z.string(), samtale: z.string(), serviceUrl: z.string() }),
  /** The online meeting is over: to the leader, when the referat is not done. */
  z.object({ slag: z.literal('mote-over'), mote: z.string() }),
  z.object({ slag: z.literal('bred-kanal'), kanal: z.string(), person: z.string() }),
  z.object({ slag: z.literal('apendor-ny'), apendag: z.string() }),
  z.object({ slag: z.literal('apendor-til'), apendag: z.string(), person: z.string() }),
  z.object({ slag: z.literal('apendor-endret'), apendag: z.string(), av: z.string() }),
  z.object({
    slag: z.literal('apendor-varsel'),
    apendag: z.string(),
    kode: z.enum(['avlyst', 'gjenopptatt']),
    gjelder: z.string().optional(),
  }),
  /** `person`: who said that a melding is to be sent. */
  z.object({ slag: z.literal('apendor-melding'), drofting: z.string(), person: z.string() }),
  // Work to be done at a time, by one of the workers; nothing is sent.
  z.object({ slag: z.literal('samtykke-utlopt'), sak: z.string() }),
  z.object({ slag: z.literal('tell-kanal'), kanal: z.string(), person: z.string() }),
  /** A meeting as it stands in the calendar, the task in Planner: brought to what the database says. */
  z.object({ slag: z.literal('kalender'), mote: z.string() }),
  z.object({ slag: z.literal('planner'), oppgave: z.string() }),
  /** What the bot has put there of something that is deleted; by its key or reference where the id is not known (empty). */
  z.object({ slag: z.literal('kalender-slett'), nokkel: z.string(), hendelse: z.string() }),
  z.object({ slag: z.literal('planner-slett'), planner: z.string(), ref: z.string() }),
  /** The file of a referat in the channel's folder: the same. */
  z.object({ slag: z.literal('referatfil'), mote: z.string() }),
  /** The file is gone, or was never put there: to the one who wanted it. */
  z.object({ slag: z.literal('referatfil-borte'), mote: z.string(), person: z.string() }),
  z.object({ slag: z.literal('rydd'), dag: z.string() }),
  z.object({ slag: z.literal('planlegg-samlevarsler'), dag: z.string() }),
  z.object({
    slag: z.literal('lagret-sent'),
    person: z.string(),
    kode: z.enum(['lagret', 'ikke-lagret', 'feil']),
    feilkode: z.string().optional(),
  }),
  z.object({ slag: z.literal('svar'), mottaker: Mottaker, svar: Kommandosvar }),
])
export type Forsendelse = z.infer<typeof Forsendelse>

/** Work that is done at its time: nothing goes out to Teams. */
export const UTEN_LEVERING: readonly Forsendelse['slag'][] = [
  'rydd',
  'planlegg-samlevarsler',
  'samtykke-utlopt',
  'kalender',
  'kalender-slett',
  'planner',
  'planner-slett',
  'referatfil',
]

/** The line that something waits in: what shares this is sent one at a time, in order. */
export function adresse(forsendelse: Forsendelse): string {
  // In a line of their own: that Graph is down holds no message back.
  if (forsendelse.slag === 'kalender') return `kalender:${forsendelse.mote}`
  if (forsendelse.slag === 'referatfil') return `referatfil:${forsendelse.mote}`
  if (forsendelse.slag === 'planner') return `planner:${forsendelse.oppgave}`
  if (forsendelse.slag === 'kalender-slett') return `kalender:${forsendelse.nokkel}`
  if (forsendelse.slag === 'planner-slett') return `planner:${forsendelse.planner || forsendelse.ref}`
  if (forsendelse.slag === 'forlop-varsel') return forsendelse.person ?? forsendelse.sak
  if (forsendelse.slag === 'oppgaver-ledige') return forsendelse.person ?? forsendelse.skole
  if (forsendelse.slag === 'rolle-venter') return forsendelse.person ?? forsendelse.skole
  if ('person' in forsendelse) return forsendelse.person
  if ('mote' in forsendelse) return forsendelse.mote
  if ('sak' in forsendelse) return forsendelse.sak
  if ('apendag' in forsendelse) return forsendelse.apendag
  if (forsendelse.slag === 'kort-tomt') return forsendelse.samtale
  if (forsendelse.slag === 'rydd' || forsendelse.slag === 'planlegg-samlevarsler') return forsendelse.slag
  if (forsendelse.slag === 'svar') {
    return forsendelse.mottaker.til === 'samtale' ? forsendelse.mottaker.samtale : forsendelse.mottaker.person
  }
  return forsendelse.oppgave
}

/** However long the other side asks us to wait, we ask again after an hour. */
export const LENGSTE_STANS_S = 3600

/** Wait before try number `forsok` (1, 2, …), in seconds: doubles to ten minutes; jitter 0–1 spreads it by a quarter. */
export function ventetid(forsok: number, jitter: number, retryAfter?: number): number {
  const grunn = Math.min(600, 2 ** Math.min(forsok, 10))
  return Math.max(Math.min(LENGSTE_STANS_S, retryAfter ?? 0), grunn * (1 + jitter / 4))
}

/** After this many tries (about a day) the row is given up and counted as failed. */
export const MAKS_FORSOK = 150

/** `person`: whose own chat it was for, where it was. */
export type Leveringsfeil = { kode: string; varig: boolean; retryAfter?: number; person?: string }

/** The way out to Teams, implemented in teams/: what it cannot deliver it throws as `KunneIkkeLevere`. */
export type Levering = {
  nyTrad(til: { serviceUrl: string; kanal: string }, melding: Melding): Promise<Levert>
  post(til: { serviceUrl: string; samtale: string; svarPa?: string }, melding: Melding): Promise<Levert>
  postKunFor(til: { serviceUrl: string; samtale: string; konto: string }, melding: Melding): Promise<Levert>
  endre(til: { serviceUrl: string; samtale: string; aktivitet: string }, melding: Melding): Promise<void>
  nySamtale(til: { serviceUrl: string; konto: string }): Promise<{ samtale: string }>
  /** Those who can read a conversation: person ids, and the roster ids that messages address. */
  medlemmer(til: { serviceUrl: string; samtale: string }): Promise<Medlem[]>
  /** The channels of a team; the first has the team's own id, and no name. */
  kanaler(til: { serviceUrl: string; team: string }): Promise<{ id: string; navn: string }[]>
  /** What a team is called, and the Entra group behind it where the channel tells. */
  team(til: { serviceUrl: string; team: string }): Promise<{ navn: string; gruppe: string | undefined }>
}

/** `epost`: where Teams says that they are reached; empty where it does not. */
export type Medlem = { person: string; navn: string; konto: string; epost: string }

export type Levert = { samtale: string; aktivitet: string }

/** What became of a row. `vent`: it is not to be sent before then. */
export type Radutfall = { kode: 'sendt' } | { kode: 'uaktuell' } | { kode: 'vent'; til: DateTime }

/** A message as it goes out: `varsel` is what a phone's notification shows. */
export type Melding = { varsel: string; kort?: unknown; tekst?: string }

export class KunneIkkeLevere extends Error {
  readonly feil: Leveringsfeil
  constructor(feil: Leveringsfeil) {
    super(feil.kode)
    this.feil = feil
  }
}
