import { DateTime } from 'luxon'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { hindringForDag } from '../mote/kall-inn-mote.ts'
import { type KanIkkeKalleInn, tidspunkt } from '../mote/moter.ts'
import { tolkTid } from '../mote/norsk-dato.ts'
import { type Aktor, adgangTil, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { apenKanalForSkole, hentKanal, rollerVedSkole } from '../tilgang/tilgang-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { type Dagslag, type Fast, kanSetteOpp, MINUTTER, nesteTid, STED } from './apendor.ts'
import { type Apendag, dagPaDato, kommendeDager, opprettDag, sisteDag } from './apendor-store.ts'

export type Oppsetting = { kode: 'satt-opp' | 'finnes-alt'; apendag: string } | KanIkkeKalleInn

type Bestilling = { skole: string; tekst: string; kanal: string | undefined }

/**
 * `/åpendør ny [dato] [tid]`. Without either: the day that is already planned, or two weeks after the last one at the same
 * time. Two who type it at once make one day.
 */
export async function settOppApenDor(ktx: Kontekst, aktor: Aktor, inn: Bestilling): Promise<Oppsetting> {
  if (!(await kanSetteOppVed(ktx, aktor, inn.skole))) return { kode: 'mangler-rolle' }
  if (inn.tekst.trim() === '') {
    const planlagt = (await kommendeDager(ktx, [inn.skole])).find(dag => dag.slag === 'apen_dor')
    if (planlagt !== undefined) return { kode: 'finnes-alt', apendag: planlagt.id }
  }
  const tid = await finnTid(ktx, inn, 'apen_dor')
  return tid.kode === 'tid' ? opprett(ktx, aktor, { ...inn, ...tid, slag: 'apen_dor', fast: '' }) : tid
}

export type Fastforslag = { kode: 'velg-fast'; skole: string; dato: string; klokke: string } | KanIkkeKalleInn

/** `/åpendør fast [dato] [tid]`: when; which kind is chosen on the card. */
export async function foreslaFastAvtale(ktx: Kontekst, aktor: Aktor, inn: Bestilling): Promise<Fastforslag> {
  if (!(await kanSetteOppVed(ktx, aktor, inn.skole))) return { kode: 'mangler-rolle' }
  const tid = await finnTid(ktx, inn, 'fast_avtale')
  if (tid.kode !== 'tid') return tid
  return { kode: 'velg-fast', skole: inn.skole, dato: tid.dato, klokke: tid.klokke }
}

/** The kind has been chosen: the day is checked anew, for the card may be old. */
export async function settOppFastAvtale(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; dato: string; klokke: string; fast: Fast; kanal: string | undefined },
): Promise<Oppsetting | FinnesIkke> {
  if ((await adgangTil(ktx, aktor, inn.skole))?.deltaker !== true) return FINNES_IKKE
  if (!(await kanSetteOppVed(ktx, aktor, inn.skole))) return { kode: 'mangler-rolle' }
  const start = tidspunkt(inn.dato, inn.klokke)
  const hindring = hindringForDag(inn.dato, start, ktx.na())
  return hindring ?? opprett(ktx, aktor, { ...inn, slag: 'fast_avtale' })
}

async function kanSetteOppVed(ktx: Kontekst, aktor: Aktor, skole: string): Promise<boolean> {
  const adgang = await adgangTil(ktx, aktor, skole)
  return adgang !== undefined && kanSetteOpp(adgang.roller)
}

async function finnTid(
  ktx: Kontekst,
  inn: { skole: string; tekst: string },
  slag: Dagslag,
): Promise<{ kode: 'tid'; dato: string; klokke: string } | KanIkkeKalleInn> {
  const lest = tolkTid(inn.tekst, ktx.na())
  if (!lest.ok) return { kode: lest.kode }
  const siste = await sisteDag(ktx, inn.skole, slag)
  const neste = nesteTid(
    siste && {
      dato: siste.dato,
      klokke: DateTime.fromJSDate(siste.start, { zone: ktx.na().zone }).toFormat('HH:mm'),
    },
    ktx.na(),
  )
  const tid = { dato: lest.dato ?? neste.dato, klokke: lest.klokke ?? neste.klokke }
  return hindringForDag(tid.dato, tidspunkt(tid.dato, tid.klokke), ktx.na()) ?? { kode: 'tid', ...tid }
}

async function opprett(
  ktx: Kontekst,
  aktor: Aktor,
  inn: Pick<Apendag, 'skole' | 'slag' | 'fast' | 'dato'> & { klokke: string; kanal: string | undefined },
): Promise<Oppsetting> {
  const { skole, slag, fast, dato } = inn
  const her = inn.kanal === undefined ? undefined : await hentKanal(ktx, inn.kanal)
  const kanal = her?.skole === skole ? her : await apenKanalForSkole(ktx, skole)
  if (kanal === undefined) return { kode: 'ingen-kanal' }
  return iTransaksjon(ktx, async trx => {
    const dag = await opprettDag(trx, {
      id: crypto.randomUUID(),
      skole,
      slag,
      fast,
      dato,
      start: tidspunkt(dato, inn.klokke).toJSDate(),
      minutter: (await sisteDag(trx, skole, slag))?.minutter ?? MINUTTER,
      fagkonsulent: await fagkonsulentVed(trx, skole, aktor),
      sted: STED,
      kanal: kanal.kanal,
      status: 'planlagt',
    })
    if (dag === undefined) {
      const finnes = await dagPaDato(trx, inn)
      return finnes === undefined ? { kode: 'ugyldig-dato' } : { kode: 'finnes-alt', apendag: finnes.id }
    }
    await loggHendelse(trx, { person: aktor.person, kode: 'apendor-satt-opp', gjelder: dag.id })
    await leggIUtboks(trx, `apendor-ny:${dag.id}`, { slag: 'apendor-ny', apendag: dag.id })
    return { kode: 'satt-opp', apendag: dag.id }
  })
}

/** Whoever sets it up, being one; otherwise the school's. */
async function fagkonsulentVed(ktx: Kontekst, skole: string, aktor: Aktor): Promise<string | null> {
  const alle = (await rollerVedSkole(ktx, skole)).filter(r => r.rolle === 'fagkonsulent')
  return (alle.find(r => r.person === aktor.person) ?? alle[0])?.person ?? null
}
