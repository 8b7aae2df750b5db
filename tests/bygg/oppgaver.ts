import { sql } from 'kysely'
import type { Kontekst } from '../../src/database/kontekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../../src/demo/ovingskommune.ts'
import { hentPunkter } from '../../src/mote/punkt-store.ts'
import { opprettOppgave } from '../../src/oppfolging/oppgave-store.ts'
import { hentTiltak, leggTilTiltak } from '../../src/referat/referat-store.ts'

/** A running bot, whatever else is around it. */
type Bot = { bot: { ktx: Kontekst } }

/** The meeting of four weeks ago, that the practice school begins with. */
export async function forrigeMote(b: Bot, skole: string = OVING.skole.id): Promise<string> {
  const { id } = await b.bot.ktx.db
    .selectFrom('mote')
    .select('id')
    .where('skole', '=', skole)
    .where('forlop', 'is', null)
    .orderBy('dato')
    .executeTakeFirstOrThrow()
  return id
}

/** An open task, agreed in a case of this meeting; answers its id. */
export async function enOppgave(
  b: Bot,
  inn: { hos: Ovingsperson; frist?: string; tekst?: string; mote?: string },
): Promise<string> {
  const { ktx } = b.bot
  const mote = inn.mote ?? (await forrigeMote(b))
  const [punkt] = (await hentPunkter(ktx, mote)).filter(p => p.sak !== null)
  if (punkt === undefined) throw new Error('møtet har ingen saker')
  const finnes = (await hentTiltak(ktx, [punkt.id])).map(t => t.id)
  const { hos, frist = '2026-12-18', tekst = 'Ta det opp i neste møte.' } = inn
  await leggTilTiltak(ktx, punkt, { tekst, ansvarlig: ovingsId(hos), frist })
  const tiltak = (await hentTiltak(ktx, [punkt.id])).find(t => !finnes.includes(t.id))
  const id = crypto.randomUUID()
  await opprettOppgave(ktx, {
    id,
    tiltak: tiltak?.id ?? '',
    ref: punkt.ref,
    skole: OVING.skole.id,
    mote,
    ansvarlig: ovingsId(hos),
    frist,
  })
  return id
}

/** Very many at once, due after all the others, in a case where there is a task already. */
export async function mangeOppgaver(
  b: Bot,
  antall: number,
  hos: readonly Ovingsperson[],
  skole: string = OVING.skole.id,
): Promise<void> {
  const { db, tenant } = b.bot.ktx
  const personer = sql.join(hos.map(p => ovingsId(p)))
  const nr = crypto.randomUUID()
  await sql`
    insert into tiltak (tenant, id, punkt, nr, tekst)
    select t.tenant, ${nr}::text || n, t.punkt, t.sist + n, ''
    from (select tiltak.*, (select max(nr) from tiltak) as sist from tiltak join oppgave
        on oppgave.tenant = tiltak.tenant and oppgave.tiltak = tiltak.id limit 1) t, generate_series(1, ${antall}::int) n`.execute(
    db,
  )
  await sql`
    insert into oppgave (tenant, id, tiltak, ref, skole, mote, ansvarlig, frist, status, endret)
    select ${tenant}, gen_random_uuid()::text, ${nr}::text || n, o.ref, ${skole}, o.mote,
      (array[${personer}]::text[])[1 + n % ${hos.length}::int], to_char(date '2027-01-04' + n % 300, 'YYYY-MM-DD'), 'apen', now()
    from (select * from oppgave limit 1) o, generate_series(1, ${antall}::int) n`.execute(db)
}

/** How many times the database is asked, by work done with this context. */
export function medTeller(b: Bot): { ktx: Kontekst; antall(): number } {
  let antall = 0
  const db = b.bot.ktx.db.withPlugin({
    transformQuery: ({ node }) => {
      antall++
      return node
    },
    transformResult: async ({ result }) => result,
  })
  return { ktx: { ...b.bot.ktx, db }, antall: () => antall }
}
