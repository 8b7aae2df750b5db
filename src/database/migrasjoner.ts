import { type Kysely, type Migration, sql } from 'kysely'

/** What every new table needs: the bot's own role may use it, and sees one tenant's rows alone (002 says why). */
const egenTenant = (...tabeller: string[]): string =>
  tabeller
    .map(
      tabell => `grant select, insert, update, delete on ${tabell} to skolestotte_app;
    alter table ${tabell} enable row level security;
    alter table ${tabell} force row level security;
    create policy egen_tenant on ${tabell} using (tenant = current_setting('skolestotte.tenant', true))
      with check (tenant = current_setting('skolestotte.tenant', true));`,
    )
    .join('\n    ')

/** One string of SQL per migration: the same on PGlite and PostgreSQL 15 and later. */
const sporringer: Record<string, string> = {
  '001-hovedjobben': `
    create table skole (tenant text not null, id text not null, navn text not null, malform text not null,
      primary key (tenant, id));
    create table kanal (tenant text not null, kanal text not null, team text not null, skole text not null,
      service_url text not null,
      primary key (tenant, kanal), foreign key (tenant, skole) references skole (tenant, id));
    create table person (tenant text not null, person text not null, navn text not null, konto text, service_url text,
      samtale text, velkommen timestamptz, primary key (tenant, person));
    create table rolle (tenant text not null, skole text not null, person text not null, rolle text not null,
      tjeneste text not null, primary key (tenant, skole, person, rolle),
      foreign key (tenant, skole) references skole (tenant, id));
    create index rolle_person on rolle (tenant, person);
    create table serie (tenant text not null, skole text not null, type text not null, uker int not null,
      minutter int not null, ukedag int not null, klokke text not null, sted text not null,
      primary key (tenant, skole, type));
    create table mote (tenant text not null, id text not null, skole text not null, type text not null,
      dato text not null, start timestamptz not null, minutter int not null, sted text not null,
      frist timestamptz not null, status text not null, leder text, innkalt_av text not null, kanal text not null,
      endret timestamptz not null,
      primary key (tenant, id), foreign key (tenant, skole) references skole (tenant, id));
    create unique index mote_en_per_dag on mote (tenant, skole, type, dato) where status <> 'avlyst';
    create table oppmote (tenant text not null, mote text not null, person text not null, kommer boolean not null,
      tid timestamptz not null, primary key (tenant, mote, person),
      foreign key (tenant, mote) references mote (tenant, id));
    create table sak (tenant text not null, id text not null, ref text not null, skole text not null,
      type text not null, apen boolean not null, meldt_av text not null, meldt_tjeneste text not null,
      meldt timestamptz not null, beskrivelse text not null, tatt_opp text not null, onsker text not null,
      provd text not null, sporsmal text not null, bor_bidra text not null, fjernet timestamptz,
      versjon int not null default 1,
      primary key (tenant, id), unique (tenant, ref));
    create table punkt (tenant text not null, id text not null, mote text not null, slag text not null,
      nr int not null, sak text, ref text not null, meldt_av text not null, tekst text not null,
      fjernet timestamptz, oppsummering text not null, beslutning text not null, enighet text not null,
      utfall text not null, versjon int not null default 1, endret_av text, opprettet timestamptz not null,
      primary key (tenant, id), unique (tenant, mote, slag, nr),
      foreign key (tenant, mote) references mote (tenant, id), foreign key (tenant, sak) references sak (tenant, id));
    create table bidrag (tenant text not null, id text not null, punkt text not null, person text not null,
      tjeneste text not null, tekst text not null, tilbud text not null, tid timestamptz not null,
      fjernet timestamptz, primary key (tenant, id), unique (tenant, punkt, person),
      foreign key (tenant, punkt) references punkt (tenant, id));
    create table samtykke (tenant text not null, sak text not null, status text not null, gitt_av text not null,
      innhentet_av text not null, dato text not null, gyldig_til text not null, registrert timestamptz not null,
      primary key (tenant, sak), foreign key (tenant, sak) references sak (tenant, id));
    create table tiltak (tenant text not null, id text not null, punkt text not null, nr int not null,
      tekst text not null, ansvarlig text, frist text, fjernet timestamptz,
      primary key (tenant, id), unique (tenant, punkt, nr), foreign key (tenant, punkt) references punkt (tenant, id));
    create table referat (tenant text not null, mote text not null, godkjent_av text, godkjent timestamptz,
      primary key (tenant, mote), foreign key (tenant, mote) references mote (tenant, id));
    create table rettelse (tenant text not null, id text not null, mote text not null, person text not null,
      tid timestamptz not null, tekst text not null, fjernet timestamptz, primary key (tenant, id),
      foreign key (tenant, mote) references mote (tenant, id));
    create table oppgave (tenant text not null, id text not null, tiltak text not null, ref text not null,
      skole text not null, mote text not null, ansvarlig text not null, frist text not null, status text not null,
      hjelp boolean not null default false, endret timestamptz not null, versjon int not null default 1,
      primary key (tenant, id), unique (tenant, tiltak), foreign key (tenant, tiltak) references tiltak (tenant, id));
    create index oppgave_ansvarlig on oppgave (tenant, ansvarlig, status, frist);
    create index oppgave_skole on oppgave (tenant, skole, status, frist);
    create table melding (tenant text not null, gjelder text not null, service_url text not null,
      samtale text not null, aktivitet text not null, redigert timestamptz not null, hold_til timestamptz, hold_for text,
      hold_skjema boolean not null default false,
      primary key (tenant, gjelder));
    create table utboks (tenant text not null, id text not null, nokkel text not null, slag text not null,
      innhold jsonb not null, forfall timestamptz not null, status text not null, forsok int not null default 0,
      leie_til timestamptz, leie text, feilkode text, opprettet timestamptz not null,
      primary key (tenant, id), unique (tenant, nokkel));
    create index utboks_forfall on utboks (forfall) where status = 'venter';
    create table handling (tenant text not null, person text not null, nonce text not null, utfall jsonb not null,
      tid timestamptz not null, primary key (tenant, person, nonce));
    create table hendelse (tenant text not null, id text not null, tid timestamptz not null, person text not null,
      kode text not null, gjelder text not null, primary key (tenant, id));
  `,
  '002-samtykke': `
    -- Before this step texts lay in clear, and only practice data was allowed: nothing of it is kept.
    truncate table skole, person, handling, utboks, melding, hendelse cascade;
    drop table hendelse;
    drop table samtykke;
    alter table sak add column vern text not null default 'ingen', add column slettes text;
    alter table mote add column tilstede text, add column andre text;
    alter table punkt add column forlatt text not null default '';
    alter table kanal add column utenfor int, add column utenfor_sagt timestamptz;
    create table innstilling (tenant text not null, navn text not null, verdi text not null,
      primary key (tenant, navn));
    create table nokkel (tenant text not null, eier text not null, innpakket text not null, versjon text not null,
      opprettet timestamptz not null, primary key (tenant, eier));
    -- A destroyed key must not lie on as a dead row, and so in backups to come: it is vacuumed at once.
    alter table nokkel set (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
    create table samtykke (tenant text not null, sak text not null, foresatte int not null, fodselsmaned text not null,
      ungdom text not null, omfang text not null, avsluttende text not null, unntatt text not null, andre text not null,
      hvordan text not null, sprak text not null, tolk boolean not null, skjemaversjon text not null,
      innhentet_av text not null, innhentet_rolle text not null, dato text not null, gyldig_til text not null,
      trukket timestamptz, trukket_for text not null, registrert timestamptz not null, versjon int not null,
      primary key (tenant, sak), foreign key (tenant, sak) references sak (tenant, id));
    create table samtykkesvar (tenant text not null, sak text not null, foresatt int not null, tjeneste text not null,
      svar text not null, primary key (tenant, sak, foresatt, tjeneste),
      foreign key (tenant, sak) references sak (tenant, id));
    create table samtykkeendring (tenant text not null, sak text not null, nr int not null, tid timestamptz not null,
      person text not null, endringer jsonb not null, primary key (tenant, sak, nr),
      foreign key (tenant, sak) references sak (tenant, id));
    create table hatt (tenant text not null, sak text not null, person text not null, tjeneste text not null,
      primary key (tenant, sak, person), foreign key (tenant, sak) references sak (tenant, id));
    create table identitet (tenant text not null, sak text not null, navn text not null, registrert_av text not null,
      registrert timestamptz not null, primary key (tenant, sak),
      foreign key (tenant, sak) references sak (tenant, id));
    create table identitetstegn (tenant text not null, tegn text not null, sak text not null,
      primary key (tenant, tegn, sak), foreign key (tenant, sak) references sak (tenant, id));
    create table sletting (tenant text not null, id text not null, ref text not null, skole text not null,
      slettet timestamptz not null, av text not null, grunn text not null, antall jsonb not null,
      kopi_til text not null, primary key (tenant, id));
    create table dokumentlenke (tenant text not null, merke text not null, sak text not null, person text not null,
      utloper timestamptz not null, primary key (tenant, merke),
      foreign key (tenant, sak) references sak (tenant, id));
    create table logg (tenant text not null, nr int not null, tid text not null, person text not null,
      kode text not null, gjelder text not null, forrige text not null, hash text not null,
      primary key (tenant, nr));
    -- The second line of defence: whatever a query forgets, this role sees one tenant's rows alone.
    do $$ begin
      if not exists (select from pg_roles where rolname = 'skolestotte_app') then create role skolestotte_app nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$;
    -- A superuser may become it anyway; whoever has made it must be given it. What fails here fails when connecting.
    do $$ begin
      if not (select rolsuper from pg_roles where rolname = current_user) then
        execute format('grant skolestotte_app to %I', current_user);
      end if;
    exception when others then null; end $$;
    grant usage on schema public to skolestotte_app;
    do $$ declare tabell text; begin
      for tabell in select c.table_name from information_schema.columns c
          where c.table_schema = 'public' and c.column_name = 'tenant' loop
        execute format('grant select, insert, update, delete on %I to skolestotte_app', tabell);
        execute format('alter table %I enable row level security', tabell);
        execute format('alter table %I force row level security', tabell);
        execute format('create policy egen_tenant on %I using (tenant = current_setting(''skolestotte.tenant'', true))
          with check (tenant = current_setting(''skolestotte.tenant'', true))', tabell);
      end loop;
    end $$;
    -- The access log is only ever added to.
    revoke update, delete on logg from skolestotte_app;
  `,
  '003-navnevakt': `
    -- The register's words are spelled in a new way: the index is built anew from the names at the next start.
    truncate table identitetstegn;
    create table tillatt_ord (tenant text not null, ord text not null, skrevet text not null,
      lagt_til_av text not null, lagt_til timestamptz not null, primary key (tenant, ord));
    ${egenTenant('tillatt_ord')}
  `,
  '004-forlop': `
    -- A unit of barnevernet other than the school's own; what is of no other unit is empty.
    alter table rolle add column enhet text not null default '';
    -- «team»: raised for the innsatsteam. «forlop»: a family that follows one of the routines with barnevernet.
    alter table sak add column slag text not null default 'team';
    alter table mote add column forlop text, add column tolk boolean not null default false,
      add column slatt boolean not null default false, add column familie text not null default '',
      add column ungdom text not null default '', add column larer text not null default '';
    drop index mote_en_per_dag;
    create unique index mote_en_per_dag on mote (tenant, skole, type, dato, coalesce(forlop, '')) where status <> 'avlyst';
    create index mote_forlop on mote (tenant, forlop) where forlop is not null;
    alter table punkt add column del int not null default 1, add column tittel text not null default '';
    -- The part of a meeting a correction is about: what is in a part one may not read, is not there.
    alter table rettelse add column del int not null default 1;
    create table forlop (tenant text not null, sak text not null, rutine text not null, steg text not null,
      siden text not null, vold boolean not null, enhet text not null, melder text not null, melding text not null,
      kontaktperson text, sosiallarer text, tredelt text, undersokt text, neste_mote text, kontaktpunkt text,
      opprettet text not null, avsluttet text, versjon int not null,
      primary key (tenant, sak), foreign key (tenant, sak) references sak (tenant, id));
    create table forlopssteg (tenant text not null, sak text not null, nr int not null, tid timestamptz not null,
      person text not null, fra text not null, valg text not null, til text not null, avvik text not null,
      forrige jsonb not null,
      primary key (tenant, sak, nr), foreign key (tenant, sak) references sak (tenant, id));
    create table forlopsperson (tenant text not null, sak text not null, person text not null,
      primary key (tenant, sak, person), foreign key (tenant, sak) references sak (tenant, id));
    create table sjekkpunkt (tenant text not null, id text not null, sak text not null, kode text not null,
      part text not null, frist text not null, mote text, steg int, gjort timestamptz, gjort_av text,
      primary key (tenant, id), foreign key (tenant, sak) references sak (tenant, id));
    create index sjekkpunkt_sak on sjekkpunkt (tenant, sak);
    create table deltaker (tenant text not null, mote text not null, person text not null,
      primary key (tenant, mote, person), foreign key (tenant, mote) references mote (tenant, id));
    create table forberedt (tenant text not null, sak text not null, mote text not null, punkt text not null,
      person text not null, tid timestamptz not null, primary key (tenant, sak, mote, punkt),
      foreign key (tenant, sak) references sak (tenant, id));
    ${egenTenant('forlop', 'forlopssteg', 'forlopsperson', 'sjekkpunkt', 'deltaker', 'forberedt')}
  `,
  '005-apendor': `
    create table apendor_dag (tenant text not null, id text not null, skole text not null, slag text not null,
      fast text not null, dato text not null, start timestamptz not null, minutter int not null, fagkonsulent text,
      sted text not null, kanal text not null, status text not null,
      primary key (tenant, id), foreign key (tenant, skole) references skole (tenant, id));
    create unique index apendor_en_per_dag on apendor_dag (tenant, skole, slag, fast, dato) where status <> 'avlyst';
    -- No text, no person and no point in time: who asked cannot be found again.
    create table drofting (tenant text not null, id text not null, dag text not null, nr int not null,
      slag text not null, hvem_gruppe text not null, trinn text not null, utfall text not null, instans text not null,
      melding_sendt boolean, versjon int not null default 1,
      primary key (tenant, id), unique (tenant, dag, nr),
      foreign key (tenant, dag) references apendor_dag (tenant, id));
    create table apendor_telling (tenant text not null, skole text not null, maned text not null, slag text not null,
      utfall text not null, instans text not null, sendt text not null, antall int not null,
      primary key (tenant, skole, maned, slag, utfall, instans, sendt),
      foreign key (tenant, skole) references skole (tenant, id));
    ${egenTenant('apendor_dag', 'drofting', 'apendor_telling')}
  `,
  '006-veiledning': `
    create table ressurs (tenant text not null, id text not null, kategori text not null, tittel text not null,
      lenke text not null, tekst text not null, lagt_til_av text not null, lagt_til timestamptz not null,
      tatt_bort timestamptz, primary key (tenant, id));
    ${egenTenant('ressurs')}
  `,
  '007-overdragelse': `
    create table ledig_rolle (tenant text not null, skole text not null, rolle text not null, enhet text not null,
      person text not null, tid timestamptz not null, primary key (tenant, skole, rolle, person),
      foreign key (tenant, skole) references skole (tenant, id));
    ${egenTenant('ledig_rolle')}
  `,
  '008-paminnelser': `
    -- A task its owner has asked not to be reminded of, until a day or at all.
    alter table oppgave add column pause_til text, add column stoppet boolean not null default false;
    create index oppgave_frist on oppgave (tenant, frist) where status in ('apen', 'viderefort');
    -- When a person wants to be reminded, is away, and who stands in meanwhile.
    create table varselvalg (tenant text not null, person text not null, klokke text not null,
      stoppet boolean not null default false, borte_fra text, borte_til text, vikar text,
      primary key (tenant, person));
    create index varselvalg_vikar on varselvalg (tenant, vikar) where vikar is not null;
    -- The school's own free days, from and with, to and with.
    create table fridag (tenant text not null, skole text not null, id text not null, fra text not null,
      til text not null, navn text not null, lagt_til_av text not null, primary key (tenant, skole, id),
      foreign key (tenant, skole) references skole (tenant, id));
    ${egenTenant('varselvalg', 'fridag')}
  `,
  '009-arshjul': `
    -- A school year that has been made for a school, and which grades the school had then.
    create table arshjul (tenant text not null, skole text not null, skolear int not null, skoletype text not null,
      laget_av text not null, laget timestamptz not null, primary key (tenant, skole, skolear),
      foreign key (tenant, skole) references skole (tenant, id));
    -- Days as text; plan_fra and plan_til: what they were before somebody moved it. mal '': the school's own.
    create table aktivitet (tenant text not null, id text not null, skole text not null, skolear int not null,
      mal text not null, nr int not null, trinn int not null, tittel text not null, roller text not null,
      fra text not null, til text not null, plan_fra text, plan_til text, minnes_til text not null,
      status text not null, avgjort_av text, avgjort timestamptz,
      primary key (tenant, id), foreign key (tenant, skole, skolear) references arshjul (tenant, skole, skolear));
    create unique index aktivitet_en_gang on aktivitet (tenant, skole, skolear, mal, nr, trinn) where mal <> '';
    create index aktivitet_apen on aktivitet (tenant, fra) where status = 'apen';
    create table okt (tenant text not null, aktivitet text not null, nr int not null, tema text not null, dato text,
      status text not null, primary key (tenant, aktivitet, nr),
      foreign key (tenant, aktivitet) references aktivitet (tenant, id) on delete cascade);
    -- Only the hash of the link is kept. skole '': all the schools the person has. utloper: for one download.
    create table kalenderlenke (tenant text not null, merke text not null, person text not null, skole text not null,
      laget timestamptz not null, utloper timestamptz, primary key (tenant, merke));
    create unique index kalenderlenke_en on kalenderlenke (tenant, person, skole) where utloper is null;
    ${egenTenant('arshjul', 'aktivitet', 'okt', 'kalenderlenke')}
  `,
  '010-levering': `
    -- The line that a row stands in, and its place there: one at a time is sent to the same address.
    alter table utboks add column adresse text not null default gen_random_uuid()::text,
      add column nr bigint generated by default as identity;
    drop index if exists utboks_forfall;
    -- «nr > 0» holds for all: it keeps the planner from looking a line up on this index instead of on the other.
    create index utboks_forfall on utboks (tenant, forfall, nr) where status = 'venter' and nr > 0;
    create index utboks_adresse on utboks (tenant, adresse, forfall, nr) where status = 'venter';
    -- How fast has been sent, for all replicas: '' is the app, the others are conversations. Times are the database's own.
    create table takt (tenant text not null, nokkel text not null, tider timestamptz[] not null default '{}',
      ledig timestamptz not null, stanset_til timestamptz, primary key (tenant, nokkel));
    create index takt_stanset on takt (tenant, stanset_til) where stanset_til is not null;
    -- Who could not be reached in their own chat, until they can.
    create table ikke_nadd (tenant text not null, person text not null, siden timestamptz not null, kode text not null,
      primary key (tenant, person));
    ${egenTenant('takt', 'ikke_nadd')}
  `,
  '011-drift': `
    -- When a row was ended, and when one that has failed first fell due: its next try is not how long it has been late.
    alter table utboks add column avsluttet timestamptz, add column forst_forfalt timestamptz;
    create index utboks_avsluttet on utboks (tenant, status, avsluttet) where avsluttet is not null;
    -- When what runs on the clock last ran, and the processes that live. Codes and times: nothing about anybody.
    create table jobbkjoring (tenant text not null, navn text not null, meldt timestamptz not null,
      sist_start timestamptz, sist_ferdig timestamptz, ms int, utfall text not null,
      primary key (tenant, navn));
    create table arbeider (tenant text not null, id text not null, startet timestamptz not null,
      sist_sett timestamptz not null, primary key (tenant, id));
    ${egenTenant('jobbkjoring', 'arbeider')}
  `,
  '012-oppgaveliste': `
    -- Who is gone from the school's team in Teams, while their role still stands: told once, until they are back.
    create table fjernet_fra_team (tenant text not null, skole text not null, person text not null,
      tid timestamptz not null, primary key (tenant, skole, person),
      foreign key (tenant, skole) references skole (tenant, id));
    ${egenTenant('fjernet_fra_team')}
  `,
  '013-tilkobling': `
    -- How the last try at a part of Microsoft 365 went, and since when it has gone so. Codes and times.
    create table tilkobling (tenant text not null, del text not null, utfall text not null, siden timestamptz not null,
      sist timestamptz not null, primary key (tenant, del));
    ${egenTenant('tilkobling')}
  `,
  '014-kalender': `
    -- A meeting's appointment: the calendar's id, where the online meeting is joined, and a hash of what was last put there.
    create table kalenderoppforing (tenant text not null, mote text not null, hendelse text not null, lenke text not null,
      avtrykk text not null, primary key (tenant, mote),
      foreign key (tenant, mote) references mote (tenant, id));
    create index kalenderoppforing_lenke on kalenderoppforing (tenant, lenke) where lenke <> '';
    ${egenTenant('kalenderoppforing')}
  `,
  '015-planner': `
    -- What the appointment is made with, so that it is made once; set aside before anything is sent.
    alter table kalenderoppforing add column nokkel text not null default '';
    -- A task as it stands in Planner: its id there, empty until that is known.
    create table planneroppgave (tenant text not null, oppgave text not null, planner text not null, avtrykk text not null,
      primary key (tenant, oppgave), foreign key (tenant, oppgave) references oppgave (tenant, id));
    create unique index planneroppgave_planner on planneroppgave (tenant, planner) where planner <> '';
    ${egenTenant('planneroppgave')}
  `,
  '016-referatfil': `
    -- The referat of a meeting that somebody wants in the channel's folder, and the file as the folder knows it. ny: one on its
    -- way there, under a name of its own. No foreign key: the file is to go also when the meeting is gone.
    create table referatfil (tenant text not null, mote text not null, skole text not null, kanal text not null,
      gruppe text not null, onsket boolean not null, av text not null, bedt timestamptz not null, drive text not null,
      fil text not null, navn text not null, lenke text not null, avtrykk text not null, lagret timestamptz,
      ny text not null, ny_fil text not null, ny_avtrykk text not null, utfall text not null, utenfor int not null,
      primary key (tenant, mote));
    create index referatfil_skole on referatfil (tenant, skole);
    -- The Entra group behind the channel's team, as the channel tells; '': not told yet.
    alter table kanal add column if not exists gruppe text not null default '';
    -- A link leads to all about a case, or to the referat of a meeting.
    alter table dokumentlenke alter column sak drop not null, add column mote text,
      add foreign key (tenant, mote) references mote (tenant, id) on delete cascade;
    ${egenTenant('referatfil')}
  `,
  '017-installasjon': `
    -- A team the app has been added to: by whom, and when it was taken away again. slettes: the day the school's content
    -- goes, «yyyy-MM-dd», where the municipality wants that; slettet: it has.
    create table installasjon (tenant text not null, team text not null, id text not null, navn text not null,
      gruppe text not null, service_url text not null, lagt_til_av text not null, lagt_til timestamptz not null,
      endret timestamptz not null, fjernet timestamptz, slettes text, slettet timestamptz,
      primary key (tenant, team));
    ${egenTenant('installasjon')}
  `,
}

/** The migrations, in order of name. */
export const migrasjoner: Record<string, Migration> = Object.fromEntries(
  Object.entries(sporringer).map(([navn, tekst]) => [
    navn,
    {
      async up(db: Kysely<unknown>) {
        await sql.raw(tekst).execute(db)
      },
    },
  ]),
)
