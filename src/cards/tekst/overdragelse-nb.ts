const folger = (forlop: number, oppgaver: number): string =>
  [
    ...(forlop === 0 ? [] : [`${forlop} forløp`]),
    ...(oppgaver === 0 ? [] : [oppgaver === 1 ? '1 oppfølging' : `${oppgaver} oppfølginger`]),
  ].join(' og ')

/** When somebody takes over after somebody else. */
export const overdragelse = {
  nyKontakt: (ref: string) => `Du er ny kontaktperson i ${ref}.`,
  ring: 'Ring sosiallærer og presenter deg.',
  nesteMote: (nar: string) => `Neste møte er ${nar}.`,
  ingenNesteMote: 'Neste møte er ikke avtalt.',
  eskalert: (ref: string) => `Den nye kontaktpersonen i ${ref} har ikke ringt sosiallærer ennå.`,
  eskalertUnder: 'Ta det med kontaktpersonen, eller velg en annen.',
  overforing: (ref: string, hvem: string) =>
    `Ingen ny kontaktperson i ${ref} har ringt ennå. Ta kontakt med ${hvem}.`,
  hosBarnevernet: (navn: string) => `${navn} i barnevernet`,
  resepsjonen: 'resepsjonen i barnevernet',
  nyRolle: (rolle: string, skole: string) => `Du er ny ${rolle} ved ${skole}.`,
  folgerMed: (forlop: number, oppgaver: number) => `${folger(forlop, oppgaver)} følger med.`,
  apne: (forlop: number, oppgaver: number) =>
    `Åpne ${[...(forlop === 0 ? [] : ['/forløp']), ...(oppgaver === 0 ? [] : ['/oppgaver'])].join(' og ')}.`,
  venter: (forlop: number, oppgaver: number, rolle: string, skole: string) =>
    `${folger(forlop, oppgaver)} ved ${skole} venter på ny ${rolle}.`,
  venterUnder: 'Når én har rollen, følger det med av seg selv.',
  harRingt: 'Jeg har ringt',
  apneForlopet: 'Åpne forløpet',
  notert: 'Notert. Sosiallærer er ringt.',
  bareBarnevernet: 'Bare barnevernet kan si at det har ringt.',
}

export const overdragelseLoggkoder = {
  'forlop-kontaktperson': 'satte ny kontaktperson',
  'forlop-sosiallarer': 'satte ny sosiallærer',
}
