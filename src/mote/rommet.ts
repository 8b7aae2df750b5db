import { ANDRE, type Andre } from '../samtykke/samtykke.ts'
import { erTjeneste, type Tjeneste } from '../tilgang/roller.ts'

/** Who is in the room: services, and others by kind. */
export type Rommet = { tjenester: Tjeneste[]; andre: Andre[] }

/** What the leader confirmed, as it is stored. */
type Bekreftet = { tilstede: string | null; andre: string | null }

export const lesTjenester = (liste: string): Tjeneste[] => liste.split(',').filter(erTjeneste)
export const lesAndre = (liste: string): Andre[] => ANDRE.filter(annen => liste.split(',').includes(annen))

/**
 * Before the start «present» is every invited service that has not declined (all its people have said no); from the start
 * it is what the leader confirmed (fag: samtykke, the lamp).
 */
export function rommetI(
  mote: Bekreftet,
  team: readonly { person: string; tjeneste: Tjeneste }[],
  kommer: ReadonlyMap<string, boolean>,
): Rommet {
  if (mote.tilstede !== null)
    return { tjenester: lesTjenester(mote.tilstede), andre: lesAndre(mote.andre ?? '') }
  return {
    tjenester: [...new Set(team.filter(t => kommer.get(t.person) !== false).map(t => t.tjeneste))],
    andre: [],
  }
}

/** Those in the room for one item: some may have left for it. */
export function rommetFor(rommet: Rommet, forlatt: string): Rommet {
  const ute = lesTjenester(forlatt)
  return { ...rommet, tjenester: rommet.tjenester.filter(tjeneste => !ute.includes(tjeneste)) }
}
