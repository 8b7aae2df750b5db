import type { Kontekst } from '../database/kontekst.ts'
import { hentForlop } from '../forlop/forlop-store.ts'
import { sakFor } from '../sak/finn-sak.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { hentRessurser } from './ressurs-store.ts'
import { type Ressurs, sorter } from './ressurser.ts'
import type { RutineId } from './rutinekort.ts'

export type Meldekanal = Pick<Ressurs, 'tittel' | 'lenke' | 'tekst'>

/** The municipality's own channels for a melding. */
export async function hentMeldekanaler(ktx: Kontekst): Promise<Meldekanal[]> {
  return sorter(await hentRessurser(ktx)).filter(r => r.kategori === 'meldekanal')
}

/**
 * Does this concern violence, so that barnevernet talks with the parents first? The case says so, or the routine that is
 * read, or that a case was just turned away as not for here: then the more careful advice is given.
 */
export async function gjelderVold(
  ktx: Kontekst,
  aktor: Aktor,
  fra: { sak: string | undefined; rutine: RutineId | undefined; avvist: boolean },
): Promise<boolean> {
  if (fra.avvist || fra.rutine === 'vold') return true
  const funnet = fra.sak === undefined ? undefined : await sakFor(ktx, aktor, fra.sak)
  if (funnet === undefined) return false
  return funnet.sak.vern !== 'ingen' || (await hentForlop(ktx, funnet.sak.id))?.vold === true
}
