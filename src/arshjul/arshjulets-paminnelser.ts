import type { Kontekst } from '../database/kontekst.ts'
import { rollerForPerson } from '../tilgang/tilgang-store.ts'
import {
  type Aktivitet,
  ansvarlige,
  type Mal,
  minnesMellom,
  plasser,
  skolearetsDager,
  skolearFor,
  virkeligVindu,
} from './arshjul.ts'
import { apneAktiviteter, hentOkter, rollerVedSkolene, skolene } from './arshjul-store.ts'
import { hentFridager } from './fridag-store.ts'
import { sikreArshjul } from './lag-arshjul.ts'
import { MALENE } from './les-maler.ts'

/** A duty of the school year, as a reminder names it: no case is in it. `skole`: its name. `til`: the last day of its window, yyyy-MM-dd. */
export type Arshjulslinje = { id: string; skole: string; tittel: string; til: string; forfalt: boolean }

/** Those for whom something in the årshjul has its day of reminding after `forrige` and by `dag` (yyyy-MM-dd). */
export async function hvemMinnesOmArshjulet(
  ktx: Kontekst,
  { forrige, dag }: { forrige: string; dag: string },
): Promise<string[]> {
  await sikreArshjul(ktx, dag)
  const apne = await apneVed(ktx, dag)
  const roller = await rollerVedSkolene(ktx)
  const hvem = new Set<string>()
  for (const { aktivitet, vindu, fri } of apne)
    if (minnesMellom(vindu, aktivitet.minnesTil, fri, { forrige, dag }))
      for (const person of ansvarlige(aktivitet.roller, roller.get(aktivitet.skole) ?? [])) hvem.add(person)
  return [...hvem]
}

/** What is open in the årshjul for this person on `dag`, soonest first. */
export async function arshjulslinjer(ktx: Kontekst, person: string, dag: string): Promise<Arshjulslinje[]> {
  const mine = await rollerForPerson(ktx, person)
  const skoler = [...new Set(mine.filter(r => r.enhet === '').map(r => r.skole))]
  const [apne, roller, navn] = [
    await apneVed(ktx, dag, skoler),
    await rollerVedSkolene(ktx, skoler),
    await skolene(ktx, skoler),
  ]
  return apne
    .filter(
      ({ aktivitet, vindu }) =>
        vindu.fra <= dag &&
        (dag <= aktivitet.minnesTil || dag <= vindu.til) &&
        ansvarlige(aktivitet.roller, roller.get(aktivitet.skole) ?? []).includes(person),
    )
    .map(({ aktivitet, mal, vindu }) => {
      const skole = navn.get(aktivitet.skole)
      return {
        id: aktivitet.id,
        skole: skole?.navn ?? '',
        tittel: tittel(aktivitet, mal, skole?.malform === 'nn' ? 'nn' : 'nb'),
        til: vindu.til,
        forfalt: vindu.til < dag,
      }
    })
    .sort((a, b) => (a.til === b.til ? (a.id < b.id ? -1 : 1) : a.til < b.til ? -1 : 1))
}

/** What somebody typed goes into no message. */
const EGEN = { nb: 'En egen aktivitet i årshjulet', nn: 'Ein eigen aktivitet i årshjulet' }

function tittel(aktivitet: Aktivitet, mal: Mal | undefined, sprak: 'nb' | 'nn'): string {
  return (mal?.tittel ?? EGEN)[sprak].replace('{trinn}', `${aktivitet.trinn}`)
}

async function apneVed(ktx: Kontekst, dag: string, skoler?: readonly string[]) {
  const skolear = skolearFor(dag)
  const hvilke = skoler === undefined ? {} : { skoler }
  const aktiviteter = await apneAktiviteter(ktx, { ...hvilke, skolear, dag })
  if (aktiviteter.length === 0) return []
  const okter = await hentOkter(
    ktx,
    aktiviteter.filter(a => a.mal !== '').map(a => a.id),
  )
  const fridager = await hentFridager(ktx, { ...hvilke, fra: skolearetsDager(skolear).fra })
  return aktiviteter.flatMap(aktivitet => {
    const mal = MALENE.find(m => m.id === aktivitet.mal)
    if (mal === undefined && aktivitet.mal !== '') return []
    const fri = fridager.get(aktivitet.skole) ?? []
    const vindu = plasser(virkeligVindu(aktivitet, okter.get(aktivitet.id) ?? []), fri)
    return [{ aktivitet, mal, fri, vindu }]
  })
}
