import {
  type Aktivitetssvar,
  flyttAktivitet,
  flyttOkt,
  leggTilAktivitet,
  merkAktivitet,
  merkOkt,
  type NySvar,
  type Oktsvar,
  settDatoer,
} from '../arshjul/endre-aktivitet.ts'
import {
  type Fridagssvar,
  fjernSkolensFridag,
  hentFridagsvisning,
  leggTilSkolensFridag,
} from '../arshjul/endre-fridager.ts'
import { hentLinje, hentManed, hentOversikt, mineSkoler } from '../arshjul/hent-arshjul.ts'
import { hentLenkevisning, lagKalenderlenke, slaAvKalenderlenke } from '../arshjul/kalenderlenke.ts'
import { lagArshjul } from '../arshjul/lag-arshjul.ts'
import {
  AktivitetData,
  aktivitetskort,
  FjernFridagData,
  FlyttAktivitetData,
  FlyttSkjemaData,
  FridagData,
  type Fridagsskjema,
  flyttSkjema,
  fridagskort,
  KalenderData,
  kalenderkort,
  LagData,
  LenkeData,
  MerkData,
  manedskort,
  NyData,
  type Nyskjema,
  nySkjema,
  OktData,
  oversiktskort,
  SkoleData,
  VisData,
} from '../cards/arshjul.ts'
import { dag as dagtekst } from '../cards/dato.ts'
import { knapp } from '../cards/mal.ts'
import { liste, medStorBokstav } from '../cards/tekst/tekster.ts'
import type { Feil } from '../cards/vakt.ts'
import type { Verb } from '../cards/verb.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import { erRolle } from '../tilgang/roller.ts'
import {
  beskjed,
  erstattet,
  finnesIkke,
  type Handling,
  handling,
  type Inn,
  nyNonce,
  type Svar,
  skjemasvar,
  stoppetFeil,
  vaktsvar,
  visningssvar,
} from './handling.ts'

const idag = (inn: Inn) => inn.ktx.na().toFormat('yyyy-MM-dd')
const denneManeden = (inn: Inn) => inn.ktx.na().toFormat('yyyy-MM')
const tilArshjulet = (inn: Inn, skole: string) => [
  knapp(inn.t.arshjul.knapp.tilArshjulet, 'arshjul.vis', { skole }),
]

async function manedssvar(
  inn: Inn,
  skole: string,
  maned: string,
  kvittering?: string,
  side = 0,
): Promise<Svar> {
  const visning = await hentManed(inn.ktx, inn.aktor, { skole, maned })
  if (visning === undefined) return finnesIkke(inn)
  const svar = visningssvar(manedskort(visning, inn.t, kvittering, side))
  return kvittering === undefined ? svar : { ...svar, lagret: true }
}

async function aktivitetssvar(inn: Inn, aktivitet: string, kvittering?: string): Promise<Svar> {
  const funnet = await hentLinje(inn.ktx, inn.aktor, aktivitet)
  if (funnet === undefined) return finnesIkke(inn)
  const svar = visningssvar(aktivitetskort(funnet, inn.t, kvittering))
  return kvittering === undefined ? svar : { ...svar, lagret: true }
}

/** Who may is said by role, as the activity has them. */
async function manglerRolle(inn: Inn, aktivitet: string): Promise<Svar> {
  const funnet = await hentLinje(inn.ktx, inn.aktor, aktivitet)
  if (funnet === undefined) return finnesIkke(inn)
  const { roller, skole } = funnet.linje.aktivitet
  const hvem = [...new Set([...roller, 'rektor' as const, 'sosiallarer' as const])]
  return beskjed(
    inn,
    inn.t.arshjul.avslag.endre(
      liste(
        inn.t,
        hvem.map(rolle => inn.t.roller[rolle]),
      ),
    ),
    tilArshjulet(inn, skole),
  )
}

async function dagskjema(
  inn: Inn,
  data: { aktivitet: string; okt?: number | undefined; dato?: string },
  feil?: Feil,
): Promise<Svar> {
  const funnet = await hentLinje(inn.ktx, inn.aktor, data.aktivitet)
  if (funnet === undefined) return finnesIkke(inn)
  if (!funnet.linje.kanEndre) return manglerRolle(inn, data.aktivitet)
  const okt = funnet.linje.okter.find(o => o.nr === data.okt)
  if (data.okt !== undefined && data.okt !== 0 && okt === undefined) return finnesIkke(inn)
  const dato = data.dato ?? okt?.dato ?? (data.okt === undefined ? funnet.linje.vindu.til : '')
  return skjemasvar(flyttSkjema(funnet, { okt: data.okt, dato }, feil, inn.t))
}

async function etterEndring(
  inn: Inn,
  aktivitet: string,
  utfall: Aktivitetssvar | Oktsvar,
  ved: { ferdig(): Promise<Svar>; igjen(feil: Feil): Promise<Svar> },
): Promise<Svar> {
  const { avslag } = inn.t.arshjul
  switch (utfall.kode) {
    case 'finnes-ikke':
      return finnesIkke(inn)
    case 'mangler-rolle':
      return manglerRolle(inn, aktivitet)
    case 'endret':
      return ved.ferdig()
    case 'ikke-skoledag':
      return ved.igjen({ tekst: avslag['ikke-skoledag'](medStorBokstav(dagtekst(utfall.dato))) })
    case 'ugyldig-dato':
    case 'utenfor-aret':
    case 'fast-tema':
      return ved.igjen({ tekst: avslag[utfall.kode] })
  }
}

const TOMT_NY: Nyskjema = { tittel: '', rolle: '', fra: '', til: '' }

async function nySvar(inn: Inn, skole: string, skjema: Nyskjema, feil?: Feil): Promise<Svar> {
  const visning = await hentManed(inn.ktx, inn.aktor, { skole, maned: denneManeden(inn) })
  if (visning === undefined) return finnesIkke(inn)
  return skjemasvar(nySkjema(visning, nyNonce(), skjema, feil, inn.t))
}

async function etterNy(
  inn: Inn,
  utfall: NySvar,
  skrevet: Nyskjema & { skole: string; vakt: ReturnType<typeof vaktsvar> },
): Promise<Svar> {
  const { avslag, kvittering } = inn.t.arshjul
  const { skole, vakt, ...skjema } = skrevet
  const igjen = (feil: Feil) => nySvar(inn, skole, skjema, { svar: vakt, ...feil })
  switch (utfall.kode) {
    case 'finnes-ikke':
      return finnesIkke(inn)
    case 'mangler-rolle':
      return beskjed(inn, avslag.egenRolle, tilArshjulet(inn, skole))
    case 'lagt-til':
      return manedssvar(inn, skole, utfall.maned, kvittering.lagtTil)
    case 'navnevakt':
    case 'for-lang':
      return igjen(
        await stoppetFeil(inn, utfall, {
          felter: { aktivitetstittel: skjema.tittel },
          gjelder: 'arshjul',
          svar: vakt,
        }),
      )
    default:
      return igjen({ tekst: avslag[utfall.kode] })
  }
}

const TOM_FRIDAG: Fridagsskjema = { navn: '', fra: '', til: '' }

async function fridagssvar(
  inn: Inn,
  skole: string,
  skjema: Fridagsskjema = TOM_FRIDAG,
  feil?: Feil,
  kvittering?: string,
): Promise<Svar> {
  const visning = await hentFridagsvisning(inn.ktx, inn.aktor, skole)
  switch (visning.kode) {
    case 'finnes-ikke':
      return finnesIkke(inn)
    case 'mangler-rolle':
      return beskjed(inn, inn.t.arshjul.avslag.kalleInn, tilArshjulet(inn, skole))
    case 'fridager': {
      const svar = skjemasvar(fridagskort(visning, nyNonce(), skjema, feil, inn.t, kvittering))
      return kvittering === undefined ? svar : { ...svar, lagret: true }
    }
  }
}

async function etterFridag(
  inn: Inn,
  utfall: Fridagssvar,
  skole: string,
  skrevet: Fridagsskjema,
  vakt: ReturnType<typeof vaktsvar>,
): Promise<Svar> {
  const { avslag, kvittering } = inn.t.arshjul
  const igjen = (feil: Feil) => fridagssvar(inn, skole, skrevet, { svar: vakt, ...feil })
  switch (utfall.kode) {
    case 'finnes-ikke':
      return finnesIkke(inn)
    case 'mangler-rolle':
      return beskjed(inn, avslag.kalleInn, tilArshjulet(inn, skole))
    case 'lagt-til':
      return fridagssvar(inn, skole, undefined, undefined, kvittering.lagtTil)
    case 'fjernet':
      return fridagssvar(inn, skole, undefined, undefined, kvittering.fjernet)
    case 'navnevakt':
    case 'for-lang':
      return igjen(
        await stoppetFeil(inn, utfall, {
          felter: { fridagnavn: skrevet.navn },
          gjelder: 'arshjul',
          svar: vakt,
        }),
      )
    default:
      return igjen({ tekst: avslag[utfall.kode] })
  }
}

async function kalendersvar(
  inn: Inn,
  skole: string,
  lenke?: { slag: 'abonnement' | 'nedlasting'; adresse: string },
  kvittering?: string,
): Promise<Svar> {
  const visning = await hentLenkevisning(inn.ktx, inn.aktor, skole)
  if (visning === undefined) return finnesIkke(inn)
  const hva = { harAdresse: inn.harAdresse, ...(lenke === undefined ? {} : { lenke }) }
  const svar = visningssvar(kalenderkort(visning, hva, inn.t, kvittering))
  return lenke === undefined && kvittering === undefined ? svar : { ...svar, lagret: true }
}

export const arshjulHandlinger = {
  'arshjul.vis': handling(VisData, false, async (inn, data) => {
    const maned = data.maned ?? denneManeden(inn)
    if (data.skole !== '') return manedssvar(inn, data.skole, maned, undefined, data.side)
    const [forste, ...andre] = await mineSkoler(inn.ktx, inn.aktor)
    if (forste === undefined) return finnesIkke(inn)
    if (andre.length === 0) return manedssvar(inn, forste.skole, maned, undefined, data.side)
    const oversikt = await hentOversikt(inn.ktx, inn.aktor)
    return oversikt === undefined ? finnesIkke(inn) : visningssvar(oversiktskort(oversikt, inn.t))
  }),
  'arshjul.lag': handling(LagData, true, async (inn, data) => {
    const utfall = await lagArshjul(inn.ktx, inn.aktor, data)
    const { avslag, kvittering } = inn.t.arshjul
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, avslag.kalleInn, tilArshjulet(inn, data.skole))
      case 'ugyldig-skolear':
        return beskjed(inn, avslag['ugyldig-skolear'], tilArshjulet(inn, data.skole))
      case 'laget': {
        const forste = `${data.skolear}-08`
        const maned = denneManeden(inn) > forste ? denneManeden(inn) : forste
        return manedssvar(inn, data.skole, maned, kvittering.laget)
      }
    }
  }),
  'arshjul.aktivitet': handling(AktivitetData, false, (inn, { aktivitet }) => aktivitetssvar(inn, aktivitet)),
  'arshjul.merk': handling(MerkData, true, async (inn, { aktivitet, status, maned }) => {
    const utfall = await merkAktivitet(inn.ktx, inn.aktor, { aktivitet, status })
    const sagt = inn.t.arshjul.kvittering[status]
    return etterEndring(inn, aktivitet, utfall, {
      ferdig: async () => {
        const funnet = maned === undefined ? undefined : await hentLinje(inn.ktx, inn.aktor, aktivitet)
        return maned === undefined || funnet === undefined
          ? aktivitetssvar(inn, aktivitet, sagt)
          : manedssvar(inn, funnet.linje.aktivitet.skole, maned, sagt)
      },
      igjen: async () => finnesIkke(inn),
    })
  }),
  'arshjul.okt': handling(OktData, true, async (inn, { aktivitet, okt, status }) =>
    etterEndring(inn, aktivitet, await merkOkt(inn.ktx, inn.aktor, { aktivitet, nr: okt, status }), {
      ferdig: () => aktivitetssvar(inn, aktivitet, inn.t.arshjul.kvittering.okt[status]),
      igjen: async feil =>
        beskjed(inn, feil.tekst, [knapp(inn.t.knapp.tilbake, 'arshjul.aktivitet', { aktivitet })]),
    }),
  ),
  'arshjul.flytt-skjema': handling(FlyttSkjemaData, false, (inn, data) => dagskjema(inn, data)),
  'arshjul.flytt': handling(FlyttAktivitetData, true, async (inn, data) => {
    const { aktivitet, okt, dato } = data
    const utfall =
      okt === undefined
        ? await flyttAktivitet(inn.ktx, inn.aktor, { aktivitet, dato })
        : okt === 0
          ? await settDatoer(inn.ktx, inn.aktor, { aktivitet, start: dato })
          : await flyttOkt(inn.ktx, inn.aktor, { aktivitet, nr: okt, dato })
    const { kvittering } = inn.t.arshjul
    return etterEndring(inn, aktivitet, utfall, {
      ferdig: () => aktivitetssvar(inn, aktivitet, okt === 0 ? kvittering.datoer : kvittering.flyttet),
      igjen: feil => dagskjema(inn, data, feil),
    })
  }),

  'arshjul.ny-skjema': handling(SkoleData, false, (inn, { skole }) =>
    nySvar(inn, skole, { ...TOMT_NY, fra: idag(inn) }),
  ),
  'arshjul.ny': handling(NyData, true, async (inn, data) => {
    const { skole, tittel, rolle, fra, til } = data
    const skjema = { tittel, rolle, fra, til }
    const vakt = vaktsvar(data)
    if (data.erstatt !== undefined) {
      if (!(await mineSkoler(inn.ktx, inn.aktor)).some(a => a.skole === skole)) return finnesIkke(inn)
      const { felter, feil } = await erstattet(inn, {
        felter: { aktivitetstittel: tittel },
        gjelder: 'arshjul',
        svar: vakt,
        hvilken: data.erstatt,
        med: inn.t.vakt.eleven,
        sa: 'lagre',
      })
      return nySvar(inn, skole, { ...skjema, tittel: felter.aktivitetstittel }, feil)
    }
    const utfall = await enGang<NySvar>(
      inn.ktx,
      inn.aktor.person,
      formnokkel('arshjul.ny', data),
      'lagt-til',
      ktx =>
        leggTilAktivitet(ktx, inn.aktor, {
          ...skjema,
          skole,
          rolle: erRolle(rolle) && rolle !== 'administrator' ? rolle : undefined,
          vakt,
        }),
    )
    return etterNy(inn, utfall, { ...skjema, skole, vakt })
  }),

  'arshjul.fridager': handling(SkoleData, false, (inn, { skole }) => fridagssvar(inn, skole)),
  'arshjul.fridag-ny': handling(FridagData, true, async (inn, data) => {
    const { skole, navn, fra, til } = data
    const skjema = { navn, fra, til }
    const vakt = vaktsvar(data)
    if (data.erstatt !== undefined) {
      const visning = await hentFridagsvisning(inn.ktx, inn.aktor, skole)
      if (visning.kode !== 'fridager') return fridagssvar(inn, skole)
      const { felter, feil } = await erstattet(inn, {
        felter: { fridagnavn: navn },
        gjelder: 'arshjul',
        svar: vakt,
        hvilken: data.erstatt,
        med: inn.t.vakt.eleven,
        sa: 'lagre',
      })
      return fridagssvar(inn, skole, { ...skjema, navn: felter.fridagnavn }, feil)
    }
    const utfall = await enGang<Fridagssvar>(
      inn.ktx,
      inn.aktor.person,
      formnokkel('arshjul.fridag-ny', data),
      'lagt-til',
      ktx => leggTilSkolensFridag(ktx, inn.aktor, { ...skjema, skole, vakt }),
    )
    return etterFridag(inn, utfall, skole, skjema, vakt)
  }),
  'arshjul.fridag-fjern': handling(FjernFridagData, true, async (inn, data) =>
    etterFridag(inn, await fjernSkolensFridag(inn.ktx, inn.aktor, data), data.skole, TOM_FRIDAG, {
      ikkeNavn: [],
      stoppet: false,
    }),
  ),

  'arshjul.kalender': handling(KalenderData, false, (inn, { skole }) => kalendersvar(inn, skole)),
  'arshjul.kalender-lenke': handling(LenkeData, true, async (inn, { skole, slag }) => {
    if (!inn.harAdresse) return kalendersvar(inn, skole)
    const utfall = await lagKalenderlenke(inn.ktx, inn.aktor, { skole, slag })
    return utfall.kode === 'lenke'
      ? kalendersvar(inn, skole, { slag, adresse: inn.kalenderadresse(utfall.token) })
      : finnesIkke(inn)
  }),
  'arshjul.kalender-av': handling(KalenderData, true, async (inn, { skole }) => {
    const utfall = await slaAvKalenderlenke(inn.ktx, inn.aktor, skole)
    return utfall.kode === 'av'
      ? kalendersvar(inn, skole, undefined, inn.t.arshjul.kalender.slattAv)
      : finnesIkke(inn)
  }),
} satisfies Partial<Record<Verb, Handling>>
