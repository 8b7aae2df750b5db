import type { Samlelinje, Samlevarsel } from '../oppfolging/hent-samlevarsel.ts'
import { FORSTE } from '../oppfolging/oppgaveliste.ts'
import { dag } from './dato.ts'
import { fyll, type Knapp, type Kort, knapp, uskadelig } from './mal.ts'
import { liste, medStorBokstav, type Tekster } from './tekst/tekster.ts'

/** Lines of each kind; the rest is a number, and behind the button. */
const MAKS_LINJER = 8

type Linje = { hva: string; om: string }
type Gruppe = { tittel: string; farge: string; linjer: Linje[]; flere: string }

/** The morning's list: references and dates, the texts behind the button. */
export function samlevarselkort(alt: Samlevarsel, t: Tekster): { varsel: string; kort: Kort } {
  const v = t.varsling
  const over = alt.egne.filter(o => o.frist < alt.dag)
  const idag = alt.egne.filter(o => o.frist === alt.dag)
  const snart = alt.egne.filter(o => o.frist > alt.dag)
  const skoler = new Set([...alt.egne, ...alt.leder, ...alt.arshjul].map(o => o.skole))
  // Whoever has one school knows which it is.
  const sted = (skole: string) => (skoler.size > 1 ? ` · ${uskadelig(skole)}` : '')
  const linje = (o: Samlelinje) => ({ hva: o.ref, om: `${sted(o.skole)} · ${dag(o.frist)}` })
  const grupper = [
    gruppe(v.over, over.map(linje), t, 'Attention'),
    gruppe(v.idag, idag.map(linje), t),
    gruppe(v.snart, snart.map(linje), t),
    ...alt.vikarFor.map(f => gruppe(uskadelig(v.vikar(f.navn)), f.oppgaver.map(linje), t)),
    gruppe(
      v.arshjul,
      alt.arshjul.map(a => ({
        hva: uskadelig(a.tittel),
        om: `${sted(a.skole)} · ${(a.forfalt ? v.fristenVar : v.innen)(dag(a.til))}`,
      })),
      t,
    ),
    gruppe(
      v.leder,
      alt.leder.map(o => {
        const hvem = o.roller.length === 0 ? v.utenRolle : o.roller.map(r => t.roller[r]).join(', ')
        return { hva: o.ref, om: ` · ${hvem}${linje(o).om}` }
      }),
      t,
    ),
  ].flatMap(g => (g === undefined ? [] : [g]))
  const vikar = alt.vikarFor.flatMap(f => f.oppgaver).length
  const deler = (
    [
      ['over', over.length],
      ['idag', idag.length],
      ['snart', snart.length],
      ['vikar', vikar],
      ['arshjul', alt.arshjul.length],
      ['leder', alt.leder.length],
    ] as const
  ).flatMap(([slag, antall]) => (antall === 0 ? [] : [v.antall[slag](antall)]))
  const varsel = v.tittel(liste(t, deler))
  return {
    varsel,
    kort: fyll(
      'samlevarsel',
      { tittel: varsel, dag: medStorBokstav(dag(alt.dag)), grupper, knapper: knapper(alt, t) },
      t,
    ),
  }
}

function gruppe(tittel: string, linjer: Linje[], t: Tekster, farge = 'Default'): Gruppe | undefined {
  if (linjer.length === 0) return undefined
  const resten = linjer.length - MAKS_LINJER
  return {
    tittel,
    farge,
    linjer: linjer.slice(0, MAKS_LINJER),
    flere: resten > 0 ? t.varsling.flere(resten) : '',
  }
}

function knapper(alt: Samlevarsel, t: Tekster): Knapp[] {
  const v = t.varsling
  const [vikariat] = alt.vikarFor
  // Whose list opens: one's own, where something of one's own is due.
  const liste =
    alt.egne.length > 0 || vikariat === undefined ? {} : { liste: { ...FORSTE, hvem: vikariat.person } }
  return [
    ...(alt.egne.length > 0 || vikariat !== undefined
      ? [knapp(v.oppgaver, 'oppgaver.vis', liste, { stil: 'positive' })]
      : []),
    ...(alt.leder.length > 0 ? [knapp(t.oppgaveliste.knapp.skolens, 'skoleoppgaver.vis', {})] : []),
    ...(alt.arshjul.length > 0 ? [knapp(t.varsling.arshjul, 'arshjul.vis', { skole: '' })] : []),
    ...(alt.egne.length > 0 ? [knapp(v.iMorgen, 'varsel.i-morgen', {})] : []),
    knapp(v.velg, 'varsel.apne', {}),
  ]
}
