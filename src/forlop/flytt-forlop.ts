import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { avlysForlopsmoter } from '../mote/avlys-forlopsmote.ts'
import { meldKalenderendring } from '../mote/kalender-endret.ts'
import { moterIForlop } from '../mote/mote-store.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import {
  type Avvik,
  finnOvergang,
  type KanIkkeFlytte,
  type Overgang,
  stegFor,
  type Tilstand,
  utfor,
  valgI,
} from './forlop.ts'
import { ansvarForForlop } from './forlop-adgang.ts'
import { endreForlop, type Forlop, fjernSteg, hentSteg, lasForlop, leggTilSteg } from './forlop-store.ts'
import { faktaFor } from './forlopsfakta.ts'
import { RUTINER } from './les-rutiner.ts'
import { planleggEtterSteg } from './overforing.ts'
import { malFor, SLUTT, stegbundne } from './rutine.ts'
import { apneSjekkpunkter } from './sjekkpunkter.ts'

export type Flytting =
  | { kode: 'flyttet'; sak: string; avsluttet: boolean }
  | { kode: 'endret-av-annen' }
  | KanIkkeFlytte
  | FinnesIkke

/** One move in a forløp: a choice of its step, by the side whose it is, when nothing it asks for is missing. */
export async function velgIForlop(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; versjon: number; valg: string; avvik: Avvik | undefined; dato: string | undefined },
): Promise<Flytting> {
  return iTransaksjon(ktx, async trx => {
    const forlop = await lasForlop(trx, inn.sak)
    const funnet = forlop && (await ansvarForForlop(trx, aktor, forlop.sak))
    if (forlop === undefined || funnet === undefined) return FINNES_IKKE
    if (forlop.versjon !== inn.versjon) return { kode: 'endret-av-annen' }
    const idag = ktx.na().toFormat('yyyy-MM-dd')
    const svar = finnOvergang(
      RUTINER,
      forlop,
      { ...inn, part: funnet.adgang.part },
      await faktaFor(trx, forlop),
      idag,
    )
    if (svar.kode !== 'funnet') return svar
    await utforOvergang(trx, aktor, forlop, svar.overgang, funnet.hode.ref)
    return {
      kode: 'flyttet',
      sak: forlop.sak,
      avsluttet: malFor(forlop.rutine, svar.overgang.valg.til).steg === SLUTT,
    }
  })
}

/** A meeting has been held: where that leaves one way on, the forløp takes it. The caller holds the forløp. */
export async function etterMotet(
  ktx: Kontekst,
  aktor: Aktor,
  forlop: Forlop,
  type: string,
  ref: string,
): Promise<void> {
  const fakta = await faktaFor(ktx, forlop)
  const veier = valgI(RUTINER, forlop, 'bv', fakta).filter(v => v.valg.mote === type)
  const [vei] = veier
  if (veier.length !== 1 || vei === undefined || vei.hindre.length > 0) return
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  const svar = finnOvergang(RUTINER, forlop, { part: 'bv', valg: vei.valg.id }, fakta, idag)
  if (svar.kode === 'funnet') await utforOvergang(ktx, aktor, forlop, svar.overgang, ref)
}

async function utforOvergang(
  ktx: Kontekst,
  aktor: Aktor,
  forlop: Forlop,
  overgang: Overgang,
  ref: string,
): Promise<void> {
  const forrige = tilstandI(forlop)
  const { tilstand, apner } = utfor(RUTINER, forrige, overgang, ktx.na().toFormat('yyyy-MM-dd'))
  await endreForlop(ktx, forlop.sak, tilstand)
  const nr = await leggTilSteg(ktx, forlop.sak, {
    person: aktor.person,
    fra: `${forrige.rutine}.${forrige.steg}`,
    valg: overgang.valg.id,
    til: tilstand.avsluttet === null ? `${tilstand.rutine}.${tilstand.steg}` : 'slutt',
    avvik: overgang.avvik ?? '',
    forrige,
  })
  await apneSjekkpunkter(ktx, forlop.sak, tilstand, apner, nr)
  await planleggEtterSteg(ktx, aktor, forlop, tilstand)
  await avlysUtenforSteget(ktx, aktor, forlop.sak, tilstand)
  if (overgang.avvik !== undefined)
    await leggIUtboks(ktx, `forlop-avvik:${forlop.sak}:${nr}`, {
      slag: 'forlop-varsel',
      sak: forlop.sak,
      kode: 'avvik',
      grunn: overgang.avvik,
    })
  await loggHendelse(ktx, { person: aktor.person, kode: 'forlop-flyttet', gjelder: ref })
}

/** What was called in for a step that is over is called off at once; at the end, all there is. */
async function avlysUtenforSteget(ktx: Kontekst, aktor: Aktor, sak: string, til: Tilstand): Promise<void> {
  const gjelder = stegFor(RUTINER, til)?.moter ?? []
  const bundne = stegbundne(RUTINER)
  await avlysForlopsmoter(
    ktx,
    aktor,
    sak,
    type => til.avsluttet !== null || (bundne.has(type) && !gjelder.includes(type)),
  )
  // The step decides who may know of the meetings that are left.
  for (const mote of await moterIForlop(ktx, sak))
    if (mote.status === 'planlagt') await meldKalenderendring(ktx, mote.id)
}

const tilstandI = (f: Forlop): Tilstand => ({
  rutine: f.rutine,
  steg: f.steg,
  siden: f.siden,
  vold: f.vold,
  melder: f.melder,
  melding: f.melding,
  tredelt: f.tredelt,
  undersokt: f.undersokt,
  neste_mote: f.neste_mote,
  avsluttet: f.avsluttet,
})

export type Angring = { kode: 'angret'; sak: string } | { kode: 'for-sent' } | FinnesIkke

/** Takes the last move back, the same day, by whoever made it. Meetings that were called off stay so. */
export async function angreSteg(ktx: Kontekst, aktor: Aktor, inn: { sak: string }): Promise<Angring> {
  return iTransaksjon(ktx, async trx => {
    const forlop = await lasForlop(trx, inn.sak)
    const funnet = forlop && (await ansvarForForlop(trx, aktor, forlop.sak))
    if (forlop === undefined || funnet === undefined) return FINNES_IKKE
    const siste = (await hentSteg(trx, forlop.sak)).at(-1)
    if (siste === undefined || !kanAngres(siste, aktor.person, ktx.na().toFormat('yyyy-MM-dd'), ktx))
      return { kode: 'for-sent' }
    const forrige = siste.forrige as Tilstand
    await endreForlop(trx, forlop.sak, forrige)
    await fjernSteg(trx, forlop.sak, siste.nr)
    await avlysUtenforSteget(trx, aktor, forlop.sak, forrige)
    await planleggEtterSteg(trx, aktor, forlop, siste.forrige as Tilstand)
    await loggHendelse(trx, { person: aktor.person, kode: 'forlop-angret', gjelder: funnet.hode.ref })
    return { kode: 'angret', sak: forlop.sak }
  })
}

/** The one who made the last move may take it back the same day. */
export function kanAngres(
  siste: { person: string; tid: Date },
  person: string,
  idag: string,
  ktx: Pick<Kontekst, 'na'>,
): boolean {
  const dagen = ktx.na().set({ millisecond: 0 }).zone
  return (
    siste.person === person &&
    new Date(siste.tid).toLocaleDateString('sv-SE', { timeZone: dagen.name }) === idag
  )
}
