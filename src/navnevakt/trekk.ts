import { blandInn } from './hash.ts'
import type { Ordinfo } from './ordkunnskap.ts'
import type { Token } from './tokens.ts'

/** How many tokens outside the text are looked at on either side; they have values of their own. */
const KANT = 3

/** What the tagger looks at, `BREDDE` numbers per token, with `KANT` tokens more on either side. */
export type Beskrivelse = {
  antall: number
  tall: Int32Array
  /** 0 no capitals in the text, 1 mostly capitals, 2 both. */
  skrift: number
  /** What is known of each word, without the edges. */
  info: Ordinfo[]
}

/** The word itself, or its length when it is a number. */
const W = 0
/** Shape, 0–8. */
const S = 1
const G = 2
const C = 3
const P = 4
/** Where in the sentence: 0 start of text, 1 after .!?, 2 after :, 3 new line or bullet, 4 after a quotation mark, 5 after @, 6 second word, 7 elsewhere. */
const POS = 5
const ROLLE = 6
const FOR2 = 7
const FOR3 = 8
const BAK2 = 9
const BAK3 = 10
const BAK4 = 11
const LENGDE = 12
const RAR = 13
/** Class names like 5B. */
const KLASSENAVN = 14
const BREDDE = 16

const FORMER = ['liten', 'stor', 'versaler', 'bokstav', 'initial', 'blandet', 'tall', 'tegn'] as const
const FORMNUMMER: Readonly<Record<string, number>> = Object.fromEntries(FORMER.map((form, i) => [form, i]))
const BLANDTALL = 8
const LITEN = 0
const TEGN = 7
const AKSENT = 2
const KLASSE = /^\d{1,2}[A-Za-zÆØÅæøå]$/

export function beskriv(
  tokens: readonly Token[],
  kjenn: (nokkel: string, i: number) => Ordinfo,
  rolleAv: (nokkel: string) => number,
): Beskrivelse {
  const n = tokens.length
  const tall = new Int32Array((n + 2 * KANT) * BREDDE)
  tall.fill(-11, 0, KANT * BREDDE)
  tall.fill(-12, (n + KANT) * BREDDE)
  const info: Ordinfo[] = []
  for (let i = 0; i < n; i++) {
    const token = tokens[i] as Token
    const { nokkel } = token
    const erTall = token.form === 'tall'
    const bareTall = erTall && /^\d+$/.test(token.tekst)
    const j = (i + KANT) * BREDDE
    const kjent = kjenn(nokkel, i)
    info.push(kjent)
    const form = kjent.skrivemate
    tall[j + W] = bareTall ? blandInn(7, Math.min(nokkel.length, 12)) : form.w
    tall[j + S] = erTall && !bareTall ? BLANDTALL : (FORMNUMMER[token.form] ?? 7)
    tall[j + POS] = plassering(tokens, i)
    tall[j + LENGDE] = Math.min(nokkel.length, 12)
    tall[j + KLASSENAVN] = erTall && KLASSE.test(token.tekst) ? 1 : 0
    if (token.form === 'tegn' || erTall) {
      tall.fill(tall[j + W] as number, j + FOR2, j + BAK4 + 1)
      continue
    }
    tall[j + FOR2] = form.for2
    tall[j + FOR3] = form.for3
    tall[j + BAK2] = form.bak2
    tall[j + BAK3] = form.bak3
    tall[j + BAK4] = form.bak4
    tall[j + RAR] = form.rar | (harAksent(token.tekst) ? AKSENT : 0)
    tall[j + ROLLE] = rolleAv(nokkel)
    tall[j + G] = kjent.g
    tall[j + C] = kjent.c + 1
    tall[j + P] = kjent.p
  }
  return { antall: n, tall, skrift: skriftAv(tokens), info }
}

function harAksent(tekst: string): boolean {
  for (let i = 0; i < tekst.length; i++) {
    const k = tekst.charCodeAt(i)
    if (k > 127 && k !== 0xe6 && k !== 0xf8 && k !== 0xe5 && k !== 0xc6 && k !== 0xd8 && k !== 0xc5)
      return true
  }
  return false
}

function skriftAv(tokens: readonly Token[]): number {
  let sma = 0
  let store = 0
  let versaler = 0
  for (const { form } of tokens) {
    if (form === 'liten') sma++
    else if (form === 'versaler') versaler++
    else if (form === 'stor' || form === 'blandet') store++
  }
  return store + versaler === 0 ? 0 : versaler > sma + store ? 1 : 2
}

function plassering(tokens: readonly Token[], i: number): number {
  const forrige = tokens[i - 1]
  if (forrige === undefined) return 0
  if (forrige.form !== 'tegn') return i === 1 || tokens[i - 2]?.form === 'tegn' ? 6 : 7
  if (/^[.!?…]$/.test(forrige.tekst)) return 1
  if (forrige.tekst === ':') return 2
  if (/^[\n•*–—-]$/.test(forrige.tekst)) return 3
  if (/^["«»“”„'‘’([]$/.test(forrige.tekst)) return 4
  return forrige.tekst === '@' ? 5 : 7
}

/** A token has at most so many features of its own, and with its neighbours. */
export const ANTALL_EGNE = 15
export const ANTALL_MED_NABOER = 47
const FUNKSJONSORD = 8
const I_LISTE = 3 << 8

/** Two numbers, or three, and which kind of feature they are, as one hash. */
function trekk(slag: number, x: number, y: number): number {
  let h = Math.imul(x ^ Math.imul(slag, 0x2545f491), 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15) ^ y, 0x85ebca6b)
  return h ^ (h >>> 13)
}

/** Are the first few features all that is asked? Of signs, and of words like «og» and «på». */
function erEnkel(t: Int32Array, j: number): boolean {
  const s = t[j + S]
  return (
    s === TEGN || (s === LITEN && t[j + ROLLE] === FUNKSJONSORD && ((t[j + G] as number) & I_LISTE) === 0)
  )
}

/** All that `egneTrekk` depends on besides the word's key: a small number. */
export function utgave(b: Beskrivelse, i: number): number {
  const j = (i + KANT) * BREDDE
  const aksent = ((b.tall[j + RAR] as number) & AKSENT) === 0 ? 0 : 1
  return ((b.tall[j + S] as number) * 3 + b.skrift) * 2 + aksent
}

/** Fills `ut` with the features of token `i` alone, and returns how many there are. Their numbers are part of the weights. */
export function egneTrekk(b: Beskrivelse, i: number, ut: Int32Array): number {
  const { tall: t, skrift } = b
  const j = (i + KANT) * BREDDE
  const w = t[j + W] as number
  const s = t[j + S] as number
  ut[0] = trekk(0, 0, 0)
  ut[1] = trekk(1, w, 0)
  ut[2] = trekk(2, w, s)
  if (erEnkel(t, j)) return 3
  const g = t[j + G] as number
  const c = t[j + C] as number
  const p = t[j + P] as number
  const gs = trekk(101, g, s)
  const gcs = trekk(102, gs, c)
  const cs = c * 16 + s
  ut[3] = trekk(3, t[j + FOR2] as number, s)
  ut[4] = trekk(4, t[j + FOR3] as number, s)
  ut[5] = trekk(5, t[j + BAK2] as number, s)
  ut[6] = trekk(6, t[j + BAK3] as number, s)
  ut[7] = trekk(7, t[j + BAK4] as number, s)
  ut[8] = trekk(8, g, 0)
  ut[9] = trekk(9, gcs, 0)
  ut[10] = trekk(13, gs, p)
  ut[11] = trekk(32, gcs, skrift)
  ut[12] = trekk(33, cs, skrift)
  ut[13] = trekk(34, t[j + LENGDE] as number, s)
  ut[14] = trekk(39, t[j + RAR] as number, cs)
  return ANTALL_EGNE
}

/** Fills `ut` with the features of token `i` among its neighbours, and returns how many there are. */
export function trekkMedNaboer(b: Beskrivelse, i: number, ut: Int32Array): number {
  const { tall: t, skrift } = b
  const j = (i + KANT) * BREDDE
  const c = t[j + C] as number
  const pos = t[j + POS] as number
  const s = t[j + S] as number
  const g = t[j + G] as number
  const w1 = t[j - BREDDE + W] as number
  const w2 = t[j - 2 * BREDDE + W] as number
  const x1 = t[j + BREDDE + W] as number
  const x2 = t[j + 2 * BREDDE + W] as number
  const s1 = t[j - BREDDE + S] as number
  const s2 = t[j - 2 * BREDDE + S] as number
  const t1 = t[j + BREDDE + S] as number
  const t2 = t[j + 2 * BREDDE + S] as number
  const g1 = t[j - BREDDE + G] as number
  const h1 = t[j + BREDDE + G] as number
  const cs = c * 16 + s
  ut[0] = trekk(12, s, pos)
  ut[1] = trekk(17, w1, 0)
  ut[2] = trekk(18, x1, 0)
  ut[3] = trekk(19, w1, s)
  ut[4] = trekk(20, x1, s)
  ut[5] = trekk(23, w2, s)
  ut[6] = trekk(24, x2, s)
  ut[7] = trekk(25, w2, w1)
  ut[8] = trekk(26, x1, x2)
  ut[9] = trekk(27, s1 * 16 + t1, s)
  ut[10] = trekk(38, w1, x1)
  ut[11] = trekk(14, g, h1)
  ut[12] = trekk(15, g, g1)
  ut[13] = trekk(60, trekk(0, s1 * 16 + s2, t1 * 16 + t2), cs)
  if (erEnkel(t, j)) return 14
  const c1 = t[j - BREDDE + C] as number
  const d1 = t[j + BREDDE + C] as number
  const r1 = t[j - BREDDE + ROLLE] as number
  const r2 = t[j - 2 * BREDDE + ROLLE] as number
  const q1 = t[j + BREDDE + ROLLE] as number
  const gs = trekk(101, g, s)
  const gcs = trekk(102, gs, c)
  const klasse =
    (t[j + BREDDE + KLASSENAVN] === 1 ? 1 : 0) |
    (t[j + 2 * BREDDE + KLASSENAVN] === 1 ? 2 : 0) |
    (t[j + 3 * BREDDE + KLASSENAVN] === 1 ? 4 : 0)
  ut[14] = trekk(10, gcs, pos)
  ut[15] = trekk(11, cs, pos)
  ut[16] = trekk(16, trekk(0, g1, g), h1)
  ut[17] = trekk(21, w1, g)
  ut[18] = trekk(22, x1, g)
  ut[19] = trekk(28, gcs, s1)
  ut[20] = trekk(29, gcs, t1)
  ut[21] = trekk(30, cs, c1 * 16 + s1)
  ut[22] = trekk(31, cs, d1 * 16 + t1)
  ut[23] = trekk(35, w1, cs)
  ut[24] = trekk(36, x1, cs)
  ut[25] = trekk(37, gs, (t[j + BREDDE + P] as number) * 8 + (t[j - BREDDE + P] as number))
  ut[26] = trekk(40, gs, trekk(0, h1, t1))
  ut[27] = trekk(41, gs, trekk(0, g1, s1))
  ut[28] = trekk(42, gcs, klasse)
  ut[29] = trekk(43, x1, pos * 16 + s)
  ut[30] = trekk(44, cs, (d1 * 16 + t1) * 16 + pos)
  ut[31] = trekk(45, w1, (s2 * 16 + s1) * 16 + s)
  ut[32] = trekk(46, gs, r1)
  ut[33] = trekk(47, cs, r1)
  ut[34] = trekk(48, cs, r2 * 16 + r1)
  ut[35] = trekk(49, gs, q1)
  ut[36] = trekk(50, cs, q1 * 16 + s1)
  ut[37] = trekk(51, gcs, t[j + BREDDE + BAK3] as number)
  ut[38] = trekk(52, t[j + BREDDE + BAK2] as number, cs * 16 + r1)
  ut[39] = trekk(53, gcs, t[j - BREDDE + BAK3] as number)
  ut[40] = trekk(54, cs, r1 * 16 + pos)
  ut[41] = trekk(55, w1, trekk(0, g, skrift))
  ut[42] = trekk(56, x1, trekk(0, g, skrift))
  ut[43] = trekk(57, t[j + BAK4] as number, cs * 8 + pos)
  ut[44] = trekk(58, t[j + BAK3] as number, trekk(0, gs, s1))
  ut[45] = trekk(59, trekk(0, x1, x2), cs)
  ut[46] = trekk(61, trekk(0, w2, w1), cs)
  return ANTALL_MED_NABOER
}
