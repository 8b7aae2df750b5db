import { z } from 'zod'
import type { Serie } from '../mote/moter.ts'
import type { Avgang, Medlem, Oppsett } from '../tilgang/oppsett.ts'
import { ROLLER } from '../tilgang/roller.ts'
import { fritekst, id } from './felt.ts'
import { serielinje } from './installasjon.ts'
import { fyll, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'
import { medStorBokstav } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

export const OppsettData = z.object({
  person: id.default(''),
  rolle: z.string().max(40).default(''),
  enhet: z.string().max(60).default(''),
})
export const RegisterData = z.object({ pa: z.boolean() })
export const OrdData = z.object({ ord: fritekst })
export const FjernOrdData = z.object({ tillatt: z.string().max(80) })
export const FjernRolleData = z.object({ hvem: id, hvilken: z.string().max(40) })
export const SluttetData = z.object({ hvem: id })

/** Roles at the channel's school, and the way to what else is set up there. */
export function oppsettkort(
  oppsett: Oppsett & {
    register: boolean
    ord: readonly { ord: string; skrevet: string }[]
    som: 'administrator' | 'eier'
    /** Nobody takes all of their own away. */
    aktor: string
    malform: 'nb' | 'nn'
    serie: Serie
    /** The team and the channel, for the way back to the school's own form. */
    team: string
    kanal: string
  },
  medlemmer: readonly Medlem[],
  skrevet: { ord: string },
  feil: Feil | undefined,
  t: Tekster,
  topp?: string,
): Kort {
  const harSkole = oppsett.skole !== undefined
  return medTopp(
    fyll(
      'oppsett',
      {
        harSkole,
        skjema: {
          person: '',
          rolle: '',
          enhet: '',
          ord: skrevet.ord,
        },
        skole: uskadelig(oppsett.skole?.navn ?? ''),
        serie: serielinje(oppsett.malform, oppsett.serie, t),
        skoleknapper: [
          knapp(
            t.installasjon.knapp.endreSkolen,
            'oppsett.skole-skjema',
            { team: oppsett.team, kanal: oppsett.kanal },
            { utenFelt: true },
          ),
        ],
        roller: [...new Set(oppsett.roller.map(r => r.person))].map(person => {
          const egne = oppsett.roller.filter(r => r.person === person)
          return {
            navn: uskadelig(egne[0]?.navn ?? ''),
            egne: egne.map(r => ({
              rolle: uskadelig(
                [medStorBokstav(t.roller[r.rolle]), r.enhet].filter(d => d !== '').join(' · '),
              ),
              knapper: [
                knapp(
                  t.knapp.fjernRolle,
                  'oppsett.fjern-rolle',
                  { hvem: r.person, hvilken: r.rolle },
                  { utenFelt: true },
                ),
              ],
            })),
            knapper:
              person === oppsett.aktor
                ? []
                : [knapp(t.sluttet.knapp, 'oppsett.sluttet-skjema', { hvem: person }, { utenFelt: true })],
          }
        }),
        personer: medlemmer.map(m => ({ tittel: m.navn || m.konto, verdi: m.person })),
        rollevalg: ROLLER.filter(rolle => oppsett.som === 'administrator' || rolle !== 'administrator').map(
          rolle => ({ tittel: medStorBokstav(t.roller[rolle]), verdi: rolle }),
        ),
        registerstatus: oppsett.register ? t.identitet.pa : t.identitet.av,
        registerknapper:
          harSkole && oppsett.som === 'administrator'
            ? [
                oppsett.register
                  ? knapp(
                      t.knapp.registerAv,
                      'oppsett.register',
                      { pa: false },
                      { stil: 'destructive', utenFelt: true },
                    )
                  : knapp(t.knapp.registerPa, 'oppsett.register', { pa: true }, { utenFelt: true }),
              ]
            : [],
        ordliste: oppsett.ord.map(({ ord, skrevet }) => ({
          ord: uskadelig(skrevet),
          knapper: [knapp(t.knapp.fjernOrd, 'oppsett.fjern-ord', { tillatt: ord }, { utenFelt: true })],
        })),
        ordknapper:
          harSkole && oppsett.som === 'administrator'
            ? [knapp(t.knapp.leggTilOrd, 'oppsett.tillat-ord', {})]
            : [],
        knapper: harSkole ? [knapp(t.knapp.giRolle, 'oppsett.gi-rolle', {}, { stil: 'positive' })] : [],
      },
      t,
    ),
    merknad(topp),
    feilboks(feil, t),
  )
}

/** Before all of a person's roles are taken: what follows. */
export function sluttetkort(avgang: Avgang, t: Tekster): Kort {
  const { navn, roller, oppgaver, skole, person } = avgang
  return fyll(
    'sluttet',
    {
      tittel: uskadelig(t.sluttet.tittel(navn || t.oppgaverLedige.noen)),
      om: uskadelig(t.sluttet.om(roller, oppgaver, skole)),
      knapper: [
        knapp(t.sluttet.bekreft, 'oppsett.sluttet', { hvem: person }, { stil: 'destructive' }),
        knapp(t.knapp.avbryt, 'oppsett.apne', {}, { utenFelt: true }),
      ],
    },
    t,
  )
}
