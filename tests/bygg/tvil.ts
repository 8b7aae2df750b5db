import { erVanligOrd, finnFunn } from '../../src/navnevakt/navnevakt.ts'
import { provOrd } from '../../src/navnevakt/tillatte-ord.ts'

const KANSKJE = [
  'Eleven og Mai spiste sammen.',
  'Vi hørte at hun heter Krokodille.',
  'Storm har vært borte i uka.',
  'Vi spurte Vind om hjelp.',
  'Kontakten med Bakken går bra.',
  'Gutten heter Grønn.',
  'Vi snakket om Bjerk i går.',
  'Snakket med Li om friminuttene.',
  'Vi gikk til Skogen etterpå.',
  'Kontakten med Dal fungerer godt.',
  'Det var Sol som sa det først.',
  'De var sammen med Tiger hele dagen.',
  'Rosa var lei seg i dag.',
  'Vi møtte Stjerne på biblioteket.',
  'Eleven spiller med Blå hver tirsdag.',
  'Avtalen med Fossen gjelder ut året.',
  'Vi snakket om Krusedull der.',
  'Vi snakket om Duppeditt der.',
]

/** A sentence with one word that the guard only wonders about: the first that it does. */
export function tvilstilfelle(): { tekst: string; ord: string } {
  for (const tekst of KANSKJE) {
    const [f, ...flere] = finnFunn(tekst)
    const ord = tekst.slice(f?.start, f?.slutt)
    if (f?.trinn === 'B' && f.slag === 'navn' && flere.length === 0 && provOrd(ord).kode === 'ord')
      return { tekst, ord }
  }
  throw new Error('Vakten lurer ikke på noen av setningene: legg til en den lurer på.')
}

const SMA_ORD =
  'blikkboksen grøftekant plommesaft sneglehus sølvpapir tangloppe mjødurt gråbein brusbokser vaskeklut tordivel krusedull duppeditt blikkgrøft plommelauv snegleblikk trollegrøft grøftekvist xqvorilda zwendrabel'.split(
    ' ',
  )

/** Words in small letters that the guard lets through in all these sentences: as names in the register they are hits by that alone. */
export function ukjenteOrd(antall: number, setninger: readonly ((ord: string) => string)[]): string[] {
  const funnet = SMA_ORD.filter(
    ord => !erVanligOrd(ord) && setninger.every(lag => finnFunn(lag(ord)).length === 0),
  )
  if (funnet.length < antall)
    throw new Error(`Vakten slipper bare gjennom: ${funnet.join(', ')}. Legg til flere.`)
  return funnet.slice(0, antall)
}
