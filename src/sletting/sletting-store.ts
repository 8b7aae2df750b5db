import { sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import { slettIdentitet } from '../identitet/identitet-store.ts'
import type { Postet } from '../mote/postet-store.ts'
import { hentPosteteOm } from '../mote/postet-store.ts'
import { glemValgUtenRolle } from '../oppfolging/varselvalg-store.ts'
import { glemUtenRolle } from '../tilgang/ikke-nadd-store.ts'
import { ryddTakt } from '../utboks/takt-store.ts'
import type { Antall, Kvittering, Slettegrunn } from './sletting.ts'

/** A case with the day of its last meeting that was not called off, «yyyy-MM-dd»; and the day it was raised. */
export type Sletteklar = { id: string; meldt: Date; slettes: string | null; sisteMote: string | undefined }

/** Cases whose last meeting, or raising, was on that day or before; and those that are announced. */
export async function sakerStilleSiden(ktx: Kontekst, dag: string): Promise<Sletteklar[]> {
  const rader = await ktx.db
    .selectFrom('sak')
    .leftJoin('punkt', j => j.onRef('punkt.tenant', '=', 'sak.tenant').onRef('punkt.sak', '=', 'sak.id'))
    .leftJoin('mote', j =>
      j
        .onRef('mote.tenant', '=', 'punkt.tenant')
        .onRef('mote.id', '=', 'punkt.mote')
        .on('mote.status', '<>', 'avlyst'),
    )
    .select(['sak.id', 'sak.meldt', 'sak.slettes'])
    .select(sql<string | null>`greatest(max(mote.dato), forlop.avsluttet)`.as('siste'))
    // A forløp lives until it is over, and is counted from then.
    .leftJoin('forlop', j => j.onRef('forlop.tenant', '=', 'sak.tenant').onRef('forlop.sak', '=', 'sak.id'))
    .where('sak.tenant', '=', ktx.tenant)
    .where(w => w.or([w('forlop.sak', 'is', null), w('forlop.avsluttet', 'is not', null)]))
    .groupBy(['sak.id', 'sak.meldt', 'sak.slettes', 'forlop.avsluttet'])
    .having(w =>
      w.or([
        w(
          sql<string>`coalesce(greatest(max(mote.dato), forlop.avsluttet), to_char(sak.meldt at time zone 'Europe/Oslo', 'YYYY-MM-DD'))`,
          '<=',
          dag,
        ),
        // Told of, and perhaps taken up again since.
        w('sak.slettes', 'is not', null),
      ]),
    )
    .orderBy('sak.meldt')
    .execute()
  return rader.map(({ siste, ...sak }) => ({ ...sak, sisteMote: siste ?? undefined }))
}

/** Destroys a case: its key first of all, then every row that hangs on it. Answers what was there, and the cards that showed it. */
export async function slettSakensRader(
  ktx: Kontekst,
  sak: string,
): Promise<{ antall: Antall; kort: Postet[] }> {
  const { db, tenant } = ktx
  const nokler = await ktx.nokler.makuler(ktx, sak)
  const punkter = db.selectFrom('punkt').select('id').where('tenant', '=', tenant).where('sak', '=', sak)
  const tiltak = db
    .selectFrom('tiltak')
    .select('id')
    .where('tenant', '=', tenant)
    .where('punkt', 'in', punkter)
  const oppgaver = await db
    .selectFrom('oppgave')
    .select('id')
    .where('tenant', '=', tenant)
    .where('tiltak', 'in', tiltak)
    .execute()
  const moter = await db
    .selectFrom('mote')
    .select('id')
    .where('tenant', '=', tenant)
    .where('forlop', '=', sak)
    .execute()
  const kort = await taKort(ktx, 'oppgave', oppgaver)
  kort.push(...(await taKort(ktx, 'agenda', moter)))
  await slettUtboksOm(ktx, [{ id: sak }, ...oppgaver, ...moter])
  const filer = await db
    .selectFrom('referatfil')
    .innerJoin('punkt', j =>
      j.onRef('punkt.tenant', '=', 'referatfil.tenant').onRef('punkt.mote', '=', 'referatfil.mote'),
    )
    .select('referatfil.mote')
    .distinct()
    .where('referatfil.tenant', '=', tenant)
    .where('punkt.sak', '=', sak)
    .where(w => w.or([w('referatfil.fil', '<>', ''), w('referatfil.ny', '<>', '')]))
    .execute()
  const slettet = async (sporring: { executeTakeFirst(): Promise<{ numDeletedRows: bigint }> }) =>
    Number((await sporring.executeTakeFirst()).numDeletedRows)
  const antallOppgaver = await slettet(
    db.deleteFrom('oppgave').where('tenant', '=', tenant).where('tiltak', 'in', tiltak),
  )
  const antallTiltak = await slettet(
    db.deleteFrom('tiltak').where('tenant', '=', tenant).where('punkt', 'in', punkter),
  )
  const bidrag = await slettet(
    db.deleteFrom('bidrag').where('tenant', '=', tenant).where('punkt', 'in', punkter),
  )
  const antallPunkter = await slettet(
    db.deleteFrom('punkt').where('tenant', '=', tenant).where('sak', '=', sak),
  )
  // A forløp and its meetings go with the case: they are of nobody else.
  for (const tabell of ['forberedt', 'sjekkpunkt', 'forlopsperson', 'forlopssteg', 'forlop'] as const)
    await db.deleteFrom(tabell).where('tenant', '=', tenant).where('sak', '=', sak).execute()
  await slettMoter(ktx, moter)
  for (const tabell of ['samtykkesvar', 'samtykkeendring', 'hatt', 'dokumentlenke'] as const)
    await db.deleteFrom(tabell).where('tenant', '=', tenant).where('sak', '=', sak).execute()
  const samtykker = await slettet(
    db.deleteFrom('samtykke').where('tenant', '=', tenant).where('sak', '=', sak),
  )
  const navn = await slettIdentitet(ktx, sak)
  const saker = await slettet(db.deleteFrom('sak').where('tenant', '=', tenant).where('id', '=', sak))
  return {
    antall: {
      saker,
      punkter: antallPunkter,
      bidrag,
      tiltak: antallTiltak,
      oppgaver: antallOppgaver,
      samtykker,
      navn,
      nokler,
      kort: kort.length,
      filer: filer.length,
    },
    kort,
  }
}

type MedId = { id: string }

/** The posted cards about these, which we no longer remember as ours: what they show has to be emptied. */
async function taKort(ktx: Kontekst, slag: 'agenda' | 'oppgave', rader: readonly MedId[]): Promise<Postet[]> {
  const kort: Postet[] = []
  for (const { id } of rader) kort.push(...(await hentPosteteOm(ktx, `${slag}:${id}`)))
  if (kort.length === 0) return kort
  const gjelder = kort.map(k => k.gjelder)
  await ktx.db
    .deleteFrom('melding')
    .where('tenant', '=', ktx.tenant)
    .where('gjelder', 'in', gjelder)
    .execute()
  return kort
}

/**
 * What is to be sent about these, and what has been: its row would name them for as long as it is kept. Work on a referat's file
 * stays: one that is being brought to the folder now, is followed by the one that takes it away, never passed by it.
 */
async function slettUtboksOm(ktx: Kontekst, rader: readonly MedId[]): Promise<void> {
  const nevnt = rader.map(rad => rad.id)
  await ktx.db
    .deleteFrom('utboks')
    .where('tenant', '=', ktx.tenant)
    .where('slag', '<>', 'referatfil')
    .where(w =>
      w.or([
        ...['sak', 'mote', 'oppgave'].map(felt => w(sql<string>`innhold ->> ${sql.lit(felt)}`, 'in', nevnt)),
        ...['sak', 'mote'].map(felt => w(sql<string>`innhold -> 'svar' ->> ${sql.lit(felt)}`, 'in', nevnt)),
      ]),
    )
    .execute()
}

/** Meetings whose items are gone: who came, what was corrected, the referat and the key. */
async function slettMoter(ktx: Kontekst, rader: readonly MedId[]): Promise<void> {
  if (rader.length === 0) return
  const { db, tenant } = ktx
  const moter = rader.map(rad => rad.id)
  for (const tabell of ['deltaker', 'oppmote', 'rettelse', 'referat'] as const)
    await db.deleteFrom(tabell).where('tenant', '=', tenant).where('mote', 'in', moter).execute()
  for (const id of moter) await ktx.nokler.makuler(ktx, `mote:${id}`)
  await db.deleteFrom('mote').where('tenant', '=', tenant).where('id', 'in', moter).execute()
}

/** The cases of a school's own team; one family's forløp is not the school's alone. */
export async function sakerVedSkole(ktx: Kontekst, skole: string): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('sak')
    .select('id')
    .where('tenant', '=', ktx.tenant)
    .where('skole', '=', skole)
    .where('slag', '=', 'team')
    .orderBy('meldt')
    .execute()
  return rader.map(rad => rad.id)
}

/**
 * The meetings of a school's own team, with themes, referat and tasks: how many, and the cards that showed them. Calendar and plan
 * have been told to forget them.
 */
export async function slettSkolensMoter(
  ktx: Kontekst,
  skole: string,
): Promise<{ antall: number; kort: Postet[] }> {
  const { db, tenant } = ktx
  const rader = await db
    .selectFrom('mote')
    .select('id')
    .where('tenant', '=', tenant)
    .where('skole', '=', skole)
    .where('forlop', 'is', null)
    .execute()
  const moter = rader.map(rad => rad.id)
  if (moter.length === 0) return { antall: 0, kort: [] }
  const punkter = db.selectFrom('punkt').select('id').where('tenant', '=', tenant).where('mote', 'in', moter)
  const tiltak = db
    .selectFrom('tiltak')
    .select('id')
    .where('tenant', '=', tenant)
    .where('punkt', 'in', punkter)
  const oppgaver = await db
    .deleteFrom('oppgave')
    .where('tenant', '=', tenant)
    .where('tiltak', 'in', tiltak)
    .returning('id')
    .execute()
  await db.deleteFrom('tiltak').where('tenant', '=', tenant).where('punkt', 'in', punkter).execute()
  await db.deleteFrom('bidrag').where('tenant', '=', tenant).where('punkt', 'in', punkter).execute()
  const slettede = await db
    .deleteFrom('punkt')
    .where('tenant', '=', tenant)
    .where('mote', 'in', moter)
    .returning(['slag', 'ref'])
    .execute()
  for (const ref of new Set(slettede.filter(p => p.slag === 'tema').map(p => p.ref)))
    await ktx.nokler.makuler(ktx, `tema:${ref}`)
  const kort = [...(await taKort(ktx, 'oppgave', oppgaver)), ...(await taKort(ktx, 'agenda', rader))]
  await slettUtboksOm(ktx, [...rader, ...oppgaver])
  await slettMoter(ktx, rader)
  return { antall: rader.length, kort }
}

export async function lagreKvittering(ktx: Kontekst, kvittering: Kvittering): Promise<void> {
  const { id, ref, skole, slettet, av, grunn, antall, kopiTil } = kvittering
  await ktx.db
    .insertInto('sletting')
    .values({
      tenant: ktx.tenant,
      id,
      ref,
      skole,
      slettet,
      av,
      grunn,
      antall: JSON.stringify(antall),
      kopi_til: kopiTil,
    })
    .execute()
}

export async function hentKvittering(ktx: Kontekst, id: string): Promise<Kvittering | undefined> {
  const rad = await ktx.db
    .selectFrom('sletting')
    .select(['id', 'ref', 'skole', 'slettet', 'av', 'grunn', 'antall', 'kopi_til'])
    .where('tenant', '=', ktx.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  if (rad === undefined) return undefined
  const { kopi_til: kopiTil, antall, grunn, ...resten } = rad
  return { ...resten, kopiTil, antall: antall as Antall, grunn: grunn as Slettegrunn }
}

/** What no case owns: themes and corrections of meetings on that day or before, with their keys. Answers how many texts. */
export async function slettGamleMotetekster(ktx: Kontekst, dag: string): Promise<number> {
  const { db, tenant } = ktx
  // One family's meetings live as long as its forløp, and go with it.
  const gamle = db
    .selectFrom('mote')
    .select('id')
    .where('tenant', '=', tenant)
    .where('forlop', 'is', null)
    .where('dato', '<=', dag)
  const rettelser = await db
    .deleteFrom('rettelse')
    .where('tenant', '=', tenant)
    .where('mote', 'in', gamle)
    .returning('mote')
    .execute()
  for (const mote of new Set(rettelser.map(r => r.mote))) await ktx.nokler.makuler(ktx, `mote:${mote}`)
  // Whoever has a key has texts; a theme that was carried on lives as long as its newest meeting.
  const temaer = await db
    .selectFrom('nokkel')
    .innerJoin('punkt', j =>
      j.onRef('punkt.tenant', '=', 'nokkel.tenant').on(sql`nokkel.eier`, '=', sql`'tema:' || punkt.ref`),
    )
    .innerJoin('mote', j => j.onRef('mote.tenant', '=', 'punkt.tenant').onRef('mote.id', '=', 'punkt.mote'))
    .select('punkt.ref')
    .where('nokkel.tenant', '=', tenant)
    .where('punkt.slag', '=', 'tema')
    .groupBy('punkt.ref')
    .having(eb => eb.fn.max('mote.dato'), '<=', dag)
    .execute()
  for (const { ref } of temaer) {
    const punkter = db
      .selectFrom('punkt')
      .select('id')
      .where('tenant', '=', tenant)
      .where('slag', '=', 'tema')
      .where('ref', '=', ref)
    const na = ktx.na().toJSDate()
    await db
      .updateTable('bidrag')
      .set({ tekst: '', tilbud: '', fjernet: na })
      .where('tenant', '=', tenant)
      .where('punkt', 'in', punkter)
      .execute()
    await db
      .updateTable('tiltak')
      .set({ tekst: '', fjernet: na })
      .where('tenant', '=', tenant)
      .where('punkt', 'in', punkter)
      .execute()
    await db
      .updateTable('punkt')
      .set({ tekst: '', oppsummering: '', beslutning: '', fjernet: na })
      .where('tenant', '=', tenant)
      .where('slag', '=', 'tema')
      .where('ref', '=', ref)
      .execute()
    await ktx.nokler.makuler(ktx, `tema:${ref}`)
  }
  return rettelser.length + temaer.length
}

/** What has been handled and sent, and links that have run out, from before that time. */
export async function ryddSpor(ktx: Kontekst, for_: Date): Promise<void> {
  const { db, tenant } = ktx
  await db.deleteFrom('handling').where('tenant', '=', tenant).where('tid', '<', for_).execute()
  await db
    .deleteFrom('utboks')
    .where('tenant', '=', tenant)
    .where('status', '<>', 'venter')
    .where('forfall', '<', for_)
    .execute()
  await db
    .deleteFrom('dokumentlenke')
    .where('tenant', '=', tenant)
    .where('utloper', '<', ktx.na().toJSDate())
    .execute()
  await ryddTakt(ktx)
  await glemUtenRolle(ktx)
  await glemValgUtenRolle(ktx)
}
