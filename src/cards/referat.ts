import { z } from 'zod'
import type { Agenda } from '../mote/hent-agenda.ts'
import type { Punkt } from '../mote/punkt-store.ts'
import type { FjernbarTekst } from '../referat/fjern-tekst.ts'
import type { Referatvisning } from '../referat/hent-referat.ts'
import { skalVidere, TEKSTSLAG } from '../referat/referat.ts'
import { erMappeavslag } from '../referat/referatfil.ts'
import { punktbeskrivelse, punktnummer } from './agenda.ts'
import { dag, dato, motetid } from './dato.ts'
import { fritekst, id } from './felt.ts'
import { mottakere, stedtekst } from './forlopsmote.ts'
import { avsnitt, fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { motetittel } from './motetittel.ts'
import { kort } from './oppgave.ts'
import { rolleliste } from './rolleliste.ts'
import { Fra } from './sak.ts'
import { ansvarligTekst } from './sist.ts'
import type { Tekster } from './tekst/tekster.ts'
import { medStorBokstav, pa } from './tekst/tekster.ts'
import { type Feil, feilboks, Vaktfelt, vaktdata } from './vakt.ts'
import { tekstfelt } from './visning.ts'

export const RettelseData = z.object({
  mote: id,
  nonce: id,
  /** Empty where there is one part to write about. */
  del: z.coerce.number().int().optional().catch(undefined),
  tekst: fritekst,
  ...Vaktfelt,
})
export const FjernVelgData = z.object({ mote: id, fra: Fra })
export const FjernData = FjernVelgData.extend({
  tekst: z
    .string()
    .max(100)
    .default('')
    .transform(verdi => {
      const [slag, id] = verdi.split(':')
      return { slag: TEKSTSLAG.find(s => s === slag), id: id ?? '' }
    }),
})

const TEGNBUDSJETT = 14_000

/** The referat as its reader's own view: draft, or approved and locked with corrections after it. */
export function referatkort(r: Referatvisning, t: Tekster, topp?: string): Kort {
  const { visning, referat } = r
  const { mote } = visning.agenda
  const last = referat.godkjent !== null
  const kanSkrive = !last && visning.adgang.kan.includes('ledeMote')
  const tekster = [
    ...visning.punkter.flatMap(p => [p.oppsummering, p.beslutning]),
    ...visning.tiltak.map(tl => tl.tekst),
    ...r.rettelser.map(rettelse => rettelse.tekst),
  ].filter(tekst => tekst !== '')
  const sum = tekster.reduce((n, tekst) => n + tekst.length, 0)
  const maks =
    sum <= TEGNBUDSJETT ? Number.POSITIVE_INFINITY : Math.max(120, Math.floor(TEGNBUDSJETT / tekster.length))
  const linjeFor = new Map(visning.agenda.punkter.map(p => [p.id, p]))
  return medTopp(
    fyll(
      'referat',
      {
        tittel: last ? t.referat.tittel : `${t.referat.tittel} · ${t.referat.utkast.toLowerCase()}`,
        skole: uskadelig(
          [motetittel(visning.agenda, t), visning.agenda.skole, stedtekst(mote.sted, t)]
            .filter(del => del !== '')
            .join(' · '),
        ),
        tid: motetid(mote, t),
        status:
          referat.godkjent === null
            ? ''
            : uskadelig(
                t.referat.godkjentAv(r.navnFor.get(referat.godkjent_av ?? '') ?? '', dato(referat.godkjent)),
              ),
        punkter: visning.punkter.map(p => {
          const linje = linjeFor.get(p.id)
          return {
            nummer: punktnummer(p, t),
            ref: p.ref,
            beskrivelse: [
              linje === undefined ? '' : punktbeskrivelse(linje, t),
              // One family's next meeting has an agenda of its own.
              ...(p.slag !== 'punkt' && skalVidere(p.utfall) ? [t.mote.viderefort] : []),
            ].join(' · '),
            ...punktinnhold(r, p, maks, t),
            knapper: kanSkrive ? [knapp(t.knapp.rettPunkt, 'mote.steg', { mote: mote.id, steg: p.id })] : [],
          }
        }),
        rettelser: r.rettelser.map(rettelse => ({
          av: uskadelig(
            [
              t.referat.rettelseAv(r.navnFor.get(rettelse.person) ?? '', dato(rettelse.tid)),
              ...(r.rettbare.length > 1 ? [t.forlop.mote.del(rettelse.del)] : []),
            ].join(' · '),
          ),
          avsnitt: rettelse.fjernet === null ? avsnitt(kort(rettelse.tekst, maks)) : [t.fjernet],
        })),
        hjelp: [
          r.kanGodkjenne ? t.referat.godkjennHjelp : t.referat.journal,
          ...(mote.forlop === null ? [] : forlopshjelp(visning.agenda, t)),
        ].join(' '),
        fil: last ? filtekst(r, t) : '',
        knapper: [
          ...(r.kanGodkjenne
            ? [knapp(t.knapp.godkjenn, 'referat.godkjenn', { mote: mote.id }, { stil: 'positive' })]
            : []),
          ...(last ? filknapper(r, t) : []),
          ...(last ? [knapp(t.knapp.leggTilRettelse, 'referat.rettelse-skjema', { mote: mote.id })] : []),
          knapp(t.knapp.tilbake, 'agenda.tilbake', { mote: mote.id }),
          knapp(t.knapp.fjernTekst, 'tekst.velg', { mote: mote.id, fra: 'visning' }, { stil: 'destructive' }),
        ],
      },
      t,
    ),
    merknad(topp),
  )
}

/** Where the file in the channel's folder stands, or why there is none; for a leader before anything is asked: nothing. */
function filtekst({ fil }: Referatvisning, t: Tekster): string {
  const f = t.referatfil
  if (fil === undefined) return ''
  if (erMappeavslag(fil.utfall)) return f.ikkeHer(f.avslag[fil.utfall](fil.utenfor))
  if (!fil.onsket) return ''
  return fil.fil === '' || fil.lagret === null ? f.underveis : f.lagret(dag(fil.lagret))
}

function filknapper({ fil, kanLagres, visning }: Referatvisning, t: Tekster): Knapp[] {
  const f = t.referatfil
  const data = { mote: visning.agenda.mote.id }
  const ligger = fil?.onsket === true && fil.fil !== '' && fil.lenke !== ''
  return [
    knapp(f.lastNed, 'referat.last-ned', data),
    ...(ligger ? [{ type: 'Action.OpenUrl', title: f.apne, url: fil.lenke }] : []),
    ...(kanLagres
      ? [knapp(ligger ? f.lagreIgjen : f.lagre, 'referat.lagre-fil', data, { skjult: ligger })]
      : []),
    ...(fil?.onsket === true && !ligger ? [knapp(f.oppdater, 'referat.vis', data)] : []),
  ]
}

/** Who sends it to whom; and what was unpleasant is said face to face, never written here (fag: motetyper, etter møtet). */
function forlopshjelp(agenda: Agenda, t: Tekster): string[] {
  const { mote: ord } = t.forlop
  const til = mottakere(agenda, t)
  return [
    ...(agenda.referent === undefined || agenda.referent === 'ingen'
      ? []
      : [
          til.length === 0
            ? ord.avtalesSelv
            : `${ord.mottakere} ${[ord.referent[agenda.referent], ...til].join(` ${ord.til} `)}.`,
        ]),
    ord.muntlig,
  ]
}

/** What was said and decided, whether the family agrees, and who does what by when. */
function punktinnhold(r: Referatvisning, punkt: Punkt, maks: number, t: Tekster) {
  const tiltak = r.visning.tiltak.filter(tl => tl.punkt === punkt.id)
  const felt = [
    ...(punkt.oppsummering === '' ? [] : [tekstfelt('', avsnitt(kort(punkt.oppsummering, maks)))]),
    ...(punkt.beslutning === ''
      ? []
      : [tekstfelt(t.referat.beslutning, avsnitt(kort(punkt.beslutning, maks)))]),
  ]
  const tomt = felt.length === 0 && tiltak.length === 0
  const visEnighet =
    punkt.slag === 'sak' && (punkt.beslutning !== '' || tiltak.length > 0 || punkt.enighet !== 'ikke_spurt')
  return {
    felt: tomt
      ? [
          tekstfelt('', [
            punkt.slag === 'punkt' && punkt.utfall === 'droftet' ? t.forlop.mote.gjennomgatt : t.referat.tomt,
          ]),
        ]
      : felt,
    enige: visEnighet ? t.referat.enige(t.enighet[punkt.enighet as keyof Tekster['enighet']] ?? '') : '',
    tiltak: tiltak.map(tl => ({
      avsnitt: tl.fjernet === null ? avsnitt(kort(tl.tekst, maks)) : [t.fjernet],
      ansvarlig: [
        tl.ansvarlig === null
          ? t.mote.ingenAnsvarlig
          : ansvarligTekst({ navnFor: r.navnFor, rollerFor: r.visning.rollerFor }, tl.ansvarlig, t),
        ...(tl.frist === null ? [] : [t.oppgave.frist(dag(tl.frist)).toLowerCase()]),
      ].join(' · '),
    })),
  }
}

/** What is to be put right; and who reads more than one part of a family's meeting says which it is about. */
export function rettelsesskjema(
  r: Referatvisning,
  nonce: string,
  skjema: { tekst: string; del: number | undefined },
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const { mote, type } = r.visning.agenda
  const hode = { mote: mote.id, nonce }
  const deler = r.rettbare.length > 1 ? r.rettbare : []
  return medTopp(
    fyll(
      'rettelse',
      {
        skjema: { tekst: skjema.tekst, del: String(skjema.del ?? '') },
        deler: deler.map(nr => {
          const navn = type?.deler[nr - 1]?.navn
          return { tittel: navn === undefined ? t.forlop.mote.del(nr) : pa(t, navn), verdi: String(nr) }
        }),
        knapper: [
          knapp(t.knapp.lagre, 'referat.rettelse', { ...hode, ...vaktdata(feil) }, { stil: 'positive' }),
          knapp(t.knapp.avbryt, 'referat.vis', { mote: hode.mote }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t, { verb: 'referat.rettelse', data: hode, med: t.vakt.eleven }),
  )
}

/** «Fjern tekst nå»: which text, named by kind, reference and role. */
export function fjernTekstKort(
  mote: string,
  tekster: readonly FjernbarTekst[],
  rollerFor: Referatvisning['visning']['rollerFor'],
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  return medTopp(
    fyll(
      'fjern-tekst',
      {
        hjelp: tekster.length === 0 ? t.fjern.ingen : t.fjern.hjelp,
        tekster: tekster.map(tekst => ({
          tittel: tittelFor(tekst, rollerFor, t),
          verdi: `${tekst.slag}:${tekst.id}`,
        })),
        skjema: { tekst: '' },
        knapper: [
          ...(tekster.length === 0
            ? []
            : [
                knapp(t.knapp.fjernTeksten, 'tekst.fjern', { mote, fra: 'visning' }, { stil: 'destructive' }),
              ]),
          knapp(t.knapp.avbryt, 'agenda.apne', { mote }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

function tittelFor(
  tekst: FjernbarTekst,
  rollerFor: Referatvisning['visning']['rollerFor'],
  t: Tekster,
): string {
  const roller = rollerFor.get(tekst.av)
  const slag = t.fjern.slag[tekst.slag]
  const hva = roller === undefined ? slag : t.fjern.av(slag, rolleliste(roller, t))
  if (tekst.punktslag === '') return medStorBokstav(hva)
  if (tekst.punktslag === 'sist') return `${t.mote.sist} · ${tekst.ref}: ${hva}`
  return `${punktnummer({ slag: tekst.punktslag, nr: tekst.nr }, t)} · ${tekst.ref}: ${hva}`
}
