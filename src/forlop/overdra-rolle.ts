import type { Kontekst } from '../database/kontekst.ts'
import { planlagteMed } from '../mote/deltaker-store.ts'
import { hentMote } from '../mote/mote-store.ts'
import { meldLedige } from '../oppfolging/ledige-oppgaver.ts'
import { apneOppgaverFor } from '../oppfolging/oppgave-store.ts'
import { folgRollen } from '../oppfolging/svar-oppgave.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { fjernLedig, hentLedige, lagreLedig } from '../tilgang/ledig-rolle-store.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { alleRollerVedSkole } from '../tilgang/tilgang-store.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { folgForlopet } from './folg-forlopet.ts'
import { skolenSer } from './forlop.ts'
import { medlemmerI } from './forlop-adgang.ts'
import {
  endreForlop,
  type Forlop,
  fjernForlopsperson,
  forlopVed,
  hentForlopspersoner,
  lasForlop,
  leggTilForlopsperson,
} from './forlop-store.ts'
import { RUTINER } from './les-rutiner.ts'
import { overdraKontakt } from './overdra.ts'

/** Roles that one person has at a time, as a rule: what is theirs follows the role (fag: roller, handover). */
const FOLGER: readonly Rolle[] = ['rektor', 'sosiallarer', 'sosialagent', 'kontaktperson']
/** One who takes a role from somebody and gives it to another has not left anything waiting in between. */
const VENT_MINUTTER = 30

type Rollen = { rolle: Rolle; enhet: string }

/** A role was taken from somebody at a school. Call after it is gone, in the same transaction. */
export async function rolleFratatt(
  ktx: Kontekst,
  aktor: Aktor,
  skole: string,
  { person, rolle, enhet }: Rollen & { person: string },
): Promise<void> {
  if (!FOLGER.includes(rolle)) return
  await lagreLedig(ktx, { skole, rolle, enhet, person })
  await fordel(ktx, aktor, skole, { rolle, enhet })
}

/** A role was given to somebody at a school. Call after they have it, in the same transaction. */
export async function rolleGitt(
  ktx: Kontekst,
  aktor: Aktor,
  skole: string,
  { person, rolle, enhet }: Rollen & { person: string },
): Promise<void> {
  if (!FOLGER.includes(rolle)) return
  await fjernLedig(ktx, { skole, rolle, person })
  await fordel(ktx, aktor, skole, { rolle, enhet })
}

/** Whoever alone holds the role gets what waits for it; so the order of taking and giving does not matter. */
async function fordel(ktx: Kontekst, aktor: Aktor, skole: string, rollen: Rollen): Promise<void> {
  const { rolle, enhet } = rollen
  const venter = `rolle-venter:${skole}:${rolle}:${enhet}:`
  const ledige = await hentLedige(ktx, { skole, rolle, enhet })
  const holdere = (await alleRollerVedSkole(ktx, skole)).filter(r => r.rolle === rolle && r.enhet === enhet)
  await trekkFraUtboks(ktx, venter)
  if (ledige.length === 0) return
  const [ny] = holdere
  if (ny === undefined || holdere.length > 1) {
    await leggIUtboks(
      ktx,
      `${venter}${crypto.randomUUID()}`,
      { slag: 'rolle-venter', skole, rolle, enhet },
      ktx.na().plus({ minutes: VENT_MINUTTER }),
    )
    return
  }
  let forlop = 0
  let oppgaver = 0
  for (const fra of ledige) {
    const fulgte = await flyttAlt(ktx, aktor, skole, rollen, { fra, til: ny.person })
    forlop += fulgte.forlop
    oppgaver += fulgte.oppgaver
    await fjernLedig(ktx, { skole, rolle, person: fra })
    // What the new one may not have stays behind.
    await meldLedige(ktx, skole, fra)
  }
  // A kontaktperson has been told of each forløp.
  if (oppgaver > 0 || (forlop > 0 && rolle !== 'kontaktperson'))
    await leggIUtboks(ktx, `rolle-overtatt:${crypto.randomUUID()}`, {
      slag: 'rolle-overtatt',
      skole,
      rolle,
      person: ny.person,
      forlop,
      oppgaver,
    })
}

async function flyttAlt(
  ktx: Kontekst,
  aktor: Aktor,
  skole: string,
  rollen: Rollen,
  { fra, til }: { fra: string; til: string },
): Promise<{ forlop: number; oppgaver: number }> {
  const borte = await harSluttet(ktx, skole, fra)
  const planlagte = new Set((await planlagteMed(ktx, skole, fra)).map(m => m.forlop))
  let forlop = 0
  let oppgaver = 0
  for (const rad of await forlopVed(ktx, [skole])) {
    const her = await lasForlop(ktx, rad.sak)
    if (her === undefined) continue
    const eier = eies(her, rollen, fra)
    if (eier && skolenKjenner(her, rollen)) forlop++
    if (eier && rollen.rolle === 'kontaktperson') {
      oppgaver += await overdraKontakt(ktx, aktor, her, { til, ref: rad.ref })
      continue
    }
    if (eier) {
      await endreForlop(ktx, her.sak, { sosiallarer: til })
      await loggHendelse(ktx, { person: aktor.person, kode: 'forlop-sosiallarer', gjelder: rad.ref })
    }
    if (!eier && !borte) continue
    const navngitte = (await hentForlopspersoner(ktx, [her.sak])).get(her.sak) ?? []
    if (borte && (navngitte.includes(fra) || planlagte.has(her.sak)))
      await byttPerson(ktx, her, skole, fra, til)
    const ny = eier ? { ...her, sosiallarer: til } : her
    oppgaver += await folgForlopet(ktx, aktor, ny, { fra, til, alle: false })
  }
  // Who still has another role in the team keeps what they were given there.
  if (borte) oppgaver += await folgRollen(ktx, aktor, await teamoppgaver(ktx, skole, fra), til)
  return { forlop, oppgaver }
}

/** Named in the forløp, or invited there: the new one comes in the old one's place. */
async function byttPerson(
  ktx: Kontekst,
  forlop: Forlop,
  skole: string,
  fra: string,
  til: string,
): Promise<void> {
  await fjernForlopsperson(ktx, forlop.sak, fra)
  const medlemmer = await medlemmerI(ktx, forlop, skole)
  if (!medlemmer.some(m => m.person === til)) await leggTilForlopsperson(ktx, forlop.sak, til)
}

/** How much waits for somebody new in the role. */
export async function venterPa(
  ktx: Kontekst,
  skole: string,
  rollen: Rollen,
): Promise<{ forlop: number; oppgaver: number }> {
  const ledige = await hentLedige(ktx, { skole, ...rollen })
  const alle = await forlopVed(ktx, [skole])
  let forlop = 0
  let oppgaver = 0
  for (const fra of ledige) {
    const egne = alle.filter(f => eies(f, rollen, fra))
    forlop += egne.filter(f => skolenKjenner(f, rollen)).length
    const borte = await harSluttet(ktx, skole, fra)
    for (const oppgave of await apneOppgaverFor(ktx, fra)) {
      if (oppgave.skole !== skole) continue
      const sak = (await hentMote(ktx, oppgave.mote))?.forlop ?? null
      if (borte || egne.some(f => f.sak === sak)) oppgaver++
    }
  }
  return { forlop, oppgaver }
}

function eies(forlop: Forlop, { rolle, enhet }: Rollen, person: string): boolean {
  if (forlop.avsluttet !== null) return false
  if (rolle === 'sosiallarer') return forlop.sosiallarer === person
  return rolle === 'kontaktperson' && forlop.enhet === enhet && forlop.kontaktperson === person
}

/** A sosiallærer is not told, not even by a number, of what the school is not to know yet. */
function skolenKjenner(forlop: Forlop, { rolle }: Rollen): boolean {
  return rolle === 'kontaktperson' || skolenSer(RUTINER, forlop)
}

async function harSluttet(ktx: Kontekst, skole: string, person: string): Promise<boolean> {
  return !(await alleRollerVedSkole(ktx, skole)).some(r => r.person === person && r.rolle !== 'administrator')
}

async function teamoppgaver(ktx: Kontekst, skole: string, person: string) {
  const ut = []
  for (const oppgave of await apneOppgaverFor(ktx, person))
    if (oppgave.skole === skole && (await hentMote(ktx, oppgave.mote))?.forlop === null) ut.push(oppgave)
  return ut
}
