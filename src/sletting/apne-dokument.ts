import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import type { Referatvisning } from '../referat/hent-referat.ts'
import { apneReferat } from '../referat/referatlenke.ts'
import { brukLenke } from './dokumentlenke.ts'
import { apneInnsyn, type Innsyn } from './innsyn.ts'

export type Dokument = { slag: 'innsyn'; innsyn: Innsyn } | { slag: 'referat'; referat: Referatvisning }

/** What a one-time link leads to: the person's rights are looked up anew, and the link is spent. */
export async function apneDokument(ktx: Kontekst, token: string): Promise<Dokument | undefined> {
  return iTransaksjon(ktx, async trx => {
    const lenke = await brukLenke(trx, token)
    if (lenke === undefined) return undefined
    if (lenke.mote !== null) {
      const referat = await apneReferat(trx, lenke.person, lenke.mote)
      return referat && { slag: 'referat', referat }
    }
    const innsyn = lenke.sak === null ? undefined : await apneInnsyn(trx, lenke.person, lenke.sak)
    return innsyn && { slag: 'innsyn', innsyn }
  })
}
