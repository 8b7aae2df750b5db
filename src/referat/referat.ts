/** Do the child and the family agree to what, when and where? Without that a measure is not started (fag: motetyper, punkt 4). */
export const ENIGHET = ['ikke_spurt', 'ja', 'nei'] as const
export type Enighet = (typeof ENIGHET)[number]

/** What became of an item in the meeting: parked comes back later in the same meeting, carried on in the next one. */
export const UTFALL = ['apent', 'droftet', 'parkert', 'viderefort'] as const
export type Utfall = (typeof UTFALL)[number]

/** What has not been dealt with goes on to the next meeting: nothing falls between two. */
export function skalVidere(utfall: string): boolean {
  return utfall !== 'droftet'
}

export type Punktinnhold = { oppsummering: string; beslutning: string; enighet: Enighet }

/** A measure becomes a task when it has an owner. */
export type NyttTiltak = { tekst: string; ansvarlig: string | undefined; frist: string | undefined }

export type KanIkkeLagrePunkt =
  | { kode: 'finnes-ikke' }
  | { kode: 'mangler-rolle' }
  | { kode: 'ikke-i-gang' }
  | { kode: 'last' }
  | { kode: 'ikke-her' }
  | { kode: 'endret-av-annen'; versjon: number }

/** The order in which the leader walks through: open items first, what was parked comes last. */
export function rekkefolge<P extends { nr: number; slag: string; utfall: string }>(
  punkter: readonly P[],
): P[] {
  const vekt = (p: P) => (p.utfall === 'parkert' ? 2 : p.slag === 'tema' ? 1 : 0)
  return [...punkter].sort((a, b) => vekt(a) - vekt(b) || a.nr - b.nr)
}

/** The kinds of text that «Fjern tekst nå» takes away. */
export const TEKSTSLAG = ['sak', 'tema', 'bidrag', 'punkt', 'tiltak', 'rettelse'] as const
export type Tekstslag = (typeof TEKSTSLAG)[number]
