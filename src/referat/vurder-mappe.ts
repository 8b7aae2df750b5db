import type { Kontekst } from '../database/kontekst.ts'
import { adgangTilMote, teamI } from '../mote/adgang-til-mote.ts'
import { hentMote, type Mote } from '../mote/mote-store.ts'
import { harKanalkort } from '../mote/moter.ts'
import { hentPunkter } from '../mote/punkt-store.ts'
import { hentSakshoder } from '../sak/sak-store.ts'
import { skjulteOppgaver } from '../samtykke/skjulte-oppgaver.ts'
import type { Adgang } from '../tilgang/adgang.ts'
import type { Kanalmappe } from './filmappe.ts'
import { hentReferatvisning, type Referatvisning } from './hent-referat.ts'
import type { Mappeavslag } from './referatfil.ts'

export type Mappevurdering =
  | { kode: 'apen'; visning: Referatvisning }
  | { kode: 'avslag'; grunn: Mappeavslag; utenfor: number }

const avslag = (grunn: Mappeavslag, utenfor = 0) => ({ kode: 'avslag' as const, grunn, utenfor })

/** Does this meeting have a folder at all: one family's never posts in a channel, and so has none. */
export function harMappe(ktx: Kontekst, mote: Pick<Mote, 'forlop' | 'type'>): boolean {
  return mote.forlop === null && harKanalkort(mote.type, ktx.valg)
}

/**
 * May a referat lie in this folder? Only where everybody who can read the folder is of the meeting and may read all of it:
 * nothing is left out in silence. A case that is not discussed here, or that a reader's service has lost its yes in, keeps
 * the whole referat out, also where the card still shows its text: a file outlives the card. Answers with the referat as one
 * of the readers sees it, which is as all of them do.
 */
export async function vurderMappe(
  ktx: Kontekst,
  moteId: string,
  mappe: Pick<Kanalmappe, 'lesere' | 'ukjente'>,
  av: string,
): Promise<Mappevurdering> {
  const mote = await hentMote(ktx, moteId)
  if (mote === undefined || !harMappe(ktx, mote)) return avslag('ikke-i-kanal')
  const team = new Set((await teamI(ktx, mote)).map(r => r.person))
  const lesere = new Set(mappe.lesere)
  const adganger = new Map<string, Adgang>()
  for (const person of lesere) {
    const adgang = team.has(person) ? await adgangTilMote(ktx, { person, navn: '' }, mote) : undefined
    if (adgang?.deltaker === true) adganger.set(person, adgang)
  }
  if (adganger.size < lesere.size) return avslag('flere-lesere', lesere.size - adganger.size)
  if (mappe.ukjente) return avslag('ukjente-lesere')
  const saker = (await hentPunkter(ktx, mote.id)).flatMap(p => (p.sak === null ? [] : [p.sak]))
  const hoder = [...(await hentSakshoder(ktx, saker)).values()]
  if (hoder.some(sak => sak.vern !== 'ingen')) return avslag('ikke-alt')
  for (const [person, adgang] of adganger) {
    const skjult = await skjulteOppgaver(ktx, { person, navn: '' }, adgang, saker)
    if (skjult.size > 0) return avslag('ikke-alt')
  }
  for (const person of [av, ...mappe.lesere]) {
    const visning = await hentReferatvisning(ktx, { person, navn: '' }, mote.id)
    if (visning === undefined) continue
    if (visning.visning.skjult.size > 0) return avslag('ikke-alt')
    return visning.referat.godkjent !== null && harTekst(visning)
      ? { kode: 'apen', visning }
      : avslag('ingen-tekst')
  }
  return avslag('ingen-tekst')
}

function harTekst({ visning, rettelser }: Referatvisning): boolean {
  return (
    visning.punkter.some(p => p.oppsummering !== '' || p.beslutning !== '') ||
    visning.tiltak.some(tiltak => tiltak.tekst !== '') ||
    rettelser.some(rettelse => rettelse.tekst !== '')
  )
}
