/** Shared material by category; the last is where a melding is sent, and stands on the card about meldeplikt. */
export const KATEGORIER = ['rutiner', 'maler', 'foreldre', 'kurs', 'kontakt', 'meldekanal'] as const
export type Kategori = (typeof KATEGORIER)[number]

/** A link, or for a channel perhaps only a text such as opening hours. */
export type Ressurs = { id: string; kategori: Kategori; tittel: string; lenke: string; tekst: string }

export type Ressursfelt = { kategori: string; tittel: string; lenke: string; tekst: string }

export type UgyldigRessurs = {
  kode:
    | 'ukjent-kategori'
    | 'mangler-tittel'
    | 'for-lang-tittel'
    | 'mangler-lenke'
    | 'ugyldig-lenke'
    | 'for-lang-tekst'
    | 'tekst-bare-for-kanal'
}

/** How many there may be: more than this is an archive, and the card would be too large. */
export const MAKS_RESSURSER = 30
export const MAKS_TITTEL = 80
export const MAKS_LENKE = 300
export const MAKS_TEKST = 120

/** What was typed as it will be stored, or what is wrong with it. */
export function provRessurs(
  inn: Ressursfelt,
): { kode: 'ressurs'; ressurs: Omit<Ressurs, 'id'> } | UgyldigRessurs {
  const kategori = KATEGORIER.find(k => k === inn.kategori)
  const tittel = enLinje(inn.tittel)
  const tekst = enLinje(inn.tekst)
  if (kategori === undefined) return { kode: 'ukjent-kategori' }
  if (tittel === '') return { kode: 'mangler-tittel' }
  if (tittel.length > MAKS_TITTEL) return { kode: 'for-lang-tittel' }
  if (tekst !== '' && kategori !== 'meldekanal') return { kode: 'tekst-bare-for-kanal' }
  if (tekst.length > MAKS_TEKST) return { kode: 'for-lang-tekst' }
  const skrevet = inn.lenke.trim()
  if (skrevet === '' && (kategori !== 'meldekanal' || tekst === '')) return { kode: 'mangler-lenke' }
  const lenke = skrevet === '' ? '' : trygg(skrevet)
  return lenke === undefined
    ? { kode: 'ugyldig-lenke' }
    : { kode: 'ressurs', ressurs: { kategori, tittel, lenke, tekst } }
}

/** In the order they are shown. */
export function sorter<R extends Pick<Ressurs, 'kategori' | 'tittel'>>(ressurser: readonly R[]): R[] {
  return ressurser.toSorted(
    (a, b) =>
      KATEGORIER.indexOf(a.kategori) - KATEGORIER.indexOf(b.kategori) ||
      a.tittel.localeCompare(b.tittel, 'nb'),
  )
}

/** Where a link leads, for people to see before they press it. */
export const vert = (lenke: string): string => (lenke === '' ? '' : new URL(lenke).hostname)

const enLinje = (tekst: string): string => tekst.replace(/[\p{C}\s]+/gu, ' ').trim()

/** Only https, to a named host, and without a user name that would look like the host. */
function trygg(skrevet: string): string | undefined {
  if (/[\p{C}\s\\]/u.test(skrevet) || !/^https:\/\//i.test(skrevet) || !URL.canParse(skrevet))
    return undefined
  const { protocol, hostname, username, password, href } = new URL(skrevet)
  const navngitt = hostname.includes('.') && !/^[\d.]+$/.test(hostname)
  const egen = username === '' && password === ''
  return protocol === 'https:' && navngitt && egen && href.length <= MAKS_LENKE ? href : undefined
}
