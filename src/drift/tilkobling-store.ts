import type { Kontekst } from '../database/kontekst.ts'

/** What the bot uses of Microsoft 365 besides Teams itself. */
export const TILKOBLINGER = ['kalender', 'filer', 'planner', 'teamgruppe'] as const
export type Tilkobling = (typeof TILKOBLINGER)[number]

/** How the last try went: «ok», or the code of what was wrong, and since when. */
export async function meldTilkobling(ktx: Kontekst, del: Tilkobling, utfall: string): Promise<void> {
  const tid = ktx.na().toJSDate()
  await ktx.db
    .insertInto('tilkobling')
    .values({ tenant: ktx.tenant, del, utfall, siden: tid, sist: tid })
    .onConflict(oc =>
      oc.columns(['tenant', 'del']).doUpdateSet(eb => ({
        utfall,
        sist: tid,
        siden: eb
          .case()
          .when('tilkobling.utfall', '=', utfall)
          .then(eb.ref('tilkobling.siden'))
          .else(tid)
          .end(),
      })),
    )
    .execute()
}

export async function hentTilkoblinger(
  ktx: Kontekst,
): Promise<{ del: string; utfall: string; siden: Date; sist: Date }[]> {
  return ktx.db
    .selectFrom('tilkobling')
    .select(['del', 'utfall', 'siden', 'sist'])
    .where('tenant', '=', ktx.tenant)
    .orderBy('del')
    .execute()
}
