import type { Kontekst } from '../database/kontekst.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { erAdministrator } from '../tilgang/oppsett.ts'
import { type Helsegrunn, helsegrunner } from './helse.ts'
import { type Driftsbilde, hentDriftsbilde } from './hent-driftsbilde.ts'
import { hentTilkoblinger, TILKOBLINGER, type Tilkobling } from './tilkobling-store.ts'
import { VERSJON } from './versjon.ts'

/** A part of Microsoft 365 that is connected, and how the last try went; undefined when nothing was tried yet. */
export type Tilkoblingsstatus = { del: Tilkobling; siste: { utfall: string; sist: Date } | undefined }

export type Status = Driftsbilde & {
  na: Date
  grunner: Helsegrunn[]
  tilkoblinger: Tilkoblingsstatus[]
  versjon: string
}

/** How it goes, for administrators; undefined for all others. */
export async function hentStatus(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
): Promise<Status | undefined> {
  if (!(await erAdministrator(ktx, aktor, forste))) return undefined
  const bilde = await hentDriftsbilde(ktx)
  const na = ktx.na().toJSDate()
  return {
    ...bilde,
    na,
    grunner: helsegrunner(na, ktx.valg.helse.koMinutter, bilde),
    tilkoblinger: await tilkoblingerI(ktx),
    versjon: VERSJON,
  }
}

async function tilkoblingerI(ktx: Kontekst): Promise<Tilkoblingsstatus[]> {
  const rader = await hentTilkoblinger(ktx)
  const { kalender, filer, planner } = ktx.valg.m365
  return TILKOBLINGER.flatMap(del => {
    const siste = rader.find(rad => rad.del === del)
    const tilkoblet = { kalender, filer, planner, teamgruppe: siste !== undefined }[del]
    return tilkoblet ? [{ del, siste }] : []
  })
}
