import { randomInt } from 'node:crypto'
import type { Kontekst } from '../database/kontekst.ts'
import { nyReferanse } from '../sak/saker.ts'
import { referanseErBrukt } from './punkt-store.ts'

/** As long as there are enough, references begin differently: «K7F3» and «K7A2» are easily mixed up when said aloud. */
const FORSOK_MED_EGEN_START = 40

/** A free random reference. 18·8·18·8 = 20,736 in a tenant; a municipality discusses far fewer. */
export async function ledigReferanse(ktx: Kontekst): Promise<string> {
  for (let forsok = 0; forsok < 140; forsok++) {
    const ref = nyReferanse(under => randomInt(under))
    const opptatt = forsok < FORSOK_MED_EGEN_START ? ref.slice(0, 2) : ref
    if (!(await referanseErBrukt(ktx, opptatt))) return ref
  }
  throw new Error('fant ingen ledig referanse')
}
