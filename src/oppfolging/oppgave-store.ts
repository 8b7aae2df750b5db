import { type Selectable, sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
import type { Mote } from '../mote/mote-store.ts'
import { APNE, erApen, type Oppgavestatus } from './oppfolging.ts'

export type Oppgave = Selectable<Tabeller['oppgave']>

export async function hentOppgave(ktx: Kontekst, id: string): Promise<Oppgave | undefined> {
  return ktx.db
    .selectFrom('oppgave')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The same, held against others until the transaction ends. */
export async function lasOppgave(ktx: Kontekst, id: string): Promise<Oppgave | undefined> {
  return ktx.db
    .selectFrom('oppgave')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function opprettOppgave(
  ktx: Kontekst,
  oppgave: Pick<Oppgave, 'id' | 'tiltak' | 'ref' | 'skole' | 'mote' | 'ansvarlig' | 'frist'>,
): Promise<void> {
  await ktx.db
    .insertInto('oppgave')
    .values({ tenant: ktx.tenant, status: 'apen', endret: ktx.na().toJSDate(), ...oppgave })
    .execute()
}

export async function endreOppgave(
  ktx: Kontekst,
  id: string,
  endring: Partial<Pick<Oppgave, 'ansvarlig' | 'frist' | 'hjelp' | 'pause_til' | 'stoppet'>> & {
    status?: Oppgavestatus
  },
): Promise<void> {
  await ktx.db
    .updateTable('oppgave')
    .set(eb => ({ ...endring, endret: ktx.na().toJSDate(), versjon: eb('versjon', '+', 1) }))
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

export async function apneOppgaverFor(ktx: Kontekst, person: string): Promise<Oppgave[]> {
  return ktx.db
    .selectFrom('oppgave')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('ansvarlig', '=', person)
    .where('status', 'in', [...APNE])
    .orderBy('frist')
    .orderBy('id')
    .execute()
}

/** Item 1 of a meeting: what is open at the school from earlier meetings, and what was answered since the last one. */
export async function oppgaverTilAgenda(
  ktx: Kontekst,
  mote: Pick<Mote, 'id' | 'skole' | 'forlop'>,
  siden: Date | undefined,
): Promise<Oppgave[]> {
  return (
    ktx.db
      .selectFrom('oppgave')
      .innerJoin('mote', j =>
        j.onRef('mote.tenant', '=', 'oppgave.tenant').onRef('mote.id', '=', 'oppgave.mote'),
      )
      .selectAll('oppgave')
      .where('oppgave.tenant', '=', ktx.tenant)
      .where('oppgave.skole', '=', mote.skole)
      // One family's tasks are not told of in the team's meetings, nor in another family's.
      .where('mote.forlop', 'is not distinct from', mote.forlop)
      .where('oppgave.mote', '<>', mote.id)
      .where(w =>
        w.or([
          w('oppgave.status', 'in', [...APNE]),
          ...(siden === undefined ? [] : [w('oppgave.endret', '>=', siden)]),
        ]),
      )
      // A fixed order, case by case: a row does not move while somebody works through the list.
      .orderBy('oppgave.ref')
      .orderBy('oppgave.id')
      .execute()
  )
}

export async function oppgaverFraMote(ktx: Kontekst, mote: string): Promise<Oppgave[]> {
  return ktx.db
    .selectFrom('oppgave')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .orderBy('frist')
    .orderBy('id')
    .execute()
}

/** Every task of a case of the school, open or not. */
export async function oppgaverISak(ktx: Kontekst, skole: string, ref: string): Promise<Oppgave[]> {
  return ktx.db
    .selectFrom('oppgave')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('ref', '=', ref)
    .orderBy('id')
    .execute()
}

/** Open tasks in a case of the school. */
export async function apneOppgaverISak(ktx: Kontekst, skole: string, ref: string): Promise<Oppgave[]> {
  return (await oppgaverISak(ktx, skole, ref)).filter(oppgave => erApen(oppgave.status))
}

/** Every open task with a deadline by `frist` (yyyy-MM-dd), whoever has it. */
export async function apneMedFristTil(
  ktx: Kontekst,
  frist: string,
): Promise<Pick<Oppgave, 'skole' | 'mote' | 'ansvarlig' | 'frist' | 'pause_til' | 'stoppet'>[]> {
  return (
    ktx.db
      .selectFrom('oppgave')
      .select(['skole', 'mote', 'ansvarlig', 'frist', 'pause_til', 'stoppet'])
      .where('tenant', '=', ktx.tenant)
      // Written out, so that the partial index on what is open is used.
      .where(sql<boolean>`status in ('apen', 'viderefort')`)
      .where('frist', '<=', frist)
      .execute()
  )
}

/** Open tasks at these schools that the leaders of their meetings are to know of: due by `frist`, or with an owner who has left. */
export async function oppgaverForLederne(
  ktx: Kontekst,
  skoler: readonly string[],
  frist: string,
): Promise<Oppgave[]> {
  if (skoler.length === 0) return []
  return ktx.db
    .selectFrom('oppgave')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', 'in', [...skoler])
    .where('status', 'in', [...APNE])
    .where(w =>
      w.or([
        w('frist', '<=', frist),
        w.not(
          w.exists(
            w
              .selectFrom('rolle')
              .select('rolle.person')
              .whereRef('rolle.tenant', '=', 'oppgave.tenant')
              .whereRef('rolle.skole', '=', 'oppgave.skole')
              .whereRef('rolle.person', '=', 'oppgave.ansvarlig')
              .where('rolle.rolle', '<>', 'administrator'),
          ),
        ),
      ]),
    )
    .orderBy('frist')
    .orderBy('id')
    .execute()
}
