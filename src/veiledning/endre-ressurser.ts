import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { type Aktor, alleAdganger, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { erAdministrator } from '../tilgang/oppsett.ts'
import { hentRessurser, lagreRessurs, lasRessurser, settBorte, slettBorte } from './ressurs-store.ts'
import { MAKS_RESSURSER, provRessurs, type Ressursfelt, type UgyldigRessurs } from './ressurser.ts'

type Nektet = FinnesIkke | { kode: 'bare-administrator' }
export type Ressurssvar =
  | Nektet
  | UgyldigRessurs
  | Stoppet
  | { kode: 'for-mange' }
  | { kode: 'lagt-til' | 'tatt-bort' | 'angret' }

/** How long what was taken away can be put back. */
const ANGREDOGN = 1

/** What the name guard looks at, by field. */
export const vaktfelterI = ({ tittel, tekst }: Ressursfelt) => ({ ressurstittel: tittel, kanaltekst: tekst })

export async function leggTilRessurs(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
  inn: Ressursfelt & { vakt: Vaktsvar },
): Promise<Ressurssvar> {
  return iTransaksjon(ktx, async trx => {
    const nektet = await nektes(trx, aktor, forste)
    if (nektet !== undefined) return nektet
    const provd = provRessurs(inn)
    if (provd.kode !== 'ressurs') return provd
    const stoppet = utenTelefon(
      await vokt(trx, aktor, { felter: vaktfelterI(inn), gjelder: 'ressurs', svar: inn.vakt }),
    )
    if (stoppet !== undefined) return stoppet
    await lasRessurser(trx)
    await slettGamle(trx)
    if ((await hentRessurser(trx)).length >= MAKS_RESSURSER) return { kode: 'for-mange' }
    const id = crypto.randomUUID()
    await lagreRessurs(trx, { id, ...provd.ressurs }, aktor.person)
    await loggHendelse(trx, { person: aktor.person, kode: 'ressurs-lagt-til', gjelder: id })
    return { kode: 'lagt-til' }
  })
}

/** Takes it away, or puts it back. */
export async function flyttRessurs(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
  inn: { ressurs: string; bort: boolean },
): Promise<Ressurssvar> {
  return iTransaksjon(ktx, async trx => {
    const nektet = await nektes(trx, aktor, forste)
    if (nektet !== undefined) return nektet
    await lasRessurser(trx)
    if (inn.bort) await slettGamle(trx)
    else if ((await hentRessurser(trx)).length >= MAKS_RESSURSER) return { kode: 'for-mange' }
    // Pressed twice, or by two: it stands as it was wished.
    if (await settBorte(trx, inn.ressurs, inn.bort))
      await loggHendelse(trx, {
        person: aktor.person,
        kode: inn.bort ? 'ressurs-tatt-bort' : 'ressurs-angret',
        gjelder: inn.ressurs,
      })
    return { kode: inn.bort ? 'tatt-bort' : 'angret' }
  })
}

async function nektes(ktx: Kontekst, aktor: Aktor, forste: readonly string[]): Promise<Nektet | undefined> {
  if (await erAdministrator(ktx, aktor, forste)) return undefined
  return (await alleAdganger(ktx, aktor)).length === 0 ? FINNES_IKKE : { kode: 'bare-administrator' }
}

const slettGamle = (ktx: Kontekst) => slettBorte(ktx, ktx.na().minus({ days: ANGREDOGN }).toJSDate())

/** Where a melding is sent is often a telephone number: it is the service's own, and says nothing of a child. */
function utenTelefon(stoppet: Stoppet | undefined): Stoppet | undefined {
  if (stoppet?.kode !== 'navnevakt') return stoppet
  const rader = stoppet.rader.flatMap(rad => {
    const steder = rad.slag === 'telefon' ? rad.steder.filter(s => s.felt !== 'kanaltekst') : rad.steder
    return steder.length === 0 ? [] : [{ ...rad, steder }]
  })
  return rader.length === 0 ? undefined : { ...stoppet, rader }
}
