import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { arbeidsdagerEtter } from '../forlop/forlop.ts'
import { NYTT_MOTE } from '../forlop/forlop-store.ts'
import { apneSjekkpunkt } from '../forlop/sjekkpunkter.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { adgangTilMote } from './adgang-til-mote.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { meldKalenderendring } from './kalender-endret.ts'
import { harSamtykke } from './kall-inn-forlopsmote.ts'
import { trekkFrist } from './kall-inn-mote.ts'
import { endreMote, lasMote, moterIForlop } from './mote-store.ts'
import type { Part } from './motetype.ts'

/** Calls off the planned meetings of a forløp that are of these types: the step they were for is over. */
export async function avlysForlopsmoter(
  ktx: Kontekst,
  aktor: Aktor,
  sak: string,
  gjelder: (type: string) => boolean,
): Promise<void> {
  for (const mote of await moterIForlop(ktx, sak))
    if (mote.status === 'planlagt' && gjelder(mote.type)) await avlys(ktx, aktor, mote.id)
}

/** What the parents have taken their yes to back from, is not held (fag: samtykke, regel 4). */
export async function avlysUtenSamtykke(ktx: Kontekst, aktor: Aktor, sak: string): Promise<void> {
  const uten = new Set<string>()
  for (const { type } of await moterIForlop(ktx, sak)) {
    const kjent = ktx.valg.motetyper[type]
    if (kjent !== undefined && !(await harSamtykke(ktx, sak, kjent))) uten.add(type)
  }
  await avlysForlopsmoter(ktx, aktor, sak, type => uten.has(type))
}

async function avlys(ktx: Kontekst, aktor: Aktor, mote: string): Promise<void> {
  await endreMote(ktx, mote, { status: 'avlyst' })
  await trekkFrist(ktx, mote)
  await loggHendelse(ktx, { person: aktor.person, kode: 'mote-avlyst', gjelder: mote })
  await meldAgendaendring(ktx, mote, aktor.person)
  await meldKalenderendring(ktx, mote)
  await leggIUtboks(ktx, `motevarsel:${mote}:${crypto.randomUUID()}`, {
    slag: 'motevarsel',
    mote,
    kode: 'avlyst',
    fra: '',
  })
}

export type Forlopsavlysning =
  | { kode: 'avlyst'; mote: string; nytt: Part | undefined }
  | { kode: 'mangler-rolle' }
  | { kode: 'ikke-planlagt' }
  | FinnesIkke

/**
 * Calls off one family's meeting. `syk`: the side that cannot come: barnevernet then makes a new appointment with school and
 * parents, the school convenes anew itself (fag: motetyper, sykdom); otherwise the one who convened knows what comes next.
 */
export async function avlysForlopsmote(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { mote: string; syk: Part | undefined },
): Promise<Forlopsavlysning> {
  return iTransaksjon(ktx, async trx => {
    const mote = await lasMote(trx, inn.mote)
    const adgang = mote && (await adgangTilMote(trx, aktor, mote))
    if (mote === undefined || mote.forlop === null || adgang?.deltaker !== true) return FINNES_IKKE
    // Whoever is ill can always be reported by their own side; whether the school's illness matters, the school says.
    const egen = inn.syk !== undefined && inn.syk === adgang.part && adgangKan(adgang, 'registrereSamtykke')
    if (!egen && (inn.syk === 'skole' || !adgangKan(adgang, 'kalleInn'))) return { kode: 'mangler-rolle' }
    if (mote.status !== 'planlagt') return { kode: 'ikke-planlagt' }
    await avlys(trx, aktor, mote.id)
    if (inn.syk === undefined) return { kode: 'avlyst', mote: mote.id, nytt: undefined }
    // The new one is called in by a side that calls in meetings of this type.
    const innkaller = ktx.valg.motetyper[mote.type]?.innkaller ?? []
    const nytt = innkaller.includes(inn.syk) ? inn.syk : (innkaller[0] ?? inn.syk)
    await apneSjekkpunkt(trx, {
      sak: mote.forlop,
      kode: NYTT_MOTE,
      part: nytt,
      frist: arbeidsdagerEtter(ktx.na().toFormat('yyyy-MM-dd'), 5),
      mote: mote.id,
    })
    return { kode: 'avlyst', mote: mote.id, nytt }
  })
}
