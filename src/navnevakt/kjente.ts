import type { Funn } from './funn.ts'
import { navneord } from './navneord.ts'
import { erSterktFornavn, erVanligOrd } from './navnevakt.ts'
import { delITokens, erForst, nokkel, type Token } from './tokens.ts'

/** What the system knows about the words of a text: none of it is told to the one who writes. */
export type Kjente = {
  /** Words of the identity register that stand in the text, spelled as `navneord` spells them. */
  registrerte: ReadonlySet<string>
  /** Colleagues' names, word by word, given name first; each word by its parts («Anne-Lise» has two). */
  kolleger: readonly Kolleganavn[]
  /** Words the municipality lets through, spelled the same way. */
  tillatte: ReadonlySet<string>
}
export type Kolleganavn = readonly (readonly string[])[]

/** Every word of a text in the forms it may stand in the register: to be asked for there all at once. */
export function oppslagsord(tekst: string): string[] {
  return [...new Set(lesOrd(tekst).flatMap(token => former(token)))]
}

/**
 * The register's hits in a text besides those of the detector: tier A, and a hit that touches one becomes A too. An ordinary
 * word is one only with a capital that the beginning of a sentence does not explain.
 */
export function medRegisteret(
  tekst: string,
  funn: readonly Funn[],
  registrerte: ReadonlySet<string>,
): Funn[] {
  if (registrerte.size === 0) return [...funn]
  const tokens = lesOrd(tekst)
  const kjent = tokens.map(token => former(token).some(ord => registrerte.has(ord)))
  const forfremmet = funn.map(f =>
    tokens.some((token, i) => kjent[i] && overlapper(token, f)) ? { ...f, trinn: 'A' as const } : f,
  )
  return slaSammen([...forfremmet, ...omtaler(tekst, registrerte)])
}

/** Takes away what is about a colleague, or is a word that the municipality lets through; the register's words stay. */
export function utenKjente(tekst: string, funn: readonly Funn[], kjente: Kjente): Funn[] {
  const tokens = lesOrd(tekst)
  const kolleger = kollegaspenn(tokens, kjente.kolleger)
  return funn.flatMap(f => {
    if (f.slag !== 'navn') return [f]
    const her = tokens.filter(token => overlapper(token, f))
    const [token] = her
    if (her.length === 1 && token !== undefined && erTillatt(token, kjente)) return []
    const andre = delVedTegn(her).filter(del => !gjelderKolleger(del, kolleger) && !del.every(erRolleord))
    // Where a colleague and somebody else are one hit, the other is what is left of it.
    return kolleger.some(spenn => her.some(del => overlapper(del, spenn))) ? tilFunn(andre, f) : [f]
  })
}

/** Where a text speaks of these words as names; neighbours with a capital belong to the same name. */
export function omtaler(tekst: string, navn: ReadonlySet<string>): Funn[] {
  const tokens = lesOrd(tekst)
  const kjent = tokens.map(token => former(token).some(ord => navn.has(ord)))
  const er = tokens.map(
    (token, i) =>
      former(token).some(ord => navn.has(ord) && !erVanligOrd(ord)) || (kjent[i] && stortMedVilje(tokens, i)),
  )
  const naboTil = (i: number) =>
    er[i] || (kjent[i] && tokens[i]?.form === 'stor') || horerTilNavnet(tokens[i])
  const funn: Funn[] = []
  for (let i = 0; i < tokens.length; i++) {
    if (!er[i]) continue
    let forste = i
    while (kjent[forste - 1] && naboTil(forste - 1)) forste--
    let siste = i
    while (er[siste + 1] || (siste - i < 3 && naboTil(siste + 1))) siste++
    const [fra, til] = [tokens[forste], tokens[siste]]
    if (fra !== undefined && til !== undefined)
      funn.push({ start: fra.start, slutt: til.slutt, slag: 'navn', trinn: 'A' })
    i = siste
  }
  return slaSammen(funn)
}

const USYNLIG = /^[\u00ad\u200b-\u200d\u2060\ufeff]+$/u

/** Tokens, where a word with a soft hyphen or a space without width in it is one. */
function lesOrd(tekst: string): Token[] {
  const ut: Token[] = []
  for (const token of delITokens(tekst)) {
    const forrige = ut.at(-1)
    if (
      forrige === undefined ||
      token.form === 'tegn' ||
      forrige.form === 'tegn' ||
      !USYNLIG.test(tekst.slice(forrige.slutt, token.start))
    ) {
      ut.push(token)
      continue
    }
    const hele = forrige.tekst + token.tekst
    ut[ut.length - 1] = { ...forrige, slutt: token.slutt, tekst: hele, nokkel: nokkel(hele) }
  }
  return ut
}

/** The words of a token as the register may hold them: as it stands, in its parts, and without a genitive's s. */
function former(token: Token | undefined): string[] {
  if (token === undefined || token.form === 'tegn') return []
  const ord = navneord(token.tekst)
  return [...ord, ...ord.filter(del => del.length > 2 && del.endsWith('s')).map(del => del.slice(0, -1))]
}

function overlapper(token: Token, f: { start: number; slutt: number }): boolean {
  return token.start < f.slutt && token.slutt > f.start
}

function stortMedVilje(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]
  if (token === undefined || erForst(tokens, i)) return false
  if (token.form === 'versaler')
    return ![tokens[i - 1], tokens[i + 1]].some(nabo => nabo?.form === 'versaler')
  return token.form === 'stor' || token.form === 'blandet'
}

/** A capitalised word beside a name, when it is no ordinary word. */
function horerTilNavnet(token: Token | undefined): boolean {
  return token !== undefined && token.form === 'stor' && !erVanligOrd(token.nokkel)
}

// --- colleagues ---

/** What the team's members are called when they are spoken of: before a name these say that a colleague is meant. */
const ROLLEORD = new Set(
  `rektor rektoren inspektør inspektøren avdelingsleder avdelingslederen sosiallærer sosiallæreren sosialagent
  sosialagenten helsesykepleier helsesykepleieren helsesøster kontaktperson kontaktpersonen familieveileder
  familieveilederen veileder veilederen fagkonsulent fagkonsulenten fagleder saksbehandler saksbehandleren
  koordinator koordinatoren skolekoordinator administrator lærer læreren lærar læraren kontaktlærer kontaktlæreren
  kontaktlærar spesialpedagog spesialpedagogen miljøterapeut miljøterapeuten miljøarbeider miljøarbeideren
  miljøveileder assistent assistenten vernepleier vernepleieren barnevernspedagog sosionom psykolog psykologen
  rådgiver rådgiveren logoped logopeden møteleder møtelederen leder lederen klubbleder klubblederen kollega`
    .split(/\s+/)
    .flatMap(ord => navneord(ord)),
)

type Spenn = { start: number; slutt: number }

/**
 * Where a text names a colleague: by full name, or by a role and a part of the name («rektor Rune»). A given name alone is
 * no colleague, and neither is a longer name that begins or ends like one.
 */
export function kollegasteder(tekst: string, kolleger: readonly Kolleganavn[]): Spenn[] {
  return kollegaspenn(lesOrd(tekst), kolleger)
}

function kollegaspenn(tokens: readonly Token[], kolleger: readonly Kolleganavn[]): Spenn[] {
  if (kolleger.length === 0) return []
  const her = tokens.map(deler)
  // Every word of the name, or the first and the last.
  const fulle = etterForste(
    kolleger
      .filter(navn => navn.length > 1)
      .flatMap(navn => [navn.flat(), [...(navn[0] ?? []), ...(navn.at(-1) ?? [])]]),
  )
  const enkle = etterForste(kolleger.flat())
  const erRolle = her.map(delene => delene.some(del => ROLLEORD.has(del)))
  const spenn: Spenn[] = []
  for (const [i, token] of tokens.entries()) {
    const siste = lengst(her, i, fulle) ?? (erRolle[i] ? lengst(her, i + 1, enkle) : undefined)
    const til = siste === undefined ? undefined : tokens[siste]
    if (siste === undefined || til === undefined || horerTilNavnet(tokens[siste + 1])) continue
    if (horerTilNavnet(tokens[i - 1]) && !erRolle[i - 1] && !erForst(tokens, i - 1)) continue
    spenn.push({ start: token.start, slutt: til.slutt })
  }
  return spenn
}

type Former = ReadonlyMap<string, readonly (readonly string[])[]>

function etterForste(former: readonly (readonly string[])[]): Former {
  const svar = new Map<string, (readonly string[])[]>()
  for (const ord of former) {
    const [forste = ''] = ord
    svar.set(forste, [...(svar.get(forste) ?? []), ord])
  }
  return svar
}

/** The last token of the longest of these names that stands here. */
function lengst(her: readonly (readonly string[])[], fra: number, former: Former): number | undefined {
  const [forste = ''] = her[fra] ?? []
  return [forste, forste.replace(/s$/, '')]
    .flatMap(del => former.get(del) ?? [])
    .map(ord => folger(her, fra, ord))
    .filter(siste => siste !== undefined)
    .sort((a, b) => b - a)[0]
}

/** Do these parts of words stand here one after the other? Answers with the last token; it may be in the genitive. */
function folger(
  her: readonly (readonly string[])[],
  fra: number,
  ord: readonly string[],
): number | undefined {
  let lest = 0
  for (let i = fra; (her[i] ?? []).length > 0; i++) {
    for (const [k, del] of (her[i] ?? []).entries()) {
      const genitiv = lest === ord.length - 1 && del === `${ord[lest]}s`
      if (del !== ord[lest] && !genitiv) return undefined
      lest++
      if (lest === ord.length) return k === (her[i] ?? []).length - 1 ? i : undefined
    }
  }
  return undefined
}

const erRolleord = (token: Token): boolean => deler(token).some(del => ROLLEORD.has(del))

/** The parts of a word, without the genitive of «Solberg's». */
function deler(token: Token | undefined): string[] {
  if (token === undefined || token.form === 'tegn' || token.form === 'tall') return []
  return token.tekst
    .replace(/['’]s?$/u, '')
    .split(/['’\-‐‑]/u)
    .flatMap(del => navneord(del))
}

const BINDEORD = new Set(['og', 'eller', 'med', 'samt'])

/** «Sara Solberg og Kari Hansen» and «… Solberg. Kari» are two names. */
function delVedTegn(her: readonly Token[]): Token[][] {
  const ut: Token[][] = [[]]
  for (const token of her) {
    if (token.form === 'tegn' || BINDEORD.has(token.nokkel)) ut.push([])
    else ut.at(-1)?.push(token)
  }
  return ut.filter(del => del.length > 0)
}

function tilFunn(deler: readonly (readonly Token[])[], f: Funn): Funn[] {
  return deler.flatMap(del => {
    const [fra, til] = [del[0], del.at(-1)]
    return fra === undefined || til === undefined ? [] : [{ ...f, start: fra.start, slutt: til.slutt }]
  })
}

/** Is all of this about colleagues, with nothing in it but roles besides? */
function gjelderKolleger(her: readonly Token[], kolleger: readonly Spenn[]): boolean {
  const dekket = her.filter(token => kolleger.some(spenn => overlapper(token, spenn)))
  return dekket.length > 0 && her.every(token => dekket.includes(token) || erRolleord(token))
}

/** «Solberg, Sara (Fjordvik skole)» and «Sara Solberg», as a name to compare with. */
export function kolleganavn(visningsnavn: string): Kolleganavn {
  const navn = visningsnavn.replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ').split(/[|/]|\s[-–]\s/u)[0] ?? ''
  const [foran = '', ...bak] = navn.split(',')
  return [...bak, foran]
    .join(' ')
    .split(/\s+/u)
    .map(ord => ord.split(/['’\-‐‑]/u).flatMap(del => navneord(del)))
    .filter(deler => deler.length > 0)
}

// --- words the municipality lets through ---

function erTillatt(token: Token, { tillatte, registrerte }: Kjente): boolean {
  const ord = navneord(token.tekst)
  const grunn = ord.at(-1) ?? ''
  const treff = [grunn, grunn.replace(/s$/, '')].filter(form => tillatte.has(form))
  return (
    treff.length > 0 &&
    !treff.some(form => erSterktFornavn(form)) &&
    !former(token).some(form => registrerte.has(form))
  )
}

const REKKEFOLGE = ['fodselsnummer', 'epost', 'telefon', 'adresse', 'navn', 'skilt', 'sjelden'] as const

function slaSammen(funn: readonly Funn[]): Funn[] {
  const ut: Funn[] = []
  for (const f of funn.toSorted((a, b) => a.start - b.start || b.slutt - a.slutt)) {
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
