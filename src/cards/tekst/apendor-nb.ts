import type { Fast, Gruppe, Instans, Trinn, Utfall } from '../../apendor/apendor.ts'

const fast: Record<Fast, string> = {
  sosiallarer: 'møte med sosiallærer',
  trinnmote: 'trinnmøte',
  elevsaksmote: 'elevsaksmøte',
  ressursteam: 'ressursteam',
}

const gruppe: Record<Gruppe, string> = {
  larer: 'Lærer',
  helsesykepleier: 'Helsesykepleier',
  aks: 'AKS',
  sosiallarer: 'Sosiallærer',
  annen: 'Andre',
}

const trinn: Record<Trinn, string> = {
  '1-4': '1.–4. trinn',
  '5-7': '5.–7. trinn',
  '8-10': '8.–10. trinn',
  vgs_ukjent: 'Videregående eller ukjent',
}

/** As on the button, and as it stands afterwards. */
const utfall: Record<Utfall, string> = {
  veiledet: 'Veiledet',
  annen_instans: 'Annen instans',
  melding: 'Meldeplikten utløst',
  ingen_videre: 'Ingen videre',
}

const instans: Record<Instans, string> = {
  oslohjelpa: 'Oslohjelpa',
  ppt: 'PPT',
  bup: 'BUP',
  familievernkontor: 'Familievernkontoret',
}

/** «Åpen dør» and the fixed appointments, in bokmål. */
export const apendorNb = {
  fast,
  gruppe,
  trinn,
  utfall,
  instans,
  apenDor: 'Åpen dør med barnevernet',
  fastAvtale: (hva: string) => `Fast avtale med barnevernet: ${hva}`,
  anonymt: 'Alltid anonymt.',
  pameldt: (n: number) => (n === 0 ? 'Ingen drøftinger er meldt på ennå.' : `Meldt på: ${drofting(n)}.`),
  avlyst: 'Avlyst.',
  over: 'Tiden er ute.',
  knapp: {
    vilDrofte: 'Jeg vil drøfte noe',
    meldPa: 'Meld på en drøfting',
    apneListen: 'Åpne listen',
    fagkonsulent: 'For fagkonsulenten',
    avlys: 'Avlys',
    uanmeldt: 'Kom uanmeldt',
    jaSendt: 'Ja, sendt',
    ikkeSendt: 'Ikke ennå',
  },
  velgGruppe: 'Hvem vil drøfte?',
  velgTrinn: 'Hvilket trinn gjelder det?',
  velgInstans: 'Hvem ble anbefalt?',
  anonymHjelp: 'Det lagres ikke hvem som melder på, og ingenting om barnet. Drøftingen tas muntlig.',
  velgFast: (nar: string) => `Hva slags fast avtale ${nar}?`,
  liste: {
    uanmeldt: 'Kom uanmeldt',
    tom: 'Ingen drøftinger. Bruk tiden til fagprat med sosiallærer.',
    flere: (n: number) =>
      n === 1 ? 'Og 1 til, når disse er ferdige.' : `Og ${n} til, når disse er ferdige.`,
    erSendt: 'Er meldingen sendt?',
    sendt: 'Meldingen er sendt.',
    ikkeSendt: 'Meldingen er ikke sendt ennå. Du blir minnet om den.',
    siden: (droftinger: number, faste: number) =>
      `Siden august: ${drofting(droftinger)}, ${faste === 1 ? '1 fast avtale' : `${faste} faste avtaler`}`,
  },
  kvittering: {
    meldt: 'Drøftingen er meldt på, anonymt.',
    trukket: 'Påmeldingen er trukket.',
    avlyst: (hva: string, nar: string) => `${hva} ${nar} er avlyst.`,
    gjenopptatt: (hva: string, nar: string) => `${hva} ${nar} blir likevel.`,
    sattOpp: (hva: string, nar: string) => `${hva} ${nar} er satt opp.`,
    sendt: 'Merket som sendt.',
  },
  finnesAlt: (hva: string, nar: string) => `${hva} ${nar} er allerede satt opp.`,
  ingen: 'Ingen åpen dør er satt opp. Fagkonsulent, rektor eller sosiallærer kan skrive /åpendør ny.',
  ukjentDato:
    'Den datoen forstod jeg ikke. Skriv for eksempel /åpendør ny tirsdag 14:15 eller /åpendør ny 14.12 kl 14:15.',
  settOppAvslag: 'Bare fagkonsulent, rektor og sosiallærer kan sette opp og avlyse åpen dør.',
  full: 'Det er ikke plass til flere drøftinger denne gangen.',
  droftet: 'Drøftingen er holdt og kan ikke trekkes.',
  harUtfall: 'En drøfting er allerede registrert. Da kan dagen ikke avlyses.',
  endretAvAnnen: 'Noen har endret dette. Se over, og trykk på nytt om noe mangler.',
  paminnelse: (nar: string) => `Én drøfting fra ${nar} kan trenge en melding til barnevernet. Er den sendt?`,
  meldeplikt: 'Meldeplikten er personlig: Den som drøftet, sender meldingen selv.',
}

function drofting(n: number): string {
  return n === 1 ? '1 drøfting' : `${n} drøftinger`
}
