import type { Kontekst } from '../database/kontekst.ts'
import { kanSeIdentitet, registeretErPa } from '../identitet/hvem-er-dette.ts'
import { harIdentitet } from '../identitet/identitet-store.ts'
import { type Mote, moterMedSak } from '../mote/mote-store.ts'
import { hentPunkter } from '../mote/punkt-store.ts'
import { tjenesterI } from '../samtykke/samtykke.ts'
import { lamperI, type Saklys } from '../samtykke/se-lampe.ts'
import { kanSeInnsyn } from '../sletting/innsyn.ts'
import { type Aktor, adgangKan } from '../tilgang/adgang.ts'
import { type Rolle, TJENESTER, type Tjeneste } from '../tilgang/roller.ts'
import { hentPersoner, rollerVedSkole } from '../tilgang/tilgang-store.ts'
import { sakFor, teamForSak } from './finn-sak.ts'
import type { Sakshode } from './sak-store.ts'

/** A case besides its texts: the lamp, the consent, and what this person may do about it. */
export type Saksvisning = {
  sak: Sakshode
  /** The meeting it is seen in, and its item there. */
  mote: Mote | undefined
  punkt: string | undefined
  lys: Saklys
  eierRoller: Rolle[]
  erEier: boolean
  kanEndre: boolean
  /** Those who register consent see why the lamp shines as it does; others see the lamp. */
  kanRegistrere: boolean
  kanSlette: boolean
  kanSeInnsyn: boolean
  register: { pa: boolean; harNavn: boolean; kanSeNavn: boolean }
  /** Services to be asked about: those of the team, and those that have an answer. */
  tjenester: Tjeneste[]
  team: { person: string; navn: string; roller: Rolle[] }[]
}

/** Undefined when the case does not exist for this person. */
export async function hentSaksvisning(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; mote: string | undefined },
): Promise<Saksvisning | undefined> {
  const funnet = await sakFor(ktx, aktor, inn.sak)
  if (funnet === undefined) return undefined
  const { sak, adgang, eier } = funnet
  const moter = await moterMedSak(ktx, sak.id)
  const mote =
    moter.find(m => m.id === inn.mote) ?? moter.find(m => m.status === 'i_gang' || m.status === 'planlagt')
  const punkt = mote && (await hentPunkter(ktx, mote.id)).find(p => p.sak === sak.id)
  const utenMote = {
    id: '',
    skole: sak.skole,
    type: sak.slag === 'forlop' ? 'samarbeidsmote_3delt' : 'innsatsteam',
    // Between meetings a forløp is the school's and barnevernet's.
    tilstede: sak.slag === 'forlop' ? 'skole,bv' : null,
    andre: null,
    forlop: null,
  }
  const sett = punkt ?? { id: sak.id, sak: sak.id, forlatt: '' }
  const lys = (await lamperI(ktx, mote ?? utenMote, [sett])).get(sett.id)
  if (lys === undefined) return undefined
  const roller = await teamForSak(ktx, sak)
  const personer = await hentPersoner(
    ktx,
    roller.map(r => r.person),
  )
  // In a forløp the parents are asked about a service before anybody of it is invited.
  const ved = sak.slag === 'forlop' ? await rollerVedSkole(ktx, sak.skole) : []
  const iTeamet = new Set<Tjeneste>([
    ...[...roller, ...ved.filter(r => r.rolle !== 'administrator')].map(r => r.tjeneste),
    ...(lys.samtykke === undefined ? [] : tjenesterI(lys.samtykke)),
  ])
  return {
    sak,
    mote,
    punkt: punkt?.id,
    lys,
    eierRoller: roller.filter(r => r.person === sak.meldt_av).map(r => r.rolle),
    erEier: eier,
    kanEndre: eier || adgangKan(adgang, 'kalleInn'),
    kanRegistrere: adgangKan(adgang, 'registrereSamtykke'),
    kanSlette: eier || adgangKan(adgang, 'sletteSak'),
    kanSeInnsyn: kanSeInnsyn(funnet),
    register: {
      pa: await registeretErPa(ktx, sak.skole),
      harNavn: await harIdentitet(ktx, sak.id),
      kanSeNavn: await kanSeIdentitet(ktx, aktor, funnet, mote?.id),
    },
    tjenester: TJENESTER.filter(tjeneste => iTeamet.has(tjeneste)),
    team: [...new Set(roller.map(r => r.person))].map(person => ({
      person,
      navn: personer.get(person)?.navn ?? '',
      roller: roller.filter(r => r.person === person).map(r => r.rolle),
    })),
  }
}
