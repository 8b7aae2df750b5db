import type { Kontekst } from '../database/kontekst.ts'
import { adgangTilOppgaven, teamI } from '../mote/adgang-til-mote.ts'
import { finnLeder } from '../mote/finn-leder.ts'
import { hentMote, type Mote } from '../mote/mote-store.ts'
import { huskIkkeNadd, ikkeNaddBlant } from '../tilgang/ikke-nadd-store.ts'
import { kan, type Rolle } from '../tilgang/roller.ts'
import { alleRollerVedSkole, hentPerson } from '../tilgang/tilgang-store.ts'
import type { Leveringsfeil } from '../utboks/utboks.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { apneOppgaverFor, type Oppgave } from './oppgave-store.ts'

/** Blocked, gone, or the app is not there: the person has to do something. What is wrong with a message is not theirs. */
const PERSONENS = ['http-403', 'http-404', 'mangler-adresse']

/** Does this failure, when it is final, say that the person cannot be reached? */
export function gjelderPersonen(feil: Leveringsfeil): boolean {
  return !feil.varig || PERSONENS.includes(feil.kode)
}

/**
 * Nothing more comes through to this person: whoever leads each of their open tasks is told, once until they are reached again.
 */
export async function meldIkkeNadd(ktx: Kontekst, person: string, kode: string): Promise<void> {
  const siden = await huskIkkeNadd(ktx, person, kode)
  for (const leder of (await ledereFor(ktx, person)).keys()) {
    await leggIUtboks(ktx, `ikke-nadd:${person}:${siden.getTime()}:${leder}`, {
      slag: 'ikke-nadd',
      person: leder,
      gjelder: person,
    })
  }
}

/** The open tasks of a person, by who answers for the meeting each comes from. */
async function ledereFor(ktx: Kontekst, person: string): Promise<Map<string, Oppgave[]>> {
  const ut = new Map<string, Oppgave[]>()
  const apne = await apneOppgaverFor(ktx, person)
  for (const moteId of new Set(apne.map(o => o.mote))) {
    const mote = await hentMote(ktx, moteId)
    const leder = mote && (await lederUtenom(ktx, mote, person))
    if (leder === undefined) continue
    ut.set(leder, [...(ut.get(leder) ?? []), ...apne.filter(o => o.mote === moteId)])
  }
  return ut
}

/** The one who leads; when that is who cannot be reached, somebody else who may. */
async function lederUtenom(ktx: Kontekst, mote: Mote, person: string): Promise<string | undefined> {
  const leder = await finnLeder(ktx, mote)
  if (leder !== person) return leder
  return (await teamI(ktx, mote)).find(r => r.person !== person && kan([r.rolle], 'ledeMote'))?.person
}

/** Who it is, and for which cases; undefined when there is nothing left to say to this leader. */
export async function hentIkkeNadd(
  ktx: Kontekst,
  leder: string,
  person: string,
): Promise<{ navn: string; roller: Rolle[]; referanser: string[] } | undefined> {
  if (!(await ikkeNaddBlant(ktx, [person])).has(person)) return undefined
  const deres = (await ledereFor(ktx, person)).get(leder) ?? []
  const synlige: Oppgave[] = []
  for (const oppgave of deres)
    if ((await adgangTilOppgaven(ktx, { person: leder, navn: '' }, oppgave)) !== undefined)
      synlige.push(oppgave)
  const [forste] = synlige
  if (forste === undefined) return undefined
  const roller = (await alleRollerVedSkole(ktx, forste.skole)).filter(
    r => r.person === person && r.rolle !== 'administrator',
  )
  return {
    navn: (await hentPerson(ktx, person))?.navn ?? '',
    roller: roller.map(r => r.rolle),
    referanser: [...new Set(synlige.map(o => o.ref))],
  }
}
