import { nokkel } from './tokens.ts'

/** What may stand inside a word without dividing it in two for those who read it. */
const INNI_ORD = /['’ʼ\-‐‑]+/u
/** `nokkel` knows no longer words; what comes after says little. */
const MAKS_LENGDE = 40

/**
 * The words of a name as the register holds them, and as those of a text are looked up in it: small letters without accents
 * (but æ, ø and å), at least two. «Anne-Marie» and «O'Brien» are their parts, and the whole written as one. Whoever changes
 * the spelling empties the register's index in a migration: it is built anew at the next start.
 */
export function navneord(tekst: string): string[] {
  return tekst
    .normalize('NFKC')
    .split(/[^\p{L}\p{M}'’ʼ\-‐‑]+/u)
    .flatMap(ord => {
      const deler = ord.split(INNI_ORD)
      return deler.length > 1 ? [...deler, deler.join('')] : deler
    })
    .map(stavet)
    .filter(ord => (ord.match(/\p{L}/gu) ?? []).length >= 2)
}

function stavet(ord: string): string {
  return nokkel(
    ord.length <= MAKS_LENGDE
      ? ord
      : Array.from(ord)
          .slice(0, MAKS_LENGDE / 2)
          .join(''),
  )
}
