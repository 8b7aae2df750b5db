import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'

/** Every row of a forløp, also what is called off and so is shown nowhere else. */
export type Forlopsrader = {
  forlop: Selectable<Tabeller['forlop']>
  steg: Selectable<Tabeller['forlopssteg']>[]
  sjekkpunkter: Selectable<Tabeller['sjekkpunkt']>[]
  forberedt: Selectable<Tabeller['forberedt']>[]
  moter: Selectable<Tabeller['mote']>[]
  deltakere: Selectable<Tabeller['deltaker']>[]
  oppmote: Selectable<Tabeller['oppmote']>[]
  personer: string[]
}

/** Undefined for a case that is no forløp. */
export async function hentForlopsrader(ktx: Kontekst, sak: string): Promise<Forlopsrader | undefined> {
  const { db, tenant } = ktx
  const forlop = await db
    .selectFrom('forlop')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('sak', '=', sak)
    .executeTakeFirst()
  if (forlop === undefined) return undefined
  const moter = await db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('forlop', '=', sak)
    .orderBy('start')
    .execute()
  const ider = db.selectFrom('mote').select('id').where('tenant', '=', tenant).where('forlop', '=', sak)
  const personer = await db
    .selectFrom('forlopsperson')
    .select('person')
    .where('tenant', '=', tenant)
    .where('sak', '=', sak)
    .execute()
  return {
    forlop,
    moter,
    personer: personer.map(rad => rad.person),
    steg: await db
      .selectFrom('forlopssteg')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('sak', '=', sak)
      .orderBy('nr')
      .execute(),
    sjekkpunkter: await db
      .selectFrom('sjekkpunkt')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('sak', '=', sak)
      .orderBy('frist')
      .orderBy('kode')
      .orderBy('id')
      .execute(),
    forberedt: await db
      .selectFrom('forberedt')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('sak', '=', sak)
      .orderBy('tid')
      .orderBy('punkt')
      .execute(),
    deltakere: await db
      .selectFrom('deltaker')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('mote', 'in', ider)
      .orderBy('person')
      .execute(),
    oppmote: await db
      .selectFrom('oppmote')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('mote', 'in', ider)
      .execute(),
  }
}
