import { OVING } from '../../src/demo/ovingskommune.ts'
import type { Eksempel } from './eksempel.ts'
import type { Rom } from './eksempler.ts'

/** The status card: all well, and when something is stuck. */
export async function driften(b: Rom): Promise<Eksempel[]> {
  const { ta, sara, rolf } = b
  for (const tid of ['2026-11-22T03:00', '2026-11-23T03:00', '2026-11-23T09:00']) await b.klokka(tid)
  const svar = ta('status', 'Svar på /status', 'Administrator', 'chat', await b.skriver(sara, '/status'))
  ta('status-andre', 'Svar på /status', 'Rektor', 'chat', await b.skriver(rolf, '/status'))

  const mistet = (
    antall: number,
    feilkode: string,
    deler: Partial<{ status: string; forsok: number }> = {},
  ) =>
    Array.from({ length: antall }, () => ({
      tenant: OVING.tenant,
      id: crypto.randomUUID(),
      nokkel: crypto.randomUUID(),
      slag: 'svar',
      innhold: '{}',
      forfall: new Date('2026-11-23T20:00:00Z'),
      status: 'feilet',
      forsok: 1,
      leie: null,
      leie_til: null,
      feilkode,
      opprettet: new Date('2026-11-23T06:00:00Z'),
      avsluttet: new Date('2026-11-23T06:00:00Z'),
      ...deler,
    }))
  await b.db
    .insertInto('utboks')
    .values([
      ...mistet(3, 'http-403'),
      ...mistet(1, 'mangler-adresse'),
      ...mistet(2, 'http-503', { status: 'venter', forsok: 4 }).map(rad => ({
        ...rad,
        avsluttet: null,
        forst_forfalt: new Date('2026-11-23T07:40:00Z'),
      })),
    ])
    .execute()
  await b.db
    .updateTable('jobbkjoring')
    .set({ sist_ferdig: new Date('2026-11-21T02:00:00Z'), utfall: 'ECONNRESET' })
    .where('navn', '=', 'rydd')
    .execute()
  // In the hand of a process that never lets go.
  await b.db
    .updateTable('utboks')
    .set({
      forfall: new Date('2026-11-23T07:35:00Z'),
      leie: 'en-annen',
      leie_til: new Date('9999-01-01T00:00:00Z'),
    })
    .where('status', '=', 'venter')
    .where('slag', '=', 'rydd')
    .execute()
  ta('status-star-fast', 'Noe står fast', 'Administrator', 'chat', await sara.trykker(svar, 'Oppdater'))
  await b.lukk()
  return b.album
}
