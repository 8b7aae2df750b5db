import { type RawBuilder, sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Oppgave } from './oppgave-store.ts'

/** What a side may read of, as the database can tell. */
export type Deler = {
  /** The parts the school always reads: «meeting type:part». */
  apne: readonly string[]
  /** Forløp whose consent lets the school be in every part, where they are held as one. */
  sammen: readonly string[]
}

/** Whose tasks are seen: those of these schools' teams, and of these forløp, on each side. */
export type Synlig = Deler & { team: readonly string[]; bv: readonly string[]; skole: readonly string[] }

/** Open tasks that are alike in who may see them; `del`: agreed in a part that the school reads. */
export type Gruppe = {
  skole: string
  forlop: string | null
  ansvarlig: string
  del: boolean
  antall: number
  forfalt: number
  uken: number
}

export type Hvilke = { skole?: string; ansvarlig?: string }
type Like = Pick<Gruppe, 'forlop' | 'ansvarlig' | 'del'>

const blant = (felt: string, verdier: readonly string[]): RawBuilder<boolean> =>
  verdier.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`${sql.ref(felt)} in (${sql.join([...new Set(verdier)])})`

/** Is it of the team, or agreed in a part of one family's meeting that the school reads? */
function iSkolensDel({ apne, sammen }: Deler): RawBuilder<boolean> {
  const del = sql`(select punkt.del from tiltak join punkt on punkt.tenant = tiltak.tenant and punkt.id = tiltak.punkt
    where tiltak.tenant = oppgave.tenant and tiltak.id = oppgave.tiltak)`
  return sql<boolean>`(mote.forlop is null or (mote.slatt and ${blant('mote.forlop', sammen)})
    or ${apne.length === 0 ? sql`false` : sql`mote.type || ':' || coalesce(${del}, 1) in (${sql.join([...apne])})`})`
}

function synlige(s: Synlig): RawBuilder<boolean> {
  return sql<boolean>`((mote.forlop is null and ${blant('oppgave.skole', s.team)}) or ${blant('mote.forlop', s.bv)}
    or (${blant('mote.forlop', s.skole)} and ${iSkolensDel(s)}))`
}

const noenAv = (like: readonly Like[], deler: Deler): RawBuilder<boolean> =>
  like.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        like.map(
          g =>
            sql`(oppgave.ansvarlig = ${g.ansvarlig} and mote.forlop is not distinct from ${g.forlop}
              ${g.forlop === null ? sql`` : sql`and ${iSkolensDel(deler)} = ${g.del}`})`,
        ),
        sql` or `,
      )})`

const apne = (ktx: Kontekst, hvilke: Hvilke) =>
  ktx.db
    .selectFrom('oppgave')
    .innerJoin('mote', j =>
      j.onRef('mote.tenant', '=', 'oppgave.tenant').onRef('mote.id', '=', 'oppgave.mote'),
    )
    .where('oppgave.tenant', '=', ktx.tenant)
    .where(sql<boolean>`oppgave.status in ('apen', 'viderefort')`)
    .$if(hvilke.skole !== undefined, q => q.where('oppgave.skole', '=', hvilke.skole ?? ''))
    .$if(hvilke.ansvarlig !== undefined, q => q.where('oppgave.ansvarlig', '=', hvilke.ansvarlig ?? ''))

/** How many open tasks there are of each kind: one row for each owner and forløp, however many tasks. */
export async function grupper(
  ktx: Kontekst,
  hvilke: Hvilke,
  deler: Deler,
  dager: { idag: string; fra: string; til: string },
): Promise<Gruppe[]> {
  return apne(ktx, hvilke)
    .select(['oppgave.skole', 'mote.forlop', 'oppgave.ansvarlig', iSkolensDel(deler).as('del')])
    .select([
      sql<number>`count(*)::int`.as('antall'),
      sql<number>`(count(*) filter (where oppgave.frist < ${dager.idag}))::int`.as('forfalt'),
      sql<number>`(count(*) filter (where oppgave.frist between ${dager.fra} and ${dager.til}))::int`.as(
        'uken',
      ),
    ])
    .groupBy(['oppgave.skole', 'mote.forlop', 'oppgave.ansvarlig', 'del'])
    .execute()
}

export type Rad = Oppgave & { forlop: string | null; del: boolean }

/** One page of what is seen, the first due first. `blant`: only those like one of these. */
export async function side(
  ktx: Kontekst,
  hvilke: Hvilke & { for?: string; uken?: { fra: string; til: string }; blant?: readonly Like[] },
  synlig: Synlig,
  { fra, antall }: { fra: number; antall: number },
): Promise<Rad[]> {
  const { uken } = hvilke
  return (
    apne(ktx, hvilke)
      .selectAll('oppgave')
      .select(['mote.forlop', iSkolensDel(synlig).as('del')])
      .where(synlige(synlig))
      .$if(hvilke.for !== undefined, q => q.where('oppgave.frist', '<', hvilke.for ?? ''))
      .$if(uken !== undefined, q =>
        q.where('oppgave.frist', '>=', uken?.fra ?? '').where('oppgave.frist', '<=', uken?.til ?? ''),
      )
      .$if(hvilke.blant !== undefined, q => q.where(noenAv(hvilke.blant ?? [], synlig)))
      // What is overdue is what is due first.
      .orderBy('oppgave.frist')
      .orderBy('oppgave.id')
      .limit(antall)
      .offset(fra)
      .execute()
  )
}
