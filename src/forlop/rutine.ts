import { z } from 'zod'
import { Begge, PARTER } from '../mote/motetype.ts'

const kode = z.string().regex(/^[a-z0-9_]{2,40}$/)

/** What a deadline is counted from: the day the step began, the melding, the end of its week, or the 3-delt. */
const FRA = ['steg', 'melding', 'ukesfrist', 'tredelt', 'undersokt', 'neste_mote'] as const
export const Frist = z.strictObject({
  fra: z.enum(FRA),
  antall: z.int().min(0).max(400),
  enhet: z.enum(['dager', 'uker', 'maneder', 'arbeidsdager']),
})
export type Frist = z.infer<typeof Frist>

/** What is to be done within a time, besides the step itself. `begge`: one for each side. */
const Sjekk = z.strictObject({ kode, part: z.enum([...PARTER, 'begge']), frist: Frist })
export type Sjekk = z.infer<typeof Sjekk>

const Valg = z.strictObject({
  id: kode,
  navn: Begge,
  av: z.array(z.enum(PARTER)).min(1),
  /** Only when the school sent the melding, or only when somebody else did. */
  melder: z.enum(['skole', 'andre']).optional(),
  /** A step of the same routine, `rutine.steg` of another, or `slutt`. */
  til: z.string().regex(/^([a-z0-9_]+\.)?[a-z0-9_]+$/),
  /** A meeting of this type has been held since the step began. */
  mote: kode.optional(),
  /** The consent that has to be in place: the scope it covers. */
  samtykke: z.enum(['samarbeidsmote', 'tiltaksfasen', 'avsluttende']).optional(),
  /** Every checkpoint of these kinds is ticked. */
  sjekket: z.array(kode).optional(),
  /** A day that is asked for and kept. */
  dato: z.enum(['melding', 'tredelt']).optional(),
  /** The investigation is over from today. */
  undersokt: z.boolean().optional(),
  apner: z.array(Sjekk).optional(),
})
export type Valg = z.infer<typeof Valg>

const Steg = z.strictObject({
  id: kode,
  navn: Begge,
  /** Who has the next move. */
  part: z.enum(PARTER),
  frist: Frist.optional(),
  /** Meetings that belong to this step. */
  moter: z.array(kode).optional(),
  /** Who at the school sees the forløp in this step: nobody, the sosiallærer alone, or also the rektor. */
  skole: z.enum(['ingen', 'sosiallarer', 'alle']).default('alle'),
  apner: z.array(Sjekk).optional(),
  valg: z.array(Valg).min(1),
})
export type Steg = z.infer<typeof Steg>

/**
 * One of the four routines between school and barnevern, as a file holds it (fag: rutiner): steps, the choices each offers,
 * what they ask for and open, and the deadlines.
 */
export const Rutine = z.strictObject({
  id: kode,
  nr: z.int().min(1).max(9),
  navn: Begge,
  /** What a message may call it. */
  kortnavn: Begge,
  start: kode,
  startes: z.array(z.enum(PARTER)).min(1),
  vold: z.boolean(),
  steg: z.array(Steg).min(1),
})
export type Rutine = z.infer<typeof Rutine>
export type Rutiner = Readonly<Record<string, Rutine>>

export const SLUTT = 'slutt'

/** Where a choice leads: routine and step, or the end. */
export function malFor(rutine: string, til: string): { rutine: string; steg: string } {
  const [forste = '', andre] = til.split('.')
  return andre === undefined ? { rutine, steg: forste } : { rutine: forste, steg: andre }
}

/** The meeting types that belong to some step; the others, a municipality's own, may be held in any. */
export function stegbundne(rutiner: Rutiner): Set<string> {
  return new Set(Object.values(rutiner).flatMap(r => r.steg.flatMap(s => s.moter ?? [])))
}

/** What is wrong between the routines, one sentence each: choices that lead nowhere, steps that cannot be reached. */
export function feilI(rutiner: Rutiner, motetyper: readonly string[]): string[] {
  const feil: string[] = []
  const nadd = new Set<string>(Object.values(rutiner).map(r => `${r.id}.${r.start}`))
  for (const rutine of Object.values(rutiner)) {
    if (!rutine.steg.some(s => s.id === rutine.start))
      feil.push(`${rutine.id}: begynner i et steg som ikke finnes`)
    for (const steg of rutine.steg) {
      const her = `${rutine.id}.${steg.id}`
      if (rutine.steg.filter(s => s.id === steg.id).length > 1) feil.push(`${her}: står to ganger`)
      for (const type of [...(steg.moter ?? []), ...steg.valg.flatMap(v => v.mote ?? [])])
        if (!motetyper.includes(type)) feil.push(`${her}: møtetypen ${type} finnes ikke`)
      for (const valg of steg.valg) {
        if (steg.valg.filter(v => v.id === valg.id).length > 1)
          feil.push(`${her}: valget ${valg.id} står to ganger`)
        const mal = malFor(rutine.id, valg.til)
        if (mal.steg === SLUTT) continue
        if (rutiner[mal.rutine]?.steg.some(s => s.id === mal.steg) !== true)
          feil.push(`${her}: ${valg.id} fører til ${valg.til}, som ikke finnes`)
        nadd.add(`${mal.rutine}.${mal.steg}`)
      }
    }
  }
  const alle = Object.values(rutiner).flatMap(r => r.steg.map(s => `${r.id}.${s.id}`))
  return [...feil, ...alle.filter(steg => !nadd.has(steg)).map(steg => `${steg}: ingen valg fører hit`)]
}
