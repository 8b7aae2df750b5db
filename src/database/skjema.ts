import type { ColumnType, Generated } from 'kysely'

/** Points in time are timestamptz; calendar days are text «yyyy-MM-dd», so that no time zone can move them. */
type Tid = ColumnType<Date, Date, Date>
type TidEllerTom = ColumnType<Date | null, Date | null, Date | null>
type Json = ColumnType<unknown, string, string>

/** Every table carries the home tenant first in its key. */
export type Tabeller = {
  skole: { tenant: string; id: string; navn: string; malform: string }
  kanal: {
    tenant: string
    kanal: string
    team: string
    skole: string
    service_url: string
    /** Members of the channel who are not of the team, when last counted. */
    utenfor: Generated<number | null>
    utenfor_sagt: ColumnType<Date | null, Date | null | undefined, Date | null>
    /** The Entra group behind the team; empty until the channel has told. */
    gruppe: Generated<string>
  }
  person: {
    tenant: string
    person: string
    navn: string
    konto: string | null
    service_url: string | null
    samtale: string | null
    velkommen: TidEllerTom
  }
  rolle: {
    tenant: string
    skole: string
    person: string
    rolle: string
    tjeneste: string
    /** A unit of barnevernet other than the school's own; otherwise empty. */
    enhet: Generated<string>
  }
  serie: {
    tenant: string
    skole: string
    type: string
    uker: number
    minutter: number
    ukedag: number
    klokke: string
    sted: string
  }
  mote: {
    tenant: string
    id: string
    skole: string
    type: string
    dato: string
    start: Tid
    minutter: number
    sted: string
    frist: Tid
    status: string
    leder: string | null
    innkalt_av: string
    kanal: string
    endret: Tid
    /** Services in the room, as the leader confirmed at the start; null before that. */
    tilstede: string | null
    /** Others in the room, by kind. */
    andre: string | null
    /** The forløp (its case) a meeting with one family is of; null for the team's meetings. */
    forlop: Generated<string | null>
    tolk: Generated<boolean>
    /** Are the two parts held as one, with the school there? Counts only while the consent covers it. */
    slatt: Generated<boolean>
    /** Are the parents there: «ja», «nei», or empty when nobody has to say. */
    familie: Generated<string>
    /** Is the youth there: «ja», «nei», «under_15»; empty when nobody has to say. */
    ungdom: Generated<string>
    /** The class teacher: «med», «skjermet», «ikke_aktuelt»; empty when nobody has to say. */
    larer: Generated<string>
  }
  oppmote: { tenant: string; mote: string; person: string; kommer: boolean; tid: Tid }
  sak: {
    tenant: string
    id: string
    ref: string
    skole: string
    type: string
    apen: boolean
    meldt_av: string
    meldt_tjeneste: string
    meldt: Tid
    beskrivelse: string
    tatt_opp: string
    onsker: string
    provd: string
    sporsmal: string
    bor_bidra: string
    fjernet: TidEllerTom
    versjon: Generated<number>
    /** Why the case may not be discussed here at all, or «ingen». */
    vern: Generated<string>
    /** The day its owner has been told that it will be deleted. */
    slettes: Generated<string | null>
    /** «team» or «forlop». */
    slag: Generated<string>
  }
  punkt: {
    tenant: string
    id: string
    mote: string
    slag: string
    nr: number
    sak: string | null
    ref: string
    meldt_av: string
    tekst: string
    fjernet: TidEllerTom
    oppsummering: string
    beslutning: string
    enighet: string
    utfall: string
    versjon: Generated<number>
    endret_av: string | null
    opprettet: Tid
    /** Services that have left the room for this item. */
    forlatt: Generated<string>
    /** Which part of the meeting, 1 or 2. */
    del: Generated<number>
    /** The agenda item's own words, as the meeting type had them when the meeting was called in. */
    tittel: Generated<string>
  }
  forlop: {
    tenant: string
    /** The case that holds its consent, its key and its reference. */
    sak: string
    rutine: string
    steg: string
    siden: string
    vold: boolean
    enhet: string
    melder: string
    melding: string
    kontaktperson: string | null
    sosiallarer: string | null
    tredelt: string | null
    undersokt: string | null
    /** «yyyy-MM-ddTHH:mm» */
    neste_mote: string | null
    kontaktpunkt: string | null
    opprettet: string
    avsluttet: string | null
    versjon: number
  }
  forlopssteg: {
    tenant: string
    sak: string
    nr: number
    tid: Tid
    person: string
    fra: string
    valg: string
    til: string
    avvik: string
    /** Where the forløp stood before the move, for «Angre». */
    forrige: Json
  }
  forlopsperson: { tenant: string; sak: string; person: string }
  sjekkpunkt: {
    tenant: string
    id: string
    sak: string
    kode: string
    part: string
    frist: string
    mote: string | null
    /** The move that opened it. */
    steg: number | null
    gjort: TidEllerTom
    gjort_av: string | null
  }
  deltaker: { tenant: string; mote: string; person: string }
  /** Somebody whose role was taken, until what they had has followed the role to the one who holds it. */
  ledig_rolle: { tenant: string; skole: string; rolle: string; enhet: string; person: string; tid: Tid }
  /** A ticked item of a checklist: of a meeting, or with no meeting of the call before it. */
  forberedt: { tenant: string; sak: string; mote: string; punkt: string; person: string; tid: Tid }
  bidrag: {
    tenant: string
    id: string
    punkt: string
    person: string
    tjeneste: string
    tekst: string
    tilbud: string
    tid: Tid
    fjernet: TidEllerTom
  }
  innstilling: { tenant: string; navn: string; verdi: string }
  nokkel: { tenant: string; eier: string; innpakket: string; versjon: string; opprettet: Tid }
  samtykke: {
    tenant: string
    sak: string
    foresatte: number
    fodselsmaned: string
    ungdom: string
    omfang: string
    avsluttende: string
    unntatt: string
    andre: string
    hvordan: string
    sprak: string
    tolk: boolean
    skjemaversjon: string
    innhentet_av: string
    innhentet_rolle: string
    dato: string
    gyldig_til: string
    trukket: TidEllerTom
    trukket_for: string
    registrert: Tid
    versjon: number
  }
  samtykkesvar: { tenant: string; sak: string; foresatt: number; tjeneste: string; svar: string }
  samtykkeendring: { tenant: string; sak: string; nr: number; tid: Tid; person: string; endringer: Json }
  hatt: { tenant: string; sak: string; person: string; tjeneste: string }
  identitet: { tenant: string; sak: string; navn: string; registrert_av: string; registrert: Tid }
  identitetstegn: { tenant: string; tegn: string; sak: string }
  /** Words that are no names here, whatever the guard thinks: as they are compared, and as they were written. */
  tillatt_ord: { tenant: string; ord: string; skrevet: string; lagt_til_av: string; lagt_til: Tid }
  sletting: {
    tenant: string
    id: string
    ref: string
    skole: string
    slettet: Tid
    av: string
    grunn: string
    antall: Json
    kopi_til: string
  }
  /** To all about a case, or to the referat of a meeting. */
  dokumentlenke: {
    tenant: string
    merke: string
    sak: string | null
    mote: string | null
    person: string
    utloper: Tid
  }
  /** A referat that is wanted in the channel's folder; `ny`: one on its way there. */
  referatfil: {
    tenant: string
    mote: string
    skole: string
    kanal: string
    gruppe: string
    onsket: boolean
    av: string
    bedt: Tid
    drive: string
    fil: string
    navn: string
    lenke: string
    avtrykk: string
    lagret: TidEllerTom
    ny: string
    ny_fil: string
    ny_avtrykk: string
    /** «» while nothing is wrong, else a code; with how many others could read the folder. */
    utfall: string
    utenfor: number
  }
  tiltak: {
    tenant: string
    id: string
    punkt: string
    nr: number
    tekst: string
    ansvarlig: string | null
    frist: string | null
    fjernet: TidEllerTom
  }
  referat: {
    tenant: string
    mote: string
    godkjent_av: string | null
    godkjent: TidEllerTom
  }
  rettelse: {
    tenant: string
    id: string
    mote: string
    del: Generated<number>
    person: string
    tid: Tid
    tekst: string
    fjernet: TidEllerTom
  }
  oppgave: {
    tenant: string
    id: string
    tiltak: string
    ref: string
    skole: string
    mote: string
    ansvarlig: string
    frist: string
    status: string
    hjelp: Generated<boolean>
    endret: Tid
    versjon: Generated<number>
    pause_til: string | null
    stoppet: Generated<boolean>
  }
  /** Gone from the school's team in Teams, with a role there still. */
  fjernet_fra_team: { tenant: string; skole: string; person: string; tid: Tid }
  /** A time when barnevernet's fagkonsulent is at the school: «åpen dør», or a fixed appointment of one kind (`fast`). */
  apendor_dag: {
    tenant: string
    id: string
    skole: string
    slag: string
    fast: string
    dato: string
    start: Tid
    minutter: number
    /** Null where the school has none, and when the day has been counted. */
    fagkonsulent: string | null
    sted: string
    kanal: string
    status: string
  }
  /** Categories alone: no person, no text, no time. */
  drofting: {
    tenant: string
    id: string
    dag: string
    nr: number
    slag: string
    hvem_gruppe: string
    trinn: string
    utfall: string
    instans: string
    melding_sendt: boolean | null
    versjon: Generated<number>
  }
  /** What is left of a drøfting when its time is up: one more in a count. */
  apendor_telling: {
    tenant: string
    skole: string
    maned: string
    slag: string
    utfall: string
    instans: string
    sendt: string
    antall: number
  }
  melding: {
    tenant: string
    gjelder: string
    service_url: string
    samtale: string
    aktivitet: string
    redigert: Tid
    hold_til: TidEllerTom
    hold_for: string | null
    hold_skjema: Generated<boolean>
  }
  /** Days as yyyy-MM-dd, the hour as HH:mm. */
  varselvalg: {
    tenant: string
    person: string
    klokke: string
    stoppet: Generated<boolean>
    borte_fra: string | null
    borte_til: string | null
    vikar: string | null
  }
  fridag: {
    tenant: string
    skole: string
    id: string
    fra: string
    til: string
    navn: string
    lagt_til_av: string
  }
  arshjul: {
    tenant: string
    skole: string
    skolear: number
    skoletype: string
    laget_av: string
    laget: Tid
  }
  /** An entry of the årshjul. Days as yyyy-MM-dd; `roller` with commas between. */
  aktivitet: {
    tenant: string
    id: string
    skole: string
    skolear: number
    mal: string
    nr: number
    trinn: number
    tittel: string
    roller: string
    fra: string
    til: string
    plan_fra: string | null
    plan_til: string | null
    minnes_til: string
    status: string
    avgjort_av: string | null
    avgjort: TidEllerTom
  }
  okt: { tenant: string; aktivitet: string; nr: number; tema: string; dato: string | null; status: string }
  kalenderlenke: {
    tenant: string
    merke: string
    person: string
    skole: string
    laget: Tid
    utloper: TidEllerTom
  }
  utboks: {
    tenant: string
    id: string
    nokkel: string
    slag: string
    innhold: Json
    forfall: Tid
    status: string
    forsok: Generated<number>
    leie_til: TidEllerTom
    leie: string | null
    feilkode: string | null
    opprettet: Tid
    avsluttet: TidEllerTom
    /** When one that has failed first fell due. */
    forst_forfalt: TidEllerTom
    adresse: Generated<string>
    /** Its place in line; a bigint, and therefore a string here. */
    nr: Generated<string>
  }
  /** What runs on the clock, by name; `utfall` is a code. */
  jobbkjoring: {
    tenant: string
    navn: string
    meldt: Tid
    sist_start: TidEllerTom
    sist_ferdig: TidEllerTom
    ms: number | null
    utfall: string
  }
  /** The processes that run, by an id of their own for each start. */
  arbeider: { tenant: string; id: string; startet: Tid; sist_sett: Tid }
  /** A part of Microsoft 365; `utfall` is «ok» or a code. */
  tilkobling: { tenant: string; del: string; utfall: string; siden: Tid; sist: Tid }
  kalenderoppforing: {
    tenant: string
    mote: string
    nokkel: Generated<string>
    hendelse: string
    lenke: string
    avtrykk: string
  }
  planneroppgave: { tenant: string; oppgave: string; planner: string; avtrykk: string }
  /** A team the app has been added to; `id` is one installation, `endret` when Teams last told of it. */
  installasjon: {
    tenant: string
    team: string
    id: string
    navn: string
    gruppe: string
    service_url: string
    lagt_til_av: string
    lagt_til: Tid
    endret: Tid
    fjernet: TidEllerTom
    slettes: string | null
    slettet: TidEllerTom
  }
  takt: { tenant: string; nokkel: string; tider: Date[]; ledig: Tid; stanset_til: TidEllerTom }
  ikke_nadd: { tenant: string; person: string; siden: Tid; kode: string }
  handling: { tenant: string; person: string; nonce: string; utfall: Json; tid: Tid }
  /** A link that the municipality shares, or where a melding is sent. */
  ressurs: {
    tenant: string
    id: string
    kategori: string
    tittel: string
    lenke: string
    tekst: string
    lagt_til_av: string
    lagt_til: Tid
    /** For a day it can be put back. */
    tatt_bort: TidEllerTom
  }
  /** `tid` is text, so that what is hashed is what is read. */
  logg: {
    tenant: string
    nr: number
    tid: string
    person: string
    kode: string
    gjelder: string
    forrige: string
    hash: string
  }
}
