import type { Kontekst } from '../database/kontekst.ts'
import { tidspunkt } from '../mote/moter.ts'
import { rollerVedSkole } from '../tilgang/tilgang-store.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { arbeidsdagerEtter, PAMINNES_IGJEN, PAMINNES_KLOKKE, serUtfall } from './apendor.ts'
import { type Apendag, hentDag, hentDrofting } from './apendor-store.ts'

/** A reminder so many working days from today, to the one who said that a melding is to be sent. */
export async function planleggPaminnelse(
  ktx: Kontekst,
  { drofting, person }: { drofting: string; person: string },
  arbeidsdager: number,
): Promise<void> {
  const dag = arbeidsdagerEtter(ktx.na().toFormat('yyyy-MM-dd'), arbeidsdager)
  await leggIUtboks(
    ktx,
    `apendor-melding:${drofting}:${dag}`,
    { slag: 'apendor-melding', drofting, person },
    tidspunkt(dag, PAMINNES_KLOKKE),
  )
}

/** When one has been sent, the next. */
export function planleggNestePaminnelse(
  ktx: Kontekst,
  inn: { drofting: string; person: string },
): Promise<void> {
  return planleggPaminnelse(ktx, inn, PAMINNES_IGJEN)
}

export async function trekkPaminnelser(ktx: Kontekst, drofting: string): Promise<void> {
  await trekkFraUtboks(ktx, `apendor-melding:${drofting}:`)
}

/**
 * As a reminder is about to be sent: from which day, and to whom now. Undefined when it has been sent, was taken back, or
 * has been counted and forgotten. Has that person left, it is whoever does the work there.
 */
export async function paminnelseGjelder(
  ktx: Kontekst,
  inn: { drofting: string; person: string },
): Promise<{ dag: Apendag; til: string } | undefined> {
  const drofting = await hentDrofting(ktx, inn.drofting)
  const dag = drofting && (await hentDag(ktx, drofting.dag))
  if (dag === undefined || drofting?.utfall !== 'melding' || drofting.meldingSendt === true) return undefined
  const kan = (await rollerVedSkole(ktx, dag.skole)).filter(r => serUtfall([r.rolle])).map(r => r.person)
  const til = [inn.person, dag.fagkonsulent].find(p => p !== null && kan.includes(p)) ?? kan.at(-1)
  return til === undefined ? undefined : { dag, til }
}
