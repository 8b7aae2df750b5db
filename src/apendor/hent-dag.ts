import type { Kontekst } from '../database/kontekst.ts'
import { type Aktor, adgangTil } from '../tilgang/adgang.ts'
import { hentSkole } from '../tilgang/tilgang-store.ts'
import { type Drofting, kanSetteOpp, serUtfall, type Tellinger } from './apendor.ts'
import { type Apendag, hentDag, hentDroftinger, kommendeDager } from './apendor-store.ts'
import { tellDetteSkolearet } from './tell-apen-dor.ts'

/** What anybody in the channel may see: when, where, and how many. */
export type Dagkort = { dag: Apendag; skole: string; pameldt: number }

export async function hentDagkort(ktx: Kontekst, id: string): Promise<Dagkort | undefined> {
  const dag = await hentDag(ktx, id)
  if (dag === undefined) return undefined
  const droftinger = await hentDroftinger(ktx, id)
  return {
    dag,
    skole: (await hentSkole(ktx, dag.skole))?.navn ?? '',
    pameldt: droftinger.filter(d => d.slag === 'pameldt').length,
  }
}

/** What a person may do with a day. */
export type Dagrett = { serUtfall: boolean; setterOpp: boolean }
export type Dagvisning = Dagkort & { rett: Dagrett }

/** A day for somebody with a role at its school. */
export async function hentDagFor(ktx: Kontekst, aktor: Aktor, id: string): Promise<Dagvisning | undefined> {
  const kort = await hentDagkort(ktx, id)
  const adgang = kort && (await adgangTil(ktx, aktor, kort.dag.skole))
  if (kort === undefined || adgang?.deltaker !== true) return undefined
  const { roller } = adgang
  return { ...kort, rett: { serUtfall: serUtfall(roller), setterOpp: kanSetteOpp(roller) } }
}

export type Dagliste = Dagvisning & { droftinger: Drofting[]; skolearet: Tellinger }

/** The day's list with what came of it, for barnevernet's own; for everybody else it does not exist. */
export async function hentDagliste(ktx: Kontekst, aktor: Aktor, id: string): Promise<Dagliste | undefined> {
  const visning = await hentDagFor(ktx, aktor, id)
  if (visning?.rett.serUtfall !== true) return undefined
  return {
    ...visning,
    droftinger: await hentDroftinger(ktx, id),
    skolearet: await tellDetteSkolearet(ktx, visning.dag.skole),
  }
}

/** The next day of each kind at each of these schools. */
export async function nesteDager(ktx: Kontekst, skoler: readonly string[]): Promise<string[]> {
  const sett = new Set<string>()
  const neste: string[] = []
  for (const { id, skole, slag } of await kommendeDager(ktx, skoler)) {
    if (sett.has(`${slag}:${skole}`)) continue
    sett.add(`${slag}:${skole}`)
    neste.push(id)
  }
  return neste
}
