import { z } from 'zod'
import type { Agendavisning } from '../mote/hent-agenda.ts'
import type { Punkt } from '../mote/punkt-store.ts'
import { TJENESTER, type Tjeneste } from '../tilgang/roller.ts'
import { punktbeskrivelse, punktnummer } from './agenda.ts'
import { fritekst, id } from './felt.ts'
import { lampefelt } from './lampe.ts'
import { fyll, type Kort, knapp, medTopp } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import { Fra } from './sak.ts'
import type { Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks, medFor, Vaktfelt, vaktdata } from './vakt.ts'
import { punktfelt } from './visning.ts'

export const BidragData = z.object({
  punkt: id,
  nonce: id,
  fra: Fra,
  tjeneste: z
    .enum(TJENESTER)
    .or(z.literal(''))
    .optional()
    .transform(verdi => verdi || undefined),
  tekst: fritekst,
  tilbud: fritekst,
  ...Vaktfelt,
})
export const TemaSkjemaData = z.object({ mote: id, fra: Fra })
export const TemaData = TemaSkjemaData.extend({
  nonce: id,
  tekst: fritekst,
  ...Vaktfelt,
})

export type Bidragsskjema = { tjeneste: string; tekst: string; tilbud: string }

/** «Bidra»: the case to read, and what my service can say and offer. After the deadline only the reading is left. */
export function bidragsskjema(
  visning: Agendavisning,
  punkt: Punkt,
  hode: { nonce: string; fra: z.infer<typeof Fra>; kanBidra: boolean },
  skjema: Bidragsskjema,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const linje = visning.agenda.punkter.find(p => p.id === punkt.id)
  const data = { punkt: punkt.id, nonce: hode.nonce, fra: hode.fra }
  return medTopp(
    fyll(
      'bidra',
      {
        tittel: hode.kanBidra
          ? t.bidrag.tittel(punktnummer(punkt, t), punkt.ref)
          : `${punktnummer(punkt, t)} · ${punkt.ref}`,
        beskrivelse: linje === undefined ? '' : punktbeskrivelse(linje, t),
        ...lampefelt(linje?.farge, t),
        felt: punktfelt(punkt, visning, t),
        kanBidra: hode.kanBidra,
        tjenester: hode.kanBidra
          ? hatterI(visning, punkt).map(tj => ({ tittel: t.tjenester[tj], verdi: tj }))
          : [],
        skjema,
        knapper: [
          ...(hode.kanBidra
            ? [knapp(t.knapp.send, 'bidrag.gi', { ...data, ...vaktdata(feil) }, { stil: 'positive' })]
            : [meldepliktknapp({ mote: punkt.mote, fra: 'agenda' }, t)]),
          knapp(
            hode.kanBidra ? t.knapp.avbryt : t.knapp.tilbake,
            hode.fra === 'visning' ? 'agenda.apne' : 'agenda.tilbake',
            { mote: punkt.mote },
            { utenFelt: true },
          ),
        ],
      },
      t,
    ),
    feilboks(feil, t, { verb: 'bidrag.gi', data, med: medFor(punkt, t) }),
  )
}

/** The service chosen in this case, or those that may be chosen; one alone needs no question. */
function hatterI(visning: Agendavisning, punkt: Punkt): readonly Tjeneste[] {
  const valgt = visning.hatter.get(punkt.sak ?? '')
  return valgt === undefined ? visning.adgang.tjenester : [valgt]
}

export function temaskjema(
  hode: { mote: string; nonce: string; fra: z.infer<typeof Fra> },
  skjema: { tekst: string },
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  return medTopp(
    fyll(
      'meld-tema',
      {
        skjema,
        knapper: [
          knapp(t.knapp.send, 'tema.meld', { ...hode, ...vaktdata(feil) }, { stil: 'positive' }),
          knapp(
            t.knapp.avbryt,
            hode.fra === 'visning' ? 'agenda.apne' : 'agenda.tilbake',
            { mote: hode.mote },
            { utenFelt: true },
          ),
        ],
      },
      t,
    ),
    feilboks(feil, t, { verb: 'tema.meld', data: hode, med: t.vakt.eleven }),
  )
}
