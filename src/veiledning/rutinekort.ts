import { z } from 'zod'
import { Begge } from '../mote/motetype.ts'

/** The routines, in the order they are shown. */
export const RUTINER = [
  'innsatsteam',
  'bekymringsmelding',
  'vold',
  'tiltak',
  'aktiv_sak',
  'apen_dor',
] as const
export type RutineId = (typeof RUTINER)[number]

const Punkt = z.strictObject({ merke: Begge.optional(), tekst: Begge })

/** A routine, as a file holds it (fag: rutiner): short enough for a phone. */
const Rutine = z.strictObject({
  id: z.enum(RUTINER),
  /** What the school calls it: «rutine 2». */
  nr: z.int().min(1).max(9).optional(),
  navn: Begge,
  /** When it is followed. */
  nar: Begge,
  /** What people type after `/rutine`, in small letters. */
  stikkord: z.array(z.string().regex(/^[a-zæøå0-9 -]{2,40}$/, 'bare små bokstaver, tall og mellomrom')),
  steg: z
    .array(z.strictObject({ hvem: Begge, hva: Begge, nar: Begge.optional() }))
    .min(1, 'minst ett steg')
    .max(10, 'høyst ti steg'),
  forventninger: z.array(Begge).min(1, 'minst én forventning'),
  /** `type`: the meeting type of that id. */
  moter: z.array(z.strictObject({ type: z.string().regex(/^[a-z0-9_]{2,40}$/), navn: Begge })).min(1),
  frister: z.array(Begge).min(1, 'minst én frist'),
  deler: z.array(
    z.strictObject({ tittel: Begge, punkter: z.array(Punkt).min(1), merknad: Begge.optional() }),
  ),
})
export type Rutine = z.infer<typeof Rutine>

/** Throws one line that says which file, where in it, and why. */
export function lesRutine(fil: string, tekst: string): Rutine {
  let ra: unknown
  try {
    ra = JSON.parse(tekst)
  } catch {
    throw new Error(`${fil} er ikke gyldig JSON`)
  }
  const lest = Rutine.safeParse(ra, { error: z.locales.no().localeError })
  if (!lest.success) {
    const [funn] = lest.error.issues
    const hvor = funn?.path.join('.') ?? ''
    throw new Error(`${fil}${hvor === '' ? '' : `, ${hvor}`}: ${funn?.message ?? ''}`)
  }
  if (fil !== `${lest.data.id}.json`) throw new Error(`${fil} har id «${lest.data.id}»`)
  return lest.data
}

/** The routine that somebody names by its number or one of its words; undefined when it is none of them. */
export function finnRutine(rutiner: readonly Rutine[], tekst: string): RutineId | undefined {
  const [skrevet = '', forste = ''] = [tekst, tekst.split(' ')[0] ?? ''].map(ord =>
    ord.toLocaleLowerCase('nb').replace(/[.!?]+$/, ''),
  )
  const heter = (rutine: Rutine, ord: string) =>
    rutine.id === ord || `${rutine.nr ?? ''}` === ord || rutine.stikkord.includes(ord)
  if (skrevet === '') return undefined
  return (rutiner.find(r => heter(r, skrevet)) ?? rutiner.find(r => heter(r, forste)))?.id
}
