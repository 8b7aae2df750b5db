import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Motetype, Motetyper } from './motetype.ts'
import { type Lest, lesMotetype, Motetypefeil } from './motetypefil.ts'

/** The types that come with the bot. Named from the root, for the compiler moves no JSON. */
export const TYPEMAPPE = fileURLToPath(new URL('../../src/mote/typer/', import.meta.url))

/**
 * Reads every `*.json` in each folder, in order. A type in a later folder replaces the one with the same id, or is a new one
 * about a family (`forlop`). Throws Motetypefeil.
 */
export function lesMotetyper(mapper: readonly string[]): Motetyper {
  const typer = new Map<string, Motetype>()
  for (const [nr, mappe] of mapper.entries()) {
    for (const { type, feilVed } of lesMappe(mappe)) {
      const ventet = nr === 0 ? type.gjelder : (typer.get(type.id)?.gjelder ?? 'forlop')
      if (type.gjelder !== ventet) {
        const hvem = typer.has(type.id) ? `«${type.id}»` : 'en ny møtetype'
        throw feilVed(['gjelder'], `skal være «${ventet}» for ${hvem}`)
      }
      typer.set(type.id, type)
    }
  }
  // Without a prototype: an id that came from outside («constructor») finds nothing.
  return Object.assign(Object.create(null), Object.fromEntries(typer))
}

/** The types that come with the bot, and no others. */
export const SENDTE_MED: Motetyper = lesMotetyper([TYPEMAPPE])

function lesMappe(mappe: string): Lest[] {
  const filer = filerI(mappe)
  if (filer.length === 0)
    throw new Motetypefeil(`Mappen ${mappe} har ingen møtetyper (filer som slutter på .json).`)
  const leste = filer.map(fil => ({ fil, lest: lesMotetype(fil, lesTekst(mappe, fil)) }))
  for (const { fil, lest } of leste) {
    const { id } = lest.type
    if (`${id}.json` === fil) continue
    const annen = leste.find(l => l.fil !== fil && l.lest.type.id === id)
    const grunn = annen
      ? `«${id}» er også id-en i ${annen.fil}`
      : `filen må hete ${id}.json når id-en er «${id}»`
    throw lest.feilVed(['id'], grunn)
  }
  return leste.map(({ lest }) => lest)
}

function filerI(mappe: string): string[] {
  try {
    return readdirSync(mappe)
      .filter(fil => fil.endsWith('.json'))
      .sort()
  } catch (feil) {
    const kode = kodeFor(feil)
    if (kode === 'ENOENT') throw new Motetypefeil(`Mappen ${mappe} finnes ikke.`)
    if (kode === 'ENOTDIR') throw new Motetypefeil(`${mappe} er ikke en mappe.`)
    throw new Motetypefeil(`Mappen ${mappe} kan ikke leses (${kode}).`)
  }
}

/** Editors on Windows put a mark first in the file, which the decoder takes away. */
function lesTekst(mappe: string, fil: string): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(join(mappe, fil))
  } catch (feil) {
    throw new Motetypefeil(`${fil} kan ikke leses (${kodeFor(feil)}).`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Motetypefeil(`${fil} er ikke lagret som UTF-8.`)
  }
}

function kodeFor(feil: unknown): string {
  return feil instanceof Error && 'code' in feil ? String(feil.code) : 'ukjent feil'
}
