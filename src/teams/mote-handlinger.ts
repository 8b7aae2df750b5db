import { MoteData } from '../cards/agenda.ts'
import { dag } from '../cards/dato.ts'
import { knapp, medTopp } from '../cards/mal.ts'
import {
  AvsluttData,
  type Da,
  FjernTiltakData,
  ForlatData,
  forsteSteg,
  INGEN,
  type Konflikt,
  LagrePunktData,
  nabosteg,
  type Punktskjema,
  punktskjema,
  StegData,
  stegPunkt,
  stegSist,
  stegSlutt,
  UTFALL_FOR,
} from '../cards/motemodus.ts'
import {
  FjernData,
  FjernVelgData,
  fjernTekstKort,
  RettelseData,
  referatkort,
  rettelsesskjema,
} from '../cards/referat.ts'
import { RomData, RomSkjemaData, romskjema } from '../cards/rommet.ts'
import { liste } from '../cards/tekst/tekster.ts'
import { type Feil, feilboks, medFor } from '../cards/vakt.ts'
import type { Verb } from '../cards/verb.ts'
import { avsluttMote } from '../mote/avslutt-mote.ts'
import { endreRommet, forlotRommet } from '../mote/endre-rommet.ts'
import { hentAgendavisning, hentVisningForPunkt } from '../mote/hent-agenda.ts'
import { hentRommet } from '../mote/hent-rommet.ts'
import { lesAndre, lesTjenester, type Rommet } from '../mote/rommet.ts'
import { startMote } from '../mote/start-mote.ts'
import { fjernbareTekster, fjernTekst } from '../referat/fjern-tekst.ts'
import { godkjennReferat } from '../referat/godkjenn-referat.ts'
import { hentReferatvisning } from '../referat/hent-referat.ts'
import { lagreIMappe } from '../referat/lagre-i-mappe.ts'
import { fjernTiltak, lagrePunkt } from '../referat/lagre-punkt.ts'
import { lagReferatlenke } from '../referat/referatlenke.ts'
import { rettReferat } from '../referat/rett-referat.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import { rollerSomKan } from '../tilgang/roller.ts'
import { visningsvar } from './agenda-handlinger.ts'
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
import { saksvar } from './sak-handlinger.ts'

const tilAgendaen = (inn: Inn, mote: string) => [knapp(inn.t.knapp.tilbake, 'agenda.tilbake', { mote })]
const tilReferatet = (inn: Inn, mote: string) => [knapp(inn.t.knapp.lesReferatet, 'referat.vis', { mote })]

/** A step of the meeting, for those who lead: since last time, an item, or the end. */
export async function stegsvar(inn: Inn, mote: string, steg: string, ferdig?: string): Promise<Svar> {
  const visning = await hentAgendavisning(inn.ktx, inn.aktor, mote)
  if (visning === undefined) return finnesIkke(inn)
  const { status } = visning.agenda.mote
  if (!visning.adgang.kan.includes('ledeMote')) return beskjed(inn, ledeAvslag(inn), tilAgendaen(inn, mote))
  if (status === 'avholdt' && visning.agenda.godkjent !== undefined)
    return beskjed(inn, inn.t.avslag.last, tilReferatet(inn, mote))
  if (status !== 'i_gang' && status !== 'avholdt')
    return beskjed(inn, inn.t.avslag.ikkeIGang, tilAgendaen(inn, mote))
  if (steg === 'slutt') return skjemasvar(stegSlutt(visning, inn.t, ferdig))
  const punkt = visning.punkter.find(p => p.id === forsteSteg(visning, steg))
  if (punkt === undefined) return skjemasvar(stegSist(visning, inn.aktor.person, inn.t, ferdig))
  const hode = { nonce: nyNonce(), versjon: punkt.versjon }
  return skjemasvar(stegPunkt(visning, punkt, hode, punktskjema(punkt), undefined, inn.t, ferdig))
}

/** Who is in the room: asked before the start, with those invited who have not declined, and whenever it changes. */
async function romSkjema(
  inn: Inn,
  mote: string,
  typed: { rommet?: Rommet; feil?: Feil } = {},
): Promise<Svar> {
  const visning = await hentAgendavisning(inn.ktx, inn.aktor, mote)
  if (visning === undefined) return finnesIkke(inn)
  if (!visning.adgang.kan.includes('ledeMote')) return beskjed(inn, ledeAvslag(inn), tilAgendaen(inn, mote))
  const { status, dato } = visning.agenda.mote
  if (status !== 'planlagt' && status !== 'i_gang')
    return beskjed(
      inn,
      status === 'avlyst' ? inn.t.avslag.avlyst : inn.t.avslag.avholdt,
      tilAgendaen(inn, mote),
    )
  const forTidlig = status === 'planlagt' && dato > inn.ktx.na().toFormat('yyyy-MM-dd')
  const { rommet, tjenester } = await hentRommet(inn.ktx, visning.agenda.mote)
  return skjemasvar(
    romskjema(
      visning,
      typed.rommet ?? rommet,
      tjenester,
      forTidlig ? inn.t.avslag.forTidlig(dag(dato)) : '',
      typed.feil,
      inn.t,
    ),
  )
}

function ledeAvslag(inn: Inn): string {
  const roller = rollerSomKan('ledeMote').map(rolle => inn.t.roller[rolle])
  return inn.t.avslag.lede(liste(inn.t, roller))
}

/** The item's form once more, with all that was typed. */
async function punktIgjen(
  inn: Inn,
  sett: { punkt: string; versjon: number },
  skjema: Punktskjema,
  feil: Feil | undefined,
  ferdig?: string,
  da?: Da,
): Promise<Svar> {
  const funnet = await hentVisningForPunkt(inn.ktx, inn.aktor, sett.punkt)
  if (funnet === undefined) return finnesIkke(inn)
  // Still the version the writer saw: what somebody else saved meanwhile must not be written over unseen.
  const hode = { nonce: nyNonce(), versjon: sett.versjon, ...(da === undefined ? {} : { da }) }
  return skjemasvar(stegPunkt(funnet.visning, funnet.punkt, hode, skjema, feil, inn.t, ferdig))
}

/** Somebody else has saved the item: both texts, and the writer chooses. */
async function konfliktsvar(inn: Inn, punktId: string, da: Da, skjema: Punktskjema): Promise<Svar> {
  const funnet = await hentVisningForPunkt(inn.ktx, inn.aktor, punktId)
  if (funnet === undefined) return finnesIkke(inn)
  const { visning, punkt } = funnet
  const konflikt: Konflikt = {
    av: punkt.endret_av === null ? '' : (visning.navnFor.get(punkt.endret_av) ?? ''),
    oppsummering: punkt.oppsummering,
    beslutning: punkt.beslutning,
    enighet: punkt.enighet,
    da,
  }
  const hode = { nonce: nyNonce(), versjon: punkt.versjon, konflikt }
  return skjemasvar(stegPunkt(visning, punkt, hode, skjema, undefined, inn.t))
}

const sammen = (a: string, b: string) =>
  [a, b].filter((tekst, i, alle) => tekst !== '' && alle.indexOf(tekst) === i).join('\n')

async function referatsvar(inn: Inn, mote: string, ferdig?: string): Promise<Svar> {
  const referat = await hentReferatvisning(inn.ktx, inn.aktor, mote)
  if (referat === undefined) return finnesIkke(inn)
  const svar = visningssvar(referatkort(referat, inn.t, ferdig))
  return ferdig === undefined ? svar : { ...svar, lagret: true }
}

async function fjernVelg(inn: Inn, mote: string, feil?: Feil): Promise<Svar> {
  const tekster = await fjernbareTekster(inn.ktx, inn.aktor, mote)
  const visning = await hentAgendavisning(inn.ktx, inn.aktor, mote)
  if (tekster === undefined || visning === undefined) return finnesIkke(inn)
  return skjemasvar(fjernTekstKort(mote, tekster, visning.rollerFor, feil, inn.t))
}

export const moteHandlinger = {
  'mote.start': handling(RomData, true, async (inn, data) => {
    const rommet = { tjenester: lesTjenester(data.tjenester), andre: lesAndre(data.andre) }
    const utfall = await startMote(inn.ktx, inn.aktor, { mote: data.mote, likevel: data.likevel, rommet })
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, ledeAvslag(inn), tilAgendaen(inn, data.mote))
      case 'avlyst':
        return beskjed(inn, inn.t.avslag.avlyst, tilAgendaen(inn, data.mote))
      case 'avholdt':
        return beskjed(inn, inn.t.avslag.avholdt, tilReferatet(inn, data.mote))
      case 'for-tidlig':
        return romSkjema(inn, data.mote, { rommet })
      case 'ingen-i-rommet':
        return romSkjema(inn, data.mote, { rommet, feil: { tekst: inn.t.avslag.ingenIRommet } })
      case 'startet':
      case 'alt-i-gang':
        return { ...(await stegsvar(inn, data.mote, 'sist')), lagret: true }
    }
  }),
  'rommet.skjema': handling(RomSkjemaData, false, async (inn, { mote, start }) => {
    const visning = start ? await hentAgendavisning(inn.ktx, inn.aktor, mote) : undefined
    return visning?.agenda.mote.status === 'i_gang' ? stegsvar(inn, mote, 'sist') : romSkjema(inn, mote)
  }),
  'rommet.lagre': handling(RomData, true, async (inn, data) => {
    const rommet = { tjenester: lesTjenester(data.tjenester), andre: lesAndre(data.andre) }
    const utfall = await endreRommet(inn.ktx, inn.aktor, { mote: data.mote, rommet })
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, ledeAvslag(inn), tilAgendaen(inn, data.mote))
      case 'ikke-i-gang':
        return beskjed(inn, inn.t.avslag.ikkeIGang, tilAgendaen(inn, data.mote))
      case 'ingen-i-rommet':
        return romSkjema(inn, data.mote, { rommet, feil: { tekst: inn.t.avslag.ingenIRommet } })
      case 'endret':
        return { ...(await stegsvar(inn, data.mote, 'sist', inn.t.kvittering.rommet)), lagret: true }
    }
  }),
  'rommet.forlatt': handling(ForlatData, true, async (inn, data) => {
    const utfall = await forlotRommet(inn.ktx, inn.aktor, {
      punkt: data.punkt,
      tjenester: lesTjenester(data.tjenester),
      tilbake: data.tilbake,
    })
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, ledeAvslag(inn))
      case 'ikke-i-gang':
        return beskjed(inn, inn.t.avslag.ikkeIGang)
      case 'ingen-a-vente-pa':
        return beskjed(inn, inn.t.avslag.ingenAVentePa)
      case 'forlatt':
      case 'tilbake': {
        const ferdig =
          utfall.farge === 'gronn' ? inn.t.kvittering.forlatt(utfall.ref) : inn.t.kvittering.tilbake
        const svar =
          data.versjon === undefined
            ? await stegsvar(inn, utfall.mote, data.punkt, ferdig)
            : await punktIgjen(inn, { punkt: data.punkt, versjon: data.versjon }, data, undefined, ferdig)
        return { ...svar, lagret: true }
      }
    }
  }),
  'mote.steg': handling(StegData, false, async (inn, { mote, steg, skrevet }) => {
    const svar = await stegsvar(inn, mote, steg)
    const apnet = svar.slag === 'kort' && svar.apent === 'skjema'
    return apnet && skrevet?.versjon !== undefined
      ? punktIgjen(inn, { punkt: steg, versjon: skrevet.versjon }, skrevet, undefined)
      : svar
  }),
  'mote.lagre': handling(LagrePunktData, true, async (inn, data) => {
    const funnet = await hentVisningForPunkt(inn.ktx, inn.aktor, data.punkt)
    if (funnet === undefined) return finnesIkke(inn)
    const { punkt, visning } = funnet
    const rene = { oppsummering: data.oppsummering, beslutning: data.beslutning, tiltak: data.tiltakTekst }
    const skjemaMed = (tekster: typeof rene): Punktskjema => ({
      oppsummering: tekster.oppsummering,
      beslutning: tekster.beslutning,
      enighet: data.enighet,
      tiltakTekst: tekster.tiltak,
      ansvarlig: data.ansvarlig,
      frist: data.frist,
    })
    const skjema = skjemaMed(rene)
    const vakt = { felter: rene, gjelder: punkt.ref, svar: vaktsvar(data) }
    if (data.erstatt !== undefined) {
      if (!visning.adgang.kan.includes('ledeMote'))
        return beskjed(inn, ledeAvslag(inn), tilAgendaen(inn, punkt.mote))
      const med = medFor(punkt, inn.t)
      const ny = await erstattet(inn, { ...vakt, hvilken: data.erstatt, med, sa: 'lagre' })
      return punktIgjen(inn, data, skjemaMed(ny.felter), ny.feil, undefined, data.da)
    }
    // The writer has chosen between the two texts: the form comes back with the choice, as of what is saved now.
    const valgt = { punkt: punkt.id, versjon: punkt.versjon }
    if (data.slaSammen) {
      const sammenslatt = {
        ...skjema,
        oppsummering: sammen(punkt.oppsummering, skjema.oppsummering),
        beslutning: sammen(punkt.beslutning, skjema.beslutning),
        enighet: skjema.enighet === 'ikke_spurt' ? punkt.enighet : skjema.enighet,
      }
      return punktIgjen(inn, valgt, sammenslatt, undefined)
    }
    if (data.beholdAndres) {
      // The other's text stands; the measure that was typed stays in the form.
      const { oppsummering, beslutning, enighet } = punktskjema(punkt)
      return punktIgjen(inn, valgt, { ...skjema, oppsummering, beslutning, enighet }, undefined)
    }
    const harTiltak = rene.tiltak !== '' || data.ansvarlig !== INGEN || data.frist !== ''
    const utfall = await enGang(inn.ktx, inn.aktor.person, formnokkel('mote.lagre', data), 'lagret', ktx =>
      lagrePunkt(ktx, inn.aktor, {
        punkt: data.punkt,
        versjon: data.versjon,
        innhold: {
          oppsummering: rene.oppsummering,
          beslutning: rene.beslutning,
          enighet: data.enighet,
        },
        utfall: UTFALL_FOR[data.da],
        tiltak: harTiltak
          ? {
              tekst: rene.tiltak,
              ansvarlig: data.ansvarlig === INGEN ? undefined : data.ansvarlig,
              frist: data.frist === '' ? undefined : data.frist,
            }
          : undefined,
        vakt: vakt.svar,
      }),
    )
    const igjen = (tekst: string) => punktIgjen(inn, data, skjema, { tekst, svar: vakt.svar })
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, ledeAvslag(inn), tilAgendaen(inn, punkt.mote))
      case 'ikke-i-gang':
        return igjen(inn.t.avslag.ikkeIGang)
      case 'last':
        return beskjed(inn, inn.t.avslag.last, tilReferatet(inn, punkt.mote))
      case 'ikke-her':
        return igjen(inn.t.avslag.ikkeHer)
      case 'navnevakt':
      case 'for-lang':
        return punktIgjen(inn, data, skjema, await stoppetFeil(inn, utfall, vakt), undefined, data.da)
      case 'ukjent-ansvarlig':
        return igjen(inn.t.avslag.ukjentAnsvarlig)
      case 'ugyldig-dato':
        return igjen(inn.t.avslag.fristPassert)
      case 'tiltak-uten-tekst':
        return igjen(inn.t.avslag.tiltakUtenTekst)
      case 'endret-av-annen':
        return konfliktsvar(inn, data.punkt, data.da, skjema)
      case 'lagret': {
        if (data.da === 'mer') return saksvar(inn, { sak: punkt.sak ?? '', mote: punkt.mote, steg: punkt.id })
        // «Rett» in the draft: back to the draft.
        if (visning.agenda.mote.status === 'avholdt' && data.da !== 'bli')
          return referatsvar(inn, punkt.mote, inn.t.kvittering.punktLagret)
        // The neighbour is found in the order the leader saw: parking an item moves it last.
        const retning = data.da === 'forrige' ? -1 : 1
        const neste = data.da === 'bli' ? data.punkt : nabosteg(visning.punkter, data.punkt, retning)
        const svar = await stegsvar(inn, punkt.mote, neste, inn.t.kvittering.punktLagret)
        return { ...svar, lagret: true }
      }
    }
  }),
  'mote.fjern-tiltak': handling(FjernTiltakData, true, async (inn, data) => {
    const utfall = await fjernTiltak(inn.ktx, inn.aktor, data)
    switch (utfall.kode) {
      case 'fjernet':
        return { ...(await stegsvar(inn, utfall.mote, data.punkt)), lagret: true }
      case 'mangler-rolle':
        return beskjed(inn, ledeAvslag(inn))
      case 'ikke-i-gang':
        return beskjed(inn, inn.t.avslag.ikkeIGang)
      case 'last':
        return beskjed(inn, inn.t.avslag.last)
      default:
        return finnesIkke(inn)
    }
  }),
  'mote.avslutt': handling(AvsluttData, true, async (inn, { mote, ...slutt }) => {
    const utfall = await avsluttMote(inn.ktx, inn.aktor, mote, {
      neste: `${slutt.nesteDato}T${slutt.nesteKlokke}`,
      kontaktpunkt: slutt.kontaktpunkt,
    })
    switch (utfall.kode) {
      case 'mangler-neste': {
        const visning = await hentAgendavisning(inn.ktx, inn.aktor, mote)
        if (visning === undefined) return finnesIkke(inn)
        return skjemasvar(
          medTopp(
            stegSlutt(visning, inn.t, undefined, slutt),
            feilboks({ tekst: inn.t.forlop.avslag.manglerNeste, ikkeSendt: false }, inn.t),
          ),
        )
      }
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'mangler-rolle':
        return beskjed(inn, ledeAvslag(inn), tilAgendaen(inn, mote))
      case 'ikke-i-gang':
        return beskjed(inn, inn.t.avslag.ikkeIGang, tilAgendaen(inn, mote))
      case 'avsluttet':
      case 'alt-avsluttet':
        return referatsvar(inn, mote, inn.t.kvittering.avsluttet)
    }
  }),

  'referat.vis': handling(MoteData, false, (inn, { mote }) => referatsvar(inn, mote)),
  'referat.godkjenn': handling(MoteData, true, async (inn, { mote }) => {
    const utfall = await godkjennReferat(inn.ktx, inn.aktor, mote)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'ikke-leder':
        return beskjed(inn, inn.t.avslag.ikkeLeder, tilReferatet(inn, mote))
      case 'ikke-avholdt':
        return beskjed(inn, inn.t.avslag.ikkeAvholdt, tilAgendaen(inn, mote))
      case 'godkjent':
      case 'alt-godkjent':
        return referatsvar(inn, mote, inn.t.kvittering.godkjent)
    }
  }),
  'referat.rettelse-skjema': handling(MoteData, false, async (inn, { mote }) => {
    const referat = await hentReferatvisning(inn.ktx, inn.aktor, mote)
    if (referat === undefined) return finnesIkke(inn)
    if (referat.referat.godkjent === null)
      return beskjed(inn, inn.t.avslag.ikkeGodkjent, tilReferatet(inn, mote))
    return skjemasvar(rettelsesskjema(referat, nyNonce(), { tekst: '', del: undefined }, undefined, inn.t))
  }),
  'referat.rettelse': handling(RettelseData, true, async (inn, data) => {
    const felter = { tekst: data.tekst }
    const vakt = { gjelder: data.mote, svar: vaktsvar(data) }
    const igjen = async (feil: Feil, skrevet = felter) => {
      const referat = await hentReferatvisning(inn.ktx, inn.aktor, data.mote)
      if (referat === undefined) return finnesIkke(inn)
      const skjema = { tekst: skrevet.tekst, del: data.del }
      return skjemasvar(rettelsesskjema(referat, nyNonce(), skjema, { svar: vakt.svar, ...feil }, inn.t))
    }
    if (data.erstatt !== undefined) {
      if ((await hentReferatvisning(inn.ktx, inn.aktor, data.mote)) === undefined) return finnesIkke(inn)
      const med = inn.t.vakt.eleven
      const ny = await erstattet(inn, { ...vakt, felter, hvilken: data.erstatt, med, sa: 'lagre' })
      return igjen(ny.feil, ny.felter)
    }
    const utfall = await enGang(
      inn.ktx,
      inn.aktor.person,
      formnokkel('referat.rettelse', data),
      'rettet',
      ktx => rettReferat(ktx, inn.aktor, { mote: data.mote, del: data.del, ...felter, vakt: vakt.svar }),
    )
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'ikke-godkjent':
        return igjen({ tekst: inn.t.avslag.ikkeGodkjent })
      case 'mangler-tekst':
        return igjen({ tekst: inn.t.avslag.manglerTekst })
      case 'mangler-del':
        return igjen({ tekst: inn.t.avslag.manglerDel })
      case 'navnevakt':
      case 'for-lang':
        return igjen(await stoppetFeil(inn, utfall, { ...vakt, felter }))
      case 'rettet':
        return referatsvar(inn, data.mote, inn.t.kvittering.rettet)
    }
  }),

  'referat.last-ned': handling(MoteData, true, async (inn, { mote }) => {
    if (!inn.harAdresse) return beskjed(inn, inn.t.innsyn.utenAdresse, tilReferatet(inn, mote))
    const utfall = await lagReferatlenke(inn.ktx, inn.aktor, mote)
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'ikke-godkjent':
        return beskjed(inn, inn.t.referatfil.ikkeGodkjent, tilReferatet(inn, mote))
      case 'lenke': {
        const url = inn.dokumentadresse(utfall.token)
        return {
          ...beskjed(inn, inn.t.referatfil.klar, [
            { type: 'Action.OpenUrl', title: inn.t.knapp.lastNed, url, style: 'positive' },
            ...tilReferatet(inn, mote),
          ]),
          apent: 'visning',
          lagret: true,
        }
      }
    }
  }),
  'referat.lagre-fil': handling(MoteData, true, async (inn, { mote }) => {
    const utfall = await lagreIMappe(inn.ktx, inn.aktor, mote, inn)
    const ord = inn.t.referatfil
    switch (utfall.kode) {
      case 'finnes-ikke':
        return finnesIkke(inn)
      case 'ikke-leder':
        return beskjed(inn, ord.bareLeder, tilReferatet(inn, mote))
      case 'ikke-godkjent':
        return beskjed(inn, ord.ikkeGodkjent, tilReferatet(inn, mote))
      case 'avslag':
        return beskjed(inn, ord.avslag[utfall.grunn](utfall.utenfor), [
          knapp(ord.lastNed, 'referat.last-ned', { mote }, { stil: 'positive' }),
          ...tilReferatet(inn, mote),
        ])
      case 'bestilt':
        return referatsvar(inn, mote, ord.lagres)
    }
  }),

  'tekst.velg': handling(FjernVelgData, false, (inn, { mote }) => fjernVelg(inn, mote)),
  'tekst.fjern': handling(FjernData, true, async (inn, data) => {
    const { slag, id } = data.tekst
    if (slag === undefined) return fjernVelg(inn, data.mote, { tekst: inn.t.fjern.velg })
    const utfall = await fjernTekst(inn.ktx, inn.aktor, { mote: data.mote, slag, id })
    return utfall.kode === 'fjernet'
      ? visningsvar(inn, utfall.mote, inn.t.kvittering.fjernet)
      : finnesIkke(inn)
  }),
} satisfies Partial<Record<Verb, Handling>>
