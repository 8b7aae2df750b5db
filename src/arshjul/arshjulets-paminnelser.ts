import type { Kontekst } from '../database/kontekst.ts'

/** A duty of the school year, as a reminder names it: no case is in it. `til`: the last day of its window, yyyy-MM-dd. */
export type Arshjulslinje = { id: string; skole: string; tittel: string; til: string; forfalt: boolean }

/** Those for whom something in the årshjul has its day of reminding after `forrige` and by `dag` (yyyy-MM-dd). */
export async function hvemMinnesOmArshjulet(
  _ktx: Kontekst,
  _dager: { forrige: string; dag: string },
): Promise<string[]> {
  return []
}

/** What is open in the årshjul for this person on `dag`, soonest first. */
export async function arshjulslinjer(
  _ktx: Kontekst,
  _person: string,
  _dag: string,
): Promise<Arshjulslinje[]> {
  return []
}
