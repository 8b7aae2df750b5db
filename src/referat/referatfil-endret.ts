import type { Kontekst } from '../database/kontekst.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { moterMedFil, trekkReferatfil, utgatteReferatfiler } from './referatfil-store.ts'

/** Graph may not know at once what Teams has just told of a channel's members. */
const EN_GANG_TIL_MIN = 5

/** The file of this meeting's referat is to be brought to what the database says: saved, replaced, or deleted. */
export async function onskFilarbeid(ktx: Kontekst, mote: string): Promise<void> {
  await leggIUtboks(ktx, `referatfil:${mote}`, { slag: 'referatfil', mote })
}

/** Something has changed that the files of a school's referat may depend on: a text, a consent, a role, a case. */
export async function seEtterReferatfiler(ktx: Kontekst, skole: string): Promise<void> {
  for (const mote of await moterMedFil(ktx, skole)) await onskFilarbeid(ktx, mote)
}

/** The same where it is who can read the folder that has changed. */
export async function seEtterLesere(ktx: Kontekst, skole: string): Promise<void> {
  const senere = ktx.na().plus({ minutes: EN_GANG_TIL_MIN })
  for (const mote of await moterMedFil(ktx, skole)) {
    await onskFilarbeid(ktx, mote)
    await leggIUtboks(
      ktx,
      `referatfil:${mote}:${senere.toFormat('yyyyMMddHHmm')}`,
      { slag: 'referatfil', mote },
      senere,
    )
  }
}

/** Once a day: the files of meetings on that day or before are to go, and the others are looked at anew. */
export async function seEtterAlleReferatfiler(ktx: Kontekst, dag: string): Promise<void> {
  const utgatte = await utgatteReferatfiler(ktx, dag)
  for (const mote of utgatte) await trekkReferatfil(ktx, mote, 'frist')
  for (const mote of new Set([...utgatte, ...(await moterMedFil(ktx))])) await onskFilarbeid(ktx, mote)
}
