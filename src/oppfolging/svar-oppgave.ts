import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { adgangTilOppgaven } from '../mote/adgang-til-mote.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { aktuelleMoter, hentMote, nestePlanlagte } from '../mote/mote-store.ts'
import { erDag } from '../mote/moter.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { erApen, type Oppgavestatus, standardFrist } from './oppfolging.ts'
import { endreOppgave, hentOppgave, lasOppgave, type Oppgave } from './oppgave-store.ts'
import { meldPlannerendring } from './planner-endret.ts'
import { vikarFor } from './varselvalg-store.ts'

export type Oppgavesvar =
  | { kode: 'gjort' | 'ikke-gjort' | 'gjenapnet' | 'hjelp'; oppgave: string }
  | { kode: 'viderefort' | 'utsatt'; oppgave: string; frist: string }
  | { kode: 'gitt-videre'; oppgave: string; ref: string; til: string }
  | { kode: 'alt-avsluttet'; oppgave: string }
  | { kode: 'ugyldig-dato' }
  | { kode: 'ukjent-mottaker' }
  | FinnesIkke

/** A new date or a new owner is reminded of anew, whatever was paused. */
const MINNES = { pause_til: null, stoppet: false }

/** Gjort, ikke gjort, and taking the answer back again. The owner answers, or those who lead the school's meetings. */
export async function settStatus(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { oppgave: string; status: 'gjort' | 'ikke_gjort' | 'apen' },
): Promise<Oppgavesvar> {
  return medOppgave(ktx, aktor, inn.oppgave, async (trx, oppgave) => {
    const lukket = !erApen(oppgave.status)
    if (inn.status === 'apen') {
      if (lukket) await gjenapne(trx, aktor, oppgave)
      return { kode: 'gjenapnet', oppgave: oppgave.id }
    }
    const kode = inn.status === 'gjort' ? 'gjort' : 'ikke-gjort'
    if (oppgave.status === inn.status) return { kode, oppgave: oppgave.id }
    if (lukket) return { kode: 'alt-avsluttet', oppgave: oppgave.id }
    await endreOppgave(trx, oppgave.id, { status: inn.status, hjelp: false })
    await kortEndres(trx, aktor, oppgave)
    return { kode, oppgave: oppgave.id }
  })
}

async function gjenapne(ktx: Kontekst, aktor: Aktor, oppgave: Oppgave): Promise<void> {
  await endreOppgave(ktx, oppgave.id, { status: 'apen' })
  await kortEndres(ktx, aktor, oppgave)
}

/** «Videreføres»: still open, due at the next meeting, or four weeks from the old date when none is planned. */
export async function viderefor(ktx: Kontekst, aktor: Aktor, oppgaveId: string): Promise<Oppgavesvar> {
  return medOppgave(ktx, aktor, oppgaveId, async (trx, oppgave) => {
    if (!erApen(oppgave.status)) return { kode: 'alt-avsluttet', oppgave: oppgave.id }
    const mote = await hentMote(trx, oppgave.mote)
    const neste = mote && (await nestePlanlagte(trx, mote, ktx.na().toJSDate()))
    const frist = standardFrist(ktx.na(), neste?.dato)
    await nyFrist(trx, aktor, oppgave, frist, 'viderefort')
    return { kode: 'viderefort', oppgave: oppgave.id, frist }
  })
}

export async function utsett(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { oppgave: string; frist: string },
): Promise<Oppgavesvar> {
  return medOppgave(ktx, aktor, inn.oppgave, async (trx, oppgave) => {
    if (!erApen(oppgave.status)) return { kode: 'alt-avsluttet', oppgave: oppgave.id }
    if (!erDag(inn.frist) || inn.frist < ktx.na().toFormat('yyyy-MM-dd')) return { kode: 'ugyldig-dato' }
    await nyFrist(trx, aktor, oppgave, inn.frist, 'apen')
    return { kode: 'utsatt', oppgave: oppgave.id, frist: inn.frist }
  })
}

async function nyFrist(
  ktx: Kontekst,
  aktor: Aktor,
  oppgave: Oppgave,
  frist: string,
  status: Oppgavestatus,
): Promise<void> {
  await endreOppgave(ktx, oppgave.id, { frist, status, ...MINNES })
  await kortEndres(ktx, aktor, oppgave)
}

/** «Trenger hjelp»: the meeting's leader is told, by reference. */
export async function trengerHjelp(ktx: Kontekst, aktor: Aktor, oppgaveId: string): Promise<Oppgavesvar> {
  return medOppgave(ktx, aktor, oppgaveId, async (trx, oppgave) => {
    if (!erApen(oppgave.status)) return { kode: 'alt-avsluttet', oppgave: oppgave.id }
    if (!oppgave.hjelp) {
      await endreOppgave(trx, oppgave.id, { hjelp: true })
      await leggIUtboks(trx, `hjelp:${oppgave.id}:${oppgave.versjon}`, {
        slag: 'hjelp-onskes',
        oppgave: oppgave.id,
      })
      await kortEndres(trx, aktor, oppgave)
    }
    return { kode: 'hjelp', oppgave: oppgave.id }
  })
}

/** Gives the task to somebody else on the team, who is told at once. */
export async function giVidere(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { oppgave: string; til: string },
): Promise<Oppgavesvar> {
  return medOppgave(ktx, aktor, inn.oppgave, async (trx, oppgave) => {
    if (!erApen(oppgave.status)) return { kode: 'alt-avsluttet', oppgave: oppgave.id }
    if ((await adgangTilOppgaven(trx, { person: inn.til, navn: '' }, oppgave)) === undefined)
      return { kode: 'ukjent-mottaker' }
    if (inn.til !== oppgave.ansvarlig) await flytt(trx, aktor, oppgave, inn.til)
    return { kode: 'gitt-videre', oppgave: oppgave.id, ref: oppgave.ref, til: inn.til }
  })
}

async function flytt(ktx: Kontekst, aktor: Aktor, oppgave: Oppgave, til: string): Promise<void> {
  await endreOppgave(ktx, oppgave.id, { ansvarlig: til, hjelp: false, ...MINNES })
  await kortEndres(ktx, aktor, oppgave)
  await leggIUtboks(ktx, `oppgave:${oppgave.id}:${til}:${oppgave.versjon}`, {
    slag: 'oppgave',
    oppgave: oppgave.id,
    person: til,
  })
}

/** A role has changed hands: the task follows, when the new one may see it. Answers how many did; the caller has a transaction. */
export async function folgRollen(
  ktx: Kontekst,
  aktor: Aktor,
  oppgaver: readonly Oppgave[],
  til: string,
): Promise<number> {
  let antall = 0
  for (const { id } of oppgaver) {
    const oppgave = await lasOppgave(ktx, id)
    if (oppgave === undefined || !erApen(oppgave.status)) continue
    if ((await adgangTilOppgaven(ktx, { person: til, navn: '' }, oppgave)) === undefined) continue
    await flytt(ktx, aktor, oppgave, til)
    await loggHendelse(ktx, { person: aktor.person, kode: 'oppgave-gitt-videre', gjelder: oppgave.ref })
    antall++
  }
  return antall
}

/** The card in the owner's chat shows the new state, whoever changed it, and so do the counts of the next agenda. */
async function kortEndres(ktx: Kontekst, aktor: Aktor, oppgave: Oppgave): Promise<void> {
  await leggIUtboks(ktx, `oppgave-endret:${oppgave.id}:${oppgave.ansvarlig}`, {
    slag: 'oppgave-endret',
    oppgave: oppgave.id,
    person: oppgave.ansvarlig,
    av: aktor.person,
  })
  await meldPlannerendring(ktx, oppgave.id)
  const mote = await hentMote(ktx, oppgave.mote)
  const kommende =
    mote === undefined || mote.forlop !== null ? [] : await aktuelleMoter(ktx, [oppgave.skole], mote.type)
  for (const { id } of kommende) if (id !== oppgave.mote) await meldAgendaendring(ktx, id, aktor.person)
}

/** May this person see and answer the task? Its owner, who stands in while the owner is away, and those who lead its meetings. */
export async function oppgaveFor(
  ktx: Kontekst,
  aktor: Aktor,
  oppgaveId: string,
): Promise<Oppgave | undefined> {
  const oppgave = await hentOppgave(ktx, oppgaveId)
  const adgang = oppgave && (await adgangTilOppgaven(ktx, aktor, oppgave))
  if (oppgave === undefined || adgang === undefined) return undefined
  if (oppgave.ansvarlig === aktor.person || adgangKan(adgang, 'ledeMote')) return oppgave
  const borte = await vikarFor(ktx, aktor.person, ktx.na().toFormat('yyyy-MM-dd'))
  return borte.some(b => b.person === oppgave.ansvarlig) ? oppgave : undefined
}

/** Is this person still of the team at the task's school? */
export async function erDeltakerFor(ktx: Kontekst, aktor: Aktor, oppgaveId: string): Promise<boolean> {
  const oppgave = await hentOppgave(ktx, oppgaveId)
  return oppgave !== undefined && (await adgangTilOppgaven(ktx, aktor, oppgave)) !== undefined
}

async function medOppgave(
  ktx: Kontekst,
  aktor: Aktor,
  oppgaveId: string,
  arbeid: (trx: Kontekst, oppgave: Oppgave) => Promise<Oppgavesvar>,
): Promise<Oppgavesvar> {
  return iTransaksjon(ktx, async trx => {
    await lasOppgave(trx, oppgaveId)
    const oppgave = await oppgaveFor(trx, aktor, oppgaveId)
    if (oppgave === undefined) return FINNES_IKKE
    const svar = await arbeid(trx, oppgave)
    // Pressed once more, it changes nothing.
    const endret = (await hentOppgave(trx, oppgave.id))?.versjon !== oppgave.versjon
    if (endret)
      await loggHendelse(trx, {
        person: aktor.person,
        kode: `oppgave-${svar.kode}`,
        gjelder: oppgave.ref,
      })
    return svar
  })
}
