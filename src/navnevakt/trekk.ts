import { blandInn } from './hash.ts'
import type { Ordinfo } from './ordkunnskap.ts'
import type { Token } from './tokens.ts'

/** How many tokens outside the text are looked at on either side; they have values of their own. */
const KANT = 3

/** What the tagger looks at, one number per token and kind of knowledge, with `KANT` more on either side. */
export type Beskrivelse = {
  antall: number
  /** The word itself, its length when it is a number. */
  w: Int32Array
  /** Shape, 0–8. */
  s: Int32Array
  g: Int32Array
  c: Int32Array
  p: Int32Array
  /** Where in the sentence: 0 start of text, 1 after .!?, 2 after :, 3 new line or bullet, 4 after a quotation mark, 5 after @, 6 second word, 7 elsewhere. */
  pos: Int32Array
  rolle: Int32Array
  for2: Int32Array
  for3: Int32Array
  bak2: Int32Array
  bak3: Int32Array
  bak4: Int32Array
  lengde: Int32Array
  rar: Int32Array
  /** Class names like 5B. */
  klasse: Int32Array
  /** 0 no capitals in the text, 1 mostly capitals, 2 both. */
  skrift: number
  /** What is known of each word, without the edges. */
  info: Ordinfo[]
}

const FORMER = ['liten', 'stor', 'versaler', 'bokstav', 'initial', 'blandet', 'tall', 'tegn'] as const
const FORMNUMMER: Readonly<Record<string, number>> = Object.fromEntries(FORMER.map((form, i) => [form, i]))
const BLANDTALL = 8
const LITEN = 0
const TEGN = 7
const KLASSE = /^\d{1,2}[A-Za-zÆØÅæøå]$/

const rad = (n: number): Int32Array => {
  const ut = new Int32Array(n + 2 * KANT)
  ut.fill(-11, 0, KANT)
  ut.fill(-12, n + KANT)
  return ut
}

export function beskriv(
  tokens: readonly Token[],
  kjenn: (nokkel: string, i: number) => Ordinfo,
  rolleAv: (nokkel: string) => number,
): Beskrivelse {
  const n = tokens.length
  const b: Beskrivelse = {
    antall: n,
    w: rad(n),
    s: rad(n),
    g: rad(n),
    c: rad(n),
    p: rad(n),
    pos: rad(n),
    rolle: rad(n),
    for2: rad(n),
    for3: rad(n),
    bak2: rad(n),
    bak3: rad(n),
    bak4: rad(n),
    lengde: rad(n),
    rar: rad(n),
    klasse: rad(n),
    skrift: skriftAv(tokens),
    info: [],
  }
  for (let i = 0; i < n; i++) {
    const token = tokens[i]
    if (token === undefined) break
    const { nokkel } = token
    const erTall = token.form === 'tall'
    const bareTall = erTall && /^\d+$/.test(token.tekst)
    const j = i + KANT
    const info = kjenn(nokkel, i)
    b.info.push(info)
    const form = info.skrivemate
    b.w[j] = bareTall ? blandInn(7, Math.min(nokkel.length, 12)) : form.w
    b.s[j] = erTall && !bareTall ? BLANDTALL : (FORMNUMMER[token.form] ?? 7)
    b.pos[j] = plassering(tokens, i)
    b.lengde[j] = Math.min(nokkel.length, 12)
    b.klasse[j] = erTall && KLASSE.test(token.tekst) ? 1 : 0
    if (token.form === 'tegn' || erTall) {
      b.for2[j] = b.for3[j] = b.bak2[j] = b.bak3[j] = b.bak4[j] = b.w[j] ?? 0
      continue
    }
    b.for2[j] = form.for2
    b.for3[j] = form.for3
    b.bak2[j] = form.bak2
    b.bak3[j] = form.bak3
    b.bak4[j] = form.bak4
    b.rar[j] = form.rar | (harAksent(token.tekst) ? 2 : 0)
    b.rolle[j] = rolleAv(nokkel)
    b.g[j] = info.g
    b.c[j] = info.c + 1
    b.p[j] = info.p
  }
  return b
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

/** How many features a token has; the first few are all that is asked of signs and of words like «og» and «på». */
export const ANTALL_TREKK = 62
const ANTALL_ENKLE = 17
const FUNKSJONSORD = 8
const I_LISTE = 3 << 8

/** Two numbers, or three, and which kind of feature they are, as one hash. */
function trekk(slag: number, x: number, y: number): number {
  let h = Math.imul(x ^ Math.imul(slag, 0x2545f491), 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15) ^ y, 0x85ebca6b)
  return h ^ (h >>> 13)
}

/** Fills `ut` with the features of token `i`, and returns how many there are. Their order and numbers are part of the weights. */
export function trekkFor(b: Beskrivelse, i: number, ut: Int32Array): number {
  const j = i + KANT
  const les = (rad: Int32Array, k: number): number => rad[k] as number
  const c = les(b.c, j)
  const pos = les(b.pos, j)
  const w = les(b.w, j)
  const s = les(b.s, j)
  const g = les(b.g, j)
  const w1 = les(b.w, j - 1)
  const w2 = les(b.w, j - 2)
  const x1 = les(b.w, j + 1)
  const x2 = les(b.w, j + 2)
  const s1 = les(b.s, j - 1)
  const s2 = les(b.s, j - 2)
  const t1 = les(b.s, j + 1)
  const t2 = les(b.s, j + 2)
  const g1 = les(b.g, j - 1)
  const h1 = les(b.g, j + 1)
  const cs = c * 16 + s
  ut[0] = trekk(0, 0, 0)
  ut[1] = trekk(1, w, 0)
  ut[2] = trekk(2, w, s)
  ut[3] = trekk(12, s, pos)
  ut[4] = trekk(17, w1, 0)
  ut[5] = trekk(18, x1, 0)
  ut[6] = trekk(19, w1, s)
  ut[7] = trekk(20, x1, s)
  ut[8] = trekk(23, w2, s)
  ut[9] = trekk(24, x2, s)
  ut[10] = trekk(25, w2, w1)
  ut[11] = trekk(26, x1, x2)
  ut[12] = trekk(27, s1 * 16 + t1, s)
  ut[13] = trekk(38, w1, x1)
  ut[14] = trekk(14, g, h1)
  ut[15] = trekk(15, g, g1)
  ut[16] = trekk(60, trekk(0, s1 * 16 + s2, t1 * 16 + t2), cs)
  if (s === TEGN || (s === LITEN && les(b.rolle, j) === FUNKSJONSORD && (g & I_LISTE) === 0))
    return ANTALL_ENKLE
  const p = les(b.p, j)
  const c1 = les(b.c, j - 1)
  const d1 = les(b.c, j + 1)
  const r1 = les(b.rolle, j - 1)
  const r2 = les(b.rolle, j - 2)
  const q1 = les(b.rolle, j + 1)
  const gs = trekk(101, g, s)
  const gcs = trekk(102, gs, c)
  const klasse =
    (les(b.klasse, j + 1) === 1 ? 1 : 0) |
    (les(b.klasse, j + 2) === 1 ? 2 : 0) |
    (les(b.klasse, j + 3) === 1 ? 4 : 0)
  ut[17] = trekk(3, les(b.for2, j), s)
  ut[18] = trekk(4, les(b.for3, j), s)
  ut[19] = trekk(5, les(b.bak2, j), s)
  ut[20] = trekk(6, les(b.bak3, j), s)
  ut[21] = trekk(7, les(b.bak4, j), s)
  ut[22] = trekk(8, g, 0)
  ut[23] = trekk(9, gcs, 0)
  ut[24] = trekk(10, gcs, pos)
  ut[25] = trekk(11, cs, pos)
  ut[26] = trekk(13, gs, p)
  ut[27] = trekk(16, trekk(0, g1, g), h1)
  ut[28] = trekk(21, w1, g)
  ut[29] = trekk(22, x1, g)
  ut[30] = trekk(28, gcs, s1)
  ut[31] = trekk(29, gcs, t1)
  ut[32] = trekk(30, cs, c1 * 16 + s1)
  ut[33] = trekk(31, cs, d1 * 16 + t1)
  ut[34] = trekk(32, gcs, b.skrift)
  ut[35] = trekk(33, cs, b.skrift)
  ut[36] = trekk(34, les(b.lengde, j), s)
  ut[37] = trekk(35, w1, cs)
  ut[38] = trekk(36, x1, cs)
  ut[39] = trekk(37, gs, les(b.p, j + 1) * 8 + les(b.p, j - 1))
  ut[40] = trekk(39, les(b.rar, j), cs)
  ut[41] = trekk(40, gs, trekk(0, h1, t1))
  ut[42] = trekk(41, gs, trekk(0, g1, s1))
  ut[43] = trekk(42, gcs, klasse)
  ut[44] = trekk(43, x1, pos * 16 + s)
  ut[45] = trekk(44, cs, (d1 * 16 + t1) * 16 + pos)
  ut[46] = trekk(45, w1, (s2 * 16 + s1) * 16 + s)
  ut[47] = trekk(46, gs, r1)
  ut[48] = trekk(47, cs, r1)
  ut[49] = trekk(48, cs, r2 * 16 + r1)
  ut[50] = trekk(49, gs, q1)
  ut[51] = trekk(50, cs, q1 * 16 + s1)
  ut[52] = trekk(51, gcs, les(b.bak3, j + 1))
  ut[53] = trekk(52, les(b.bak2, j + 1), cs * 16 + r1)
  ut[54] = trekk(53, gcs, les(b.bak3, j - 1))
  ut[55] = trekk(54, cs, r1 * 16 + pos)
  ut[56] = trekk(55, w1, trekk(0, g, b.skrift))
  ut[57] = trekk(56, x1, trekk(0, g, b.skrift))
  ut[58] = trekk(57, les(b.bak4, j), cs * 8 + pos)
  ut[59] = trekk(58, les(b.bak3, j), trekk(0, gs, s1))
  ut[60] = trekk(59, trekk(0, x1, x2), cs)
  ut[61] = trekk(61, trekk(0, w2, w1), cs)
  return ANTALL_TREKK
}
