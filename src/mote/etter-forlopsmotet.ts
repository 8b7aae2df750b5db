import type { Kontekst } from '../database/kontekst.ts'
import { etterMotet } from '../forlop/flytt-forlop.ts'
import { fristFor } from '../forlop/forlop.ts'
import { endreForlop, hentSjekkpunkter, lasForlop } from '../forlop/forlop-store.ts'
import { apneSjekkpunkt } from '../forlop/sjekkpunkter.ts'
import { hentSak } from '../sak/sak-store.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { alleRollerVedSkole } from '../tilgang/tilgang-store.ts'
import { referentFor } from './adgang-til-mote.ts'
import { arbeidsdagerFor, erArbeidsdag } from './arbeidsdager.ts'
import type { Mote } from './mote-store.ts'
import { erDag, tidspunkt } from './moter.ts'
import type { Etterarbeid, Motetype } from './motetype.ts'

/** What is agreed before a meeting may be closed: when the next one is, and whom the school may turn to. */
export type Sluttord = { neste?: string; kontaktpunkt?: string }

/** The one who is turned to when it is nobody by name: barnevernet's reception. */
export const RESEPSJON = 'resepsjon'

/** Keeps what the type asks for; false when something is missing, and the meeting goes on (fag: motetyper, avsluttende_samarbeid). */
export async function lagreSluttord(
  ktx: Kontekst,
  mote: Mote,
  { neste, kontaktpunkt }: Sluttord,
): Promise<boolean> {
  const krav = ktx.valg.motetyper[mote.type]?.lukkekrav ?? []
  if (mote.forlop === null || krav.length === 0) return true
  const forlop = await lasForlop(ktx, mote.forlop)
  if (forlop === undefined) return false
  const [dato = '', klokke = ''] = (neste ?? '').split('T')
  const gyldig =
    erDag(dato) &&
    erArbeidsdag(dato) &&
    /^([01]\d|2[0-3]):[0-5]\d$/.test(klokke) &&
    tidspunkt(dato, klokke) > ktx.na()
  if (krav.includes('neste_mote') && !gyldig) return false
  const kjent =
    kontaktpunkt === RESEPSJON ||
    (await alleRollerVedSkole(ktx, mote.skole)).some(
      r => r.person === kontaktpunkt && r.rolle === 'avdelingsleder' && r.enhet === forlop.enhet,
    )
  if (krav.includes('kontaktpunkt') && !kjent) return false
  await endreForlop(ktx, forlop.sak, {
    ...(gyldig ? { neste_mote: `${dato}T${klokke}` } : {}),
    ...(kjent && kontaktpunkt !== undefined ? { kontaktpunkt } : {}),
  })
  return true
}

/** What is to be done after one family's meeting, as checkpoints with deadlines; and the forløp goes on where it can. */
export async function etterForlopsmotet(ktx: Kontekst, aktor: Aktor, mote: Mote): Promise<void> {
  const type = ktx.valg.motetyper[mote.type]
  const forlop = mote.forlop === null ? undefined : await lasForlop(ktx, mote.forlop)
  const sak = forlop && (await hentSak(ktx, forlop.sak))
  if (type === undefined || forlop === undefined || sak === undefined) return
  // The meeting itself is the next one that was agreed.
  if (forlop.neste_mote !== null && forlop.neste_mote.slice(0, 10) <= mote.dato)
    await endreForlop(ktx, forlop.sak, { neste_mote: null })
  // The one who reported may be waiting for an answer already: that is one checkpoint, not two.
  const venter = (await hentSjekkpunkter(ktx, [forlop.sak])).some(
    s => s.gjort === null && s.kode.startsWith('tilbakemelding_melder'),
  )
  const arbeid = type.etterarbeid.filter(kode => !(venter && kode === 'tilbakemelding_melder'))
  for (const { kode, part } of arbeid.flatMap(kode => deler(kode, type, forlop.vold)))
    await apneSjekkpunkt(ktx, {
      sak: forlop.sak,
      kode,
      part,
      frist: fristen(kode, mote, forlop),
      mote: mote.id,
    })
  await etterMotet(ktx, aktor, (await lasForlop(ktx, forlop.sak)) ?? forlop, mote.type, sak.ref)
}

function deler(
  kode: Etterarbeid,
  type: Motetype,
  vold: boolean,
): { kode: Etterarbeid; part: 'skole' | 'bv' }[] {
  switch (kode) {
    case 'send_referat': {
      const part = referentFor(type, vold)
      return part === 'ingen' ? [] : [{ kode, part }]
    }
    case 'journalfor':
      // Each service documents by its own law.
      return [
        { kode, part: 'skole' },
        { kode, part: 'bv' },
      ]
    case 'tilbakemelding_melder':
      return [{ kode, part: 'bv' }]
  }
}

/** A week for the referat and the journal; three weeks after the investigation for the one who reported (fag: rutiner). */
function fristen(kode: Etterarbeid, mote: Mote, forlop: Parameters<typeof fristFor>[1]): string {
  const fra = { ...forlop, siden: mote.dato }
  const frist =
    kode === 'tilbakemelding_melder'
      ? (fristFor({ fra: 'undersokt', antall: 3, enhet: 'uker' }, fra) ??
        fristFor({ fra: 'steg', antall: 3, enhet: 'uker' }, fra))
      : fristFor({ fra: 'steg', antall: 1, enhet: 'uker' }, fra)
  return frist ?? arbeidsdagerFor(mote.dato, 0)
}
