export type Grafsvar = {
  status: number
  kropp?: unknown
  hoder?: Record<string, string>
  innhold?: Uint8Array
}

export type Grafsporring = {
  metode: string
  /** The path after /v1.0, decoded and split at its slashes. */
  sti: readonly string[]
  sok: URLSearchParams
  hoder: Readonly<Record<string, string | undefined>>
  bytes: Uint8Array
  /** The body as JSON; undefined where there is none, or it is no JSON. */
  json: unknown
}

/** Answers what is its own, and leaves the rest. */
export type Grafrute = (sporring: Grafsporring) => Grafsvar | undefined

/** What is kept, by collection and id; written to a file where there is one. */
export type Graflager = {
  hent<T>(samling: string, id: string): T | undefined
  alle<T>(samling: string): { id: string; verdi: T }[]
  sett(samling: string, id: string, verdi: unknown): void
  slett(samling: string, id: string): boolean
}

export type Grafvert = { lager: Graflager; baseUrl: () => string; mappe: string | undefined }

export type Gruppe = {
  eiere: readonly string[]
  medlemmer?: readonly string[]
  /** «Private» where nothing is said. */
  synlighet?: 'Private' | 'Public'
  /** Names and titles by object id, where the app may read them. */
  folk?: Record<string, { navn: string; stilling?: string }>
}

export const avvist = (status: number, code: string): Grafsvar => ({
  status,
  kropp: {
    error: { code, message: `${code}: hemmelig melding`, innerError: { 'request-id': 'hemmelig-id' } },
  },
})
