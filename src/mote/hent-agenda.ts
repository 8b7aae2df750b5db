import type { Kontekst } from '../database/kontekst.ts'
import { hentForberedt, hentForlop } from '../forlop/forlop-store.ts'
import { samtykkelampe } from '../forlop/forlopsfakta.ts'
import { registerFor } from '../identitet/identitet.ts'
import { type Oppgave, oppgaverFraMote, oppgaverTilAgenda } from '../oppfolging/oppgave-store.ts'
import { hentReferat, hentTiltak, hentTiltakEtterId, type Tiltak } from '../referat/referat-store.ts'
import {
  type Bidrag,
  hentBidrag,
  hentSak,
  hentSaker,
  hentSakshoder,
  type Sak,
  type Sakshode,
} from '../sak/sak-store.ts'
import { erSakstype, erSkjult, type Sakstype } from '../sak/saker.ts'
import type { Farge } from '../samtykke/lampe.ts'
import { lamperI, type Saklys } from '../samtykke/se-lampe.ts'
import { skjulteOppgaver } from '../samtykke/skjulte-oppgaver.ts'
import { type Adgang, type Aktor, adgangKan } from '../tilgang/adgang.ts'
import { hentHatter } from '../tilgang/hatt-store.ts'
import { ikkeNaddBlant } from '../tilgang/ikke-nadd-store.ts'
import { ROLLER, type Rolle, type Tjeneste } from '../tilgang/roller.ts'
import { alleRollerVedSkole, hentInnstilling, hentPersoner, hentSkole } from '../tilgang/tilgang-store.ts'
import { adgangTilMote, referentFor, synligeDeler, synligeOppgaver, teamI } from './adgang-til-mote.ts'
import { hentKalenderrad } from './kalender-store.ts'
import {
  aktuelleMoter,
  hentMote,
  hentOppmote,
  type Mote,
  moterUtenGodkjentReferat,
  nestePlanlagte,
  sisteAvholdte,
} from './mote-store.ts'
import { formalFor } from './moter.ts'
import type { Motetype } from './motetype.ts'
import { hentPunkt, hentPunkter, hentPunkterMedTekst, type Punkt, type Punkthode } from './punkt-store.ts'

/** One line of the agenda: reference and type, never text. */
export type Agendapunkt = {
  id: string
  slag: 'sak' | 'tema' | 'punkt'
  /** The words of an item of one family's agenda, and the part it is in. */
  tittel: string
  del: number
  nr: number
  ref: string
  type: Sakstype | undefined
  /** A theme has no lamp. */
  farge: Farge | undefined
}

/** The agenda as everybody in the channel may see it: references, types, roles and counts. */
export type Agenda = {
  mote: Mote
  type: Motetype | undefined
  /** The reference of the forløp, where it is one family's meeting. */
  ref: string
  vold: boolean | undefined
  referent: Motetype['referent'] | undefined
  /** Does the consent cover this meeting: for types that ask for one. */
  samtykke: Farge | undefined
  forberedelse: { gjort: number; alle: number } | undefined
  /** What its reader may do; unknown for a message. */
  adgang: Adgang | undefined
  skole: string
  punkter: Agendapunkt[]
  kommer: Rolle[]
  kommerIkke: Rolle[]
  ikkeSvart: Rolle[]
  /** Those who cannot be reached in their own chat: for a participant's eyes, in a message nobody. */
  ikkeNadd: { navn: string; roller: Rolle[] }[]
  sist: { apne: number; gjort: number; ikkeGjort: number }
  godkjent: Date | undefined
  oppgaver: number
  /** Where the online meeting is joined, for those it is for; in a message empty. */
  nettmote: string
  /** The participants' roster ids, for whom Teams fetches their own view. */
  brukere: string[]
}

export async function hentAgenda(ktx: Kontekst, moteId: string): Promise<Agenda | undefined> {
  const mote = await hentMote(ktx, moteId)
  return mote && byggAgenda(ktx, mote, await hentPunkter(ktx, mote.id), undefined)
}

/** The same for a participant; undefined when the meeting does not exist for this person. No text is opened. */
export async function hentAgendaFor(
  ktx: Kontekst,
  aktor: Aktor,
  moteId: string,
): Promise<Agenda | undefined> {
  const mote = await hentMote(ktx, moteId)
  const adgang = mote && (await adgangTilMote(ktx, aktor, mote))
  if (mote === undefined || adgang?.deltaker !== true) return undefined
  const synlig = await synligeDeler(ktx, mote, adgang)
  return byggAgenda(
    ktx,
    mote,
    (await hentPunkter(ktx, mote.id)).filter(p => synlig(p.del)),
    adgang,
    { leser: aktor.person },
  )
}

async function byggAgenda(
  ktx: Kontekst,
  mote: Mote,
  punkter: readonly Punkthode[],
  adgang: Adgang | undefined,
  { leser, lys }: { leser?: string; lys?: Map<string, Saklys> } = {},
): Promise<Agenda> {
  const skole = await hentSkole(ktx, mote.skole)
  const saker = await hentSakshoder(
    ktx,
    punkter.flatMap(p => (p.sak === null ? [] : [p.sak])),
  )
  const lamper = lys ?? (await lamperI(ktx, mote, saksraderI(punkter)))
  const svar = new Map((await hentOppmote(ktx, mote.id)).map(o => [o.person, o.kommer]))
  const roller = await teamI(ktx, mote)
  const personer = await hentPersoner(
    ktx,
    roller.filter(r => r.rolle !== 'administrator').map(r => r.person),
  )
  const medSvar = (kommer: boolean | undefined) =>
    ROLLER.filter(
      rolle =>
        rolle !== 'administrator' && roller.some(r => r.rolle === rolle && svar.get(r.person) === kommer),
    )
  const oppgaver = await hentFraSist(ktx, mote, adgang)
  const referat = await hentReferat(ktx, mote.id)
  return {
    mote,
    ...(await forlopsfeltI(ktx, mote)),
    type: ktx.valg.motetyper[mote.type],
    adgang,
    skole: skole?.navn ?? '',
    punkter: punkter.map(p => {
      const sak = p.sak === null ? undefined : saker.get(p.sak)
      return {
        id: p.id,
        slag: p.slag === 'tema' || p.slag === 'punkt' ? p.slag : 'sak',
        tittel: p.tittel,
        del: p.del,
        nr: p.nr,
        ref: p.ref,
        type: sak && erSakstype(sak.type) ? sak.type : undefined,
        farge: lamper.get(p.id)?.lampe.farge,
      }
    }),
    kommer: medSvar(true),
    kommerIkke: medSvar(false),
    ikkeSvart: medSvar(undefined),
    ikkeNadd: adgang === undefined ? [] : await ikkeNaddI(ktx, roller),
    sist: {
      apne: oppgaver.filter(o => o.status === 'apen' || o.status === 'viderefort').length,
      gjort: oppgaver.filter(o => o.status === 'gjort').length,
      ikkeGjort: oppgaver.filter(o => o.status === 'ikke_gjort').length,
    },
    godkjent: referat?.godkjent ?? undefined,
    oppgaver: (await synligeOppgaver(ktx, await oppgaverFraMote(ktx, mote.id), adgang)).length,
    nettmote: roller.some(r => r.person === leser) ? await nettmoteI(ktx, mote) : '',
    brukere: [...personer.values()].flatMap(p => (p.konto === null ? [] : [p.konto])).sort(),
  }
}

async function nettmoteI(ktx: Kontekst, { id, status }: Mote): Promise<string> {
  const apent = status === 'planlagt' || status === 'i_gang'
  return apent ? ((await hentKalenderrad(ktx, id))?.lenke ?? '') : ''
}

async function ikkeNaddI(
  ktx: Kontekst,
  roller: readonly { person: string; rolle: Rolle }[],
): Promise<Agenda['ikkeNadd']> {
  const unadde = await ikkeNaddBlant(
    ktx,
    roller.map(r => r.person),
  )
  const personer = await hentPersoner(ktx, [...unadde])
  return [...unadde].map(person => ({
    navn: personer.get(person)?.navn ?? '',
    roller: roller.filter(r => r.person === person && r.rolle !== 'administrator').map(r => r.rolle),
  }))
}

/** Only cases have a lamp of their own: one family's meeting has one consent for all of it. */
const saksraderI = <P extends { slag: string }>(punkter: readonly P[]): P[] =>
  punkter.filter(p => p.slag !== 'punkt')

/** What one family's meeting has besides: the forløp's reference, who writes, what has been prepared, and the consent. */
async function forlopsfeltI(
  ktx: Kontekst,
  mote: Mote,
): Promise<Pick<Agenda, 'ref' | 'vold' | 'referent' | 'samtykke' | 'forberedelse'>> {
  const type = ktx.valg.motetyper[mote.type]
  const forlop = mote.forlop === null ? undefined : await hentForlop(ktx, mote.forlop)
  const sak = forlop && (await hentSak(ktx, forlop.sak))
  if (forlop === undefined || sak === undefined || type === undefined)
    return {
      ref: '',
      vold: undefined,
      referent: type?.referent,
      samtykke: undefined,
      forberedelse: undefined,
    }
  const gjort = new Set(await hentForberedt(ktx, forlop.sak, mote.id))
  return {
    ref: sak.ref,
    vold: forlop.vold,
    referent: referentFor(type, forlop.vold),
    samtykke:
      type.samtykke === 'ingen' || type.samtykke === 'per_sak'
        ? undefined
        : (await samtykkelampe(ktx, forlop.sak))(formalFor(type), ['skole', 'bv']).farge,
    forberedelse: {
      gjort: type.forberedelse.filter(p => gjort.has(p.id)).length,
      alle: type.forberedelse.length,
    },
  }
}

async function kontaktpunkterI(ktx: Kontekst, mote: Mote): Promise<{ person: string; navn: string }[]> {
  if (ktx.valg.motetyper[mote.type]?.lukkekrav.includes('kontaktpunkt') !== true || mote.forlop === null)
    return []
  const forlop = await hentForlop(ktx, mote.forlop)
  const ledere = (await alleRollerVedSkole(ktx, mote.skole)).filter(
    r => r.rolle === 'avdelingsleder' && r.enhet === forlop?.enhet,
  )
  const personer = await hentPersoner(
    ktx,
    ledere.map(r => r.person),
  )
  return [...personer.values()].map(({ person, navn }) => ({ person, navn }))
}

/** Item 1: open tasks from earlier meetings, and those answered since the last one. */
export async function hentFraSist(ktx: Kontekst, mote: Mote, adgang: Adgang | undefined): Promise<Oppgave[]> {
  const forrige = await sisteAvholdte(ktx, mote, mote.start)
  // The last change of a held meeting is its end: what was answered in it has been told.
  return synligeOppgaver(ktx, await oppgaverTilAgenda(ktx, mote, forrige?.endret), adgang)
}

/** The agenda with its texts, as this participant may see it. */
export type Agendavisning = {
  agenda: Agenda
  adgang: Adgang
  punkter: Punkt[]
  saker: Map<string, Sak>
  bidrag: Bidrag[]
  tiltak: Tiltak[]
  /** Each case's lamp, by item; why it shines as it does is for those who may register consent alone. */
  lys: Map<string, Saklys>
  /** Items whose texts are kept from this person: a red case is for its owner and those who register consent. */
  skjult: ReadonlySet<string>
  /** Cases with something to see or do behind «Mer om saken» for this person. */
  harMer: ReadonlySet<string>
  /** The service this person has chosen in a case, by case. */
  hatter: Map<string, Tjeneste>
  fraSist: { oppgave: Oppgave; tiltak: Tiltak | undefined; bareRef: boolean }[]
  rollerFor: Map<string, Rolle[]>
  navnFor: Map<string, string>
  neste: Mote | undefined
  /** Whom the school may turn to, for meetings that end with that being said. */
  kontaktpunkter: { person: string; navn: string }[]
}

/** Undefined for whoever is not of the team at the school: the meeting does not exist for them. */
export async function hentAgendavisning(
  ktx: Kontekst,
  aktor: Aktor,
  moteId: string,
): Promise<Agendavisning | undefined> {
  const mote = await hentMote(ktx, moteId)
  const adgang = mote && (await adgangTilMote(ktx, aktor, mote))
  if (mote === undefined || adgang?.deltaker !== true) return undefined
  const synlig = await synligeDeler(ktx, mote, adgang)
  const allePunkter = (await hentPunkterMedTekst(ktx, mote.id)).filter(p => synlig(p.del))
  const lys = await lamperI(ktx, mote, saksraderI(allePunkter))
  const saksIder = saksraderI(allePunkter).flatMap(p => (p.sak === null ? [] : [p.sak]))
  const alleSaker = await hentSaker(ktx, saksIder)
  const erRod = (sak: Sakshode | undefined) =>
    sak !== undefined && erSkjult(sak, aktor.person, adgangKan(adgang, 'registrereSamtykke'))
  const skjult = new Set(
    allePunkter.filter(p => p.sak !== null && erRod(alleSaker.get(p.sak))).map(p => p.id),
  )
  const punkter = allePunkter.map(p => (skjult.has(p.id) ? { ...p, oppsummering: '', beslutning: '' } : p))
  const synlige = punkter.filter(p => !skjult.has(p.id))
  const iSynlige = new Set(synlige.map(p => p.sak))
  const saker = new Map(
    [...alleSaker].map(([id, sak]) => [
      id,
      iSynlige.has(id) ? sak : { ...sak, beskrivelse: '', onsker: '', provd: '', sporsmal: '' },
    ]),
  )
  const hatter = await hentHatter(ktx, saksIder)
  const registerPa = (await hentInnstilling(ktx, registerFor(mote.skole))) === 'pa'
  const oppgaver = await hentFraSist(ktx, mote, adgang)
  const tiltakFor = await hentTiltakEtterId(
    ktx,
    oppgaver.map(o => o.tiltak),
  )
  const sakerFraSist = [...tiltakFor.values()].flatMap(t => (t.sak === null ? [] : [t.sak]))
  const hoderFraSist = await hentSakshoder(ktx, sakerFraSist)
  const bareRef = await skjulteOppgaver(ktx, aktor, adgang, sakerFraSist)
  const roller = await teamI(ktx, mote)
  const rollerFor = new Map<string, Rolle[]>()
  for (const { person, rolle } of roller) {
    if (rolle !== 'administrator') rollerFor.set(person, [...(rollerFor.get(person) ?? []), rolle])
  }
  const personer = await hentPersoner(ktx, [
    ...roller.map(r => r.person),
    ...oppgaver.map(o => o.ansvarlig),
    ...punkter.flatMap(p => (p.endret_av === null ? [] : [p.endret_av])),
  ])
  return {
    agenda: await byggAgenda(ktx, mote, punkter, adgang, { leser: aktor.person, lys }),
    adgang,
    punkter,
    saker,
    bidrag: await hentBidrag(
      ktx,
      synlige.map(p => p.id),
    ),
    tiltak: await hentTiltak(
      ktx,
      synlige.map(p => p.id),
    ),
    lys,
    skjult,
    harMer: new Set(
      punkter.flatMap(p => {
        const sak = p.sak === null ? undefined : alleSaker.get(p.sak)
        const kan =
          sak?.meldt_av === aktor.person ||
          adgangKan(adgang, 'registrereSamtykke') ||
          adgangKan(adgang, 'seInnsyn') ||
          (registerPa && lys.get(p.id)?.lampe.farge === 'gronn')
        return sak !== undefined && kan && !skjult.has(p.id) ? [sak.id] : []
      }),
    ),
    hatter: new Map(
      [...hatter].flatMap(([sak, valg]) => {
        const valgt = valg.get(aktor.person)
        return valgt === undefined ? [] : [[sak, valgt] as const]
      }),
    ),
    fraSist: oppgaver.map(oppgave => {
      const tiltak = tiltakFor.get(oppgave.tiltak)
      // One's own, when the service has lost its yes; the others' stand as they do in any anonymous case.
      const skjules =
        bareRef.has(tiltak?.sak ?? '') &&
        (oppgave.ansvarlig === aktor.person || erRod(hoderFraSist.get(tiltak?.sak ?? '')))
      return { oppgave, tiltak: skjules ? undefined : tiltak, bareRef: skjules }
    }),
    rollerFor,
    navnFor: new Map([...personer.values()].map(p => [p.person, p.navn])),
    kontaktpunkter: await kontaktpunkterI(ktx, mote),
    neste: await nestePlanlagte(ktx, mote, mote.start),
  }
}

/** The same, found by one of its items. */
export async function hentVisningForPunkt(
  ktx: Kontekst,
  aktor: Aktor,
  punktId: string,
): Promise<{ visning: Agendavisning; punkt: Punkt } | undefined> {
  const rad = await hentPunkt(ktx, punktId)
  const visning = rad && (await hentAgendavisning(ktx, aktor, rad.mote))
  const punkt = visning?.punkter.find(p => p.id === punktId)
  return visning && punkt && { visning, punkt }
}

/** The meetings of these schools that are planned or going on; failing that, one that waits for its referat. */
export async function aktuelleMoterFor(
  ktx: Kontekst,
  skoler: readonly string[],
  type: string,
): Promise<string[]> {
  const moter = await aktuelleMoter(ktx, skoler, type)
  const venter = moter.length > 0 ? [] : await moterUtenGodkjentReferat(ktx, skoler, type)
  return [...moter, ...venter.slice(0, 1)].map(mote => mote.id)
}
