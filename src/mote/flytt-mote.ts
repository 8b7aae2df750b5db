import { DateTime } from 'luxon'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, adgangKan, adgangTil } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { meldKalenderendring } from './kalender-endret.ts'
import { fristFor, hindringForDag, planleggFrist, trekkFrist } from './kall-inn-mote.ts'
import { aktuelleMoter, endreMote, hentMote, lasMote, motePaDato, slettOppmote } from './mote-store.ts'
import { type KanIkkeKalleInn, tidspunkt } from './moter.ts'
import { tolkTid } from './norsk-dato.ts'

export type Flytting =
  | { kode: 'flyttet' | 'finnes-alt'; mote: string }
  | { kode: 'ingen-moter' }
  | { kode: 'alt-i-gang' }
  | KanIkkeKalleInn

/** Moves the school's next meeting; who comes is asked anew, cases and contributions follow along. */
export async function flyttMote(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; type: string; tekst: string; fra: string },
): Promise<Flytting> {
  const adgang = await adgangTil(ktx, aktor, inn.skole)
  if (adgang === undefined || !adgangKan(adgang, 'kalleInn')) return { kode: 'mangler-rolle' }
  const tid = tolkTid(inn.tekst, ktx.na())
  if (!tid.ok) return { kode: tid.kode }
  if (tid.dato === undefined && tid.klokke === undefined) return { kode: 'ukjent-dato' }

  return iTransaksjon(ktx, async trx => {
    const [neste] = await aktuelleMoter(trx, [inn.skole], inn.type)
    const mote = neste && (await lasMote(trx, neste.id))
    if (mote === undefined) return { kode: 'ingen-moter' }
    if (mote.status !== 'planlagt') return { kode: 'alt-i-gang' }
    const forrige = DateTime.fromJSDate(mote.start, { zone: 'Europe/Oslo' })
    const dato = tid.dato ?? mote.dato
    const start = tidspunkt(dato, tid.klokke ?? forrige.toFormat('HH:mm'))
    const hindring = hindringForDag(dato, start, ktx.na())
    if (hindring !== undefined) return hindring
    const opptatt = await motePaDato(trx, mote, dato)
    if (opptatt !== undefined && opptatt.id !== mote.id) return { kode: 'finnes-alt', mote: opptatt.id }

    await endreMote(trx, mote.id, {
      dato,
      start: start.toJSDate(),
      frist: fristFor(ktx, dato, start).toJSDate(),
    })
    await loggHendelse(trx, { person: aktor.person, kode: 'mote-flyttet', gjelder: mote.id })
    await slettOppmote(trx, mote.id)
    await trekkFrist(trx, mote.id)
    const flyttet = await hentMote(trx, mote.id)
    if (flyttet !== undefined) await planleggFrist(trx, flyttet)
    await meldAgendaendring(trx, mote.id, aktor.person)
    await meldKalenderendring(trx, mote.id)
    await leggIUtboks(trx, `motevarsel:${mote.id}:${crypto.randomUUID()}`, {
      slag: 'motevarsel',
      mote: mote.id,
      kode: 'flyttet',
      fra: inn.fra,
    })
    return { kode: 'flyttet', mote: mote.id }
  })
}
