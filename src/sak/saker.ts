/** Case types as the card offers them (fag: motetyper, sakstyper). A theme has no single child and is its own form. */
export const SAKSTYPER = [
  'samspill_hjemme',
  'atferd',
  'konflikt_familie',
  'skolevegring',
  'stottebehov',
  'okonomi_bolig',
  'fritid',
  'annet',
] as const
export type Sakstype = (typeof SAKSTYPER)[number]

export function erSakstype(verdi: string): verdi is Sakstype {
  return (SAKSTYPER as readonly string[]).includes(verdi)
}

/** Has the concern been taken up with the pupil and the parents? */
export const TATT_OPP = ['begge', 'elev', 'foreldre', 'nei'] as const
export type TattOpp = (typeof TATT_OPP)[number]

export function erTattOpp(verdi: string): verdi is TattOpp {
  return (TATT_OPP as readonly string[]).includes(verdi)
}

const BOKSTAVER = 'ACDEFHJKLMNPRTUVXY'
const SIFFER = '23456789'

/** A random reference such as «K7F3»: no look-alike signs, no order, so that gaps tell nothing (fag: samtykke, regel 3). */
export function nyReferanse(tilfeldig: (under: number) => number): string {
  const plukk = (tegn: string) => tegn.charAt(tilfeldig(tegn.length))
  return plukk(BOKSTAVER) + plukk(SIFFER) + plukk(BOKSTAVER) + plukk(SIFFER)
}

export type Saksinnhold = {
  type: Sakstype
  beskrivelse: string
  /** Empty when it was not answered: that is not a no. */
  tattOpp: TattOpp | ''
  onsker: string
  provd: string
  sporsmal: string
  borBidra: string[]
}
