import { sql } from 'kysely'
import { aktivitetSomTekst } from '../../src/demo/kort-som-tekst.ts'
import type { Melding } from '../../src/demo/lokal-kobling.ts'
import { leggInnOvingsdata, type Ovingsperson } from '../../src/demo/ovingskommune.ts'
import { hentIdentitet } from '../../src/identitet/identitet-store.ts'
import { hentPunkterMedTekst } from '../../src/mote/punkt-store.ts'
import { planleggDagen } from '../../src/oppfolging/planlegg-samlevarsler.ts'
import { hentRettelser, hentTiltak } from '../../src/referat/referat-store.ts'
import { hentBidrag, hentSaker } from '../../src/sak/sak-store.ts'
import { planleggRydding } from '../../src/sletting/rydd.ts'
import { START, type Testbot } from './testbot.ts'

/** Whether the bot lives is written down as time goes, whatever anybody does. */
const DRIFT = sql`('jobbkjoring', 'arbeider')`

async function tabeller(b: Testbot): Promise<string[]> {
  const { rows } = await sql<{ navn: string }>`
    select table_name as navn from information_schema.tables
    where table_schema = 'public' and table_name not like 'kysely%' and table_name not in ${DRIFT} order by 1`.execute(
    b.bot.ktx.db,
  )
  return rows.map(rad => rad.navn)
}

/** Every row of every table as JSON, sorted: what two dumps have in common is what nobody changed. */
export async function alleRader(b: Testbot): Promise<Record<string, string[]>> {
  const navn = await tabeller(b)
  const { rows } = await sql<{ tabell: string; rad: unknown }>`${sql.join(
    navn.map(
      tabell => sql`select ${sql.lit(tabell)} as tabell, to_jsonb(t) as rad from ${sql.table(tabell)} t`,
    ),
    sql` union all `,
  )}`.execute(b.bot.ktx.db)
  const ut: Record<string, string[]> = Object.fromEntries(navn.map(tabell => [tabell, []]))
  for (const { tabell, rad } of rows) ut[tabell]?.push(JSON.stringify(rad))
  for (const rader of Object.values(ut)) rader.sort()
  return ut
}

/** The tables where something is not as it was. */
export const ulike = (for_: Record<string, string[]>, etter: Record<string, string[]>): string[] =>
  Object.keys({ ...for_, ...etter }).filter(t => JSON.stringify(for_[t]) !== JSON.stringify(etter[t]))

/** What is closed in the database, opened with its keys: by table. */
async function apnet(b: Testbot): Promise<Record<string, unknown[]>> {
  const { ktx } = b.bot
  const ider = (tabell: 'sak' | 'punkt' | 'mote') => ktx.db.selectFrom(tabell).select('id').execute()
  const saker = (await ider('sak')).map(s => s.id)
  const punkter = (await ider('punkt')).map(p => p.id)
  const moter = (await ider('mote')).map(m => m.id)
  return {
    sak: [...(await hentSaker(ktx, saker)).values()],
    punkt: (await Promise.all(moter.map(mote => hentPunkterMedTekst(ktx, mote)))).flat(),
    bidrag: await hentBidrag(ktx, punkter),
    tiltak: await hentTiltak(ktx, punkter),
    rettelse: (await Promise.all(moter.map(mote => hentRettelser(ktx, mote)))).flat(),
    identitet: await Promise.all(saker.map(sak => hentIdentitet(ktx, sak))),
  }
}

/** The tables where the text stands once it is opened with the keys. Lies it there in clear, the table says so. */
export async function lagretI(b: Testbot, tekst: string): Promise<string[]> {
  const sokt = JSON.stringify(tekst).slice(1, -1)
  const iTabell = (tabeller: Record<string, unknown[]>) =>
    Object.entries(tabeller).flatMap(([tabell, rader]) =>
      rader.some(rad => JSON.stringify(rad ?? '').includes(sokt)) ? [tabell] : [],
    )
  const apent = Object.fromEntries(
    Object.entries(await alleRader(b)).map(([tabell, rader]) => [
      tabell,
      rader.map((rad): unknown => JSON.parse(rad)),
    ]),
  )
  return [...iTabell(await apnet(b)), ...iTabell(apent).map(tabell => `${tabell} i klartekst`)].sort()
}

/** What only the owner of the tables may do; the bot's own role may not. */
export async function somEier(b: Testbot, sporring: string): Promise<void> {
  await sql.raw(`reset role; ${sporring}; set role skolestotte_app`).execute(b.bot.ktx.db)
}

/** `setninger`, with every table emptied first and no foreign key asked; row by row, for a truncate makes every file anew. */
export const medTommeTabeller = (navn: readonly string[], setninger: readonly string[] = []): string =>
  [
    'set session_replication_role = replica',
    ...navn.map(tabell => `delete from ${tabell}`),
    ...setninger,
    'set session_replication_role = origin',
  ].join('; ')

/** The same bot with a fresh practice school, and the clock at the start again. */
export async function begynnPaNytt(b: Testbot): Promise<void> {
  await b.send()
  await somEier(b, medTommeTabeller(await tabeller(b)))
  b.settTid(START)
  await planleggRydding(b.bot.ktx)
  await planleggDagen(b.bot.ktx)
  await leggInnOvingsdata(b.bot.ktx, b.kobling.serviceUrl)
  await b.send()
}

/** Keeps all there is, in the database, in the chats and on the clock; what is answered brings it back as it was. */
export async function taVare(b: Testbot): Promise<() => Promise<void>> {
  await b.send()
  const navn = await tabeller(b)
  const tid = b.na().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS")
  const sendt = b.kobling.meldinger.map(m => ({
    m,
    slag: m.slag,
    antall: m.versjoner.length,
    siste: m.siste,
  }))
  await somEier(
    b,
    [
      'drop schema if exists kopi cascade',
      'create schema kopi',
      ...navn.map(tabell => `create table kopi.${tabell} as table ${tabell}`),
    ].join('; '),
  )
  return async () => {
    await b.send()
    b.settTid(tid)
    for (const { m, slag, antall, siste } of sendt) {
      m.versjoner.length = antall
      Object.assign(m, { slag, siste })
    }
    for (const m of b.kobling.meldinger.slice(sendt.length)) m.slag = 'slettet'
    await somEier(
      b,
      medTommeTabeller(
        navn,
        navn.map(tabell => `insert into ${tabell} table kopi.${tabell}`),
      ),
    )
  }
}

/** What the bot has posted or edited since this was called; conversations with their threads. */
export function fraNaAv(b: Testbot): (samtale?: string) => Melding[] {
  const alt = new Map(b.kobling.meldinger.map(m => [m, m.versjoner.length]))
  return samtale =>
    b.kobling.meldinger.filter(
      m =>
        m.slag !== 'samtale' &&
        m.versjoner.length > (alt.get(m) ?? 0) &&
        (samtale === undefined || m.conversationId === samtale || m.conversationId.startsWith(`${samtale};`)),
    )
}

export const somTekst = (meldinger: readonly Melding[]): string =>
  meldinger.map(m => aktivitetSomTekst(m.siste)).join('\n\n')

/** Somebody in the municipality's tenant whom nobody has given a role. */
export const FREMMED: Ovingsperson = {
  id: '29:fremmed',
  oid: '00000000-0000-4000-8000-0000000000ff',
  fornavn: 'Frank',
  etternavn: 'Fremmed',
  navn: 'Frank Fremmed',
  roller: [],
  tjeneste: 'skole',
}
