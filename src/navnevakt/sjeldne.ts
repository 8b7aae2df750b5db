import type { Spenn, Teller } from './spenn.ts'
import type { Token } from './tokens.ts'

const ENESTE = ord('eneste einaste')
/** «hver eneste elev», «ikke en eneste jente» */
const HVER = ord('hver hvert kvar kvart')
const IKKE = ord('ikke ikkje')
const KUN = ord('kun bare berre')
const EN = ord('en ein ei ett eitt et eit 1')
const DEN_ENE = ord('ene eine')
const FORAN = new Set([...ENESTE, ...KUN, ...EN, ...DEN_ENE, ...ord('den det de dei som')])

/** Children and families; what says that a child is alone of its kind points to the child. */
const BARN = ord(`
elev eleven jente jenta jenten gutt gutten gut guten barn barnet ungdom ungdommen unge ungen søsken søskenpar søskenparet
søskenflokk søskenflokken fosterbarn fosterbarnet
`)
/** Rarer: with these a group is enough, even after «bare en». */
const JENTE_ELLER_GUTT = ord(`
jente jenta jenten gutt gutten gut guten tvilling tvillingen tvillingene tvillingane tvillingpar tvillingparet trilling
trillingen trillingene trillingane familie familien
`)
const FORELDER = ord(
  'mor mora moren far faren forelder forelderen mamma mammaen pappa pappaen bestemor bestefar',
)
const BARN_SIST = /.{3}(?:elev|eleven|jenta|jenten|jente|gutten|guten|barnet)$/
const HUN_ELLER_HAN = ord('han hun ho hen eleven jenta jenten gutten guten barnet ungdommen')

const GRUPPE = ord(`
trinn trinnet klasse klassen klassa årskull årskullet kull kullet parallell parallellen skole skolen skule skulen gruppe
gruppen gruppa bygd bygda bygden grend grenda bydel bydelen kommune kommunen barnehage barnehagen sfo aks nabolag nabolaget
gata gate gaten laget lag øya
`)
const GRUPPE_SIST = /.{3}(?:klassen|klassa|trinnet|skolen|skulen|gruppa|gruppen)$/
const KLASSE = /^\d{1,2}[a-zæøå]$/

/** Diagnoses, faith, and what a family has been through. */
const TREKK = ord(`
diabetes epilepsi epileptiker adhd add autisme autist autistisk autistiske asperger aspergers tourette tourettes astma allergi
cp parese downs dysleksi dyslektiker dyskalkuli hørselshemmet hørselshemma hørselshemmede hørselshemming høreapparat
cochleaimplantat døv døve blind blinde svaksynt svaksynte synshemmet synshemma synshemmede rullestol rullestolen rullator
protese mutisme kreft leukemi cøliaki hjertefeil hjartefeil utviklingshemmet utviklingshemma utviklingshemming
spiseforstyrrelse anoreksi sondemat insulinpumpe tics stammer psykose muskelsykdom funksjonshemmet funksjonshemma
funksjonsnedsettelse funksjonsnedsetting
muslim muslimsk muslimske kristen kristne jøde jødisk jødiske hindu hinduistisk sikh sikhisk buddhist buddhistisk katolikk
katolsk katolske jehovas hijab hijaben nikab turban
adoptert adopterte adoptivbarn fosterhjem fosterheim fosterbarn fosterforeldre beredskapshjem barnevernsinstitusjon tvilling
tvillingen tvillinger tvillingene tvillingane tvillingpar tvillingparet trilling trillinger trillingene foreldreløs
foreldrelause flyktning flyktningen flyktninger asylmottak asylmottaket asylsøker asylsøkeren papirløs papirløse
krisesenter krisesenteret fengsel transperson transjente transgutt transkjønnet homofil lesbisk homofile lesbiske
minoritetsspråklig minoritetsspråklige mørkhudet mørkhudede
samisk samiske kvensk romfolk tater
`)
/** A trait right before the child alone: «svarte» is also what someone answered. */
const TREKK_FORAN = ord('svart svarte')
const TREKK_SIST = /.{2}(?:allergi|epilepsi|diabetes)$/
const OPPHAV = ord(`
afghanistan albania algerie argentina bangladesh bosnia brasil bulgaria burundi canada chile colombia cuba danmark egypt
eritrea estland etiopia filippinene finland frankrike gambia georgia ghana hellas india indonesia irak iran irland island
italia japan jemen jordan kamerun kenya kina kirgisistan kongo korea kosovo kroatia kurdistan latvia libanon libya litauen
makedonia marokko mexico moldova montenegro myanmar nepal nederland nigeria pakistan palestina peru polen portugal romania
russland rwanda senegal serbia slovakia somalia spania storbritannia sudan sverige syria thailand tsjetsjenia tunisia tyrkia
tyskland uganda ukraina ungarn usa venezuela vietnam gaza
afghansk afghanske albansk albanske arabisk arabiske bosnisk bosniske bulgarsk burmesisk chilensk eritreisk eritreiske
etiopisk etiopiske filippinsk filippinske indisk indiske irakisk irakiske iransk iranske kinesisk kinesiske kongolesisk
kurdisk kurdiske litauisk litauiske marokkansk marokkanske nigeriansk pakistansk pakistanske palestinsk palestinske polsk
polske rumensk rumenske russisk russiske somalisk somaliske srilankisk syrisk syriske tamilsk tamilske thailandsk
tsjetsjensk tyrkisk tyrkiske ukrainsk ukrainske vietnamesisk vietnamesiske
amharisk dari farsi kurmanji pashto punjabi romanes somali sorani swahili tamil tigrinja twi urdu
`)
/** What may stand between «eneste» and the child: «den eneste hørende eleven», but not «eneste gang eleven». */
const ADJEKTIV = /.{3}(?:ske|ige|ende|ande|erte|ede)$/
/** What follows the child when more is said of it; a verb does not: «den eneste jenta snakker med, er læreren». */
const FORTSETTER = ord('i på ved med fra frå som uten utan av her og')

const MAKS_TIL_GRUPPE = 6
const MAKS_TIL_TREKK = 12

/**
 * «Den eneste jenta på 4. trinn med diabetes» names nobody and points to one child. The hit is the words that make her alone,
 * so that what stands after them still makes sense with «eleven» in their place.
 */
export function sjeldneKombinasjoner(tokens: readonly Token[], teller: Teller): Spenn[] {
  const funn: Spenn[] = []
  let ledig = 0
  for (let i = 0; i < tokens.length; i++) {
    teller.sett++
    const siste = enesteFra(tokens, i, teller)
    const slutt = tokens[siste ?? -1]?.slutt
    if (siste === undefined || slutt === undefined) continue
    funn.push({ start: tokens[forste(tokens, i, ledig)]?.start ?? 0, slutt })
    ledig = siste + 1
    i = siste
  }
  return funn
}

/** Where the words that begin at `i` and say «the only child» end, when what follows tells which. */
function enesteFra(tokens: readonly Token[], i: number, teller: Teller): number | undefined {
  const n = tokens[i]?.nokkel ?? ''
  const neste = tokens[i + 1]?.nokkel ?? ''
  const forrige = tokens[i - 1]?.nokkel ?? ''
  if (ENESTE.has(n) && (HVER.has(forrige) || IKKE.has(tokens[i - 2]?.nokkel ?? ''))) return undefined
  if (ENESTE.has(n)) return enesteBarn(tokens, i, teller) ?? enesteIGruppe(tokens, i, teller)
  if (KUN.has(n) && EN.has(neste)) return ettBarn(tokens, i + 1, teller)
  if (n === 'ingen' && /^andre?$/.test(neste)) return ingenAndre(tokens, i + 1, teller)
  return n === 'den' && DEN_ENE.has(neste) ? ettBarn(tokens, i + 1, teller) : undefined
}

/** «eneste jenta på trinnet», «eneste muslimske eleven», «eneste tvillingparet på skolen». */
function enesteBarn(tokens: readonly Token[], i: number, teller: Teller): number | undefined {
  const barn = barnEtter(tokens, i)
  if (barn === undefined) return undefined
  const n = tokens[barn]?.nokkel ?? ''
  if (harTrekkForan(tokens, i, barn, teller) || harTrekkEtter(tokens, barn, teller)) return barn
  return !FORELDER.has(n) && iGruppe(tokens, barn, teller) ? barn : undefined
}

/** «Hun er den eneste i klassen som bruker hijab», «som snakker tigrinja»; about things it says «det eneste i klassen». */
function enesteIGruppe(tokens: readonly Token[], i: number, teller: Teller): number | undefined {
  if (tokens[i - 1]?.nokkel === 'det') return undefined
  const omEtBarn = tokens.slice(Math.max(0, i - 4), i).some(t => HUN_ELLER_HAN.has(t.nokkel))
  if (tokens[i + 1]?.nokkel === 'som') return omEtBarn && harTrekkEtter(tokens, i, teller) ? i : undefined
  return iGruppe(tokens, i, teller) && (omEtBarn || harTrekkEtter(tokens, i, teller)) ? i : undefined
}

/** «Ingen andre på skolen har diabetes.» */
function ingenAndre(tokens: readonly Token[], i: number, teller: Teller): number | undefined {
  const siste = /^(?:elever|elevar|barn|jenter|gutter|gutar)$/.test(tokens[i + 1]?.nokkel ?? '') ? i + 1 : i
  return iGruppe(tokens, siste, teller) && harTrekkEtter(tokens, siste, teller) ? siste : undefined
}

/** «kun én jente i 9A», «bare ett barn med epilepsi», «den ene gutten fra Syria»; «bare en elev i klassen har levert» is no hint. */
function ettBarn(tokens: readonly Token[], i: number, teller: Teller): number | undefined {
  const barn = barnEtter(tokens, i)
  const n = tokens[barn ?? -1]?.nokkel ?? ''
  if (barn === undefined || FORELDER.has(n)) return undefined
  if (harTrekkForan(tokens, i, barn, teller) || harTrekkEtter(tokens, barn, teller)) return barn
  const alene = !DEN_ENE.has(tokens[i]?.nokkel ?? '') && JENTE_ELLER_GUTT.has(n)
  return alene && iGruppe(tokens, barn, teller) ? barn : undefined
}

function barnEtter(tokens: readonly Token[], i: number): number | undefined {
  for (let k = i + 1; k <= i + 3; k++) {
    const n = tokens[k]?.nokkel ?? ''
    if (erBarn(n)) return FORTSETTER.has(tokens[k + 1]?.nokkel ?? '') || k > i + 1 ? k : undefined
    if (!ADJEKTIV.test(n) && !erTrekk(n) && !TREKK_FORAN.has(n)) return undefined
  }
  return undefined
}

function erBarn(n: string): boolean {
  return BARN.has(n) || JENTE_ELLER_GUTT.has(n) || FORELDER.has(n) || BARN_SIST.test(n)
}

function erTrekk(n: string): boolean {
  return TREKK.has(n) || OPPHAV.has(n) || TREKK_SIST.test(n)
}

function harTrekkForan(tokens: readonly Token[], i: number, barn: number, teller: Teller): boolean {
  return TREKK_FORAN.has(tokens[barn - 1]?.nokkel ?? '') || harTrekk(tokens, i + 1, barn - 1, teller)
}

function harTrekkEtter(tokens: readonly Token[], i: number, teller: Teller): boolean {
  return harTrekk(tokens, i + 1, setningsslutt(tokens, i, i + MAKS_TIL_TREKK, teller), teller)
}

function harTrekk(tokens: readonly Token[], fra: number, til: number, teller: Teller): boolean {
  for (let k = fra; k <= til; k++) {
    teller.sett++
    if (erTrekk(tokens[k]?.nokkel ?? '')) return true
  }
  return false
}

/** Whether a group comes next: «i 5B», «på 4. trinn», «i den nye klassen vår». */
function iGruppe(tokens: readonly Token[], i: number, teller: Teller): boolean {
  if (!/^(?:i|på|ved|her)$/.test(tokens[i + 1]?.nokkel ?? '')) return false
  const slutt = setningsslutt(tokens, i, i + MAKS_TIL_GRUPPE, teller)
  for (let k = i + 2; k <= slutt; k++) {
    teller.sett++
    const n = tokens[k]?.nokkel ?? ''
    if (GRUPPE.has(n) || GRUPPE_SIST.test(n) || KLASSE.test(n)) return true
    if (/^(?:som|med|og|,)$/.test(n)) return false
  }
  return false
}

/** The last token of the sentence that goes on after `i`, at most `maks`. The stop in «4. trinn» ends nothing. */
function setningsslutt(tokens: readonly Token[], i: number, maks: number, teller: Teller): number {
  for (let k = i + 1; k <= maks; k++) {
    teller.sett++
    const tegn = tokens[k]?.tekst
    if (tegn === undefined || /^[!?\n;]$/.test(tegn)) return k - 1
    if (tegn === '.' && tokens[k - 1]?.form !== 'tall') return k - 1
  }
  return maks
}

/** All the words before `i` that say «the only»: were one left behind, it would say so of what comes in their place. */
function forste(tokens: readonly Token[], i: number, ledig: number): number {
  let k = i
  while (k > ledig && FORAN.has(tokens[k - 1]?.nokkel ?? '')) k--
  return k
}

function ord(liste: string): ReadonlySet<string> {
  return new Set(liste.trim().split(/\s+/))
}
