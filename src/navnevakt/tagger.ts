import type { Vekttabell } from './hash.ts'
import type { Ordinfo } from './ordkunnskap.ts'
import {
  ANTALL_EGNE,
  ANTALL_MED_NABOER,
  type Beskrivelse,
  egneTrekk,
  trekkMedNaboer,
  utgave,
} from './trekk.ts'

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
  const trekk = new Int32Array(ANTALL_MED_NABOER)
  const { data } = tabell
  for (let i = 0; i < b.antall; i++) {
    let [forst, videre, annet] = egnePoeng(tabell, b, i)
    const antall = trekkMedNaboer(b, i, trekk)
    for (let k = 0; k < antall; k++) {
      const her = tabell.finn(trekk[k] as number)
      if (her < 0) continue
      forst += data[her] as number
      videre += data[her + 1] as number
      annet += data[her + 2] as number
    }
    ut[i * MERKER + FORST] = forst * skala
    ut[i * MERKER + VIDERE] = videre * skala
    ut[i * MERKER + ANNET] = annet * skala
  }
  return ut
}

/** What a word says by itself; remembered with the word, since the same words come back all the time. */
function egnePoeng(tabell: Vekttabell, b: Beskrivelse, i: number): [number, number, number] {
  const { egnePoeng: husket } = b.info[i] as Ordinfo
  const nr = utgave(b, i)
  const kjent = husket[nr]
  if (kjent !== undefined) return kjent
  const sum: [number, number, number] = [0, 0, 0]
  const trekk = new Int32Array(ANTALL_EGNE)
  const antall = egneTrekk(b, i, trekk)
  for (let k = 0; k < antall; k++) {
    const her = tabell.finn(trekk[k] as number)
    if (her >= 0) for (let m = 0; m < 3; m++) sum[m] = (sum[m] as number) + (tabell.data[her + m] as number)
  }
  husket[nr] = sum
  return sum
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
  let neste = new Float64Array(MERKER)
  for (let i = 0; i < antall; i++) {
    for (let til = 0; til < MERKER; til++) {
      let best = Number.NEGATIVE_INFINITY
      let hvor = 0
      if (i === 0) {
        if (til !== VIDERE) best = overganger[MERKER * MERKER + til] as number
      } else {
        for (let f = 0; f < MERKER; f++) {
          if (!kanFolge(f, til)) continue
          const verdi = (naa[f] as number) + (overganger[f * MERKER + til] as number)
          if (verdi > best) {
            best = verdi
            hvor = f
          }
        }
      }
      fra[i * MERKER + til] = hvor
      const tvil = til === UTE || til === ANNET ? skepsis : 0
      neste[til] = best + (poeng[i * MERKER + til] as number) - tvil
    }
    const forrige = naa
    naa = neste
    neste = forrige
  }
  let til = naa.indexOf(Math.max(...naa))
  for (let i = antall - 1; i >= 0; i--) {
    merker[i] = til
    til = fra[i * MERKER + til] ?? 0
  }
  return merker
}
