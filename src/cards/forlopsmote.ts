import type { Agenda, Agendavisning } from '../mote/hent-agenda.ts'
import type { Motetype } from '../mote/motetype.ts'
import { dagOgKlokke, motetid } from './dato.ts'
import { lampefelt } from './lampe.ts'
import { ikkeNaddFakta } from './levering.ts'
import { fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import { motetittel } from './motetittel.ts'
import { nettmoteknapp } from './nettmote.ts'
import { rolleliste } from './rolleliste.ts'
import { sistRader } from './sist.ts'
import { liste, pa, type Tekster } from './tekst/tekster.ts'
import { type Feil, feilboks } from './vakt.ts'

export function stedtekst(sted: string, t: Tekster): string {
  const { steder } = t.forlop.innkalling
  // The school's name stands there already.
  if (sted === 'skole') return ''
  return sted in steder ? steder[sted as keyof typeof steder] : sted
}

/**
 * One family's meeting as it lies in a participant's own chat (`alle`: when, where, what for, who comes), or as that person's
 * own view, which also has the agenda, part by part as they may see it.
 */
export function forlopsmotekort(agenda: Agenda, t: Tekster, hvem: 'alle' | 'deltaker', topp?: string): Kort {
  return bygg(agenda, t, { egen: hvem === 'deltaker', oppgaver: [], topp })
}

export function forlopsmotevisning(visning: Agendavisning, person: string, t: Tekster, topp?: string): Kort {
  const { agenda } = visning
  const kanLede = agenda.adgang?.kan.includes('ledeMote') === true
  const oppgaver = sistRader(visning, person, kanLede, { mote: agenda.mote.id, fra: 'visning' }, t)
  const harTekst =
    visning.fraSist.length > 0 || visning.punkter.some(p => p.oppsummering !== '' || p.beslutning !== '')
  return bygg(agenda, t, { egen: true, oppgaver, topp, harTekst })
}

function bygg(
  agenda: Agenda,
  t: Tekster,
  valg: {
    egen: boolean
    oppgaver: ReturnType<typeof sistRader>
    topp: string | undefined
    harTekst?: boolean
  },
): Kort {
  const { mote, type } = agenda
  const data = { mote: mote.id }
  const { egen } = valg
  return medTopp(
    fyll(
      'forlopsmote',
      {
        tittel: egen && type !== undefined ? pa(t, type.navn) : motetittel(agenda, t),
        tid: motetid(mote, t),
        sted: uskadelig(
          [t.forlop.tittel(agenda.ref), agenda.skole, stedtekst(mote.sted, t)]
            .filter(d => d !== '')
            .join(' · '),
        ),
        formal: type === undefined ? '' : pa(t, type.formal),
        frist: egen && mote.status === 'planlagt' ? forberedt(agenda, t) : '',
        ...status(agenda, t),
        ...samtykkefelt(egen ? agenda.samtykke : undefined, t),
        oppgaver: valg.oppgaver,
        deler: egen ? deler(agenda, type, t) : [],
        fakta: fakta(agenda, t, egen),
        sakknapper: egen ? sakknapper(agenda, t) : [],
        knapper: [
          ...knapper(agenda, data, egen, valg.harTekst === undefined, t),
          ...(egen ? nettmoteknapp(agenda, t) : []),
          ...(valg.harTekst === true
            ? [knapp(t.knapp.fjernTekst, 'tekst.velg', { ...data, fra: 'visning' }, { stil: 'destructive' })]
            : []),
        ],
      },
      t,
    ),
    merknad(valg.topp),
  )
}

/** One consent for all of the meeting: that it is there, or not. */
function samtykkefelt(farge: Agenda['samtykke'], t: Tekster) {
  const { lampefarge } = lampefelt(farge, t)
  if (farge === undefined) return { lampe: '', lampefarge }
  return { lampe: farge === 'gronn' ? t.forlop.mote.samtykker : t.forlop.mote.manglerSamtykke, lampefarge }
}

function forberedt({ forberedelse }: Agenda, t: Tekster): string {
  if (forberedelse === undefined || forberedelse.alle === 0) return ''
  return t.forlop.mote.forberedt(forberedelse.gjort, forberedelse.alle)
}

function status({ mote, godkjent }: Agenda, t: Tekster): { status: string; statusstil: string } {
  switch (mote.status) {
    case 'planlagt':
      return { status: '', statusstil: 'default' }
    case 'i_gang':
      return { status: t.agenda.igang, statusstil: 'accent' }
    case 'avlyst':
      return { status: t.forlop.mote.avlyst, statusstil: 'warning' }
    case 'avholdt':
      return godkjent === undefined
        ? { status: t.agenda.avholdt, statusstil: 'accent' }
        : { status: t.agenda.godkjent, statusstil: 'good' }
  }
}

/** The agenda, part by part; a part that is not this person's is not there at all. */
function deler({ punkter, mote }: Agenda, type: Motetype | undefined, t: Tekster) {
  const nr = [...new Set(punkter.map(p => p.del))].sort()
  return nr.map(del => {
    const om = type?.deler[del - 1]
    const toDeler = (type?.deler.length ?? 1) > 1
    return {
      navn: om !== undefined && toDeler ? pa(t, om.navn) : '',
      merknad: om?.skoleMedSamtykke !== true ? '' : mote.slatt ? t.forlop.mote.slatt : t.forlop.mote.delBv,
      punkter: punkter.filter(p => p.del === del).map(p => ({ nr: p.nr, tekst: uskadelig(p.tittel) })),
    }
  })
}

function fakta(agenda: Agenda, t: Tekster, egen: boolean) {
  const { mote, type } = agenda
  const { mote: ord } = t.forlop
  const apent = mote.status === 'planlagt' || mote.status === 'i_gang'
  const referent = agenda.referent ?? 'ingen'
  return [
    ...(apent
      ? [
          { navn: t.agenda.kommer, verdi: rolleliste(agenda.kommer, t) },
          { navn: t.agenda.kommerIkke, verdi: rolleliste(agenda.kommerIkke, t) },
          { navn: t.agenda.ikkeSvart, verdi: rolleliste(agenda.ikkeSvart, t) },
          ...ikkeNaddFakta(egen ? agenda.ikkeNadd : [], t),
        ]
      : []),
    ...(type !== undefined && type.familie !== 'nei' && egen
      ? [{ navn: ord.foreldre, verdi: mote.familie === 'nei' ? ord.ikkeMed : ord.med }]
      : []),
    ...(mote.tolk ? [{ navn: ord.tolk, verdi: ord.tolkBestilt }] : []),
    ...(egen && (mote.larer === 'med' || mote.larer === 'skjermet')
      ? [{ navn: t.forlop.innkalling.larer, verdi: t.forlop.innkalling.larersvar[mote.larer].toLowerCase() }]
      : []),
    ...(egen && referent !== 'ingen'
      ? [
          {
            navn: ord.mottakere,
            verdi: [ord.referent[referent], ...mottakere(agenda, t)].join(` ${ord.til} `),
          },
        ]
      : []),
  ]
}

/** Who gets the referat: after a melding about violence the source says nothing, so those in the meeting agree (fag: motetyper). */
export function mottakere({ type, vold }: Pick<Agenda, 'type' | 'vold'>, t: Tekster): string[] {
  if (type === undefined || (vold === true && type.samtykke === 'avsluttende')) return []
  return [
    liste(
      t,
      type.mottakere.map(m => t.forlop.mote.mottaker[m]),
    ),
  ]
}

function sakknapper({ mote, adgang, forberedelse, type }: Agenda, t: Tekster): Knapp[] {
  const kanDele = type?.deler.some(del => del.skoleMedSamtykke) === true && adgang?.part === 'bv'
  const apent = mote.status === 'planlagt' || mote.status === 'i_gang'
  return [
    ...(mote.status === 'planlagt' && forberedelse !== undefined && forberedelse.alle > 0
      ? [knapp(t.forlop.knapp.sjekkliste, 'sjekkliste.vis', { mote: mote.id })]
      : []),
    ...(apent && kanDele && adgang.kan.includes('ledeMote')
      ? [
          knapp(mote.slatt ? t.forlop.knapp.delIgjen : t.forlop.knapp.slaSammen, 'mote.sla-sammen', {
            mote: mote.id,
            slatt: !mote.slatt,
          }),
        ]
      : []),
    ...(adgang?.kan.includes('registrereSamtykke')
      ? [knapp(t.forlop.knapp.tilForlopet, 'forlop.vis', { sak: mote.forlop ?? '' })]
      : []),
    meldepliktknapp({ mote: mote.id, sak: mote.forlop ?? '', fra: 'agenda' }, t),
  ]
}

function knapper(
  { mote, adgang }: Agenda,
  data: { mote: string },
  egen: boolean,
  paKortet: boolean,
  t: Tekster,
): Knapp[] {
  const kan = (handling: 'ledeMote' | 'kalleInn' | 'registrereSamtykke') =>
    adgang?.kan.includes(handling) === true
  const apne = knapp(t.knapp.apneAgendaen, 'agenda.apne', data, { stil: 'positive' })
  switch (mote.status) {
    case 'planlagt':
      return [
        ...(paKortet ? [apne] : []),
        knapp(t.knapp.jegKommer, 'agenda.kommer', data),
        knapp(t.knapp.kommerIkke, 'agenda.kommer-ikke', data),
        ...(egen && kan('ledeMote')
          ? [knapp(t.knapp.startMotet, 'rommet.skjema', { ...data, start: true })]
          : []),
        ...(egen && kan('kalleInn')
          ? [
              knapp(t.forlop.knapp.flytt, 'mote.flytt-skjema', data, { skjult: true }),
              knapp(t.forlop.knapp.avlys, 'mote.avlys', data, { skjult: true }),
            ]
          : []),
        ...(egen && kan('registrereSamtykke')
          ? [knapp(t.forlop.knapp.syk, 'mote.syk-skjema', data, { skjult: true })]
          : []),
      ]
    case 'i_gang':
      return egen
        ? kan('ledeMote')
          ? [knapp(t.knapp.fortsettMotet, 'mote.steg', data, { stil: 'positive' })]
          : []
        : [apne]
    case 'avholdt':
      return [
        knapp(t.knapp.lesReferatet, 'referat.vis', data, { stil: 'positive' }),
        ...(paKortet ? [apne] : []),
      ]
    case 'avlyst':
      return egen && !kan('kalleInn') ? [] : [knapp(t.knapp.angreAvlysning, 'agenda.angre-avlysning', data)]
  }
}

/** Another day for one family's meeting. */
export function flyttskjema(
  agenda: Agenda,
  typed: { dato: string; klokke: string } | undefined,
  idag: string,
  feil: Feil | undefined,
  t: Tekster,
): Kort {
  return medTopp(
    fyll(
      'flytt-mote',
      {
        tittel: `${t.forlop.knapp.flytt}: ${motetittel(agenda, t)}`,
        naa: dagOgKlokke(agenda.mote.start),
        idag,
        skjema: typed ?? { dato: agenda.mote.dato, klokke: '' },
        knapper: [
          knapp(t.forlop.knapp.flytt, 'mote.flytt', { mote: agenda.mote.id }, { stil: 'positive' }),
          knapp(t.knapp.tilbake, 'agenda.apne', { mote: agenda.mote.id }, { utenFelt: true }),
        ],
      },
      t,
    ),
    feilboks(feil, t),
  )
}
