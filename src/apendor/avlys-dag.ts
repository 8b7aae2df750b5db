import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { kanAvlyses, kanSetteOpp } from './apendor.ts'
import { type Apendag, dagPaDato, hentDroftinger, lasDag, settDagstatus } from './apendor-store.ts'
import { meldDagendring } from './dag-endret.ts'

export type Avlysning =
  | { kode: 'avlyst' | 'gjenopptatt'; apendag: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'har-utfall' }
  | { kode: 'for-sent' }
  | { kode: 'finnes-alt' }
  | FinnesIkke

/** Calls a day off; who has signed up stays signed up, in case it is taken back. */
export function avlysDag(ktx: Kontekst, aktor: Aktor, apendag: string): Promise<Avlysning> {
  return medDag(ktx, aktor, apendag, async (trx, dag) => {
    if (dag.status === 'avlyst') return { kode: 'avlyst', apendag }
    if (!kanAvlyses(dag, await hentDroftinger(trx, apendag))) return { kode: 'har-utfall' }
    await settDagstatus(trx, apendag, 'avlyst')
    await varsle(trx, aktor, apendag, 'avlyst')
    return { kode: 'avlyst', apendag }
  })
}

/** Takes it back until the time has come, where no other has been set up that day. */
export function angreAvlysning(ktx: Kontekst, aktor: Aktor, apendag: string): Promise<Avlysning> {
  return medDag(ktx, aktor, apendag, async (trx, dag) => {
    if (dag.status === 'planlagt') return { kode: 'gjenopptatt', apendag }
    if (dag.start <= ktx.na().toJSDate()) return { kode: 'for-sent' }
    if ((await dagPaDato(trx, dag)) !== undefined) return { kode: 'finnes-alt' }
    await settDagstatus(trx, apendag, 'planlagt')
    await varsle(trx, aktor, apendag, 'gjenopptatt')
    return { kode: 'gjenopptatt', apendag }
  })
}

function medDag(
  ktx: Kontekst,
  aktor: Aktor,
  apendag: string,
  arbeid: (trx: Kontekst, dag: Apendag) => Promise<Avlysning>,
): Promise<Avlysning> {
  return iTransaksjon(ktx, async trx => {
    const dag = await lasDag(trx, apendag)
    const adgang = dag && (await adgangTil(trx, aktor, dag.skole))
    if (dag === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    return kanSetteOpp(adgang.roller) ? arbeid(trx, dag) : { kode: 'mangler-rolle' }
  })
}

async function varsle(
  ktx: Kontekst,
  aktor: Aktor,
  apendag: string,
  kode: 'avlyst' | 'gjenopptatt',
): Promise<void> {
  await loggHendelse(ktx, { person: aktor.person, kode: `apendor-${kode}`, gjelder: apendag })
  await meldDagendring(ktx, apendag)
  await leggIUtboks(ktx, `apendor-varsel:${apendag}:${crypto.randomUUID()}`, {
    slag: 'apendor-varsel',
    apendag,
    kode,
  })
}
