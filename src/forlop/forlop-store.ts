import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
import type { Tilstand } from './forlop.ts'

export type Forlop = Selectable<Tabeller['forlop']>
export type Sjekkpunkt = Selectable<Tabeller['sjekkpunkt']>
export type Forlopssteg = Selectable<Tabeller['forlopssteg']>

/** The checkpoint of a meeting that could not be held. */
export const NYTT_MOTE = 'avtal_nytt_mote'

export async function hentForlop(ktx: Kontekst, sak: string): Promise<Forlop | undefined> {
  return ktx.db
    .selectFrom('forlop')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .executeTakeFirst()
}

/** The same, held against others until the transaction ends. */
export async function lasForlop(ktx: Kontekst, sak: string): Promise<Forlop | undefined> {
  return ktx.db
    .selectFrom('forlop')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .forUpdate()
    .executeTakeFirst()
}

/** Every forløp at these schools with its reference; those that are over as long as their case is kept. */
export async function forlopVed(
  ktx: Kontekst,
  skoler: readonly string[],
): Promise<(Forlop & { ref: string; skole: string })[]> {
  if (skoler.length === 0) return []
  return ktx.db
    .selectFrom('forlop')
    .innerJoin('sak', j => j.onRef('sak.tenant', '=', 'forlop.tenant').onRef('sak.id', '=', 'forlop.sak'))
    .selectAll('forlop')
    .select(['sak.ref', 'sak.skole'])
    .where('forlop.tenant', '=', ktx.tenant)
    .where('sak.skole', 'in', [...skoler])
    .orderBy('sak.meldt')
    .execute()
}

export async function opprettForlopsrad(
  ktx: Kontekst,
  forlop: Omit<Forlop, 'tenant' | 'versjon'>,
): Promise<void> {
  await ktx.db
    .insertInto('forlop')
    .values({ tenant: ktx.tenant, versjon: 1, ...forlop })
    .execute()
}

export async function endreForlop(
  ktx: Kontekst,
  sak: string,
  endring: Partial<Omit<Forlop, 'tenant' | 'sak' | 'versjon'>>,
): Promise<void> {
  await ktx.db
    .updateTable('forlop')
    .set(eb => ({ ...endring, versjon: eb('versjon', '+', 1) }))
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .execute()
}

/** Adds a move to the history; the caller holds the forløp. */
export async function leggTilSteg(
  ktx: Kontekst,
  sak: string,
  steg: Pick<Forlopssteg, 'person' | 'fra' | 'valg' | 'til' | 'avvik'> & { forrige: Tilstand },
): Promise<number> {
  const { siste } = await ktx.db
    .selectFrom('forlopssteg')
    .select(eb => eb.fn.coalesce(eb.fn.max('nr'), eb.lit(0)).as('siste'))
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .executeTakeFirstOrThrow()
  await ktx.db
    .insertInto('forlopssteg')
    .values({
      tenant: ktx.tenant,
      sak,
      nr: siste + 1,
      tid: ktx.na().toJSDate(),
      ...steg,
      forrige: JSON.stringify(steg.forrige),
    })
    .execute()
  return siste + 1
}

/** Takes the last move away, with the checkpoints it opened. */
export async function fjernSteg(ktx: Kontekst, sak: string, nr: number): Promise<void> {
  await ktx.db
    .deleteFrom('sjekkpunkt')
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .where('steg', '=', nr)
    .execute()
  await ktx.db
    .deleteFrom('forlopssteg')
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .where('nr', '=', nr)
    .execute()
}

export async function hentSteg(ktx: Kontekst, sak: string): Promise<Forlopssteg[]> {
  return ktx.db
    .selectFrom('forlopssteg')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .orderBy('nr')
    .execute()
}

/**
 * Checkpoints of these forløp, the first due first. Those of a meeting that is called off are left out, for as long as it is;
 * only then is there a new one to agree on.
 */
export async function hentSjekkpunkter(ktx: Kontekst, saker: readonly string[]): Promise<Sjekkpunkt[]> {
  if (saker.length === 0) return []
  return ktx.db
    .selectFrom('sjekkpunkt')
    .leftJoin('mote', j =>
      j.onRef('mote.tenant', '=', 'sjekkpunkt.tenant').onRef('mote.id', '=', 'sjekkpunkt.mote'),
    )
    .selectAll('sjekkpunkt')
    .where('sjekkpunkt.tenant', '=', ktx.tenant)
    .where('sjekkpunkt.sak', 'in', [...saker])
    .where(w =>
      w.or([
        w('sjekkpunkt.mote', 'is', null),
        w('sjekkpunkt.kode', '=', NYTT_MOTE).and('mote.status', '=', 'avlyst'),
        w('sjekkpunkt.kode', '<>', NYTT_MOTE).and('mote.status', '<>', 'avlyst'),
      ]),
    )
    .orderBy('sjekkpunkt.frist')
    .orderBy('sjekkpunkt.kode')
    .orderBy('sjekkpunkt.part', 'desc')
    .orderBy('sjekkpunkt.id')
    .execute()
}

export async function leggTilSjekkpunkt(
  ktx: Kontekst,
  punkt: Pick<Sjekkpunkt, 'sak' | 'kode' | 'part' | 'frist'> & { mote?: string; steg?: number },
): Promise<string> {
  const id = crypto.randomUUID()
  await ktx.db
    .insertInto('sjekkpunkt')
    .values({ tenant: ktx.tenant, id, gjort: null, gjort_av: null, mote: null, steg: null, ...punkt })
    .execute()
  return id
}

export async function fjernSjekkpunkt(ktx: Kontekst, id: string): Promise<void> {
  await ktx.db.deleteFrom('sjekkpunkt').where('tenant', '=', ktx.tenant).where('id', '=', id).execute()
}

export async function settFrist(ktx: Kontekst, id: string, frist: string): Promise<void> {
  await ktx.db
    .updateTable('sjekkpunkt')
    .set({ frist })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

/** False when it stood so already. */
export async function settSjekket(ktx: Kontekst, id: string, av: string | null): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('sjekkpunkt')
    .set({ gjort: av === null ? null : ktx.na().toJSDate(), gjort_av: av })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .where('gjort', av === null ? 'is not' : 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Those named in a forløp besides the ones whose role gives it to them. */
export async function hentForlopspersoner(
  ktx: Kontekst,
  saker: readonly string[],
): Promise<Map<string, string[]>> {
  const ut = new Map<string, string[]>()
  if (saker.length === 0) return ut
  const rader = await ktx.db
    .selectFrom('forlopsperson')
    .select(['sak', 'person'])
    .where('tenant', '=', ktx.tenant)
    .where('sak', 'in', [...saker])
    .execute()
  for (const { sak, person } of rader) ut.set(sak, [...(ut.get(sak) ?? []), person])
  return ut
}

export async function leggTilForlopsperson(ktx: Kontekst, sak: string, person: string): Promise<void> {
  await ktx.db
    .insertInto('forlopsperson')
    .values({ tenant: ktx.tenant, sak, person })
    .onConflict(ved => ved.columns(['tenant', 'sak', 'person']).doNothing())
    .execute()
}

export async function fjernForlopsperson(ktx: Kontekst, sak: string, person: string): Promise<void> {
  await ktx.db
    .deleteFrom('forlopsperson')
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .where('person', '=', person)
    .execute()
}

/** What has been prepared, by the checklist's codes: for a meeting, or (empty) for the call before it. */
export async function hentForberedt(ktx: Kontekst, sak: string, mote: string): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('forberedt')
    .select('punkt')
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .where('mote', '=', mote)
    .execute()
  return rader.map(rad => rad.punkt)
}

/** The checklist as somebody left it: what is not among the ticked is not done. */
export async function lagreForberedt(
  ktx: Kontekst,
  av: { sak: string; mote: string; person: string },
  punkter: readonly string[],
): Promise<void> {
  const { sak, mote, person } = av
  await ktx.db
    .deleteFrom('forberedt')
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .where('mote', '=', mote)
    .execute()
  if (punkter.length === 0) return
  const tid = ktx.na().toJSDate()
  await ktx.db
    .insertInto('forberedt')
    .values(punkter.map(punkt => ({ tenant: ktx.tenant, sak, mote, punkt, person, tid })))
    .execute()
}
