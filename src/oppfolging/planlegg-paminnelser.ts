import type { Kontekst } from '../database/kontekst.ts'
import { arbeidsdagerFor, forsteArbeidsdag } from '../mote/arbeidsdager.ts'
import { tidspunkt } from '../mote/moter.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { paminnelser } from './oppfolging.ts'
import type { Oppgave } from './oppgave-store.ts'

/** Morning reminders go out at eight, Oslo time. */
const KLOKKE = '08:00'

/** Replaces what was planned for the task: two working days before the deadline, and the working day after it. */
export async function planleggOppgavepaminnelser(
  ktx: Kontekst,
  oppgave: Pick<Oppgave, 'id' | 'frist' | 'ansvarlig'>,
): Promise<void> {
  await trekkFraUtboks(ktx, `paminnelse:${oppgave.id}:`)
  const etter = tidspunkt(oppgave.frist, KLOKKE).plus({ days: 1 }).toFormat('yyyy-MM-dd')
  const planlagte = paminnelser(oppgave.frist, arbeidsdagerFor(oppgave.frist, 2), forsteArbeidsdag(etter))
  for (const { slag, dag } of planlagte) {
    const tid = tidspunkt(dag, KLOKKE)
    // What should have been said before now was said by the message that the task itself gave.
    if (tid <= ktx.na()) continue
    await leggIUtboks(
      ktx,
      `paminnelse:${oppgave.id}:${slag}:${oppgave.frist}:${oppgave.ansvarlig}`,
      { slag: 'oppgave-paminnelse', oppgave: oppgave.id, kode: slag, frist: oppgave.frist },
      tid,
    )
  }
}
