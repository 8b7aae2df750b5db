import type { Kontekst } from '../database/kontekst.ts'

export type Logglinje = { tid: string; person: string; kode: string }

/** What the access log says about one reference, oldest first. */
export async function loggFor(ktx: Kontekst, ref: string): Promise<Logglinje[]> {
  return ktx.db
    .selectFrom('logg')
    .select(['tid', 'person', 'kode'])
    .where('tenant', '=', ktx.tenant)
    .where('gjelder', '=', ref)
    .orderBy('nr')
    .execute()
}
