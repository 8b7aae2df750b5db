import type { Mappeavslag } from '../../referat/referatfil.ts'

/** The referat as a document: to download, and in the channel's folder. */
export const referatfil = {
  lastNed: 'Last ned som Word',
  lagre: 'Lagre i kanalens mappe',
  lagreIgjen: 'Lagre på nytt',
  apne: 'Åpne filen',
  oppdater: 'Oppdater',
  klar: 'Dokumentet er klart. Lenken virker én gang, i fem minutter. Den som har den, kan åpne den: Ikke send den videre.',
  ikkeGodkjent: 'Referatet kan lastes ned når det er godkjent.',
  bareLeder: 'Bare møtelederen og rektor kan lagre referatet i kanalens mappe.',
  lagres: 'Referatet lagres i kanalens mappe. Trykk «Oppdater» om litt.',
  lagret: (dag: string) => `Lagret i kanalens mappe ${dag}.`,
  underveis: 'Lagres i kanalens mappe.',
  avslag: {
    'ikke-i-kanal': () => 'Referat fra slike møter lagres ikke i kanalens mappe. Last det ned i stedet.',
    'flere-lesere': (andre: number) =>
      `Mappen kan leses av flere enn deltakerne i møtet: ${andre} ${andre === 1 ? 'annen' : 'andre'}. Last referatet ned i stedet.`,
    'ukjente-lesere': () =>
      'Mappen er delt, eller boten får ikke vite hvem som kan lese den. Last referatet ned i stedet.',
    'ikke-alt': () => 'Ikke alle som kan lese mappen, skal se hele referatet. Last det ned i stedet.',
    'ingen-mappe': () =>
      'Boten får ikke bruke kanalens mappe. Åpne «Filer» i kanalen én gang og prøv igjen, eller last referatet ned.',
    'ingen-tekst': () => 'Det er ingen tekst i referatet å lagre.',
    frist: () => 'Filen er slettet ved fristen.',
  } satisfies Record<Mappeavslag, (andre: number) => string>,
  ikkeHer: (grunn: string) => `Ligger ikke i kanalens mappe. ${grunn}`,
  borte: (mote: string) =>
    `Referatet ligger ikke i kanalens mappe: ${mote}. Åpne referatet for å se hvorfor.`,
}

export const referatfilLoggkoder = {
  'referat-hentet': 'lastet ned referatet',
  'referat-til-mappe': 'ba om at referatet lagres i kanalens mappe',
  'referat-lagret-i-mappe': 'lagret referatet i kanalens mappe',
  'referatfil-slettet': 'slettet referatet i kanalens mappe',
}
