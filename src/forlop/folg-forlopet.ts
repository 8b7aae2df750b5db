import type { Kontekst } from '../database/kontekst.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { fjernDeltaker, hentDeltakere, lagreDeltakere } from '../mote/deltaker-store.ts'
import { meldKalenderendring } from '../mote/kalender-endret.ts'
import { moterIForlop } from '../mote/mote-store.ts'
import { apneOppgaverFor } from '../oppfolging/oppgave-store.ts'
import { folgRollen } from '../oppfolging/svar-oppgave.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { type Forlop, hentForlopspersoner } from './forlop-store.ts'

/**
 * What somebody had in a forløp follows to the one who comes after: open tasks of its meetings, and the place in those that
 * are planned. `alle`: the new one belongs in every planned meeting, whoever was there before. Answers the number of tasks.
 */
export async function folgForlopet(
  ktx: Kontekst,
  aktor: Aktor,
  forlop: Forlop,
  bytte: { fra: string | null; til: string; alle: boolean },
): Promise<number> {
  const { fra, til, alle } = bytte
  const moter = await moterIForlop(ktx, forlop.sak)
  const navngitte = (await hentForlopspersoner(ktx, [forlop.sak])).get(forlop.sak) ?? []
  for (const mote of moter.filter(m => m.status === 'planlagt')) {
    const deltakere = await hentDeltakere(ktx, mote.id)
    const var_ = fra !== null && deltakere.includes(fra)
    if (!alle && !var_) continue
    // Invited for another reason too, they stay.
    const annenGrunn = [forlop.kontaktperson, forlop.sosiallarer, mote.leder, ...navngitte].includes(fra)
    if (var_ && !annenGrunn) await fjernDeltaker(ktx, mote.id, fra)
    await lagreDeltakere(ktx, mote.id, [til])
    if (!deltakere.includes(til))
      await leggIUtboks(ktx, `agenda-til:${mote.id}:${til}`, {
        slag: 'agenda-til',
        mote: mote.id,
        person: til,
      })
    await meldAgendaendring(ktx, mote.id, aktor.person)
    await meldKalenderendring(ktx, mote.id)
  }
  if (fra === null) return 0
  const iForlopet = new Set(moter.map(m => m.id))
  const oppgaver = (await apneOppgaverFor(ktx, fra)).filter(o => iForlopet.has(o.mote))
  return folgRollen(ktx, aktor, oppgaver, til)
}
