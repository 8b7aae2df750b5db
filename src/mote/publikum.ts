import type { Kontekst } from '../database/kontekst.ts'
import { kan } from '../tilgang/roller.ts'
import {
  hentKanal,
  kanalerITeam,
  lagreUtenfor,
  markerUtenforSagt,
  rollerVedSkole,
} from '../tilgang/tilgang-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { teamI } from './adgang-til-mote.ts'
import type { Mote } from './mote-store.ts'

/** The channel's members are to be counted: several wishes until it is done are one. `person` is told when it is wide. */
export async function onskTelling(ktx: Kontekst, kanal: string, person: string): Promise<void> {
  await leggIUtboks(ktx, `tell-kanal:${kanal}`, { slag: 'tell-kanal', kanal, person })
}

/** The channels of a team, and who at each school is told when one is wide: somebody who convenes. */
export async function kanalerSomTelles(
  ktx: Kontekst,
  team: string,
): Promise<{ kanal: string; varsles: string }[]> {
  const ut: { kanal: string; varsles: string }[] = []
  for (const { kanal, skole } of await kanalerITeam(ktx, team)) {
    const roller = await rollerVedSkole(ktx, skole)
    const varsles =
      roller.find(r => r.rolle === 'sosiallarer') ?? roller.find(r => kan([r.rolle], 'kalleInn'))
    if (varsles !== undefined) ut.push({ kanal, varsles: varsles.person })
  }
  return ut
}

/**
 * A channel may hold far more people than the team (fag: samtykke). They see a card that says a meeting exists; the one
 * who convened is told once, and how to get a channel of the school's own.
 */
export async function tellUtenfor(
  ktx: Kontekst,
  inn: { kanal: string; person: string },
  medlemmer: readonly { person: string }[],
): Promise<number> {
  const kanal = await hentKanal(ktx, inn.kanal)
  if (kanal === undefined) return 0
  const team = new Set((await rollerVedSkole(ktx, kanal.skole)).map(r => r.person))
  // Whoever is told knows that they read it themselves: they may have set the school up, and have no role there.
  const utenfor = medlemmer.filter(m => !team.has(m.person) && m.person !== inn.person).length
  await lagreUtenfor(ktx, inn.kanal, utenfor)
  if (utenfor > 0 && (await markerUtenforSagt(ktx, inn.kanal))) {
    await leggIUtboks(ktx, `bred-kanal:${inn.kanal}:${ktx.na().toMillis()}`, {
      slag: 'bred-kanal',
      kanal: inn.kanal,
      person: inn.person,
    })
  }
  return utenfor
}

/** What concerns one family is not posted in a channel at all: each participant gets the card in their own chat. */
export async function sendTilDeltakere(
  ktx: Kontekst,
  mote: Pick<Mote, 'id' | 'skole' | 'forlop'>,
): Promise<void> {
  for (const person of new Set((await teamI(ktx, mote)).map(r => r.person))) {
    await leggIUtboks(ktx, `agenda-til:${mote.id}:${person}`, { slag: 'agenda-til', mote: mote.id, person })
  }
}
