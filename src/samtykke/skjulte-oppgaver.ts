import type { Kontekst } from '../database/kontekst.ts'
import { hentSakshoder } from '../sak/sak-store.ts'
import { erSkjult } from '../sak/saker.ts'
import { type Adgang, type Aktor, adgangKan } from '../tilgang/adgang.ts'
import { hentHatter } from '../tilgang/hatt-store.ts'
import { erTrukketFor } from './samtykke.ts'
import { hentSamtykker } from './samtykke-store.ts'

/** The cases whose tasks are only a reference for this person: their service has lost its yes, or the case is not for here. */
export async function skjulteOppgaver(
  ktx: Kontekst,
  aktor: Aktor,
  adgang: Adgang,
  saker: readonly string[],
): Promise<Set<string>> {
  return skjulteSaker(ktx, aktor, new Map(saker.map(sak => [sak, adgang])))
}

/** The same where the right differs from case to case: asked for all of them at once. */
export async function skjulteSaker(
  ktx: Kontekst,
  aktor: Aktor,
  adganger: ReadonlyMap<string, Adgang>,
): Promise<Set<string>> {
  const saker = [...adganger.keys()]
  const hoder = await hentSakshoder(ktx, saker)
  const samtykker = await hentSamtykker(ktx, saker)
  const hatter = await hentHatter(ktx, saker)
  return new Set(
    [...hoder.values()]
      .filter(sak => {
        const adgang = adganger.get(sak.id)
        if (adgang === undefined) return true
        const hatt = hatter.get(sak.id)?.get(aktor.person)
        const tjenester = hatt ? [hatt] : adgang.tjenester
        return (
          erSkjult(sak, aktor.person, adgangKan(adgang, 'registrereSamtykke')) ||
          // With a choice not made yet, one that is withdrawn is enough.
          tjenester.some(t => erTrukketFor(samtykker.get(sak.id), t, sak.slag))
        )
      })
      .map(sak => sak.id),
  )
}
