import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Brukerfeil } from '../../src/demo/brukerfeil.ts'
import { type Klientoppsett, startKlient } from '../../src/demo/klient.ts'
import { ledigPort } from '../bygg/ledig-port.ts'
import { kompilert } from './kompilert.ts'

const person = (navn: string, nr: number) => ({
  id: `29:${navn}`,
  navn,
  upn: `${navn}@eksempel.no`,
  oid: `00000000-0000-4000-8000-00000000000${nr}`,
  fornavn: navn,
  etternavn: 'Prøve',
  epost: `${navn}@eksempel.no`,
})

const oppsett: Klientoppsett = {
  tenantId: '11111111-1111-4111-8111-111111111111',
  bot: { id: '28:bot', navn: 'Skolestøtte' },
  denneBrukeren: person('kari', 0),
  andre: ['ola', 'per', 'eva', 'siv', 'jon'].map((navn, nr) => person(navn, nr + 1)),
  personligChatId: 'a:kari',
  gruppechat: { id: '19:gruppe@thread.v2', navn: 'Gruppe' },
  team: {
    id: '19:general@thread.tacv2',
    navn: 'Fjordvik skole',
    aadGroupId: '22222222-2222-4222-8222-222222222222',
    kanal: { id: '19:innsats@thread.tacv2', navn: 'Innsatsteam' },
  },
}
const botUrl = 'http://127.0.0.1:9/api/messages'

const svarer = (vert: string, port: number) =>
  fetch(`http://${vert}:${port}/_debug/ping`).then(
    svar => svar.ok,
    () => false,
  )

describe('den lokale Teams-klienten', () => {
  let rot: string
  beforeAll(async () => {
    rot = await mkdtemp(join(tmpdir(), 'skolestotte-klient-'))
  })
  afterAll(() => rm(rot, { recursive: true, force: true, maxRetries: 10 }))

  it('svarer bare på 127.0.0.1, holder filene sine i mappa og stopper når den blir bedt om det', async () => {
    const mappe = join(rot, 'kari')
    const klient = await startKlient({ port: await ledigPort(), botUrl, mappe, oppsett })
    const port = Number(new URL(klient.url).port)
    const andreVerter = Object.values(networkInterfaces())
      .flatMap(grensesnitt => grensesnitt ?? [])
      .filter(g => !g.internal && g.family === 'IPv4')
    expect(await svarer('127.0.0.1', port)).toBe(true)
    for (const { address } of andreVerter) expect(await svarer(address, port)).toBe(false)
    await klient.stopp()
    expect(await svarer('127.0.0.1', port)).toBe(false)
    // Where it puts them when left to itself.
    const her = await readdir(process.cwd())
    expect(her).not.toContain('devTools')
    expect(her).not.toContain('.m365agentsplayground.yml')
    expect(await readFile(join(mappe, '.m365agentsplayground.yml'), 'utf8')).toContain('"userPrincipleName"')
  })

  it('kan startes for to personer samtidig', async () => {
    const ola = { ...oppsett, denneBrukeren: person('ola', 1), personligChatId: 'a:ola' }
    ola.andre = oppsett.andre.map((en, nr) => (nr === 0 ? oppsett.denneBrukeren : en))
    const klienter = [
      await startKlient({ port: await ledigPort(), botUrl, mappe: join(rot, 'to-kari'), oppsett }),
      await startKlient({ port: await ledigPort(), botUrl, mappe: join(rot, 'to-ola'), oppsett: ola }),
    ]
    const porter = klienter.map(klient => Number(new URL(klient.url).port))
    expect(await Promise.all(porter.map(port => svarer('127.0.0.1', port)))).toEqual([true, true])
    await Promise.all(klienter.map(klient => klient.stopp()))
  })

  it('sier med én setning at den stoppet før den var klar', async () => {
    const tvetydig = { ...oppsett, gruppechat: { id: oppsett.personligChatId, navn: 'Gruppe' } }
    const start = startKlient({ port: await ledigPort(), botUrl, mappe: join(rot, 'gal'), oppsett: tvetydig })
    await expect(start).rejects.toThrow(Brukerfeil)
    await expect(start).rejects.toThrow(
      /^Den lokale Teams-klienten stoppet før den var klar; årsaken står i .*\.$/,
    )
  })

  it('flytter seg ikke til en annen port når den er opptatt', async () => {
    const opptatt = createServer()
    await new Promise<void>(resolve => opptatt.listen(0, '127.0.0.1', resolve))
    const adresse = opptatt.address()
    if (adresse === null || typeof adresse === 'string') throw new Error('ingen port')
    await expect(
      startKlient({ port: adresse.port, botUrl, mappe: join(rot, 'opptatt'), oppsett }),
    ).rejects.toThrow(`Port ${adresse.port} er opptatt`)
    opptatt.close()
  })

  it('dør når den som startet den, blir drept med kill -9', async () => {
    const program = await kompilert('klient.ts')
    const start = join(program.mappe, 'start.js')
    const port = await ledigPort()
    await writeFile(
      start,
      `import { startKlient } from './klient.js'
       await startKlient(${JSON.stringify({ port, botUrl, mappe: join(rot, 'drept'), oppsett })})
       console.log('klar')
       setInterval(() => {}, 1000)`,
    )
    const forelder = spawn(process.execPath, [start], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(forelder.stdout, 'data')
    expect(await svarer('127.0.0.1', port)).toBe(true)
    forelder.kill('SIGKILL')
    await once(forelder, 'exit')
    await expect.poll(() => svarer('127.0.0.1', port), { timeout: 60_000 }).toBe(false)
    await program.fjern()
  })
}, 300_000)
