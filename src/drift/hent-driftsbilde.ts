import type { Kontekst } from '../database/kontekst.ts'
import {
  type Feilantall,
  hentDybde,
  hentFeil,
  hentJobber,
  hentKo,
  pek,
  tellProsesser,
} from './drift-store.ts'
import type { Driftsfakta } from './helse.ts'

export type Driftsbilde = Driftsfakta & {
  dybde: { slag: string; antall: number }[]
  oppgitt: Feilantall[]
  proves: Feilantall[]
  prosesser: number
}

/** All that can be said of how it goes, from the database: codes, counts and times. */
export async function hentDriftsbilde(ktx: Kontekst): Promise<Driftsbilde> {
  const start = Date.now()
  await pek(ktx)
  const databaseMs = Date.now() - start
  return {
    databaseMs,
    ko: await hentKo(ktx),
    jobber: await hentJobber(ktx),
    dybde: await hentDybde(ktx),
    ...(await hentFeil(ktx)),
    prosesser: await tellProsesser(ktx),
  }
}
