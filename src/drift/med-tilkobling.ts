import { DateTime } from 'luxon'
import type { Kontekst } from '../database/kontekst.ts'
import { KunneIkkeLevere } from '../utboks/utboks.ts'
import { kanGis } from './helse.ts'
import { hentTilkoblinger, meldTilkobling, type Tilkobling } from './tilkobling-store.ts'

/** Asking more often than this for what somebody else has to give helps nobody, and fills the log. */
const MELLOM_FORSOK_MIN = 10

/** Asks a part of Microsoft 365 for something, and writes down how it went. What it throws is thrown on. */
export async function medTilkobling<T>(ktx: Kontekst, del: Tilkobling, arbeid: () => Promise<T>): Promise<T> {
  try {
    const svar = await arbeid()
    await meldTilkobling(ktx, del, 'ok')
    return svar
  } catch (feil) {
    // The fault itself is the one to hear of, also when it cannot be written down.
    if (feil instanceof KunneIkkeLevere) await meldTilkobling(ktx, del, feil.feil.kode).catch(() => undefined)
    throw feil
  }
}

/** Turned away a moment ago: one asks every ten minutes whether that has changed, and the others wait. */
export async function ventPaTillatelse(ktx: Kontekst, del: Tilkobling): Promise<DateTime | undefined> {
  const sist = (await hentTilkoblinger(ktx)).find(t => t.del === del)
  if (sist === undefined || !kanGis(sist.utfall)) return undefined
  const til = DateTime.fromJSDate(sist.sist, { zone: ktx.na().zone }).plus({ minutes: MELLOM_FORSOK_MIN })
  return til > ktx.na() ? til : undefined
}
