import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { hentMote, type Mote } from '../mote/mote-store.ts'
import { hentPunkter } from '../mote/punkt-store.ts'
import { type Saksadgang, sakFor } from '../sak/finn-sak.ts'
import { dekker } from '../samtykke/samtykke.ts'
import { lamperI, type Saklys } from '../samtykke/se-lampe.ts'
import { type Adgang, type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { hentHatter } from '../tilgang/hatt-store.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { erAdministrator } from '../tilgang/oppsett.ts'
import { hentInnstilling, lagreInnstilling } from '../tilgang/tilgang-store.ts'
import { MAKS_NAVN, registerFor } from './identitet.ts'
import {
  harIdentitet,
  hentIdentitet,
  lagreIdentitet,
  slettIdentitet,
  slettRegister,
} from './identitet-store.ts'

export async function registeretErPa(ktx: Kontekst, skole: string): Promise<boolean> {
  return (await hentInnstilling(ktx, registerFor(skole))) === 'pa'
}

export type Registersvar =
  | { kode: 'slatt-pa' }
  | { kode: 'slatt-av'; slettet: number }
  | { kode: 'bare-administrator' }

/** Turns the register of a school on, or off: then every name in it is deleted at once. */
export async function settRegister(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
  inn: { skole: string; pa: boolean },
): Promise<Registersvar> {
  return iTransaksjon(ktx, async trx => {
    if (!(await erAdministrator(trx, aktor, forste, inn.skole))) return { kode: 'bare-administrator' }
    if ((await registeretErPa(trx, inn.skole)) === inn.pa)
      return inn.pa ? { kode: 'slatt-pa' } : { kode: 'slatt-av', slettet: 0 }
    await lagreInnstilling(trx, registerFor(inn.skole), inn.pa ? 'pa' : 'av')
    await loggHendelse(trx, {
      person: aktor.person,
      kode: inn.pa ? 'register-pa' : 'register-av',
      gjelder: inn.skole,
    })
    return inn.pa ? { kode: 'slatt-pa' } : { kode: 'slatt-av', slettet: await slettRegister(trx, inn.skole) }
  })
}

export type Identitetssvar =
  | { kode: 'lagret'; ref: string }
  | { kode: 'slettet'; ref: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'for-langt' }
  | FinnesIkke

/** Writes the name of a case's child in the register; empty takes it out. For those who register consent. */
export async function registrerIdentitet(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; navn: string },
): Promise<Identitetssvar> {
  return iTransaksjon(ktx, async trx => {
    const funnet = await sakFor(trx, aktor, inn.sak)
    if (funnet === undefined || !(await registeretErPa(trx, funnet.sak.skole))) return FINNES_IKKE
    if (!adgangKan(funnet.adgang, 'registrereSamtykke')) return { kode: 'mangler-rolle' }
    if (inn.navn.length > MAKS_NAVN) return { kode: 'for-langt' }
    const { id, ref } = funnet.sak
    if (inn.navn === '' && (await slettIdentitet(trx, id)) === 0) return { kode: 'slettet', ref }
    if (inn.navn !== '') await lagreIdentitet(trx, id, inn.navn, aktor.person)
    const kode = inn.navn === '' ? 'slettet' : 'lagret'
    await loggHendelse(trx, { person: aktor.person, kode: `identitet-${kode}`, gjelder: ref })
    return { kode, ref }
  })
}

/**
 * «Hvem er dette?» Answered only where the lamp is green for this person: the case is open to all in the room (in a
 * meeting), or to the person's own service alone. Each opening is logged (fag: samtykke, regel 2).
 */
export async function hvemErDette(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; mote: string | undefined },
): Promise<{ kode: 'vist'; ref: string; navn: string } | FinnesIkke> {
  return iTransaksjon(ktx, async trx => {
    const funnet = await sakFor(trx, aktor, inn.sak)
    if (funnet === undefined || !(await kanSeIdentitet(trx, aktor, funnet, inn.mote))) return FINNES_IKKE
    const navn = await hentIdentitet(trx, funnet.sak.id)
    if (navn === undefined) return FINNES_IKKE
    await loggHendelse(trx, { person: aktor.person, kode: 'identitet-lest', gjelder: funnet.sak.ref })
    return { kode: 'vist', ref: funnet.sak.ref, navn }
  })
}

/** Is there a name to see, and may this person see it now? */
export async function kanSeIdentitet(
  ktx: Kontekst,
  aktor: Aktor,
  { sak, adgang }: Saksadgang,
  moteId: string | undefined,
): Promise<boolean> {
  if (!(await registeretErPa(ktx, sak.skole)) || !(await harIdentitet(ktx, sak.id))) return false
  const tjenester = await hatteneTil(ktx, aktor, sak.id, adgang)
  const lys = await lysFor(ktx, { sak, tjenester }, moteId)
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  return (
    lys?.lampe.farge === 'gronn' &&
    tjenester.length > 0 &&
    tjenester.every(tjeneste => dekker(lys.samtykke, tjeneste, idag))
  )
}

/** Without a chosen service, all that the person could act for must have a yes. */
async function hatteneTil(ktx: Kontekst, aktor: Aktor, sak: string, adgang: Adgang) {
  const hatt = (await hentHatter(ktx, [sak])).get(sak)?.get(aktor.person)
  return hatt === undefined ? adgang.tjenester : [hatt]
}

/** In a meeting the lamp of its room; outside one, with nobody there but the person's own service. */
async function lysFor(
  ktx: Kontekst,
  { sak, tjenester }: { sak: Saksadgang['sak']; tjenester: readonly string[] },
  moteId: string | undefined,
): Promise<Saklys | undefined> {
  const mote = moteId === undefined ? undefined : await hentMote(ktx, moteId)
  if (mote !== undefined) {
    const punkt = (await hentPunkter(ktx, mote.id)).find(p => p.sak === sak.id)
    return punkt && (await lamperI(ktx, mote, [punkt])).get(punkt.id)
  }
  if (moteId !== undefined) return undefined
  const alene = {
    id: '',
    skole: sak.skole,
    type: sak.slag === 'forlop' ? 'samarbeidsmote_3delt' : 'innsatsteam',
    tilstede: tjenester.join(','),
    andre: '',
    forlop: null,
  } satisfies Pick<Mote, 'id' | 'skole' | 'type' | 'tilstede' | 'andre' | 'forlop'>
  return (await lamperI(ktx, alene, [{ id: sak.id, sak: sak.id, forlatt: '' }])).get(sak.id)
}
