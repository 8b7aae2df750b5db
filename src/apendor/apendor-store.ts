import { type Selectable, sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
import {
  DAGSLAG,
  DAGSTATUS,
  type Dagslag,
  type Dagstatus,
  type Drofting,
  FASTE,
  type Fast,
  GRUPPER,
  INSTANSER,
  TRINN,
  UTFALL,
} from './apendor.ts'

export type Apendag = Omit<Selectable<Tabeller['apendor_dag']>, 'tenant' | 'slag' | 'fast' | 'status'> & {
  slag: Dagslag
  /** Empty for «åpen dør». */
  fast: Fast | ''
  status: Dagstatus
}

/** A code as the database has it. */
export function kjent<K extends string>(koder: readonly K[], verdi: string): K {
  const funnet = koder.find(kode => kode === verdi)
  if (funnet === undefined) throw new Error('ukjent kode i databasen')
  return funnet
}
export const kjentEllerTom = <K extends string>(koder: readonly K[], verdi: string): K | '' =>
  verdi === '' ? '' : kjent(koder, verdi)

function tilDag({ tenant: _, ...rad }: Selectable<Tabeller['apendor_dag']>): Apendag {
  return {
    ...rad,
    slag: kjent(DAGSLAG, rad.slag),
    fast: kjentEllerTom(FASTE, rad.fast),
    status: kjent(DAGSTATUS, rad.status),
  }
}

export function tilDrofting(rad: Selectable<Tabeller['drofting']>): Drofting {
  return {
    id: rad.id,
    dag: rad.dag,
    nr: rad.nr,
    slag: kjent(['pameldt', 'uanmeldt'], rad.slag),
    gruppe: kjentEllerTom(GRUPPER, rad.hvem_gruppe),
    trinn: kjent(TRINN, rad.trinn),
    utfall: kjentEllerTom(UTFALL, rad.utfall),
    instans: kjentEllerTom(INSTANSER, rad.instans),
    meldingSendt: rad.melding_sendt,
    versjon: rad.versjon,
  }
}

export async function hentDag(ktx: Kontekst, id: string): Promise<Apendag | undefined> {
  const rad = await ktx.db
    .selectFrom('apendor_dag')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return rad && tilDag(rad)
}

/** The same, held against others until the transaction ends. */
export async function lasDag(ktx: Kontekst, id: string): Promise<Apendag | undefined> {
  const rad = await ktx.db
    .selectFrom('apendor_dag')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return rad && tilDag(rad)
}

/** Undefined when the school has one of that kind that day: two who set it up at once make one. */
export async function opprettDag(ktx: Kontekst, dag: Apendag): Promise<Apendag | undefined> {
  const rad = await ktx.db
    .insertInto('apendor_dag')
    .values({ tenant: ktx.tenant, ...dag })
    .onConflict(ved =>
      ved.columns(['tenant', 'skole', 'slag', 'fast', 'dato']).where('status', '<>', 'avlyst').doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  return rad && tilDag(rad)
}

export async function dagPaDato(
  ktx: Kontekst,
  { skole, slag, fast, dato }: Pick<Apendag, 'skole' | 'slag' | 'fast' | 'dato'>,
): Promise<Apendag | undefined> {
  const rad = await ktx.db
    .selectFrom('apendor_dag')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('slag', '=', slag)
    .where('fast', '=', fast)
    .where('dato', '=', dato)
    .where('status', '<>', 'avlyst')
    .executeTakeFirst()
  return rad && tilDag(rad)
}

/** What is planned at these schools, soonest first; it counts until the day is over. */
export async function kommendeDager(ktx: Kontekst, skoler: readonly string[]): Promise<Apendag[]> {
  if (skoler.length === 0) return []
  const rader = await ktx.db
    .selectFrom('apendor_dag')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', 'in', [...skoler])
    .where('status', '=', 'planlagt')
    .where('dato', '>=', ktx.na().toFormat('yyyy-MM-dd'))
    .orderBy('start')
    .execute()
  return rader.map(tilDag)
}

/** The last one of a kind, also when it is still ahead. */
export async function sisteDag(ktx: Kontekst, skole: string, slag: Dagslag): Promise<Apendag | undefined> {
  const rad = await ktx.db
    .selectFrom('apendor_dag')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('slag', '=', slag)
    .where('status', '=', 'planlagt')
    .orderBy('start', 'desc')
    .limit(1)
    .executeTakeFirst()
  return rad && tilDag(rad)
}

export async function settDagstatus(ktx: Kontekst, id: string, status: Dagstatus): Promise<void> {
  await ktx.db
    .updateTable('apendor_dag')
    .set({ status })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

export async function hentDroftinger(ktx: Kontekst, dag: string): Promise<Drofting[]> {
  const rader = await ktx.db
    .selectFrom('drofting')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('dag', '=', dag)
    .orderBy('nr')
    .execute()
  return rader.map(tilDrofting)
}

export async function hentDrofting(ktx: Kontekst, id: string): Promise<Drofting | undefined> {
  const rad = await ktx.db
    .selectFrom('drofting')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return rad && tilDrofting(rad)
}

/** Called with the day held, so that the next number is free. */
export async function leggTilDrofting(
  ktx: Kontekst,
  { id, dag, slag, gruppe, trinn }: Pick<Drofting, 'id' | 'dag' | 'slag' | 'gruppe' | 'trinn'>,
): Promise<void> {
  const finnes = await hentDroftinger(ktx, dag)
  await ktx.db
    .insertInto('drofting')
    .values({
      tenant: ktx.tenant,
      id,
      dag,
      nr: (finnes.at(-1)?.nr ?? 0) + 1,
      slag,
      hvem_gruppe: gruppe,
      trinn,
      utfall: '',
      instans: '',
      melding_sendt: null,
    })
    .execute()
}

export async function slettDrofting(ktx: Kontekst, id: string): Promise<void> {
  await ktx.db.deleteFrom('drofting').where('tenant', '=', ktx.tenant).where('id', '=', id).execute()
}

export async function lagreUtfall(
  ktx: Kontekst,
  id: string,
  { utfall, instans, meldingSendt }: Pick<Drofting, 'utfall' | 'instans' | 'meldingSendt'>,
): Promise<void> {
  await ktx.db
    .updateTable('drofting')
    .set({ utfall, instans, melding_sendt: meldingSendt, versjon: sql`versjon + 1` })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}
