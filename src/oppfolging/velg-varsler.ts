import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { erDag } from '../mote/moter.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { alleRollerVedSkole, hentPersoner, hentSkole, rollerForPerson } from '../tilgang/tilgang-store.ts'
import { klokkeslett } from './paminnelser.ts'
import { hentVarselvalg, lagreVarselvalg, type Varselvalg } from './varselvalg-store.ts'

type Kollega = { person: string; navn: string; roller: Rolle[]; skoler: string[] }

/** Is there anything this person could be reminded of? Administrators have no part in meetings. */
export async function kanMinnes(ktx: Kontekst, aktor: Aktor): Promise<boolean> {
  return (await rollerForPerson(ktx, aktor.person)).some(r => r.rolle !== 'administrator')
}

export type Varselskjema = { valg: Varselvalg; klokkeslett: string[]; kolleger: Kollega[] }

/** What a person has chosen, and what there is to choose among: colleagues at the same schools, in the same unit. */
export async function hentVarselskjema(ktx: Kontekst, aktor: Aktor): Promise<Varselskjema> {
  const { klokke, stille } = ktx.valg.varsling
  const valg = await hentVarselvalg(ktx, aktor.person)
  return {
    valg: valg ?? {
      person: aktor.person,
      klokke,
      stoppet: false,
      borte_fra: null,
      borte_til: null,
      vikar: null,
    },
    klokkeslett: [...new Set([...klokkeslett(stille), klokke])].sort(),
    kolleger: await hentKolleger(ktx, aktor),
  }
}

async function hentKolleger(ktx: Kontekst, aktor: Aktor): Promise<Kollega[]> {
  const mine = (await rollerForPerson(ktx, aktor.person)).filter(r => r.rolle !== 'administrator')
  const funnet = new Map<string, Kollega>()
  for (const skole of new Set(mine.map(r => r.skole))) {
    const enheter = new Set(mine.filter(r => r.skole === skole).map(r => r.enhet))
    for (const { person, rolle, enhet } of await alleRollerVedSkole(ktx, skole)) {
      if (person === aktor.person || rolle === 'administrator' || !enheter.has(enhet)) continue
      const kollega = funnet.get(person) ?? { person, navn: '', roller: [], skoler: [] }
      if (!kollega.roller.includes(rolle)) kollega.roller.push(rolle)
      if (!kollega.skoler.includes(skole)) kollega.skoler.push(skole)
      funnet.set(person, kollega)
    }
  }
  const navn = await hentPersoner(ktx, [...funnet.keys()])
  return [...funnet.values()]
    .map(k => ({ ...k, navn: navn.get(k.person)?.navn ?? '' }))
    .filter(k => k.navn !== '')
    .sort((a, b) => a.navn.localeCompare(b.navn, 'nb'))
}

export type Varselsvar =
  | { kode: 'lagret'; til: string | null }
  | { kode: 'mangler-til' | 'feil-rekkefolge' | 'ukjent-vikar' | 'ukjent-klokke' }

/** When one is reminded, whether at all, and who stands in while one is away. Dates as yyyy-MM-dd, empty for none. */
export async function velgVarsler(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { pa: boolean; klokke: string; fra: string; til: string; vikar: string },
): Promise<Varselsvar> {
  return iTransaksjon(ktx, async trx => {
    const skjema = await hentVarselskjema(trx, aktor)
    const idag = ktx.na().toFormat('yyyy-MM-dd')
    if (!skjema.klokkeslett.includes(inn.klokke)) return { kode: 'ukjent-klokke' }
    if (inn.til === '' && inn.fra !== '') return { kode: 'mangler-til' }
    const borte = inn.til !== ''
    const gyldig = erDag(inn.til) && (inn.fra === '' || erDag(inn.fra))
    if (borte && (!gyldig || inn.til < idag || inn.fra > inn.til)) return { kode: 'feil-rekkefolge' }
    const vikar = skjema.kolleger.find(k => k.person === inn.vikar)
    if (inn.vikar !== '' && vikar === undefined) return { kode: 'ukjent-vikar' }
    await lagreVarselvalg(trx, {
      person: aktor.person,
      klokke: inn.klokke,
      stoppet: !inn.pa,
      borte_fra: borte ? inn.fra || idag : null,
      borte_til: borte ? inn.til : null,
      vikar: borte ? (vikar?.person ?? null) : null,
    })
    await loggHendelse(trx, { person: aktor.person, kode: 'varselvalg', gjelder: aktor.person })
    return { kode: 'lagret', til: borte ? inn.til : null }
  })
}

/** Who stands in for me, and my schools where that person has no role; undefined when all is covered, or nobody does. */
export async function skolerUtenVikar(
  ktx: Kontekst,
  aktor: Aktor,
): Promise<{ vikar: string; skoler: string[] } | undefined> {
  const { valg, kolleger } = await hentVarselskjema(ktx, aktor)
  const vikar = kolleger.find(k => k.person === valg.vikar)
  if (vikar === undefined) return undefined
  const mine = (await rollerForPerson(ktx, aktor.person)).filter(r => r.rolle !== 'administrator')
  const uten = [...new Set(mine.map(r => r.skole))].filter(skole => !vikar.skoler.includes(skole))
  const navn = await Promise.all(uten.map(skole => hentSkole(ktx, skole)))
  const skoler = navn.map(skole => skole?.navn ?? '').filter(n => n !== '')
  return skoler.length === 0 ? undefined : { vikar: vikar.navn, skoler }
}
