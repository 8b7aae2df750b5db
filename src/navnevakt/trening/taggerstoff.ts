import { blandInn } from '../hash.ts'
import { rolleAv } from '../lister.ts'
import type { Ordinfo } from '../ordkunnskap.ts'
import { ANNET, FORST, UTE, VIDERE } from '../tagger.ts'
import { delITokens } from '../tokens.ts'
import { ANTALL_EGNE, ANTALL_MED_NABOER, beskriv, egneTrekk, trekkMedNaboer } from '../trekk.ts'

export const ANTALL_TREKK = ANTALL_EGNE + ANTALL_MED_NABOER
/** Where a word's own features stand among all of them. The order decides which ones a round hides, and so the weights. */
const EGNE_PLASSER = [0, 1, 2, 17, 18, 19, 20, 21, 22, 23, 26, 34, 35, 36, 40]
const ANDRE_PLASSER = Array.from({ length: ANTALL_TREKK }, (_, i) => i).filter(i => !EGNE_PLASSER.includes(i))

import { type Bytte, byttNavn, iBokstaver, type Navneskuffer, somDenEr } from './forvandle.ts'
import type { Setning } from './mappe.ts'
import type { Tilfeldig } from './tilfeldig.ts'

/** One sentence ready for training: `trekk` holds all tokens' features, `ANTALL_TREKK` to a token, of which not all are `brukt`. */
export type Eksempel = { merker: Int8Array; trekk: Int32Array; brukt: Uint8Array }

export type Kjenner = {
  vanlig: (nokkel: string) => Ordinfo
  /** As if the word had never been seen: by the model that was trained without it, and without lists. */
  ukjent: (nokkel: string) => Ordinfo
}

export function lagEksempel({ setning, ukjente }: Bytte, kjenner: Kjenner): Eksempel {
  const tokens = delITokens(setning.tekst)
  const i_ = (spenn: readonly (readonly [number, number, ...unknown[]])[], start: number, slutt: number) =>
    spenn.findIndex(([fra, til]) => start < til && slutt > fra)
  const hemmelig = tokens.map(t => i_(ukjente, t.start, t.slutt) >= 0)
  const b = beskriv(tokens, (n, i) => (hemmelig[i] === true ? kjenner.ukjent(n) : kjenner.vanlig(n)), rolleAv)
  const merker = new Int8Array(tokens.length)
  let forrige = -1
  tokens.forEach((t, i) => {
    const navn = i_(setning.navn, t.start, t.slutt)
    const annet = setning.annet.some(([fra, til, slag]) => slag !== 'MISC' && t.start < til && t.slutt > fra)
    merker[i] = navn >= 0 ? (navn === forrige ? VIDERE : FORST) : annet ? ANNET : UTE
    forrige = navn
  })
  const trekk = new Int32Array(tokens.length * ANTALL_TREKK)
  const brukt = new Uint8Array(trekk.length)
  const buffer = new Int32Array(ANTALL_MED_NABOER)
  for (let i = 0; i < tokens.length; i++) {
    const legg = (antall: number, plasser: readonly number[]) => {
      for (let k = 0; k < antall; k++) {
        const sted = i * ANTALL_TREKK + (plasser[k] ?? 0)
        trekk[sted] = buffer[k] ?? 0
        brukt[sted] = 1
      }
    }
    legg(egneTrekk(b, i, buffer), EGNE_PLASSER)
    legg(trekkMedNaboer(b, i, buffer), ANDRE_PLASSER)
  }
  return { merker, trekk, brukt }
}

/** All that is trained on, by how often: `faste` in every round, one of each row of `skiftende`. */
export type Stoff = { faste: Eksempel[]; skiftende: Eksempel[][] }

const KOPIER = 8

export function lagStoff(
  setninger: readonly Setning[],
  skuffer: Navneskuffer,
  kjenner: Kjenner,
  r: Tilfeldig,
): Stoff {
  const faste: Eksempel[] = []
  const skiftende: Eksempel[][] = []
  const bokstaver = (bytte: Bytte, sma: number, store: number): Bytte[] => {
    const x = r.tall()
    const ny = x < sma ? iBokstaver(bytte, 'sma') : x < sma + store ? iBokstaver(bytte, 'store') : undefined
    return ny === undefined ? [] : [ny]
  }
  for (const s of setninger) {
    faste.push(lagEksempel(somDenEr(s, 0.25, r), kjenner))
    if (s.navn.length === 0) {
      for (const b of bokstaver({ setning: s, ukjente: [] }, 0.2, 0.02)) faste.push(lagEksempel(b, kjenner))
      continue
    }
    for (let par = 0; par < 2; par++) {
      skiftende.push(
        Array.from({ length: KOPIER / 2 }, () => lagEksempel(byttNavn(s, skuffer, 0.8, 0.5, r), kjenner)),
      )
    }
    skiftende.push(
      Array.from({ length: KOPIER / 2 }, () => {
        const bytte = r.sjanse(0.6) ? byttNavn(s, skuffer, 0.9, 0.15, r) : somDenEr(s, 0.2, r)
        const [ny] = bokstaver(bytte, 0.85, 0.15)
        return lagEksempel(ny ?? bytte, kjenner)
      }),
    )
  }
  return { faste, skiftende }
}

/** Features by dense numbers, and how often each is seen; those seen fewer than three times are dropped (-1). */
export function nummerer(stoff: Stoff, minst: number): { hasher: Int32Array; teller: Int32Array } {
  const alle = [...stoff.faste, ...stoff.skiftende.flat()]
  const biter = 26
  const maske = (1 << biter) - 1
  const sett = new Uint8Array(1 << biter)
  for (const e of alle)
    for (let i = 0; i < e.trekk.length; i++) {
      if (e.brukt[i] === 0) continue
      const h = e.trekk[i] ?? 0
      const sted = blandInn(h, 5) & maske
      if ((sett[sted] ?? 0) < 255) sett[sted] = (sett[sted] ?? 0) + 1
    }
  const nummer = new Map<number, number>()
  const brukt: number[] = []
  const teller: number[] = []
  for (const e of alle) {
    for (let i = 0; i < e.trekk.length; i++) {
      const h = e.trekk[i] ?? 0
      if (e.brukt[i] === 0 || (sett[blandInn(h, 5) & maske] ?? 0) < minst) {
        e.trekk[i] = -1
        continue
      }
      let id = nummer.get(h)
      if (id === undefined) {
        id = brukt.length
        nummer.set(h, id)
        brukt.push(h)
        teller.push(0)
      }
      teller[id] = (teller[id] ?? 0) + 1
      e.trekk[i] = id
    }
  }
  return { hasher: Int32Array.from(brukt), teller: Int32Array.from(teller) }
}
