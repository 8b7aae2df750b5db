import { z } from 'zod'
import { statuskort } from '../cards/status.ts'
import type { Verb } from '../cards/verb.ts'
import { hentStatus } from '../drift/hent-status.ts'
import { beskjed, type Handling, handling, visningssvar } from './handling.ts'

export const driftHandlinger = {
  'oppsett.status': handling(z.object({}), false, async inn => {
    const status = await hentStatus(inn.ktx, inn.aktor, inn.forsteAdministratorer)
    return status === undefined
      ? beskjed(inn, inn.t.avslag.bareAdministrator)
      : visningssvar(statuskort(status, inn.t))
  }),
} satisfies Partial<Record<Verb, Handling>>
