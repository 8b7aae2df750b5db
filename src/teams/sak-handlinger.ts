import type { z } from 'zod'
import { knapp } from '../cards/mal.ts'
import {
  kvitteringskort,
  NavnData,
  navnekort,
  navneskjema,
  SakApenhetData,
  SlettData,
  sakskort,
  sletteskjema,
} from '../cards/saken.ts'
import {
  fyltSamtykkeskjema,
  historikkort,
  lesSamtykke,
  SakData,
  SamtykkeData,
  type Samtykkeskjema,
  samtykkeskjema,
  TrekkData,
  tomtSamtykkeskjema,
} from '../cards/samtykke.ts'
import { liste } from '../cards/tekst/tekster.ts'
import type { Feil } from '../cards/vakt.ts'
import type { Verb } from '../cards/verb.ts'
import { hvemErDette, registrerIdentitet } from '../identitet/hvem-er-dette.ts'
import { endreApenhet } from '../sak/endre-apenhet.ts'
import { hentSaksvisning, type Saksvisning } from '../sak/hent-saksvisning.ts'
import { beOmSamtykke } from '../samtykke/be-om-samtykke.ts'
import { hentHistorikk } from '../samtykke/hent-historikk.ts'
import { registrerSamtykke, trekkSamtykke } from '../samtykke/registrer-samtykke.ts'
import { type KanIkkeRegistrere, skolearetsSlutt } from '../samtykke/samtykke.ts'
import { hentKvitteringFor } from '../sletting/hent-kvittering.ts'
import { lagInnsynslenke } from '../sletting/innsyn.ts'
import { slettSak } from '../sletting/slett-sak.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import { rollerSomKan } from '../tilgang/roller.ts'
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

type Saksvalg = z.infer<typeof SakData>

const idag = (inn: Inn) => inn.ktx.na().toFormat('yyyy-MM-dd')
const bareSak = ({ sak, mote, steg }: Saksvalg): Saksvalg => ({
  sak,
  ...(mote === undefined ? {} : { mote }),
  ...(steg === undefined ? {} : { steg }),
})
const tilSaken = (inn: Inn, valg: Saksvalg) => [knapp(inn.t.knapp.tilbake, 'sak.vis', bareSak(valg))]

function finn(inn: Inn, { sak, mote }: Saksvalg): Promise<Saksvisning | undefined> {
  return hentSaksvisning(inn.ktx, inn.aktor, { sak, mote })
}

/** The case once more, with what was just done on top. */
export async function saksvar(inn: Inn, valg: Saksvalg, ferdig?: string): Promise<Svar> {
  const visning = await finn(inn, valg)
  if (visning === undefined) return finnesIkke(inn)
  const svar = visningssvar(sakskort(visning, valg.steg, idag(inn), inn.t, ferdig))
  return ferdig === undefined ? svar : { ...svar, lagret: true }
}

async function samtykkeSkjema(
  inn: Inn,
  valg: Saksvalg,
  typed?: { skjema: Samtykkeskjema; versjon: number },
  feil?: Feil,
): Promise<Svar> {
  const visning = await finn(inn, valg)
  if (visning === undefined) return finnesIkke(inn)
  if (!visning.kanRegistrere) return beskjed(inn, registrereAvslag(inn), tilSaken(inn, valg))
  const { samtykke } = visning.lys
  const lagret =
    samtykke === undefined
      ? tomtSamtykkeskjema(
          visning.sak.meldt_av,
          idag(inn),
          skolearetsSlutt(inn.ktx.na()),
          visning.sak.slag === 'forlop' ? '' : undefined,
        )
      : fyltSamtykkeskjema(samtykke)
  const hode = {
    nonce: nyNonce(),
    versjon: typed?.versjon ?? samtykke?.versjon ?? 0,
    idag: idag(inn),
  }
  return skjemasvar(
    samtykkeskjema(visning, { ...hode, steg: valg.steg }, typed?.skjema ?? lagret, feil, inn.t),
  )
}

function registrereAvslag(inn: Inn): string {
  const roller = rollerSomKan('registrereSamtykke').map(rolle => inn.t.roller[rolle])
  return inn.t.avslag.registrere(liste(inn.t, roller))
}

function datofeil(inn: Inn, kode: KanIkkeRegistrere['kode']): string {
  const { avslag } = inn.t
  switch (kode) {
    case 'ugyldig-dato':
      return avslag.ugyldigDato
    case 'dato-i-framtida':
      return avslag.datoIFramtida
    case 'utlopt-dato':
      return avslag.utloptDato
    case 'for-lenge':
      return avslag.forLenge
    case 'ugyldig-maned':
      return avslag.ugyldigManed
    case 'ingen-svar':
      return avslag.ingenSvar
  }
}

/** Forms about the register are for those who register consent, where the register is on. */
async function navneSkjema(inn: Inn, valg: Saksvalg, feil?: Feil): Promise<Svar> {
  const visning = await finn(inn, valg)
  if (visning === undefined || !visning.register.pa) return finnesIkke(inn)
  return visning.kanRegistrere
    ? skjemasvar(navneskjema(visning, valg.steg, feil, inn.t))
    : beskjed(inn, registrereAvslag(inn), tilSaken(inn, valg))
}

async function sletteSkjema(inn: Inn, valg: Saksvalg, feil?: Feil): Promise<Svar> {
  const visning = await finn(inn, valg)
  if (visning === undefined) return finnesIkke(inn)
  return visning.kanSlette
    ? skjemasvar(sletteskjema(visning, valg.steg, feil, inn.t))
    : beskjed(inn, inn.t.avslag.slette, tilSaken(inn, valg))
}

export const sakHandlinger = {
  'sak.vis': handling(SakData, false, (inn, data) => saksvar(inn, data)),
  'sak.apenhet': handling(SakApenhetData, true, async (inn, data) => {
    const utfall = await endreApenhet(inn.ktx, inn.aktor, { ...data, mote: data.mote })
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, inn.t.avslag.endreSak, tilSaken(inn, data))
      case 'mangler-samtykke':
        return utfall.kanRegistrere
          ? samtykkeSkjema(inn, data, undefined, {
              tekst: inn.t.avslag.manglerSamtykkeRegistrer,
              ikkeSendt: false,
            })
          : beskjed(inn, inn.t.avslag.manglerSamtykkeSpor, tilSaken(inn, data))
      case 'endret':
        return saksvar(
          inn,
          data,
          utfall.apen ? inn.t.kvittering.apen(utfall.ref) : inn.t.kvittering.anonym(utfall.ref),
        )
    }
  }),

  'samtykke.skjema': handling(SakData, false, (inn, data) => samtykkeSkjema(inn, data)),
  'samtykke.registrer': handling(SamtykkeData, true, async (inn, data) => {
    const { sak, mote: _, steg: __, nonce: ___, versjon, ...skjema } = data
    const igjen = (tekst: string, nyVersjon = versjon) =>
      samtykkeSkjema(inn, data, { skjema, versjon: nyVersjon }, { tekst })
    const lest = lesSamtykke(skjema)
    switch (lest.kode) {
      case 'motstrid':
        return igjen(inn.t.avslag.motstrid)
      case 'ugyldig-maned':
        return igjen(inn.t.avslag.ugyldigManed)
      case 'ugyldig-skjemaversjon':
        return igjen(inn.t.avslag.ugyldigSkjemaversjon)
      case 'velg-foresatte':
        return igjen(inn.t.avslag.velgForesatte)
    }
    const utfall = await enGang(
      inn.ktx,
      inn.aktor.person,
      formnokkel('samtykke.registrer', data),
      'registrert',
      ktx =>
        registrerSamtykke(ktx, inn.aktor, {
          sak,
          versjon,
          innhentetAv: skjema.innhentetAv,
          samtykke: lest.samtykke,
        }),
    )
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, registrereAvslag(inn), tilSaken(inn, data))
      case 'ukjent-person':
        return igjen(inn.t.avslag.ukjentInnhenter)
      case 'endret-av-annen':
        return igjen(inn.t.avslag.samtykkeEndretAvAnnen, utfall.versjon)
      case 'registrert':
        return saksvar(inn, data, inn.t.kvittering.samtykke(utfall.ref))
      default:
        return igjen(datofeil(inn, utfall.kode))
    }
  }),
  'samtykke.trekk': handling(TrekkData, true, async (inn, data) => {
    const utfall = await trekkSamtykke(inn.ktx, inn.aktor, { sak: data.sak, tjeneste: data.tjeneste })
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, registrereAvslag(inn), tilSaken(inn, data))
      case 'ikke-gitt':
        return beskjed(inn, inn.t.avslag.ikkeGitt, tilSaken(inn, data))
      case 'trukket':
        return saksvar(
          inn,
          data,
          data.tjeneste === undefined
            ? inn.t.kvittering.trukket(utfall.ref)
            : inn.t.kvittering.trukketFor(utfall.ref, inn.t.tjenester[data.tjeneste]),
        )
    }
  }),
  'samtykke.historikk': handling(SakData, false, async (inn, data) => {
    const visning = await finn(inn, data)
    if (visning === undefined) return finnesIkke(inn)
    if (!visning.kanRegistrere) return beskjed(inn, registrereAvslag(inn), tilSaken(inn, data))
    const { historikk, navnFor } = await hentHistorikk(inn.ktx, visning.sak.id)
    return visningssvar(historikkort(visning, data.steg, historikk, navnFor, inn.t))
  }),
  'samtykke.be-om': handling(SakData, true, async (inn, data) => {
    const utfall = await beOmSamtykke(inn.ktx, inn.aktor, data.sak)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, registrereAvslag(inn), tilSaken(inn, data))
      case 'spurt':
        return saksvar(inn, data, inn.t.kvittering.spurt)
    }
  }),

  'identitet.vis': handling(SakData, true, async (inn, data) => {
    const utfall = await hvemErDette(inn.ktx, inn.aktor, { sak: data.sak, mote: data.mote })
    return utfall.kode === 'vist'
      ? visningssvar(navnekort(utfall.ref, utfall.navn, bareSak(data), inn.t))
      : finnesIkke(inn)
  }),
  'identitet.skjema': handling(SakData, false, (inn, data) => navneSkjema(inn, data)),
  'identitet.lagre': handling(NavnData, true, async (inn, data) => {
    const utfall = await registrerIdentitet(inn.ktx, inn.aktor, data)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, registrereAvslag(inn), tilSaken(inn, data))
      case 'for-langt':
        return navneSkjema(inn, data, { tekst: inn.t.avslag.navnForLangt })
      case 'lagret':
        return saksvar(inn, data, inn.t.kvittering.navnLagret)
      case 'slettet':
        return saksvar(inn, data, inn.t.kvittering.navnSlettet)
    }
  }),

  'innsyn.lag': handling(SakData, true, async (inn, data) => {
    if (!inn.harAdresse) return beskjed(inn, inn.t.innsyn.utenAdresse, tilSaken(inn, data))
    const utfall = await lagInnsynslenke(inn.ktx, inn.aktor, data.sak)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, inn.t.avslag.seInnsyn, tilSaken(inn, data))
      case 'lenke': {
        const url = inn.dokumentadresse(utfall.token)
        return {
          ...beskjed(inn, inn.t.innsyn.klar, [
            { type: 'Action.OpenUrl', title: inn.t.knapp.lastNed, url, style: 'positive' },
            ...tilSaken(inn, data),
          ]),
          apent: 'visning',
          lagret: true,
        }
      }
    }
  }),
  'sak.slett-skjema': handling(SakData, false, (inn, data) => sletteSkjema(inn, data)),
  'sak.slett': handling(SlettData, true, async (inn, data) => {
    const utfall = await slettSak(inn.ktx, inn.aktor, {
      sak: data.sak,
      arkivert: data.arkivert === 'true',
    })
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, inn.t.avslag.slette, tilSaken(inn, data))
      case 'mangler-bekreftelse':
        return sletteSkjema(inn, data, { tekst: inn.t.avslag.bekreftArkiv })
      case 'slettet': {
        const kvittering = await hentKvitteringFor(inn.ktx, utfall.sletting)
        if (kvittering === undefined) return finnesIkke(inn)
        return { ...visningssvar(kvitteringskort(kvittering, data.mote, inn.t)), lagret: true }
      }
    }
  }),
} satisfies Partial<Record<Verb, Handling>>
