import { dagEtter, forsteSkoledag } from '../arshjul/skoledager.ts'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { aktuelleFor } from './hent-samlevarsel.ts'
import { erApen } from './oppfolging.ts'
import { endreOppgave, lasOppgave } from './oppgave-store.ts'
import { oppgaveFor } from './svar-oppgave.ts'

export type Pause = 'som_vanlig' | 'i_morgen' | 'uke' | 'to_uker' | 'aldri'

export type Pausesvar =
  /** `til`: the day it is reminded of again, when not as ever. */
  | { kode: 'valgt'; oppgave: string; til: string | null; stoppet: boolean }
  | { kode: 'alt-avsluttet'; oppgave: string }
  | FinnesIkke

const DAGER: Partial<Record<Pause, number>> = { i_morgen: 1, uke: 7, to_uker: 14 }

/** The owner puts off the reminders of one task, or ends them; the deadline stands, and so does what its leader is told. */
export async function pauseOppgave(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { oppgave: string; pause: Pause },
): Promise<Pausesvar> {
  return iTransaksjon(ktx, async trx => {
    await lasOppgave(trx, inn.oppgave)
    const oppgave = await oppgaveFor(trx, aktor, inn.oppgave)
    if (oppgave === undefined || oppgave.ansvarlig !== aktor.person) return FINNES_IKKE
    if (!erApen(oppgave.status)) return { kode: 'alt-avsluttet', oppgave: oppgave.id }
    const dager = DAGER[inn.pause]
    const til = dager === undefined ? null : arbeidsdagOm(ktx, dager)
    const stoppet = inn.pause === 'aldri'
    await endreOppgave(trx, oppgave.id, { pause_til: til, stoppet })
    return { kode: 'valgt', oppgave: oppgave.id, til, stoppet }
  })
}

/** «Minn meg i morgen»: all that the morning's list holds, to the next working day. Answers that day, and how many. */
export async function minnIMorgen(ktx: Kontekst, aktor: Aktor): Promise<{ til: string; antall: number }> {
  return iTransaksjon(ktx, async trx => {
    const til = arbeidsdagOm(ktx, 1)
    const oppgaver = await aktuelleFor(trx, aktor.person, ktx.na().toFormat('yyyy-MM-dd'))
    for (const { id } of oppgaver) await endreOppgave(trx, id, { pause_til: til })
    return { til, antall: oppgaver.length }
  })
}

function arbeidsdagOm(ktx: Kontekst, dager: number): string {
  return forsteSkoledag(dagEtter(ktx.na().toFormat('yyyy-MM-dd'), dager), [])
}
