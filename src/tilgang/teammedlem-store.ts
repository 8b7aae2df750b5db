import type { Kontekst } from '../database/kontekst.ts'

/** Those who have been removed from the school's team in Teams, and are not back. */
export async function hentBorte(ktx: Kontekst, skole: string): Promise<Set<string>> {
  const rader = await ktx.db
    .selectFrom('fjernet_fra_team')
    .select('person')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .execute()
  return new Set(rader.map(rad => rad.person))
}

/** True the first time. */
export async function settBorte(ktx: Kontekst, skole: string, person: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ktx.db
    .insertInto('fjernet_fra_team')
    .values({ tenant: ktx.tenant, skole, person, tid: ktx.na().toJSDate() })
    .onConflict(ved => ved.columns(['tenant', 'skole', 'person']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function settTilbake(ktx: Kontekst, skole: string, person: string): Promise<void> {
  await ktx.db
    .deleteFrom('fjernet_fra_team')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('person', '=', person)
    .execute()
}

/** Those known by these roster ids, which is all that a change of members may carry. */
export async function personerMedKonto(ktx: Kontekst, kontoer: readonly string[]): Promise<string[]> {
  if (kontoer.length === 0) return []
  const rader = await ktx.db
    .selectFrom('person')
    .select('person')
    .where('tenant', '=', ktx.tenant)
    .where('konto', 'in', [...kontoer])
    .execute()
  return rader.map(rad => rad.person)
}
