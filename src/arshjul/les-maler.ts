import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { Mal } from './arshjul.ts'

const Fil = z.strictObject({ plikter: z.array(Mal).min(1, 'minst én plikt') })

/** Reads the duties of one file; throws one line with the file, where in it, and the reason. */
export function lesMaler(fil: string, tekst: string): Mal[] {
  let ra: unknown
  try {
    ra = JSON.parse(tekst)
  } catch {
    throw new Error(`${fil} er ikke gyldig JSON`)
  }
  const lest = Fil.safeParse(ra, { error: z.locales.no().localeError })
  if (lest.success) return lest.data.plikter
  const [funn] = lest.error.issues
  const hvor = funn?.path.join('.') ?? ''
  throw new Error(`${fil}${hvor === '' ? '' : `, ${hvor}`}: ${funn?.message ?? ''}`.replace(/\s+/g, ' '))
}

/** Every duty in the folder's files, in order of file name; throws one line when a file is wrong or an id stands twice. */
export function lesMalmappe(mappe: URL): Mal[] {
  const alle: Mal[] = []
  const filer = readdirSync(mappe)
    .filter(fil => fil.endsWith('.json'))
    .sort()
  for (const fil of filer)
    for (const mal of lesMaler(fil, readFileSync(new URL(fil, mappe), 'utf8'))) {
      if (alle.some(annen => annen.id === mal.id))
        throw new Error(`${fil}: id-en «${mal.id}» finnes allerede`)
      alle.push(mal)
    }
  return alle
}

export const MALENE: readonly Mal[] = lesMalmappe(new URL('../../src/arshjul/maler/', import.meta.url))
