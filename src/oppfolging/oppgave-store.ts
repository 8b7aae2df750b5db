import type { Selectable } from 'kysely'
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
  endring: Partial<Pick<Oppgave, 'ansvarlig' | 'frist' | 'hjelp'>> & { status?: Oppgavestatus },
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
