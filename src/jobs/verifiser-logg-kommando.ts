import type { Kontekst } from '../database/kontekst.ts'
import type { Mester } from '../database/kryptering.ts'
import { lesAnkere } from '../tilgang/logg.ts'
import { verifiserLogg } from '../tilgang/verifiser-logg.ts'
import { lesAnkerfil } from './ankre-logg.ts'

/** Proves the access log from end to end: what to print, and the exit code, 0 when it is whole. */
export async function verifiserKommando({
  ktx,
  mester,
  fil,
}: {
  ktx: Kontekst
  mester: Mester
  fil: string
}): Promise<{ tekst: string; utgang: 0 | 1 }> {
  const ankertekst = await lesAnkerfil(fil)
  const svar = await verifiserLogg(ktx, mester, ankertekst)
  const { ankere, uleste } = lesAnkere(ankertekst, ktx.tenant)
  const linjer = [
    svar.kode === 'hel'
      ? `Loggen er hel: ${antall(svar.hendelser, 'hendelse', 'hendelser')}, ${antall(svar.ankere, 'anker', 'ankere')}.`
      : `Loggen er brutt ved nr. ${svar.nr}: ${svar.grunn}.`,
    ...(ankere.length === 0 ? ['Ingen ankere funnet: en kuttet hale kan ikke oppdages.'] : []),
    ...(uleste === 0
      ? []
      : [`${antall(uleste, 'linje', 'linjer')} i ankerfilen kan ikke leses, og er ikke regnet med.`]),
  ]
  return { tekst: linjer.join('\n'), utgang: svar.kode === 'hel' ? 0 : 1 }
}

function antall(tall: number, en: string, flere: string): string {
  return `${tall} ${tall === 1 ? en : flere}`
}
