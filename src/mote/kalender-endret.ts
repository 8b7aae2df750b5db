import type { Kontekst } from '../database/kontekst.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { fjernKalenderrader } from './kalender-store.ts'
import { kommendeMoter } from './mote-store.ts'

/** The calendar is to follow this meeting, where one is connected: several changes before it does are one. */
export async function meldKalenderendring(ktx: Kontekst, mote: string): Promise<void> {
  if (ktx.valg.m365.kalender) await leggIUtboks(ktx, `kalender:${mote}`, { slag: 'kalender', mote })
}

/** Every meeting ahead: once a day, and when the bot starts. A calendar that was connected today has them all, and nothing stays behind. */
export async function meldAlleKommende(ktx: Kontekst): Promise<void> {
  if (!ktx.valg.m365.kalender) return
  for (const mote of await kommendeMoter(ktx)) await meldKalenderendring(ktx, mote)
}

/** A forløp's meetings are about to be deleted, or a school's: what the bot has put in the calendar goes too. In the caller's transaction. */
export async function glemIKalenderen(
  ktx: Kontekst,
  hva: { forlop: string } | { skole: string },
): Promise<void> {
  for (const { nokkel, hendelse } of await fjernKalenderrader(ktx, hva))
    if (ktx.valg.m365.kalender)
      await leggIUtboks(ktx, `kalender-slett:${nokkel}`, { slag: 'kalender-slett', nokkel, hendelse })
}
