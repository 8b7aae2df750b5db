import type { Kontekst } from '../database/kontekst.ts'
import { medTilkobling } from '../drift/med-tilkobling.ts'
import { hentMote } from '../mote/mote-store.ts'
import { KunneIkkeLevere } from '../utboks/utboks.ts'
import { erApen } from './oppfolging.ts'
import { hentOppgave, type Oppgave } from './oppgave-store.ts'
import { type Planner, type Planneroppgave, planneravtrykk } from './planner.ts'
import {
  begynnPlannerrad,
  hentPlannerrad,
  kjentePlannerider,
  lagrePlannerrad,
  type Plannerrad,
} from './planner-store.ts'

export type Plannervei = { planner: Planner; tittel(ref: string): string }

const BORTE = 'borte'

/**
 * Brings the plan to what the database says of one task: made while it is open, followed until it is done. One way: what is
 * ticked there does not come back. One family's tasks are never there, for the whole group reads it. Throws KunneIkkeLevere.
 */
export async function synkPlanner(
  ktx: Kontekst,
  { planner, tittel }: Plannervei,
  oppgaveId: string,
): Promise<'sendt' | 'uaktuell'> {
  const oppgave = await hentOppgave(ktx, oppgaveId)
  const mote = oppgave && (await hentMote(ktx, oppgave.mote))
  if (oppgave === undefined || mote === undefined || mote.forlop !== null) return 'uaktuell'
  const rad = await hentPlannerrad(ktx, oppgave.id)
  const onsket = planneroppgaveFor(ktx, oppgave, tittel)
  if (rad?.avtrykk === planneravtrykk(onsket)) return 'uaktuell'
  // Whoever deleted it there is heeded.
  if (rad?.avtrykk === BORTE || (rad === undefined && onsket.ferdig)) return 'uaktuell'
  await medTilkobling(ktx, 'planner', async () => {
    const id =
      rad === undefined || rad.planner === '' ? await opprett(ktx, planner, oppgave.id, onsket) : rad.planner
    const ny = { oppgave: oppgave.id, planner: id, avtrykk: planneravtrykk(onsket) }
    if (rad === undefined || rad.planner === '') return lagre(ktx, planner, ny)
    // Until it is known how this went, nothing is the same as what stands there.
    await lagrePlannerrad(ktx, { ...rad, avtrykk: '' })
    const utfall = await medEllerUten(onsket, o => planner.endre(id, o))
    return lagre(ktx, planner, utfall === 'borte' ? { ...ny, avtrykk: BORTE } : ny)
  })
  return 'sendt'
}

function planneroppgaveFor(ktx: Kontekst, oppgave: Oppgave, tittel: (ref: string) => string): Planneroppgave {
  const [tenant, oid] = oppgave.ansvarlig.split('/')
  return {
    tittel: tittel(oppgave.ref),
    frist: oppgave.frist,
    // Planner knows the people of its own tenant alone.
    oid: tenant === ktx.tenant ? oid : undefined,
    ferdig: !erApen(oppgave.status),
  }
}

/** Makes it, unless an earlier try got there and its answer was lost: then one of those is taken that nobody has. */
async function opprett(
  ktx: Kontekst,
  planner: Planner,
  oppgave: string,
  onsket: Planneroppgave,
): Promise<string> {
  if (!(await begynnPlannerrad(ktx, oppgave))) {
    const funnet = await planner.finn(onsket.tittel)
    const kjente = await kjentePlannerider(ktx, funnet)
    for (const id of funnet.filter(f => !kjente.has(f))) {
      // Its own before it is changed: two that look for theirs at once do not take the same.
      await lagrePlannerrad(ktx, { oppgave, planner: id, avtrykk: '' })
      if ((await medEllerUten(onsket, o => planner.endre(id, o))) === 'endret') return id
    }
  }
  return medEllerUten(onsket, o => planner.opprett(o))
}

/** Whom Planner will not give anything to, has it in Teams all the same: the task stands there without a name. */
async function medEllerUten<T>(
  onsket: Planneroppgave,
  gjor: (oppgave: Planneroppgave) => Promise<T>,
): Promise<T> {
  try {
    return await gjor(onsket)
  } catch (feil) {
    const avvist = feil instanceof KunneIkkeLevere && feil.feil.kode === 'graf-avvist'
    if (!avvist || onsket.oid === undefined) throw feil
    return gjor({ ...onsket, oid: undefined })
  }
}

/** Writes down what was put there; when the task is deleted meanwhile, it is taken out again. */
async function lagre(ktx: Kontekst, planner: Planner, rad: Plannerrad): Promise<void> {
  if (!(await lagrePlannerrad(ktx, rad)) && rad.avtrykk !== BORTE) await planner.slett(rad.planner)
}

/** The task is deleted here: also what the bot put in the plan, known or not. Throws KunneIkkeLevere. */
export async function slettIPlanner(
  ktx: Kontekst,
  { planner, tittel }: Plannervei,
  inn: { planner: string; ref: string },
): Promise<void> {
  await medTilkobling(ktx, 'planner', async () => {
    const ider = inn.planner === '' ? await planner.finn(tittel(inn.ref)) : [inn.planner]
    for (const id of ider) await planner.slett(id)
  })
}
