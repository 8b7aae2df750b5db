import { z } from 'zod'
import { SAKSTYPER, TATT_OPP, VERN, type Vern } from '../sak/saker.ts'
import { TJENESTER, type Tjeneste } from '../tilgang/roller.ts'
import { fritekst, id } from './felt.ts'
import { fyll, type Kort, knapp, medTopp } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import type { Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks, Vaktfelt, vaktdata } from './vakt.ts'

/** An empty choice shows as nothing chosen. */
export const NY = 'ny'

export const Fra = z.enum(['kort', 'visning']).default('kort')

/** What the form sends back; ChoiceSet values arrive as text, several as «a,b», and what is not filled in is absent. */
const Saksfelt = z.object({
  type: z.string().max(40).default(''),
  apenhet: z.enum(['anonym', 'apen']).default('anonym'),
  beskrivelse: fritekst,
  tattOpp: z.enum(TATT_OPP).or(z.literal('')).default(''),
  onsker: fritekst,
  provd: fritekst,
  sporsmal: fritekst,
  borBidra: z.string().max(200).default(''),
  vern: z
    .enum([...VERN, ''])
    .default('')
    .transform((verdi): Vern => verdi || 'ingen'),
  ...Vaktfelt,
})
export const MeldSakData = Saksfelt.extend({
  mote: id,
  nonce: id,
  fra: Fra,
  tidligere: id.default(NY).transform(verdi => verdi || NY),
  tjeneste: z.enum(TJENESTER).or(z.literal('')).default(''),
})
export const EndreSakData = Saksfelt.extend({ punkt: id, nonce: id, versjon: z.coerce.number().int() })
export const SakSkjemaData = z.object({ mote: id, fra: Fra })
export const PunktData = z.object({ punkt: id, fra: Fra })

export type Saksskjema = Omit<z.infer<typeof Saksfelt>, keyof typeof Vaktfelt> & {
  tidligere: string
  tjeneste: string
}

export const TOMT_SAKSSKJEMA: Saksskjema = {
  type: '',
  apenhet: 'anonym',
  beskrivelse: '',
  tattOpp: '',
  onsker: '',
  provd: '',
  sporsmal: '',
  borBidra: '',
  vern: 'ingen',
  tidligere: NY,
  tjeneste: '',
}

type Hode =
  | {
      mote: string
      nonce: string
      fra: z.infer<typeof Fra>
      tidligere: readonly { id: string; ref: string; type: string }[]
      /** The services this person may raise it for. */
      hatter: readonly Tjeneste[]
    }
  | { punkt: string; mote: string; nonce: string; versjon: number; ref: string }

/** «Meld sak» and «Endre»: with everything typed still there when it comes back with `feil`. */
export function saksskjema(hode: Hode, skjema: Saksskjema, feil: Feil | undefined, t: Tekster): Kort {
  const nytt = 'tidligere' in hode
  const verb = nytt ? 'sak.meld' : 'sak.endre'
  const data = nytt
    ? { mote: hode.mote, nonce: hode.nonce, fra: hode.fra }
    : { punkt: hode.punkt, nonce: hode.nonce, versjon: hode.versjon }
  const med = nytt ? t.vakt.eleven : hode.ref
  return medTopp(
    fyll(
      'meld-sak',
      {
        tittel: nytt ? t.sak.tittel : t.sak.endreTittel(hode.ref),
        tidligereSaker: nytt
          ? [
              { tittel: t.sak.nySak, verdi: NY },
              ...hode.tidligere.map(s => ({
                tittel: `${s.ref} · ${t.sakstyper[s.type as keyof Tekster['sakstyper']] ?? ''}`,
                verdi: s.id,
              })),
            ]
          : [],
        sakstyper: SAKSTYPER.map(type => ({ tittel: t.sakstyper[type], verdi: type })),
        apenheter: [
          { tittel: t.sak.anonymt, verdi: 'anonym' },
          { tittel: t.sak.apent, verdi: 'apen' },
        ],
        tattOpp: TATT_OPP.map(svar => ({ tittel: t.tattOpp[svar], verdi: svar })),
        tjenester: TJENESTER.map(tj => ({ tittel: t.tjenester[tj], verdi: tj })),
        hatter: nytt ? hode.hatter.map(tj => ({ tittel: t.tjenester[tj], verdi: tj })) : [],
        vernvalg: VERN.map(vern => ({ tittel: t.vern[vern], verdi: vern })),
        skjema,
        knapper: [
          knapp(
            nytt && feil?.kunAnonymt ? t.knapp.meldAnonymt : nytt ? t.knapp.send : t.knapp.lagre,
            verb,
            { ...data, ...vaktdata(feil) },
            { stil: 'positive' },
          ),
          ...(feil?.ikkeHer ? [meldepliktknapp({ mote: hode.mote, fra: 'avvist' }, t)] : []),
          nytt && hode.fra === 'kort'
            ? knapp(t.knapp.avbryt, 'agenda.tilbake', { mote: hode.mote }, { utenFelt: true })
            : knapp(t.knapp.avbryt, 'agenda.apne', { mote: hode.mote }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t, { verb, data, med }),
  )
}
