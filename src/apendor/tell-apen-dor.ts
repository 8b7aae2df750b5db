import type { Kontekst } from '../database/kontekst.ts'
import { skolearetsStart, summer, type Tellinger } from './apendor.ts'
import { hentTellerader, tellDager } from './telling-store.ts'

/**
 * Drøftinger at a school by category, from and to a day («yyyy-MM-dd», both included); fixed appointments for themselves.
 * What is older than the retention time is kept by month: then the whole month counts.
 */
export async function tellApenDor(
  ktx: Kontekst,
  skole: string,
  fra: string,
  til: string,
): Promise<Tellinger> {
  return summer(await hentTellerader(ktx, skole, fra, til), await tellDager(ktx, skole, fra, til))
}

export function tellDetteSkolearet(ktx: Kontekst, skole: string): Promise<Tellinger> {
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  return tellApenDor(ktx, skole, skolearetsStart(idag), idag)
}
