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
