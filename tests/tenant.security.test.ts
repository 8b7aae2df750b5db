import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { flyktigMester } from '../src/database/lokal-mester.ts'
import { apnePglite, apnePostgres, type Db } from '../src/database/tilkobling.ts'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { hentSaker, opprettSak } from '../src/sak/sak-store.ts'
import { type HeleSaken, heleSaken, meldSaken, NAVN, TEKSTER } from './bygg/hele-saken.ts'
import { alleRader, fraNaAv, lagretI, somTekst, ulike } from './bygg/rader.ts'
import { ET_SAMTYKKE, etInnkaltMote, etTestbot, MOTORER, type Motor, type Testbot } from './bygg/testbot.ts'
import { nyDatabase, startPostgres } from './oppsett/postgres.ts'

const A = 'tenant-a'
const B = 'tenant-b'
const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'

type Rad = Record<string, unknown>
type Svar = { rader: Rad[]; antall: number }

/** One connection, as somebody: the owner of the tables, or the bot's own role for a tenant, or for none at all. */
type Okt = {
  eier(sporring: string): Promise<Svar>
  som(tenant: string | undefined, sporring: string): Promise<Svar>
  lukk(): Promise<void>
}

const feilFra = (arbeid: Promise<unknown>): Promise<string> =>
  arbeid.then(
    () => 'ingen feil',
    (feil: unknown) => (feil instanceof Error ? feil.message : String(feil)),
  )

async function paPostgres(): Promise<Okt> {
  const url = await nyDatabase(inject('postgres'))
  await (await apnePostgres(url, A)).lukk()
  const medNy = async (forst: string[], sporring: string): Promise<Svar> => {
    const klient = new pg.Client({ connectionString: url })
    await klient.connect()
    try {
      for (const f of forst) await klient.query(f)
      const { rows, rowCount } = await klient.query(sporring)
      return { rader: rows, antall: rowCount ?? 0 }
    } finally {
      await klient.end()
    }
  }
  return {
    eier: sporring => medNy([], sporring),
    som: (tenant, sporring) =>
      medNy(
        [
          'set role skolestotte_app',
          ...(tenant === undefined ? [] : [`set skolestotte.tenant = '${tenant}'`]),
        ],
        sporring,
      ),
    lukk: async () => undefined,
  }
}

async function paPglite(): Promise<Okt> {
  const { db, lukk } = await apnePglite(undefined, A)
  const med = (forst: string, sporring: string): Promise<Svar> =>
    db.connection().execute(async her => {
      try {
        await sql.raw(forst).execute(her)
        const { rows, numAffectedRows } = await sql.raw<Rad>(sporring).execute(her)
        return { rader: rows, antall: Number(numAffectedRows ?? rows.length) }
      } finally {
        await sql.raw(`reset role; set role skolestotte_app; set skolestotte.tenant = '${A}'`).execute(her)
      }
    })
  return {
    eier: sporring => med('reset role', sporring),
    som: (tenant, sporring) =>
      med(
        tenant === undefined
          ? 'set role skolestotte_app; reset skolestotte.tenant'
          : `set role skolestotte_app; set skolestotte.tenant = '${tenant}'`,
        sporring,
      ),
    lukk,
  }
}

const OKTER: Record<Motor, () => Promise<Okt>> = { pglite: paPglite, postgres: paPostgres }

/** What is wrong with the protection of any table in the database: nothing, one hopes. */
async function manglerVern(okt: Okt): Promise<string[]> {
  const { rader } = await okt.eier(`
    select c.relname as tabell, c.relrowsecurity as pa, c.relforcerowsecurity as tvunget,
      pg_get_userbyid(c.relowner) = 'skolestotte_app' as egen,
      (select string_agg(privilege_type, ',' order by privilege_type) from information_schema.role_table_grants g
        where g.table_schema = 'public' and g.table_name = c.relname and g.grantee in ('skolestotte_app', 'PUBLIC')) as rett,
      (select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as forst,
      (select json_agg(json_build_object('for', p.cmd, 'slag', p.permissive, 'hva', p.qual, 'sjekk', p.with_check))
        from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as regler
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relname not like 'kysely%'`)
  const REGEL = "(tenant = current_setting('skolestotte.tenant'::text, true))"
  return rader.flatMap(rad => {
    const { tabell, pa, tvunget, egen, rett, forst, regler } = rad
    const ventet = tabell === 'logg' ? 'INSERT,SELECT' : 'DELETE,INSERT,SELECT,UPDATE'
    const greie =
      JSON.stringify(regler) ===
      JSON.stringify([{ for: 'ALL', slag: 'PERMISSIVE', hva: REGEL, sjekk: REGEL }])
    return [
      ...(pa === true ? [] : ['uten radvern']),
      ...(tvunget === true ? [] : ['gjelder ikke eieren']),
      ...(egen === false ? [] : ['eies av boten']),
      ...(forst === 'tenant' ? [] : ['nøkkelen begynner ikke med tenant']),
      ...(greie ? [] : ['andre regler enn tenant mot tenant']),
      ...(rett === ventet ? [] : [`rettene er ${rett}`]),
    ].map(feil => `${tabell}: ${feil}`)
  })
}

describe.each(MOTORER)('radvernet på %s', motor => {
  let okt: Okt
  let tabeller: string[]
  /** A row of each table, the same for both tenants but for the tenant. */
  const verdier = new Map<string, { kolonner: string[]; verdier: string[] }>()

  beforeAll(async () => {
    okt = await OKTER[motor]()
    const { rader } = await okt.eier(`
      select table_name as tabell, column_name as kolonne, data_type as type from information_schema.columns
      where table_schema = 'public' and table_name not like 'kysely%' order by table_name, ordinal_position`)
    const VERDI: Record<string, string> = {
      text: "'x'",
      integer: '1',
      bigint: '1',
      ARRAY: "'{}'",
      boolean: 'true',
      jsonb: "'{}'::jsonb",
      'timestamp with time zone': "'2026-11-21T09:00Z'::timestamptz",
    }
    for (const { tabell, kolonne, type } of rader) {
      const rad = verdier.get(String(tabell)) ?? { kolonner: [], verdier: [] }
      rad.kolonner.push(String(kolonne))
      rad.verdier.push(kolonne === 'tenant' ? "'T'" : (VERDI[String(type)] ?? `ukjent type ${type}`))
      verdier.set(String(tabell), rad)
    }
    tabeller = [...verdier.keys()]
    // What is tried here is whose rows one gets at, not which rows hang together.
    const { rader: nokler } = await okt.eier(
      "select conrelid::regclass::text as tabell, conname as navn from pg_constraint where contype = 'f'",
    )
    for (const { tabell, navn } of nokler) await okt.eier(`alter table ${tabell} drop constraint ${navn}`)
    for (const tabell of tabeller) for (const t of [A, B]) await okt.eier(innsetting(tabell, t))
  })
  afterAll(() => okt.lukk())

  function innsetting(tabell: string, tenant: string): string {
    const rad = verdier.get(tabell)
    return `insert into ${tabell} (${rad?.kolonner.join(', ')}) values (${rad?.verdier.join(', ').replace("'T'", `'${tenant}'`)})`
  }

  /** Everything of the other tenant's, to see that it is untouched. */
  const bSine = async () =>
    Object.fromEntries(
      await Promise.all(
        tabeller.map(
          async t => [t, (await okt.eier(`select * from ${t} where tenant = '${B}'`)).rader] as const,
        ),
      ),
    )

  it('står på hver eneste tabell, og gjelder også den som eier dem', async () => {
    expect(tabeller.length).toBeGreaterThan(25)
    expect(await manglerVern(okt)).toEqual([])
  })

  it('ville manglet på en ny tabell som noen glemte det på', async () => {
    const REGEL = `using (tenant = current_setting('skolestotte.tenant', true))
      with check (tenant = current_setting('skolestotte.tenant', true))`
    const GRANT = 'grant select, insert, update, delete on'
    await okt.eier('create table ny_uten (tenant text primary key)')
    await okt.eier('create table ny_halv (tenant text primary key)')
    await okt.eier(`${GRANT} ny_halv to skolestotte_app`)
    await okt.eier('alter table ny_halv enable row level security')
    await okt.eier(`create policy p on ny_halv ${REGEL}`)
    await okt.eier('create table ny_apen (tenant text primary key)')
    await okt.eier(`${GRANT} ny_apen to skolestotte_app`)
    await okt.eier('alter table ny_apen enable row level security')
    await okt.eier('alter table ny_apen force row level security')
    await okt.eier(`create policy p on ny_apen ${REGEL}`)
    await okt.eier('create policy q on ny_apen for select using (true)')
    await okt.eier('create view ny_visning as select * from sak')
    const feil = await manglerVern(okt)
    for (const t of ['ny_visning', 'ny_uten', 'ny_halv', 'ny_apen'])
      await okt.eier(`drop ${t === 'ny_visning' ? 'view' : 'table'} ${t}`)
    expect(feil).toContain('ny_uten: uten radvern')
    expect(feil).toContain('ny_visning: uten radvern')
    expect(feil.filter(f => f.startsWith('ny_halv'))).toEqual(['ny_halv: gjelder ikke eieren'])
    expect(feil.filter(f => f.startsWith('ny_apen'))).toEqual(['ny_apen: andre regler enn tenant mot tenant'])
    expect(await manglerVern(okt)).toEqual([])
  })

  it('gjelder en rolle som ikke kan logge inn, eie noe eller gå utenom', async () => {
    const { rader } = await okt.eier(
      "select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb from pg_roles where rolname = 'skolestotte_app'",
    )
    expect(rader).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, rolcreatedb: false },
    ])
    const { rader: medlem } = await okt.eier(
      "select * from pg_auth_members where member = (select oid from pg_roles where rolname = 'skolestotte_app')",
    )
    expect(medlem).toEqual([])
    expect(await feilFra(okt.som(A, 'create table tatt (x int)'))).toMatch(/permission denied/)
    expect(await feilFra(okt.som(A, 'alter table sak disable row level security'))).toMatch(/must be owner/)
    expect(await feilFra(okt.som(A, 'create policy p on sak using (true)'))).toMatch(/must be owner/)
  })

  it('viser bare egne rader når spørringen glemmer tenant', async () => {
    for (const tabell of tabeller) {
      for (const sporring of [
        `select * from ${tabell}`,
        `select * from ${tabell} where tenant = '${B}' or true`,
        `select * from ${tabell} where tenant is not null`,
        `table ${tabell}`,
      ]) {
        const { rader } = await okt.som(A, sporring)
        expect(
          rader.map(r => r['tenant']),
          sporring,
        ).toEqual([A])
      }
      expect((await okt.som(A, `select * from ${tabell} where tenant = '${B}'`)).rader, tabell).toEqual([])
      expect((await okt.som(A, `select count(*)::int as n from ${tabell}`)).rader, tabell).toEqual([{ n: 1 }])
    }
  })

  it('lar ingen endre, slette eller tømme andres rader', async () => {
    const for_ = await bSine()
    for (const tabell of tabeller) {
      const kolonne = verdier.get(tabell)?.kolonner.find(k => k !== 'tenant') ?? ''
      if (tabell === 'logg') {
        for (const sporring of ["update logg set kode = 'x'", 'delete from logg'])
          expect(await feilFra(okt.som(A, sporring))).toMatch(/permission denied/)
      } else {
        expect((await okt.som(A, `update ${tabell} set ${kolonne} = ${kolonne}`)).antall, tabell).toBe(1)
        const andres = [
          `update ${tabell} set ${kolonne} = ${kolonne} where tenant = '${B}'`,
          `delete from ${tabell} where tenant = '${B}'`,
        ]
        for (const sporring of andres) expect((await okt.som(A, sporring)).antall, sporring).toBe(0)
        expect((await okt.som(A, `delete from ${tabell}`)).antall, tabell).toBe(1)
        await okt.eier(innsetting(tabell, A))
      }
      expect(await feilFra(okt.som(A, `truncate ${tabell}`)), tabell).toMatch(/permission denied/)
    }
    expect(await bSine()).toEqual(for_)
  })

  it('lar ingen legge inn rader hos andre, eller flytte sine egne dit', async () => {
    await okt.eier('create schema kopi')
    const for_ = await bSine()
    for (const tabell of tabeller) {
      await okt.eier(`create table kopi.${tabell} as table ${tabell}`)
      await okt.eier(`delete from ${tabell} where tenant = '${B}'`)
      const RADVERN = tabell === 'logg' ? /row-level security|permission denied/ : /row-level security/
      expect(await feilFra(okt.som(A, innsetting(tabell, B))), tabell).toMatch(/row-level security/)
      expect(await feilFra(okt.som(A, `${innsetting(tabell, B)} on conflict do nothing`)), tabell).toMatch(
        /row-level security/,
      )
      expect(await feilFra(okt.som(A, `update ${tabell} set tenant = '${B}'`)), tabell).toMatch(RADVERN)
      await okt.eier(`insert into ${tabell} select * from kopi.${tabell} where tenant = '${B}'`)
    }
    await okt.eier('drop schema kopi cascade')
    expect(await bSine()).toEqual(for_)
    // And what is one's own can be put in.
    for (const tabell of tabeller.filter(t => t !== 'logg')) {
      await okt.som(A, `delete from ${tabell}`)
      expect((await okt.som(A, innsetting(tabell, A))).antall, tabell).toBe(1)
    }
  })

  it('viser ingenting når ingen har sagt hvilken tenant det er', async () => {
    for (const tabell of tabeller) {
      for (const tenant of [undefined, '', 'null', '%']) {
        expect((await okt.som(tenant, `select * from ${tabell}`)).rader, `${tabell} ${tenant}`).toEqual([])
        if (tabell !== 'logg')
          expect((await okt.som(tenant, `delete from ${tabell}`)).antall, `${tabell} ${tenant}`).toBe(0)
      }
      expect(await feilFra(okt.som(undefined, innsetting(tabell, A))), tabell).toMatch(/row-level security/)
    }
  })
})

const hvem = async (db: Db) =>
  (
    await sql<Rad>`select current_user::text as bruker, current_setting('skolestotte.tenant', true) as tenant`.execute(
      db,
    )
  ).rows[0]
const BOTEN = { bruker: 'skolestotte_app', tenant: A }

describe('tilkoblingene til boten', () => {
  it('er alltid den begrensede rollen, på hver tilkobling, også etter feil, tilbakerulling og brudd', async () => {
    const url = await nyDatabase(inject('postgres'))
    const { db, lukk } = await apnePostgres(url, A)
    try {
      // Ten at once, each with a connection of its own.
      const pids = await Promise.all(
        Array.from({ length: 10 }, () =>
          db.connection().execute(async her => {
            expect(await hvem(her)).toEqual(BOTEN)
            const { rows } = await sql<{
              pid: number
            }>`select pg_backend_pid() as pid, pg_sleep(0.2)`.execute(her)
            return rows[0]?.pid
          }),
        ),
      )
      expect(new Set(pids).size).toBe(10)
      expect(await feilFra(sql`select * from finnes_ikke`.execute(db))).toContain('does not exist')
      const avbrutt = db.transaction().execute(async trx => {
        expect(await hvem(trx)).toEqual(BOTEN)
        await sql`set local role none`.execute(trx)
        throw new Error('avbrutt')
      })
      expect(await feilFra(avbrutt)).toBe('avbrutt')
      for (let i = 0; i < 12; i++) expect(await hvem(db)).toEqual(BOTEN)
      const eier = new pg.Client({ connectionString: url })
      await eier.connect()
      await eier.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      await eier.end()
      // The pool hears of it when it hears of it; whoever gets through, is the bot.
      const gikk = () => hvem(db).catch(() => undefined)
      await vi.waitFor(async () => expect(await gikk()).toBeDefined(), { timeout: 20_000 })
      for (let i = 0; i < 24; i++) expect([BOTEN, undefined]).toContainEqual(await gikk())
      expect(await hvem(db)).toEqual(BOTEN)
    } finally {
      await lukk()
    }
  })

  it('er den begrensede rollen også på PGlite', async () => {
    const { db, lukk } = await apnePglite(undefined, A)
    try {
      expect(await hvem(db)).toEqual(BOTEN)
      expect(await feilFra(sql`select * from finnes_ikke`.execute(db))).toContain('does not exist')
      expect(await hvem(db)).toEqual(BOTEN)
      await db.transaction().execute(async trx => expect(await hvem(trx)).toEqual(BOTEN))
    } finally {
      await lukk()
    }
  })

  it('virker når databasebrukeren ikke er superbruker, og selv må lage rollen', async () => {
    // A server of its own: the role is the server's, and must not be there beforehand.
    const tjener = await startPostgres()
    const eier = new pg.Client({ connectionString: tjener.url })
    await eier.connect()
    try {
      await eier.query('create role drift login createrole')
      await eier.query('create database drift owner drift')
      const url = tjener.url.replace('postgres@', 'drift@').replace(/\/postgres$/, '/drift')
      const forste = await apnePostgres(url, A)
      expect(await hvem(forste.db)).toEqual(BOTEN)
      await forste.db
        .insertInto('skole')
        .values({ tenant: A, id: 's', navn: 'Skolen', malform: 'nb' })
        .execute()
      expect(await forste.db.selectFrom('skole').select('id').execute()).toEqual([{ id: 's' }])
      await forste.lukk()
      const annen = await apnePostgres(url, B)
      expect(await hvem(annen.db)).toEqual({ ...BOTEN, tenant: B })
      expect(await annen.db.selectFrom('skole').select('id').execute()).toEqual([])
      await annen.lukk()
    } finally {
      await eier.end()
      await tjener.stopp()
    }
  })

  it('er den begrensede rollen når boten skriver, i hver tabell gjennom et helt møte', async () => {
    const url = await nyDatabase(inject('postgres'))
    const b = await etTestbot({ databaseUrl: url })
    const eier = new pg.Client({ connectionString: url })
    await eier.connect()
    await eier.query(`create function krev_rollen() returns trigger language plpgsql as $$ begin
      if current_user <> 'skolestotte_app' then raise exception 'skrevet som %', current_user; end if;
      return null; end $$`)
    const { rows } = await eier.query<{ t: string }>(
      "select table_name as t from information_schema.tables where table_schema = 'public' and table_name not like 'kysely%'",
    )
    for (const { t } of rows)
      await eier.query(
        `create trigger krev after insert or update or delete on ${t} execute function krev_rollen()`,
      )
    // It would have been told.
    expect(await feilFra(eier.query("update sak set type = 'annet'"))).toBe('skrevet som postgres')
    await eier.end()
    const { sak } = await heleSaken(b)
    const kvittering = await b.hege.sender(await b.scene.agenda(), 'sak.slett', { sak, arkivert: 'true' })
    expect(skjermtekst(kvittering)).toContain('er slettet')
    b.settTid('2027-04-01T08:00')
    await b.send()
    await b.stopp()
  })
})

describe('to boter for hver sin tenant i én database', () => {
  const NABO = '0f000000-0000-4000-8000-00000000000f'
  const FELLES = { id: '11111111-2222-4333-8444-555555555555', ref: 'Z2Z2' }
  let a: Testbot
  let n: Testbot
  let s: HeleSaken
  let bareHosA: Record<string, string>

  beforeAll(async () => {
    const url = await nyDatabase(inject('postgres'))
    const mester = flyktigMester()
    a = await etTestbot({ databaseUrl: url, mester })
    // The same people, schools, channels and references in both: only the tenant tells them apart.
    n = await etTestbot({
      database: await apnePostgres(url, NABO),
      mester,
      tenant: NABO,
      tillatteTenanter: [NABO, OVING.tenant],
    })
    for (const [b, tekst] of [
      [a, TEKSTER.tilbud],
      [n, TEKSTER.rettelse],
    ] as const) {
      const hode = {
        skole: 'fjordvik',
        apen: false,
        meldt_av: ovingsId(b.hege.person),
        meldt_tjeneste: 'skolehelse',
      }
      await opprettSak(
        b.bot.ktx,
        { ...FELLES, ...hode },
        {
          type: 'annet',
          beskrivelse: tekst,
          tattOpp: '',
          onsker: '',
          provd: '',
          sporsmal: '',
          borBidra: [],
          vern: 'ingen',
        },
      )
    }
    s = await heleSaken(a)
    const { db } = a.bot.ktx
    const punkt = await db.selectFrom('punkt').select('id').where('sak', '=', s.sak).executeTakeFirstOrThrow()
    const oppgave = await db
      .selectFrom('oppgave')
      .select(['id', 'tiltak'])
      .where('ref', '=', s.ref)
      .executeTakeFirstOrThrow()
    bareHosA = {
      sak: s.sak,
      mote: s.mote,
      punkt: punkt.id,
      oppgave: oppgave.id,
      tiltak: oppgave.tiltak,
      steg: punkt.id,
    }
  })
  afterAll(async () => {
    await a.stopp()
    await n.stopp()
  })

  const iChatten = (hvem: Testbot['sara']): Skjerm => ({
    kort: {},
    tekst: undefined,
    samtale: hvem.chat,
    aktivitet: 'x',
    status: 200,
  })

  it('har de samme skolene, folkene og referansene hver for seg', async () => {
    for (const b of [a, n]) {
      const { db } = b.bot.ktx
      expect(await db.selectFrom('skole').select('id').execute()).toEqual([{ id: 'fjordvik' }])
      expect((await db.selectFrom('person').select('person').execute()).map(p => p.person).sort()).toEqual(
        OVING.personer.map(ovingsId).sort(),
      )
      const saker = (await db.selectFrom('sak').select(['tenant', 'ref']).execute()).map(
        r => `${r.tenant} ${r.ref}`,
      )
      for (const ref of ['K7F3', 'R4T6', 'Z2Z2']) expect(saker).toContain(`${b.bot.ktx.tenant} ${ref}`)
      expect(new Set(saker.map(r => r.split(' ')[0])).size).toBe(1)
    }
  })

  it('kjenner naboen verken sakene, møtene eller tekstene, hvordan det enn spørres', async () => {
    const VERB = [
      ['agenda.apne', n.rolf],
      ['agenda.kommer', n.rolf],
      ['sak.vis', n.rolf],
      ['sak.endre-skjema', n.rolf],
      ['sak.apenhet', n.rolf],
      ['sak.slett', n.rolf],
      ['innsyn.lag', n.rolf],
      ['identitet.vis', n.rolf],
      ['identitet.lagre', n.sara],
      ['samtykke.skjema', n.sara],
      ['samtykke.historikk', n.sara],
      ['samtykke.trekk', n.sara],
      ['bidrag.skjema', n.odd],
      ['referat.vis', n.rolf],
      ['referat.godkjenn', n.rolf],
      ['referat.rettelse-skjema', n.rolf],
      ['mote.fjern-tiltak', n.rolf],
      ['tekst.velg', n.rolf],
      ['oppgave.vis', n.frida],
      ['oppgave.gjort', n.frida],
    ] as const
    const for_ = await alleRader(n)
    const hosA = await alleRader(a)
    for (const [verb, hvem] of VERB) {
      const data = { ...bareHosA, apen: true, arkivert: 'true', navn: 'x' }
      const svar = await hvem.sender(iChatten(hvem), verb, data)
      expect(svar.tekst, verb).toBe(FINNES_IKKE)
    }
    expect(ulike(for_, await alleRader(n)).filter(t => t !== 'person')).toEqual([])
    expect(ulike(hosA, await alleRader(a))).toEqual([])
    const nye = fraNaAv(n)
    for (const kommando of [`/sak ${s.ref}`, `/sak ${s.temaref}`]) await n.rolf.skriver(kommando, 'chat')
    await n.send()
    expect(somTekst(nye(n.rolf.chat)).split(FINNES_IKKE)).toHaveLength(5)
    for (const tekst of [...Object.values(TEKSTER), NAVN].filter(t => t !== TEKSTER.rettelse))
      expect(await lagretI(n, tekst)).toEqual([])
  })

  it('åpner den samme id-en og referansen hver sin sak', async () => {
    for (const [b, egen, annens] of [
      [a, TEKSTER.tilbud, TEKSTER.rettelse],
      [n, TEKSTER.rettelse, TEKSTER.tilbud],
    ] as const) {
      expect((await hentSaker(b.bot.ktx, [FELLES.id])).get(FELLES.id)?.beskrivelse).toBe(egen)
      await b.hege.skriver(`/sak ${FELLES.ref}`, 'chat')
      await b.send()
      const saken = await b.hege.trykker(await b.scene.visning(b.hege.chat, 'Åpne saken'), 'Åpne saken')
      const lenke = await b.hege.trykker(saken, 'Last ned alt om saken')
      const url = String(knapper(lenke.kort).find(k => k.tittel === 'Last ned')?.action['url'])
      const annen = b === a ? n : a
      // The other bot knows no such link, and does not spend it.
      const hosNaboen = url.replace(`:${b.bot.port}`, `:${annen.bot.port}`)
      expect(hosNaboen).not.toBe(url)
      expect((await fetch(hosNaboen, { method: 'POST' })).status).toBe(404)
      const dokument = await (await fetch(url, { method: 'POST' })).text()
      expect(dokument).toContain(egen)
      expect(dokument).not.toContain(annens)
    }
  })

  it('endres bare den enes sak, samtykke og lampe', async () => {
    const skjema = await a.sara.trykker(
      await a.sara.sender(iChatten(a.sara), 'sak.vis', { sak: FELLES.id }),
      'Registrer samtykke',
    )
    await a.sara.trykker(skjema, 'Registrer samtykke', ET_SAMTYKKE)
    const hos = async (b: Testbot) =>
      skjermtekst(await b.sara.sender(iChatten(b.sara), 'sak.vis', { sak: FELLES.id }))
    expect(await hos(a)).toContain('Samtykke er gitt.')
    expect(await hos(n)).toContain('Samtykke er ikke innhentet.')
  })

  it('åpner ikke en tekst og en nøkkel som er flyttet til den andre tenanten', async () => {
    const eier = new pg.Client({ connectionString: await urlen() })
    await eier.connect()
    await eier.query(
      `update nokkel set (innpakket, versjon) = (select innpakket, versjon from nokkel where tenant = $1 and eier = $2)
      where tenant = $3 and eier = $2`,
      [OVING.tenant, FELLES.id, NABO],
    )
    await eier.query(
      `update sak set beskrivelse = (select beskrivelse from sak where tenant = $1 and id = $2)
      where tenant = $3 and id = $2`,
      [OVING.tenant, FELLES.id, NABO],
    )
    await eier.end()
    // The key is unwrapped, for the master key is the same; the text is bound to the tenant.
    expect((await n.bot.ktx.nokler.alle(n.bot.ktx, [FELLES.id])).size).toBe(1)
    await expect(hentSaker(n.bot.ktx, [FELLES.id])).rejects.toMatchObject({ code: 'ugyldig-kryptert' })
    const lenke = await n.hege.trykker(
      await n.hege.sender(iChatten(n.hege), 'sak.vis', { sak: FELLES.id }),
      'Last ned alt om saken',
    )
    const svar = await fetch(String(knapper(lenke.kort).find(k => k.tittel === 'Last ned')?.action['url']), {
      method: 'POST',
    })
    expect([svar.status, await svar.text()]).toEqual([500, ''])
    expect((await hentSaker(a.bot.ktx, [FELLES.id])).get(FELLES.id)?.beskrivelse).toBe(TEKSTER.tilbud)
  })

  const urlen = async () => {
    const { rows } = await sql<{ db: string }>`select current_database() as db`.execute(a.bot.ktx.db)
    return inject('postgres').replace(/\/postgres$/, `/${rows[0]?.db}`)
  }

  it('sender ingen av dem det som ligger i den andres utboks', async () => {
    await a.send()
    await n.send()
    const nye = fraNaAv(n)
    await a.sara.skriver('/innsatsteam ny 11.12')
    await n.send()
    expect(nye()).toEqual([])
    await a.send()
    expect(JSON.stringify(n.kobling.meldinger)).not.toContain(s.ref)
  })

  it('slettes bare den enes: naboens sak med samme id lever, med nøkkelen sin', async () => {
    const for_ = await alleRader(n)
    const svar = await a.rolf.sender(iChatten(a.rolf), 'sak.slett', { sak: FELLES.id, arkivert: 'true' })
    expect(skjermtekst(svar)).toContain('Z2Z2 er slettet')
    a.settTid('2027-04-01T08:00')
    await a.send()
    a.settTid('2027-04-20T08:00')
    await a.send()
    expect(await a.bot.ktx.db.selectFrom('sak').select('id').execute()).toEqual([])
    expect(ulike(for_, await alleRader(n))).toEqual([])
    expect(await n.bot.ktx.db.selectFrom('sak').select('id').execute()).toHaveLength(3)
  })

  it('har hver sin kjede i loggen, fra nr. 1', async () => {
    await meldSaken(n, await etInnkaltMote(n))
    const nr = async (b: Testbot) =>
      (await b.bot.ktx.db.selectFrom('logg').select(['tenant', 'nr']).orderBy('nr').execute()).map(
        r => `${r.tenant} ${r.nr}`,
      )
    expect((await nr(a)).slice(0, 2)).toEqual([`${OVING.tenant} 1`, `${OVING.tenant} 2`])
    expect((await nr(n))[0]).toBe(`${NABO} 1`)
    for (const rad of await nr(n)) expect(rad.startsWith(NABO)).toBe(true)
  })
})
