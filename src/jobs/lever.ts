import { DateTime } from 'luxon'
import { hentDag } from '../apendor/apendor-store.ts'
import { sendDagTilDeltakere } from '../apendor/dag-endret.ts'
import { paminnelseGjelder, planleggNestePaminnelse } from '../apendor/minn-om-melding.ts'
import type { Tekster } from '../cards/tekst/tekster.ts'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { medJobb } from '../drift/med-jobb.ts'
import { adgangTilMote } from '../mote/adgang-til-mote.ts'
import { hentMote } from '../mote/mote-store.ts'
import { harKanalkort } from '../mote/moter.ts'
import { hentPosteteOm, lagrePostet, markerRedigert, type Postet } from '../mote/postet-store.ts'
import { onskTelling, sendTilDeltakere, tellUtenfor } from '../mote/publikum.ts'
import { ledigemottakere } from '../oppfolging/ledige-oppgaver.ts'
import { hentOppgave } from '../oppfolging/oppgave-store.ts'
import { nesteSendetid } from '../oppfolging/paminnelser.ts'
import { forsinket, planleggSamlevarsler } from '../oppfolging/planlegg-samlevarsler.ts'
import { hentVarselvalg } from '../oppfolging/varselvalg-store.ts'
import { hentSak, settSlettes } from '../sak/sak-store.ts'
import { fornyKort } from '../samtykke/samtykke-endret.ts'
import { hentSamtykke } from '../samtykke/samtykke-store.ts'
import { rydd } from '../sletting/rydd.ts'
import { hentKanal } from '../tilgang/tilgang-store.ts'
import {
  type Forsendelse,
  KunneIkkeLevere,
  type Levering,
  type Melding,
  type Radutfall,
} from '../utboks/utboks.ts'
import { frigiNokkel, leggIUtboks, type Utboksrad, venterFortsatt } from '../utboks/utboks-store.ts'
import { lagMelding } from './lag-melding.ts'
import { leverM365, type Tilkoblet } from './lever-m365.ts'
import { tilAnsvarlig, tilDenSomLaTil, tilLeder, tilMottaker, tilParten, tilPerson } from './mottakere.ts'
import { forlopsmottakere, rollemottakere } from './overdragelsesvarsler.ts'
import { stilleLevering, TeametErBorte } from './stille-levering.ts'

/** A posted card is edited at most once per this many seconds (msteams-docs: edits make every client fetch its view). */
const MELLOM_ENDRINGER_S = 5

/** What it takes to send one message. */
export type Leveroppsett = {
  ktx: Kontekst
  levering: Levering
  graf?: Tilkoblet | undefined
  forsteAdministratorer: readonly string[]
  t: Tekster
  /** Codes only. */
  logg(hendelse: { kode: string; slag?: string; ms?: number; feil?: string; forsok?: number }): void
}

/** Sends one row, or does its work; throws what went wrong. */
export async function lever(oppsett: Leveroppsett, rad: Utboksrad): Promise<Radutfall> {
  const levering = stilleLevering(oppsett.ktx, oppsett.levering)
  try {
    return await leverRad({ ...oppsett, levering }, rad)
  } catch (feil) {
    if (feil instanceof TeametErBorte) return { kode: 'uaktuell' }
    throw feil
  }
}

async function leverRad(oppsett: Leveroppsett, rad: Utboksrad): Promise<Radutfall> {
  const { forsendelse } = rad
  switch (forsendelse.slag) {
    case 'agenda-endret': {
      const alle = await hentPosteteOm(oppsett.ktx, `agenda:${forsendelse.mote}`)
      const kort = await tilDemSomErMed(oppsett.ktx, forsendelse.mote, alle)
      if (kort.length === 0 && alle.length > 0) return { kode: 'uaktuell' }
      return endreKort(oppsett, rad, forsendelse.av, kort, { venterPa: `agenda-ny:${forsendelse.mote}` })
    }
    case 'oppgave-endret': {
      const kort = await hentPosteteOm(oppsett.ktx, `oppgave:${forsendelse.oppgave}:${forsendelse.person}`)
      return endreKort(oppsett, rad, forsendelse.av, kort, {})
    }
    case 'apendor-endret': {
      const kort = await hentPosteteOm(oppsett.ktx, `apendor:${forsendelse.apendag}`)
      return endreKort(oppsett, rad, forsendelse.av, kort, { venterPa: `apendor-ny:${forsendelse.apendag}` })
    }
    case 'kort-tomt': {
      const { serviceUrl, samtale, aktivitet } = forsendelse
      const melding = await lagMelding(oppsett.ktx, forsendelse, oppsett.forsteAdministratorer, oppsett.t)
      if (melding === undefined) return { kode: 'uaktuell' }
      await oppsett.levering.endre({ serviceUrl, samtale, aktivitet }, melding)
      return { kode: 'sendt' }
    }
    case 'samtykke-utlopt':
      await iTransaksjon(oppsett.ktx, trx => fornyKort(trx, forsendelse.sak, ''))
      return { kode: 'sendt' }
    case 'rydd':
      await medJobb(oppsett.ktx, 'rydd', () => rydd(oppsett.ktx))
      return { kode: 'sendt' }
    case 'planlegg-samlevarsler':
      await medJobb(oppsett.ktx, 'planlegg-samlevarsler', () =>
        planleggSamlevarsler(oppsett.ktx, forsendelse.dag),
      )
      return { kode: 'sendt' }
    case 'samlevarsel': {
      const forsent = await forsinket(oppsett.ktx, forsendelse)
      if (forsent === 'uaktuell') return { kode: 'uaktuell' }
      if (forsent === 'vent') return { kode: 'vent', til: oppsett.ktx.na().plus({ seconds: 2 }) }
      const til = await ventTil(oppsett.ktx, forsendelse.person)
      return til === undefined ? leverNy(oppsett, rad, forsendelse) : { kode: 'vent', til }
    }
    case 'tell-kanal': {
      // Who comes or goes from now on is another count.
      await frigiNokkel(oppsett.ktx, rad)
      const kanal = await hentKanal(oppsett.ktx, forsendelse.kanal)
      if (kanal === undefined) return { kode: 'uaktuell' }
      const til = { serviceUrl: kanal.service_url, samtale: kanal.kanal }
      await tellUtenfor(oppsett.ktx, forsendelse, await oppsett.levering.medlemmer(til))
      return { kode: 'sendt' }
    }
    case 'kalender':
    case 'kalender-slett':
    case 'planner':
    case 'planner-slett':
    case 'referatfil':
      return leverM365(oppsett, rad, forsendelse)
    default:
      return leverNy(oppsett, rad, forsendelse)
  }
}

/** A reminder that has come late waits until people are at work again. */
async function ventTil(ktx: Kontekst, person: string): Promise<DateTime | undefined> {
  const { klokke, stille } = ktx.valg.varsling
  const valgt = (await hentVarselvalg(ktx, person))?.klokke
  return nesteSendetid(ktx.na(), valgt ?? klokke, stille)
}

async function leverNy(oppsett: Leveroppsett, rad: Utboksrad, forsendelse: Forsendelse): Promise<Radutfall> {
  const { ktx, levering, forsteAdministratorer, t } = oppsett
  const melding = await lagMelding(ktx, forsendelse, forsteAdministratorer, t)
  if (melding === undefined) return { kode: 'uaktuell' }
  switch (forsendelse.slag) {
    case 'agenda-ny': {
      const mote = await hentMote(ktx, forsendelse.mote)
      const kanal = mote && (await hentKanal(ktx, mote.kanal))
      if (mote === undefined || kanal === undefined) return { kode: 'uaktuell' }
      if (!harKanalkort(mote.type, ktx.valg)) {
        await sendTilDeltakere(ktx, mote)
        return { kode: 'sendt' }
      }
      await onskTelling(ktx, mote.kanal, mote.innkalt_av)
      const levert = await levering.nyTrad({ serviceUrl: kanal.service_url, kanal: mote.kanal }, melding)
      await lagrePostet(ktx, { gjelder: `agenda:${mote.id}`, service_url: kanal.service_url, ...levert })
      return { kode: 'sendt' }
    }
    case 'motevarsel':
    case 'referat-godkjent': {
      const postede = await hentPosteteOm(ktx, forsendelse.gjelder ?? `agenda:${forsendelse.mote}`)
      const alle = await tilDemSomErMed(ktx, forsendelse.mote, postede)
      const [postet] = alle
      if (postede.length === 0) return agendaKommer(ktx, `agenda-ny:${forsendelse.mote}`)
      if (postet === undefined) return { kode: 'uaktuell' }
      if (alle.length > 1) {
        // One row for each chat: they are sent, and fail, one by one.
        for (const { gjelder } of alle)
          await leggIUtboks(ktx, `${rad.id}:${gjelder}`, { ...forsendelse, gjelder })
        return { kode: 'sendt' }
      }
      if (forsendelse.slag === 'motevarsel' && forsendelse.fra === postet.samtale) return { kode: 'uaktuell' }
      await levering.post({ serviceUrl: postet.service_url, samtale: postet.samtale }, melding)
      return { kode: 'sendt' }
    }
    case 'apendor-ny': {
      const dag = await hentDag(ktx, forsendelse.apendag)
      const kanal = dag && (await hentKanal(ktx, dag.kanal))
      if (dag === undefined || kanal === undefined) return { kode: 'uaktuell' }
      const gjelder = `apendor:${dag.id}`
      if (!harKanalkort('apen_dor', ktx.valg)) {
        await sendDagTilDeltakere(ktx, dag)
        return { kode: 'sendt' }
      }
      const levert = await levering.nyTrad({ serviceUrl: kanal.service_url, kanal: dag.kanal }, melding)
      await lagrePostet(ktx, { gjelder, service_url: kanal.service_url, ...levert })
      return { kode: 'sendt' }
    }
    case 'apendor-til': {
      const levert = await tilPerson(oppsett, forsendelse.person, melding)
      await lagrePostet(ktx, { gjelder: `apendor:${forsendelse.apendag}:${forsendelse.person}`, ...levert })
      return { kode: 'sendt' }
    }
    case 'apendor-varsel': {
      const alle = await hentPosteteOm(ktx, forsendelse.gjelder ?? `apendor:${forsendelse.apendag}`)
      const [postet] = alle
      if (postet === undefined) return agendaKommer(ktx, `apendor-ny:${forsendelse.apendag}`)
      if (alle.length > 1) {
        for (const { gjelder } of alle)
          await leggIUtboks(ktx, `${rad.id}:${gjelder}`, { ...forsendelse, gjelder })
        return { kode: 'sendt' }
      }
      await levering.post({ serviceUrl: postet.service_url, samtale: postet.samtale }, melding)
      return { kode: 'sendt' }
    }
    case 'apendor-melding': {
      const gjelder = await paminnelseGjelder(ktx, forsendelse)
      if (gjelder === undefined) return { kode: 'uaktuell' }
      await tilPerson(oppsett, gjelder.til, melding)
      await planleggNestePaminnelse(ktx, { drofting: forsendelse.drofting, person: gjelder.til })
      return { kode: 'sendt' }
    }
    case 'oppgave': {
      const levert = await tilPerson(oppsett, forsendelse.person, melding)
      await lagrePostet(ktx, { gjelder: `oppgave:${forsendelse.oppgave}:${forsendelse.person}`, ...levert })
      return { kode: 'sendt' }
    }
    case 'hjelp-onskes': {
      const oppgave = await hentOppgave(ktx, forsendelse.oppgave)
      const mote = oppgave && (await hentMote(ktx, oppgave.mote))
      if (mote === undefined) return { kode: 'uaktuell' }
      return tilLeder(oppsett, mote, melding)
    }
    case 'tekst-fjernet': {
      const mote = await hentMote(ktx, forsendelse.mote)
      return mote === undefined ? { kode: 'uaktuell' } : tilLeder(oppsett, mote, melding)
    }
    case 'agenda-til': {
      const levert = await tilPerson(oppsett, forsendelse.person, melding)
      await lagrePostet(ktx, { gjelder: `agenda:${forsendelse.mote}:${forsendelse.person}`, ...levert })
      return { kode: 'sendt' }
    }
    case 'samtykke-utloper': {
      const samtykke = await hentSamtykke(ktx, forsendelse.sak)
      return tilAnsvarlig(oppsett, forsendelse.sak, samtykke?.innhentetAv, melding)
    }
    case 'samtykke-alder': {
      const sak = await hentSak(ktx, forsendelse.sak)
      return tilAnsvarlig(oppsett, forsendelse.sak, sak?.meldt_av, melding)
    }
    case 'sletting-varsel':
      await tilPerson(oppsett, forsendelse.person, melding)
      await settSlettes(ktx, forsendelse.sak, forsendelse.dag)
      return { kode: 'sendt' }
    case 'sjekkpunkt-frist':
      return tilParten(oppsett, forsendelse, melding)
    case 'forlop-varsel':
      return tilAlle(oppsett, rad, forsendelse, melding, () => forlopsmottakere(ktx, forsendelse))
    case 'rolle-venter':
      return tilAlle(oppsett, rad, forsendelse, melding, () => rollemottakere(ktx, forsendelse))
    case 'oppgaver-ledige':
      return tilAlle(oppsett, rad, forsendelse, melding, () => ledigemottakere(ktx, forsendelse))
    case 'team-velkommen':
      return tilDenSomLaTil(oppsett, forsendelse, melding)
    case 'mote-i-gang':
      await levering.post({ serviceUrl: forsendelse.serviceUrl, samtale: forsendelse.samtale }, melding)
      return { kode: 'sendt' }
    case 'mote-over': {
      const mote = await hentMote(ktx, forsendelse.mote)
      return mote === undefined ? { kode: 'uaktuell' } : tilLeder(oppsett, mote, melding)
    }
    case 'samlevarsel':
    case 'team-fjernet':
    case 'team-slettet':
    case 'rolle-overtatt':
    case 'innspill-paminnelse':
    case 'innhent-samtykke':
    case 'sletting-kvittering':
    case 'bred-kanal':
    case 'ikke-nadd':
    case 'lagret-sent':
    case 'referatfil-borte':
      await tilPerson(oppsett, forsendelse.person, melding)
      return { kode: 'sendt' }
    case 'svar':
      await tilMottaker(oppsett, forsendelse.mottaker, melding)
      return { kode: 'sendt' }
    default:
      return { kode: 'uaktuell' }
  }
}

/** The one named, or one row for each of those it concerns: they are sent, and fail, one by one. */
async function tilAlle(
  oppsett: Leveroppsett,
  rad: Utboksrad,
  forsendelse: Extract<Forsendelse, { slag: 'forlop-varsel' | 'rolle-venter' | 'oppgaver-ledige' }>,
  melding: Melding,
  mottakere: () => Promise<string[]>,
): Promise<Radutfall> {
  if (forsendelse.person !== undefined) {
    await tilPerson(oppsett, forsendelse.person, melding)
    return { kode: 'sendt' }
  }
  const alle = await mottakere()
  for (const person of alle) await leggIUtboks(oppsett.ktx, `${rad.id}:${person}`, { ...forsendelse, person })
  return { kode: alle.length === 0 ? 'uaktuell' : 'sendt' }
}

/** Cards in people's own chats: whoever is no longer of the meeting hears nothing more of it. */
async function tilDemSomErMed(ktx: Kontekst, moteId: string, kort: readonly Postet[]): Promise<Postet[]> {
  const mote = await hentMote(ktx, moteId)
  const ut: Postet[] = []
  for (const postet of kort) {
    const person = postet.gjelder.slice(`agenda:${moteId}:`.length)
    const adgang =
      mote === undefined || person === '' ? undefined : await adgangTilMote(ktx, { person, navn: '' }, mote)
    if (person === '' || adgang?.deltaker === true) ut.push(postet)
  }
  return ut
}

/** The posted agenda may still be on its way; when it never came, there is nothing to follow it. */
async function agendaKommer(ktx: Kontekst, nokkel: string): Promise<Radutfall> {
  return (await venterFortsatt(ktx, nokkel))
    ? { kode: 'vent', til: ktx.na().plus({ seconds: 2 }) }
    : { kode: 'uaktuell' }
}

/** Edits the cards that show something older than this row; those that may not be edited yet make it wait. */
async function endreKort(
  oppsett: Leveroppsett,
  rad: Utboksrad,
  av: string,
  kort: readonly Postet[],
  { venterPa }: { venterPa?: string },
): Promise<Radutfall> {
  const { ktx, levering, forsteAdministratorer, t } = oppsett
  if (kort.length === 0) return venterPa === undefined ? { kode: 'uaktuell' } : agendaKommer(ktx, venterPa)
  // Edited in the same moment as the change came may be before it: edited once too often is better than not.
  const eldre = kort.filter(postet => postet.redigert <= rad.opprettet || kort.length === 1)
  const ventTil = new Map(eldre.map(postet => [postet, tidligstEndret(postet, av, ktx.na())]))
  const klare = eldre.filter(postet => ventTil.get(postet) === undefined)
  const [forst] = [...ventTil.values()].filter(tid => tid !== undefined)
  if (klare.length === 0 && forst !== undefined) return { kode: 'vent', til: forst }
  await frigiNokkel(ktx, rad)
  const melding = await lagMelding(ktx, rad.forsendelse, forsteAdministratorer, t)
  if (melding === undefined) return { kode: 'uaktuell' }
  // One that cannot be edited holds up none of the others; what may be tried again is, and those done are then left alone.
  const feil: unknown[] = []
  for (const { gjelder, service_url, samtale, aktivitet } of klare) {
    try {
      await levering.endre({ serviceUrl: service_url, samtale, aktivitet }, melding)
      await markerRedigert(ktx, gjelder)
    } catch (arsak) {
      feil.push(arsak)
    }
  }
  const varige = feil.filter(arsak => arsak instanceof KunneIkkeLevere && arsak.feil.varig)
  const [igjen] = feil.filter(arsak => !varige.includes(arsak))
  if (igjen !== undefined) throw igjen
  if (forst !== undefined) return { kode: 'vent', til: forst }
  if (varige.length === klare.length && varige.length > 0) throw varige[0]
  for (const arsak of varige)
    oppsett.logg({
      kode: 'ikke-sendt',
      slag: rad.forsendelse.slag,
      feil: feilkode(arsak),
      forsok: rad.forsok,
    })
  return { kode: 'sendt' }
}

/** When a card may be edited, if not now. A form is held for against everybody, a view only against its reader's own changes. */
function tidligstEndret(postet: Postet, av: string, na: DateTime): DateTime | undefined {
  const holdt = postet.hold_skjema || postet.hold_for === av
  if (holdt && postet.hold_til !== null && postet.hold_til > na.toJSDate()) return na.plus({ seconds: 1 })
  const tidligst = DateTime.fromJSDate(postet.redigert, { zone: na.zone }).plus({
    seconds: MELLOM_ENDRINGER_S,
  })
  return tidligst > na ? tidligst : undefined
}

/** Codes alone: what went wrong, never what was said of it. */
export function feilkode(feil: unknown): string {
  if (feil instanceof KunneIkkeLevere) return feil.feil.kode
  return feil instanceof Error && 'code' in feil && typeof feil.code === 'string' ? feil.code : 'ukjent'
}
