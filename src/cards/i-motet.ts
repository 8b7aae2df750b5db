import type { Mote } from '../mote/mote-store.ts'
import { fyll, knapp } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'
import type { Varsel } from './varsler.ts'

/**
 * In the chat of an online meeting, where guests are and others may come later: the same to all, and nothing of what the meeting is
 * about. What the buttons show is each one's own, and asked for when they are pressed.
 */
export function iGangKort(mote: Pick<Mote, 'id'>, t: Tekster): Varsel {
  const { igang, modus } = t.installasjon.motet
  return {
    varsel: igang,
    kort: fyll(
      'varsel',
      {
        tekst: igang,
        under: '',
        knapper: [
          knapp(t.knapp.apneAgendaen, 'agenda.apne', { mote: mote.id }, { stil: 'positive' }),
          knapp(modus, 'rommet.skjema', { mote: mote.id, start: true }),
        ],
      },
      t,
    ),
  }
}

/** To the leader alone: the referat waits, and the way on from where it stands. */
export function overVarsel(mote: Pick<Mote, 'id' | 'status'>, t: Tekster): Varsel {
  const { over, overUnder } = t.installasjon.motet
  const data = { mote: mote.id }
  const videre =
    mote.status === 'i_gang'
      ? knapp(t.knapp.fortsettMotet, 'mote.steg', data, { stil: 'positive' })
      : mote.status === 'avholdt'
        ? knapp(t.knapp.lesReferatet, 'referat.vis', data, { stil: 'positive' })
        : knapp(t.knapp.apneAgendaen, 'agenda.apne', data, { stil: 'positive' })
  return { varsel: over, kort: fyll('varsel', { tekst: over, under: overUnder, knapper: [videre] }, t) }
}
