import type { Kontekst } from '../database/kontekst.ts'
import type { Aktor } from './adgang.ts'
import { hentPerson, lagreKanaladresse, lagrePerson, markerVelkommen } from './tilgang-store.ts'

/** Remembers how a person, and the channel they write in, can be reached; writes only what is new. */
export async function sePerson(
  ktx: Kontekst,
  aktor: Aktor,
  adresse: { konto: string; serviceUrl: string; samtale: string | undefined; kanal: string | undefined },
): Promise<void> {
  const kjent = await hentPerson(ktx, aktor.person)
  const nytt =
    kjent === undefined ||
    kjent.konto !== adresse.konto ||
    kjent.service_url !== adresse.serviceUrl ||
    (adresse.samtale !== undefined && kjent.samtale !== adresse.samtale) ||
    (aktor.navn !== '' && kjent.navn !== aktor.navn)
  if (nytt) {
    // A conversation belongs to the address it came from: another address gets a conversation of its own.
    const samtale =
      adresse.samtale ??
      (kjent?.service_url === adresse.serviceUrl ? (kjent.samtale ?? undefined) : undefined)
    await lagrePerson(ktx, {
      person: aktor.person,
      navn: aktor.navn || (kjent?.navn ?? ''),
      konto: adresse.konto,
      service_url: adresse.serviceUrl,
      samtale: samtale ?? null,
    })
  }
  if (adresse.kanal !== undefined) await lagreKanaladresse(ktx, adresse.kanal, adresse.serviceUrl)
}

/** True the first time: then a welcome is due. */
export async function onskVelkommen(ktx: Kontekst, aktor: Aktor): Promise<boolean> {
  return markerVelkommen(ktx, aktor.person)
}
