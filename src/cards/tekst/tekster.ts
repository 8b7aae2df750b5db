import type { nb } from './nb.ts'

/** The shape every language has in full. */
export type Tekster = typeof nb

/** «a, b og c» */
export function liste(t: Tekster, deler: readonly string[]): string {
  if (deler.length < 2) return deler[0] ?? ''
  return `${deler.slice(0, -1).join(', ')} ${t.og} ${deler.at(-1)}`
}

export function medStorBokstav(tekst: string): string {
  return tekst.charAt(0).toLocaleUpperCase('nb') + tekst.slice(1)
}

/** A text of the meeting types and routines, in the reader's written language. */
export function pa(t: Tekster, tekst: { nb: string; nn: string }): string {
  return t.sprak === 'nn' ? tekst.nn : tekst.nb
}
