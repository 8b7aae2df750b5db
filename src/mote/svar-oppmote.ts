import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { adgangTilMote } from './adgang-til-mote.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { hentMote, hentOppmote, lagreOppmote } from './mote-store.ts'

export type Oppmotesvar = { kode: 'svart'; kommer: boolean } | { kode: 'ikke-planlagt' } | FinnesIkke

/** «Jeg kommer» / «Kommer ikke»; the last answer counts. */
export async function svarOppmote(
  ktx: Kontekst,
  aktor: Aktor,
  moteId: string,
  kommer: boolean,
): Promise<Oppmotesvar> {
  return iTransaksjon(ktx, async trx => {
    const mote = await hentMote(trx, moteId)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (mote.status !== 'planlagt') return { kode: 'ikke-planlagt' }
    const for_ = (await hentOppmote(trx, mote.id)).find(o => o.person === aktor.person)?.kommer
    if (for_ !== kommer)
      await loggHendelse(trx, {
        person: aktor.person,
        kode: kommer ? 'kommer' : 'kommer-ikke',
        gjelder: mote.id,
      })
    await lagreOppmote(trx, mote.id, aktor.person, kommer)
    await meldAgendaendring(trx, mote.id, aktor.person)
    return { kode: 'svart', kommer }
  })
}
