import type { DateTime } from 'luxon'
import type { Db } from './tilkobling.ts'

export const SONE = 'Europe/Oslo'

/** What every action gets: the home tenant, the database, the time, and a way to wake the senders after a commit. */
export type Kontekst = {
  tenant: string
  db: Db
  /** When input closes before a meeting, unless it was called in later than that. */
  innspillsfrist: { arbeidsdagerFor: number; klokke: string }
  /** Now, in Europe/Oslo. */
  na(): DateTime
  vekk(): void
}

/** One transaction for all that `arbeid` does; inside another transaction it joins that one. Wakes the senders after commit. */
export async function iTransaksjon<T>(ktx: Kontekst, arbeid: (ktx: Kontekst) => Promise<T>): Promise<T> {
  if (ktx.db.isTransaction) return arbeid(ktx)
  const svar = await ktx.db.transaction().execute(trx => arbeid({ ...ktx, db: trx }))
  ktx.vekk()
  return svar
}
