import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Adgang, type Aktor, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { type Gruppe, MAKS_DROFTINGER, serUtfall, type Trinn, tarImot } from './apendor.ts'
import {
  type Apendag,
  hentDrofting,
  hentDroftinger,
  lasDag,
  leggTilDrofting,
  slettDrofting,
} from './apendor-store.ts'
import { meldDagendring } from './dag-endret.ts'

export type Droftingsmelding =
  | { kode: 'meldt' | 'trukket'; apendag: string }
  | { kode: 'over' | 'avlyst' | 'full' | 'droftet' }
  | FinnesIkke

/**
 * Signs up for a drøfting, anonymously: no table, no log and no message keeps who did it. `drofting` is the id it gets, made
 * when the card was: pressed twice, it is one.
 */
export function meldDrofting(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { apendag: string; drofting: string; gruppe: Gruppe; trinn: Trinn },
): Promise<Droftingsmelding> {
  return medDag(ktx, aktor, inn.apendag, async (trx, dag) => {
    if (!tarImot(dag, ktx.na())) return { kode: dag.status === 'avlyst' ? 'avlyst' : 'over' }
    return leggTil(trx, { ...inn, slag: 'pameldt' })
  })
}

/** «Kom uanmeldt»: one more on the list, by the one who keeps it. */
export function leggTilUanmeldt(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { apendag: string; drofting: string },
): Promise<Droftingsmelding> {
  return medDag(ktx, aktor, inn.apendag, async (trx, dag, adgang) => {
    if (!serUtfall(adgang.roller)) return FINNES_IKKE
    if (dag.status === 'avlyst') return { kode: 'avlyst' }
    return leggTil(trx, { ...inn, slag: 'uanmeldt', gruppe: '', trinn: 'vgs_ukjent' })
  })
}

/** Takes a sign-up back, by whoever has its id: the one who made it, right afterwards. */
export function trekkDrofting(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { apendag: string; drofting: string },
): Promise<Droftingsmelding> {
  return medDag(ktx, aktor, inn.apendag, async (trx, dag) => {
    const drofting = await hentDrofting(trx, inn.drofting)
    if (drofting !== undefined && drofting.dag === dag.id) {
      if (drofting.utfall !== '') return { kode: 'droftet' }
      await slettDrofting(trx, drofting.id)
      await meldDagendring(trx, dag.id)
    }
    return { kode: 'trukket', apendag: dag.id }
  })
}

async function leggTil(
  ktx: Kontekst,
  inn: { apendag: string; drofting: string } & Parameters<typeof tilRad>[0],
): Promise<Droftingsmelding> {
  const finnes = await hentDrofting(ktx, inn.drofting)
  if (finnes !== undefined)
    return finnes.dag === inn.apendag ? { kode: 'meldt', apendag: inn.apendag } : FINNES_IKKE
  if ((await hentDroftinger(ktx, inn.apendag)).length >= MAKS_DROFTINGER) return { kode: 'full' }
  await leggTilDrofting(ktx, tilRad(inn))
  if (inn.slag === 'pameldt') await meldDagendring(ktx, inn.apendag)
  return { kode: 'meldt', apendag: inn.apendag }
}

const tilRad = (inn: {
  apendag: string
  drofting: string
  slag: 'pameldt' | 'uanmeldt'
  gruppe: Gruppe | ''
  trinn: Trinn
}) => ({ id: inn.drofting, dag: inn.apendag, slag: inn.slag, gruppe: inn.gruppe, trinn: inn.trinn })

/** The day is held while it is done: two who sign up at once get a number each. */
function medDag(
  ktx: Kontekst,
  aktor: Aktor,
  apendag: string,
  arbeid: (trx: Kontekst, dag: Apendag, adgang: Adgang) => Promise<Droftingsmelding>,
): Promise<Droftingsmelding> {
  return iTransaksjon(ktx, async trx => {
    const dag = await lasDag(trx, apendag)
    const adgang = dag && (await adgangTil(trx, aktor, dag.skole))
    return dag === undefined || adgang?.deltaker !== true ? FINNES_IKKE : arbeid(trx, dag, adgang)
  })
}
