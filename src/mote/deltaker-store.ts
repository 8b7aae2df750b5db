import type { Kontekst } from '../database/kontekst.ts'

/** Those invited to one family's meeting: staff; parents and children are never users. */
export async function hentDeltakere(ktx: Kontekst, mote: string): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('deltaker')
    .select('person')
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .orderBy('person')
    .execute()
  return rader.map(rad => rad.person)
}

export async function lagreDeltakere(
  ktx: Kontekst,
  mote: string,
  personer: readonly string[],
): Promise<void> {
  if (personer.length === 0) return
  await ktx.db
    .insertInto('deltaker')
    .values([...new Set(personer)].map(person => ({ tenant: ktx.tenant, mote, person })))
    .onConflict(ved => ved.columns(['tenant', 'mote', 'person']).doNothing())
    .execute()
}

export async function fjernDeltaker(ktx: Kontekst, mote: string, person: string): Promise<void> {
  await ktx.db
    .deleteFrom('deltaker')
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .where('person', '=', person)
    .execute()
}

/** What has been prepared before the meeting, by the checklist's codes. */
export async function hentForberedt(ktx: Kontekst, mote: string): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('forberedt')
    .select('punkt')
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .execute()
  return rader.map(rad => rad.punkt)
}

/** The checklist as somebody left it: what is not among the ticked is not done. */
export async function lagreForberedt(
  ktx: Kontekst,
  mote: string,
  person: string,
  punkter: readonly string[],
): Promise<void> {
  await ktx.db.deleteFrom('forberedt').where('tenant', '=', ktx.tenant).where('mote', '=', mote).execute()
  if (punkter.length === 0) return
  const tid = ktx.na().toJSDate()
  await ktx.db
    .insertInto('forberedt')
    .values(punkter.map(punkt => ({ tenant: ktx.tenant, mote, punkt, person, tid })))
    .execute()
}
