import { OVING, ovingsId } from '../../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../../src/demo/scene.ts'
import { apneSaken, EN_SAK, etInnkaltMote, gjorApen, type Testbot } from './testbot.ts'

/** Every kind of text that people type about a case and in its meeting; by the table it belongs in. Invented, without names. */
export const TEKSTER = {
  beskrivelse: 'Sitter ofte alene i kantina og svarer lite når noen spør.',
  onsker: 'Eleven vil gjerne spise sammen med to andre fra trinnet.',
  provd: 'Faste plasser ved langbordet, og en voksen i nærheten hele høsten.',
  sporsmal: 'Hvem kan lage en liten gruppe for tirsdager etter skoletid?',
  bidrag: 'Helsestasjonen har sett det samme under samtalene i oktober.',
  tilbud: 'Plass i kokkegruppa fra januar, annenhver uke.',
  oppsummering: 'Gruppa er enig om å begynne forsiktig med en måltidsvenn.',
  beslutning: 'Måltidsvenn prøves i seks uker og vurderes på neste møte.',
  tiltak: 'Spørre tre elever om de vil være måltidsvenner.',
  tema: 'Mange knuffer i busskøen når siste time er ferdig.',
  rettelse: 'Det var fire uker i kantina, ikke seks, som sto i utkastet.',
} as const

/** The name in the register. */
export const NAVN = 'Ingebjørg Haugstadlund'

export type HeleSaken = {
  ref: string
  sak: string
  mote: string
  temaref: string
  /** The approved referat, before Rolf. */
  referat: Skjerm
}

/** Sara, who is administrator, turns on the register of names. */
export async function slaPaRegisteret(b: Testbot): Promise<void> {
  await b.sara.skriver('/oppsett')
  await b.send()
  const oppsett = await b.sara.trykker(
    await b.scene.visning(OVING.kanal.id, 'Åpne oppsettet'),
    'Åpne oppsettet',
  )
  await b.sara.trykker(oppsett, 'Slå på navneregisteret')
}

/** Hege raises a case for the meeting, the second on its agenda. */
export async function meldSaken(b: Testbot, agenda: Skjerm): Promise<{ ref: string; sak: string }> {
  const { beskrivelse, onsker, provd, sporsmal } = TEKSTER
  const skjema = await b.hege.trykker(agenda, 'Meld sak')
  const svar = await b.hege.trykker(skjema, 'Send', { ...EN_SAK, beskrivelse, onsker, provd, sporsmal })
  return sakMed(b, finnRef(svar, /Saken er meldt som Sak \d, ([A-Z]\d[A-Z]\d)/))
}

/**
 * A case of Hege's with every kind of text there is, a name, and a consent, through the cards; and the meeting it was
 * discussed in, from the call to an approved referat with a correction. The clock ends at that meeting.
 */
export async function heleSaken(b: Testbot): Promise<HeleSaken> {
  const agenda = await etInnkaltMote(b)
  const { ref, sak } = await meldSaken(b, agenda)
  await b.rolf.trykker(await b.rolf.trykker(agenda, 'Meld tema'), 'Send', { tekst: TEKSTER.tema })
  await slaPaRegisteret(b)
  await b.send()
  const skjema = await b.frida.trykker(await b.frida.trykker(agenda, 'Åpne agendaen'), 'Bidra', {}, 1)
  await b.frida.trykker(skjema, 'Send', { tekst: TEKSTER.bidrag, tilbud: TEKSTER.tilbud })
  await gjorApen(b, agenda, {}, 1)
  const navneskjema = await b.sara.trykker(await apneSaken(b.sara, agenda, 1), 'Navn i registeret')
  await b.sara.trykker(navneskjema, 'Lagre navnet', { navn: NAVN })
  await b.send()

  b.settTid('2026-11-27T10:15')
  let steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
  steg = await b.rolf.trykker(steg, 'Lagre og neste')
  steg = await b.rolf.trykker(steg, 'Lagre og neste', {
    oppsummering: TEKSTER.oppsummering,
    beslutning: TEKSTER.beslutning,
    enighet: 'ja',
    tiltakTekst: TEKSTER.tiltak,
    ansvarlig: ovingsId(b.frida.person),
    frist: '2026-12-04',
  })
  steg = await b.rolf.trykker(steg, 'Lagre og neste')
  const godkjent = await b.rolf.trykker(await b.rolf.trykker(steg, 'Avslutt møtet'), 'Godkjenn referatet')
  const skrivRettelse = await b.rolf.trykker(godkjent, 'Legg til rettelse')
  const referat = await b.rolf.trykker(skrivRettelse, 'Lagre', { tekst: TEKSTER.rettelse })
  await b.send()
  const { mote, ref: temaref } = await b.bot.ktx.db
    .selectFrom('punkt')
    .select(['mote', 'ref'])
    .where('slag', '=', 'tema')
    .executeTakeFirstOrThrow()
  return { ref, sak, mote, temaref, referat }
}

async function sakMed(b: Testbot, ref: string): Promise<{ ref: string; sak: string }> {
  const { id } = await b.bot.ktx.db
    .selectFrom('sak')
    .select('id')
    .where('ref', '=', ref)
    .executeTakeFirstOrThrow()
  return { ref, sak: id }
}

function finnRef(skjerm: Skjerm, monster: RegExp): string {
  const [, ref] = skjermtekst(skjerm).match(monster) ?? []
  if (ref === undefined) throw new Error(`Ingen referanse i: ${skjermtekst(skjerm)}`)
  return ref
}
