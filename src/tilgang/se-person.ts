import type { Kontekst } from '../database/kontekst.ts'
import type { Aktor } from './adgang.ts'
import { glemIkkeNadd } from './ikke-nadd-store.ts'
import { hentPerson, lagreGruppe, lagreKanaladresse, lagrePerson, markerVelkommen } from './tilgang-store.ts'

/**
 * Remembers how a person, and the channel they write in, can be reached; writes only what is new. Somebody who only presses
 * a button (`bareKjente`) leaves no trace unless they are known already.
 */
export async function sePerson(
  ktx: Kontekst,
  aktor: Aktor,
  adresse: {
    konto: string
    serviceUrl: string
    samtale: string | undefined
    kanal: string | undefined
    /** The team, with its Entra group, where the channel tells of one. */
    team?: { id: string; gruppe: string } | undefined
  },
  bareKjente: boolean,
): Promise<void> {
  await glemIkkeNadd(ktx, aktor.person)
  const kjent = await hentPerson(ktx, aktor.person)
  if (kjent === undefined && bareKjente) return
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
  if (adresse.team !== undefined) await lagreGruppe(ktx, adresse.team.id, adresse.team.gruppe)
  if (adresse.kanal !== undefined) await lagreKanaladresse(ktx, adresse.kanal, adresse.serviceUrl)
}

/** The app is out of a person's own chat: the next thing for them makes a chat anew, if it can. */
export async function glemSamtalen(ktx: Kontekst, person: string): Promise<void> {
  const kjent = await hentPerson(ktx, person)
  if (kjent?.samtale != null) await lagrePerson(ktx, { person, navn: kjent.navn, samtale: null })
}

/** Installing and being added come as two activities, in either order: together they are one welcome. */
const SAMME_ANKOMST_S = 60

/** Is a welcome due? The first time, and when the app is installed anew. */
export async function onskVelkommen(ktx: Kontekst, aktor: Aktor, installert: boolean): Promise<boolean> {
  const sist = installert ? ktx.na().minus({ seconds: SAMME_ANKOMST_S }).toJSDate() : null
  return markerVelkommen(ktx, aktor.person, sist)
}
