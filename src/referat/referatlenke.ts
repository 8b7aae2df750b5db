import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { lagLenke } from '../sletting/dokumentlenke.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { hentReferatvisning, type Referatvisning } from './hent-referat.ts'

export type Referatlenke = { kode: 'lenke'; token: string } | { kode: 'ikke-godkjent' } | FinnesIkke

/** A link to an approved referat as a document: for whoever reads it, once, for five minutes. */
export async function lagReferatlenke(ktx: Kontekst, aktor: Aktor, mote: string): Promise<Referatlenke> {
  return iTransaksjon(ktx, async trx => {
    const visning = await hentReferatvisning(trx, aktor, mote)
    if (visning === undefined) return FINNES_IKKE
    if (visning.referat.godkjent === null) return { kode: 'ikke-godkjent' }
    return { kode: 'lenke', token: await lagLenke(trx, { sak: null, mote, person: aktor.person }) }
  })
}

/** What the link leads to: the referat as this person may read it by now. Logged about the meeting and each case in it. */
export async function apneReferat(
  ktx: Kontekst,
  person: string,
  mote: string,
): Promise<Referatvisning | undefined> {
  const visning = await hentReferatvisning(ktx, { person, navn: '' }, mote)
  if (visning === undefined || visning.referat.godkjent === null) return undefined
  const saker = visning.visning.punkter.filter(p => p.slag === 'sak' && !visning.visning.skjult.has(p.id))
  const gjelder = visning.visning.agenda.ref === '' ? saker.map(p => p.ref) : [visning.visning.agenda.ref]
  for (const ref of [mote, ...gjelder])
    await loggHendelse(ktx, { person, kode: 'referat-hentet', gjelder: ref })
  return visning
}
