import type { Agendavisning } from '../mote/hent-agenda.ts'
import type { Punkt } from '../mote/punkt-store.ts'
import type { Bidrag, Sak } from '../sak/sak-store.ts'
import { erTattOpp } from '../sak/saker.ts'
import { erTjeneste } from '../tilgang/roller.ts'
import { hode, punktbeskrivelse, punktnummer } from './agenda.ts'
import { lampefelt } from './lampe.ts'
import { avsnitt, fyll, type Kort, knapp, medTopp, merknad } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import { motetittel } from './motetittel.ts'
import { nettmoteknapp } from './nettmote.ts'
import { kort } from './oppgave.ts'
import { maksPerTekst, sistRader } from './sist.ts'
import type { Tekster } from './tekst/tekster.ts'
import { pa } from './tekst/tekster.ts'

/** A label over lines of text, or with `verdi` a label and one of our own words on one line; the first text needs no label. */
export type Felt = { navn: string; verdi: string; avsnitt: string[]; viktig?: boolean }

export const tekstfelt = (navn: string, linjer: string[], viktig = false): Felt => ({
  navn,
  verdi: '',
  avsnitt: linjer,
  viktig,
})
const ordfelt = (navn: string, verdi: string): Felt => ({ navn, verdi, avsnitt: [] })

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
          ...nettmoteknapp(agenda, t),
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
