import { defineConfig } from 'vitest/config'
import { AndreForsok } from '../oppsett/andre-forsok.ts'

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['tests/nettleser/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // A client, a browser and a bot on one machine: a second try, all of it started anew.
    retry: 1,
    reporters: ['default', new AndreForsok()],
  },
})
