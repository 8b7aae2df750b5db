import type { DateTime } from 'luxon'
import { forsteArbeidsdag, nesteISerien } from '../mote/arbeidsdager.ts'
import { tidspunkt } from '../mote/moter.ts'
import type { Rolle } from '../tilgang/roller.ts'

/** «Åpen dør» is for all staff; a fixed appointment is of one kind, and is counted for itself (fag: rutiner). */
export const DAGSLAG = ['apen_dor', 'fast_avtale'] as const
export type Dagslag = (typeof DAGSLAG)[number]

export const FASTE = ['sosiallarer', 'trinnmote', 'elevsaksmote', 'ressursteam'] as const
export type Fast = (typeof FASTE)[number]

export const DAGSTATUS = ['planlagt', 'avlyst'] as const
export type Dagstatus = (typeof DAGSTATUS)[number]

/** Who asks, as a category; nobody is asked who they are. */
export const GRUPPER = ['larer', 'helsesykepleier', 'aks', 'sosiallarer', 'annen'] as const
export type Gruppe = (typeof GRUPPER)[number]

export const TRINN = ['1-4', '5-7', '8-10', 'vgs_ukjent'] as const
export type Trinn = (typeof TRINN)[number]

export const UTFALL = ['veiledet', 'annen_instans', 'melding', 'ingen_videre'] as const
export type Utfall = (typeof UTFALL)[number]

export const INSTANSER = ['oslohjelpa', 'ppt', 'bup', 'familievernkontor'] as const
export type Instans = (typeof INSTANSER)[number]

export type Drofting = {
  id: string
  dag: string
  nr: number
  slag: 'pameldt' | 'uanmeldt'
  /** Empty for somebody who came unannounced: nobody asks. */
  gruppe: Gruppe | ''
  trinn: Trinn
  utfall: Utfall | ''
  instans: Instans | ''
  /** Null until it has been answered. */
  meldingSendt: boolean | null
  versjon: number
}

type Tid = { status: Dagstatus; start: Date; minutter: number }

/** Every second week, an hour after the lessons, unless the one before says otherwise. */
const UKER = 2
const FORSTE_KLOKKE = '14:15'
export const MINUTTER = 60
/** The day at the school; the only place so far. */
export const STED = 'skole'

/** More than anybody has time for: what is above it is a mistake. */
export const MAKS_DROFTINGER = 30

/** Working days until the first reminder of a melding, and between those that follow. */
export const PAMINNES_ETTER = 1
export const PAMINNES_IGJEN = 3
export const PAMINNES_KLOKKE = '08:00'

const SETTER_OPP: readonly Rolle[] = ['fagkonsulent', 'rektor', 'sosiallarer']
const SER_UTFALL: readonly Rolle[] = ['fagkonsulent', 'avdelingsleder']

/** Sets up and cancels days. */
export function kanSetteOpp(roller: readonly Rolle[]): boolean {
  return roller.some(rolle => SETTER_OPP.includes(rolle))
}

/** Sees the day's list and what came of it: barnevernet's own, and nobody else. */
export function serUtfall(roller: readonly Rolle[]): boolean {
  return roller.some(rolle => SER_UTFALL.includes(rolle))
}

export function erOver({ start, minutter }: Tid, na: DateTime): boolean {
  return na.toMillis() >= start.getTime() + minutter * 60_000
}

/** Signed up for until it is over. */
export function tarImot(dag: Tid, na: DateTime): boolean {
  return dag.status === 'planlagt' && !erOver(dag, na)
}

/** Where nothing has come of any drøfting, a day may be called off, also afterwards: it is then not counted. */
export function kanAvlyses(dag: Tid, droftinger: readonly Pick<Drofting, 'utfall'>[]): boolean {
  return dag.status === 'planlagt' && droftinger.every(d => d.utfall === '')
}

/** When the next one is, where nothing else is said; «yyyy-MM-dd» and «HH:mm», always ahead of `na`. */
export function nesteTid(
  forrige: { dato: string; klokke: string } | undefined,
  na: DateTime,
): { dato: string; klokke: string } {
  if (forrige === undefined)
    return {
      dato: forsteArbeidsdag(na.plus({ days: 1 }).toFormat('yyyy-MM-dd')),
      klokke: FORSTE_KLOKKE,
    }
  const { klokke } = forrige
  let dato = nesteISerien(forrige.dato, UKER)
  while (tidspunkt(dato, klokke) <= na) dato = nesteISerien(dato, 1)
  return { dato, klokke }
}

/** The working day that lies `antall` working days after `dato`. */
export function arbeidsdagerEtter(dato: string, antall: number): string {
  let funnet = dato
  for (let igjen = antall; igjen > 0; igjen--)
    funnet = forsteArbeidsdag(tidspunkt(funnet, '12:00').plus({ days: 1 }).toFormat('yyyy-MM-dd'))
  return funnet
}

/** The first of August that began the school year. */
export function skolearetsStart(dato: string): string {
  const ar = Number(dato.slice(0, 4))
  return `${dato.slice(5, 7) >= '08' ? ar : ar - 1}-08-01`
}

export type Tellerad = {
  slag: Dagslag
  utfall: Utfall | ''
  instans: Instans | ''
  sendt: 'ja' | 'nei' | ''
  antall: number
}

/** What becomes of drøftinger that are deleted: how many of each category, by month. One without an outcome was never held. */
export function fortett(
  dager: readonly { id: string; skole: string; dato: string; slag: string }[],
  droftinger: readonly Pick<Drofting, 'dag' | 'utfall' | 'instans' | 'meldingSendt'>[],
) {
  const grupper = new Map<string, Omit<Tellerad, 'slag'> & { skole: string; maned: string; slag: string }>()
  for (const { dag, utfall, instans, meldingSendt } of droftinger) {
    const her = dager.find(d => d.id === dag)
    if (her === undefined || utfall === '') continue
    const sendt = utfall !== 'melding' ? '' : meldingSendt === true ? 'ja' : 'nei'
    const felles = {
      skole: her.skole,
      maned: her.dato.slice(0, 7),
      slag: her.slag,
      utfall,
      instans,
      sendt,
    } as const
    const nokkel = JSON.stringify(felles)
    grupper.set(nokkel, { ...felles, antall: (grupper.get(nokkel)?.antall ?? 0) + 1 })
  }
  return [...grupper.values()]
}

/** How many of each; `dager`: how many times it was held. A drøfting without an outcome was signed up for, and not counted as held. */
export type Telling = {
  dager: number
  droftinger: number
  utenUtfall: number
  utfall: Record<Utfall, number>
  instans: Record<Instans, number>
  meldingSendt: { ja: number; nei: number }
}
export type Tellinger = Record<Dagslag, Telling>

/** Rows of counts as one count of each kind of day. */
export function summer(
  rader: readonly Tellerad[],
  dager: readonly { slag: Dagslag; antall: number }[],
): Tellinger {
  return { apen_dor: summerSlag('apen_dor'), fast_avtale: summerSlag('fast_avtale') }

  function summerSlag(slag: Dagslag): Telling {
    const mine = rader.filter(rad => rad.slag === slag)
    const antall = (passer: (rad: Tellerad) => boolean) =>
      mine.filter(passer).reduce((sum, rad) => sum + rad.antall, 0)
    const per = <K extends string>(koder: readonly K[], felt: (rad: Tellerad) => string) =>
      Object.fromEntries(koder.map(kode => [kode, antall(rad => felt(rad) === kode)])) as Record<K, number>
    return {
      dager: dager.filter(d => d.slag === slag).reduce((sum, d) => sum + d.antall, 0),
      droftinger: antall(rad => rad.utfall !== ''),
      utenUtfall: antall(rad => rad.utfall === ''),
      utfall: per(UTFALL, rad => rad.utfall),
      instans: per(INSTANSER, rad => rad.instans),
      meldingSendt: per(['ja', 'nei'], rad => rad.sendt),
    }
  }
}
