import { finnAdresser } from './adresser.ts'
import type { Funn, Slag } from './funn.ts'
import { sjeldneKombinasjoner } from './sjeldne.ts'
import type { Spenn, Teller } from './spenn.ts'
import type { Token } from './tokens.ts'

/**
 * Numbers, addresses and e-mail that point to one person, as they stand in the text, and as hints number plates and combinations
 * that few share. They may overlap.
 */
export function finnIdentifikatorer(
  tekst: string,
  tokens: readonly Token[],
  teller: Teller = { sett: 0 },
): Funn[] {
  const av = (slag: Slag, spenn: readonly Spenn[], trinn: Funn['trinn'] = 'A'): Funn[] =>
    spenn.map(s => ({ ...s, slag, trinn }))
  const utenTall = [
    ...av('epost', epost(tekst, teller)),
    ...av('sjelden', sjeldneKombinasjoner(tokens, teller), 'B'),
  ]
  // Most texts have no digits at all, and then there is no more to look for.
  if (!/\p{Nd}/u.test(tekst)) return utenTall
  return [
    ...av('fodselsnummer', [...elleveSifre(tekst, teller), ...omskrevneNumre(tekst, teller)]),
    ...av('telefon', telefoner(tekst, teller)),
    ...av('adresse', finnAdresser(tokens, teller)),
    ...av('skilt', bilskilt(tokens, teller), 'B'),
    ...utenTall,
  ]
}

function alle(tekst: string, monster: RegExp, teller: Teller): Spenn[] {
  return Array.from(tekst.matchAll(monster), t => {
    teller.sett++
    return { start: t.index, slutt: t.index + t[0].length }
  })
}

const KROLLALFA = String.raw`(?: ?(?:[@＠]|[(\[{] ?(?:at|a|alfa|krøllalfa|snabel-a) ?[)\]}]) ?| (?:krøllalfa|alfakrøll|snabel-a) )`
const PUNKTUM = String.raw`(?:\.| \. | ?[(\[{] ?(?:dot|punktum|prikk) ?[)\]}] ?| (?:dot|punktum|prikk) )`
const DOMENE = String.raw`\p{L}[\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}-]{1,63}){0,4}${PUNKTUM}\p{L}{2,24}`
/** «kari@skole.no», «kari @ skole . no», «kari (at) skole.no», «kari krøllalfa skole punktum no», «kari@skole», from the @ on. */
const FRA_KROLLALFA = new RegExp(
  String.raw`(?<=[\p{L}\p{N}._%+-])(?:${KROLLALFA}${DOMENE}|[@＠][\p{L}\p{N}-]{0,62}[\p{L}\p{N}]| at [\p{L}\p{N}-]{1,63} (?:dot|punktum) \p{L}{2,24})+`,
  'giu',
)
const I_LOKALDEL = /^[\p{L}\p{N}._%+-]$/u
const MAKS_LOKALDEL = 64

function epost(tekst: string, teller: Teller): Spenn[] {
  return alle(tekst, FRA_KROLLALFA, teller).map(({ start, slutt }) => {
    let forst = start
    while (forst > 0 && start - forst < MAKS_LOKALDEL) {
      teller.sett++
      const lengde = /[\udc00-\udfff]/.test(tekst[forst - 1] ?? '') ? 2 : 1
      if (!I_LOKALDEL.test(tekst.slice(forst - lengde, forst))) break
      forst -= lengde
    }
    return { start: forst, slutt }
  })
}

const SIFFER = /\p{Nd}/gu
/** What may stand between the digits of one number; more than eight signs in a row is something else. */
const MELLOM_SIFRE = /^(?:[\s.\-‐-―/_*:·•|\u200b-\u200d\u2060\ufeff\u00ad]{1,8}|,)$/u
/** Digits in references (K7F3) and class names (5B) are not part of a number beside them. */
const REFERANSE_ELLER_KLASSE = /^(?:\p{L}\p{Nd}\p{L}\p{Nd}|\p{Nd}{1,2}\p{L})$/u
const FODSELSDATO_OG_FEM =
  /(?<!\d)(?:\d{1,2}[\s./-]{1,3}\d{1,2}[\s./-]{1,3}(?:19|20)\d\d|(?:19|20)\d\d[\s./-]{1,3}\d{1,2}[\s./-]{1,3}\d{1,2}|\d{8})[\s./-]{1,4}\d{5}(?!\d)/g
/** «01019O12345», «010190x12345»: a letter for a digit, or between the two parts. */
const FEILSKREVET = /(?<![\p{L}\p{Nd}])[\dOoIl]{6}[ .\-xX+(]{0,2}[\dOoIl]{5}(?![\p{L}\p{Nd}])/gu
/** «pnr. 12345»: the date may stand elsewhere, or be known. */
const BARE_PERSONNUMMER =
  /(?<!\p{L})(?:personnummer|personnr|pers\.?nr|p\.?nr|fødselsnummer|fødselsnr|f\.?nr|d-nummer|d-?nr)(?:et)?[\p{L} :.,]{0,20}(?<!\p{Nd})(\d{5})(?!\p{Nd})/giu

const DAG = '(?:0?[1-9]|[12]\\d|3[01])'
const MANED = '(?:0?[1-9]|1[0-2])'
const DATO = `(?:${DAG}\\.${MANED}\\.(?:20)?\\d\\d|${DAG}[./]${MANED}\\.?|20\\d\\d-${MANED}-${DAG})`
const KLOKKE = '(?:[01]?\\d|2[0-3])[.:][0-5]\\d'
/** «12.12.2026 9.30–10.15» has eleven digits in a row too; nothing else is let through. */
const TIDSPUNKT = new RegExp(`^${DATO} {1,3}${KLOKKE}(?: ?[-–] ?${KLOKKE})?$`)
const MAKS_TIDSPUNKT = 40

/** Eleven digits are always taken for a fødselsnummer, whatever stands between them and whether or not they check. */
function elleveSifre(tekst: string, teller: Teller): Spenn[] {
  if (alle(tekst, SIFFER, teller).length < 11) return []
  return sifferrekker(tekst, teller)
    .filter(harElleve)
    .map(rekke => ({ start: rekke[0]?.start ?? 0, slutt: rekke.at(-1)?.slutt ?? 0 }))
    .filter(s => s.slutt - s.start > MAKS_TIDSPUNKT || !TIDSPUNKT.test(tekst.slice(s.start, s.slutt)))
}

function omskrevneNumre(tekst: string, teller: Teller): Spenn[] {
  const feilskrevne = alle(tekst, FEILSKREVET, teller).filter(
    s => (tekst.slice(s.start, s.slutt).match(/\d/g) ?? []).length >= 8,
  )
  const bareFem = alle(tekst, BARE_PERSONNUMMER, teller).map(s => ({ start: s.slutt - 5, slutt: s.slutt }))
  return [...alle(tekst, FODSELSDATO_OG_FEM, teller), ...feilskrevne, ...bareFem]
}

function sifferrekker(tekst: string, teller: Teller): Spenn[][] {
  const rekker: Spenn[][] = []
  let forrige: Spenn | undefined
  for (const ord of tekst.matchAll(/[\p{L}\p{Nd}]+/gu)) {
    teller.sett++
    if (REFERANSE_ELLER_KLASSE.test(ord[0])) {
      forrige = undefined
      continue
    }
    for (const gruppe of alle(ord[0], /\p{Nd}+/gu, teller)) {
      const sifre = { start: ord.index + gruppe.start, slutt: ord.index + gruppe.slutt }
      const fortsetter =
        forrige !== undefined && MELLOM_SIFRE.test(tekst.slice(forrige.slutt, sifre.start).slice(0, 9))
      if (fortsetter) rekker.at(-1)?.push(sifre)
      else rekker.push([sifre])
      forrige = sifre
    }
  }
  return rekker
}

/** Whether neighbouring groups of digits make eleven together, or one group alone has that many or more. */
function harElleve(rekke: readonly Spenn[]): boolean {
  const lengder = rekke.map(g => g.slutt - g.start)
  let forst = 0
  let sum = 0
  for (const lengde of lengder) {
    sum += lengde
    while (sum > 11 && lengde < 11) sum -= lengder[forst++] ?? 0
    if (sum >= 11) return true
  }
  return false
}

const LANDSKODE = String.raw`(?:\(?(?:\+|00) ?47\)?[ \u00a0.-]?)?`
const NORSK_TELEFON = new RegExp(
  String.raw`(?<!\p{Nd})${LANDSKODE}(?:\d{8}|(?<!\p{L}\d?|\p{Nd}[./-])(?:[2-9]\d(?:([ \u00a0.-])\d\d)(?:\1\d\d){2}|[2-9]\d\d([ \u00a0.-])\d\d\2\d{3}|[2-9]\d([ \u00a0-])\d{3}\3(?!000)\d{3}|[2-9]\d{3}([ \u00a0.-])\d{4}))(?!\p{Nd})`,
  'gu',
)
const UTENLANDSK_TELEFON = /(?<![\p{Nd}.:,])(?:\+ ?\d|00 ?[1-9])(?:[ \u00a0.\-()/]{0,2}\d){6,14}(?!\p{Nd})/gu
/** After «mobilen» any eight digits are a telephone number, however they are put: «2 2 3 3 4 4 5 5», «22/33 44 55». */
const ETTER_TELEFON =
  /(?<!\p{L})(?:tlf|telefon|telefonen|telefonnummer|telefonnummeret|mobil|mobilen|mobilnummer|mobilnummeret|mob|ring|sms|vipps)[ .:]{0,3}(?:(?:nr|nummer|er|på|til)[ .:]{1,3}){0,2}((?:[2-9]|0047|\+47)(?:[ \u00a0.\-/]{0,2}\d){7,9})(?![ \u00a0.\-/]{0,2}\p{Nd})/giu
const ARSREKKE = /^(?:19|20)\d\d[ \u00a0.-](?:19|20)\d\d$/
const DATO_UTEN_SKILLE =
  /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|[01]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d)$/
/** «uke 34 35 36 37», «side 20 21 22 23» */
const OPPRAMSING =
  /(?:uke|uker|ukene|veke|veker|vekene|side|sider|sidene|oppgave|oppgaver|oppgåve|oppgåver|kapittel)[ .:]{1,3}(?:\d{1,2}[ .-]){0,4}$/i

function telefoner(tekst: string, teller: Teller): Spenn[] {
  const norske = alle(tekst, NORSK_TELEFON, teller).filter(({ start, slutt }) => {
    const nummer = tekst.slice(start, slutt)
    if (ARSREKKE.test(nummer) || DATO_UTEN_SKILLE.test(nummer)) return false
    return /^\d{8}$/.test(nummer) || !OPPRAMSING.test(tekst.slice(Math.max(0, start - 30), start))
  })
  const varslede = Array.from(tekst.matchAll(ETTER_TELEFON), t => {
    teller.sett++
    const slutt = t.index + t[0].length
    return { start: slutt - (t[1]?.length ?? 0), slutt }
  })
  return [...norske, ...varslede, ...alle(tekst, UTENLANDSK_TELEFON, teller)]
}

const SKILT = /^[A-ZÆØÅ]{2}\d{5}$/i
const SKILTBOKSTAVER = /^[A-ZÆØÅ]{2}$/
const NAR_BIL =
  /^(?:bil|bilen|biler|bilar|bilskilt|elbil|elbilen|varebil|varebilen|stasjonsvogn|moped|mopeden|motorsykkel|motorsykkelen|skilt|skiltet|skiltnummer|reg|regnr|registreringsnummer|registreringsnummeret|kjennemerke|kjennemerket|kjører|kjørte|køyrer|køyrde|parkert|parkerte|volvo|toyota|tesla|audi|bmw|ford|mercedes|nissan|skoda|volkswagen|passat|golf)$/
const MAKS_TIL_BIL = 6

/** «AB 12345» close to a word for a car. A plate says whose car it is, not who is talked of: a hint. */
function bilskilt(tokens: readonly Token[], teller: Teller): Spenn[] {
  const funn: Spenn[] = []
  for (let i = 0; i < tokens.length; i++) {
    const siste = skiltFra(tokens, i)
    if (siste === undefined || !narBil(tokens, i, siste, teller)) continue
    funn.push({ start: tokens[i]?.start ?? 0, slutt: tokens[siste]?.slutt ?? 0 })
  }
  return funn
}

function skiltFra(tokens: readonly Token[], i: number): number | undefined {
  const tekst = tokens[i]?.tekst ?? ''
  if (SKILT.test(tekst)) return i
  return SKILTBOKSTAVER.test(tekst) && /^\d{5}$/.test(tokens[i + 1]?.tekst ?? '') ? i + 1 : undefined
}

function narBil(tokens: readonly Token[], forste: number, siste: number, teller: Teller): boolean {
  for (let k = Math.max(0, forste - MAKS_TIL_BIL); k <= siste + MAKS_TIL_BIL; k++) {
    teller.sett++
    if (NAR_BIL.test(tokens[k]?.nokkel ?? '')) return true
  }
  return false
}
