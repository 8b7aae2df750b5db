import { z } from 'zod'
import type { Saksvisning } from '../sak/hent-saksvisning.ts'
import { erSakstype, SAKSTYPER } from '../sak/saker.ts'
import {
  ANDRE,
  EGETSVAR,
  type Endring,
  HVORDAN,
  type LagretSamtykke,
  lesManed,
  OMFANG,
  type Samtykke,
  SPRAK,
  type Svar,
} from '../samtykke/samtykke.ts'
import type { Samtykkeendring } from '../samtykke/samtykke-store.ts'
import { erTjeneste, TJENESTER, type Tjeneste } from '../tilgang/roller.ts'
import { dagOgKlokke, dato } from './dato.ts'
import { id } from './felt.ts'
import { fyll, type Kort, knapp, medTopp, uskadelig } from './mal.ts'
import { teamtittel } from './oppgave.ts'
import { liste, medStorBokstav, type Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

/** Several choices arrive as «a,b»; what nobody touched is absent. */
const flere = z.string().max(400).default('')

/** A case, the meeting it is seen in, and the step of it to go back to. */
export const SakData = z.object({ sak: id, mote: id.optional(), steg: id.optional() })

/** What a button about a case carries. */
export function saksdata({ sak, mote }: Pick<Saksvisning, 'sak' | 'mote'>, steg: string | undefined) {
  return {
    sak: sak.id,
    ...(mote === undefined ? {} : { mote: mote.id }),
    ...(steg === undefined ? {} : { steg }),
  }
}
export const TrekkData = SakData.extend({ tjeneste: z.enum(TJENESTER).optional() })
export const SamtykkeData = SakData.extend({
  nonce: id,
  versjon: z.coerce.number().int(),
  foresatte: z.enum(['1', '2', '']).catch(''),
  ja1: flere,
  ja2: flere,
  nei1: flere,
  nei2: flere,
  res1: flere,
  res2: flere,
  fodt: z.string().max(20).default(''),
  // What a client leaves out, or this version does not know, is the strictest there is.
  ungdom: z.enum(EGETSVAR).catch('ikke_spurt'),
  omfang: flere,
  avsluttende: z.enum(EGETSVAR).catch('ikke_spurt'),
  unntatt: flere,
  andre: flere,
  hvordan: z.enum(HVORDAN).catch('skjema'),
  sprak: z.enum(SPRAK).catch('annet'),
  tolk: z.string().max(5).default('false'),
  skjemaversjon: z.string().max(2000).trim().default(''),
  innhentetAv: id.default(''),
  dato: z.string().max(10).default(''),
  gyldigTil: z.string().max(10).default(''),
})
export type Samtykkeskjema = Omit<z.infer<typeof SamtykkeData>, 'sak' | 'mote' | 'steg' | 'nonce' | 'versjon'>

export type Lest =
  | { kode: 'lest'; samtykke: Samtykke }
  | { kode: 'motstrid' | 'ugyldig-maned' | 'ugyldig-skjemaversjon' | 'velg-foresatte' }

/** What the form says, as a consent; a service in two lists of one guardian's is asked about again. */
export function lesSamtykke(s: Samtykkeskjema): Lest {
  if (s.foresatte === '') return { kode: 'velg-foresatte' }
  const fodselsmaned = lesManed(s.fodt)
  if (fodselsmaned === undefined) return { kode: 'ugyldig-maned' }
  // A version, not a text: nothing that could hold a name.
  if (!/^([a-z]?\d[\d.\- ]{0,17}[a-z]?)?$/i.test(s.skjemaversjon)) return { kode: 'ugyldig-skjemaversjon' }
  const svar: Partial<Record<Tjeneste, Svar>>[] = []
  for (const [ja, nei, res] of [
    [s.ja1, s.nei1, s.res1],
    ...(s.foresatte === '2' ? [[s.ja2, s.nei2, s.res2]] : []),
  ]) {
    const par = [
      ...tjenester(ja).map(tj => [tj, 'ja'] as const),
      ...tjenester(nei).map(tj => [tj, 'nei'] as const),
      ...tjenester(res).map(tj => [tj, 'reservert'] as const),
    ]
    if (new Set(par.map(([tj]) => tj)).size < par.length) return { kode: 'motstrid' }
    svar.push(Object.fromEntries(par))
  }
  return {
    kode: 'lest',
    samtykke: {
      svar,
      fodselsmaned,
      ungdom: s.ungdom,
      omfang: OMFANG.filter(o => s.omfang.split(',').includes(o)),
      avsluttende: s.avsluttende,
      unntatt: s.unntatt.split(',').filter(erSakstype),
      andre: ANDRE.filter(a => s.andre.split(',').includes(a)),
      hvordan: s.hvordan,
      sprak: s.sprak,
      tolk: s.tolk === 'true',
      skjemaversjon: s.skjemaversjon,
      dato: s.dato,
      gyldigTil: s.gyldigTil,
      trukket: false,
      trukketFor: [],
    },
  }
}

const tjenester = (verdi: string | undefined): Tjeneste[] => (verdi ?? '').split(',').filter(erTjeneste)

/** An empty form: nobody is chosen beforehand, for a consent is not to be recorded by careless presses. */
export function tomtSamtykkeskjema(
  innhentetAv: string,
  idag: string,
  gyldigTil: string,
  omfang = 'drofte_apent',
): Samtykkeskjema {
  return {
    foresatte: '',
    ja1: '',
    ja2: '',
    nei1: '',
    nei2: '',
    res1: '',
    res2: '',
    fodt: '',
    ungdom: 'ikke_spurt',
    omfang,
    avsluttende: 'ikke_spurt',
    unntatt: '',
    andre: '',
    hvordan: 'skjema',
    sprak: 'norsk',
    tolk: 'false',
    skjemaversjon: '',
    innhentetAv,
    dato: idag,
    gyldigTil,
  }
}

/** «3.2014», as people write it. */
function maned(verdi: string): string {
  const [ar = '', nr = ''] = verdi.split('-')
  return ar === '' ? '' : `${Number(nr)}.${ar}`
}

/** The form as it stands for what is stored. A yes that was withdrawn is asked for anew; a no stands. */
export function fyltSamtykkeskjema(samtykke: LagretSamtykke): Samtykkeskjema {
  const med = (nr: number, svar: Svar) =>
    TJENESTER.filter(tj => samtykke.svar[nr]?.[tj] === svar)
      .filter(tj => svar !== 'ja' || !(samtykke.trukket || samtykke.trukketFor.includes(tj)))
      .join(',')
  return {
    foresatte: samtykke.svar.length === 1 ? '1' : '2',
    ja1: med(0, 'ja'),
    ja2: med(1, 'ja'),
    nei1: med(0, 'nei'),
    nei2: med(1, 'nei'),
    res1: med(0, 'reservert'),
    res2: med(1, 'reservert'),
    fodt: maned(samtykke.fodselsmaned),
    ungdom: samtykke.ungdom,
    omfang: samtykke.omfang.join(','),
    avsluttende: samtykke.avsluttende,
    unntatt: samtykke.unntatt.join(','),
    andre: samtykke.andre.join(','),
    hvordan: samtykke.hvordan,
    sprak: samtykke.sprak,
    tolk: `${samtykke.tolk}`,
    skjemaversjon: samtykke.skjemaversjon,
    innhentetAv: samtykke.innhentetAv,
    dato: samtykke.dato,
    gyldigTil: samtykke.gyldigTil,
  }
}

/** Registering what guardians and child have answered, per service; with everything still there when it comes back. */
export function samtykkeskjema(
  visning: Saksvisning,
  hode: { nonce: string; versjon: number; idag: string; steg: string | undefined },
  skjema: Samtykkeskjema,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const { sak } = visning
  const data = saksdata(visning, hode.steg)
  const valg = <V extends string>(verdier: readonly V[], tekst: Record<V, string>) =>
    verdier.map(verdi => ({ tittel: medStorBokstav(tekst[verdi]), verdi }))
  return medTopp(
    fyll(
      'samtykke',
      {
        tittel: t.samtykke.tittel(sak.ref),
        idag: hode.idag,
        skjema,
        foresattevalg: [
          { tittel: t.samtykke.begge, verdi: '2' },
          { tittel: t.samtykke.enAlene, verdi: '1' },
        ],
        foreldre: [
          { nr: 1, verdiJa: skjema.ja1, verdiNei: skjema.nei1, verdiRes: skjema.res1 },
          { nr: 2, verdiJa: skjema.ja2, verdiNei: skjema.nei2, verdiRes: skjema.res2 },
        ].map(f => ({
          ...f,
          ja: t.samtykke.ja(f.nr),
          nei: t.samtykke.nei(f.nr),
          reservert: t.samtykke.reservert(f.nr),
        })),
        tjenester: visning.tjenester.map(tj => ({ tittel: t.tjenester[tj], verdi: tj })),
        egnesvar: valg(EGETSVAR, t.egetsvar),
        omfangsvalg: valg(OMFANG, t.omfang),
        sakstyper: valg(SAKSTYPER, t.sakstyper),
        andrevalg: valg(ANDRE, t.andre),
        hvordanvalg: valg(HVORDAN, t.hvordan),
        sprakvalg: valg(SPRAK, t.sprakvalg),
        team: visning.team.map(m => ({ tittel: teamtittel(m, t), verdi: m.person })),
        // What is filled in there is not hidden from the one who changes it.
        // The closing meeting has a yes of its own, which a forløp asks for.
        visFlere:
          sak.slag === 'forlop' ||
          [skjema.nei1, skjema.nei2, skjema.res1, skjema.res2, skjema.unntatt, skjema.andre].some(
            felt => felt !== '',
          ) ||
          skjema.skjemaversjon !== '' ||
          skjema.avsluttende !== 'ikke_spurt' ||
          skjema.tolk === 'true' ||
          skjema.sprak !== 'norsk',
        knapper: [
          knapp(
            t.knapp.registrer,
            'samtykke.registrer',
            { ...data, nonce: hode.nonce, versjon: hode.versjon },
            { stil: 'positive' },
          ),
          knapp(t.knapp.tilbake, 'sak.vis', data, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

/** Who changed what, and when: in words, newest first. */
export function historikkort(
  visning: Saksvisning,
  steg: string | undefined,
  historikk: readonly Samtykkeendring[],
  navnFor: ReadonlyMap<string, string>,
  t: Tekster,
): Kort {
  const { sak } = visning
  return fyll(
    'samtykkehistorikk',
    {
      tittel: t.samtykke.historikk(sak.ref),
      rader: historikk.slice(0, 30).map(h => ({
        hode: uskadelig(`${medStorBokstav(dagOgKlokke(h.tid))} · ${navnFor.get(h.person) ?? ''}`),
        linjer: viktige(h.endringer).map(e => endringstekst(e, navnFor, t)),
      })),
      knapper: [knapp(t.knapp.tilbake, 'sak.vis', saksdata(visning, steg))],
    },
    t,
  )
}

/** The first time everything is new: what nobody was asked about is left out. */
function viktige(endringer: readonly Endring[]): readonly Endring[] {
  return endringer.filter(e => e.fra !== '' || !['ikke_spurt', 'false'].includes(e.til))
}

export function endringstekst(
  { felt, fra, til }: Endring,
  navnFor: ReadonlyMap<string, string>,
  t: Tekster,
): string {
  const [start, nr = '', tjeneste = ''] = felt.split('.')
  const navn =
    start === 'svar' && erTjeneste(tjeneste)
      ? `${t.samtykke.forelder(Number(nr))}, ${t.tjenester[tjeneste]}`
      : (t.samtykke.felt[felt] ?? felt)
  const verdi = (kode: string) =>
    felt === 'innhentetAv' ? (navnFor.get(kode) ?? t.mote.noenAndre) : verditekst(felt, kode, t)
  return uskadelig(t.samtykke.endring(navn, fra === '' ? '' : verdi(fra), verdi(til)))
}

function verditekst(felt: string, verdi: string, t: Tekster): string {
  if (verdi === '') return t.samtykke.tomt
  const navn = (alle: Record<string, string>) => (kode: string) => alle[kode] ?? kode
  const fra = (alle: Record<string, string>) => liste(t, verdi.split(',').map(navn(alle)))
  if (felt.startsWith('svar.')) return fra(t.samtykkesvar)
  switch (felt) {
    case 'ungdom':
    case 'avsluttende':
      return fra(t.egetsvar)
    case 'omfang':
      return fra(t.omfang)
    case 'unntatt':
      return fra(t.sakstyper)
    case 'trukketFor':
      return fra(t.tjenester)
    case 'andre':
      return fra(t.andre)
    case 'hvordan':
      return fra(t.hvordan)
    case 'sprak':
      return fra(t.sprakvalg)
    case 'tolk':
    case 'trukket':
      return t.samtykke.jaNei(verdi === 'true')
    case 'fodselsmaned':
      return maned(verdi)
    case 'dato':
    case 'gyldigTil':
      return dato(verdi)
    default:
      return verdi
  }
}
