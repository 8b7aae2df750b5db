// Node 20 runs no TypeScript; Vite, which Vitest brings, loads the rest. An argument limits the run: npm run bilder -- sak
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
  await vite.ssrLoadModule('/tests/bilder/bilder.ts')
} finally {
  await vite.close()
}
