import { createHash, randomBytes } from 'node:crypto'
import type { Kontekst } from '../database/kontekst.ts'
import { type Dokumentlenke, lagreLenke, taLenke } from './dokumentlenke-store.ts'

/** How long a link to a document can be used, in minutes; and only once. */
const LENKE_MINUTTER = 5

const merkeFor = (token: string) => createHash('sha256').update(token).digest('base64url')

/** A link for this person; only its hash is kept. */
export async function lagLenke(
  ktx: Kontekst,
  til: Pick<Dokumentlenke, 'sak' | 'mote' | 'person'>,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await lagreLenke(ktx, {
    ...til,
    merke: merkeFor(token),
    utloper: ktx.na().plus({ minutes: LENKE_MINUTTER }).toJSDate(),
  })
  return token
}

/** Spends a link: undefined when it is unknown, used, or has run out. */
export async function brukLenke(ktx: Kontekst, token: string): Promise<Dokumentlenke | undefined> {
  return taLenke(ktx, merkeFor(token))
}
