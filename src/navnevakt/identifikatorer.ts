import type { Funn, Slag } from './funn.ts'
import { FUNKSJONSORD, HODEORD, IKKE_PERSON, STEDER, VANLIGE_ORD } from './ordliste.ts'
import { erForst, type Token } from './tokens.ts'

type Spenn = { start: number; slutt: number }

/** Numbers, addresses and e-mail that point to one person, as they stand in the text. They may overlap. */
export function finnIdentifikatorer(tekst: string, tokens: readonly Token[]): Funn[] {
  const av = (slag: Slag, spenn: readonly Spenn[]): Funn[] => spenn.map(s => ({ ...s, slag, trinn: 'A' }))
  return [
    ...av('fodselsnummer', [...elleveSifre(tekst), ...alle(tekst, FODSELSDATO_OG_FEM)]),
    ...av('epost', alle(tekst, EPOST)),
    ...av('telefon', telefoner(tekst)),
    ...av('adresse', [...gateadresser(tokens), ...postadresser(tokens)]),
  ]
}

function alle(tekst: string, monster: RegExp): Spenn[] {
  return Array.from(tekst.matchAll(monster), t => ({ start: t.index, slutt: t.index + t[0].length }))
}

const EPOST =
  /[\p{L}\p{N}._%+-]{1,64}(?: ?(?:@|\(at\)|\[at\]) ?\p{L}[\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}-]{1,63}){0,4}\.\p{L}{2,24}|@[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])+/giu

/** What may stand between the digits of one number; more than eight signs in a row is something else. */
const MELLOM_SIFRE = /^(?:[\s.\-‐-―/_*:·•|\u200b-\u200d\u2060\ufeff\u00ad]{1,8}|,)$/u
/** Digits in references (K7F3) and class names (5B) are not part of a number beside them. */
const REFERANSE_ELLER_KLASSE = /^(?:\p{L}\p{Nd}\p{L}\p{Nd}|\p{Nd}{1,2}\p{L})$/u
const FODSELSDATO_OG_FEM =
  /(?<!\d)(?:\d{1,2}[\s./-]{1,3}\d{1,2}[\s./-]{1,3}(?:19|20)\d\d|(?:19|20)\d\d[\s./-]{1,3}\d{1,2}[\s./-]{1,3}\d{1,2}|\d{8})[\s./-]{1,4}\d{5}(?!\d)/g

const DAG = '(?:0?[1-9]|[12]\\d|3[01])'
const MANED = '(?:0?[1-9]|1[0-2])'
const DATO = `(?:${DAG}\\.${MANED}\\.(?:20)?\\d\\d|${DAG}[./]${MANED}\\.?|20\\d\\d-${MANED}-${DAG})`
const KLOKKE = '(?:[01]?\\d|2[0-3])[.:][0-5]\\d'
/** «12.12.2026 9.30–10.15» has eleven digits in a row too; nothing else is let through. */
const TIDSPUNKT = new RegExp(`^${DATO} {1,3}${KLOKKE}(?: ?[-–] ?${KLOKKE})?$`)
const MAKS_TIDSPUNKT = 40

/** Eleven digits are always taken for a fødselsnummer, whatever stands between them and whether or not they check. */
function elleveSifre(tekst: string): Spenn[] {
  return sifferrekker(tekst)
    .filter(harElleve)
    .map(rekke => ({ start: rekke[0]?.start ?? 0, slutt: rekke.at(-1)?.slutt ?? 0 }))
    .filter(s => s.slutt - s.start > MAKS_TIDSPUNKT || !TIDSPUNKT.test(tekst.slice(s.start, s.slutt)))
}

function sifferrekker(tekst: string): Spenn[][] {
  const rekker: Spenn[][] = []
  let forrige: Spenn | undefined
  for (const ord of tekst.matchAll(/[\p{L}\p{Nd}]+/gu)) {
    if (REFERANSE_ELLER_KLASSE.test(ord[0])) {
      forrige = undefined
      continue
    }
    for (const gruppe of alle(ord[0], /\p{Nd}+/gu)) {
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
  String.raw`(?<!\p{Nd})${LANDSKODE}(?:\d{8}|(?<!\p{L}\d?|\p{Nd}[./-])(?:[2-9]\d(?:([ \u00a0.-])\d\d)(?:\1\d\d){2}|[2-9]\d\d([ \u00a0.-])\d\d\2\d{3}|[2-9]\d{3}([ \u00a0.-])\d{4}))(?!\p{Nd})`,
  'gu',
)
const UTENLANDSK_TELEFON = /(?<![\p{Nd}.:,])(?:\+ ?\d|00 ?[1-9])(?:[ \u00a0.\-()/]{0,2}\d){6,14}(?!\p{Nd})/gu
const ARSREKKE = /^(?:19|20)\d\d[ \u00a0.-](?:19|20)\d\d$/
const DATO_UTEN_SKILLE =
  /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|[01]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d)$/

function telefoner(tekst: string): Spenn[] {
  const norske = alle(tekst, NORSK_TELEFON).filter(({ start, slutt }) => {
    const nummer = tekst.slice(start, slutt)
    return !ARSREKKE.test(nummer) && !DATO_UTEN_SKILLE.test(nummer)
  })
  return [...norske, ...alle(tekst, UTENLANDSK_TELEFON)]
}

/** Endings that make any word a street, and endings that do so only in a capitalised word inside a sentence. */
const GATE = /(?:vei|veien|veg|vegen|gate|gata|gaten|allé|alle|alleen|alléen|smuget|stredet|strete)$/
const KANSKJE_GATE =
  /(?:plass|plassen|terrasse|svingen|bakken|bakke|stien|sti|ringen|tunet|tun|haugen|lia|kollen|løkka|toppen|jordet|åsen|brygge|brygga|torg|torget|kroken|faret|flata|grenda|marka|høgda|høyda|lunden|kleiva|hagan|skogen|dalen)$/
const INGEN_GATE =
  /^(?:skole|skule|gang|sykkel|hoved|hovud|bil|motor|tur|hjem|heim|tilbake|om|snar|blind|bi|av|ut|inn|opp|ned|under|gå|handle)(?:vei|veien|veg|vegen|gate|gata|gaten)$/
const VEINUMMER = /^(?:riks|fylkes|europa|kommune)(?:vei|veien|veg|vegen)$/
const ENHET =
  /^(?:gang|ganger|gonger|elev|elever|elevar|barn|time|timer|timar|minutt|minutter|minutt|dag|dager|dagar|uke|uker|veker|år|prosent|kroner|kr|stk|av|og|til|personer|voksne|m|km|meter|min|trinn|klasser|møter)$/
const HUSNUMMER = /^\d{1,3}[A-Za-zÆØÅæøå]?$/

function gateadresser(tokens: readonly Token[]): Spenn[] {
  const funn: Spenn[] = []
  for (let i = 1; i < tokens.length; i++) {
    const nummer = tokens[i]
    if (nummer === undefined || !HUSNUMMER.test(nummer.tekst)) continue
    const gate = gateForan(tokens, i)
    if (gate === undefined || erKlokkeslett(tokens, i)) continue
    const slutt = etterHusnummer(tokens, i)
    funn.push({ start: tokens[gate]?.start ?? nummer.start, slutt: tokens[slutt]?.slutt ?? nummer.slutt })
  }
  return funn
}

/** The index where the street name before the house number at `i` begins. */
function gateForan(tokens: readonly Token[], i: number): number | undefined {
  let siste = i - 1
  while (siste > i - 3 && /^(?:nr|\.|n\.)$/.test(tokens[siste]?.nokkel ?? '')) siste--
  const gate = tokens[siste]
  if (gate === undefined) return undefined
  if (VEINUMMER.test(gate.nokkel)) return undefined
  const telles = ENHET.test(tokens[i + 1]?.tekst ?? '')
  const stor = gate.form === 'stor' || gate.form === 'versaler' || gate.form === 'blandet'
  if (GATE.test(gate.nokkel)) {
    const alene = gate.nokkel.replace(GATE, '') === ''
    const forst = storeOrdForan(tokens, siste)
    if (alene) return forst < siste ? forst : undefined
    if (stor) return forst
    return !telles && gate.form === 'liten' && !INGEN_GATE.test(gate.nokkel) ? siste : undefined
  }
  if (!KANSKJE_GATE.test(gate.nokkel) || !stor || telles) return undefined
  const forst = storeOrdForan(tokens, siste)
  if (forst < siste) return forst
  const erOrd =
    VANLIGE_ORD.has(gate.nokkel) ||
    HODEORD.has(gate.nokkel) ||
    gate.nokkel.replace(KANSKJE_GATE, '').length < 2
  return erOrd || erForst(tokens, siste) ? undefined : siste
}

/** «Karl Johans gate»: up to three capitalised words belong to the street name. */
function storeOrdForan(tokens: readonly Token[], siste: number): number {
  let forst = siste
  while (siste - forst < 3) {
    const t = tokens[forst - 1]
    if (t?.form !== 'stor' && t?.form !== 'initial') break
    if (FUNKSJONSORD.has(t.nokkel) || IKKE_PERSON.has(t.nokkel)) break
    if (erForst(tokens, forst - 1) && VANLIGE_ORD.has(t.nokkel)) break
    forst--
  }
  return forst
}

/** «Vi møtes i Storgata 10.15» gives a time. */
function erKlokkeslett(tokens: readonly Token[], i: number): boolean {
  const punktum = tokens[i + 1]
  const minutt = tokens[i + 2]
  return (
    punktum !== undefined &&
    minutt !== undefined &&
    /^[.:]$/.test(punktum.tekst) &&
    /^\d\d$/.test(minutt.tekst) &&
    punktum.start === tokens[i]?.slutt &&
    minutt.start === punktum.slutt
  )
}

/** The last token of the address: a letter («12 B») and a postcode with its place belong to it. */
function etterHusnummer(tokens: readonly Token[], i: number): number {
  let slutt = i
  if (/^[A-H]\.?$/.test(tokens[slutt + 1]?.tekst ?? '')) slutt++
  const postnummer = tokens[slutt + 1]?.tekst === ',' ? slutt + 2 : slutt + 1
  const sted = tokens[postnummer + 1]
  const harSted =
    sted !== undefined && (sted.form === 'stor' || sted.form === 'versaler' || STEDER.has(sted.nokkel))
  return /^\d{4}$/.test(tokens[postnummer]?.tekst ?? '') && harSted ? postnummer + 1 : slutt
}

/** «0150 Oslo»; a number that may be a year counts only after a comma. */
function postadresser(tokens: readonly Token[]): Spenn[] {
  const funn: Spenn[] = []
  for (const [i, nummer] of tokens.entries()) {
    const sted = tokens[i + 1]
    if (sted === undefined || !/^\d{4}$/.test(nummer.tekst)) continue
    const kjentSted = STEDER.has(sted.nokkel) && sted.nokkel.length > 1
    const ukjentSted =
      nummer.tekst.startsWith('0') &&
      sted.form === 'stor' &&
      !VANLIGE_ORD.has(sted.nokkel) &&
      !FUNKSJONSORD.has(sted.nokkel) &&
      !IKKE_PERSON.has(sted.nokkel)
    const kanVareAr = /^(?:19[5-9]|20[0-4])\d$/.test(nummer.tekst) && tokens[i - 1]?.tekst !== ','
    if (kanVareAr || !(kjentSted || ukjentSted)) continue
    funn.push({ start: nummer.start, slutt: sted.slutt })
  }
  return funn
}
