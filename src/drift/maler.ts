import { type Helsegrunn, sekunderSiden } from './helse.ts'
import type { Driftsbilde } from './hent-driftsbilde.ts'
import type { Maler } from './prometheus.ts'
import { VERSJON } from './versjon.ts'

const BYTES_PER_KIB = 1024

/** What is so just now: the queue and the jobs as the database says, and this process. */
export function somMaler(
  bilde: Driftsbilde | undefined,
  grunner: readonly Helsegrunn[],
  na: Date,
  startet: Date,
): Maler[] {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const prosess: Maler[] = [
    en('skolestotte_klar', '1 når boten er klar (/helse/klar), ellers 0.', grunner.length === 0 ? 1 : 0),
    {
      navn: 'skolestotte_ikke_klar',
      hjelp: 'Hvorfor boten ikke er klar, som kode.',
      slag: 'gauge',
      malinger: grunner.map(grunn => ({ etiketter: { grunn }, verdi: 1 })),
    },
    {
      navn: 'skolestotte_info',
      hjelp: 'Versjonen som kjører.',
      slag: 'gauge',
      malinger: [{ etiketter: { versjon: VERSJON, node: process.version }, verdi: 1 }],
    },
    en('process_start_time_seconds', 'Når prosessen startet (Unix-tid).', startet.getTime() / 1000),
    en('process_resident_memory_bytes', 'Minne i bruk.', process.memoryUsage.rss()),
    en('process_resident_memory_max_bytes', 'Mest minne i bruk.', maxRSS * BYTES_PER_KIB),
    {
      ...en('process_cpu_seconds_total', 'Prosessortid.', (userCPUTime + systemCPUTime) / 1e6),
      slag: 'counter',
    },
    en(
      'skolestotte_database_svarer',
      '1 når databasen svarte i tide, ellers 0.',
      bilde === undefined ? 0 : 1,
    ),
  ]
  if (bilde === undefined) return prosess
  const { ko, jobber } = bilde
  return [
    ...prosess,
    en('skolestotte_database_seconds', 'Svartid fra databasen.', bilde.databaseMs / 1000),
    en('skolestotte_prosesser', 'Prosesser som er sett det siste minuttet.', bilde.prosesser),
    {
      navn: 'skolestotte_ko',
      hjelp: 'Rader som venter i utboksen, etter slag; også de som skal sendes senere.',
      slag: 'gauge',
      malinger: bilde.dybde.map(({ slag, antall }) => ({ etiketter: { slag }, verdi: antall })),
    },
    en('skolestotte_ko_forfalt', 'Rader som skulle vært sendt nå.', ko.forfalte),
    en('skolestotte_ko_proves', 'Rader som har feilet og prøves på nytt.', ko.feiler),
    en(
      'skolestotte_ko_eldste_forfalt_seconds',
      'Alderen på den eldste forfalte raden ingen har tatt.',
      sekunderSiden(ko.eldsteForfalte, na),
    ),
    en(
      'skolestotte_ko_eldste_feilende_seconds',
      'Hvor lenge den eldste raden som feiler, har vært forfalt.',
      sekunderSiden(ko.eldsteFeilende, na),
    ),
    {
      navn: 'skolestotte_oppgitt',
      hjelp: 'Rader gitt opp det siste døgnet, etter kode.',
      slag: 'gauge',
      malinger: bilde.oppgitt.map(({ kode, antall }) => ({ etiketter: { kode }, verdi: antall })),
    },
    ...tidspunkter(
      'skolestotte_jobb_ferdig_timestamp_seconds',
      'Når jobben sist ble ferdig (Unix-tid).',
      jobber,
    ),
  ]
}

function en(navn: string, hjelp: string, verdi: number): Maler {
  return { navn, hjelp, slag: 'gauge', malinger: [{ etiketter: {}, verdi }] }
}

function tidspunkter(navn: string, hjelp: string, jobber: Driftsbilde['jobber']): Maler[] {
  const malinger = jobber.flatMap(jobb =>
    jobb.sistFerdig === null
      ? []
      : [{ etiketter: { jobb: jobb.navn }, verdi: jobb.sistFerdig.getTime() / 1000 }],
  )
  return [{ navn, hjelp, slag: 'gauge', malinger }]
}
