import type { Kontekst } from '../../src/database/kontekst.ts'
import { lagreKalenderrad, settAvNokkel } from '../../src/mote/kalender-store.ts'

/** The meeting stands in the calendar, and its online meeting is joined at `lenke`. */
export async function leggIKalenderen(ktx: Kontekst, mote: string, lenke: string): Promise<void> {
  const nokkel = await settAvNokkel(ktx, mote)
  await lagreKalenderrad(ktx, { mote, nokkel, hendelse: 'h', lenke, avtrykk: 'a' })
}
