import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { LokalGraf } from '../../src/demo/lokal-graf.ts'
import { OVINGSGRAF, startOvingsgraf } from '../../src/demo/ovingsgraf.ts'
import { type Graf, lagGraf } from '../../src/graph/graf.ts'
import type { Filmappe } from '../../src/referat/filmappe.ts'

/** The practice municipality's Microsoft 365 on this machine, and the way to it over HTTP. `frist` in ms. */
export async function etGraf(frist?: number): Promise<{ lokal: LokalGraf; graf: Graf }> {
  const fil = join(inject('opptak'), `sendt-graf-${process.pid}.txt`)
  const lokal = await startOvingsgraf(undefined, bytes => appendFileSync(fil, `${bytes}\n`))
  const { hentToken, baseUrl } = lokal
  const graf = lagGraf({ hentToken, baseUrl, ...(frist === undefined ? {} : { frist }) }, OVINGSGRAF)
  return { lokal, graf }
}

/** A folder that nobody but those who lead can read, and that takes whatever it is given. */
export const apenFilmappe: Filmappe = {
  apne: async () => ({ drive: 'd', mappe: 'm', lesere: [], ukjente: false }),
  legg: async () => ({ drive: 'd', fil: 'f' }),
  kall: async () => 'https://oving.example/fil',
  finn: async () => undefined,
  slett: async () => undefined,
}
