import { OVING } from '../../src/demo/ovingskommune.ts'
import { enOppgave } from '../bygg/oppgaver.ts'
import type { Eksempel } from './eksempel.ts'
import type { Rom } from './eksempler.ts'

const TILTAK = [
  'Ringe foresatte torsdag og høre hvordan det går på kveldene.',
  'Fast voksen i storefri de neste to ukene.',
  'Spørre klassen om hva som hjelper, og ta det med til neste møte.',
  'Avtale en time på helsestasjonen.',
  'Snakke med trenerne om oppmøte.',
  'Følge til klubben de to første kveldene.',
  'Lage en plan for overgangene mellom timene, sammen med kontaktlærer og eleven selv.',
  'Høre med biblioteket om et rolig sted.',
  'Minne om tilmelding til ferieklubben.',
  'Skrive kort oppsummering til teamet.',
]

/** The lists of tasks, and what somebody who is gone has left. */
export async function oppgavelistene(b: Rom): Promise<Eksempel[]> {
  const { ta, sara, rolf, hege, odd } = b
  for (const en of [sara, rolf, hege, odd]) await en.installerer()
  for (const [nr, tekst] of TILTAK.entries()) {
    const frist =
      nr < 2 ? `2026-11-${18 + nr}` : `2026-${nr < 5 ? '11' : '12'}-${24 + nr - (nr < 5 ? 0 : 15)}`
    await enOppgave({ bot: b }, { hos: hege.person, tekst, frist })
  }
  await enOppgave({ bot: b }, { hos: odd.person, tekst: 'Følge med på oppmøtet i klubben.' })

  const mine = ta(
    'oppgaveliste-mine',
    'Mine oppfølginger, første side',
    'Helsesykepleier',
    'chat',
    await hege.trykker(await b.skriver(hege, '/oppgaver'), 'Vis'),
  )
  ta(
    'oppgaveliste-gjort',
    'Gjort, på samme side, med «Angre»',
    'Helsesykepleier',
    'chat',
    await hege.trykker(await hege.trykker(mine, 'Neste'), 'Gjort'),
  )
  ta('oppgaveliste-mer', 'Mer om en oppfølging', 'Helsesykepleier', 'chat', await hege.trykker(mine, 'Mer'))
  const lenke = await b.skriver(rolf, '/oppgaver skole')
  ta('oppgaveliste-lenke', 'Svar på /oppgaver skole', 'Rektor', 'chat', lenke)
  ta('oppgaveliste-skole', 'Skolens oppfølginger', 'Rektor', 'chat', await rolf.trykker(lenke, 'Vis'))

  const oppsett = await b.skriver(sara, '/oppsett', 'kanal')
  const apnet = await sara.trykker(oppsett, 'Åpne oppsettet')
  const sluttet = await sara.trykker(apnet, 'Har sluttet', {}, nrFor(hege.navn))
  ta('oppgaver-sluttet', 'Har sluttet: hva som følger', 'Administrator', 'dialog', sluttet)
  await sara.trykker(sluttet, 'Ta bort alle rollene')
  await b.klokka('2026-11-23T10:00')
  const varsel = await b.varsel(rolf, 'trenger ny ansvarlig')
  ta('oppgaver-ledige', 'Noen er ute av teamet', 'Rektor', 'chat', varsel)
  const kort = ta(
    'oppgaver-fordel',
    'Fordel oppfølginger',
    'Rektor',
    'chat',
    await rolf.trykker(varsel, 'Fordel oppfølgingene'),
  )
  ta(
    'oppgaveliste-ledige',
    'De som trenger ny ansvarlig',
    'Rektor',
    'chat',
    await rolf.trykker(await rolf.trykker(kort, 'Skolens oppfølginger'), 'Over fristen (2)'),
  )
  ta('oppgaver-fordelt', 'Fordelt', 'Rektor', 'chat', await rolf.trykker(kort, 'Fordel', { alle: '0' }))
  await b.lukk()
  return b.album
}

/** Which of the buttons «Har sluttet» is this person's: everybody but oneself has one, by name. */
const nrFor = (navn: string): number =>
  OVING.personer
    .map(p => p.navn)
    .filter(n => n !== OVING.personer[0].navn)
    .sort((x, y) => x.localeCompare(y, 'nb'))
    .indexOf(navn)
