import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { tidspunkt } from '../mote/moter.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { alleRollerVedSkole } from '../tilgang/tilgang-store.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { velgIForlop } from './flytt-forlop.ts'
import { folgForlopet } from './folg-forlopet.ts'
import { arbeidsdagerEtter, kanVaereKontaktperson, skolenSer } from './forlop.ts'
import { ansvarForForlop } from './forlop-adgang.ts'
import { endreForlop, type Forlop, fjernSjekkpunkt, lasForlop } from './forlop-store.ts'
import { RUTINER } from './les-rutiner.ts'
import { apneRing, iOverforing, RING } from './overforing.ts'
import { type Avkryssing, apneSjekkpunkt, kryssAv } from './sjekkpunkter.ts'

export type Kontaktsvar =
  | { kode: 'satt' | 'uendret'; sak: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ukjent-person' }
  | { kode: 'avsluttet' }
  | FinnesIkke

/** Barnevernet says who the kontaktperson is from now on; what the one before had in the forløp follows (fag: roller). */
export async function settKontaktperson(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; person: string },
): Promise<Kontaktsvar> {
  return iTransaksjon(ktx, async trx => {
    const forlop = await lasForlop(trx, inn.sak)
    const funnet = forlop && (await ansvarForForlop(trx, aktor, forlop.sak))
    if (forlop === undefined || funnet === undefined) return FINNES_IKKE
    const { adgang, hode } = funnet
    if (adgang.part !== 'bv') return { kode: 'mangler-rolle' }
    if (forlop.avsluttet !== null) return { kode: 'avsluttet' }
    const roller = (await alleRollerVedSkole(trx, hode.skole)).filter(r => r.person === inn.person)
    if (!kanVaereKontaktperson(forlop, roller)) return { kode: 'ukjent-person' }
    if (forlop.kontaktperson === inn.person) return { kode: 'uendret', sak: forlop.sak }
    await overdraKontakt(trx, aktor, forlop, { til: inn.person, ref: hode.ref })
    return { kode: 'satt', sak: forlop.sak }
  })
}

/** The change itself, with what follows from it; answers the number of tasks. The caller holds the forløp. */
export async function overdraKontakt(
  ktx: Kontekst,
  aktor: Aktor,
  forlop: Forlop,
  { til, ref }: { til: string; ref: string },
): Promise<number> {
  await endreForlop(ktx, forlop.sak, { kontaktperson: til })
  const oppgaver = await folgForlopet(
    ktx,
    aktor,
    { ...forlop, kontaktperson: til },
    { fra: forlop.kontaktperson, til, alle: true },
  )
  await bestillSamtale(ktx, forlop)
  await leggIUtboks(ktx, `ny-kontakt:${forlop.sak}:${crypto.randomUUID()}`, {
    slag: 'forlop-varsel',
    sak: forlop.sak,
    kode: 'ny-kontakt',
    grunn: '',
    person: til,
  })
  await loggHendelse(ktx, { person: aktor.person, kode: 'forlop-kontaktperson', gjelder: ref })
  return oppgaver
}

/**
 * The new one is to ring the sosiallærer; the working day after the time is out, the unit's leader hears. Not while the school
 * is not to know of the forløp.
 */
async function bestillSamtale(ktx: Kontekst, forlop: Forlop): Promise<void> {
  for (const { id } of await apneRing(ktx, forlop.sak)) {
    await trekkFraUtboks(ktx, `sjekkpunkt:${id}`)
    await fjernSjekkpunkt(ktx, id)
  }
  if (!skolenSer(RUTINER, forlop)) return
  const { dager } = ktx.valg.overdragelse
  const frist = arbeidsdagerEtter(ktx.na().toFormat('yyyy-MM-dd'), dager)
  const id = await apneSjekkpunkt(ktx, { sak: forlop.sak, kode: RING, part: 'bv', frist })
  await leggIUtboks(
    ktx,
    // Taken back with the checkpoint's own reminder.
    `sjekkpunkt:${id}:eskalert`,
    { slag: 'forlop-varsel', sak: forlop.sak, kode: 'eskalert', grunn: '' },
    tidspunkt(arbeidsdagerEtter(frist, 1), '08:00'),
  )
}

/** «Jeg har ringt»: ticked off, and where the routine waits for just that, it goes on. */
export async function harRingt(ktx: Kontekst, aktor: Aktor, inn: { sak: string }): Promise<Avkryssing> {
  return iTransaksjon(ktx, async trx => {
    const forlop = await lasForlop(trx, inn.sak)
    const funnet = forlop && (await ansvarForForlop(trx, aktor, forlop.sak))
    if (forlop === undefined || funnet === undefined) return FINNES_IKKE
    if (!funnet.adgang.ansvarlig || funnet.adgang.part !== 'bv') return { kode: 'mangler-rolle' }
    for (const { id } of await apneRing(trx, forlop.sak))
      await kryssAv(trx, aktor, { sak: forlop.sak, sjekkpunkt: id, gjort: true })
    if (iOverforing(forlop)) {
      const { sak, versjon } = forlop
      await velgIForlop(trx, aktor, { sak, versjon, valg: 'presentert', avvik: undefined, dato: undefined })
    }
    return { kode: 'krysset', sak: forlop.sak }
  })
}
