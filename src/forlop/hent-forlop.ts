import { DateTime } from 'luxon'
import type { Kontekst } from '../database/kontekst.ts'
import { typerNa } from '../mote/kall-inn-forlopsmote.ts'
import { type Mote, moterIForlop } from '../mote/mote-store.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { alleRollerVedSkole, hentPersoner, hentSkole, rollerForPerson } from '../tilgang/tilgang-store.ts'
import { kanAngres } from './flytt-forlop.ts'
import {
  type Hinder,
  kanVaereKontaktperson,
  type Neste,
  nesteRette,
  stegFor,
  stegfrist,
  valgI,
} from './forlop.ts'
import { ansvarForForlop, type Forlopsadgang, medlemmerI } from './forlop-adgang.ts'
import {
  type Forlop,
  type Forlopssteg,
  forlopVed,
  hentSjekkpunkter,
  hentSteg,
  type Sjekkpunkt,
} from './forlop-store.ts'
import { faktaFor } from './forlopsfakta.ts'
import { type Kontaktpunkt, kontaktpunktFor } from './kontaktpunkt.ts'
import { RUTINER } from './les-rutiner.ts'
import type { Steg, Valg } from './rutine.ts'

/** One line of a person's own list: where a forløp stands, what is late, and the next right thing. */
export type Forlopslinje = {
  forlop: Forlop
  ref: string
  skole: string
  steg: Steg | undefined
  frist: string | undefined
  sen: boolean
  /** A checkpoint of one's own that is late. */
  sentSjekkpunkt: Sjekkpunkt | undefined
  neste: Neste
  /** Meeting types that may be called in now, whatever comes first. */
  kanKalleInn: string[]
  planlagt: Mote | undefined
}

/** The forløp a person answers for, the late ones first; those that are over are left out once nothing is to be done. */
export async function hentForlopsliste(ktx: Kontekst, aktor: Aktor): Promise<Forlopslinje[]> {
  const mine = await rollerForPerson(ktx, aktor.person)
  const linjer: Forlopslinje[] = []
  for (const rad of await forlopVed(ktx, [...new Set(mine.map(r => r.skole))])) {
    const { ref, skole, ...forlop } = rad
    const medlem = (await medlemmerI(ktx, forlop, skole)).find(m => m.person === aktor.person)
    if (medlem?.adgang.ansvarlig !== true || !erMin(forlop, medlem.adgang, aktor)) continue
    const linje = await byggLinje(ktx, forlop, ref, skole, medlem.adgang)
    if (forlop.avsluttet === null || linje.neste.slag !== 'ferdig') linjer.push(linje)
  }
  return linjer.sort(
    (a, b) =>
      Number(b.sen) - Number(a.sen) ||
      (a.frist ?? '9').localeCompare(b.frist ?? '9') ||
      a.ref.localeCompare(b.ref),
  )
}

/** A kontaktperson's list holds their own, and what nobody has yet; the others of the unit follow all of it. */
function erMin(forlop: Forlop, adgang: Forlopsadgang, aktor: Aktor): boolean {
  const bareEgne =
    adgang.part === 'bv' && adgang.roller.every(r => r === 'kontaktperson' || r === 'familieveileder')
  return !bareEgne || forlop.kontaktperson === null || forlop.kontaktperson === aktor.person
}

async function byggLinje(
  ktx: Kontekst,
  forlop: Forlop,
  ref: string,
  skole: string,
  adgang: Forlopsadgang,
): Promise<Forlopslinje> {
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  const apne = (await hentSjekkpunkter(ktx, [forlop.sak])).filter(s => s.gjort === null)
  const planlagte = (await moterIForlop(ktx, forlop.sak)).filter(
    m => m.status === 'planlagt' || m.status === 'i_gang',
  )
  const kanKalleInn = typerNa(ktx, forlop, adgang)
    .map(t => t.id)
    .filter(type => !planlagte.some(m => m.type === type))
  const frist = stegfrist(RUTINER, forlop)
  const mine = apne.filter(s => s.part === adgang.part)
  return {
    forlop,
    ref,
    skole: (await hentSkole(ktx, skole))?.navn ?? '',
    steg: forlop.avsluttet === null ? stegFor(RUTINER, forlop) : undefined,
    frist,
    sen: (frist !== undefined && frist < idag) || mine.some(s => s.frist < idag),
    sentSjekkpunkt: mine.find(s => s.frist < idag),
    neste: nesteRette(RUTINER, forlop, adgang.part, await faktaFor(ktx, forlop), {
      sjekkpunkter: apne,
      kanKalleInn,
      idag,
    }),
    kanKalleInn,
    planlagt: planlagte[0],
  }
}

export type Forlopsvisning = Forlopslinje & {
  adgang: Forlopsadgang
  valg: { valg: Valg; hindre: Hinder[] }[]
  sjekkpunkter: Sjekkpunkt[]
  moter: Mote[]
  historikk: Forlopssteg[]
  kanAngre: boolean
  navnFor: Map<string, string>
  /** Who may be the kontaktperson. */
  kontaktvalg: { person: string; navn: string; roller: Rolle[] }[]
  /** Whom the school turns to when the kontaktperson is missing. */
  kontaktpunkt: Kontaktpunkt
}

/** One forløp with all that may be done in it by this person; undefined when it does not exist for them. */
export async function hentForlopsvisning(
  ktx: Kontekst,
  aktor: Aktor,
  sak: string,
): Promise<Forlopsvisning | undefined> {
  const funnet = await ansvarForForlop(ktx, aktor, sak)
  if (funnet === undefined) return undefined
  const { forlop, hode, adgang } = funnet
  const linje = await byggLinje(ktx, forlop, hode.ref, hode.skole, adgang)
  const historikk = await hentSteg(ktx, sak)
  const siste = historikk.at(-1)
  const alle = (await alleRollerVedSkole(ktx, hode.skole)).filter(r => r.rolle !== 'administrator')
  const personer = await hentPersoner(ktx, [...alle.map(r => r.person), ...historikk.map(h => h.person)])
  return {
    ...linje,
    adgang,
    valg: valgI(RUTINER, forlop, adgang.part, await faktaFor(ktx, forlop)),
    sjekkpunkter: (await hentSjekkpunkter(ktx, [sak])).filter(
      s => s.gjort === null || (s.part === adgang.part && erIdag(ktx, s.gjort)),
    ),
    moter: await moterIForlop(ktx, sak),
    historikk,
    kanAngre: siste !== undefined && kanAngres(siste, aktor.person, ktx.na().toFormat('yyyy-MM-dd'), ktx),
    navnFor: new Map([...personer.values()].map(p => [p.person, p.navn])),
    kontaktvalg: [...new Set(alle.map(r => r.person))].flatMap(person => {
      const roller = alle.filter(r => r.person === person)
      return kanVaereKontaktperson(forlop, roller)
        ? [{ person, navn: personer.get(person)?.navn ?? '', roller: roller.map(r => r.rolle) }]
        : []
    }),
    kontaktpunkt: await kontaktpunktFor(ktx, forlop),
  }
}

/** A tick can be taken back the same day; then it has done its work on the card. */
function erIdag(ktx: Kontekst, tid: Date): boolean {
  return DateTime.fromJSDate(new Date(tid), { zone: ktx.na().zone }).hasSame(ktx.na(), 'day')
}
