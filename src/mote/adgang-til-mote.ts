import type { Kontekst } from '../database/kontekst.ts'
import { adgangTilForlop, medlemmerI } from '../forlop/forlop-adgang.ts'
import { hentForlop } from '../forlop/forlop-store.ts'
import { statusFor } from '../samtykke/samtykke.ts'
import { hentSamtykker } from '../samtykke/samtykke-store.ts'
import { type Adgang, type Aktor, adgangTil } from '../tilgang/adgang.ts'
import type { Handling, Rolletildeling } from '../tilgang/roller.ts'
import { rollerVedSkole } from '../tilgang/tilgang-store.ts'
import { hentDeltakere } from './deltaker-store.ts'
import { hentMote, type Mote } from './mote-store.ts'
import type { Motetype, Part } from './motetype.ts'
import { delerForTiltak } from './punkt-store.ts'

/**
 * What a person may do in a meeting: in the team's by their role at the school, in one family's only those who answer for the
 * forløp and those invited, each side as the meeting type says. Undefined when it does not exist for them.
 */
export async function adgangTilMote(
  ktx: Kontekst,
  aktor: Aktor,
  mote: Pick<Mote, 'id' | 'skole' | 'type' | 'forlop'>,
): Promise<Adgang | undefined> {
  if (mote.forlop === null) return adgangTil(ktx, aktor, mote.skole)
  const funnet = await adgangTilForlop(ktx, aktor, mote.forlop)
  if (funnet === undefined) return undefined
  const { adgang, forlop } = funnet
  if (!adgang.ansvarlig && !(await hentDeltakere(ktx, mote.id)).includes(aktor.person)) return undefined
  const type = ktx.valg.motetyper[mote.type]
  return { ...adgang, kan: adgang.ansvarlig && type ? kanI(type, adgang.part, forlop.vold) : ['bidra'] }
}

function kanI(type: Motetype, part: Part, vold: boolean): Handling[] {
  const referent = referentFor(type, vold)
  return [
    'bidra',
    'registrereSamtykke',
    ...(type.innkaller.includes(part) ? (['kalleInn'] as const) : []),
    ...(type.leder === part || referent === part ? (['ledeMote'] as const) : []),
    ...(referent === part ? (['godkjenne'] as const) : []),
  ]
}

/** The side that writes: after a melding about violence it may be the other one (fag: motetyper). */
export function referentFor(type: Motetype, vold: boolean): Motetype['referent'] {
  return vold && type.referentVold !== undefined ? type.referentVold : type.referent
}

/** Those a meeting is for, with their roles: the school's team, or in one family's meeting those invited. */
export async function teamI(
  ktx: Kontekst,
  mote: Pick<Mote, 'id' | 'skole' | 'forlop'>,
): Promise<Rolletildeling[]> {
  if (mote.forlop === null)
    return (await rollerVedSkole(ktx, mote.skole)).filter(r => r.rolle !== 'administrator')
  const forlop = await hentForlop(ktx, mote.forlop)
  if (forlop === undefined) return []
  const invitert = new Set(await hentDeltakere(ktx, mote.id))
  return (await medlemmerI(ktx, forlop, mote.skole))
    .filter(m => invitert.has(m.person))
    .flatMap(m => m.tildelinger)
}

/**
 * The parts of a meeting a side may read: the second is barnevernet's and the parents', and the school's only when the parts
 * are held as one and the consent covers that today (fag: motetyper, oppstartsmøte). A message (no `adgang`) is for both sides.
 */
export async function synligeDeler(
  ktx: Kontekst,
  mote: Pick<Mote, 'type' | 'forlop' | 'slatt'>,
  adgang: Adgang | undefined,
): Promise<(del: number) => boolean> {
  const type = ktx.valg.motetyper[mote.type]
  if (mote.forlop === null || adgang?.part === 'bv') return () => true
  const apen = mote.slatt && (await kanSlasSammen(ktx, mote.forlop))
  return del => type?.deler[del - 1]?.skoleMedSamtykke === false || apen
}

/** The parts a correction may be about, for this person: those they read, where one is not everybody's; else just the first. */
export async function rettbareDeler(
  ktx: Kontekst,
  mote: Pick<Mote, 'type' | 'forlop' | 'slatt'>,
  adgang: Adgang,
): Promise<number[]> {
  const deler = ktx.valg.motetyper[mote.type]?.deler ?? []
  if (mote.forlop === null || !deler.some(del => del.skoleMedSamtykke)) return [1]
  return deler.map((_, i) => i + 1).filter(await synligeDeler(ktx, mote, adgang))
}

/** Do the parents consent to the school being there in part 2, today? */
export async function kanSlasSammen(ktx: Kontekst, sak: string): Promise<boolean> {
  return (await kanSlasSammenI(ktx, [sak])).length > 0
}

/** Those of these cases where they do. */
export async function kanSlasSammenI(ktx: Kontekst, saker: readonly string[]): Promise<string[]> {
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  return [...(await hentSamtykker(ktx, saker))].flatMap(([sak, samtykke]) =>
    statusFor(samtykke, idag) === 'gitt' && samtykke.omfang.includes('skole_del2') ? [sak] : [],
  )
}

/** Those of these tasks that a side may know of: what was agreed in a part of the meeting that is not its own, is not there. */
export async function synligeOppgaver<O extends { mote: string; tiltak: string }>(
  ktx: Kontekst,
  oppgaver: readonly O[],
  adgang: Adgang | undefined,
): Promise<O[]> {
  const deler = await delerForTiltak(
    ktx,
    oppgaver.map(o => o.tiltak),
  )
  const synlig = new Map<string, (del: number) => boolean>()
  for (const id of new Set(oppgaver.map(o => o.mote))) {
    const mote = await hentMote(ktx, id)
    if (mote !== undefined) synlig.set(id, await synligeDeler(ktx, mote, adgang))
  }
  return oppgaver.filter(o => synlig.get(o.mote)?.(deler.get(o.tiltak) ?? 1) ?? true)
}

/**
 * The right to a task: that to the team or the forløp its meeting was of, and to the part of the meeting it was agreed in. Who
 * is invited to that meeting does not matter.
 */
export async function adgangTilOppgaven(
  ktx: Kontekst,
  aktor: Aktor,
  oppgave: { skole: string; mote: string; tiltak: string },
): Promise<Adgang | undefined> {
  const mote = await hentMote(ktx, oppgave.mote)
  const forlop = mote?.forlop ?? null
  const adgang =
    forlop === null
      ? await adgangTil(ktx, aktor, oppgave.skole)
      : (await adgangTilForlop(ktx, aktor, forlop))?.adgang
  if (adgang?.deltaker !== true) return undefined
  return (await synligeOppgaver(ktx, [oppgave], adgang)).length > 0 ? adgang : undefined
}
