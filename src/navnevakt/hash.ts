/** A 32-bit hash of part of a string, by UTF-16 code units; the same in every run and on every machine. */
export function hashTekst(tekst: string, fra = 0, til = tekst.length, fro = 0): number {
  let h = 0x811c9dc5 ^ fro
  for (let i = fra; i < til; i++) h = Math.imul(h ^ tekst.charCodeAt(i), 0x01000193)
  return blandInn(h, til - fra)
}

/** Mixes one more number into a hash. */
export function blandInn(hash: number, verdi: number): number {
  const h = Math.imul(hash ^ verdi, 0x9e3779b1)
  return h ^ (h >>> 15)
}

const PLASSER = 4
const HVER_BYTE = 0x01010101
const HOYE_BITER = 0x80808080 | 0

/**
 * Weights by feature hash. Each bucket has four places, each with a one-byte fingerprint: a feature that was never trained on
 * finds nothing (but for one in a hundred), rather than the weight of a stranger. All the fingerprints stand before all the
 * weights: they are small enough to stay near the processor, and tell most often that there is nothing.
 */
export class Vekttabell {
  readonly bredde: number
  readonly data: Int8Array
  readonly #plasser: number
  readonly #merker: Int32Array
  readonly #andel: number

  /** `data` begins at a multiple of four bytes. */
  constructor(data: Int8Array, bredde: number) {
    this.data = data
    this.bredde = bredde
    const botter = Math.floor(data.length / ((bredde + 1) * PLASSER))
    this.#plasser = botter * PLASSER
    this.#merker = new Int32Array(data.buffer, data.byteOffset, botter)
    this.#andel = botter / 2 ** 32
  }

  static tom(plasser: number, bredde: number): Vekttabell {
    return new Vekttabell(new Int8Array(plasser * (bredde + 1)), bredde)
  }

  /** Where the weights of a feature begin in `data`; -1 when it has none. */
  finn(hash: number): number {
    const merke = merkeAv(hash)
    const botte = Math.floor((hash >>> 0) * this.#andel)
    // A byte of `ulikt` is zero where the fingerprint is the same.
    const ulikt = (this.#merker[botte] as number) ^ Math.imul(merke & 255, HVER_BYTE)
    if (((ulikt - HVER_BYTE) & ~ulikt & HOYE_BITER) === 0) return -1
    const forste = botte * PLASSER
    for (let plass = forste; plass < forste + PLASSER; plass++)
      if (this.data[plass] === merke) return this.#plasser + plass * this.bredde
    return -1
  }

  /** False when the bucket is full, or the fingerprint is taken. Put the features that matter most in first. */
  sett(hash: number, vekter: readonly number[]): boolean {
    const merke = merkeAv(hash)
    const forste = Math.floor((hash >>> 0) * this.#andel) * PLASSER
    for (let plass = forste; plass < forste + PLASSER; plass++) {
      if (this.data[plass] === merke) return false
      if (this.data[plass] !== 0) continue
      this.data[plass] = merke
      this.data.set(vekter, this.#plasser + plass * this.bredde)
      return true
    }
    return false
  }
}

function merkeAv(hash: number): number {
  const merke = Math.imul(hash ^ (hash >>> 13), 0x85ebca6b) >> 24
  return merke === 0 ? 1 : merke
}
