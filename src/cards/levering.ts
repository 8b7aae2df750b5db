import type { Rolle } from '../tilgang/roller.ts'
import { fyll, knapp, uskadelig } from './mal.ts'
import { liste, medStorBokstav, type Tekster } from './tekst/tekster.ts'
import type { Varsel } from './varsler.ts'

/** References in one message; the rest is a number. */
const MAKS_REFERANSER = 6

/** «Hege Holm (helsesykepleier)» */
export function ansatt(navn: string, roller: readonly Rolle[], t: Tekster): string {
  const rolle = liste(
    t,
    roller.map(r => t.roller[r]),
  )
  if (navn === '') return medStorBokstav(rolle) || t.levering.noen
  return rolle === '' ? navn : `${navn} (${rolle})`
}

/** Who of those in the meeting the bot cannot reach: for a participant's own view. */
export function ikkeNaddFakta(
  ikkeNadd: readonly { navn: string; roller: readonly Rolle[] }[],
  t: Tekster,
): { navn: string; verdi: string }[] {
  if (ikkeNadd.length === 0) return []
  const hvem = ikkeNadd.map(en => ansatt(en.navn, en.roller, t))
  return [{ navn: t.levering.ikkeNadd, verdi: uskadelig(liste(t, hvem)) }]
}

/** To the leader of a meeting: somebody with tasks from it cannot be reached. References and staff alone. */
export function ikkeNaddVarsel(
  om: { navn: string; roller: readonly Rolle[]; referanser: readonly string[] },
  t: Tekster,
): Varsel {
  const l = t.levering
  const flere = om.referanser.length - MAKS_REFERANSER
  const referanser = [...om.referanser.slice(0, MAKS_REFERANSER), ...(flere > 0 ? [l.flere(flere)] : [])]
  const tekst = l.kanIkkeNas(ansatt(om.navn, om.roller, t))
  const under = [l.ansvarligFor(liste(t, referanser)), l.be(om.navn.split(' ')[0] || l.vedkommende)].join(' ')
  return {
    varsel: tekst,
    kort: fyll(
      'varsel-med-navn',
      {
        tekst: uskadelig(tekst),
        under: uskadelig(under),
        knapper: [knapp(t.oppgaveliste.knapp.skolens, 'skoleoppgaver.vis', {})],
      },
      t,
    ),
  }
}
