import { sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import { UTEN_LEVERING } from '../utboks/utboks.ts'
import { LEIETID_S } from '../utboks/utboks-store.ts'
import type { Jobb, Jobbkjoring, Ko } from './helse.ts'

const PROSESS_BORTE_S = 60
const DOGN_S = 24 * 3600

/** One round trip to the database and nothing else: how long it takes is how fast it answers. */
export async function pek(ktx: Kontekst): Promise<void> {
  await sql`select 1`.execute(ktx.db)
}

export async function hentKo(ktx: Kontekst): Promise<Ko> {
  const na = ktx.na().toJSDate()
  // Nobody has a message in hand for longer than a lease: what is older is not on its way.
  const lenge = ktx.na().minus({ seconds: LEIETID_S }).toJSDate()
  const rad = await ktx.db
    .selectFrom('utboks')
    .select(eb => [
      eb.fn.countAll<string>().filterWhere('feilkode', 'is not', null).as('feiler'),
      eb.fn
        .countAll<string>()
        .filterWhere(w =>
          w.and([
            w('feilkode', 'is', null),
            w('forfall', '<=', na),
            w.or([w('leie_til', 'is', null), w('leie_til', '<', na), w('forfall', '<', lenge)]),
          ]),
        )
        .as('forfalte'),
      eb.fn
        .countAll<string>()
        .filterWhere(w =>
          w.and([
            w('feilkode', 'is', null),
            w('forfall', '<=', na),
            w('leie_til', '>=', na),
            w('forfall', '>=', lenge),
          ]),
        )
        .as('underveis'),
      eb.fn
        .countAll<string>()
        .filterWhere(w => w.and([w('feilkode', 'is', null), w('forfall', '>', na)]))
        .as('senere'),
      // Also of those that have failed, and of those in somebody's hand: due again, and not sent.
      eb.fn.min<Date | null>('forfall').filterWhere('forfall', '<=', na).as('eldsteForfalte'),
      eb.fn.min<Date | null>('forst_forfalt').as('eldsteFeilende'),
    ])
    .where('tenant', '=', ktx.tenant)
    .where('status', '=', 'venter')
    .executeTakeFirstOrThrow()
  const sendt = await ktx.db
    .selectFrom('utboks')
    .select('avsluttet')
    .where('tenant', '=', ktx.tenant)
    .where('status', '=', 'sendt')
    // That the tidying is done does not say that anything gets out.
    .where('slag', 'not in', [...UTEN_LEVERING])
    .where('avsluttet', 'is not', null)
    .orderBy('avsluttet', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    feiler: Number(rad.feiler),
    forfalte: Number(rad.forfalte),
    underveis: Number(rad.underveis),
    senere: Number(rad.senere),
    eldsteForfalte: rad.eldsteForfalte,
    eldsteFeilende: rad.eldsteFeilende,
    sistSendt: sendt?.avsluttet ?? null,
  }
}

/** How many wait, by kind. */
export async function hentDybde(ktx: Kontekst): Promise<{ slag: string; antall: number }[]> {
  const rader = await ktx.db
    .selectFrom('utboks')
    .select(eb => ['slag', eb.fn.countAll<string>().as('antall')])
    .where('tenant', '=', ktx.tenant)
    .where('status', '=', 'venter')
    .groupBy('slag')
    .orderBy('slag')
    .execute()
  return rader.map(rad => ({ slag: rad.slag, antall: Number(rad.antall) }))
}

export type Feilantall = { kode: string; antall: number }

/** Given up in the last 24 hours, and those that are still tried, by code; the most of them first. */
export async function hentFeil(ktx: Kontekst): Promise<{ oppgitt: Feilantall[]; proves: Feilantall[] }> {
  const tell = async (status: 'feilet' | 'venter', siden?: Date): Promise<Feilantall[]> => {
    const rader = await ktx.db
      .selectFrom('utboks')
      .select(eb => ['feilkode', eb.fn.countAll<string>().as('antall')])
      .where('tenant', '=', ktx.tenant)
      .where('status', '=', status)
      .where('feilkode', 'is not', null)
      .$if(siden !== undefined, q => q.where('avsluttet', '>=', siden ?? null))
      .groupBy('feilkode')
      .orderBy('antall', 'desc')
      .orderBy('feilkode')
      .execute()
    return rader.map(rad => ({ kode: rad.feilkode ?? '', antall: Number(rad.antall) }))
  }
  const dognet = ktx.na().minus({ seconds: DOGN_S }).toJSDate()
  return { oppgitt: await tell('feilet', dognet), proves: await tell('venter') }
}

export async function hentJobber(ktx: Kontekst): Promise<Jobbkjoring[]> {
  return ktx.db
    .selectFrom('jobbkjoring')
    .select(['navn', 'meldt', 'sist_start as sistStart', 'sist_ferdig as sistFerdig', 'ms', 'utfall'])
    .where('tenant', '=', ktx.tenant)
    .orderBy('navn')
    .execute()
}

/** From now on these are expected to run, and no others. */
export async function forventJobber(ktx: Kontekst, jobber: readonly Jobb[]): Promise<void> {
  await ktx.db
    .deleteFrom('jobbkjoring')
    .where('tenant', '=', ktx.tenant)
    .where('navn', 'not in', [...jobber, ''])
    .execute()
  for (const navn of jobber)
    await ktx.db
      .insertInto('jobbkjoring')
      .values(nyKjoring(ktx, navn))
      .onConflict(ved => ved.columns(['tenant', 'navn']).doNothing())
      .execute()
}

const nyKjoring = (ktx: Kontekst, navn: Jobb) => ({
  tenant: ktx.tenant,
  navn,
  meldt: ktx.na().toJSDate(),
  sist_start: null,
  sist_ferdig: null,
  ms: null,
  utfall: '',
})

export async function lagreStart(ktx: Kontekst, navn: Jobb): Promise<void> {
  const sist_start = ktx.na().toJSDate()
  await ktx.db
    .insertInto('jobbkjoring')
    .values({ ...nyKjoring(ktx, navn), sist_start })
    .onConflict(ved => ved.columns(['tenant', 'navn']).doUpdateSet({ sist_start }))
    .execute()
}

/** `utfall`: «ok», or a code; only what ended well counts as having run. */
export async function lagreSlutt(
  ktx: Kontekst,
  navn: Jobb,
  { utfall, ms }: { utfall: string; ms: number },
): Promise<void> {
  await ktx.db
    .updateTable('jobbkjoring')
    .set({ utfall, ms, ...(utfall === 'ok' ? { sist_ferdig: ktx.na().toJSDate() } : {}) })
    .where('tenant', '=', ktx.tenant)
    .where('navn', '=', navn)
    .execute()
}

/** This process lives. Those that have said nothing for a day are forgotten. */
export async function lagreHjerteslag(ktx: Kontekst, id: string, startet: Date): Promise<void> {
  const sist_sett = ktx.na().toJSDate()
  await ktx.db
    .insertInto('arbeider')
    .values({ tenant: ktx.tenant, id, startet, sist_sett })
    .onConflict(ved => ved.columns(['tenant', 'id']).doUpdateSet({ sist_sett }))
    .execute()
  await ktx.db
    .deleteFrom('arbeider')
    .where('tenant', '=', ktx.tenant)
    .where('sist_sett', '<', ktx.na().minus({ seconds: DOGN_S }).toJSDate())
    .execute()
}

export async function fjernArbeider(ktx: Kontekst, id: string): Promise<void> {
  await ktx.db.deleteFrom('arbeider').where('tenant', '=', ktx.tenant).where('id', '=', id).execute()
}

/** Processes that have been seen in the last minute. */
export async function tellProsesser(ktx: Kontekst): Promise<number> {
  const { antall } = await ktx.db
    .selectFrom('arbeider')
    .select(eb => eb.fn.countAll<string>().as('antall'))
    .where('tenant', '=', ktx.tenant)
    .where('sist_sett', '>=', ktx.na().minus({ seconds: PROSESS_BORTE_S }).toJSDate())
    .executeTakeFirstOrThrow()
  return Number(antall)
}
