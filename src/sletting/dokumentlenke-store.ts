import type { Kontekst } from '../database/kontekst.ts'

/** To all about a case, or to the referat of a meeting. */
export type Dokumentlenke = {
  merke: string
  sak: string | null
  mote: string | null
  person: string
  utloper: Date
}

export async function lagreLenke(ktx: Kontekst, lenke: Dokumentlenke): Promise<void> {
  await ktx.db
    .insertInto('dokumentlenke')
    .values({ tenant: ktx.tenant, ...lenke })
    .execute()
}

/** Spends a link: undefined when it is unknown, used, or has run out. */
export async function taLenke(ktx: Kontekst, merke: string): Promise<Dokumentlenke | undefined> {
  const lenke = await ktx.db
    .deleteFrom('dokumentlenke')
    .where('tenant', '=', ktx.tenant)
    .where('merke', '=', merke)
    .returning(['merke', 'sak', 'mote', 'person', 'utloper'])
    .executeTakeFirst()
  return lenke === undefined || lenke.utloper < ktx.na().toJSDate() ? undefined : lenke
}
