import type { Kontekst } from '../database/kontekst.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { avlysUtenSamtykke } from '../mote/avlys-forlopsmote.ts'
import { moterMedSak } from '../mote/mote-store.ts'
import { tidspunkt } from '../mote/moter.ts'
import { apneOppgaverISak } from '../oppfolging/oppgave-store.ts'
import { seEtterReferatfiler } from '../referat/referatfil-endret.ts'
import { teamForSak } from '../sak/finn-sak.ts'
import type { Sakshode } from '../sak/sak-store.ts'
import { hentHatter } from '../tilgang/hatt-store.ts'
import { hatterFor } from '../tilgang/roller.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { erTrukketFor, fyller, type Samtykke, statusFor } from './samtykke.ts'

const KLOKKE = '08:00'
/** Days before the last day that the consent's owner is told (fag: samtykke, regel 5). */
const VARSLES_FOR = [30, 7]

/** A change of consent takes effect at once: open cards are edited, so that clients fetch their views anew (regel 4). */
export async function samtykkeEndret(
  ktx: Kontekst,
  sak: Pick<Sakshode, 'id' | 'ref' | 'skole' | 'slag'>,
  fra: Samtykke | undefined,
  til: Samtykke,
  av: string,
): Promise<void> {
  await fornyKort(ktx, sak.id, av)
  await planleggVarsler(ktx, sak.id, til)
  await stansOppgaver(ktx, sak, fra, til)
  if (sak.slag === 'forlop') await avlysUtenSamtykke(ktx, { person: av, navn: '' }, sak.id)
}

/** The cards of every meeting where the case stands; `av` caused it, and keeps what is open. */
export async function fornyKort(ktx: Kontekst, sak: string, av: string): Promise<void> {
  const moter = await moterMedSak(ktx, sak)
  for (const mote of moter) await meldAgendaendring(ktx, mote.id, av)
  for (const skole of new Set(moter.map(m => m.skole))) await seEtterReferatfiler(ktx, skole)
}

/** Replaces what was planned: told 30 and 7 days before, the lamp on the day after, and the month the youth is to be asked. */
async function planleggVarsler(ktx: Kontekst, sak: string, samtykke: Samtykke): Promise<void> {
  await trekkFraUtboks(ktx, `samtykke:${sak}:`)
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  if (statusFor(samtykke, idag) !== 'gitt') return
  const { gyldigTil, fodselsmaned, ungdom } = samtykke
  const siste = tidspunkt(gyldigTil, KLOKKE)
  for (const dager of VARSLES_FOR) {
    const tid = siste.minus({ days: dager })
    if (tid <= ktx.na()) continue
    await leggIUtboks(
      ktx,
      `samtykke:${sak}:utloper:${dager}:${gyldigTil}`,
      { slag: 'samtykke-utloper', sak, gyldigTil },
      tid,
    )
  }
  await leggIUtboks(
    ktx,
    `samtykke:${sak}:utlopt:${gyldigTil}`,
    { slag: 'samtykke-utlopt', sak },
    siste.plus({ days: 1 }).startOf('day').plus({ seconds: 5 }),
  )
  if (ungdom === 'ja') return
  const grenser = new Set(
    Object.values(ktx.valg.aldersgrense).filter((grense): grense is number => grense !== undefined),
  )
  for (const grense of grenser) {
    const dag = fyller(fodselsmaned, grense)
    if (dag === undefined || tidspunkt(dag, KLOKKE) <= ktx.na()) continue
    await leggIUtboks(
      ktx,
      `samtykke:${sak}:alder:${dag}`,
      { slag: 'samtykke-alder', sak },
      tidspunkt(dag, KLOKKE),
    )
  }
}

/**
 * Tasks of services that have lost their yes keep the reference alone, and their cards are made anew. Reminders ask for
 * themselves each morning.
 */
async function stansOppgaver(
  ktx: Kontekst,
  sak: Pick<Sakshode, 'id' | 'ref' | 'skole' | 'slag'>,
  fra: Samtykke | undefined,
  til: Samtykke,
): Promise<void> {
  const roller = await teamForSak(ktx, sak)
  const hatter = (await hentHatter(ktx, [sak.id])).get(sak.id)
  for (const oppgave of await apneOppgaverISak(ktx, sak.skole, sak.ref)) {
    const hatt = hatter?.get(oppgave.ansvarlig)
    const tjenester = hatt ? [hatt] : hatterFor(roller.filter(r => r.person === oppgave.ansvarlig))
    const stanset = (samtykke: Samtykke | undefined) =>
      tjenester.some(tjeneste => erTrukketFor(samtykke, tjeneste, sak.slag))
    if (stanset(fra) === stanset(til)) continue
    await leggIUtboks(ktx, `oppgave-endret:${oppgave.id}:${oppgave.ansvarlig}`, {
      slag: 'oppgave-endret',
      oppgave: oppgave.id,
      person: oppgave.ansvarlig,
      av: '',
    })
  }
}
