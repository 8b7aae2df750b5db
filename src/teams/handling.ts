import type { z } from 'zod'
import type { Knapp, Kort } from '../cards/mal.ts'
import type { Tekster } from '../cards/tekst/tekster.ts'
import type { Feil } from '../cards/vakt.ts'
import { beskjedkort } from '../cards/varsler.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { MAKS_TEGN } from '../navnevakt/navnevakt.ts'
import { erstattNavn, type Innsending, loggStopp, type Stoppet, type Vaktsvar } from '../navnevakt/vokt.ts'
import type { Filmappe } from '../referat/filmappe.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import type { Medlem } from '../tilgang/oppsett.ts'
import type { Kanalnavn } from '../tilgang/oppsettsforslag.ts'
import type { Teamgruppe } from '../tilgang/teamgruppe.ts'
import type { Sted } from './inn.ts'

export type Teamadresse = { team: string; serviceUrl: string }

/** What a handler of a button gets. */
export type Inn = {
  ktx: Kontekst
  aktor: Aktor
  sted: Sted
  t: Tekster
  forsteAdministratorer: readonly string[]
  /** Does Microsoft Graph say that this person owns the team? No, where Graph is not asked. */
  erTeameier(): Promise<boolean>
  /** The same of another group than that of the team the button was pressed in. */
  eier(gruppe: string | undefined): Promise<boolean>
  /** The Entra group behind the team, and the channel's folder; undefined where Graph is not asked. */
  teamgruppe: Teamgruppe | undefined
  filmappe: Filmappe | undefined
  /** The Entra group behind a channel's team, as Teams tells; undefined when it does not. */
  finnGruppe(kanal: { team: string; service_url: string }): Promise<string | undefined>
  /** The members of the team the button was pressed in, as the channel tells. */
  medlemmer(): Promise<Medlem[]>
  /** The members and channels of a team, and its name, as the connector tells; empty when it does not answer. */
  medlemmerI(team: Teamadresse): Promise<Medlem[]>
  kanaler(team: Teamadresse): Promise<Kanalnavn[]>
  teamnavn(team: Teamadresse): Promise<string | undefined>
  /** Has the bot an address of its own, where documents are fetched? */
  harAdresse: boolean
  dokumentadresse(token: string): string
  /** Where a calendar fetches the årshjul. */
  kalenderadresse(token: string): string
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

/** What the form says of the guard's earlier answers. */
export const vaktsvar = (data: Vaktsvar): Vaktsvar => ({ ikkeNavn: data.ikkeNavn, stoppet: data.stoppet })

/** What was stopped, as the form shows it; that it was stopped is logged. */
export async function stoppetFeil(inn: Inn, stoppet: Stoppet, innsending: Innsending): Promise<Feil> {
  const { t } = inn
  const { felter, gjelder } = innsending
  await loggStopp(inn.ktx, inn.aktor, gjelder, stoppet)
  return {
    tekst: stoppsetning(stoppet, t),
    felter: { ...felter },
    stoppet,
    svar: { ikkeNavn: innsending.svar.ikkeNavn, stoppet: true },
  }
}

function stoppsetning(stoppet: Stoppet, t: Tekster): string {
  if (stoppet.kode === 'for-lang')
    return t.avslag.forLang(t.vakt.felt[stoppet.felt] ?? '', stoppet.lengde, MAKS_TEGN)
  if (stoppet.rader.some(rad => rad.trinn === 'A')) return t.avslag.navnevakt
  return stoppet.rader.every(rad => rad.slag === 'navn')
    ? t.avslag.erDetteNavn(stoppet.rader.length > 1)
    : t.avslag.kanDetteVise
}

/**
 * «Erstatt med …»: the form's texts with the name replaced, for its author to look over before it is sent, and what is left
 * to ask about.
 */
export async function erstattet<F extends Record<string, string>>(
  inn: Inn,
  innsending: Innsending & { felter: F; hvilken: string; med: string; sa: 'send' | 'lagre' },
): Promise<{ felter: F; feil: Feil }> {
  const { felter, antall, stoppet } = await erstattNavn(inn.ktx, inn.aktor, innsending)
  const svar = { ikkeNavn: innsending.svar.ikkeNavn, stoppet: stoppet !== undefined }
  return {
    felter: felter as F,
    feil: {
      tekst: stoppet === undefined ? '' : stoppsetning(stoppet, inn.t),
      felter,
      svar,
      ...(stoppet === undefined ? {} : { stoppet }),
      ...(stoppet?.kode === 'for-lang' ? {} : { erstattet: inn.t.vakt.erstattet(antall, innsending.sa) }),
    },
  }
}

export const nyNonce = (): string => crypto.randomUUID()
