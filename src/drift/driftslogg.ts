import { pino } from 'pino'
import type { Hendelse, Sporing } from './sporing.ts'
import type { Tellere } from './tellere.ts'

const KODE = /^[a-z]+(?:[.-][a-z]+)*$/
/** What a line may hold besides numbers and yes or no: codes alone. Anything else is «annet». */
const FELT: Readonly<Record<string, RegExp>> = {
  kode: KODE,
  verb: KODE,
  slag: KODE,
  grunn: KODE,
  // Ours, an HTTP status, the network's («ECONNRESET»), the database's five («40P01»), or the kind of error.
  feil: /^(?:[a-z]+(?:-[a-z]+)*|http-\d{3}|E[A-Z_]{3,30}|[0-9A-Z]{5}|[A-Z][A-Za-z]{0,30}Error)$/,
}
const MAKS_TEGN = 60

const FEIL = /-feilet$|^logg-brutt$/
const ADVARSEL: ReadonlySet<string> = new Set(['avvist', 'ikke-sendt', 'trykk-sent', 'ugyldig-foresporsel'])

/**
 * The log of how the bot runs: one line of JSON for each thing that happens, with the code of the turn it happened in. What it
 * says is counted too, and shown where the turn is followed.
 */
export function lagDriftslogg(
  niva: string,
  { tellere, sporing }: { tellere: Tellere; sporing: Sporing },
): (hendelse: Hendelse) => void {
  const logger = pino({ level: niva, base: null })
  return ra => {
    const hendelse = barekoder(ra)
    tellere.tell(hendelse)
    sporing.noter(hendelse)
    const korrelasjon = sporing.korrelasjon()
    logger[nivaFor(hendelse)](korrelasjon === undefined ? hendelse : { ...hendelse, korrelasjon })
  }
}

/** A library may put anything in what it calls a code. */
export function barekoder(hendelse: Hendelse): Hendelse {
  return Object.fromEntries(
    Object.entries(hendelse).map(([navn, verdi]) => [
      navn,
      typeof verdi !== 'string' || (verdi.length <= MAKS_TEGN && FELT[navn]?.test(verdi) === true)
        ? verdi
        : 'annet',
    ]),
  )
}

export function nivaFor({ kode }: Hendelse): 'info' | 'warn' | 'error' {
  if (typeof kode !== 'string') return 'info'
  return FEIL.test(kode) ? 'error' : ADVARSEL.has(kode) ? 'warn' : 'info'
}
