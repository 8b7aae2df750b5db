// npm run navnevakt:mal -- MAPPE. Node 20 runs no TypeScript; Vite, which Vitest brings, loads the rest. The contestants run without it.
import { execSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'

const her = fileURLToPath(new URL('.', import.meta.url))
const endret = fil => statSync(her + fil, { throwIfNoEntry: false })?.mtimeMs ?? 0
if (endret('node_modules/.package-lock.json') < endret('package-lock.json')) {
  console.error('Installerer pakkene som navnevakten måles mot, i tests/navnevakt/maling.')
  execSync('npm ci --no-audit --no-fund --loglevel=error', { cwd: her, stdio: ['ignore', 2, 2] })
}

const vite = await createViteServer({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
})

try {
  await vite.ssrLoadModule('/tests/navnevakt/maling/mal.ts')
} finally {
  await vite.close()
}
