import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { nokkel } from '../tokens.ts'

/** One annotated sentence: person names, and names of other things with their kind. UTF-16 offsets. */
export type Setning = { tekst: string; navn: [number, number][]; annet: [number, number, string][] }

/** A name of the lists: class 0 none, 1 Norwegian, 2 other, 3 weak; `antall` bearers in Norway where that is known. */
export type Listenavn = {
  nokkel: string
  fornavn: number
  etternavn: number
  antall: number
  kilder: string[]
}

export type Mappe = {
  setninger: Setning[]
  navn: Listenavn[]
  ord: string[]
  steder: string[]
}

const Linje = z.object({
  text: z.string(),
  spans: z.array(z.tuple([z.number(), z.number()])),
  other: z.array(z.tuple([z.number(), z.number(), z.string()])).default([]),
  split: z.string(),
})

/** Reads the training folder; only what is marked «train» is used. Throws when something is missing. */
export function lesMappe(mappe: string): Mappe {
  const les = (fil: string): string => readFileSync(join(mappe, fil), 'utf8')
  const linjer = (tekst: string): string[] => tekst.split('\n').filter(l => l !== '' && !l.startsWith('#'))
  const setninger = ['nob', 'nno'].flatMap(malform =>
    linjer(les(`data/norne-${malform}.train-dev.jsonl`))
      .map(l => Linje.parse(JSON.parse(l)))
      .filter(l => l.split === 'train')
      .map(l => ({ tekst: l.text, navn: l.spans, annet: l.other })),
  )
  const navn = linjer(les('lists/names-small.tsv')).map(l => {
    const [n = '', f = '0', e = '0', antall = '0', kilder = ''] = l.split('\t')
    return {
      nokkel: nokkel(n),
      fornavn: Number(f),
      etternavn: Number(e),
      antall: Number(antall),
      kilder: kilder.split(','),
    }
  })
  const ord = linjer(
    gunzipSync(readFileSync(join(mappe, 'lists/ordbank-words.txt.gz'))).toString('utf8'),
  ).map(nokkel)
  const steder = ['lists/oslo-places.txt', 'lists/own/kommuner-hand.txt'].flatMap(fil =>
    linjer(les(fil)).join(' ').split(/\s+/).map(nokkel),
  )
  return {
    setninger,
    navn: navn.filter(n => n.nokkel.length > 1),
    ord: ord.filter(o => o.length > 1),
    steder,
  }
}
