import { z } from 'zod'
import type { Fordeling } from '../oppfolging/hent-oppgaveliste.ts'
import { dag } from './dato.ts'
import { id } from './felt.ts'
import { fyll, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { kort, teamtittel } from './oppgave.ts'
import type { Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'
import type { Varsel } from './varsler.ts'

/** `fra`: whose tasks; empty is everybody's that need somebody new. */
export const LedigeData = z.object({ skole: id, fra: id.default('') })

const MAKS_RADER = 8
const valgt = z.string().max(4).default('')
/** Whom to choose among stands once in the button, and is chosen by number: a card holds 28 kB. */
export const FordelData = LedigeData.extend({
  nonce: id,
  rader: z.array(id).max(MAKS_RADER).default([]),
  folk: z.array(id).max(200).default([]),
  alle: valgt,
  til0: valgt,
  til1: valgt,
  til2: valgt,
  til3: valgt,
  til4: valgt,
  til5: valgt,
  til6: valgt,
  til7: valgt,
})
const FELT = ['til0', 'til1', 'til2', 'til3', 'til4', 'til5', 'til6', 'til7'] as const

/** What was chosen: for all, and for each task. */
export function lesFordeling(data: z.infer<typeof FordelData>): {
  alle: string
  valgte: Map<string, string>
} {
  const person = (nr: string) => (nr === '' ? '' : (data.folk[Number(nr)] ?? ''))
  const valgte = data.rader.flatMap((oppgave, i): [string, string][] => {
    const til = person(data[FELT[i] ?? 'til0'])
    return til === '' ? [] : [[oppgave, til]]
  })
  return { alle: person(data.alle), valgte: new Map(valgte) }
}

/** So many rows that the names to choose among, in each of them, fit in the card. */
const raderFor = (folk: number): number => Math.max(2, Math.min(MAKS_RADER, Math.floor(150 / (folk + 1))))

/** To those who lead: somebody is gone, and these need somebody new. Names of staff and numbers alone. */
export function ledigeVarsel(
  om: {
    skole: string
    skolenavn: string
    fra: string
    navn: string
    antall: number
    borte: boolean
    harRolle: boolean
  },
  t: Tekster,
): Varsel {
  const o = t.oppgaverLedige
  const navn = om.navn || o.noen
  const setning = om.borte ? o.fjernet : om.harRolle ? o.mistet : o.ute
  const tekst = uskadelig(setning(navn, om.skolenavn, om.antall))
  const knapper =
    om.antall === 0
      ? []
      : [
          knapp(
            t.oppgaveliste.knapp.fordelOppgavene,
            'ledige.vis',
            { skole: om.skole, fra: om.fra },
            { stil: 'positive' },
          ),
        ]
  const under = om.borte ? o.fjernetUnder : ''
  return { varsel: tekst, kort: fyll('varsel-med-navn', { tekst, under, knapper }, t) }
}

export function fordelkort(
  fordeling: Fordeling,
  skjema: { fra: string; nonce: string; idag: string; topp?: string | undefined },
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const o = t.oppgaverLedige
  const rader = fordeling.rader.slice(0, raderFor(fordeling.folk.length))
  const folk = fordeling.folk.map((p, nr) => ({
    person: p.person,
    tittel: teamtittel(p, t),
    verdi: `${nr}`,
  }))
  const valgFor = (kan?: readonly string[]) =>
    folk
      .filter(p => kan === undefined || kan.includes(p.person))
      .map(({ tittel, verdi }) => ({ tittel, verdi }))
  const resten = fordeling.antall - rader.length
  const { skole } = fordeling
  return medTopp(
    fyll(
      'fordel-oppgaver',
      {
        om: uskadelig(o.om(skole.navn, fordeling.antall, fordeling.fra?.navn ?? '')),
        alle: valgFor(),
        alleValgt: '',
        rader: rader.map((rad, i) => ({
          ref: rad.oppgave.ref,
          frist: t.oppgave.frist(dag(rad.oppgave.frist)).toLowerCase(),
          forfalt: rad.oppgave.frist < skjema.idag ? t.oppgaveliste.utvalg.forfalt : '',
          tekst: rad.bareRef
            ? t.bareReferansen
            : rad.tekst === ''
              ? t.fjernet
              : uskadelig(kort(rad.tekst.replace(/\s+/g, ' ').trim(), 240)),
          hvem: fordeling.fra === undefined ? uskadelig(rad.ansvarlig.navn) : '',
          felt: FELT[i] ?? '',
          valgt: '',
          valg: valgFor(rad.kan),
        })),
        flere: resten > 0 && rader.length > 0 ? o.flere(resten) : '',
        knapper: [
          ...(rader.length === 0
            ? []
            : [
                knapp(
                  t.oppgaveliste.knapp.fordel,
                  'ledige.fordel',
                  {
                    skole: skole.id,
                    fra: skjema.fra,
                    nonce: skjema.nonce,
                    rader: rader.map(r => r.oppgave.id),
                    folk: folk.map(p => p.person),
                  },
                  { stil: 'positive' },
                ),
              ]),
          knapp(t.oppgaveliste.knapp.skolens, 'skoleoppgaver.vis', { skole: skole.id }, { utenFelt: true }),
        ],
      },
      t,
    ),
    merknad(skjema.topp),
    feilboks(feil, t),
  )
}
