import type { Kontekst } from '../database/kontekst.ts'
import { adgangTilOppgaven } from '../mote/adgang-til-mote.ts'
import { hentMote, type Mote } from '../mote/mote-store.ts'
import type { Motetype } from '../mote/motetype.ts'
import { hentPunkt } from '../mote/punkt-store.ts'
import { hentTiltakEtterId } from '../referat/referat-store.ts'
import { teamForSak } from '../sak/finn-sak.ts'
import { hentSak } from '../sak/sak-store.ts'
import { skjulteOppgaver } from '../samtykke/skjulte-oppgaver.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { hentPersoner, hentSkole } from '../tilgang/tilgang-store.ts'
import { erApen } from './oppfolging.ts'
import { hentOppgave, type Oppgave } from './oppgave-store.ts'
import { oppgaveFor } from './svar-oppgave.ts'

/** A task without its text: what a message may say. */
export type Oppgavekort = {
  oppgave: Oppgave
  skole: string
  mote: Mote | undefined
  motetype: Motetype | undefined
}

export async function hentOppgavekort(ktx: Kontekst, id: string): Promise<Oppgavekort | undefined> {
  const oppgave = await hentOppgave(ktx, id)
  if (oppgave === undefined) return undefined
  const mote = await hentMote(ktx, oppgave.mote)
  return {
    oppgave,
    skole: (await hentSkole(ktx, oppgave.skole))?.navn ?? '',
    mote,
    motetype: mote && ktx.valg.motetyper[mote.type],
  }
}

export type Oppgavevisning = Oppgavekort & {
  tekst: string
  fjernet: boolean
  /** The text is not for this person any longer: only the reference stands. */
  bareRef: boolean
  enighet: string
  team: { person: string; navn: string; roller: Rolle[] }[]
  ansvarligNavn: string
  /** One's own, and open: the one who is reminded chooses when. */
  minnes: boolean
}

/** The task with its text, for its owner and those who lead the school's meetings. */
export async function hentOppgavevisning(
  ktx: Kontekst,
  aktor: Aktor,
  id: string,
): Promise<Oppgavevisning | undefined> {
  const oppgave = await oppgaveFor(ktx, aktor, id)
  const kort = oppgave && (await hentOppgavekort(ktx, oppgave.id))
  if (kort === undefined) return undefined
  const tiltak = (await hentTiltakEtterId(ktx, [kort.oppgave.tiltak])).get(kort.oppgave.tiltak)
  const punkt = tiltak && (await hentPunkt(ktx, tiltak.punkt))
  const team = await teamVed(ktx, kort)
  const ansvarlig = await hentPersoner(ktx, [kort.oppgave.ansvarlig])
  const adgang = await adgangTilOppgaven(ktx, aktor, kort.oppgave)
  const bareRef =
    tiltak?.sak != null && adgang !== undefined
      ? (await skjulteOppgaver(ktx, aktor, adgang, [tiltak.sak])).has(tiltak.sak)
      : false
  return {
    ...kort,
    tekst: bareRef ? '' : (tiltak?.tekst ?? ''),
    fjernet: tiltak === undefined || tiltak.fjernet !== null,
    bareRef,
    enighet: punkt?.slag === 'sak' ? punkt.enighet : 'ja',
    team,
    ansvarligNavn: ansvarlig.get(kort.oppgave.ansvarlig)?.navn ?? '',
    minnes: kort.oppgave.ansvarlig === aktor.person && erApen(kort.oppgave.status),
  }
}

async function teamVed(ktx: Kontekst, { oppgave, mote }: Oppgavekort): Promise<Oppgavevisning['team']> {
  const sak = mote?.forlop ? await hentSak(ktx, mote.forlop) : undefined
  const roller = await teamForSak(ktx, sak ?? { id: '', skole: oppgave.skole, slag: 'team' })
  const personer = await hentPersoner(
    ktx,
    roller.map(r => r.person),
  )
  return [...new Set(roller.map(r => r.person))].map(person => ({
    person,
    navn: personer.get(person)?.navn ?? '',
    roller: roller.filter(r => r.person === person).map(r => r.rolle),
  }))
}
