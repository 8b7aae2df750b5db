import { type Avlysning, angreAvlysning, avlysDag } from '../apendor/avlys-dag.ts'
import { hentDagFor, hentDagliste } from '../apendor/hent-dag.ts'
import {
  type Droftingsmelding,
  leggTilUanmeldt,
  meldDrofting,
  trekkDrofting,
} from '../apendor/meld-drofting.ts'
import { settOppFastAvtale } from '../apendor/sett-opp-dag.ts'
import { angreUtfall, settSendt, settUtfall, type Utfallssvar } from '../apendor/sett-utfall.ts'
import {
  apendorkort,
  DagData,
  DroftingData,
  dagtopp,
  FastData,
  MeldData,
  MeldSkjemaData,
  meldSkjema,
  meldtKort,
  NyDroftingData,
  SendtData,
  UtfallData,
} from '../cards/apendor.ts'
import { apendorliste, velgInstans } from '../cards/apendor-liste.ts'
import { dag as dagtekst } from '../cards/dato.ts'
import { knapp } from '../cards/mal.ts'
import { medStorBokstav } from '../cards/tekst/tekster.ts'
import type { Verb } from '../cards/verb.ts'
import type { KanIkkeKalleInn } from '../mote/moter.ts'
import {
  beskjed,
  finnesIkke,
  type Handling,
  handling,
  type Inn,
  nyNonce,
  type Svar,
  visningssvar,
} from './handling.ts'

/** The day's card again, with what was just done on top. */
async function dagsvar(inn: Inn, apendag: string, ferdig?: Parameters<typeof dagtopp>[1]): Promise<Svar> {
  const visning = await hentDagFor(inn.ktx, inn.aktor, apendag)
  if (visning === undefined) return finnesIkke(inn)
  const topp = ferdig && dagtopp(visning, ferdig, inn.t)
  const kort = apendorkort(visning, inn.ktx.na(), inn.t, visning.rett, topp)
  return ferdig === undefined
    ? { slag: 'kort', kort, apent: 'slipp' }
    : { ...visningssvar(kort), lagret: true }
}

async function listesvar(inn: Inn, apendag: string, endretAvAnnen = false): Promise<Svar> {
  const liste = await hentDagliste(inn.ktx, inn.aktor, apendag)
  return liste === undefined
    ? finnesIkke(inn)
    : visningssvar(apendorliste(liste, inn.ktx.na(), nyNonce(), inn.t, endretAvAnnen))
}

const tilbake = (inn: Inn, apendag: string) => [knapp(inn.t.knapp.tilbake, 'apendor.vis', { apendag })]

async function etterMelding(
  inn: Inn,
  apendag: string,
  utfall: Droftingsmelding,
  ferdig: () => Promise<Svar> | Svar,
): Promise<Svar> {
  const { apendor } = inn.t
  switch (utfall.kode) {
    case 'finnes-ikke':
      return finnesIkke(inn)
    case 'meldt':
    case 'trukket':
      return { ...(await ferdig()), lagret: true }
    case 'over':
    case 'avlyst':
    case 'full':
    case 'droftet':
      return beskjed(inn, apendor[utfall.kode], tilbake(inn, apendag))
  }
}

async function etterUtfall(inn: Inn, utfall: Utfallssvar): Promise<Svar> {
  if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
  if (utfall.kode === 'endret-av-annen')
    return { ...(await listesvar(inn, utfall.apendag, true)), lagret: false }
  return { ...(await listesvar(inn, utfall.apendag)), lagret: true }
}

async function etterAvlysning(inn: Inn, apendag: string, utfall: Avlysning): Promise<Svar> {
  const { apendor, avslag } = inn.t
  switch (utfall.kode) {
    case 'finnes-ikke':
      return finnesIkke(inn)
    case 'mangler-rolle':
      return beskjed(inn, apendor.settOppAvslag, tilbake(inn, apendag))
    case 'har-utfall':
      return beskjed(inn, apendor.harUtfall, tilbake(inn, apendag))
    case 'for-sent':
      return beskjed(inn, avslag.ikkeAvlyst, tilbake(inn, apendag))
    case 'finnes-alt':
      return beskjed(inn, avslag.finnesAltDenDagen, tilbake(inn, apendag))
    case 'avlyst':
    case 'gjenopptatt':
      return dagsvar(inn, apendag, utfall.kode)
  }
}

function tidsavslag(inn: Inn, utfall: KanIkkeKalleInn): string {
  const { apendor, svar } = inn.t
  switch (utfall.kode) {
    case 'mangler-rolle':
      return apendor.settOppAvslag
    case 'helligdag':
      return svar.helligdag(medStorBokstav(dagtekst(utfall.dato)), utfall.navn)
    case 'helg':
      return svar.helg(medStorBokstav(dagtekst(utfall.dato)))
    case 'dato-passert':
      return svar.datoPassert
    case 'ukjent-klokke':
      return svar.ukjentKlokke
    case 'ukjent-dato':
    case 'ugyldig-dato':
      return svar.ugyldigDato
    case 'ingen-kanal':
      return svar.kanalUtenSkole
  }
}

export const apendorHandlinger = {
  'apendor.vis': handling(DagData, false, (inn, { apendag }) => dagsvar(inn, apendag)),
  'apendor.liste': handling(DagData, false, (inn, { apendag }) => listesvar(inn, apendag)),
  'apendor.meld-skjema': handling(MeldSkjemaData, false, async (inn, { apendag, gruppe }) => {
    const visning = await hentDagFor(inn.ktx, inn.aktor, apendag)
    return visning === undefined
      ? finnesIkke(inn)
      : visningssvar(meldSkjema(visning, { gruppe: gruppe ?? '', nyId: nyNonce() }, inn.t))
  }),
  'apendor.meld': handling(MeldData, true, async (inn, data) =>
    etterMelding(inn, data.apendag, await meldDrofting(inn.ktx, inn.aktor, data), () =>
      visningssvar(meldtKort({ apendag: data.apendag, drofting: data.drofting }, inn.t)),
    ),
  ),
  'apendor.trekk': handling(NyDroftingData, true, async (inn, data) =>
    etterMelding(inn, data.apendag, await trekkDrofting(inn.ktx, inn.aktor, data), () =>
      dagsvar(inn, data.apendag, 'trukket'),
    ),
  ),
  'apendor.uanmeldt': handling(NyDroftingData, true, async (inn, data) =>
    etterMelding(inn, data.apendag, await leggTilUanmeldt(inn.ktx, inn.aktor, data), () =>
      listesvar(inn, data.apendag),
    ),
  ),
  'apendor.utfall': handling(UtfallData, true, async (inn, data) => {
    if (data.utfall === 'annen_instans' && data.instans === undefined) {
      const { apendag, drofting, versjon } = data
      const liste = await hentDagliste(inn.ktx, inn.aktor, apendag)
      if (liste === undefined) return finnesIkke(inn)
      return { ...visningssvar(velgInstans({ apendag, drofting, versjon }, inn.t)), lagret: false }
    }
    const instans = data.utfall === 'annen_instans' ? (data.instans ?? '') : ''
    return etterUtfall(inn, await settUtfall(inn.ktx, inn.aktor, { ...data, instans }))
  }),
  'apendor.sendt': handling(SendtData, true, async (inn, { drofting, versjon, sendt }) => {
    const utfall = await settSendt(inn.ktx, inn.aktor, { drofting, versjon, sendt })
    // From the reminder in the chat: what stood there is done with.
    return utfall.kode === 'satt' && versjon === undefined
      ? { ...beskjed(inn, inn.t.apendor.kvittering.sendt), lagret: true }
      : etterUtfall(inn, utfall)
  }),
  'apendor.angre': handling(DroftingData, true, async (inn, data) =>
    etterUtfall(inn, await angreUtfall(inn.ktx, inn.aktor, data)),
  ),
  'apendor.avlys': handling(DagData, true, async (inn, { apendag }) =>
    etterAvlysning(inn, apendag, await avlysDag(inn.ktx, inn.aktor, apendag)),
  ),
  'apendor.angre-avlysning': handling(DagData, true, async (inn, { apendag }) =>
    etterAvlysning(inn, apendag, await angreAvlysning(inn.ktx, inn.aktor, apendag)),
  ),
  'apendor.fast': handling(FastData, true, async (inn, data) => {
    const utfall = await settOppFastAvtale(inn.ktx, inn.aktor, { ...data, kanal: inn.sted.kanal })
    if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
    if (!('apendag' in utfall)) return beskjed(inn, tidsavslag(inn, utfall))
    return dagsvar(inn, utfall.apendag, utfall.kode)
  }),
} satisfies Partial<Record<Verb, Handling>>
