import type { Tekster } from '../cards/tekst/tekster.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { medTilkobling, ventPaTillatelse } from '../drift/med-tilkobling.ts'
import type { Kalender } from '../mote/kalender.ts'
import { synkKalender } from '../mote/synk-kalender.ts'
import type { Planner } from '../oppfolging/planner.ts'
import { slettIPlanner, synkPlanner } from '../oppfolging/synk-planner.ts'
import type { Filmappe } from '../referat/filmappe.ts'
import type { Forsendelse, Levering, Radutfall } from '../utboks/utboks.ts'
import { frigiNokkel, type Utboksrad } from '../utboks/utboks-store.ts'
import { leverReferatfil } from './lever-referatfil.ts'

/** What is connected of Microsoft 365; what is not, is never asked. */
export type Tilkoblet = { kalender?: Kalender; filmappe?: Filmappe; planner?: Planner }

type Til<S extends Forsendelse['slag']> = Extract<Forsendelse, { slag: S }>

/**
 * Brings the calendar, the plan or the folder to what the database says. The row's key is freed first: what changes from then on is
 * looked at once more. Where the permission was missing a moment ago, only one asks.
 */
export async function leverM365(
  oppsett: { ktx: Kontekst; levering: Levering; t: Tekster; graf?: Tilkoblet | undefined },
  rad: Utboksrad,
  forsendelse: Til<'kalender' | 'kalender-slett' | 'planner' | 'planner-slett' | 'referatfil'>,
): Promise<Radutfall> {
  const { ktx, levering, t, graf = {} } = oppsett
  const { tittel } = t.planner
  switch (forsendelse.slag) {
    case 'kalender':
      return medTjeneste(ktx, rad, 'kalender', graf.kalender, async kalender => {
        await frigiNokkel(ktx, rad)
        const vei = { kalender, levering, ord: t.kalender }
        return { kode: await synkKalender(ktx, vei, { mote: forsendelse.mote, forsok: rad.forsok }) }
      })
    case 'kalender-slett':
      return medTjeneste(ktx, rad, 'kalender', graf.kalender, async kalender => {
        const { hendelse: id, nokkel } = forsendelse
        await medTilkobling(ktx, 'kalender', () => kalender.slett({ id, nokkel }))
        return { kode: 'sendt' }
      })
    case 'planner':
      return medTjeneste(ktx, rad, 'planner', graf.planner, async planner => {
        await frigiNokkel(ktx, rad)
        return { kode: await synkPlanner(ktx, { planner, tittel }, forsendelse.oppgave) }
      })
    case 'planner-slett':
      return medTjeneste(ktx, rad, 'planner', graf.planner, async planner => {
        await slettIPlanner(ktx, { planner, tittel }, forsendelse)
        return { kode: 'sendt' }
      })
    case 'referatfil':
      await frigiNokkel(ktx, rad)
      return { kode: (await leverReferatfil(ktx, graf.filmappe, forsendelse.mote, t)) ? 'sendt' : 'uaktuell' }
  }
}

async function medTjeneste<T>(
  ktx: Kontekst,
  rad: Utboksrad,
  del: 'kalender' | 'planner',
  tjeneste: T | undefined,
  gjor: (tjeneste: T) => Promise<Radutfall>,
): Promise<Radutfall> {
  // While a new version comes up, the old one may not have it yet: it stands in the way of nothing, and removal waits for the new one.
  if (tjeneste === undefined) {
    if (rad.forsendelse.slag.endsWith('-slett') && timerSiden(ktx, rad.opprettet) < 24)
      return { kode: 'vent', til: ktx.na().plus({ minutes: 5 }) }
    await frigiNokkel(ktx, rad)
    return { kode: 'uaktuell' }
  }
  const til = await ventPaTillatelse(ktx, del)
  return til === undefined ? gjor(tjeneste) : { kode: 'vent', til }
}

const timerSiden = (ktx: Kontekst, tid: Date) => (ktx.na().toMillis() - tid.getTime()) / 3_600_000
