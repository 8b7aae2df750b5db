/**
 * Who may press what, written by hand from the field's own rules and the README, so that the code is measured against
 * something that is not the code. Nothing is imported here.
 *
 * ja: it is done, or shown. nei: one plain sentence that says who can. finnes-ikke: the same answer as to an id that is
 * nobody's. The case is an open one whose services all have a yes, in a meeting of the innsatsteam; the forløp is of the
 * school's own unit of barnevernet, in the first routine.
 */
export type Svar = 'ja' | 'nei' | 'finnes-ikke'

/** Every role there is; each person has one of them alone. */
export const ROLLENE = [
  'rektor',
  'sosiallarer',
  'sosialagent',
  'helsesykepleier',
  'barnevern_mottak',
  'kontaktperson',
  'familieveileder',
  'fagkonsulent',
  'avdelingsleder',
  'fritidsklubb',
  'oslohjelpa',
  'bup',
  'ppt',
  'miljoteam',
  'administrator',
] as const

/** And those whom something besides a role tells apart. */
export const ANDRE = [
  /** A helsesykepleier who raised the case. */
  'eier',
  /** Of fritidsklubben, with a task in the case. */
  'ansvarlig',
  /** A sosiallærer who led the meeting. */
  'moteleder',
  /** Without a role; Microsoft Graph says that the team is theirs. */
  'teameier',
  /** A helsesykepleier who is invited to one family's meeting, and nobody else of the team is. */
  'invitert',
  /** Of another unit of barnevernet at the same school. */
  'nabo_mottak',
  'nabo_kontaktperson',
  'nabo_fagkonsulent',
  'nabo_avdelingsleder',
  /** Somebody in the municipality without a role. */
  'fremmed',
] as const

export type Hvem = (typeof ROLLENE)[number] | (typeof ANDRE)[number]
export const HVEM: readonly Hvem[] = [...ROLLENE, ...ANDRE]

/** All of the fixed team: everybody with a role but the administrator, who never sees a case. */
const TEAMET: readonly Hvem[] = [
  'rektor',
  'sosiallarer',
  'sosialagent',
  'helsesykepleier',
  'barnevern_mottak',
  'kontaktperson',
  'familieveileder',
  'fagkonsulent',
  'avdelingsleder',
  'fritidsklubb',
  'oslohjelpa',
  'bup',
  'ppt',
  'miljoteam',
  'eier',
  'ansvarlig',
  'moteleder',
  'invitert',
]
/** Those of the school who convene, lead, write referat and register consent. */
const LEDER: readonly Hvem[] = ['rektor', 'sosiallarer', 'moteleder']
/** Those of barnevernet who answer for forløp of their own unit; of another unit, they have theirs. */
const BV: readonly Hvem[] = ['barnevern_mottak', 'kontaktperson', 'fagkonsulent', 'avdelingsleder']
const NABOENE: readonly Hvem[] = [
  'nabo_mottak',
  'nabo_kontaktperson',
  'nabo_fagkonsulent',
  'nabo_avdelingsleder',
]

type Rad = {
  ja: readonly Hvem[]
  /** A plain no; the others are told that it does not exist. */
  nei: readonly Hvem[]
}

/** All in the team may; for the others the meeting, the case and the referat do not exist. */
const alleITeamet: Rad = { ja: TEAMET, nei: [] }
/** These of the team may; the rest of the team is told who can. */
const bare = (...ja: readonly Hvem[]): Rad => ({ ja, nei: TEAMET.filter(hvem => !ja.includes(hvem)) })
const medRolle = HVEM.filter(hvem => !['administrator', 'fremmed', 'teameier'].includes(hvem))
/** A task is its owner's, and theirs who lead; for the rest of the team too it does not exist. */
const oppgave: Rad = { ja: ['rektor', 'sosiallarer', 'moteleder', 'ansvarlig'], nei: [] }
/** The day's list: the fagkonsulent's, and her leader's. */
const apendorliste: Rad = { ja: ['fagkonsulent', 'avdelingsleder'], nei: [] }
/** A forløp is theirs who answer for it on either side; for all the others it does not exist, also for who is invited. */
const iForlopet: Rad = { ja: [...BV, ...LEDER], nei: [] }
const bareBv: Rad = { ja: BV, nei: LEDER }
/** Its meeting is also for who is invited. */
const iMotet: Rad = { ja: [...BV, ...LEDER, 'invitert'], nei: [] }
const bareBvIMotet: Rad = { ja: BV, nei: [...LEDER, 'invitert'] }
/** The setup is no secret: whoever may not is told who can. */
const oppsett = (...ja: readonly Hvem[]): Rad => ({ ja, nei: HVEM.filter(hvem => !ja.includes(hvem)) })

const TABELL: Readonly<Record<string, Rad>> = {
  // Read the agenda, say whether one comes.
  'agenda.apne': alleITeamet,
  'agenda.tilbake': alleITeamet,
  'agenda.fornye': alleITeamet,
  'agenda.kommer': alleITeamet,
  'agenda.kommer-ikke': alleITeamet,
  // To take back a cancellation is to convene.
  'agenda.angre-avlysning': bare(...LEDER),

  // All of the fixed team raise cases and themes, and contribute.
  'sak.skjema': alleITeamet,
  'sak.meld': alleITeamet,
  'bidrag.skjema': alleITeamet,
  'bidrag.gi': alleITeamet,
  'tema.skjema': alleITeamet,
  'tema.meld': alleITeamet,
  // A case is changed, opened and closed by the one who raised it, and by those who convene.
  'sak.endre-skjema': bare(...LEDER, 'eier'),
  'sak.endre': bare(...LEDER, 'eier'),
  'sak.apenhet': bare(...LEDER, 'eier'),
  'sak.vis': alleITeamet,
  // Early deletion: the owner and the rektor. Everything as a document: they, and the avdelingsleder.
  'sak.slett-skjema': bare('rektor', 'eier'),
  'sak.slett': bare('rektor', 'eier'),
  'innsyn.lag': bare('rektor', 'avdelingsleder', 'eier'),

  // Who the child is: those whose service has a yes. Written by those who register consent.
  'identitet.vis': alleITeamet,
  'identitet.skjema': bare(...LEDER),
  'identitet.lagre': bare(...LEDER),

  // Consent is registered, taken back and looked into by those of the school who may, and by nobody else.
  'samtykke.skjema': bare(...LEDER),
  'samtykke.registrer': bare(...LEDER),
  'samtykke.trekk': bare(...LEDER),
  'samtykke.historikk': bare(...LEDER),
  'samtykke.be-om': bare(...LEDER),

  // In an innsatsteam the school leads and writes.
  'mote.start': bare(...LEDER),
  'mote.steg': bare(...LEDER),
  'rommet.skjema': bare(...LEDER),
  'rommet.lagre': bare(...LEDER),
  'rommet.forlatt': bare(...LEDER),
  'mote.lagre': bare(...LEDER),
  'mote.fjern-tiltak': bare(...LEDER),
  'mote.avslutt': bare(...LEDER),
  // All read the referat and may add a correction. The one who led the meeting, or the rektor, approves.
  'referat.vis': alleITeamet,
  'referat.godkjenn': bare('rektor', 'moteleder'),
  'referat.rettelse-skjema': alleITeamet,
  'referat.rettelse': alleITeamet,
  // Whoever reads it may take it along; the channel's folder is for the one who led the meeting, and the rektor.
  'referat.last-ned': alleITeamet,
  'referat.lagre-fil': bare('rektor', 'moteleder'),
  // «Fjern tekst nå»: any participant.
  'tekst.velg': alleITeamet,
  'tekst.fjern': alleITeamet,

  'oppgave.vis': oppgave,
  'oppgave.tilbake': oppgave,
  'oppgave.gjort': oppgave,
  'oppgave.ikke-gjort': oppgave,
  'oppgave.gjenapne': oppgave,
  'oppgave.viderefor': oppgave,
  'oppgave.utsett-skjema': oppgave,
  'oppgave.utsett': oppgave,
  'oppgave.hjelp': oppgave,
  'oppgave.gi-skjema': oppgave,
  'oppgave.gi': oppgave,
  // Each one's own: who has none is shown none.
  'oppgave.pause-skjema': { ja: ['ansvarlig'], nei: [] },
  'oppgave.pause': { ja: ['ansvarlig'], nei: [] },
  'oppgaver.vis': { ja: HVEM, nei: [] },
  // One's own reminders: for all who may have some.
  'varsel.apne': { ja: medRolle, nei: [] },
  'varsel.lagre': { ja: medRolle, nei: [] },
  'varsel.i-morgen': { ja: medRolle, nei: [] },
  // A school's are theirs who lead its meetings; of forløp, theirs who answer for them, each unit its own.
  'skoleoppgaver.vis': { ja: [...BV, ...LEDER, ...NABOENE], nei: [] },
  'ledige.vis': { ja: [...BV, ...LEDER, ...NABOENE], nei: [] },
  // A task of the team's, whose owner is gone.
  'ledige.fordel': { ja: LEDER, nei: [] },

  // All staff see when it is and sign up; those of the school and the fagkonsulent set it up and call it off.
  'apendor.vis': alleITeamet,
  'apendor.meld-skjema': alleITeamet,
  'apendor.meld': alleITeamet,
  'apendor.trekk': alleITeamet,
  'apendor.avlys': bare(...LEDER, 'fagkonsulent'),
  'apendor.angre-avlysning': bare(...LEDER, 'fagkonsulent'),
  'apendor.fast': bare(...LEDER, 'fagkonsulent'),
  // What came of it is barnevernet's own: for the school it does not exist.
  'apendor.liste': apendorliste,
  'apendor.uanmeldt': apendorliste,
  'apendor.utfall': apendorliste,
  'apendor.sendt': apendorliste,
  'apendor.angre': apendorliste,
  // One family's forløp in the transfer: barnevernet's people of its unit say that they have rung; the school answers for it too.
  'forlop.har-ringt': {
    ja: ['barnevern_mottak', 'kontaktperson', 'fagkonsulent', 'avdelingsleder'],
    nei: ['rektor', 'sosiallarer', 'moteleder'],
  },
  // One family's forløp: barnevernet's own unit, and the school's sosiallærer and rektor, when it is routine 1.
  'forlop.liste': { ja: HVEM, nei: [] },
  'forlop.nytt-skjema': { ja: [...BV, ...LEDER, ...NABOENE], nei: [] },
  'forlop.opprett': { ja: [...BV, ...LEDER, ...NABOENE], nei: [] },
  'forlop.vis': iForlopet,
  'forlop.valg-skjema': iForlopet,
  'forlop.velg': iForlopet,
  'forlop.avvik-skjema': bareBv,
  'forlop.kontakt-skjema': bareBv,
  'forlop.kontakt': bareBv,
  // Taken back by the one who took the step.
  'forlop.angre': { ja: ['barnevern_mottak'], nei: [...BV.slice(1), ...LEDER] },
  // A checkpoint of barnevernet's.
  'forlop.kryss': bareBv,
  // Each one's own forløp: who has none is shown none.
  'innkalling.velg': { ja: HVEM, nei: [] },
  // A meeting that either side calls in.
  'innkalling.skjema': iForlopet,
  'innkalling.kall-inn': iForlopet,
  'sjekkliste.vis': iMotet,
  'sjekkliste.lagre': iMotet,
  'mote.syk-skjema': { ja: [...BV, ...LEDER], nei: ['invitert'] },
  // A meeting that barnevernet calls in and leads.
  'mote.sla-sammen': bareBvIMotet,
  'mote.avlys': bareBvIMotet,
  'mote.flytt-skjema': bareBvIMotet,
  'mote.flytt': bareBvIMotet,

  // Roles are given by an administrator or the team's owner; the rest of the setup is the administrator's alone.
  'oppsett.apne': oppsett('administrator', 'teameier'),
  'oppsett.gi-rolle': oppsett('administrator', 'teameier'),
  'oppsett.fjern-rolle': oppsett('administrator', 'teameier'),
  'oppsett.sluttet-skjema': oppsett('administrator', 'teameier'),
  'oppsett.sluttet': oppsett('administrator', 'teameier'),
  'oppsett.skole-skjema': oppsett('administrator', 'teameier'),
  'oppsett.skole': oppsett('administrator', 'teameier'),
  'oppsett.roller': oppsett('administrator', 'teameier'),
  'oppsett.kall-inn': oppsett('administrator', 'teameier'),
  // When the app is out of the team: kept by those who lead there, deleted before its time by an administrator alone.
  'fjerning.behold': oppsett('administrator', ...LEDER),
  'fjerning.slett-skjema': oppsett('administrator'),
  'fjerning.slett': oppsett('administrator'),
  'oppsett.register': oppsett('administrator'),
  // Which words are no names here.
  'oppsett.tillat-ord': oppsett('administrator'),
  'oppsett.fjern-ord': oppsett('administrator'),
  // Whether the bot does what it should.
  'oppsett.status': oppsett('administrator'),

  // The routines, and the way to a melding, are no secret.
  'rutine.velg': { ja: HVEM, nei: [] },
  'rutine.vis': { ja: HVEM, nei: [] },
  'meldeplikt.vis': { ja: HVEM, nei: [] },
  // What the municipality shares: for all with a role in it; an administrator says what.
  'ressurs.vis': { ja: [...TEAMET, ...NABOENE, 'administrator'], nei: [] },
  'ressurs.skjema': { ja: ['administrator'], nei: [...TEAMET, ...NABOENE] },
  'ressurs.legg-til': { ja: ['administrator'], nei: [...TEAMET, ...NABOENE] },
  'ressurs.ta-bort': { ja: ['administrator'], nei: [...TEAMET, ...NABOENE] },
  'ressurs.angre': { ja: ['administrator'], nei: [...TEAMET, ...NABOENE] },

  // Årshjulet is for all of the team; changed by those whose duty it is, and by those who convene.
  'arshjul.vis': alleITeamet,
  'arshjul.aktivitet': alleITeamet,
  'arshjul.lag': bare(...LEDER),
  // One of the fagkonsulent's, and a course of the sosialagent's.
  'arshjul.merk': bare(...LEDER, 'fagkonsulent'),
  'arshjul.flytt-skjema': bare(...LEDER, 'fagkonsulent'),
  'arshjul.flytt': bare(...LEDER, 'fagkonsulent'),
  'arshjul.okt': bare(...LEDER, 'sosialagent'),
  // One's own role is chosen in the form; this one is the fagkonsulent's.
  'arshjul.ny-skjema': alleITeamet,
  'arshjul.ny': bare(...LEDER, 'fagkonsulent'),
  'arshjul.fridager': bare(...LEDER),
  'arshjul.fridag-ny': bare(...LEDER),
  'arshjul.fridag-fjern': bare(...LEDER),
  // Each one's own link.
  'arshjul.kalender': alleITeamet,
  'arshjul.kalender-lenke': alleITeamet,
  'arshjul.kalender-av': alleITeamet,
}

/** The verbs of the table. */
export const VERBENE: readonly string[] = Object.keys(TABELL)

/** What this person is answered. */
export function ventet(verb: string, hvem: Hvem): Svar {
  const rad = TABELL[verb]
  if (rad === undefined) throw new Error(`Verbet «${verb}» står ikke i tabellen.`)
  if (rad.ja.includes(hvem)) return 'ja'
  return rad.nei.includes(hvem) ? 'nei' : 'finnes-ikke'
}

/** What only shows something: a «ja» to all the others changes something. */
export const VISER: readonly string[] = [
  'agenda.apne',
  'agenda.tilbake',
  'agenda.fornye',
  'sak.skjema',
  'sak.endre-skjema',
  'sak.vis',
  'sak.slett-skjema',
  'bidrag.skjema',
  'tema.skjema',
  'identitet.skjema',
  'samtykke.skjema',
  'samtykke.historikk',
  'mote.steg',
  'rommet.skjema',
  'referat.vis',
  'referat.rettelse-skjema',
  'tekst.velg',
  'oppgave.vis',
  'oppgave.tilbake',
  'oppgave.utsett-skjema',
  'oppgave.gi-skjema',
  'oppgave.pause-skjema',
  'oppgaver.vis',
  'varsel.apne',
  // Puts off what there is, which is nothing here.
  'varsel.i-morgen',
  'skoleoppgaver.vis',
  'ledige.vis',
  'apendor.vis',
  'apendor.liste',
  'apendor.meld-skjema',
  'forlop.liste',
  'forlop.nytt-skjema',
  'forlop.vis',
  'forlop.valg-skjema',
  'forlop.avvik-skjema',
  'forlop.kontakt-skjema',
  'innkalling.velg',
  'innkalling.skjema',
  'sjekkliste.vis',
  'mote.syk-skjema',
  'mote.flytt-skjema',
  'oppsett.apne',
  'oppsett.skole-skjema',
  // The school has had its first meeting, and the app is in the team: nothing is called in, kept or deleted here.
  'oppsett.kall-inn',
  'fjerning.behold',
  'fjerning.slett-skjema',
  'fjerning.slett',
  'oppsett.status',
  'oppsett.sluttet-skjema',
  'rutine.velg',
  'rutine.vis',
  'ressurs.vis',
  'ressurs.skjema',
  'meldeplikt.vis',
  'arshjul.vis',
  'arshjul.aktivitet',
  'arshjul.flytt-skjema',
  'arshjul.ny-skjema',
  'arshjul.fridager',
  'arshjul.kalender',
]
