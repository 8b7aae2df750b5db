import { randomInt } from 'node:crypto'
import type { Kontekst } from '../database/kontekst.ts'
import { nyReferanse } from '../sak/saker.ts'
import { referanseErBrukt } from './mote-store.ts'

/** A free random reference. 18·8·18·8 = 20,736 in a tenant; a municipality discusses far fewer. */
export async function ledigReferanse(ktx: Kontekst): Promise<string> {
  for (let forsok = 0; forsok < 100; forsok++) {
    const ref = nyReferanse(under => randomInt(under))
    if (!(await referanseErBrukt(ktx, ref))) return ref
  }
  throw new Error('fant ingen ledig referanse')
}
