import type { Agendavisning } from '../mote/hent-agenda.ts'
import { erApen } from '../oppfolging/oppfolging.ts'
import { dag } from './dato.ts'
import { avsnitt, type Knapp, knapp, uskadelig } from './mal.ts'
import { kort } from './oppgave.ts'
import { rolleliste } from './rolleliste.ts'
import { medStorBokstav, type Tekster } from './tekst/tekster.ts'

/** All texts of a card together stay below this, so that the card stays below Teams' 28 KB. */
const TEGNBUDSJETT = 12_000

/** Item 1: each task from earlier meetings, with the buttons of those who may answer. */
export function sistRader(
  visning: Agendavisning,
  person: string,
  kanLede: boolean,
  fra: { mote: string; fra: 'visning' | 'mote' },
  t: Tekster,
) {
  const maks = maksPerTekst(
    visning.fraSist.map(f => f.tiltak?.tekst ?? ''),
    4000,
  )
  return visning.fraSist.slice(0, 20).map(({ oppgave, tiltak, bareRef }) => ({
    ref: oppgave.ref,
    om: [
      ...(oppgave.status === 'apen'
        ? []
        : [t.oppgavestatus[oppgave.status as keyof Tekster['oppgavestatus']]]),
      t.oppgave.frist(dag(oppgave.frist)).toLowerCase(),
    ].join(' · '),
    avsnitt: bareRef
      ? [t.bareReferansen]
      : tiltak === undefined || tiltak.fjernet !== null
        ? [t.fjernet]
        : avsnitt(kort(tiltak.tekst, maks)),
    ansvarlig: t.visning.ansvarlig(ansvarligTekst(visning, oppgave.ansvarlig, t)),
    knapper: sistKnapper(oppgave, oppgave.ansvarlig === person || kanLede, fra, t),
  }))
}

function sistKnapper(
  oppgave: { id: string; status: string },
  kanSvare: boolean,
  fra: { mote: string; fra: 'visning' | 'mote' },
  t: Tekster,
): Knapp[] {
  if (!kanSvare) return []
  const data = { oppgave: oppgave.id, tilbakeTil: fra }
  if (!erApen(oppgave.status)) return [knapp(t.knapp.angre, 'oppgave.gjenapne', data)]
  return [
    knapp(t.knapp.gjort, 'oppgave.gjort', data),
    knapp(t.knapp.ikkeGjort, 'oppgave.ikke-gjort', data),
    ...(oppgave.status === 'viderefort' ? [] : [knapp(t.knapp.viderefores, 'oppgave.viderefor', data)]),
  ]
}

/** The longest any one text may be shown when the texts are these lengths together. */
export function maksPerTekst(tekster: readonly string[], budsjett = TEGNBUDSJETT): number {
  const sum = tekster.reduce((n, tekst) => n + tekst.length, 0)
  return sum <= budsjett ? Number.POSITIVE_INFINITY : Math.max(120, Math.floor(budsjett / tekster.length))
}

export function ansvarligTekst(
  visning: { navnFor: Map<string, string>; rollerFor: Agendavisning['rollerFor'] },
  person: string,
  t: Tekster,
): string {
  const navn = visning.navnFor.get(person) ?? ''
  const roller = rolleliste(visning.rollerFor.get(person) ?? [], t)
  if (navn === '') return medStorBokstav(roller)
  return uskadelig(visning.rollerFor.has(person) ? `${navn}, ${roller}` : navn)
}
