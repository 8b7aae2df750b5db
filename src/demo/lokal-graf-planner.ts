import { z } from 'zod'
import { avvist, type Grafrute, type Grafvert } from './lokal-graf-rute.ts'
import type { Sideavsnitt } from './lokal-graf-side.ts'

const SAMLING = 'planneroppgaver'
const SIDE = 2

const Tildeling = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.plannerAssignment'),
  orderHint: z.string(),
})
const felter = {
  title: z.string().min(1).max(255),
  dueDateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  percentComplete: z.int().min(0).max(100),
}
const Ny = z.strictObject({
  planId: z.string(),
  ...felter,
  assignments: z.record(z.guid(), Tildeling),
})
/** Assignments that are not named stand; null takes one away. */
const Endring = z.strictObject({ ...felter, assignments: z.record(z.guid(), Tildeling.nullable()) }).partial()

/** A task as it stands in the local plan. */
export type LokalOppgave = Omit<z.infer<typeof Ny>, 'planId'> & { planId: string; versjon: number }

/** One plan; only the practice municipality's own people can be given anything. */
export function plannerruter(plan: string, kjenner: (oid: string) => boolean): (vert: Grafvert) => Grafrute {
  return ({ lager, baseUrl }) => {
    const etag = (o: LokalOppgave) => `W/"JzEtVGFzayAg${o.versjon}"`
    const kropp = (id: string, { versjon, ...o }: LokalOppgave) => ({
      '@odata.etag': etag({ versjon, ...o }),
      id,
      ...o,
      // Graph tells the type of an open object beside what is in it.
      assignments: { '@odata.type': '#microsoft.graph.plannerAssignments', ...o.assignments },
    })
    return ({ metode, sti, json, hoder, sok }) => {
      const [planner, hva, id, tasks, ...resten] = sti
      if (planner !== 'planner' || resten.length > 0) return undefined
      if (hva === 'plans' && tasks === 'tasks' && metode === 'GET') {
        if (id !== plan) return avvist(404, 'NotFound')
        const alle = lager.alle<LokalOppgave>(SAMLING)
        const fra = Number(sok.get('$skiptoken') ?? '0')
        const neste = `${baseUrl()}/v1.0/${sti.join('/')}?$skiptoken=${fra + SIDE}`
        return {
          status: 200,
          kropp: {
            ...(fra + SIDE < alle.length && { '@odata.nextLink': neste }),
            value: alle.slice(fra, fra + SIDE).map(o => kropp(o.id, o.verdi)),
          },
        }
      }
      if (hva !== 'tasks' || tasks !== undefined) return avvist(400, 'BadRequest')
      if (id === undefined) {
        const lest = Ny.safeParse(json)
        if (metode !== 'POST' || !lest.success) return avvist(400, 'BadRequest')
        if (lest.data.planId !== plan) return avvist(403, 'Forbidden')
        if (!Object.keys(lest.data.assignments).every(kjenner)) return avvist(400, 'BadRequest')
        const nyId = crypto.randomUUID()
        const ny: LokalOppgave = { ...lest.data, versjon: 1 }
        lager.sett(SAMLING, nyId, ny)
        return { status: 201, kropp: kropp(nyId, ny) }
      }
      const oppgave = lager.hent<LokalOppgave>(SAMLING, id)
      if (oppgave === undefined) return avvist(404, 'NotFound')
      if (metode === 'GET') return { status: 200, kropp: kropp(id, oppgave) }
      if (metode !== 'PATCH' && metode !== 'DELETE') return avvist(405, 'BadRequest')
      if (hoder['if-match'] === undefined) return avvist(428, 'PreconditionRequired')
      if (hoder['if-match'] !== etag(oppgave)) return avvist(412, 'PreconditionFailed')
      if (metode === 'DELETE') {
        lager.slett(SAMLING, id)
        return { status: 204 }
      }
      const lest = Endring.safeParse(json)
      if (!lest.success) return avvist(400, 'BadRequest')
      const { assignments = {}, ...andre } = lest.data
      const blir = Object.entries({ ...oppgave.assignments, ...assignments }).filter(
        (rad): rad is [string, z.infer<typeof Tildeling>] => rad[1] !== null,
      )
      if (!blir.every(([oid]) => kjenner(oid))) return avvist(400, 'BadRequest')
      const endret = Object.fromEntries(Object.entries(andre).filter(([, verdi]) => verdi !== undefined))
      lager.sett(SAMLING, id, {
        ...oppgave,
        ...endret,
        assignments: Object.fromEntries(blir),
        versjon: oppgave.versjon + 1,
      })
      return { status: 204 }
    }
  }
}

/** What stands in the plan, by deadline; `navn`: what people are called. */
export function planneravsnitt(navn: (oid: string) => string): (vert: Grafvert) => Sideavsnitt {
  return ({ lager }) => ({
    tittel: 'Planner',
    rader: lager
      .alle<LokalOppgave>(SAMLING)
      .map(o => o.verdi)
      .toSorted((a, b) => a.dueDateTime.localeCompare(b.dueDateTime))
      .map(o => [
        o.dueDateTime.slice(0, 10),
        o.title,
        Object.keys(o.assignments).map(navn).join(', '),
        o.percentComplete === 100 ? 'ferdig' : '',
      ]),
  })
}
