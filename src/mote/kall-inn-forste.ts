import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { kanGiRoller, type Rettgrunnlag } from '../tilgang/oppsett.ts'
import { kan } from '../tilgang/roller.ts'
import { lasSkolene, rollerVedSkole, skoleForKanal } from '../tilgang/tilgang-store.ts'
import { type Innkalling, opprettTeammote, seriensNeste } from './kall-inn-mote.ts'
import { harHattMote, hentSerie } from './mote-store.ts'
import { erDag, tidspunkt } from './moter.ts'

const TYPE = 'innsatsteam'

export type Forstemote = { dato: string; start: Date }

/** When the school's first meeting would be; undefined when it has had one. */
export async function foreslattForste(ktx: Kontekst, skole: string): Promise<Forstemote | undefined> {
  if (await harHattMote(ktx, skole, TYPE)) return undefined
  const dato = await seriensNeste(ktx, skole, TYPE)
  const { klokke } = await hentSerie(ktx, skole, TYPE)
  return { dato, start: tidspunkt(dato, klokke).toJSDate() }
}

export type Forsteinnkalling = Innkalling | { kode: 'bare-administrator' | 'ingen-som-leder' }

/**
 * Whoever sets a school up calls in its first meeting, and no other: somebody else leads it. Two who press at once make one, and
 * so does a school that has had meetings.
 */
export async function kallInnForste(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  inn: { kanal: string; dato: string },
): Promise<Forsteinnkalling> {
  // Asked before the transaction: Graph may be slow, and holds no lock meanwhile.
  if ((await kanGiRoller(ktx, aktor, rett, inn.kanal)) === undefined) return { kode: 'bare-administrator' }
  if (!erDag(inn.dato)) return { kode: 'ugyldig-dato' }
  return iTransaksjon(ktx, async trx => {
    await lasSkolene(trx)
    const skole = await skoleForKanal(trx, inn.kanal)
    if (skole === undefined) return { kode: 'bare-administrator' }
    const finnes = await harHattMote(trx, skole.id, TYPE)
    if (finnes !== undefined) return { kode: 'finnes-alt', mote: finnes }
    const roller = await rollerVedSkole(trx, skole.id)
    if (!roller.some(r => kan([r.rolle], 'ledeMote'))) return { kode: 'ingen-som-leder' }
    return opprettTeammote(trx, aktor, {
      skole: skole.id,
      type: TYPE,
      dato: inn.dato,
      klokke: undefined,
      kanal: inn.kanal,
    })
  })
}
