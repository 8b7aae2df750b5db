import { z } from 'zod'
import { erGyldig, SAMTYKKEGIVERE, type Samtykke } from '../samtykke/samtykke.ts'
import { dato } from './dato.ts'
import { id } from './felt.ts'
import { fyll, type Kort, knapp, medTopp } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

export const SamtykkeData = z.object({
  punkt: id,
  nonce: id,
  // Nobody is chosen beforehand: a consent is not to be recorded by one careless press.
  gittAv: z.enum(SAMTYKKEGIVERE).or(z.literal('')).default(''),
  dato: z.string().max(10).default(''),
  gyldigTil: z.string().max(10).default(''),
})

/** Registering consent for a case, first version: by whom, when, until when. Withdrawal is one click. */
export function samtykkeskjema(
  hode: { punkt: string; mote: string; ref: string; nonce: string; idag: string },
  samtykke: Samtykke | undefined,
  skjema: { gittAv: string; dato: string; gyldigTil: string },
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const data = { punkt: hode.punkt, nonce: hode.nonce }
  return medTopp(
    fyll(
      'samtykke',
      {
        tittel: t.samtykke.tittel(hode.ref),
        status: status(samtykke, hode.idag, t),
        givere: SAMTYKKEGIVERE.map(giver => ({ tittel: t.samtykkegivere[giver], verdi: giver })),
        idag: hode.idag,
        skjema,
        knapper: [
          knapp(t.knapp.registrer, 'samtykke.registrer', data, { stil: 'positive' }),
          ...(samtykke?.status === 'gitt'
            ? [
                knapp(
                  t.knapp.trekkSamtykke,
                  'samtykke.trekk',
                  { punkt: hode.punkt },
                  {
                    stil: 'destructive',
                    utenFelt: true,
                  },
                ),
              ]
            : []),
          knapp(t.knapp.tilbake, 'agenda.apne', { mote: hode.mote }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

function status(samtykke: Samtykke | undefined, idag: string, t: Tekster): string {
  if (samtykke === undefined) return t.samtykke.ingen
  if (samtykke.status === 'trukket') return t.samtykke.trukket
  return erGyldig(samtykke, idag) ? t.samtykke.status(dato(samtykke.gyldigTil)) : t.samtykke.utlopt
}
