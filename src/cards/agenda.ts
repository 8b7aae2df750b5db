import { z } from 'zod'
import type { Agenda, Agendapunkt } from '../mote/hent-agenda.ts'
import { dagOgKlokke, motetid } from './dato.ts'
import { id } from './felt.ts'
import { lampefelt } from './lampe.ts'
import { ikkeNaddFakta } from './levering.ts'
import { fyll, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { motetittel } from './motetittel.ts'
import { nettmoteknapp } from './nettmote.ts'
import { rolleliste } from './rolleliste.ts'
import type { Tekster } from './tekst/tekster.ts'
import { medStorBokstav } from './tekst/tekster.ts'

export const MoteData = z.object({ mote: id })

/** Rows on the posted card; the rest is in the agenda itself. */
const MAKS_RADER = 12

/** Teams fetches a person's own view by itself for so many people at most; above that the button alone does. */
const MAKS_BRUKERE = 60

/**
 * The agenda as a card. For all (`alle`): harmless to everybody in the channel, it says that a meeting exists, with dates,
 * roles and counts. For participants: also the references and kinds of the cases; only ever an invoke's own answer.
 */
export function agendakort(
  agenda: Agenda,
  na: Date,
  t: Tekster,
  { for: hvem, topp }: { for: 'alle' | 'deltaker'; topp?: string | undefined },
): Kort {
  return { ...innhold(agenda, na, t, hvem, topp), ...fornyes(agenda, t) }
}

/** Clients of participants fetch their own view; who they are is checked by the server when they do. */
export function fornyes({ mote, brukere }: Agenda, t: Tekster) {
  if (brukere.length === 0 || brukere.length > MAKS_BRUKERE) return {}
  const action = knapp(t.knapp.apneAgendaen, 'agenda.fornye', { mote: mote.id })
  return { refresh: { action, userIds: brukere } }
}

function innhold(
  agenda: Agenda,
  na: Date,
  t: Tekster,
  hvem: 'alle' | 'deltaker',
  topp: string | undefined,
): Kort {
  const { mote } = agenda
  const data = { mote: mote.id }
  const saker = agenda.punkter.filter(p => p.slag === 'sak')
  const temaer = agenda.punkter.filter(p => p.slag === 'tema')
  const apen = mote.status === 'planlagt' && na <= mote.frist
  const rader = [...saker, ...temaer]
  const synlige = hvem === 'deltaker' ? rader.slice(0, MAKS_RADER) : []
  return medTopp(
    fyll(
      'agenda',
      {
        tittel: motetittel(agenda, t),
        ...hode(agenda, apen, t),
        ...status(agenda, t),
        sakeroverskrift:
          rader.length > 0
            ? `${t.antall.saker(saker.length)} · ${t.antall.temaer(temaer.length)}`
            : mote.status === 'planlagt'
              ? t.agenda.saker
              : '',
        ingenSaker: saker.length === 0 && mote.status === 'planlagt',
        saker: synlige.map(p => ({
          nummer: punktnummer(p, t),
          ref: p.ref,
          beskrivelse: punktbeskrivelse(p, t),
          ...lampefelt(p.farge, t),
          knapper:
            apen && p.slag === 'sak' && p.farge !== 'rod'
              ? [knapp(t.knapp.bidra, 'bidrag.skjema', { punkt: p.id })]
              : [],
        })),
        flere:
          hvem === 'deltaker' && rader.length > MAKS_RADER ? t.agenda.flere(rader.length - MAKS_RADER) : '',
        fakta: [
          { navn: t.agenda.fraSist, verdi: fraSist(agenda, t) },
          ...(mote.status === 'planlagt' || mote.status === 'i_gang'
            ? [
                { navn: t.agenda.kommer, verdi: rolleliste(agenda.kommer, t) },
                { navn: t.agenda.kommerIkke, verdi: rolleliste(agenda.kommerIkke, t) },
                { navn: t.agenda.ikkeSvart, verdi: rolleliste(agenda.ikkeSvart, t) },
                ...ikkeNaddFakta(hvem === 'deltaker' ? agenda.ikkeNadd : [], t),
              ]
            : []),
        ],
        sakknapper: sakknapper(agenda, data, apen, t),
        knapper: [...knapper(agenda, data, t), ...(hvem === 'deltaker' ? nettmoteknapp(agenda, t) : [])],
      },
      t,
    ),
    merknad(topp),
  )
}

/** When, where, and how long input is taken: on the posted card and in the own view alike. */
export function hode({ skole, mote }: Agenda, apen: boolean, t: Tekster) {
  return {
    tid: motetid(mote, t),
    skole: uskadelig([skole, mote.sted].filter(del => del !== '').join(' · ')),
    frist: apen
      ? t.agenda.frist(dagOgKlokke(mote.frist))
      : mote.status === 'planlagt'
        ? t.agenda.fristUte
        : '',
  }
}

/** Right under the cases: to read them, and to add one. */
function sakknapper({ mote }: Agenda, data: { mote: string }, apen: boolean, t: Tekster) {
  if (mote.status !== 'planlagt') return []
  return [
    knapp(t.knapp.apneAgendaen, 'agenda.apne', data, { stil: 'positive' }),
    ...(apen
      ? [knapp(t.knapp.meldSak, 'sak.skjema', data), knapp(t.knapp.meldTema, 'tema.skjema', data)]
      : []),
  ]
}

function knapper(agenda: Agenda, data: { mote: string }, t: Tekster) {
  switch (agenda.mote.status) {
    case 'planlagt':
      return [
        knapp(t.knapp.jegKommer, 'agenda.kommer', data),
        knapp(t.knapp.kommerIkke, 'agenda.kommer-ikke', data),
        knapp(t.knapp.startMotet, 'rommet.skjema', { ...data, start: true }),
      ]
    case 'i_gang':
      return [
        knapp(t.knapp.apneAgendaen, 'agenda.apne', data, { stil: 'positive' }),
        knapp(t.knapp.fortsettMotet, 'mote.steg', data),
      ]
    case 'avholdt':
      return [
        knapp(t.knapp.lesReferatet, 'referat.vis', data, { stil: 'positive' }),
        knapp(t.knapp.apneAgendaen, 'agenda.apne', data),
      ]
    case 'avlyst':
      return [knapp(t.knapp.angreAvlysning, 'agenda.angre-avlysning', data)]
  }
}

function status(agenda: Agenda, t: Tekster): { status: string; statusstil: string } {
  switch (agenda.mote.status) {
    case 'planlagt':
      return { status: '', statusstil: 'default' }
    case 'i_gang':
      return { status: t.agenda.igang, statusstil: 'accent' }
    case 'avlyst':
      return { status: t.agenda.avlyst, statusstil: 'warning' }
    case 'avholdt':
      return agenda.godkjent === undefined
        ? { status: t.agenda.avholdt, statusstil: 'accent' }
        : { status: t.agenda.godkjent, statusstil: 'good' }
  }
}

function fraSist(agenda: Agenda, t: Tekster): string {
  const { apne, gjort, ikkeGjort } = agenda.sist
  if (apne + gjort + ikkeGjort === 0) return t.agenda.ingenApne
  return [
    t.agenda.apne(apne),
    ...(gjort > 0 ? [t.agenda.gjort(gjort)] : []),
    ...(ikkeGjort > 0 ? [t.agenda.ikkeGjort(ikkeGjort)] : []),
  ].join(', ')
}

export function punktnummer(punkt: { slag: string; nr: number }, t: Tekster): string {
  if (punkt.slag === 'punkt') return t.forlop.mote.punkt(punkt.nr)
  return punkt.slag === 'sak' ? t.agenda.sakNr(punkt.nr) : t.agenda.temaNr(punkt.nr)
}

export function punktbeskrivelse(punkt: Agendapunkt, t: Tekster): string {
  if (punkt.slag === 'punkt') return uskadelig(punkt.tittel)
  if (punkt.slag === 'tema') return medStorBokstav(t.visning.utenEnkeltbarn)
  return punkt.type === undefined ? '' : t.sakstyper[punkt.type]
}
