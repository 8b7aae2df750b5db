import { createServer, type Server } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { Brukerfeil } from '../../src/demo/brukerfeil.ts'
import { krevLedigPort } from '../../src/demo/ledig-port.ts'
import { ledigPort } from '../bygg/ledig-port.ts'

let server: Server | undefined
afterEach(() => server?.close())

async function lytt(vert: string): Promise<number> {
  const ny = createServer()
  server = ny
  await new Promise<void>(resolve => ny.listen(0, vert, resolve))
  const adresse = ny.address()
  if (adresse === null || typeof adresse === 'string') throw new Error('ingen port')
  return adresse.port
}

it.each(['127.0.0.1', '0.0.0.0'])('en port noen lytter på (%s), gir én linje med flagget', async vert => {
  const port = await lytt(vert)
  await expect(krevLedigPort(port, '--port')).rejects.toThrow(
    new Brukerfeil(`Port ${port} er opptatt. Velg en annen med --port.`),
  )
})

it('en ledig port går greit, og er ledig etterpå', async () => {
  const port = await ledigPort()
  await krevLedigPort(port, '--port')
  await krevLedigPort(port, '--port')
})

it('en port som ikke finnes, sies fra om', async () => {
  await expect(krevLedigPort(70_000, '--port')).rejects.toThrow('Port 70000 finnes ikke')
})
