import { type HrTime, SpanStatusCode, ValueType } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  AggregationTemporality,
  DataPointType,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { etikettverdi, type Maler, type Maling } from './prometheus.ts'
import type { Hendelse, Sporer } from './sporing.ts'
import { VERSJON } from './versjon.ts'

export type Telemetri = { sporer: Sporer; stopp(): Promise<void> }
export type Telemetrioppsett = {
  /** Where a collector listens (OTLP over HTTP), without the paths of each kind. */
  adresse: string
  /** How often numbers and spans are sent, in ms. */
  hvertMs?: number
  /** The numbers that Prometheus reads: they are not counted twice. */
  maler(): Promise<Maler[]>
  /** Codes only. */
  logg(hendelse: { kode: string }): void
}

const NAVN = 'skolestotte'
const HVERT_MS = 15_000
/** One try at sending, and all of the last one when the bot stops, in ms. */
const SENDEFRIST_MS = 5000
const STOPPFRIST_MS = 3000
/** What a span may say, by which rule of the labels: codes alone. */
const ATTRIBUTTER = { kode: 'kode', verb: 'verb', slag: 'slag', grunn: 'grunn', feil: 'kode' } as const
const FEIL = /-feilet$|^ikke-sendt$/

/**
 * Spans and numbers to a collector of OpenTelemetry's. Nothing waits for it: what cannot be sent is dropped, and the log says so
 * once, and once when it works again. It registers nothing for the process: what libraries trace is not ours to send.
 */
export function startTelemetri(oppsett: Telemetrioppsett): Telemetri {
  const resource = resourceFromAttributes({
    'service.name': NAVN,
    'service.version': VERSJON,
    'service.instance.id': crypto.randomUUID(),
  })
  const rot = oppsett.adresse.replace(/\/+$/, '')
  const hvertMs = oppsett.hvertMs ?? HVERT_MS
  const utfall = meldEndring(oppsett.logg)
  const valg = (sti: string) => ({ url: `${rot}/v1/${sti}`, timeoutMillis: SENDEFRIST_MS })

  const spor = utfall.folg(new OTLPTraceExporter(valg('traces')))
  const sporgiver = new NodeTracerProvider({
    resource,
    spanProcessors: [
      new BatchSpanProcessor(spor, {
        scheduledDelayMillis: Math.min(hvertMs, 5000),
        exportTimeoutMillis: SENDEFRIST_MS,
      }),
    ],
  })
  const sporer = sporgiver.getTracer(NAVN)

  const startet = tid(Date.now())
  const malgiver = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: utfall.folg(new OTLPMetricExporter(valg('metrics'))),
        exportIntervalMillis: hvertMs,
        exportTimeoutMillis: Math.min(hvertMs, SENDEFRIST_MS),
        metricProducers: [
          {
            async collect() {
              const metrics = somMetrikker(await oppsett.maler(), startet, tid(Date.now()))
              return {
                resourceMetrics: { resource, scopeMetrics: [{ scope: { name: NAVN }, metrics }] },
                errors: [],
              }
            },
          },
        ],
      }),
    ],
  })

  return {
    sporer(navn, korrelasjon) {
      const span = sporer.startSpan(navn, { root: true, attributes: { korrelasjon } })
      return {
        noter(hendelse) {
          span.setAttributes(attributter(hendelse))
          if (FEIL.test(String(hendelse['kode']))) span.setStatus({ code: SpanStatusCode.ERROR })
        },
        slutt(feilet) {
          if (feilet) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
    async stopp() {
      // It listens no more: that the last of it was not heard is no news.
      utfall.stopp()
      let klokke: NodeJS.Timeout | undefined
      const frist = new Promise<void>(ferdig => {
        klokke = setTimeout(ferdig, STOPPFRIST_MS)
      })
      await Promise.race([Promise.allSettled([sporgiver.shutdown(), malgiver.shutdown()]), frist])
      clearTimeout(klokke)
    },
  }
}

function attributter(hendelse: Hendelse): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ATTRIBUTTER).flatMap(([navn, regel]) => {
      const verdi = hendelse[navn]
      return typeof verdi === 'string' ? [[navn, etikettverdi(regel, verdi)]] : []
    }),
  )
}

type Utfall = { code: number }
type Eksportor<T> = { export(data: T, ferdig: (utfall: Utfall) => void): void }

/** Says so when it begins to fail, and when it is over; not each time. */
function meldEndring(logg: Telemetrioppsett['logg']) {
  let virker = true
  let stoppet = false
  return {
    stopp() {
      stoppet = true
    },
    folg<T, E extends Eksportor<T>>(eksportor: E & Eksportor<T>): E {
      const send = eksportor.export.bind(eksportor)
      eksportor.export = (data, ferdig) =>
        send(data, utfall => {
          const gikk = utfall.code === 0
          if (gikk !== virker && !stoppet) logg({ kode: gikk ? 'telemetri-virker' : 'telemetri-feilet' })
          virker = gikk
          ferdig(utfall)
        })
      return eksportor
    },
  }
}

const tid = (ms: number): HrTime => [Math.floor(ms / 1000), (ms % 1000) * 1e6]

/** The numbers as they stand, in OpenTelemetry's shape. */
export function somMetrikker(maler: readonly Maler[], startTime: HrTime, endTime: HrTime): MetricData[] {
  return maler.map(({ navn, hjelp, slag, malinger }): MetricData => {
    const felles = {
      descriptor: { name: navn, description: hjelp, unit: '', valueType: ValueType.DOUBLE },
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
    }
    const punkt = <V>(etiketter: Maling['etiketter'], value: V) => ({
      startTime,
      endTime,
      value,
      attributes: Object.fromEntries(
        Object.entries(etiketter).map(([navn, verdi]) => [navn, etikettverdi(navn, verdi)]),
      ),
    })
    if (slag === 'histogram')
      return {
        ...felles,
        dataPointType: DataPointType.HISTOGRAM,
        dataPoints: histogrammer(malinger).map(({ etiketter, verdi }) => punkt(etiketter, verdi)),
      }
    const dataPoints = malinger.map(({ etiketter, verdi }) => punkt(etiketter, verdi))
    return slag === 'counter'
      ? { ...felles, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }
      : { ...felles, dataPointType: DataPointType.GAUGE, dataPoints }
  })
}

/** Prometheus' buckets hold all that is under a bound, OpenTelemetry's what is between two. */
function histogrammer(malinger: readonly Maling[]) {
  const alle = new Map<
    string,
    { etiketter: Maling['etiketter']; bolker: Maling[]; sum: number; antall: number }
  >()
  for (const maling of malinger) {
    const { le: _, ...etiketter } = maling.etiketter
    const nokkel = JSON.stringify(etiketter)
    const her = alle.get(nokkel) ?? { etiketter, bolker: [], sum: 0, antall: 0 }
    if (maling.endelse === '_bucket') her.bolker.push(maling)
    else if (maling.endelse === '_sum') her.sum = maling.verdi
    else her.antall = maling.verdi
    alle.set(nokkel, her)
  }
  return [...alle.values()].map(({ etiketter, bolker, sum, antall }) => ({
    etiketter,
    verdi: {
      sum,
      count: antall,
      buckets: {
        boundaries: bolker.flatMap(b => (b.etiketter['le'] === '+Inf' ? [] : [Number(b.etiketter['le'])])),
        counts: bolker.map((b, i) => b.verdi - (bolker[i - 1]?.verdi ?? 0)),
      },
    },
  }))
}
