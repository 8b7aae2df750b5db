import { sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import { SAMTALEGRENSER, STANSEDE_SAMTALER, TIMEGRENSE, VENTER_I_HENDE_S } from './takt.ts'

/** The whole app in the tenant, among the conversations. */
const ALLE = ''

/** `fikk`: a turn is set aside, `sekunder` from now; otherwise that is how long until it is worth asking again. */
export type Tur = { fikk: boolean; sekunder: number }

const MEST = Math.max(...SAMTALEGRENSER.map(g => g.antall))

/** The first time a conversation has room. Every replica asks the same row, and the time is the database's. */
const samtalensTur = sql`greatest(now(), t.stanset_til, t.ledig - make_interval(secs => ${sql.lit(
  (TIMEGRENSE.straks - 1) * TIMEGRENSE.hvertSekund,
)}), ${sql.join(
  SAMTALEGRENSER.map(g => sql`t.tider[${sql.lit(g.antall)}] + make_interval(secs => ${sql.lit(g.sekunder)})`),
)})`

/** Sets aside a turn in a conversation. */
export async function settAvTur(ktx: Kontekst, samtale: string): Promise<Tur> {
  const steg = sql`make_interval(secs => ${sql.lit(TIMEGRENSE.hvertSekund)})`
  return spor(
    ktx,
    samtale,
    samtalensTur,
    sql`insert into takt as t (tenant, nokkel, tider, ledig) values (${ktx.tenant}, ${samtale}, array[now()], now() + ${steg})
      on conflict (tenant, nokkel) do update set tider = array_prepend(${samtalensTur}, t.tider[1:${sql.lit(MEST - 1)}]),
        ledig = greatest(t.ledig, ${samtalensTur}) + ${steg}
      where ${samtalensTur} <= now() + make_interval(secs => ${sql.lit(VENTER_I_HENDE_S.samtale)})
      returning extract(epoch from t.tider[1] - now())::float8 as sekunder`,
  )
}

/** Sets aside a turn among all that the app sends: evenly, `perSekund` a second, whichever replica asks. */
export async function settAvTurBlantAlle(ktx: Kontekst, perSekund: number): Promise<Tur> {
  const tur = sql`greatest(now(), t.ledig, t.stanset_til)`
  const steg = sql`make_interval(secs => ${1 / perSekund})`
  return spor(
    ktx,
    ALLE,
    tur,
    sql`insert into takt as t (tenant, nokkel, ledig) values (${ktx.tenant}, ${ALLE}, now() + ${steg})
      on conflict (tenant, nokkel) do update set ledig = ${tur} + ${steg}
      where ${tur} <= now() + make_interval(secs => ${sql.lit(VENTER_I_HENDE_S.alle)})
      returning extract(epoch from t.ledig - ${steg} - now())::float8 as sekunder`,
  )
}

async function spor(
  ktx: Kontekst,
  nokkel: string,
  tur: ReturnType<typeof sql>,
  sporring: ReturnType<typeof sql>,
): Promise<Tur> {
  const fikk = await les(ktx, sporring)
  if (fikk !== undefined) return { fikk: true, sekunder: fikk }
  const vent = await les(
    ktx,
    sql`select extract(epoch from ${tur} - now())::float8 as sekunder from takt as t
      where tenant = ${ktx.tenant} and nokkel = ${nokkel}`,
  )
  return { fikk: false, sekunder: vent ?? 0 }
}

async function les(ktx: Kontekst, sporring: ReturnType<typeof sql>): Promise<number | undefined> {
  const { rows } = await sporring.execute(ktx.db)
  const rad = rows[0] as { sekunder: number } | undefined
  return rad && Math.max(0, rad.sekunder)
}

/** Is the app, or this conversation, told to wait: for how many seconds more, and which of them? */
export async function hentStans(
  ktx: Kontekst,
  samtale: string | undefined,
): Promise<{ grunn: 'samtale' | 'alle'; sekunder: number } | undefined> {
  const { rows } = await sql<{ nokkel: string; sekunder: number }>`
    select nokkel, extract(epoch from stanset_til - now())::float8 as sekunder from takt
    where tenant = ${ktx.tenant} and nokkel in (${ALLE}, ${samtale ?? ALLE}) and stanset_til > now()
    order by stanset_til desc limit 1`.execute(ktx.db)
  const [rad] = rows
  return rad && { grunn: rad.nokkel === ALLE ? 'alle' : 'samtale', sekunder: rad.sekunder }
}

/** Teams has asked us to wait: nobody sends to this conversation until then, and when several are told so, nobody sends at all. */
export async function stans(ktx: Kontekst, samtale: string | undefined, sekunder: number): Promise<void> {
  await settStans(ktx, samtale ?? ALLE, sekunder)
  if (samtale === undefined) return
  const { rows } = await sql<{ antall: number }>`select count(*)::int as antall from takt
    where tenant = ${ktx.tenant} and nokkel <> ${ALLE} and stanset_til > now()`.execute(ktx.db)
  if ((rows[0]?.antall ?? 0) >= STANSEDE_SAMTALER) await settStans(ktx, ALLE, sekunder)
}

async function settStans(ktx: Kontekst, nokkel: string, sekunder: number): Promise<void> {
  await sql`insert into takt as t (tenant, nokkel, ledig, stanset_til)
    values (${ktx.tenant}, ${nokkel}, now(), now() + make_interval(secs => ${sekunder}))
    on conflict (tenant, nokkel) do update set stanset_til = greatest(t.stanset_til, excluded.stanset_til)`.execute(
    ktx.db,
  )
}

/** Conversations that have been quiet for an hour are not counted any more. */
export async function ryddTakt(ktx: Kontekst): Promise<void> {
  await sql`delete from takt where tenant = ${ktx.tenant} and ledig < now() - interval '1 hour'
    and coalesce(tider[1], ledig) < now() - interval '1 hour' and coalesce(stanset_til, now()) <= now()`.execute(
    ktx.db,
  )
}
