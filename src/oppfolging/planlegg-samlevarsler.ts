import { hvemMinnesOmArshjulet } from '../arshjul/arshjulets-paminnelser.ts'
import { hentFridager } from '../arshjul/fridag-store.ts'
import { dagEtter, type Fri } from '../arshjul/skoledager.ts'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { erArbeidsdag } from '../mote/arbeidsdager.ts'
import { finnLeder } from '../mote/finn-leder.ts'
import { hentMote } from '../mote/mote-store.ts'
import { tidspunkt } from '../mote/moter.ts'
import {
  hentInnstilling,
  lagreInnstilling,
  lasInnstilling,
  rollerVedAlleSkoler,
} from '../tilgang/tilgang-store.ts'
import {
  finnesIUtboks,
  leggFlereIUtboks,
  leggIUtboks,
  trekkEldreSamlevarsler,
} from '../utboks/utboks-store.ts'
import { apneMedFristTil } from './oppgave-store.ts'
import { erBorte, lederenFarVite, minnesMellom, type Paminnet, type Tidsrom } from './paminnelser.ts'
import { alleVarselvalg, type Varselvalg } from './varselvalg-store.ts'

/** When the day's reminders are worked out, Oslo time: before anybody's hour. */
const KLOKKE = '04:00'
/** The first reminder comes two working days before a deadline; around a holiday that is this many days at most. */
const DAGER_FRAM = 14
/** An outage is no longer than this; a list that is older still is sent. */
const DAGER_TILBAKE = 60
const SIST_PLANLAGT = 'samlevarsel-planlagt'

/** Puts today's planning in the outbox: one row a day, whoever asks and how often, so no chain of days can break. */
export async function planleggDagen(ktx: Kontekst): Promise<void> {
  const dag = ktx.na().toFormat('yyyy-MM-dd')
  await leggIUtboks(
    ktx,
    `planlegg-samlevarsler:${dag}`,
    { slag: 'planlegg-samlevarsler', dag },
    tidspunkt(dag, KLOKKE),
  )
}

/**
 * Works out from what is open, and from nothing that was remembered, who is to be reminded on `dag`, and puts one message for
 * each in the outbox. Days since the last time are made up for: what is late joins today's. Answers how many.
 */
export async function planleggSamlevarsler(ktx: Kontekst, dag: string): Promise<number> {
  return iTransaksjon(ktx, async trx => {
    const sist = await lasInnstilling(trx, SIST_PLANLAGT)
    const forrige = sist ?? dagEtter(dag, -1)
    if (!erArbeidsdag(dag)) {
      if (sist === undefined) await lagreInnstilling(trx, SIST_PLANLAGT, forrige)
      return 0
    }
    if (forrige >= dag) return 0
    const valg = await alleVarselvalg(trx)
    const mottakere = new Set<string>()
    for (const person of await hvemMinnes(trx, { forrige, dag }, valg)) {
      const til = mottakerFor(person, dag, valg)
      if (til !== undefined) mottakere.add(til)
    }
    for (const person of await trekkEldreSamlevarsler(trx, dag)) mottakere.add(person)
    await leggFlereIUtboks(
      trx,
      [...mottakere].sort().map(person => ({
        nokkel: nokkelFor(person, dag),
        forsendelse: { slag: 'samlevarsel', person, dag },
        forfall: tidspunkt(dag, valg.get(person)?.klokke ?? ktx.valg.varsling.klokke),
      })),
    )
    await lagreInnstilling(trx, SIST_PLANLAGT, dag)
    return mottakere.size
  })
}

async function hvemMinnes(
  ktx: Kontekst,
  rom: Tidsrom,
  valg: ReadonlyMap<string, Varselvalg>,
): Promise<Set<string>> {
  const fridager = await hentFridager(ktx, { fra: rom.forrige })
  const iTeamet = await rollerVedAlleSkoler(ktx)
  const hvem = new Set(await hvemMinnesOmArshjulet(ktx, rom))
  const hosLeder = new Set<string>()
  const huskes = husket(rom)
  for (const oppgave of await apneMedFristTil(ktx, dagEtter(rom.dag, DAGER_FRAM))) {
    const fri = fridager.get(oppgave.skole) ?? []
    const harSluttet = !(iTeamet.get(oppgave.skole)?.has(oppgave.ansvarlig) ?? false)
    const minnes = huskes(harSluttet ? { ...oppgave, ...MINNES } : oppgave, fri)
    if (minnes && !harSluttet) hvem.add(oppgave.ansvarlig)
    // What somebody has left behind is nobody's to forget.
    if (minnes && harSluttet) hosLeder.add(oppgave.mote)
    if (lederenFarVite(oppgave.frist, fri, rom, ktx.valg.varsling.lederEtterDager)) hosLeder.add(oppgave.mote)
  }
  for (const person of valg.values())
    if (erBorte(person, rom.forrige) && !erBorte(person, rom.dag)) hvem.add(person.person)
  for (const id of hosLeder) {
    const mote = await hentMote(ktx, id)
    const leder = mote && (await finnLeder(ktx, mote))
    if (leder !== undefined) hvem.add(leder)
  }
  return hvem
}

/** The same day and school give the same answer, and thousands of tasks share a few days. */
function husket(rom: Tidsrom): (oppgave: Paminnet & { skole: string }, fri: readonly Fri[]) => boolean {
  const svar = new Map<string, boolean>()
  return (oppgave, fri) => {
    const { skole, frist, pause_til, stoppet } = oppgave
    const nokkel = [skole, frist, pause_til, stoppet].join('|')
    const kjent = svar.get(nokkel) ?? minnesMellom(oppgave, fri, rom)
    svar.set(nokkel, kjent)
    return kjent
  }
}

const MINNES = { pause_til: null, stoppet: false }

const nokkelFor = (person: string, dag: string) => `samlevarsel:${person}:${dag}`

/**
 * What becomes of a list that was planned for an earlier day: today's planning takes it in, and until that is done it waits. One
 * that was on its way meanwhile is sent, unless there is a later one.
 */
export async function forsinket(
  ktx: Kontekst,
  { person, dag }: { person: string; dag: string },
): Promise<'send' | 'vent' | 'uaktuell'> {
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  if (dag >= idag || !erArbeidsdag(idag)) return 'send'
  if (((await hentInnstilling(ktx, SIST_PLANLAGT)) ?? '') < idag) return 'vent'
  const senere = []
  for (let neste = dagEtter(dag); neste <= idag && senere.length < DAGER_TILBAKE; neste = dagEtter(neste))
    senere.push(nokkelFor(person, neste))
  return (await finnesIUtboks(ktx, senere)) ? 'uaktuell' : 'send'
}

/** Whoever stands in while somebody is away; nobody, when there is none: it then waits until one of them is back. */
function mottakerFor(person: string, dag: string, valg: ReadonlyMap<string, Varselvalg>): string | undefined {
  const egne = valg.get(person)
  if (!erBorte(egne, dag)) return person
  const vikar = egne?.vikar ?? null
  return vikar === null || erBorte(valg.get(vikar), dag) ? undefined : vikar
}
