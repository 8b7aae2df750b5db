import type { Funn } from './funn.ts'
import { rolleAv } from './lister.ts'
import type { Ordinfo } from './ordkunnskap.ts'
import {
  avSegSelv,
  erAldriNavn,
  erForHodeord,
  erSkille,
  erTiltalt,
  initialer,
  navnForanTall,
  nedlegges,
  type Ord,
} from './regler.ts'
import { besteMerker, FORST, poengsett, type Tagger, VIDERE } from './tagger.ts'
import { erForst, type Token } from './tokens.ts'
import { beskriv } from './trekk.ts'

export type Modell = {
  kjenn: (nokkel: string) => Ordinfo
  tagger: Tagger
  /** How much less likely «no name» is made before the tagger answers; by tier, and whether the text has capitals. */
  skepsis: Readonly<Record<'A' | 'B', { store: number; sma: number }>>
}

/** A run of tokens, `til` exclusive. */
type Spenn = { fra: number; til: number }

/** Person names in running text; `opptatt` tells which tokens a number, an address or an e-mail already covers. */
export function finnPersonnavn(
  tokens: readonly Token[],
  opptatt: (i: number) => boolean,
  { kjenn, tagger, skepsis }: Modell,
): Funn[] {
  const b = beskriv(tokens, kjenn, rolleAv)
  const poeng = poengsett(tagger, b)
  const ord: Ord[] = tokens.map((token, i) => ({
    token,
    info: b.info[i] as Ordinfo,
    opptatt: opptatt(i),
    forst: erForst(tokens, i),
  }))
  const skrift = b.skrift === 0 ? 'sma' : 'store'
  const merket = (trinn: 'A' | 'B') =>
    navnI(besteMerker(poeng, tokens.length, tagger.overganger, skepsis[trinn][skrift]), ord)

  const a = new Uint8Array(tokens.length)
  const hint = new Uint8Array(tokens.length)
  for (const spenn of merket('A')) {
    const grunn = nedlegges(ord, spenn.fra, spenn.til)
    if (grunn !== 'helt') (grunn === undefined ? a : hint).fill(1, spenn.fra, spenn.til)
  }
  for (let i = 0; i < ord.length; i++) {
    const forbokstaver = initialer(ord, i)
    if (forbokstaver !== undefined) {
      ;(forbokstaver.trinn === 'A' ? a : hint).fill(1, i, forbokstaver.til)
      continue
    }
    const trinn = erTiltalt(ord, i) || erNavnMedTall(ord[i], kjenn) ? 'A' : avSegSelv(ord, i)
    if (trinn === undefined) continue
    const grunn = nedlegges(ord, i, i + 1)
    if (grunn !== 'helt') (trinn === 'A' && grunn === undefined ? a : hint)[i] = 1
  }
  gjenta(ord, a)
  for (const { fra, til } of merket('B')) {
    const grunn = nedlegges(ord, fra, til)
    const erFornavn = til - fra === 1 && ord[fra]?.info.fornavn === 1
    if (grunn === undefined || (grunn === 'hint' && erFornavn)) hint.fill(1, fra, til)
  }
  return tilFunn(ord, a, hint)
}

function erNavnMedTall(o: Ord | undefined, kjenn: Modell['kjenn']): boolean {
  const navn = o?.token.form === 'tall' && !o.opptatt ? navnForanTall(o.token.nokkel) : undefined
  return navn !== undefined && kjenn(navn).fornavn === 1
}

/** Runs that begin with «a name begins here» and go on as long as the name does, without what no name begins or ends with. */
function navnI(merker: Int8Array, ord: readonly Ord[]): Spenn[] {
  const ut: Spenn[] = []
  const legg = (start: number, slutt: number) => {
    let [fra, til] = [start, slutt]
    // A capitalised word after a name is a surname, whatever else it may be: «Kari Nobel».
    while (til > fra && erAldriNavn(ord[til - 1]) && !erEtternavnEtter(ord, fra, til - 1)) til--
    while (fra < til && erAldriNavn(ord[fra])) fra++
    if (fra < til) ut.push({ fra, til })
  }
  for (let i = 0; i < ord.length; i++) {
    if (merker[i] !== FORST) continue
    let fra = i
    let til = i
    while (til < ord.length && (til === i || merker[til] === VIDERE)) {
      if (erSkille(ord[til] as Ord)) {
        legg(fra, til)
        fra = til + 1
      }
      til++
    }
    legg(fra, til)
    i = til - 1
  }
  return ut
}

function erEtternavnEtter(ord: readonly Ord[], fra: number, i: number): boolean {
  const o = ord[i]
  return i > fra && o?.opptatt === false && o.token.form === 'stor' && !erAldriNavn(ord[i - 1])
}

/** A name that was found once is found wherever it stands in the text, also when it is written small or in the genitive. */
function gjenta(ord: readonly Ord[], a: Uint8Array): void {
  const sett = new Set<string>()
  const uten = (n: string) => n.replace(/'?s$/, '')
  ord.forEach(({ token, info }, i) => {
    if (a[i] === 1 && token.nokkel.length > 2 && info.vanlig < 2 && token.form !== 'tall')
      sett.add(uten(token.nokkel))
  })
  if (sett.size === 0) return
  ord.forEach(({ token, info, opptatt }, i) => {
    if (a[i] === 1 || opptatt || info.vanlig > 1 || token.form === 'tegn' || token.form === 'tall') return
    if (sett.has(uten(token.nokkel)) && !erForHodeord(ord, i)) a[i] = 1
  })
}

/** Neighbouring tokens are one hit; it is certain when any of them is. */
function tilFunn(ord: readonly Ord[], a: Uint8Array, b: Uint8Array): Funn[] {
  const ut: Funn[] = []
  for (let i = 0; i < ord.length; i++) {
    if (a[i] !== 1 && b[i] !== 1) continue
    let til = i + 1
    while (til < ord.length && (a[til] === 1 || b[til] === 1) && ord[til]?.token.tekst !== '\n') til++
    const sikkert = a.subarray(i, til).includes(1)
    ut.push({
      start: ord[i]?.token.start ?? 0,
      slutt: ord[til - 1]?.token.slutt ?? 0,
      slag: 'navn',
      trinn: sikkert ? 'A' : 'B',
    })
    i = til - 1
  }
  return ut
}
