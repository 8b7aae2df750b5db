import { defineConfig } from 'vitest/config'

const rot = new URL('..', import.meta.url).pathname

export default defineConfig({
  root: rot,
  test: {
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
          exclude: ['**/node_modules/**', 'tests/etterpa/**', 'tests/nettleser/**', 'tests/utskrift/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // After all the others: searches what they made the bot send.
        extends: true,
        test: { name: 'etterpå', include: ['tests/etterpa/**/*.test.ts'], sequence: { groupOrder: 1 } },
      },
    ],
  },
})
