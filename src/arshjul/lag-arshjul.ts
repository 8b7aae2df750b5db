import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, adgangKan, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { planlegg, type Skoletype, skolearSomLages } from './arshjul.ts'
import {
  hentAktiviteter,
  hentArshjul,
  hentOkter,
  leggTilAktiviteter,
  opprettArshjul,
  settSkoletype,
  slettAktiviteter,
} from './arshjul-store.ts'
import { MALENE } from './les-maler.ts'

export type Lagd = { kode: 'laget' } | { kode: 'mangler-rolle' | 'ugyldig-skolear' } | FinnesIkke

/**
 * Makes a school's årshjul for a school year from the templates; what is made already is left as it is. `endre`: the school
 * has other grades than was said; what nobody has touched is then exchanged for what those ask.
 */
export async function lagArshjul(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; skolear: number; skoletype: Skoletype; endre?: boolean },
): Promise<Lagd> {
  const adgang = await adgangTil(ktx, aktor, inn.skole)
  if (adgang?.deltaker !== true) return FINNES_IKKE
  if (!adgangKan(adgang, 'kalleInn')) return { kode: 'mangler-rolle' }
  if (!skolearSomLages(idag(ktx)).includes(inn.skolear)) return { kode: 'ugyldig-skolear' }
  await lag(ktx, { ...inn, lagetAv: aktor.person })
  if (inn.endre === true) await byttSkoletype(ktx, aktor, inn)
  return { kode: 'laget' }
}

/**
 * A school that has had an årshjul gets the next by itself, of the same kind: from 1 June, so that the autumn can be planned
 * before the summer. At all schools without `skoler`.
 */
export async function sikreArshjul(ktx: Kontekst, dag: string, skoler?: readonly string[]): Promise<void> {
  const lages = skolearSomLages(dag)
  const finnes = await hentArshjul(ktx, { ...(skoler && { skoler }), til: Math.max(...lages) })
  const siste = new Map<string, (typeof finnes)[number]>()
  for (const her of finnes) if (!siste.has(her.skole)) siste.set(her.skole, her)
  // A year that is over is not made afterwards.
  for (const { skole, skoletype, skolear: nyeste } of siste.values())
    for (const skolear of lages)
      if (skolear > nyeste) await lag(ktx, { skole, skolear, skoletype, lagetAv: '' })
}

async function lag(
  ktx: Kontekst,
  arshjul: { skole: string; skolear: number; skoletype: Skoletype; lagetAv: string },
): Promise<void> {
  const { skole, skolear, skoletype, lagetAv } = arshjul
  await iTransaksjon(ktx, async trx => {
    if (!(await opprettArshjul(trx, arshjul))) return
    await fyll(trx, { skole, skolear, skoletype })
    await loggHendelse(trx, { person: lagetAv, kode: 'arshjul-laget', gjelder: `${skole}:${skolear}` })
  })
}

async function fyll(
  ktx: Kontekst,
  { skole, skolear, skoletype }: { skole: string; skolear: number; skoletype: Skoletype },
): Promise<void> {
  const dag = idag(ktx)
  await leggTilAktiviteter(
    ktx,
    skole,
    skolear,
    planlegg(MALENE, skoletype, skolear).map(ny => ({
      ...ny,
      id: crypto.randomUUID(),
      tittel: '',
      // Nobody is late with what was over before there was an årshjul.
      status: ny.til < dag ? 'ikke_aktuelt' : 'apen',
      temaer: MALENE.find(mal => mal.id === ny.mal)?.okter.map(okt => okt.id) ?? [],
    })),
  )
}

async function byttSkoletype(
  ktx: Kontekst,
  aktor: Aktor,
  arshjul: { skole: string; skolear: number; skoletype: Skoletype },
): Promise<void> {
  const { skole, skolear, skoletype } = arshjul
  await iTransaksjon(ktx, async trx => {
    if (!(await settSkoletype(trx, arshjul))) return
    const nye = new Set(planlegg(MALENE, skoletype, skolear).map(nokkel))
    const alle = (await hentAktiviteter(trx, [skole], skolear)).filter(a => a.mal !== '')
    const okter = await hentOkter(
      trx,
      alle.map(a => a.id),
    )
    const urort = alle.filter(
      a =>
        a.avgjortAv === null &&
        a.plan === null &&
        (okter.get(a.id) ?? []).every(o => o.dato === null && o.status === 'apen'),
    )
    await slettAktiviteter(
      trx,
      urort.filter(a => !nye.has(nokkel(a))).map(a => a.id),
    )
    await fyll(trx, arshjul)
    await loggHendelse(trx, {
      person: aktor.person,
      kode: 'arshjul-trinn-endret',
      gjelder: `${skole}:${skolear}`,
    })
  })
}

const nokkel = ({ mal, nr, trinn }: { mal: string; nr: number; trinn: number }) => `${mal}:${nr}:${trinn}`

const idag = (ktx: Kontekst) => ktx.na().toFormat('yyyy-MM-dd')
