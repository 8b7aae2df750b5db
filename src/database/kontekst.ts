import type { DateTime } from 'luxon'
import type { Motetyper } from '../mote/motetype.ts'
import type { Nokler } from './kryptering.ts'
import type { Db } from './tilkobling.ts'

export const SONE = 'Europe/Oslo'

/** What a municipality decides; read once at the start. */
export type Kommunevalg = {
  /** When input closes before a meeting, unless it was called in later than that. */
  innspillsfrist: { arbeidsdagerFor: number; klokke: string }
  /** From this age, in years, the youth's own answer counts: per service, otherwise `standard`. */
  aldersgrense: { standard: number; [tjeneste: string]: number }
  /** Meeting types whose cards go to the participants' own chats alone; the others are posted in the channel. */
  utenKanalkort: readonly string[]
  motetyper: Motetyper
  /** Days after a case's last meeting until its content is deleted, and how long database backups are kept. */
  lagring: { dager: number; sikkerhetskopiDager: number }
  /** Working days a new kontaktperson has to ring in, and where the school turns when nobody does. */
  overdragelse: { dager: number; kontaktpunkt: 'avdelingsleder' | 'resepsjon' }
  /**
   * When people are reminded who have not chosen an hour, and the hours in which nobody is (HH:mm); days over the deadline
   * before whoever leads the meeting is told.
   */
  varsling: { klokke: string; stille: { fra: string; til: string }; lederEtterDager: number }
  /** Something that has been due for so many minutes without being sent means that the queue is stuck. */
  helse: { koMinutter: number }
  /** What the bot does in Microsoft 365 outside of Teams: each only where it is connected. */
  m365: { kalender: boolean; filer: boolean; planner: boolean }
  /** What happens to a school's content when the app is taken out of its team. */
  vedFjerning: 'behold' | 'slett'
}

export const STANDARDVALG: Omit<Kommunevalg, 'motetyper'> = {
  innspillsfrist: { arbeidsdagerFor: 1, klokke: '12:00' },
  aldersgrense: { standard: 15 },
  utenKanalkort: [],
  lagring: { dager: 90, sikkerhetskopiDager: 7 },
  overdragelse: { dager: 5, kontaktpunkt: 'avdelingsleder' },
  varsling: { klokke: '08:00', stille: { fra: '17:00', til: '07:00' }, lederEtterDager: 14 },
  helse: { koMinutter: 10 },
  m365: { kalender: false, filer: false, planner: false },
  vedFjerning: 'behold',
}

/** What every action gets: the home tenant, the database, the keys, the time, and a way to wake the senders after a commit. */
export type Kontekst = {
  tenant: string
  db: Db
  nokler: Nokler
  valg: Kommunevalg
  /** Now, in Europe/Oslo. */
  na(): DateTime
  vekk(): void
  /** In a transaction: what is done last, in order, just before the commit. */
  sist?: ((ktx: Kontekst) => Promise<void>)[]
}

/** One transaction for all that `arbeid` does; inside another transaction it joins that one. Wakes the senders after commit. */
export async function iTransaksjon<T>(ktx: Kontekst, arbeid: (ktx: Kontekst) => Promise<T>): Promise<T> {
  if (ktx.db.isTransaction) return arbeid(ktx)
  const svar = await ktx.db.transaction().execute(async trx => {
    const inne: Kontekst = { ...ktx, db: trx, sist: [] }
    const svar = await arbeid(inne)
    for (const siste of inne.sist ?? []) await siste(inne)
    return svar
  })
  ktx.vekk()
  return svar
}
