import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { arbeidsdagerEtter, stegFor } from '../forlop/forlop.ts'
import { ansvarForForlop, type Forlopsadgang, medlemmerI } from '../forlop/forlop-adgang.ts'
import { type Forlop, hentSjekkpunkter, lasForlop, leggTilForlopsperson } from '../forlop/forlop-store.ts'
import { samtykkelampe } from '../forlop/forlopsfakta.ts'
import { RUTINER } from '../forlop/les-rutiner.ts'
import { stegbundne } from '../forlop/rutine.ts'
import { apneSjekkpunkt, flyttSjekkpunkt } from '../forlop/sjekkpunkter.ts'
import type { Sakshode } from '../sak/sak-store.ts'
import { kanForlate } from '../samtykke/lampe.ts'
import { alder, svarFor } from '../samtykke/samtykke.ts'
import { hentSamtykke } from '../samtykke/samtykke-store.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import type { Rolle, Rolletildeling, Tjeneste } from '../tilgang/roller.ts'
import { alleRollerVedSkole, hentMalform, kanalForSkole } from '../tilgang/tilgang-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { arbeidsdagerFor } from './arbeidsdager.ts'
import { lagreDeltakere } from './deltaker-store.ts'
import { meldKalenderendring } from './kalender-endret.ts'
import { fristFor, hindringForDag, planleggFrist } from './kall-inn-mote.ts'
import { type Mote, motePaDato, opprettMote } from './mote-store.ts'
import { erDag, formalFor, type KanIkkeKalleInn, tidspunkt } from './moter.ts'
import type { Motetype, Part } from './motetype.ts'
import { leggTilPunkt } from './punkt-store.ts'

export const UNGDOM = ['', 'ja', 'nei', 'under_15'] as const
export const LARER = ['', 'med', 'skjermet', 'ikke_aktuelt'] as const

export type Forlopsinnkalling = {
  sak: string
  type: string
  dato: string
  klokke: string
  sted: string
  tolk: boolean
  familie: '' | 'ja' | 'nei'
  ungdom: (typeof UNGDOM)[number]
  larer: (typeof LARER)[number]
  deltakere: string[]
}

export type Innkallingssvar =
  | { kode: 'kalt-inn'; mote: string }
  | { kode: 'finnes-alt'; mote: string }
  | { kode: 'ikke-na' }
  | { kode: 'mangler-samtykke'; kanRegistrere: boolean }
  | { kode: 'tjenester-uten-ja'; tjenester: Tjeneste[] }
  | { kode: 'velg-familie' | 'velg-ungdom' | 'velg-larer' | 'ukjent-deltaker' }
  | KanIkkeKalleInn
  | FinnesIkke

/** The meeting types this person may call in for a forløp as it stands: those of its step, and the municipality's own. */
export function typerNa(ktx: Kontekst, forlop: Forlop, adgang: Forlopsadgang): Motetype[] {
  if (forlop.avsluttet !== null || !adgang.ansvarlig) return []
  const iSteget = stegFor(RUTINER, forlop)?.moter ?? []
  const bundne = stegbundne(RUTINER)
  return Object.values(ktx.valg.motetyper).filter(
    type =>
      type.gjelder === 'forlop' &&
      type.referent !== 'ingen' &&
      (iSteget.includes(type.id) || !bundne.has(type.id)) &&
      type.innkaller.includes(adgang.part),
  )
}

/** Does this meeting still belong to the step the forløp is in, with the consent it asks for? */
export async function kanHoldes(ktx: Kontekst, forlop: Forlop, type: Motetype): Promise<boolean> {
  const iRutinene = Object.values(RUTINER).some(r => r.steg.some(s => s.moter?.includes(type.id)))
  const iSteget = forlop.avsluttet === null && stegFor(RUTINER, forlop)?.moter?.includes(type.id) === true
  return (iSteget || (!iRutinene && forlop.avsluttet === null)) && harSamtykke(ktx, forlop.sak, type)
}

/** Does the consent cover a meeting of this type today? True for those that ask for none. */
export async function harSamtykke(ktx: Kontekst, sak: string, type: Motetype): Promise<boolean> {
  if (type.samtykke === 'ingen' || type.samtykke === 'per_sak') return true
  return (await samtykkelampe(ktx, sak))(formalFor(type), ['skole', 'bv']).farge === 'gronn'
}

/** Does somebody have to say whether the parents are there: the sources disagree, so barnevernet does (fag: motetyper). */
export function sporOmFamilie(type: Motetype, vold: boolean): boolean {
  return type.familie === 'bv_velger' || (vold && type.samtykke === 'avsluttende')
}

/** Must the youth be asked about: from fifteen, and when nobody knows the month of birth. */
export async function sporOmUngdom(ktx: Kontekst, sak: string, type: Motetype): Promise<boolean> {
  if (type.familie === 'nei') return false
  const samtykke = await hentSamtykke(ktx, sak)
  const ar = samtykke && alder(samtykke.fodselsmaned, ktx.na().toFormat('yyyy-MM-dd'))
  return ar === undefined || ar >= ktx.valg.aldersgrense.standard
}

/** Calls one family's meeting in, when the routine and the consent allow it; each invited gets the card in their own chat. */
export async function kallInnForlopsmote(
  ktx: Kontekst,
  aktor: Aktor,
  inn: Forlopsinnkalling,
): Promise<Innkallingssvar> {
  return iTransaksjon(ktx, async trx => {
    const forlop = await lasForlop(trx, inn.sak)
    const funnet = forlop && (await ansvarForForlop(trx, aktor, forlop.sak))
    if (forlop === undefined || funnet === undefined) return FINNES_IKKE
    const { adgang, hode } = funnet
    const type = typerNa(ktx, forlop, adgang).find(t => t.id === inn.type)
    if (type === undefined) return { kode: 'ikke-na' }
    const kanal = await kanalForSkole(trx, hode.skole)
    if (kanal === undefined) return { kode: 'ingen-kanal' }

    const valg = svarPaValgene(inn, type, forlop.vold, await sporOmUngdom(trx, forlop.sak, type))
    if (valg !== undefined) return valg
    const roller = await alleRollerVedSkole(trx, hode.skole)
    const inviterte = new Set([
      aktor.person,
      ...fasteDeltakere(forlop, roller, adgang.part),
      ...inn.deltakere,
    ])
    // Another unit of barnevernet than the forløp's own does not know of it.
    const ukjent = [...inviterte].some(
      p =>
        !roller.some(
          r => r.person === p && r.rolle !== 'administrator' && ['', forlop.enhet].includes(r.enhet),
        ),
    )
    if (ukjent) return { kode: 'ukjent-deltaker' }
    const mangler = await samtykkehindring(trx, forlop, type, roller, [...inviterte])
    if (mangler !== undefined) return mangler

    if (!erDag(inn.dato) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(inn.klokke)) return { kode: 'ugyldig-dato' }
    const start = tidspunkt(inn.dato, inn.klokke)
    const hindring = hindringForDag(inn.dato, start, ktx.na())
    if (hindring !== undefined) return hindring
    const mote = await opprettMote(trx, {
      id: crypto.randomUUID(),
      skole: hode.skole,
      type: type.id,
      dato: inn.dato,
      start: start.toJSDate(),
      minutter: type.minutter + (inn.tolk ? type.tolkMinutter : 0),
      sted: inn.sted,
      frist: fristFor(ktx, inn.dato, start).toJSDate(),
      status: 'planlagt',
      leder: null,
      innkalt_av: aktor.person,
      kanal: kanal.kanal,
      tilstede: null,
      andre: null,
      forlop: forlop.sak,
      tolk: inn.tolk,
      familie: inn.familie || (type.familie === 'nei' ? 'nei' : 'ja'),
      ungdom: inn.ungdom,
      larer: inn.larer,
    })
    if (mote === undefined) {
      const finnes = await motePaDato(trx, { skole: hode.skole, type: type.id, forlop: forlop.sak }, inn.dato)
      return finnes === undefined ? { kode: 'ugyldig-dato' } : { kode: 'finnes-alt', mote: finnes.id }
    }
    await lagreDeltakere(trx, mote.id, [...inviterte])
    const medlemmer = new Set((await medlemmerI(trx, forlop, hode.skole)).map(m => m.person))
    for (const person of inviterte)
      if (!medlemmer.has(person)) await leggTilForlopsperson(trx, forlop.sak, person)
    await leggInnPunkter(trx, mote, type, hode, aktor)
    await leggInnForberedelser(trx, mote, type, adgang.part)
    await loggHendelse(trx, { person: aktor.person, kode: 'mote-kalt-inn', gjelder: hode.ref })
    await leggIUtboks(trx, `agenda-ny:${mote.id}`, { slag: 'agenda-ny', mote: mote.id })
    await meldKalenderendring(trx, mote.id)
    await planleggFrist(trx, mote)
    return { kode: 'kalt-inn', mote: mote.id }
  })
}

function svarPaValgene(
  inn: Forlopsinnkalling,
  type: Motetype,
  vold: boolean,
  ungdom: boolean,
): { kode: 'velg-familie' | 'velg-ungdom' | 'velg-larer' } | undefined {
  if (sporOmFamilie(type, vold) && inn.familie === '') return { kode: 'velg-familie' }
  if (ungdom && inn.ungdom === '') return { kode: 'velg-ungdom' }
  return inn.larer === '' ? { kode: 'velg-larer' } : undefined
}

/**
 * Those whose meeting it is whoever calls it in: the kontaktperson and the sosiallærer. When the school calls it in and there
 * is no kontaktperson yet, the unit's mottak.
 */
export function fasteDeltakere(
  forlop: Pick<Forlop, 'kontaktperson' | 'sosiallarer' | 'enhet'>,
  roller: readonly Rolletildeling[],
  part: Part,
): string[] {
  const ved = (person: string | null) => roller.find(r => r.person === person)?.person
  const forste = (rolle: Rolle, enhet: string) =>
    roller.find(r => r.rolle === rolle && r.enhet === enhet)?.person
  const bv =
    ved(forlop.kontaktperson) ?? (part === 'bv' ? undefined : forste('barnevern_mottak', forlop.enhet))
  const skole = ved(forlop.sosiallarer) ?? forste('sosiallarer', '')
  return [bv, skole].filter(person => person !== undefined)
}

/**
 * What the parents have not said yes to. Services besides school and barnevern are invited only with a yes of their own
 * (fag: motetyper, deltakere).
 */
async function samtykkehindring(
  ktx: Kontekst,
  forlop: Forlop,
  type: Motetype,
  roller: readonly Rolletildeling[],
  inviterte: readonly string[],
): Promise<Extract<Innkallingssvar, { kode: 'mangler-samtykke' | 'tjenester-uten-ja' }> | undefined> {
  const egne: readonly Tjeneste[] = ['skole', 'bv']
  if (type.samtykke !== 'ingen' && type.samtykke !== 'per_sak') {
    const lys = (await samtykkelampe(ktx, forlop.sak))(formalFor(type), egne)
    if (lys.farge !== 'gronn')
      return { kode: 'mangler-samtykke', kanRegistrere: kanForlate(lys).length === 0 }
  }
  const samtykke = await hentSamtykke(ktx, forlop.sak)
  const andre = roller
    .filter(r => inviterte.includes(r.person) && r.rolle !== 'administrator' && !egne.includes(r.tjeneste))
    // Somebody who also has a role of the school or barnevernet comes as that.
    .filter(r => !roller.some(x => x.person === r.person && egne.includes(x.tjeneste)))
    .map(r => r.tjeneste)
  const uten = [...new Set(andre)].filter(
    tjeneste => samtykke === undefined || svarFor(samtykke, tjeneste) !== 'ja',
  )
  return uten.length === 0 ? undefined : { kode: 'tjenester-uten-ja', tjenester: uten }
}

/** The agenda as the type has it today: later changes of the file change later meetings. */
async function leggInnPunkter(
  ktx: Kontekst,
  mote: Mote,
  type: Motetype,
  hode: Sakshode,
  aktor: Aktor,
): Promise<void> {
  const malform = await hentMalform(ktx, mote.skole)
  for (const [nr, del] of type.deler.entries())
    for (const punkt of del.punkter)
      await leggTilPunkt(ktx, {
        mote: mote.id,
        slag: 'punkt',
        sak: hode.id,
        ref: hode.ref,
        meldt_av: aktor.person,
        tekst: '',
        del: nr + 1,
        tittel: punkt.tekst[malform],
      })
}

/** What has to be arranged because of what was chosen: the interpreter, and a teacher who is shielded. */
async function leggInnForberedelser(ktx: Kontekst, mote: Mote, type: Motetype, part: Part): Promise<void> {
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  const apne = (kode: Forberedelse, hvem: Part) =>
    apneSjekkpunkt(ktx, {
      sak: mote.forlop ?? '',
      kode,
      part: hvem,
      frist: forberedelsesfrist(kode, mote.dato, idag),
      mote: mote.id,
    })
  if (mote.tolk) await apne('bestill_tolk', type.tolk === 'skole' || type.tolk === 'bv' ? type.tolk : part)
  if (mote.larer === 'skjermet') {
    await apne('forbered_larer', 'skole')
    await apne('samtale_larer', 'skole')
  }
}

const FORBEREDELSER = ['bestill_tolk', 'forbered_larer', 'samtale_larer'] as const
type Forberedelse = (typeof FORBEREDELSER)[number]

/** Working days before the meeting, never before today; or after it. */
function forberedelsesfrist(kode: Forberedelse, dato: string, idag: string): string {
  if (kode === 'samtale_larer') return arbeidsdagerEtter(dato, 2)
  const dag = arbeidsdagerFor(dato, kode === 'bestill_tolk' ? 5 : 1)
  return dag < idag ? idag : dag
}

/** The meeting is on another day: what is not done yet is due by that. */
export async function flyttForberedelser(ktx: Kontekst, mote: Mote): Promise<void> {
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  for (const punkt of await hentSjekkpunkter(ktx, mote.forlop === null ? [] : [mote.forlop])) {
    const kode = FORBEREDELSER.find(k => k === punkt.kode)
    if (kode !== undefined && punkt.mote === mote.id && punkt.gjort === null)
      await flyttSjekkpunkt(ktx, punkt, forberedelsesfrist(kode, mote.dato, idag))
  }
}
