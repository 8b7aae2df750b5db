import type { Kontekst } from '../database/kontekst.ts'
import { hentSak } from '../sak/sak-store.ts'
import { alleRollerVedSkole, hentPersoner } from '../tilgang/tilgang-store.ts'
import type { Forlop } from './forlop-store.ts'

export type Kontaktpunkt = { slag: 'person'; person: string; navn: string } | { slag: 'resepsjon' }

/**
 * Where the school turns when the kontaktperson is missing or away for long: what was agreed in the closing meeting, otherwise
 * what the municipality has set (fag: motetyper, sykdom). A person who has left is passed by.
 */
export async function kontaktpunktFor(
  ktx: Kontekst,
  forlop: Pick<Forlop, 'sak' | 'enhet' | 'kontaktpunkt'>,
): Promise<Kontaktpunkt> {
  const avtalt = forlop.kontaktpunkt ?? ktx.valg.overdragelse.kontaktpunkt
  const sak = avtalt === 'resepsjon' ? undefined : await hentSak(ktx, forlop.sak)
  if (sak === undefined) return { slag: 'resepsjon' }
  const enhetens = (await alleRollerVedSkole(ktx, sak.skole)).filter(r => r.enhet === forlop.enhet)
  const funnet =
    enhetens.find(r => r.person === avtalt && r.tjeneste === 'bv') ??
    enhetens.find(r => r.rolle === 'avdelingsleder')
  if (funnet === undefined) return { slag: 'resepsjon' }
  const navn = (await hentPersoner(ktx, [funnet.person])).get(funnet.person)?.navn ?? ''
  return { slag: 'person', person: funnet.person, navn }
}
