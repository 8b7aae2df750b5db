import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'

export type Varselvalg = Omit<Selectable<Tabeller['varselvalg']>, 'tenant'>

const FELT = ['person', 'klokke', 'stoppet', 'borte_fra', 'borte_til', 'vikar'] as const

/** What a person has chosen; undefined for those who have chosen nothing. */
export async function hentVarselvalg(ktx: Kontekst, person: string): Promise<Varselvalg | undefined> {
  return ktx.db
    .selectFrom('varselvalg')
    .select(FELT)
    .where('tenant', '=', ktx.tenant)
    .where('person', '=', person)
    .executeTakeFirst()
}

export async function alleVarselvalg(ktx: Kontekst): Promise<Map<string, Varselvalg>> {
  const rader = await ktx.db.selectFrom('varselvalg').select(FELT).where('tenant', '=', ktx.tenant).execute()
  return new Map(rader.map(rad => [rad.person, rad]))
}

/** Those who are away on `dag` (yyyy-MM-dd) and have named this person to stand in. */
export async function vikarFor(ktx: Kontekst, person: string, dag: string): Promise<Varselvalg[]> {
  return ktx.db
    .selectFrom('varselvalg')
    .select(FELT)
    .where('tenant', '=', ktx.tenant)
    .where('vikar', '=', person)
    .where('borte_til', '>=', dag)
    .where(w => w.or([w('borte_fra', 'is', null), w('borte_fra', '<=', dag)]))
    .orderBy('person')
    .execute()
}

export async function lagreVarselvalg(ktx: Kontekst, valg: Varselvalg): Promise<void> {
  const { person, ...resten } = valg
  await ktx.db
    .insertInto('varselvalg')
    .values({ tenant: ktx.tenant, person, ...resten })
    .onConflict(ved => ved.columns(['tenant', 'person']).doUpdateSet(resten))
    .execute()
}

/** Whoever has no role any more is reminded of nothing, and what they chose is not kept. */
export async function glemValgUtenRolle(ktx: Kontekst): Promise<void> {
  await ktx.db
    .deleteFrom('varselvalg')
    .where('tenant', '=', ktx.tenant)
    .where('person', 'not in', eb => eb.selectFrom('rolle').select('person').where('tenant', '=', ktx.tenant))
    .execute()
}
