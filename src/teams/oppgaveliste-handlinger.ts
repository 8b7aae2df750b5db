import type { z } from 'zod'
import { mineOppgaver, OppgavelisteData, skolensOppgaver, velgSkolekort } from '../cards/oppgaveliste.ts'
import { FordelData, fordelkort, LedigeData, lesFordeling } from '../cards/oppgaver-ledige.ts'
import type { Feil } from '../cards/vakt.ts'
import type { Verb } from '../cards/verb.ts'
import { type Fordelt, fordelOppgaver } from '../oppfolging/fordel-oppgaver.ts'
import { hentFordeling, hentMinListe, hentSkoleliste, listeskoler } from '../oppfolging/hent-oppgaveliste.ts'
import { FORSTE, type Listevalg } from '../oppfolging/oppgaveliste.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import {
  finnesIkke,
  type Handling,
  handling,
  type Inn,
  nyNonce,
  type Svar,
  skjemasvar,
  visningssvar,
} from './handling.ts'

type Topp = { tekst: string; angre?: { oppgave: string } }

const idag = (inn: Inn) => inn.ktx.na().toFormat('yyyy-MM-dd')

/** What is chosen in the card goes before where one stood. */
function valgI(data: z.infer<typeof OppgavelisteData>): Listevalg {
  const for_ = data.liste ?? { ...FORSTE, skole: data.skole ?? '' }
  const valgt = (verdi: string | undefined, ellers: string) =>
    verdi === undefined ? ellers : verdi === 'alle' ? '' : verdi
  const skole = valgt(data.velgSkole, for_.skole)
  // Another school has other people.
  const hvem = skole === for_.skole ? valgt(data.velgHvem, for_.hvem) : ''
  return { ...for_, skole, hvem }
}

export async function minesvar(inn: Inn, valg: Listevalg, topp?: Topp): Promise<Svar> {
  const liste = await hentMinListe(inn.ktx, inn.aktor, valg)
  return visningssvar(mineOppgaver(liste, valg, idag(inn), topp, inn.t))
}

export async function skolesvar(inn: Inn, valg: Listevalg, topp?: Topp): Promise<Svar> {
  const liste = await hentSkoleliste(inn.ktx, inn.aktor, valg)
  return liste === undefined
    ? finnesIkke(inn)
    : visningssvar(skolensOppgaver(liste, valg, idag(inn), topp, inn.t))
}

async function fordelsvar(
  inn: Inn,
  data: { skole: string; fra: string },
  feil?: Feil,
  topp?: string,
): Promise<Svar> {
  const fordeling = await hentFordeling(inn.ktx, inn.aktor, data)
  if (fordeling === undefined) return finnesIkke(inn)
  const skjema = { fra: data.fra, nonce: nyNonce(), idag: idag(inn), topp }
  const svar = skjemasvar(fordelkort(fordeling, skjema, feil, inn.t))
  return topp === undefined ? svar : { ...svar, lagret: true }
}

export const oppgavelisteHandlinger = {
  'oppgaver.vis': handling(OppgavelisteData, false, (inn, data) => minesvar(inn, valgI(data))),
  'skoleoppgaver.vis': handling(OppgavelisteData, false, async (inn, data) => {
    const valg = valgI(data)
    if (valg.skole !== '') return skolesvar(inn, valg)
    const skoler = await listeskoler(inn.ktx, inn.aktor)
    const [eneste] = skoler
    if (eneste === undefined) return finnesIkke(inn)
    return skoler.length === 1
      ? skolesvar(inn, { ...valg, skole: eneste.id })
      : visningssvar(velgSkolekort(skoler, inn.t))
  }),
  'ledige.vis': handling(LedigeData, false, (inn, data) => fordelsvar(inn, data)),
  'ledige.fordel': handling(FordelData, true, async (inn, data) => {
    const { oppgaverLedige: o } = inn.t
    const utfall = await enGang<Fordelt>(
      inn.ktx,
      inn.aktor.person,
      formnokkel('ledige.fordel', data),
      'fordelt',
      ktx => fordelOppgaver(ktx, inn.aktor, { ...data, ...lesFordeling(data) }),
    )
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'ingen-valgt':
        return fordelsvar(inn, data, { tekst: o.velgMinstEn })
      case 'allerede-fordelt':
        return fordelsvar(inn, data, { tekst: o.alleredeFordelt })
      case 'fordelt':
        return fordelsvar(
          inn,
          data,
          undefined,
          [o.fordelt(utfall.antall), ...(utfall.ikke > 0 ? [o.ikke(utfall.ikke)] : [])].join(' '),
        )
    }
  }),
} satisfies Partial<Record<Verb, Handling>>
