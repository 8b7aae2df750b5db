import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
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
  skole: string,
  mote: string,
  siden: Date | undefined,
): Promise<Oppgave[]> {
  return (
    ktx.db
      .selectFrom('oppgave')
      .selectAll()
      .where('tenant', '=', ktx.tenant)
      .where('skole', '=', skole)
      .where('mote', '<>', mote)
      .where(w =>
        w.or([w('status', 'in', [...APNE]), ...(siden === undefined ? [] : [w('endret', '>=', siden)])]),
      )
      // A fixed order, case by case: a row does not move while somebody works through the list.
      .orderBy('ref')
      .orderBy('id')
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
