import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { medTilkobling } from '../drift/med-tilkobling.ts'
import { adgangTilMote } from '../mote/adgang-til-mote.ts'
import { hentMote } from '../mote/mote-store.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { hentKanal, lagreGruppe } from '../tilgang/tilgang-store.ts'
import { KunneIkkeLevere } from '../utboks/utboks.ts'
import type { Filmappe, Kanalmappe, Kanalsted } from './filmappe.ts'
import { kanGodkjenne } from './godkjenn-referat.ts'
import { hentReferat } from './referat-store.ts'
import type { Mappeavslag } from './referatfil.ts'
import { onskFilarbeid } from './referatfil-endret.ts'
import { onskReferatfil } from './referatfil-store.ts'
import { harMappe, vurderMappe } from './vurder-mappe.ts'

export type Mappelagring =
  | { kode: 'bestilt' }
  | { kode: 'ikke-leder' | 'ikke-godkjent' }
  | { kode: 'avslag'; grunn: Mappeavslag; utenfor: number }
  | FinnesIkke

/**
 * «Lagre i kanalens mappe»: the leader or the rektor asks for it; who can read the folder is looked up now, for the answer,
 * and again by the outbox just before the file is put there. `finnGruppe`: asks Teams for the group behind a team.
 */
export async function lagreIMappe(
  ktx: Kontekst,
  aktor: Aktor,
  moteId: string,
  m365: {
    filmappe: Filmappe | undefined
    finnGruppe(kanal: { team: string; service_url: string }): Promise<string | undefined>
  },
): Promise<Mappelagring> {
  const mote = await hentMote(ktx, moteId)
  const adgang = mote && (await adgangTilMote(ktx, aktor, mote))
  if (mote === undefined || adgang?.deltaker !== true) return FINNES_IKKE
  const referat = await hentReferat(ktx, mote.id)
  if (referat === undefined) return FINNES_IKKE
  if (!kanGodkjenne(mote, adgang, aktor.person)) return { kode: 'ikke-leder' }
  if (referat.godkjent === null) return { kode: 'ikke-godkjent' }
  if (!harMappe(ktx, mote)) return { kode: 'avslag', grunn: 'ikke-i-kanal', utenfor: 0 }
  const kanal = await hentKanal(ktx, mote.kanal)
  // A channel that is another school's by now is not this meeting's.
  if (m365.filmappe === undefined || kanal?.skole !== mote.skole)
    return { kode: 'avslag', grunn: 'ingen-mappe', utenfor: 0 }
  const gruppe = kanal.gruppe || (await m365.finnGruppe(kanal))
  if (gruppe === undefined) return { kode: 'avslag', grunn: 'ingen-mappe', utenfor: 0 }
  if (kanal.gruppe === '') await lagreGruppe(ktx, kanal.team, gruppe)
  const mappe = await mappen(ktx, m365.filmappe, { gruppe, kanal: kanal.kanal })
  if (mappe === 'ingen') return { kode: 'avslag', grunn: 'ingen-mappe', utenfor: 0 }
  // What does not answer now is asked by the outbox until it does.
  if (mappe !== 'senere') {
    const vurdert = await vurderMappe(ktx, mote.id, mappe, aktor.person)
    if (vurdert.kode === 'avslag') return vurdert
  }
  await iTransaksjon(ktx, async trx => {
    await onskReferatfil(trx, {
      mote: mote.id,
      skole: mote.skole,
      kanal: kanal.kanal,
      gruppe,
      av: aktor.person,
    })
    await onskFilarbeid(trx, mote.id)
    await loggHendelse(trx, { person: aktor.person, kode: 'referat-til-mappe', gjelder: mote.id })
  })
  return { kode: 'bestilt' }
}

async function mappen(
  ktx: Kontekst,
  filmappe: Filmappe,
  sted: Kanalsted,
): Promise<Kanalmappe | 'ingen' | 'senere'> {
  try {
    return await medTilkobling(ktx, 'filer', () => filmappe.apne(sted))
  } catch (feil) {
    if (!(feil instanceof KunneIkkeLevere)) throw feil
    return feil.feil.varig ? 'ingen' : 'senere'
  }
}
