import type { Kontekst } from '../database/kontekst.ts'
import { hentForlop } from '../forlop/forlop-store.ts'
import { harLedigRolle } from '../tilgang/ledig-rolle-store.ts'
import { hentBorte } from '../tilgang/teammedlem-store.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { adgangI, type Bilde, bildeVed, lederI } from './oppgavebilde.ts'
import { ukenTil } from './oppgaveliste.ts'
import { type Gruppe, grupper } from './oppgaveliste-store.ts'

/** A role is often taken from one and given to another within this time: then nothing has been without an owner. */
const VENT_MINUTTER = 30

export type Skolebilde = { bilde: Bilde; alle: Gruppe[]; ledige: Gruppe[]; borte: ReadonlySet<string> }

/**
 * The open tasks of a school, counted, and those that need somebody new: their owner may not have them any longer, or has
 * been removed from the team in Teams.
 */
export async function hentSkolebilde(ktx: Kontekst, skole: string): Promise<Skolebilde> {
  const bilde = await bildeVed(ktx, skole)
  const borte = await hentBorte(ktx, skole)
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  const alle = await grupper(ktx, { skole }, bilde, { idag, ...ukenTil(idag) })
  const ledige = alle.filter(g => borte.has(g.ansvarlig) || adgangI(bilde, g.ansvarlig, g) === undefined)
  return { bilde, alle, ledige, borte }
}

/** How many tasks of this person's the leader may give to somebody else, because they need it. */
export async function ledigeFor(
  ktx: Kontekst,
  inn: { skole: string; fra: string; leder: string },
): Promise<{ antall: number; borte: boolean; harRolle: boolean }> {
  const { bilde, ledige, borte } = await hentSkolebilde(ktx, inn.skole)
  return {
    antall: ledige
      .filter(g => g.ansvarlig === inn.fra && lederI(bilde, inn.leder, g))
      .reduce((sum, g) => sum + g.antall, 0),
    borte: borte.has(inn.fra),
    harRolle: harRolle(bilde, inn.skole, inn.fra),
  }
}

const harRolle = (bilde: Bilde, skole: string, person: string) =>
  (bilde.roller.get(skole) ?? []).some(r => r.person === person && r.rolle !== 'administrator')

/** All of a person's open tasks at a school, whoever sees them. */
export async function antallHos(ktx: Kontekst, skole: string, person: string): Promise<number> {
  const { alle } = await hentSkolebilde(ktx, skole)
  return alle.filter(g => g.ansvarlig === person).reduce((sum, g) => sum + g.antall, 0)
}

/**
 * Somebody has lost a role at a school. What they can no longer have, and no role takes along, is told to those who lead;
 * call when the roles are as they are to be, in the same transaction.
 */
export async function meldLedige(ktx: Kontekst, skole: string, fra: string): Promise<void> {
  const nokkel = `oppgaver-ledige:${skole}:${fra}:`
  await trekkFraUtboks(ktx, nokkel)
  const { ledige } = await hentSkolebilde(ktx, skole)
  if (!ledige.some(g => g.ansvarlig === fra)) return
  await leggIUtboks(
    ktx,
    `${nokkel}${crypto.randomUUID()}`,
    { slag: 'oppgaver-ledige', skole, fra },
    ktx.na().plus({ minutes: VENT_MINUTTER }),
  )
}

/** Somebody was removed from the school's team in Teams: told once, tasks or not, until they are back. */
export async function meldBorte(ktx: Kontekst, skole: string, fra: string): Promise<void> {
  await leggIUtboks(
    ktx,
    `oppgaver-ledige:${skole}:${fra}:${crypto.randomUUID()}`,
    { slag: 'oppgaver-ledige', skole, fra },
    ktx.na().plus({ minutes: VENT_MINUTTER }),
  )
}

/** What waits for somebody new in a role has been told of, and follows the role by itself. */
export const venterPaRolle = harLedigRolle

/**
 * Who gives these tasks out: the school's rektor, else its sosiallærer; in one family's forløp the one who answers for it on
 * the side that lost somebody, else whoever does on that side, else the other side.
 */
export async function ledigemottakere(ktx: Kontekst, inn: { skole: string; fra: string }): Promise<string[]> {
  const { bilde, ledige, borte } = await hentSkolebilde(ktx, inn.skole)
  const ut = new Set<string>()
  const hans = ledige.filter(g => g.ansvarlig === inn.fra)
  const iTeamet = (rolle: string) =>
    (bilde.roller.get(inn.skole) ?? [])
      .filter(r => r.rolle === rolle && r.enhet === '' && r.person !== inn.fra)
      .map(r => r.person)
  const ledere = iTeamet('rektor').length > 0 ? iTeamet('rektor') : iTeamet('sosiallarer')
  for (const gruppe of hans) {
    if (gruppe.forlop === null) {
      for (const person of ledere) ut.add(person)
      continue
    }
    const person = await lederForForlop(ktx, bilde, gruppe, inn.fra)
    if (person !== undefined) ut.add(person)
  }
  // Gone from Teams, with nothing to give away: the school is to know of the role that still stands.
  if (hans.length === 0 && borte.has(inn.fra)) for (const person of ledere) ut.add(person)
  return [...ut]
}

async function lederForForlop(
  ktx: Kontekst,
  bilde: Bilde,
  gruppe: Gruppe,
  fra: string,
): Promise<string | undefined> {
  const forlop = await hentForlop(ktx, gruppe.forlop ?? '')
  const medlemmer = (bilde.medlemmer.get(gruppe.forlop ?? '') ?? []).filter(
    m => m.person !== fra && lederI(bilde, m.person, gruppe),
  )
  const rang = (m: (typeof medlemmer)[number]) => {
    const roller = m.adgang.roller as readonly string[]
    if (m.person === forlop?.kontaktperson || m.person === forlop?.sosiallarer) return 0
    return roller.some(r => ['avdelingsleder', 'rektor'].includes(r)) ? 1 : 2
  }
  // Agreed where the school does not read, it is barnevernet's.
  const part = forlop?.kontaktperson === fra || !gruppe.del ? 'bv' : 'skole'
  const sortert = medlemmer.toSorted((a, b) => rang(a) - rang(b))
  return (sortert.find(m => m.adgang.part === part) ?? sortert[0])?.person
}
