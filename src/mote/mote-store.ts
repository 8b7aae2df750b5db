import { type Selectable, sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'
import { skalVidere } from '../referat/referat.ts'
import { MOTESTATUS, type Motestatus, type Serie, STANDARDSERIE } from './moter.ts'

export type Mote = Omit<Selectable<Tabeller['mote']>, 'status'> & { status: Motestatus }

function tilMote(rad: Selectable<Tabeller['mote']>): Mote {
  const status = MOTESTATUS.find(s => s === rad.status)
  if (status === undefined) throw new Error('ukjent møtestatus i databasen')
  return { ...rad, status }
}

export async function hentMote(ktx: Kontekst, id: string): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return rad && tilMote(rad)
}

/** The same, held against others until the transaction ends. */
export async function lasMote(ktx: Kontekst, id: string): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return rad && tilMote(rad)
}

/** What is planned or going on at a school, soonest first; a planned meeting counts until the day is over. */
export async function aktuelleMoter(ktx: Kontekst, skoler: readonly string[], type: string): Promise<Mote[]> {
  if (skoler.length === 0) return []
  const rader = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', 'in', [...skoler])
    .where('type', '=', type)
    .where(w =>
      w.or([
        w('status', '=', 'i_gang'),
        w.and([w('status', '=', 'planlagt'), w('dato', '>=', ktx.na().toFormat('yyyy-MM-dd'))]),
      ]),
    )
    .orderBy('start')
    .execute()
  return rader.map(tilMote)
}

/** Held meetings whose referat still waits for the leader. */
export async function moterUtenGodkjentReferat(ktx: Kontekst, skoler: readonly string[]): Promise<Mote[]> {
  if (skoler.length === 0) return []
  const rader = await ktx.db
    .selectFrom('mote')
    .leftJoin('referat', j =>
      j.onRef('referat.tenant', '=', 'mote.tenant').onRef('referat.mote', '=', 'mote.id'),
    )
    .selectAll('mote')
    .where('mote.tenant', '=', ktx.tenant)
    .where('mote.skole', 'in', [...skoler])
    .where('mote.status', '=', 'avholdt')
    .where('referat.godkjent', 'is', null)
    .orderBy('mote.start', 'desc')
    .execute()
  return rader.map(tilMote)
}

export async function sisteAvholdte(
  ktx: Kontekst,
  skole: string,
  type: string,
  for_: Date,
): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('type', '=', type)
    .where('status', '=', 'avholdt')
    .where('start', '<', for_)
    .orderBy('start', 'desc')
    .limit(1)
    .executeTakeFirst()
  return rad && tilMote(rad)
}

export async function nestePlanlagte(
  ktx: Kontekst,
  skole: string,
  type: string,
  etter: Date,
): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('type', '=', type)
    .where('status', '=', 'planlagt')
    .where('start', '>', etter)
    .orderBy('start')
    .limit(1)
    .executeTakeFirst()
  return rad && tilMote(rad)
}

/** Undefined when the school has a meeting of that type that day: two who call it in at once make one. */
export async function opprettMote(
  ktx: Kontekst,
  mote: Omit<Mote, 'tenant' | 'endret'>,
): Promise<Mote | undefined> {
  const rad = await ktx.db
    .insertInto('mote')
    .values({ tenant: ktx.tenant, endret: ktx.na().toJSDate(), ...mote })
    .onConflict(ved =>
      ved.columns(['tenant', 'skole', 'type', 'dato']).where('status', '<>', 'avlyst').doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  return rad && tilMote(rad)
}

export async function motePaDato(
  ktx: Kontekst,
  skole: string,
  type: string,
  dato: string,
): Promise<Mote | undefined> {
  const rad = await ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('type', '=', type)
    .where('dato', '=', dato)
    .where('status', '<>', 'avlyst')
    .executeTakeFirst()
  return rad && tilMote(rad)
}

export async function endreMote(
  ktx: Kontekst,
  id: string,
  endring: Partial<Pick<Mote, 'status' | 'leder' | 'dato' | 'start' | 'frist' | 'minutter' | 'sted'>>,
): Promise<void> {
  await ktx.db
    .updateTable('mote')
    .set({ ...endring, endret: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .execute()
}

export async function hentSerie(ktx: Kontekst, skole: string, type: string): Promise<Serie> {
  const rad = await ktx.db
    .selectFrom('serie')
    .select(['uker', 'minutter', 'ukedag', 'klokke', 'sted'])
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('type', '=', type)
    .executeTakeFirst()
  return rad ?? STANDARDSERIE
}

export async function lagreSerie(ktx: Kontekst, skole: string, type: string, serie: Serie): Promise<void> {
  await ktx.db
    .insertInto('serie')
    .values({ tenant: ktx.tenant, skole, type, ...serie })
    .onConflict(ved => ved.columns(['tenant', 'skole', 'type']).doUpdateSet(serie))
    .execute()
}

export async function hentOppmote(
  ktx: Kontekst,
  mote: string,
): Promise<{ person: string; kommer: boolean }[]> {
  return ktx.db
    .selectFrom('oppmote')
    .select(['person', 'kommer'])
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .execute()
}

export async function lagreOppmote(
  ktx: Kontekst,
  mote: string,
  person: string,
  kommer: boolean,
): Promise<void> {
  const tid = ktx.na().toJSDate()
  await ktx.db
    .insertInto('oppmote')
    .values({ tenant: ktx.tenant, mote, person, kommer, tid })
    .onConflict(ved => ved.columns(['tenant', 'mote', 'person']).doUpdateSet({ kommer, tid }))
    .execute()
}

export async function slettOppmote(ktx: Kontekst, mote: string): Promise<void> {
  await ktx.db.deleteFrom('oppmote').where('tenant', '=', ktx.tenant).where('mote', '=', mote).execute()
}

export type Punkt = Selectable<Tabeller['punkt']>

export async function hentPunkter(ktx: Kontekst, mote: string): Promise<Punkt[]> {
  return ktx.db
    .selectFrom('punkt')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', mote)
    .orderBy('slag')
    .orderBy('nr')
    .execute()
}

export async function hentPunkt(ktx: Kontekst, id: string): Promise<Punkt | undefined> {
  return ktx.db
    .selectFrom('punkt')
    .selectAll()
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Adds an item last; the caller holds the meeting (`lasMote`), so that numbers do not collide. */
export async function leggTilPunkt(
  ktx: Kontekst,
  punkt: {
    mote: string
    slag: 'sak' | 'tema'
    sak: string | null
    ref: string
    meldt_av: string
    tekst: string
  },
): Promise<Punkt> {
  const { siste } = await ktx.db
    .selectFrom('punkt')
    .select(eb => eb.fn.coalesce(eb.fn.max('nr'), eb.lit(0)).as('siste'))
    .where('tenant', '=', ktx.tenant)
    .where('mote', '=', punkt.mote)
    .where('slag', '=', punkt.slag)
    .executeTakeFirstOrThrow()
  return ktx.db
    .insertInto('punkt')
    .values({
      tenant: ktx.tenant,
      id: crypto.randomUUID(),
      nr: siste + 1,
      fjernet: null,
      oppsummering: '',
      beslutning: '',
      enighet: 'ikke_spurt',
      utfall: 'apent',
      endret_av: null,
      opprettet: ktx.na().toJSDate(),
      ...punkt,
    })
    .returningAll()
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
  return rader
    .filter(rad => rad.motestatus === 'avlyst' || (rad.motestatus === 'avholdt' && skalVidere(rad.utfall)))
    .sort((a, b) => a.motestart.getTime() - b.motestart.getTime() || a.nr - b.nr)
}

/** Is a reference that begins so taken by a case or a theme? */
export async function referanseErBrukt(ktx: Kontekst, start: string): Promise<boolean> {
  const finnes = (tabell: 'sak' | 'punkt') =>
    ktx.db
      .selectFrom(tabell)
      .select('id')
      .where('tenant', '=', ktx.tenant)
      .where('ref', 'like', `${start}%`)
      .limit(1)
      .executeTakeFirst()
  return (await finnes('sak')) !== undefined || (await finnes('punkt')) !== undefined
}

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

export async function hentPostet(ktx: Kontekst, gjelder: string): Promise<Postet | undefined> {
  return ktx.db
    .selectFrom('melding')
    .select(POSTETFELT)
    .where('tenant', '=', ktx.tenant)
    .where('gjelder', '=', gjelder)
    .executeTakeFirst()
}

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
            .where(sql<boolean>`'agenda:' || mote.id = melding.gjelder`)
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
