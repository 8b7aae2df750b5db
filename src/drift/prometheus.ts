/**
 * The text format that Prometheus reads (version 0.0.4). Written here because it is small: the usual package brings an OpenTelemetry
 * API and a quantile library along, and knows nothing of what a label of ours may hold.
 */
export type Maling = { etiketter: Readonly<Record<string, string>>; verdi: number; endelse?: string }
export type Maler = {
  navn: string
  hjelp: string
  slag: 'gauge' | 'counter' | 'histogram'
  malinger: readonly Maling[]
}

/** What a label may be called, and how what stands there must look: codes alone. Anything else is «annet». */
const ETIKETTER: Readonly<Record<string, RegExp>> = {
  slag: /^[a-z]+(?:-[a-z]+)*$/,
  verb: /^[a-z]+(?:[.-][a-z]+)*$/,
  jobb: /^[a-z]+(?:-[a-z]+)*$/,
  grunn: /^[a-z]+(?:-[a-z]+)*$/,
  // Ours, an HTTP status, the network's («ECONNRESET») or the database's five («40P01»).
  kode: /^(?:[a-z]+(?:-[a-z]+)*|http-\d{3}|E[A-Z_]{3,30}|[0-9A-Z]{5})$/,
  le: /^(?:\d+(?:\.\d+)?|\+Inf)$/,
  versjon: /^\d+\.\d+\.\d+$/,
  node: /^v\d+\.\d+\.\d+$/,
}
const MAKS_TEGN = 40

export function etikettverdi(navn: string, verdi: string): string {
  const tillatt = ETIKETTER[navn]
  if (tillatt === undefined) throw new Error(`Ingen etikett heter «${navn}»`)
  return verdi.length <= MAKS_TEGN && tillatt.test(verdi) ? verdi : 'annet'
}

export function somPrometheus(maler: readonly Maler[]): string {
  const linjer = maler.flatMap(({ navn, hjelp, slag, malinger }) => [
    `# HELP ${navn} ${hjelp}`,
    `# TYPE ${navn} ${slag}`,
    ...samlet(malinger).map(
      ({ etiketter, verdi, endelse = '' }) => `${navn}${endelse}${somEtiketter(etiketter)} ${verdi}`,
    ),
  ])
  return `${linjer.join('\n')}\n`
}

/** Two that have become «annet» are one line: the same line twice is refused. */
function samlet(malinger: readonly Maling[]): Maling[] {
  const ut = new Map<string, Maling>()
  for (const maling of malinger) {
    const etiketter = Object.fromEntries(
      Object.entries(maling.etiketter).map(([navn, verdi]) => [navn, etikettverdi(navn, verdi)]),
    )
    const nokkel = `${maling.endelse ?? ''}${somEtiketter(etiketter)}`
    ut.set(nokkel, { ...maling, etiketter, verdi: (ut.get(nokkel)?.verdi ?? 0) + maling.verdi })
  }
  return [...ut.values()]
}

function somEtiketter(etiketter: Readonly<Record<string, string>>): string {
  const deler = Object.entries(etiketter).map(([navn, verdi]) => `${navn}="${verdi}"`)
  return deler.length === 0 ? '' : `{${deler.join(',')}}`
}
