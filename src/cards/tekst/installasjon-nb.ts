/** The app comes to a team, is set up there, and is taken out of it again. */
export const installasjon = {
  velkommen: {
    tittel: (team: string) => (team === '' ? 'Skolestøtte er lagt til' : `Skolestøtte er lagt til i ${team}`),
    hva: 'Jeg hjelper innsatsteamet med agenda, referat og oppfølging. Det som skrives om en sak, vises bare for den som har tilgang, aldri i en melding.',
    kan: 'Tre trykk, så er det første møtet kalt inn. Alt kan endres senere: Skriv /oppsett i kanalen.',
    tilbake: 'Skolen er satt opp fra før, og alt fortsetter der det slapp.',
    kanIkke: 'En administrator setter opp skolen.',
    kanIkkeEller: 'En administrator, eller en eier av teamet, setter opp skolen.',
    behold: 'Tas appen ut av teamet, beholdes det som er lagret.',
    slett: (dager: number) => `Tas appen ut av teamet, slettes skolens saker og møter etter ${dager} dager.`,
  },
  knapp: {
    settOpp: 'Sett opp skolen',
    lagre: 'Lagre',
    giRollene: 'Gi rollene',
    giOgKallInn: 'Gi rollene og kall inn møtet',
    kallInn: 'Kall inn første møte',
    apneOppsettet: 'Mer oppsett',
    endreSkolen: 'Endre skole og serie',
    behold: 'Behold',
    slettNa: 'Slett nå',
    slett: 'Slett for godt',
    tilbake: 'Tilbake uten å lagre',
  },
  skole: {
    tittel: 'Sett opp skolen',
    hvilken: 'Skole',
    ny: 'Ny skole',
    navn: 'Navn på ny skole',
    kanal: 'Kanal for møtene',
    generelt: 'Generelt',
    herNa: 'Denne kanalen',
    kanalHjelp: 'Agendaen legges ut her. En privat kanal: Skriv /oppsett i den.',
    malform: 'Målform i agendaer og årshjul',
    malformer: { nb: 'Bokmål', nn: 'Nynorsk' },
    serie: 'Innsatsteamets møter',
    ukedag: 'Ukedag',
    ukedager: ['Mandag', 'Tirsdag', 'Onsdag', 'Torsdag', 'Fredag'] as readonly string[],
    klokke: 'Klokken',
    uker: 'Hvor ofte',
    hver: (uker: number) => (uker === 1 ? 'Hver uke' : `Hver ${uker}. uke`),
    minutter: 'Hvor lenge',
    varer: (minutter: number) => `${minutter} minutter`,
  },
  roller: {
    tittel: 'Hvem gjør hva?',
    om: (skole: string, kanal: string) => (kanal === '' ? skole : `${skole} · ${kanal}`),
    forslag: 'Forslagene kommer fra stillingene i Microsoft 365. Se over dem.',
    utenForslag: 'Velg en rolle for dem som skal være med.',
    ingen: 'Ingen rolle',
    rolle: 'Rolle',
    eier: 'eier av teamet',
    ingenMedlemmer: 'Alle i teamet har en rolle, eller jeg ser ikke hvem som er i det.',
    duSelv:
      'Du står ikke her: Ingen kan gi seg selv en rolle. Be en annen administrator eller eier, med /oppsett i kanalen.',
    flere: (antall: number) =>
      antall === 1
        ? 'Én til i teamet: Gi rollen i /oppsett i kanalen.'
        : `${antall} til i teamet: Gi roller i /oppsett i kanalen.`,
    harAlt: (hvem: string) => `Har en rolle alt: ${hvem}.`,
    forste: (nar: string) => `Første møte: ${nar}`,
  },
  ferdig: {
    lagret: 'Skolen er satt opp.',
    gitt: (antall: number) =>
      antall === 0 ? 'Ingen nye roller.' : antall === 1 ? 'Én rolle er gitt.' : `${antall} roller er gitt.`,
    kaltInn: (nar: string) => `Møtet er kalt inn: ${nar}. Agendaen ligger i kanalen.`,
    kaltInnUtenKanal: (nar: string) => `Møtet er kalt inn: ${nar}. Agendaen er sendt til hver enkelt.`,
    finnesAlt: 'Skolen har kalt inn møte alt.',
    neste: 'Rektor og sosiallærer kaller inn de neste med /innsatsteam ny i kanalen.',
    utenRolle:
      'Du har ingen rolle der, og ser ikke agendaen. En annen administrator eller eier kan gi deg en.',
  },
  avslag: {
    bareOppsetter: 'Bare en administrator, eller en bekreftet eier av teamet, kan sette opp skolen.',
    lignerPersonnavn: 'Det ligner navnet på en person. Skriv hele navnet på skolen, med «skole».',
    navnetErIBruk: 'En annen skole heter det. Velg et annet navn, eller be en administrator.',
    kanalenErIBruk: 'Kanalen hører til en annen skole. Velg en annen kanal, eller be en administrator.',
    ukjentKanal: 'Kanalen finnes ikke i teamet lenger. Velg en annen.',
    ugyldigSerie: 'Velg ukedag, klokkeslett, hvor ofte og hvor lenge.',
    ingenSomLeder: 'Gi noen rollen rektor eller sosiallærer først. Da kan møtet kalles inn.',
    erUte: 'Skolestøtte er tatt ut av teamet. Legg appen til igjen først.',
    erTilbake: 'Skolestøtte er i teamet igjen. Ingenting slettes.',
    altSlettet: 'Sakene og møtene er slettet alt.',
    bareAdministrator: 'Bare en administrator ved skolen kan slette før tiden.',
    bareLeder: 'Bare en administrator, rektor eller sosiallærer ved skolen kan velge dette.',
    bekreft: 'Kryss av for at det som hører hjemme i arkivet, ligger der.',
    beholdes: 'Sakene beholdes, og slettes én for én når tiden deres er ute.',
  },
  fjernet: {
    behold: (team: string) =>
      `Skolestøtte er tatt ut av ${team}. Det som er lagret, beholdes, og ingenting mer sendes dit.`,
    beholdUnder:
      'Legg appen til igjen, så fortsetter alt der det slapp. Saker slettes som før, når tiden deres er ute.',
    slett: (team: string, dag: string) =>
      `Skolestøtte er tatt ut av ${team}. Skolens saker og møter slettes ${dag}.`,
    slettUnder:
      'Legg appen til igjen før den tid, eller trykk «Behold», så blir de liggende. Forløp med barnevernet slettes ikke.',
    teamet: 'teamet',
    beholdt: 'Sakene og møtene beholdes. Saker slettes som før, når tiden deres er ute.',
    slettTittel: 'Slett sakene og møtene nå?',
    slettOm: (skoler: string) =>
      `${skoler}: alle saker, møter, referater og oppfølginger slettes for godt. Forløp med barnevernet, roller og årshjul blir stående.`,
    arkivert: 'Det som hører hjemme i arkivet, ligger der',
    slettes: 'Sakene og møtene slettes.',
    slettet: (team: string, saker: string, moter: string) =>
      `${saker} og ${moter} fra ${team} er slettet, med referater og oppfølginger.`,
    moter: (antall: number) => (antall === 1 ? '1 møte' : `${antall} møter`),
  },
  motet: {
    igang: 'Møtet er i gang.',
    modus: 'Led møtet',
    over: 'Møtet er over. Referatet er ikke ferdig.',
    overUnder: 'Det sendes til deltakerne når du godkjenner det.',
  },
}
