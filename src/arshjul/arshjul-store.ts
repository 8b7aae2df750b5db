import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
import { erRolle, type Rolle } from '../tilgang/roller.ts'
import {
  type Aktivitet,
  type NyAktivitet,
  OKTSTATUSER,
  type Okt,
  type Oktstatus,
  SKOLETYPER,
  type Skoletype,
  STATUSER,
  type Status,
} from './arshjul.ts'

function kjent<K extends string>(koder: readonly K[], verdi: string): K {
  const funnet = koder.find(kode => kode === verdi)
  if (funnet === undefined) throw new Error('ukjent kode i databasen')
  return funnet
}

function tilAktivitet(rad: Selectable<Tabeller['aktivitet']>): Aktivitet {
  const { plan_fra, plan_til } = rad
  return {
    id: rad.id,
    skole: rad.skole,
    skolear: rad.skolear,
    mal: rad.mal,
    nr: rad.nr,
    trinn: rad.trinn,
    tittel: rad.tittel,
    roller: rad.roller.split(',').filter(erRolle),
    fra: rad.fra,
    til: rad.til,
    plan: plan_fra === null || plan_til === null ? null : { fra: plan_fra, til: plan_til },
    status: kjent(STATUSER, rad.status),
    avgjortAv: rad.avgjort_av,
    minnesTil: rad.minnes_til,
  }
}

const tilOkt = ({ aktivitet, nr, tema, dato, status }: Selectable<Tabeller['okt']>): Okt => ({
  aktivitet,
  nr,
  tema,
  dato,
  status: kjent(OKTSTATUSER, status),
})

/** False when it is there already. Two who make it at once wait for each other here. */
export async function opprettArshjul(
  ktx: Kontekst,
  arshjul: { skole: string; skolear: number; skoletype: Skoletype; lagetAv: string },
): Promise<boolean> {
  const { skole, skolear, skoletype, lagetAv } = arshjul
  const { numInsertedOrUpdatedRows } = await ktx.db
    .insertInto('arshjul')
    .values({
      tenant: ktx.tenant,
      skole,
      skolear,
      skoletype,
      laget_av: lagetAv,
      laget: ktx.na().toJSDate(),
    })
    .onConflict(ved => ved.columns(['tenant', 'skole', 'skolear']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when it is of that kind already. Two who change it at once wait for each other here. */
export async function settSkoletype(
  ktx: Kontekst,
  { skole, skolear, skoletype }: { skole: string; skolear: number; skoletype: Skoletype },
): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('arshjul')
    .set({ skoletype })
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('skolear', '=', skolear)
    .where('skoletype', '<>', skoletype)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Those that are made, of these school years: the newest first. */
export async function hentArshjul(
  ktx: Kontekst,
  { skoler, til }: { skoler?: readonly string[]; til: number },
): Promise<{ skole: string; skolear: number; skoletype: Skoletype }[]> {
  if (skoler?.length === 0) return []
  const rader = await ktx.db
    .selectFrom('arshjul')
    .select(['skole', 'skolear', 'skoletype'])
    .where('tenant', '=', ktx.tenant)
    .$if(skoler !== undefined, q => q.where('skole', 'in', [...(skoler ?? [])]))
    .where('skolear', '<=', til)
    .orderBy('skolear', 'desc')
    .execute()
  return rader.map(rad => ({ ...rad, skoletype: kjent(SKOLETYPER, rad.skoletype) }))
}

/** Those that are there already are left as they are. */
export async function leggTilAktiviteter(
  ktx: Kontekst,
  skole: string,
  skolear: number,
  nye: readonly (NyAktivitet & {
    id: string
    tittel: string
    status: Status
    temaer: readonly string[]
  })[],
): Promise<void> {
  if (nye.length === 0) return
  const rader = await ktx.db
    .insertInto('aktivitet')
    .values(
      nye.map(ny => ({
        tenant: ktx.tenant,
        id: ny.id,
        skole,
        skolear,
        mal: ny.mal,
        nr: ny.nr,
        trinn: ny.trinn,
        tittel: ny.tittel,
        roller: ny.roller.join(','),
        fra: ny.fra,
        til: ny.til,
        plan_fra: null,
        plan_til: null,
        minnes_til: ny.minnesTil,
        status: ny.status,
        avgjort_av: null,
        avgjort: null,
      })),
    )
    .onConflict(ved =>
      ved.columns(['tenant', 'skole', 'skolear', 'mal', 'nr', 'trinn']).where('mal', '<>', '').doNothing(),
    )
    .returning('id')
    .execute()
  const lagt = new Set(rader.map(rad => rad.id))
  const okter = nye
    .filter(ny => lagt.has(ny.id))
    .flatMap(ny =>
      ny.temaer.map((tema, i) => ({
        tenant: ktx.tenant,
        aktivitet: ny.id,
        nr: i + 1,
        tema,
        dato: null,
        status: 'apen',
      })),
    )
  if (okter.length > 0) await ktx.db.insertInto('okt').values(okter).execute()
}

export async function hentAktivitet(ktx: Kontekst, id: string): Promise<Aktivitet | undefined> {
  const rad = await ktx.db
    .selectFrom('aktivitet')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return rad && tilAktivitet(rad)
}

/** The same, held against others until the transaction ends. */
export async function lasAktivitet(ktx: Kontekst, id: string): Promise<Aktivitet | undefined> {
  const rad = await ktx.db
    .selectFrom('aktivitet')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return rad && tilAktivitet(rad)
}

/** All of a school year at these schools, what ends first first. */
export async function hentAktiviteter(
  ktx: Kontekst,
  skoler: readonly string[],
  skolear: number,
): Promise<Aktivitet[]> {
  if (skoler.length === 0) return []
  const rader = await ktx.db
    .selectFrom('aktivitet')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', 'in', [...skoler])
    .where('skolear', '=', skolear)
    .orderBy('til')
    .orderBy('fra')
    .orderBy('mal')
    .orderBy('trinn')
    .orderBy('id')
    .execute()
  return rader.map(tilAktivitet)
}

/** What nobody has done or given up, and has begun by `dag`; at all schools without `skoler`. */
export async function apneAktiviteter(
  ktx: Kontekst,
  { skoler, skolear, dag }: { skoler?: readonly string[]; skolear: number; dag: string },
): Promise<Aktivitet[]> {
  if (skoler?.length === 0) return []
  const rader = await ktx.db
    .selectFrom('aktivitet')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .$if(skoler !== undefined, q => q.where('skole', 'in', [...(skoler ?? [])]))
    .where('skolear', '=', skolear)
    .where('status', '=', 'apen')
    .where('fra', '<=', dag)
    .orderBy('til')
    .orderBy('id')
    .execute()
  return rader.map(tilAktivitet)
}

export async function hentOkter(ktx: Kontekst, aktiviteter: readonly string[]): Promise<Map<string, Okt[]>> {
  const ut = new Map<string, Okt[]>()
  if (aktiviteter.length === 0) return ut
  const rader = await ktx.db
    .selectFrom('okt')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('aktivitet', 'in', [...aktiviteter])
    .orderBy('aktivitet')
    .orderBy('nr')
    .execute()
  for (const rad of rader) ut.set(rad.aktivitet, [...(ut.get(rad.aktivitet) ?? []), tilOkt(rad)])
  return ut
}

export async function settAktivitet(
  ktx: Kontekst,
  { id, fra, til, plan, status, avgjortAv, minnesTil }: Aktivitet,
): Promise<void> {
  await ktx.db
    .updateTable('aktivitet')
    .set({
      fra,
      til,
      plan_fra: plan?.fra ?? null,
      plan_til: plan?.til ?? null,
      minnes_til: minnesTil,
      status,
      avgjort_av: avgjortAv,
      avgjort: status === 'apen' ? null : ktx.na().toJSDate(),
    })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

export async function slettAktiviteter(ktx: Kontekst, ider: readonly string[]): Promise<void> {
  if (ider.length === 0) return
  await ktx.db
    .deleteFrom('aktivitet')
    .where('tenant', '=', ktx.tenant)
    .where('id', 'in', [...ider])
    .execute()
}

export async function settOkt(
  ktx: Kontekst,
  { aktivitet, nr, ...resten }: { aktivitet: string; nr: number; dato?: string | null; status?: Oktstatus },
): Promise<void> {
  await ktx.db
    .updateTable('okt')
    .set(resten)
    .where('tenant', '=', ktx.tenant)
    .where('aktivitet', '=', aktivitet)
    .where('nr', '=', nr)
    .execute()
}

export type Teammote = {
  id: string
  skole: string
  type: string
  dato: string
  start: Date
  minutter: number
}

/** The team's meetings from and with `fra`, to and with `til`; never one family's. */
export async function teammoter(
  ktx: Kontekst,
  skoler: readonly string[],
  { fra, til }: { fra: string; til: string },
): Promise<Teammote[]> {
  if (skoler.length === 0) return []
  return ktx.db
    .selectFrom('mote')
    .select(['id', 'skole', 'type', 'dato', 'start', 'minutter'])
    .where('tenant', '=', ktx.tenant)
    .where('skole', 'in', [...skoler])
    .where('forlop', 'is', null)
    .where('status', '<>', 'avlyst')
    .where('dato', '>=', fra)
    .where('dato', '<=', til)
    .orderBy('start')
    .execute()
}

export type Apningsdag = {
  id: string
  skole: string
  slag: string
  fast: string
  dato: string
  start: Date
  minutter: number
}

/** When barnevernet's fagkonsulent is at the school. */
export async function apendorDager(
  ktx: Kontekst,
  skoler: readonly string[],
  { fra, til }: { fra: string; til: string },
): Promise<Apningsdag[]> {
  if (skoler.length === 0) return []
  return ktx.db
    .selectFrom('apendor_dag')
    .select(['id', 'skole', 'slag', 'fast', 'dato', 'start', 'minutter'])
    .where('tenant', '=', ktx.tenant)
    .where('skole', 'in', [...skoler])
    .where('status', '<>', 'avlyst')
    .where('dato', '>=', fra)
    .where('dato', '<=', til)
    .orderBy('start')
    .execute()
}

/** Who has which role at these schools, in the schools' own teams; at all schools without `skoler`. */
export async function rollerVedSkolene(
  ktx: Kontekst,
  skoler?: readonly string[],
): Promise<Map<string, { person: string; rolle: Rolle }[]>> {
  const ut = new Map<string, { person: string; rolle: Rolle }[]>()
  if (skoler?.length === 0) return ut
  const rader = await ktx.db
    .selectFrom('rolle')
    .select(['skole', 'person', 'rolle'])
    .where('tenant', '=', ktx.tenant)
    .where('enhet', '=', '')
    .$if(skoler !== undefined, q => q.where('skole', 'in', [...(skoler ?? [])]))
    .orderBy('person')
    .execute()
  for (const { skole, person, rolle } of rader)
    if (erRolle(rolle)) ut.set(skole, [...(ut.get(skole) ?? []), { person, rolle }])
  return ut
}

export async function skolene(
  ktx: Kontekst,
  skoler: readonly string[],
): Promise<Map<string, { navn: string; malform: string }>> {
  if (skoler.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('skole')
    .select(['id', 'navn', 'malform'])
    .where('tenant', '=', ktx.tenant)
    .where('id', 'in', [...skoler])
    .execute()
  return new Map(rader.map(rad => [rad.id, rad]))
}
