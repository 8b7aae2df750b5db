/** Why a referat is not put in the channel's folder, or does not lie there any longer. */
export const MAPPEAVSLAG = [
  /** One family's meeting, or a type that never posts in a channel. */
  'ikke-i-kanal',
  'flere-lesere',
  'ukjente-lesere',
  /** Something in it is kept from somebody who could read the folder. */
  'ikke-alt',
  'ingen-mappe',
  'ingen-tekst',
  'frist',
] as const
export type Mappeavslag = (typeof MAPPEAVSLAG)[number]

export function erMappeavslag(verdi: string): verdi is Mappeavslag {
  return (MAPPEAVSLAG as readonly string[]).includes(verdi)
}

/** Names that are tried for a file before it is given up: the folder is somebody else's too. */
export const MAKS_NAVN = 20

/** What the document is called: the kind of meeting and the day, and nothing of whom it is about. `nr` from 1. */
export function filnavn(mote: { type: string; forlop: string | null; dato: string }, nr = 1): string {
  const hva = mote.forlop === null && mote.type === 'innsatsteam' ? 'innsatsteam' : 'møte'
  return `Referat ${hva} ${mote.dato}${nr === 1 ? '' : ` (${nr})`}.docx`
}

/** What a file is called on its way into the folder: nobody else's, so that trying again makes no second one. */
export function midlertidigNavn(ny: string): string {
  return `referat-${ny}.docx`
}
