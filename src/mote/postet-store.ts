import { type Selectable, sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'

/** A posted card: where it is, when it was last edited, and who has a form open on it. */
export type Postet = Omit<Selectable<Tabeller['melding']>, 'tenant'>

const POSTETFELT = [
  'gjelder',
  'service_url',
  'samtale',
  'aktivitet',
  'redigert',
  'hold_til',
  'hold_for',
  'hold_skjema',
] as const

/** Every card about the same thing: the one with this name, and those named after it. */
export async function hentPosteteOm(ktx: Kontekst, gjelder: string): Promise<Postet[]> {
  return ktx.db
    .selectFrom('melding')
    .select(POSTETFELT)
    .where('tenant', '=', ktx.tenant)
    .where(w => w.or([w('gjelder', '=', gjelder), w('gjelder', 'like', `${gjelder}:%`)]))
    .execute()
}

export async function lagrePostet(
  ktx: Kontekst,
  postet: Pick<Postet, 'gjelder' | 'service_url' | 'samtale' | 'aktivitet'>,
): Promise<void> {
  const redigert = ktx.na().toJSDate()
  await ktx.db
    .insertInto('melding')
    .values({ tenant: ktx.tenant, redigert, hold_til: null, hold_for: null, ...postet })
    .onConflict(ved =>
      ved.columns(['tenant', 'gjelder']).doUpdateSet({
        service_url: postet.service_url,
        samtale: postet.samtale,
        aktivitet: postet.aktivitet,
        redigert,
      }),
    )
    .execute()
}

export async function markerRedigert(ktx: Kontekst, gjelder: string): Promise<void> {
  await ktx.db
    .updateTable('melding')
    .set({ redigert: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('gjelder', '=', gjelder)
    .execute()
}

/** What somebody has open in the card itself is not thrown away by an edit: it waits until `til`. */
export async function holdPostet(
  ktx: Kontekst,
  sted: { samtale: string; aktivitet: string },
  hold: { for: string; na: Date; til: Date; skjema: boolean },
): Promise<void> {
  await ktx.db
    .updateTable('melding')
    .set({ hold_til: hold.til, hold_for: hold.for, hold_skjema: hold.skjema })
    .where('tenant', '=', ktx.tenant)
    .where('samtale', '=', sted.samtale)
    .where('aktivitet', '=', sted.aktivitet)
    // Only for those the card is for: a stranger's press changes nothing.
    .where(w =>
      w.or([
        w('gjelder', 'like', `oppgave:%:${hold.for}%`),
        w.exists(
          w
            .selectFrom('mote')
            .innerJoin('rolle', j =>
              j.onRef('rolle.tenant', '=', 'mote.tenant').onRef('rolle.skole', '=', 'mote.skole'),
            )
            .select('mote.id')
            .where('mote.tenant', '=', ktx.tenant)
            .where(
              sql<boolean>`melding.gjelder in ('agenda:' || mote.id, 'agenda:' || mote.id || ':' || ${hold.for})`,
            )
            .where('rolle.person', '=', hold.for)
            .where('rolle.rolle', '<>', 'administrator'),
        ),
      ]),
    )
    // Somebody else's open form is let go by nobody but time and its owner.
    .where(w =>
      w.or([
        w('hold_for', 'is', null),
        w('hold_for', '=', hold.for),
        w('hold_til', '<=', hold.na),
        ...(hold.skjema ? [w('hold_skjema', '=', false)] : []),
      ]),
    )
    .execute()
}
