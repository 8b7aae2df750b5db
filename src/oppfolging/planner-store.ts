import type { Kontekst } from '../database/kontekst.ts'

/** `planner` is empty until it is known to be there; «borte» in `avtrykk`: somebody has deleted it. */
export type Plannerrad = { oppgave: string; planner: string; avtrykk: string }

export async function hentPlannerrad(ktx: Kontekst, oppgave: string): Promise<Plannerrad | undefined> {
  return ktx.db
    .selectFrom('planneroppgave')
    .select(['oppgave', 'planner', 'avtrykk'])
    .where('tenant', '=', ktx.tenant)
    .where('oppgave', '=', oppgave)
    .executeTakeFirst()
}

/** Before anything is sent; false when somebody has been here already, and it is not known how that went. */
export async function begynnPlannerrad(ktx: Kontekst, oppgave: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ktx.db
    .insertInto('planneroppgave')
    .values({ tenant: ktx.tenant, oppgave, planner: '', avtrykk: '' })
    .onConflict(oc => oc.columns(['tenant', 'oppgave']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when the task is deleted meanwhile. */
export async function lagrePlannerrad(ktx: Kontekst, rad: Plannerrad): Promise<boolean> {
  const { oppgave, ...verdier } = rad
  const { numUpdatedRows } = await ktx.db
    .updateTable('planneroppgave')
    .set(verdier)
    .where('tenant', '=', ktx.tenant)
    .where('oppgave', '=', oppgave)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Those of these that are somebody's already. */
export async function kjentePlannerider(ktx: Kontekst, ider: readonly string[]): Promise<Set<string>> {
  if (ider.length === 0) return new Set()
  const rader = await ktx.db
    .selectFrom('planneroppgave')
    .select('planner')
    .where('tenant', '=', ktx.tenant)
    .where('planner', 'in', [...ider])
    .execute()
  return new Set(rader.map(rad => rad.planner))
}

/** Takes the rows of a case's tasks away, or of those of a school's own team, and answers with what stands in Planner of them. */
export async function fjernPlannerrader(
  ktx: Kontekst,
  hva: { sak: string } | { skole: string },
): Promise<{ planner: string; ref: string }[]> {
  const alle = ktx.db
    .selectFrom('planneroppgave as pl')
    .innerJoin('oppgave as o', j => j.onRef('o.tenant', '=', 'pl.tenant').onRef('o.id', '=', 'pl.oppgave'))
    .innerJoin('mote as m', j => j.onRef('m.tenant', '=', 'o.tenant').onRef('m.id', '=', 'o.mote'))
    .innerJoin('tiltak as t', j => j.onRef('t.tenant', '=', 'o.tenant').onRef('t.id', '=', 'o.tiltak'))
    .innerJoin('punkt as p', j => j.onRef('p.tenant', '=', 't.tenant').onRef('p.id', '=', 't.punkt'))
    .select(['pl.oppgave', 'pl.planner', 'o.ref'])
    .where('pl.tenant', '=', ktx.tenant)
  const rader = await ('sak' in hva
    ? alle.where('p.sak', '=', hva.sak)
    : alle.where('m.skole', '=', hva.skole).where('m.forlop', 'is', null)
  ).execute()
  if (rader.length === 0) return []
  await ktx.db
    .deleteFrom('planneroppgave')
    .where('tenant', '=', ktx.tenant)
    .where(
      'oppgave',
      'in',
      rader.map(rad => rad.oppgave),
    )
    .execute()
  return rader.map(({ planner, ref }) => ({ planner, ref }))
}
