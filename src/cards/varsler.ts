import type { Agenda } from '../mote/hent-agenda.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { dag, dagOgKlokke } from './dato.ts'
import { fyll, type Knapp, type Kort, knapp, uskadelig } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import { motetittel } from './motetittel.ts'
import type { Tekster } from './tekst/tekster.ts'
import { liste, medStorBokstav } from './tekst/tekster.ts'

/** A short posted message: one sentence, perhaps a second, and buttons. Never case text. */
export type Varsel = { varsel: string; kort: Kort }

function varsel(tekst: string, t: Tekster, knapper: Knapp[] = [], under = ''): Varsel {
  return {
    varsel: tekst,
    kort: fyll('varsel-med-navn', { tekst: uskadelig(tekst), under: uskadelig(under), knapper }, t),
  }
}

export function enkeltVarsel(tekst: string, t: Tekster, under = ''): Varsel {
  return varsel(tekst, t, [], under)
}

/** «Feilkode 1482-7730»: what the log calls it, for whoever runs the bot. */
export function feilkodetekst(kode: string | undefined, t: Tekster): string {
  return kode === undefined ? '' : t.avslag.feilkode(kode)
}

export function motelenke(agenda: Agenda, tekst: string, t: Tekster): Varsel {
  return varsel(
    tekst,
    t,
    [knapp(t.knapp.apneAgendaen, 'agenda.apne', { mote: agenda.mote.id }, { stil: 'positive' })],
    sammendrag(agenda, t),
  )
}

export function motenavn(agenda: Agenda, t: Tekster): string {
  return t.motenavn(motetittel(agenda, t), dagOgKlokke(agenda.mote.start))
}

function sammendrag(agenda: Agenda, t: Tekster): string {
  if (agenda.mote.forlop !== null) return `${t.forlop.tittel(agenda.ref)} · ${agenda.skole}`
  const antall = (slag: string) => agenda.punkter.filter(p => p.slag === slag).length
  return `${agenda.skole} · ${t.antall.saker(antall('sak'))} · ${t.antall.temaer(antall('tema'))}`
}

export function motevarsel(agenda: Agenda, kode: 'flyttet' | 'avlyst' | 'gjenopptatt', t: Tekster): Varsel {
  const nar = dagOgKlokke(agenda.mote.start)
  switch (kode) {
    case 'flyttet':
      return varsel(t.svar.flyttet(nar), t, [
        knapp(t.knapp.jegKommer, 'agenda.kommer', { mote: agenda.mote.id, kvittering: true }),
        knapp(t.knapp.kommerIkke, 'agenda.kommer-ikke', { mote: agenda.mote.id, kvittering: true }),
      ])
    case 'avlyst':
      return varsel(t.svar.avlyst(motenavn(agenda, t)), t, [
        knapp(t.knapp.angreAvlysning, 'agenda.angre-avlysning', { mote: agenda.mote.id, kvittering: true }),
      ])
    case 'gjenopptatt':
      return varsel(t.svar.gjenopptatt(motenavn(agenda, t)), t)
  }
}

export function innspillVarsel(agenda: Agenda, t: Tekster): Varsel {
  const data = { mote: agenda.mote.id, kvittering: true }
  return varsel(
    agenda.mote.forlop === null
      ? t.svar.innspill(motenavn(agenda, t), dagOgKlokke(agenda.mote.frist))
      : t.svar.kommerDu(motenavn(agenda, t)),
    t,
    [
      knapp(t.knapp.apneAgendaen, 'agenda.apne', { mote: agenda.mote.id }, { stil: 'positive' }),
      knapp(t.knapp.jegKommer, 'agenda.kommer', data),
      knapp(t.knapp.kommerIkke, 'agenda.kommer-ikke', data),
    ],
    sammendrag(agenda, t),
  )
}

/** «Referat godkjent, 5 saker, 7 oppfølginger» */
export function referatVarsel(agenda: Agenda, t: Tekster): Varsel {
  const saker = agenda.punkter.filter(p => p.slag === 'sak').length
  const hva = agenda.mote.forlop === null ? t.antall.saker(saker) : t.forlop.tittel(agenda.ref)
  const tekst =
    agenda.mote.forlop === null
      ? t.referat.varsel(hva, t.antall.oppfolginger(agenda.oppgaver))
      : t.forlop.varsel.referat(hva)
  return varsel(tekst, t, [
    knapp(t.knapp.lesReferatet, 'referat.vis', { mote: agenda.mote.id }, { stil: 'positive' }),
  ])
}

/** What was to lie in the channel's folder does not: why is told on the card. */
export function referatfilVarsel(agenda: Agenda, t: Tekster): Varsel {
  return varsel(t.referatfil.borte(motenavn(agenda, t)), t, [
    knapp(t.knapp.lesReferatet, 'referat.vis', { mote: agenda.mote.id }, { stil: 'positive' }),
  ])
}

export function hjelpOnskes(
  oppgave: { id: string; ref: string; frist: string },
  roller: readonly Rolle[],
  t: Tekster,
): Varsel {
  return varsel(
    t.oppgave.onskesHjelp(hvem(roller, t), oppgave.ref),
    t,
    [knapp(t.knapp.vis, 'oppgave.vis', { oppgave: oppgave.id, fra: 'kort' })],
    t.oppgave.frist(dag(oppgave.frist)),
  )
}

export function tekstFjernetVarsel(ref: string, roller: readonly Rolle[], t: Tekster): Varsel {
  return varsel(
    ref === '' ? t.svar.tekstFjernetUtenRef(hvem(roller, t)) : t.svar.tekstFjernet(hvem(roller, t), ref),
    t,
  )
}

function hvem(roller: readonly Rolle[], t: Tekster): string {
  return medStorBokstav(
    liste(
      t,
      roller.map(r => t.roller[r]),
    ) || t.mote.noenAndre.toLowerCase(),
  )
}

/** About a case, by its reference: what to do, and the way to it. */
export function saksvarsel(sak: { id: string }, tekst: string, t: Tekster): Varsel {
  return varsel(tekst, t, [knapp(t.knapp.apneSaken, 'sak.vis', { sak: sak.id }, { stil: 'positive' })])
}

/** How many they are is nobody else's business: in a channel the number is left out. */
export function forlopslenke(antall: { alle: number; sene: number } | undefined, t: Tekster): Varsel {
  const tekst =
    antall === undefined
      ? t.forlop.mine
      : antall.alle === 0
        ? t.forlop.ingen
        : t.forlop.mineAntall(antall.alle, antall.sene)
  return varsel(tekst, t, [knapp(t.knapp.vis, 'forlop.liste', {}, { stil: 'positive' })])
}

export function innkallingslenke(
  { typer, dato, klokke }: { typer: readonly string[]; dato: string; klokke: string },
  t: Tekster,
): Varsel {
  const data = { typer: typer.join(','), dato, klokke }
  return varsel(
    t.forlop.innkalling.velgMote,
    t,
    [knapp(t.forlop.knapp.kallInn, 'innkalling.velg', data, { stil: 'positive' })],
    typer.length === 0 ? t.forlop.innkalling.innsatsteam : '',
  )
}

/** About a forløp, by its reference, and the way to it. */
export function forlopsvarsel(sak: string, tekst: string, t: Tekster): Varsel {
  return varsel(tekst, t, [knapp(t.forlop.knapp.apne, 'forlop.vis', { sak }, { stil: 'positive' })])
}

/** How many they are is nobody else's business: in a channel the number is left out. */
export function oppgavelenke(antall: number | undefined, t: Tekster): Varsel {
  if (antall === undefined)
    return varsel(t.oppgave.mine, t, [knapp(t.knapp.vis, 'oppgaver.vis', {}, { stil: 'positive' })])
  return antall === 0
    ? varsel(t.oppgave.ingenMine, t)
    : varsel(t.oppgave.apneMine(antall), t, [knapp(t.knapp.vis, 'oppgaver.vis', {}, { stil: 'positive' })])
}

export function varsellenke(t: Tekster): Varsel {
  return varsel(t.varsling.apne, t, [knapp(t.varsling.velg, 'varsel.apne', {}, { stil: 'positive' })])
}

export function oppsettlenke(t: Tekster): Varsel {
  return varsel(t.svar.oppsett, t, [knapp(t.knapp.apneOppsettet, 'oppsett.apne', {}, { stil: 'positive' })])
}

/** Who may see them is asked when the button is pressed: a channel may have guests. */
export function ressurslenke(t: Tekster): Varsel {
  const { tittel, knapp: tekst } = t.veiledning.ressurser
  return varsel(tittel, t, [knapp(tekst.vis, 'ressurs.vis', {}, { stil: 'positive' })])
}

export function hjelpekort(t: Tekster, topp?: { tekst: string; menteDu: string | undefined }): Varsel {
  const kommandoer = t.hjelp.kommandoer.map(([navn, hva]) => ({ navn, hva }))
  if (topp !== undefined) {
    return varsel(
      [topp.tekst, ...(topp.menteDu === undefined ? [] : [t.svar.menteDu(topp.menteDu)])].join(' '),
      t,
      [],
      kommandoer
        .slice(0, 5)
        .map(k => k.navn)
        .join(' · '),
    )
  }
  return {
    varsel: t.hjelp.tittel,
    kort: fyll(
      'hjelp',
      { kommandoer, knapper: [knapp(t.knapp.mineOppgaver, 'oppgaver.vis', {}), meldepliktknapp({}, t)] },
      t,
    ),
  }
}

export function velkomstkort(rett: { deltaker: boolean; administrator: boolean }, t: Tekster): Varsel {
  const steg = [
    ...(rett.deltaker ? t.velkommen.steg : []),
    ...(rett.administrator && !rett.deltaker ? [t.velkommen.administrator] : []),
    ...(!rett.deltaker && !rett.administrator ? [t.velkommen.uten] : []),
  ]
  return {
    varsel: t.velkommen.tittel,
    kort: fyll(
      'velkommen',
      {
        hva: rett.deltaker ? `${t.velkommen.hva} ${t.velkommen.prov}` : t.velkommen.hva,
        steg: steg.map((tekst, i) => ({ nr: steg.length === 1 ? '' : `${i + 1}.`, tekst })),
        knapper: rett.deltaker ? [knapp(t.knapp.mineOppgaver, 'oppgaver.vis', {})] : [],
      },
      t,
    ),
  }
}

/** «Lagrer …»: the work goes on; the button carries what was typed, so that nothing is lost whatever happens. */
export function venterkort(
  verb: Knapp['verb'],
  data: Record<string, unknown>,
  skriver: boolean,
  t: Tekster,
): Kort {
  return fyll(
    'varsel',
    {
      tekst: skriver ? t.venter.lagrer : t.venter.henter,
      under: skriver ? t.venter.hjelp : '',
      knapper: [
        {
          type: 'Action.Execute',
          title: t.knapp.seResultatet,
          verb,
          data,
          associatedInputs: 'none',
        },
      ],
    },
    t,
  )
}

/** A sentence and a way on, as an invoke's own answer. */
export function beskjedkort(tekst: string, knapper: Knapp[], t: Tekster, under = ''): Kort {
  return fyll('varsel-med-navn', { tekst: uskadelig(tekst), under: uskadelig(under), knapper }, t)
}
