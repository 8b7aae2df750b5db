import { z } from 'zod'
import type { Listerad, Minliste, Skoleliste } from '../oppfolging/hent-oppgaveliste.ts'
import type { Listevalg, Utvalg } from '../oppfolging/oppgaveliste.ts'
import { dag } from './dato.ts'
import { id } from './felt.ts'
import { type Element, fyll, type Knapp, type Kort, knapp, medTopp, merknad, uskadelig } from './mal.ts'
import { kort, Listedata } from './oppgave.ts'
import { liste as medOg, type Tekster } from './tekst/tekster.ts'
import type { Varsel } from './varsler.ts'
import type { Verb } from './verb.ts'

/** `skole`: where it opens; `velgSkole` and `velgHvem` are what is chosen in the card. */
export const OppgavelisteData = z.object({
  liste: Listedata.optional(),
  skole: id.optional(),
  velgSkole: id.optional(),
  velgHvem: id.optional(),
})

/** A row shows this much of a text; «Mer» opens all of it. */
const MAKS_TEKST = 240
/** So many names to choose among, at most. */
const MAKS_FOLK = 40

type Topp = { tekst: string; angre?: { oppgave: string } } | undefined
type Liste = { verb: Verb; fra: 'mine' | 'skole'; valg: Listevalg }

export function mineOppgaver(mine: Minliste, valg: Listevalg, idag: string, topp: Topp, t: Tekster): Kort {
  const o = t.oppgaveliste
  const her = { verb: 'oppgaver.vis', fra: 'mine', valg: { ...valg, side: mine.side } } as const
  const flere = mine.skoler.length > 1 || valg.skole !== ''
  const vikarFor = mine.vikarFor.find(p => p.person === mine.eier)
  const rader = mine.rader.map(rad =>
    radfelt(rad, idag, flere ? uskadelig(rad.skole) : '', t, [
      knapp(t.knapp.gjort, 'oppgave.gjort', radData(rad, her)),
      knapp(o.knapp.mer, 'oppgave.vis', radData(rad, her)),
    ]),
  )
  return listekort(
    {
      ...her,
      tittel: uskadelig(vikarFor === undefined ? t.oppgave.mine : t.varsling.vikar(vikarFor.navn)),
      antall: mine.antall === 0 ? '' : o.antall(mine.antall, mine.forfalt),
      utvalg: utvalgsknapper(
        her,
        [
          ['alle', mine.antall],
          ['forfalt', mine.forfalt],
          ['uken', mine.uken],
        ],
        t,
      ),
      skoler: flere
        ? [
            { tittel: o.alleSkoler, verdi: 'alle' },
            ...mine.skoler.map(s => ({ tittel: o.medAntall(s.navn, s.antall), verdi: s.id })),
          ]
        : [],
      folk:
        mine.vikarFor.length === 0
          ? []
          : [
              { tittel: t.oppgave.mine, verdi: 'alle' },
              ...mine.vikarFor.map(p => ({ tittel: uskadelig(t.varsling.vikar(p.navn)), verdi: p.person })),
            ],
      tom: rader.length > 0 ? '' : mine.antall === 0 ? t.oppgave.ingenMine : o.ingenIUtvalget,
      rader,
      sider: mine.sider,
      mer: [],
    },
    topp,
    t,
  )
}

/** A school's, for those who give them out: whose each is, and what needs somebody new. */
export function skolensOppgaver(
  liste: Skoleliste,
  valg: Listevalg,
  idag: string,
  topp: Topp,
  t: Tekster,
): Kort {
  const o = t.oppgaveliste
  const her = { verb: 'skoleoppgaver.vis', fra: 'skole', valg: { ...valg, side: liste.side } } as const
  const rader = liste.rader.map(rad => {
    const roller = medOg(
      t,
      rad.ansvarlig.roller.map(r => t.roller[r]),
    )
    const hvem = o.ved_(rad.ansvarlig.navn || o.ukjentPerson, roller)
    const felt = radfelt(rad, idag, uskadelig(hvem), t, [
      knapp(t.knapp.vis, 'oppgave.vis', radData(rad, her)),
    ])
    return rad.ansvarlig.ledig ? { ...felt, merke: o.utvalg.ledige } : felt
  })
  return listekort(
    {
      ...her,
      tittel: uskadelig(o.ved(liste.skole.navn)),
      antall: liste.antall === 0 ? '' : o.antall(liste.antall, liste.forfalt),
      utvalg: utvalgsknapper(
        her,
        [
          ['alle', liste.antall],
          ['forfalt', liste.forfalt],
          ['ledige', liste.ledige],
        ],
        t,
      ),
      skoler: liste.skoler.length > 1 ? liste.skoler.map(s => ({ tittel: s.navn, verdi: s.id })) : [],
      folk:
        liste.ansvarlige.length > 1 || valg.hvem !== ''
          ? [
              { tittel: o.alleAnsvarlige, verdi: 'alle' },
              ...liste.ansvarlige
                .slice(0, MAKS_FOLK)
                .map(p => ({ tittel: o.medAntall(p.navn || o.ukjentPerson, p.antall), verdi: p.person })),
            ]
          : [],
      tom: rader.length > 0 ? '' : liste.antall === 0 ? o.ingenVed : o.ingenIUtvalget,
      rader,
      sider: liste.sider,
      mer:
        liste.ledige > 0
          ? [knapp(o.knapp.fordel, 'ledige.vis', { skole: liste.skole.id }, { utenFelt: true })]
          : [],
    },
    topp,
    t,
  )
}

/** Several schools, and none chosen yet. */
export function velgSkolekort(skoler: readonly { id: string; navn: string }[], t: Tekster): Kort {
  const o = t.oppgaveliste
  return listekort(
    {
      verb: 'skoleoppgaver.vis',
      fra: 'skole',
      valg: { side: 0, utvalg: 'alle', skole: skoler[0]?.id ?? '', hvem: '' },
      tittel: o.skolens,
      antall: '',
      utvalg: [],
      skoler: skoler.map(s => ({ tittel: s.navn, verdi: s.id })),
      folk: [],
      tom: '',
      rader: [],
      sider: 1,
      mer: [],
    },
    undefined,
    t,
  )
}

/** The answer to «/oppgaver skole»: counts alone, and the way to the list. */
export function skolelenke(
  om: { skole: string; navn: string; antall: number; forfalt: number } | undefined,
  t: Tekster,
): Varsel {
  const o = t.oppgaveliste
  const tekst = om === undefined ? o.skolens : uskadelig(`${om.navn}: ${o.antall(om.antall, om.forfalt)}`)
  const data = om === undefined ? {} : { skole: om.skole }
  const knapper = [knapp(t.knapp.vis, 'skoleoppgaver.vis', data, { stil: 'positive' })]
  return { varsel: tekst, kort: fyll('varsel-med-navn', { tekst, under: '', knapper }, t) }
}

const radData = (rad: Listerad, her: Liste) => ({ oppgave: rad.oppgave.id, fra: her.fra, liste: her.valg })

function radfelt(rad: Listerad, idag: string, hvem: string, t: Tekster, knapper: Knapp[]) {
  const enLinje = rad.tekst.replace(/\s+/g, ' ').trim()
  const { frist, ref, hjelp } = rad.oppgave
  return {
    ref,
    frist: t.oppgave.frist(dag(frist)).toLowerCase(),
    forfalt: frist < idag ? t.oppgaveliste.utvalg.forfalt : '',
    tekst: rad.bareRef ? t.bareReferansen : enLinje === '' ? t.fjernet : uskadelig(kort(enLinje, MAKS_TEKST)),
    hvem,
    merke: hjelp ? t.oppgaveliste.hjelp : '',
    knapper: knapper.map(k => ({ ...k, associatedInputs: 'none' })),
  }
}

/** Left out where there is nothing to choose between. */
function utvalgsknapper(her: Liste, valg: readonly [Utvalg, number][], t: Tekster): Knapp[] {
  const o = t.oppgaveliste
  const [[, alle] = ['alle', 0]] = valg
  const aktuelle = valg.filter(([hva, n]) => hva === 'alle' || n > 0 || hva === her.valg.utvalg)
  if (alle === 0 || aktuelle.length < 2) return []
  return aktuelle.map(([utvalg, n]) =>
    knapp(
      o.medAntall(o.utvalg[utvalg], n),
      her.verb,
      { liste: { ...her.valg, utvalg, side: 0 } },
      { utenFelt: true, ...(utvalg === her.valg.utvalg ? { stil: 'positive' as const } : {}) },
    ),
  )
}

function listekort(
  inn: Liste & {
    tittel: string
    antall: string
    utvalg: Knapp[]
    skoler: { tittel: string; verdi: string }[]
    folk: { tittel: string; verdi: string }[]
    tom: string
    rader: Record<string, unknown>[]
    sider: number
    mer: Knapp[]
  },
  topp: Topp,
  t: Tekster,
): Kort {
  const o = t.oppgaveliste
  const { side } = inn.valg
  const tilSide = (tittel: string, nr: number) =>
    knapp(tittel, inn.verb, { liste: { ...inn.valg, side: nr } }, { utenFelt: true })
  const velger = inn.skoler.length > 0 || inn.folk.length > 0
  return medTopp(
    fyll(
      'oppgaveliste',
      {
        tittel: inn.tittel,
        antall: inn.antall,
        utvalg: inn.utvalg,
        skoler: inn.skoler,
        skole: inn.valg.skole || 'alle',
        folk: inn.folk,
        hvem: inn.valg.hvem || 'alle',
        velgknapper: velger ? [knapp(o.knapp.bruk, inn.verb, { liste: { ...inn.valg, side: 0 } })] : [],
        tom: inn.tom,
        rader: inn.rader,
        side: inn.sider > 1 ? o.side(side + 1, inn.sider) : '',
        knapper: [
          ...(side > 0 ? [tilSide(t.knapp.forrige, side - 1)] : []),
          ...(side < inn.sider - 1 ? [tilSide(t.knapp.neste, side + 1)] : []),
          ...inn.mer,
        ],
      },
      t,
    ),
    merknad(topp?.tekst),
    topp?.angre && angreknapp(topp.angre.oppgave, inn, t),
  )
}

function angreknapp(oppgave: string, her: Liste, t: Tekster): Element[] {
  const angre = knapp(
    t.knapp.angre,
    'oppgave.gjenapne',
    { oppgave, fra: her.fra, liste: her.valg },
    { utenFelt: true },
  )
  return [{ type: 'ActionSet', spacing: 'Small', actions: [angre] }]
}
