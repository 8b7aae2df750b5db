import type { Sakstype, Vern } from '../sak/saker.ts'
import type { Tjeneste } from '../tilgang/roller.ts'
import { type Andre, alder, type Omfang, type Samtykke, statusFor, svarFor } from './samtykke.ts'

/** Green: by name with those in the room. Yellow: only anonymously. Red: not here (fag: samtykke, the lamp). */
export type Farge = 'gronn' | 'gul' | 'rod'

/** A kind of meeting: what the consent has to cover. The closing meetings have a yes of their own. */
export type Formal = Omfang | 'avsluttende'

export type Grunn =
  | { kode: 'adresse' | 'vold' }
  | { kode: 'ikke-apnet' }
  | { kode: 'ikke_innhentet' | 'avslatt' | 'trukket' | 'utlopt' }
  | { kode: 'omfang' | 'tema' | 'ungdom' }
  | { kode: 'tjenester'; tjenester: Tjeneste[] }
  | { kode: 'andre'; andre: Andre[] }

export type Lampe = { farge: Farge; grunner: Grunn[] }

export type Lampegrunnlag = {
  samtykke: Samtykke | undefined
  vern: Vern
  /** Has somebody made the case open? It may be held anonymous whatever the parents have said (regel 7). */
  apen: boolean
  sakstype: Sakstype | undefined
  formal: Formal
  tilstede: readonly Tjeneste[]
  andre: readonly Andre[]
  /** Years from which the youth's own answer counts, for a service. */
  aldersgrense(tjeneste: Tjeneste): number
  idag: string
}

/** The services a yes to one closing meeting is a yes to: those who hold it (fag: motetyper, avsluttende). */
const AVSLUTTENDE: readonly Tjeneste[] = ['skole', 'bv']

/**
 * The lamp of a case for those in the room now, with every reason it is not greener. Computed, never typed. What is not
 * known counts as no: an unknown month of birth as old enough to be asked, an unknown kind of case as one that is left out,
 * an empty room as a service without a yes.
 */
export function lampe(g: Lampegrunnlag): Lampe {
  if (g.vern !== 'ingen') return { farge: 'rod', grunner: [{ kode: g.vern }] }
  const grunner = [...(g.apen ? [] : [{ kode: 'ikke-apnet' as const }]), ...mangler(g)]
  return { farge: grunner.length === 0 ? 'gronn' : 'gul', grunner }
}

/** What keeps the case from being discussed by name, besides that nobody has opened it. */
function mangler(g: Lampegrunnlag): Grunn[] {
  const { samtykke } = g
  const avsluttende = g.formal === 'avsluttende'
  const ja = (tjeneste: Tjeneste) =>
    samtykke !== undefined &&
    (avsluttende
      ? samtykke.avsluttende === 'ja' && AVSLUTTENDE.includes(tjeneste)
      : svarFor(samtykke, tjeneste) === 'ja')
  const status = statusI(g)
  if (samtykke === undefined || status !== 'gitt')
    return [{ kode: status === 'gitt' ? 'ikke_innhentet' : status }]
  const uten = g.tilstede.filter(tjeneste => !ja(tjeneste))
  // A yes to the closing meeting is no yes to guests: theirs was withdrawn with the rest.
  const utenforAndre = g.andre.filter(annen => samtykke.trukket || !samtykke.andre.includes(annen))
  return [
    ...(g.formal === 'avsluttende' || samtykke.omfang.includes(g.formal)
      ? []
      : [{ kode: 'omfang' as const }]),
    ...((g.sakstype === undefined ? samtykke.unntatt.length > 0 : samtykke.unntatt.includes(g.sakstype))
      ? [{ kode: 'tema' as const }]
      : []),
    ...(uten.length > 0 || g.tilstede.length === 0 ? [{ kode: 'tjenester' as const, tjenester: uten }] : []),
    ...(utenforAndre.length > 0 ? [{ kode: 'andre' as const, andre: utenforAndre }] : []),
    ...(ungdomManglerSvar(g, samtykke) ? [{ kode: 'ungdom' as const }] : []),
  ]
}

/** No to cooperation is not no to the closing meeting: that one asks only for its own yes, in date. */
function statusI({ samtykke, formal, idag }: Lampegrunnlag) {
  if (samtykke === undefined || formal !== 'avsluttende') return statusFor(samtykke, idag)
  if (samtykke.avsluttende === 'nei') return 'avslatt'
  if (samtykke.avsluttende === 'ikke_spurt' || samtykke.dato > idag) return 'ikke_innhentet'
  return samtykke.gyldigTil < idag ? 'utlopt' : 'gitt'
}

/** A «nei» from the child counts at any age; a «ja» is asked for from the age limit of any service in the room. */
function ungdomManglerSvar(g: Lampegrunnlag, samtykke: Samtykke): boolean {
  if (samtykke.ungdom === 'nei') return true
  if (samtykke.ungdom === 'ja') return false
  const ar = alder(samtykke.fodselsmaned, g.idag)
  return ar === undefined || g.tilstede.some(tjeneste => ar >= g.aldersgrense(tjeneste))
}

/** The services in the room that keep a case from being green, when they are all that does: they may leave for the item. */
export function kanForlate(lys: Lampe): Tjeneste[] {
  const [grunn] = lys.grunner
  return lys.farge === 'gul' && lys.grunner.length === 1 && grunn?.kode === 'tjenester' ? grunn.tjenester : []
}

/**
 * May the case be made open? The consent itself must be whole. That a service in the room is not covered is no hindrance:
 * it is anonymous while that service is there.
 */
export function kunTjenesteMangler(omApen: Lampe): boolean {
  return omApen.farge === 'gronn' || kanForlate(omApen).length > 0
}
