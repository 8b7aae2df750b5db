import { DateTime } from 'luxon'

/** dato is yyyy-MM-dd and klokke HH:mm, both in Norwegian time; what was not written is left out. */
export type TolketTid =
  | { ok: true; dato?: string; klokke?: string }
  | { ok: false; kode: 'ukjent-dato' | 'ukjent-klokke' | 'dato-passert' | 'ugyldig-dato' }

type Kode = Extract<TolketTid, { ok: false }>['kode']

/** One piece of what was typed, before anybody has decided what it means together with the other pieces. */
type Bit =
  | { slag: 'dag'; dag: number; maned: number; ar: number | undefined }
  | { slag: 'ukedag'; ukedag: number; neste: boolean }
  | { slag: 'om-dager'; dager: number }
  | { slag: 'uke'; uke: number }
  | { slag: 'naer-uke'; uker: 0 | 1 }
  | { slag: 'klokke'; time: number; minutt: number }
  | { slag: 'tall-punktum'; forste: number; andre: number; andreSiffer: number }
  | { slag: 'tall'; tall: number }
  | { slag: 'fyll' }
  | { slag: 'ukjent'; kode: 'ukjent-dato' | 'ukjent-klokke' }

type Tolket<T> = { ok: true; verdi: T } | { ok: false; kode: Kode }

const MAKS_TEGN = 100
/** A date without year that has passed by more than this many days must be meant for next year. */
const MAKS_DAGER_SIDEN = 31
/** «fredag 9» is an hour when it is one that a school meets at; otherwise it may as well be a day of the month. */
const FORSTE_MOTETIME = 7
const SISTE_MOTETIME = 20

const MANEDER = ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des']
const UKEDAGER = [
  'man|mån|mandag|måndag',
  'tir|tirs|tys|tirsdag|tysdag',
  'ons|onsdag',
  'tor|tors|torsdag',
  'fre|fredag',
  'lør|lau|lørdag|laurdag|lordag',
  'søn|søndag|sundag|sondag',
].map(former => former.split('|'))

const MANEDSNAVN =
  'januar|jan|februar|feb|mars|mar|april|apr|mai|juni|jun|juli|jul|august|aug|september|sept|sep|oktober|okt|november|nov|desember|des'
const SLUTT = '(?![a-zæøå0-9])'

const tall = (tekst: string | undefined): number => Number(tekst ?? '')

/** Tried in order at each place in the text, so a longer form must stand before the shorter one it begins with. */
const FORMER: readonly (readonly [RegExp, (treff: RegExpExecArray) => Bit])[] = [
  [/[\s,.;!]+/y, () => ({ slag: 'fyll' })],
  [/(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/y, t => dagbit(t[3], t[2], t[1])],
  [/(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[.:]\d)/y, t => dagbit(t[1], t[3], t[4])],
  [
    new RegExp(String.raw`(\d{1,2})\.? ?(${MANEDSNAVN})${SLUTT}\.?(?: ?(20\d\d)(?![\d.:]))?`, 'y'),
    t => dagbit(t[1], String(MANEDER.indexOf((t[2] ?? '').slice(0, 3)) + 1), t[3]),
  ],
  [/(?:klokk[ae]n?|kl)\.? ?(\d{1,2})(?:[.:](\d\d))?(?![\d:]|\.\d)/y, t => klokkebit(t[1], t[2])],
  [/(?:klokk[ae]n?|kl)\.? ?(\d\d)(\d\d)(?!\d)/y, t => klokkebit(t[1], t[2])],
  [/(?:klokk[ae]n?|kl)(?![a-zæøå])/y, () => ({ slag: 'ukjent', kode: 'ukjent-klokke' })],
  [/(\d{1,2}):(\d\d)(?!\d)/y, t => klokkebit(t[1], t[2])],
  [/\d+:\d*/y, () => ({ slag: 'ukjent', kode: 'ukjent-klokke' })],
  [/(\d{1,2})\/(\d{1,2})(?!\d)/y, t => dagbit(t[1], t[2], undefined)],
  [
    /(\d{1,2})\.(\d{1,2})(?!\d)\.?/y,
    t => ({ slag: 'tall-punktum', forste: tall(t[1]), andre: tall(t[2]), andreSiffer: t[2]?.length ?? 0 }),
  ],
  [/(?!20[2-9])(\d\d)(\d\d)(?!\d)/y, t => klokkebit(t[1], t[2])],
  [/(\d{1,2})(?![\d.])/y, t => ({ slag: 'tall', tall: tall(t[1]) })],
  [/(?:uke|uka|veke) ?(\d{1,2})(?!\d)/y, t => ({ slag: 'uke', uke: tall(t[1]) })],
  [ord('(?:neste|til) (?:uke|uka|uken|veke|veka)'), () => ({ slag: 'naer-uke', uker: 1 })],
  [ord('denne (?:uka|uken|veka)'), () => ({ slag: 'naer-uke', uker: 0 })],
  [ord('(?:i ?)?overmorg[eo]n'), () => ({ slag: 'om-dager', dager: 2 })],
  [ord('i ?(?:morg[eo]n|morra)'), () => ({ slag: 'om-dager', dager: 1 })],
  [ord('i ?dag'), () => ({ slag: 'om-dager', dager: 0 })],
  [
    ord(`(neste )?(${UKEDAGER.flat().join('|')})`),
    t => ({
      slag: 'ukedag',
      ukedag: UKEDAGER.findIndex(former => former.includes(t[2] ?? '')) + 1,
      neste: t[1] !== undefined,
    }),
  ],
  [ord('den|på|i|til|nå|kommende|førstkommende'), () => ({ slag: 'fyll' })],
  // «halv to» may be 01.30 or 13.30; of «13–14.30» we would drop the end in silence. Both are asked for anew.
  [/[-–]|(?:halv|kvart)(?![a-zæøå])/y, () => ({ slag: 'ukjent', kode: 'ukjent-klokke' })],
]

const FORTID = /^(?:på )?(?:i ?går|i ?forg[aå]rs|førre|forrige)(?: |$)/

/**
 * Reads what is typed after `/innsatsteam ny`: a day, a time, both or neither. `na` is now in Europe/Oslo.
 * A time earlier today is not refused here; whether a meeting may start then is the caller's rule.
 */
export function tolkTid(tekst: string, na: DateTime): TolketTid {
  const renset = tekst.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  if (renset === '') return { ok: true }
  if (renset.length > MAKS_TEGN) return { ok: false, kode: 'ukjent-dato' }

  if (FORTID.test(renset)) return { ok: false, kode: 'dato-passert' }

  const biter = delOpp(renset)
  const ukjent = biter.find(bit => bit.slag === 'ukjent')
  if (ukjent !== undefined) return { ok: false, kode: ukjent.kode }

  const avklart = avklarTall(biter)
  if (!avklart.ok) return avklart
  const klokker = avklart.verdi.filter(bit => bit.slag === 'klokke')
  if (klokker.length > 1) return { ok: false, kode: 'ukjent-klokke' }
  const klokke = klokker[0] && klokkeslett(klokker[0])
  if (klokke !== undefined && !klokke.ok) return klokke

  const dato = finnDato(avklart.verdi, klokke?.verdi, na)
  if (!dato.ok) return dato
  if (dato.verdi === undefined && klokke === undefined) return { ok: false, kode: 'ukjent-dato' }
  return {
    ok: true,
    ...(dato.verdi && { dato: dato.verdi.toFormat('yyyy-MM-dd') }),
    ...(klokke && { klokke: klokke.verdi }),
  }
}

function ord(monster: string): RegExp {
  return new RegExp(`(?:${monster})${SLUTT}`, 'y')
}

function dagbit(dag: string | undefined, maned: string | undefined, ar: string | undefined): Bit {
  return {
    slag: 'dag',
    dag: tall(dag),
    maned: tall(maned),
    ar: ar === undefined ? undefined : tall(ar) + (ar.length === 2 ? 2000 : 0),
  }
}

function klokkebit(time: string | undefined, minutt: string | undefined): Bit {
  return { slag: 'klokke', time: tall(time), minutt: tall(minutt ?? '0') }
}

function delOpp(tekst: string): Bit[] {
  const biter: Bit[] = []
  let sted = 0
  while (sted < tekst.length) {
    const neste = lesBit(tekst, sted)
    if (neste === undefined) return [...biter, { slag: 'ukjent', kode: 'ukjent-dato' }]
    biter.push(neste.bit)
    sted = neste.slutt
  }
  return biter.filter(bit => bit.slag !== 'fyll')
}

function lesBit(tekst: string, sted: number): { bit: Bit; slutt: number } | undefined {
  for (const [form, tilBit] of FORMER) {
    form.lastIndex = sted
    const treff = form.exec(tekst)
    if (treff !== null) return { bit: tilBit(treff), slutt: form.lastIndex }
  }
  return undefined
}

/** Decides, from what stands before it, whether «10.12» is a day or a time, and whether «9» is an hour. */
function avklarTall(biter: readonly Bit[]): Tolket<Bit[]> {
  const harKlokke = biter.some(bit => bit.slag === 'klokke')
  const ut: Bit[] = []
  for (const bit of biter) {
    if (bit.slag === 'tall-punktum') {
      const { forste, andre, andreSiffer } = bit
      const somKlokke = andreSiffer === 2 && forste <= 23 && andre <= 59
      const somDag = harKlokke || !somKlokke || (andre >= 1 && andre <= 12)
      if (somDag && !ut.some(girHelDag)) ut.push({ slag: 'dag', dag: forste, maned: andre, ar: undefined })
      else if (somKlokke) ut.push({ slag: 'klokke', time: forste, minutt: andre })
      else return { ok: false, kode: 'ukjent-klokke' }
    } else if (bit.slag === 'tall') {
      if (!ut.some(b => girHelDag(b) || b.slag === 'ukedag')) return { ok: false, kode: 'ukjent-dato' }
      if (bit.tall < FORSTE_MOTETIME || bit.tall > SISTE_MOTETIME) return { ok: false, kode: 'ukjent-klokke' }
      ut.push({ slag: 'klokke', time: bit.tall, minutt: 0 })
    } else ut.push(bit)
  }
  return { ok: true, verdi: ut }
}

/** A bare weekday may still be followed by its date («fredag 11.12»); these may not. */
function girHelDag(bit: Bit): boolean {
  if (bit.slag === 'ukedag') return bit.neste
  return bit.slag === 'dag' || bit.slag === 'om-dager' || bit.slag === 'uke' || bit.slag === 'naer-uke'
}

function klokkeslett(bit: { time: number; minutt: number }): Tolket<string> {
  if (bit.time > 23 || bit.minutt > 59) return { ok: false, kode: 'ukjent-klokke' }
  const to = (n: number) => String(n).padStart(2, '0')
  return { ok: true, verdi: `${to(bit.time)}:${to(bit.minutt)}` }
}

function finnDato(
  biter: readonly Bit[],
  klokke: string | undefined,
  na: DateTime,
): Tolket<DateTime | undefined> {
  const idag = na.startOf('day')
  const dager = biter.filter(bit => bit.slag === 'dag' || bit.slag === 'om-dager')
  const ukedager = biter.filter(bit => bit.slag === 'ukedag')
  const uker = biter.filter(bit => bit.slag === 'uke' || bit.slag === 'naer-uke')
  const [dag] = dager
  const [ukedag] = ukedager
  const [uke] = uker
  if (dager.length > 1 || ukedager.length > 1 || uker.length > 1) return { ok: false, kode: 'ukjent-dato' }

  if (dag !== undefined) {
    if (uke !== undefined) return { ok: false, kode: 'ukjent-dato' }
    const dato = dag.slag === 'om-dager' ? funnet(idag.plus({ days: dag.dager })) : kalenderdag(dag, idag)
    // «fredag 12.12» when the twelfth is a Saturday: one of the two is wrong, and we cannot know which.
    if (dato.ok && ukedag !== undefined && dato.verdi.weekday !== ukedag.ukedag)
      return { ok: false, kode: 'ugyldig-dato' }
    return dato
  }
  if (ukedag === undefined) return uke === undefined ? funnet(undefined) : { ok: false, kode: 'ukjent-dato' }
  const { ukedag: nr, neste } = ukedag
  if (uke?.slag === 'uke') return dagIUke(uke.uke, nr, idag)
  if (uke !== undefined || neste) {
    const uker = neste || uke?.uker === 1 ? 1 : 0
    const dato = idag.startOf('week').plus({ weeks: uker, days: nr - 1 })
    return dato < idag ? { ok: false, kode: 'dato-passert' } : funnet(dato)
  }
  const senereIDag = klokke !== undefined && klokke > na.toFormat('HH:mm')
  const dagerTil = (nr - idag.weekday + 7) % 7
  return funnet(idag.plus({ days: dagerTil === 0 && !senereIDag ? 7 : dagerTil }))
}

function funnet<T>(verdi: T): Tolket<T> {
  return { ok: true, verdi }
}

function kalenderdag(
  bit: { dag: number; maned: number; ar: number | undefined },
  idag: DateTime,
): Tolket<DateTime> {
  const iAr = (year: number) =>
    DateTime.fromObject({ year, month: bit.maned, day: bit.dag }, { zone: idag.zone })
  if (bit.ar === undefined) return neste(iAr(idag.year), () => iAr(idag.year + 1), idag)
  const dato = iAr(bit.ar)
  // No meeting is planned decades ahead: «3026» is a slip of the finger.
  if (!dato.isValid || bit.ar > idag.year + 10) return { ok: false, kode: 'ugyldig-dato' }
  return dato < idag ? { ok: false, kode: 'dato-passert' } : funnet(dato)
}

function dagIUke(uke: number, ukedag: number, idag: DateTime): Tolket<DateTime> {
  const iAr = (weekYear: number) =>
    DateTime.fromObject({ weekYear, weekNumber: uke, weekday: 1 }, { zone: idag.zone }).plus({
      days: ukedag - 1,
    })
  return neste(iAr(idag.weekYear), () => iAr(idag.weekYear + 1), idag)
}

/** This year's day, or next year's when this year's is long gone or does not exist (29.2, uke 53). */
function neste(iAr: DateTime, aretEtter: () => DateTime, idag: DateTime): Tolket<DateTime> {
  if (iAr.isValid) {
    if (iAr >= idag) return funnet(iAr)
    if (idag.diff(iAr, 'days').days <= MAKS_DAGER_SIDEN) return { ok: false, kode: 'dato-passert' }
  }
  const senere = aretEtter()
  return senere.isValid ? funnet(senere) : { ok: false, kode: 'ugyldig-dato' }
}
