import type { Kalender } from '../mote/kalender.ts'
import type { Planner } from '../oppfolging/planner.ts'
import type { Filmappe } from '../referat/filmappe.ts'
import type { Teamgruppe } from '../tilgang/teamgruppe.ts'
import { lagFilmappe } from './filer.ts'
import { lagKalender } from './kalender.ts'
import { type Grafoppsett, lagGrafklient } from './klient.ts'
import { lagPlanner } from './planner.ts'
import { lagTeamgruppe } from './teamgruppe.ts'

/** What is connected of Microsoft 365; what is not, is not asked for. */
export type Graf = {
  teamgruppe?: Teamgruppe
  kalender?: Kalender
  filmappe?: Filmappe
  planner?: Planner
}

/** The parts that the settings ask for. */
export function lagGraf(
  oppsett: Grafoppsett,
  hva: { teameiere: boolean; postkasse: string | undefined; filer: boolean; plan: string | undefined },
): Graf {
  const klient = lagGrafklient(oppsett)
  return {
    ...(hva.filer ? { filmappe: lagFilmappe(klient) } : {}),
    ...(hva.teameiere ? { teamgruppe: lagTeamgruppe(klient) } : {}),
    ...(hva.plan === undefined ? {} : { planner: lagPlanner(klient, hva.plan) }),
    ...(hva.postkasse === undefined ? {} : { kalender: lagKalender(klient, hva.postkasse) }),
  }
}
