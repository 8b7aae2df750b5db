import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { stegFor } from '../forlop/forlop.ts'
import { RUTINER } from '../forlop/les-rutiner.ts'
import { type Mote, moterMedSak } from '../mote/mote-store.ts'
import type { Begge, Motetyper } from '../mote/motetype.ts'
import { type Punkt, punkterForSak } from '../mote/punkt-store.ts'
import { type Oppgave, oppgaverISak } from '../oppfolging/oppgave-store.ts'
import { hentRettelser, hentTiltak, type Rettelse, type Tiltak } from '../referat/referat-store.ts'
import { type Saksadgang, sakFor } from '../sak/finn-sak.ts'
import { type Bidrag, hentBidrag, hentSaker, type Sak } from '../sak/sak-store.ts'
import type { LagretSamtykke } from '../samtykke/samtykke.ts'
import { hentSamtykke, type Samtykkeendring, samtykkehistorikk } from '../samtykke/samtykke-store.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { type Logglinje, loggFor } from '../tilgang/logg-oppslag-store.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { hentPersoner, hentSkole } from '../tilgang/tilgang-store.ts'
import { lagLenke } from './dokumentlenke.ts'
import { type Forlopsrader, hentForlopsrader } from './innsyn-forlop-store.ts'

/** What a forløp has besides: its rows, with the words its routine and meeting types have for them. */
export type Forlopsinnsyn = Pick<Forlopsrader, 'forlop' | 'sjekkpunkter' | 'personer'> & {
  rutine: Begge | undefined
  steg: Begge | undefined
  historikk: { tid: Date; person: string; kode: string; valg: Begge | undefined; avvik: string }[]
  forberedt: { punkt: string; tekst: Begge | undefined; person: string; tid: Date }[]
  moter: {
    mote: Forlopsrader['moter'][number]
    navn: Begge | undefined
    inviterte: string[]
    svar: { person: string; kommer: boolean }[]
    rettelser: Rettelse[]
  }[]
}

/** Everything that is stored about one case. */
export type Innsyn = {
  sak: Sak
  /** Left out of documents about address-protected children. */
  skole: string | undefined
  moter: Mote[]
  motetyper: Motetyper
  punkter: Punkt[]
  bidrag: Bidrag[]
  tiltak: Tiltak[]
  oppgaver: Oppgave[]
  forlop: Forlopsinnsyn | undefined
  samtykke: LagretSamtykke | undefined
  historikk: Samtykkeendring[]
  logg: Logglinje[]
  navnFor: Map<string, string>
  laget: Date
}

export function kanSeInnsyn({ eier, adgang }: Saksadgang): boolean {
  return eier || adgangKan(adgang, 'seInnsyn')
}

export type Lenkesvar = { kode: 'lenke'; token: string; ref: string } | { kode: 'mangler-rolle' } | FinnesIkke

/** A link to everything about one case as a document: for this person, once, for five minutes. */
export async function lagInnsynslenke(ktx: Kontekst, aktor: Aktor, sakId: string): Promise<Lenkesvar> {
  return iTransaksjon(ktx, async trx => {
    const funnet = await sakFor(trx, aktor, sakId)
    if (funnet === undefined) return FINNES_IKKE
    if (!kanSeInnsyn(funnet)) return { kode: 'mangler-rolle' }
    const token = await lagLenke(trx, { sak: funnet.sak.id, mote: null, person: aktor.person })
    return { kode: 'lenke', token, ref: funnet.sak.ref }
  })
}

/** Everything about the case, for whoever has the right to it by now. */
export async function apneInnsyn(ktx: Kontekst, person: string, sak: string): Promise<Innsyn | undefined> {
  const funnet = await sakFor(ktx, { person, navn: '' }, sak)
  if (funnet === undefined || !kanSeInnsyn(funnet)) return undefined
  await loggHendelse(ktx, { person, kode: 'innsyn-hentet', gjelder: funnet.sak.ref })
  return samleInnsyn(ktx, funnet)
}

async function samleInnsyn(ktx: Kontekst, { sak: hode }: Saksadgang): Promise<Innsyn | undefined> {
  const sak = (await hentSaker(ktx, [hode.id])).get(hode.id)
  if (sak === undefined) return undefined
  const punkter = await punkterForSak(ktx, sak.id)
  const ider = punkter.map(p => p.id)
  const bidrag = await hentBidrag(ktx, ider)
  const tiltak = await hentTiltak(ktx, ider)
  const oppgaver = await oppgaverISak(ktx, sak.skole, sak.ref)
  const samtykke = await hentSamtykke(ktx, sak.id)
  const historikk = await samtykkehistorikk(ktx, sak.id)
  const logg = await loggFor(ktx, sak.ref)
  const rader = await hentForlopsrader(ktx, sak.id)
  const personer = await hentPersoner(ktx, [
    sak.meldt_av,
    ...bidrag.map(b => b.person),
    ...punkter.flatMap(p => (p.endret_av === null ? [] : [p.endret_av])),
    ...tiltak.flatMap(t => (t.ansvarlig === null ? [] : [t.ansvarlig])),
    ...historikk.flatMap(h => [
      h.person,
      ...h.endringer.filter(e => e.felt === 'innhentetAv').flatMap(e => [e.fra, e.til]),
    ]),
    ...logg.map(l => l.person),
    ...(rader === undefined ? [] : personerI(rader)),
    ...(samtykke === undefined ? [] : [samtykke.innhentetAv]),
  ])
  return {
    sak,
    // An address-protected child's school is not put down (fag: personvern).
    skole: sak.vern === 'adresse' ? undefined : (await hentSkole(ktx, sak.skole))?.navn,
    moter: await moterMedSak(ktx, sak.id),
    motetyper: ktx.valg.motetyper,
    punkter,
    bidrag,
    tiltak,
    oppgaver,
    forlop: rader && (await forlopsinnsyn(ktx, rader)),
    samtykke,
    historikk,
    logg,
    navnFor: new Map([...personer.values()].map(p => [p.person, p.navn])),
    laget: ktx.na().toJSDate(),
  }
}

function personerI(r: Forlopsrader): string[] {
  const { kontaktperson, sosiallarer, kontaktpunkt } = r.forlop
  return [
    ...[kontaktperson, sosiallarer, kontaktpunkt].filter(p => p !== null),
    ...r.personer,
    ...[...r.steg, ...r.forberedt, ...r.deltakere, ...r.oppmote].map(rad => rad.person),
    ...r.sjekkpunkter.flatMap(s => (s.gjort_av === null ? [] : [s.gjort_av])),
  ]
}

async function forlopsinnsyn(ktx: Kontekst, r: Forlopsrader): Promise<Forlopsinnsyn> {
  const typer = ktx.valg.motetyper
  const punkttekster = new Map(
    Object.values(typer)
      .flatMap(type => [...type.forberedelse, ...type.deler.flatMap(del => del.punkter)])
      .map(p => [p.id, p.tekst]),
  )
  const moter: Forlopsinnsyn['moter'] = []
  for (const mote of r.moter)
    moter.push({
      mote,
      navn: typer[mote.type]?.navn,
      inviterte: r.deltakere.filter(d => d.mote === mote.id).map(d => d.person),
      svar: r.oppmote.filter(o => o.mote === mote.id),
      rettelser: await hentRettelser(ktx, mote.id),
    })
  return {
    forlop: r.forlop,
    personer: r.personer,
    sjekkpunkter: r.sjekkpunkter,
    rutine: RUTINER[r.forlop.rutine]?.navn,
    steg: stegFor(RUTINER, r.forlop)?.navn,
    historikk: r.steg.map(s => {
      const [rutine = '', steg = ''] = s.fra.split('.')
      const valg = stegFor(RUTINER, { rutine, steg })?.valg.find(v => v.id === s.valg)
      return { tid: s.tid, person: s.person, kode: s.valg, valg: valg?.navn, avvik: s.avvik }
    }),
    forberedt: r.forberedt.map(f => ({ ...f, tekst: punkttekster.get(f.punkt) })),
    moter,
  }
}
