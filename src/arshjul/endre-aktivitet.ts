import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { erDag } from '../mote/moter.ts'
import { type Stoppet, type Vaktsvar, vokt } from '../navnevakt/vokt.ts'
import { type Aktor, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import type { Rolle } from '../tilgang/roller.ts'
import {
  type Aktivitet,
  kanEndre,
  MAKS_TITTEL,
  minnesTil,
  type Okt,
  type Oktstatus,
  type Status,
  skolearetsDager,
  skolearFor,
  ukedager,
} from './arshjul.ts'
import {
  hentArshjul,
  hentOkter,
  lasAktivitet,
  leggTilAktiviteter,
  settAktivitet,
  settOkt,
} from './arshjul-store.ts'
import { hentFridager } from './fridag-store.ts'
import { MALENE } from './les-maler.ts'
import { erSkoledag, type Fri } from './skoledager.ts'

type Nektet = FinnesIkke | { kode: 'mangler-rolle' }
export type UgyldigDag = { kode: 'ugyldig-dato' | 'utenfor-aret' } | { kode: 'ikke-skoledag'; dato: string }
export type Aktivitetssvar = Nektet | UgyldigDag | { kode: 'endret' }

/** Done, not to be done, or open again; one that is open and has been moved is put back where it was. */
export function merkAktivitet(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { aktivitet: string; status: Status },
): Promise<Aktivitetssvar> {
  return endre(ktx, aktor, inn.aktivitet, `arshjul-${inn.status}`, async (trx, aktivitet) => {
    if (inn.status !== 'apen') {
      if (aktivitet.status !== inn.status || aktivitet.avgjortAv === null)
        await settAktivitet(trx, { ...aktivitet, status: inn.status, avgjortAv: aktor.person })
    } else if (aktivitet.status !== 'apen') {
      await settAktivitet(trx, { ...aktivitet, status: 'apen', avgjortAv: null })
    } else if (aktivitet.plan !== null) {
      await settAktivitet(trx, { ...aktivitet, ...aktivitet.plan, plan: null })
    }
    return { kode: 'endret' }
  })
}

/** To a new last day, which is a school day of the same school year. */
export function flyttAktivitet(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { aktivitet: string; dato: string },
): Promise<Aktivitetssvar> {
  return endre(ktx, aktor, inn.aktivitet, 'arshjul-flyttet', async (trx, aktivitet, fri) => {
    const ugyldig = provDag(inn.dato, aktivitet.skolear, fri)
    if (ugyldig !== undefined) return ugyldig
    const { fra, til } = aktivitet
    await settAktivitet(trx, {
      ...aktivitet,
      fra: inn.dato < fra ? inn.dato : fra,
      til: inn.dato,
      plan: aktivitet.plan ?? { fra, til },
      status: 'apen',
      avgjortAv: null,
      minnesTil: inn.dato > aktivitet.minnesTil ? inn.dato : aktivitet.minnesTil,
    })
    return { kode: 'endret' }
  })
}

export type Oktsvar = Aktivitetssvar | { kode: 'fast-tema' }

/** Held, open again, or taken out. A theme that is always in the course is not taken out. */
export function merkOkt(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { aktivitet: string; nr: number; status: Oktstatus },
): Promise<Oktsvar> {
  return endre<Oktsvar>(ktx, aktor, inn.aktivitet, `okt-${inn.status}`, async (trx, aktivitet) => {
    const okt = (await okterI(trx, aktivitet)).find(o => o.nr === inn.nr)
    if (okt === undefined) return FINNES_IKKE
    if (inn.status === 'utgar' && erFast(aktivitet, okt)) return { kode: 'fast-tema' }
    await settOkt(trx, { aktivitet: aktivitet.id, nr: okt.nr, status: inn.status })
    await folgOktene(trx, aktor, aktivitet)
    return { kode: 'endret' }
  })
}

export function flyttOkt(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { aktivitet: string; nr: number; dato: string },
): Promise<Aktivitetssvar> {
  return endre(ktx, aktor, inn.aktivitet, 'okt-flyttet', async (trx, aktivitet, fri) => {
    const okt = (await okterI(trx, aktivitet)).find(o => o.nr === inn.nr)
    if (okt === undefined) return FINNES_IKKE
    const ugyldig = provDag(inn.dato, aktivitet.skolear, fri)
    if (ugyldig !== undefined) return ugyldig
    await settOkt(trx, { aktivitet: aktivitet.id, nr: okt.nr, dato: inn.dato, status: 'apen' })
    await folgOktene(trx, aktor, aktivitet)
    return { kode: 'endret' }
  })
}

/** The sessions that are left, one a week from `start` on the same weekday; weeks when the school is free are passed over. */
export function settDatoer(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { aktivitet: string; start: string },
): Promise<Aktivitetssvar> {
  return endre(ktx, aktor, inn.aktivitet, 'okter-satt', async (trx, aktivitet, fri) => {
    const igjen = (await okterI(trx, aktivitet)).filter(o => o.status === 'apen')
    const ugyldig = provDag(inn.start, aktivitet.skolear, fri)
    if (ugyldig !== undefined) return ugyldig
    const dager = ukedager(inn.start, igjen.length, fri)
    if ((dager.at(-1) ?? '') > skolearetsDager(aktivitet.skolear).til) return { kode: 'utenfor-aret' }
    for (const [i, okt] of igjen.entries())
      await settOkt(trx, { aktivitet: aktivitet.id, nr: okt.nr, dato: dager[i] ?? null })
    return { kode: 'endret' }
  })
}

export type NySvar =
  | Nektet
  | Stoppet
  | { kode: 'ugyldig-dato' | 'utenfor-aret' | 'mangler-tittel' | 'mangler-rolle-valg' | 'ikke-laget' }
  | { kode: 'lagt-til'; maned: string }

/** The school's own activity. Those who convene add one for any role, others for a role they have. */
export async function leggTilAktivitet(
  ktx: Kontekst,
  aktor: Aktor,
  inn: {
    skole: string
    tittel: string
    rolle: Rolle | undefined
    fra: string
    til: string
    vakt: Vaktsvar
  },
): Promise<NySvar> {
  return iTransaksjon(ktx, async trx => {
    const adgang = await adgangTil(trx, aktor, inn.skole)
    if (adgang?.deltaker !== true) return FINNES_IKKE
    if (inn.rolle === undefined) return { kode: 'mangler-rolle-valg' }
    if (!kanEndre(adgang.roller, [inn.rolle])) return { kode: 'mangler-rolle' }
    const stoppet = await vokt(trx, aktor, {
      felter: { aktivitetstittel: inn.tittel },
      gjelder: 'arshjul',
      svar: inn.vakt,
    })
    if (stoppet !== undefined) return stoppet
    if (inn.tittel === '' || inn.tittel.length > MAKS_TITTEL) return { kode: 'mangler-tittel' }
    const til = inn.til === '' ? inn.fra : inn.til
    if (!erDag(inn.fra) || !erDag(til) || til < inn.fra) return { kode: 'ugyldig-dato' }
    const skolear = skolearFor(inn.fra)
    if (skolearFor(til) !== skolear) return { kode: 'utenfor-aret' }
    const laget = await hentArshjul(trx, { skoler: [inn.skole], til: skolear })
    if (!laget.some(a => a.skolear === skolear)) return { kode: 'ikke-laget' }
    const id = crypto.randomUUID()
    await leggTilAktiviteter(trx, inn.skole, skolear, [
      {
        id,
        mal: '',
        nr: 1,
        trinn: 0,
        tittel: inn.tittel,
        roller: [inn.rolle],
        fra: inn.fra,
        til,
        minnesTil: minnesTil(skolear, til),
        status: 'apen',
        temaer: [],
      },
    ])
    await loggHendelse(trx, { person: aktor.person, kode: 'arshjul-lagt-til', gjelder: id })
    return { kode: 'lagt-til', maned: inn.fra.slice(0, 7) }
  })
}

async function endre<T extends { kode: string }>(
  ktx: Kontekst,
  aktor: Aktor,
  id: string,
  hendelse: string,
  arbeid: (ktx: Kontekst, aktivitet: Aktivitet, fri: readonly Fri[]) => Promise<T>,
): Promise<T | Nektet> {
  return iTransaksjon<T | Nektet>(ktx, async trx => {
    const aktivitet = await lasAktivitet(trx, id)
    const adgang = aktivitet && (await adgangTil(trx, aktor, aktivitet.skole))
    if (aktivitet === undefined || adgang?.deltaker !== true) return FINNES_IKKE
    if (!kanEndre(adgang.roller, aktivitet.roller)) return { kode: 'mangler-rolle' }
    const { fra } = skolearetsDager(aktivitet.skolear)
    const fri = (await hentFridager(trx, { skoler: [aktivitet.skole], fra })).get(aktivitet.skole) ?? []
    const svar = await arbeid(trx, aktivitet, fri)
    if (svar.kode === 'endret')
      await loggHendelse(trx, { person: aktor.person, kode: hendelse, gjelder: aktivitet.id })
    return svar
  })
}

function provDag(dato: string, skolear: number, fri: readonly Fri[]): UgyldigDag | undefined {
  if (!erDag(dato)) return { kode: 'ugyldig-dato' }
  if (skolearFor(dato) !== skolear) return { kode: 'utenfor-aret' }
  return erSkoledag(dato, fri) ? undefined : { kode: 'ikke-skoledag', dato }
}

const okterI = async (ktx: Kontekst, { id }: Aktivitet): Promise<Okt[]> =>
  (await hentOkter(ktx, [id])).get(id) ?? []

function erFast({ mal }: Aktivitet, okt: Okt): boolean {
  return MALENE.find(m => m.id === mal)?.okter.some(o => o.id === okt.tema && o.fast) ?? false
}

/** A course is done when nothing of it is left, and at least one session was held. */
async function folgOktene(ktx: Kontekst, aktor: Aktor, aktivitet: Aktivitet): Promise<void> {
  const okter = await okterI(ktx, aktivitet)
  const ferdig = okter.every(o => o.status !== 'apen') && okter.some(o => o.status === 'gjort')
  if (ferdig && aktivitet.status === 'apen')
    await settAktivitet(ktx, { ...aktivitet, status: 'gjort', avgjortAv: aktor.person })
  if (!ferdig && aktivitet.status === 'gjort')
    await settAktivitet(ktx, { ...aktivitet, status: 'apen', avgjortAv: null })
}
