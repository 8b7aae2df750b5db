import { z } from 'zod'
import { ALLE, MAKS_NOKKEL, MAKS_SATT_TIL_SIDE, type Rad } from '../navnevakt/rader.ts'
import type { Stoppet, Vaktsvar } from '../navnevakt/vokt.ts'
import { fyll, type Knapp, knapp, merknad, type Rundt, uskadelig } from './mal.ts'
import { liste, type Tekster } from './tekst/tekster.ts'
import type { Verb } from './verb.ts'

/** What every form with free text may send besides: the row to replace, what is set aside, and that it was stopped before. */
export const Vaktfelt = {
  erstatt: z.string().max(MAKS_NOKKEL).optional(),
  ikkeNavn: z.array(z.string().max(MAKS_NOKKEL)).max(MAKS_SATT_TIL_SIDE).default([]),
  stoppet: z.boolean().default(false),
}

/** What stands on top of a form that was refused: why, and for the name guard the places in the author's own text. */
export type Feil = {
  /** False when the form opens with a reason, before anything has been sent. */
  ikkeSendt?: boolean
  /** Refused as open: the button says the way on. */
  kunAnonymt?: boolean
  /** Refused as not for here: the way is to barnevernet. */
  ikkeHer?: boolean
  /** Empty when nothing is wrong any more. */
  tekst: string
  felter?: Record<string, string>
  stoppet?: Stoppet
  /** What the form carries on. */
  svar?: Vaktsvar
  /** «Erstattet 3 steder.» */
  erstattet?: string
}

/** The form's own button, that the guard's buttons press too, and what a name is replaced by. */
export type Vei = { verb: Verb; data: Record<string, unknown>; med: string }

/** What a name is replaced by in an item: a theme is about no single child, and its reference stands for none. */
export const medFor = (punkt: { slag: string; ref: string }, t: Tekster): string =>
  punkt.slag === 'sak' ? punkt.ref : t.vakt.eleven

/** How much of the text around a hit is shown. */
const RUNDT = 40
const MAKS_RADER = 6

/** What the buttons of a form carry on of the guard's earlier answers. */
export function vaktdata(feil: Feil | undefined): Partial<Vaktsvar> {
  const { svar } = feil ?? {}
  return {
    ...(svar === undefined || svar.ikkeNavn.length === 0 ? {} : { ikkeNavn: svar.ikkeNavn }),
    ...(svar?.stoppet ? { stoppet: true } : {}),
  }
}

/** The box on top of a form: what was replaced, what is wrong, and for each name the ways on. */
export function feilboks(feil: Feil | undefined, t: Tekster, vei?: Vei): Rundt | undefined {
  if (feil === undefined) return undefined
  const topp = merknad(feil.erstattet) ?? []
  if (feil.tekst === '') return { topp, bunn: [] }
  const rader = feil.stoppet?.kode === 'navnevakt' ? feil.stoppet.rader : []
  const vist = rader.slice(0, MAKS_RADER)
  return {
    topp: [
      ...topp,
      ...fyll(
        'feilboks',
        {
          tekst: feil.tekst,
          // A question is no alarm.
          stil: rader.length > 0 && rader.every(rad => rad.trinn === 'B') ? 'warning' : 'attention',
          rader: vist.map(rad => radfelt(rad, feil, vei, t)),
          flere: rader.length > vist.length ? t.vakt.flere(rader.length - vist.length) : '',
          alleknapper:
            vei !== undefined && rader.length > 1
              ? [vaktknapp(t.knapp.erstattAlle(vistMed(vei, t)), vei, feil, { erstatt: ALLE })]
              : [],
        },
        t,
      ).body,
    ],
    bunn: feil.ikkeSendt === false ? [] : fyll('feilbunnboks', {}, t).body,
  }
}

function radfelt(rad: Rad, feil: Feil, vei: Vei | undefined, t: Tekster) {
  const felter = [...new Set(rad.steder.map(sted => t.vakt.felt[sted.felt] ?? ''))]
  const [sted] = rad.steder
  const antall = rad.steder.length
  return {
    hvor: [liste(t, felter), t.vakt.slag[rad.slag], ...(antall > 1 ? [t.vakt.steder(antall)] : [])].join(
      ' · ',
    ),
    deler: sted === undefined ? [] : utdrag(sted, feil.felter?.[sted.felt] ?? ''),
    knapper: vei === undefined ? [] : radknapper(rad, feil, vei, t),
  }
}

function radknapper(rad: Rad, feil: Feil, vei: Vei, t: Tekster): Knapp[] {
  const ikkeNavn = feil.svar?.ikkeNavn ?? []
  return [
    vaktknapp(t.knapp.erstatt(vistMed(vei, t)), vei, feil, { erstatt: rad.nokkel }),
    ...(rad.trinn === 'B' && ikkeNavn.length < MAKS_SATT_TIL_SIDE
      ? [vaktknapp(t.knapp.ikkeNavn[rad.slag], vei, feil, { ikkeNavn: [...ikkeNavn, rad.nokkel] })]
      : []),
  ]
}

const vaktknapp = (tittel: string, vei: Vei, feil: Feil, mer: Record<string, unknown>): Knapp =>
  knapp(tittel, vei.verb, { ...vei.data, ...vaktdata(feil), ...mer })

/** A reference is its own sign; a word is quoted. */
const vistMed = (vei: Vei, t: Tekster): string => (vei.med === t.vakt.eleven ? `«${vei.med}»` : vei.med)

function utdrag({ start, slutt }: { start: number; slutt: number }, tekst: string) {
  const fra = start > RUNDT
  const til = tekst.length > slutt + RUNDT
  const foran = tekst.slice(Math.max(0, start - RUNDT), start)
  const bak = tekst.slice(slutt, slutt + RUNDT)
  // Not in the middle of a word, when there is a gap to begin or end at.
  const for_ = fra ? foran.replace(/^\S*\s(?=.)/s, '') : foran
  const etter = til ? bak.replace(/\s\S*$/, '') : bak
  const enLinje = (del: string) => uskadelig(del.replace(/\s+/g, ' '))
  return [
    { tekst: (fra ? '… ' : '') + enLinje(for_), vekt: 'Default', treff: false },
    { tekst: enLinje(tekst.slice(start, slutt)), vekt: 'Bolder', treff: true },
    { tekst: enLinje(etter) + (til ? ' …' : ''), vekt: 'Default', treff: false },
  ].filter(del => del.tekst !== '')
}
