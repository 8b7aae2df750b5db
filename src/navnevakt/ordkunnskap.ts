import { blandInn, hashTekst, type Vekttabell } from './hash.ts'

/** The four questions that are asked of a word by its spelling alone; each answer is a logit. */
export const FORNAVN = 0
export const ETTERNAVN = 1
export const VANLIG = 2
export const STED = 3

/** Words written by hand, by key; 0 where a word is in none of them. */
export type Ordlister = {
  fornavn: ReadonlySet<string>
  etternavn: ReadonlySet<string>
  skoleord: ReadonlySet<string>
  steder: ReadonlySet<string>
  ikkePerson: ReadonlySet<string>
}

/**
 * What is known of a word. `fornavn` and `etternavn`: 0 no, 1 in a list of ours, 2 learnt by heart, 3 looks like one.
 * `vanlig`: 0 unknown, 1 weak, 2–4 known, 5 a school word. `sted`: 0 no, 1–2 learnt, 3 in a list of ours.
 * `g`, `c`, `p` are the same, packed for the tagger.
 */
export type Ordinfo = {
  fornavn: number
  etternavn: number
  vanlig: number
  sted: number
  genitiv: boolean
  /** A hyphenated word of which only some parts are names. */
  halvt: boolean
  g: number
  c: number
  p: number
  skrivemate: Skrivemate
  /** What the tagger has found that the word says by itself, by `utgave`. */
  egnePoeng: [number, number, number][]
}

/** Hashes of the word and its ends; `rar`: spellings that Norwegian words seldom have. */
export type Skrivemate = {
  w: number
  for2: number
  for3: number
  bak2: number
  bak3: number
  bak4: number
  rar: number
}

const ENDELSER = 'e en et ene ane er ar te de a t r n s ne ens ets est este ende'.split(' ')
const STAMME = 1
const FORAN = 2
const BAK = 3
const BITER = 4
const HELT = 5

/** No word has more features than this: keys are at most forty letters long. */
export const MAKS_ORDTREKK = 256

/** Fills `ut` with the features of a key; returns how many come before the n-grams, and how many there are. */
export function ordtrekk(nokkel: string, ut: Int32Array): { grove: number; alle: number } {
  const ord = nokkel.length > 40 ? nokkel.slice(0, 40) : nokkel
  let n = 0
  ut[n++] = blandInn(HELT, -1)
  ut[n++] = hashTekst(ord, 0, ord.length, HELT)
  for (const lengde of stammer(ord)) {
    ut[n++] = hashTekst(ord, 0, lengde, STAMME)
    const dobbel =
      lengde > 3 &&
      ord.charCodeAt(lengde - 1) === ord.charCodeAt(lengde - 2) &&
      !/[aeiouyæøå]/.test(ord.charAt(lengde - 1))
    if (dobbel) ut[n++] = hashTekst(ord, 0, lengde - 1, STAMME)
  }
  const merket = `^${ord}$`
  for (let k = 5; k <= 9 && k < merket.length; k++) ut[n++] = hashTekst(merket, 0, k, FORAN)
  for (let k = 4; k <= 9 && k < merket.length; k++)
    ut[n++] = hashTekst(merket, merket.length - k, merket.length, BAK)
  const grove = n
  for (let k = 2; k <= 4; k++)
    for (let i = 0; i + k <= merket.length; i++) ut[n++] = hashTekst(merket, i, i + k, BITER)
  return { grove, alle: n }
}

function stammer(ord: string): number[] {
  const lengder = [ord.length]
  for (const e of ENDELSER) {
    const lengde = ord.length - e.length
    if (lengde >= 2 && ord.endsWith(e) && !lengder.includes(lengde)) lengder.push(lengde)
  }
  return lengder
}

export type Poeng = (nokkel: string) => Float64Array | number[]

/** The scorer with trained weights; `skala` is what one step of a weight is worth. */
export function lagPoeng(tabell: Vekttabell, skala: number): Poeng {
  const trekk = new Int32Array(MAKS_ORDTREKK)
  const { data } = tabell
  return nokkel => {
    const { grove, alle } = ordtrekk(nokkel, trekk)
    let fornavn = 0
    let etternavn = 0
    let vanlig = 0
    let sted = 0
    for (let i = 0; i < alle; i++) {
      const her = tabell.finn(trekk[i] ?? 0)
      if (her < 0) continue
      fornavn += data[her] ?? 0
      etternavn += data[her + 1] ?? 0
      if (i < grove) vanlig += data[her + 2] ?? 0
      sted += data[her + 3] ?? 0
    }
    return [fornavn * skala, etternavn * skala, vanlig * skala, sted * skala]
  }
}

const bolk = (logit: number): number => Math.max(0, Math.min(7, Math.floor(logit / 1.5) + 4))
const niva = (b: number): number => (b <= 2 ? 0 : b <= 4 ? 1 : b === 5 ? 2 : 3)
const regelklasse = (b: number): number => (b >= 6 ? 2 : b === 5 ? 3 : 0)
/** 1 is the strongest, 0 none. */
const sterkest = (a: number, b: number): number => (a === 0 ? b : b === 0 ? a : Math.min(a, b))

const RAR = /[qwxz]|[dk]h|bd|ii|uu|aa/

function skrivemateAv(nokkel: string): Skrivemate {
  const n = nokkel.length
  return {
    w: hashTekst(nokkel),
    for2: hashTekst(nokkel, 0, Math.min(2, n)),
    for3: hashTekst(nokkel, 0, Math.min(3, n)),
    bak2: hashTekst(nokkel, Math.max(0, n - 2), n),
    bak3: hashTekst(nokkel, Math.max(0, n - 3), n),
    bak4: hashTekst(nokkel, Math.max(0, n - 4), n),
    rar: (RAR.test(nokkel) ? 1 : 0) | (nokkel.includes('-') ? 4 : 0) | (nokkel.includes("'") ? 8 : 0),
  }
}

const MAKS_HUSKET = 30_000

/** What is known of words: their scores, and the lists. Remembers the last words asked about. */
export function lagOrdkunnskap(poeng: Poeng, lister: Ordlister): (nokkel: string) => Ordinfo {
  const husket = new Map<string, Ordinfo>()
  return nokkel => {
    const kjent = husket.get(nokkel)
    if (kjent !== undefined) return kjent
    if (husket.size >= MAKS_HUSKET) husket.clear()
    const info = finnOrdinfo(nokkel, poeng, lister)
    husket.set(nokkel, info)
    return info
  }
}

type Navn = { f: number; e: number; fb: number; eb: number; liste: number; genitiv: boolean }

function navneinfo(nokkel: string, poeng: Poeng, lister: Ordlister): Navn {
  const hel = enkeltnavn(nokkel, poeng, lister)
  if (nokkel.length < 4 || !nokkel.endsWith('s')) return hel
  const uten = enkeltnavn(nokkel.slice(0, nokkel.endsWith("'s") ? -2 : -1), poeng, lister)
  const genitiv = Math.max(uten.fb, uten.eb) > Math.max(hel.fb, hel.eb) || (uten.liste > 0 && hel.liste === 0)
  return {
    f: sterkest(hel.f, uten.f),
    e: sterkest(hel.e, uten.e),
    fb: Math.max(hel.fb, uten.fb),
    eb: Math.max(hel.eb, uten.eb),
    liste: Math.max(hel.liste, uten.liste),
    genitiv,
  }
}

function enkeltnavn(nokkel: string, poeng: Poeng, lister: Ordlister): Navn {
  const p = poeng(nokkel)
  const fb = bolk(p[FORNAVN] ?? 0)
  const eb = bolk(p[ETTERNAVN] ?? 0)
  const iFornavn = lister.fornavn.has(nokkel)
  const iEtternavn = lister.etternavn.has(nokkel)
  return {
    f: iFornavn ? 1 : regelklasse(fb),
    e: iEtternavn ? 1 : regelklasse(eb),
    fb,
    eb,
    liste: (iFornavn ? 1 : 0) | (iEtternavn ? 2 : 0),
    genitiv: false,
  }
}

function finnOrdinfo(nokkel: string, poeng: Poeng, lister: Ordlister): Ordinfo {
  const deler = nokkel.includes('-') ? nokkel.split('-', 4).filter(del => del.length > 1) : []
  let navn = navneinfo(nokkel, poeng, lister)
  let treff = 0
  let halvt = false
  if (deler.length > 1) {
    const delnavn = deler.map(del => navneinfo(del, poeng, lister))
    const erNavn = delnavn.filter(d => (d.f > 0 && d.f < 3) || (d.e > 0 && d.e < 3)).length
    treff = erNavn === 0 ? 1 : erNavn === deler.length ? 2 : 3
    halvt = treff === 3
    for (const d of delnavn)
      navn = {
        f: sterkest(navn.f, d.f),
        e: sterkest(navn.e, d.e),
        fb: Math.max(navn.fb, d.fb),
        eb: Math.max(navn.eb, d.eb),
        liste: Math.max(navn.liste, d.liste),
        genitiv: navn.genitiv || d.genitiv,
      }
  }
  const vanlig = vanligklasse(nokkel, poeng, lister)
  const sted = stedklasse(nokkel, poeng, lister)
  const g =
    niva(navn.fb) |
    (niva(navn.eb) << 2) |
    (navn.f << 4) |
    (navn.e << 6) |
    (navn.liste << 8) |
    ((navn.genitiv ? 1 : 0) << 10) |
    (treff << 11)
  return {
    fornavn: navn.f,
    etternavn: navn.e,
    vanlig,
    sted,
    genitiv: navn.genitiv,
    halvt,
    g,
    c: vanlig,
    p: sted,
    skrivemate: skrivemateAv(nokkel),
    egnePoeng: [],
  }
}

function vanligklasse(nokkel: string, poeng: Poeng, lister: Ordlister): number {
  if (lister.skoleord.has(nokkel) || erBoyd(nokkel, lister.skoleord)) return 5
  const b = bolk(poeng(nokkel)[VANLIG] ?? 0)
  return b < 4 ? 0 : b - 3
}

function erBoyd(nokkel: string, ord: ReadonlySet<string>): boolean {
  return /^.{3,}(?:en|et|er|ene|e|a|r|s|n|ar|ane)$/.test(nokkel)
    ? ['en', 'et', 'er', 'ene', 'e', 'a', 'r', 's', 'n', 'ar', 'ane'].some(
        e => nokkel.endsWith(e) && ord.has(nokkel.slice(0, -e.length)),
      )
    : false
}

function stedklasse(nokkel: string, poeng: Poeng, lister: Ordlister): number {
  const uten = nokkel.length > 3 && nokkel.endsWith('s') ? nokkel.slice(0, -1) : nokkel
  if (lister.steder.has(nokkel) || lister.steder.has(uten)) return 3
  const b = Math.max(bolk(poeng(nokkel)[STED] ?? 0), uten === nokkel ? 0 : bolk(poeng(uten)[STED] ?? 0))
  return b >= 5 ? 2 : b === 4 ? 1 : 0
}
