import { defineConfig } from 'vitest/config'
import { AndreForsok } from './oppsett/andre-forsok.ts'

const rot = new URL('..', import.meta.url).pathname

const SIKKERHET = 'tests/**/*.security.test.ts'
const ANDRE = ['**/node_modules/**', 'tests/etterpa/**', 'tests/nettleser/**', 'tests/utskrift/**']

export default defineConfig({
  root: rot,
  test: {
    reporters: ['default', new AndreForsok()],
    globalSetup: ['tests/oppsett/globalt.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'alt',
          include: ['tests/**/*.test.ts'],
          exclude: [...ANDRE, SIKKERHET],
          // 5,000 tests that start programs and databases, on a machine with other work: one more try, named in the report.
          retry: process.env['CI'] === undefined ? 0 : 1,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // What leaks one time of two, leaks: never a second try.
        extends: true,
        test: { name: 'sikkerhet', include: [SIKKERHET], exclude: ANDRE, sequence: { groupOrder: 0 } },
      },
      {
        // After all the others: searches what they made the bot send.
        extends: true,
        test: { name: 'etterpå', include: ['tests/etterpa/**/*.test.ts'], sequence: { groupOrder: 1 } },
      },
    ],
  },
})
