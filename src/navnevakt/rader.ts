import type { Funn } from './funn.ts'
import { omtaler } from './kjente.ts'
import { navneord } from './navneord.ts'
import { erSterktFornavn, erstattFunn } from './navnevakt.ts'
import { delITokens, erForst, type Token } from './tokens.ts'

/** A place in one of the fields of a form. */
export type Sted = { felt: string; start: number; slutt: number }

/** One distinct hit of a form with all its places: «Kari Nordmann», «Kari» and «Karis» are one. */
export type Rad = { nokkel: string; slag: Funn['slag']; trinn: Funn['trinn']; steder: Sted[] }

/** Texts by the name of their field. */
export type Felter = Readonly<Record<string, string>>

/** The longest key of a row, in characters. */
export const MAKS_NOKKEL = 160
/** How many words a form remembers that its author has set aside. */
export const MAKS_SATT_TIL_SIDE = 40
/** Every row at once. */
export const ALLE = '*'

/** Groups the hits of a form, in the order they stand in it. */
export function tilRader(felter: Felter, funn: Readonly<Record<string, readonly Funn[]>>): Rad[] {
  const alle = Object.entries(funn).flatMap(([felt, her]) =>
    her.map((f, nr) => ({ f, felt, nr, ord: ordI(f, felter[felt] ?? '') })),
  )
  const rader: { rad: Rad; ord: string[] }[] = []
  // The fullest name first: the shorter ones are mentions of it.
  for (const { f, felt, ord } of alle.toSorted((a, b) => b.ord.length - a.ord.length)) {
    const sted = { felt, start: f.start, slutt: f.slutt }
    const kjent = rader.find(r => r.rad.slag === f.slag && erDelAv(ord, r.ord))
    if (kjent === undefined) {
      rader.push({
        rad: { nokkel: nokkelAv(f.slag, ord), slag: f.slag, trinn: f.trinn, steder: [sted] },
        ord,
      })
      continue
    }
    kjent.rad.steder.push(sted)
    if (f.trinn === 'A') kjent.rad.trinn = 'A'
    // «Kari» says more about the name than «Karis» did.
    if (ord.length === kjent.ord.length && ord.join(' ').length < kjent.ord.join(' ').length) {
      kjent.ord = ord
      kjent.rad.nokkel = nokkelAv(f.slag, ord)
    }
  }
  const plass = (felt: string) => Object.keys(felter).indexOf(felt)
  const for_ = (a: Sted, b: Sted) => plass(a.felt) - plass(b.felt) || a.start - b.start
  for (const { rad } of rader) rad.steder.sort(for_)
  return rader
    .map(r => r.rad)
    .sort((a, b) => (a.steder[0] && b.steder[0] ? for_(a.steder[0], b.steder[0]) : 0))
}

/** Has the author said that this one is no name? A hit of tier A is never set aside, whatever is sent. */
export function erSattTilSide(f: Funn, tekst: string, nokler: readonly string[]): boolean {
  if (f.trinn !== 'B') return false
  const ord = ordI(f, tekst)
  return nokler.some(
    nokkel =>
      nokkel === nokkelAv(f.slag, ord) || (f.slag === 'navn' && erDelAv(ord, ordINokkel(f.slag, nokkel))),
  )
}

/** Puts `med` in place of a row (or `ALLE`), wherever its name is mentioned in the form; a genitive stays one. */
export function erstattRader(
  felter: Felter,
  rader: readonly Rad[],
  hvilken: string,
  med: string,
  /** Places that are not to be touched: colleagues. */
  fredet: (felt: string, tekst: string) => readonly { start: number; slutt: number }[],
): { felter: Record<string, string>; antall: Record<string, number> } {
  const valgte = rader.filter(rad => hvilken === ALLE || rad.nokkel === hvilken)
  const andre = rader.filter(rad => !valgte.includes(rad))
  const ordene = new Set(
    valgte.flatMap(rad =>
      rad.steder.flatMap(({ felt, start, slutt }) => navneord((felter[felt] ?? '').slice(start, slutt))),
    ),
  )
  const antall: Record<string, number> = {}
  const nye = Object.entries(felter).map(([felt, tekst]) => {
    const urort = [...fredet(felt, tekst), ...stederI(andre, felt)]
    const steder = stederFor(felt, tekst, valgte).filter(
      f => !urort.some(annen => annen.start < f.slutt && f.start < annen.slutt),
    )
    const tokens = delITokens(tekst)
    if (steder.length > 0) antall[felt] = steder.length
    // From the end: the offsets of those before it still hold.
    const ny = steder
      .toReversed()
      .reduce(
        (foran, f) =>
          erstattFunn(
            foran,
            [f],
            begynnSetning(f, tekst, tokens, med) + (erGenitiv(f, tekst, ordene) ? 's' : ''),
          ),
        tekst,
      )
    return [felt, ny]
  })
  return { felter: Object.fromEntries(nye), antall }
}

/** The hits, and the mentions of the same names that were no hits by themselves. */
function stederFor(felt: string, tekst: string, rader: readonly Rad[]): Funn[] {
  const treff = stederI(rader, felt)
  const navn = new Set(
    rader.filter(rad => rad.slag === 'navn').flatMap(rad => ordINokkel('navn', rad.nokkel)),
  )
  const andre = navn.size === 0 ? [] : omtaler(tekst, navn)
  const nye = andre.filter(f => !treff.some(t => t.start < f.slutt && f.start < t.slutt))
  return [...treff, ...nye].sort((a, b) => a.start - b.start)
}

const stederI = (rader: readonly Rad[], felt: string): Funn[] =>
  rader.flatMap(rad =>
    rad.steder
      .filter(sted => sted.felt === felt)
      .map(({ start, slutt }): Funn => ({ start, slutt, slag: rad.slag, trinn: rad.trinn })),
  )

const ordI = (f: { start: number; slutt: number; slag: Funn['slag'] }, tekst: string): string[] => {
  const her = tekst.slice(f.start, f.slutt)
  return f.slag === 'navn' ? navneord(her) : [her.toLowerCase().replace(/\s+/g, ' ').trim()]
}

const nokkelAv = (slag: Funn['slag'], ord: readonly string[]): string =>
  (slag === 'navn' ? ord.join(' ') : `${slag}:${ord.join(' ')}`).slice(0, MAKS_NOKKEL)

const ordINokkel = (slag: Funn['slag'], nokkel: string): string[] =>
  slag === 'navn' ? nokkel.split(' ') : [nokkel]

const likt = (a: string, b: string) => a === b || a === `${b}s` || `${a}s` === b

function erDelAv(ord: readonly string[], hele: readonly string[]): boolean {
  return ord.length > 0 && ord.every(del => hele.some(annet => likt(del, annet)))
}

/** «Eleven» at the beginning of a sentence; a reference is what it is. */
function begynnSetning(f: Funn, tekst: string, tokens: readonly Token[], med: string): string {
  const i = tokens.findIndex(token => token.start >= f.start)
  return i >= 0 && erForst(tokens, i) && /^\p{Lu}/u.test(tekst.slice(f.start))
    ? med.charAt(0).toLocaleUpperCase('nb') + med.slice(1)
    : med
}

const SLUTTER_SOM_NAVN = /[aeiouyæøås]s$/u

/** Is this mention in the genitive? «Jonas» ends in s without being one. */
function erGenitiv(f: Funn, tekst: string, ordene: ReadonlySet<string>): boolean {
  if (f.slag !== 'navn') return false
  const her = tekst.slice(f.start, f.slutt)
  if (/['’]s?$/u.test(her)) return true
  const siste = navneord(her).at(-1) ?? ''
  if (!siste.endsWith('s')) return false
  const uten = siste.slice(0, -1)
  if (ordene.has(uten)) return true
  if (erSterktFornavn(siste)) return false
  return erSterktFornavn(uten) || (uten.length > 3 && !SLUTTER_SOM_NAVN.test(siste))
}
