import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { harSerie, hentSerie, lagreSerie } from '../mote/mote-store.ts'
import { type Serie, STANDARDSERIE } from '../mote/moter.ts'
import { seEtterReferatfiler } from '../referat/referatfil-endret.ts'
import type { Aktor } from './adgang.ts'
import { uskyldigNavn } from './installasjon.ts'
import { loggHendelse } from './logg-store.ts'
import { erAdministrator, type Rettgrunnlag } from './oppsett.ts'
import {
  alleSkoler,
  hentMalform,
  kanalerITeam,
  lagreKanal,
  lagreMalform,
  lagreSkole,
  lasSkolene,
  type Skole,
  skoleForKanal,
} from './tilgang-store.ts'

const TYPE = 'innsatsteam'

export type Malform = 'nb' | 'nn'
/** Who sets up: a first administrator, an administrator of a school in the team, or the team's owner as Microsoft Graph says. */
export type Oppsetter = 'forste' | 'administrator' | 'eier'

/** May this person set up schools in the team? */
export async function kanSetteOppI(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  team: string,
): Promise<Oppsetter | undefined> {
  if (rett.forste.includes(aktor.person)) return 'forste'
  if ((await egneSkolerI(ktx, aktor, rett, team)).length > 0) return 'administrator'
  return (await rett.erTeameier()) ? 'eier' : undefined
}

const skoleneI = async (ktx: Kontekst, team: string) =>
  team === '' ? [] : [...new Set((await kanalerITeam(ktx, team)).map(k => k.skole))]

async function egneSkolerI(ktx: Kontekst, aktor: Aktor, rett: Rettgrunnlag, team: string): Promise<string[]> {
  const ut: string[] = []
  for (const skole of await skoleneI(ktx, team))
    if (await erAdministrator(ktx, aktor, rett.forste, skole)) ut.push(skole)
  return ut
}

/** The schools that may be chosen in the form: all, one's own, or those the team has already. */
async function valgbare(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  som: Oppsetter,
  team: string,
): Promise<Skole[]> {
  const alle = await alleSkoler(ktx)
  if (som === 'forste') return alle
  const egne = som === 'eier' ? await skoleneI(ktx, team) : await egneSkolerI(ktx, aktor, rett, team)
  return alle.filter(s => egne.includes(s.id))
}

/** Is this a channel of the team's that has a school? What a card claims of channels is asked here. */
export async function erOppsattI(ktx: Kontekst, team: string, kanal: string): Promise<boolean> {
  return team !== '' && (await kanalerITeam(ktx, team)).some(k => k.kanal === kanal)
}

export type Skoleskjema = {
  som: Oppsetter
  skoler: Skole[]
  /** The school of the channel, or the only one the team has. */
  valgt: Skole | undefined
  malform: Malform
  serie: Serie
}

/** A school's written language and the series of its team. */
export async function hentSkolensValg(
  ktx: Kontekst,
  skole: string | undefined,
): Promise<{ malform: Malform; serie: Serie }> {
  return skole === undefined
    ? { malform: 'nb', serie: STANDARDSERIE }
    : { malform: await hentMalform(ktx, skole), serie: await hentSerie(ktx, skole, TYPE) }
}

/** What the form is filled in with; undefined for who may not set up here. */
export async function hentSkoleskjema(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  inn: { team: string; kanal: string | undefined },
): Promise<Skoleskjema | undefined> {
  const som = await kanSetteOppI(ktx, aktor, rett, inn.team)
  if (som === undefined) return undefined
  const skoler = await valgbare(ktx, aktor, rett, som, inn.team)
  const iTeamet = await skoleneI(ktx, inn.team)
  const her = inn.kanal === undefined ? undefined : (await skoleForKanal(ktx, inn.kanal))?.id
  const id = her ?? (inn.kanal === undefined && iTeamet.length === 1 ? iTeamet[0] : undefined)
  const valgt = skoler.find(s => s.id === id)
  return { som, skoler, valgt, ...(await hentSkolensValg(ktx, valgt?.id)) }
}

export type Skoleinnsending = {
  team: string
  serviceUrl: string
  kanal: string
  /** Those of the team, as the connector tells: a card may claim any. */
  kanaler: readonly string[]
  /** One that exists; undefined makes a new one. */
  skole: string | undefined
  skolenavn: string
  malform: Malform
  serie: Omit<Serie, 'sted'>
}

export type Skoleoppsett =
  | { kode: 'satt-opp'; skole: string; kanal: string }
  | {
      kode:
        | 'bare-administrator'
        | 'ugyldig-skolenavn'
        | 'ligner-personnavn'
        | 'navnet-er-i-bruk'
        | 'kanalen-er-i-bruk'
        | 'ukjent-kanal'
        | 'ugyldig-serie'
    }

const KLOKKE = /^([01]\d|2[0-3]):[0-5]\d$/
const innenfor = (tall: number, fra: number, til: number) =>
  Number.isInteger(tall) && tall >= fra && tall <= til

/**
 * Binds a channel of the team to a school, new or there already, with its series and written language. An owner makes a school
 * nobody else has, or uses one the team has; nobody but a first administrator moves a channel from one school to another.
 */
export async function settOppSkole(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  inn: Skoleinnsending,
): Promise<Skoleoppsett> {
  const { serie } = inn
  // Asked before the transaction: Graph may be slow, and holds no lock meanwhile.
  const som = await kanSetteOppI(ktx, aktor, rett, inn.team)
  if (som === undefined) return { kode: 'bare-administrator' }
  if (!inn.kanaler.includes(inn.kanal)) return { kode: 'ukjent-kanal' }
  if (
    !innenfor(serie.ukedag, 1, 5) ||
    !innenfor(serie.uker, 1, 12) ||
    !innenfor(serie.minutter, 15, 240) ||
    !KLOKKE.test(serie.klokke)
  )
    return { kode: 'ugyldig-serie' }
  return iTransaksjon(ktx, async trx => {
    await lasSkolene(trx)
    const mine = await valgbare(trx, aktor, rett, som, inn.team)
    const her = await skoleForKanal(trx, inn.kanal)
    const skole = await hvilkenSkole(trx, aktor, som, mine, inn)
    if (!('id' in skole)) return skole
    const ny = !mine.some(s => s.id === skole.id)
    // Named as a new one, but there already: its series and language were chosen then, and are not this form's defaults.
    const somFor = !ny && inn.skole === undefined && (await harSerie(trx, skole.id, TYPE))
    // As before: those of one school neither make new ones nor take more channels.
    if (som === 'administrator' && (ny || her?.id !== skole.id)) return { kode: 'bare-administrator' }
    if (her !== undefined && her.id !== skole.id && som !== 'forste') return { kode: 'kanalen-er-i-bruk' }
    if (ny) await lagreSkole(trx, skole)
    if (!somFor) await lagreMalform(trx, skole.id, inn.malform)
    const { kanal, team, serviceUrl } = inn
    await lagreKanal(trx, { kanal, team, skole: skole.id, service_url: serviceUrl })
    if (her !== undefined && her.id !== skole.id) await seEtterReferatfiler(trx, her.id)
    if (her?.id !== skole.id)
      await loggHendelse(trx, { person: aktor.person, kode: 'kanal-knyttet', gjelder: skole.id })
    const { sted } = await hentSerie(trx, skole.id, TYPE)
    const { ukedag, klokke, uker, minutter } = serie
    if (!somFor) await lagreSerie(trx, skole.id, TYPE, { ukedag, klokke, uker, minutter, sted })
    await loggHendelse(trx, { person: aktor.person, kode: 'skole-satt-opp', gjelder: skole.id })
    return { kode: 'satt-opp', skole: skole.id, kanal: inn.kanal }
  })
}

const SKOLEORD = /skole|skule|skuvla|videregående|vidaregåande|gymnas|senter/i

async function hvilkenSkole(
  ktx: Kontekst,
  aktor: Aktor,
  som: Oppsetter,
  mine: readonly Skole[],
  inn: Pick<Skoleinnsending, 'skole' | 'skolenavn'>,
): Promise<
  Skole | { kode: 'ugyldig-skolenavn' | 'ligner-personnavn' | 'navnet-er-i-bruk' | 'bare-administrator' }
> {
  if (inn.skole !== undefined) return mine.find(s => s.id === inn.skole) ?? { kode: 'bare-administrator' }
  const navn = inn.skolenavn.trim().replace(/\s+/g, ' ')
  if (navn === '' || navn.length > 80) return { kode: 'ugyldig-skolenavn' }
  const heter = (s: Skole) => s.navn.toLocaleLowerCase('nb') === navn.toLocaleLowerCase('nb')
  // Named once more, it is the same school: two who set up at once make one.
  const min = mine.find(heter)
  if (min !== undefined) return min
  if (som !== 'forste' && (await alleSkoler(ktx)).some(heter)) return { kode: 'navnet-er-i-bruk' }
  // It goes to the channel and to the calendar. A school that is called after somebody, says that it is a school.
  if (!SKOLEORD.test(navn) && (await uskyldigNavn(ktx, aktor, navn)) === '')
    return { kode: 'ligner-personnavn' }
  return { id: crypto.randomUUID(), navn }
}
