import { DateTime } from 'luxon'
import { iTransaksjon, type Kontekst, SONE } from '../database/kontekst.ts'
import { harTreff } from '../navnevakt/vokt.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import type { Aktor } from './adgang.ts'
import {
  fornyInstallasjon,
  hentInstallasjon,
  type Installasjon,
  lagreInstallasjon,
  lasInstallasjon,
  settFjernet,
  settSlettesDag,
  skolerBareI,
} from './installasjon-store.ts'
import { loggHendelse } from './logg-store.ts'
import { erAdministrator } from './oppsett.ts'
import { kan } from './roller.ts'
import { alleRollerVedSkole, kanalerITeam } from './tilgang-store.ts'

/** Days from the app is taken out of a team until its schools' content is deleted, where the municipality wants that. */
export const FRIST_DAGER = 14

export type Team = { team: string; navn: string; gruppe: string; serviceUrl: string }

/**
 * The app has been added to a team: whoever added it is welcomed once, in their own chat, however often Teams tells of it
 * and in whatever order. What was to be deleted, is not.
 */
export async function lagtTilITeam(
  ktx: Kontekst,
  aktor: Aktor,
  inn: Team & { nar: Date; kanSetteOpp(): Promise<boolean>; eiere: boolean },
): Promise<void> {
  const { team, gruppe } = inn
  const navn = await uskyldigNavn(ktx, aktor, inn.navn)
  // Asked before the transaction: Graph may be slow, and holds no lock meanwhile.
  const kjent = await hentInstallasjon(ktx, team)
  const kanSetteOpp = kjent?.fjernet === null ? false : await inn.kanSetteOpp()
  await iTransaksjon(ktx, async trx => {
    const ny = await lagreInstallasjon(trx, {
      team,
      navn,
      gruppe,
      service_url: inn.serviceUrl,
      lagt_til_av: aktor.person,
      endret: inn.nar,
    })
    if (ny === undefined) return fornyInstallasjon(trx, { team, navn, gruppe })
    await trekkFraUtboks(trx, `team-fjernet:${team}:`)
    await loggHendelse(trx, { person: aktor.person, kode: 'app-lagt-til', gjelder: team })
    await leggIUtboks(trx, `team-velkommen:${ny.id}`, {
      slag: 'team-velkommen',
      team,
      person: aktor.person,
      kanSetteOpp,
      eiere: inn.eiere,
    })
  })
}

/** The app has been taken out of a team: nothing is sent there any more, and those it concerns are told what follows. */
export async function fjernetFraTeam(
  ktx: Kontekst,
  aktor: Aktor,
  inn: Pick<Team, 'team'> & { nar: Date },
): Promise<void> {
  const dag = DateTime.fromJSDate(inn.nar, { zone: SONE }).plus({ days: FRIST_DAGER })
  const slettes = ktx.valg.vedFjerning === 'slett' ? dag.toFormat('yyyy-MM-dd') : null
  await iTransaksjon(ktx, async trx => {
    // One that was there before installations were kept.
    const ukjent = (await hentInstallasjon(trx, inn.team)) === undefined
    if (ukjent && (await kanalerITeam(trx, inn.team)).length > 0)
      await lagreInstallasjon(trx, {
        team: inn.team,
        navn: '',
        gruppe: '',
        service_url: '',
        lagt_til_av: '',
        endret: inn.nar,
      })
    const borte = await settFjernet(trx, { team: inn.team, nar: inn.nar, slettes })
    if (borte === undefined) return
    await trekkFraUtboks(trx, `team-velkommen:${borte.id}`)
    await loggHendelse(trx, { person: aktor.person, kode: 'app-fjernet', gjelder: inn.team })
    for (const person of await hvemGjelderDet(trx, inn.team))
      await leggIUtboks(trx, `team-fjernet:${inn.team}:${borte.id}:${person}`, {
        slag: 'team-fjernet',
        team: inn.team,
        person,
      })
  })
}

/** What a team is called by now, and its group. */
export async function teametHeter(
  ktx: Kontekst,
  aktor: Aktor,
  { team, navn, gruppe }: Pick<Team, 'team' | 'navn' | 'gruppe'>,
): Promise<void> {
  await fornyInstallasjon(ktx, { team, navn: await uskyldigNavn(ktx, aktor, navn), gruppe })
}

/** Some make a team around one child, and call it that: such a name is neither kept, nor said in a message, nor proposed for a school. */
export async function uskyldigNavn(ktx: Kontekst, aktor: Aktor, navn: string): Promise<string> {
  return navn !== '' && (await harTreff(ktx, aktor, navn, 'B')) ? '' : navn
}

/** The app is in a team it was thought to be out of: what was to be deleted, is not. Nobody is welcomed. */
export async function erITeametLikevel(
  ktx: Kontekst,
  aktor: Aktor,
  inn: Omit<Team, 'navn'> & { nar: Date },
): Promise<void> {
  const kjent = await hentInstallasjon(ktx, inn.team)
  if (kjent === undefined || kjent.fjernet === null || kjent.fjernet > inn.nar) return
  await iTransaksjon(ktx, async trx => {
    const { team, gruppe, nar } = inn
    const tilbake = await lagreInstallasjon(trx, {
      team,
      navn: '',
      gruppe,
      service_url: inn.serviceUrl,
      lagt_til_av: aktor.person,
      endret: nar,
    })
    if (tilbake === undefined) return
    await trekkFraUtboks(trx, `team-fjernet:${team}:`)
    await loggHendelse(trx, { person: aktor.person, kode: 'app-lagt-til', gjelder: team })
  })
}

/** Those who lead at the schools that have their home in the team alone, and their administrators. */
export async function hvemGjelderDet(ktx: Kontekst, team: string): Promise<string[]> {
  const ut = new Set<string>()
  for (const { id } of await skolerBareI(ktx, team))
    for (const { person, rolle } of await alleRollerVedSkole(ktx, id))
      if (rolle === 'administrator' || kan([rolle], 'ledeMote')) ut.add(person)
  return [...ut]
}

/** May this person decide over what is left of a team: keep it (`leder`), or have it deleted at once (`administrator`)? */
export async function rettEtterFjerning(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
  team: string,
): Promise<'administrator' | 'leder' | undefined> {
  if (forste.includes(aktor.person)) return 'administrator'
  const skoler = await skolerBareI(ktx, team)
  if (skoler.length === 0) return undefined
  const administrerer = await Promise.all(skoler.map(s => erAdministrator(ktx, aktor, forste, s.id)))
  // Several schools may live in one team: one of them does not have the others' content deleted.
  if (administrerer.every(Boolean)) return 'administrator'
  return (await hvemGjelderDet(ktx, team)).includes(aktor.person) ? 'leder' : undefined
}

export async function hentTeam(ktx: Kontekst, team: string): Promise<Installasjon | undefined> {
  return team === '' ? undefined : hentInstallasjon(ktx, team)
}

/** What the schools are called that have their home in the team alone. */
export async function skolerSomGjelder(ktx: Kontekst, team: string): Promise<string[]> {
  return (await skolerBareI(ktx, team)).map(s => s.navn)
}

export type Beholdsvar = { kode: 'beholdt' | 'er-tilbake' | 'alt-slettet' | 'mangler-rolle' }

/** «Behold»: what was to be deleted, is kept. */
export async function behold(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
  team: string,
): Promise<Beholdsvar> {
  if ((await rettEtterFjerning(ktx, aktor, forste, team)) === undefined) return { kode: 'mangler-rolle' }
  return iTransaksjon(ktx, async trx => {
    const installasjon = await lasInstallasjon(trx, team)
    if (installasjon === undefined || installasjon.fjernet === null) return { kode: 'er-tilbake' }
    if (installasjon.slettet !== null) return { kode: 'alt-slettet' }
    await settSlettesDag(trx, team, null)
    await loggHendelse(trx, { person: aktor.person, kode: 'app-innhold-beholdt', gjelder: team })
    return { kode: 'beholdt' }
  })
}
