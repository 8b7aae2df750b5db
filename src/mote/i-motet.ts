import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { hentReferat } from '../referat/referat-store.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { moteMedLenke } from './kalender-store.ts'
import { hentMote, type Mote } from './mote-store.ts'

/** The leader gets to finish in peace, and a meeting that only fell out is begun again by then. */
const MINUTTER_ETTER = 10

/** The meeting behind an online one, on its own day: a link that is tried the day before starts nothing. */
async function motetBak(ktx: Kontekst, lenke: string): Promise<Mote | undefined> {
  const id = await moteMedLenke(ktx, lenke)
  const mote = id === undefined ? undefined : await hentMote(ktx, id)
  return mote?.dato === ktx.na().toFormat('yyyy-MM-dd') && mote.status !== 'avlyst' ? mote : undefined
}

/**
 * An online meeting has begun. One of ours gets one card in its chat that day, however often Teams tells of it or people fall out and
 * come back; one we do not know, nothing.
 */
export async function motetBegynte(
  ktx: Kontekst,
  inn: { lenke: string; samtale: string; serviceUrl: string },
): Promise<void> {
  const mote = await motetBak(ktx, inn.lenke)
  if (mote === undefined) return
  await iTransaksjon(ktx, async trx => {
    await trekkFraUtboks(trx, `mote-over:${mote.id}:`)
    if (mote.status === 'avholdt') return
    await leggIUtboks(trx, `mote-i-gang:${mote.id}:${mote.dato}`, {
      slag: 'mote-i-gang',
      mote: mote.id,
      samtale: inn.samtale,
      serviceUrl: inn.serviceUrl,
    })
  })
}

/** An online meeting is over: its leader is reminded once, of what is not done by then. */
export async function motetErOver(ktx: Kontekst, lenke: string): Promise<void> {
  const mote = await motetBak(ktx, lenke)
  if (mote === undefined || !(await harNoeIgjen(ktx, mote))) return
  await iTransaksjon(ktx, trx =>
    leggIUtboks(
      trx,
      `mote-over:${mote.id}:${mote.dato}`,
      { slag: 'mote-over', mote: mote.id },
      ktx.na().plus({ minutes: MINUTTER_ETTER }),
    ),
  )
}

/** Is the referat not approved yet? */
export async function harNoeIgjen(ktx: Kontekst, mote: Mote): Promise<boolean> {
  if (mote.status !== 'avholdt') return mote.status !== 'avlyst'
  return (await hentReferat(ktx, mote.id))?.godkjent === null
}
