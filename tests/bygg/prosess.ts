import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROT = join(import.meta.dirname, '../..')

export type Kjoring = {
  prosess: ChildProcess
  ut(): string
  feil(): string
  /** Until that has been written; throws when it does not come. */
  ventPa(tekst: string): Promise<void>
  slutt: Promise<number | null>
}

export type Program = { mappe: string; kjor(...argumenter: string[]): Kjoring; fjern(): Promise<void> }

/** The bot compiled to a folder of its own, to be run as it is in the demo: a process, with what it writes. */
export async function kompilertBot(): Promise<Program> {
  const mappe = await mkdtemp(join(tmpdir(), 'skolestotte-program-'))
  await writeFile(join(mappe, 'package.json'), '{"type":"module"}')
  for (const navn of ['node_modules', 'cards', 'src'])
    await symlink(join(ROT, navn), join(mappe, navn), 'junction')
  await promisify(execFile)(process.execPath, [
    join(ROT, 'node_modules/typescript/bin/tsc'),
    ...['-p', join(ROT, 'src'), '--outDir', join(mappe, 'dist'), '--noCheck'],
  ])
  return {
    mappe,
    kjor(...argumenter) {
      const prosess = spawn(process.execPath, [join(mappe, 'dist/main.js'), ...argumenter], {
        cwd: mappe,
        env: { PATH: process.env['PATH'] },
      })
      let ut = ''
      let feil = ''
      prosess.stdout.on('data', bit => {
        ut += bit
      })
      prosess.stderr.on('data', bit => {
        feil += bit
      })
      const slutt = new Promise<number | null>(ferdig => prosess.once('close', ferdig))
      return {
        prosess,
        ut: () => ut,
        feil: () => feil,
        slutt,
        async ventPa(tekst) {
          for (let i = 0; i < 600 && !ut.includes(tekst); i++) await new Promise(r => setTimeout(r, 100))
          if (!ut.includes(tekst)) throw new Error(`«${tekst}» kom aldri. Det som kom: ${ut}${feil}`)
        },
      }
    },
    fjern: () => rm(mappe, { recursive: true }),
  }
}
