import { Vekttabell } from '../hash.ts'
import { ETTERNAVN, FORNAVN, MAKS_ORDTREKK, ordtrekk, STED, VANLIG } from '../ordkunnskap.ts'
import { delITokens } from '../tokens.ts'
import { gardsnavn } from './gardsnavn.ts'
import type { Listenavn, Setning } from './mappe.ts'
import { type Tilfeldig, tilfeldig } from './tilfeldig.ts'

export type Ordstoff = {
  navn: Listenavn[]
  ord: string[]
  /** Words that always count as ordinary, however they are spelled elsewhere. */
  egneOrd: string[]
  steder: string[]
  setninger: Setning[]
}

/** One word and what is true of it; -1 says nothing. */
type Eksempel = { nokkel: string; svar: [number, number, number, number]; ganger: number }

const RUNDER = 6
const LAERING = 0.3
const L2 = 1e-6
const ENDELSER = 'e en et ene er ar ane a te de r n s t ens ets'.split(' ')
const GARDSNAVN = 6000
const BOKSTAVER = 'abcdefghijklmnopqrstuvwxyzæøå'
/** How much one step of a quantised weight is worth, and the largest weight. */
export const ORDSKALA = 5 / 127

function eksempler(stoff: Ordstoff, utelat: (nokkel: string) => boolean, r: Tilfeldig): Eksempel[] {
  const navn = new Map(stoff.navn.map(n => [n.nokkel, n]))
  const ordbok = new Set([...stoff.ord, ...stoff.egneOrd])
  const sma = new Map<string, number>()
  const steder = new Map<string, number>()
  for (const s of stoff.setninger) {
    for (const t of delITokens(s.tekst)) {
      if (t.form === 'liten' && t.nokkel.length > 1) sma.set(t.nokkel, (sma.get(t.nokkel) ?? 0) + 1)
      const sted = s.annet.some(([fra, til, slag]) => /LOC/.test(slag) && t.start >= fra && t.slutt <= til)
      if (sted && t.form === 'stor') steder.set(t.nokkel, (steder.get(t.nokkel) ?? 0) + 1)
    }
  }
  const stedord = new Set([...stoff.steder, ...[...steder].filter(([, n]) => n >= 3).map(([k]) => k)])
  const erVanlig = (n: string): boolean => ordbok.has(n) || (sma.get(n) ?? 0) >= 3
  const ut: Eksempel[] = []
  for (const n of stoff.navn) {
    if (utelat(n.nokkel)) continue
    ut.push({
      nokkel: n.nokkel,
      svar: [
        n.fornavn > 0 ? 1 : 0,
        n.etternavn > 0 ? 1 : 0,
        erVanlig(n.nokkel) ? -1 : 0,
        stedord.has(n.nokkel) ? -1 : 0,
      ],
      ganger: n.antall > 1000 ? 4 : n.antall > 0 ? 3 : 2,
    })
  }
  for (const g of gardsnavn(GARDSNAVN, r))
    if (!erVanlig(g) && !navn.has(g)) ut.push({ nokkel: g, svar: [0, 1, 0, -1], ganger: 1 })
  for (const [n, slag] of navnITekstene(stoff.setninger))
    if (!erVanlig(n) && !navn.has(n) && !stedord.has(n) && !utelat(n))
      ut.push({
        nokkel: n,
        svar: slag === 'fornavn' ? [1, -1, 0, 0] : [-1, 1, 0, 0],
        ganger: 2,
      })
  const bareOrd = (nokkel: string): [number, number, number, number] => {
    const n = navn.get(nokkel)
    return [n?.fornavn ? -1 : 0, n?.etternavn ? -1 : 0, 1, stedord.has(nokkel) ? -1 : 0]
  }
  for (const o of ordbok) {
    ut.push({ nokkel: o, svar: bareOrd(o), ganger: 1 })
    ut.push({ nokkel: o + r.velg(ENDELSER), svar: [-1, -1, 1, -1], ganger: 1 })
  }
  for (const o of stoff.egneOrd) ut.push({ nokkel: o, svar: bareOrd(o), ganger: 4 })
  for (const [o, n] of sma)
    if (n >= 3) ut.push({ nokkel: o, svar: bareOrd(o), ganger: n >= 200 ? 12 : n >= 20 ? 6 : 2 })
  for (const s of stedord) {
    const n = navn.get(s)
    ut.push({
      nokkel: s,
      svar: [n?.fornavn ? -1 : 0, n?.etternavn ? -1 : 0, erVanlig(s) ? -1 : 0, 1],
      ganger: 3,
    })
  }
  const bland = (o: string): string => {
    const i = r.under(o.length)
    return o.slice(0, i) + r.velg([...BOKSTAVER]) + o.slice(i + r.under(2))
  }
  const ordliste = [...ordbok]
  for (let i = 0; i < 120_000; i++) {
    const feil = bland(r.velg(ordliste))
    if (!erVanlig(feil)) ut.push({ nokkel: feil, svar: [-1, -1, 0, -1], ganger: 1 })
  }
  for (let i = 0; i < 40_000; i++) {
    const feil = bland(r.velg(stoff.navn).nokkel)
    if (!erVanlig(feil)) ut.push({ nokkel: feil, svar: [-1, -1, 0, -1], ganger: 1 })
  }
  return ut.filter(e => e.nokkel.length > 1 && e.nokkel.length <= 40)
}

/** Names that stand in the texts: the last word of each is taken for a surname, the others for given names. */
function navnITekstene(setninger: readonly Setning[]): Map<string, 'fornavn' | 'etternavn'> {
  const ut = new Map<string, 'fornavn' | 'etternavn'>()
  for (const s of setninger) {
    if (s.navn.length === 0) continue
    const tokens = delITokens(s.tekst).filter(t => t.form === 'stor')
    for (const [fra, til] of s.navn) {
      const her = tokens.filter(t => t.start >= fra && t.slutt <= til)
      her.forEach((t, i) => {
        const n = t.nokkel.length > 4 && her.length === 1 ? t.nokkel.replace(/s$/, '') : t.nokkel
        ut.set(n, i < her.length - 1 ? 'fornavn' : 'etternavn')
      })
    }
  }
  return ut
}

/**
 * Four logistic regressions on the spelling of words (Adagrad), pruned to the features that fit in `plasser` places, and
 * trained on with those alone. `utelat` keeps names out, for a model that has never seen them.
 */
export function trenOrd(
  stoff: Ordstoff,
  plasser: number,
  utelat: (nokkel: string) => boolean,
  fro: number,
): Vekttabell {
  const r = tilfeldig(fro)
  const alle = eksempler(stoff, utelat, r)
  const buffer = new Int32Array(MAKS_ORDTREKK)
  // Dense numbers for features, by 32-bit hash; what is seen once is kept only when it is the word itself or its stem.
  const antall = new Map<number, number>()
  for (const e of alle) {
    const { alle: n } = ordtrekk(e.nokkel, buffer)
    for (let i = 0; i < n; i++) antall.set(buffer[i] ?? 0, (antall.get(buffer[i] ?? 0) ?? 0) + 1)
  }
  const navnenokler = new Set(stoff.navn.map(n => n.nokkel))
  const nummer = new Map<number, number>()
  const trekk: Int32Array[] = []
  const grove = new Int32Array(alle.length)
  alle.forEach((e, k) => {
    const { grove: g, alle: n } = ordtrekk(e.nokkel, buffer)
    const ider: number[] = []
    const behold = navnenokler.has(e.nokkel) ? 2 : 0
    for (let i = 0; i < n; i++) {
      const hash = buffer[i] ?? 0
      if ((antall.get(hash) ?? 0) < (i < behold ? 1 : 2)) continue
      let id = nummer.get(hash)
      if (id === undefined) {
        id = nummer.size
        nummer.set(hash, id)
      }
      if (i < g) grove[k] = ider.length + 1
      ider.push(id)
    }
    trekk.push(Int32Array.from(ider))
  })
  const vekter = new Float32Array(nummer.size * 4)
  const kvadrat = new Float32Array(nummer.size * 4).fill(1e-6)
  const levende = new Uint8Array(nummer.size).fill(1)
  const rekke = Int32Array.from(alle.flatMap((e, k) => Array<number>(e.ganger).fill(k)))

  const runde = (): void => {
    r.stokk(rekke)
    const grad = [0, 0, 0, 0]
    for (const k of rekke) {
      const t = trekk[k] as Int32Array
      const svar = alle[k]?.svar ?? [-1, -1, -1, -1]
      const g = grove[k] ?? 0
      for (let o = 0; o < 4; o++) {
        if (svar[o] === -1) {
          grad[o] = 0
          continue
        }
        const n = o === VANLIG ? g : t.length
        let sum = 0
        for (let i = 0; i < n; i++) sum += vekter[(t[i] ?? 0) * 4 + o] ?? 0
        grad[o] = 1 / (1 + Math.exp(-sum)) - (svar[o] ?? 0)
      }
      for (let o = 0; o < 4; o++) {
        const e = grad[o] ?? 0
        if (Math.abs(e) < 1e-3) continue
        const n = o === VANLIG ? g : t.length
        for (let i = 0; i < n; i++) {
          const id = t[i] ?? 0
          if (levende[id] === 0) continue
          const sted = id * 4 + o
          const w = vekter[sted] ?? 0
          const d = e + L2 * w
          const q = (kvadrat[sted] ?? 0) + d * d
          kvadrat[sted] = q
          vekter[sted] = w - (LAERING * d) / Math.sqrt(q)
        }
      }
    }
  }
  const vekt = (id: number): number => {
    let m = 0
    for (let o = 0; o < 4; o++) m = Math.max(m, Math.abs(vekter[id * 4 + o] ?? 0))
    return m
  }
  const fyll = (): { tabell: Vekttabell; inne: Set<number> } => {
    const orden = [...nummer].map(([hash, id]) => ({
      hash,
      id,
      v: vekt(id) * Math.log2(1 + (antall.get(hash) ?? 1)) ** 0.5,
    }))
    orden.sort((a, b) => b.v - a.v || a.hash - b.hash)
    const tabell = Vekttabell.tom(plasser, 4)
    const inne = new Set<number>()
    for (const { hash, id } of orden) {
      const q = [FORNAVN, ETTERNAVN, VANLIG, STED].map(o =>
        Math.max(-127, Math.min(127, Math.round((vekter[id * 4 + o] ?? 0) / ORDSKALA))),
      )
      if (q.every(x => x === 0)) continue
      if (tabell.sett(hash, q)) inne.add(id)
    }
    return { tabell, inne }
  }
  for (let i = 0; i < RUNDER; i++) runde()
  const { inne } = fyll()
  for (let id = 0; id < levende.length; id++) {
    if (inne.has(id)) continue
    levende[id] = 0
    vekter.fill(0, id * 4, id * 4 + 4)
  }
  for (let i = 0; i < 2; i++) runde()
  return fyll().tabell
}
