import type { Kontekst } from '../database/kontekst.ts'
import { tidspunkt } from '../mote/moter.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { arbeidsdagerEtter, stegfrist, type Tilstand } from './forlop.ts'
import { type Forlop, hentSjekkpunkter, settSjekket } from './forlop-store.ts'
import { RUTINER } from './les-rutiner.ts'

/** What a new kontaktperson is to do first (fag: roller, handover). */
export const RING = 'ring_sosiallarer'

type Sted = Pick<Tilstand, 'rutine' | 'steg' | 'avsluttet'>

/** Does the forløp wait for a new kontaktperson of the department of tiltak to ring (fag: rutiner, 3)? */
export function iOverforing(forlop: Sted): boolean {
  return forlop.avsluttet === null && forlop.rutine === 'tiltak' && forlop.steg === 'overforing'
}

/**
 * What follows by itself when a forløp has come to a step: the sosiallærer is reminded the working day after the handover
 * should have been done, and whoever says that the kontaktperson has rung has also ticked it off.
 */
export async function planleggEtterSteg(
  ktx: Kontekst,
  aktor: Aktor,
  fra: Pick<Forlop, 'sak'> & Sted,
  tilstand: Tilstand,
): Promise<void> {
  const { sak } = fra
  await trekkFraUtboks(ktx, `overforing:${sak}:`)
  if (iOverforing(tilstand)) {
    const frist = stegfrist(RUTINER, tilstand)
    if (frist === undefined) return
    await leggIUtboks(
      ktx,
      `overforing:${sak}:${tilstand.siden}`,
      { slag: 'forlop-varsel', sak, kode: 'overforing', grunn: '' },
      tidspunkt(arbeidsdagerEtter(frist, 1), '08:00'),
    )
  } else if (iOverforing(fra) && tilstand.steg === 'samarbeid') {
    for (const punkt of await apneRing(ktx, sak)) {
      await settSjekket(ktx, punkt.id, aktor.person)
      await trekkFraUtboks(ktx, `sjekkpunkt:${punkt.id}`)
    }
  }
}

/** The checkpoint «ring sosiallærer», while nobody has. */
export async function apneRing(ktx: Kontekst, sak: string) {
  return (await hentSjekkpunkter(ktx, [sak])).filter(s => s.kode === RING && s.gjort === null)
}
