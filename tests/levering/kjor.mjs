// npm run test:feil og npm run utboks:mal. Node 20 runs no TypeScript; Vite, which Vitest brings, loads what measures. The workers
// are processes of their own, on what is built.
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'

const [hva] = process.argv.slice(2)
const vite = await createViteServer({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
})

try {
  const { kjor } = await vite.ssrLoadModule(`/tests/levering/${hva === 'mal' ? 'mal' : 'feil'}.ts`)
  process.exitCode = await kjor(process.argv.slice(3))
} finally {
  await vite.close()
}
process.exit()
