import { z } from 'zod'
import { ROLLER } from '../tilgang/roller.ts'

/** Who answers for something in a meeting: the school's people, or barnevernet's. */
export const PARTER = ['skole', 'bv'] as const
export type Part = (typeof PARTER)[number]

const kode = z.string().regex(/^[a-z0-9_]{2,40}$/, 'bare små bokstaver a–z, tall og _ (2–40 tegn)')
const tekst = z.string().trim().min(1, 'kan ikke være tom').max(300, 'høyst 300 tegn')

/** A text in both written languages; the school's own decides which is shown. */
export const Begge = z.strictObject({ nb: tekst, nn: tekst })
export type Begge = z.infer<typeof Begge>

export const Typepunkt = z.strictObject({ id: kode, tekst: Begge })
export type Typepunkt = z.infer<typeof Typepunkt>

const Del = z.strictObject({
  navn: Begge,
  /** Is the school there only when the parents consent to it (omfang `skole_del2`)? */
  skoleMedSamtykke: z.boolean(),
  punkter: z.array(Typepunkt).min(1, 'minst ett punkt').max(20, 'høyst 20 punkter'),
})

/** What has to be in place before the meeting may be closed. */
export const LUKKEKRAV = ['neste_mote', 'kontaktpunkt'] as const
/** What is to be done afterwards, each with a deadline: checkpoints, never sent by the bot itself. */
export const ETTERARBEID = ['send_referat', 'journalfor', 'tilbakemelding_melder'] as const
export type Etterarbeid = (typeof ETTERARBEID)[number]
export const MOTTAKERE = ['foreldre', 'skole', 'deltakere'] as const

/**
 * A meeting type, as a file holds it (fag: motetyper): who convenes, leads and writes, where, what consent it asks for, and
 * its agenda. A municipality may change or add one without touching code.
 */
export const Motetype = z.strictObject({
  id: kode,
  navn: Begge,
  /** What a message may call it: no word of why the family meets. */
  kortnavn: Begge,
  /** One sentence that stands in every invitation. */
  formal: Begge,
  /** `team`: the school's fixed team, many cases. `forlop`: one family. `apen_dor`: counted only. */
  gjelder: z.enum(['team', 'forlop', 'apen_dor']),
  innkaller: z.array(z.enum(PARTER)).min(1),
  leder: z.enum(PARTER),
  referent: z.enum([...PARTER, 'ingen']),
  /** After a melding about violence the school writes, unless something else is agreed. */
  referentVold: z.enum(PARTER).optional(),
  sted: z.enum(['skole', 'bv', 'telefon']),
  /** What the consent must cover before it is called in; `ingen`: nothing, `per_sak`: case by case, by the lamp. */
  samtykke: z.enum(['per_sak', 'ingen', 'samarbeidsmote', 'tiltaksfasen', 'avsluttende']),
  tolk: z.enum([...PARTER, 'innkaller', 'ingen']),
  minutter: z.int().min(10).max(240),
  /** Added when an interpreter is booked. */
  tolkMinutter: z.int().min(0).max(120),
  /** Are the parents there? `bv_velger`: the sources disagree, so barnevernet ticks it. */
  familie: z.enum(['ja', 'nei', 'bv_velger']),
  deltakere: z.array(z.enum(ROLLER)).min(1),
  forberedelse: z.array(Typepunkt).max(20),
  deler: z.array(Del).min(1).max(2, 'høyst to deler'),
  lukkekrav: z.array(z.enum(LUKKEKRAV)),
  etterarbeid: z.array(z.enum(ETTERARBEID)),
  mottakere: z.array(z.enum(MOTTAKERE)),
})
export type Motetype = z.infer<typeof Motetype>

/** Every meeting type there is, by id. */
export type Motetyper = Readonly<Record<string, Motetype>>
