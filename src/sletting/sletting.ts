import { DateTime } from 'luxon'

/** Days before a case is deleted that its owner is told: time to put in the archive what belongs there. */
export const VARSEL_DAGER = 14

/** The day a case's content is deleted: so many days after its last meeting, or after it was raised when it never had one. */
export function slettesDag(sisteMote: string | undefined, meldt: string, dager: number): string {
  const fra = DateTime.fromISO(sisteMote ?? meldt)
  return fra.plus({ days: dager }).toFormat('yyyy-MM-dd')
}

/**
 * What is to be done today about a case that is due on `dag`: its owner is told two weeks before, however late that was
 * found out, and only what has been told is deleted.
 */
export function slettesteg(
  dag: string,
  varslet: string | null,
  idag: string,
): { gjor: 'ingenting' } | { gjor: 'glem' } | { gjor: 'varsle'; dag: string } | { gjor: 'slett' } {
  const om = (dager: number) => DateTime.fromISO(idag).plus({ days: dager }).toFormat('yyyy-MM-dd')
  if (dag > om(VARSEL_DAGER)) return varslet === null ? { gjor: 'ingenting' } : { gjor: 'glem' }
  if (varslet === null || varslet < dag) return { gjor: 'varsle', dag: om(VARSEL_DAGER) }
  return varslet <= idag ? { gjor: 'slett' } : { gjor: 'ingenting' }
}

/** Until when the database's own backups may still hold what was deleted that day. */
export function kopiTil(slettet: string, kopiDager: number): string {
  return DateTime.fromISO(slettet).plus({ days: kopiDager }).toFormat('yyyy-MM-dd')
}

/** Days that SharePoint keeps what is deleted there in its recycle bin. */
const PAPIRKURV_DAGER = 93

/** Until when a file that was deleted that day can be taken back by those who own the site. */
export function papirkurvTil(slettet: Date): Date {
  return DateTime.fromJSDate(slettet, { zone: 'Europe/Oslo' }).plus({ days: PAPIRKURV_DAGER }).toJSDate()
}

/** How many rows of each kind were destroyed; no content. */
export type Antall = {
  saker: number
  punkter: number
  bidrag: number
  tiltak: number
  oppgaver: number
  samtykker: number
  navn: number
  nokler: number
  kort: number
  /** Files of a referat in a channel's folder that had the case in it. */
  filer: number
}

export type Slettegrunn = 'frist' | 'slett-na' | 'team-fjernet'

/** What remains when a case is gone. */
export type Kvittering = {
  id: string
  ref: string
  skole: string
  slettet: Date
  av: string
  grunn: Slettegrunn
  antall: Antall
  kopiTil: string
}
