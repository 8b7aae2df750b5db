import type { Vekttabell } from './hash.ts'
import { ANTALL_TREKK, type Beskrivelse, trekkFor } from './trekk.ts'

/** The four labels; X is the name of something else: an organisation, a place, a product. */
export const UTE = 0
export const FORST = 1
export const VIDERE = 2
export const ANNET = 3
export const MERKER = 4

/** May `til` follow `fra`? A name goes on only where one began. */
export const kanFolge = (fra: number, til: number): boolean =>
  til !== VIDERE || fra === FORST || fra === VIDERE

/** `overganger[fra * 4 + til]`, with row 4 for the start of the text. */
export type Tagger = { tabell: Vekttabell; skala: number; overganger: Float64Array }

/** Scores for each token and label, `UTE` being 0: four numbers per token. */
export function poengsett({ tabell, skala }: Tagger, b: Beskrivelse): Float64Array {
  const ut = new Float64Array(b.antall * MERKER)
  const trekk = new Int32Array(ANTALL_TREKK)
  const { data } = tabell
  for (let i = 0; i < b.antall; i++) {
    const antall = trekkFor(b, i, trekk)
    let forst = 0
    let videre = 0
    let annet = 0
    for (let k = 0; k < antall; k++) {
      const her = tabell.finn(trekk[k] ?? 0)
      if (her < 0) continue
      forst += data[her] ?? 0
      videre += data[her + 1] ?? 0
      annet += data[her + 2] ?? 0
    }
    ut[i * MERKER + FORST] = forst * skala
    ut[i * MERKER + VIDERE] = videre * skala
    ut[i * MERKER + ANNET] = annet * skala
  }
  return ut
}

/** The best row of labels (Viterbi), when everything that is no person is made `skepsis` less likely. */
export function besteMerker(
  poeng: Float64Array,
  antall: number,
  overganger: Float64Array,
  skepsis: number,
): Int8Array {
  const merker = new Int8Array(antall)
  if (antall === 0) return merker
  const fra = new Int8Array(antall * MERKER)
  let naa = new Float64Array(MERKER)
  for (let i = 0; i < antall; i++) {
    const neste = new Float64Array(MERKER)
    for (let til = 0; til < MERKER; til++) {
      let best = Number.NEGATIVE_INFINITY
      let hvor = 0
      if (i === 0) {
        best = til === VIDERE ? Number.NEGATIVE_INFINITY : (overganger[16 + til] ?? 0)
      } else {
        for (let f = 0; f < MERKER; f++) {
          if (!kanFolge(f, til)) continue
          const verdi = (naa[f] ?? 0) + (overganger[f * MERKER + til] ?? 0)
          if (verdi > best) {
            best = verdi
            hvor = f
          }
        }
      }
      fra[i * MERKER + til] = hvor
      neste[til] = best + (poeng[i * MERKER + til] ?? 0) - (til === UTE || til === ANNET ? skepsis : 0)
    }
    naa = neste
  }
  let til = naa.indexOf(Math.max(...naa))
  for (let i = antall - 1; i >= 0; i--) {
    merker[i] = til
    til = fra[i * MERKER + til] ?? 0
  }
  return merker
}
