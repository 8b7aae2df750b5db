import { z } from 'zod'
import type { Meldekanal } from '../veiledning/hent-meldeplikt.ts'
import { RUTINER } from '../veiledning/rutinekort.ts'
import { id } from './felt.ts'
import { fyll, type Knapp, type Kort, knapp } from './mal.ts'
import { Skrevet } from './motemodus.ts'
import { lenkerad } from './ressurser.ts'
import type { Tekster } from './tekst/tekster.ts'

/**
 * Where it was pressed, for the way back; whether it concerns violence is found out on the server. What stands in the form of
 * a running meeting comes along, so that it is still there.
 */
export const MeldepliktData = z.object({
  sak: id.optional(),
  mote: id.optional(),
  steg: id.optional(),
  rutine: z.enum(RUTINER).optional(),
  fra: z.enum(['sak', 'agenda', 'mote', 'avvist']).default('sak'),
  ...Skrevet.shape,
})
export type MeldepliktData = z.infer<typeof MeldepliktData>

/**
 * The way to barnevernet, and advice. There is nothing to fill in: the melding is the reader's own. With violence nobody is
 * advised to talk with the parents, and only barnevernet is named to ask (fag: rutiner, meldeplikten).
 */
export function meldepliktkort(
  kanaler: readonly Meldekanal[],
  vold: boolean,
  t: Tekster,
  knapper: readonly Knapp[] = [],
): Kort {
  const { meldeplikt: tekst } = t.veiledning
  return fyll(
    'meldeplikt',
    {
      kanaler: kanaler.map(lenkerad),
      rad: [...tekst.rad, ...(vold ? [tekst.radVold] : tekst.radForeldre)].map(linje => `• ${linje}`),
      usikker: vold ? tekst.droft : tekst.droftEllers(t.tjenester.oslohjelpa),
      knapper,
    },
    t,
  )
}

/** Back to where it was pressed. */
export function tilbakeFra(data: MeldepliktData, t: Tekster): Knapp[] {
  const { sak, mote, steg, rutine, fra, versjon } = data
  const valg = (v: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(v).filter(([, verdi]) => verdi !== undefined))
  const tilbake = (
    verb: 'rutine.vis' | 'mote.steg' | 'agenda.apne' | 'sak.vis',
    med: Record<string, unknown>,
  ) => [knapp(t.knapp.tilbake, verb, med)]
  if (rutine !== undefined) return tilbake('rutine.vis', { rutine })
  if (mote !== undefined && fra === 'mote')
    return tilbake('mote.steg', {
      ...valg({ mote, steg }),
      ...(versjon === undefined ? {} : { skrevet: Skrevet.parse(data) }),
    })
  if (mote !== undefined && fra !== 'sak') return tilbake('agenda.apne', { mote })
  return sak === undefined ? [] : tilbake('sak.vis', valg({ sak, mote, steg }))
}
