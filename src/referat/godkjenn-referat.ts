import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilMote } from '../mote/adgang-til-mote.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { taMedVidere } from '../mote/avslutt-mote.ts'
import { lasMote, type Mote, nestePlanlagte } from '../mote/mote-store.ts'
import { hentPunkter } from '../mote/punkt-store.ts'
import { standardFrist } from '../oppfolging/oppfolging.ts'
import { opprettOppgave } from '../oppfolging/oppgave-store.ts'
import { meldPlannerendring } from '../oppfolging/planner-endret.ts'
import { type Adgang, type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { hentTiltak, settGodkjent, settTiltaksfrist } from './referat-store.ts'

export type Godkjenning =
  | { kode: 'godkjent'; mote: string; saker: number; oppgaver: number }
  | { kode: 'alt-godkjent'; mote: string }
  | { kode: 'ikke-leder' }
  | { kode: 'ikke-avholdt' }
  | FinnesIkke

/** In one family's meeting the side that writes; in the team's whoever led it, or the rektor. */
export function kanGodkjenne(mote: Pick<Mote, 'leder' | 'forlop'>, adgang: Adgang, person: string): boolean {
  return adgangKan(adgang, 'godkjenne') || (mote.forlop === null && mote.leder === person)
}

/**
 * The leader of the meeting, or the rektor, approves: the referat is locked, every measure with an owner becomes a task, and
 * each owner is told at once. All in one transaction.
 */
export async function godkjennReferat(ktx: Kontekst, aktor: Aktor, moteId: string): Promise<Godkjenning> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, moteId)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!kanGodkjenne(mote, adgang, aktor.person)) return { kode: 'ikke-leder' }
    if (mote.status !== 'avholdt') return { kode: 'ikke-avholdt' }
    if (!(await settGodkjent(trx, mote.id, aktor.person))) return { kode: 'alt-godkjent', mote: mote.id }

    const punkter = await hentPunkter(trx, mote.id)
    const refFor = new Map(punkter.map(p => [p.id, p.ref]))
    const neste = await nestePlanlagte(trx, mote, mote.start)
    let oppgaver = 0
    for (const tiltak of await hentTiltak(
      trx,
      punkter.map(p => p.id),
    )) {
      if (tiltak.ansvarlig === null || tiltak.fjernet !== null) continue
      const frist = tiltak.frist ?? standardFrist(ktx.na(), neste?.dato)
      // What the person is told, stands in the referat too.
      if (tiltak.frist === null) await settTiltaksfrist(trx, tiltak.id, frist)
      const oppgave = {
        id: crypto.randomUUID(),
        tiltak: tiltak.id,
        ref: refFor.get(tiltak.punkt) ?? '',
        skole: mote.skole,
        mote: mote.id,
        ansvarlig: tiltak.ansvarlig,
        frist,
      }
      await opprettOppgave(trx, oppgave)
      await leggIUtboks(trx, `oppgave:${oppgave.id}:${oppgave.ansvarlig}`, {
        slag: 'oppgave',
        oppgave: oppgave.id,
        person: oppgave.ansvarlig,
      })
      await meldPlannerendring(trx, oppgave.id)
      oppgaver++
    }
    await loggHendelse(trx, { person: aktor.person, kode: 'referat-godkjent', gjelder: mote.id })
    await taMedVidere(trx, mote, aktor.person)
    await leggIUtboks(trx, `referat-godkjent:${mote.id}`, { slag: 'referat-godkjent', mote: mote.id })
    await meldAgendaendring(trx, mote.id, aktor.person)
    return {
      kode: 'godkjent',
      mote: mote.id,
      saker: punkter.filter(p => p.slag === 'sak').length,
      oppgaver,
    }
  })
}
