import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote, synligeDeler } from '../mote/adgang-til-mote.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { finnLeder } from '../mote/finn-leder.ts'
import { hentFraSist } from '../mote/hent-agenda.ts'
import { hentMote } from '../mote/mote-store.ts'
import { hentPunkterMedTekst } from '../mote/punkt-store.ts'
import { hentBidrag, hentSaker, tomBidrag, tomSak, tomTema } from '../sak/sak-store.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import type { Tekstslag } from './referat.ts'
import {
  hentRettelser,
  hentTiltak,
  hentTiltakEtterId,
  tomPunkt,
  tomRettelse,
  tomTiltak,
} from './referat-store.ts'
import { seEtterReferatfiler } from './referatfil-endret.ts'

export type FjernbarTekst = {
  slag: Tekstslag
  id: string
  ref: string
  nr: number
  punktslag: string
  av: string
}

export type Fjerning = { kode: 'fjernet'; mote: string } | FinnesIkke

/** Every text of a meeting that is there to be taken away, in the order of the agenda. Kinds and references only. */
export async function fjernbareTekster(
  ktx: Kontekst,
  aktor: Aktor,
  moteId: string,
): Promise<FjernbarTekst[] | undefined> {
  const mote = await hentMote(ktx, moteId)
  const adgang = mote && (await adgangTilMote(ktx, aktor, mote))
  if (mote === undefined || adgang?.deltaker !== true) return undefined
  const synlig = await synligeDeler(ktx, mote, adgang)
  const punkter = (await hentPunkterMedTekst(ktx, mote.id)).filter(p => synlig(p.del))
  const ider = punkter.map(p => p.id)
  const saker = await hentSaker(
    ktx,
    punkter.flatMap(p => (p.sak === null ? [] : [p.sak])),
  )
  const bidrag = await hentBidrag(ktx, ider)
  const tiltak = await hentTiltak(ktx, ider)
  const rettelser = (await hentRettelser(ktx, mote.id)).filter(r => synlig(r.del))
  const tekster = punkter.flatMap((p): FjernbarTekst[] => {
    const ved = { ref: p.ref, nr: p.nr, punktslag: p.slag }
    const sak = p.sak === null ? undefined : saker.get(p.sak)
    return [
      ...(sak && p.slag === 'sak' && sak.fjernet === null
        ? [{ ...ved, slag: 'sak' as const, id: sak.id, av: sak.meldt_av }]
        : []),
      ...(p.slag === 'tema' && p.tekst !== ''
        ? [{ ...ved, slag: 'tema' as const, id: p.id, av: p.meldt_av }]
        : []),
      ...bidrag
        .filter(b => b.punkt === p.id && b.fjernet === null)
        .map(b => ({ ...ved, slag: 'bidrag' as const, id: b.id, av: b.person })),
      ...(p.oppsummering !== '' || p.beslutning !== ''
        ? [{ ...ved, slag: 'punkt' as const, id: p.id, av: p.endret_av ?? '' }]
        : []),
      ...tiltak
        .filter(t => t.punkt === p.id && t.fjernet === null)
        .map(t => ({ ...ved, slag: 'tiltak' as const, id: t.id, av: t.ansvarlig ?? '' })),
    ]
  })
  const fraSist = new Map((await hentFraSist(ktx, mote, adgang)).map(oppgave => [oppgave.tiltak, oppgave]))
  const tiltakFraSist = await hentTiltakEtterId(ktx, [...fraSist.keys()])
  return [
    ...[...tiltakFraSist.values()]
      .filter(t => t.fjernet === null)
      .map(t => ({
        slag: 'tiltak' as const,
        id: t.id,
        ref: fraSist.get(t.id)?.ref ?? '',
        nr: 0,
        punktslag: 'sist',
        av: fraSist.get(t.id)?.ansvarlig ?? '',
      })),
    ...tekster,
    ...rettelser
      .filter(r => r.fjernet === null)
      .map(r => ({ slag: 'rettelse' as const, id: r.id, ref: '', nr: 0, punktslag: '', av: r.person })),
  ]
}

/** «Fjern tekst nå»: any participant takes a text out of store and views at once; the leader is told; logged without content. */
export async function fjernTekst(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; slag: Tekstslag; id: string },
): Promise<Fjerning> {
  return iTransaksjon(ktx, async trx => {
    const mote = await hentMote(trx, inn.mote)
    const tekster = await fjernbareTekster(trx, aktor, inn.mote)
    const tekst = tekster?.find(t => t.slag === inn.slag && t.id === inn.id)
    if (mote === undefined || tekst === undefined) return FINNES_IKKE
    switch (tekst.slag) {
      case 'sak':
        await tomSak(trx, tekst.id)
        break
      case 'tema':
        await tomTema(trx, tekst.ref)
        break
      case 'bidrag':
        await tomBidrag(trx, tekst.id)
        break
      case 'punkt':
        await tomPunkt(trx, tekst.id)
        break
      case 'tiltak':
        await tomTiltak(trx, tekst.id)
        break
      case 'rettelse':
        await tomRettelse(trx, tekst.id)
        break
    }
    await loggHendelse(trx, {
      person: aktor.person,
      kode: `tekst-fjernet-${tekst.slag}`,
      gjelder: tekst.ref || mote.id,
    })
    // Also a file of an earlier referat: its measures are taken away from here too.
    await seEtterReferatfiler(trx, mote.skole)
    // Other people's views in the channel are fetched anew.
    await meldAgendaendring(trx, mote.id, '')
    if ((await finnLeder(trx, mote)) !== aktor.person) {
      await leggIUtboks(trx, `tekst-fjernet:${tekst.slag}:${tekst.id}:${ktx.na().toMillis()}`, {
        slag: 'tekst-fjernet',
        mote: mote.id,
        ref: tekst.ref,
        av: aktor.person,
      })
    }
    return { kode: 'fjernet', mote: mote.id }
  })
}
