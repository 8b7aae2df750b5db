import type { Kontekst } from '../database/kontekst.ts'
import { type Adgang, type Aktor, adgangKan, alleAdganger } from '../tilgang/adgang.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { hentSkole } from '../tilgang/tilgang-store.ts'
import {
  type Aktivitet,
  kanEndre,
  type Mal,
  manedensDager,
  type Okt,
  plasser,
  type Skoletype,
  type Stand,
  skolearetsDager,
  skolearFor,
  skolearSomLages,
  standFor,
  virkeligVindu,
} from './arshjul.ts'
import {
  type Apningsdag,
  apendorDager,
  hentAktivitet,
  hentAktiviteter,
  hentArshjul,
  hentOkter,
  type Teammote,
  teammoter,
} from './arshjul-store.ts'
import { type Fridag, hentFridager } from './fridag-store.ts'
import { sikreArshjul } from './lag-arshjul.ts'
import { MALENE } from './les-maler.ts'

/** An activity as a list shows it. `mal`: undefined for the school's own. */
export type Linje = {
  aktivitet: Aktivitet
  mal: Mal | undefined
  okter: Okt[]
  vindu: { fra: string; til: string }
  stand: Stand
  kanEndre: boolean
}

/** Late, and still to be done: what comes again is not, once the next has come. */
const erSen = (l: Linje, dag: string) => l.stand === 'forfalt' && dag <= l.aktivitet.minnesTil

export type Manedsvisning = {
  skole: { id: string; navn: string }
  maned: string
  skolear: number
  /** Has this school year been made for the school, and of which kind was the last? */
  laget: boolean
  skoletype: Skoletype | undefined
  kanLage: boolean
  /** Of those who convene: the school's free days are theirs to say. */
  kalleInn: boolean
  flereSkoler: boolean
  roller: Rolle[]
  sene: Linje[]
  linjer: Linje[]
  moter: Teammote[]
  apendor: Apningsdag[]
  fridager: Fridag[]
}

/** The schools where this person sees the årshjul: those whose team the person is in. */
export async function mineSkoler(ktx: Kontekst, aktor: Aktor): Promise<Adgang[]> {
  return (await alleAdganger(ktx, aktor)).filter(adgang => adgang.deltaker)
}

export async function hentManed(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; maned: string },
): Promise<Manedsvisning | undefined> {
  const mine = await mineSkoler(ktx, aktor)
  const adgang = mine.find(a => a.skole === inn.skole)
  const skole = adgang && (await hentSkole(ktx, inn.skole))
  if (adgang === undefined || skole === undefined) return undefined
  const dag = idag(ktx)
  await sikreArshjul(ktx, dag, [skole.id])
  const dager = manedensDager(inn.maned)
  const skolear = skolearFor(dager.fra)
  const arshjul = await hentArshjul(ktx, { skoler: [skole.id], til: Math.max(...skolearSomLages(dag)) })
  const alle = await linjerVed(ktx, [adgang], skolear)
  const iManeden = (l: Linje) =>
    (l.vindu.fra <= dager.til && l.vindu.til >= dager.fra) ||
    l.okter.some(o => o.dato !== null && o.dato >= dager.fra && o.dato <= dager.til)
  const naMaaned = dag >= dager.fra && dag <= dager.til
  const sene = naMaaned ? alle.filter(l => erSen(l, dag)) : []
  return {
    skole,
    maned: inn.maned,
    skolear,
    laget: arshjul.some(a => a.skolear === skolear),
    skoletype: arshjul[0]?.skoletype,
    kanLage: adgangKan(adgang, 'kalleInn') && skolearSomLages(dag).includes(skolear),
    kalleInn: adgangKan(adgang, 'kalleInn'),
    flereSkoler: mine.length > 1,
    roller: adgang.roller,
    sene,
    linjer: alle.filter(l => iManeden(l) && !sene.includes(l)),
    moter: (await teammoter(ktx, [skole.id], dager)).filter(
      m => ktx.valg.motetyper[m.type]?.gjelder !== 'forlop',
    ),
    apendor: await apendorDager(ktx, [skole.id], dager),
    fridager: ((await hentFridager(ktx, { skoler: [skole.id], fra: dager.fra })).get(skole.id) ?? []).filter(
      f => f.fra <= dager.til,
    ),
  }
}

export type Skoleoversikt = { skole: { id: string; navn: string }; laget: boolean; linjer: Linje[] }

/** What is this person's own to do this month, or late, at each school. */
export async function hentOversikt(
  ktx: Kontekst,
  aktor: Aktor,
): Promise<{ maned: string; skoler: Skoleoversikt[] } | undefined> {
  const mine = await mineSkoler(ktx, aktor)
  if (mine.length === 0) return undefined
  const dag = idag(ktx)
  const ider = mine.map(a => a.skole)
  await sikreArshjul(ktx, dag, ider)
  const maned = dag.slice(0, 7)
  const { til } = manedensDager(maned)
  const skolear = skolearFor(dag)
  const linjer = await linjerVed(ktx, mine, skolear)
  const laget = new Set(
    (await hentArshjul(ktx, { skoler: ider, til: skolear }))
      .filter(a => a.skolear === skolear)
      .map(a => a.skole),
  )
  const skoler: Skoleoversikt[] = []
  for (const adgang of mine) {
    const skole = await hentSkole(ktx, adgang.skole)
    if (skole === undefined) continue
    skoler.push({
      skole,
      laget: laget.has(skole.id),
      linjer: linjer.filter(
        l =>
          l.aktivitet.skole === skole.id &&
          l.aktivitet.roller.some(rolle => adgang.roller.includes(rolle)) &&
          (erSen(l, dag) || (l.stand !== 'forfalt' && l.aktivitet.status === 'apen' && l.vindu.fra <= til)),
      ),
    })
  }
  return { maned, skoler: skoler.sort((a, b) => a.skole.navn.localeCompare(b.skole.navn, 'nb')) }
}

/** One activity, for those who see the school's årshjul. */
export async function hentLinje(
  ktx: Kontekst,
  aktor: Aktor,
  id: string,
): Promise<{ linje: Linje; skole: string; fridager: Fridag[] } | undefined> {
  const aktivitet = await hentAktivitet(ktx, id)
  const adgang = aktivitet && (await mineSkoler(ktx, aktor)).find(a => a.skole === aktivitet.skole)
  if (aktivitet === undefined || adgang === undefined) return undefined
  const fridager = await friI(ktx, [aktivitet.skole], aktivitet.skolear)
  const okter = (await hentOkter(ktx, [id])).get(id) ?? []
  const linje = tilLinje(aktivitet, okter, fridager.get(aktivitet.skole) ?? [], adgang, idag(ktx))
  if (linje === undefined) return undefined
  const skole = await hentSkole(ktx, aktivitet.skole)
  return { linje, skole: skole?.navn ?? '', fridager: fridager.get(aktivitet.skole) ?? [] }
}

/** All of a school year at these schools, what ends first first. */
export async function linjerVed(
  ktx: Kontekst,
  adganger: readonly Adgang[],
  skolear: number,
): Promise<Linje[]> {
  const skoler = adganger.map(a => a.skole)
  const aktiviteter = await hentAktiviteter(ktx, skoler, skolear)
  const okter = await hentOkter(
    ktx,
    aktiviteter.map(a => a.id),
  )
  const fri = await friI(ktx, skoler, skolear)
  const dag = idag(ktx)
  return aktiviteter
    .flatMap(a => {
      const adgang = adganger.find(her => her.skole === a.skole)
      return (adgang && tilLinje(a, okter.get(a.id) ?? [], fri.get(a.skole) ?? [], adgang, dag)) ?? []
    })
    .sort((a, b) => (a.vindu.til < b.vindu.til ? -1 : a.vindu.til > b.vindu.til ? 1 : 0))
}

const friI = (ktx: Kontekst, skoler: readonly string[], skolear: number) =>
  hentFridager(ktx, { skoler, fra: skolearetsDager(skolear).fra })

/** Undefined when no template says any more what it is. */
function tilLinje(
  aktivitet: Aktivitet,
  okter: Okt[],
  fri: readonly Fridag[],
  adgang: Adgang,
  dag: string,
): Linje | undefined {
  const mal = MALENE.find(m => m.id === aktivitet.mal)
  if (mal === undefined && aktivitet.mal !== '') return undefined
  const vindu = plasser(virkeligVindu(aktivitet, okter), fri)
  return {
    aktivitet,
    mal,
    okter,
    vindu,
    stand: standFor(aktivitet, vindu, dag),
    kanEndre: kanEndre(adgang.roller, aktivitet.roller),
  }
}

const idag = (ktx: Kontekst) => ktx.na().toFormat('yyyy-MM-dd')
