import type { Kontekst } from '../database/kontekst.ts'

/** Remembers that a person could not be reached; answers since when, which stands until they can. */
export async function huskIkkeNadd(ktx: Kontekst, person: string, kode: string): Promise<Date> {
  const { siden } = await ktx.db
    .insertInto('ikke_nadd')
    .values({ tenant: ktx.tenant, person, siden: ktx.na().toJSDate(), kode })
    .onConflict(ved => ved.columns(['tenant', 'person']).doUpdateSet({ kode }))
    .returning('siden')
    .executeTakeFirstOrThrow()
  return siden
}

/** The person has written, pressed something, or received something. */
export async function glemIkkeNadd(ktx: Kontekst, person: string): Promise<void> {
  await ktx.db.deleteFrom('ikke_nadd').where('tenant', '=', ktx.tenant).where('person', '=', person).execute()
}

/** Those of these people who could not be reached. */
export async function ikkeNaddBlant(ktx: Kontekst, personer: readonly string[]): Promise<Set<string>> {
  if (personer.length === 0) return new Set()
  const rader = await ktx.db
    .selectFrom('ikke_nadd')
    .select('person')
    .where('tenant', '=', ktx.tenant)
    .where('person', 'in', [...new Set(personer)])
    .execute()
  return new Set(rader.map(rad => rad.person))
}

/** Who has left is nobody's to reach. */
export async function glemUtenRolle(ktx: Kontekst): Promise<void> {
  await ktx.db
    .deleteFrom('ikke_nadd')
    .where('tenant', '=', ktx.tenant)
    .where('person', 'not in', eb => eb.selectFrom('rolle').select('person').where('tenant', '=', ktx.tenant))
    .execute()
}
