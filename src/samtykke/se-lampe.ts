import type { Kontekst } from '../database/kontekst.ts'
import { teamI } from '../mote/adgang-til-mote.ts'
import { hentOppmote, type Mote } from '../mote/mote-store.ts'
import { formalFor } from '../mote/moter.ts'
import { type Rommet, rommetFor, rommetI } from '../mote/rommet.ts'
import { hentSakshoder, type Sakshode } from '../sak/sak-store.ts'
import { erSakstype, erVern } from '../sak/saker.ts'
import { hentHatter } from '../tilgang/hatt-store.ts'
import type { Tjeneste } from '../tilgang/roller.ts'
import { type Lampe, lampe } from './lampe.ts'
import type { LagretSamtykke } from './samtykke.ts'
import { hentSamtykker } from './samtykke-store.ts'

/** A case's lamp in a meeting, for those in the room at its item, and what it was computed from. */
export type Saklys = {
  lampe: Lampe
  /** What the lamp would be if somebody made the case open. */
  omApen: Lampe
  rommet: Rommet
  samtykke: LagretSamtykke | undefined
}

/** The lamps of these items of a meeting, by item; those without a case have none. */
export async function lamperI(
  ktx: Kontekst,
  mote: Pick<Mote, 'id' | 'skole' | 'type' | 'tilstede' | 'andre' | 'forlop'>,
  punkter: readonly { id: string; sak: string | null; forlatt: string }[],
): Promise<Map<string, Saklys>> {
  const ider = punkter.flatMap(p => (p.sak === null ? [] : [p.sak]))
  const saker = await hentSakshoder(ktx, ider)
  const samtykker = await hentSamtykker(ktx, ider)
  const hatter = await hentHatter(ktx, ider)
  const team = await teamI(ktx, mote)
  const kommer = new Map((await hentOppmote(ktx, mote.id)).map(o => [o.person, o.kommer]))
  const lys = new Map<string, Saklys>()
  for (const punkt of punkter) {
    const sak = punkt.sak === null ? undefined : saker.get(punkt.sak)
    if (sak === undefined) continue
    const iSaken = team.map(({ person, tjeneste }) => ({
      person,
      tjeneste: hatter.get(sak.id)?.get(person) ?? tjeneste,
    }))
    const rommet = rommetFor(rommetI(mote, iSaken, kommer), punkt.forlatt)
    lys.set(punkt.id, saklys(ktx, sak, samtykker.get(sak.id), rommet, mote.type))
  }
  return lys
}

function saklys(
  ktx: Kontekst,
  sak: Sakshode,
  samtykke: LagretSamtykke | undefined,
  rommet: Rommet,
  type: string,
): Saklys {
  const grunnlag = {
    samtykke,
    // What this version does not know is no reason to show more.
    vern: erVern(sak.vern) ? sak.vern : ('adresse' as const),
    sakstype: erSakstype(sak.type) ? sak.type : undefined,
    formal: formalFor(ktx.valg.motetyper[type]),
    tilstede: rommet.tjenester,
    andre: rommet.andre,
    aldersgrense: (tjeneste: Tjeneste) => ktx.valg.aldersgrense[tjeneste] ?? ktx.valg.aldersgrense.standard,
    idag: ktx.na().toFormat('yyyy-MM-dd'),
  }
  return {
    lampe: lampe({ ...grunnlag, apen: sak.apen }),
    omApen: lampe({ ...grunnlag, apen: true }),
    rommet,
    samtykke,
  }
}
