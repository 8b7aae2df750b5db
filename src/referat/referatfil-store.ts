import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
import type { Filspor } from './filmappe.ts'

export type Referatfil = Selectable<Tabeller['referatfil']>

/** Nothing in the folder, and nothing on its way there. */
export const INGEN_FIL = {
  drive: '',
  fil: '',
  navn: '',
  lenke: '',
  avtrykk: '',
  lagret: null,
  ny: '',
  ny_fil: '',
  ny_avtrykk: '',
} as const

export async function hentReferatfil(ktx: Kontekst, mote: string): Promise<Referatfil | undefined> {
  return ktx.db
    .selectFrom('referatfil')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .executeTakeFirst()
}

/** Somebody wants the referat in the folder; what lies there already is kept track of. */
export async function onskReferatfil(
  ktx: Kontekst,
  onske: { mote: string; skole: string; kanal: string; gruppe: string; av: string },
): Promise<void> {
  const satt = { onsket: true, av: onske.av, bedt: ktx.na().toJSDate(), utfall: '', utenfor: 0 }
  await ktx.db
    .insertInto('referatfil')
    .values({
      tenant: ktx.tenant,
      ...onske,
      ...satt,
      ...INGEN_FIL,
    })
    .onConflict(ved => ved.columns(['tenant', 'mote']).doUpdateSet(satt))
    .execute()
}

/** Answers whether there is a row: without one, nobody knows of what lies in the folder. */
export async function endreReferatfil(
  ktx: Kontekst,
  mote: string,
  endring: Partial<Omit<Referatfil, 'tenant' | 'mote'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('referatfil')
    .set(endring)
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** It is not to lie there any longer, and why: code, and how many others could read it. */
export async function trekkReferatfil(
  ktx: Kontekst,
  mote: string,
  utfall: string,
  utenfor = 0,
): Promise<void> {
  await endreReferatfil(ktx, mote, { onsket: false, utfall, utenfor })
}

export async function glemReferatfil(ktx: Kontekst, mote: string): Promise<void> {
  await ktx.db.deleteFrom('referatfil').where('tenant', '=', ktx.tenant).where('mote', '=', mote).execute()
}

/** Meetings whose referat lies in a folder, or is on its way there or away: of a school, or all. */
export async function moterMedFil(ktx: Kontekst, skole?: string): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('referatfil')
    .select('mote')
    .where('tenant', '=', ktx.tenant)
    .where(w => w.or([w('onsket', '=', true), w('fil', '<>', ''), w('ny', '<>', '')]))
    .$if(skole !== undefined, q => q.where('skole', '=', skole ?? ''))
    .orderBy('mote')
    .execute()
  return rader.map(rad => rad.mote)
}

/** Those of meetings on that day or before, and of meetings that are gone. */
export async function utgatteReferatfiler(ktx: Kontekst, dag: string): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('referatfil')
    .leftJoin('mote', j =>
      j.onRef('mote.tenant', '=', 'referatfil.tenant').onRef('mote.id', '=', 'referatfil.mote'),
    )
    .select('referatfil.mote')
    .where('referatfil.tenant', '=', ktx.tenant)
    .where(w => w.or([w('mote.id', 'is', null), w('mote.dato', '<=', dag)]))
    .execute()
  return rader.map(rad => rad.mote)
}

/** The files a row knows of, the one on its way included. */
export function sporI(fil: Referatfil): Filspor[] {
  return [fil.fil, fil.ny_fil].flatMap(id => (id === '' ? [] : [{ drive: fil.drive, fil: id }]))
}
