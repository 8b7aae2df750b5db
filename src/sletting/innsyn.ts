import { createHash, randomBytes } from 'node:crypto'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Mote, moterMedSak } from '../mote/mote-store.ts'
import type { Motetyper } from '../mote/motetype.ts'
import { type Punkt, punkterForSak } from '../mote/punkt-store.ts'
import { type Oppgave, oppgaverISak } from '../oppfolging/oppgave-store.ts'
import { hentTiltak, type Tiltak } from '../referat/referat-store.ts'
import { type Saksadgang, sakFor } from '../sak/finn-sak.ts'
import { type Bidrag, hentBidrag, hentSaker, type Sak } from '../sak/sak-store.ts'
import type { LagretSamtykke } from '../samtykke/samtykke.ts'
import { hentSamtykke, type Samtykkeendring, samtykkehistorikk } from '../samtykke/samtykke-store.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { type Logglinje, loggFor } from '../tilgang/logg-oppslag-store.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { hentPersoner, hentSkole } from '../tilgang/tilgang-store.ts'
import { lagreLenke, taLenke } from './dokumentlenke-store.ts'

/** How long a link to a document can be used, in minutes; and only once. */
const LENKE_MINUTTER = 5

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
    const token = randomBytes(32).toString('base64url')
    await lagreLenke(trx, {
      merke: merkeFor(token),
      sak: funnet.sak.id,
      person: aktor.person,
      utloper: ktx.na().plus({ minutes: LENKE_MINUTTER }).toJSDate(),
    })
    return { kode: 'lenke', token, ref: funnet.sak.ref }
  })
}

/** What a link leads to: the person's rights are looked up anew, and the link is spent. */
export async function apneInnsynslenke(ktx: Kontekst, token: string): Promise<Innsyn | undefined> {
  return iTransaksjon(ktx, async trx => {
    const lenke = await taLenke(trx, merkeFor(token))
    const funnet = lenke && (await sakFor(trx, { person: lenke.person, navn: '' }, lenke.sak))
    if (lenke === undefined || funnet === undefined || !kanSeInnsyn(funnet)) return undefined
    await loggHendelse(trx, { person: lenke.person, kode: 'innsyn-hentet', gjelder: funnet.sak.ref })
    return samleInnsyn(trx, funnet)
  })
}

const merkeFor = (token: string) => createHash('sha256').update(token).digest('base64url')

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
    samtykke,
    historikk,
    logg,
    navnFor: new Map([...personer.values()].map(p => [p.person, p.navn])),
    laget: ktx.na().toJSDate(),
  }
}
