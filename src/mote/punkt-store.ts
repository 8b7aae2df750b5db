import type { Selectable } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import { apneRader, lukkTekster } from '../database/kryptering.ts'
import type { Tabeller } from '../database/skjema.ts'
import { skalVidere } from '../referat/referat.ts'

const TEKSTER = ['tekst', 'oppsummering', 'beslutning'] as const
type Tekst = (typeof TEKSTER)[number]

export type Punkt = Selectable<Tabeller['punkt']>
/** An item without its texts: what messages are made from. */
export type Punkthode = Omit<Punkt, Tekst>

const HODE = [
  'tenant',
  'id',
  'mote',
  'slag',
  'nr',
  'sak',
  'ref',
  'meldt_av',
  'fjernet',
  'enighet',
  'utfall',
  'versjon',
  'endret_av',
  'opprettet',
  'forlatt',
  'del',
  'tittel',
] as const satisfies (keyof Punkthode)[]

/** An item's texts are closed with the key of its case; a theme has a key of its own, by its reference. */
export function nokkelFor(punkt: { sak: string | null; ref: string }): string {
  return punkt.sak ?? `tema:${punkt.ref}`
}

const apne = (ktx: Kontekst, rader: readonly Punkt[]) =>
  apneRader(ktx, rader, { tabell: 'punkt', kolonner: TEKSTER, eier: nokkelFor, id: rad => rad.id })

export async function hentPunkter(ktx: Kontekst, mote: string): Promise<Punkthode[]> {
  return ktx.db
    .selectFrom('punkt')
    .select(HODE)
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .orderBy('slag')
    .orderBy('nr')
    .execute()
}

export async function hentPunkterMedTekst(ktx: Kontekst, mote: string): Promise<Punkt[]> {
  const rader = await ktx.db
    .selectFrom('punkt')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .orderBy('slag')
    .orderBy('nr')
    .execute()
  return apne(ktx, rader)
}

export async function hentPunkt(ktx: Kontekst, id: string): Promise<Punkthode | undefined> {
  return ktx.db
    .selectFrom('punkt')
    .select(HODE)
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function hentPunktMedTekst(ktx: Kontekst, id: string): Promise<Punkt | undefined> {
  const rad = await ktx.db
    .selectFrom('punkt')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return rad && (await apne(ktx, [rad]))[0]
}

/** Every item a case has had, oldest first, with its texts. */
export async function punkterForSak(ktx: Kontekst, sak: string): Promise<Punkt[]> {
  const rader = await ktx.db
    .selectFrom('punkt')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .orderBy('opprettet')
    .execute()
  return apne(ktx, rader)
}

/** Services that have left the room for this item. */
export async function settForlatt(ktx: Kontekst, id: string, tjenester: readonly string[]): Promise<void> {
  await ktx.db
    .updateTable('punkt')
    .set({ forlatt: tjenester.join(',') })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

/** Adds an item last; the caller holds the meeting (`lasMote`), so that numbers do not collide. */
export async function leggTilPunkt(
  ktx: Kontekst,
  punkt: {
    mote: string
    slag: 'sak' | 'tema' | 'punkt'
    sak: string | null
    ref: string
    meldt_av: string
    tekst: string
    del?: number
    tittel?: string
  },
): Promise<Punkthode> {
  const { siste } = await ktx.db
    .selectFrom('punkt')
    .select(eb => eb.fn.coalesce(eb.fn.max('nr'), eb.lit(0)).as('siste'))
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', punkt.mote)
    .where('slag', '=', punkt.slag)
    .executeTakeFirstOrThrow()
  const id = crypto.randomUUID()
  const { tekst } =
    punkt.tekst === ''
      ? punkt
      : await lukkTekster(ktx, { tabell: 'punkt', eier: nokkelFor(punkt), id }, { tekst: punkt.tekst })
  return ktx.db
    .insertInto('punkt')
    .values({
      tenant: ktx.tenant,
      ...punkt,
      id,
      tekst,
      nr: siste + 1,
      fjernet: null,
      oppsummering: '',
      beslutning: '',
      enighet: 'ikke_spurt',
      utfall: 'apent',
      endret_av: null,
      opprettet: ktx.na().toJSDate(),
    })
    .returning(HODE)
    .executeTakeFirstOrThrow()
}

/** The same item on another meeting's agenda. */
export async function gjentaPunkt(ktx: Kontekst, mote: string, punkt: Punkt): Promise<void> {
  await leggTilPunkt(ktx, {
    mote,
    slag: punkt.slag === 'tema' ? 'tema' : 'sak',
    sak: punkt.sak,
    ref: punkt.ref,
    meldt_av: punkt.meldt_av,
    tekst: punkt.tekst,
  })
}

/** What waits for the school's next meeting: not discussed, parked or carried on in the last one, or listed for one that was called off. */
export async function ventendePunkter(ktx: Kontekst, skole: string, type: string): Promise<Punkt[]> {
  const rader = await ktx.db
    .selectFrom('punkt')
    .innerJoin('mote', j => j.onRef('mote.tenant', '=', 'punkt.tenant').onRef('mote.id', '=', 'punkt.mote'))
    .distinctOn('punkt.ref')
    .selectAll('punkt')
    .select(['mote.status as motestatus', 'mote.start as motestart'])
    .where('punkt.tenant', '=', ktx.tenant)
    .where('mote.skole', '=', skole)
    .where('mote.type', '=', type)
    .orderBy('punkt.ref')
    // Where it was put last decides, not which meeting is latest: one that was called off may have been dated later.
    .orderBy('punkt.opprettet', 'desc')
    .execute()
  const venter = rader
    .filter(rad => rad.motestatus === 'avlyst' || (rad.motestatus === 'avholdt' && skalVidere(rad.utfall)))
    .sort((a, b) => a.motestart.getTime() - b.motestart.getTime() || a.nr - b.nr)
  return apne(ktx, venter)
}

/** Is a reference that begins so taken by a case or a theme? */
export async function referanseErBrukt(ktx: Kontekst, start: string): Promise<boolean> {
  const finnes = (tabell: 'sak' | 'punkt' | 'sletting') =>
    ktx.db
      .selectFrom(tabell)
      .select('id')
      .where('tenant', '=', ktx.tenant)
      .where('ref', 'like', `${start}%`)
      .limit(1)
      .executeTakeFirst()
  // A deleted case's reference stands in the log and on its receipt: it is nobody else's.
  for (const tabell of ['sak', 'punkt', 'sletting'] as const)
    if ((await finnes(tabell)) !== undefined) return true
  return false
}

/** The part of its meeting's agenda that each of these measures was agreed in. */
export async function delerForTiltak(ktx: Kontekst, tiltak: readonly string[]): Promise<Map<string, number>> {
  if (tiltak.length === 0) return new Map()
  const rader = await ktx.db
    .selectFrom('tiltak')
    .innerJoin('punkt', j =>
      j.onRef('punkt.tenant', '=', 'tiltak.tenant').onRef('punkt.id', '=', 'tiltak.punkt'),
    )
    .select(['tiltak.id', 'punkt.del'])
    .where('tiltak.tenant', '=', ktx.tenant)
    .where('tiltak.id', 'in', [...tiltak])
    .execute()
  return new Map(rader.map(rad => [rad.id, rad.del]))
}
