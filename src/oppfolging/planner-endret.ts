import type { Kontekst } from '../database/kontekst.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { fjernPlannerrader } from './planner-store.ts'

/** Planner is to follow this task, where a plan is connected: several changes before it does are one. */
export async function meldPlannerendring(ktx: Kontekst, oppgave: string): Promise<void> {
  if (ktx.valg.m365.planner) await leggIUtboks(ktx, `planner:${oppgave}`, { slag: 'planner', oppgave })
}

/** A case is about to be deleted, or a school's meetings: what the bot has put in the plan goes too. In the caller's transaction. */
export async function glemIPlanner(ktx: Kontekst, hva: { sak: string } | { skole: string }): Promise<void> {
  for (const { planner, ref } of await fjernPlannerrader(ktx, hva))
    if (ktx.valg.m365.planner)
      await leggIUtboks(ktx, `planner-slett:${planner || ref}`, { slag: 'planner-slett', planner, ref })
}
