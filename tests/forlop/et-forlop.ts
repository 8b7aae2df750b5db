import { type Fakta, finnOvergang, type Synlighet, type Tilstand, utfor } from '../../src/forlop/forlop.ts'
import { RUTINER } from '../../src/forlop/les-rutiner.ts'

/** Where a forløp stands; the melding came on Monday 2 November 2026. */
export function enTilstand(endring: Partial<Tilstand> = {}): Tilstand {
  return {
    rutine: 'bekymringsmelding',
    steg: 'mottatt',
    siden: '2026-11-02',
    vold: endring.rutine === 'vold',
    melder: 'skole',
    melding: '2026-11-02',
    tredelt: null,
    undersokt: null,
    neste_mote: null,
    avsluttet: null,
    ...endring,
  }
}

export function etForlop(endring: Partial<Synlighet> = {}): Synlighet {
  return { ...enTilstand(endring), enhet: '', kontaktperson: null, personer: [], ...endring }
}

/** Every meeting held, every checkpoint ticked, every consent given. */
export const ALT: Fakta = {
  holdt: Object.values(RUTINER).flatMap(r => r.steg.flatMap(s => s.moter ?? [])),
  sjekket: ['skolen_informert', 'annen_informasjon'],
  samtykke: () => true,
}
export const INGENTING: Fakta = { holdt: [], sjekket: [], samtykke: () => false }

/** One choice, by whichever side it is of, when nothing is missing; throws when the routine refuses it. */
export function velg(tilstand: Tilstand, valg: string, inn: { dato?: string; idag?: string } = {}) {
  const idag = inn.idag ?? '2026-11-09'
  for (const part of ['bv', 'skole'] as const) {
    const svar = finnOvergang(RUTINER, tilstand, { part, valg, dato: inn.dato }, ALT, idag)
    if (svar.kode === 'funnet') return utfor(RUTINER, tilstand, svar.overgang, idag)
  }
  throw new Error(`${tilstand.rutine}.${tilstand.steg} har ikke valget ${valg}`)
}

/** «rutine.steg», or «slutt». */
export const stedet = (tilstand: Tilstand): string =>
  tilstand.avsluttet === null ? `${tilstand.rutine}.${tilstand.steg}` : 'slutt'
