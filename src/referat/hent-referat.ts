import type { Kontekst } from '../database/kontekst.ts'
import { rettbareDeler, synligeDeler } from '../mote/adgang-til-mote.ts'
import { type Agendavisning, hentAgendavisning } from '../mote/hent-agenda.ts'
import { harKanalkort } from '../mote/moter.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { hentPersoner, malformVed } from '../tilgang/tilgang-store.ts'
import { kanGodkjenne } from './godkjenn-referat.ts'
import { hentReferat, hentRettelser, type Referat, type Rettelse } from './referat-store.ts'
import { hentReferatfil, type Referatfil } from './referatfil-store.ts'

export type Referatvisning = {
  visning: Agendavisning
  referat: Referat
  rettelser: Rettelse[]
  /** The parts a correction may be about. */
  rettbare: number[]
  navnFor: Map<string, string>
  kanGodkjenne: boolean
  malform: 'nb' | 'nn'
  /** What is known of it in the channel's folder, and whether this person may ask for it to be there. */
  fil: Referatfil | undefined
  kanLagres: boolean
}

/** The referat as this participant may read it; undefined when there is none, or none for this person. */
export async function hentReferatvisning(
  ktx: Kontekst,
  aktor: Aktor,
  moteId: string,
): Promise<Referatvisning | undefined> {
  const visning = await hentAgendavisning(ktx, aktor, moteId)
  const referat = visning && (await hentReferat(ktx, moteId))
  if (visning === undefined || referat === undefined) return undefined
  const { mote } = visning.agenda
  const synlig = await synligeDeler(ktx, mote, visning.adgang)
  const rettelser = (await hentRettelser(ktx, moteId)).filter(r => synlig(r.del))
  const flere = await hentPersoner(ktx, [
    ...rettelser.map(r => r.person),
    ...visning.tiltak.flatMap(t => (t.ansvarlig === null ? [] : [t.ansvarlig])),
    ...(referat.godkjent_av === null ? [] : [referat.godkjent_av]),
  ])
  return {
    visning,
    referat,
    rettelser,
    rettbare: await rettbareDeler(ktx, mote, visning.adgang),
    navnFor: new Map([...visning.navnFor, ...[...flere.values()].map(p => [p.person, p.navn] as const)]),
    kanGodkjenne:
      referat.godkjent === null &&
      mote.status === 'avholdt' &&
      kanGodkjenne(mote, visning.adgang, aktor.person),
    malform: await malformVed(ktx, mote.skole),
    fil: await hentReferatfil(ktx, mote.id),
    kanLagres:
      referat.godkjent !== null &&
      ktx.valg.m365.filer &&
      mote.forlop === null &&
      harKanalkort(mote.type, ktx.valg) &&
      kanGodkjenne(mote, visning.adgang, aktor.person),
  }
}
