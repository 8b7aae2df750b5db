import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Overvak } from './overvak.ts'

export type Metrikktjener = { port: number; stopp(): Promise<void> }

/** A port of its own for those who run the bot: numbers that the public port does not give. Answers GET alone. */
export async function startMetrikktjener(
  overvak: Overvak,
  { host, port }: { host: string; port: number },
): Promise<Metrikktjener> {
  async function svar(metode: string | undefined, url: string | undefined, res: ServerResponse) {
    if (metode === 'GET' && url === '/metrics') {
      const tekst = await overvak.metrikker()
      res.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(tekst)
    } else if (metode === 'GET' && url === '/helse') {
      const detaljer = await overvak.detaljer()
      const kode = detaljer['klar'] === true ? 200 : 503
      res.writeHead(kode, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(detaljer))
    } else {
      res.writeHead(404).end()
    }
  }
  const tjener = createServer((req, res) => {
    svar(req.method, req.url, res).catch(() => res.writeHead(500).end())
  })
  tjener.requestTimeout = 10_000
  await new Promise<void>((ferdig, feilet) => {
    tjener.once('error', feilet)
    tjener.listen(port, host, () => ferdig())
  })
  return {
    port: (tjener.address() as AddressInfo).port,
    async stopp() {
      const lukket = new Promise<void>(ferdig => tjener.close(() => ferdig()))
      tjener.closeAllConnections()
      await lukket
    },
  }
}
