import type { Kontekst } from '../database/kontekst.ts'

/**
 * A meeting's appointment in the calendar. `nokkel` is what it is made with, once; `hendelse` is empty until it is known to be there,
 * and when somebody has taken it away. `avtrykk`: what was last put there, empty when nothing was.
 */
export type Kalenderrad = { mote: string; nokkel: string; hendelse: string; lenke: string; avtrykk: string }

const FELT = ['mote', 'nokkel', 'hendelse', 'lenke', 'avtrykk'] as const

export async function hentKalenderrad(ktx: Kontekst, mote: string): Promise<Kalenderrad | undefined> {
  return ktx.db
    .selectFrom('kalenderoppforing')
    .select(FELT)
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .executeTakeFirst()
}

/** The key that the appointment of this meeting is made with: the same for all who ask, before anything is sent. */
export async function settAvNokkel(ktx: Kontekst, mote: string): Promise<string> {
  await ktx.db
    .insertInto('kalenderoppforing')
    .values({ tenant: ktx.tenant, mote, nokkel: crypto.randomUUID(), hendelse: '', lenke: '', avtrykk: '' })
    .onConflict(oc => oc.columns(['tenant', 'mote']).doNothing())
    .execute()
  const rad = await hentKalenderrad(ktx, mote)
  if (rad === undefined) throw new Error('kalenderraden ble borte')
  return rad.nokkel
}

/** False when the row is another by now: taken away, or made anew. */
export async function lagreKalenderrad(ktx: Kontekst, rad: Kalenderrad): Promise<boolean> {
  const { mote, nokkel, ...verdier } = rad
  const { numUpdatedRows } = await ktx.db
    .updateTable('kalenderoppforing')
    .set(verdier)
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .where('nokkel', '=', nokkel)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function slettKalenderrad(ktx: Kontekst, rad: { mote: string; nokkel: string }): Promise<void> {
  await ktx.db
    .deleteFrom('kalenderoppforing')
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', rad.mote)
    .where('nokkel', '=', rad.nokkel)
    .execute()
}

/** Takes the rows of all meetings of one family's forløp away, or of a school's own team, and answers with them. */
export async function fjernKalenderrader(
  ktx: Kontekst,
  hva: { forlop: string } | { skole: string },
): Promise<Kalenderrad[]> {
  return ktx.db
    .deleteFrom('kalenderoppforing')
    .where('tenant', '=', ktx.tenant)
    .where('mote', 'in', eb => {
      const moter = eb.selectFrom('mote').select('id').where('tenant', '=', ktx.tenant)
      return 'forlop' in hva
        ? moter.where('forlop', '=', hva.forlop)
        : moter.where('skole', '=', hva.skole).where('forlop', 'is', null)
    })
    .returning(FELT)
    .execute()
}

/** Links to meetings on that day or before lead nowhere any more. */
export async function glemGamleLenker(ktx: Kontekst, dag: string): Promise<void> {
  await ktx.db
    .deleteFrom('kalenderoppforing')
    .where('tenant', '=', ktx.tenant)
    .where('mote', 'in', eb =>
      eb
        .selectFrom('mote')
        .select('id')
        .where('tenant', '=', ktx.tenant)
        .where('forlop', 'is', null)
        .where('dato', '<=', dag),
    )
    .execute()
}

/** The meeting whose online meeting is joined at this address. */
export async function moteMedLenke(ktx: Kontekst, lenke: string): Promise<string | undefined> {
  if (lenke === '') return undefined
  const rad = await ktx.db
    .selectFrom('kalenderoppforing')
    .select('mote')
    .where('tenant', '=', ktx.tenant)
    .where('lenke', '=', lenke)
    .executeTakeFirst()
  return rad?.mote
}
