import { sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Kategori, Ressurs } from './ressurser.ts'

const FELT = ['id', 'kategori', 'tittel', 'lenke', 'tekst'] as const
const medKategori = (rad: Omit<Ressurs, 'kategori'> & { kategori: string }): Ressurs => ({
  ...rad,
  kategori: rad.kategori as Kategori,
})

/** Those that stand in the list; with `borte` those that were taken away and may still be put back. */
export async function hentRessurser(ktx: Kontekst, borte = false): Promise<Ressurs[]> {
  const rader = await ktx.db
    .selectFrom('ressurs')
    .select(FELT)
    .where('tenant', '=', ktx.tenant)
    .where('tatt_bort', borte ? 'is not' : 'is', null)
    .orderBy('id')
    .execute()
  return rader.map(medKategori)
}

export async function lagreRessurs(ktx: Kontekst, ressurs: Ressurs, av: string): Promise<void> {
  await ktx.db
    .insertInto('ressurs')
    .values({
      tenant: ktx.tenant,
      ...ressurs,
      lagt_til_av: av,
      lagt_til: ktx.na().toJSDate(),
      tatt_bort: null,
    })
    .execute()
}

/** False when it stands so already, or does not exist. */
export async function settBorte(ktx: Kontekst, id: string, borte: boolean): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('ressurs')
    .set({ tatt_bort: borte ? ktx.na().toJSDate() : null })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .where('tatt_bort', borte ? 'is' : 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What was taken away before this is gone for good. */
export async function slettBorte(ktx: Kontekst, for_: Date): Promise<void> {
  await ktx.db.deleteFrom('ressurs').where('tenant', '=', ktx.tenant).where('tatt_bort', '<', for_).execute()
}

/** Two who add at the same time come one after the other, so that the list is never longer than it may be. */
export async function lasRessurser(ktx: Kontekst): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ressurs ${ktx.tenant}`}, 0))`.execute(ktx.db)
}
