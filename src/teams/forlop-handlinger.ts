import { z } from 'zod'
import { MoteData } from '../cards/agenda.ts'
import { dag, dagOgKlokke } from '../cards/dato.ts'
import { id } from '../cards/felt.ts'
import {
  ForlopData,
  forlopskort,
  forlopslistekort,
  KontaktData,
  kontaktskjema,
  ListeData,
  type Navnebok,
  NyttData,
  type Nyttskjema,
  nyttForlopSkjema,
  SjekkpunktData,
  sjekklistekort,
  VelgData,
  valgskjema,
} from '../cards/forlop.ts'
import { flyttskjema } from '../cards/forlopsmote.ts'
import {
  type Innkallingsskjema,
  innkallingsskjema,
  KallInnData,
  VelgMoteData,
  velgMoteKort,
} from '../cards/innkalling.ts'
import { knapp } from '../cards/mal.ts'
import { liste, pa } from '../cards/tekst/tekster.ts'
import type { Feil } from '../cards/vakt.ts'
import type { Verb } from '../cards/verb.ts'
import { angreSteg, type Flytting, velgIForlop } from '../forlop/flytt-forlop.ts'
import { type Forlopsvisning, hentForlopsliste, hentForlopsvisning } from '../forlop/hent-forlop.ts'
import { RUTINER } from '../forlop/les-rutiner.ts'
import { opprettForlop, startsteder } from '../forlop/opprett-forlop.ts'
import { settKontaktperson } from '../forlop/overdra.ts'
import { hentSjekkliste, lagreSjekkliste, type Sjekkliste } from '../forlop/sjekkliste.ts'
import { kryssAv } from '../forlop/sjekkpunkter.ts'
import { avlysForlopsmote } from '../mote/avlys-forlopsmote.ts'
import { flyttForlopsmote } from '../mote/flytt-forlopsmote.ts'
import { hentAgendaFor } from '../mote/hent-agenda.ts'
import { hentInnkalling, hentKallbare } from '../mote/hent-innkalling.ts'
import { type Innkallingssvar, kallInnForlopsmote } from '../mote/kall-inn-forlopsmote.ts'
import { PARTER } from '../mote/motetype.ts'
import { slaSammen } from '../mote/sla-sammen.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import { navnPaSkolen } from '../tilgang/finn-skole.ts'
import { visningsvar } from './agenda-handlinger.ts'
import {
  beskjed,
  finnesIkke,
  type Handling,
  handling,
  type Inn,
  nyNonce,
  type Svar,
  skjemasvar,
  visningssvar,
} from './handling.ts'

const idag = (inn: Inn) => inn.ktx.na().toFormat('yyyy-MM-dd')
const navnebok = (inn: Inn): Navnebok => ({ rutiner: RUTINER, motetyper: inn.ktx.valg.motetyper })
const tilForlopet = (inn: Inn, sak: string) => [knapp(inn.t.forlop.knapp.tilForlopet, 'forlop.vis', { sak })]
const tilMotet = (inn: Inn, mote: string) => [knapp(inn.t.knapp.tilbake, 'agenda.apne', { mote })]

async function listesvar(inn: Inn, fra: number): Promise<Svar> {
  const linjer = await hentForlopsliste(inn.ktx, inn.aktor)
  const kanStarte = (await startsteder(inn.ktx, inn.aktor)).length > 0
  return visningssvar(forlopslistekort(linjer, navnebok(inn), { kanStarte, fra }, idag(inn), inn.t))
}

async function forlopssvar(inn: Inn, sak: string, ferdig?: string): Promise<Svar> {
  const visning = await hentForlopsvisning(inn.ktx, inn.aktor, sak)
  if (visning === undefined) return finnesIkke(inn)
  const svar = visningssvar(forlopskort(visning, navnebok(inn), idag(inn), inn.t, ferdig))
  return ferdig === undefined ? svar : { ...svar, lagret: true }
}

const TOMT: Nyttskjema = { skole: '', rutine: '', melding: '', melder: 'skole', enhet: '' }

async function nyttSkjema(inn: Inn, skjema?: Nyttskjema, feil?: Feil): Promise<Svar> {
  const steder = await startsteder(inn.ktx, inn.aktor)
  if (steder.length === 0) return finnesIkke(inn)
  const medNavn = []
  for (const sted of steder) medNavn.push({ ...sted, navn: await navnPaSkolen(inn.ktx, sted.skole) })
  const forste = { ...TOMT, skole: steder[0]?.skole ?? '', melding: idag(inn) }
  // A school that is not theirs is not shown, and not repeated.
  const kjent = steder.some(s => s.skole === skjema?.skole)
  const vist = skjema === undefined || kjent ? skjema : { ...skjema, skole: forste.skole }
  return skjemasvar(
    nyttForlopSkjema(nyNonce(), medNavn, vist ?? forste, navnebok(inn), idag(inn), feil, inn.t),
  )
}

/** What keeps a move from being made, said on the card it was pressed on; what was chosen stays in the form. */
async function kanIkkeFlytte(
  inn: Inn,
  data: z.infer<typeof VelgData>,
  utfall: Exclude<Flytting, { kode: 'flyttet' | 'finnes-ikke' }>,
): Promise<Svar> {
  const { avslag, hindre } = inn.t.forlop
  const visning = await hentForlopsvisning(inn.ktx, inn.aktor, data.sak)
  if (visning === undefined) return finnesIkke(inn)
  const igjen = (tekst: string): Svar => {
    const skjema = { valg: data.valg, avvik: data.avvik ?? '', dato: data.dato }
    const valg = visning.valg.find(v => v.valg.id === data.valg)?.valg
    if (data.avvik !== undefined)
      return skjemasvar(valgskjema(visning, { avvik: true }, skjema, { tekst }, navnebok(inn), inn.t))
    return valg === undefined
      ? visningssvar(forlopskort(visning, navnebok(inn), idag(inn), inn.t, { tekst }))
      : skjemasvar(valgskjema(visning, { valg }, skjema, { tekst }, navnebok(inn), inn.t))
  }
  const paKortet = (tekst: string): Svar => ({
    ...visningssvar(forlopskort(visning, navnebok(inn), idag(inn), inn.t, { tekst })),
    lagret: false,
  })
  switch (utfall.kode) {
    case 'endret-av-annen':
    case 'ikke-valg':
      return paKortet(avslag.endret)
    case 'hindret':
      return paKortet(
        `${avslag.hindret} ${stor(
          liste(
            inn.t,
            utfall.hindre.map(h => hindre[h]),
          ),
        )}.`,
      )
    case 'mangler-dato':
      return igjen(avslag.manglerDato)
    case 'ugyldig-dato':
      return igjen(
        visning.valg.find(v => v.valg.id === data.valg)?.valg.dato === 'tredelt'
          ? avslag.ugyldigTredelt
          : avslag.ugyldigMeldedag,
      )
  }
}

const stor = (tekst: string) => tekst.charAt(0).toLocaleUpperCase('nb') + tekst.slice(1)

async function medVisning(inn: Inn, sak: string, lag: (visning: Forlopsvisning) => Svar): Promise<Svar> {
  const visning = await hentForlopsvisning(inn.ktx, inn.aktor, sak)
  return visning === undefined ? finnesIkke(inn) : lag(visning)
}

const InnkallingSkjemaData = z.object({
  sak: id,
  type: z.string().max(40),
  dato: z.string().max(10).default(''),
  klokke: z.string().max(5).default(''),
})

async function innkallingSkjema(
  inn: Inn,
  data: z.infer<typeof InnkallingSkjemaData>,
  typed?: Innkallingsskjema,
  feil?: Feil,
): Promise<Svar> {
  const grunnlag = await hentInnkalling(inn.ktx, inn.aktor, data)
  if (grunnlag === undefined) return finnesIkke(inn)
  if (grunnlag === 'ikke-na') return beskjed(inn, inn.t.forlop.avslag.ikkeNa, tilForlopet(inn, data.sak))
  const skjema: Innkallingsskjema = typed ?? {
    dato: data.dato || grunnlag.dato,
    klokke: data.klokke || grunnlag.klokke,
    sted: grunnlag.type.sted,
    tolk: 'false',
    familie: '',
    ungdom: '',
    larer: '',
    deltakere: '',
  }
  return skjemasvar(innkallingsskjema(grunnlag, nyNonce(), skjema, idag(inn), feil, inn.t))
}

function innkallingsfeil(
  inn: Inn,
  utfall: Exclude<Innkallingssvar, { kode: 'kalt-inn' | 'finnes-ikke' }>,
): string {
  const { avslag, kvittering } = inn.t.forlop
  switch (utfall.kode) {
    case 'finnes-alt':
      return kvittering.finnesAlt
    case 'ikke-na':
      return avslag.ikkeNa
    case 'mangler-samtykke':
      return avslag.manglerSamtykke
    case 'tjenester-uten-ja':
      return avslag.tjenester(
        liste(
          inn.t,
          utfall.tjenester.map(tj => inn.t.tjenester[tj]),
        ),
      )
    case 'velg-familie':
      return avslag.velgFamilie
    case 'velg-ungdom':
      return avslag.velgUngdom
    case 'velg-larer':
      return avslag.velgLarer
    case 'ukjent-deltaker':
      return avslag.ukjentDeltaker
    case 'mangler-rolle':
      return avslag.ikkeDin
    case 'ingen-kanal':
      return inn.t.svar.kanalUtenSkole
    case 'dato-passert':
      return inn.t.svar.datoPassert
    case 'helligdag':
      return inn.t.svar.helligdag(stor(dag(utfall.dato)), utfall.navn)
    case 'helg':
      return inn.t.svar.helg(stor(dag(utfall.dato)))
    case 'ukjent-dato':
    case 'ukjent-klokke':
    case 'ugyldig-dato':
      return inn.t.avslag.ugyldigDato
    default:
      return utfall satisfies never
  }
}

const SjekklisteData = z.object({ sak: id.default(''), mote: id.default('') })
const LagreSjekklisteData = SjekklisteData.extend({ gjort: z.string().max(2000).default('') })

function sjekkliste(inn: Inn, l: Sjekkliste, topp?: string): Svar {
  const type = inn.ktx.valg.motetyper[l.type]
  const kort = sjekklistekort(
    {
      tittel: type === undefined ? inn.t.forlop.mote.sjekkliste : pa(inn.t, type.navn),
      data: { sak: l.sak, mote: l.mote },
      punkter: l.punkter.map(p => ({ id: p.id, tekst: pa(inn.t, p.tekst) })),
      gjort: l.gjort,
      tilbake:
        l.mote === ''
          ? knapp(inn.t.knapp.tilbake, 'forlop.vis', { sak: l.sak }, { utenFelt: true })
          : knapp(inn.t.knapp.tilbake, 'agenda.apne', { mote: l.mote }, { utenFelt: true }),
    },
    inn.t,
    topp,
  )
  return topp === undefined ? skjemasvar(kort) : { ...skjemasvar(kort), lagret: true }
}

const SlaSammenData = MoteData.extend({ slatt: z.boolean() })
const AvlysData = MoteData.extend({ syk: z.enum(['skole', 'bv']).optional() })
const FlyttData = MoteData.extend({
  dato: z.string().max(10).default(''),
  klokke: z.string().max(5).default(''),
})

async function flyttSkjema(
  inn: Inn,
  mote: string,
  typed?: { dato: string; klokke: string },
  feil?: Feil,
): Promise<Svar> {
  const agenda = await hentAgendaFor(inn.ktx, inn.aktor, mote)
  if (agenda === undefined || agenda.mote.forlop === null) return finnesIkke(inn)
  if (agenda.adgang?.kan.includes('kalleInn') !== true)
    return beskjed(inn, inn.t.forlop.avslag.ikkeDin, tilMotet(inn, mote))
  return skjemasvar(flyttskjema(agenda, typed, idag(inn), feil, inn.t))
}

export const forlopHandlinger = {
  'forlop.liste': handling(ListeData, false, (inn, { fra }) => listesvar(inn, fra)),
  'forlop.vis': handling(ForlopData, false, (inn, { sak }) => forlopssvar(inn, sak)),
  'forlop.nytt-skjema': handling(z.object({}), false, inn => nyttSkjema(inn)),
  'forlop.opprett': handling(NyttData, true, async (inn, data) => {
    const { avslag, kvittering } = inn.t.forlop
    const utfall = await enGang(
      inn.ktx,
      inn.aktor.person,
      formnokkel('forlop.opprett', data),
      'opprettet',
      ktx => opprettForlop(ktx, inn.aktor, data),
    )
    switch (utfall.kode) {
      case 'opprettet':
        return forlopssvar(inn, utfall.sak, kvittering.opprettet(utfall.ref))
      case 'mangler-rolle':
        return nyttSkjema(inn, data, { tekst: avslag.startes })
      case 'ukjent-rutine':
        return nyttSkjema(inn, data, { tekst: inn.t.avslag.ugyldigSkjema })
      case 'mangler-dato':
        return nyttSkjema(inn, data, { tekst: avslag.manglerDato })
      case 'ugyldig-dato':
        return nyttSkjema(inn, data, { tekst: avslag.ugyldigMeldedag })
    }
  }),
  'forlop.valg-skjema': handling(VelgData, false, (inn, data) =>
    medVisning(inn, data.sak, visning => {
      const valg = visning.valg.find(v => v.valg.id === data.valg)?.valg
      return valg === undefined
        ? visningssvar(
            forlopskort(visning, navnebok(inn), idag(inn), inn.t, { tekst: inn.t.forlop.avslag.endret }),
          )
        : skjemasvar(
            valgskjema(
              visning,
              { valg },
              { valg: valg.id, avvik: '', dato: idag(inn) },
              undefined,
              navnebok(inn),
              inn.t,
            ),
          )
    }),
  ),
  'forlop.avvik-skjema': handling(ForlopData, false, (inn, data) =>
    medVisning(inn, data.sak, visning =>
      visning.adgang.part === 'bv'
        ? skjemasvar(
            valgskjema(
              visning,
              { avvik: true },
              { valg: '', avvik: '', dato: '' },
              undefined,
              navnebok(inn),
              inn.t,
            ),
          )
        : beskjed(inn, inn.t.forlop.avslag.ikkeDin, tilForlopet(inn, data.sak)),
    ),
  ),
  'forlop.velg': handling(VelgData, true, async (inn, data) => {
    if (data.utenMote && (data.avvik === undefined || data.valg === ''))
      return medVisning(inn, data.sak, visning => {
        const skjema = { valg: data.valg, avvik: data.avvik ?? '', dato: '' }
        const feil = { tekst: inn.t.forlop.valg.manglerAvvik }
        return skjemasvar(valgskjema(visning, { avvik: true }, skjema, feil, navnebok(inn), inn.t))
      })
    const utfall = await velgIForlop(inn.ktx, inn.aktor, { ...data, avvik: data.avvik, dato: data.dato })
    if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
    const { flyttet, avsluttet } = inn.t.forlop.kvittering
    return utfall.kode === 'flyttet'
      ? forlopssvar(inn, data.sak, utfall.avsluttet ? avsluttet : flyttet)
      : kanIkkeFlytte(inn, data, utfall)
  }),
  'forlop.angre': handling(ForlopData, true, async (inn, data) => {
    const utfall = await angreSteg(inn.ktx, inn.aktor, data)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'for-sent':
        return beskjed(inn, inn.t.forlop.avslag.forSent, tilForlopet(inn, data.sak))
      case 'angret':
        return forlopssvar(inn, data.sak, inn.t.forlop.kvittering.angret)
    }
  }),
  'forlop.kryss': handling(SjekkpunktData, true, async (inn, data) => {
    const utfall = await kryssAv(inn.ktx, inn.aktor, data)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, inn.t.forlop.avslag.ikkeDin, tilForlopet(inn, data.sak))
      case 'krysset':
        return forlopssvar(inn, data.sak, inn.t.forlop.kvittering.krysset)
    }
  }),

  'forlop.kontakt-skjema': handling(ForlopData, false, (inn, { sak }) =>
    medVisning(inn, sak, visning =>
      visning.adgang.part === 'bv'
        ? skjemasvar(kontaktskjema(visning, undefined, inn.t))
        : beskjed(inn, inn.t.forlop.avslag.ikkeDin, tilForlopet(inn, sak)),
    ),
  ),
  'forlop.kontakt': handling(KontaktData, true, async (inn, data) => {
    const utfall = await settKontaktperson(inn.ktx, inn.aktor, data)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, inn.t.forlop.avslag.ikkeDin, tilForlopet(inn, data.sak))
      case 'avsluttet':
        return beskjed(inn, inn.t.forlop.avslag.endret, tilForlopet(inn, data.sak))
      case 'ukjent-person':
        return medVisning(inn, data.sak, visning =>
          skjemasvar(kontaktskjema(visning, { tekst: inn.t.forlop.avslag.velgKontakt }, inn.t)),
        )
      case 'satt':
      case 'uendret':
        return forlopssvar(inn, data.sak, inn.t.forlop.kvittering.kontakt)
    }
  }),

  'innkalling.velg': handling(VelgMoteData, false, async (inn, data) => {
    const typer = data.typer.split(',').filter(type => type !== '')
    const kallbare = await hentKallbare(inn.ktx, inn.aktor, typer)
    const [eneste] = kallbare
    const [type] = eneste?.typer ?? []
    if (kallbare.length === 1 && eneste?.typer.length === 1 && type !== undefined)
      return innkallingSkjema(inn, { sak: eneste.sak, type: type.id, dato: data.dato, klokke: data.klokke })
    return visningssvar(velgMoteKort(kallbare, data, inn.t))
  }),
  'innkalling.skjema': handling(InnkallingSkjemaData, false, (inn, data) => innkallingSkjema(inn, data)),
  'innkalling.kall-inn': handling(KallInnData, true, async (inn, data) => {
    const { nonce: _, ...skjema } = data
    const utfall = await enGang(
      inn.ktx,
      inn.aktor.person,
      formnokkel('innkalling.kall-inn', data),
      'kalt-inn',
      ktx =>
        kallInnForlopsmote(ktx, inn.aktor, {
          ...skjema,
          tolk: data.tolk === 'true',
          deltakere: data.deltakere.split(',').filter(p => p !== ''),
        }),
    )
    if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
    if (utfall.kode !== 'kalt-inn')
      return innkallingSkjema(inn, data, skjema, { tekst: innkallingsfeil(inn, utfall) })
    const agenda = await hentAgendaFor(inn.ktx, inn.aktor, utfall.mote)
    const type = inn.ktx.valg.motetyper[data.type]
    const hva = type === undefined ? '' : pa(inn.t, type.kortnavn)
    const nar = agenda === undefined ? '' : dagOgKlokke(agenda.mote.start)
    return forlopssvar(inn, data.sak, inn.t.forlop.kvittering.kaltInn(hva, nar))
  }),

  'sjekkliste.vis': handling(SjekklisteData, false, async (inn, data) => {
    const funnet = await hentSjekkliste(inn.ktx, inn.aktor, data)
    return funnet === undefined ? finnesIkke(inn) : sjekkliste(inn, funnet)
  }),
  'sjekkliste.lagre': handling(LagreSjekklisteData, true, async (inn, data) => {
    const utfall = await lagreSjekkliste(inn.ktx, inn.aktor, { ...data, gjort: data.gjort.split(',') })
    return utfall.kode === 'lagret'
      ? sjekkliste(inn, utfall.liste, inn.t.forlop.kvittering.sjekkliste)
      : finnesIkke(inn)
  }),

  'mote.sla-sammen': handling(SlaSammenData, true, async (inn, data) => {
    const utfall = await slaSammen(inn.ktx, inn.aktor, data)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, inn.t.forlop.avslag.lede, tilMotet(inn, data.mote))
      case 'mangler-samtykke':
        return beskjed(inn, inn.t.forlop.avslag.slaSammen, tilMotet(inn, data.mote))
      case 'slatt':
        return visningsvar(inn, data.mote, inn.t.forlop.kvittering.slatt)
      case 'delt':
        return visningsvar(inn, data.mote, inn.t.forlop.kvittering.delt)
    }
  }),
  'mote.syk-skjema': handling(MoteData, false, async (inn, { mote }) => {
    const agenda = await hentAgendaFor(inn.ktx, inn.aktor, mote)
    if (agenda === undefined || agenda.mote.forlop === null) return finnesIkke(inn)
    const { syk, avslag } = inn.t.forlop
    const kan = agenda.adgang?.kan ?? []
    if (!kan.includes('registrereSamtykke')) return beskjed(inn, avslag.ikkeDin, tilMotet(inn, mote))
    // Each side says it of its own; that barnevernet cannot come, also the one who convenes.
    const egen = agenda.adgang?.part
    const parter = PARTER.filter(part => part === egen || (part === 'bv' && kan.includes('kalleInn')))
    return beskjed(inn, syk.tekst, [
      ...parter.map(part => knapp(syk[part], 'mote.avlys', { mote, syk: part })),
      knapp(syk.holdes, 'agenda.apne', { mote }),
    ])
  }),
  'mote.avlys': handling(AvlysData, true, async (inn, data) => {
    const utfall = await avlysForlopsmote(inn.ktx, inn.aktor, { mote: data.mote, syk: data.syk })
    const { kvittering, avslag } = inn.t.forlop
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, avslag.ikkeDin, tilMotet(inn, data.mote))
      case 'ikke-planlagt':
        return beskjed(inn, inn.t.forlop.avslag.ikkePlanlagt, tilMotet(inn, data.mote))
      case 'avlyst':
        return {
          ...beskjed(
            inn,
            utfall.nytt === undefined ? kvittering.avlyst : kvittering.avlystNytt[utfall.nytt],
            [
              knapp(inn.t.knapp.angreAvlysning, 'agenda.angre-avlysning', {
                mote: data.mote,
                kvittering: true,
              }),
            ],
          ),
          lagret: true,
        }
    }
  }),
  'mote.flytt-skjema': handling(MoteData, false, (inn, { mote }) => flyttSkjema(inn, mote)),
  'mote.flytt': handling(FlyttData, true, async (inn, data) => {
    const utfall = await flyttForlopsmote(inn.ktx, inn.aktor, data)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'flyttet':
        return visningsvar(inn, data.mote, inn.t.forlop.kvittering.flyttetMote(dagOgKlokke(utfall.start)))
      case 'ikke-planlagt':
        return beskjed(inn, inn.t.forlop.avslag.ikkePlanlagt, tilMotet(inn, data.mote))
      case 'finnes-alt':
        return flyttSkjema(inn, data.mote, data, { tekst: inn.t.forlop.kvittering.finnesAlt })
      default:
        return flyttSkjema(inn, data.mote, data, { tekst: innkallingsfeil(inn, utfall) })
    }
  }),
} satisfies Partial<Record<Verb, Handling>>
