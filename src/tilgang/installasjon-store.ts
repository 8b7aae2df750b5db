import { type Selectable, sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import type { Tabeller } from '../database/skjema.ts'

export type Installasjon = Omit<Selectable<Tabeller['installasjon']>, 'tenant'>

const FELT = [
  'team',
  'id',
  'navn',
  'gruppe',
  'service_url',
  'lagt_til_av',
  'lagt_til',
  'endret',
  'fjernet',
  'slettes',
  'slettet',
] as const

export async function hentInstallasjon(ktx: Kontekst, team: string): Promise<Installasjon | undefined> {
  return ktx.db
    .selectFrom('installasjon')
    .select(FELT)
    .where('tenant', '=', ktx.tenant)
    .where('team', '=', team)
    .executeTakeFirst()
}

/** The same, held against others until the transaction ends. */
export async function lasInstallasjon(ktx: Kontekst, team: string): Promise<Installasjon | undefined> {
  return ktx.db
    .selectFrom('installasjon')
    .select(FELT)
    .where('tenant', '=', ktx.tenant)
    .where('team', '=', team)
    .forUpdate()
    .executeTakeFirst()
}

/** Where the app was not in the team: an installation of its own, with a new id. Undefined when it is a repeat, or old news. */
export async function lagreInstallasjon(
  ktx: Kontekst,
  ny: Pick<Installasjon, 'team' | 'navn' | 'gruppe' | 'service_url' | 'lagt_til_av' | 'endret'>,
): Promise<Installasjon | undefined> {
  const { endret, ...resten } = ny
  const rad = {
    ...resten,
    id: crypto.randomUUID(),
    lagt_til: endret,
    endret,
    fjernet: null,
    slettes: null,
    slettet: null,
  }
  return ktx.db
    .insertInto('installasjon')
    .values({ tenant: ktx.tenant, ...rad })
    .onConflict(ved =>
      ved
        .columns(['tenant', 'team'])
        .doUpdateSet({
          ...rad,
          // Not all activities carry them.
          navn: sql`case when excluded.navn = '' then installasjon.navn else excluded.navn end`,
          gruppe: sql`case when excluded.gruppe = '' then installasjon.gruppe else excluded.gruppe end`,
        })
        .where('installasjon.fjernet', 'is not', null)
        .where('installasjon.endret', '<=', endret),
    )
    .returning(FELT)
    .executeTakeFirst()
}

/** What an activity tells of a team the app is in: its name and its group, where they are new. */
export async function fornyInstallasjon(
  ktx: Kontekst,
  { team, navn, gruppe }: Pick<Installasjon, 'team' | 'navn' | 'gruppe'>,
): Promise<void> {
  for (const [felt, verdi] of [
    ['navn', navn],
    ['gruppe', gruppe],
  ] as const)
    if (verdi !== '')
      await ktx.db
        .updateTable('installasjon')
        .set({ [felt]: verdi })
        .where('tenant', '=', ktx.tenant)
        .where('team', '=', team)
        .where(felt, '<>', verdi)
        .execute()
}

/** The app is out of the team. Undefined when that is known, or the news is older than what is known. */
export async function settFjernet(
  ktx: Kontekst,
  borte: { team: string; nar: Date; slettes: string | null },
): Promise<Installasjon | undefined> {
  return ktx.db
    .updateTable('installasjon')
    .set({ fjernet: borte.nar, endret: borte.nar, slettes: borte.slettes, slettet: null })
    .where('tenant', '=', ktx.tenant)
    .where('team', '=', borte.team)
    .where('fjernet', 'is', null)
    .where('endret', '<=', borte.nar)
    .returning(FELT)
    .executeTakeFirst()
}

export async function settSlettesDag(ktx: Kontekst, team: string, slettes: string | null): Promise<void> {
  await ktx.db
    .updateTable('installasjon')
    .set({ slettes })
    .where('tenant', '=', ktx.tenant)
    .where('team', '=', team)
    .execute()
}

export async function settSlettet(ktx: Kontekst, team: string): Promise<void> {
  await ktx.db
    .updateTable('installasjon')
    .set({ slettet: ktx.na().toJSDate() })
    .where('tenant', '=', ktx.tenant)
    .where('team', '=', team)
    .execute()
}

/** Teams the app is out of whose schools' content is to be gone by that day, «yyyy-MM-dd». */
export async function installasjonerSomSlettes(ktx: Kontekst, dag: string): Promise<Installasjon[]> {
  return ktx.db
    .selectFrom('installasjon')
    .select(FELT)
    .where('tenant', '=', ktx.tenant)
    .where('fjernet', 'is not', null)
    .where('slettes', '<=', dag)
    .orderBy('team')
    .execute()
}

/** Is this the channel of a team the app has been taken out of? Nothing gets there. */
export async function erFjernetFra(ktx: Kontekst, kanal: string): Promise<boolean> {
  const rad = await ktx.db
    .selectFrom('installasjon')
    .select('team')
    .where('tenant', '=', ktx.tenant)
    .where('fjernet', 'is not', null)
    .where(w =>
      w.or([
        w('team', '=', kanal),
        w('team', 'in', eb =>
          eb.selectFrom('kanal').select('team').where('tenant', '=', ktx.tenant).where('kanal', '=', kanal),
        ),
      ]),
    )
    .executeTakeFirst()
  return rad !== undefined
}

/** The schools whose channels all are in this team: none of them has a home in another. */
export async function skolerBareI(ktx: Kontekst, team: string): Promise<{ id: string; navn: string }[]> {
  return ktx.db
    .selectFrom('skole')
    .select(['id', 'navn'])
    .where('tenant', '=', ktx.tenant)
    .where('id', 'in', eb =>
      eb.selectFrom('kanal').select('skole').where('tenant', '=', ktx.tenant).where('team', '=', team),
    )
    .where('id', 'not in', eb =>
      eb.selectFrom('kanal').select('skole').where('tenant', '=', ktx.tenant).where('team', '<>', team),
    )
    .orderBy('navn')
    .execute()
}
