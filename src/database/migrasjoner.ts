import { type Kysely, type Migration, sql } from 'kysely'

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
}

/** The migrations, in order of name. */
export const migrasjoner: Record<string, Migration> = Object.fromEntries(
  Object.entries(sporringer).map(([navn, tekst]) => [
    navn,
    {
      async up(db: Kysely<unknown>) {
        for (const setning of tekst.split(';').filter(del => del.trim() !== '')) {
          await sql.raw(setning).execute(db)
        }
      },
    },
  ]),
)
