import { rolleAv } from './lister.ts'
import type { Ordinfo } from './ordkunnskap.ts'
import {
  ALDRI_NAVN,
  BARE_SMA,
  DAGER_OG_MANEDER,
  DIALEKT,
  FUNKSJONSORD,
  HODEORD,
  IKKE_PERSON,
  IMPERATIVER,
  ORDSLUTT,
  VANLIGE_ORD,
} from './ordliste.ts'
import type { Token } from './tokens.ts'

/**
 * A token, with what is known of it. `opptatt`: part of a number, an address or an e-mail; `forst`: where a capital says
 * nothing.
 */
export type Ord = { token: Token; info: Ordinfo; opptatt: boolean; forst: boolean }

/** Roles of neighbouring words, as `rolleAv` numbers them. */
const TITTEL = 1
const SLEKT = 2
const PERSONORD = 3
const HETER = 5

/** A word of the school's day, as `vanlig` says it. */
const SKOLEORD = 5

const KLASSE = /^\d{1,2}[A-Za-zÆØÅæøå]$/
/** Letters that unnamed pupils are called by: «elev A og elev B». */
const DEKKBOKSTAV = /^[ABCXYZ]\.?$/
const IKKE_INITIAL = /^[IÅ]$/
const FORKORTELSE = /^(?:a\.s|p\.s|n\.b|a\.m|p\.m|e\.l|o\.l|f\.n|u\.s)\.$/

const erIkkePerson = (nokkel: string): boolean => IKKE_PERSON.has(nokkel) || ALDRI_NAVN.has(nokkel)

/**
 * Does the spelling alone settle it? Only given names of our own lists do, never what only looks like a name: A when they are
 * nothing else, B when they may be a word, too, or when something hangs on («Jonas-saken»).
 */
export function avSegSelv(ord: readonly Ord[], i: number): 'A' | 'B' | undefined {
  const o = ord[i]
  if (o === undefined || o.opptatt || o.info.fornavn !== 1) return undefined
  const { token, info } = o
  const { form } = token
  if (token.nokkel.length < 3 || erForHodeord(ord, i) || erIkkePerson(token.nokkel)) return undefined
  if (form === 'versaler' && token.nokkel.length <= 5) return undefined
  if (info.halvt) return form !== 'tall' && info.sted < 3 ? 'B' : undefined
  if (info.sted > 0) return undefined
  if (form === 'liten') {
    if (FUNKSJONSORD.has(token.nokkel)) return undefined
    if (info.vanlig < 2) return 'A'
    return rolleAv(ord[i - 1]?.token.nokkel ?? '') === HETER ? 'B' : undefined
  }
  if (form !== 'stor' && form !== 'versaler') return undefined
  return info.vanlig === 0 || (info.vanlig === 1 && !o.forst) ? 'A' : info.vanlig === 1 ? 'B' : undefined
}

/** «@Kari»: a capitalised word after the sign is somebody, unless it is an ordinary word. */
export function erTiltalt(ord: readonly Ord[], i: number): boolean {
  const o = ord[i]
  return (
    ord[i - 1]?.token.tekst === '@' &&
    o?.opptatt === false &&
    o.token.form === 'stor' &&
    o.info.vanlig < 2 &&
    !erIkkePerson(o.token.nokkel)
  )
}

/** «Haugen skole», «Berg barnehage»: a place or an institution. */
export function erForHodeord(ord: readonly Ord[], i: number): boolean {
  const [o, neste] = [ord[i], ord[i + 1]]
  if (neste === undefined || neste.opptatt || !erHodeord(neste)) return false
  // «Kari Hall» is somebody, «Kari hall» is not.
  return !(neste.token.form === 'stor' && o?.info.fornavn === 1 && o.info.sted === 0)
}

const erHodeord = ({ token }: Ord): boolean => HODEORD.has(token.nokkel) || /^t-banen?$/.test(token.nokkel)

/** May this token never begin or end a name? Numbers and references, and words like «eleven», «familien» and «på». */
export function erAldriNavn(o: Ord | undefined): boolean {
  if (o === undefined || o.opptatt) return true
  const { token, info } = o
  if (token.form === 'tall' || token.form === 'tegn') return true
  const iListe = info.fornavn === 1 || info.etternavn === 1
  if (DIALEKT.has(token.nokkel) || ALDRI_NAVN.has(token.nokkel)) return true
  if (iListe && token.form !== 'liten') return false
  return rolleAv(token.nokkel) > 0 && !(iListe && !FUNKSJONSORD.has(token.nokkel))
}

/** Does a name stop here? At a new line, a number, a colon. */
export function erSkille(o: Ord): boolean {
  return (
    o.opptatt || o.token.form === 'tall' || (o.token.form === 'tegn' && !/^[-‐‑'’&/,]$/.test(o.token.tekst))
  )
}

/**
 * Takes a hit away, or makes it a hint: the name of a school or a place, a service, a day, an ordinary word that begins a
 * sentence. A title before it («rektor Bjerke») gives it back.
 */
export function nedlegges(ord: readonly Ord[], fra: number, til: number): 'helt' | 'hint' | undefined {
  const siste = ord[til - 1]
  if (siste === undefined) return undefined
  if (erForHodeord(ord, til - 1)) return 'helt'
  // «Plan B», «Gruppe A».
  const bareOrdForan = til - fra === 2 && (ord[fra]?.info.vanlig ?? 0) > 1 && ord[fra]?.info.fornavn !== 1
  if (bareOrdForan && siste.token.form === 'bokstav') return 'helt'
  // «Fjordvik Skole».
  if (til - fra > 1) return erHodeord(siste) && ord[fra]?.info.fornavn !== 1 ? 'helt' : undefined
  const { token, info, forst } = siste
  const { nokkel, form } = token
  if (form === 'bokstav') return 'helt'
  if (erTilNoens(ord, fra)) return undefined
  const uten = nokkel.replace(/s$/, '')
  const navn = info.fornavn === 1 || info.fornavn === 2
  // Months have small letters; «August» inside a sentence may be a boy.
  if (DAGER_OG_MANEDER.has(nokkel)) return form !== 'liten' && info.fornavn === 1 ? 'hint' : 'helt'
  if (!navn && (erIkkePerson(nokkel) || erIkkePerson(uten))) return 'helt'
  if (!navn && info.sted === 3) return info.etternavn === 1 ? 'hint' : 'helt'
  if (info.vanlig === SKOLEORD && info.fornavn !== 1 && info.etternavn !== 1) return 'helt'
  if (forst && (IMPERATIVER.has(nokkel) || FUNKSJONSORD.has(nokkel)))
    return info.fornavn === 1 && nokkel.length > 2 ? 'hint' : 'helt'
  const ukjent = !navn && info.etternavn !== 1 && info.etternavn !== 2
  if (forst && ukjent && nokkel.length > 7 && ORDSLUTT.test(nokkel)) return 'helt'
  if (forst && ukjent && info.vanlig > 1) return 'hint'
  const vanlig = form === 'liten' ? erVanligOrdILista(nokkel) : VANLIGE_ORD.has(nokkel)
  if (!vanlig || (!forst && form !== 'liten')) return undefined
  return forst && erSidestilt(ord, til) ? 'helt' : 'hint'
}

const erVanligOrdILista = (nokkel: string): boolean => VANLIGE_ORD.has(nokkel) || BARE_SMA.has(nokkel)

/** After «rektor», «heter» or «broren til» it is a person, whatever else the word may be. */
function erTilNoens(ord: readonly Ord[], i: number): boolean {
  const foran = rolleAv(ord[i - 1]?.token.nokkel ?? '')
  const til = ord[i - 1]?.token.nokkel === 'til' && rolleAv(ord[i - 2]?.token.nokkel ?? '') === SLEKT
  return foran === TITTEL || foran === HETER || til
}

/** «Stein og pinner», «Sol, regn»: two ordinary things side by side. */
function erSidestilt(ord: readonly Ord[], i: number): boolean {
  const neste = ord[i + 1]
  return (
    /^(?:og|eller|,)$/.test(ord[i]?.token.tekst ?? '') &&
    neste?.token.form === 'liten' &&
    neste.info.vanlig > 1 &&
    rolleAv(neste.token.nokkel) === 0
  )
}

const MED_TALL = /^(\p{L}{3,20})\d{1,4}[A-Za-z]?$/u

/** «Ella1B», «ella2014»: the name that is written together with a class or a year. */
export function navnForanTall(tekst: string): string | undefined {
  return MED_TALL.exec(tekst)?.[1]
}

/** «M. i 5B», «elev A.H.», «gutten, M.»; not «A. Innledning», and not «elev A». Where it ends, and how sure it is. */
export function initialer(ord: readonly Ord[], i: number): { til: number; trinn: 'A' | 'B' } | undefined {
  const o = ord[i]
  if (o === undefined || o.opptatt) return undefined
  const { form, tekst } = o.token
  if (form !== 'initial' && form !== 'bokstav') return undefined
  if (ord[i - 1]?.token.form === 'initial' && ord[i - 1]?.opptatt === false) return undefined
  let til = i
  while (ord[til]?.token.form === 'initial' && ord[til]?.opptatt === false) til++
  const varslet = varslerPerson(ord, i)
  if (til === i) {
    const kan = !DEKKBOKSTAV.test(tekst) && !IKKE_INITIAL.test(tekst)
    return kan && (varslet || harKlasseEtter(ord, i))
      ? { til: i + 1, trinn: harKlasseEtter(ord, i) ? 'A' : 'B' }
      : undefined
  }
  if (harKlasseEtter(ord, til - 1) || harKlasseEtter(ord, etterOg(ord, til))) return { til, trinn: 'A' }
  if (til - i === 1) return varslet && !DEKKBOKSTAV.test(tekst) ? { til, trinn: 'A' } : undefined
  if (varslet) return { til, trinn: 'A' }
  const forkortelse = FORKORTELSE.test(
    ord
      .slice(i, til)
      .map(x => x.token.nokkel)
      .join(''),
  )
  return til - i === 2 && !forkortelse ? { til, trinn: 'A' } : undefined
}

/** «L. og F. i 2B»: where the second one stands. */
function etterOg(ord: readonly Ord[], i: number): number {
  return /^(?:og|,)$/.test(ord[i]?.token.tekst ?? '') && ord[i + 1]?.token.form === 'initial'
    ? i + 1
    : ord.length
}

function varslerPerson(ord: readonly Ord[], i: number): boolean {
  const forrige = ord[i - 1]
  if (forrige === undefined) return false
  if (forrige.opptatt) return true
  const j = forrige.token.tekst === ',' ? i - 2 : i - 1
  return [TITTEL, SLEKT, PERSONORD, HETER].includes(rolleAv(ord[j]?.token.nokkel ?? ''))
}

function harKlasseEtter(ord: readonly Ord[], i: number): boolean {
  if (!/^(?:i|på)$/.test(ord[i + 1]?.token.nokkel ?? '')) return false
  const klasse = ord[i + 2]?.token.tekst ?? ''
  if (KLASSE.test(klasse)) return true
  const j = ord[i + 3]?.token.tekst === '.' ? i + 4 : i + 3
  return /^\d{1,2}$/.test(klasse) && /^(?:trinn|klasse)$/.test(ord[j]?.token.nokkel ?? '')
}
