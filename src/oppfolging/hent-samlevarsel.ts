import { type Arshjulslinje, arshjulslinjer } from '../arshjul/arshjulets-paminnelser.ts'
import { dagEtter } from '../arshjul/skoledager.ts'
import type { Kontekst } from '../database/kontekst.ts'
import { adgangTilOppgaven } from '../mote/adgang-til-mote.ts'
import { finnLeder } from '../mote/finn-leder.ts'
import { hentMote } from '../mote/mote-store.ts'
import { sakForTiltak } from '../referat/referat-store.ts'
import { skjulteOppgaver } from '../samtykke/skjulte-oppgaver.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { alleRollerVedSkole, alleSkoler, hentPersoner, rollerForPerson } from '../tilgang/tilgang-store.ts'
import { apneOppgaverFor, type Oppgave, oppgaverForLederne } from './oppgave-store.ts'
import { erAktuell } from './paminnelser.ts'
import { hentVarselvalg, vikarFor } from './varselvalg-store.ts'

/** A task as a message may name it: by reference, school and date. */
export type Samlelinje = { id: string; ref: string; skole: string; frist: string }

/** What a person is reminded of one morning. No text of a case is read for it (fag: samtykke, regel 1). */
export type Samlevarsel = {
  dag: string
  egne: Samlelinje[]
  /** Of those one stands in for. */
  vikarFor: { person: string; navn: string; oppgaver: Samlelinje[] }[]
  /** Long over the deadline, or left behind, in meetings one leads; and whose they are. */
  leder: (Samlelinje & { roller: Rolle[] })[]
  arshjul: Arshjulslinje[]
}

/** All that is to be said to a person today; undefined when that is nothing. */
export async function hentSamlevarsel(ktx: Kontekst, person: string): Promise<Samlevarsel | undefined> {
  const dag = ktx.na().toFormat('yyyy-MM-dd')
  const stoppet = (await hentVarselvalg(ktx, person))?.stoppet === true
  const navn = new Map((await alleSkoler(ktx)).map(skole => [skole.id, skole.navn]))
  const linje = ({ id, ref, skole, frist }: Oppgave) => ({ id, ref, skole: navn.get(skole) ?? '', frist })
  const egne = stoppet ? [] : await aktuelleFor(ktx, person, dag)
  const vikariater = []
  for (const borte of await vikarFor(ktx, person, dag)) {
    const deres = borte.stoppet ? [] : await aktuelleFor(ktx, borte.person, dag, person)
    if (deres.length === 0) continue
    const hvem = (await hentPersoner(ktx, [borte.person])).get(borte.person)?.navn ?? ''
    vikariater.push({ person: borte.person, navn: hvem, oppgaver: deres.map(linje) })
  }
  const leder = []
  for (const oppgave of await forLederen(ktx, person, dag)) {
    const roller = await alleRollerVedSkole(ktx, oppgave.skole)
    leder.push({
      ...linje(oppgave),
      roller: roller
        .filter(r => r.person === oppgave.ansvarlig && r.rolle !== 'administrator')
        .map(r => r.rolle),
    })
  }
  const arshjul = stoppet ? [] : await arshjulslinjer(ktx, person, dag)
  return egne.length + vikariater.length + leder.length + arshjul.length === 0
    ? undefined
    : { dag, egne: egne.map(linje), vikarFor: vikariater, leder, arshjul }
}

/** The tasks a person is reminded of now, the soonest first; also only those that `vikar` may have, when one is named. */
export async function aktuelleFor(
  ktx: Kontekst,
  person: string,
  dag: string,
  vikar?: string,
): Promise<Oppgave[]> {
  const ut: Oppgave[] = []
  for (const oppgave of await apneOppgaverFor(ktx, person)) {
    if (!erAktuell(oppgave, dag) || !(await kanMinnesOm(ktx, oppgave, person))) continue
    if (vikar === undefined || (await kanMinnesOm(ktx, oppgave, vikar))) ut.push(oppgave)
  }
  return ut
}

/**
 * Whoever has left the team, or the forløp, hears nothing more; nor is anybody reminded on behalf of a service that has lost
 * its yes in the case (fag: samtykke, regel 4).
 */
async function kanMinnesOm(ktx: Kontekst, oppgave: Oppgave, person: string): Promise<boolean> {
  const aktor = { person, navn: '' }
  const adgang = await adgangTilOppgaven(ktx, aktor, oppgave)
  if (adgang === undefined) return false
  const sak = await sakForTiltak(ktx, oppgave.tiltak)
  return sak === undefined || !(await skjulteOppgaver(ktx, aktor, adgang, [sak])).has(sak)
}

async function forLederen(ktx: Kontekst, person: string, dag: string): Promise<Oppgave[]> {
  const skoler = [...new Set((await rollerForPerson(ktx, person)).map(r => r.skole))]
  const frist = dagEtter(dag, -ktx.valg.varsling.lederEtterDager)
  const leder = new Map<string, string | undefined>()
  const ut: Oppgave[] = []
  for (const oppgave of await oppgaverForLederne(ktx, skoler, frist)) {
    if (oppgave.ansvarlig === person) continue
    if (!leder.has(oppgave.mote)) {
      const mote = await hentMote(ktx, oppgave.mote)
      leder.set(oppgave.mote, mote && (await finnLeder(ktx, mote)))
    }
    if (leder.get(oppgave.mote) !== person) continue
    if ((await adgangTilOppgaven(ktx, { person, navn: '' }, oppgave)) !== undefined) ut.push(oppgave)
  }
  return ut
}
