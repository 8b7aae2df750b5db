import { navneord } from '../navnevakt/navneord.ts'

/** The longest entry of the register, in characters. */
export const MAKS_NAVN = 120

/** The words of a name as the blind index holds them: spelled as the guard spells the words of a text. */
export const navnetegn = (navn: string): string[] => [...new Set(navneord(navn))]

/** The register is off until an administrator turns it on, school by school. */
export const registerFor = (skole: string): string => `register:${skole}`
