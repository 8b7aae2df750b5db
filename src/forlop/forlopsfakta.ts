import type { Kontekst } from '../database/kontekst.ts'
import { moterIForlop } from '../mote/mote-store.ts'
import { type Formal, type Lampe, lampe } from '../samtykke/lampe.ts'
import { hentSamtykke } from '../samtykke/samtykke-store.ts'
import type { Tjeneste } from '../tilgang/roller.ts'
import type { Fakta } from './forlop.ts'
import { type Forlop, hentSjekkpunkter } from './forlop-store.ts'

/** What the routine's choices ask about, as it is now. */
export async function faktaFor(ktx: Kontekst, forlop: Forlop): Promise<Fakta> {
  const holdt = (await moterIForlop(ktx, forlop.sak))
    .filter(m => m.status === 'avholdt' && m.dato >= forlop.siden)
    .map(m => m.type)
  // One that was ticked in an earlier step says nothing of the one that stands open now.
  const punkter = await hentSjekkpunkter(ktx, [forlop.sak])
  const apne = punkter.filter(s => s.gjort === null).map(s => s.kode)
  const sjekket = punkter.map(s => s.kode).filter(kode => !apne.includes(kode))
  const lys = await samtykkelampe(ktx, forlop.sak)
  return { holdt, sjekket, samtykke: formal => lys(formal, ['skole', 'bv']).farge === 'gronn' }
}

/** The lamp of a forløp for these services: whether its consent covers a purpose, with why not. */
export async function samtykkelampe(
  ktx: Kontekst,
  sak: string,
): Promise<(formal: Formal, tilstede: readonly Tjeneste[]) => Lampe> {
  const samtykke = await hentSamtykke(ktx, sak)
  return (formal, tilstede) =>
    lampe({
      samtykke,
      vern: 'ingen',
      apen: true,
      sakstype: undefined,
      formal,
      tilstede,
      andre: [],
      aldersgrense: tjeneste => ktx.valg.aldersgrense[tjeneste] ?? ktx.valg.aldersgrense.standard,
      idag: ktx.na().toFormat('yyyy-MM-dd'),
    })
}
