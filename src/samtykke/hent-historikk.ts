import type { Kontekst } from '../database/kontekst.ts'
import { hentPersoner } from '../tilgang/tilgang-store.ts'
import { type Samtykkeendring, samtykkehistorikk } from './samtykke-store.ts'

/** Who changed the consent, and what; the caller has checked the person and the case. */
export async function hentHistorikk(
  ktx: Kontekst,
  sak: string,
): Promise<{ historikk: Samtykkeendring[]; navnFor: Map<string, string> }> {
  const historikk = await samtykkehistorikk(ktx, sak)
  const personer = await hentPersoner(
    ktx,
    historikk.flatMap(h => [
      h.person,
      ...h.endringer.filter(e => e.felt === 'innhentetAv').flatMap(e => [e.fra, e.til]),
    ]),
  )
  return { historikk, navnFor: new Map([...personer.values()].map(p => [p.person, p.navn])) }
}
