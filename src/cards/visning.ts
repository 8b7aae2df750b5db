import type { Agendavisning } from '../mote/hent-agenda.ts'
import type { Punkt } from '../mote/punkt-store.ts'
import { erApen } from '../oppfolging/oppfolging.ts'
import type { Bidrag, Sak } from '../sak/sak-store.ts'
import { erTattOpp } from '../sak/saker.ts'
import { erTjeneste } from '../tilgang/roller.ts'
import { hode, punktbeskrivelse, punktnummer } from './agenda.ts'
import { dag } from './dato.ts'
import { lampefelt } from './lampe.ts'
import { avsnitt, fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import { motetittel } from './motetittel.ts'
import { kort } from './oppgave.ts'
import { rolleliste } from './rolleliste.ts'
import type { Tekster } from './tekst/tekster.ts'
import { medStorBokstav, pa } from './tekst/tekster.ts'

/** A label over lines of text, or with `verdi` a label and one of our own words on one line; the first text needs no label. */
export type Felt = { navn: string; verdi: string; avsnitt: string[]; viktig?: boolean }

export const tekstfelt = (navn: string, linjer: string[], viktig = false): Felt => ({
  navn,
  verdi: '',
  avsnitt: linjer,
  viktig,
})
const ordfelt = (navn: string, verdi: string): Felt => ({ navn, verdi, avsnitt: [] })

/** All texts of a card together stay below this, so that the card stays below Teams' 28 KB. */
const TEGNBUDSJETT = 12_000

/** The longest any one text may be shown when the texts are these lengths together. */
function maksPerTekst(tekster: readonly string[], budsjett = TEGNBUDSJETT): number {
  const sum = tekster.reduce((n, tekst) => n + tekst.length, 0)
  return sum <= budsjett ? Number.POSITIVE_INFINITY : Math.max(120, Math.floor(budsjett / tekster.length))
}

/** A case's own texts, then what each service has contributed. */
function saksfelt(sak: Sak, bidrag: readonly Bidrag[], t: Tekster, maks: number): Felt[] {
  const felt = (navn: string, tekst: string, viktig = false): Felt[] =>
    tekst === '' ? [] : [tekstfelt(navn, avsnitt(kort(tekst, maks)), viktig)]
  const bor = sak.bor_bidra
    .split(',')
    .filter(erTjeneste)
    .map(tjeneste => t.tjenester[tjeneste])
  return [
    ...(sak.fjernet === null ? felt('', sak.beskrivelse, true) : [tekstfelt('', [t.fjernet], true)]),
    ...(erTattOpp(sak.tatt_opp) ? [ordfelt(t.visning.tattOpp, t.tattOpp[sak.tatt_opp])] : []),
    ...felt(t.visning.onsker, sak.onsker),
    ...felt(t.visning.provd, sak.provd),
    ...felt(t.visning.sporsmal, sak.sporsmal, true),
    ...(bor.length === 0 ? [] : [ordfelt(t.visning.borBidra, bor.join(', '))]),
    ...bidrag.map(b =>
      tekstfelt(
        `${t.visning.bidrag}: ${erTjeneste(b.tjeneste) ? t.tjenester[b.tjeneste] : ''}`,
        b.fjernet === null
          ? [
              ...(b.tekst === '' ? [] : avsnitt(kort(b.tekst, maks))),
              ...(b.tilbud === '' ? [] : avsnitt(kort(`${t.visning.tilbyr}: ${b.tilbud}`, maks))),
            ]
          : [t.fjernet],
      ),
    ),
  ]
}

/** Texts of a case for one form or meeting item, within the budget. */
export function punktfelt(punkt: Punkt, visning: Agendavisning, t: Tekster): Felt[] {
  if (punkt.slag === 'punkt') return []
  const sak = punkt.sak === null ? undefined : visning.saker.get(punkt.sak)
  if (sak === undefined) {
    return [tekstfelt('', punkt.fjernet === null ? avsnitt(kort(punkt.tekst, 4000)) : [t.fjernet], true)]
  }
  if (visning.skjult.has(punkt.id)) return [tekstfelt('', [t.visning.ikkeHer])]
  const bidrag = visning.bidrag.filter(b => b.punkt === punkt.id)
  return saksfelt(sak, bidrag, t, maksPerTekst(teksterI([sak], bidrag), 9000))
}

function teksterI(saker: readonly Sak[], bidrag: readonly Bidrag[]): string[] {
  return [
    ...saker.flatMap(s => [s.beskrivelse, s.onsker, s.provd, s.sporsmal]),
    ...bidrag.flatMap(b => [b.tekst, b.tilbud]),
  ].filter(tekst => tekst !== '')
}

/** The person's own view of the agenda, with the texts. Only ever an invoke's own answer. */
export function agendavisning(
  visning: Agendavisning,
  person: string,
  na: Date,
  t: Tekster,
  topp?: string,
): Kort {
  const { agenda, adgang, punkter, saker, bidrag } = visning
  const { mote } = agenda
  const kanLede = adgang.kan.includes('ledeMote')
  const apen = mote.status === 'planlagt' && na <= mote.frist
  const temaer = punkter.filter(p => p.slag === 'tema')
  const maks = maksPerTekst([...teksterI([...saker.values()], bidrag), ...temaer.map(p => p.tekst)])
  const linjeFor = new Map(agenda.punkter.map(p => [p.id, p]))
  const beskrivelse = (punkt: Punkt) => {
    const linje = linjeFor.get(punkt.id)
    return linje === undefined ? '' : punktbeskrivelse(linje, t)
  }
  return medTopp(
    fyll(
      'visning',
      {
        tittel: motetittel(agenda, t),
        overskrift: overskrifter(agenda, t),
        ...hode(agenda, apen, t),
        oppgaver: sistRader(visning, person, kanLede, { mote: mote.id, fra: 'visning' }, t),
        saker: punkter
          .filter(p => p.slag === 'sak')
          .map(p => {
            const sak = p.sak === null ? undefined : saker.get(p.sak)
            const linje = linjeFor.get(p.id)
            const kanEndre = sak !== undefined && (sak.meldt_av === person || kanLede)
            const roller = visning.rollerFor.get(sak?.meldt_av ?? '') ?? []
            return {
              nummer: punktnummer(p, t),
              ref: p.ref,
              beskrivelse: [
                beskrivelse(p),
                ...(roller[0] ? [t.visning.meldtAv(t.roller[roller[0]])] : []),
              ].join(' · '),
              ...lampefelt(linje?.farge, t),
              felt:
                sak === undefined
                  ? []
                  : visning.skjult.has(p.id)
                    ? [tekstfelt('', [t.visning.ikkeHer])]
                    : saksfelt(
                        sak,
                        bidrag.filter(b => b.punkt === p.id),
                        t,
                        maks,
                      ),
              forkortet: Number.isFinite(maks),
              knapper: [
                ...((apen || Number.isFinite(maks)) && linje?.farge !== 'rod'
                  ? [knapp(t.knapp.bidra, 'bidrag.skjema', { punkt: p.id, fra: 'visning' })]
                  : []),
                ...(apen && kanEndre ? [knapp(t.knapp.endre, 'sak.endre-skjema', { punkt: p.id })] : []),
                ...(sak !== undefined && visning.harMer.has(sak.id)
                  ? [knapp(t.knapp.mer, 'sak.vis', { sak: sak.id, mote: mote.id })]
                  : []),
              ],
            }
          }),
        temaer: temaer.map(p => ({
          nummer: punktnummer(p, t),
          ref: p.ref,
          beskrivelse: beskrivelse(p),
          avsnitt: p.fjernet === null ? avsnitt(kort(p.tekst, maks)) : [t.fjernet],
        })),
        knapper: [
          ...(apen
            ? [
                knapp(t.knapp.meldSak, 'sak.skjema', { mote: mote.id, fra: 'visning' }),
                knapp(t.knapp.meldTema, 'tema.skjema', { mote: mote.id, fra: 'visning' }),
              ]
            : []),
          knapp(t.knapp.tilbake, 'agenda.tilbake', { mote: mote.id }, { utenFelt: true }),
          meldepliktknapp({ mote: mote.id, fra: 'agenda' }, t),
          ...(punkter.length + visning.fraSist.length > 0
            ? [
                knapp(
                  t.knapp.fjernTekst,
                  'tekst.velg',
                  { mote: mote.id, fra: 'visning' },
                  { stil: 'destructive' },
                ),
              ]
            : []),
        ],
      },
      t,
    ),
    merknad(topp),
  )
}

/** The headings of the team's own agenda, as the municipality's file has them. */
function overskrifter({ type }: Agendavisning['agenda'], t: Tekster) {
  const punkter = type?.deler.flatMap(del => del.punkter) ?? []
  const kort = (id: 'sist' | 'saker' | 'temaer') => {
    const punkt = punkter.find(p => p.id === id)
    return punkt === undefined ? t.visning[id] : pa(t, punkt.tekst)
  }
  return { sist: kort('sist'), saker: kort('saker'), temaer: kort('temaer') }
}

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
