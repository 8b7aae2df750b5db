import { sql } from 'kysely'
import { aktivitetSomTekst } from '../../src/demo/kort-som-tekst.ts'
import type { Melding } from '../../src/demo/lokal-kobling.ts'
import { leggInnOvingsdata, type Ovingsperson } from '../../src/demo/ovingskommune.ts'
import { START, type Testbot } from './testbot.ts'

async function tabeller(b: Testbot): Promise<string[]> {
  const { rows } = await sql<{ navn: string }>`
    select table_name as navn from information_schema.tables
    where table_schema = 'public' and table_name not like 'kysely%' order by 1`.execute(b.bot.ktx.db)
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

/** The tables where the text stands. */
export async function lagretI(b: Testbot, tekst: string): Promise<string[]> {
  const sokt = JSON.stringify(tekst).slice(1, -1)
  return Object.entries(await alleRader(b)).flatMap(([tabell, rader]) =>
    rader.some(rad => rad.includes(sokt)) ? [tabell] : [],
  )
}

/** The same bot with a fresh practice school, and the clock at the start again. */
export async function begynnPaNytt(b: Testbot): Promise<void> {
  await b.send()
  const navn = (await tabeller(b)).map(tabell => sql.table(tabell))
  await sql`truncate table ${sql.join(navn)} cascade`.execute(b.bot.ktx.db)
  b.settTid(START)
  await leggInnOvingsdata(b.bot.ktx, b.kobling.serviceUrl)
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
