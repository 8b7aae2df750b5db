import { STEDER } from './ordliste.ts'
import type { Spenn, Teller } from './spenn.ts'
import { erForst, type Token } from './tokens.ts'

/** Endings that make any word a street. */
const GATE = /(?:vei|veien|veg|vegen|gate|gata|gaten|allé|alle|alleen|alléen|smuget|stredet|strete)$/
/** Endings that do so in a capitalised word inside a sentence, after another, or after «bor i». */
const KANSKJE_GATE =
  /(?:plass|plassen|terrasse|terrassen|svingen|bakken|bakke|stien|sti|ringen|tunet|tun|haugen|lia|kollen|løkka|toppen|jordet|åsen|brygge|brygga|torg|torget|kroken|faret|flata|grenda|marka|høgda|høyda|lunden|kleiva|hagan|skogen|dalen|berget|enga|myra|vika|stubben|veita|almenningen|allmenningen)$/
/** Those of them that few ordinary words end with: enough first in a sentence too. */
const GATE_FORST =
  /(?:terrasse|terrassen|svingen|tunet|tun|haugen|kollen|løkka|jordet|åsen|brygge|brygga|kroken|faret|grenda|kleiva|hagan|lunden|høgda|høyda)$/
/** «Kirkevn. 12», «Storgt. 5». */
const FORKORTET_GATE = /.{3}(?:vn|gt)$/
const INGEN_FORKORTELSE = /(?:havn|navn|søvn|jevn|hevn|ravn|favn)$/
const INGEN_GATE =
  /^(?:skole|skule|gang|sykkel|hoved|hovud|bil|motor|tur|hjem|heim|tilbake|om|snar|blind|bi|av|ut|inn|opp|ned|under|gå|handle)(?:vei|veien|veg|vegen|gate|gata|gaten)$/
const VEINUMMER = /^(?:riks|fylkes|europa|kommune)(?:vei|veien|veg|vegen)$/
/** Ordinary words that end like a street, and given names that do. */
const VANLIGE = ord(`
arbeidsplassen arbeidsplass barnehageplass elevplass lekeplass lekeplassen leikeplass leikeplassen parkeringsplass
parkeringsplassen sitteplass skoleplass uteplass uteplassen aksplass praksisplass møteplass møteplassen samlingsplass turstien
turstien naturstien naturstien kulturstien akebakken skibakken hoppbakken unnabakken ferdighetstoppen juletorget kantinetorget
hengelåsen sykkellåsen fotballjordet nærskogen turskogen skoleskogen skolehagan sandhaugen snøhaugen barnehagehaugen
skolegrenda taktterrassen takterrassen hjemmebrygga julia emilia amalia cecilia aurelia ofelia cornelia otilia natalia
`)
const GATEADJEKTIV = ord(
  'nordre søndre østre vestre øvre nedre store lille vesle gamle nye ytre indre midtre sankt st dronning kong kongens prins',
)
/** Words that may stand capitalised in front of a street without being part of its name. */
const FORAN_GATE = ord(`
i på ved fra frå til mot hos bor bur bodde budde han hun ho de dei vi jeg eg familien mor far moren mora faren eleven adresse
adressen adressa gateadresse hjemmeadresse hjem heim når da så og men etter før langs over under siden sidan møt møtes det den
`)
const BOR = ord(`
bor bur bodde budde flyttet flytta flytter flyttar flytte adresse adressen adressa hjemmeadresse bostedsadresse bosatt busett
`)
const ENHET =
  /^(?:gang|ganger|gonger|elev|elever|elevar|barn|time|timer|timar|minutt|minutter|dag|dager|dagar|uke|uker|veker|år|prosent|kroner|kr|stk|av|og|til|personer|voksne|m|km|meter|min|trinn|klasse|klasser|møter|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)$/
const HUSNUMMER = /^\d{1,3}[A-Za-zÆØÅæøå]?$/
const BOLIGNUMMER = /^[HUKL]0\d{3}$/

/** Streets with a house number («Granbakken 7», «bor i granbakken 7») and postcodes with a place. */
export function finnAdresser(tokens: readonly Token[], teller: Teller): Spenn[] {
  const funn: Spenn[] = []
  for (let i = 0; i < tokens.length; i++) {
    teller.sett++
    const adresse = gateadresse(tokens, i, teller) ?? postadresse(tokens, i)
    if (adresse !== undefined) funn.push(adresse)
  }
  return funn
}

/** The address whose house number stands at `i`. */
function gateadresse(tokens: readonly Token[], i: number, teller: Teller): Spenn | undefined {
  const nummer = tokens[i]
  if (nummer === undefined || !HUSNUMMER.test(nummer.tekst)) return undefined
  const forste = gateForan(tokens, i, teller)
  if (forste === undefined || erKlokkeslett(tokens, i)) return undefined
  return {
    start: tokens[forste]?.start ?? nummer.start,
    slutt: tokens[etterHusnummer(tokens, i)]?.slutt ?? nummer.slutt,
  }
}

/** The index where the street name before the house number at `i` begins. */
function gateForan(tokens: readonly Token[], i: number, teller: Teller): number | undefined {
  let siste = i - 1
  while (siste > i - 3 && /^(?:nr|\.|n\.)$/.test(tokens[siste]?.nokkel ?? '')) siste--
  const gate = tokens[siste]
  if (gate === undefined || VEINUMMER.test(gate.nokkel)) return undefined
  const n = gate.nokkel
  const stor = gate.form === 'stor' || gate.form === 'versaler' || gate.form === 'blandet'
  const forst = storeOrdForan(tokens, siste, teller)
  if (GATE.test(n)) {
    if (n.replace(GATE, '') === '') return forst < siste ? forst : undefined
    if (stor) return forst
    return !telles(tokens, i) && gate.form === 'liten' && !INGEN_GATE.test(n) ? siste : undefined
  }
  if (FORKORTET_GATE.test(n)) return stor && siste < i - 1 && !INGEN_FORKORTELSE.test(n) ? forst : undefined
  if (!KANSKJE_GATE.test(n) || telles(tokens, i) || VANLIGE.has(n)) return undefined
  const alene = n.replace(KANSKJE_GATE, '').length < 2
  if (!stor) {
    const etterEiesform = n === 'terrasse' || /s$/.test(tokens[siste - 1]?.nokkel ?? '')
    if (alene) return forst < siste && etterEiesform ? forst : undefined
    return gate.form === 'liten' && etterBor(tokens, siste, teller) ? siste : undefined
  }
  if (forst < siste) return forst
  if (alene) return undefined
  const kjentSted = STEDER.has(n.replace(KANSKJE_GATE, ''))
  return erForst(tokens, siste) && !GATE_FORST.test(n) && !kjentSted ? undefined : siste
}

/** «3 ganger», and «3. trinn». */
function telles(tokens: readonly Token[], i: number): boolean {
  const neste = tokens[i + 1]
  if (neste?.tekst !== '.' || neste.start !== tokens[i]?.slutt) return ENHET.test(neste?.tekst ?? '')
  return ENHET.test(tokens[i + 2]?.tekst ?? '')
}

/** «Karl Johans gate», «Øvre Slottsgate»: up to three capitalised words belong to the street name. */
function storeOrdForan(tokens: readonly Token[], siste: number, teller: Teller): number {
  let forst = siste
  while (siste - forst < 3) {
    teller.sett++
    const t = tokens[forst - 1]
    if (t?.form !== 'stor' && t?.form !== 'initial') break
    if (FORAN_GATE.has(t.nokkel)) break
    forst--
    if (GATEADJEKTIV.has(t.nokkel)) break
  }
  return forst
}

/** «bor i granbakken», «adressen er granbakken», «flyttet fra Oslo til granbakken». */
function etterBor(tokens: readonly Token[], siste: number, teller: Teller): boolean {
  for (let k = siste - 1; k >= siste - 5; k--) {
    teller.sett++
    if (BOR.has(tokens[k]?.nokkel ?? '')) return true
  }
  return false
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

/** The last token of the address: a letter («12 B»), a flat («H0302») and a postcode with its place belong to it. */
function etterHusnummer(tokens: readonly Token[], i: number): number {
  let slutt = i
  if (/^[A-H]\.?$/.test(tokens[slutt + 1]?.tekst ?? '')) slutt++
  const bolig = tokens[slutt + 1]?.tekst === ',' ? slutt + 2 : slutt + 1
  if (BOLIGNUMMER.test(tokens[bolig]?.tekst ?? '')) slutt = bolig
  const postnummer = tokens[slutt + 1]?.tekst === ',' ? slutt + 2 : slutt + 1
  const sted = tokens[postnummer + 1]
  const harSted =
    sted !== undefined && (sted.form === 'stor' || sted.form === 'versaler' || STEDER.has(sted.nokkel))
  return /^\d{4}$/.test(tokens[postnummer]?.tekst ?? '') && harSted ? postnummer + 1 : slutt
}

/** «0150 Oslo»; a number that may be a year counts only after a comma. */
function postadresse(tokens: readonly Token[], i: number): Spenn | undefined {
  const nummer = tokens[i]
  const sted = tokens[i + 1]
  if (nummer === undefined || sted === undefined || !/^\d{4}$/.test(nummer.tekst)) return undefined
  const kjentSted = STEDER.has(sted.nokkel) && sted.nokkel.length > 1
  const ukjentSted = nummer.tekst.startsWith('0') && sted.form === 'stor' && !FORAN_GATE.has(sted.nokkel)
  const kanVareAr = /^(?:19[5-9]|20[0-4])\d$/.test(nummer.tekst) && tokens[i - 1]?.tekst !== ','
  if (kanVareAr || !(kjentSted || ukjentSted)) return undefined
  return { start: nummer.start, slutt: sted.slutt }
}

function ord(liste: string): ReadonlySet<string> {
  return new Set(liste.trim().split(/\s+/))
}
