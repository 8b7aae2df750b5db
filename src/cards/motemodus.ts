import { z } from 'zod'
import type { Agendavisning } from '../mote/hent-agenda.ts'
import type { Punkt } from '../mote/punkt-store.ts'
import { lesTjenester } from '../mote/rommet.ts'
import { ENIGHET, rekkefolge, type Utfall } from '../referat/referat.ts'
import { kanForlate } from '../samtykke/lampe.ts'
import type { Saklys } from '../samtykke/se-lampe.ts'
import { punktbeskrivelse, punktnummer } from './agenda.ts'
import { dag, dagOgKlokke } from './dato.ts'
import { fritekst, id } from './felt.ts'
import { lampefelt, lampegrunner } from './lampe.ts'
import { avsnitt, fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import { kort, teamtittel } from './oppgave.ts'
import { ansvarligTekst, sistRader } from './sist.ts'
import { liste, type Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks, medFor, Vaktfelt, vaktdata } from './vakt.ts'
import { type Felt, punktfelt, tekstfelt } from './visning.ts'

/** An empty choice shows as nothing chosen. */
export const INGEN = 'ingen'

export const LagrePunktData = z.object({
  punkt: id,
  nonce: id,
  versjon: z.coerce.number().int(),
  da: z.enum(['neste', 'forrige', 'bli', 'parker', 'viderefor', 'mer']).default('neste'),
  oppsummering: fritekst,
  beslutning: fritekst,
  enighet: z.enum(ENIGHET).default('ikke_spurt'),
  tiltakTekst: fritekst,
  ansvarlig: id.default(INGEN).transform(verdi => verdi || INGEN),
  frist: z.string().max(10).default(''),
  ...Vaktfelt,
  slaSammen: z.boolean().default(false),
  beholdAndres: z.boolean().default(false),
})
/** What stands in the form, and the version it was written over. */
export const Skrevet = LagrePunktData.pick({
  oppsummering: true,
  beslutning: true,
  enighet: true,
  tiltakTekst: true,
  ansvarlig: true,
  frist: true,
}).extend({ versjon: z.coerce.number().int().optional() })
/** `skrevet`: what stood in the form when it was left for a moment. */
export const StegData = z.object({ mote: id, steg: id.default('sist'), skrevet: Skrevet.optional() })
/** Who has left the room, or is back; what stands in the form comes along, and stays in it. */
export const ForlatData = Skrevet.extend({
  punkt: id,
  tjenester: z.string().max(400).default(''),
  tilbake: z.boolean().default(false),
})
export type Da = z.infer<typeof LagrePunktData>['da']
export const FjernTiltakData = z.object({ punkt: id, tiltak: id })

export type Punktskjema = {
  oppsummering: string
  beslutning: string
  enighet: string
  tiltakTekst: string
  ansvarlig: string
  frist: string
}

/** The leader's steps: since last time, each item, and the end. */
export function stegliste(punkter: readonly Punkt[]): string[] {
  return ['sist', ...rekkefolge(punkter).map(p => p.id), 'slutt']
}

export function nabosteg(punkter: readonly Punkt[], steg: string, retning: 1 | -1): string {
  const alle = stegliste(punkter)
  const i = alle.indexOf(steg)
  return alle[Math.min(Math.max(i + retning, 0), alle.length - 1)] ?? 'sist'
}

/** A family's first meeting has nothing from last time: it begins with its agenda. */
export function forsteSteg(visning: Agendavisning, steg: string): string {
  return steg === 'sist' && utenSist(visning) ? (stegliste(visning.punkter)[1] ?? steg) : steg
}

const utenSist = (visning: Agendavisning) =>
  visning.agenda.mote.forlop !== null && visning.fraSist.length === 0

function stegtekst(visning: Agendavisning, steg: string, t: Tekster): string {
  const alle = stegliste(visning.punkter).slice(utenSist(visning) ? 1 : 0)
  return t.mote.steg(alle.indexOf(steg) + 1, alle.length)
}

export function stegSist(visning: Agendavisning, person: string, t: Tekster, topp?: string): Kort {
  const { mote } = visning.agenda
  return medTopp(
    fyll(
      'mote-sist',
      {
        steg: stegtekst(visning, 'sist', t),
        oppgaver: sistRader(visning, person, true, { mote: mote.id, fra: 'mote' }, t),
        knapper: [
          knapp(
            t.knapp.neste,
            'mote.steg',
            { mote: mote.id, steg: nabosteg(visning.punkter, 'sist', 1) },
            { stil: 'positive' },
          ),
          ...(mote.status === 'i_gang' ? [knapp(t.knapp.hvemErHer, 'rommet.skjema', { mote: mote.id })] : []),
          knapp(t.knapp.tilbake, 'agenda.tilbake', { mote: mote.id }),
        ],
      },
      t,
    ),
    merknad(topp),
  )
}

/** `da`: what the writer wanted to do with the item, and still can. */
export type Konflikt = { av: string; oppsummering: string; beslutning: string; enighet: string; da: Da }

/** One item in meeting mode. With `konflikt` it also shows what the other one saved, and the writer chooses. */
export function stegPunkt(
  visning: Agendavisning,
  punkt: Punkt,
  hode: { nonce: string; versjon: number; konflikt?: Konflikt; da?: Da },
  skjema: Punktskjema,
  feil: Feil | undefined,
  t: Tekster,
  topp?: string,
): Kort {
  const linje = visning.agenda.punkter.find(p => p.id === punkt.id)
  const data = { punkt: punkt.id, nonce: hode.nonce, versjon: hode.versjon }
  const lagre = (tittel: string, da: string, mer: Record<string, unknown> = {}) =>
    knapp(tittel, 'mote.lagre', { ...data, ...vaktdata(feil), da, ...mer })
  const hoved = (valgt: Knapp): Knapp => ({ ...valgt, style: 'positive' })
  const { konflikt } = hode
  const lys = visning.lys.get(punkt.id)
  const rod = lys?.lampe.farge === 'rod'
  const igang = visning.agenda.mote.status === 'i_gang'
  return medTopp(
    fyll(
      'motepunkt',
      {
        nummer: punktnummer(punkt, t),
        ref: punkt.ref,
        steg: stegtekst(visning, punkt.id, t),
        beskrivelse: [
          linje === undefined ? '' : punktbeskrivelse(linje, t),
          ...(punkt.utfall === 'parkert' ? [t.mote.parkert] : []),
          ...(punkt.utfall === 'viderefort' ? [t.mote.viderefort] : []),
        ].join(' · '),
        erSak: punkt.slag === 'sak',
        ...lampefelt(linje?.farge, t),
        grunner: lys === undefined || rod ? [] : lampegrunner(lys.lampe, t),
        rod,
        lampeknapper:
          lys === undefined || !igang
            ? []
            : lampeknapper(
                punkt,
                hode.versjon,
                lys,
                // What is typed is saved on the way.
                rod
                  ? knapp(t.knapp.mer, 'sak.vis', {
                      sak: punkt.sak ?? '',
                      mote: punkt.mote,
                      steg: punkt.id,
                    })
                  : lagre(t.knapp.mer, 'mer'),
                t,
              ),
        forlatt: forlattTekst(punkt, t),
        // Screens are shared in meetings: a case that is not for here is not shown.
        ...delt(konflikt === undefined && !rod ? punktfelt(punkt, visning, t) : []),
        enigheter: ENIGHET.map(svar => ({ tittel: t.enighet[svar], verdi: svar })),
        tiltak: visning.tiltak
          .filter(tl => tl.punkt === punkt.id)
          .map(tl => ({
            avsnitt: tl.fjernet === null ? avsnitt(kort(tl.tekst, 600)) : [t.fjernet],
            ansvarlig: [
              tl.ansvarlig === null
                ? t.mote.ingenAnsvarlig
                : uskadelig(visning.navnFor.get(tl.ansvarlig) ?? '') ||
                  ansvarligTekst(visning, tl.ansvarlig, t),
              ...(tl.frist === null ? [] : [t.oppgave.frist(dag(tl.frist)).toLowerCase()]),
            ].join(' · '),
            knapper: [
              knapp(
                t.knapp.fjernTiltak,
                'mote.fjern-tiltak',
                { punkt: punkt.id, tiltak: tl.id },
                { utenFelt: true },
              ),
            ],
          })),
        team: [
          { tittel: t.mote.ingenAnsvarlig, verdi: INGEN },
          ...[...visning.rollerFor].map(([person, roller]) => ({
            tittel: teamtittel({ navn: visning.navnFor.get(person) ?? '', roller }, t),
            verdi: person,
          })),
        ],
        skjema,
        tiltakknapper: konflikt === undefined ? [lagre(t.knapp.lagreOgTiltak, 'bli')] : [],
        knapper: rod
          ? rodeKnapper(visning, punkt, t)
          : konflikt === undefined
            ? [
                hoved(lagre(t.knapp.lagreOgNeste, 'neste')),
                lagre(t.knapp.parker, 'parker'),
                ...(punkt.slag === 'punkt' ? [] : [lagre(t.knapp.nesteMote, 'viderefor')]),
                visning.agenda.mote.status === 'avholdt'
                  ? knapp(t.knapp.tilbake, 'referat.vis', { mote: punkt.mote }, { utenFelt: true })
                  : lagre(t.knapp.forrige, 'forrige'),
                ...meldeplikt(punkt, hode.versjon, t),
              ]
            : [
                // The one that loses nothing.
                hoved(lagre(t.knapp.slaSammen, konflikt.da, { slaSammen: true })),
                lagre(t.knapp.beholdMin, konflikt.da),
                lagre(t.knapp.beholdDenAndres, 'bli', { beholdAndres: true }),
              ],
      },
      t,
    ),
    merknad(topp),
    feilboks(feil, t, {
      verb: 'mote.lagre',
      data: { ...data, da: hode.da ?? 'neste' },
      med: medFor(punkt, t),
    }),
    konflikt && konfliktboks(konflikt, t),
  )
}

/** To make the lamp greener: who may leave for this item, and the case's consent. */
function lampeknapper(punkt: Punkt, versjon: number, lys: Saklys, mer: Knapp, t: Tekster): Knapp[] {
  const ute = kanForlate(lys.lampe)
  return [
    ...(ute.length > 0
      ? [
          knapp(
            t.knapp.harForlatt(
              liste(
                t,
                ute.map(tj => t.tjenester[tj]),
              ),
            ),
            'rommet.forlatt',
            { punkt: punkt.id, versjon, tjenester: ute.join(',') },
          ),
        ]
      : []),
    ...(punkt.forlatt === ''
      ? []
      : [knapp(t.knapp.tilbakeIRommet, 'rommet.forlatt', { punkt: punkt.id, versjon, tilbake: true })]),
    mer,
  ]
}

function forlattTekst(punkt: Punkt, t: Tekster): string {
  const ute = lesTjenester(punkt.forlatt).map(tj => t.tjenester[tj])
  return ute.length === 0 ? '' : t.rommet.forlatt(liste(t, ute))
}

/** A red case is passed by: nothing is written about it here. */
function rodeKnapper(visning: Agendavisning, punkt: Punkt, t: Tekster): Knapp[] {
  const til = (retning: 1 | -1) => ({ mote: punkt.mote, steg: nabosteg(visning.punkter, punkt.id, retning) })
  return [
    knapp(t.knapp.neste, 'mote.steg', til(1), { stil: 'positive' }),
    knapp(t.knapp.forrige, 'mote.steg', til(-1)),
    ...meldeplikt(punkt, undefined, t),
  ]
}

/** A theme is about no single child. */
function meldeplikt({ sak, mote, id: steg }: Punkt, versjon: number | undefined, t: Tekster): Knapp[] {
  if (sak === null) return []
  return [meldepliktknapp({ sak, mote, steg, fra: 'mote', ...(versjon === undefined ? {} : { versjon }) }, t)]
}

/** A long case is folded: what it is about and what is asked stand open, the rest behind «Hele saken». */
const FOLDES_OVER = 400

function delt(felt: Felt[]): { felt: Felt[]; mer: Felt[] } {
  const tegn = felt.flatMap(f => f.avsnitt).reduce((n, linje) => n + linje.length, 0)
  if (tegn <= FOLDES_OVER) return { felt, mer: [] }
  return { felt: felt.filter(f => f.viktig), mer: felt.filter(f => !f.viktig) }
}

function konfliktboks(konflikt: Konflikt, t: Tekster) {
  const navn = konflikt.av === '' ? t.mote.noenAndre : uskadelig(konflikt.av)
  const enighet = t.enighet[konflikt.enighet as keyof Tekster['enighet']] ?? ''
  return fyll(
    'konfliktboks',
    {
      tekst: t.mote.konflikt(navn),
      felter: [
        tekstfelt(t.mote.oppsummering, avsnitt(konflikt.oppsummering)),
        tekstfelt(t.mote.beslutning, avsnitt(konflikt.beslutning)),
        tekstfelt('', [t.referat.enige(enighet)]),
      ],
    },
    t,
  ).body
}

/** What is said before the meeting is closed, where its type asks for that. */
export const AvsluttData = z.object({
  mote: id,
  nesteDato: z.string().max(10).default(''),
  nesteKlokke: z.string().max(5).default(''),
  kontaktpunkt: id.default(''),
})
type Slutt = Omit<z.infer<typeof AvsluttData>, 'mote'>

export function stegSlutt(
  visning: Agendavisning,
  t: Tekster,
  topp?: string,
  slutt: Slutt = {
    nesteDato: '',
    nesteKlokke: '',
    kontaktpunkt: visning.kontaktpunkter.length === 0 ? 'resepsjon' : '',
  },
): Kort {
  const { mote } = visning.agenda
  const familie = mote.forlop !== null
  const saker = visning.punkter.filter(p => p.slag === 'sak' || p.slag === 'punkt')
  const krever = mote.status === 'i_gang' && (visning.agenda.type?.lukkekrav.length ?? 0) > 0
  const medAnsvarlig = visning.tiltak.filter(tl => tl.ansvarlig !== null && tl.fjernet === null)
  const utenAnsvarlig = visning.tiltak.filter(tl => tl.ansvarlig === null && tl.fjernet === null).length
  const ferdige = saker.filter(p => p.utfall === 'droftet')
  const igjen = visning.punkter.filter(p => p.utfall !== 'droftet')
  return medTopp(
    fyll(
      'mote-slutt',
      {
        steg: stegtekst(visning, 'slutt', t),
        oppsummert: t.mote.oppsummert(
          familie ? t.forlop.mote.antallPunkter(ferdige.length) : t.antall.saker(ferdige.length),
          t.antall.oppfolginger(medAnsvarlig.length),
        ),
        igjen: [
          ...(utenAnsvarlig > 0 ? [t.mote.utenAnsvarlig(utenAnsvarlig)] : []),
          ...igjen.map(p =>
            familie
              ? t.forlop.mote.ikkeGjennomgatt(punktnummer(p, t), uskadelig(p.tittel))
              : t.mote.igjen(
                  `${punktnummer(p, t)} · ${p.ref}`,
                  p.utfall === 'parkert' ? 'parkert' : p.utfall === 'viderefort' ? 'viderefort' : 'apent',
                ),
          ),
        ],
        krever,
        slutt,
        kontakter: [
          ...visning.kontaktpunkter.map(k => ({ tittel: uskadelig(k.navn), verdi: k.person })),
          { tittel: t.forlop.mote.resepsjon, verdi: 'resepsjon' },
        ],
        neste: familie
          ? ''
          : visning.neste === undefined
            ? t.mote.ingenNeste
            : t.mote.nesteMote(dagOgKlokke(visning.neste.start)),
        knapper: [
          ...(mote.status === 'i_gang'
            ? [knapp(t.knapp.avsluttMotet, 'mote.avslutt', { mote: mote.id }, { stil: 'positive' })]
            : [knapp(t.knapp.lesReferatet, 'referat.vis', { mote: mote.id }, { stil: 'positive' })]),
          knapp(t.knapp.forrige, 'mote.steg', {
            mote: mote.id,
            steg: nabosteg(visning.punkter, 'slutt', -1),
          }),
        ],
      },
      t,
    ),
    merknad(topp),
  )
}

/** What the fields hold when the item is opened. */
export function punktskjema(punkt: Punkt): Punktskjema {
  return {
    oppsummering: punkt.oppsummering,
    beslutning: punkt.beslutning,
    enighet: punkt.enighet,
    tiltakTekst: '',
    ansvarlig: INGEN,
    frist: '',
  }
}

export const UTFALL_FOR: Record<Da, Utfall> = {
  neste: 'droftet',
  forrige: 'droftet',
  bli: 'droftet',
  mer: 'droftet',
  parker: 'parkert',
  viderefor: 'viderefort',
}
