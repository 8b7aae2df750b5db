import leven from 'leven'
import { lesReferanse } from '../sak/saker.ts'
import { RUTINENE } from '../veiledning/les-rutiner.ts'
import { finnRutine, type RutineId } from '../veiledning/rutinekort.ts'

export type Kommando =
  | { navn: 'hjelp' }
  | { navn: 'innsatsteam'; under: 'vis' }
  | { navn: 'innsatsteam'; under: 'avlys' }
  | { navn: 'innsatsteam'; under: 'ny' | 'flytt'; tekst: string }
  | { navn: 'oppgaver' | 'skoleoppgaver' }
  | { navn: 'varselvalg' }
  /** In the demo: the next working day. */
  | { navn: 'spol' }
  | { navn: 'sak'; ref: string }
  | { navn: 'apendor'; under: 'vis' }
  | { navn: 'apendor'; under: 'ny' | 'fast'; tekst: string }
  | { navn: 'oppsett' }
  | { navn: 'status' }
  | { navn: 'forlop' }
  /** `typer`: the meeting types that were meant; none for all. */
  | { navn: 'mote'; typer: readonly string[]; tekst: string }
  | { navn: 'rutine'; rutine: RutineId | undefined }
  | { navn: 'ressurser' }
  | { navn: 'meldeplikt' }
  | { navn: 'arshjul' }
  | { navn: 'ukjent'; nermest: string | undefined }

const KJENTE = [
  '/innsatsteam',
  '/innsatsteam ny',
  '/innsatsteam flytt',
  '/innsatsteam avlys',
  '/forløp',
  '/oppstartsmøte ny',
  '/samarbeidsmøte ny',
  '/avsluttende ny',
  '/møte ny',
  '/oppgaver',
  '/påminnelser',
  '/oppgaver skole',
  '/åpendør',
  '/åpendør ny',
  '/åpendør fast',
  '/sak',
  '/hjelp',
  '/oppsett',
  '/status',
  '/rutine',
  '/ressurser',
  '/meldeplikt',
  '/årshjul',
]

/** One letter in four may be wrong; further off, no command is suggested. */
const FEIL_PER_TEGN = 4

const utenOmtale = (tekst: string): string =>
  tekst
    .replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
    .trim()
    .replace(/^@?skolest[øo]tte\b[\s:,]*/i, '')

/** What people wrote besides the command's own words, for the name guard to look at. */
export function friTekst(tekst: string): string {
  return utenOmtale(tekst)
    .trim()
    .replace(
      /^\/?\s*(?:forl(?:ø|oe?)p|(?:oppstarts|samarbeids)?m(?:ø|oe?)te(?:\s+ny(?:tt)?)?|avsluttende(?:\s+m(?:ø|oe?)te)?(?:\s+ny(?:tt)?)?)(?=\s|$)/i,
      '',
    )
    .replace(
      /^\/?\s*(?:innsatsteam(?:\s+(?:ny|flytt|avlys))?|oppg[aå]ver?(?:\s+sk[ou]len?s?)?|[åa]pen\s?d[øo]r(?:\s+(?:ny(?:tt)?|fast|vis|avlys))?|sak|hjelp|oppsett|status|p[aå]minn(?:elser?|ing(?:ar)?)|varsler|borte|vikar|rutin(?:e|er|ar)|ressurs(?:[ea]r)?|meldeplikt(?:en|a)?|(?:å|aa?)rshjul(?:et)?)(?=\s|$)/i,
      '',
    )
}

/**
 * Reads a command as people type it: with or without the app's mention, the slash, in any case. What is not understood is
 * answered with the nearest command, and is never repeated: it may hold a name.
 */
export function lesKommando(tekst: string): Kommando {
  const ord = utenOmtale(tekst)
    .replace(/[\s\u00a0\u200b]+/g, ' ')
    .trim()
    .replace(/^\/\s*/, '')
    .split(' ')
  const [forste = '', andre = ''] = ord.map(o => o.toLocaleLowerCase('nb').normalize('NFC'))
  const apendor = lesApenDor(ord)
  if (apendor !== undefined) return apendor
  switch (forste) {
    case '':
    case 'hjelp':
    case 'hei':
    case '?':
      return { navn: 'hjelp' }
    case 'oppgaver':
    case 'oppgåver':
    case 'oppgave':
      return { navn: SKOLEN.test(andre) ? 'skoleoppgaver' : 'oppgaver' }
    case 'påminnelser':
    case 'påminnelse':
    case 'påminningar':
    case 'paminnelser':
    case 'paaminnelser':
    case 'varsler':
    case 'borte':
    case 'vikar':
      return { navn: 'varselvalg' }
    case 'spol':
      return { navn: 'spol' }
    case 'sak':
      // What is no reference is not looked up, and never repeated.
      return { navn: 'sak', ref: lesReferanse(andre) ?? '' }
    case 'oppsett':
      return { navn: 'oppsett' }
    case 'status':
      return { navn: 'status' }
    case 'rutine':
    case 'rutiner':
    case 'rutinar':
      return { navn: 'rutine', rutine: finnRutine(RUTINENE, ord.slice(1).join(' ')) }
    case 'ressurser':
    case 'ressursar':
    case 'ressurs':
      return { navn: 'ressurser' }
    case 'meldeplikt':
    case 'meldeplikten':
    case 'meldeplikta':
      return { navn: 'meldeplikt' }
    case 'årshjul':
    case 'årshjulet':
    case 'arshjul':
    case 'arshjulet':
    case 'aarshjul':
      return { navn: 'arshjul' }
    case 'innsatsteam':
      return innsatsteam(andre, ord.slice(2).join(' ')) ?? ukjent(ord)
    default:
      return forlopskommando(ord) ?? ukjent(ord)
  }
}

const SKOLEN = /^sk[ou]len?s?$/

/** æøå as people without those keys write them. */
const ascii = (ord: string) => ord.replaceAll('ø', 'o').replaceAll('oe', 'o')

/** The meetings a word may mean: one family's forløp decides which of them it is now. */
const MOTEORD: Readonly<Record<string, readonly string[]>> = {
  oppstartsmote: ['oppstartsmote'],
  samarbeidsmote: ['samarbeidsmote_3delt', 'samarbeidsmote_tiltak', 'gjennomgang_aktiv_sak'],
  avsluttende: [
    'avsluttende_henlagt',
    'avsluttende_samarbeid',
    'avslutning_sak',
    'avslutning_samtykke_trukket',
  ],
  mote: [],
}

function forlopskommando(ord: readonly string[]): Kommando | undefined {
  const [forste = '', ...resten] = ord
  const navn = ascii(forste.toLocaleLowerCase('nb'))
  if (navn === 'forlop') return { navn: 'forlop' }
  if (!Object.hasOwn(MOTEORD, navn)) return undefined
  const utenMote = navn === 'avsluttende' && ascii((resten[0] ?? '').toLocaleLowerCase('nb')) === 'mote'
  const etter = utenMote ? resten.slice(1) : resten
  const ny = ['ny', 'nytt'].includes((etter[0] ?? '').toLocaleLowerCase('nb'))
  return { navn: 'mote', typer: MOTEORD[navn] ?? [], tekst: (ny ? etter.slice(1) : etter).join(' ') }
}

function innsatsteam(under: string, resten: string): Kommando | undefined {
  switch (under) {
    case '':
    case 'vis':
      return { navn: 'innsatsteam', under: 'vis' }
    case 'ny':
    case 'nytt':
      return { navn: 'innsatsteam', under: 'ny', tekst: resten }
    case 'flytt':
      return { navn: 'innsatsteam', under: 'flytt', tekst: resten }
    case 'avlys':
      return { navn: 'innsatsteam', under: 'avlys' }
    default:
      return undefined
  }
}

/** «åpendør» and «åpen dør», with or without the Norwegian letters. */
function lesApenDor(ord: readonly string[]): Kommando | undefined {
  const sma = ord.map(o => o.toLocaleLowerCase('nb').normalize('NFC'))
  const antall = [1, 2].find(n => /^[åa]pend[øo]r$/.test(sma.slice(0, n).join('')))
  if (antall === undefined) return undefined
  const tekst = ord.slice(antall + 1).join(' ')
  switch (sma[antall]) {
    case undefined:
    case 'vis':
    // Called off by the button, on the card of the day it is about.
    case 'avlys':
      return { navn: 'apendor', under: 'vis' }
    case 'ny':
    case 'nytt':
      return { navn: 'apendor', under: 'ny', tekst }
    case 'fast':
      return { navn: 'apendor', under: 'fast', tekst }
    default:
      return undefined
  }
}

function ukjent(ord: readonly string[]): Kommando {
  const [forste = '', andre = ''] = ord.map(o => `${o.toLocaleLowerCase('nb')}`.slice(0, 40))
  // Two words are compared as such first, then the first alone: what follows a command may be anything.
  const toOrd = andre === '' ? undefined : nermest(`/${forste} ${andre}`, kjent => kjent.includes(' '))
  const funnet = toOrd ?? nermest(`/${forste}`, kjent => !kjent.includes(' '))
  return { navn: 'ukjent', nermest: funnet }
}

function nermest(skrevet: string, aktuell: (kjent: string) => boolean): string | undefined {
  const forste = KJENTE.filter(aktuell)
    .map(kjent => ({ kjent, avstand: leven(skrevet, kjent) }))
    .sort((a, b) => a.avstand - b.avstand)[0]
  return forste && forste.avstand <= forste.kjent.length / FEIL_PER_TEGN ? forste.kjent : undefined
}
