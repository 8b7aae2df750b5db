import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { erAdministrator } from '../tilgang/oppsett.ts'
import { hentTillatteOrd, lagreTillattOrd, slettTillattOrd, type TillattOrd } from './tillatt-ord-store.ts'
import { provOrd } from './tillatte-ord.ts'

export type Ordsvar =
  | { kode: 'tillatt' | 'fjernet' }
  | { kode: 'bare-administrator' | 'ikke-ett-ord' | 'for-mange' }
  | { kode: 'fornavn'; ord: string }

/** How many words a municipality lets through: more is a list of names. */
const MAKS_ORD = 200

/** The words the municipality lets through, in order. */
export async function tillatteOrd(ktx: Kontekst): Promise<TillattOrd[]> {
  return (await hentTillatteOrd(ktx)).sort((a, b) => a.skrevet.localeCompare(b.skrevet, 'nb'))
}

/** Lets a word through in the whole municipality. It never lets through a given name, nor somebody in the register. */
export async function tillatOrd(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
  inn: { skole: string; ord: string },
): Promise<Ordsvar> {
  return iTransaksjon(ktx, async trx => {
    if (!(await erAdministrator(trx, aktor, forste, inn.skole))) return { kode: 'bare-administrator' }
    const provd = provOrd(inn.ord)
    if (provd.kode !== 'ord') return provd
    if ((await hentTillatteOrd(trx)).length >= MAKS_ORD) return { kode: 'for-mange' }
    if (await lagreTillattOrd(trx, provd, aktor.person))
      await loggHendelse(trx, { person: aktor.person, kode: 'ord-tillatt', gjelder: inn.skole })
    return { kode: 'tillatt' }
  })
}

export async function fjernTillattOrd(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
  inn: { skole: string; ord: string },
): Promise<Ordsvar> {
  return iTransaksjon(ktx, async trx => {
    if (!(await erAdministrator(trx, aktor, forste, inn.skole))) return { kode: 'bare-administrator' }
    if (await slettTillattOrd(trx, inn.ord))
      await loggHendelse(trx, { person: aktor.person, kode: 'ord-fjernet', gjelder: inn.skole })
    return { kode: 'fjernet' }
  })
}
