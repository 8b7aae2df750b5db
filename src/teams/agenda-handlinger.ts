import { z } from 'zod'
import { MoteData } from '../cards/agenda.ts'
import { BidragData, bidragsskjema, TemaData, TemaSkjemaData, temaskjema } from '../cards/bidrag.ts'
import { forlopsmotevisning } from '../cards/forlopsmote.ts'
import { knapp } from '../cards/mal.ts'
import { motekort } from '../cards/motekort.ts'
import {
  EndreSakData,
  MeldSakData,
  NY,
  PunktData,
  SakSkjemaData,
  type Saksskjema,
  saksskjema,
  TOMT_SAKSSKJEMA,
} from '../cards/sak.ts'
import { liste } from '../cards/tekst/tekster.ts'
import { type Feil, medFor } from '../cards/vakt.ts'
import type { Verb } from '../cards/verb.ts'
import { agendavisning } from '../cards/visning.ts'
import { angreAvlysning } from '../mote/avlys-mote.ts'
import {
  type Agendavisning,
  hentAgendaFor,
  hentAgendavisning,
  hentVisningForPunkt,
} from '../mote/hent-agenda.ts'
import { erApenForInnspill } from '../mote/moter.ts'
import { svarOppmote } from '../mote/svar-oppmote.ts'
import type { Vaktsvar } from '../navnevakt/vokt.ts'
import { endreSak, type Saksendring } from '../sak/endre-sak.ts'
import { giBidrag } from '../sak/gi-bidrag.ts'
import { hentTidligereSaker } from '../sak/hent-tidligere-saker.ts'
import { meldSak, type Saksmelding } from '../sak/meld-sak.ts'
import { meldTema } from '../sak/meld-tema.ts'
import { erSakstype, erTattOpp, erVern, fritekstI, type Saksinnhold } from '../sak/saker.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import { erTjeneste, rollerSomKan } from '../tilgang/roller.ts'
import {
  beskjed,
  erstattet,
  finnesIkke,
  type Handling,
  handling,
  type Inn,
  kvittering,
  nyNonce,
  type Svar,
  skjemasvar,
  stoppetFeil,
  vaktsvar,
  visningssvar,
} from './handling.ts'

/** Back on the posted card, with what was just done on top. */
export async function agendasvar(inn: Inn, mote: string, ferdig?: string): Promise<Svar> {
  const agenda = await hentAgendaFor(inn.ktx, inn.aktor, mote)
  if (agenda === undefined) return finnesIkke(inn)
  const kort = motekort(agenda, inn.ktx.na().toJSDate(), inn.t, { for: 'deltaker', topp: ferdig })
  return ferdig === undefined ? { slag: 'kort', kort, apent: 'slipp' } : kvittering(kort, ferdig)
}

/** Back in the person's own view, with what was just done on top. */
export async function visningsvar(inn: Inn, mote: string, ferdig?: string): Promise<Svar> {
  const visning = await hentAgendavisning(inn.ktx, inn.aktor, mote)
  if (visning === undefined) return finnesIkke(inn)
  const kort =
    visning.agenda.mote.forlop === null
      ? agendavisning(visning, inn.aktor.person, inn.ktx.na().toJSDate(), inn.t, ferdig)
      : forlopsmotevisning(visning, inn.aktor.person, inn.t, ferdig)
  const svar = visningssvar(kort)
  return ferdig === undefined ? svar : { ...svar, lagret: true }
}

const tilbakeTil = (inn: Inn, mote: string) => [knapp(inn.t.knapp.tilbake, 'agenda.tilbake', { mote })]

async function oppmote(
  inn: Inn,
  data: { mote: string; kvittering: boolean },
  kommer: boolean,
): Promise<Svar> {
  const utfall = await svarOppmote(inn.ktx, inn.aktor, data.mote, kommer)
  if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
  const tekst =
    utfall.kode === 'ikke-planlagt'
      ? inn.t.avslag.ikkePlanlagt
      : kommer
        ? inn.t.kvittering.kommer
        : inn.t.kvittering.kommerIkke
  if (data.kvittering) {
    const svar = beskjed(inn, tekst, [knapp(inn.t.knapp.apneAgendaen, 'agenda.apne', { mote: data.mote })])
    return { ...svar, lagret: utfall.kode === 'svart' }
  }
  return utfall.kode === 'svart'
    ? agendasvar(inn, data.mote, tekst)
    : beskjed(inn, tekst, tilbakeTil(inn, data.mote))
}

// --- «Meld sak» and «Endre» ---

/** What may be changed later; which case it is, and for which service, is chosen once. */
type Redigert = Omit<Saksskjema, 'tidligere' | 'tjeneste'>

function tilInnhold(s: Redigert): Saksinnhold | undefined {
  if (!erSakstype(s.type)) return undefined
  return {
    type: s.type,
    beskrivelse: s.beskrivelse,
    tattOpp: s.tattOpp,
    onsker: s.onsker,
    provd: s.provd,
    sporsmal: s.sporsmal,
    borBidra: s.borBidra.split(',').filter(erTjeneste),
    vern: s.vern,
  }
}

async function meldSakSkjema(
  inn: Inn,
  hode: { mote: string; fra: 'kort' | 'visning' },
  skjema: Saksskjema,
  feil?: Feil,
): Promise<Svar> {
  const visning = await hentAgendavisning(inn.ktx, inn.aktor, hode.mote)
  if (visning === undefined) return finnesIkke(inn)
  const tidligere = await hentTidligereSaker(inn.ktx, inn.aktor, visning)
  return skjemasvar(
    saksskjema(
      { ...hode, nonce: nyNonce(), tidligere, hatter: visning.adgang.tjenester },
      skjema,
      feil,
      inn.t,
    ),
  )
}

async function sakFeil(
  inn: Inn,
  utfall: Exclude<Saksmelding | Saksendring, { kode: 'meldt' | 'endret' | 'finnes-ikke' }>,
  skjema: Redigert,
  hode: { gjelder: string; svar: Vaktsvar },
): Promise<Feil> {
  if (utfall.kode === 'navnevakt' || utfall.kode === 'for-lang')
    return stoppetFeil(inn, utfall, { ...hode, felter: fritekstI(skjema) })
  return { ...avslagFor(inn, utfall), svar: hode.svar }
}

function avslagFor(
  inn: Inn,
  utfall: Exclude<
    Saksmelding | Saksendring,
    { kode: 'meldt' | 'endret' | 'finnes-ikke' | 'navnevakt' | 'for-lang' }
  >,
): Feil {
  const { avslag } = inn.t
  switch (utfall.kode) {
    case 'mangler-rolle':
      return { tekst: avslag.melde }
    case 'frist-ute':
      return { tekst: avslag.fristUte }
    case 'mangler-tekst':
      return { tekst: avslag.manglerBeskrivelse }
    case 'mangler-samtykke':
      return { tekst: avslag.manglerSamtykke, kunAnonymt: true }
    case 'star-alt':
      return { tekst: avslag.starAlt }
    case 'endret-av-annen':
      return { tekst: avslag.sakEndretAvAnnen }
    case 'velg-hatt':
      return { tekst: avslag.velgHatt }
    case 'annen-hatt':
      return { tekst: avslag.annenHatt(inn.t.tjenester[utfall.tjeneste]) }
    case 'ikke-her':
      return { tekst: avslag.ikkeHer, ikkeHer: true }
  }
}

async function endreSakSkjema(
  inn: Inn,
  punktId: string,
  typed?: { skjema: Redigert; versjon: number; feil: Feil },
): Promise<Svar> {
  const funnet = await hentVisningForPunkt(inn.ktx, inn.aktor, punktId)
  const sak = funnet?.punkt.sak ? funnet.visning.saker.get(funnet.punkt.sak) : undefined
  if (funnet === undefined || sak === undefined || funnet.visning.skjult.has(punktId)) return finnesIkke(inn)
  const { adgang } = funnet.visning
  if (sak.meldt_av !== inn.aktor.person && !adgang.roller.some(r => rollerSomKan('kalleInn').includes(r)))
    return beskjed(inn, inn.t.avslag.endreSak)
  const lagret: Redigert = {
    type: sak.type,
    apenhet: sak.apen ? 'apen' : 'anonym',
    beskrivelse: sak.beskrivelse,
    tattOpp: erTattOpp(sak.tatt_opp) ? sak.tatt_opp : '',
    onsker: sak.onsker,
    provd: sak.provd,
    sporsmal: sak.sporsmal,
    borBidra: sak.bor_bidra,
    vern: erVern(sak.vern) ? sak.vern : 'adresse',
  }
  const hode = {
    punkt: punktId,
    mote: funnet.punkt.mote,
    nonce: nyNonce(),
    versjon: typed?.versjon ?? sak.versjon,
    ref: sak.ref,
  }
  return skjemasvar(
    saksskjema(hode, { ...(typed?.skjema ?? lagret), tidligere: NY, tjeneste: '' }, typed?.feil, inn.t),
  )
}

// --- «Bidra» and «Meld tema» ---

async function bidraSkjema(
  inn: Inn,
  hode: { punkt: string; fra: 'kort' | 'visning' },
  typed?: { tjeneste: string; tekst: string; tilbud: string },
  feil?: Feil,
): Promise<Svar> {
  const funnet = await hentVisningForPunkt(inn.ktx, inn.aktor, hode.punkt)
  if (funnet === undefined) return finnesIkke(inn)
  const { punkt } = funnet
  const mitt = (b: { punkt: string; person: string }) => b.punkt === punkt.id && b.person === inn.aktor.person
  const eget = funnet.visning.bidrag.find(mitt)
  const skjema = typed ?? {
    tjeneste: eget?.tjeneste ?? enesteHatt(funnet.visning, punkt.sak) ?? '',
    tekst: eget?.tekst ?? '',
    tilbud: eget?.tilbud ?? '',
  }
  const kanBidra = erApenForInnspill(funnet.visning.agenda.mote, inn.ktx.na()) || typed !== undefined
  // My own stands in the fields already.
  const visning = kanBidra
    ? { ...funnet.visning, bidrag: funnet.visning.bidrag.filter(b => !mitt(b)) }
    : funnet.visning
  const kort = bidragsskjema(
    visning,
    punkt,
    { nonce: nyNonce(), fra: hode.fra, kanBidra },
    skjema,
    feil,
    inn.t,
  )
  return kanBidra ? skjemasvar(kort) : visningssvar(kort)
}

/** The service this person acts for in the case, when there is no doubt: nothing is chosen for somebody with two. */
function enesteHatt(visning: Agendavisning, sak: string | null): string | undefined {
  const { tjenester } = visning.adgang
  return visning.hatter.get(sak ?? '') ?? (tjenester.length === 1 ? tjenester[0] : undefined)
}

async function temaSkjema(
  inn: Inn,
  hode: { mote: string; fra: 'kort' | 'visning' },
  skjema: { tekst: string },
  feil?: Feil,
): Promise<Svar> {
  if ((await hentAgendavisning(inn.ktx, inn.aktor, hode.mote)) === undefined) return finnesIkke(inn)
  return skjemasvar(temaskjema({ ...hode, nonce: nyNonce() }, skjema, feil, inn.t))
}

/** Forms that open for input only: after the deadline one sentence says so, before anything is typed. */
async function omApen(inn: Inn, mote: string, skjema: () => Promise<Svar>): Promise<Svar> {
  const visning: Agendavisning | undefined = await hentAgendavisning(inn.ktx, inn.aktor, mote)
  if (visning === undefined) return finnesIkke(inn)
  if (!erApenForInnspill(visning.agenda.mote, inn.ktx.na()))
    return beskjed(inn, inn.t.avslag.fristUte, tilbakeTil(inn, mote))
  return skjema()
}

const OppmoteData = MoteData.extend({ kvittering: z.boolean().default(false) })

export const agendaHandlinger = {
  'agenda.apne': handling(MoteData, false, (inn, { mote }) => visningsvar(inn, mote)),
  'agenda.tilbake': handling(MoteData, false, (inn, { mote }) => agendasvar(inn, mote)),
  // Sent by the client itself, for those the card names; who they are is checked like every other press.
  'agenda.fornye': handling(MoteData, false, async (inn, { mote }) => {
    const svar = await agendasvar(inn, mote)
    return svar.slag === 'kort' ? { ...svar, apent: 'uendret' } : svar
  }),
  'agenda.kommer': handling(OppmoteData, true, (inn, data) => oppmote(inn, data, true)),
  'agenda.kommer-ikke': handling(OppmoteData, true, (inn, data) => oppmote(inn, data, false)),
  'agenda.angre-avlysning': handling(OppmoteData, true, async (inn, data) => {
    const utfall = await angreAvlysning(inn.ktx, inn.aktor, data.mote)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, kalleInnAvslag(inn))
      case 'ikke-avlyst':
        return beskjed(inn, inn.t.avslag.ikkeAvlyst)
      case 'finnes-alt':
        return beskjed(inn, inn.t.avslag.finnesAltDenDagen)
      case 'gjenopptatt':
        return data.kvittering
          ? { ...beskjed(inn, inn.t.kvittering.gjenopptatt), lagret: true }
          : agendasvar(inn, data.mote, inn.t.kvittering.gjenopptatt)
    }
  }),

  'sak.skjema': handling(SakSkjemaData, false, (inn, hode) =>
    omApen(inn, hode.mote, () => meldSakSkjema(inn, hode, TOMT_SAKSSKJEMA)),
  ),
  'sak.meld': handling(MeldSakData, true, async (inn, data) => {
    const hode = { mote: data.mote, fra: data.fra }
    const vakt = { gjelder: data.mote, svar: vaktsvar(data) }
    if (data.erstatt !== undefined) {
      if ((await hentAgendavisning(inn.ktx, inn.aktor, data.mote)) === undefined) return finnesIkke(inn)
      const { felter, feil } = await erstattet(inn, {
        ...vakt,
        felter: fritekstI(data),
        hvilken: data.erstatt,
        med: inn.t.vakt.eleven,
        sa: 'send',
      })
      return meldSakSkjema(inn, hode, { ...data, ...felter }, feil)
    }
    const skjema = data
    const innhold = tilInnhold(skjema)
    if (innhold === undefined)
      return meldSakSkjema(inn, hode, skjema, { tekst: inn.t.avslag.ugyldigSkjema, svar: vakt.svar })
    const utfall = await enGang(inn.ktx, inn.aktor.person, formnokkel('sak.meld', data), 'meldt', ktx =>
      meldSak(ktx, inn.aktor, {
        mote: data.mote,
        apen: data.apenhet === 'apen',
        tidligere: data.tidligere === NY ? undefined : data.tidligere,
        tjeneste: data.tjeneste === '' ? undefined : data.tjeneste,
        innhold,
        vakt: vakt.svar,
      }),
    )
    if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
    if (utfall.kode !== 'meldt') {
      // The way on stands ready: the form comes back as «anonymt».
      const tilbake = utfall.kode === 'mangler-samtykke' ? { ...skjema, apenhet: 'anonym' as const } : skjema
      return meldSakSkjema(inn, hode, tilbake, await sakFeil(inn, utfall, skjema, vakt))
    }
    return agendasvar(inn, utfall.mote, inn.t.kvittering.sakMeldt(utfall.nr, utfall.ref))
  }),
  'sak.endre-skjema': handling(PunktData, false, (inn, { punkt }) => endreSakSkjema(inn, punkt)),
  'sak.endre': handling(EndreSakData, true, async (inn, data) => {
    const funnet = await hentVisningForPunkt(inn.ktx, inn.aktor, data.punkt)
    if (funnet === undefined) return finnesIkke(inn)
    const vakt = { gjelder: funnet.punkt.ref, svar: vaktsvar(data) }
    if (data.erstatt !== undefined) {
      const { felter, feil } = await erstattet(inn, {
        ...vakt,
        felter: fritekstI(data),
        hvilken: data.erstatt,
        med: funnet.punkt.ref,
        sa: 'lagre',
      })
      return endreSakSkjema(inn, data.punkt, { skjema: { ...data, ...felter }, versjon: data.versjon, feil })
    }
    const skjema = data
    const innhold = tilInnhold(skjema)
    if (innhold === undefined)
      return endreSakSkjema(inn, data.punkt, {
        skjema,
        versjon: data.versjon,
        feil: { tekst: inn.t.avslag.ugyldigSkjema, svar: vakt.svar },
      })
    const utfall = await enGang(inn.ktx, inn.aktor.person, formnokkel('sak.endre', data), 'endret', ktx =>
      endreSak(ktx, inn.aktor, {
        punkt: data.punkt,
        versjon: data.versjon,
        apen: data.apenhet === 'apen',
        innhold,
        vakt: vakt.svar,
      }),
    )
    if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
    if (utfall.kode === 'mangler-rolle') return beskjed(inn, inn.t.avslag.endreSak)
    if (utfall.kode !== 'endret') {
      // Told that somebody else has changed it, the writer may write over it; otherwise the version stays as it was seen.
      const versjon = utfall.kode === 'endret-av-annen' ? utfall.versjon : data.versjon
      const feil = await sakFeil(inn, utfall, skjema, vakt)
      return endreSakSkjema(inn, data.punkt, { skjema, versjon, feil })
    }
    const { sakEndret, sakRod } = inn.t.kvittering
    return visningsvar(inn, utfall.mote, (utfall.rod ? sakRod : sakEndret)(utfall.ref))
  }),
  'bidrag.skjema': handling(PunktData, false, (inn, hode) => bidraSkjema(inn, hode)),
  'bidrag.gi': handling(BidragData, true, async (inn, data) => {
    const funnet = await hentVisningForPunkt(inn.ktx, inn.aktor, data.punkt)
    if (funnet === undefined) return finnesIkke(inn)
    const felter = { tekst: data.tekst, tilbud: data.tilbud }
    const vakt = { gjelder: funnet.punkt.ref, svar: vaktsvar(data) }
    const igjen = (feil: Feil, skrevet = felter) =>
      bidraSkjema(
        inn,
        { punkt: data.punkt, fra: data.fra },
        { tjeneste: data.tjeneste ?? '', ...skrevet },
        { svar: vakt.svar, ...feil },
      )
    if (data.erstatt !== undefined) {
      const med = medFor(funnet.punkt, inn.t)
      const ny = await erstattet(inn, { ...vakt, felter, hvilken: data.erstatt, med, sa: 'send' })
      return igjen(ny.feil, ny.felter)
    }
    const utfall = await enGang(inn.ktx, inn.aktor.person, formnokkel('bidrag.gi', data), 'bidratt', ktx =>
      giBidrag(ktx, inn.aktor, { punkt: data.punkt, tjeneste: data.tjeneste, ...felter, vakt: vakt.svar }),
    )
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'navnevakt':
      case 'for-lang':
        return igjen(await stoppetFeil(inn, utfall, { ...vakt, felter }))
      case 'mangler-rolle':
        return igjen({ tekst: inn.t.avslag.melde })
      case 'frist-ute':
        return igjen({ tekst: inn.t.avslag.fristUte })
      case 'mangler-tekst':
        return igjen({ tekst: inn.t.avslag.manglerTekst })
      case 'velg-hatt':
        return igjen({ tekst: inn.t.avslag.velgHatt })
      case 'annen-hatt':
        return igjen({ tekst: inn.t.avslag.annenHatt(inn.t.tjenester[utfall.tjeneste]) })
      case 'ikke-her':
        return igjen({ tekst: inn.t.avslag.ikkeHer })
      case 'bidratt':
        return data.fra === 'visning'
          ? visningsvar(inn, utfall.mote, inn.t.kvittering.bidratt(utfall.ref))
          : agendasvar(inn, utfall.mote, inn.t.kvittering.bidratt(utfall.ref))
    }
  }),
  'tema.skjema': handling(TemaSkjemaData, false, (inn, hode) =>
    omApen(inn, hode.mote, () => temaSkjema(inn, hode, { tekst: '' })),
  ),
  'tema.meld': handling(TemaData, true, async (inn, data) => {
    const felter = { tekst: data.tekst }
    const vakt = { gjelder: data.mote, svar: vaktsvar(data) }
    const igjen = (feil: Feil, skrevet = felter) =>
      temaSkjema(inn, { mote: data.mote, fra: data.fra }, skrevet, { svar: vakt.svar, ...feil })
    if (data.erstatt !== undefined) {
      if ((await hentAgendavisning(inn.ktx, inn.aktor, data.mote)) === undefined) return finnesIkke(inn)
      const med = inn.t.vakt.eleven
      const ny = await erstattet(inn, { ...vakt, felter, hvilken: data.erstatt, med, sa: 'send' })
      return igjen(ny.feil, ny.felter)
    }
    const utfall = await enGang(inn.ktx, inn.aktor.person, formnokkel('tema.meld', data), 'meldt', ktx =>
      meldTema(ktx, inn.aktor, { mote: data.mote, ...felter, vakt: vakt.svar }),
    )
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'navnevakt':
      case 'for-lang':
        return igjen(await stoppetFeil(inn, utfall, { ...vakt, felter }))
      case 'mangler-rolle':
        return igjen({ tekst: inn.t.avslag.melde })
      case 'frist-ute':
        return igjen({ tekst: inn.t.avslag.fristUte })
      case 'mangler-tekst':
        return igjen({ tekst: inn.t.avslag.manglerTekst })
      case 'meldt':
        return agendasvar(inn, utfall.mote, inn.t.kvittering.temaMeldt(utfall.nr))
    }
  }),
} satisfies Partial<Record<Verb, Handling>>

function kalleInnAvslag(inn: Inn): string {
  return inn.t.avslag.kalleInn(
    liste(
      inn.t,
      rollerSomKan('kalleInn').map(rolle => inn.t.roller[rolle]),
    ),
  )
}
