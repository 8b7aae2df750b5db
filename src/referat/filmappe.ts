/** A Teams channel, by the Entra group behind its team and its own id. */
export type Kanalsted = { gruppe: string; kanal: string }

/** The channel's folder, and who can read it: those it names, and whether it is open to anybody it does not name. */
export type Kanalmappe = { drive: string; mappe: string; lesere: readonly string[]; ukjente: boolean }

/** A file, as its folder knows it. */
export type Filspor = { drive: string; fil: string }

/** The folder of a Teams channel, implemented in graph/. Every function rejects with KunneIkkeLevere when it was not done. */
export type Filmappe = {
  /** `lesere` are person ids. */
  apne(kanal: Kanalsted): Promise<Kanalmappe>
  /** Saves, or replaces what has that name: for names that nobody else would give. */
  legg(mappe: Pick<Kanalmappe, 'drive' | 'mappe'>, navn: string, innhold: Uint8Array): Promise<Filspor>
  /** Gives a file its name, and answers where it is opened; undefined where another file has it. */
  kall(spor: Filspor, navn: string): Promise<string | undefined>
  finn(mappe: Pick<Kanalmappe, 'drive' | 'mappe'>, navn: string): Promise<Filspor | undefined>
  /** Deletes; already gone is done. */
  slett(spor: Filspor): Promise<void>
}
