import { DateTime } from 'luxon'
import type { Tekster } from './tekst/tekster.ts'
import { medStorBokstav } from './tekst/tekster.ts'

const i = (tid: Date | string): DateTime =>
  (typeof tid === 'string'
    ? DateTime.fromISO(tid, { zone: 'Europe/Oslo' })
    : DateTime.fromJSDate(tid, { zone: 'Europe/Oslo' })
  ).setLocale('nb')

/** «fredag 4. desember» */
export function dag(tid: Date | string): string {
  return i(tid).toFormat('cccc d. LLLL')
}

/** «4. desember 2026» */
export function dato(tid: Date | string): string {
  return i(tid).toFormat('d. LLLL yyyy')
}

/** «4. desember 2026 kl. 12.00» */
export function datoOgKlokke(tid: Date): string {
  return `${dato(tid)} kl. ${klokke(tid)}`
}

/** «10.15» */
export function klokke(tid: Date): string {
  return i(tid).toFormat('HH.mm')
}

/** «torsdag 3. desember kl. 12.00» */
export function dagOgKlokke(tid: Date): string {
  return `${dag(tid)} kl. ${klokke(tid)}`
}

/** «Fredag 4. desember 2026 kl. 10.15–11.45» */
export function motetid(mote: { start: Date; minutter: number }, t: Tekster): string {
  const slutt = new Date(mote.start.getTime() + mote.minutter * 60_000)
  return t.tid(medStorBokstav(i(mote.start).toFormat('cccc d. LLLL yyyy')), klokke(mote.start), klokke(slutt))
}

/** «november 2026», of «2026-11» */
export function maned(m: string): string {
  return i(`${m}-01`).toFormat('LLLL yyyy')
}
