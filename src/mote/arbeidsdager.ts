import Holidays from 'date-holidays'
import { DateTime } from 'luxon'

// 'public' leaves out julaften and nyttårsaften (bank, half days), Olsok and the flag days: schools and
// services decide about those themselves. Holidays that fall on a Saturday or Sunday are kept (1. påskedag,
// 17. mai 2026); the weekday rules them out as working days anyway. Norway moves no holiday to a Monday.
let kalender: Holidays | undefined
const navnPerAar = new Map<number, ReadonlyMap<string, string>>()

/** The holiday's name in bokmål as written inside a sentence («1. juledag»), or undefined on other days. */
export function helligdag(dato: string): string | undefined {
  return helligdagerI(dag(dato).year).get(dato)
}

/** Monday to Friday, and not a public holiday. */
export function erArbeidsdag(dato: string): boolean {
  return dag(dato).weekday <= 5 && helligdag(dato) === undefined
}

/** The working day that lies `antall` working days before `dato`; with 0, `dato` itself. */
export function arbeidsdagerFor(dato: string, antall: number): string {
  if (!Number.isInteger(antall) || antall < 0) throw new RangeError(`ugyldig antall arbeidsdager: ${antall}`)
  let funnet = dato
  for (let igjen = antall; igjen > 0; igjen--) {
    do funnet = flytt(funnet, { days: -1 })
    while (!erArbeidsdag(funnet))
  }
  return funnet
}

/** `dato` itself when it is a working day, otherwise the next one. */
export function forsteArbeidsdag(dato: string): string {
  let funnet = dato
  while (!erArbeidsdag(funnet)) funnet = flytt(funnet, { days: 1 })
  return funnet
}

/** Same weekday `uker` weeks after `forrige`; a public holiday moves the meeting one week at a time. */
export function nesteISerien(forrige: string, uker: number): string {
  if (!Number.isInteger(uker) || uker < 1) throw new RangeError(`ugyldig antall uker: ${uker}`)
  let neste = flytt(forrige, { weeks: uker })
  while (helligdag(neste) !== undefined) neste = flytt(neste, { weeks: 1 })
  return neste
}

function helligdagerI(aar: number): ReadonlyMap<string, string> {
  const kjente = navnPerAar.get(aar)
  if (kjente !== undefined) return kjente
  kalender ??= new Holidays('NO', { types: ['public'], languages: ['no'] })
  // `date` is written in Norwegian local time, so the first ten characters hold in every time zone.
  // Two holidays may share a day (17. mai 2027 is also 2. pinsedag): the one on a fixed date is listed first and kept.
  const navn = new Map<string, string>()
  for (const h of kalender.getHolidays(aar)) {
    const dato = h.date.slice(0, 10)
    if (!navn.has(dato)) navn.set(dato, iSetning(h.name))
  }
  navnPerAar.set(aar, navn)
  return navn
}

function iSetning(navn: string): string {
  const kort = navn.replace(/^Første /, '1. ').replace(/^Andre /, '2. ')
  return kort.startsWith('Kristi') ? kort : kort.charAt(0).toLowerCase() + kort.slice(1)
}

/** Reads yyyy-MM-dd in UTC, where every day has 24 hours; throws on anything else. */
function dag(dato: string): DateTime<true> {
  const lest = DateTime.fromFormat(dato, 'yyyy-MM-dd', { zone: 'utc' })
  if (!lest.isValid) throw new RangeError(`ugyldig dato: ${dato}`)
  return lest
}

function flytt(dato: string, med: { days: number } | { weeks: number }): string {
  return dag(dato).plus(med).toFormat('yyyy-MM-dd')
}
