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

/** Why a case is not discussed here at all: a protected address, or violence before barnevernet has met the family. */
export const VERN = ['ingen', 'adresse', 'vold'] as const
export type Vern = (typeof VERN)[number]

export function erVern(verdi: string): verdi is Vern {
  return (VERN as readonly string[]).includes(verdi)
}

/** A case that is not discussed here is read by its owner and those who register consent alone: they can take it away. */
export function erSkjult(
  sak: { vern: string; meldt_av: string },
  person: string,
  kanRegistrere: boolean,
): boolean {
  return sak.vern !== 'ingen' && sak.meldt_av !== person && !kanRegistrere
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

/** A reference as people type it, in any case; undefined when it cannot be one. */
export function lesReferanse(tekst: string): string | undefined {
  const ref = tekst.trim().toUpperCase()
  return /^[A-Z0-9]{4,6}$/.test(ref) ? ref : undefined
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
  vern: Vern
}

/** What is typed freely in a case, by field: it passes the name guard before it is stored. */
export function fritekstI({
  beskrivelse,
  onsker,
  provd,
  sporsmal,
}: Pick<Saksinnhold, 'beskrivelse' | 'onsker' | 'provd' | 'sporsmal'>): Record<
  'beskrivelse' | 'onsker' | 'provd' | 'sporsmal',
  string
> {
  return { beskrivelse, onsker, provd, sporsmal }
}
