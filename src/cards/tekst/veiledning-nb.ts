import type { Kategori, UgyldigRessurs } from '../../veiledning/ressurser.ts'
import { MAKS_LENKE, MAKS_RESSURSER, MAKS_TEKST, MAKS_TITTEL } from '../../veiledning/ressurser.ts'

const kategorier: Record<Kategori, string> = {
  rutiner: 'Rutiner',
  maler: 'Maler',
  foreldre: 'Til foreldre',
  kurs: 'Kurs',
  kontakt: 'Kontakt',
  meldekanal: 'Meldeplikt: her melder du fra',
}

const ugyldig: Record<UgyldigRessurs['kode'], string> = {
  'ukjent-kategori': 'Velg hva lenken hører til.',
  'mangler-tittel': 'Skriv en tittel.',
  'for-lang-tittel': `Tittelen kan være på høyst ${MAKS_TITTEL} tegn.`,
  'mangler-lenke': 'Skriv en lenke. Bare en kanal for meldinger kan ha tekst i stedet.',
  'ugyldig-lenke': `Lenken må begynne med https:// og være på høyst ${MAKS_LENKE} tegn.`,
  'for-lang-tekst': `Teksten kan være på høyst ${MAKS_TEKST} tegn.`,
  'tekst-bare-for-kanal': 'Bare en kanal for meldinger kan ha tekst. Skriv den i tittelen, eller tøm feltet.',
}

/** The routines, what the municipality shares, and the way to a melding. */
export const veiledning = {
  rutiner: {
    tittel: 'Rutiner for samarbeidet',
    hjelp: 'Velg en rutine, så ser du hvem som gjør hva, og når.',
    nummer: (nr: number, navn: string) => `${nr} · ${navn}`,
    alle: 'Alle rutinene',
    forventninger: 'Hva vi venter av hverandre',
    moter: 'Møtene',
    frister: 'Fristene',
  },
  ressurser: {
    tittel: 'Delte lenker',
    ingen: 'Ingen lenker er lagt inn ennå.',
    hvemKan: 'En administrator kan legge dem inn her, med /ressurser.',
    kategorier,
    apnes: 'Lenkene åpnes i nettleseren.',
    endreTittel: 'Endre de delte lenkene',
    endreHjelp: 'Alle med en rolle i kommunen ser dem. Ikke skriv noe om et barn her.',
    felt: {
      tittel: 'Tittel',
      kategori: 'Hører til',
      lenke: 'Lenke',
      lenkeHint: 'https://',
      tekst: 'Tekst, bare for en kanal for meldinger (åpningstid, for eksempel)',
      velg: 'Velg',
    },
    borte: 'Tatt bort. Kan angres i ett døgn.',
    knapp: {
      vis: 'Vis lenkene',
      endre: 'Legg til eller ta bort',
      leggTil: 'Legg til',
      taBort: 'Ta bort',
      angre: 'Angre',
    },
    kvittering: {
      'lagt-til': 'Lenken er lagt til.',
      'tatt-bort': 'Lenken er tatt bort.',
      angret: 'Lenken er tilbake.',
    },
    ugyldig,
    forMange: `Listen er full: høyst ${MAKS_RESSURSER} lenker. Ta bort en først.`,
    bareAdministrator: 'Bare en administrator kan endre de delte lenkene.',
  },
  meldeplikt: {
    knapp: 'Meldeplikt',
    tittel: 'Meldeplikt',
    plikt: 'Meldeplikten er personlig og går foran taushetsplikten.',
    samtykke: 'Den krever aldri samtykke.',
    kanaler: 'Her melder du fra',
    ingenKanaler:
      'Bruk kommunens vanlige kanaler til barnevernet. En administrator kan legge dem inn her, med /ressurser.',
    avverging:
      'Avvergingsplikten: Blir noen mest sannsynlig utsatt for alvorlig vold eller overgrep, må du prøve å hindre det, for eksempel ved å varsle politiet. Da gjelder ikke taushetsplikten.',
    radTittel: 'Råd til meldingen',
    rad: [
      'Vær konkret: Hva har du sett og hørt, og når?',
      'Ta med både det som bekymrer deg, og det som går bra.',
      'Legg ved referat fra samtale med barnet.',
    ] as readonly string[],
    radForeldre: [
      'Snakk tidlig og tydelig med foreldrene, men ikke når det gjelder vold eller overgrep: Da snakker barnevernet med dem først.',
      'Bruk tolk når skolen trenger det for å bli forstått, også når foreldrene ikke ønsker det.',
    ] as readonly string[],
    radVold: 'Gjelder det vold eller overgrep, snakker barnevernet med foreldrene først.',
    usikker: 'Usikker?',
    droft: 'Drøft anonymt med barnevernets mottak.',
    droftEllers: (lavterskel: string) =>
      `Drøft anonymt med barnevernets mottak, eller med ${lavterskel}. Gjelder det vold eller overgrep: bare med mottaket.`,
    ingenting: 'Ingenting sendes herfra. Du melder selv.',
  },
}
