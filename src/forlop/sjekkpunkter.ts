import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { forsteArbeidsdag } from '../mote/arbeidsdager.ts'
import { tidspunkt } from '../mote/moter.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { fristFor, type Tilstand } from './forlop.ts'
import { ansvarForForlop } from './forlop-adgang.ts'
import { hentSjekkpunkter, leggTilSjekkpunkt, settFrist, settSjekket } from './forlop-store.ts'
import type { Sjekk } from './rutine.ts'

const KLOKKE = '08:00'

/** Opens checkpoints with their deadlines; one that can have none yet is not opened. `steg`: the move that did. */
export async function apneSjekkpunkter(
  ktx: Kontekst,
  sak: string,
  tilstand: Tilstand,
  sjekker: readonly Sjekk[],
  steg?: number,
): Promise<void> {
  for (const sjekk of sjekker) {
    const frist = fristFor(sjekk.frist, tilstand)
    if (frist === undefined) continue
    const parter = sjekk.part === 'begge' ? (['skole', 'bv'] as const) : [sjekk.part]
    for (const part of parter)
      await apneSjekkpunkt(ktx, {
        sak,
        kode: sjekk.kode,
        part,
        frist,
        ...(steg === undefined ? {} : { steg }),
      })
  }
}

/** One checkpoint; its side is reminded the morning it is due. */
export async function apneSjekkpunkt(
  ktx: Kontekst,
  punkt: { sak: string; kode: string; part: string; frist: string; mote?: string; steg?: number },
): Promise<string> {
  const id = await leggTilSjekkpunkt(ktx, punkt)
  await minnOm(ktx, { ...punkt, id })
  return id
}

/** It is due on another day, and reminded of then. */
export async function flyttSjekkpunkt(
  ktx: Kontekst,
  punkt: { id: string; sak: string },
  frist: string,
): Promise<void> {
  await settFrist(ktx, punkt.id, frist)
  await trekkFraUtboks(ktx, `sjekkpunkt:${punkt.id}`)
  await minnOm(ktx, { ...punkt, frist })
}

async function minnOm(ktx: Kontekst, punkt: { id: string; sak: string; frist: string }): Promise<void> {
  const tid = tidspunkt(forsteArbeidsdag(punkt.frist), KLOKKE)
  if (tid <= ktx.na()) return
  await leggIUtboks(
    ktx,
    `sjekkpunkt:${punkt.id}`,
    { slag: 'sjekkpunkt-frist', sak: punkt.sak, sjekkpunkt: punkt.id },
    tid,
  )
}

export type Avkryssing = { kode: 'krysset'; sak: string } | { kode: 'mangler-rolle' } | FinnesIkke

/** Ticks a checkpoint, or takes the tick back. Each side answers for its own. */
export async function kryssAv(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; sjekkpunkt: string; gjort: boolean },
): Promise<Avkryssing> {
  return iTransaksjon(ktx, async trx => {
    const funnet = await ansvarForForlop(trx, aktor, inn.sak)
    const punkt = funnet && (await hentSjekkpunkter(trx, [inn.sak])).find(s => s.id === inn.sjekkpunkt)
    if (funnet === undefined || punkt === undefined) return FINNES_IKKE
    if (funnet.adgang.part !== punkt.part) return { kode: 'mangler-rolle' }
    if (await settSjekket(trx, punkt.id, inn.gjort ? aktor.person : null)) {
      if (inn.gjort) await trekkFraUtboks(trx, `sjekkpunkt:${punkt.id}`)
      await loggHendelse(trx, {
        person: aktor.person,
        kode: inn.gjort ? 'sjekkpunkt-gjort' : 'sjekkpunkt-apnet',
        gjelder: funnet.hode.ref,
      })
    }
    return { kode: 'krysset', sak: inn.sak }
  })
}
