import type { Kontekst } from '../database/kontekst.ts'
import { adgangTilForlop, medlemmerI } from '../forlop/forlop-adgang.ts'
import { hentForlop } from '../forlop/forlop-store.ts'
import { delerForTiltak } from '../referat/referat-store.ts'
import { statusFor } from '../samtykke/samtykke.ts'
import { hentSamtykke } from '../samtykke/samtykke-store.ts'
import { type Adgang, type Aktor, adgangTil } from '../tilgang/adgang.ts'
import type { Handling, Rolletildeling } from '../tilgang/roller.ts'
import { rollerVedSkole } from '../tilgang/tilgang-store.ts'
import { hentDeltakere } from './deltaker-store.ts'
import { hentMote, type Mote } from './mote-store.ts'
import type { Motetype, Part } from './motetype.ts'

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
 * are held as one and the consent covers that today (fag: motetyper, oppstartsmøte).
 */
export async function synligeDeler(
  ktx: Kontekst,
  mote: Pick<Mote, 'type' | 'forlop' | 'slatt'>,
  adgang: Adgang,
): Promise<(del: number) => boolean> {
  const type = ktx.valg.motetyper[mote.type]
  if (mote.forlop === null || adgang.part === 'bv') return () => true
  const apen = mote.slatt && (await kanSlasSammen(ktx, mote.forlop))
  return del => type?.deler[del - 1]?.skoleMedSamtykke === false || apen
}

/** Do the parents consent to the school being there in part 2, today? */
export async function kanSlasSammen(ktx: Kontekst, sak: string): Promise<boolean> {
  const samtykke = await hentSamtykke(ktx, sak)
  return (
    samtykke !== undefined &&
    statusFor(samtykke, ktx.na().toFormat('yyyy-MM-dd')) === 'gitt' &&
    samtykke.omfang.includes('skole_del2')
  )
}

type Oppgaven = { skole: string; mote: string; tiltak: string; ansvarlig: string }

/** The right to a task: that to the team or the forløp its meeting was of. Who is invited to that meeting does not matter. */
export async function adgangTilOppgaven(
  ktx: Kontekst,
  aktor: Aktor,
  oppgave: Oppgaven,
): Promise<Adgang | undefined> {
  const mote = await hentMote(ktx, oppgave.mote)
  const forlop = mote?.forlop ?? null
  const adgang =
    forlop === null
      ? await adgangTil(ktx, aktor, oppgave.skole)
      : (await adgangTilForlop(ktx, aktor, forlop))?.adgang
  if (adgang?.deltaker !== true) return undefined
  return (await synligeOppgaver(ktx, aktor, adgang, [oppgave])).length > 0 ? adgang : undefined
}

/** Those of the tasks that come from parts this person may read, and their own. */
export async function synligeOppgaver<O extends Oppgaven>(
  ktx: Kontekst,
  aktor: Aktor,
  adgang: Adgang,
  oppgaver: readonly O[],
): Promise<O[]> {
  if (adgang.part !== 'skole') return [...oppgaver]
  const deler = await delerForTiltak(
    ktx,
    oppgaver.map(o => o.tiltak),
  )
  const ut: O[] = []
  for (const oppgave of oppgaver) {
    const mote = await hentMote(ktx, oppgave.mote)
    const synlig = mote && (await synligeDeler(ktx, mote, adgang))(deler.get(oppgave.tiltak) ?? 1)
    if (synlig === true || oppgave.ansvarlig === aktor.person) ut.push(oppgave)
  }
  return ut
}
