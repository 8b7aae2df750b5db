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

/** Planned meetings of one family at the school that this person is invited to. */
export async function planlagteMed(
  ktx: Kontekst,
  skole: string,
  person: string,
): Promise<{ mote: string; forlop: string }[]> {
  const rader = await ktx.db
    .selectFrom('deltaker')
    .innerJoin('mote', j =>
      j.onRef('mote.tenant', '=', 'deltaker.tenant').onRef('mote.id', '=', 'deltaker.mote'),
    )
    .select(['deltaker.mote', 'mote.forlop'])
    .where('deltaker.tenant', '=', ktx.tenant)
    .where('deltaker.person', '=', person)
    .where('mote.skole', '=', skole)
    .where('mote.status', '=', 'planlagt')
    .execute()
  return rader.flatMap(({ mote, forlop }) => (forlop === null ? [] : [{ mote, forlop }]))
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
