import { readdirSync, readFileSync } from 'node:fs'
import { lesRutine, RUTINER, type Rutine } from './rutinekort.ts'

/** Every routine, in order, from its file in the folder; throws one line when a file is wrong or one is missing. */
export function lesRutiner(mappe: URL): Rutine[] {
  const lest = readdirSync(mappe)
    .filter(fil => fil.endsWith('.json'))
    .map(fil => lesRutine(fil, readFileSync(new URL(fil, mappe), 'utf8')))
  return RUTINER.map(id => {
    const funnet = lest.find(rutine => rutine.id === id)
    if (funnet === undefined) throw new Error(`${id}.json mangler`)
    return funnet
  })
}

export const RUTINENE: readonly Rutine[] = lesRutiner(
  new URL('../../src/veiledning/rutiner/', import.meta.url),
)
