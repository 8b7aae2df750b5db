import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { glemIKalenderen } from '../mote/kalender-endret.ts'
import { glemIPlanner } from '../oppfolging/planner-endret.ts'
import { seEtterReferatfiler } from '../referat/referatfil-endret.ts'
import { lasSak } from '../sak/sak-store.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { hvemGjelderDet, rettEtterFjerning } from '../tilgang/installasjon.ts'
import {
  hentInstallasjon,
  installasjonerSomSlettes,
  lasInstallasjon,
  settSlettesDag,
  settSlettet,
  skolerBareI,
} from '../tilgang/installasjon-store.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { utforSletting } from './slett-sak.ts'
import { sakerVedSkole, slettSkolensMoter } from './sletting-store.ts'
import { tomKort } from './tom-kort.ts'

export type Fjerningssvar = {
  kode: 'slettet' | 'beholdes' | 'er-tilbake' | 'mangler-rolle' | 'mangler-bekreftelse'
}

/** «Slett nå»: an administrator does not wait for the day, once they say that what belongs in the archive is there. */
export async function slettNaEtterFjerning(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
  inn: { team: string; arkivert: boolean },
): Promise<Fjerningssvar> {
  if ((await rettEtterFjerning(ktx, aktor, forste, inn.team)) !== 'administrator')
    return { kode: 'mangler-rolle' }
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  const kode = await iTransaksjon(ktx, async trx => {
    const installasjon = await lasInstallasjon(trx, inn.team)
    if (installasjon === undefined || installasjon.fjernet === null) return 'er-tilbake'
    if (installasjon.slettet !== null) return 'slettet'
    // Kept, by the municipality's setting or by somebody's choice: then it follows each case's own time.
    if (installasjon.slettes === null) return 'beholdes'
    if (!inn.arkivert) return 'mangler-bekreftelse'
    await settSlettesDag(trx, inn.team, idag)
    return 'slettes'
  })
  if (kode !== 'slettes') return { kode }
  await slettInnholdet(ktx, inn.team, aktor.person)
  return { kode: 'slettet' }
}

/** Once a day: the schools' content in teams that the app has been out of for so long. */
export async function ryddEtterFjerning(ktx: Kontekst): Promise<void> {
  for (const { team } of await installasjonerSomSlettes(ktx, ktx.na().toFormat('yyyy-MM-dd')))
    await slettInnholdet(ktx, team, 'skolestotte')
}

/**
 * The cases of the team's schools and the meetings of their own teams. A forløp is barnevernet's as much, and goes by its own time;
 * roles, series, årshjul and counts stay. Case by case, so that it can be taken up where it stopped; the app coming back stops it.
 */
async function slettInnholdet(ktx: Kontekst, team: string, av: string): Promise<void> {
  const fortsatt = async (trx: Kontekst) => {
    const installasjon = await lasInstallasjon(trx, team)
    const idag = trx.na().toFormat('yyyy-MM-dd')
    return installasjon?.fjernet != null && installasjon.slettes !== null && installasjon.slettes <= idag
  }
  let saker = 0
  const skoler = await skolerBareI(ktx, team)
  for (const { id: skole } of skoler) {
    for (const sak of await sakerVedSkole(ktx, skole))
      await iTransaksjon(ktx, async trx => {
        const last = (await fortsatt(trx)) ? await lasSak(trx, sak) : undefined
        if (last === undefined) return
        await utforSletting(trx, last, av, 'team-fjernet')
        saker++
      })
  }
  await iTransaksjon(ktx, async trx => {
    if (!(await fortsatt(trx))) return
    let moter = 0
    for (const { id } of skoler) {
      await glemIKalenderen(trx, { skole: id })
      await glemIPlanner(trx, { skole: id })
      const { antall, kort } = await slettSkolensMoter(trx, id)
      moter += antall
      await tomKort(trx, kort)
      await seEtterReferatfiler(trx, id)
    }
    if ((await hentInstallasjon(trx, team))?.slettet !== null) return
    await settSlettet(trx, team)
    await loggHendelse(trx, { person: av, kode: 'app-innhold-slettet', gjelder: team })
    for (const person of await hvemGjelderDet(trx, team))
      await leggIUtboks(trx, `team-slettet:${team}:${person}:${trx.na().toMillis()}`, {
        slag: 'team-slettet',
        team,
        person,
        saker,
        moter,
      })
  })
}
