import type { Kontekst } from '../database/kontekst.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { enGang } from '../tilgang/en-gang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { sendSvar } from '../utboks/send-svar.ts'
import type { Mottaker } from '../utboks/utboks.ts'
import { harTreff } from './vokt.ts'

/** More than any message in Teams holds. */
const MAKS_MELDING = 30_000

/**
 * A message that stands in Teams already: the bot cannot take it away, so it asks the author, alone and once, to do so (fag:
 * personvern). Nothing of it is stored; the log gets a code. Answers whether there was anything to ask about.
 */
export async function sjekkMelding(
  ktx: Kontekst,
  aktor: Aktor,
  inn: {
    tekst: string
    id: string
    samtale: string
    trinn: 'A' | 'B'
    mottaker: Mottaker
    /** Remembers how the author is reached; called only when there is something to say. */
    husk(): Promise<void>
  },
): Promise<boolean> {
  // Who is mentioned is a user of Teams, and no child.
  const tekst = inn.tekst.slice(0, MAKS_MELDING).replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
  if (!(await harTreff(ktx, aktor, tekst, inn.trinn))) return false
  await inn.husk()
  const nokkel = `vakt-melding:${inn.id}`
  await enGang(ktx, aktor.person, nokkel, 'bedt', async trx => {
    await sendSvar(trx, `${nokkel}:${aktor.person}`, inn.mottaker, { kode: 'slett-melding' })
    await loggHendelse(trx, { person: aktor.person, kode: 'navnevakt-melding', gjelder: inn.samtale })
    return { kode: 'bedt' as const }
  })
  return true
}
