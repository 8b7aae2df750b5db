import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { hentForlop } from '../forlop/forlop-store.ts'
import { type Aktor, adgangKan, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { adgangTilMote } from './adgang-til-mote.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { meldKalenderendring } from './kalender-endret.ts'
import { kanHoldes } from './kall-inn-forlopsmote.ts'
import { planleggFrist, trekkFrist } from './kall-inn-mote.ts'
import { aktuelleMoter, endreMote, lasMote, motePaDato } from './mote-store.ts'

export type Avlysning =
  | { kode: 'avlyst'; mote: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ingen-moter' }
  | { kode: 'alt-i-gang' }

/** Calls off the school's next meeting. What stood on its agenda waits for the next one; «Angre» takes it back. */
export async function avlysMote(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; type: string; fra: string },
): Promise<Avlysning> {
  const adgang = await adgangTil(ktx, aktor, inn.skole)
  if (adgang === undefined || !adgangKan(adgang, 'kalleInn')) return { kode: 'mangler-rolle' }
  return iTransaksjon(ktx, async trx => {
    const [neste] = await aktuelleMoter(trx, [inn.skole], inn.type)
    const mote = neste && (await lasMote(trx, neste.id))
    if (mote === undefined) return { kode: 'ingen-moter' }
    if (mote.status !== 'planlagt') return { kode: 'alt-i-gang' }
    await endreMote(trx, mote.id, { status: 'avlyst' })
    await trekkFrist(trx, mote.id)
    await varsle(trx, mote.id, aktor.person, 'avlyst', inn.fra)
    return { kode: 'avlyst', mote: mote.id }
  })
}

export type Gjenopptaking =
  | { kode: 'gjenopptatt'; mote: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ikke-avlyst' }
  | { kode: 'finnes-alt'; mote: string }
  | FinnesIkke

/** Undo of a cancellation, as long as the time has not passed and no other meeting has taken the day. */
export async function angreAvlysning(ktx: Kontekst, aktor: Aktor, moteId: string): Promise<Gjenopptaking> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, moteId)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'kalleInn')) return { kode: 'mangler-rolle' }
    if (mote.status !== 'avlyst' || mote.start <= ktx.na().toJSDate()) return { kode: 'ikke-avlyst' }
    const forlop = mote.forlop === null ? undefined : await hentForlop(trx, mote.forlop)
    const type = ktx.valg.motetyper[mote.type]
    // Called off because its step is over, or the consent is gone: that is not undone here.
    if (forlop !== undefined && (type === undefined || !(await kanHoldes(trx, forlop, type))))
      return { kode: 'ikke-avlyst' }
    const opptatt = await motePaDato(trx, mote, mote.dato)
    if (opptatt !== undefined) return { kode: 'finnes-alt', mote: opptatt.id }
    await endreMote(trx, mote.id, { status: 'planlagt' })
    await planleggFrist(trx, mote)
    await varsle(trx, mote.id, aktor.person, 'gjenopptatt', '')
    return { kode: 'gjenopptatt', mote: mote.id }
  })
}

async function varsle(
  ktx: Kontekst,
  mote: string,
  person: string,
  kode: 'avlyst' | 'gjenopptatt',
  fra: string,
): Promise<void> {
  await loggHendelse(ktx, { person, kode: `mote-${kode}`, gjelder: mote })
  await meldAgendaendring(ktx, mote, person)
  await meldKalenderendring(ktx, mote)
  await leggIUtboks(ktx, `motevarsel:${mote}:${crypto.randomUUID()}`, {
    slag: 'motevarsel',
    mote,
    kode,
    fra,
  })
}
