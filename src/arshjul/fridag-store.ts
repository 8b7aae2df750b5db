import type { Kontekst } from '../database/kontekst.ts'
import type { Fri } from './skoledager.ts'

export type Fridag = Fri & { id: string; skole: string; navn: string }

/** The schools' own free days that are not over before `fra`, the first first; all schools' without `skoler`. */
export async function hentFridager(
  ktx: Kontekst,
  { skoler, fra }: { skoler?: readonly string[]; fra: string },
): Promise<Map<string, Fridag[]>> {
  if (skoler?.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('fridag')
    .select(['id', 'skole', 'fra', 'til', 'navn'])
    .where('tenant', '=', ktx.tenant)
    .$if(skoler !== undefined, q => q.where('skole', 'in', [...new Set(skoler)]))
    .where('til', '>=', fra)
    .orderBy('fra')
    .orderBy('id')
    .execute()
  const ut = new Map<string, Fridag[]>()
  for (const rad of rader) ut.set(rad.skole, [...(ut.get(rad.skole) ?? []), rad])
  return ut
}

export async function leggTilFridag(ktx: Kontekst, fridag: Fridag & { lagtTilAv: string }): Promise<void> {
  const { lagtTilAv, ...resten } = fridag
  await ktx.db
    .insertInto('fridag')
    .values({ tenant: ktx.tenant, ...resten, lagt_til_av: lagtTilAv })
    .execute()
}

/** False when it is not there. */
export async function fjernFridag(ktx: Kontekst, skole: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await ktx.db
    .deleteFrom('fridag')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
