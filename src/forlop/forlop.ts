import { DateTime } from 'luxon'
import { erArbeidsdag, forsteArbeidsdag } from '../mote/arbeidsdager.ts'
import { erDag } from '../mote/moter.ts'
import type { Part } from '../mote/motetype.ts'
import type { Rolle } from '../tilgang/roller.ts'
import { type Frist, malFor, type Rutiner, type Sjekk, SLUTT, type Steg, type Valg } from './rutine.ts'

/** Why a step is taken otherwise than the routine says (fag: rutiner). */
export const AVVIK = ['annen_vei', 'kapasitet', 'frist', 'sykdom', 'familien_onsker', 'annet'] as const
export type Avvik = (typeof AVVIK)[number]

/** Who sent the melding: the same flow serves others than schools. */
export const MELDERE = ['skole', 'barnehage', 'helsestasjon', 'nav', 'annen'] as const
export type Melder = (typeof MELDERE)[number]

/** Where a forløp stands. Days are «yyyy-MM-dd»; `neste_mote` has a time too. */
export type Tilstand = {
  rutine: string
  steg: string
  siden: string
  vold: boolean
  melder: string
  melding: string
  tredelt: string | null
  undersokt: string | null
  neste_mote: string | null
  avsluttet: string | null
}

/** What the choices ask about: meetings held since the step began, checkpoints that are ticked, and the consent. */
export type Fakta = {
  holdt: readonly string[]
  sjekket: readonly string[]
  samtykke(formal: 'samarbeidsmote' | 'tiltaksfasen' | 'avsluttende'): boolean
}

export type Hinder = 'mote' | 'samtykke' | 'sjekkpunkter'

export function stegFor(rutiner: Rutiner, tilstand: Pick<Tilstand, 'rutine' | 'steg'>): Steg | undefined {
  return rutiner[tilstand.rutine]?.steg.find(s => s.id === tilstand.steg)
}

/** The choices of the step that are this side's, with what is missing for each. */
export function valgI(
  rutiner: Rutiner,
  tilstand: Tilstand,
  part: Part,
  fakta: Fakta,
): { valg: Valg; hindre: Hinder[] }[] {
  if (tilstand.avsluttet !== null) return []
  const steg = stegFor(rutiner, tilstand)
  return (steg?.valg ?? [])
    .filter(valg => valg.av.includes(part) && gjelderMelder(valg, tilstand.melder))
    .map(valg => ({ valg, hindre: hindreFor(valg, fakta) }))
}

function gjelderMelder(valg: Valg, melder: string): boolean {
  return valg.melder === undefined || (valg.melder === 'skole') === (melder === 'skole')
}

function hindreFor(valg: Valg, fakta: Fakta): Hinder[] {
  return [
    ...(valg.mote !== undefined && !fakta.holdt.includes(valg.mote) ? ['mote' as const] : []),
    ...(valg.samtykke !== undefined && !fakta.samtykke(valg.samtykke) ? ['samtykke' as const] : []),
    ...((valg.sjekket ?? []).some(kode => !fakta.sjekket.includes(kode)) ? ['sjekkpunkter' as const] : []),
  ]
}

declare const GYLDIG: unique symbol
/** A move that the routine allows from where the forløp stands: made by `finnOvergang` alone. */
export type Overgang = {
  readonly [GYLDIG]: true
  readonly fra: { rutine: string; steg: string }
  readonly valg: Valg
  readonly avvik: Avvik | undefined
  readonly dato: string | undefined
}

export type KanIkkeFlytte =
  | { kode: 'ikke-valg' }
  | { kode: 'hindret'; hindre: Hinder[] }
  | { kode: 'mangler-dato' }
  | { kode: 'ugyldig-dato' }

/**
 * The move that a choice is, for this side, when nothing is missing. Barnevernet may go another way than the meeting («avvik»,
 * with why); a consent that is missing is never passed by.
 */
export function finnOvergang(
  rutiner: Rutiner,
  tilstand: Tilstand,
  inn: { part: Part; valg: string; avvik?: Avvik | undefined; dato?: string | undefined },
  fakta: Fakta,
  idag: string,
): { kode: 'funnet'; overgang: Overgang } | KanIkkeFlytte {
  const funnet = valgI(rutiner, tilstand, inn.part, fakta).find(v => v.valg.id === inn.valg)
  if (funnet === undefined) return { kode: 'ikke-valg' }
  const { valg } = funnet
  const forbi = inn.avvik !== undefined && inn.part === 'bv'
  const hindre = funnet.hindre.filter(h => !(forbi && h === 'mote'))
  if (hindre.length > 0) return { kode: 'hindret', hindre }
  if (valg.dato !== undefined) {
    if (inn.dato === undefined || inn.dato === '') return { kode: 'mangler-dato' }
    const gyldig =
      erDag(inn.dato) &&
      (valg.dato === 'melding' ? inn.dato <= idag : inn.dato >= idag && erArbeidsdag(inn.dato))
    if (!gyldig) return { kode: 'ugyldig-dato' }
  }
  const overgang = {
    fra: { rutine: tilstand.rutine, steg: tilstand.steg },
    valg,
    avvik: forbi ? inn.avvik : undefined,
    dato: valg.dato === undefined ? undefined : inn.dato,
  } as unknown as Overgang
  return { kode: 'funnet', overgang }
}

/** Where the forløp stands after the move, and the checkpoints that open. Throws when the move was found elsewhere. */
export function utfor(
  rutiner: Rutiner,
  tilstand: Tilstand,
  overgang: Overgang,
  idag: string,
): { tilstand: Tilstand; apner: Sjekk[] } {
  const { fra, valg, dato } = overgang
  if (fra.rutine !== tilstand.rutine || fra.steg !== tilstand.steg)
    throw new Error('overgangen er fra et annet steg')
  const mal = malFor(tilstand.rutine, valg.til)
  const ferdig = mal.steg === SLUTT
  const nyMelding = valg.dato === 'melding'
  const ny: Tilstand = {
    ...tilstand,
    // A new melding in an active case is the school's, and what is investigated from now on follows routine 1 (fag: rutiner, 4).
    ...(nyMelding ? { melder: 'skole', vold: rutiner[mal.rutine]?.vold === true } : {}),
    ...(ferdig ? {} : { rutine: mal.rutine, steg: mal.steg }),
    siden: idag,
    avsluttet: ferdig ? idag : null,
    melding: nyMelding ? (dato ?? tilstand.melding) : tilstand.melding,
    tredelt: valg.dato === 'tredelt' ? (dato ?? tilstand.tredelt) : tilstand.tredelt,
    undersokt: valg.undersokt === true ? idag : tilstand.undersokt,
  }
  const steg = ferdig ? undefined : stegFor(rutiner, ny)
  return { tilstand: ny, apner: [...(valg.apner ?? []), ...(steg?.apner ?? [])] }
}

/** The day something is due: calendar days, weeks and months, or working days; undefined while what it counts from is not known. */
export function fristFor(frist: Frist, tilstand: Tilstand): string | undefined {
  const fra = {
    steg: tilstand.siden,
    melding: tilstand.melding,
    // Assessed within a week: what follows is counted from the end of that week.
    ukesfrist: tilstand.melding === '' ? '' : dag(tilstand.melding).plus({ weeks: 1 }).toFormat('yyyy-MM-dd'),
    tredelt: tilstand.tredelt ?? '',
    undersokt: tilstand.undersokt ?? '',
    neste_mote: tilstand.neste_mote?.slice(0, 10) ?? '',
  }[frist.fra]
  if (fra === '') return undefined
  switch (frist.enhet) {
    case 'dager':
      return dag(fra).plus({ days: frist.antall }).toFormat('yyyy-MM-dd')
    case 'uker':
      return dag(fra).plus({ weeks: frist.antall }).toFormat('yyyy-MM-dd')
    case 'maneder':
      return dag(fra).plus({ months: frist.antall }).toFormat('yyyy-MM-dd')
    case 'arbeidsdager':
      return arbeidsdagerEtter(fra, frist.antall)
  }
}

function dag(dato: string): DateTime {
  return DateTime.fromISO(dato, { zone: 'utc' })
}

/** The working day so many working days after that day. */
export function arbeidsdagerEtter(dato: string, antall: number): string {
  let funnet = dato
  for (let igjen = antall; igjen > 0; igjen--)
    funnet = forsteArbeidsdag(dag(funnet).plus({ days: 1 }).toFormat('yyyy-MM-dd'))
  return funnet
}

export function stegfrist(rutiner: Rutiner, tilstand: Tilstand): string | undefined {
  const steg = tilstand.avsluttet === null ? stegFor(rutiner, tilstand) : undefined
  return steg?.frist && fristFor(steg.frist, tilstand)
}

/** The one right thing to do next for this side: a checkpoint that is late, a meeting to call in, a choice, or wait. */
export type Neste =
  | { slag: 'mote'; type: string }
  | { slag: 'valg'; valg: Valg }
  | { slag: 'sjekkpunkt'; id: string }
  | { slag: 'velg' }
  | { slag: 'vent'; pa: Part }
  | { slag: 'ferdig' }

export function nesteRette(
  rutiner: Rutiner,
  tilstand: Tilstand,
  part: Part,
  fakta: Fakta,
  her: {
    sjekkpunkter: readonly { id: string; part: string; frist: string; kode: string }[]
    /** Meeting types of the step that this side calls in and that are not called in yet. */
    kanKalleInn: readonly string[]
    idag: string
  },
): Neste {
  const mine = her.sjekkpunkter.filter(s => s.part === part)
  const sent = mine.find(s => s.frist < her.idag)
  if (sent !== undefined) return { slag: 'sjekkpunkt', id: sent.id }
  if (tilstand.avsluttet !== null) {
    const [forste] = mine
    return forste === undefined ? { slag: 'ferdig' } : { slag: 'sjekkpunkt', id: forste.id }
  }
  const steg = stegFor(rutiner, tilstand)
  const valg = valgI(rutiner, tilstand, part, fakta)
  const krevd = mine.find(s => valg.some(v => v.valg.sjekket?.includes(s.kode)))
  if (krevd !== undefined) return { slag: 'sjekkpunkt', id: krevd.id }
  const [type] = her.kanKalleInn
  const apne = valg.filter(v => v.hindre.length === 0)
  const etterMotet = apne.find(v => v.valg.mote !== undefined)
  if (etterMotet !== undefined) return { slag: 'valg', valg: etterMotet.valg }
  if (type !== undefined) return { slag: 'mote', type }
  const [eneste] = apne
  // The move is the other side's, but what only can be said here may be said at once.
  if (steg?.part !== part)
    return eneste !== undefined && valg.length === 1
      ? { slag: 'valg', valg: eneste.valg }
      : { slag: 'vent', pa: steg?.part ?? 'bv' }
  if (apne.length === 0) return { slag: 'vent', pa: steg.part }
  return apne.length === 1 && eneste !== undefined && valg.length === 1
    ? { slag: 'valg', valg: eneste.valg }
    : { slag: 'velg' }
}

/** What decides who sees a forløp. */
export type Synlighet = Tilstand & {
  enhet: string
  kontaktperson: string | null
  personer: readonly string[]
}

/** Barnevernet's people who answer for forløp of their own unit (fag: roller). */
const BV_ANSVARLIGE: readonly Rolle[] = [
  'barnevern_mottak',
  'kontaktperson',
  'fagkonsulent',
  'avdelingsleder',
]
const BV_ROLLER: readonly Rolle[] = [...BV_ANSVARLIGE, 'familieveileder']

/**
 * The side a person stands on in a forløp; undefined when it does not exist for them. A unit of barnevernet sees its own; the
 * school comes in when the routine lets it, in the violence routine the sosiallærer alone until barnevernet has talked with
 * child and parents. Others see what they are named in, once the school does.
 */
export function partI(
  rutiner: Rutiner,
  forlop: Synlighet,
  roller: readonly { rolle: Rolle; enhet: string }[],
  person: string,
): { part: Part; ansvarlig: boolean } | undefined {
  const steg = stegFor(rutiner, forlop)
  const bv = roller.filter(r => r.enhet === forlop.enhet).map(r => r.rolle)
  if (bv.some(rolle => BV_ANSVARLIGE.includes(rolle))) return { part: 'bv', ansvarlig: true }
  const skole = steg?.skole ?? 'ingen'
  // What another than the school has reported is not the school's to know before barnevernet calls.
  const kjent = skole !== 'ingen' && (forlop.melder === 'skole' || forlop.steg !== 'mottatt')
  const egne = roller.filter(r => r.enhet === '').map(r => r.rolle)
  if (kjent && egne.includes('sosiallarer')) return { part: 'skole', ansvarlig: true }
  if (kjent && skole === 'alle') {
    if (egne.includes('rektor')) return { part: 'skole', ansvarlig: true }
    if (forlop.personer.includes(person)) {
      if (bv.includes('familieveileder')) return { part: 'bv', ansvarlig: false }
      // Barnevernet's people come in by their unit alone.
      if (egne.some(rolle => rolle !== 'administrator' && !BV_ROLLER.includes(rolle)))
        return { part: 'skole', ansvarlig: false }
    }
  }
  return undefined
}

/** Is the forløp the school's to know of at all, as it stands? */
export function skolenSer(rutiner: Rutiner, forlop: Tilstand & { enhet: string }): boolean {
  const synlig = { ...forlop, kontaktperson: null, personer: [] }
  return partI(rutiner, synlig, [{ rolle: 'sosiallarer', enhet: '' }], '') !== undefined
}

/** May somebody with these roles be the kontaktperson of a forløp: those who answer for it in its unit. */
export function kanVaereKontaktperson(
  forlop: { enhet: string },
  roller: readonly { rolle: Rolle; enhet: string }[],
): boolean {
  return roller.some(r => r.enhet === forlop.enhet && BV_ANSVARLIGE.includes(r.rolle))
}

/** The side on which somebody with these roles at a school answers for forløp, with their unit. Barnevernet's goes first. */
export function ansvarligSide(
  roller: readonly { rolle: Rolle; enhet: string }[],
): { part: Part; enhet: string } | undefined {
  const bv = roller.find(r => BV_ANSVARLIGE.includes(r.rolle))
  if (bv !== undefined) return { part: 'bv', enhet: bv.enhet }
  const skole = roller.some(r => r.enhet === '' && (r.rolle === 'sosiallarer' || r.rolle === 'rektor'))
  return skole ? { part: 'skole', enhet: '' } : undefined
}
