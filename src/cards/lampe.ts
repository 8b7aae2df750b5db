import type { Farge, Grunn, Lampe } from '../samtykke/lampe.ts'
import { liste, type Tekster } from './tekst/tekster.ts'

const FARGER: Record<Farge, string> = { gronn: 'Good', gul: 'Warning', rod: 'Attention' }

/** Symbol and word, and a colour; empty for what has no lamp. Red says where to go instead. */
export function lampefelt(farge: Farge | undefined, t: Tekster) {
  return {
    lampe: farge === undefined ? '' : t.lampe[farge],
    lampefarge: farge === undefined ? 'Default' : FARGER[farge],
    vei: farge === 'rod' ? t.saken.rodVei : '',
  }
}

/** Why the lamp is not greener, in sentences; for those who register consent alone. */
export function lampegrunner(lampe: Lampe, t: Tekster): string[] {
  // That nobody has opened it says something only when nothing else is in the way.
  const viktige = lampe.grunner.filter(grunn => grunn.kode !== 'ikke-apnet')
  return (viktige.length > 0 ? viktige : lampe.grunner).map(grunn => grunntekst(grunn, t))
}

function grunntekst(grunn: Grunn, t: Tekster): string {
  if (grunn.kode === 'tjenester')
    return grunn.tjenester.length === 0
      ? t.grunn.ingenTjenester
      : t.grunn.tjenester(
          liste(
            t,
            grunn.tjenester.map(tj => t.tjenester[tj]),
          ),
        )
  if (grunn.kode === 'andre')
    return t.grunn.andre(
      liste(
        t,
        grunn.andre.map(a => t.andre[a]),
      ),
    )
  return t.grunn[grunn.kode]
}
