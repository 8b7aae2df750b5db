import type { Listenavn, Setning } from './mappe.ts'
import type { Tilfeldig } from './tilfeldig.ts'

/** Names to put in place of those in the training texts, as they are written, by community. */
export type Navneskuffer = { vekt: number; fornavn: string[]; etternavn: string[] }[]

/** Names by community: those we wrote ourselves, and those of the lists by where they come from. */
export function lagSkuffer(
  navn: readonly Listenavn[],
  egne: readonly { gruppe: string; fornavn: string[]; etternavn: string[] }[],
): Navneskuffer {
  const fraLister = new Map<string, { fornavn: string[]; etternavn: string[] }>()
  for (const n of navn) {
    const skrevet = n.nokkel.replace(
      /(^|[-' ])(\p{L})/gu,
      (_, foran: string, b: string) => foran + b.toUpperCase(),
    )
    for (const kilde of n.kilder) {
      const gruppe = gruppeAv(kilde)
      const skuff = fraLister.get(gruppe) ?? { fornavn: [], etternavn: [] }
      fraLister.set(gruppe, skuff)
      const ganger = gruppe === 'no' && n.antall > 500 ? 3 : 1
      for (let i = 0; i < ganger; i++) {
        if (n.fornavn === 1 || n.fornavn === 2) skuff.fornavn.push(skrevet)
        if (n.etternavn === 1 || n.etternavn === 2) skuff.etternavn.push(skrevet)
      }
    }
  }
  const alle = [
    ...[...fraLister].map(([gruppe, s]) => ({
      vekt: gruppe === 'no' ? 10 : ['pk', 'so', 'ar', 'pl'].includes(gruppe) ? 3 : 1.5,
      ...s,
    })),
    ...egne.map(({ gruppe, fornavn, etternavn }) => ({
      vekt: gruppe === 'norske' ? 8 : 3,
      fornavn,
      etternavn,
    })),
  ]
  return alle.filter(s => s.fornavn.length > 20 && s.etternavn.length > 20)
}

function gruppeAv(kilde: string): string {
  if (/^(ssb|fng-no|faker-nb|ine-noruega|sigpwned-NO)/.test(kilde)) return 'no'
  if (/pakistan|bangladesh|india|_IN|-IN|-PK|-BD|nepal/.test(kilde)) return 'pk'
  if (/somalia|etiopia|eritrea|kenia/.test(kilde)) return 'so'
  if (
    /siria|marruecos|argelia|egipto|iraq|libano|palestina|sudan|jordania|tunez|-(EG|IQ|SA|JO|PS|MA|DZ|TN|LB)$|iran|afganistan|-IR|-AF/.test(
      kilde,
    )
  )
    return 'ar'
  if (/pl$|polonia|-PL/.test(kilde)) return 'pl'
  if (/nigeria|ghana|gambia|senegal|guinea|mali|_NG|congo/.test(kilde)) return 'afrika'
  if (/rusia|ucrania|bulgaria|-RU|-UA|-BG|rumania|ro$|-RO|-BY/.test(kilde)) return 'ost'
  if (/sr_|hr$|serbia|bosnia|croacia|albania|macedonia|-(AL|XK|BA|RS|HR|ME|MK|SI)$/.test(kilde))
    return 'balkan'
  if (/vietnam|-vi$|china|-(CN|TW|VN|KR|JP|TH|KH|PH)$|filipinas|id_ID|tailandia/.test(kilde)) return 'asia'
  if (/lv$|lituania|letonia|-(LT|LV|EE)$/.test(kilde)) return 'baltisk'
  if (/tr$|turquia|-TR|az$|-AZ|-KZ/.test(kilde)) return 'tr'
  if (/dk|da$|sv$|suecia|dinamarca|fi$|finlandia|se$|islandia|-(DK|SE|FI|IS|FO|GL)$/.test(kilde))
    return 'norden'
  return 'vest'
}

export type Bytte = {
  setning: Setning
  /** Ranges of names that are to be read as if never seen before. */
  ukjente: [number, number][]
}

/** The sentence as it stands; each name is read as unknown with probability `ukjent`. */
export function somDenEr(setning: Setning, ukjent: number, r: Tilfeldig): Bytte {
  return { setning, ukjente: setning.navn.filter(() => r.sjanse(ukjent)) }
}

/** Swaps the names, each with probability `p`, for names of one community each. */
export function byttNavn(
  setning: Setning,
  skuffer: Navneskuffer,
  p: number,
  ukjent: number,
  r: Tilfeldig,
): Bytte {
  const deler = [
    ...setning.navn.map(([fra, til]) => ({ fra, til, slag: undefined as string | undefined })),
    ...setning.annet.map(([fra, til, slag]) => ({ fra, til, slag })),
  ].toSorted((a, b) => a.fra - b.fra)
  const ut: Bytte = { setning: { tekst: '', navn: [], annet: [] }, ukjente: [] }
  let lest = 0
  let tekst = ''
  for (const del of deler) {
    if (del.fra < lest) continue
    tekst += setning.tekst.slice(lest, del.fra)
    const gammelt = setning.tekst.slice(del.fra, del.til)
    const byttes = del.slag === undefined && r.sjanse(p)
    const nytt = byttes ? etNavn(gammelt, skuffer, r) : gammelt
    const fra = tekst.length
    tekst += nytt
    if (del.slag === undefined) {
      ut.setning.navn.push([fra, tekst.length])
      if (r.sjanse(byttes ? ukjent : 0.25)) ut.ukjente.push([fra, tekst.length])
    } else ut.setning.annet.push([fra, tekst.length, del.slag])
    lest = del.til
  }
  ut.setning.tekst = tekst + setning.tekst.slice(lest)
  return ut
}

function etNavn(gammelt: string, skuffer: Navneskuffer, r: Tilfeldig): string {
  const skuff = velgSkuff(skuffer, r)
  if (skuff === undefined) return gammelt
  const fornavn = (): string => {
    const ett = r.velg(skuff.fornavn)
    const to = r.sjanse(0.035) && !ett.includes('-') ? `${ett}-${r.velg(skuff.fornavn)}` : ett
    return to
  }
  const etternavn = (): string => {
    const ett = r.velg(skuff.etternavn)
    return r.sjanse(0.03) && !ett.includes('-') ? `${ett}-${r.velg(skuff.etternavn)}` : ett
  }
  const gammelGenitiv = /s$/.test(gammelt) && !/\s/.test(gammelt) && gammelt.length > 4
  let nytt = /\s/.test(gammelt)
    ? r.sjanse(0.1)
      ? `${fornavn()} ${fornavn()} ${etternavn()}`
      : r.sjanse(0.03)
        ? `${fornavn()} ${r.velg([...'ABCDEFGHIJKLMNOPRSTVØÅ'])}. ${etternavn()}`
        : `${fornavn()} ${etternavn()}`
    : r.sjanse(0.55)
      ? fornavn()
      : etternavn()
  if (r.sjanse(0.05)) nytt = skrivFeil(nytt, r)
  if (r.sjanse(gammelGenitiv ? 0.4 : 0.08)) nytt += /[sxz]$/i.test(nytt) ? r.velg(["'", '', '’']) : 's'
  return nytt
}

function velgSkuff(skuffer: Navneskuffer, r: Tilfeldig): Navneskuffer[number] | undefined {
  let igjen = r.tall() * skuffer.reduce((sum, skuff) => sum + skuff.vekt, 0)
  for (const skuff of skuffer) {
    igjen -= skuff.vekt
    if (igjen < 0) return skuff
  }
  return undefined
}

function skrivFeil(navn: string, r: Tilfeldig): string {
  if (navn.length < 5) return navn
  const i = 1 + r.under(navn.length - 2)
  const b = r.velg([...'aeioulrnstkmhydg'])
  switch (r.under(4)) {
    case 0:
      return navn.slice(0, i) + navn.slice(i + 1)
    case 1:
      return navn.slice(0, i) + b + navn.slice(i)
    case 2:
      return navn.slice(0, i) + b + navn.slice(i + 1)
    default:
      return navn.slice(0, i) + navn.charAt(i + 1) + navn.charAt(i) + navn.slice(i + 2)
  }
}

/** Small letters throughout, or capitals: the offsets stay when every letter keeps its length. */
export function iBokstaver(bytte: Bytte, hvordan: 'sma' | 'store'): Bytte | undefined {
  const { tekst } = bytte.setning
  const ny = hvordan === 'sma' ? tekst.toLowerCase() : tekst.toUpperCase()
  return ny.length === tekst.length ? { ...bytte, setning: { ...bytte.setning, tekst: ny } } : undefined
}
