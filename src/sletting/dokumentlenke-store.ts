import type { Kontekst } from '../database/kontekst.ts'

type Lenke = { merke: string; sak: string; person: string; utloper: Date }

export async function lagreLenke(ktx: Kontekst, lenke: Lenke): Promise<void> {
  await ktx.db
    .insertInto('dokumentlenke')
    .values({ tenant: ktx.tenant, ...lenke })
    .execute()
}

/** Spends a link: undefined when it is unknown, used, or has run out. */
export async function taLenke(ktx: Kontekst, merke: string): Promise<Lenke | undefined> {
  const lenke = await ktx.db
    .deleteFrom('dokumentlenke')
    .where('tenant', '=', ktx.tenant)
    .where('merke', '=', merke)
    .returning(['merke', 'sak', 'person', 'utloper'])
    .executeTakeFirst()
  return lenke === undefined || lenke.utloper < ktx.na().toJSDate() ? undefined : lenke
}
