import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Who, what kind, about what reference or id: never content. */
export type Hendelse = { person: string; kode: string; gjelder: string }

/** A row of the access log as it is read: `nr` from 1 in each tenant, `tid` ISO 8601 in UTC, the hashes SHA-256 in hex. */
export type Loggrad = Hendelse & { tenant: string; nr: number; tid: string; forrige: string; hash: string }

/** What the next row is linked to. */
export type Ledd = Pick<Loggrad, 'nr' | 'hash'>

const Anker = z.object({
  tenant: z.string(),
  nr: z.int().positive(),
  hash: z.string(),
  tid: z.string(),
  versjon: z.string(),
  signatur: z.string(),
})
/** How long the chain was, and its last hash, at a time: signed, and kept outside the database. */
export type Anker = z.infer<typeof Anker>

/** An anchor whose signature has been checked. */
export type ProvdAnker = Ledd & { gyldig: boolean }

export type Grunn =
  | 'raden er endret'
  | 'raden mangler'
  | 'rekkefølgen er brutt'
  | `halen er kuttet: ankeret sier ${number}, loggen har ${number}`
  | `kjeden er skrevet om: hash ved nr ${number} stemmer ikke med ankeret`
  | 'signaturen stemmer ikke'

export type Loggsvar =
  | { kode: 'hel'; hendelser: number; ankere: number }
  | { kode: 'brutt'; nr: number; grunn: Grunn }

/** What the first row is linked to. */
export const FORSTE_FORRIGE = '0'.repeat(64)

/** The hash of a row, over the previous row's hash and every field. */
export function radhash(rad: Omit<Loggrad, 'hash'>): string {
  const { forrige, tenant, nr, tid, person, kode, gjelder } = rad
  return createHash('sha256')
    .update(entydig([forrige, tenant, `${nr}`, tid, person, kode, gjelder]))
    .digest('hex')
}

/** The row after `siste`; undefined: the first. */
export function nesteRad(
  tenant: string,
  siste: Ledd | undefined,
  tid: string,
  { person, kode, gjelder }: Hendelse,
): Loggrad {
  const rad = {
    tenant,
    nr: (siste?.nr ?? 0) + 1,
    tid,
    person,
    kode,
    gjelder,
    forrige: siste?.hash ?? FORSTE_FORRIGE,
  }
  return { ...rad, hash: radhash(rad) }
}

/** What an anchor's signature is over. It says what it is: the same key signs other things. */
export function ankerdata({ tenant, nr, hash, tid }: Omit<Anker, 'versjon' | 'signatur'>): Buffer {
  return entydig(['skolestotte loggens anker', tenant, `${nr}`, hash, tid])
}

/** The tenant's anchors, one JSON object per line. A line that was not written to its end is counted in `uleste`. */
export function lesAnkere(tekst: string, tenant: string): { ankere: Anker[]; uleste: number } {
  const linjer = tekst.split('\n').filter(linje => linje.trim() !== '')
  const leste = linjer.flatMap(linje => lesLinje(linje) ?? [])
  return { ankere: leste.filter(anker => anker.tenant === tenant), uleste: linjer.length - leste.length }
}

/**
 * Follows a tenant's chain from its first row, and names the first broken link: where, and why. The chain alone cannot tell
 * that its tail is cut or that it is written anew; the anchors can, up to the last of them.
 */
export async function kontrollerKjede(
  rader: AsyncIterable<Loggrad> | Iterable<Loggrad>,
  ankere: readonly ProvdAnker[],
): Promise<Loggsvar> {
  const ankereVed = new Map<number, ProvdAnker[]>()
  for (const anker of ankere) ankereVed.set(anker.nr, [...(ankereVed.get(anker.nr) ?? []), anker])
  let siste: Ledd = { nr: 0, hash: FORSTE_FORRIGE }
  for await (const rad of rader) {
    const nr = siste.nr + 1
    const grunn = bruddI(rad, siste) ?? bruddMotAnkere(rad, ankereVed.get(nr) ?? [])
    if (grunn !== undefined) return { kode: 'brutt', nr, grunn }
    siste = rad
  }
  const hendelser = siste.nr
  const utenRad = ankere.filter(anker => anker.nr > hendelser).sort((a, b) => a.nr - b.nr)
  // A forged anchor far ahead does not hide that the tail is cut, nor does it say how long the log was.
  const ekte = utenRad.findLast(anker => anker.gyldig)
  if (ekte !== undefined) {
    const grunn = `halen er kuttet: ankeret sier ${ekte.nr}, loggen har ${hendelser}` as const
    return { kode: 'brutt', nr: hendelser + 1, grunn }
  }
  const [falskt] = utenRad
  if (falskt !== undefined) return { kode: 'brutt', nr: falskt.nr, grunn: 'signaturen stemmer ikke' }
  return { kode: 'hel', hendelser, ankere: ankere.length }
}

function bruddI(rad: Loggrad, siste: Ledd): Grunn | undefined {
  if (rad.nr > siste.nr + 1) return 'raden mangler'
  if (rad.nr <= siste.nr || rad.forrige !== siste.hash) return 'rekkefølgen er brutt'
  return rad.hash === radhash(rad) ? undefined : 'raden er endret'
}

function bruddMotAnkere(rad: Loggrad, ankere: readonly ProvdAnker[]): Grunn | undefined {
  if (ankere.some(anker => !anker.gyldig)) return 'signaturen stemmer ikke'
  return ankere.every(anker => anker.hash === rad.hash)
    ? undefined
    : `kjeden er skrevet om: hash ved nr ${rad.nr} stemmer ikke med ankeret`
}

function lesLinje(linje: string): Anker | undefined {
  try {
    return Anker.parse(JSON.parse(linje))
  } catch {
    return undefined
  }
}

/** Each part with its length in bytes before it: no two lists of parts are the same bytes. UTF-8, as the database keeps them. */
function entydig(deler: readonly string[]): Buffer {
  return Buffer.concat(
    deler.flatMap(del => {
      const bytes = Buffer.from(del, 'utf8')
      return [Buffer.from(`${bytes.length}:`), bytes]
    }),
  )
}

/** What took something away. A restored backup brings it back, and then it must be done again. */
const TOK_BORT = [
  'person-sluttet',
  'register-av',
  'rolle-fjernet',
  'sak-gjort-anonym',
  'sak-slettet',
  'samtykke-trukket',
  'tekst-fjernet',
]

export const tokBort = (kode: string): boolean =>
  TOK_BORT.some(hva => kode === hva || kode.startsWith(`${hva}-`))
