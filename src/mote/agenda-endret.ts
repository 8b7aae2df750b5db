import { DateTime } from 'luxon'
import type { Kontekst } from '../database/kontekst.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { holdPostet } from './postet-store.ts'

/** The posted agenda is to be edited: several changes before that happens make one edit. */
export async function meldAgendaendring(ktx: Kontekst, mote: string, av: string): Promise<void> {
  await leggIUtboks(ktx, `agenda-endret:${mote}`, { slag: 'agenda-endret', mote, av })
}

/** When the deadline passes, the card shows it by itself; `av` is nobody. */
export async function meldFristUte(ktx: Kontekst, mote: { id: string; frist: Date }): Promise<void> {
  await leggIUtboks(
    ktx,
    `agenda-frist:${mote.id}:`,
    { slag: 'agenda-endret', mote: mote.id, av: '' },
    DateTime.fromJSDate(mote.frist).plus({ seconds: 1 }),
  )
}

/** `arbeid`: while a press is being handled, until it is known what the person is left with. */
const HOLD_S = { skjema: 180, arbeid: 10, visning: 60, kvittering: 4, slipp: 0 }

/**
 * Where forms and views stand in the card itself (setting `i-kortet`), an edit would throw away what somebody types or
 * reads (msteams-docs#6174). So it waits: for a form whoever caused it, for a view only after the reader's own changes.
 */
export async function holdKort(
  ktx: Kontekst,
  person: string,
  sted: { samtale: string; aktivitet: string },
  apent: keyof typeof HOLD_S,
): Promise<void> {
  await holdPostet(ktx, sted, {
    for: person,
    na: ktx.na().toJSDate(),
    til: ktx.na().plus({ seconds: HOLD_S[apent] }).toJSDate(),
    skjema: apent === 'skjema' || apent === 'arbeid',
  })
}
