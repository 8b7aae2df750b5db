import type { Kontekst } from '../database/kontekst.ts'
import { type Oppgave, oppgaverFraMote, oppgaverTilAgenda } from '../oppfolging/oppgave-store.ts'
import { hentReferat, hentTiltak, hentTiltakEtterId, type Tiltak } from '../referat/referat-store.ts'
import { type Bidrag, hentBidrag, hentSaker, type Sak } from '../sak/sak-store.ts'
import { erSakstype, type Sakstype } from '../sak/saker.ts'
import { erGyldig, type Samtykke } from '../samtykke/samtykke.ts'
import { hentSamtykker } from '../samtykke/samtykke-store.ts'
import { type Adgang, type Aktor, adgangTil } from '../tilgang/adgang.ts'
import { ROLLER, type Rolle } from '../tilgang/roller.ts'
import { hentPersoner, hentSkole, rollerVedSkole } from '../tilgang/tilgang-store.ts'
import {
  aktuelleMoter,
  hentMote,
  hentOppmote,
  hentPunkt,
  hentPunkter,
  type Mote,
  moterUtenGodkjentReferat,
  nestePlanlagte,
  type Punkt,
  sisteAvholdte,
} from './mote-store.ts'

/** One line of the agenda: reference and type, never text. */
export type Agendapunkt = {
  id: string
  slag: 'sak' | 'tema'
  nr: number
  ref: string
  type: Sakstype | undefined
  apen: boolean
}

/** The agenda as everybody in the channel may see it: references, types, roles and counts. */
export type Agenda = {
  mote: Mote
  skole: string
  punkter: Agendapunkt[]
  kommer: Rolle[]
  kommerIkke: Rolle[]
  ikkeSvart: Rolle[]
  sist: { apne: number; gjort: number; ikkeGjort: number }
  godkjent: Date | undefined
  oppgaver: number
}

export async function hentAgenda(ktx: Kontekst, moteId: string): Promise<Agenda | undefined> {
  const mote = await hentMote(ktx, moteId)
  return mote && byggAgenda(ktx, mote, await hentPunkter(ktx, mote.id))
}

async function byggAgenda(ktx: Kontekst, mote: Mote, punkter: Punkt[]): Promise<Agenda> {
  const skole = await hentSkole(ktx, mote.skole)
  const saksIder = punkter.flatMap(p => (p.sak === null ? [] : [p.sak]))
  const saker = await hentSaker(ktx, saksIder)
  const samtykker = await hentSamtykker(ktx, saksIder)
  const svar = new Map((await hentOppmote(ktx, mote.id)).map(o => [o.person, o.kommer]))
  const roller = await rollerVedSkole(ktx, mote.skole)
  const medSvar = (kommer: boolean | undefined) =>
    ROLLER.filter(
      rolle =>
        rolle !== 'administrator' && roller.some(r => r.rolle === rolle && svar.get(r.person) === kommer),
    )
  const oppgaver = await hentFraSist(ktx, mote)
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  const referat = await hentReferat(ktx, mote.id)
  return {
    mote,
    skole: skole?.navn ?? '',
    punkter: punkter.map(p => {
      const sak = p.sak === null ? undefined : saker.get(p.sak)
      return {
        id: p.id,
        slag: p.slag === 'tema' ? 'tema' : 'sak',
        nr: p.nr,
        ref: p.ref,
        type: sak && erSakstype(sak.type) ? sak.type : undefined,
        apen: sak?.apen === true && erGyldig(samtykker.get(sak.id), idag),
      }
    }),
    kommer: medSvar(true),
    kommerIkke: medSvar(false),
    ikkeSvart: medSvar(undefined),
    sist: {
      apne: oppgaver.filter(o => o.status === 'apen' || o.status === 'viderefort').length,
      gjort: oppgaver.filter(o => o.status === 'gjort').length,
      ikkeGjort: oppgaver.filter(o => o.status === 'ikke_gjort').length,
    },
    godkjent: referat?.godkjent ?? undefined,
    oppgaver: (await oppgaverFraMote(ktx, mote.id)).length,
  }
}

/** Item 1: open tasks from earlier meetings, and those answered since the last one. */
export async function hentFraSist(ktx: Kontekst, mote: Mote): Promise<Oppgave[]> {
  const forrige = await sisteAvholdte(ktx, mote.skole, mote.type, mote.start)
  // The last change of a held meeting is its end: what was answered in it has been told.
  return oppgaverTilAgenda(ktx, mote.skole, mote.id, forrige?.endret)
}

/** The agenda with its texts, as this participant may see it. */
export type Agendavisning = {
  agenda: Agenda
  adgang: Adgang
  punkter: Punkt[]
  saker: Map<string, Sak>
  bidrag: Bidrag[]
  tiltak: Tiltak[]
  samtykker: Map<string, Samtykke>
  fraSist: { oppgave: Oppgave; tiltak: Tiltak | undefined }[]
  rollerFor: Map<string, Rolle[]>
  navnFor: Map<string, string>
  neste: Mote | undefined
}

/** Undefined for whoever is not of the team at the school: the meeting does not exist for them. */
export async function hentAgendavisning(
  ktx: Kontekst,
  aktor: Aktor,
  moteId: string,
): Promise<Agendavisning | undefined> {
  const mote = await hentMote(ktx, moteId)
  const adgang = mote && (await adgangTil(ktx, aktor, mote.skole))
  if (mote === undefined || adgang?.deltaker !== true) return undefined
  const punkter = await hentPunkter(ktx, mote.id)
  const saksIder = punkter.flatMap(p => (p.sak === null ? [] : [p.sak]))
  const oppgaver = await hentFraSist(ktx, mote)
  const tiltakFor = await hentTiltakEtterId(
    ktx,
    oppgaver.map(o => o.tiltak),
  )
  const roller = await rollerVedSkole(ktx, mote.skole)
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
    agenda: await byggAgenda(ktx, mote, punkter),
    adgang,
    punkter,
    saker: await hentSaker(ktx, saksIder),
    bidrag: await hentBidrag(
      ktx,
      punkter.map(p => p.id),
    ),
    tiltak: await hentTiltak(
      ktx,
      punkter.map(p => p.id),
    ),
    samtykker: await hentSamtykker(ktx, saksIder),
    fraSist: oppgaver.map(oppgave => ({ oppgave, tiltak: tiltakFor.get(oppgave.tiltak) })),
    rollerFor,
    navnFor: new Map([...personer.values()].map(p => [p.person, p.navn])),
    neste: await nestePlanlagte(ktx, mote.skole, mote.type, mote.start),
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
  const venter = moter.length > 0 ? [] : await moterUtenGodkjentReferat(ktx, skoler)
  return [...moter, ...venter.slice(0, 1)].map(mote => mote.id)
}
