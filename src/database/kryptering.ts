import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tabeller } from './skjema.ts'

/** A data key as it lies in the database: wrapped by that version of the master key. */
export type Innpakket = { innpakket: string; versjon: string }
export type Signatur = { signatur: string; versjon: string }

/** The master key: a Key Vault key in Azure, a key file in the demo. It never leaves its keeper; it wraps keys and signs. */
export type Mester = {
  pakkInn(nokkel: Buffer): Promise<Innpakket>
  pakkUt(innpakket: Innpakket): Promise<Buffer>
  signer(data: Buffer): Promise<Signatur>
  bekreft(data: Buffer, signatur: Signatur): Promise<boolean>
}

/** What the text belongs to in the database: bound to the ciphertext, so that it opens nowhere else. */
export type Plass = { tabell: string; kolonne: string; id: string }

/** One data key, unwrapped: closes and opens texts with AES-256-GCM. An empty text stays empty. */
export type Nokkel = {
  lukk(tekst: string, plass: Plass): string
  apne(lukket: string, plass: Plass): string
  /** HMAC-SHA-256 of a value, for a blind index. */
  merke(verdi: string): string
}

/** The one who keys are kept for is not there (any longer): its texts cannot be read. */
export class Nokkelfeil extends Error {
  readonly code: string
  constructor(code: 'ukjent-nokkel' | 'ugyldig-kryptert') {
    super(code)
    this.code = code
  }
}

type Sted = { tenant: string; db: Kysely<Tabeller>; na(): { toJSDate(): Date } }

const FORMAT = 'v1.'
const IV_BYTES = 12
const MERKE_BYTES = 16
const MAKS_I_MINNET = 2000

/**
 * The data keys: one per owner (a case, a theme, a meeting, the register), each wrapped by the master key. Unwrapped keys
 * are kept in memory by their wrapped form, so that a key whose row was rolled back or deleted is never used again.
 */
export class Nokler {
  readonly #mester: Mester
  readonly #minne = new Map<string, Buffer>()

  constructor(mester: Mester) {
    this.#mester = mester
  }

  /** The owner's key, which is made the first time. */
  async for(sted: Sted, eier: string): Promise<Nokkel> {
    const funnet = (await this.alle(sted, [eier])).get(eier)
    if (funnet !== undefined) return funnet
    const ny = await this.#mester.pakkInn(randomBytes(32))
    await sted.db
      .insertInto('nokkel')
      .values({ tenant: sted.tenant, eier, ...ny, opprettet: sted.na().toJSDate() })
      .onConflict(ved => ved.columns(['tenant', 'eier']).doNothing())
      .execute()
    const laget = (await this.alle(sted, [eier])).get(eier)
    if (laget === undefined) throw new Nokkelfeil('ukjent-nokkel')
    return laget
  }

  /** The keys of those owners that have one. */
  async alle(sted: Sted, eiere: readonly string[]): Promise<Map<string, Nokkel>> {
    if (eiere.length === 0) return new Map()
    const rader = await sted.db
      .selectFrom('nokkel')
      .select(['eier', 'innpakket', 'versjon'])
      .where('tenant', '=', sted.tenant)
      .where('eier', 'in', [...new Set(eiere)])
      .execute()
    return new Map(
      await Promise.all(
        rader.map(async rad => [rad.eier, lagNokkel(await this.#pakkUt(rad), sted.tenant)] as const),
      ),
    )
  }

  /** Destroys the owner's key: what it closed can be read by nobody (fag: personvern, sletting). */
  async makuler(sted: Sted, eier: string): Promise<number> {
    const { numDeletedRows } = await sted.db
      .deleteFrom('nokkel')
      .where('tenant', '=', sted.tenant)
      .where('eier', '=', eier)
      .executeTakeFirst()
    return Number(numDeletedRows)
  }

  /** Wraps every data key anew with the master key's current version; the texts stay as they are. Answers how many were changed. */
  async roter(sted: Sted): Promise<number> {
    const rader = await sted.db
      .selectFrom('nokkel')
      .select(['eier', 'innpakket', 'versjon'])
      .where('tenant', '=', sted.tenant)
      .execute()
    let byttet = 0
    for (const rad of rader) {
      const ny = await this.#mester.pakkInn(await this.#pakkUt(rad))
      if (ny.versjon === rad.versjon) continue
      const { numUpdatedRows } = await sted.db
        .updateTable('nokkel')
        .set(ny)
        .where('tenant', '=', sted.tenant)
        .where('eier', '=', rad.eier)
        .where('innpakket', '=', rad.innpakket)
        .executeTakeFirst()
      byttet += Number(numUpdatedRows)
    }
    return byttet
  }

  async #pakkUt(innpakket: Innpakket): Promise<Buffer> {
    const kjent = this.#minne.get(innpakket.innpakket)
    if (kjent !== undefined) return kjent
    const nokkel = await this.#mester.pakkUt(innpakket)
    const eldst = this.#minne.keys().next().value
    if (this.#minne.size >= MAKS_I_MINNET && eldst !== undefined) this.#minne.delete(eldst)
    this.#minne.set(innpakket.innpakket, nokkel)
    return nokkel
  }
}

function lagNokkel(nokkel: Buffer, tenant: string): Nokkel {
  const tillegg = ({ tabell, kolonne, id }: Plass) => Buffer.from(`${tenant}|${tabell}|${kolonne}|${id}`)
  return {
    lukk(tekst, plass) {
      if (tekst === '') return ''
      const iv = randomBytes(IV_BYTES)
      const chiffer = createCipheriv('aes-256-gcm', nokkel, iv).setAAD(tillegg(plass))
      const kropp = Buffer.concat([chiffer.update(tekst, 'utf8'), chiffer.final()])
      return FORMAT + Buffer.concat([iv, kropp, chiffer.getAuthTag()]).toString('base64')
    },
    apne(lukket, plass) {
      if (lukket === '') return ''
      if (!lukket.startsWith(FORMAT)) throw new Nokkelfeil('ugyldig-kryptert')
      const ra = Buffer.from(lukket.slice(FORMAT.length), 'base64')
      const slutt = ra.length - MERKE_BYTES
      try {
        const chiffer = createDecipheriv('aes-256-gcm', nokkel, ra.subarray(0, IV_BYTES), {
          authTagLength: MERKE_BYTES,
        })
          .setAAD(tillegg(plass))
          .setAuthTag(ra.subarray(slutt))
        return chiffer.update(ra.subarray(IV_BYTES, slutt), undefined, 'utf8') + chiffer.final('utf8')
      } catch {
        // The crypto library's own message says nothing more, and must not be logged with the value.
        throw new Nokkelfeil('ugyldig-kryptert')
      }
    },
    merke: verdi => createHmac('sha256', nokkel).update(`${tenant}|${verdi}`).digest('base64url'),
  }
}

/** Opens these columns of the rows; `eier` says whose key a row's texts are closed with, `id` what they are bound to. */
export async function apneRader<R extends object>(
  sted: Sted & { nokler: Nokler },
  rader: readonly R[],
  om: {
    tabell: string
    kolonner: readonly (keyof NoInfer<R> & string)[]
    eier(rad: NoInfer<R>): string
    id(rad: NoInfer<R>): string
  },
): Promise<R[]> {
  const nokler = await sted.nokler.alle(sted, rader.map(om.eier))
  return rader.map(rad => {
    const nokkel = nokler.get(om.eier(rad))
    const apnet = om.kolonner.map(kolonne => {
      const lukket = String(rad[kolonne])
      if (lukket === '') return [kolonne, '']
      if (nokkel === undefined) throw new Nokkelfeil('ukjent-nokkel')
      return [kolonne, nokkel.apne(lukket, { tabell: om.tabell, kolonne, id: om.id(rad) })]
    })
    return { ...rad, ...Object.fromEntries(apnet) }
  })
}

/** Closes these texts with the owner's key. */
export async function lukkTekster<T extends Record<string, string>>(
  sted: Sted & { nokler: Nokler },
  om: { tabell: string; eier: string; id: string },
  tekster: T,
): Promise<T> {
  const nokkel = await sted.nokler.for(sted, om.eier)
  return Object.fromEntries(
    Object.entries(tekster).map(([kolonne, tekst]) => [
      kolonne,
      nokkel.lukk(tekst, { tabell: om.tabell, kolonne, id: om.id }),
    ]),
  ) as T
}
