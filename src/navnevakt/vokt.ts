import type { Kontekst } from '../database/kontekst.ts'
import { finnRegistrerte } from '../identitet/identitet-store.ts'
import { type Aktor, alleAdganger } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { navnPaKolleger } from '../tilgang/tilgang-store.ts'
import type { Funn } from './funn.ts'
import { type Kjente, kolleganavn, kollegasteder, medRegisteret, oppslagsord, utenKjente } from './kjente.ts'
import { finnFunn, MAKS_TEGN } from './navnevakt.ts'
import { erSattTilSide, erstattRader, type Felter, type Rad, tilRader } from './rader.ts'
import { hentTillatteOrd } from './tillatt-ord-store.ts'

/** What the guard stopped: the author gets the form back, nothing is stored. */
export type Stoppet = { kode: 'navnevakt'; rader: Rad[] } | { kode: 'for-lang'; felt: string; lengde: number }

/** What the form carries on from the guard's earlier answers: what its author has set aside, and whether it was stopped. */
export type Vaktsvar = { ikkeNavn: readonly string[]; stoppet: boolean }

/** A submission: its free texts by field, and the reference or id that the log names. */
export type Innsending = { felter: Felter; gjelder: string; svar: Vaktsvar }

/**
 * Every free-text field passes here before it is stored (fag: samtykke, regel 3). Undefined when all is well; then what the
 * author chose on the way is logged, in the caller's transaction, and never what was written.
 */
export async function vokt(ktx: Kontekst, aktor: Aktor, inn: Innsending): Promise<Stoppet | undefined> {
  const lang = forLang(inn.felter)
  if (lang !== undefined) return lang
  const { funn, sattTilSide } = await vurder(ktx, aktor, inn.felter, inn.svar.ikkeNavn)
  if (antallI(funn) > 0) return { kode: 'navnevakt', rader: tilRader(inn.felter, funn) }
  if (Object.keys(sattTilSide).length > 0) await logg(ktx, aktor, inn.gjelder, 'ikke-navn', sattTilSide)
  if (inn.svar.stoppet && Object.keys(sattTilSide).length === 0)
    await logg(ktx, aktor, inn.gjelder, 'omskrevet', {})
  return undefined
}

/** That a submission was stopped stands in the log: whoever tries names to see what is known leaves a trail. */
export async function loggStopp(
  ktx: Kontekst,
  aktor: Aktor,
  gjelder: string,
  stoppet: Stoppet,
): Promise<void> {
  if (stoppet.kode !== 'navnevakt') return
  const antall: Record<string, number> = {}
  for (const { felt } of stoppet.rader.flatMap(rad => rad.steder)) antall[felt] = (antall[felt] ?? 0) + 1
  await logg(ktx, aktor, gjelder, 'stoppet', antall)
}

/**
 * «Erstatt med K7F3»: the form's own texts with `med` wherever the chosen name is mentioned, and what is then left to ask
 * about. Nothing is stored.
 */
export async function erstattNavn(
  ktx: Kontekst,
  aktor: Aktor,
  inn: Innsending & { hvilken: string; med: string },
): Promise<{ felter: Record<string, string>; antall: number; stoppet: Stoppet | undefined }> {
  const lang = forLang(inn.felter)
  if (lang !== undefined) return { felter: { ...inn.felter }, antall: 0, stoppet: lang }
  const for_ = await vurder(ktx, aktor, inn.felter, inn.svar.ikkeNavn)
  const { felter, antall } = erstattRader(
    inn.felter,
    tilRader(inn.felter, for_.funn),
    inn.hvilken,
    inn.med,
    (_, tekst) => kollegasteder(tekst, for_.kolleger),
  )
  if (Object.keys(antall).length > 0) await logg(ktx, aktor, inn.gjelder, 'erstattet', antall)
  const etter = forLang(felter)
  const igjen = etter === undefined ? await vurder(ktx, aktor, felter, inn.svar.ikkeNavn) : undefined
  const stoppet: Stoppet | undefined =
    igjen !== undefined && antallI(igjen.funn) > 0
      ? { kode: 'navnevakt', rader: tilRader(felter, igjen.funn) }
      : etter
  // A press that replaced nothing has only asked.
  if (Object.keys(antall).length === 0 && stoppet !== undefined)
    await loggStopp(ktx, aktor, inn.gjelder, stoppet)
  return { felter, antall: Object.values(antall).reduce((a, b) => a + b, 0), stoppet }
}

/**
 * Does a message hold something that may show who a child is? `trinn`: how sure one has to be. Anybody may write to the bot:
 * the register is asked only for those who could have asked it with a form.
 */
export async function harTreff(
  ktx: Kontekst,
  aktor: Aktor,
  tekst: string,
  trinn: 'A' | 'B',
): Promise<boolean> {
  const iTeamet = (await alleAdganger(ktx, aktor)).some(adgang => adgang.deltaker)
  const { funn } = await vurder(ktx, aktor, { tekst }, [], iTeamet)
  return Object.values(funn).some(her => her.some(f => trinn === 'B' || f.trinn === 'A'))
}

type Vurdering = {
  funn: Record<string, Funn[]>
  sattTilSide: Record<string, number>
  kolleger: Kjente['kolleger']
}

async function vurder(
  ktx: Kontekst,
  aktor: Aktor,
  felter: Felter,
  ikkeNavn: readonly string[],
  sporRegisteret = true,
): Promise<Vurdering> {
  const tekster = Object.entries(felter)
  const registrerte = await finnRegistrerte(
    ktx,
    sporRegisteret ? tekster.flatMap(([, tekst]) => oppslagsord(tekst)) : [],
  )
  const alle = tekster.map(
    ([felt, tekst]) => [felt, medRegisteret(tekst, finnFunn(tekst), registrerte)] as const,
  )
  const ingen: Vurdering = { funn: {}, sattTilSide: {}, kolleger: [] }
  if (alle.every(([, funn]) => funn.length === 0)) return ingen
  const kjente: Kjente = {
    registrerte,
    kolleger: (await navnPaKolleger(ktx, aktor.person)).map(kolleganavn),
    tillatte: new Set((await hentTillatteOrd(ktx)).map(({ ord }) => ord)),
  }
  const svar: Vurdering = { ...ingen, kolleger: kjente.kolleger }
  for (const [felt, funn] of alle) {
    const tekst = felter[felt] ?? ''
    const igjen = utenKjente(tekst, funn, kjente)
    const stoppes = igjen.filter(f => !erSattTilSide(f, tekst, ikkeNavn))
    if (stoppes.length > 0) svar.funn[felt] = stoppes
    if (stoppes.length < igjen.length) svar.sattTilSide[felt] = igjen.length - stoppes.length
  }
  return svar
}

function forLang(felter: Felter): Stoppet | undefined {
  const funnet = Object.entries(felter).find(([, tekst]) => tekst.length > MAKS_TEGN)
  return funnet && { kode: 'for-lang', felt: funnet[0], lengde: funnet[1].length }
}

const antallI = (funn: Record<string, readonly Funn[]>): number =>
  Object.values(funn).reduce((sum, her) => sum + her.length, 0)

/** «navnevakt-erstattet:beskrivelse=2+provd=1»: what was chosen, and how many places in which fields. */
async function logg(
  ktx: Kontekst,
  aktor: Aktor,
  gjelder: string,
  valg: 'stoppet' | 'erstattet' | 'ikke-navn' | 'omskrevet',
  antall: Readonly<Record<string, number>>,
): Promise<void> {
  const felter = Object.entries(antall).map(([felt, n]) => `${felt}=${n}`)
  const kode = [`navnevakt-${valg}`, ...(felter.length === 0 ? [] : [felter.join('+')])].join(':')
  await loggHendelse(ktx, { person: aktor.person, kode, gjelder })
}
