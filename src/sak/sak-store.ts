import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import { apneRader, lukkTekster } from '../database/kryptering.ts'
import type { Tabeller } from '../database/skjema.ts'
import { nokkelFor } from '../mote/punkt-store.ts'
import type { Saksinnhold } from './saker.ts'

export type Sak = Selectable<Tabeller['sak']>
export type Bidrag = Selectable<Tabeller['bidrag']>

const TEKSTER = ['beskrivelse', 'onsker', 'provd', 'sporsmal'] as const
/** A case without its texts. */
export type Sakshode = Omit<Sak, (typeof TEKSTER)[number]>

const HODE = [
  'tenant',
  'id',
  'ref',
  'skole',
  'type',
  'apen',
  'meldt_av',
  'meldt_tjeneste',
  'meldt',
  'tatt_opp',
  'bor_bidra',
  'fjernet',
  'versjon',
  'vern',
  'slettes',
  'slag',
] as const satisfies (keyof Sakshode)[]

const apne = (ktx: Kontekst, rader: readonly Sak[]) =>
  apneRader(ktx, rader, { tabell: 'sak', kolonner: TEKSTER, eier: rad => rad.id, id: rad => rad.id })

export async function hentSak(ktx: Kontekst, id: string): Promise<Sakshode | undefined> {
  return ktx.db
    .selectFrom('sak')
    .select(HODE)
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The same, held against others until the transaction ends. */
export async function lasSak(ktx: Kontekst, id: string): Promise<Sakshode | undefined> {
  return ktx.db
    .selectFrom('sak')
    .select(HODE)
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function finnSakMedRef(ktx: Kontekst, ref: string): Promise<Sakshode | undefined> {
  return ktx.db
    .selectFrom('sak')
    .select(HODE)
    .where('tenant', '=', ktx.tenant)
    .where('ref', '=', ref)
    .executeTakeFirst()
}

export async function hentSakshoder(ktx: Kontekst, ider: readonly string[]): Promise<Map<string, Sakshode>> {
  if (ider.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('sak')
    .select(HODE)
    .where('tenant', '=', ktx.tenant)
    .where('id', 'in', [...ider])
    .execute()
  return new Map(rader.map(rad => [rad.id, rad]))
}

/** Cases with their texts. */
export async function hentSaker(ktx: Kontekst, ider: readonly string[]): Promise<Map<string, Sak>> {
  if (ider.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('sak')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', 'in', [...ider])
    .execute()
  return new Map((await apne(ktx, rader)).map(rad => [rad.id, rad]))
}

/** Cases the school has discussed before, newest first: one of them may be raised again. */
export async function skolensSaker(ktx: Kontekst, skole: string): Promise<Sakshode[]> {
  return ktx.db
    .selectFrom('sak')
    .select(HODE)
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('slag', '=', 'team')
    .orderBy('meldt', 'desc')
    .limit(25)
    .execute()
}

async function tilKolonner(ktx: Kontekst, sak: string, innhold: Saksinnhold) {
  const { type, tattOpp, borBidra, vern, beskrivelse, onsker, provd, sporsmal } = innhold
  const tekster = { beskrivelse, onsker, provd, sporsmal }
  return {
    type,
    tatt_opp: tattOpp,
    bor_bidra: borBidra.join(','),
    vern,
    ...(await lukkTekster(ktx, { tabell: 'sak', eier: sak, id: sak }, tekster)),
  }
}

export async function opprettSak(
  ktx: Kontekst,
  sak: {
    id: string
    ref: string
    skole: string
    apen: boolean
    meldt_av: string
    meldt_tjeneste: string
    slag?: 'team' | 'forlop'
  },
  innhold: Saksinnhold,
): Promise<void> {
  await ktx.db
    .insertInto('sak')
    .values({
      tenant: ktx.tenant,
      meldt: ktx.na().toJSDate(),
      fjernet: null,
      ...sak,
      ...(await tilKolonner(ktx, sak.id, innhold)),
    })
    .execute()
}

/** False when somebody else has changed the case since `versjon`. */
export async function endreSakInnhold(
  ktx: Kontekst,
  id: string,
  versjon: number,
  apen: boolean,
  innhold: Saksinnhold,
): Promise<boolean> {
  const { numUpdatedRows } = await ktx.db
    .updateTable('sak')
    .set({ ...(await tilKolonner(ktx, id, innhold)), apen, versjon: versjon + 1, fjernet: null })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .where('versjon', '=', versjon)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The day of deletion that the owner has been told of; null when it lives on. */
export async function settSlettes(ktx: Kontekst, id: string, dag: string | null): Promise<void> {
  await ktx.db
    .updateTable('sak')
    .set({ slettes: dag })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

export async function settApen(ktx: Kontekst, id: string, apen: boolean): Promise<void> {
  await ktx.db
    .updateTable('sak')
    .set({ apen })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

/** Contributions to these items, oldest first. */
export async function hentBidrag(ktx: Kontekst, punkter: readonly string[]): Promise<Bidrag[]> {
  if (punkter.length === 0) return []
  const rader = await ktx.db
    .selectFrom('bidrag')
    .innerJoin('punkt', j =>
      j.onRef('punkt.tenant', '=', 'bidrag.tenant').onRef('punkt.id', '=', 'bidrag.punkt'),
    )
    .selectAll('bidrag')
    .select(['punkt.sak', 'punkt.ref'])
    .where('bidrag.tenant', '=', ktx.tenant)
    .where('bidrag.punkt', 'in', [...punkter])
    .orderBy('bidrag.tid')
    .execute()
  return apneRader(ktx, rader, {
    tabell: 'bidrag',
    kolonner: ['tekst', 'tilbud'],
    eier: nokkelFor,
    id: bidragsplass,
  })
}

const bidragsplass = (bidrag: { punkt: string; person: string }) => `${bidrag.punkt}/${bidrag.person}`

/** One contribution per person and item; a new one replaces what the same person wrote. */
export async function lagreBidrag(
  ktx: Kontekst,
  punkt: { id: string; sak: string | null; ref: string },
  bidrag: { person: string; tjeneste: string; tekst: string; tilbud: string },
): Promise<void> {
  const { person, tjeneste, tekst, tilbud } = bidrag
  const nytt = {
    tjeneste,
    tid: ktx.na().toJSDate(),
    fjernet: null,
    ...(await lukkTekster(
      ktx,
      { tabell: 'bidrag', eier: nokkelFor(punkt), id: bidragsplass({ punkt: punkt.id, person }) },
      { tekst, tilbud },
    )),
  }
  await ktx.db
    .insertInto('bidrag')
    .values({ tenant: ktx.tenant, id: crypto.randomUUID(), punkt: punkt.id, person, ...nytt })
    .onConflict(ved => ved.columns(['tenant', 'punkt', 'person']).doUpdateSet(nytt))
    .execute()
}

/** Takes all text of a case out of the store, in every meeting it has been listed for. */
export async function tomSak(ktx: Kontekst, id: string): Promise<void> {
  await ktx.db
    .updateTable('sak')
    .set(eb => ({
      beskrivelse: '',
      onsker: '',
      provd: '',
      sporsmal: '',
      fjernet: ktx.na().toJSDate(),
      versjon: eb('versjon', '+', 1),
    }))
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

export async function tomBidrag(ktx: Kontekst, id: string): Promise<void> {
  await ktx.db
    .updateTable('bidrag')
    .set({ tekst: '', tilbud: '', fjernet: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

/** A theme carried on from meeting to meeting keeps its reference: all copies are emptied. */
export async function tomTema(ktx: Kontekst, ref: string): Promise<void> {
  await ktx.db
    .updateTable('punkt')
    .set(eb => ({ tekst: '', fjernet: ktx.na().toJSDate(), versjon: eb('versjon', '+', 1) }))
    .where('tenant', '=', ktx.tenant)
    .where('slag', '=', 'tema')
    .where('ref', '=', ref)
    .execute()
}
