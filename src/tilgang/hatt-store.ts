import type { Kontekst } from '../database/kontekst.ts'
import { erTjeneste, type Tjeneste } from './roller.ts'

/** Who acts for which service in these cases, where they have chosen: case → person → service. */
export async function hentHatter(
  ktx: Kontekst,
  saker: readonly string[],
): Promise<Map<string, Map<string, Tjeneste>>> {
  if (saker.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('hatt')
    .select(['sak', 'person', 'tjeneste'])
    .where('tenant', '=', ktx.tenant)
    .where('sak', 'in', [...saker])
    .execute()
  const alle = new Map<string, Map<string, Tjeneste>>()
  for (const { sak, person, tjeneste } of rader) {
    if (!erTjeneste(tjeneste)) continue
    alle.set(sak, (alle.get(sak) ?? new Map()).set(person, tjeneste))
  }
  return alle
}

/** A person acts under one service per case: the first choice stands, and is what is answered (fag: samtykke, regel 9). */
export async function velgHatt(
  ktx: Kontekst,
  sak: string,
  person: string,
  tjeneste: Tjeneste,
): Promise<Tjeneste> {
  await ktx.db
    .insertInto('hatt')
    .values({ tenant: ktx.tenant, sak, person, tjeneste })
    .onConflict(ved => ved.columns(['tenant', 'sak', 'person']).doNothing())
    .execute()
  return (await hentHatter(ktx, [sak])).get(sak)?.get(person) ?? tjeneste
}
