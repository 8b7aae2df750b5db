/** A stream of pseudo-random numbers that is the same for the same seed (mulberry32). */
export type Tilfeldig = {
  /** In [0, 1). */
  tall(): number
  /** A whole number in [0, n). */
  under(n: number): number
  /** True with probability `p`. */
  sjanse(p: number): boolean
  velg<T>(liste: readonly T[]): T
  stokk(liste: Int32Array): void
}

export function tilfeldig(fro: number): Tilfeldig {
  let a = fro >>> 0
  const tall = (): number => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const under = (n: number): number => Math.floor(tall() * n)
  return {
    tall,
    under,
    sjanse: p => tall() < p,
    velg: <T>(liste: readonly T[]): T => {
      if (liste.length === 0) throw new Error('tom liste')
      return liste[under(liste.length)] as T
    },
    stokk: liste => {
      for (let i = liste.length - 1; i > 0; i--) {
        const j = under(i + 1)
        const x = liste[i] ?? 0
        liste[i] = liste[j] ?? 0
        liste[j] = x
      }
    },
  }
}
