import { arshjullenke } from '../cards/arshjul.ts'
import { dag, dagOgKlokke } from '../cards/dato.ts'
import { iGangKort, overVarsel } from '../cards/i-motet.ts'
import { ikkeNaddVarsel } from '../cards/levering.ts'
import { meldepliktkort } from '../cards/meldeplikt.ts'
import { motekort } from '../cards/motekort.ts'
import { gittVidereKort, oppgavekort } from '../cards/oppgave.ts'
import { rutinekort, rutinevelger } from '../cards/rutiner.ts'
import { kvitteringskort } from '../cards/saken.ts'
import { samlevarselkort } from '../cards/samlevarsel.ts'
import { statusvarsel } from '../cards/status.ts'
import { liste, medStorBokstav, type Tekster } from '../cards/tekst/tekster.ts'
import {
  enkeltVarsel,
  feilkodetekst,
  forlopslenke,
  forlopsvarsel,
  hjelpekort,
  hjelpOnskes,
  innkallingslenke,
  innspillVarsel,
  motelenke,
  motenavn,
  motevarsel,
  oppgavelenke,
  oppsettlenke,
  referatfilVarsel,
  referatVarsel,
  ressurslenke,
  saksvarsel,
  tekstFjernetVarsel,
  varsellenke,
  velkomstkort,
} from '../cards/varsler.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { hentStatus } from '../drift/hent-status.ts'
import { hentSjekkpunkter } from '../forlop/forlop-store.ts'
import { hentForlopsliste } from '../forlop/hent-forlop.ts'
import { adgangTilMote, adgangTilOppgaven } from '../mote/adgang-til-mote.ts'
import { type Agenda, hentAgenda } from '../mote/hent-agenda.ts'
import { harNoeIgjen } from '../mote/i-motet.ts'
import { hentMote, hentOppmote, type Mote } from '../mote/mote-store.ts'
import { tellMine } from '../oppfolging/hent-oppgaveliste.ts'
import { hentOppgavekort } from '../oppfolging/hent-oppgaver.ts'
import { hentSamlevarsel } from '../oppfolging/hent-samlevarsel.ts'
import { hentIkkeNadd } from '../oppfolging/meld-ikke-nadd.ts'
import type { Oppgave } from '../oppfolging/oppgave-store.ts'
import { teamForSak } from '../sak/finn-sak.ts'
import { hentSak, type Sakshode } from '../sak/sak-store.ts'
import { hentSamtykke } from '../samtykke/samtykke-store.ts'
import { varselGjelder } from '../sletting/rydd.ts'
import { hentKvittering } from '../sletting/sletting-store.ts'
import { alleAdganger } from '../tilgang/adgang.ts'
import { erAdministrator } from '../tilgang/oppsett.ts'
import { type Rolle, rollerSomKan } from '../tilgang/roller.ts'
import {
  alleRollerVedSkole,
  hentKanal,
  hentPersoner,
  hentSkole,
  rollerVedSkole,
} from '../tilgang/tilgang-store.ts'
import type { Forsendelse, Kommandosvar, Melding } from '../utboks/utboks.ts'
import { hentMeldekanaler } from '../veiledning/hent-meldeplikt.ts'
import { RUTINENE } from '../veiledning/les-rutiner.ts'
import { apendormelding, apendorsvar } from './lag-apendor-melding.ts'
import { lagLedigevarsel, lagSkolelenke } from './oppgavevarsler.ts'
import { lagForlopsvarsel, lagRollevarsel } from './overdragelsesvarsler.ts'
import { lagTeammelding } from './teammeldinger.ts'

/**
 * Makes the message of a row in the outbox from what the database says now; undefined when there is nothing left to say.
 * Reads references, roles, counts and dates: the texts of a case are not asked for here (fag: samtykke, regel 1).
 */
export async function lagMelding(
  ktx: Kontekst,
  forsendelse: Forsendelse,
  forsteAdministratorer: readonly string[],
  t: Tekster,
): Promise<Melding | undefined> {
  switch (forsendelse.slag) {
    case 'agenda-ny':
    case 'agenda-til':
    case 'agenda-endret': {
      const agenda = await hentAgenda(ktx, forsendelse.mote)
      if (forsendelse.slag === 'agenda-til' && agenda && !(await erMed(ktx, agenda.mote, forsendelse.person)))
        return undefined
      return (
        agenda && {
          varsel: motenavn(agenda, t),
          kort: motekort(agenda, ktx.na().toJSDate(), t, { for: 'alle' }),
        }
      )
    }
    case 'motevarsel': {
      const agenda = await hentAgenda(ktx, forsendelse.mote)
      return agenda && motevarsel(agenda, forsendelse.kode, t)
    }
    case 'innspill-paminnelse': {
      const agenda = await hentAgenda(ktx, forsendelse.mote)
      if (agenda?.mote.status !== 'planlagt') return undefined
      if (!(await erMed(ktx, agenda.mote, forsendelse.person))) return undefined
      const svart = await hentOppmote(ktx, forsendelse.mote)
      if (svart.some(s => s.person === forsendelse.person)) return undefined
      return innspillVarsel(agenda, t)
    }
    case 'referat-godkjent': {
      const agenda = await hentAgenda(ktx, forsendelse.mote)
      return agenda && referatVarsel(agenda, t)
    }
    case 'oppgave':
    case 'oppgave-endret': {
      const kort = await hentOppgavekort(ktx, forsendelse.oppgave)
      if (kort === undefined) return undefined
      if (kort.oppgave.ansvarlig !== forsendelse.person) return gittVidereKort(kort.oppgave.ref, t)
      if (forsendelse.slag === 'oppgave' && !(await kanFaOppgaven(ktx, kort.oppgave, forsendelse.person)))
        return undefined
      return oppgavekort(kort, forsendelse.slag === 'oppgave' ? 'ny' : 'endret', t)
    }
    case 'samlevarsel': {
      const alt = await hentSamlevarsel(ktx, forsendelse.person)
      return alt && samlevarselkort(alt, t)
    }
    case 'hjelp-onskes': {
      const kort = await hentOppgavekort(ktx, forsendelse.oppgave)
      return (
        kort && hjelpOnskes(kort.oppgave, await rollerTil(ktx, kort.oppgave.skole, kort.oppgave.ansvarlig), t)
      )
    }
    case 'tekst-fjernet': {
      const agenda = await hentAgenda(ktx, forsendelse.mote)
      return (
        agenda &&
        tekstFjernetVarsel(forsendelse.ref, await rollerTil(ktx, agenda.mote.skole, forsendelse.av), t)
      )
    }
    case 'innhent-samtykke': {
      const sak = await sakTil(ktx, forsendelse.sak, forsendelse.person)
      return sak && saksvarsel(sak, t.svar.innhent(sak.ref), t)
    }
    case 'samtykke-utloper': {
      const samtykke = await hentSamtykke(ktx, forsendelse.sak)
      const sak = await hentSak(ktx, forsendelse.sak)
      if (sak === undefined || samtykke?.trukket || samtykke?.gyldigTil !== forsendelse.gyldigTil)
        return undefined
      return saksvarsel(sak, t.svar.samtykkeUtloper(sak.ref, dag(samtykke.gyldigTil)), t)
    }
    case 'samtykke-alder': {
      const samtykke = await hentSamtykke(ktx, forsendelse.sak)
      const sak = await hentSak(ktx, forsendelse.sak)
      if (sak === undefined || samtykke === undefined || samtykke.trukket || samtykke.ungdom !== 'ikke_spurt')
        return undefined
      return saksvarsel(sak, t.svar.alder(sak.ref), t)
    }
    case 'sletting-varsel': {
      const sak = await hentSak(ktx, forsendelse.sak)
      if (sak === undefined || !(await varselGjelder(ktx, sak, forsendelse.dag))) return undefined
      return saksvarsel(sak, t.svar.slettesSnart(sak.ref, dag(forsendelse.dag)), t)
    }
    case 'sletting-kvittering': {
      const kvittering = await hentKvittering(ktx, forsendelse.sletting)
      return (
        kvittering && {
          varsel: t.svar.sakSlettet(kvittering.ref),
          kort: kvitteringskort(kvittering, undefined, t),
        }
      )
    }
    case 'kort-tomt':
      return enkeltVarsel(
        forsendelse.ref === undefined ? t.svar.skolenSlettet : t.svar.sakSlettet(forsendelse.ref),
        t,
      )
    case 'sjekkpunkt-frist': {
      const sak = await hentSak(ktx, forsendelse.sak)
      const punkt = (await hentSjekkpunkter(ktx, [forsendelse.sak])).find(
        s => s.id === forsendelse.sjekkpunkt,
      )
      if (sak === undefined || punkt === undefined || punkt.gjort !== null) return undefined
      // What it is, is read on the card: «written reply to the one who sent the melding» says too much on a locked screen.
      return forlopsvarsel(sak.id, t.forlop.varsel.sjekkpunkt(sak.ref), t)
    }
    case 'bred-kanal': {
      const kanal = await hentKanal(ktx, forsendelse.kanal)
      return kanal?.utenfor ? enkeltVarsel(t.svar.bredKanal(kanal.utenfor), t) : undefined
    }
    case 'apendor-ny':
    case 'apendor-til':
    case 'apendor-endret':
    case 'apendor-varsel':
    case 'apendor-melding':
      return apendormelding(ktx, forsendelse, t)
    case 'forlop-varsel':
      return lagForlopsvarsel(ktx, forsendelse, t)
    case 'rolle-overtatt':
    case 'rolle-venter':
      return lagRollevarsel(ktx, forsendelse, t)
    case 'oppgaver-ledige':
      return lagLedigevarsel(ktx, forsendelse, t)
    case 'ikke-nadd': {
      const om = await hentIkkeNadd(ktx, forsendelse.person, forsendelse.gjelder)
      return om && ikkeNaddVarsel(om, t)
    }
    case 'referatfil-borte': {
      const agenda = await hentAgenda(ktx, forsendelse.mote)
      if (agenda === undefined || !(await erMed(ktx, agenda.mote, forsendelse.person))) return undefined
      return referatfilVarsel(agenda, t)
    }
    case 'team-velkommen':
    case 'team-fjernet':
    case 'team-slettet':
      return lagTeammelding(ktx, forsendelse, forsteAdministratorer, t)
    case 'mote-i-gang': {
      const mote = await hentMote(ktx, forsendelse.mote)
      return mote === undefined || mote.status === 'avlyst' || mote.status === 'avholdt'
        ? undefined
        : iGangKort(mote, t)
    }
    case 'mote-over': {
      const mote = await hentMote(ktx, forsendelse.mote)
      return mote !== undefined && (await harNoeIgjen(ktx, mote)) ? overVarsel(mote, t) : undefined
    }
    case 'samtykke-utlopt':
    case 'referatfil':
    case 'tell-kanal':
    case 'rydd':
    case 'planlegg-samlevarsler':
      return undefined
    case 'lagret-sent':
      return enkeltVarsel(
        {
          lagret: t.venter.lagretSent,
          'ikke-lagret': t.venter.ikkeLagretSent,
          feil: t.venter.feilSent,
        }[forsendelse.kode],
        t,
        feilkodetekst(forsendelse.feilkode, t),
      )
    case 'svar':
      return svar(ktx, forsendelse.svar, forsteAdministratorer, t)
  }
}

async function svar(
  ktx: Kontekst,
  inn: Kommandosvar,
  forsteAdministratorer: readonly string[],
  t: Tekster,
): Promise<Melding | undefined> {
  const setning = (tekst: string) => enkeltVarsel(tekst, t)
  const medAgenda = async (mote: string, lag: (agenda: Agenda) => Melding) => {
    const agenda = await hentAgenda(ktx, mote)
    return agenda && lag(agenda)
  }
  switch (inn.kode) {
    case 'hjelp':
      return hjelpekort(t)
    case 'ukjent-kommando':
      return hjelpekort(t, { tekst: t.svar.ukjent, menteDu: inn.nermest })
    case 'velkommen': {
      const aktor = { person: inn.person, navn: '' }
      const adganger = await alleAdganger(ktx, aktor)
      return velkomstkort(
        {
          deltaker: adganger.some(a => a.deltaker),
          administrator: await erAdministrator(ktx, aktor, forsteAdministratorer),
        },
        t,
      )
    }
    case 'uten-rolle':
      return setning(t.svar.utenRolle)
    case 'mangler-rolle':
      return setning(await kalleInnAvslag(ktx, inn.skole, t))
    case 'kanal-uten-skole':
      return setning(t.svar.kanalUtenSkole)
    case 'velg-skole':
      return setning(t.svar.velgSkole)
    case 'ingen-kanal':
      return setning(t.svar.ingenKanal((await hentSkole(ktx, inn.skole))?.navn ?? ''))
    case 'ukjent-dato':
      return setning(t.svar.ukjentDato)
    case 'ukjent-klokke':
      return setning(t.svar.ukjentKlokke)
    case 'dato-passert':
      return setning(t.svar.datoPassert)
    case 'ugyldig-dato':
      return setning(t.svar.ugyldigDato)
    case 'helligdag':
      return setning(t.svar.helligdag(medStorBokstav(dag(inn.dato)), inn.navn))
    case 'helg':
      return setning(t.svar.helg(medStorBokstav(dag(inn.dato))))
    case 'kalt-inn':
      return medAgenda(inn.mote, agenda =>
        motelenke(agenda, t.svar.kaltInn(dagOgKlokke(agenda.mote.start), agenda.skole), t),
      )
    case 'finnes-alt':
      return medAgenda(inn.mote, agenda =>
        motelenke(agenda, t.svar.finnesAlt(dagOgKlokke(agenda.mote.start)), t),
      )
    case 'ingen-moter':
      return setning(t.svar.ingenMoter)
    case 'mote':
      return medAgenda(inn.mote, agenda => motelenke(agenda, motenavn(agenda, t), t))
    case 'alt-i-gang':
      return setning(t.svar.altIGang)
    case 'flyttet':
      return medAgenda(inn.mote, agenda => setning(t.svar.flyttet(dagOgKlokke(agenda.mote.start))))
    case 'avlyst':
      return medAgenda(inn.mote, agenda => motevarsel(agenda, 'avlyst', t))
    case 'oppgaver':
      return oppgavelenke(inn.antall ? (await tellMine(ktx, inn.person)).antall : undefined, t)
    case 'skoleoppgaver':
      return lagSkolelenke(ktx, inn, t)
    case 'skoleoppgaver-mangler-rolle':
      return setning(t.oppgaveliste.manglerRolle)
    case 'spolt':
      return setning(t.varsling.spolt(dag(inn.dag)))
    case 'varselvalg':
      return varsellenke(t)
    case 'sak': {
      const sak = await hentSak(ktx, inn.sak)
      return sak && saksvarsel(sak, t.svar.sak(sak.ref), t)
    }
    case 'forlop': {
      const mine = inn.antall ? await hentForlopsliste(ktx, { person: inn.person, navn: '' }) : undefined
      return forlopslenke(mine && { alle: mine.length, sene: mine.filter(linje => linje.sen).length }, t)
    }
    case 'kall-inn':
      return innkallingslenke(inn, t)
    case 'ukjent-sak':
      return setning(t.avslag.finnesIkke)
    case 'apendor':
    case 'apendor-fast':
    case 'apendor-ingen':
    case 'apendor-ukjent-dato':
    case 'apendor-mangler-rolle':
      return apendorsvar(ktx, inn, t)
    case 'oppsett':
      return oppsettlenke(t)
    case 'oppsett-i-kanal':
      return setning(t.svar.oppsettIKanal)
    case 'status': {
      const status = await hentStatus(ktx, { person: inn.person, navn: '' }, forsteAdministratorer)
      return status === undefined ? setning(t.avslag.bareAdministrator) : statusvarsel(status, t)
    }
    case 'bare-administrator':
      return setning(t.avslag.bareAdministrator)
    case 'rutine': {
      const rutine = RUTINENE.find(r => r.id === inn.rutine)
      return {
        varsel: t.veiledning.rutiner.tittel,
        kort: rutine === undefined ? rutinevelger(RUTINENE, t) : rutinekort(rutine, t),
      }
    }
    case 'ressurser':
      return ressurslenke(t)
    case 'meldeplikt':
      return {
        varsel: t.veiledning.meldeplikt.tittel,
        kort: meldepliktkort(await hentMeldekanaler(ktx), false, t),
      }
    case 'arshjul':
      return arshjullenke(t)
    case 'slett-melding':
      return setning(t.svar.slettMelding)
    case 'feil':
      return enkeltVarsel(t.avslag.feil, t, feilkodetekst(inn.feilkode, t))
  }
}

/** «Bare rektor (navn) og sosiallærer (navn) kan kalle inn …»: says who can, by role and name of staff. */
async function kalleInnAvslag(ktx: Kontekst, skole: string, t: Tekster): Promise<string> {
  const roller = await rollerVedSkole(ktx, skole)
  const personer = await hentPersoner(
    ktx,
    roller.map(r => r.person),
  )
  const hvem = rollerSomKan('kalleInn').map(rolle => {
    const navn = roller
      .filter(r => r.rolle === rolle)
      .map(r => personer.get(r.person)?.navn ?? '')
      .filter(n => n !== '')
    return navn.length === 0 ? t.roller[rolle] : `${t.roller[rolle]} (${liste(t, navn)})`
  })
  return t.avslag.kalleInn(liste(t, hvem))
}

/** The case, when this person is still of the team there. */
async function sakTil(ktx: Kontekst, id: string, person: string): Promise<Sakshode | undefined> {
  const sak = await hentSak(ktx, id)
  return sak !== undefined && (await teamForSak(ktx, sak)).some(r => r.person === person) ? sak : undefined
}

/** Whoever has left the team, or the forløp, hears nothing more. */
async function kanFaOppgaven(ktx: Kontekst, oppgave: Oppgave, person: string): Promise<boolean> {
  return (await adgangTilOppgaven(ktx, { person, navn: '' }, oppgave)) !== undefined
}

async function erMed(ktx: Kontekst, mote: Mote, person: string): Promise<boolean> {
  return (await adgangTilMote(ktx, { person, navn: '' }, mote))?.deltaker === true
}

async function rollerTil(ktx: Kontekst, skole: string, person: string): Promise<Rolle[]> {
  return (await alleRollerVedSkole(ktx, skole))
    .filter(r => r.person === person && r.rolle !== 'administrator')
    .map(r => r.rolle)
}
