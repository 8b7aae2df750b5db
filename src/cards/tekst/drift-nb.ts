import type { Helsegrunn, Jobb } from '../../drift/helse.ts'
import type { Tilkobling } from '../../drift/tilkobling-store.ts'

const jobb: Record<Jobb, string> = {
  utboks: 'Utsending',
  'planlegg-samlevarsler': 'Planlegging av påminnelser',
  rydd: 'Rydding og sletting',
  'ankre-logg': 'Signering av tilgangsloggen',
}

/** What is wrong, and what to do next. */
const grunn: Record<Helsegrunn, string> = {
  stopper: 'Boten er i ferd med å stoppe. Vent til den har startet igjen.',
  'database-svarer-ikke': 'Databasen svarer ikke. Sjekk at den kjører, og at boten når den.',
  'database-treg': 'Databasen svarer tregt. Sjekk belastningen på den.',
  'ko-star': 'Noe forfalt blir ikke sendt. Start boten på nytt; det som ligger i køen, sendes da.',
  'levering-feiler': 'Ingenting kommer fram til Teams. Se kodene under.',
  'sender-stille': 'Utsendingen står stille. Start boten på nytt.',
  'jobb-utboks-sen': 'Ingen prosess har sett etter noe å sende på over to minutter. Start boten på nytt.',
  'jobb-rydd-sen':
    'Ryddingen har ikke kjørt på over et døgn: Det som skal slettes, blir liggende. Se loggen.',
  'jobb-planlegg-samlevarsler-sen':
    'Påminnelser har ikke vært planlagt på over et døgn. Start boten på nytt, og se loggen.',
  'jobb-ankre-logg-sen':
    'Tilgangsloggen blir ikke signert. Kjør npm run logg:verifiser, og sjekk at filen kan skrives.',
}

const RADFOR: Readonly<Record<string, string>> = {
  'http-400': 'Teams forstod ikke meldingen. Meld feilen til dem som utvikler boten.',
  'http-401':
    'Teams godtar ikke innloggingen. Sjekk APP_ID, og at passordet eller sertifikatet ikke er utløpt.',
  'http-403': 'Mottakeren har blokkert eller avinstallert appen. Be dem installere den igjen.',
  'http-404': 'Chatten eller kanalen finnes ikke lenger. Sjekk at appen er i teamet.',
  'http-413': 'Meldingen ble for stor for Teams. Meld feilen til dem som utvikler boten.',
  'http-429': 'Teams ba boten vente. Den prøver igjen av seg selv.',
  'mangler-adresse': 'Vi har ingen chat med mottakeren. Be dem åpne appen i Teams og skrive hei.',
  'ukjent-adresse': 'Adressen er ikke en av Microsofts, og det ble ikke sendt. Se loggen.',
  ENOTFOUND: 'Boten fant ikke Teams i nettet. Sjekk DNS og brannmur.',
  ECONNREFUSED: 'Boten fikk ikke kontakt med Teams. Sjekk brannmur og nett.',
  ECONNRESET: 'Forbindelsen til Teams ble brutt. Boten prøver igjen av seg selv.',
  ETIMEDOUT: 'Teams svarte ikke i tide. Boten prøver igjen av seg selv.',
  nett: 'Nettet feilet. Boten prøver igjen av seg selv.',
}

/** Who lets the bot into that part of Microsoft 365, and how. */
const TILLATELSE: Record<Tilkobling, string> = {
  kalender: 'Be den som styrer Exchange, om Calendars.ReadWrite for postkassen i KALENDER_POSTKASSE.',
  filer: 'Be den som styrer Entra, om tillatelsen appen trenger for filene.',
  planner: 'Be den som styrer Entra, om Tasks.ReadWrite.All, og sjekk PLANNER_PLAN.',
  teamgruppe: 'Be den som styrer Entra, om GroupMember.Read.All.',
}

const TILKOBLINGSFEIL: Readonly<Record<string, string>> = {
  'graf-nektet': 'mangler tillatelse',
  'uten-legitimasjon': 'får ikke logget inn',
  'graf-strupet': 'Microsoft ber boten vente',
  'graf-utilgjengelig': 'Microsoft svarer ikke',
  'finnes-ikke': 'finnes ikke',
}

/** How it goes, for administrators. */
export const drift = {
  tittel: 'Status for Skolestøtte',
  bra: 'Alt virker',
  galt: 'Noe står fast',
  oppdater: 'Oppdater',
  jobb,
  grunn,
  /** What to do about a code, when that is known. */
  rad: (kode: string): string =>
    RADFOR[kode] ??
    (/^graf-/.test(kode) || kode in TILKOBLINGSFEIL
      ? 'Det gjelder Microsoft 365. Se der.'
      : /^http-5\d\d$/.test(kode)
        ? 'Noe er galt hos Microsoft. Boten prøver igjen av seg selv.'
        : 'Se etter koden i loggen.'),
  ko: {
    tittel: 'Køen',
    tom: 'Ingenting venter på å bli sendt nå.',
    venter: (antall: number, siden: string) => `${antall} venter på å bli sendt, den eldste ${siden}.`,
    feiler: (antall: number, siden: string) =>
      `${antall} har feilet og prøves på nytt, den eldste forfalt ${siden}.`,
    senere: (antall: number) => `${antall} skal sendes senere.`,
    sistSendt: (siden: string) => `Sist noe ble levert: ${siden}.`,
  },
  jobber: 'Sist kjørt',
  tilkobling: {
    tittel: 'Microsoft 365',
    del: { kalender: 'Kalender', filer: 'Filer', planner: 'Planner', teamgruppe: 'Teamets eiere' },
    virker: (del: string, nar: string) =>
      `${del}: virker, sist brukt ${/^\d/.test(nar) ? `kl. ${nar}` : nar}`,
    ikkeBrukt: (del: string) => `${del}: tilkoblet, ikke brukt ennå`,
    virkerIkke: (del: string, hva: string, kode: string) => `${del}: ${hva} (${kode})`,
    feil: (kode: string): string => TILKOBLINGSFEIL[kode] ?? 'virker ikke',
    /** What to do about it. */
    rad(del: Tilkobling, kode: string): string {
      if (kode === 'graf-nektet') return `${TILLATELSE[del]} Boten spør igjen hvert tiende minutt.`
      if (kode === 'uten-legitimasjon') return 'Sjekk den administrerte identiteten (IDENTITET_KLIENT_ID).'
      if (kode === 'finnes-ikke')
        return del === 'kalender'
          ? 'Sjekk at KALENDER_POSTKASSE er en postkasse som finnes. Boten prøver igjen i morgen.'
          : 'Sjekk innstillingene. Boten prøver igjen ved neste endring.'
      if (kode === 'graf-avvist') return 'Meld feilen til dem som utvikler boten.'
      return 'Boten prøver igjen av seg selv.'
    },
  },
  aldri: 'ikke ennå',
  sen: 'for lenge siden',
  feilet: (kode: string) => `siste forsøk feilet (${kode})`,
  loggBrutt: 'loggen stemmer ikke med signaturene: kjør npm run logg:verifiser',
  feil: {
    tittel: 'Feil det siste døgnet',
    ingen: 'Ingen meldinger er gitt opp.',
    oppgitt: (kode: string, antall: number) => `${kode}: ${antall} gitt opp`,
    proves: (kode: string, antall: number) => `${kode}: ${antall} prøves på nytt`,
  },
  fot: (ms: number, prosesser: number, versjon: string) =>
    [
      `Databasen svarte på ${ms} ms`,
      prosesser === 1 ? '1 prosess' : `${prosesser} prosesser`,
      ...(versjon === '' ? [] : [`versjon ${versjon}`]),
    ].join(' · '),
  lest: (klokke: string) => `Lest kl. ${klokke}`,
  /** «for 3 minutter siden» */
  siden(sekunder: number): string {
    const s = Math.floor(sekunder)
    if (s < 10) return 'nå nettopp'
    if (s < 120) return `for ${s} sekunder siden`
    if (s < 2 * 3600) return `for ${Math.floor(s / 60)} minutter siden`
    if (s < 48 * 3600) return `for ${Math.floor(s / 3600)} timer siden`
    return `for ${Math.floor(s / 86_400)} døgn siden`
  },
}
