import { z } from 'zod'
import { dag } from '../cards/dato.ts'
import { OppgaveData, oppgavevisning } from '../cards/oppgave.ts'
import { liste } from '../cards/tekst/tekster.ts'
import { PauseData, pauseskjema, VarselData, type Varselfelt, varselskjema } from '../cards/varselvalg.ts'
import type { Verb } from '../cards/verb.ts'
import { hentOppgavevisning } from '../oppfolging/hent-oppgaver.ts'
import { minnIMorgen, type Pausesvar, pauseOppgave } from '../oppfolging/pause-oppgaver.ts'
import {
  hentVarselskjema,
  kanMinnes,
  skolerUtenVikar,
  type Varselsvar,
  velgVarsler,
} from '../oppfolging/velg-varsler.ts'
import { enGang, formnokkel } from '../tilgang/en-gang.ts'
import {
  beskjed,
  finnesIkke,
  type Handling,
  handling,
  type Inn,
  kvittering,
  nyNonce,
  type Svar,
  skjemasvar,
} from './handling.ts'

async function valgsvar(
  inn: Inn,
  felt?: Varselfelt,
  rundt: Parameters<typeof varselskjema>[4] = {},
): Promise<Svar> {
  const skjema = await hentVarselskjema(inn.ktx, inn.aktor)
  const { valg } = skjema
  // What is over is not shown: the next time away is another.
  const borte = valg.borte_til !== null && valg.borte_til >= inn.ktx.na().toFormat('yyyy-MM-dd')
  const lagret: Varselfelt = {
    pa: valg.stoppet ? 'nei' : 'ja',
    klokke: valg.klokke,
    fra: borte ? (valg.borte_fra ?? '') : '',
    til: borte ? (valg.borte_til ?? '') : '',
    vikar: borte ? (valg.vikar ?? '') : '',
  }
  return skjemasvar(varselskjema(skjema, felt ?? lagret, nyNonce(), inn.t, rundt))
}

async function valgt(inn: Inn, til: string | null): Promise<string> {
  const { valg } = inn.t.varsling
  const udekket = await skolerUtenVikar(inn.ktx, inn.aktor)
  return [
    til === null ? valg.lagret : valg.lagretBorte(dag(til)),
    ...(udekket === undefined ? [] : [valg.dekkerIkke(udekket.vikar, liste(inn.t, udekket.skoler))]),
  ].join(' ')
}

function pausetekst(inn: Inn, utfall: Exclude<Pausesvar, { kode: 'finnes-ikke' }>): string {
  const { sagt } = inn.t.varsling.pause
  if (utfall.kode === 'alt-avsluttet') return inn.t.avslag.altAvsluttet
  if (utfall.stoppet) return sagt.stoppet
  return utfall.til === null ? sagt.vanlig : sagt.pauset(dag(utfall.til))
}

export const varselHandlinger = {
  'varsel.apne': handling(z.object({}), false, async inn =>
    (await kanMinnes(inn.ktx, inn.aktor)) ? valgsvar(inn) : finnesIkke(inn),
  ),
  'varsel.lagre': handling(VarselData, true, async (inn, data) => {
    if (!(await kanMinnes(inn.ktx, inn.aktor))) return finnesIkke(inn)
    const { nonce: _, ...felt } = data
    const utfall = await enGang<Varselsvar>(
      inn.ktx,
      inn.aktor.person,
      formnokkel('varsel.lagre', data),
      'lagret',
      ktx => velgVarsler(ktx, inn.aktor, { ...felt, pa: felt.pa === 'ja' }),
    )
    const { valg } = inn.t.varsling
    if (utfall.kode === 'lagret') {
      const ferdig = await valgt(inn, utfall.til)
      const svar = await valgsvar(inn, undefined, { topp: ferdig })
      return svar.slag === 'kort' ? { ...svar, lagret: true, ferdig } : svar
    }
    const tekst = {
      'mangler-til': valg.manglerTil,
      'feil-rekkefolge': valg.feilRekkefolge,
      'ukjent-vikar': valg.ukjentVikar,
      'ukjent-klokke': valg.ukjentKlokke,
    }[utfall.kode]
    return valgsvar(inn, felt, { feil: { tekst } })
  }),
  'varsel.i-morgen': handling(z.object({}), true, async inn => {
    if (!(await kanMinnes(inn.ktx, inn.aktor))) return finnesIkke(inn)
    const { til, antall } = await minnIMorgen(inn.ktx, inn.aktor)
    const v = inn.t.varsling
    return { ...beskjed(inn, antall === 0 ? v.ingenting : v.iMorgenSagt(dag(til))), lagret: antall > 0 }
  }),
  'oppgave.pause-skjema': handling(OppgaveData, false, async (inn, data) => {
    const visning = await hentOppgavevisning(inn.ktx, inn.aktor, data.oppgave)
    if (visning === undefined || visning.oppgave.ansvarlig !== inn.aktor.person) return finnesIkke(inn)
    return skjemasvar(pauseskjema(visning, { nonce: nyNonce(), hvor: data }, inn.t))
  }),
  'oppgave.pause': handling(PauseData, true, async (inn, data) => {
    const utfall = await enGang<Pausesvar>(
      inn.ktx,
      inn.aktor.person,
      formnokkel('oppgave.pause', data),
      'valgt',
      ktx => pauseOppgave(ktx, inn.aktor, data),
    )
    if (utfall.kode === 'finnes-ikke') return finnesIkke(inn)
    // A stored outcome is shown with today's rights.
    const visning = await hentOppgavevisning(inn.ktx, inn.aktor, utfall.oppgave)
    if (visning === undefined) return finnesIkke(inn)
    const tekst = pausetekst(inn, utfall)
    return kvittering(oppgavevisning(visning, data, inn.t, tekst), tekst)
  }),
} satisfies Partial<Record<Verb, Handling>>
