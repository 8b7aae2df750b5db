import { idnr } from '@navikt/fnrvalidator'
import type { Funn, Slag } from './funn.ts'
import { finnIdentifikatorer } from './identifikatorer.ts'
import { LISTER } from './lister.ts'
import { BARE_SMA, FUNKSJONSORD, HODEORD, SKOLEORD, TITLER, VANLIGE_ORD } from './ordliste.ts'
import { finnPersonnavn } from './personnavn.ts'
import { delITokens, nokkel, type Token } from './tokens.ts'
import { hentModell } from './vekter.ts'

export type { Funn }

/** The longest text that a field may hold. finnFunn itself takes any length, in time that grows with it. */
export const MAKS_TEGN = 4000

const MODELL = hentModell()

/** Where two kinds meet, the one that says most about the person is named. */
const REKKEFOLGE: readonly Slag[] = [
  'fodselsnummer',
  'epost',
  'telefon',
  'adresse',
  'navn',
  'skilt',
  'sjelden',
]

/** Names and identifiers in a text, sorted and never overlapping (fag: samtykke, regel 3). Pure; never throws. */
export function finnFunn(tekst: string): Funn[] {
  const tokens = delITokens(tekst)
  const identifikatorer = slaSammen(finnIdentifikatorer(tekst, tokens).map(f => heleOrd(f, tokens)))
  const sikre = identifikatorer.filter(f => f.trinn === 'A')
  const navn = finnPersonnavn(tokens, dekketAv(sikre, tokens), MODELL)
  const hint = identifikatorer.filter(
    f => f.trinn === 'B' && !navn.some(n => n.start < f.slutt && f.start < n.slutt),
  )
  return slaSammen([...sikre, ...navn, ...hint])
}

/** A given name that is no word and no place: no municipality may let it through. */
export function erSterktFornavn(ord: string): boolean {
  const n = nokkel(ord)
  const { fornavn, vanlig, sted } = MODELL.kjenn(n)
  return n.length > 2 && (LISTER.fornavn.has(n) || fornavn === 2) && vanlig < 2 && sted < 2
}

/** Is this an ordinary word when it is written in small letters («mai», «liv», «storm»)? */
export function erVanligOrd(ord: string): boolean {
  const n = nokkel(ord)
  return [VANLIGE_ORD, FUNKSJONSORD, BARE_SMA, SKOLEORD, HODEORD, TITLER].some(liste => liste.has(n))
}

/**
 * Puts `med` in place of every hit, as «Erstatt med K7F3» does. Doing it again with the hits of the result changes nothing
 * but hints, as long as `med` is a reference or the word «eleven».
 */
export function erstattFunn(tekst: string, funn: readonly Funn[], med: string): string {
  const biter: string[] = []
  let lest = 0
  for (const f of slaSammen(funn)) {
    biter.push(tekst.slice(lest, f.start), med)
    lest = f.slutt
  }
  biter.push(tekst.slice(lest))
  return biter.filter(bit => bit !== '').reduce((foran, bit) => foran + mellomrom(foran, bit) + bit, '')
}

/** Which kind of number eleven digits are, for the form to say. It decides nothing: eleven digits are always a hit. */
export function slagAvNummer(siffer: string): 'fnr' | 'dnr' | 'annet' {
  const svar = idnr(siffer.replace(/\D/g, ''))
  return svar.status === 'valid' && (svar.type === 'fnr' || svar.type === 'dnr') ? svar.type : 'annet'
}

const LIMES_FORAN = /(?:[\p{L}\p{N}\p{M}][-‐‑'’.]?|(?:@|\(at\)|\[at\]) ?)$/u
const LIMES_BAK = /^[-‐‑'’]?[\p{L}\p{N}\p{M}]/u

/** In «M.Hansen», «tlf-22334455» and «@ Kari.no» what replaces one part must not make something new with the other. */
function mellomrom(foran: string, bak: string): string {
  return LIMES_FORAN.test(foran.slice(-6)) && LIMES_BAK.test(bak.slice(0, 4)) ? ' ' : ''
}

function slaSammen(funn: readonly Funn[]): Funn[] {
  const ut: Funn[] = []
  for (const f of funn.toSorted((a, b) => a.start - b.start)) {
    const forrige = ut.at(-1)
    if (forrige === undefined || f.start >= forrige.slutt) {
      ut.push({ ...f })
      continue
    }
    forrige.slutt = Math.max(forrige.slutt, f.slutt)
    forrige.slag = REKKEFOLGE.find(slag => slag === forrige.slag || slag === f.slag) ?? f.slag
    if (f.trinn === 'A') forrige.trinn = 'A'
  }
  return ut
}

/** A hit never ends inside a word: half a word left behind may be read as something else. */
function heleOrd(f: Funn, tokens: readonly Token[]): Funn {
  const forste = tokens[forsteEtter(tokens, f.start)]
  const siste = tokens[forsteEtter(tokens, f.slutt - 1)]
  const slutt = siste !== undefined && siste.start < f.slutt ? Math.max(siste.slutt, f.slutt) : f.slutt
  return { ...f, start: Math.min(forste?.start ?? f.start, f.start), slutt }
}

/** Index of the first token that ends after `sted`. */
function forsteEtter(tokens: readonly Token[], sted: number): number {
  let lav = 0
  let hoy = tokens.length
  while (lav < hoy) {
    const midt = (lav + hoy) >> 1
    if ((tokens[midt]?.slutt ?? 0) > sted) hoy = midt
    else lav = midt + 1
  }
  return lav
}

function dekketAv(funn: readonly Funn[], tokens: readonly Token[]): (i: number) => boolean {
  if (funn.length === 0) return () => false
  const dekket = new Set<number>()
  for (const f of funn)
    for (let i = forsteEtter(tokens, f.start); (tokens[i]?.start ?? f.slutt) < f.slutt; i++) dekket.add(i)
  return i => dekket.has(i)
}

// The first texts are slow, and the first author should not be the one who waits.
finnFunn('Oppvarming: Eleven trives, og Kari Nordmann i 5B ringer 22 33 44 55 på mandag.')
