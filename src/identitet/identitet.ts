/** The longest entry of the register, in characters. */
export const MAKS_NAVN = 120

/** The exact normalised tokens of a name, for the blind index: small letters, without signs, at least two letters each. */
export function navnetegn(navn: string): string[] {
  const ord = navn
    .toLocaleLowerCase('nb')
    .normalize('NFKC')
    // What was folded may have become a capital.
    .toLocaleLowerCase('nb')
    // The small form of «İ» is two signs, and the same letter as «i».
    .replaceAll('i\u0307', 'i')
    .split(/[^\p{L}\p{M}]+/u)
    .filter(del => (del.match(/\p{L}/gu) ?? []).length >= 2)
  return [...new Set(ord)]
}

/** The register is off until an administrator turns it on, school by school. */
export const registerFor = (skole: string): string => `register:${skole}`
