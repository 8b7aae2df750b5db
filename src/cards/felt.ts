import { z } from 'zod'

/** What people typed: trimmed, without NUL, which no database takes. The guard, not this, says when it is too long. */
export const fritekst = z
  .string()
  .max(200_000)
  .default('')
  .transform(verdi => verdi.replaceAll('\0', '').trim())

/** An id that a card carries; what it points at is looked up, and the right to it checked, every time. */
export const id = z
  .string()
  .max(128)
  .regex(/^[^\0]*$/)
