import { sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import { DAGSLAG, type Dagslag, fortett, INSTANSER, type Tellerad, UTFALL } from './apendor.ts'
import { kjent, kjentEllerTom, tilDrofting } from './apendor-store.ts'

/** Drøftinger of that day or before become counts per month, and who the fagkonsulent was is let go. Answers how many. */
export async function fortettTil(ktx: Kontekst, dag: string): Promise<number> {
  const { db, tenant } = ktx
  const dager = await db
    .selectFrom('apendor_dag')
    .select(['id', 'skole', 'dato', 'slag'])
    .where('tenant', '=', tenant)
    .where('dato', '<=', dag)
    // Those that have been counted have nobody's name and no drøftinger.
    .where(w =>
      w.or([
        w('fagkonsulent', 'is not', null),
        w.exists(
          w
            .selectFrom('drofting')
            .select('drofting.id')
            .where('drofting.tenant', '=', tenant)
            .whereRef('drofting.dag', '=', 'apendor_dag.id'),
        ),
      ]),
    )
    .execute()
  if (dager.length === 0) return 0
  const ider = dager.map(d => d.id)
  const slettet = await db
    .deleteFrom('drofting')
    .where('tenant', '=', tenant)
    .where('dag', 'in', ider)
    .returningAll()
    .execute()
  for (const rad of fortett(dager, slettet.map(tilDrofting)))
    await db
      .insertInto('apendor_telling')
      .values({ tenant, ...rad })
      .onConflict(ved =>
        ved
          .columns(['tenant', 'skole', 'maned', 'slag', 'utfall', 'instans', 'sendt'])
          .doUpdateSet({ antall: sql`apendor_telling.antall + excluded.antall` }),
      )
      .execute()
  await db
    .updateTable('apendor_dag')
    .set({ fagkonsulent: null })
    .where('tenant', '=', tenant)
    .where('id', 'in', ider)
    .execute()
  return slettet.length
}

/** Counts of a school from day to day: what is still kept one by one, and what has become counts of those months. */
export async function hentTellerader(
  ktx: Kontekst,
  skole: string,
  fra: string,
  til: string,
): Promise<Tellerad[]> {
  const { db, tenant } = ktx
  const levende = await db
    .selectFrom('drofting')
    .innerJoin('apendor_dag', j =>
      j.onRef('apendor_dag.tenant', '=', 'drofting.tenant').onRef('apendor_dag.id', '=', 'drofting.dag'),
    )
    .select([
      'apendor_dag.slag as slag',
      'utfall',
      'instans',
      sql<string>`case when utfall <> 'melding' then '' when melding_sendt then 'ja' else 'nei' end`.as(
        'sendt',
      ),
      sql<number>`count(*)::int`.as('antall'),
    ])
    .where('drofting.tenant', '=', tenant)
    .where('skole', '=', skole)
    .where('status', '=', 'planlagt')
    .where('dato', '>=', fra)
    .where('dato', '<=', til)
    .groupBy(['apendor_dag.slag', 'utfall', 'instans', 'sendt'])
    .execute()
  const fortettet = await db
    .selectFrom('apendor_telling')
    .select(['slag', 'utfall', 'instans', 'sendt', 'antall'])
    .where('tenant', '=', tenant)
    .where('skole', '=', skole)
    .where('maned', '>=', fra.slice(0, 7))
    .where('maned', '<=', til.slice(0, 7))
    .execute()
  return [...levende, ...fortettet].map(rad => ({
    slag: kjent(DAGSLAG, rad.slag),
    utfall: kjentEllerTom(UTFALL, rad.utfall),
    instans: kjentEllerTom(INSTANSER, rad.instans),
    sendt: kjentEllerTom(['ja', 'nei'], rad.sendt),
    antall: rad.antall,
  }))
}

/** How many times each kind has been held: not called off, and begun by now. */
export async function tellDager(
  ktx: Kontekst,
  skole: string,
  fra: string,
  til: string,
): Promise<{ slag: Dagslag; antall: number }[]> {
  const rader = await ktx.db
    .selectFrom('apendor_dag')
    .select(['slag', sql<number>`count(*)::int`.as('antall')])
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('status', '=', 'planlagt')
    .where('start', '<=', ktx.na().toJSDate())
    .where('dato', '>=', fra)
    .where('dato', '<=', til)
    .groupBy('slag')
    .execute()
  return rader.map(rad => ({ slag: kjent(DAGSLAG, rad.slag), antall: rad.antall }))
}
