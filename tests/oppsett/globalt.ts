import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Postgres, startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string
    opptak: string
  }
}

/**
 * Once for the whole suite, whichever project asks first: a PostgreSQL, and the folder where all that the bot sent is kept for the
 * search at the end.
 */
export default async function globalt(prosjekt: TestProject) {
  const delt = process.env['SKOLESTOTTE_TEST']
  if (delt !== undefined) {
    const { opptak, url } = JSON.parse(delt) as { opptak: string; url: string }
    prosjekt.provide('postgres', url)
    prosjekt.provide('opptak', opptak)
    return
  }
  const opptak = mkdtempSync(join(tmpdir(), 'skolestotte-opptak-'))
  const postgres: Postgres = await startPostgres()
  process.env['SKOLESTOTTE_TEST'] = JSON.stringify({ opptak, url: postgres.url })
  prosjekt.provide('postgres', postgres.url)
  prosjekt.provide('opptak', opptak)
  return async () => {
    await postgres.stopp()
    rmSync(opptak, { recursive: true, force: true })
  }
}
