import { z } from 'zod'
import type { Innkallingsgrunnlag } from '../mote/hent-innkalling.ts'
import type { Motetype } from '../mote/motetype.ts'
import { id } from './felt.ts'
import { flere, MAKS_LINJER } from './forlop.ts'
import { fyll, type Kort, knapp, medTopp, uskadelig } from './mal.ts'
import { teamtittel } from './oppgave.ts'
import { pa, type Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

export const InnkallingData = z.object({ sak: id, type: z.string().max(40) })
/** `type` or several, with a comma: what was asked for by a command. `tekst`: the date that was typed. */
export const VelgMoteData = z.object({
  typer: z.string().max(400).default(''),
  dato: z.string().max(10).default(''),
  klokke: z.string().max(5).default(''),
})
export const KallInnData = InnkallingData.extend({
  nonce: id,
  dato: z.string().max(10).default(''),
  klokke: z.string().max(5).default(''),
  sted: z.enum(['skole', 'bv', 'telefon', 'annet']).default('skole'),
  tolk: z.enum(['true', 'false']).default('false'),
  familie: z.enum(['', 'ja', 'nei']).default(''),
  ungdom: z.enum(['', 'ja', 'nei', 'under_15']).default(''),
  larer: z.enum(['', 'med', 'skjermet', 'ikke_aktuelt']).default(''),
  deltakere: z.string().max(4000).default(''),
})
export type Innkallingsskjema = Omit<z.infer<typeof KallInnData>, 'nonce' | 'sak' | 'type'>

/** Calling in one family's meeting: what the type and the routine ask about, and nothing else. */
export function innkallingsskjema(
  grunnlag: Innkallingsgrunnlag,
  nonce: string,
  skjema: Innkallingsskjema,
  idag: string,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  const { type } = grunnlag
  const valg = <K extends string>(svar: Record<K, string>) =>
    Object.entries<string>(svar).map(([verdi, tittel]) => ({ tittel, verdi }))
  const { innkalling } = t.forlop
  return medTopp(
    fyll(
      'innkalling',
      {
        tittel: innkalling.tittel(pa(t, type.navn)),
        formal: pa(t, type.formal),
        om: uskadelig(`${t.forlop.tittel(grunnlag.ref)} · ${grunnlag.skole}`),
        idag,
        steder: valg(innkalling.steder),
        sporFamilie: grunnlag.sporFamilie,
        familiesvar: valg(innkalling.familiesvar),
        sporUngdom: grunnlag.sporUngdom,
        ungdomssvar: valg(innkalling.ungdomssvar),
        larersvar: valg(innkalling.larersvar),
        harTolk: type.tolk !== 'ingen',
        andre: grunnlag.andre.map(p => ({ tittel: teamtittel(p, t), verdi: p.person })),
        skjema,
        knapper: [
          knapp(
            t.forlop.knapp.kallInn,
            'innkalling.kall-inn',
            { sak: grunnlag.sak, type: type.id, nonce },
            { stil: 'positive' },
          ),
          knapp(t.knapp.tilbake, 'forlop.vis', { sak: grunnlag.sak }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}

/** Which of a person's forløp have this meeting now; one press each. */
export function velgMoteKort(
  alle: readonly { sak: string; ref: string; skole: string; typer: readonly Motetype[] }[],
  data: { dato: string; klokke: string },
  t: Tekster,
): Kort {
  const linjer = alle.slice(0, MAKS_LINJER)
  return fyll(
    'velg-mote',
    {
      tittel: t.forlop.innkalling.velgMote,
      hjelp: linjer.length === 0 ? t.forlop.innkalling.ingenForlop : flere(alle.length, t),
      linjer: linjer.map(linje => ({
        ref: linje.ref,
        skole: uskadelig(linje.skole),
        knapper: linje.typer.map(type =>
          knapp(pa(t, type.kortnavn), 'innkalling.skjema', { sak: linje.sak, type: type.id, ...data }),
        ),
      })),
      knapper: [knapp(t.forlop.knapp.mine, 'forlop.liste', {})],
    },
    t,
  )
}
