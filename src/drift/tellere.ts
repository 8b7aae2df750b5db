import { etikettverdi, type Maler, type Maling } from './prometheus.ts'
import type { Hendelse } from './sporing.ts'

type Etiketter = Readonly<Record<string, string>>

/** Upper bounds in seconds. Teams gives up an invoke after five, a delivery of ours after ten. */
const GRENSER_S = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Counts what this process does, from the lines it logs: codes and durations are all there is in them. Counts from the start of
 * the process; Prometheus sees a restart by itself.
 */
export type Tellere = { tell(hendelse: Hendelse): void; maler(): Maler[] }

export function nyeTellere(): Tellere {
  const sendt = teller('skolestotte_sendt_total', 'Levert til Teams, etter slag.')
  const uaktuelle = teller('skolestotte_uaktuell_total', 'Ikke lenger noe å sende, etter slag.')
  const ikkeSendt = teller('skolestotte_ikke_sendt_total', 'Forsøk som feilet, etter slag og kode.')
  const strupet = teller('skolestotte_strupet_total', 'Ganger Teams har bedt boten vente (429).')
  const trykkFeilet = teller(
    'skolestotte_trykk_feilet_total',
    'Trykk på knapper som feilet, etter verb og kode.',
  )
  const trykkSent = teller(
    'skolestotte_trykk_sent_total',
    'Trykk som ble besvart med «Lagrer …», etter verb.',
  )
  const avvist = teller('skolestotte_avvist_total', 'Henvendelser som ble avvist, etter grunn.')
  const sending = histogram('skolestotte_sending_seconds', 'Tid for å lage og levere en melding.')
  const trykk = histogram('skolestotte_trykk_seconds', 'Tid for å svare på et trykk, etter verb.')
  return {
    tell(hendelse) {
      const slag = tekst(hendelse['slag'])
      const verb = tekst(hendelse['verb'])
      const feil = tekst(hendelse['feil'])
      const ms = typeof hendelse['ms'] === 'number' ? hendelse['ms'] : 0
      switch (hendelse['kode']) {
        case 'sendt':
          sendt.tell({ slag })
          return sending.mal({}, ms / 1000)
        case 'uaktuell':
          return uaktuelle.tell({ slag })
        case 'ikke-sendt':
          if (feil === 'http-429') strupet.tell({})
          return ikkeSendt.tell({ slag, kode: feil })
        case 'trykk':
          return trykk.mal({ verb }, ms / 1000)
        case 'trykk-feilet':
          return trykkFeilet.tell({ verb, kode: feil })
        case 'trykk-sent':
          return trykkSent.tell({ verb })
        case 'avvist':
          return avvist.tell({ grunn: tekst(hendelse['grunn']) })
      }
    },
    maler: () =>
      [sendt, uaktuelle, ikkeSendt, strupet, sending, trykk, trykkFeilet, trykkSent, avvist].map(m =>
        m.maler(),
      ),
  }
}

const tekst = (verdi: unknown): string => (typeof verdi === 'string' ? verdi : '')

/** The values are narrowed before they are kept: what is not a code takes no room of its own. */
const nokkelFor = (etiketter: Etiketter): string =>
  JSON.stringify(Object.entries(etiketter).map(([navn, verdi]) => [navn, etikettverdi(navn, verdi)]))
const fraNokkel = (nokkel: string): Etiketter => Object.fromEntries(JSON.parse(nokkel) as [string, string][])

function teller(navn: string, hjelp: string) {
  const antall = new Map<string, number>()
  return {
    tell(etiketter: Etiketter): void {
      const nokkel = nokkelFor(etiketter)
      antall.set(nokkel, (antall.get(nokkel) ?? 0) + 1)
    },
    maler: (): Maler => ({
      navn,
      hjelp,
      slag: 'counter',
      malinger: [...antall].map(([nokkel, verdi]) => ({ etiketter: fraNokkel(nokkel), verdi })),
    }),
  }
}

function histogram(navn: string, hjelp: string) {
  const alle = new Map<string, { under: number[]; sum: number; antall: number }>()
  return {
    mal(etiketter: Etiketter, sekunder: number): void {
      const nokkel = nokkelFor(etiketter)
      const her = alle.get(nokkel) ?? { under: GRENSER_S.map(() => 0), sum: 0, antall: 0 }
      alle.set(nokkel, {
        under: her.under.map((antall, i) => antall + (sekunder <= (GRENSER_S[i] ?? 0) ? 1 : 0)),
        sum: her.sum + sekunder,
        antall: her.antall + 1,
      })
    },
    maler: (): Maler => ({
      navn,
      hjelp,
      slag: 'histogram',
      malinger: [...alle].flatMap(([nokkel, { under, sum, antall }]): Maling[] => {
        const etiketter = fraNokkel(nokkel)
        const bolk = (le: string, verdi: number) => ({
          endelse: '_bucket',
          etiketter: { ...etiketter, le },
          verdi,
        })
        return [
          ...GRENSER_S.map((grense, i) => bolk(`${grense}`, under[i] ?? 0)),
          bolk('+Inf', antall),
          { endelse: '_sum', etiketter, verdi: sum },
          { endelse: '_count', etiketter, verdi: antall },
        ]
      }),
    }),
  }
}
