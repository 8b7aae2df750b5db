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
  const rommet = rommetI(mote, team, kommer)
  const kjente = new Set([...team.map(t => t.tjeneste), ...rommet.tjenester])
  return { rommet, tjenester: TJENESTER.filter(tjeneste => kjente.has(tjeneste)) }
}
