import { z } from 'zod'
import type { Forstemote } from '../mote/kall-inn-forste.ts'
import type { Serie } from '../mote/moter.ts'
import type { Medlem } from '../tilgang/oppsett.ts'
import type { Kanalnavn } from '../tilgang/oppsettsforslag.ts'
import { ROLLER, type Rolle } from '../tilgang/roller.ts'
import type { Skoleskjema } from '../tilgang/sett-opp-skole.ts'
import { dag, dagOgKlokke } from './dato.ts'
import { id } from './felt.ts'
import { fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { liste, medStorBokstav, type Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'
import type { Varsel } from './varsler.ts'

/** A choice has a value, also the one of nothing. */
const INGEN = 'ingen'
/** «Ny skole» in the list of those there are. */
export const NY_SKOLE = 'ny'
/** Rows that fit in a card with a list of roles each. */
export const MAKS_ROLLERADER = 16
const FELT = Array.from({ length: MAKS_ROLLERADER }, (_, nr) => `r${nr}`)

const heltall = z.coerce.number().int().catch(0)

/** `team` and `kanal` are what the card claims; the right to them is asked every time. */
export const TeamData = z.object({ team: id, kanal: id.default('') })
export const SkoleData = TeamData.extend({
  skole: id.default(NY_SKOLE),
  skolenavn: z.string().max(200).default(''),
  malform: z.enum(['nb', 'nn']).default('nb'),
  ukedag: heltall.default(0),
  klokke: z.string().max(5).default(''),
  uker: heltall.default(0),
  minutter: heltall.default(0),
})
export const RollerData = TeamData.extend({
  nonce: id,
  personer: z.array(id).max(MAKS_ROLLERADER).default([]),
  kallInn: z.boolean().default(false),
  dato: z.string().max(10).default(''),
  ...Object.fromEntries(FELT.map(felt => [felt, z.string().max(40).default('')])),
})
export const ForsteData = TeamData.extend({ dato: z.string().max(10).default('') })
export const SlettTeamData = z.object({ team: id, arkivert: z.enum(['true', 'false']).default('false') })

/** The role chosen for each person of the form. */
export function valgteRoller(data: z.output<typeof RollerData>): { person: string; rolle: string }[] {
  return data.personer.flatMap((person, nr) => {
    const rolle: unknown = Reflect.get(data, FELT[nr] ?? '')
    return typeof rolle === 'string' && rolle !== '' && rolle !== INGEN ? [{ person, rolle }] : []
  })
}

/** To the one who added the app: what it is, and the way on for who may set it up. */
export function teamVelkomst(
  inn: {
    team: string
    navn: string
    kanSetteOpp: boolean
    eiere: boolean
    tilbake: boolean
    slettesEtter: number | undefined
  },
  t: Tekster,
): Varsel {
  const v = t.installasjon.velkommen
  const kanIkke = inn.eiere ? v.kanIkkeEller : v.kanIkke
  return {
    varsel: uskadelig(v.tittel(inn.navn)),
    kort: fyll(
      'team-velkommen',
      {
        tittel: uskadelig(v.tittel(inn.navn)),
        hva: v.hva,
        videre: inn.tilbake ? v.tilbake : inn.kanSetteOpp ? v.kan : kanIkke,
        under: inn.slettesEtter === undefined ? v.behold : v.slett(inn.slettesEtter),
        knapper:
          inn.kanSetteOpp && !inn.tilbake
            ? [
                knapp(
                  t.installasjon.knapp.settOpp,
                  'oppsett.skole-skjema',
                  { team: inn.team },
                  { stil: 'positive' },
                ),
              ]
            : [],
      },
      t,
    ),
  }
}

export type Skolefelt = {
  skole: string
  skolenavn: string
  kanal: string
  malform: string
} & Omit<Serie, 'sted'>

/** The school, its channel, written language and series: one form. */
export function skoleskjemakort(
  grunnlag: Pick<Skoleskjema, 'som' | 'skoler'> & { team: string; kanaler: readonly Kanalnavn[] },
  skjema: Skolefelt,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const s = t.installasjon.skole
  // Those of one school choose among their own.
  const kanLageNy = grunnlag.som !== 'administrator'
  const velger = grunnlag.skoler.length > 0
  const uker = [...new Set([1, 2, 3, 4, 5, 6, 8, skjema.uker])].filter(n => n > 0).sort((a, b) => a - b)
  const minutter = [...new Set([45, 60, 75, 90, 120, skjema.minutter])]
    .filter(n => n > 0)
    .sort((a, b) => a - b)
  return medTopp(
    fyll(
      'skole-oppsett',
      {
        velger,
        kanLageNy,
        skoler: [
          ...grunnlag.skoler.map(skole => ({ tittel: skole.navn, verdi: skole.id })),
          ...(kanLageNy ? [{ tittel: s.ny, verdi: NY_SKOLE }] : []),
        ],
        kanaler: grunnlag.kanaler.map(k => ({ tittel: k.navn || s.generelt, verdi: k.id })),
        malformer: (['nb', 'nn'] as const).map(m => ({ tittel: s.malformer[m], verdi: m })),
        ukedager: s.ukedager.map((tittel, nr) => ({ tittel, verdi: `${nr + 1}` })),
        ukevalg: uker.map(n => ({ tittel: s.hver(n), verdi: `${n}` })),
        minuttvalg: minutter.map(n => ({ tittel: s.varer(n), verdi: `${n}` })),
        skjema: {
          ...skjema,
          ukedag: `${skjema.ukedag}`,
          uker: `${skjema.uker}`,
          minutter: `${skjema.minutter}`,
        },
        knapper: [
          knapp(t.installasjon.knapp.lagre, 'oppsett.skole', { team: grunnlag.team }, { stil: 'positive' }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

export type Rollerad = Medlem & { stilling: string; eier: boolean; forslag: Rolle | undefined }

/** The members of the team without a role at the school, each with the one their title suggests; given in one press. */
export function teamrollekort(
  inn: {
    team: string
    kanal: string
    nonce: string
    skole: string
    kanalnavn: string
    som: 'administrator' | 'eier'
    rader: readonly Rollerad[]
    /** What was chosen, by person, when the form comes again. */
    valgt?: ReadonlyMap<string, string>
    harRolle: readonly string[]
    selv: boolean
    forste: Forstemote | undefined
  },
  feil: Feil | undefined,
  t: Tekster,
  topp?: string,
): Kort {
  const r = t.installasjon.roller
  const rader = inn.rader.slice(0, MAKS_ROLLERADER)
  const data = {
    team: inn.team,
    kanal: inn.kanal,
    nonce: inn.nonce,
    personer: rader.map(rad => rad.person),
  }
  const rollevalg = [
    { tittel: r.ingen, verdi: INGEN },
    ...ROLLER.filter(rolle => inn.som === 'administrator' || rolle !== 'administrator').map(rolle => ({
      tittel: medStorBokstav(t.roller[rolle]),
      verdi: rolle,
    })),
  ]
  const forslag = inn.rader.some(rad => rad.forslag !== undefined)
  const k = t.installasjon.knapp
  return medTopp(
    fyll(
      'team-roller',
      {
        tittel: r.tittel,
        om: uskadelig(r.om(inn.skole, inn.kanalnavn)),
        hjelp: rader.length === 0 ? r.ingenMedlemmer : forslag ? r.forslag : r.utenForslag,
        rader: rader.map((rad, nr) => ({
          navn: uskadelig(rad.navn || rad.konto),
          stilling: uskadelig(
            [rad.stilling, ...(rad.eier ? [r.eier] : [])].filter(d => d !== '').join(' · '),
          ),
          felt: FELT[nr] ?? '',
          valgt: inn.valgt?.get(rad.person) ?? rad.forslag ?? INGEN,
          rollevalg,
        })),
        flere: inn.rader.length > rader.length ? r.flere(inn.rader.length - rader.length) : '',
        harRolle: inn.harRolle.length === 0 ? '' : uskadelig(r.harAlt(liste(t, inn.harRolle))),
        selv: inn.selv ? r.duSelv : '',
        forste: inn.forste === undefined ? '' : r.forste(dagOgKlokke(inn.forste.start)),
        knapper: [
          ...(inn.forste === undefined
            ? []
            : [
                knapp(
                  k.giOgKallInn,
                  'oppsett.roller',
                  { ...data, kallInn: true, dato: inn.forste.dato },
                  { stil: 'positive' },
                ),
              ]),
          knapp(k.giRollene, 'oppsett.roller', data, inn.forste === undefined ? { stil: 'positive' } : {}),
          knapp(k.tilbake, 'oppsett.skole-skjema', { team: inn.team, kanal: inn.kanal }, { utenFelt: true }),
        ],
      },
      t,
    ),
    merknad(topp),
    feilboks(feil, t),
  )
}

/** The way to the first meeting, when it is not called in yet. */
export function forsteknapper(
  team: string,
  kanal: string,
  forste: Forstemote | undefined,
  t: Tekster,
): Knapp[] {
  if (forste === undefined) return []
  const data = { team, kanal, dato: forste.dato }
  return [knapp(t.installasjon.knapp.kallInn, 'oppsett.kall-inn', data, { stil: 'positive' })]
}

/** «Hver 4. uke, torsdag kl. 09.00, 90 minutter · Bokmål» */
export function serielinje(malform: 'nb' | 'nn', serie: Serie, t: Tekster): string {
  const s = t.installasjon.skole
  const nar = `${(s.ukedager[serie.ukedag - 1] ?? '').toLocaleLowerCase('nb')} kl. ${serie.klokke.replace(':', '.')}`
  return `${[s.hver(serie.uker), nar, s.varer(serie.minutter)].join(', ')} · ${s.malformer[malform]}`
}

/** The app is out of a team: what follows, and when. */
export function teamFjernetVarsel(
  inn: {
    team: string
    navn: string
    slettes: string | undefined
    rett: 'administrator' | 'leder'
  },
  t: Tekster,
): Varsel {
  const f = t.installasjon.fjernet
  const navn = inn.navn || f.teamet
  const tekst = uskadelig(inn.slettes === undefined ? f.behold(navn) : f.slett(navn, dag(inn.slettes)))
  const k = t.installasjon.knapp
  const knapper =
    inn.slettes === undefined
      ? []
      : [
          knapp(k.behold, 'fjerning.behold', { team: inn.team }, { stil: 'positive' }),
          ...(inn.rett === 'administrator'
            ? [knapp(k.slettNa, 'fjerning.slett-skjema', { team: inn.team })]
            : []),
        ]
  const under = inn.slettes === undefined ? f.beholdUnder : f.slettUnder
  return { varsel: tekst, kort: fyll('varsel-med-navn', { tekst, under, knapper }, t) }
}

export function teamSlettetTekst(inn: { navn: string; saker: number; moter: number }, t: Tekster): string {
  const f = t.installasjon.fjernet
  return f.slettet(inn.navn || f.teamet, t.antall.saker(inn.saker), f.moter(inn.moter))
}

/** Before all of a school's cases are deleted at once: what goes, and what belongs in the archive. */
export function slettTeamkort(
  inn: { team: string; skoler: readonly string[] },
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const f = t.installasjon.fjernet
  return medTopp(
    fyll(
      'slett-team',
      {
        tittel: f.slettTittel,
        om: uskadelig(f.slettOm(liste(t, inn.skoler))),
        knapper: [
          knapp(t.installasjon.knapp.slett, 'fjerning.slett', { team: inn.team }, { stil: 'destructive' }),
          knapp(t.installasjon.knapp.behold, 'fjerning.behold', { team: inn.team }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}
