import { z } from 'zod'
import { AVVIK, MELDERE, stegFor } from '../forlop/forlop.ts'
import type { Forlopslinje, Forlopsvisning } from '../forlop/hent-forlop.ts'
import type { Startsted } from '../forlop/opprett-forlop.ts'
import { malFor, type Rutiner, type Valg } from '../forlop/rutine.ts'
import { tidspunkt } from '../mote/moter.ts'
import { ETTERARBEID, type Motetyper } from '../mote/motetype.ts'
import { dag, dagOgKlokke } from './dato.ts'
import { id } from './felt.ts'
import { fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import { teamtittel } from './oppgave.ts'
import { pa, type Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

/** Rows of the list on one card: more would not fit in a message. */
const PER_SIDE = 12

export const ListeData = z.object({ fra: z.coerce.number().int().min(0).max(10_000).default(0) })
export const ForlopData = z.object({ sak: id })
export const SjekkpunktData = ForlopData.extend({
  sjekkpunkt: id,
  gjort: z.boolean(),
  fra: z.enum(['liste', 'forlop']).default('forlop'),
})
export const KontaktData = ForlopData.extend({ person: id.default('') })
export const VelgData = ForlopData.extend({
  /** From the form for going on without the meeting: asks for a way and a reason. */
  utenMote: z.boolean().default(false),
  versjon: z.coerce.number().int(),
  valg: z.string().max(40).default(''),
  avvik: z.enum(AVVIK).optional().catch(undefined),
  dato: z.string().max(10).default(''),
})
export const NyttData = z.object({
  nonce: id,
  skole: id.default(''),
  rutine: z.string().max(40).default(''),
  melding: z.string().max(10).default(''),
  melder: z.enum(MELDERE).default('skole'),
  enhet: z.string().max(80).default(''),
})

/** What routines and meeting types are called: the municipality's files, as they are now. */
export type Navnebok = { rutiner: Rutiner; motetyper: Motetyper }

const erEtterarbeid = (kode: string) => (ETTERARBEID as readonly string[]).includes(kode)
const farge = (sen: boolean) => (sen ? 'Attention' : 'Default')

function fristtekst(linje: Pick<Forlopslinje, 'frist' | 'sen'>, idag: string, t: Tekster): string {
  if (linje.frist === undefined) return ''
  return linje.frist < idag ? t.forlop.forsinket(dag(linje.frist)) : t.forlop.frist(dag(linje.frist))
}

function naTekst(linje: Forlopslinje, t: Tekster): string {
  if (linje.forlop.avsluttet !== null) return t.forlop.ferdig(dag(linje.forlop.avsluttet))
  return linje.steg === undefined ? '' : pa(t, linje.steg.navn)
}

/** The routine as it is called; a melding about violence keeps its own also when it goes on as the others do. */
function rutinenavn(linje: Forlopslinje, navn: Navnebok, t: Tekster): string {
  const { rutine: id, vold } = linje.forlop
  const rutine = navn.rutiner[vold && id === 'bekymringsmelding' ? 'vold' : id]
  return rutine === undefined ? '' : pa(t, rutine.navn)
}

/** The one button for the next right thing. */
function nesteKnapp(linje: Forlopslinje, navn: Navnebok, fra: 'liste' | 'forlop', t: Tekster): Knapp[] {
  const data = { sak: linje.forlop.sak }
  const hoved = { stil: 'positive' as const }
  const { neste } = linje
  switch (neste.slag) {
    case 'mote':
      return [kallInnKnapp(linje, neste.type, navn, t, hoved)]
    case 'valg':
      return [valgknapp(linje, neste.valg, t, hoved)]
    case 'sjekkpunkt':
      return fra === 'liste' ? [knapp(t.forlop.knapp.apne, 'forlop.vis', data, hoved)] : []
    case 'velg':
      return fra === 'liste' ? [knapp(t.forlop.knapp.apne, 'forlop.vis', data, hoved)] : []
    case 'vent':
    case 'ferdig':
      return []
  }
}

function kallInnKnapp(
  linje: Forlopslinje,
  type: string,
  navn: Navnebok,
  t: Tekster,
  stil: { stil?: 'positive' } = {},
): Knapp {
  const funnet = navn.motetyper[type]
  const tittel =
    funnet === undefined ? t.forlop.knapp.kallInn : t.forlop.knapp.kallInnTil(pa(t, funnet.kortnavn))
  return knapp(tittel, 'innkalling.skjema', { sak: linje.forlop.sak, type }, stil)
}

function valgknapp(linje: Forlopslinje, valg: Valg, t: Tekster, stil: { stil?: 'positive' } = {}): Knapp {
  const data = { sak: linje.forlop.sak, versjon: linje.forlop.versjon, valg: valg.id }
  return knapp(pa(t, valg.navn), valg.dato === undefined ? 'forlop.velg' : 'forlop.valg-skjema', data, stil)
}

/** What a card has room for: Teams refuses those above 28 kB. */
export const MAKS_LINJER = 25
export const flere = (alle: number, t: Tekster): string =>
  alle > MAKS_LINJER ? t.forlop.flere(MAKS_LINJER, alle) : ''

export function forlopslistekort(
  linjer: readonly Forlopslinje[],
  navn: Navnebok,
  valg: { kanStarte: boolean; fra: number },
  idag: string,
  t: Tekster,
): Kort {
  const { kanStarte, fra } = valg
  return fyll(
    'forlopsliste',
    {
      linjer: linjer.slice(fra, fra + PER_SIDE).map(linje => ({
        ref: linje.ref,
        rutine: rutinenavn(linje, navn, t),
        skole: uskadelig(linje.skole),
        na: [naTekst(linje, t), ...planlagttekst(linje, navn, t), ...ventetekst(linje, t)].join(' · '),
        frist: listefrist(linje, idag, t),
        fristfarge: farge(linje.sen),
        knapper: [
          ...nesteKnapp(linje, navn, 'liste', t),
          ...(['velg', 'sjekkpunkt'].includes(linje.neste.slag)
            ? []
            : [knapp(t.forlop.knapp.apne, 'forlop.vis', { sak: linje.forlop.sak })]),
        ],
      })),
      knapper: [
        ...(fra > 0 ? [knapp(t.knapp.forrige, 'forlop.liste', { fra: Math.max(0, fra - PER_SIDE) })] : []),
        ...(linjer.length > fra + PER_SIDE
          ? [
              knapp(t.forlop.knapp.flere(linjer.length - fra - PER_SIDE), 'forlop.liste', {
                fra: fra + PER_SIDE,
              }),
            ]
          : []),
        ...(kanStarte ? [knapp(t.forlop.knapp.nytt, 'forlop.nytt-skjema', {})] : []),
      ],
    },
    t,
  )
}

/** The step's own deadline, unless a checkpoint is what is late. */
function listefrist(linje: Forlopslinje, idag: string, t: Tekster): string {
  const { sentSjekkpunkt: sent, frist } = linje
  if (sent === undefined || (frist !== undefined && frist < idag)) return fristtekst(linje, idag, t)
  return t.forlop.sentSjekkpunkt(t.forlop.sjekkpunkter[sent.kode] ?? '', dag(sent.frist))
}

function motenavn(type: string, navn: Navnebok, t: Tekster): string {
  const funnet = navn.motetyper[type]
  return funnet === undefined ? type : pa(t, funnet.kortnavn)
}

function planlagttekst({ planlagt }: Forlopslinje, navn: Navnebok, t: Tekster): string[] {
  return planlagt === undefined
    ? []
    : [t.forlop.planlagt(motenavn(planlagt.type, navn, t), dagOgKlokke(planlagt.start))]
}

function ventetekst(linje: Forlopslinje, t: Tekster): string[] {
  return linje.neste.slag === 'vent' && linje.planlagt === undefined
    ? [t.forlop.venterPa[linje.neste.pa]]
    : []
}

/** One forløp: where it stands, the next right thing, the ways on, checkpoints, meetings, and what has been done. */
export function forlopskort(
  visning: Forlopsvisning,
  navn: Navnebok,
  idag: string,
  t: Tekster,
  topp?: string | Feil,
): Kort {
  const { forlop, adgang, planlagt } = visning
  const data = { sak: forlop.sak }
  const klare = visning.valg.filter(v => v.hindre.length === 0)
  /** The same duty comes after more than one meeting: which one it is. */
  const etterMote = (id: string | null) =>
    visning.moter.filter(m => m.id === id).map(m => motenavn(m.type, navn, t).toLocaleLowerCase('nb'))
  const harSjekkliste = visning.steg?.moter?.some(m => navn.motetyper[m]?.referent === 'ingen') === true
  const forbiMote =
    adgang.part === 'bv' && visning.valg.some(v => v.hindre.length === 1 && v.hindre[0] === 'mote')
  const hoved = nesteKnapp(visning, navn, 'forlop', t)
  const nesteValg = visning.neste.slag === 'valg' ? visning.neste.valg.id : ''
  return medTopp(
    fyll(
      'forlop',
      {
        tittel: t.forlop.tittel(visning.ref),
        om: uskadelig(
          [rutinenavn(visning, navn, t), visning.skole, ...(forlop.enhet === '' ? [] : [forlop.enhet])].join(
            ' · ',
          ),
        ),
        kontaktperson:
          forlop.kontaktperson === null
            ? t.forlop.ingenKontaktperson
            : t.forlop.kontaktperson(uskadelig(visning.navnFor.get(forlop.kontaktperson) ?? '')),
        kontaktpunkt:
          adgang.part === 'skole' && forlop.avsluttet === null
            ? t.forlop.kontaktpunkt(
                visning.kontaktpunkt.slag === 'person'
                  ? uskadelig(visning.kontaktpunkt.navn)
                  : t.forlop.mote.resepsjon.toLocaleLowerCase('nb'),
              )
            : '',
        naTittel: [...(forlop.avsluttet === null ? [t.forlop.na] : []), ...ventetekst(visning, t)].join(
          ' · ',
        ),
        na: naTekst(visning, t),
        frist: fristtekst(visning, idag, t),
        fristfarge: farge(visning.frist !== undefined && visning.frist < idag),
        planlagt:
          planlagt !== undefined
            ? planlagttekst(visning, navn, t).join('')
            : forlop.neste_mote !== null && forlop.neste_mote >= idag
              ? t.forlop.nesteMote(dagOgKlokke(lokalTid(forlop.neste_mote)))
              : '',
        hovedknapper: [
          ...hoved,
          ...visning.kanKalleInn
            .filter(type => !(visning.neste.slag === 'mote' && visning.neste.type === type))
            .map(type => kallInnKnapp(visning, type, navn, t)),
          ...(planlagt === undefined
            ? []
            : [
                knapp(
                  t.knapp.apneAgendaen,
                  'agenda.apne',
                  { mote: planlagt.id },
                  hoved.length === 0 ? { stil: 'positive' } : {},
                ),
              ]),
          ...(harSjekkliste ? [knapp(t.forlop.knapp.sjekkliste, 'sjekkliste.vis', data)] : []),
        ],
        valgknapper: [
          ...klare.filter(v => v.valg.id !== nesteValg).map(v => valgknapp(visning, v.valg, t)),
          ...(forbiMote ? [knapp(t.forlop.knapp.utenMote, 'forlop.avvik-skjema', data)] : []),
        ],
        senere: visning.valg
          .filter(v => v.hindre.some(h => h !== 'mote'))
          .map(
            v =>
              `${t.forlop.senere}: ${pa(t, v.valg.navn)}, ${v.hindre.map(h => t.forlop.hindre[h]).join(' og ')}.`,
          ),
        sjekkpunkter: visning.sjekkpunkter.map(s => ({
          merke: s.gjort === null ? '☐' : '☑',
          tekst: [
            t.forlop.sjekkpunkter[s.kode] ?? s.kode,
            ...(erEtterarbeid(s.kode) ? etterMote(s.mote) : []),
          ].join(', '),
          frist:
            s.gjort !== null
              ? ''
              : [
                  ...(s.part === adgang.part ? [] : [t.forlop.venterPa[s.part === 'bv' ? 'bv' : 'skole']]),
                  s.frist < idag ? t.forlop.forsinket(dag(s.frist)) : t.forlop.frist(dag(s.frist)),
                ].join(' · '),
          farge: farge(s.frist < idag),
          knapper:
            s.part !== adgang.part
              ? []
              : [
                  knapp(s.gjort === null ? t.forlop.knapp.kryss : t.forlop.knapp.angreKryss, 'forlop.kryss', {
                    ...data,
                    sjekkpunkt: s.id,
                    gjort: s.gjort === null,
                  }),
                ],
        })),
        moter: visning.moter.map(m => ({
          navn: motenavn(m.type, navn, t),
          nar: dagOgKlokke(m.start),
          knapper: [
            m.status === 'avholdt'
              ? knapp(t.knapp.lesReferatet, 'referat.vis', { mote: m.id })
              : knapp(t.forlop.knapp.apne, 'agenda.apne', { mote: m.id }),
          ],
        })),
        historikk: visning.historikk
          .map(h => historikklinje(h, visning, navn, t))
          .reverse()
          .slice(0, 12),
        knapper: [
          knapp(t.forlop.knapp.samtykke, 'sak.vis', data),
          meldepliktknapp(data, t),
          ...(adgang.part === 'bv' && forlop.avsluttet === null && visning.kontaktvalg.length > 0
            ? [knapp(t.forlop.knapp.kontaktperson, 'forlop.kontakt-skjema', data)]
            : []),
          ...(visning.kanAngre ? [knapp(t.forlop.knapp.angreSteg, 'forlop.angre', data)] : []),
          knapp(t.forlop.knapp.mine, 'forlop.liste', {}),
        ],
      },
      t,
    ),
    typeof topp === 'object' ? feilboks({ ikkeSendt: false, ...topp }, t) : merknad(topp),
  )
}

function historikklinje(
  h: Forlopsvisning['historikk'][number],
  visning: Forlopsvisning,
  navn: Navnebok,
  t: Tekster,
): string {
  const [rutine = '', steg = ''] = h.fra.split('.')
  const valg = navn.rutiner[rutine]?.steg.find(s => s.id === steg)?.valg.find(v => v.id === h.valg)
  const grunn = AVVIK.find(a => a === h.avvik)
  const hva = [
    valg === undefined
      ? h.valg
      : grunn !== undefined && valg.mote !== undefined
        ? t.forlop.valg.utenMote
        : pa(t, valg.navn),
    ...(grunn === undefined ? [] : [t.forlop.medAvvik(t.forlop.avvik[grunn])]),
  ].join(', ')
  return uskadelig(t.forlop.historikklinje(dag(h.tid), hva, visning.navnFor.get(h.person) ?? ''))
}

/** «2026-12-14T13:00» on the wall in Oslo. */
function lokalTid(tid: string): Date {
  const [dato = '', klokke = ''] = tid.split('T')
  return tidspunkt(dato, klokke).toJSDate()
}

export type Nyttskjema = Omit<z.infer<typeof NyttData>, 'nonce'>

export function nyttForlopSkjema(
  nonce: string,
  steder: readonly (Startsted & { navn: string })[],
  skjema: Nyttskjema,
  navn: Navnebok,
  idag: string,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const parter = new Set(steder.map(s => s.part))
  const rutiner = Object.values(navn.rutiner)
    .filter(r => r.startes.some(part => parter.has(part)))
    .map(r => ({ tittel: pa(t, r.navn), verdi: r.id }))
  const enheter = [...new Set(steder.filter(s => s.part === 'skole').flatMap(s => s.enheter))]
  return medTopp(
    fyll(
      'nytt-forlop',
      {
        skoler: steder.map(s => ({ tittel: uskadelig(s.navn), verdi: s.skole })),
        rutiner,
        meldere: MELDERE.map(m => ({ tittel: t.forlop.melder[m], verdi: m })),
        enheter: enheter.map(e => ({ tittel: e === '' ? t.forlop.enhet.egen : uskadelig(e), verdi: e })),
        skjema: { ...skjema, rutine: skjema.rutine || (rutiner.length === 1 ? rutiner[0]?.verdi : '') },
        idag,
        knapper: [
          knapp(t.forlop.knapp.opprett, 'forlop.opprett', { nonce }, { stil: 'positive' }),
          knapp(t.knapp.tilbake, 'forlop.liste', {}, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

/** Asks for the day a choice needs, or, on the way past a meeting, for the choice and why. */
export function valgskjema(
  visning: Forlopsvisning,
  slag: { valg: Valg } | { avvik: true },
  skjema: { valg: string; avvik: string; dato: string },
  feil: Feil | undefined,
  navn: Navnebok,
  t: Tekster,
): Kort {
  const { sak, versjon } = visning.forlop
  const medValg = 'valg' in slag ? slag.valg : undefined
  return medTopp(
    fyll(
      'forlopsvalg',
      {
        tittel: medValg === undefined ? t.forlop.valg.avvikTittel : pa(t, medValg.navn),
        hjelp: medValg === undefined ? t.forlop.valg.avvikHjelp : '',
        veier:
          medValg === undefined
            ? visning.valg
                .filter(v => v.hindre.every(h => h === 'mote') && v.valg.dato === undefined)
                .map(v => ({ tittel: malnavn(visning, v.valg, navn, t), verdi: v.valg.id }))
            : [],
        grunner: AVVIK.map(a => ({ tittel: stor(t.forlop.avvik[a]), verdi: a })),
        dato: medValg?.dato === undefined ? '' : t.forlop.valg[medValg.dato],
        skjema,
        knapper: [
          knapp(
            t.forlop.knapp.gaVidere,
            'forlop.velg',
            { sak, versjon, ...(medValg === undefined ? { utenMote: true } : { valg: medValg.id }) },
            { stil: 'positive' },
          ),
          knapp(t.knapp.tilbake, 'forlop.vis', { sak }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

/** Where a way past the meeting leads: what the choice itself is called says that the meeting was held. */
function malnavn({ forlop }: Forlopsvisning, valg: Valg, { rutiner }: Navnebok, t: Tekster): string {
  const steg = stegFor(rutiner, malFor(forlop.rutine, valg.til))
  return valg.mote === undefined || steg === undefined ? pa(t, valg.navn) : pa(t, steg.navn)
}

const stor = (tekst: string) => tekst.charAt(0).toLocaleUpperCase('nb') + tekst.slice(1)

/** Who the family's kontaktperson is from now on. */
export function kontaktskjema(visning: Forlopsvisning, feil: Feil | undefined, t: Tekster): Kort {
  const { sak, kontaktperson } = visning.forlop
  return medTopp(
    fyll(
      'kontaktperson',
      {
        tittel: t.forlop.knapp.kontaktperson,
        hjelp: t.forlop.kontakthjelp,
        valg: visning.kontaktvalg.map(p => ({ tittel: teamtittel(p, t), verdi: p.person })),
        skjema: { person: kontaktperson ?? '' },
        knapper: [
          knapp(t.knapp.lagre, 'forlop.kontakt', { sak }, { stil: 'positive' }),
          knapp(t.knapp.tilbake, 'forlop.vis', { sak }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

/** The checklist before a call or a meeting, shared by those in it. */
export function sjekklistekort(
  inn: {
    tittel: string
    data: Record<string, unknown>
    punkter: readonly { id: string; tekst: string }[]
    gjort: readonly string[]
    tilbake: Knapp
  },
  t: Tekster,
  topp?: string,
): Kort {
  return medTopp(
    fyll(
      'sjekkliste',
      {
        tittel: inn.tittel,
        hjelp: t.forlop.mote.sjekklisteHjelp,
        overskrift: t.forlop.mote.sjekkliste,
        punkter: inn.punkter.map(p => ({ tittel: p.tekst, verdi: p.id })),
        skjema: { gjort: inn.gjort.join(',') },
        knapper: [
          knapp(t.forlop.knapp.lagreSjekkliste, 'sjekkliste.lagre', inn.data, { stil: 'positive' }),
          inn.tilbake,
        ],
      },
      t,
    ),
    merknad(topp),
  )
}
