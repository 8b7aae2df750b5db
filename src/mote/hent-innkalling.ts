import type { Kontekst } from '../database/kontekst.ts'
import { arbeidsdagerEtter } from '../forlop/forlop.ts'
import { ansvarForForlop } from '../forlop/forlop-adgang.ts'
import { forlopVed } from '../forlop/forlop-store.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { alleRollerVedSkole, hentPersoner, hentSkole, rollerForPerson } from '../tilgang/tilgang-store.ts'
import { fasteDeltakere, sporOmFamilie, sporOmUngdom, typerNa } from './kall-inn-forlopsmote.ts'
import type { Motetype } from './motetype.ts'

/** What the form for calling in one family's meeting is made from. */
export type Innkallingsgrunnlag = {
  sak: string
  ref: string
  skole: string
  type: Motetype
  sporFamilie: boolean
  sporUngdom: boolean
  /** The day that lies nearest: what was agreed, or the working day after the 3-delt. */
  dato: string
  klokke: string
  /** Staff at the school who are not invited anyway. */
  andre: { person: string; navn: string; roller: Rolle[] }[]
}

/** Undefined when the forløp does not exist for this person; `ikke-na` when the meeting is not called in as it stands. */
export async function hentInnkalling(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; type: string },
): Promise<Innkallingsgrunnlag | 'ikke-na' | undefined> {
  const funnet = await ansvarForForlop(ktx, aktor, inn.sak)
  if (funnet === undefined) return undefined
  const { forlop, hode, adgang } = funnet
  const type = typerNa(ktx, forlop, adgang).find(t => t.id === inn.type)
  if (type === undefined) return 'ikke-na'
  const roller = (await alleRollerVedSkole(ktx, hode.skole)).filter(
    r => r.rolle !== 'administrator' && (r.enhet === '' || r.enhet === forlop.enhet),
  )
  const faste = new Set([aktor.person, ...fasteDeltakere(forlop, roller, adgang.part)])
  const andre = [...new Set(roller.map(r => r.person))].filter(person => !faste.has(person))
  const personer = await hentPersoner(ktx, andre)
  const [dato = '', klokke = ''] = (forlop.neste_mote ?? '').split('T')
  const dagenEtter = type.id === 'samarbeidsmote_3delt' && forlop.tredelt !== null
  const forslag = dagenEtter ? arbeidsdagerEtter(forlop.tredelt ?? '', 1) : dato
  return {
    sak: forlop.sak,
    ref: hode.ref,
    skole: (await hentSkole(ktx, hode.skole))?.navn ?? '',
    type,
    sporFamilie: sporOmFamilie(type, forlop.vold),
    sporUngdom: await sporOmUngdom(ktx, forlop.sak, type),
    dato: forslag >= ktx.na().toFormat('yyyy-MM-dd') ? forslag : '',
    klokke,
    andre: andre.map(person => ({
      person,
      navn: personer.get(person)?.navn ?? '',
      roller: roller.filter(r => r.person === person).map(r => r.rolle),
    })),
  }
}

/** The forløp this person may call a meeting in for, with the types that may be called in now. */
export async function hentKallbare(
  ktx: Kontekst,
  aktor: Aktor,
  typer: readonly string[],
): Promise<{ sak: string; ref: string; skole: string; typer: Motetype[] }[]> {
  const mine = await rollerForPerson(ktx, aktor.person)
  const ut: { sak: string; ref: string; skole: string; typer: Motetype[] }[] = []
  for (const rad of await forlopVed(ktx, [...new Set(mine.map(r => r.skole))])) {
    const funnet = await ansvarForForlop(ktx, aktor, rad.sak)
    if (funnet === undefined) continue
    const her = typerNa(ktx, funnet.forlop, funnet.adgang).filter(
      t => typer.length === 0 || typer.includes(t.id),
    )
    if (her.length > 0)
      ut.push({
        sak: rad.sak,
        ref: rad.ref,
        skole: (await hentSkole(ktx, rad.skole))?.navn ?? '',
        typer: her,
      })
  }
  return ut
}
