const oppfolginger = (n: number): string => (n === 1 ? '1 oppfølging' : `${n} oppfølginger`)

/** Lists of tasks, and those that need somebody new. */
export const oppgaveliste = {
  ved: (skole: string) => `Oppfølginger ved ${skole}`,
  skolens: 'Skolens oppfølginger',
  antall: (n: number, forfalt: number) =>
    forfalt === 0 ? oppfolginger(n) : `${oppfolginger(n)}, ${forfalt} over fristen`,
  ingenVed: 'Skolen har ingen åpne oppfølginger du kan se.',
  ingenIUtvalget: 'Ingen her nå.',
  side: (nr: number, sider: number) => `Side ${nr} av ${sider}`,
  utvalg: {
    alle: 'Alle',
    forfalt: 'Over fristen',
    uken: 'Denne uken',
    ledige: 'Trenger ny ansvarlig',
  },
  medAntall: (hva: string, n: number) => `${hva} (${n})`,
  velgSkole: 'Skole',
  alleSkoler: 'Alle skoler',
  velgHvem: 'Ansvarlig',
  alleAnsvarlige: 'Alle',
  ukjentPerson: 'Uten navn',
  hjelp: 'Har bedt om hjelp',
  ved_: (navn: string, roller: string) => (roller === '' ? navn : `${navn}, ${roller}`),
  knapp: {
    mer: 'Mer',
    bruk: 'Vis valgte',
    fordel: 'Fordel',
    fordelOppgavene: 'Fordel oppfølgingene',
    skolens: 'Skolens oppfølginger',
  },
  manglerRolle:
    'Bare rektor og sosiallærer, og de i barnevernet som svarer for forløp, kan se skolens oppfølginger.',
}

export const oppgaverLedige = {
  ute: (navn: string, skole: string, n: number) =>
    `${navn} er ute av teamet ved ${skole}. ${oppfolginger(n)} trenger ny ansvarlig.`,
  mistet: (navn: string, skole: string, n: number) =>
    `${navn} har ikke lenger tilgang til ${oppfolginger(n)} ved ${skole}. De trenger ny ansvarlig.`,
  fjernet: (navn: string, skole: string, n: number) =>
    n === 0
      ? `${navn} er fjernet fra teamet i Teams, men har fortsatt en rolle ved ${skole}.`
      : `${navn} er fjernet fra teamet i Teams, og har ${oppfolginger(n)} ved ${skole}.`,
  fjernetUnder: 'Har personen sluttet, tas rollene bort i /oppsett i kanalen.',
  noen: 'En person',
  tittel: 'Fordel oppfølginger',
  om: (skole: string, n: number, navn: string) =>
    navn === '' ? `${skole}: ${oppfolginger(n)}` : `${skole}: ${oppfolginger(n)} etter ${navn}`,
  alle: 'Gi alle til',
  alleHjelp: 'Det du velger for én oppfølging, går foran.',
  ny: 'Ny ansvarlig',
  velg: 'Velg',
  vent: 'Blir stående',
  flere: (n: number) =>
    `${oppfolginger(n)} til. De kommer når du har fordelt disse, eller velg «Gi alle til».`,
  ingen: 'Alle oppfølgingene har en ansvarlig.',
  fordelt: (n: number) => (n === 1 ? '1 oppfølging er fordelt.' : `${n} oppfølginger er fordelt.`),
  ikke: (n: number) =>
    n === 1 ? '1 kan ikke gis til den du valgte.' : `${n} kan ikke gis til den du valgte.`,
  velgMinstEn: 'Velg hvem som skal ha minst én av dem.',
  alleredeFordelt: 'Noen har fordelt disse allerede.',
}

/** «Har sluttet» in the setup. */
export const sluttet = {
  knapp: 'Har sluttet',
  tittel: (navn: string) => `Har ${navn} sluttet?`,
  om: (roller: number, oppgaver: number, skole: string) =>
    `${roller === 1 ? '1 rolle' : `${roller} roller`} og ${oppfolginger(oppgaver)} ved ${skole}.`,
  folger:
    'Rollene tas bort nå. Det som følger en rolle, går til den som har den. Resten blir meldt til dem som leder, så ingenting blir borte.',
  bekreft: 'Ta bort alle rollene',
  ferdig: 'Alle rollene er tatt bort.',
}

export const oppgaveLoggkoder = { 'person-sluttet': 'tok bort alle rollene til en som har sluttet' }
