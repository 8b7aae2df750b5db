import type { Kontekst } from '../database/kontekst.ts'
import { SAMTYKKEGIVERE, type Samtykke } from './samtykke.ts'

export async function hentSamtykke(ktx: Kontekst, sak: string): Promise<Samtykke | undefined> {
  return (await hentSamtykker(ktx, [sak])).get(sak)
}

export async function hentSamtykker(ktx: Kontekst, saker: readonly string[]): Promise<Map<string, Samtykke>> {
  if (saker.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('samtykke')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('sak', 'in', [...saker])
    .execute()
  return new Map(
    rader.flatMap(rad => {
      const gittAv = SAMTYKKEGIVERE.find(giver => giver === rad.gitt_av)
      if (gittAv === undefined) return []
      return [
        [
          rad.sak,
          {
            status: rad.status === 'gitt' ? 'gitt' : 'trukket',
            gittAv,
            dato: rad.dato,
            gyldigTil: rad.gyldig_til,
            innhentetAv: rad.innhentet_av,
          },
        ] as const,
      ]
    }),
  )
}

export async function lagreSamtykke(ktx: Kontekst, sak: string, samtykke: Samtykke): Promise<void> {
  const rad = {
    status: samtykke.status,
    gitt_av: samtykke.gittAv,
    innhentet_av: samtykke.innhentetAv,
    dato: samtykke.dato,
    gyldig_til: samtykke.gyldigTil,
    registrert: ktx.na().toJSDate(),
  }
  await ktx.db
    .insertInto('samtykke')
    .values({ tenant: ktx.tenant, sak, ...rad })
    .onConflict(ved => ved.columns(['tenant', 'sak']).doUpdateSet(rad))
    .execute()
}
