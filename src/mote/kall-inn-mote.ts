import { DateTime } from 'luxon'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, adgangKan, adgangTil } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { apenKanalForSkole, hentKanal, hentMalform, rollerVedSkole } from '../tilgang/tilgang-store.ts'
import { leggIUtboks, trekkFraUtboks } from '../utboks/utboks-store.ts'
import { teamI } from './adgang-til-mote.ts'
import { meldFristUte } from './agenda-endret.ts'
import { arbeidsdagerFor, helligdag, nesteISerien } from './arbeidsdager.ts'
import { meldKalenderendring } from './kalender-endret.ts'
import { aktuelleMoter, hentSerie, type Mote, motePaDato, opprettMote, sisteAvholdte } from './mote-store.ts'
import { innspillsfrist, type KanIkkeKalleInn, paminnelseTid, tidspunkt } from './moter.ts'
import { tolkTid } from './norsk-dato.ts'
import { ledigReferanse } from './ny-referanse.ts'
import { gjentaPunkt, leggTilPunkt, type Punkt, ventendePunkter } from './punkt-store.ts'

export type Innkalling = { kode: 'kalt-inn' | 'finnes-alt'; mote: string } | KanIkkeKalleInn

/**
 * `/innsatsteam ny [dato] [tid]`. Without a date: the meeting that is already planned, or the series' next date. Two who
 * type it at once make one meeting. What waits from earlier meetings is put on the new agenda.
 */
export async function kallInnMote(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; type: string; tekst: string; kanal: string | undefined },
): Promise<Innkalling> {
  const { skole, type } = inn
  const adgang = await adgangTil(ktx, aktor, skole)
  if (adgang === undefined || !adgangKan(adgang, 'kalleInn')) return { kode: 'mangler-rolle' }
  const tid = tolkTid(inn.tekst, ktx.na())
  if (!tid.ok) return { kode: tid.kode }
  // A school may have more than one channel: the agenda belongs where it was asked for.
  const her = inn.kanal === undefined ? undefined : await hentKanal(ktx, inn.kanal)
  const kanal = her?.skole === skole ? her : await apenKanalForSkole(ktx, skole)
  if (kanal === undefined) return { kode: 'ingen-kanal' }

  return iTransaksjon(ktx, async trx => {
    if (tid.dato === undefined) {
      const [planlagt] = await aktuelleMoter(trx, [skole], type)
      if (planlagt !== undefined) return { kode: 'finnes-alt', mote: planlagt.id }
    }
    const dato = tid.dato ?? (await seriensNeste(trx, skole, type))
    return opprettTeammote(trx, aktor, { skole, type, dato, klokke: tid.klokke, kanal: kanal.kanal })
  })
}

/**
 * A meeting of the team's on that day, at the series' time where no other is named; whoever calls has the right to. Its agenda is
 * on its way to the channel at the commit.
 */
export async function opprettTeammote(
  trx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; type: string; dato: string; klokke: string | undefined; kanal: string },
): Promise<Innkalling> {
  const { skole, type, dato } = inn
  const serie = await hentSerie(trx, skole, type)
  const start = tidspunkt(dato, inn.klokke ?? serie.klokke)
  const hindring = hindringForDag(dato, start, trx.na())
  if (hindring !== undefined) return hindring

  const mote = await opprettMote(trx, {
    id: crypto.randomUUID(),
    skole,
    type,
    dato,
    start: start.toJSDate(),
    minutter: serie.minutter,
    sted: serie.sted,
    frist: fristFor(trx, dato, start).toJSDate(),
    status: 'planlagt',
    leder: await fastLeder(trx, skole),
    innkalt_av: aktor.person,
    kanal: inn.kanal,
    tilstede: null,
    andre: null,
  })
  if (mote === undefined) {
    const finnes = await motePaDato(trx, { skole, type, forlop: null }, dato)
    return finnes === undefined ? { kode: 'ugyldig-dato' } : { kode: 'finnes-alt', mote: finnes.id }
  }
  const ventende = await ventendePunkter(trx, skole, type)
  for (const punkt of ventende) await gjentaPunkt(trx, mote.id, punkt)
  await leggInnEgnePunkter(trx, mote, aktor.person, ventende)
  await loggHendelse(trx, { person: aktor.person, kode: 'mote-kalt-inn', gjelder: mote.id })
  await leggIUtboks(trx, `agenda-ny:${mote.id}`, { slag: 'agenda-ny', mote: mote.id })
  await meldKalenderendring(trx, mote.id)
  await planleggFrist(trx, mote)
  return { kode: 'kalt-inn', mote: mote.id }
}

/** The bot itself makes these; whatever else the municipality's file has on the team's agenda comes as a theme. */
const EGNE = ['sist', 'saker', 'temaer', 'oppsummering', 'neste']

async function leggInnEgnePunkter(
  ktx: Kontekst,
  mote: Mote,
  person: string,
  ventende: readonly Punkt[],
): Promise<void> {
  const punkter = ktx.valg.motetyper[mote.type]?.deler.flatMap(del => del.punkter) ?? []
  const malform = await hentMalform(ktx, mote.skole)
  for (const { id, tekst } of punkter) {
    // One that was not reached last time stands there already.
    if (EGNE.includes(id) || ventende.some(p => p.tekst === tekst.nb || p.tekst === tekst.nn)) continue
    const ref = await ledigReferanse(ktx)
    await leggTilPunkt(ktx, {
      mote: mote.id,
      slag: 'tema',
      sak: null,
      ref,
      meldt_av: person,
      tekst: tekst[malform],
    })
  }
}

/** When input closes for a meeting that day, as the municipality has set it. */
export function fristFor(ktx: Kontekst, dato: string, start: DateTime): DateTime {
  const { arbeidsdagerFor: dager, klokke } = ktx.valg.innspillsfrist
  return innspillsfrist(start, arbeidsdagerFor(dato, dager), klokke, ktx.na())
}

/** Holidays and weekends are refused with the reason; so is a time that has passed. */
export function hindringForDag(dato: string, start: DateTime, na: DateTime): KanIkkeKalleInn | undefined {
  if (!start.isValid) return { kode: 'ugyldig-dato' }
  const fridag = helligdag(dato)
  if (fridag !== undefined) return { kode: 'helligdag', dato, navn: fridag }
  if (start.weekday > 5) return { kode: 'helg', dato }
  if (start <= na) return { kode: 'dato-passert' }
  return undefined
}

/** What happens by itself around the deadline; replaces what was planned before. */
export async function trekkFrist(ktx: Kontekst, mote: string): Promise<void> {
  await trekkFraUtboks(ktx, `innspill:${mote}:`)
  await trekkFraUtboks(ktx, `agenda-frist:${mote}:`)
}

/** The card closes for input, and a working day before that every participant who has not answered gets one reminder. */
export async function planleggFrist(ktx: Kontekst, mote: Mote): Promise<void> {
  await meldFristUte(ktx, mote)
  const frist = DateTime.fromJSDate(mote.frist, { zone: 'Europe/Oslo' })
  const tid = paminnelseTid(frist, arbeidsdagerFor(frist.toFormat('yyyy-MM-dd'), 1), ktx.na())
  if (tid === undefined) return
  const deltakere = new Set((await teamI(ktx, mote)).map(r => r.person))
  for (const person of deltakere) {
    await leggIUtboks(
      ktx,
      `innspill:${mote.id}:${mote.dato}:${person}`,
      { slag: 'innspill-paminnelse', mote: mote.id, person },
      tid,
    )
  }
}

/** The day the series has its next meeting, «yyyy-MM-dd». */
export async function seriensNeste(ktx: Kontekst, skole: string, type: string): Promise<string> {
  const serie = await hentSerie(ktx, skole, type)
  const idag = ktx.na().startOf('day')
  // One that was held before its time, counts too: its day is taken.
  const forrige = await sisteAvholdte(
    ktx,
    { skole, type, forlop: null },
    ktx.na().plus({ years: 1 }).toJSDate(),
  )
  if (forrige !== undefined) {
    let dato = nesteISerien(forrige.dato, serie.uker)
    while (tidspunkt(dato, serie.klokke) <= ktx.na()) dato = nesteISerien(dato, 1)
    return dato
  }
  // The first of a series: the series' weekday, at least a week ahead so that people can fill in.
  const omEnUke = idag.plus({ days: 7 })
  const forste = omEnUke.plus({ days: (serie.ukedag - omEnUke.weekday + 7) % 7 })
  return nesteISerien(forste.minus({ weeks: 1 }).toFormat('yyyy-MM-dd'), 1)
}

async function fastLeder(ktx: Kontekst, skole: string): Promise<string | null> {
  const roller = await rollerVedSkole(ktx, skole)
  return roller.find(r => r.rolle === 'rektor')?.person ?? null
}
