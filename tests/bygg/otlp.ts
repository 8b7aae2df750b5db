import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

type Verdi = { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean }
type Attributt = { key: string; value: Verdi }
type Ressurs = { attributes: Attributt[] }
export type Span = {
  name: string
  parentSpanId?: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: Attributt[]
  events?: unknown[]
  status: { code?: number; message?: string }
}
export type Punkt = {
  attributes: Attributt[]
  asDouble?: number
  asInt?: number | string
  count?: number | string
  sum?: number
  bucketCounts?: (number | string)[]
  explicitBounds?: number[]
}
export type Metrikk = {
  name: string
  gauge?: { dataPoints: Punkt[] }
  sum?: { dataPoints: Punkt[]; isMonotonic: boolean; aggregationTemporality: number }
  histogram?: { dataPoints: Punkt[] }
}

export const somObjekt = (attributter: readonly Attributt[]) =>
  Object.fromEntries(attributter.map(({ key, value }) => [key, Object.values(value)[0]]))

/** A collector on 127.0.0.1 that keeps what it is sent (OTLP over HTTP, as JSON). */
export async function startMottak() {
  const ra: string[] = []
  const spor: { resource: Ressurs; span: Span }[] = []
  const metrikker: { resource: Ressurs; metrikk: Metrikk }[] = []
  let svarer: number | 'henger' = 200
  let foresporsler = 0
  const tjener = createServer(async (req, res) => {
    const biter: Buffer[] = []
    for await (const bit of req) biter.push(bit as Buffer)
    foresporsler++
    if (svarer === 'henger') return
    if (svarer !== 200) return void res.writeHead(svarer).end()
    const bytes = Buffer.concat(biter)
    const tekst = (req.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString()
    ra.push(`${req.method} ${req.url} ${JSON.stringify(req.headers)}\n${tekst}`)
    const kropp = JSON.parse(tekst)
    for (const { resource, scopeSpans } of kropp.resourceSpans ?? [])
      for (const { spans } of scopeSpans) for (const span of spans) spor.push({ resource, span })
    for (const { resource, scopeMetrics } of kropp.resourceMetrics ?? [])
      for (const { metrics } of scopeMetrics)
        for (const metrikk of metrics) metrikker.push({ resource, metrikk })
    res.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>(ferdig => tjener.listen(0, '127.0.0.1', () => ferdig()))
  return {
    adresse: `http://127.0.0.1:${(tjener.address() as AddressInfo).port}`,
    ra,
    spor,
    metrikker,
    foresporsler: () => foresporsler,
    svarer(hvordan: typeof svarer) {
      svarer = hvordan
    },
    async stopp() {
      const lukket = new Promise<void>(ferdig => tjener.close(() => ferdig()))
      tjener.closeAllConnections()
      await lukket
    },
  }
}
