import { readFileSync } from 'node:fs'
import { Vekttabell } from './hash.ts'
import { LISTER } from './lister.ts'
import { lagOrdkunnskap, lagPoeng } from './ordkunnskap.ts'
import type { Modell } from './personnavn.ts'
import { MERKER } from './tagger.ts'

/** How the file is laid out: the table of words, the table of features, then a few floats. Two megabytes in all. */
export const ORDPLASSER = 196_000
export const TREKKPLASSER = 279_000
const ORDBREDDE = 4
const TREKKBREDDE = 3
const OVERGANGER = 5 * MERKER
const ORDBYTES = ORDPLASSER * (ORDBREDDE + 1)
const TREKKBYTES = TREKKPLASSER * (TREKKBREDDE + 1)

export const VEKTFIL = new URL('../../src/navnevakt/vekter.bin', import.meta.url)

/** What training ends in. `skepsis`: A with capitals, A without, B with capitals, B without. */
export type Vekter = {
  ord: Int8Array
  ordskala: number
  trekk: Int8Array
  trekkskala: number
  overganger: Float64Array
  skepsis: readonly [number, number, number, number]
}

export function skrivVekter(v: Vekter): Uint8Array {
  const tall = Float32Array.from([v.ordskala, v.trekkskala, ...v.skepsis, ...v.overganger])
  return Buffer.concat([Buffer.from(v.ord.buffer), Buffer.from(v.trekk.buffer), Buffer.from(tall.buffer)])
}

/** Throws when the file is not the size it must be. */
export function lesModell(bytes: Uint8Array): Modell {
  const ventet = ORDBYTES + TREKKBYTES + (6 + OVERGANGER) * 4
  if (bytes.length !== ventet) throw new Error(`vekter.bin har ${bytes.length} byte, ikke ${ventet}`)
  const kopi = bytes.slice().buffer
  const [ordskala = 0, trekkskala = 0, aStore = 0, aSma = 0, bStore = 0, bSma = 0, ...overganger] =
    new Float32Array(kopi, ORDBYTES + TREKKBYTES)
  const poeng = lagPoeng(new Vekttabell(new Int8Array(kopi, 0, ORDBYTES), ORDBREDDE), ordskala)
  return {
    kjenn: lagOrdkunnskap(poeng, LISTER),
    tagger: {
      tabell: new Vekttabell(new Int8Array(kopi, ORDBYTES, TREKKBYTES), TREKKBREDDE),
      skala: trekkskala,
      overganger: Float64Array.from(overganger),
    },
    skepsis: { A: { store: aStore, sma: aSma }, B: { store: bStore, sma: bSma } },
  }
}

export const hentModell = (): Modell => lesModell(readFileSync(VEKTFIL))
