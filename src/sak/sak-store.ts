import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
import type { Saksinnhold } from './saker.ts'

export type Sak = Selectable<Tabeller['sak']>
export type Bidrag = Selectable<Tabeller['bidrag']>

export async function hentSak(ktx: Kontekst, id: string): Promise<Sak | undefined> {
  return ktx.db
    .selectFrom('sak')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function hentSaker(ktx: Kontekst, ider: readonly string[]): Promise<Map<string, Sak>> {
  if (ider.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('sak')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', 'in', [...ider])
    .execute()
  return new Map(rader.map(rad => [rad.id, rad]))
}

/** Cases the school has discussed before, newest first: one of them may be raised again. */
export async function skolensSaker(ktx: Kontekst, skole: string): Promise<Sak[]> {
  return ktx.db
    .selectFrom('sak')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .orderBy('meldt', 'desc')
    .limit(25)
    .execute()
}

function tilKolonner(innhold: Saksinnhold) {
  return {
    type: innhold.type,
    beskrivelse: innhold.beskrivelse,
    tatt_opp: innhold.tattOpp,
    onsker: innhold.onsker,
    provd: innhold.provd,
    sporsmal: innhold.sporsmal,
    bor_bidra: innhold.borBidra.join(','),
  }
}

export async function opprettSak(
  ktx: Kontekst,
  sak: { id: string; ref: string; skole: string; apen: boolean; meldt_av: string; meldt_tjeneste: string },
  innhold: Saksinnhold,
): Promise<void> {
  await ktx.db
    .insertInto('sak')
    .values({
      tenant: ktx.tenant,
      meldt: ktx.na().toJSDate(),
      fjernet: null,
      ...sak,
      ...tilKolonner(innhold),
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
    .set({ ...tilKolonner(innhold), apen, versjon: versjon + 1, fjernet: null })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .where('versjon', '=', versjon)
    .executeTakeFirst()
  return numUpdatedRows > 0n
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
  return ktx.db
    .selectFrom('bidrag')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('punkt', 'in', [...punkter])
    .orderBy('tid')
    .execute()
}

/** One contribution per person and item; a new one replaces what the same person wrote. */
export async function lagreBidrag(
  ktx: Kontekst,
  bidrag: { punkt: string; person: string; tjeneste: string; tekst: string; tilbud: string },
): Promise<void> {
  const nytt = {
    tjeneste: bidrag.tjeneste,
    tekst: bidrag.tekst,
    tilbud: bidrag.tilbud,
    tid: ktx.na().toJSDate(),
    fjernet: null,
  }
  await ktx.db
    .insertInto('bidrag')
    .values({
      tenant: ktx.tenant,
      id: crypto.randomUUID(),
      punkt: bidrag.punkt,
      person: bidrag.person,
      ...nytt,
    })
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
