import { DateTime } from 'luxon'
import { erDag } from '../mote/moter.ts'

export const SAMTYKKEGIVERE = ['begge', 'en_alene', 'ungdom'] as const
export type Samtykkegiver = (typeof SAMTYKKEGIVERE)[number]

export type Samtykke = {
  status: 'gitt' | 'trukket'
  gittAv: Samtykkegiver
  dato: string
  gyldigTil: string
  innhentetAv: string
}

/** First version of the gate: an open case needs a recorded consent that has neither been withdrawn nor run out. */
export function erGyldig(samtykke: Samtykke | undefined, idag: string): boolean {
  return samtykke?.status === 'gitt' && samtykke.dato <= idag && samtykke.gyldigTil >= idag
}

/** Consent lasts until the end of the school year unless something shorter is said (our own choice). */
export function skolearetsSlutt(idag: DateTime): string {
  const ar = idag.month >= 7 ? idag.year + 1 : idag.year
  return DateTime.fromObject({ year: ar, month: 6, day: 30 }, { zone: idag.zone }).toFormat('yyyy-MM-dd')
}

export type KanIkkeRegistrere =
  | { kode: 'dato-i-framtida' }
  | { kode: 'utlopt-dato' }
  | { kode: 'ugyldig-dato' }

export function kontrollerDatoer(
  dato: string,
  gyldigTil: string,
  idag: string,
): KanIkkeRegistrere | undefined {
  if (!erDag(dato) || !erDag(gyldigTil)) return { kode: 'ugyldig-dato' }
  if (dato > idag) return { kode: 'dato-i-framtida' }
  if (gyldigTil < idag) return { kode: 'utlopt-dato' }
  return undefined
}
