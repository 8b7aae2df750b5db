// npm run bilde:prov. Node 20 runs no TypeScript; Vite, which Vitest brings, loads what builds and starts.
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'

const vite = await createViteServer({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
})

try {
  const { kjor } = await vite.ssrLoadModule('/tests/infra/prov-bilde.ts')
  process.exitCode = await kjor()
} finally {
  await vite.close()
}
process.exit()
