import { z } from 'zod'
import type { Oppgavekort, Oppgavevisning } from '../oppfolging/hent-oppgaver.ts'
import { erApen } from '../oppfolging/oppfolging.ts'
import { type Listevalg, UTVALG } from '../oppfolging/oppgaveliste.ts'
import { dag } from './dato.ts'
import { id } from './felt.ts'
import { avsnitt, fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { liste, medStorBokstav, pa, type Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

/** Where in a list one stands. */
export const Listedata = z.object({
  side: z.number().int().min(0).max(10_000),
  utvalg: z.enum(UTVALG),
  skole: id,
  hvem: id,
})
export const OppgaveData = z.object({
  oppgave: id,
  fra: z.enum(['kort', 'mine', 'skole']).default('kort'),
  liste: Listedata.optional(),
})
export const UtsettData = OppgaveData.extend({
  nonce: id,
  frist: z.string().max(10).default(''),
})
export const GiVidereData = OppgaveData.extend({
  nonce: id,
  til: id.default(''),
})

/** Where a button was pressed: a message, or a list and the page of it. */
export type Hvor = { fra: z.infer<typeof OppgaveData>['fra']; liste?: Listevalg | undefined }

function om({ skole, mote, motetype }: Oppgavekort, t: Tekster): string {
  if (mote === undefined) return uskadelig(skole)
  const navn = motetype === undefined ? t.motetype : pa(t, motetype.kortnavn)
  return uskadelig(t.oppgave.fraMote(skole, navn.toLocaleLowerCase('nb'), dag(mote.start)))
}

function status({ oppgave }: Oppgavekort, t: Tekster): string {
  if (!erApen(oppgave.status)) {
    return oppgave.status === 'gjort' ? t.kvittering.gjort : t.kvittering.ikkeGjort
  }
  return oppgave.hjelp ? t.oppgave.hjelpMeldt : ''
}

/** The buttons under a task; the reader presses, the server checks. `hoved`: done is what the card is for. */
export function oppgaveknapper(
  oppgave: { id: string; status: string; hjelp: boolean },
  t: Tekster,
  valg: Hvor & { vis: boolean; hoved?: boolean },
): Knapp[] {
  const data = { oppgave: oppgave.id, ...hvorfra(valg) }
  if (!erApen(oppgave.status)) {
    return [
      ...(valg.vis ? [knapp(t.knapp.vis, 'oppgave.vis', data)] : []),
      knapp(t.knapp.angre, 'oppgave.gjenapne', data),
    ]
  }
  return [
    ...(valg.vis ? [knapp(t.knapp.vis, 'oppgave.vis', data, { stil: 'positive' })] : []),
    knapp(t.knapp.gjort, 'oppgave.gjort', data, valg.hoved ? { stil: 'positive' } : {}),
    knapp(t.knapp.utsett, 'oppgave.utsett-skjema', data),
    ...(oppgave.hjelp ? [] : [knapp(t.knapp.hjelp, 'oppgave.hjelp', data)]),
    knapp(t.knapp.giVidere, 'oppgave.gi-skjema', data),
  ]
}

/** The message in the owner's chat: reference and date, the text behind «Vis». */
export function oppgavekort(
  kort: Oppgavekort,
  anledning: 'ny' | 'endret',
  t: Tekster,
  topp?: string,
): { varsel: string; kort: Kort } {
  const { oppgave } = kort
  const frist = dag(oppgave.frist)
  const varsel = {
    ny: t.oppgave.ny(oppgave.ref, frist),
    endret: `${t.oppgave.tittel(oppgave.ref)}, ${t.oppgave.frist(frist).toLowerCase()}`,
  }[anledning]
  return {
    varsel,
    kort: medTopp(
      fyll(
        'oppgave',
        {
          tittel: varsel,
          om: om(kort, t),
          status: status(kort, t),
          knapper: oppgaveknapper(oppgave, t, { fra: 'kort', vis: true }),
        },
        t,
      ),
      merknad(topp),
    ),
  }
}

/** What the former owner's card says when the task has gone to somebody else. */
export function gittVidereKort(ref: string, t: Tekster): { varsel: string; kort: Kort } {
  const tekst = t.oppgave.gittVidere(ref)
  return { varsel: tekst, kort: fyll('varsel', { tekst, under: '', knapper: [] }, t) }
}

export function oppgavevisning(visning: Oppgavevisning, hvor: Hvor, t: Tekster, topp?: string): Kort {
  const { oppgave } = visning
  const kort = fyll(
    'oppgave-visning',
    {
      tittel: `${t.oppgave.tittel(oppgave.ref)}, ${t.oppgave.frist(dag(oppgave.frist)).toLowerCase()}`,
      om: om(visning, t),
      status: status(visning, t),
      avsnitt: visning.bareRef ? [t.bareReferansen] : visning.fjernet ? [t.fjernet] : avsnitt(visning.tekst),
      merknad: visning.enighet === 'ja' ? '' : t.oppgave.ikkeEnige,
      knapper: [
        ...oppgaveknapper(oppgave, t, { ...hvor, vis: false, hoved: true }),
        ...(visning.minnes
          ? [knapp(t.varsling.pause.knapp, 'oppgave.pause-skjema', { oppgave: oppgave.id, ...hvorfra(hvor) })]
          : []),
        tilbakeKnapp(oppgave.id, hvor, t.knapp.tilbake),
      ],
    },
    t,
  )
  return medTopp(kort, merknad(topp))
}

export const hvorfra = ({ fra, liste }: Hvor) => (liste === undefined ? { fra } : { fra, liste })

export function tilbakeKnapp(oppgave: string, hvor: Hvor, tittel: string): Knapp {
  const { fra, liste } = hvor
  if (fra === 'kort') return knapp(tittel, 'oppgave.tilbake', { oppgave, fra }, { utenFelt: true })
  const verb = fra === 'mine' ? 'oppgaver.vis' : 'skoleoppgaver.vis'
  return knapp(tittel, verb, liste === undefined ? {} : { liste }, { utenFelt: true })
}

export function utsettSkjema(
  visning: Oppgavevisning,
  skjema: { frist: string; nonce: string; idag: string; hvor: Hvor },
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const { oppgave } = visning
  return medTopp(
    fyll(
      'utsett',
      {
        tittel: t.oppgave.utsettTittel(oppgave.ref),
        idag: skjema.idag,
        skjema: { frist: skjema.frist },
        knapper: [
          knapp(
            t.knapp.lagre,
            'oppgave.utsett',
            { oppgave: oppgave.id, ...hvorfra(skjema.hvor), nonce: skjema.nonce },
            { stil: 'positive' },
          ),
          tilbakeKnapp(oppgave.id, skjema.hvor, t.knapp.avbryt),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

export function giVidereSkjema(
  visning: Oppgavevisning,
  skjema: { til: string; nonce: string; hvor: Hvor },
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const { oppgave } = visning
  return medTopp(
    fyll(
      'gi-videre',
      {
        tittel: t.oppgave.giTittel(oppgave.ref),
        team: visning.team
          .filter(m => m.person !== oppgave.ansvarlig)
          .map(m => ({ tittel: teamtittel(m, t), verdi: m.person })),
        skjema: { til: skjema.til },
        knapper: [
          knapp(
            t.knapp.giVidere,
            'oppgave.gi',
            { oppgave: oppgave.id, ...hvorfra(skjema.hvor), nonce: skjema.nonce },
            { stil: 'positive' },
          ),
          tilbakeKnapp(oppgave.id, skjema.hvor, t.knapp.avbryt),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

/** «Navn, rolle» as it stands in a list to choose from. */
export function teamtittel(
  medlem: { navn: string; roller: readonly (keyof Tekster['roller'])[] },
  t: Tekster,
): string {
  const roller = liste(
    t,
    medlem.roller.map(r => t.roller[r]),
  )
  return medlem.navn === '' ? medStorBokstav(roller) : `${medlem.navn}, ${roller}`
}

/** A text cut at `maks` characters, with a sign that there was more. */
export function kort(tekst: string, maks: number): string {
  return tekst.length <= maks ? tekst : `${tekst.slice(0, maks - 2).trimEnd()} …`
}
