import type { Funn } from '../navnevakt/navnevakt.ts'
import type { Stoppet } from '../navnevakt/vokt.ts'
import { fyll, type Rundt, uskadelig } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'

/** What stands on top of a form that was refused: why, and for the name guard the places in the author's own text. */
export type Feil = {
  /** False when the form opens with a reason, before anything has been sent. */
  ikkeSendt?: boolean
  /** Refused as open: the button says the way on. */
  kunAnonymt?: boolean
  tekst: string
  felter?: Record<string, string>
  stoppet?: Stoppet
}

/** How much of the text around a hit is shown. */
const RUNDT = 40

export function feilboks(feil: Feil | undefined, t: Tekster): Rundt | undefined {
  if (feil === undefined) return undefined
  const funn = feil.stoppet?.kode === 'navnevakt' ? feil.stoppet.funn : {}
  const merker = Object.entries(funn).flatMap(([felt, treff]) =>
    treff.slice(0, 8).map(f => merke(felt, f, feil.felter?.[felt] ?? '', t)),
  )
  return {
    topp: fyll('feilboks', { tekst: feil.tekst, merker }, t).body,
    bunn: feil.ikkeSendt === false ? [] : fyll('feilbunnboks', {}, t).body,
  }
}

function merke(felt: string, funn: Funn, tekst: string, t: Tekster) {
  const fra = funn.start > RUNDT
  const til = tekst.length > funn.slutt + RUNDT
  const foran = tekst.slice(Math.max(0, funn.start - RUNDT), funn.start)
  const bak = tekst.slice(funn.slutt, funn.slutt + RUNDT)
  // Not in the middle of a word, when there is a gap to begin or end at.
  const for_ = fra ? foran.replace(/^\S*\s(?=.)/s, '') : foran
  const etter = til ? bak.replace(/\s\S*$/, '') : bak
  const enLinje = (del: string) => uskadelig(del.replace(/\s+/g, ' '))
  return {
    felt: t.vakt.felt[felt] ?? '',
    hva: t.vakt.slag[funn.slag],
    deler: [
      { tekst: (fra ? '… ' : '') + enLinje(for_), vekt: 'Default', treff: false },
      { tekst: enLinje(tekst.slice(funn.start, funn.slutt)), vekt: 'Bolder', treff: true },
      {
        tekst: enLinje(etter) + (til ? ' …' : ''),
        vekt: 'Default',
        treff: false,
      },
    ].filter(del => del.tekst !== ''),
  }
}
