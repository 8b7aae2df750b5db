/** What runs on the clock, and how long each may go without having ended well before it is late, in seconds. */
export const JOBBER = {
  utboks: 2 * 60,
  // Once a day, at a fixed hour: two hours over a day.
  'planlegg-samlevarsler': 26 * 3600,
  rydd: 26 * 3600,
  // Every quarter of an hour.
  'ankre-logg': 40 * 60,
} as const satisfies Record<string, number>
export type Jobb = keyof typeof JOBBER
export const JOBBENE = Object.keys(JOBBER) as readonly Jobb[]

export const erJobb = (navn: string): navn is Jobb => Object.hasOwn(JOBBER, navn)

/** A slower answer than this, in ms, is what people notice in Teams. */
const DATABASE_TREG_MS = 1000
/** This process's sender looks every second; the database is out of reach for it when it has not for so long, in seconds. */
const SENDER_STILLE_S = 60

/** `meldt`: since when it has been expected. `sistFerdig`: when it last ended well. `utfall`: how the last run ended. */
export type Jobbkjoring = {
  navn: string
  meldt: Date
  sistStart: Date | null
  sistFerdig: Date | null
  ms: number | null
  utfall: string
}

export type Ko = {
  /** Due, and in nobody's hand, or for too long in somebody's. */
  forfalte: number
  /** Due, and just now in somebody's. */
  underveis: number
  /** Has failed, and is to be tried again. */
  feiler: number
  /** To be sent at a later time. */
  senere: number
  /** When the oldest of the due ones fell due; of those that have failed, when they did the first time. */
  eldsteForfalte: Date | null
  eldsteFeilende: Date | null
  /** When anything was last delivered. */
  sistSendt: Date | null
}

/** What the database says; the same to every process. */
export type Driftsfakta = {
  databaseMs: number
  ko: Ko
  jobber: readonly Jobbkjoring[]
}

/** What only this process knows. */
export type Prosessfakta = { startet: Date; sisteBlikk: Date | undefined; stopper: boolean }

export type Helsegrunn =
  | 'stopper'
  | 'database-svarer-ikke'
  | 'database-treg'
  | 'ko-star'
  | 'levering-feiler'
  | 'sender-stille'
  | `jobb-${Jobb}-sen`

/** Why it is not ready; nothing: all is well. Without `fakta` the database has not answered in time. */
export function helsegrunner(
  na: Date,
  koMinutter: number,
  fakta: Driftsfakta | undefined,
  prosess?: Prosessfakta,
): Helsegrunn[] {
  const grunner: Helsegrunn[] = []
  if (prosess?.stopper) grunner.push('stopper')
  if (fakta === undefined) grunner.push('database-svarer-ikke')
  else {
    if (fakta.databaseMs >= DATABASE_TREG_MS) grunner.push('database-treg')
    if (sekunderSiden(fakta.ko.eldsteForfalte, na) > koMinutter * 60) grunner.push('ko-star')
    if (leveringFeiler(fakta.ko, na, koMinutter)) grunner.push('levering-feiler')
  }
  const { sisteBlikk, startet } = prosess ?? {}
  if (sekunderSiden(sisteBlikk ?? startet, na) > SENDER_STILLE_S) grunner.push('sender-stille')
  return [...grunner, ...seneJobber(fakta?.jobber ?? [], na).map(jobb => `jobb-${jobb}-sen` as const)]
}

/**
 * One who cannot be reached is no fault of the bot's: only when nothing at all has got out since the first of them failed is it
 * the way out that is closed (an expired password, the network).
 */
function leveringFeiler(ko: Ko, na: Date, koMinutter: number): boolean {
  if (ko.eldsteFeilende === null || sekunderSiden(ko.eldsteFeilende, na) <= koMinutter * 60) return false
  return ko.sistSendt === null || ko.sistSendt < ko.eldsteFeilende
}

/** Those that have not ended well for longer than they may; one that has never run has its time from when it was expected. */
export function seneJobber(jobber: readonly Jobbkjoring[], na: Date): Jobb[] {
  return jobber.flatMap(({ navn, sistFerdig, meldt }) =>
    erJobb(navn) && sekunderSiden(sistFerdig ?? meldt, na) > JOBBER[navn] ? [navn] : [],
  )
}

/** 0 for what has not been, and for what is ahead. */
export function sekunderSiden(tid: Date | null | undefined, na: Date): number {
  return tid == null ? 0 : Math.max(0, (na.getTime() - tid.getTime()) / 1000)
}

/** What a part of Microsoft 365 answers until somebody puts it right. */
const TRENGER_NOEN: readonly string[] = ['graf-nektet', 'uten-legitimasjon', 'finnes-ikke', 'graf-avvist']
/** Of these: what may come right without anything being changed here, and is asked for now and then. */
const KAN_GIS: readonly string[] = ['graf-nektet', 'uten-legitimasjon']

export const trengerNoen = (utfall: string): boolean => TRENGER_NOEN.includes(utfall)
export const kanGis = (utfall: string): boolean => KAN_GIS.includes(utfall)
