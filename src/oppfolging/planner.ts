/** A task as it stands in Planner, where the whole group can read it: a reference, a date, a person. */
export type Planneroppgave = { tittel: string; frist: string; oid: string | undefined; ferdig: boolean }

/** A plan in Planner, implemented in graph/. Every function rejects with KunneIkkeLevere when it was not done. */
export type Planner = {
  opprett(oppgave: Planneroppgave): Promise<string>
  /** The ids of those in the plan with this title: Planner itself knows no keys. */
  finn(tittel: string): Promise<string[]>
  /** «borte»: somebody has deleted it. */
  endre(id: string, oppgave: Planneroppgave): Promise<'endret' | 'borte'>
  /** Already gone is done. */
  slett(id: string): Promise<void>
}

/** What was last put there; a change of anything else is nothing to tell Planner of. */
export const planneravtrykk = ({ tittel, frist, oid = '', ferdig }: Planneroppgave): string =>
  [tittel, frist, oid, ferdig ? 'ferdig' : 'apen'].join('|')
