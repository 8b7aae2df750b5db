import type { DateTime } from 'luxon'
import { z } from 'zod'
import { type Drofting, FASTE, GRUPPER, INSTANSER, TRINN, tarImot, UTFALL } from '../apendor/apendor.ts'
import type { Dagkort, Dagrett, Dagvisning } from '../apendor/hent-dag.ts'
import { erDag, tidspunkt } from '../mote/moter.ts'
import { dag, dagOgKlokke, motetid } from './dato.ts'
import { id } from './felt.ts'
import { type Element, fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'
import { medStorBokstav } from './tekst/tekster.ts'
import { beskjedkort, type Varsel } from './varsler.ts'

/** The id that a new drøfting gets, made with the card: pressed twice, it is one. */
const nyId = z.uuid()

export const DagData = z.object({ apendag: id })
export const MeldSkjemaData = DagData.extend({ gruppe: z.enum(GRUPPER).optional() })
export const MeldData = DagData.extend({ drofting: nyId, gruppe: z.enum(GRUPPER), trinn: z.enum(TRINN) })
export const NyDroftingData = DagData.extend({ drofting: nyId })
export const DroftingData = z.object({ drofting: id, versjon: z.int() })
export const UtfallData = DroftingData.extend({
  apendag: id,
  utfall: z.enum(UTFALL),
  instans: z.enum(INSTANSER).optional(),
})
export const SendtData = z.object({ drofting: id, versjon: z.int().optional(), sendt: z.boolean() })
export const FastData = z.object({
  skole: id,
  dato: z.string().refine(erDag),
  klokke: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  fast: z.enum(FASTE),
})

/** «Åpen dør med barnevernet», or which fixed appointment. */
export function dagtittel({ dag }: Pick<Dagkort, 'dag'>, t: Tekster): string {
  return dag.fast === '' ? t.apendor.apenDor : t.apendor.fastAvtale(t.apendor.fast[dag.fast])
}

/**
 * The day as a card: when, where, and how many, for everybody in the channel (`alle`); with the buttons of the one who
 * asked, when it is an answer.
 */
export function apendorkort(
  kort: Dagkort,
  na: DateTime,
  t: Tekster,
  rett: Dagrett | 'alle',
  topp?: Element[],
): Kort {
  const { dag } = kort
  return medTopp(
    fyll(
      'apendor',
      {
        tittel: dagtittel(kort, t),
        tid: motetid(dag, t),
        skole: uskadelig(kort.skole),
        status: dag.status === 'avlyst' ? t.apendor.avlyst : '',
        pameldt: t.apendor.pameldt(kort.pameldt),
        knapper: dagknapper(kort, na, t, rett),
      },
      t,
    ),
    topp,
  )
}

function dagknapper({ dag }: Dagkort, na: DateTime, t: Tekster, rett: Dagrett | 'alle'): Knapp[] {
  const data = { apendag: dag.id }
  const k = t.apendor.knapp
  const angre = knapp(t.knapp.angreAvlysning, 'apendor.angre-avlysning', data)
  const apen = tarImot(dag, na)
  if (rett === 'alle') {
    if (dag.status === 'avlyst') return [angre]
    return [
      knapp(k.vilDrofte, 'apendor.meld-skjema', data, { stil: 'positive' }),
      knapp(k.fagkonsulent, 'apendor.liste', data),
    ]
  }
  if (dag.status === 'avlyst') return rett.setterOpp ? [angre] : []
  const hoved = rett.serUtfall
    ? [knapp(k.apneListen, 'apendor.liste', data, { stil: 'positive' })]
    : apen
      ? [
          knapp(rett.setterOpp ? k.meldPa : k.vilDrofte, 'apendor.meld-skjema', data, {
            stil: 'positive',
          }),
        ]
      : []
  return [...hoved, ...(rett.setterOpp && apen ? [knapp(k.avlys, 'apendor.avlys', data)] : [])]
}

/** The first of two taps: who; the second: which grades. Nothing is typed. */
export function meldSkjema(
  { dag }: Dagvisning,
  valgt: { gruppe: Drofting['gruppe']; nyId: string },
  t: Tekster,
): Kort {
  const data = { apendag: dag.id }
  const { gruppe } = valgt
  const avbryt = knapp(t.knapp.avbryt, 'apendor.vis', data)
  if (gruppe === '')
    return beskjedkort(
      t.apendor.velgGruppe,
      [
        ...GRUPPER.map(kode =>
          knapp(t.apendor.gruppe[kode], 'apendor.meld-skjema', { ...data, gruppe: kode }),
        ),
        avbryt,
      ],
      t,
      t.apendor.anonymHjelp,
    )
  return beskjedkort(
    t.apendor.velgTrinn,
    [
      ...TRINN.map(kode =>
        knapp(t.apendor.trinn[kode], 'apendor.meld', {
          ...data,
          gruppe,
          trinn: kode,
          drofting: valgt.nyId,
        }),
      ),
      avbryt,
    ],
    t,
    t.apendor.anonymHjelp,
  )
}

/** Signed up: the one who did it may take it back, as long as this stands there. */
export function meldtKort(data: { apendag: string; drofting: string }, t: Tekster): Kort {
  return beskjedkort(
    t.apendor.kvittering.meldt,
    [
      knapp(t.knapp.tilbake, 'apendor.vis', { apendag: data.apendag }, { stil: 'positive' }),
      knapp(t.knapp.angre, 'apendor.trekk', data),
    ],
    t,
  )
}

/** A day that is about to be set up, as soon as its kind has been chosen. */
export function velgFast(tid: { skole: string; dato: string; klokke: string }, t: Tekster): Varsel {
  const tekst = t.apendor.velgFast(dagOgKlokke(tidspunkt(tid.dato, tid.klokke).toJSDate()))
  return {
    varsel: tekst,
    kort: beskjedkort(
      tekst,
      FASTE.map(fast => knapp(medStorBokstav(t.apendor.fast[fast]), 'apendor.fast', { ...tid, fast })),
      t,
    ),
  }
}

/** Not what was asked for, but nothing is wrong. */
export const obs = (tekst: string, t: Tekster): Element[] =>
  fyll('feilboks', { tekst, stil: 'warning', rader: [], flere: '', alleknapper: [] }, t).body

/** What was just done, on top of the day's card. */
export function dagtopp(
  kort: Dagkort,
  kode: 'avlyst' | 'gjenopptatt' | 'satt-opp' | 'finnes-alt' | 'trukket',
  t: Tekster,
): Element[] | undefined {
  if (kode === 'trukket') return merknad(t.apendor.kvittering.trukket)
  const { tekst } = dagbeskjed(kort, kode, t)
  return kode === 'finnes-alt' ? obs(tekst, t) : merknad(tekst)
}

/** «Åpen dør … er avlyst», and the like: one sentence, with a way back. */
export function dagbeskjed(
  kort: Dagkort,
  kode: 'avlyst' | 'gjenopptatt' | 'satt-opp' | 'finnes-alt',
  t: Tekster,
): { tekst: string; knapper: Knapp[] } {
  const [hva, nar] = [dagtittel(kort, t), dagOgKlokke(kort.dag.start)]
  const k = t.apendor.kvittering
  switch (kode) {
    case 'avlyst':
      return {
        tekst: k.avlyst(hva, nar),
        knapper: [knapp(t.knapp.angreAvlysning, 'apendor.angre-avlysning', { apendag: kort.dag.id })],
      }
    case 'gjenopptatt':
      return { tekst: k.gjenopptatt(hva, nar), knapper: [] }
    case 'satt-opp':
      return { tekst: k.sattOpp(hva, nar), knapper: [] }
    case 'finnes-alt':
      return { tekst: t.apendor.finnesAlt(hva, nar), knapper: [] }
  }
}

/** The reminder says which day, and nothing else. */
export function meldingspaminnelse(
  { dag: apendag, drofting }: { dag: { id: string; dato: string }; drofting: string },
  t: Tekster,
): Varsel {
  const tekst = t.apendor.paminnelse(dag(apendag.dato))
  return {
    varsel: tekst,
    kort: beskjedkort(
      tekst,
      [
        knapp(t.apendor.knapp.jaSendt, 'apendor.sendt', { drofting, sendt: true }, { stil: 'positive' }),
        knapp(t.apendor.knapp.apneListen, 'apendor.liste', { apendag: apendag.id }),
      ],
      t,
    ),
  }
}
