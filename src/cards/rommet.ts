import { z } from 'zod'
import type { Agendavisning } from '../mote/hent-agenda.ts'
import type { Rommet } from '../mote/rommet.ts'
import { ANDRE } from '../samtykke/samtykke.ts'
import type { Tjeneste } from '../tilgang/roller.ts'
import { motetid } from './dato.ts'
import { id } from './felt.ts'
import { fyll, type Kort, knapp, medTopp } from './mal.ts'
import { medStorBokstav, type Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

/** `start`: pressed to start the meeting; when somebody has started it meanwhile, the press goes on in it. */
export const RomSkjemaData = z.object({ mote: id, start: z.boolean().default(false) })
export const RomData = z.object({
  mote: id,
  likevel: z.boolean().default(false),
  tjenester: z.string().max(400).default(''),
  andre: z.string().max(200).default(''),
})

/** Who is in the room: confirmed by the leader at the start, and whenever it changes. */
export function romskjema(
  visning: Agendavisning,
  rommet: Rommet,
  tjenester: readonly Tjeneste[],
  advarsel: string,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const { mote } = visning.agenda
  const starter = mote.status === 'planlagt'
  return medTopp(
    fyll(
      'rommet',
      {
        tid: motetid(mote, t),
        advarsel,
        tjenester: tjenester.map(tj => ({ tittel: t.tjenester[tj], verdi: tj })),
        andrevalg: ANDRE.map(annen => ({ tittel: medStorBokstav(t.andre[annen]), verdi: annen })),
        skjema: { tjenester: rommet.tjenester.join(','), andre: rommet.andre.join(',') },
        knapper: [
          starter
            ? knapp(
                advarsel === '' ? t.knapp.bekreftOgStart : t.knapp.startLikevel,
                'mote.start',
                { mote: mote.id, likevel: advarsel !== '' },
                { stil: 'positive' },
              )
            : knapp(t.knapp.lagreRommet, 'rommet.lagre', { mote: mote.id }, { stil: 'positive' }),
          starter
            ? knapp(t.knapp.tilbake, 'agenda.tilbake', { mote: mote.id }, { utenFelt: true })
            : knapp(t.knapp.tilbake, 'mote.steg', { mote: mote.id }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}
