import { skolelenke } from '../cards/oppgaveliste.ts'
import { ledigeVarsel } from '../cards/oppgaver-ledige.ts'
import type { Tekster } from '../cards/tekst/tekster.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { hentSkoleliste } from '../oppfolging/hent-oppgaveliste.ts'
import { ledigeFor, ledigemottakere, venterPaRolle } from '../oppfolging/ledige-oppgaver.ts'
import { FORSTE } from '../oppfolging/oppgaveliste.ts'
import { hentPerson, hentSkole } from '../tilgang/tilgang-store.ts'
import type { Forsendelse, Kommandosvar, Melding } from '../utboks/utboks.ts'

/** What somebody who is gone has left, while it is so; each one is told of what they may give out themselves. */
export async function lagLedigevarsel(
  ktx: Kontekst,
  { skole: id, fra, person }: Extract<Forsendelse, { slag: 'oppgaver-ledige' }>,
  t: Tekster,
): Promise<Melding | undefined> {
  const leder = person ?? (await ledigemottakere(ktx, { skole: id, fra }))[0]
  const skole = await hentSkole(ktx, id)
  if (leder === undefined || skole === undefined) return undefined
  const om = await ledigeFor(ktx, { skole: id, fra, leder })
  if (om.antall === 0 && !(om.borte && om.harRolle)) return undefined
  // Told already, and it follows the role by itself.
  if (!om.borte && (await venterPaRolle(ktx, id, fra))) return undefined
  const navn = (await hentPerson(ktx, fra))?.navn ?? ''
  return ledigeVarsel({ ...om, skole: id, skolenavn: skole.navn, fra, navn }, t)
}

export async function lagSkolelenke(
  ktx: Kontekst,
  inn: Extract<Kommandosvar, { kode: 'skoleoppgaver' }>,
  t: Tekster,
): Promise<Melding> {
  const skole = inn.skole ?? ''
  const liste = await hentSkoleliste(ktx, { person: inn.person, navn: '' }, { ...FORSTE, skole })
  return skolelenke(liste && { ...liste, skole, navn: liste.skole.navn }, t)
}
