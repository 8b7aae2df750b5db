import type { Kontekst } from '../database/kontekst.ts'
import type { Mester } from '../database/kryptering.ts'
import { type Anker, ankerdata, kontrollerKjede, type Loggsvar, lesAnkere, type ProvdAnker } from './logg.ts'
import { lesKjede } from './logg-store.ts'

/** Signatures that are checked at the same time. */
const SAMTIDIG = 20

/**
 * Is the tenant's access log whole, and the one that the anchors were signed for? `ankertekst` is what the anchor file says,
 * read before this: an anchor is never newer than the rows it is checked against.
 */
export async function verifiserLogg(ktx: Kontekst, mester: Mester, ankertekst: string): Promise<Loggsvar> {
  const { ankere } = lesAnkere(ankertekst, ktx.tenant)
  const provde: ProvdAnker[] = []
  for (let fra = 0; fra < ankere.length; fra += SAMTIDIG) {
    const noen = ankere.slice(fra, fra + SAMTIDIG)
    provde.push(
      ...(await Promise.all(noen.map(async anker => ({ ...anker, gyldig: await erSignert(mester, anker) })))),
    )
  }
  return kontrollerKjede(lesKjede(ktx), provde)
}

/** What a keeper of keys says of a version it does not know. */
const UKJENT = ['ukjent-nokkel', 'ukjent-nokkelversjon']

/** Did the master key sign this? A version of the key that nobody knows has signed nothing. */
export async function erSignert(mester: Mester, anker: Anker): Promise<boolean> {
  try {
    return await mester.bekreft(ankerdata(anker), anker)
  } catch (feil) {
    if (feil instanceof Error && 'code' in feil && UKJENT.includes(String(feil.code))) return false
    throw feil
  }
}
