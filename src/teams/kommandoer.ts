import type { Kontekst } from '../database/kontekst.ts'
import { startsteder } from '../forlop/opprett-forlop.ts'
import { type Avlysning, avlysMote } from '../mote/avlys-mote.ts'
import { type Flytting, flyttMote } from '../mote/flytt-mote.ts'
import { aktuelleMoterFor } from '../mote/hent-agenda.ts'
import { type Innkalling, kallInnMote } from '../mote/kall-inn-mote.ts'
import { harKanalkort } from '../mote/moter.ts'
import { tolkTid } from '../mote/norsk-dato.ts'
import { listeskoler } from '../oppfolging/hent-oppgaveliste.ts'
import { sakMedRef } from '../sak/finn-sak.ts'
import { type Adgang, type Aktor, adgangKan, alleAdganger } from '../tilgang/adgang.ts'
import { enGang } from '../tilgang/en-gang.ts'
import { finnSkole } from '../tilgang/finn-skole.ts'
import { erAdministrator } from '../tilgang/oppsett.ts'
import { sendSvar } from '../utboks/send-svar.ts'
import type { Kommandosvar, Mottaker } from '../utboks/utboks.ts'
import { erApendorkort, svarPaApenDor } from './apendor-kommando.ts'
import type { Innkommende } from './inn.ts'
import { type Kommando, lesKommando } from './kommando.ts'

const TYPE = 'innsatsteam'

/** Answered to the one who asks: what somebody looks up is nobody else's business. */
const BARE_MEG: ReadonlySet<Kommando['navn']> = new Set<Kommando['navn']>([
  'sak',
  'varselvalg',
  'status',
  'skoleoppgaver',
  'forlop',
  'mote',
  'rutine',
  'ressurser',
  'meldeplikt',
  'arshjul',
])

/**
 * What a typed command does and is answered with; the answer goes through the outbox like everything else that is sent. Answers
 * which command it was.
 */
export async function utforKommando(
  ktx: Kontekst,
  inn: Innkommende,
  oppsett: {
    forsteAdministratorer: readonly string[]
    malrettet: boolean
    /** The author has been asked to take the message away: that it was not understood is then not said besides. */
    bedtOmSletting: boolean
    erTeameier(): Promise<boolean>
    /** Where the clock can be moved: to the next working day, yyyy-MM-dd. */
    spolFram?: (() => string) | undefined
  },
): Promise<Kommando['navn']> {
  const lest = lesKommando(inn.tekst)
  const kommando: Kommando =
    lest.navn === 'spol' && oppsett.spolFram === undefined ? { navn: 'ukjent', nermest: undefined } : lest
  if (oppsett.bedtOmSletting && kommando.navn === 'ukjent') return kommando.navn
  const id = inn.aktivitetId ?? crypto.randomUUID()
  const kanSetteOpp =
    kommando.navn === 'oppsett' &&
    ((await erAdministrator(ktx, inn.aktor, oppsett.forsteAdministratorer)) || (await oppsett.erTeameier()))
  // Teams may deliver a message twice: by its id it is done once.
  await enGang(ktx, inn.aktor.person, `melding:${id}`, 'besvart', async trx => {
    const alle =
      kommando.navn === 'spol'
        ? [{ kode: 'spolt' as const, dag: oppsett.spolFram?.() ?? '' }]
        : await svarPa(trx, inn, kommando, kanSetteOpp)
    for (const [nr, svar] of alle.entries()) {
      const bareMeg =
        BARE_MEG.has(kommando.navn) ||
        erApendorkort(svar) ||
        (kommando.navn === 'innsatsteam' && !harKanalkort(TYPE, ktx.valg))
      const mottaker = mottakerFor(inn, oppsett.malrettet, bareMeg)
      await sendSvar(trx, `svar:${inn.aktor.person}:${id}:${nr}`, mottaker, svar)
    }
    return { kode: 'besvart' as const }
  })
  return kommando.navn
}

/** Seen by its author alone: targeted in a channel where the client can, else in the 1:1 chat. */
export function privatTil(inn: Innkommende, malrettet: boolean): Mottaker {
  const { sted, aktor, konto } = inn
  const { samtale, serviceUrl } = sted
  if (sted.personlig) return { til: 'samtale', samtale, serviceUrl }
  return malrettet && sted.kanal !== undefined
    ? { til: 'samtale', samtale, serviceUrl, kunFor: { konto, person: aktor.person } }
    : { til: 'person', person: aktor.person }
}

/** That it did not work is said as everything else is; when even that cannot be stored, the caller hears of it. */
export async function svarFeil(
  ktx: Kontekst,
  inn: Innkommende,
  malrettet: boolean,
  feilkode: string | undefined,
): Promise<void> {
  const id = inn.aktivitetId ?? crypto.randomUUID()
  const svar = { kode: 'feil' as const, feilkode }
  await sendSvar(ktx, `svar:${inn.aktor.person}:${id}:feil`, mottakerFor(inn, malrettet), svar)
}

/** A slash command is seen by its author alone, and so is the answer: targeted where the client can, else in the 1:1 chat. */
function mottakerFor(inn: Innkommende, malrettet: boolean, bareMeg = false): Mottaker {
  const { sted } = inn
  // A group chat may hold anybody: what concerns a school is answered to the one who asked.
  const iGruppe = !sted.personlig && sted.kanal === undefined
  if (iGruppe || (bareMeg && !sted.personlig) || (sted.malrettet && !sted.personlig && !malrettet))
    return { til: 'person', person: inn.aktor.person }
  const iTrad = sted.samtale.includes(';messageid=')
  return {
    til: 'samtale',
    samtale: sted.samtale,
    serviceUrl: sted.serviceUrl,
    ...(sted.personlig || iTrad || sted.aktivitet === undefined ? {} : { svarPa: sted.aktivitet }),
    ...(sted.malrettet && !sted.personlig ? { kunFor: { konto: inn.konto, person: inn.aktor.person } } : {}),
  }
}

async function svarPa(
  ktx: Kontekst,
  inn: Innkommende,
  kommando: Exclude<Kommando, { navn: 'spol' }>,
  kanSetteOpp: boolean,
): Promise<Kommandosvar[]> {
  const { aktor, sted } = inn
  switch (kommando.navn) {
    case 'hjelp':
      return [{ kode: 'hjelp' }]
    case 'ukjent':
      return [
        kommando.nermest === undefined
          ? { kode: 'ukjent-kommando' }
          : { kode: 'ukjent-kommando', nermest: kommando.nermest },
      ]
    case 'oppgaver':
      return [{ kode: 'oppgaver', person: aktor.person, antall: sted.personlig }]
    case 'varselvalg':
      return [{ kode: (await harRolle(ktx, aktor)) ? 'varselvalg' : 'uten-rolle' }]
    case 'skoleoppgaver': {
      const skoler = (await listeskoler(ktx, aktor)).map(s => s.id)
      const her = sted.kanal === undefined ? undefined : await finnSkole(ktx, sted.kanal)
      const skole = skoler.length === 1 ? skoler[0] : skoler.find(s => s === her)
      if (skoler.length === 0) return [{ kode: 'skoleoppgaver-mangler-rolle' }]
      return [{ kode: 'skoleoppgaver', person: aktor.person, ...(skole === undefined ? {} : { skole }) }]
    }
    case 'sak': {
      const funnet = await sakMedRef(ktx, aktor, kommando.ref)
      return [funnet === undefined ? { kode: 'ukjent-sak' } : { kode: 'sak', sak: funnet.sak.id }]
    }
    case 'oppsett':
      if (!kanSetteOpp) return [{ kode: 'bare-administrator' }]
      return [{ kode: sted.kanal === undefined ? 'oppsett-i-kanal' : 'oppsett' }]
    // Who may see it is asked as it is made.
    case 'status':
      return [{ kode: 'status', person: aktor.person }]
    case 'forlop':
      return (await harRolle(ktx, aktor))
        ? [{ kode: 'forlop', person: aktor.person, antall: sted.personlig }]
        : [{ kode: 'uten-rolle' }]
    case 'mote': {
      if (!(await harRolle(ktx, aktor))) return [{ kode: 'uten-rolle' }]
      // Who answers for none, calls in none.
      if ((await startsteder(ktx, aktor)).length === 0)
        return [{ kode: 'forlop', person: aktor.person, antall: sted.personlig }]
      const tid = tolkTid(kommando.tekst, ktx.na())
      if (!tid.ok) return [{ kode: tid.kode }]
      return [
        { kode: 'kall-inn', typer: [...kommando.typer], dato: tid.dato ?? '', klokke: tid.klokke ?? '' },
      ]
    }
    case 'rutine':
      return [
        kommando.rutine === undefined ? { kode: 'rutine' } : { kode: 'rutine', rutine: kommando.rutine },
      ]
    case 'ressurser':
    case 'meldeplikt':
      return [{ kode: kommando.navn }]
    case 'arshjul':
      return [{ kode: (await alleAdganger(ktx, aktor)).some(a => a.deltaker) ? 'arshjul' : 'uten-rolle' }]
    case 'apendor': {
      const adganger = await alleAdganger(ktx, aktor)
      return svarPaApenDor(ktx, inn, kommando, adganger, kandidater =>
        velgSkoler(ktx, inn, kandidater, kommando.under === 'vis'),
      )
    }
    case 'innsatsteam':
      return innsatsteam(ktx, inn, kommando)
  }
}

/** Those who have a role but no forløp are told that, and no more than the others. */
async function harRolle(ktx: Kontekst, aktor: Aktor): Promise<boolean> {
  const adganger = await alleAdganger(ktx, aktor)
  return adganger.some(a => a.deltaker) || (await startsteder(ktx, aktor)).length > 0
}

async function innsatsteam(
  ktx: Kontekst,
  inn: Innkommende,
  kommando: Extract<Kommando, { navn: 'innsatsteam' }>,
): Promise<Kommandosvar[]> {
  const { aktor, sted } = inn
  const adganger = await alleAdganger(ktx, aktor)
  const valg = await velgSkoler(ktx, inn, adganger, kommando.under === 'vis')
  if (valg.kode !== 'skoler') return [valg]
  if (kommando.under === 'vis') {
    const moter = await aktuelleMoterFor(ktx, valg.skoler, TYPE)
    return moter.length === 0 ? [{ kode: 'ingen-moter' }] : moter.map(mote => ({ kode: 'mote', mote }))
  }
  const [skole = ''] = valg.skoler
  const utfall = await utfor(ktx, inn, kommando, {
    skole,
    type: TYPE,
    fra: sted.samtale,
    kanal: sted.kanal,
  })
  if (utfall.kode === 'mangler-rolle' || utfall.kode === 'ingen-kanal') return [{ kode: utfall.kode, skole }]
  // In the school's own channel the agenda card is the answer.
  if (utfall.kode === 'kalt-inn' && sted.kanal !== undefined && !sted.malrettet) return []
  return [utfall]
}

function utfor(
  ktx: Kontekst,
  { aktor }: Innkommende,
  kommando: Exclude<Extract<Kommando, { navn: 'innsatsteam' }>, { under: 'vis' }>,
  ved: { skole: string; type: string; fra: string; kanal: string | undefined },
): Promise<Innkalling | Flytting | Avlysning> {
  if (kommando.under === 'avlys') return avlysMote(ktx, aktor, ved)
  const inn = { ...ved, tekst: kommando.tekst }
  return kommando.under === 'ny' ? kallInnMote(ktx, aktor, inn) : flyttMote(ktx, aktor, inn)
}

export type Skolevalg =
  | { kode: 'skoler'; skoler: string[] }
  | { kode: 'uten-rolle' }
  | { kode: 'kanal-uten-skole' }
  | { kode: 'velg-skole' }

/** In a channel: its school. Elsewhere: the person's own, when there is no doubt which. */
async function velgSkoler(
  ktx: Kontekst,
  { sted }: { sted: Innkommende['sted']; aktor: Aktor },
  adganger: readonly Adgang[],
  alle: boolean,
): Promise<Skolevalg> {
  if (sted.kanal !== undefined) {
    const skole = await finnSkole(ktx, sted.kanal)
    if (skole === undefined) return { kode: 'kanal-uten-skole' }
    // Somebody without a role here learns who can convene, but not what is planned.
    if (alle && !adganger.some(a => a.skole === skole && a.deltaker)) return { kode: 'uten-rolle' }
    return { kode: 'skoler', skoler: [skole] }
  }
  const mine = adganger.filter(a => a.deltaker)
  if (mine.length === 0) return { kode: 'uten-rolle' }
  if (alle || mine.length === 1) return { kode: 'skoler', skoler: mine.map(a => a.skole) }
  const kanKalle = mine.filter(a => adgangKan(a, 'kalleInn'))
  return kanKalle.length === 1
    ? { kode: 'skoler', skoler: kanKalle.map(a => a.skole) }
    : { kode: 'velg-skole' }
}
