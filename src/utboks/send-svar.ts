import type { Kontekst } from '../database/kontekst.ts'
import type { Kommandosvar, Mottaker } from './utboks.ts'
import { leggIUtboks } from './utboks-store.ts'

/** The answer to something typed, once per key. */
export async function sendSvar(
  ktx: Kontekst,
  nokkel: string,
  mottaker: Mottaker,
  svar: Kommandosvar,
): Promise<void> {
  await leggIUtboks(ktx, nokkel, { slag: 'svar', mottaker, svar })
}

/** After a slow save the person is told how it went, in the 1:1 chat. */
export async function meldLagretSent(
  ktx: Kontekst,
  person: string,
  nokkel: string,
  utfall: { kode: 'lagret' | 'ikke-lagret' | 'feil'; feilkode?: string | undefined },
): Promise<void> {
  await leggIUtboks(ktx, `lagret-sent:${person}:${nokkel}`, { slag: 'lagret-sent', person, ...utfall })
}
