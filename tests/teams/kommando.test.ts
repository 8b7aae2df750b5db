import { describe, expect, it } from 'vitest'
import { friTekst, lesKommando } from '../../src/teams/kommando.ts'

const SAMARBEID = ['samarbeidsmote_3delt', 'samarbeidsmote_tiltak', 'gjennomgang_aktiv_sak']
const AVSLUTTENDE = [
  'avsluttende_henlagt',
  'avsluttende_samarbeid',
  'avslutning_sak',
  'avslutning_samtykke_trukket',
]

describe('en kommando', () => {
  it.each([
    ['/innsatsteam ny', { navn: 'innsatsteam', under: 'ny', tekst: '' }],
    [
      '<at>Skolestøtte</at> /innsatsteam ny fredag 10:15',
      { navn: 'innsatsteam', under: 'ny', tekst: 'fredag 10:15' },
    ],
    ['<at>Skolestøtte</at>/innsatsteam ny', { navn: 'innsatsteam', under: 'ny', tekst: '' }],
    ['INNSATSTEAM NY 12.12', { navn: 'innsatsteam', under: 'ny', tekst: '12.12' }],
    ['@Skolestøtte innsatsteam', { navn: 'innsatsteam', under: 'vis' }],
    ['skolestotte: /oppgaver', { navn: 'oppgaver' }],
    ['/oppgaver skole', { navn: 'skoleoppgaver' }],
    ['Oppgåver skulen', { navn: 'skoleoppgaver' }],
    ['/oppgaver skolefritid', { navn: 'oppgaver' }],
    ['/ innsatsteam\u00a0avlys', { navn: 'innsatsteam', under: 'avlys' }],
    ['/sak K7F3', { navn: 'sak', ref: 'K7F3' }],
    ['<at>Skolestøtte</at> sak k7f3', { navn: 'sak', ref: 'K7F3' }],
    // What cannot be a reference is not kept.
    ['/sak', { navn: 'sak', ref: '' }],
    ['/sak Torbjørnhild', { navn: 'sak', ref: '' }],
    ['/sak K7F3-1', { navn: 'sak', ref: '' }],
    ['/åpendør', { navn: 'apendor', under: 'vis' }],
    ['<at>Skolestøtte</at> Apen Dor', { navn: 'apendor', under: 'vis' }],
    ['/åpen dør avlys', { navn: 'apendor', under: 'vis' }],
    ['/apendor ny tirsdag 14:15', { navn: 'apendor', under: 'ny', tekst: 'tirsdag 14:15' }],
    ['/åpen dør nytt', { navn: 'apendor', under: 'ny', tekst: '' }],
    // As some keyboards write them: the ring apart from the letter.
    ['/a\u030apendør fast 1.12', { navn: 'apendor', under: 'fast', tekst: '1.12' }],
    ['/forløp', { navn: 'forlop' }],
    ['Forlop', { navn: 'forlop' }],
    ['@Skolestøtte forloep', { navn: 'forlop' }],
    ['/oppstartsmøte ny 14.12 kl 13', { navn: 'mote', typer: ['oppstartsmote'], tekst: '14.12 kl 13' }],
    ['OPPSTARTSMOTE NYTT', { navn: 'mote', typer: ['oppstartsmote'], tekst: '' }],
    ['/oppstartsmoete', { navn: 'mote', typer: ['oppstartsmote'], tekst: '' }],
    ['@Skolestøtte /samarbeidsmøte ny', { navn: 'mote', typer: SAMARBEID, tekst: '' }],
    ['<at>Skolestøtte</at> samarbeidsmote ny torsdag', { navn: 'mote', typer: SAMARBEID, tekst: 'torsdag' }],
    ['/avsluttende møte ny', { navn: 'mote', typer: AVSLUTTENDE, tekst: '' }],
    ['avsluttende mote nytt 3.1', { navn: 'mote', typer: AVSLUTTENDE, tekst: '3.1' }],
    ['/avsluttende ny', { navn: 'mote', typer: AVSLUTTENDE, tekst: '' }],
    ['/møte ny', { navn: 'mote', typer: [], tekst: '' }],
    ['mote', { navn: 'mote', typer: [], tekst: '' }],
    ['', { navn: 'hjelp' }],
    ['/Hjelp', { navn: 'hjelp' }],
    ['/rutine', { navn: 'rutine', rutine: undefined }],
    ['/rutiner', { navn: 'rutine', rutine: undefined }],
    ['rutine vold', { navn: 'rutine', rutine: 'vold' }],
    ['/rutine 3', { navn: 'rutine', rutine: 'tiltak' }],
    ['/Rutine Åpen dør', { navn: 'rutine', rutine: 'apen_dor' }],
    ['/rutine 2 takk', { navn: 'rutine', rutine: 'vold' }],
    // What is no routine is not kept.
    ['/rutine Torbjørnhild', { navn: 'rutine', rutine: undefined }],
    ['/ressurser', { navn: 'ressurser' }],
    ['meldeplikten', { navn: 'meldeplikt' }],
  ])('«%s»', (tekst, ventet) => {
    expect(lesKommando(tekst)).toEqual(ventet)
  })

  it.each([
    ['/insatsteam nytt', '/innsatsteam ny'],
    ['/insatsteam', '/innsatsteam'],
    ['/forløpp', '/forløp'],
    ['/opstartsmøte ny', '/oppstartsmøte ny'],
    ['/samarbeidmøte ny', '/samarbeidsmøte ny'],
    ['/oppgver', '/oppgaver'],
    ['/meldplikt', '/meldeplikt'],
    ['/resurser', '/ressurser'],
    ['/insatsteam fredag', '/innsatsteam'],
    ['/åpndør', '/åpendør'],
    ['/åpendør ni', '/åpendør ny'],
    ['meld en sak om noe helt annet', undefined],
  ])('«%s» ligner på %s', (tekst, nermest) => {
    expect(lesKommando(tekst)).toEqual({ navn: 'ukjent', nermest })
  })
})

describe('teksten ved siden av kommandoen', () => {
  it.each([
    ['/Innsatsteam Ny', ''],
    ['<at>Skolestøtte</at> /innsatsteam ny tirsdag', 'tirsdag'],
    ['@Skolestøtte: oppgaver', ''],
    ['/oppgåver for Kari', 'for Kari'],
    ['/Åpen dør ny tirsdag', 'tirsdag'],
    ['/apendor fast', ''],
    ['åpendør for Kari', 'for Kari'],
    ['åpen dørstokk for Kari', 'åpen dørstokk for Kari'],
    ['hei, Kari er borte', 'hei, Kari er borte'],
    ['/rutine for Kari', 'for Kari'],
    ['meldeplikten', ''],
    ['/forløp Kari', 'Kari'],
    ['/oppstartsmøte ny 14.12', '14.12'],
    ['/samarbeidsmote nytt for Kari', 'for Kari'],
    ['@Skolestøtte avsluttende møte ny Kari', 'Kari'],
    ['/møte', ''],
    ['møter Kari i dag', 'møter Kari i dag'],
    ['sakte framgang for Kari', 'sakte framgang for Kari'],
  ])('i «%s» er «%s»', (tekst, fri) => {
    expect(friTekst(tekst).trim()).toBe(fri)
  })
})
