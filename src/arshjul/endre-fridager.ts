import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { erDag } from '../mote/moter.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { type Aktor, adgangKan, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { navnPaSkolen } from '../tilgang/finn-skole.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { MAKS_FRIDAGNAVN, type Skoletype, skolearetsDager, skolearFor } from './arshjul.ts'
import { hentArshjul } from './arshjul-store.ts'
import { type Fridag, fjernFridag, hentFridager, leggTilFridag } from './fridag-store.ts'
import { dagEtter } from './skoledager.ts'

const MAKS_FRIDAGER = 30
/** Nothing in a school year but the summer is longer. */
const MAKS_DAGER = 70

type Nektet = FinnesIkke | { kode: 'mangler-rolle' }
export type Fridagssvar =
  | Nektet
  | Stoppet
  | { kode: 'ugyldig-dato' | 'for-lenge' | 'mangler-navn' | 'for-mange' }
  | { kode: 'lagt-til' | 'fjernet' }

export type Fridagsvisning = {
  skole: { id: string; navn: string }
  fridager: Fridag[]
  skolear: number
  /** Which grades the school has this school year; undefined before the årshjul is made. */
  skoletype: Skoletype | undefined
}

/** The school's own free days, from the school year that is going on; for those who convene its meetings. */
export async function hentFridagsvisning(
  ktx: Kontekst,
  aktor: Aktor,
  skole: string,
): Promise<Nektet | ({ kode: 'fridager' } & Fridagsvisning)> {
  const nektet = await nektes(ktx, aktor, skole)
  if (nektet !== undefined) return nektet
  const skolear = skolearFor(ktx.na().toFormat('yyyy-MM-dd'))
  const { fra } = skolearetsDager(skolear)
  const arshjul = await hentArshjul(ktx, { skoler: [skole], til: skolear })
  const fridager = (await hentFridager(ktx, { skoler: [skole], fra })).get(skole) ?? []
  return {
    kode: 'fridager',
    skole: { id: skole, navn: await navnPaSkolen(ktx, skole) },
    fridager,
    skolear,
    skoletype: arshjul.find(a => a.skolear === skolear)?.skoletype,
  }
}

export async function leggTilSkolensFridag(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; fra: string; til: string; navn: string; vakt: Vaktsvar },
): Promise<Fridagssvar> {
  return iTransaksjon(ktx, async trx => {
    const nektet = await nektes(trx, aktor, inn.skole)
    if (nektet !== undefined) return nektet
    const stoppet = await vokt(trx, aktor, {
      felter: { fridagnavn: inn.navn },
      gjelder: 'arshjul',
      svar: inn.vakt,
    })
    if (stoppet !== undefined) return stoppet
    if (inn.navn === '' || inn.navn.length > MAKS_FRIDAGNAVN) return { kode: 'mangler-navn' }
    const { skole, fra, navn } = inn
    const til = inn.til === '' ? fra : inn.til
    if (!erDag(fra) || !erDag(til) || til < fra) return { kode: 'ugyldig-dato' }
    if (til > dagEtter(fra, MAKS_DAGER)) return { kode: 'for-lenge' }
    const finnes = (await hentFridager(trx, { skoler: [skole], fra: trx.na().toFormat('yyyy-MM-dd') })).get(
      skole,
    )
    if ((finnes?.length ?? 0) >= MAKS_FRIDAGER) return { kode: 'for-mange' }
    const id = crypto.randomUUID()
    await leggTilFridag(trx, { id, skole, fra, til, navn, lagtTilAv: aktor.person })
    await loggHendelse(trx, { person: aktor.person, kode: 'fridag-lagt-til', gjelder: id })
    return { kode: 'lagt-til' }
  })
}

export async function fjernSkolensFridag(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; fridag: string },
): Promise<Fridagssvar> {
  return iTransaksjon(ktx, async trx => {
    const nektet = await nektes(trx, aktor, inn.skole)
    if (nektet !== undefined) return nektet
    // Pressed twice, or by two: it is gone, as was wished.
    if (await fjernFridag(trx, inn.skole, inn.fridag))
      await loggHendelse(trx, { person: aktor.person, kode: 'fridag-fjernet', gjelder: inn.fridag })
    return { kode: 'fjernet' }
  })
}

async function nektes(ktx: Kontekst, aktor: Aktor, skole: string): Promise<Nektet | undefined> {
  const adgang = await adgangTil(ktx, aktor, skole)
  if (adgang?.deltaker !== true) return FINNES_IKKE
  return adgangKan(adgang, 'kalleInn') ? undefined : { kode: 'mangler-rolle' }
}
