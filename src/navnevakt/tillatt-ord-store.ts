import type { Kontekst } from '../database/kontekst.ts'

export type TillattOrd = { ord: string; skrevet: string }

export async function hentTillatteOrd(ktx: Kontekst): Promise<TillattOrd[]> {
  return ktx.db
    .selectFrom('tillatt_ord')
    .select(['ord', 'skrevet'])
    .where('tenant', '=', ktx.tenant)
    .orderBy('ord')
    .execute()
}

/** False when the word was there already. */
export async function lagreTillattOrd(
  ktx: Kontekst,
  { ord, skrevet }: TillattOrd,
  av: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ktx.db
    .insertInto('tillatt_ord')
    .values({ tenant: ktx.tenant, ord, skrevet, lagt_til_av: av, lagt_til: ktx.na().toJSDate() })
    .onConflict(ved => ved.columns(['tenant', 'ord']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when there was no such word. */
export async function slettTillattOrd(ktx: Kontekst, ord: string): Promise<boolean> {
  const { numDeletedRows } = await ktx.db
    .deleteFrom('tillatt_ord')
    .where('tenant', '=', ktx.tenant)
    .where('ord', '=', ord)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
