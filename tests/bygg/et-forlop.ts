import type { Kontekst } from '../../src/database/kontekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../../src/demo/ovingskommune.ts'
import { opprettForlop } from '../../src/forlop/opprett-forlop.ts'
import { settKontaktperson } from '../../src/forlop/overdra.ts'

/** A forløp in the transfer to tiltak, begun by one of barnevernet's, with a kontaktperson who is to ring; its case. */
export async function etForlop(ktx: Kontekst, av: Ovingsperson, kontakt: Ovingsperson): Promise<string> {
  const aktor = { person: ovingsId(av), navn: av.navn }
  const svar = await opprettForlop(ktx, aktor, {
    skole: OVING.skole.id,
    rutine: 'tiltak',
    melding: '',
    melder: 'skole',
    enhet: '',
  })
  if (svar.kode !== 'opprettet') throw new Error(svar.kode)
  const satt = await settKontaktperson(ktx, aktor, { sak: svar.sak, person: ovingsId(kontakt) })
  if (!('sak' in satt)) throw new Error(satt.kode)
  return svar.sak
}
