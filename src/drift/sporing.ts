import { AsyncLocalStorage } from 'node:async_hooks'
import { randomInt } from 'node:crypto'

/** What is said of something that happened: codes, durations and kinds only. */
export type Hendelse = Readonly<Record<string, string | number | boolean>>

/** What is followed as one: a press, something typed to the bot, another activity, a row of the outbox, a job. */
export type Spornavn = 'trykk' | 'melding' | 'hendelse' | 'sending' | 'jobb'

/** One stretch of work, as it is shown outside the bot. */
export type Spor = { noter(hendelse: Hendelse): void; slutt(feilet: boolean): void }
export type Sporer = (navn: Spornavn, korrelasjon: string) => Spor

export type Sporing = {
  /** Does the work with a code of its own, that stands on every log line it leads to. */
  folg<T>(navn: Spornavn, arbeid: () => Promise<T>): Promise<T>
  /** Does it as nobody's: what is woken by a press is not part of it. */
  utenfor<T>(arbeid: () => T): T
  korrelasjon(): string | undefined
  noter(hendelse: Hendelse): void
}

/** Keeps apart what goes on at the same time; without `sporer` only in the log. */
export function nySporing(sporer?: Sporer): Sporing {
  const lager = new AsyncLocalStorage<{ korrelasjon: string; spor: Spor | undefined }>()
  return {
    async folg(navn, arbeid) {
      const korrelasjon = nyKorrelasjon()
      const spor = sporer?.(navn, korrelasjon)
      let feilet = true
      try {
        const svar = await lager.run({ korrelasjon, spor }, arbeid)
        feilet = false
        return svar
      } finally {
        spor?.slutt(feilet)
      }
    },
    utenfor: arbeid => lager.exit(arbeid),
    korrelasjon: () => lager.getStore()?.korrelasjon,
    noter: hendelse => lager.getStore()?.spor?.noter(hendelse),
  }
}

const KODER = 20_000_000

/**
 * «1482-7730»: drawn, and about nobody. A case is four signs with letters among them, and no telephone number in Norway begins
 * with 0 or 1.
 */
export function nyKorrelasjon(): string {
  const siffer = String(randomInt(KODER)).padStart(8, '0')
  return `${siffer.slice(0, 4)}-${siffer.slice(4)}`
}
