import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { adgangTilMote } from './adgang-til-mote.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { meldKalenderendring } from './kalender-endret.ts'
import { flyttForberedelser } from './kall-inn-forlopsmote.ts'
import { fristFor, hindringForDag, planleggFrist, trekkFrist } from './kall-inn-mote.ts'
import { endreMote, hentMote, lasMote, motePaDato, slettOppmote } from './mote-store.ts'
import { erDag, type KanIkkeKalleInn, tidspunkt } from './moter.ts'

export type Forlopsflytting =
  | { kode: 'flyttet'; mote: string; start: Date }
  | { kode: 'finnes-alt' | 'ikke-planlagt' }
  | KanIkkeKalleInn
  | FinnesIkke

/** Moves one family's meeting; who comes is asked anew. */
export async function flyttForlopsmote(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; dato: string; klokke: string },
): Promise<Forlopsflytting> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, inn.mote)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || mote.forlop === null || adgang?.deltaker !== true) return FINNES_IKKE
    if (!adgangKan(adgang, 'kalleInn')) return { kode: 'mangler-rolle' }
    if (mote.status !== 'planlagt') return { kode: 'ikke-planlagt' }
    if (!erDag(inn.dato) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(inn.klokke)) return { kode: 'ugyldig-dato' }
    const start = tidspunkt(inn.dato, inn.klokke)
    const hindring = hindringForDag(inn.dato, start, ktx.na())
    if (hindring !== undefined) return hindring
    const opptatt = await motePaDato(trx, mote, inn.dato)
    if (opptatt !== undefined && opptatt.id !== mote.id) return { kode: 'finnes-alt' }
    await endreMote(trx, mote.id, {
      dato: inn.dato,
      start: start.toJSDate(),
      frist: fristFor(ktx, inn.dato, start).toJSDate(),
    })
    await loggHendelse(trx, { person: aktor.person, kode: 'mote-flyttet', gjelder: mote.id })
    await slettOppmote(trx, mote.id)
    await trekkFrist(trx, mote.id)
    const flyttet = await hentMote(trx, mote.id)
    if (flyttet !== undefined) {
      await planleggFrist(trx, flyttet)
      await flyttForberedelser(trx, flyttet)
    }
    await meldAgendaendring(trx, mote.id, aktor.person)
    await meldKalenderendring(trx, mote.id)
    await leggIUtboks(trx, `motevarsel:${mote.id}:${crypto.randomUUID()}`, {
      slag: 'motevarsel',
      mote: mote.id,
      kode: 'flyttet',
      fra: '',
    })
    return { kode: 'flyttet', mote: mote.id, start: start.toJSDate() }
  })
}
