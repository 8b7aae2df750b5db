import type { z } from 'zod'
import type { Knapp, Kort } from '../cards/mal.ts'
import type { Tekster } from '../cards/tekst/tekster.ts'
import type { Feil } from '../cards/vakt.ts'
import { beskjedkort } from '../cards/varsler.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { erstattFunn, finnFunn } from '../navnevakt/navnevakt.ts'
import type { Stoppet } from '../navnevakt/vokt.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import type { Medlem } from '../tilgang/oppsett.ts'
import type { Sted } from './inn.ts'

/** What a handler of a button gets. */
export type Inn = {
  ktx: Kontekst
  aktor: Aktor
  sted: Sted
  t: Tekster
  forsteAdministratorer: readonly string[]
  /** Does Microsoft Graph say that this person owns the team? No, where Graph is not asked. */
  erTeameier(): Promise<boolean>
  /** The members of the team the button was pressed in, as the channel tells. */
  medlemmer(): Promise<Medlem[]>
  /** Has the bot an address of its own, where documents are fetched? */
  harAdresse: boolean
  dokumentadresse(token: string): string
}

/** What a person is left with after a press; `uendret`: the client asked by itself, and whatever was open still is. */
export type Apent = 'skjema' | 'visning' | 'kvittering' | 'slipp' | 'uendret'

/**
 * The answer to one press. `apent` says what the person is left with: a form or a view is not to be edited away; `ferdig`
 * is what a dialog closes with.
 */
export type Svar =
  | {
      slag: 'kort'
      kort: Kort
      apent: Apent
      ferdig?: string
      lagret?: boolean
    }
  | { slag: 'tekst'; tekst: string; lagret?: boolean }

export type Handling = {
  /** Does it change anything? Then a slow answer says «Lagrer …», otherwise «Henter …». */
  skriver: boolean
  kjor(inn: Inn, data: unknown): Promise<Svar>
}

/** One button: the schema of what it may send, and what it does. What does not fit the schema is refused unread. */
export function handling<S extends z.ZodType>(
  skjema: S,
  skriver: boolean,
  kjor: (inn: Inn, data: z.output<S>) => Promise<Svar>,
): Handling {
  return {
    skriver,
    async kjor(inn, data) {
      const lest = skjema.safeParse(data)
      return lest.success
        ? kjor(inn, lest.data)
        : { slag: 'tekst', tekst: inn.t.avslag.ukjentKnapp, lagret: false }
    },
  }
}

export const skjemasvar = (kort: Kort): Svar => ({ slag: 'kort', kort, apent: 'skjema', lagret: false })
export const visningssvar = (kort: Kort): Svar => ({ slag: 'kort', kort, apent: 'visning' })

/** Done: a dialog closes with the sentence, a card shows it on top. */
export const kvittering = (kort: Kort, ferdig: string): Svar => ({
  slag: 'kort',
  kort,
  apent: 'kvittering',
  ferdig,
  lagret: true,
})

/** One plain sentence, and a way on. */
export function beskjed(inn: Inn, tekst: string, knapper: Knapp[] = []): Svar {
  return { slag: 'kort', kort: beskjedkort(tekst, knapper, inn.t), apent: 'kvittering', lagret: false }
}

/** What may not be seen answers as what does not exist. */
export function finnesIkke(inn: Inn): Svar {
  return { slag: 'tekst', tekst: inn.t.avslag.finnesIkke, lagret: false }
}

export function stoppetFeil(stoppet: Stoppet, felter: Record<string, string>, t: Tekster): Feil {
  return stoppet.kode === 'navnevakt'
    ? { tekst: t.avslag.navnevakt, felter, stoppet }
    : { tekst: `${t.vakt.felt[stoppet.felt] ?? ''}: ${t.avslag.forLang}` }
}

/** «Erstatt med …»: every hit that was shown, in every field, in one press. */
export function erstattI<F extends Record<string, string>>(felter: F, med: string): F {
  return Object.fromEntries(
    Object.entries(felter).map(([felt, tekst]) => [
      felt,
      erstattFunn(
        tekst,
        finnFunn(tekst).filter(f => f.trinn === 'A'),
        med,
      ),
    ]),
  ) as F
}

export const nyNonce = (): string => crypto.randomUUID()
