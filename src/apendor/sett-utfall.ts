import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { type Drofting, type Instans, PAMINNES_ETTER, serUtfall, type Utfall } from './apendor.ts'
import { hentDrofting, lagreUtfall, lasDag } from './apendor-store.ts'
import { planleggPaminnelse, trekkPaminnelser } from './minn-om-melding.ts'

/** `endret-av-annen`: somebody else got there first; nothing was done. */
export type Utfallssvar = { kode: 'satt' | 'endret-av-annen'; apendag: string } | FinnesIkke

/** What came of a drøfting. Where the duty to report was found to be there, its fagkonsulent is reminded until it is sent. */
export function settUtfall(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { drofting: string; versjon: number; utfall: Utfall; instans: Instans | '' },
): Promise<Utfallssvar> {
  const { utfall, instans } = inn
  return medDrofting(ktx, aktor, inn.drofting, d => {
    if (d.utfall === utfall && d.instans === instans) return 'som-for'
    if (d.versjon !== inn.versjon) return 'endret-av-annen'
    return { utfall, instans, meldingSendt: null }
  })
}

/** «Angre»: as if nothing had come of it yet. */
export function angreUtfall(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { drofting: string; versjon: number },
): Promise<Utfallssvar> {
  return medDrofting(ktx, aktor, inn.drofting, d => {
    if (d.utfall === '') return 'som-for'
    if (d.versjon !== inn.versjon) return 'endret-av-annen'
    return { utfall: '', instans: '', meldingSendt: null }
  })
}

/** «Er meldingen sendt?» The reminder's own «Ja, sendt» knows no version: that it is sent stands whoever says it. */
export function settSendt(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { drofting: string; versjon: number | undefined; sendt: boolean },
): Promise<Utfallssvar> {
  return medDrofting(ktx, aktor, inn.drofting, d => {
    if (d.utfall !== 'melding') return 'endret-av-annen'
    if (d.meldingSendt === inn.sendt) return 'som-for'
    if (inn.versjon === undefined ? !inn.sendt : d.versjon !== inn.versjon) return 'endret-av-annen'
    return { utfall: d.utfall, instans: d.instans, meldingSendt: inn.sendt }
  })
}

type Nytt = Pick<Drofting, 'utfall' | 'instans' | 'meldingSendt'>

function medDrofting(
  ktx: Kontekst,
  aktor: Aktor,
  id: string,
  avgjor: (drofting: Drofting) => Nytt | 'som-for' | 'endret-av-annen',
): Promise<Utfallssvar> {
  return iTransaksjon(ktx, async trx => {
    const funnet = await hentDrofting(trx, id)
    // The day is held, as by those who sign up and call off; what was read before that may be old.
    const dag = funnet && (await lasDag(trx, funnet.dag))
    const drofting = dag && (await hentDrofting(trx, id))
    if (drofting === undefined || dag === undefined) return FINNES_IKKE
    const adgang = await adgangTil(trx, aktor, dag.skole)
    if (adgang === undefined || !serUtfall(adgang.roller)) return FINNES_IKKE
    const nytt = dag.status === 'avlyst' ? 'endret-av-annen' : avgjor(drofting)
    if (nytt === 'endret-av-annen') return { kode: 'endret-av-annen', apendag: dag.id }
    if (nytt === 'som-for') return { kode: 'satt', apendag: dag.id }
    await lagreUtfall(trx, id, nytt)
    await trekkPaminnelser(trx, id)
    if (nytt.utfall === 'melding' && nytt.meldingSendt !== true)
      await planleggPaminnelse(trx, { drofting: id, person: aktor.person }, PAMINNES_ETTER)
    // That something was set, not what.
    await loggHendelse(trx, { person: aktor.person, kode: 'apendor-utfall', gjelder: dag.id })
    return { kode: 'satt', apendag: dag.id }
  })
}
