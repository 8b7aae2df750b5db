import type { Kontekst } from '../database/kontekst.ts'
import { TJENESTER, type Tjeneste } from '../tilgang/roller.ts'
import { teamI } from './adgang-til-mote.ts'
import { hentOppmote, type Mote } from './mote-store.ts'
import { type Rommet, rommetI } from './rommet.ts'

/** Who is in the room as far as is known, and the services that may be there. */
export async function hentRommet(
  ktx: Kontekst,
  mote: Mote,
): Promise<{ rommet: Rommet; tjenester: Tjeneste[] }> {
  const team = await teamI(ktx, mote)
  const kommer = new Map((await hentOppmote(ktx, mote.id)).map(o => [o.person, o.kommer]))
  const funnet = rommetI(mote, team, kommer)
  // The interpreter that was ordered is expected.
  const ventes = mote.tolk && mote.tilstede === null && !funnet.andre.includes('tolk')
  const rommet: Rommet = ventes ? { ...funnet, andre: [...funnet.andre, 'tolk'] } : funnet
  const kjente = new Set([...team.map(t => t.tjeneste), ...rommet.tjenester])
  return { rommet, tjenester: TJENESTER.filter(tjeneste => kjente.has(tjeneste)) }
}
