import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { TestProject } from 'vitest/node'
import { apnePglite, apnePostgres } from '../../src/database/tilkobling.ts'
import { MAL, nyDatabase, type Postgres, startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string
    opptak: string
    /** A file: a PGlite with every migration run, for tests to begin as a copy of. */
    ferdigbase: string
  }
}

/**
 * Once for the whole suite, whichever project asks first: a PostgreSQL, and the folder where all that the bot sent is kept for the
 * search at the end.
 */
export default async function globalt(prosjekt: TestProject) {
  const delt = process.env['SKOLESTOTTE_TEST']
  if (delt !== undefined) {
    const { opptak, url, ferdigbase } = JSON.parse(delt) as {
      opptak: string
      url: string
      ferdigbase: string
    }
    prosjekt.provide('postgres', url)
    prosjekt.provide('opptak', opptak)
    prosjekt.provide('ferdigbase', ferdigbase)
    return
  }
  const opptak = mkdtempSync(join(tmpdir(), 'skolestotte-opptak-'))
  const base = mkdtempSync(join(tmpdir(), 'skolestotte-base-'))
  const ferdigbase = join(base, 'ferdig.tar')
  const postgres: Postgres = await startPostgres()
  await (await apnePostgres(await nyDatabase(postgres.url, { navn: MAL }), 'ferdig')).lukk()
  writeFileSync(ferdigbase, await migrertBase(join(base, 'pglite')))
  process.env['SKOLESTOTTE_TEST'] = JSON.stringify({ opptak, url: postgres.url, ferdigbase })
  prosjekt.provide('ferdigbase', ferdigbase)
  prosjekt.provide('postgres', postgres.url)
  prosjekt.provide('opptak', opptak)
  return async () => {
    await postgres.stopp()
    rmSync(opptak, { recursive: true, force: true })
    rmSync(base, { recursive: true, force: true })
  }
}

async function migrertBase(mappe: string): Promise<Uint8Array> {
  await (await apnePglite(mappe, 'ferdig')).lukk()
  const lite = await PGlite.create({ dataDir: mappe })
  const innhold = await (await lite.dumpDataDir('none')).arrayBuffer()
  await lite.close()
  return new Uint8Array(innhold)
}
