import { createHash, randomBytes } from 'node:crypto'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Adgang, type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { hentSkole } from '../tilgang/tilgang-store.ts'
import { skolearetsDager, skolearSomLages } from './arshjul.ts'
import { type Apningsdag, apendorDager, type Teammote, teammoter } from './arshjul-store.ts'
import { type Linje, linjerVed, mineSkoler } from './hent-arshjul.ts'
import {
  finnKalenderlenke,
  kalenderlenkerTil,
  lagreKalenderlenke,
  slettKalenderlenke,
  slettUtlopte,
} from './kalenderlenke-store.ts'

/** How long a download can be fetched, in minutes. */
const NEDLASTING_MINUTTER = 15

export type Lenkesvar = { kode: 'lenke'; token: string } | FinnesIkke

/**
 * A link to the årshjul as a calendar: of one school, or of all this person has (`skole` empty). A subscription lives until it
 * is switched off, or the person has no role there any more; the link to one download for a quarter of an hour.
 */
export async function lagKalenderlenke(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; slag: 'abonnement' | 'nedlasting' },
): Promise<Lenkesvar> {
  return iTransaksjon(ktx, async trx => {
    if ((await skolerFor(trx, aktor, inn.skole)).length === 0) return FINNES_IKKE
    await slettUtlopte(trx)
    const token = randomBytes(32).toString('base64url')
    await lagreKalenderlenke(trx, {
      merke: merkeFor(token),
      person: aktor.person,
      skole: inn.skole,
      utloper: inn.slag === 'abonnement' ? null : ktx.na().plus({ minutes: NEDLASTING_MINUTTER }).toJSDate(),
    })
    await loggHendelse(trx, {
      person: aktor.person,
      kode: inn.slag === 'abonnement' ? 'kalenderlenke-laget' : 'kalender-lastet-ned',
      gjelder: inn.skole,
    })
    return { kode: 'lenke', token }
  })
}

export async function slaAvKalenderlenke(
  ktx: Kontekst,
  aktor: Aktor,
  skole: string,
): Promise<{ kode: 'av' } | FinnesIkke> {
  return iTransaksjon(ktx, async trx => {
    if ((await skolerFor(trx, aktor, skole)).length === 0) return FINNES_IKKE
    if (await slettKalenderlenke(trx, { person: aktor.person, skole }))
      await loggHendelse(trx, { person: aktor.person, kode: 'kalenderlenke-av', gjelder: skole })
    return { kode: 'av' }
  })
}

export type Lenkevisning = { skole: string; navn: string; skoler: number; abonnement: boolean }

export async function hentLenkevisning(
  ktx: Kontekst,
  aktor: Aktor,
  skole: string,
): Promise<Lenkevisning | undefined> {
  const skoler = await skolerFor(ktx, aktor, skole)
  if (skoler.length === 0) return undefined
  const abonnement = (await kalenderlenkerTil(ktx, aktor.person)).includes(skole)
  const navn = skole === '' ? '' : ((await hentSkole(ktx, skole))?.navn ?? '')
  return { skole, navn, skoler: skoler.length, abonnement }
}

/** What a calendar shows: duties, sessions and the team's meetings, at which school. No person and no case. */
export type Kalender = {
  skoler: { id: string; navn: string }[]
  linjer: Linje[]
  moter: Teammote[]
  apendor: Apningsdag[]
}

/**
 * What a link leads to now: the roles are looked up anew each time. Unknown, switched off and without a role look the same;
 * a link whose person has no role there does not come back to life with a new one.
 */
export async function apneKalender(ktx: Kontekst, token: string): Promise<Kalender | undefined> {
  const lenke = await finnKalenderlenke(ktx, merkeFor(token))
  if (lenke === undefined) return undefined
  const adganger = await skolerFor(ktx, { person: lenke.person, navn: '' }, lenke.skole)
  if (adganger.length === 0) {
    await slettKalenderlenke(ktx, lenke)
    return undefined
  }
  const ider = adganger.map(a => a.skole)
  const skoler: Kalender['skoler'] = []
  for (const id of ider) {
    const skole = await hentSkole(ktx, id)
    if (skole !== undefined) skoler.push(skole)
  }
  const kalender: Kalender = { skoler, linjer: [], moter: [], apendor: [] }
  for (const skolear of skolearSomLages(ktx.na().toFormat('yyyy-MM-dd'))) {
    const dager = skolearetsDager(skolear)
    kalender.linjer.push(...(await linjerVed(ktx, adganger, skolear)))
    kalender.moter.push(
      ...(await teammoter(ktx, ider, dager)).filter(m => ktx.valg.motetyper[m.type]?.gjelder !== 'forlop'),
    )
    kalender.apendor.push(...(await apendorDager(ktx, ider, dager)))
  }
  return kalender
}

async function skolerFor(ktx: Kontekst, aktor: Aktor, skole: string): Promise<Adgang[]> {
  return (await mineSkoler(ktx, aktor)).filter(a => skole === '' || a.skole === skole)
}

const merkeFor = (token: string) => createHash('sha256').update(token).digest('base64url')
