import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
import type { NyttTiltak, Punktinnhold, Utfall } from './referat.ts'

export type Tiltak = Selectable<Tabeller['tiltak']>
export type Rettelse = Selectable<Tabeller['rettelse']>
export type Referat = { godkjent_av: string | null; godkjent: Date | null }

/** False when somebody else has saved the item since `versjon`: nothing is lost, the second one chooses. */
export async function lagrePunktinnhold(
  ktx: Kontekst,
  punkt: { id: string; versjon: number },
  person: string,
  innhold: Punktinnhold,
  utfall: Utfall,
): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('punkt')
    .set({ ...innhold, utfall, versjon: punkt.versjon + 1, endret_av: person })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', punkt.id)
    .where('versjon', '=', punkt.versjon)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function hentTiltak(ktx: Kontekst, punkter: readonly string[]): Promise<Tiltak[]> {
  if (punkter.length === 0) return []
  return ktx.db
    .selectFrom('tiltak')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('punkt', 'in', [...punkter])
    .orderBy('punkt')
    .orderBy('nr')
    .execute()
}

export async function hentTiltakEtterId(
  ktx: Kontekst,
  ider: readonly string[],
): Promise<Map<string, Tiltak>> {
  if (ider.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('tiltak')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', 'in', [...ider])
    .execute()
  return new Map(rader.map(rad => [rad.id, rad]))
}

export async function leggTilTiltak(ktx: Kontekst, punkt: string, tiltak: NyttTiltak): Promise<void> {
  const { siste } = await ktx.db
    .selectFrom('tiltak')
    .select(eb => eb.fn.coalesce(eb.fn.max('nr'), eb.lit(0)).as('siste'))
    .where('tenant', '=', ktx.tenant)
    .where('punkt', '=', punkt)
    .executeTakeFirstOrThrow()
  await ktx.db
    .insertInto('tiltak')
    .values({
      tenant: ktx.tenant,
      id: crypto.randomUUID(),
      punkt,
      nr: siste + 1,
      tekst: tiltak.tekst,
      ansvarlig: tiltak.ansvarlig ?? null,
      frist: tiltak.frist ?? null,
      fjernet: null,
    })
    .execute()
}

export async function slettTiltak(ktx: Kontekst, punkt: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await ktx.db
    .deleteFrom('tiltak')
    .where('tenant', '=', ktx.tenant)
    .where('punkt', '=', punkt)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function hentReferat(ktx: Kontekst, mote: string): Promise<Referat | undefined> {
  return ktx.db
    .selectFrom('referat')
    .select(['godkjent_av', 'godkjent'])
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .executeTakeFirst()
}

export async function opprettReferat(ktx: Kontekst, mote: string): Promise<void> {
  await ktx.db
    .insertInto('referat')
    .values({ tenant: ktx.tenant, mote, godkjent_av: null, godkjent: null })
    .onConflict(ved => ved.columns(['tenant', 'mote']).doNothing())
    .execute()
}

/** True for the one who approves first. */
export async function settGodkjent(ktx: Kontekst, mote: string, person: string): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('referat')
    .set({ godkjent_av: person, godkjent: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .where('godkjent', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function hentRettelser(ktx: Kontekst, mote: string): Promise<Rettelse[]> {
  return ktx.db
    .selectFrom('rettelse')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .orderBy('tid')
    .execute()
}

export async function leggTilRettelse(
  ktx: Kontekst,
  mote: string,
  person: string,
  tekst: string,
): Promise<void> {
  await ktx.db
    .insertInto('rettelse')
    .values({
      tenant: ktx.tenant,
      id: crypto.randomUUID(),
      mote,
      person,
      tid: ktx.na().toJSDate(),
      tekst,
      fjernet: null,
    })
    .execute()
}

export async function tomPunkt(ktx: Kontekst, id: string): Promise<void> {
  await ktx.db
    .updateTable('punkt')
    .set(eb => ({
      oppsummering: '',
      beslutning: '',
      fjernet: ktx.na().toJSDate(),
      versjon: eb('versjon', '+', 1),
    }))
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

export async function tomTiltak(ktx: Kontekst, id: string): Promise<void> {
  await ktx.db
    .updateTable('tiltak')
    .set({ tekst: '', fjernet: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

export async function tomRettelse(ktx: Kontekst, id: string): Promise<void> {
  await ktx.db
    .updateTable('rettelse')
    .set({ tekst: '', fjernet: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}
