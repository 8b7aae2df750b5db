import type { Kontekst } from '../database/kontekst.ts'
import { ansvarligSide } from '../forlop/forlop.ts'
import { hentTiltakEtterId } from '../referat/referat-store.ts'
import { skjulteSaker } from '../samtykke/skjulte-oppgaver.ts'
import { type Adgang, type Aktor, adgangKan, teamadgang } from '../tilgang/adgang.ts'
import type { Rolle, Rolletildeling } from '../tilgang/roller.ts'
import { alleSkoler, hentPersoner, rollerForPerson } from '../tilgang/tilgang-store.ts'
import { hentSkolebilde, type Skolebilde } from './ledige-oppgaver.ts'
import type { Oppgave } from './oppgave-store.ts'
import { adgangI, type Bilde, bildeFor, kanFa, lederI, synligFor } from './oppgavebilde.ts'
import { type Listevalg, PER_SIDE, sidenAv, ukenTil } from './oppgaveliste.ts'
import { type Gruppe, grupper, type Rad, side } from './oppgaveliste-store.ts'
import { vikarFor } from './varselvalg-store.ts'

export type Antall = { antall: number; forfalt: number; uken: number }

/** A task in a list, with its text as this person may read it. */
export type Listerad = {
  oppgave: Oppgave
  skole: string
  tekst: string
  /** The text is not for this person any longer: only the reference stands. */
  bareRef: boolean
  ansvarlig: Ansvarlig
}
export type Ansvarlig = { navn: string; roller: Rolle[]; ledig: boolean }

export type Side = { rader: Listerad[]; side: number; sider: number; iUtvalget: number }
export type Minliste = Side &
  Antall & {
    skoler: { id: string; navn: string; antall: number }[]
    /** Those one stands in for now, and whose list this is when it is theirs. */
    vikarFor: { person: string; navn: string }[]
    eier: string
  }
export type Skoleliste = Side &
  Antall & {
    skole: { id: string; navn: string }
    ledige: number
    ansvarlige: { person: string; navn: string; antall: number }[]
    /** The other schools this person leads at, with their own. */
    skoler: { id: string; navn: string }[]
  }

function sum(alle: readonly Gruppe[]): Antall {
  const ut = { antall: 0, forfalt: 0, uken: 0 }
  for (const g of alle) {
    ut.antall += g.antall
    ut.forfalt += g.forfalt
    ut.uken += g.uken
  }
  return ut
}

const idag = (ktx: Kontekst) => ktx.na().toFormat('yyyy-MM-dd')

/** What `eier` has, as far as `person` may see it. */
async function mine(ktx: Kontekst, person: string, eier = person): Promise<{ bilde: Bilde; alle: Gruppe[] }> {
  const bilde = await bildeFor(ktx, person)
  const dager = { idag: idag(ktx), ...ukenTil(idag(ktx)) }
  const alle = await grupper(ktx, { ansvarlig: eier }, bilde, dager)
  return { bilde, alle: alle.filter(g => adgangI(bilde, person, g) !== undefined) }
}

/** My open tasks, where I still may have them. */
export async function tellMine(ktx: Kontekst, person: string): Promise<Antall> {
  return sum((await mine(ktx, person)).alle)
}

/** A page of my open tasks, or theirs I stand in for, the first due first. The number of questions to the database does not follow the number of tasks. */
export async function hentMinListe(ktx: Kontekst, aktor: Aktor, valg: Listevalg): Promise<Minliste> {
  const borte = (await vikarFor(ktx, aktor.person, idag(ktx))).map(v => v.person)
  const eier = borte.find(person => person === valg.hvem) ?? aktor.person
  const { bilde, alle } = await mine(ktx, aktor.person, eier)
  const navn = new Map((await alleSkoler(ktx)).map(s => [s.id, s.navn]))
  const skoler = [...new Set(alle.map(g => g.skole))]
    .map(id => ({ id, navn: navn.get(id) ?? '', antall: sum(alle.filter(g => g.skole === id)).antall }))
    .sort((a, b) => a.navn.localeCompare(b.navn, 'nb'))
  const her = alle.filter(g => valg.skole === '' || g.skole === valg.skole)
  const ansvarlig = eier
  const hvor = valg.skole === '' ? { ansvarlig } : { ansvarlig, skole: valg.skole }
  const sett = await hentSide(ktx, aktor, { bilde, alle: her, ledige: [] }, valg, hvor, 'alt')
  const personer = await hentPersoner(ktx, borte)
  const vikar = borte.map(person => ({ person, navn: personer.get(person)?.navn ?? '' }))
  return { ...sett, ...sum(her), skoler, vikarFor: vikar, eier }
}

/** The schools where this person gives tasks out: leads the team, or answers for forløp of their side. */
export async function listeskoler(ktx: Kontekst, aktor: Aktor): Promise<{ id: string; navn: string }[]> {
  const roller = new Map<string, Rolletildeling[]>()
  for (const { skole, ...rolle } of await rollerForPerson(ktx, aktor.person))
    roller.set(skole, [...(roller.get(skole) ?? []), rolle])
  const leder = (skole: string) =>
    adgangKan(teamadgang(skole, roller.get(skole) ?? []), 'ledeMote') ||
    ansvarligSide(roller.get(skole) ?? []) !== undefined
  if (roller.size === 0) return []
  return (await alleSkoler(ktx)).filter(s => roller.has(s.id) && leder(s.id))
}

/** A page of a school's open tasks that this person may give out; undefined when they lead nothing there. */
export async function hentSkoleliste(
  ktx: Kontekst,
  aktor: Aktor,
  valg: Listevalg,
): Promise<Skoleliste | undefined> {
  const skoler = await listeskoler(ktx, aktor)
  const skole = skoler.find(s => s.id === valg.skole)
  if (skole === undefined) return undefined
  const { bilde, alle, ledige } = await hentSkolebilde(ktx, skole.id)
  const ledet = alle.filter(g => lederI(bilde, aktor.person, g))
  const mittLedige = ledige.filter(g => ledet.includes(g))
  const hvor = valg.hvem === '' ? { skole: skole.id } : { skole: skole.id, ansvarlig: valg.hvem }
  const iUtvalg = ledet.filter(g => valg.hvem === '' || g.ansvarlig === valg.hvem)
  const sett = await hentSide(
    ktx,
    aktor,
    { bilde, alle: iUtvalg, ledige: mittLedige.filter(g => iUtvalg.includes(g)) },
    valg,
    hvor,
    'ledet',
  )
  const eiere = [...new Set(ledet.map(g => g.ansvarlig))]
  const personer = await hentPersoner(ktx, eiere)
  return {
    ...sett,
    ...sum(ledet),
    skole,
    skoler,
    ledige: sum(mittLedige).antall,
    ansvarlige: eiere
      .map(person => ({
        person,
        navn: personer.get(person)?.navn ?? '',
        antall: sum(ledet.filter(g => g.ansvarlig === person)).antall,
      }))
      .sort((a, b) => a.navn.localeCompare(b.navn, 'nb')),
  }
}

async function hentSide(
  ktx: Kontekst,
  aktor: Aktor,
  { bilde, alle, ledige }: Pick<Skolebilde, 'bilde' | 'alle' | 'ledige'>,
  valg: Listevalg,
  hvor: { skole?: string; ansvarlig?: string },
  bare: 'alt' | 'ledet',
): Promise<Side> {
  const telt = sum(valg.utvalg === 'ledige' ? ledige : alle)
  const iUtvalget = { alle: telt.antall, ledige: telt.antall, forfalt: telt.forfalt, uken: telt.uken }[
    valg.utvalg
  ]
  const { side: nr, sider } = sidenAv(iUtvalget, valg.side)
  const rader = await side(
    ktx,
    {
      ...hvor,
      ...(valg.utvalg === 'forfalt' ? { for: idag(ktx) } : {}),
      ...(valg.utvalg === 'uken' ? { uken: ukenTil(idag(ktx)) } : {}),
      ...(valg.utvalg === 'ledige' ? { blant: ledige } : {}),
    },
    synligFor(bilde, aktor.person, bare),
    { fra: nr * PER_SIDE, antall: PER_SIDE },
  )
  return { rader: await medTekst(ktx, aktor, bilde, ledige, rader), side: nr, sider, iUtvalget }
}

/** The texts of some tasks, each as this person may read it, and whose they are. */
async function medTekst(
  ktx: Kontekst,
  aktor: Aktor,
  bilde: Bilde,
  ledige: readonly Gruppe[],
  rader: readonly Rad[],
): Promise<Listerad[]> {
  const tiltak = await hentTiltakEtterId(
    ktx,
    rader.map(r => r.tiltak),
  )
  const perSak = new Map<string, Adgang>()
  for (const rad of rader) {
    const sak = tiltak.get(rad.tiltak)?.sak
    const adgang = adgangI(bilde, aktor.person, rad)
    if (sak != null && adgang !== undefined) perSak.set(sak, adgang)
  }
  const skjulte = await skjulteSaker(ktx, aktor, perSak)
  const navn = new Map((await alleSkoler(ktx)).map(s => [s.id, s.navn]))
  const personer = await hentPersoner(
    ktx,
    rader.map(r => r.ansvarlig),
  )
  return rader.map(({ forlop, del, ...oppgave }) => {
    const sak = tiltak.get(oppgave.tiltak)?.sak
    const bareRef = sak != null && skjulte.has(sak)
    const roller = (bilde.roller.get(oppgave.skole) ?? [])
      .filter(r => r.person === oppgave.ansvarlig && r.rolle !== 'administrator')
      .map(r => r.rolle)
    return {
      oppgave,
      skole: navn.get(oppgave.skole) ?? '',
      bareRef,
      tekst: bareRef ? '' : (tiltak.get(oppgave.tiltak)?.tekst ?? ''),
      ansvarlig: {
        navn: personer.get(oppgave.ansvarlig)?.navn ?? '',
        roller: [...new Set(roller)],
        ledig: ledige.some(g => g.ansvarlig === oppgave.ansvarlig && g.forlop === forlop && g.del === del),
      },
    }
  })
}

export type Fordelingsrad = Listerad & { kan: string[] }
export type Fordeling = {
  skole: { id: string; navn: string }
  fra: { person: string; navn: string } | undefined
  antall: number
  rader: Fordelingsrad[]
  /** Everybody who may have at least one of them, with how many. */
  folk: { person: string; navn: string; roller: Rolle[] }[]
}

/** The tasks that need somebody new and that this person gives out, the first page of them; undefined when they lead nothing. */
export async function hentFordeling(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; fra: string },
): Promise<Fordeling | undefined> {
  const skole = (await listeskoler(ktx, aktor)).find(s => s.id === inn.skole)
  if (skole === undefined) return undefined
  const { bilde, ledige, borte } = await hentSkolebilde(ktx, skole.id)
  const mine = ledige.filter(
    g => lederI(bilde, aktor.person, g) && (inn.fra === '' || g.ansvarlig === inn.fra),
  )
  const kan = (slik: Pick<Gruppe, 'skole' | 'forlop' | 'del'>) =>
    kanFa(bilde, slik).filter(person => !borte.has(person))
  const folk = [...new Set(mine.flatMap(kan))]
  const personer = await hentPersoner(ktx, [...folk, ...(inn.fra === '' ? [] : [inn.fra])])
  const rader =
    mine.length === 0
      ? []
      : await side(
          ktx,
          inn.fra === ''
            ? { skole: skole.id, blant: mine }
            : { skole: skole.id, ansvarlig: inn.fra, blant: mine },
          synligFor(bilde, aktor.person, 'ledet'),
          { fra: 0, antall: PER_SIDE },
        )
  const medTekster = await medTekst(ktx, aktor, bilde, mine, rader)
  const fra = personer.get(inn.fra)
  return {
    skole,
    fra: fra && { person: fra.person, navn: fra.navn },
    antall: sum(mine).antall,
    rader: medTekster.map((rad, i) => {
      const slik = rader[i]
      return { ...rad, kan: slik === undefined ? [] : kan(slik) }
    }),
    folk: folk
      .map(person => ({
        person,
        navn: personer.get(person)?.navn ?? '',
        roller: (bilde.roller.get(skole.id) ?? [])
          .filter(r => r.person === person && r.rolle !== 'administrator')
          .map(r => r.rolle),
      }))
      .sort((a, b) => a.navn.localeCompare(b.navn, 'nb')),
  }
}
