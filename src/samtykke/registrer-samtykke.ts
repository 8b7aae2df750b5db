import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { sakFor, teamForSak } from '../sak/finn-sak.ts'
import { lasSak, type Sakshode, settApen } from '../sak/sak-store.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import type { Tjeneste } from '../tilgang/roller.ts'
import {
  type KanIkkeRegistrere,
  kontroller,
  type LagretSamtykke,
  nyttSamtykke,
  type Samtykke,
  statusFor,
  svarFor,
  utenTjeneste,
} from './samtykke.ts'
import { samtykkeEndret } from './samtykke-endret.ts'
import { hentSamtykke, lagreSamtykke } from './samtykke-store.ts'

export type Samtykkesvar =
  | { kode: 'registrert'; ref: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ukjent-person' }
  | { kode: 'endret-av-annen'; versjon: number }
  | KanIkkeRegistrere
  | FinnesIkke

/** Records what the guardians and the youth have answered. The case stays anonymous until somebody opens it (regel 7). */
export async function registrerSamtykke(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; versjon: number; innhentetAv: string; samtykke: Samtykke },
): Promise<Samtykkesvar> {
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  const ugyldig = kontroller(inn.samtykke, idag)
  return iTransaksjon(ktx, async trx => {
    const funnet = await lastSak(trx, aktor, inn.sak)
    if (funnet.kode !== 'funnet') return funnet
    if (ugyldig !== undefined) return ugyldig
    const { sak } = funnet
    const fra = await hentSamtykke(trx, sak.id)
    if ((fra?.versjon ?? 0) !== inn.versjon) return { kode: 'endret-av-annen', versjon: fra?.versjon ?? 0 }
    const innhenter = (await teamForSak(trx, sak)).find(r => r.person === inn.innhentetAv)
    if (innhenter === undefined) return { kode: 'ukjent-person' }
    // A case that was open when its consent ended is not opened again by a new one: somebody does that (regel 7).
    // One family's forløp is followed openly by those in it: there the consent alone decides.
    if (sak.slag !== 'forlop' && statusFor(fra, idag) !== 'gitt') await settApen(trx, sak.id, false)
    const til = {
      ...nyttSamtykke(fra, inn.samtykke),
      innhentetAv: inn.innhentetAv,
      innhentetRolle: innhenter.rolle,
    }
    await lagreSamtykke(trx, sak.id, fra, til, aktor.person)
    await loggHendelse(trx, { person: aktor.person, kode: 'samtykke-registrert', gjelder: sak.ref })
    await samtykkeEndret(trx, sak, fra, til, aktor.person)
    return { kode: 'registrert', ref: sak.ref }
  })
}

export type Trekksvar =
  | { kode: 'trukket'; ref: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ikke-gitt' }
  | FinnesIkke

/** Withdrawal is one click, for one service or for all, and holds from that moment (fag: samtykke, regel 4). */
export async function trekkSamtykke(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; tjeneste: Tjeneste | undefined },
): Promise<Trekksvar> {
  return iTransaksjon(ktx, async trx => {
    const funnet = await lastSak(trx, aktor, inn.sak)
    if (funnet.kode !== 'funnet') return funnet
    const { sak } = funnet
    const fra = await hentSamtykke(trx, sak.id)
    if (fra === undefined || fra.trukket) return { kode: 'ikke-gitt' }
    if (inn.tjeneste !== undefined && svarFor(fra, inn.tjeneste) !== 'ja') return { kode: 'ikke-gitt' }
    const til: LagretSamtykke =
      inn.tjeneste === undefined ? { ...fra, trukket: true } : utenTjeneste(fra, inn.tjeneste)
    if (inn.tjeneste === undefined && sak.slag !== 'forlop') await settApen(trx, sak.id, false)
    await lagreSamtykke(trx, sak.id, fra, til, aktor.person)
    await loggHendelse(trx, {
      person: aktor.person,
      kode: inn.tjeneste === undefined ? 'samtykke-trukket' : `samtykke-trukket-${inn.tjeneste}`,
      gjelder: sak.ref,
    })
    await samtykkeEndret(trx, sak, fra, til, aktor.person)
    return { kode: 'trukket', ref: sak.ref }
  })
}

async function lastSak(
  ktx: Kontekst,
  aktor: Aktor,
  id: string,
): Promise<{ kode: 'funnet'; sak: Sakshode } | { kode: 'mangler-rolle' } | FinnesIkke> {
  const sak = await lasSak(ktx, id)
  const funnet = sak && (await sakFor(ktx, aktor, sak.id))
  if (funnet === undefined) return FINNES_IKKE
  if (!adgangKan(funnet.adgang, 'registrereSamtykke')) return { kode: 'mangler-rolle' }
  return { kode: 'funnet', sak: funnet.sak }
}
