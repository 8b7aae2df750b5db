import type { PlannerTask } from '@microsoft/microsoft-graph-types'
import { z } from 'zod'
import type { Planner, Planneroppgave } from '../oppfolging/planner.ts'
import { Graffeil, type Grafklient, les } from './klient.ts'

/** Four requests after one another must be over while the row in the outbox is still ours. */
const FRIST = 12_000

const Oppgave = z.object({
  id: z.string().min(1),
  '@odata.etag': z.string().min(1),
  assignments: z.record(z.string(), z.unknown()).nullish(),
})

/** One plan in Planner: `Tasks.ReadWrite.All`. */
export function lagPlanner(klient: Grafklient, plan: string): Planner {
  const sti = (id: string) => `/planner/tasks/${encodeURIComponent(id)}`

  /** What stands there and its etag, or nothing when it is gone. */
  async function hent(id: string) {
    try {
      return les(Oppgave, await klient.be({ metode: 'GET', sti: sti(id), frist: FRIST }))
    } catch (feil) {
      if (har(feil, 'finnes-ikke')) return undefined
      throw feil
    }
  }

  /** Planner changes nothing that was changed since it was read: read once more, and tried once more. */
  async function medEtag(
    id: string,
    gjor: (oppgave: z.infer<typeof Oppgave>, hoder: { 'If-Match': string }) => Promise<unknown>,
    igjen = true,
  ): Promise<'endret' | 'borte'> {
    const oppgave = await hent(id)
    if (oppgave === undefined) return 'borte'
    try {
      await gjor(oppgave, { 'If-Match': oppgave['@odata.etag'] })
      return 'endret'
    } catch (feil) {
      if (har(feil, 'finnes-ikke')) return 'borte'
      if (igjen && har(feil, 'graf-endret', 'graf-konflikt')) return medEtag(id, gjor, false)
      throw feil
    }
  }

  return {
    async opprett(oppgave) {
      const kropp = { planId: plan, ...felter(oppgave), assignments: ansvarlig(oppgave) }
      return les(Oppgave, await klient.be({ metode: 'POST', sti: '/planner/tasks', kropp, frist: FRIST })).id
    },
    async finn(tittel) {
      const funnet: string[] = []
      for await (const side of klient.sider(`/planner/plans/${encodeURIComponent(plan)}/tasks`, FRIST))
        for (const ra of side) {
          const oppgave = les(z.object({ id: z.string().min(1), title: z.string() }), ra)
          if (oppgave.title === tittel) funnet.push(oppgave.id)
        }
      return funnet.sort()
    },
    endre: (id, oppgave) =>
      medEtag(id, ({ assignments }, hoder) => {
        const andre = Object.keys(assignments ?? {}).filter(n => !n.startsWith('@') && n !== oppgave.oid)
        const borte = Object.fromEntries(andre.map(oid => [oid, null]))
        const kropp = { ...felter(oppgave), assignments: { ...borte, ...ansvarlig(oppgave) } }
        return klient.be({ metode: 'PATCH', sti: sti(id), kropp, hoder, frist: FRIST })
      }),
    async slett(id) {
      await medEtag(id, (_, hoder) => klient.be({ metode: 'DELETE', sti: sti(id), hoder, frist: FRIST }))
    },
  }
}

const har = (feil: unknown, ...koder: Graffeil['code'][]) =>
  feil instanceof Graffeil && koder.includes(feil.code)

/** Noon is the same day in every country that may read it. */
function felter({ tittel, frist, ferdig }: Planneroppgave): PlannerTask {
  return { title: tittel, dueDateTime: `${frist}T12:00:00Z`, percentComplete: ferdig ? 100 : 0 }
}

function ansvarlig({ oid }: Planneroppgave) {
  return oid === undefined
    ? {}
    : { [oid]: { '@odata.type': '#microsoft.graph.plannerAssignment', orderHint: ' !' } }
}
