import type { Kontekst } from '../database/kontekst.ts'

type Lenke = { merke: string; person: string; skole: string; utloper: Date | null }

/** A new subscription takes the place of the one there was. */
export async function lagreKalenderlenke(ktx: Kontekst, lenke: Lenke): Promise<void> {
  if (lenke.utloper === null) await slettKalenderlenke(ktx, lenke)
  await ktx.db
    .insertInto('kalenderlenke')
    .values({ tenant: ktx.tenant, ...lenke, laget: ktx.na().toJSDate() })
    .onConflict(ved =>
      ved
        .columns(['tenant', 'person', 'skole'])
        .where('utloper', 'is', null)
        .doUpdateSet({ merke: lenke.merke, laget: ktx.na().toJSDate() }),
    )
    .execute()
}

/** False when there was none. Downloads that were not fetched go with it. */
export async function slettKalenderlenke(
  ktx: Kontekst,
  { person, skole }: { person: string; skole: string },
): Promise<boolean> {
  const slettet = await ktx.db
    .deleteFrom('kalenderlenke')
    .where('tenant', '=', ktx.tenant)
    .where('person', '=', person)
    .where('skole', '=', skole)
    .returning('utloper')
    .execute()
  return slettet.some(rad => rad.utloper === null)
}

export async function finnKalenderlenke(
  ktx: Kontekst,
  merke: string,
): Promise<{ person: string; skole: string } | undefined> {
  const lenke = await ktx.db
    .selectFrom('kalenderlenke')
    .select(['person', 'skole', 'utloper'])
    .where('tenant', '=', ktx.tenant)
    .where('merke', '=', merke)
    .executeTakeFirst()
  if (lenke === undefined || (lenke.utloper !== null && lenke.utloper < ktx.na().toJSDate())) return undefined
  return lenke
}

/** The schools this person has a subscription for; «» for all of them. */
export async function kalenderlenkerTil(ktx: Kontekst, person: string): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('kalenderlenke')
    .select('skole')
    .where('tenant', '=', ktx.tenant)
    .where('person', '=', person)
    .where('utloper', 'is', null)
    .execute()
  return rader.map(rad => rad.skole)
}

/** Downloads whose time is over. */
export async function slettUtlopte(ktx: Kontekst): Promise<void> {
  await ktx.db
    .deleteFrom('kalenderlenke')
    .where('tenant', '=', ktx.tenant)
    .where('utloper', '<', ktx.na().toJSDate())
    .execute()
}
