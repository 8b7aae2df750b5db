import { z } from 'zod'
import {
  kanEndre,
  MAKS_FRIDAGNAVN,
  MAKS_TITTEL,
  type Mal,
  manedEtter,
  OKTSTATUSER,
  SKOLETYPER,
  STATUSER,
} from '../arshjul/arshjul.ts'
import type { Fridagsvisning } from '../arshjul/endre-fridager.ts'
import type { Linje, Manedsvisning, Skoleoversikt } from '../arshjul/hent-arshjul.ts'
import type { Lenkevisning } from '../arshjul/kalenderlenke.ts'
import { MALENE } from '../arshjul/les-maler.ts'
import { ROLLER, type Rolle } from '../tilgang/roller.ts'
import { dag, dagOgKlokke, dato, maned as manedsnavn } from './dato.ts'
import { fritekst, id } from './felt.ts'
import { fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { liste, medStorBokstav, pa, type Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks, Vaktfelt, vaktdata } from './vakt.ts'
import { beskjedkort, type Varsel } from './varsler.ts'

const maned = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const datofelt = z.string().max(20).default('')
/** `skole` empty: the one the person has, or a view over all of them. */
export const VisData = z.object({
  skole: id.default(''),
  maned: maned.optional(),
  side: z.int().min(0).max(20).default(0),
})
export const LagData = z.object({
  skole: id,
  skolear: z.int().min(2020).max(2090),
  skoletype: z.enum(SKOLETYPER),
  /** Made already, but of another kind. */
  endre: z.boolean().default(false),
})
export const AktivitetData = z.object({ aktivitet: id })
/** `maned`: the list it was pressed in. */
export const MerkData = AktivitetData.extend({ status: z.enum(STATUSER), maned: maned.optional() })
export const OktData = AktivitetData.extend({ okt: z.int().min(1).max(60), status: z.enum(OKTSTATUSER) })
/** `okt`: that session; 0: all that are left; without: the activity itself. */
export const FlyttSkjemaData = AktivitetData.extend({ okt: z.int().min(0).max(60).optional() })
export const FlyttAktivitetData = FlyttSkjemaData.extend({ dato: datofelt })
export const SkoleData = z.object({ skole: id })
export const NyData = z.object({
  skole: id,
  nonce: id,
  tittel: fritekst,
  rolle: z.string().max(40).default(''),
  fra: datofelt,
  til: datofelt,
  ...Vaktfelt,
})
export const FridagData = z.object({
  skole: id,
  nonce: id,
  navn: fritekst,
  fra: datofelt,
  til: datofelt,
  ...Vaktfelt,
})
export const FjernFridagData = z.object({ skole: id, fridag: id })
/** `skole` empty: all the person has. */
export const KalenderData = z.object({ skole: id })
export const LenkeData = KalenderData.extend({ slag: z.enum(['abonnement', 'nedlasting']) })

/** Rows with buttons; more would make the card too large for Teams. */
const MAKS_RADER = 12

/** «Kursrekke 1 for 5. trinn»; what somebody typed, for the school's own. */
export function aktivitetstittel({ aktivitet, mal }: Pick<Linje, 'aktivitet' | 'mal'>, t: Tekster): string {
  return mal === undefined
    ? uskadelig(aktivitet.tittel)
    : pa(t, mal.tittel).replace('{trinn}', `${aktivitet.trinn}`)
}

export function tema(mal: Mal | undefined, kode: string, t: Tekster): string {
  const funnet = mal?.okter.find(okt => okt.id === kode)
  return funnet === undefined ? kode : pa(t, funnet.tema)
}

/** Posted: what it is, and the way to it. Which schools are somebody's is asked when the button is pressed. */
export function arshjullenke(t: Tekster): Varsel {
  return {
    varsel: t.arshjul.lenke,
    kort: beskjedkort(
      t.arshjul.lenke,
      [knapp(t.arshjul.apne, 'arshjul.vis', { skole: '' }, { stil: 'positive' })],
      t,
    ),
  }
}

export function manedskort(v: Manedsvisning, t: Tekster, kvittering?: string, side = 0): Kort {
  const a = t.arshjul
  // What is open comes first, and the rest is one press away: nothing to be done is out of reach.
  const ferdig = (l: Linje) => l.aktivitet.status !== 'apen'
  const linjer = [...v.linjer.filter(l => !ferdig(l)), ...v.linjer.filter(ferdig)]
  const alle = [...v.sene, ...linjer]
  const her = alle.slice(side * MAKS_RADER, (side + 1) * MAKS_RADER)
  const gruppe = (navn: string, linjer: readonly Linje[]) =>
    linjer.length === 0 ? [] : [{ navn, rader: linjer.map(l => rad(l, v.maned, t)) }]
  const utelatt = alle.length - (side + 1) * MAKS_RADER
  const ar = a.skolear(v.skolear)
  return medTopp(
    fyll(
      'arshjul',
      {
        tittel: a.tittel(manedsnavn(v.maned)),
        skole: uskadelig(v.skole.navn),
        grupper: [
          ...gruppe(
            a.forfalt,
            her.filter(l => v.sene.includes(l)),
          ),
          ...gruppe(
            v.sene.length > 0 ? a.denneMaaneden : '',
            her.filter(l => !v.sene.includes(l)),
          ),
        ],
        flere: [
          ...(utelatt > 0 ? [bla(a.knapp.resten(utelatt), side + 1, v)] : []),
          ...(side > 0 ? [bla(a.knapp.forste, 0, v)] : []),
        ],
        tom: v.laget
          ? v.sene.length + linjer.length === 0
            ? a.ingenting
            : ''
          : v.kanLage
            ? a.lag(ar)
            : v.kalleInn
              ? a.kanIkkeLages(ar)
              : a.ikkeLaget(ar),
        hjelp: !v.laget && v.kanLage ? a.lagHjelp : '',
        lag:
          !v.laget && v.kanLage
            ? SKOLETYPER.map(skoletype =>
                knapp(
                  a.skoletype[skoletype],
                  'arshjul.lag',
                  { skole: v.skole.id, skolear: v.skolear, skoletype },
                  skoletype === v.skoletype ? { stil: 'positive' } : {},
                ),
              )
            : [],
        avsnitt: [
          ...avsnitt(a.moter, moterad(v, t)),
          ...avsnitt(
            a.fridager,
            v.fridager.map(f => `${uskadelig(f.navn)}: ${periode(f, t)}`),
          ),
          ...(v.laget ? avsnitt(a.faste, faste(v, t)) : []),
        ],
        knapper: manedsknapper(v, t),
      },
      t,
    ),
    merknad(kvittering),
  )
}

const bla = (tittel: string, side: number, v: Manedsvisning) =>
  knapp(tittel, 'arshjul.vis', { skole: v.skole.id, maned: v.maned, side })

const avsnitt = (navn: string, linjer: readonly string[]) =>
  linjer.length === 0 ? [] : [{ navn, linjer: linjer.map(tekst => ({ tekst })) }]

function manedsknapper(v: Manedsvisning, t: Tekster): Knapp[] {
  const { knapp: k } = t.arshjul
  const skole = v.skole.id
  const om = (antall: number) => manedEtter(v.maned, antall)
  const kort = (m: string) => manedsnavn(m).replace(/ \d+$/, '')
  return [
    knapp(`‹ ${medStorBokstav(kort(om(-1)))}`, 'arshjul.vis', { skole, maned: om(-1) }),
    knapp(`${medStorBokstav(kort(om(1)))} ›`, 'arshjul.vis', { skole, maned: om(1) }),
    ...(v.laget ? [knapp(k.nyAktivitet, 'arshjul.ny-skjema', { skole })] : []),
    ...(v.kalleInn ? [knapp(k.fridager, 'arshjul.fridager', { skole })] : []),
    knapp(k.kalender, 'arshjul.kalender', { skole }),
    ...(v.flereSkoler ? [knapp(k.alleSkoler, 'arshjul.vis', { skole: '' })] : []),
  ]
}

function rad(linje: Linje, maned: string, t: Tekster) {
  const { aktivitet } = linje
  const { knapp: k } = t.arshjul
  const apen = aktivitet.status === 'apen'
  const data = { aktivitet: aktivitet.id }
  return {
    tittel: aktivitetstittel(linje, t),
    stand: t.arshjul.stand[linje.stand],
    farge: linje.stand === 'forfalt' ? 'Attention' : linje.stand === 'gjort' ? 'Good' : 'Default',
    nar: ` · ${nar(linje, t)}`,
    under: [t.arshjul.ansvar(hvem(aktivitet.roller, t)), ...okter(linje, maned, t)],
    knapper: [
      ...(linje.kanEndre && apen && linje.okter.length === 0 && linje.stand !== 'kommer'
        ? [knapp(k.gjort, 'arshjul.merk', { ...data, status: 'gjort', maned })]
        : []),
      ...(linje.kanEndre && !apen
        ? [knapp(k.angre, 'arshjul.merk', { ...data, status: 'apen', maned })]
        : []),
      knapp(k.apne, 'arshjul.aktivitet', data),
    ],
  }
}

const hvem = (roller: readonly Rolle[], t: Tekster) =>
  liste(
    t,
    roller.map(rolle => t.roller[rolle]),
  )

/** «innen fredag 30. oktober», and what it was before it was moved. */
function nar({ vindu, aktivitet, okter }: Linje, t: Tekster): string {
  const a = t.arshjul
  if (okter.length > 0 && okter.every(o => o.dato !== null || o.status !== 'apen'))
    return a.den(dag(vindu.til))
  const flyttet = aktivitet.plan === null ? [] : [a.flyttet(dag(aktivitet.plan.til)).toLocaleLowerCase('nb')]
  return [a.innen(dag(vindu.til)), ...flyttet].join(' · ')
}

function okter(linje: Linje, maned: string, t: Tekster): string[] {
  const { okter: alle, mal } = linje
  if (alle.length === 0) return []
  const igjen = alle.filter(o => o.status === 'apen')
  const her = alle
    .filter(o => o.status !== 'utgar' && o.dato?.startsWith(maned) === true)
    .map(
      o => `${medStorBokstav(dag(o.dato ?? ''))}: ${tema(mal, o.tema, t)}${o.status === 'gjort' ? ' ✓' : ''}`,
    )
  const a = t.arshjul
  return [igjen.some(o => o.dato === null) ? a.datoerMangler : a.oktene(igjen.length, alle.length), ...her]
}

function moterad({ moter, apendor }: Manedsvisning, t: Tekster): string[] {
  return [
    ...moter.map(m => ({ start: m.start, hva: t.motetype })),
    ...apendor.map(d => ({ start: d.start, hva: dagnavn(d, t) })),
  ]
    .sort((a, b) => a.start.getTime() - b.start.getTime())
    .map(({ start, hva }) => `${medStorBokstav(dagOgKlokke(start))}: ${hva}`)
}

/** «Åpen dør med barnevernet», or which fixed appointment. */
export function dagnavn({ fast }: { fast: string }, t: Tekster): string {
  const hvilken = Object.entries(t.apendor.fast).find(([kode]) => kode === fast)?.[1]
  return hvilken === undefined ? t.apendor.apenDor : t.apendor.fastAvtale(hvilken)
}

function periode({ fra, til }: { fra: string; til: string }, t: Tekster): string {
  return fra === til ? dag(fra) : t.arshjul.periode(dag(fra), dag(til))
}

function faste({ skoletype }: Manedsvisning, t: Tekster): string[] {
  return MALENE.flatMap(({ gjentas, skoletyper, tittel }) =>
    gjentas.slag === 'fast' && (skoletype === undefined || skoletyper.includes(skoletype))
      ? [`${pa(t, tittel)}: ${pa(t, gjentas.nar)}`]
      : [],
  )
}

/** Lines of text for each school, without buttons: there may be many. */
const MAKS_PER_SKOLE = 8

export function oversiktskort(
  { maned, skoler }: { maned: string; skoler: Skoleoversikt[] },
  t: Tekster,
): Kort {
  const a = t.arshjul
  return fyll(
    'arshjul-skoler',
    {
      tittel: a.alleSkoler(manedsnavn(maned)),
      skoler: skoler.map(({ skole, laget, linjer }) => ({
        navn: uskadelig(skole.navn),
        rader: linjer.slice(0, MAKS_PER_SKOLE).map(l => ({
          tittel: aktivitetstittel(l, t),
          om: ` · ${a.stand[l.stand]}, ${nar(l, t)}`,
        })),
        tom: linjer.length > 0 ? '' : laget ? a.tomSkole : a.ikkeLagetKort,
        flere: linjer.length > MAKS_PER_SKOLE ? a.flere(linjer.length - MAKS_PER_SKOLE) : '',
        knapper: [knapp(a.knapp.apne, 'arshjul.vis', { skole: skole.id })],
      })),
      knapper: [knapp(a.knapp.kalender, 'arshjul.kalender', { skole: '' })],
    },
    t,
  )
}

/** One activity, with its sessions. */
export function aktivitetskort(
  { linje, skole }: { linje: Linje; skole: string },
  t: Tekster,
  kvittering?: string,
): Kort {
  const a = t.arshjul
  const { aktivitet, mal } = linje
  return medTopp(
    fyll(
      'arshjul-aktivitet',
      {
        tittel: aktivitetstittel(linje, t),
        skole: uskadelig(skole),
        stand: a.stand[linje.stand],
        farge: linje.stand === 'forfalt' ? 'Attention' : linje.stand === 'gjort' ? 'Good' : 'Default',
        nar: [
          medStorBokstav(
            linje.vindu.fra === linje.vindu.til ? dag(linje.vindu.fra) : periode(linje.vindu, t),
          ),
          ...(aktivitet.plan === null ? [] : [a.flyttet(dag(aktivitet.plan.til)).toLocaleLowerCase('nb')]),
        ].join(' · '),
        ansvar: a.ansvar(hvem(aktivitet.roller, t)),
        hjelp: mal?.hjelp === undefined ? '' : pa(t, mal.hjelp),
        okter: linje.okter.map(o => ({
          tema: `${o.nr}. ${tema(mal, o.tema, t)}`,
          om: [
            a.okt[o.status],
            ...(o.status === 'utgar' ? [] : [o.dato === null ? a.utenDato : dag(o.dato)]),
            mal?.okter.find(m => m.id === o.tema)?.fast ? a.fastTema : a.velgesMedSkolen,
          ].join(' · '),
          knapper: linje.kanEndre ? oktknapper(linje, o, t) : [],
        })),
        knapper: aktivitetsknapper(linje, t),
      },
      t,
    ),
    merknad(kvittering),
  )
}

function aktivitetsknapper(linje: Linje, t: Tekster): Knapp[] {
  const { aktivitet } = linje
  const k = t.arshjul.knapp
  const data = { aktivitet: aktivitet.id }
  const merk = (tittel: string, status: string) => knapp(tittel, 'arshjul.merk', { ...data, status })
  const tilbake = knapp(k.tilArshjulet, 'arshjul.vis', { skole: aktivitet.skole })
  if (!linje.kanEndre) return [tilbake]
  if (aktivitet.status !== 'apen') return [merk(k.angre, 'apen'), tilbake]
  return [
    ...(linje.okter.some(o => o.status === 'apen')
      ? [knapp(k.settDatoer, 'arshjul.flytt-skjema', { ...data, okt: 0 })]
      : []),
    merk(k.gjort, 'gjort'),
    ...(linje.okter.length === 0 ? [knapp(k.flytt, 'arshjul.flytt-skjema', data)] : []),
    merk(k.ikkeAktuelt, 'ikke_aktuelt'),
    ...(aktivitet.plan === null ? [] : [merk(k.angre, 'apen')]),
    tilbake,
  ]
}

function oktknapper({ mal }: Linje, okt: Linje['okter'][number], t: Tekster): Knapp[] {
  const k = t.arshjul.knapp
  const data = { aktivitet: okt.aktivitet, okt: okt.nr }
  const merk = (tittel: string, status: string) => knapp(tittel, 'arshjul.okt', { ...data, status })
  if (okt.status !== 'apen') return [merk(k.angre, 'apen')]
  const fast = mal?.okter.some(m => m.id === okt.tema && m.fast) ?? false
  return [
    merk(k.holdt, 'gjort'),
    knapp(k.dato, 'arshjul.flytt-skjema', data),
    ...(fast ? [] : [merk(k.taUt, 'utgar')]),
  ]
}

/** One day: where an activity goes, when a session is, or when the sessions begin. */
export function flyttSkjema(
  { linje, skole }: { linje: Linje; skole: string },
  inn: { okt: number | undefined; dato: string },
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const { dato: d, knapp: k } = t.arshjul
  const data = { aktivitet: linje.aktivitet.id, ...(inn.okt === undefined ? {} : { okt: inn.okt }) }
  const okt = linje.okter.find(o => o.nr === inn.okt)
  const navn = aktivitetstittel(linje, t)
  const igjen = linje.okter.filter(o => o.status === 'apen').length
  const [tittel, felt, hjelp] =
    inn.okt === undefined
      ? [d.flytt(navn), d.nySisteDag, d.hjelpFlytt]
      : okt === undefined
        ? [d.datoer(navn), d.start, d.hjelpDatoer(igjen)]
        : [d.okt(tema(linje.mal, okt.tema, t)), d.dag, d.hjelpFlytt]
  return medTopp(
    fyll(
      'arshjul-dato',
      {
        tittel,
        skole: uskadelig(skole),
        felt,
        hjelp,
        dato: inn.dato,
        knapper: [
          knapp(k.lagre, 'arshjul.flytt', data, { stil: 'positive' }),
          knapp(t.knapp.avbryt, 'arshjul.aktivitet', { aktivitet: linje.aktivitet.id }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

export type Nyskjema = { tittel: string; rolle: string; fra: string; til: string }

export function nySkjema(
  v: Pick<Manedsvisning, 'skole' | 'roller'>,
  nonce: string,
  skjema: Nyskjema,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const k = t.arshjul.knapp
  const data = { skole: v.skole.id, nonce }
  const valg = ROLLER.filter(rolle => rolle !== 'administrator' && kanEndre(v.roller, [rolle]))
  return medTopp(
    fyll(
      'arshjul-ny',
      {
        skole: uskadelig(v.skole.navn),
        skjema,
        maks: MAKS_TITTEL,
        roller: valg.map(rolle => ({ tittel: medStorBokstav(t.roller[rolle]), verdi: rolle })),
        knapper: [
          knapp(k.leggTil, 'arshjul.ny', { ...data, ...vaktdata(feil) }, { stil: 'positive' }),
          knapp(t.knapp.avbryt, 'arshjul.vis', { skole: v.skole.id }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t, { verb: 'arshjul.ny', data, med: t.vakt.eleven }),
  )
}

export type Fridagsskjema = { navn: string; fra: string; til: string }

export function fridagskort(
  v: Fridagsvisning,
  nonce: string,
  skjema: Fridagsskjema,
  feil: Feil | undefined,
  t: Tekster,
  kvittering?: string,
): Kort {
  const { fri, knapp: k } = t.arshjul
  const data = { skole: v.skole.id, nonce }
  return medTopp(
    fyll(
      'arshjul-fridager',
      {
        skole: uskadelig(v.skole.navn),
        skjema,
        maks: MAKS_FRIDAGNAVN,
        leggTil: [
          knapp(k.leggTil, 'arshjul.fridag-ny', { ...data, ...vaktdata(feil) }, { stil: 'positive' }),
        ],
        rader: v.fridager.map(f => ({
          navn: uskadelig(f.navn),
          nar: f.fra === f.til ? dato(f.fra) : t.arshjul.periode(dato(f.fra), dato(f.til)),
          knapper: [
            knapp(k.fjern, 'arshjul.fridag-fjern', { skole: v.skole.id, fridag: f.id }, { utenFelt: true }),
          ],
        })),
        ingen: v.fridager.length === 0 ? fri.ingen : '',
        trinn: v.skoletype === undefined ? '' : fri.trinn(t.arshjul.skoletype[v.skoletype]),
        trinnknapper:
          v.skoletype === undefined
            ? []
            : SKOLETYPER.filter(skoletype => skoletype !== v.skoletype).map(skoletype =>
                knapp(
                  t.arshjul.skoletype[skoletype],
                  'arshjul.lag',
                  { skole: v.skole.id, skolear: v.skolear, skoletype, endre: true },
                  { utenFelt: true },
                ),
              ),
        knapper: [knapp(k.tilArshjulet, 'arshjul.vis', { skole: v.skole.id }, { utenFelt: true })],
      },
      t,
    ),
    merknad(kvittering),
    feilboks(feil, t, { verb: 'arshjul.fridag-ny', data, med: t.vakt.eleven }),
  )
}

/** `lenke`: what was just made, shown this once. */
export function kalenderkort(
  v: Lenkevisning,
  inn: { harAdresse: boolean; lenke?: { slag: 'abonnement' | 'nedlasting'; adresse: string } },
  t: Tekster,
  kvittering?: string,
): Kort {
  const { kalender: tekst, knapp: k } = t.arshjul
  const data = { skole: v.skole }
  const tilbake = knapp(k.tilArshjulet, 'arshjul.vis', data, { utenFelt: true })
  const lag = (tittel: string, slag: string) =>
    knapp(tittel, 'arshjul.kalender-lenke', { ...data, slag }, { utenFelt: true })
  const slaAv = knapp(k.slaAv, 'arshjul.kalender-av', data, { utenFelt: true })
  const fil =
    inn.lenke?.slag === 'nedlasting'
      ? [{ type: 'Action.OpenUrl', title: k.hentFilen, url: inn.lenke.adresse, style: 'positive' }]
      : []
  return medTopp(
    fyll(
      'arshjul-kalender',
      {
        gjelder: tekst.gjelder(v.skole === '' ? tekst.alleMine(v.skoler) : uskadelig(v.navn)),
        hjelp: inn.harAdresse ? tekst.hjelp : tekst.utenAdresse,
        har: v.abonnement && inn.lenke === undefined && inn.harAdresse ? tekst.har : '',
        lenke: inn.lenke?.slag === 'abonnement' ? inn.lenke.adresse : '',
        fil: fil.length > 0 ? tekst.fil : '',
        knapper: [
          ...fil,
          ...(inn.harAdresse && inn.lenke === undefined
            ? [lag(v.abonnement ? k.nyLenke : k.abonner, 'abonnement')]
            : []),
          ...(v.abonnement ? [slaAv] : []),
          ...(inn.harAdresse && fil.length === 0 ? [lag(k.lastNed, 'nedlasting')] : []),
          tilbake,
        ],
      },
      t,
    ),
    merknad(kvittering),
  )
}
