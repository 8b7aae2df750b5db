import { type LokalGraf, startLokalGraf } from './lokal-graf.ts'
import { filavsnitt, filnedlasting, filruter, settKanal } from './lokal-graf-filer.ts'
import { kalenderavsnitt, kalenderruter } from './lokal-graf-kalender.ts'
import { planneravsnitt, plannerruter } from './lokal-graf-planner.ts'
import { OVING } from './ovingskommune.ts'

/** What the practice municipality has connected. */
export const OVINGSGRAF = {
  teameiere: true,
  postkasse: 'moter@oving.example',
  filer: true,
  plan: 'ovingsplan',
} as const

/** The practice municipality's Microsoft 365: the group behind the team, and what the bot has put there. In `mappe`, or in memory. */
export async function startOvingsgraf(mappe?: string, opptak?: (bytes: string) => void): Promise<LokalGraf> {
  const navn = (oid: string) => OVING.personer.find(p => p.oid === oid)?.navn ?? ''
  const graf = await startLokalGraf({
    ...(mappe === undefined ? {} : { mappe }),
    ...(opptak === undefined ? {} : { opptak }),
    ruter: [
      kalenderruter(OVINGSGRAF.postkasse),
      plannerruter(OVINGSGRAF.plan, oid => navn(oid) !== ''),
      filruter,
    ],
    apne: [filnedlasting],
    side: {
      tittel: 'Øvingskommunens Microsoft 365',
      avsnitt: [kalenderavsnitt, planneravsnitt(navn), filavsnitt],
    },
  })
  settKanal(graf.lager, OVING.kanal.id, {
    gruppe: OVING.team.aadGroupId,
    medlemmer: OVING.personer.map(({ oid }) => ({ oid, tenant: OVING.tenant })),
  })
  const [eier, ...andre] = OVING.personer
  graf.gruppe(OVING.team.aadGroupId, {
    eiere: [eier.oid],
    medlemmer: andre.map(p => p.oid),
    folk: Object.fromEntries(OVING.personer.map(p => [p.oid, { navn: p.navn, stilling: p.etternavn }])),
  })
  return graf
}
