import { ANNET, FORST, kanFolge, MERKER, UTE, VIDERE } from '../tagger.ts'
import { ANTALL_TREKK, type Eksempel, type Stoff } from './taggerstoff.ts'
import { type Tilfeldig, tilfeldig } from './tilfeldig.ts'

export type Innstilling = {
  runder: number
  laering: number
  l2: number
  /** How much worse it is to overlook a name than to see one that is not there, in the model's own points. */
  overset: number
  /** The chance that one feature is hidden in one round, so that no single one carries a name alone. */
  skjul: number
}

/** Weights per feature and label, and `overganger` as the tagger has them. */
export type Modell = { vekter: Float32Array; overganger: Float64Array }

/**
 * A linear-chain CRF by Adagrad, with a margin for names that are overlooked (softmax-margin); the answer is the mean of the
 * last half of the rounds. `levende` limits it to some of the features, and `start` is where it begins.
 */
export function trenTagger(
  stoff: Stoff,
  antall: number,
  valg: Innstilling,
  fro: number,
  start?: Modell,
  levende?: Uint8Array,
): Modell {
  const r = tilfeldig(fro)
  const w = start === undefined ? new Float32Array(antall * MERKER) : start.vekter.slice()
  const q = new Float32Array(antall * MERKER).fill(1e-4)
  const o = start === undefined ? new Float64Array(5 * MERKER) : start.overganger.slice()
  const oq = new Float64Array(5 * MERKER).fill(1e-4)
  const sumW = new Float32Array(antall * MERKER)
  const sumO = new Float64Array(5 * MERKER)
  let snitt = 0
  const n = stoff.faste.length + stoff.skiftende.length
  const rekke = Int32Array.from({ length: n }, (_, i) => i)
  for (let runde = 0; runde < valg.runder; runde++) {
    r.stokk(rekke)
    for (const k of rekke) {
      const e =
        k < stoff.faste.length ? stoff.faste[k] : r.velg(stoff.skiftende[k - stoff.faste.length] ?? [])
      if (e !== undefined && e.merker.length > 0) steg(e, w, q, o, oq, valg, r, levende)
    }
    if (runde >= valg.runder / 2) {
      for (let i = 0; i < w.length; i++) sumW[i] = (sumW[i] ?? 0) + (w[i] ?? 0)
      for (let i = 0; i < o.length; i++) sumO[i] = (sumO[i] ?? 0) + (o[i] ?? 0)
      snitt++
    }
  }
  return { vekter: sumW.map(x => x / snitt), overganger: sumO.map(x => x / snitt) }
}

const LUKKET = -1e9

function steg(
  e: Eksempel,
  w: Float32Array,
  q: Float32Array,
  o: Float64Array,
  oq: Float64Array,
  valg: Innstilling,
  r: Tilfeldig,
  levende: Uint8Array | undefined,
): void {
  const n = e.merker.length
  const { trekk } = e
  const poeng = new Float64Array(n * MERKER)
  const skjult = valg.skjul > 0 ? new Uint8Array(trekk.length) : undefined
  if (skjult !== undefined) for (let i = 0; i < trekk.length; i++) if (r.tall() < valg.skjul) skjult[i] = 1
  for (let i = 0; i < n; i++) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let k = i * ANTALL_TREKK; k < (i + 1) * ANTALL_TREKK; k++) {
      const id = trekk[k] ?? -1
      if (id < 0 || (skjult !== undefined && skjult[k] === 1)) continue
      const s = id * MERKER
      a += w[s] ?? 0
      b += w[s + 1] ?? 0
      c += w[s + 2] ?? 0
      d += w[s + 3] ?? 0
    }
    const gull = e.merker[i]
    const navn = gull === FORST || gull === VIDERE
    const kost = navn ? valg.overset : 0
    poeng[i * MERKER] = a + kost
    poeng[i * MERKER + 1] = b
    poeng[i * MERKER + 2] = c
    poeng[i * MERKER + 3] = d + kost
  }
  // Forward and backward, in logs.
  const f = new Float64Array(n * MERKER)
  const g = new Float64Array(n * MERKER)
  for (let l = 0; l < MERKER; l++) f[l] = (l === VIDERE ? LUKKET : (o[16 + l] ?? 0)) + (poeng[l] ?? 0)
  for (let i = 1; i < n; i++)
    for (let l = 0; l < MERKER; l++) {
      let sum = LUKKET
      for (let m = 0; m < MERKER; m++)
        if (kanFolge(m, l)) sum = loggsum(sum, (f[(i - 1) * MERKER + m] ?? 0) + (o[m * MERKER + l] ?? 0))
      f[i * MERKER + l] = sum + (poeng[i * MERKER + l] ?? 0)
    }
  for (let i = n - 2; i >= 0; i--)
    for (let m = 0; m < MERKER; m++) {
      let sum = LUKKET
      for (let l = 0; l < MERKER; l++)
        if (kanFolge(m, l))
          sum = loggsum(
            sum,
            (o[m * MERKER + l] ?? 0) + (poeng[(i + 1) * MERKER + l] ?? 0) + (g[(i + 1) * MERKER + l] ?? 0),
          )
      g[i * MERKER + m] = sum
    }
  let z = LUKKET
  for (let l = 0; l < MERKER; l++) z = loggsum(z, f[(n - 1) * MERKER + l] ?? 0)
  const d = [0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const gull = e.merker[i] ?? UTE
    let storst = 0
    for (let l = 0; l < MERKER; l++) {
      const p = Math.exp((f[i * MERKER + l] ?? 0) + (g[i * MERKER + l] ?? 0) - z)
      d[l] = p - (l === gull ? 1 : 0)
      storst = Math.max(storst, Math.abs(d[l] ?? 0))
    }
    if (storst < 1e-3) continue
    for (let k = i * ANTALL_TREKK; k < (i + 1) * ANTALL_TREKK; k++) {
      const id = trekk[k] ?? -1
      if (id < 0 || (levende !== undefined && levende[id] === 0) || (skjult !== undefined && skjult[k] === 1))
        continue
      for (let l = 0; l < MERKER; l++) {
        const s = id * MERKER + l
        const dl = (d[l] ?? 0) + valg.l2 * (w[s] ?? 0)
        const ql = (q[s] ?? 0) + dl * dl
        q[s] = ql
        w[s] = (w[s] ?? 0) - (valg.laering * dl) / Math.sqrt(ql)
      }
    }
    // Transitions.
    for (let l = 0; l < MERKER; l++) {
      if (i === 0) {
        juster(o, oq, 16 + l, d[l] ?? 0, valg.laering)
        continue
      }
      for (let m = 0; m < MERKER; m++) {
        if (!kanFolge(m, l)) continue
        const p = Math.exp(
          (f[(i - 1) * MERKER + m] ?? 0) +
            (o[m * MERKER + l] ?? 0) +
            (poeng[i * MERKER + l] ?? 0) +
            (g[i * MERKER + l] ?? 0) -
            z,
        )
        const gullpar = e.merker[i - 1] === m && gull === l ? 1 : 0
        juster(o, oq, m * MERKER + l, p - gullpar, valg.laering * 0.1)
      }
    }
  }
}

function juster(o: Float64Array, oq: Float64Array, s: number, d: number, laering: number): void {
  const q = (oq[s] ?? 0) + d * d
  oq[s] = q
  o[s] = (o[s] ?? 0) - (laering * d) / Math.sqrt(q)
}

function loggsum(a: number, b: number): number {
  if (a < b) return b + Math.log1p(Math.exp(a - b))
  return a <= LUKKET ? a : a + Math.log1p(Math.exp(b - a))
}

/** Weights against `UTE`, which is nothing: three to a feature. */
export function motUte(modell: Modell): Float32Array {
  const antall = modell.vekter.length / MERKER
  const ut = new Float32Array(antall * 3)
  for (let i = 0; i < antall; i++) {
    const ute = modell.vekter[i * MERKER + UTE] ?? 0
    ut[i * 3] = (modell.vekter[i * MERKER + FORST] ?? 0) - ute
    ut[i * 3 + 1] = (modell.vekter[i * MERKER + VIDERE] ?? 0) - ute
    ut[i * 3 + 2] = (modell.vekter[i * MERKER + ANNET] ?? 0) - ute
  }
  return ut
}
