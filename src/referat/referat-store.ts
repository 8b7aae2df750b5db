import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import { apneRader, lukkTekster } from '../database/kryptering.ts'
import type { Tabeller } from '../database/skjema.ts'
import { nokkelFor } from '../mote/punkt-store.ts'
import type { NyttTiltak, Punktinnhold, Utfall } from './referat.ts'

/** With the case or theme it belongs to. */
export type Tiltak = Selectable<Tabeller['tiltak']> & { sak: string | null; ref: string }
export type Rettelse = Selectable<Tabeller['rettelse']>
export type Referat = { godkjent_av: string | null; godkjent: Date | null }

/** False when somebody else has saved the item since `versjon`: nothing is lost, the second one chooses. */
export async function lagrePunktinnhold(
  ktx: Kontekst,
  punkt: { id: string; versjon: number; sak: string | null; ref: string },
  person: string,
  innhold: Punktinnhold,
  utfall: Utfall,
): Promise<boolean> {
  const { oppsummering, beslutning, enighet } = innhold
  const lukket = await lukkTekster(
    ktx,
    { tabell: 'punkt', eier: nokkelFor(punkt), id: punkt.id },
    { oppsummering, beslutning },
  )
  const { numUpdatedRows } = await ktx.db
    .updateTable('punkt')
    .set({ ...lukket, enighet, utfall, versjon: punkt.versjon + 1, endret_av: person })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', punkt.id)
    .where('versjon', '=', punkt.versjon)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function lesTiltak(
  ktx: Kontekst,
  hvor: { punkter: readonly string[] } | { ider: readonly string[] },
): Promise<Tiltak[]> {
  const [kolonne, verdier] =
    'punkter' in hvor ? (['tiltak.punkt', hvor.punkter] as const) : (['tiltak.id', hvor.ider] as const)
  if (verdier.length === 0) return []
  const rader = await ktx.db
    .selectFrom('tiltak')
    .innerJoin('punkt', j =>
      j.onRef('punkt.tenant', '=', 'tiltak.tenant').onRef('punkt.id', '=', 'tiltak.punkt'),
    )
    .selectAll('tiltak')
    .select(['punkt.sak', 'punkt.ref'])
    .where('tiltak.tenant', '=', ktx.tenant)
    .where(kolonne, 'in', [...verdier])
    .orderBy('tiltak.punkt')
    .orderBy('tiltak.nr')
    .execute()
  return apneRader(ktx, rader, { tabell: 'tiltak', kolonner: ['tekst'], eier: nokkelFor, id: r => r.id })
}

export async function hentTiltak(ktx: Kontekst, punkter: readonly string[]): Promise<Tiltak[]> {
  return lesTiltak(ktx, { punkter })
}

export async function hentTiltakEtterId(
  ktx: Kontekst,
  ider: readonly string[],
): Promise<Map<string, Tiltak>> {
  return new Map((await lesTiltak(ktx, { ider })).map(rad => [rad.id, rad]))
}

/** `frist`: a day (yyyy-MM-dd). */
export async function settTiltaksfrist(ktx: Kontekst, tiltak: string, frist: string): Promise<void> {
  await ktx.db
    .updateTable('tiltak')
    .set({ frist })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', tiltak)
    .execute()
}

/** The case a measure belongs to, if any; its text is not read. */
export async function sakForTiltak(ktx: Kontekst, tiltak: string): Promise<string | undefined> {
  const rad = await ktx.db
    .selectFrom('tiltak')
    .innerJoin('punkt', j =>
      j.onRef('punkt.tenant', '=', 'tiltak.tenant').onRef('punkt.id', '=', 'tiltak.punkt'),
    )
    .select('punkt.sak')
    .where('tiltak.tenant', '=', ktx.tenant)
    .where('tiltak.id', '=', tiltak)
    .executeTakeFirst()
  return rad?.sak ?? undefined
}

export async function leggTilTiltak(
  ktx: Kontekst,
  punkt: { id: string; sak: string | null; ref: string },
  tiltak: NyttTiltak,
): Promise<void> {
  const { siste } = await ktx.db
    .selectFrom('tiltak')
    .select(eb => eb.fn.coalesce(eb.fn.max('nr'), eb.lit(0)).as('siste'))
    .where('tenant', '=', ktx.tenant)
    .where('punkt', '=', punkt.id)
    .executeTakeFirstOrThrow()
  const id = crypto.randomUUID()
  const { tekst } = await lukkTekster(
    ktx,
    { tabell: 'tiltak', eier: nokkelFor(punkt), id },
    { tekst: tiltak.tekst },
  )
  await ktx.db
    .insertInto('tiltak')
    .values({
      tenant: ktx.tenant,
      id,
      punkt: punkt.id,
      nr: siste + 1,
      tekst,
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
  const rader = await ktx.db
    .selectFrom('rettelse')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .orderBy('tid')
    .execute()
  return apneRader(ktx, rader, {
    tabell: 'rettelse',
    kolonner: ['tekst'],
    eier: rad => `mote:${rad.mote}`,
    id: rad => rad.id,
  })
}

export async function leggTilRettelse(
  ktx: Kontekst,
  person: string,
  { mote, del, tekst }: { mote: string; del: number; tekst: string },
): Promise<void> {
  const id = crypto.randomUUID()
  const lukket = await lukkTekster(ktx, { tabell: 'rettelse', eier: `mote:${mote}`, id }, { tekst })
  await ktx.db
    .insertInto('rettelse')
    .values({
      tenant: ktx.tenant,
      id,
      mote,
      del,
      person,
      tid: ktx.na().toJSDate(),
      fjernet: null,
      ...lukket,
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
