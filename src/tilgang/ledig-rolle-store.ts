import type { Kontekst } from '../database/kontekst.ts'

type Ledig = { skole: string; rolle: string; enhet: string; person: string }

/** Those whose role was taken, and whose things wait for somebody new; the first first. */
export async function hentLedige(
  ktx: Kontekst,
  { skole, rolle, enhet }: Omit<Ledig, 'person'>,
): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('ledig_rolle')
    .select('person')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('rolle', '=', rolle)
    .where('enhet', '=', enhet)
    .orderBy('tid')
    .orderBy('person')
    .execute()
  return rader.map(rad => rad.person)
}

export async function lagreLedig(ktx: Kontekst, ledig: Ledig): Promise<void> {
  await ktx.db
    .insertInto('ledig_rolle')
    .values({ tenant: ktx.tenant, tid: ktx.na().toJSDate(), ...ledig })
    .onConflict(ved =>
      ved.columns(['tenant', 'skole', 'rolle', 'person']).doUpdateSet({ enhet: ledig.enhet }),
    )
    .execute()
}

export async function fjernLedig(
  ktx: Kontekst,
  { skole, rolle, person }: Omit<Ledig, 'enhet'>,
): Promise<void> {
  await ktx.db
    .deleteFrom('ledig_rolle')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('rolle', '=', rolle)
    .where('person', '=', person)
    .execute()
}

/** Does what this person had at the school wait for somebody new in their role? */
export async function harLedigRolle(ktx: Kontekst, skole: string, person: string): Promise<boolean> {
  const rad = await ktx.db
    .selectFrom('ledig_rolle')
    .select('rolle')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('person', '=', person)
    .executeTakeFirst()
  return rad !== undefined
}
