export type Form = 'liten' | 'stor' | 'versaler' | 'bokstav' | 'initial' | 'blandet' | 'tall' | 'tegn'

/**
 * A word, a number or a single sign, with UTF-16 offsets. `form` is its shape: kari, Kari, KARI, K, K., McKari, 5 or 5B, and signs.
 */
export type Token = { start: number; slutt: number; tekst: string; nokkel: string; form: Form }

/** No name is this long, and what is not looked up need not be folded. */
const MAKS_ORDLENGDE = 40

const TOKEN =
  /\p{Lu}\p{M}*\.|[\p{L}\p{N}\p{M}]+(?:[-\u2010\u2011'’]\p{L}[\p{L}\p{N}\p{M}]*)*(?:(?<=[sxzSXZ])['’](?=\s|$))?|\n|[^\s\u200b-\u200d\u2060\ufeff\u00ad]/gu
const SPESIELLE: Readonly<Record<string, string>> = {
  ł: 'l',
  ı: 'i',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  þ: 'th',
  '’': "'",
  '‐': '-',
  '‑': '-',
}

/** Splits a text into tokens. Spaces are skipped; a newline is a token, since no name goes on across it. */
export function delITokens(tekst: string): Token[] {
  const tokens: Token[] = []
  for (const treff of tekst.matchAll(TOKEN)) {
    const ord = treff[0]
    const start = treff.index
    // Most words are plain ones, and this is the first thing that is done to every text.
    const form = SMA.test(ord)
      ? 'liten'
      : STOR.test(ord)
        ? 'stor'
        : ord.length === 1 && SKILLE.test(ord)
          ? 'tegn'
          : formAv(ord)
    const enkel =
      ord.length <= MAKS_ORDLENGDE &&
      (form === 'liten' || form === 'stor') &&
      (SMA.test(ord) || STOR.test(ord))
    tokens.push({
      start,
      slutt: start + ord.length,
      tekst: ord,
      nokkel: enkel ? ord.toLowerCase() : nokkel(ord),
      form,
    })
  }
  return tokens
}

const SMA = /^[a-zæøå]+$/
const STOR = /^[A-ZÆØÅ][a-zæøå]+$/
const SKILLE = /[.,:;!?()"«»\n–-]/

/** The spelling that lists are searched by: lower case, without accents except in æ, ø and å, without a last apostrophe. */
export function nokkel(ord: string): string {
  if (ord.length > MAKS_ORDLENGDE) return ''
  const liten = ord.normalize('NFC').toLowerCase()
  if (/^[a-zæøå0-9-]*$/.test(liten)) return liten
  return Array.from(
    liten,
    tegn => SPESIELLE[tegn] ?? (/[æøå]/.test(tegn) ? tegn : tegn.normalize('NFD').replace(/\p{M}/gu, '')),
  )
    .join('')
    .replace(/'$/, '')
}

/** First in a sentence, a line, a quotation or after a colon: there a capital says nothing. */
export function erForst(tokens: readonly Token[], i: number): boolean {
  const forrige = tokens[i - 1]
  return forrige === undefined || (forrige.form === 'tegn' && !/^[,&@+)]$/.test(forrige.tekst))
}

function formAv(ord: string): Form {
  if (/^\p{Lu}\p{M}*\.$/u.test(ord)) return 'initial'
  if (!/^[\p{L}\p{N}]/u.test(ord)) return 'tegn'
  if (/\p{N}/u.test(ord)) return 'tall'
  const bokstaver = ord.replace(/[^\p{L}]/gu, '')
  if (/^\p{Lu}$/u.test(bokstaver)) return 'bokstav'
  if (!/\p{Lu}/u.test(bokstaver)) return 'liten'
  if (!/\p{Ll}/u.test(bokstaver)) return /\p{Lu}{2}/u.test(bokstaver) ? 'versaler' : 'stor'
  return /^\p{Lu}[\p{Ll}\p{M}\p{Lm}]*(?:[-‐‑'’]\p{Lu}[\p{Ll}\p{M}]*)*(?:['’]\p{Ll}+)?['’]?$/u.test(ord)
    ? 'stor'
    : 'blandet'
}
