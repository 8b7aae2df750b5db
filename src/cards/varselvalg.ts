import { z } from 'zod'
import type { Oppgavevisning } from '../oppfolging/hent-oppgaver.ts'
import type { Varselskjema } from '../oppfolging/velg-varsler.ts'
import { dag } from './dato.ts'
import { id } from './felt.ts'
import { fyll, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { type Hvor, hvorfra, OppgaveData, teamtittel, tilbakeKnapp } from './oppgave.ts'
import type { Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

const dato = z.string().max(10).default('')

export const VarselData = z.object({
  nonce: id,
  pa: z.enum(['ja', 'nei']).default('ja'),
  klokke: z.string().max(5).default(''),
  fra: dato,
  til: dato,
  vikar: id.default(''),
})
export type Varselfelt = Omit<z.output<typeof VarselData>, 'nonce'>

export function varselskjema(
  { klokkeslett, kolleger }: Varselskjema,
  felt: Varselfelt,
  nonce: string,
  t: Tekster,
  rundt: { feil?: Feil; topp?: string } = {},
): Kort {
  return medTopp(
    fyll(
      'varselvalg',
      {
        skjema: felt,
        klokkeslett: klokkeslett.map(tid => ({ tittel: t.varsling.valg.kl(tid), verdi: tid })),
        kolleger: kolleger.map(k => ({ tittel: uskadelig(teamtittel(k, t)), verdi: k.person })),
        knapper: [knapp(t.knapp.lagre, 'varsel.lagre', { nonce }, { stil: 'positive' })],
      },
      t,
    ),
    feilboks(rundt.feil, t),
    merknad(rundt.topp),
  )
}

export const PAUSER = ['som_vanlig', 'i_morgen', 'uke', 'to_uker', 'aldri'] as const
export const PauseData = OppgaveData.extend({ nonce: id, pause: z.enum(PAUSER) })

/** When a task is to be reminded of; its deadline stays. */
export function pauseskjema(
  { oppgave }: Oppgavevisning,
  skjema: { nonce: string; hvor: Hvor },
  t: Tekster,
): Kort {
  const { pause } = t.varsling
  const naa = oppgave.stoppet
    ? pause.stoppet
    : oppgave.pause_til === null
      ? ''
      : pause.pauset(dag(oppgave.pause_til))
  return fyll(
    'pause',
    {
      tittel: pause.tittel(oppgave.ref),
      hjelp: [pause.hjelp(dag(oppgave.frist)), naa].filter(s => s !== '').join(' '),
      skjema: { pause: 'som_vanlig' },
      valg: PAUSER.map(verdi => ({ tittel: pause[verdi], verdi })),
      knapper: [
        knapp(
          t.knapp.lagre,
          'oppgave.pause',
          { oppgave: oppgave.id, ...hvorfra(skjema.hvor), nonce: skjema.nonce },
          { stil: 'positive' },
        ),
        tilbakeKnapp(oppgave.id, skjema.hvor, t.knapp.avbryt),
      ],
    },
    t,
  )
}
