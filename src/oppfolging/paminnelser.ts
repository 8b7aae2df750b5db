import { DateTime } from 'luxon'
import { dagEtter, erSkoledag, type Fri, forsteSkoledag } from '../arshjul/skoledager.ts'
import { arbeidsdagerFor } from '../mote/arbeidsdager.ts'

/** A task as its reminders see it; days as yyyy-MM-dd. */
export type Paminnet = { frist: string; pause_til: string | null; stoppet: boolean }

/** The days from the last look, not counting it, to this one. */
export type Tidsrom = { forrige: string; dag: string }

/** How many working days ahead of the deadline the first reminder comes. */
const FOR_FRISTEN = 2
const UKE = 7

/**
 * Has the owner a reminder of this task between the two days? Two working days before the deadline, on the day, and then
 * weekly, each moved to a school day; after a pause, the day it ends.
 */
export function minnesMellom(oppgave: Paminnet, fri: readonly Fri[], rom: Tidsrom): boolean {
  if (oppgave.stoppet) return false
  const { frist, pause_til: pause } = oppgave
  const moterRommet = (dag: string) => i(forsteSkoledag(dag, fri), rom)
  if (pause !== null && moterRommet(pause)) return true
  // A pause lasts until its day, and no reminder comes earlier.
  const etter = (dag: string) => pause === null || forsteSkoledag(dag, fri) >= pause
  const faste = [arbeidsdagerFor(frist, FOR_FRISTEN), frist]
  return (
    faste.some(dag => etter(dag) && moterRommet(dag)) || ukentlig(dagEtter(frist, UKE), fri, rom).some(etter)
  )
}

/** Is the task among those a morning's list has, on this day? */
export function erAktuell(oppgave: Paminnet, dag: string): boolean {
  if (oppgave.stoppet || (oppgave.pause_til !== null && oppgave.pause_til > dag)) return false
  return arbeidsdagerFor(oppgave.frist, FOR_FRISTEN) <= dag
}

/** Has it stood over its deadline for so many days that whoever leads the meeting is to know? */
export function leserLederen(frist: string, dag: string, dager: number): boolean {
  return dagEtter(frist, dager) <= dag
}

/** Is the leader told for the first time between the two days? */
export function lederenFarVite(frist: string, fri: readonly Fri[], rom: Tidsrom, dager: number): boolean {
  return i(forsteSkoledag(dagEtter(frist, dager), fri), rom)
}

/** The weekly days from `forste` on, as they fall once moved, that lie in the span: the last of them at most. */
function ukentlig(forste: string, fri: readonly Fri[], { forrige, dag }: Tidsrom): string[] {
  const uker = Math.floor(dagerMellom(forste, dag) / UKE)
  for (let nr = uker; nr >= 0; nr--) {
    const falt = forsteSkoledag(dagEtter(forste, nr * UKE), fri)
    if (falt <= forrige) return []
    if (falt <= dag) return [falt]
  }
  return []
}

function i(dag: string, rom: Tidsrom): boolean {
  return rom.forrige < dag && dag <= rom.dag
}

function dagerMellom(fra: string, til: string): number {
  const utc = (dag: string) => DateTime.fromISO(dag, { zone: 'utc' })
  return Math.round(utc(til).diff(utc(fra), 'days').days)
}

/** The hours nobody is reminded in, as HH:mm on the wall in Oslo; may pass midnight. */
export type Stille = { fra: string; til: string }

export function erStille(klokke: string, { fra, til }: Stille): boolean {
  return fra <= til ? fra <= klokke && klokke < til : klokke >= fra || klokke < til
}

/**
 * When a reminder may go out, if not now: on a working day, outside the quiet hours; else the next working day at `klokke`. The
 * schools' own days were seen to when it was planned.
 */
export function nesteSendetid(na: DateTime, klokke: string, stille: Stille): DateTime | undefined {
  const dag = na.toFormat('yyyy-MM-dd')
  const naa = na.toFormat('HH:mm')
  if (erSkoledag(dag, []) && !erStille(naa, stille)) return undefined
  const erForst = erSkoledag(dag, []) && naa < klokke
  const neste = erForst ? dag : forsteSkoledag(dagEtter(dag), [])
  return DateTime.fromISO(`${neste}T${klokke}`, { zone: na.zone })
}

/** The hours a person may choose to be reminded at. */
export function klokkeslett(stille: Stille): string[] {
  return Array.from({ length: 24 }, (_, time) => `${String(time).padStart(2, '0')}:00`).filter(
    klokke => !erStille(klokke, stille),
  )
}

/** Away from and with one day, to and with another. */
export function erBorte(
  valg: { borte_fra: string | null; borte_til: string | null } | undefined,
  dag: string,
): boolean {
  if (valg?.borte_til == null) return false
  return (valg.borte_fra ?? '') <= dag && dag <= valg.borte_til
}
