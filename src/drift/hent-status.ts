import type { Kontekst } from '../database/kontekst.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { erAdministrator } from '../tilgang/oppsett.ts'
import { type Helsegrunn, helsegrunner } from './helse.ts'
import { type Driftsbilde, hentDriftsbilde } from './hent-driftsbilde.ts'
import { VERSJON } from './versjon.ts'

export type Status = Driftsbilde & { na: Date; grunner: Helsegrunn[]; versjon: string }

/** How it goes, for administrators; undefined for all others. */
export async function hentStatus(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
): Promise<Status | undefined> {
  if (!(await erAdministrator(ktx, aktor, forste))) return undefined
  const bilde = await hentDriftsbilde(ktx)
  const na = ktx.na().toJSDate()
  return { ...bilde, na, grunner: helsegrunner(na, ktx.valg.helse.koMinutter, bilde), versjon: VERSJON }
}
