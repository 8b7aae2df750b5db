import { createHash } from 'node:crypto'
import { lagArshjul } from '../../src/arshjul/lag-arshjul.ts'
import { OVING, ovingsId } from '../../src/demo/ovingskommune.ts'
import type { Testbot } from './testbot.ts'

export type Arshjul = {
  /** Open, the fagkonsulent's. */
  aktivitet: string
  /** With sessions, the sosialagent's. */
  kursrekke: string
  fridag: string
}

/** The practice school's årshjul for the school year that is going on, with a free day. */
export async function etArshjul(b: Testbot): Promise<Arshjul> {
  const { db, tenant } = b.bot.ktx
  const sara = { person: ovingsId(b.sara.person), navn: '' }
  await lagArshjul(b.bot.ktx, sara, { skole: OVING.skole.id, skolear: 2026, skoletype: 'barneskole' })
  await db
    .insertInto('fridag')
    .values({
      tenant,
      skole: OVING.skole.id,
      id: 'vinterferie',
      fra: '2027-02-22',
      til: '2027-02-26',
      navn: 'Vinterferie',
      lagt_til_av: sara.person,
    })
    .execute()
  await db.updateTable('aktivitet').set({ status: 'apen' }).execute()
  const av = async (mal: string) =>
    (
      await db
        .selectFrom('aktivitet')
        .select('id')
        .where('mal', '=', mal)
        .orderBy('trinn')
        .executeTakeFirstOrThrow()
    ).id
  return {
    aktivitet: await av('bv_info_elever'),
    kursrekke: await av('kursrekke_5'),
    fridag: 'vinterferie',
  }
}

/** A subscription of that person's to the practice school's calendar. */
export async function etAbonnement(b: Testbot, person: string): Promise<void> {
  await b.bot.ktx.db
    .insertInto('kalenderlenke')
    .values({
      tenant: b.bot.ktx.tenant,
      merke: createHash('sha256').update(person).digest('base64url'),
      person,
      skole: OVING.skole.id,
      laget: b.na().toJSDate(),
      utloper: null,
    })
    .execute()
}
