import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Brukerfeil } from '../../src/demo/brukerfeil.ts'
import { lasMappe } from '../../src/demo/datalas.ts'
import { kompilert } from './kompilert.ts'

const ekte = process.platform
const settPlattform = (value: NodeJS.Platform) => Object.defineProperty(process, 'platform', { value })

// macOS has neither abstract sockets nor named pipes; the socket file it gets works here too.
describe.each([ekte, 'darwin' as const])('låsen på en datamappe (%s)', plattform => {
  let mappe: string
  let program: Awaited<ReturnType<typeof kompilert>>
  const barn: ChildProcess[] = []

  beforeAll(async () => {
    program = await kompilert('datalas.ts')
  })
  afterAll(() => program.fjern())

  beforeEach(async () => {
    settPlattform(plattform)
    mappe = await realpath(await mkdtemp(join(tmpdir(), 'skolestotte-las-')))
  })
  afterEach(async () => {
    settPlattform(ekte)
    for (const ett of barn.splice(0)) ett.kill('SIGKILL')
    await rm(mappe, { recursive: true })
  })

  async function annenProsess(): Promise<{ svar: string; prosess: ChildProcess }> {
    const prosess = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `Object.defineProperty(process, 'platform', { value: '${plattform}' })
         import { lasMappe } from ${JSON.stringify(`file://${program.mappe}/datalas.js`)}
         await lasMappe(${JSON.stringify(mappe)}).then(() => console.log('fikk den'), feil => console.log(feil.message))
         setInterval(() => {}, 1000)`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    barn.push(prosess)
    const [bytes] = await once(prosess.stdout, 'data')
    return { svar: String(bytes).trim(), prosess }
  }

  it('nekter den andre med én linje som sier hva en skal gjøre', async () => {
    const las = await lasMappe(mappe)
    const { svar } = await annenProsess()
    expect(svar).toBe(
      `Mappa ${mappe} er i bruk av et annet program. Stopp det først, eller velg en annen mappe.`,
    )
    await las.frigi()
  })

  it('nekter også når en annen prosess var først', async () => {
    expect((await annenProsess()).svar).toBe('fikk den')
    await expect(lasMappe(mappe)).rejects.toThrow(Brukerfeil)
  })

  it('slippes når den som har den, blir drept med kill -9', async () => {
    const { svar, prosess } = await annenProsess()
    expect(svar).toBe('fikk den')
    prosess.kill('SIGKILL')
    await once(prosess, 'exit')
    const las = await lasMappe(mappe)
    await las.frigi()
  })

  it('kan tas igjen når den er frigitt', async () => {
    await (await lasMappe(mappe)).frigi()
    await (await lasMappe(mappe)).frigi()
  })

  it('gjelder mappa, ikke navnet den ble nådd med', async () => {
    const las = await lasMappe(mappe)
    const lenke = `${mappe}-lenke`
    await symlink(mappe, lenke)
    await expect(lasMappe(lenke)).rejects.toThrow('i bruk')
    await rm(lenke)
    await las.frigi()
  })

  it('lar to mapper være i bruk samtidig, og lager den som mangler', async () => {
    const en = await lasMappe(join(mappe, 'a/b'))
    const to = await lasMappe(join(mappe, 'c'))
    await Promise.all([en.frigi(), to.frigi()])
  })

  it('nekter en mappe som ikke kan skrives til', async () => {
    await writeFile(join(mappe, 'fil'), '')
    const under = join(mappe, 'fil/data')
    await expect(lasMappe(under)).rejects.toThrow(
      new Brukerfeil(`Mappa ${under} kan ikke skrives til (ENOTDIR). Velg en annen.`),
    )
  })
})
