import { execFile } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROT = join(import.meta.dirname, '../..')

/** Compiles files from src/demo to a folder of its own, so that a child process can run them as the demo does: plain JavaScript in node. */
export async function kompilert(...filer: string[]): Promise<{ mappe: string; fjern(): Promise<void> }> {
  const mappe = await mkdtemp(join(tmpdir(), 'skolestotte-kompilert-'))
  await writeFile(join(mappe, 'package.json'), '{"type":"module"}')
  await symlink(join(ROT, 'node_modules'), join(mappe, 'node_modules'), 'junction')
  await promisify(execFile)(process.execPath, [
    join(ROT, 'node_modules/typescript/bin/tsc'),
    ...['--ignoreConfig', '--outDir', mappe, '--rootDir', join(ROT, 'src/demo')],
    ...['--module', 'nodenext', '--target', 'es2023', '--types', 'node', '--skipLibCheck'],
    ...['--rewriteRelativeImportExtensions', '--strict'],
    ...filer.map(fil => join(ROT, 'src/demo', fil)),
  ])
  return { mappe, fjern: () => rm(mappe, { recursive: true }) }
}
