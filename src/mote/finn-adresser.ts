import type { Kontekst } from '../database/kontekst.ts'
import { hentKanal, hentPersoner, lagrePerson } from '../tilgang/tilgang-store.ts'
import { KunneIkkeLevere, type Levering } from '../utboks/utboks.ts'
import type { Mote } from './mote-store.ts'

/**
 * Where these people are reached by mail, by person: asked of Teams, of the school's team and then of each one's own chat,
 * and not kept. Whoever has no address is left out; that Teams is down is thrown on.
 */
export async function finnAdresser(
  ktx: Kontekst,
  levering: Pick<Levering, 'medlemmer' | 'nySamtale'>,
  mote: Pick<Mote, 'kanal'>,
  personer: readonly string[],
): Promise<Map<string, { navn: string; epost: string }>> {
  const ut = new Map<string, { navn: string; epost: string }>()
  const spor = async (serviceUrl: string, samtale: string) => {
    const medlemmer = await ellers([], levering.medlemmer({ serviceUrl, samtale }))
    for (const { person, navn, epost } of medlemmer)
      if (epost !== '' && personer.includes(person)) ut.set(person, { navn, epost })
  }
  const kanal = await hentKanal(ktx, mote.kanal)
  if (kanal !== undefined && personer.length > 0) await spor(kanal.service_url, kanal.kanal)
  const kjente = await hentPersoner(ktx, personer)
  for (const id of personer) {
    const person = kjente.get(id)
    const serviceUrl = person?.service_url ?? kanal?.service_url
    if (ut.has(id) || person?.konto == null || serviceUrl === undefined) continue
    const samtale =
      person.samtale ?? (await nySamtale(ktx, levering, { ...person, konto: person.konto, serviceUrl }))
    if (samtale !== undefined) await spor(serviceUrl, samtale)
  }
  return ut
}

/** The chat that the card will come in, a moment before it does. */
async function nySamtale(
  ktx: Kontekst,
  levering: Pick<Levering, 'nySamtale'>,
  { person, navn, konto, serviceUrl }: { person: string; navn: string; konto: string; serviceUrl: string },
): Promise<string | undefined> {
  const ny = await ellers(undefined, levering.nySamtale({ serviceUrl, konto }))
  if (ny !== undefined) await lagrePerson(ktx, { person, navn, samtale: ny.samtale, service_url: serviceUrl })
  return ny?.samtale
}

/** Gone, or shut to the app: there is nobody to ask there. */
async function ellers<T>(svar: T, arbeid: Promise<T>): Promise<T> {
  try {
    return await arbeid
  } catch (feil) {
    if (feil instanceof KunneIkkeLevere && feil.feil.varig) return svar
    throw feil
  }
}
