import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: { include: ['tests/utskrift/**/*.test.ts'], testTimeout: 120_000, fileParallelism: false },
})
