import { teamFjernetVarsel, teamSlettetTekst, teamVelkomst } from '../cards/installasjon.ts'
import type { Tekster } from '../cards/tekst/tekster.ts'
import { enkeltVarsel } from '../cards/varsler.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { FRIST_DAGER, rettEtterFjerning } from '../tilgang/installasjon.ts'
import { hentInstallasjon } from '../tilgang/installasjon-store.ts'
import { kanalerITeam } from '../tilgang/tilgang-store.ts'
import type { Forsendelse, Melding } from '../utboks/utboks.ts'

type Teamforsendelse = Extract<Forsendelse, { slag: 'team-velkommen' | 'team-fjernet' | 'team-slettet' }>

/** The app has come to a team, is out of it, or what was there is deleted; nothing, when it is no longer so. */
export async function lagTeammelding(
  ktx: Kontekst,
  forsendelse: Teamforsendelse,
  forste: readonly string[],
  t: Tekster,
): Promise<Melding | undefined> {
  const { team, person } = forsendelse
  const installasjon = await hentInstallasjon(ktx, team)
  if (installasjon === undefined) return undefined
  const { navn, fjernet } = installasjon
  switch (forsendelse.slag) {
    case 'team-velkommen': {
      if (fjernet !== null) return undefined
      const { kanSetteOpp, eiere } = forsendelse
      const tilbake = (await kanalerITeam(ktx, team)).length > 0
      const slettesEtter = ktx.valg.vedFjerning === 'slett' ? FRIST_DAGER : undefined
      return teamVelkomst({ team, navn, kanSetteOpp, eiere, tilbake, slettesEtter }, t)
    }
    case 'team-fjernet': {
      const rett = await rettEtterFjerning(ktx, { person, navn: '' }, forste, team)
      if (fjernet === null || rett === undefined) return undefined
      return teamFjernetVarsel({ team, navn, slettes: installasjon.slettes ?? undefined, rett }, t)
    }
    case 'team-slettet':
      return enkeltVarsel(teamSlettetTekst({ navn, ...forsendelse }, t), t)
  }
}
