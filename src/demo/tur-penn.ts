import { nb } from '../cards/tekst/nb.ts'
import { OVING } from './ovingskommune.ts'

/** Where the tour is written: `bredde` in characters; with `farge` it may use bold and dim. */
export type Tavle = { skriv(tekst: string): void; bredde: number; farge: boolean }

export type Penn = ReturnType<typeof lagPenn>

const MAKS_FEILLINJER = 40

/** Writes the tour for a person to read. */
export function lagPenn({ skriv, bredde, farge }: Tavle) {
  const stil = (kode: string) => (tekst: string) => (farge ? `\u001b[${kode}m${tekst}\u001b[0m` : tekst)
  const fet = stil('1')
  const dus = stil('2')
  const rod = stil('31')
  const linje = (tekst: string) => skriv(`${tekst}\n`)
  const avsnitt = (innrykk: string, tekst: string) => {
    for (const del of bryt(tekst, bredde - innrykk.length)) linje(innrykk + del)
  }
  return {
    innledning() {
      avsnitt('', `Omvisning: Seks personer ved ${OVING.skole.navn} i ${OVING.kommune} gjør hele jobben.`)
      avsnitt('', 'Det som står bak en strek, er det boten virkelig sendte eller svarte.')
      avsnitt('', nb.oving)
    },
    klokke(nar: string) {
      linje('')
      linje(dus(`(Klokka er nå ${nar})`))
    },
    steg(nr: number, tittel: string) {
      linje('')
      for (const del of bryt(`Steg ${nr} · ${tittel}`, bredde)) linje(fet(del))
    },
    gjor(linjer: readonly string[]) {
      for (const en of linjer) avsnitt('  ', en)
    },
    ser(hvor: string, linjer: readonly string[]) {
      linje(dus(`  ${hvor}:`))
      for (const en of linjer.flatMap(l => bryt(l, bredde - 4))) linje(`  ${dus('│')} ${en}`)
    },
    slutt(linjer: readonly string[]) {
      for (const en of linjer) avsnitt('  ', en)
    },
    feil([forste = '', ...resten]: readonly string[]) {
      linje('')
      for (const del of bryt(forste, bredde)) linje(rod(del))
      const linjer = resten.flatMap(en => bryt(en, bredde - 2))
      for (const en of linjer.slice(0, MAKS_FEILLINJER)) linje(`  ${en}`)
      if (linjer.length > MAKS_FEILLINJER) linje('  …')
    },
  }
}

/** A line broken at spaces, each part with the line's own indent; what stands in brackets is kept together. */
function bryt(linje: string, bredde: number): string[] {
  const innrykk = /^ */.exec(linje)?.[0] ?? ''
  const bruddfri = linje.trim().replace(/\[[^\]]*\]/g, knapp => knapp.replaceAll(' ', '\u00a0'))
  const deler: string[] = []
  for (const et of bruddfri.split(' ')) {
    const siste = deler.at(-1)
    if (siste === undefined || innrykk.length + siste.length + 1 + et.length > bredde) deler.push(et)
    else deler[deler.length - 1] = `${siste} ${et}`
  }
  return deler.map(del => innrykk + del.replaceAll('\u00a0', ' '))
}

export function terminal(): Tavle {
  const { stdout, env } = process
  return {
    skriv: tekst => stdout.write(tekst),
    bredde: Math.min(Math.max(stdout.columns || 92, 60), 92),
    farge: stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '',
  }
}
