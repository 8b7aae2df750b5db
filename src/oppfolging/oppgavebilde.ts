import type { Kontekst } from '../database/kontekst.ts'
import { type Forlopsmedlem, medlemmerIAlle } from '../forlop/forlop-adgang.ts'
import { forlopVed } from '../forlop/forlop-store.ts'
import { kanSlasSammenI } from '../mote/adgang-til-mote.ts'
import { type Adgang, adgangKan, teamadgang } from '../tilgang/adgang.ts'
import type { Rolletildeling } from '../tilgang/roller.ts'
import { alleRollerVedSkole, rollerForPerson } from '../tilgang/tilgang-store.ts'
import type { Deler, Gruppe, Synlig } from './oppgaveliste-store.ts'

/**
 * Who may see which tasks at some schools, read once for all the tasks there: says of any of them what `adgangTilOppgaven`
 * says of one.
 */
export type Bilde = Deler & {
  roller: ReadonlyMap<string, readonly Rolletildeling[]>
  medlemmer: ReadonlyMap<string, readonly Forlopsmedlem[]>
}

type Slik = Pick<Gruppe, 'skole' | 'forlop' | 'del'>

/** As one person may see it, at every school where they have a role. */
export async function bildeFor(ktx: Kontekst, person: string): Promise<Bilde> {
  const roller = new Map<string, Rolletildeling[]>()
  for (const { skole, ...rolle } of await rollerForPerson(ktx, person))
    roller.set(skole, [...(roller.get(skole) ?? []), rolle])
  return bildeAv(ktx, roller)
}

/** As everybody with a role at the school may see it. */
export async function bildeVed(ktx: Kontekst, skole: string): Promise<Bilde> {
  return bildeAv(ktx, new Map([[skole, await alleRollerVedSkole(ktx, skole)]]))
}

async function bildeAv(ktx: Kontekst, roller: Bilde['roller']): Promise<Bilde> {
  const forlop = await forlopVed(ktx, [...roller.keys()])
  const apne = Object.entries(ktx.valg.motetyper).flatMap(([id, type]) =>
    type.deler.flatMap((del, i) => (del.skoleMedSamtykke ? [] : [`${id}:${i + 1}`])),
  )
  const sammen = await kanSlasSammenI(
    ktx,
    forlop.map(f => f.sak),
  )
  return { roller, medlemmer: await medlemmerIAlle(ktx, forlop, roller), apne, sammen }
}

/** The right this person has to such a task; undefined when it does not exist for them. */
export function adgangI(bilde: Bilde, person: string, slik: Slik): Adgang | undefined {
  if (slik.forlop === null) {
    const egne = (bilde.roller.get(slik.skole) ?? []).filter(r => r.person === person)
    const adgang = teamadgang(slik.skole, egne)
    return adgang.deltaker ? adgang : undefined
  }
  const medlem = bilde.medlemmer.get(slik.forlop)?.find(m => m.person === person)
  if (medlem === undefined) return undefined
  return medlem.adgang.part === 'bv' || slik.del ? medlem.adgang : undefined
}

/** May this person give such a task to somebody else without having it: those who lead there. */
export function lederI(bilde: Bilde, person: string, slik: Slik): boolean {
  const adgang = adgangI(bilde, person, slik)
  return adgang !== undefined && adgangKan(adgang, 'ledeMote')
}

/** Everybody who may have such a task. */
export function kanFa(bilde: Bilde, slik: Slik): string[] {
  const alle =
    slik.forlop === null ? (bilde.roller.get(slik.skole) ?? []) : (bilde.medlemmer.get(slik.forlop) ?? [])
  return [...new Set(alle.map(m => m.person))].filter(p => adgangI(bilde, p, slik) !== undefined)
}

/** The same as the database asks for it: all that a person sees, or only what they lead. */
export function synligFor(bilde: Bilde, person: string, bare: 'alt' | 'ledet'): Synlig {
  const her = (slik: Slik) => bare === 'alt' || lederI(bilde, person, slik)
  const team = [...bilde.roller.keys()].filter(skole => {
    const slik = { skole, forlop: null, del: true }
    return adgangI(bilde, person, slik) !== undefined && her(slik)
  })
  const pa = (part: 'bv' | 'skole') =>
    [...bilde.medlemmer].flatMap(([forlop, medlemmer]) => {
      const mitt = medlemmer.find(m => m.person === person)
      return mitt?.adgang.part === part && her({ skole: mitt.adgang.skole, forlop, del: true })
        ? [forlop]
        : []
    })
  return { apne: bilde.apne, sammen: bilde.sammen, team, bv: pa('bv'), skole: pa('skole') }
}
