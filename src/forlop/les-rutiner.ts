import { readdirSync, readFileSync } from 'node:fs'
import { Rutine, type Rutiner } from './rutine.ts'

const MAPPE = new URL('../../src/forlop/rutiner/', import.meta.url)

/** The four routines, read once from their files; a file that is wrong stops the start. */
export const RUTINER: Rutiner = Object.fromEntries(
  readdirSync(MAPPE)
    .filter(fil => fil.endsWith('.json'))
    .map(fil => Rutine.parse(JSON.parse(readFileSync(new URL(fil, MAPPE), 'utf8'))))
    .sort((a, b) => a.nr - b.nr)
    .map(rutine => [rutine.id, rutine]),
)
