import type { Funn } from './funn.ts'
import { ETTERNAVN, FORNAVN } from './navneliste.ts'
import {
  BARE_SMA,
  ENDELSER,
  FORAN_NAVN,
  FUNKSJONSORD,
  HODEORD,
  IKKE_PERSON,
  ORDSLUTT,
  SLEKT_OG_VENNER,
  STEDER,
  TITLER,
  VANLIGE_ORD,
} from './ordliste.ts'
import { erForst, nokkel, type Token } from './tokens.ts'

type Trinn = Funn['trinn']

/** A token with what the lists know about its spelling. */
type Ord = Token & {
  /** Part of a number, an address or an e-mail: found already, and what follows it may be a name. */
  opptatt: boolean
  forst: boolean
  fornavn: boolean
  etternavn: boolean
  vanlig: boolean
  sted: boolean
  funksjonsord: boolean
  ikkePerson: boolean
  /** A name that is neither a word nor a place: the spelling alone settles it. */
  sikkert: boolean
  /** «Jonas-saken»: a name, and then something else. */
  halvt: boolean
}

const FORNAVN_NOKLER = new Set(FORNAVN.map(nokkel))
const ETTERNAVN_NOKLER = new Set(ETTERNAVN.map(nokkel))
const ORD = new Set([...VANLIGE_ORD, ...FUNKSJONSORD, ...FORAN_NAVN, ...TITLER, ...SLEKT_OG_VENNER])
const FARSNAVN = /^(.{3,})(?:sen|son|datter|dotter|dottir)$/
/** «Konferansen», «kakeprisen»: words in -s with the article, which only look like a patronymic. */
const BESTEMT_SEN = /[aeiouyæøåns]sen$/
/** Small words inside a name: «van der Berg», «bin Said». */
const BINDEORD = new Set('van von de da der den del della dela al el bin bint ibn abu'.split(' '))
const STED_FORAN = new Set('bydel bydelen sankt st hellige'.split(' '))
const HETER = new Set('heter heiter hete heite het kalles kallast kalt kalla'.split(' '))
/** Letters that unnamed pupils are called by: «elev A og elev B». */
const DEKKBOKSTAV = /^[ABCXYZ]\.?$/
const IKKE_INITIAL = /^[IÅ]$/
const FORKORTELSE = /^(?:a\.s|p\.s|n\.b|a\.m|p\.m|e\.l|o\.l|f\.n|u\.s)\.$/
const KLASSE = /^\d{1,2}[A-Za-zÆØÅæøå]$/

/** Person names in running text; `opptatt` tells which tokens a number, an address or an e-mail already covers. */
export function finnNavn(tokens: readonly Token[], opptatt: (i: number) => boolean): Funn[] {
  const ord = tokens.map((token, i) => slaOpp(token, opptatt(i), !opptatt(i - 1) && erForst(tokens, i)))
  const funn: Funn[] = []
  let ledig = 0
  for (let i = 0; i < ord.length; i++) {
    const trinn = trinnFor(ord, i) ?? (erIListe(ord, i, ledig) ? 'B' : undefined)
    if (trinn === undefined) continue
    const forste = utvidBakover(ord, i, ledig)
    const siste = utvidForover(ord, i)
    const alle = ord.slice(forste, siste + 1)
    const sikkert = trinn === 'A' || alle.some((_, k) => trinnFor(ord, forste + k) === 'A')
    funn.push({
      start: alle[0]?.start ?? 0,
      slutt: alle.at(-1)?.slutt ?? 0,
      slag: 'navn',
      trinn: sikkert ? 'A' : 'B',
    })
    ledig = siste + 1
    i = siste
  }
  return funn
}

function slaOpp(token: Token, opptatt: boolean, forst: boolean): Ord {
  const n = token.nokkel
  const grunn = kjentNavn(n) || STEDER.has(n) || ORD.has(n) ? n : n.replace(/'?s$/, '')
  const deler = n.includes('-') ? grunn.split('-') : []
  const bindestrek = deler.length > 1 && erBindestreknavn(deler, token.form)
  const fornavn = bindestrek || FORNAVN_NOKLER.has(grunn)
  const etternavn = ETTERNAVN_NOKLER.has(grunn)
  const kjent = fornavn || etternavn
  const smaOrd = token.form === 'liten' && (BARE_SMA.has(n) || BARE_SMA.has(grunn))
  const vanlig = kjent ? smaOrd || VANLIGE_ORD.has(n) || VANLIGE_ORD.has(grunn) : erVanligForm(n, token.form)
  const sted = STEDER.has(n) || STEDER.has(grunn)
  const funksjonsord = FUNKSJONSORD.has(n)
  const ikkePerson = [n, grunn].some(form => IKKE_PERSON.has(form) || HODEORD.has(form))
  const entydig = bindestrek ? deler.some(erEntydig) : erEntydig(grunn)
  return {
    // Written out: spreading the token here makes the whole guard ten times slower.
    start: token.start,
    slutt: token.slutt,
    tekst: token.tekst,
    nokkel: n,
    form: token.form,
    opptatt,
    forst,
    fornavn,
    etternavn,
    vanlig,
    sted,
    funksjonsord,
    ikkePerson,
    sikkert: kjent && entydig && !vanlig && !sted && !funksjonsord && !ikkePerson,
    halvt:
      deler.length > 1 &&
      !bindestrek &&
      /^\p{L}\p{Ll}*-/u.test(token.tekst) &&
      FORNAVN_NOKLER.has(deler[0] ?? '') &&
      erEntydig(deler[0] ?? ''),
  }
}

function kjentNavn(n: string): boolean {
  return FORNAVN_NOKLER.has(n) || ETTERNAVN_NOKLER.has(n)
}

function erEntydig(n: string): boolean {
  const annet = VANLIGE_ORD.has(n) || FUNKSJONSORD.has(n) || STEDER.has(n) || IKKE_PERSON.has(n)
  return n.length > 2 && kjentNavn(n) && !annet
}

/** «Else-Marie», «Al-Hussein», «Liv-Mari», but neither «Nord-Norge» nor «Jonas-saken». */
function erBindestreknavn(deler: readonly string[], form: Token['form']): boolean {
  const alleKjent = deler.every(kjentNavn)
  if (form === 'stor') return alleKjent || deler.some(erEntydig)
  return alleKjent && deler.some(erEntydig) && form !== 'blandet'
}

/** Whether a word that is no name is an ordinary one. Only asked of capitalised words, since only they may be unknown names. */
function erVanligForm(n: string, form: Token['form']): boolean {
  if (form !== 'stor' && form !== 'versaler') return true
  if (ORD.has(n) || ORDSLUTT.test(n)) return true
  return ENDELSER.some(e => n.endsWith(e) && n.length - e.length >= 3 && ORD.has(n.slice(0, -e.length)))
}

function trinnFor(ord: readonly Ord[], i: number): Trinn | undefined {
  const o = ord[i]
  if (o === undefined || o.opptatt) return undefined
  switch (o.form) {
    case 'initial':
    case 'bokstav':
      return trinnForInitial(ord, i, o)
    case 'stor':
      return erUtelukket(ord, i, o) ? undefined : (trinnForStor(ord, i, o) ?? trinnEtterSammenheng(ord, i, o))
    case 'blandet':
      if (erUtelukket(ord, i, o)) return undefined
      return o.sikkert && o.nokkel.length > 4 ? 'A' : o.halvt ? 'A' : undefined
    case 'versaler':
      return erUtelukket(ord, i, o) ? undefined : trinnForVersaler(ord, i, o)
    case 'liten':
      return erUtelukket(ord, i, o) ? undefined : trinnForLiten(ord, i, o)
    case 'tall':
    case 'tegn':
      return undefined
  }
}

/** Services and school words, and the names of schools, districts and saints: «Haugen skole», «bydel Alna», «St. Hans». */
function erUtelukket(ord: readonly Ord[], i: number, o: Ord): boolean {
  const neste = ord[i + 1]
  const forrige = ord[i - 1]
  if (o.ikkePerson) return true
  if (neste !== undefined && !neste.opptatt && HODEORD.has(neste.nokkel)) return true
  return forrige !== undefined && !forrige.opptatt && STED_FORAN.has(forrige.nokkel)
}

function trinnForStor(ord: readonly Ord[], i: number, o: Ord): Trinn | undefined {
  if (o.funksjonsord || o.nokkel.length < 3)
    return o.fornavn && erSikkertEtternavn(ord, i + 1)
      ? 'A'
      : o.fornavn && !o.forst && o.nokkel.length > 2
        ? 'B'
        : undefined
  if (o.sikkert) return 'A'
  if (o.fornavn && kanVareNavn(ord, i + 1)) return 'A'
  if (o.fornavn && !o.forst) return o.sted ? 'B' : 'A'
  if (o.etternavn) return o.forst || o.sted ? undefined : 'A'
  if (o.vanlig || o.sted) return undefined
  const far = FARSNAVN.exec(o.nokkel)?.[1]
  if (far === undefined) return undefined
  return erEntydig(far) || erEntydig(`${far}s`) || (!o.forst && !BESTEMT_SEN.test(o.nokkel)) ? 'A' : undefined
}

/** An unknown capitalised word counts as a name by what stands beside it. */
function trinnEtterSammenheng(ord: readonly Ord[], i: number, o: Ord): Trinn | undefined {
  const forrige = ord[i - 1]
  if (forrige?.tekst === '@' && kanVareNavn(ord, i)) return 'A'
  if (forrige !== undefined && TITLER.has(forrige.nokkel) && !o.funksjonsord && o.etternavn) return 'B'
  if (!kanVareNavn(ord, i)) return undefined
  if (varslerNavn(forrige) || (!o.forst && harKlasseEtter(ord, i))) return 'B'
  const slekt = forrige?.nokkel === 'til' && SLEKT_OG_VENNER.has(ord[i - 2]?.nokkel ?? '')
  return slekt || /^(?:han|hun|ho)$/.test(forrige?.tekst ?? '') ? 'B' : undefined
}

/** «Ali, Xyzzy og Amina»: an unknown word in a row with a name that was just found. */
function erIListe(ord: readonly Ord[], i: number, ledig: number): boolean {
  return (
    ledig > 0 &&
    i === ledig + 1 &&
    /^(?:,|og|å|eller|&)$/.test(ord[ledig]?.tekst ?? '') &&
    kanVareNavn(ord, i)
  )
}

function trinnForVersaler(ord: readonly Ord[], i: number, o: Ord): Trinn | undefined {
  if (o.sikkert && (o.fornavn || o.nokkel.length > 5)) return 'A'
  return o.fornavn && ord[i + 1]?.form === 'versaler' && erSikkertEtternavn(ord, i + 1) ? 'A' : undefined
}

function trinnForLiten(ord: readonly Ord[], i: number, o: Ord): Trinn | undefined {
  if (o.funksjonsord) return undefined
  if (o.sikkert && o.fornavn) return 'A'
  if (o.fornavn && erSikkertEtternavn(ord, i + 1)) return 'A'
  if (o.sikkert && o.nokkel.length > 3) return 'B'
  const forrige = ord[i - 1]
  const etterHeter = forrige !== undefined && HETER.has(forrige.nokkel) && (o.fornavn || o.etternavn)
  return o.halvt || etterHeter ? 'B' : undefined
}

/** «M. i 5B», «elev A.H.», «gutten, M.»; not «A. Innledning», and not «elev A». */
function trinnForInitial(ord: readonly Ord[], i: number, o: Ord): Trinn | undefined {
  const forrige = ord[i - 1]
  if (forrige?.form === 'initial' && !forrige.opptatt) return undefined
  let antall = 0
  while (ord[i + antall]?.form === 'initial' && ord[i + antall]?.opptatt === false) antall++
  if (antall === 0)
    return erInitial(o) && (varslerNavn(forrige) || (o.forst && harKlasseEtter(ord, i))) ? 'B' : undefined
  if (harKlasseEtter(ord, i + antall - 1)) return 'A'
  if (antall === 1) return varslerNavn(forrige) && !DEKKBOKSTAV.test(o.tekst) ? 'A' : undefined
  if (varslerNavn(forrige)) return 'A'
  return antall === 2 && !FORKORTELSE.test(o.nokkel + (ord[i + 1]?.nokkel ?? '')) ? 'A' : undefined
}

function erInitial(o: Ord): boolean {
  return (
    o.form === 'initial' ||
    (o.form === 'bokstav' && !DEKKBOKSTAV.test(o.tekst) && !IKKE_INITIAL.test(o.tekst))
  )
}

function varslerNavn(forrige: Ord | undefined): boolean {
  return (
    forrige !== undefined && (forrige.opptatt || FORAN_NAVN.has(forrige.nokkel) || TITLER.has(forrige.nokkel))
  )
}

function harKlasseEtter(ord: readonly Ord[], i: number): boolean {
  if (!/^(?:i|på)$/.test(ord[i + 1]?.nokkel ?? '')) return false
  const klasse = ord[i + 2]?.tekst ?? ''
  if (KLASSE.test(klasse)) return true
  const trinn = ord[i + 3]?.tekst === '.' ? ord[i + 4] : ord[i + 3]
  return /^\d{1,2}$/.test(klasse) && /^(?:trinn|klasse)$/.test(trinn?.nokkel ?? '')
}

function erSikkertEtternavn(ord: readonly Ord[], i: number): boolean {
  const o = ord[i]
  return o !== undefined && !o.opptatt && o.etternavn && o.sikkert && !erUtelukket(ord, i, o)
}

/** A capitalised word that is a listed name, or no word that we know. */
function kanVareNavn(ord: readonly Ord[], i: number): boolean {
  const o = ord[i]
  if (o === undefined || o.opptatt || o.funksjonsord || erUtelukket(ord, i, o)) return false
  if (o.form !== 'stor') return o.form === 'blandet' && o.sikkert
  if (o.fornavn || o.etternavn) return o.nokkel.length > 1
  return o.nokkel.length > 1 && !o.vanlig && !o.sted
}

/** Initials before a surname, and one unknown capitalised word («Xyzzy Hansen»). */
function utvidBakover(ord: readonly Ord[], i: number, ledig: number): number {
  let forste = i
  const o = ord[i]
  if (o?.etternavn && o.form === 'stor' && forste - 1 >= ledig && kanVareNavn(ord, forste - 1)) forste--
  while (forste - 1 >= ledig && ord[forste - 1]?.form === 'initial' && ord[forste - 1]?.opptatt === false)
    forste--
  return forste
}

function utvidForover(ord: readonly Ord[], i: number): number {
  let siste = i
  while (true) {
    if (fortsetterNavn(ord, siste + 1)) siste++
    else if (BINDEORD.has(ord[siste + 1]?.nokkel ?? '') && fortsetterNavn(ord, siste + 2)) siste += 2
    else return siste
  }
}

function fortsetterNavn(ord: readonly Ord[], i: number): boolean {
  const o = ord[i]
  const forrige = ord[i - 1]
  if (o === undefined || forrige === undefined || o.opptatt) return false
  if (erInitial(o) || kanVareNavn(ord, i)) return true
  if (o.funksjonsord || erUtelukket(ord, i, o)) return false
  if (o.form === 'liten') return forrige.form === 'liten' && (o.etternavn || (o.fornavn && o.sikkert))
  if (o.form !== 'versaler') return false
  return o.sikkert || (forrige.form === 'versaler' && o.nokkel.length > 3 && !o.vanlig && !o.sted)
}

/** A given name that is no word and no place: no municipality may let it through. */
export function erSterktFornavn(ord: string): boolean {
  const n = nokkel(ord)
  return FORNAVN_NOKLER.has(n) && erEntydig(n)
}
