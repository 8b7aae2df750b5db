import { kanSetteOpp } from '../apendor/apendor.ts'
import { nesteDager } from '../apendor/hent-dag.ts'
import { foreslaFastAvtale, settOppApenDor } from '../apendor/sett-opp-dag.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { harKanalkort, type KanIkkeKalleInn } from '../mote/moter.ts'
import type { Adgang } from '../tilgang/adgang.ts'
import type { Kommandosvar } from '../utboks/utboks.ts'
import type { Innkommende } from './inn.ts'
import type { Kommando } from './kommando.ts'
import type { Skolevalg } from './kommandoer.ts'

/** A card with one person's buttons is for that person alone. */
export function erApendorkort(svar: Kommandosvar): boolean {
  return svar.kode === 'apendor' || svar.kode === 'apendor-fast'
}

/** `/åpendør`, `/åpendør ny`, `/åpendør fast`. */
export async function svarPaApenDor(
  ktx: Kontekst,
  { aktor, sted }: Innkommende,
  kommando: Extract<Kommando, { navn: 'apendor' }>,
  adganger: readonly Adgang[],
  velg: (kandidater: readonly Adgang[]) => Promise<Skolevalg>,
): Promise<Kommandosvar[]> {
  const { person } = aktor
  const setterOpp = adganger.filter(a => kanSetteOpp(a.roller))
  // Somebody with several schools may set it up at one of them alone: then that is the one.
  const valg = await velg(kommando.under === 'vis' || setterOpp.length === 0 ? adganger : setterOpp)
  if (valg.kode !== 'skoler') return [valg]
  if (kommando.under === 'vis') {
    const dager = await nesteDager(ktx, valg.skoler)
    return dager.length === 0
      ? [{ kode: 'apendor-ingen' }]
      : dager.map(apendag => ({ kode: 'apendor', apendag, person, sagt: 'vist' }))
  }
  const [skole = ''] = valg.skoler
  const inn = { skole, tekst: kommando.tekst, kanal: sted.kanal }
  if (kommando.under === 'fast') {
    const forslag = await foreslaFastAvtale(ktx, aktor, inn)
    if (forslag.kode !== 'velg-fast') return [avslag(forslag, skole)]
    const { kode: _, ...tid } = forslag
    return [{ ...tid, kode: 'apendor-fast' }]
  }
  const utfall = await settOppApenDor(ktx, aktor, inn)
  if (!('apendag' in utfall)) return [avslag(utfall, skole)]
  // In the school's own channel the posted card is the answer.
  const postet = sted.kanal !== undefined && !sted.malrettet && harKanalkort('apen_dor', ktx.valg)
  if (utfall.kode === 'satt-opp' && postet) return []
  return [{ kode: 'apendor', apendag: utfall.apendag, person, sagt: utfall.kode }]
}

function avslag(utfall: KanIkkeKalleInn, skole: string): Kommandosvar {
  switch (utfall.kode) {
    case 'mangler-rolle':
      return { kode: 'apendor-mangler-rolle' }
    case 'ukjent-dato':
      return { kode: 'apendor-ukjent-dato' }
    case 'ingen-kanal':
      return { kode: 'ingen-kanal', skole }
    default:
      return utfall
  }
}
