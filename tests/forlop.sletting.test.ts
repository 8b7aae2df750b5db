import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { ovingsId } from '../src/demo/ovingskommune.ts'
import { skjermtekst } from '../src/demo/scene.ts'
import { rydd } from '../src/sletting/rydd.ts'
import {
  avslutter,
  BARE_AVSLUTTENDE,
  type EtForlop,
  etForlop,
  etInnkaltForlopsmote,
  forlopet,
  holder,
  iChatten,
  krysser,
  motet,
  samtykker,
  starter,
  velger,
} from './bygg/forlop.ts'
import { alleRader, lagretI, taVare } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const OPPSUMMERING = 'Foreldrene kjenner seg igjen i det meste av dette.'
const TILTAK = 'Avtale en fast telefontid hver tirsdag.'
const RETTELSE = 'Det var onsdag vi ble enige om, ikke tirsdag.'

let b: Testbot
let f: EtForlop
let mote: string
let tilbake: () => Promise<void>
beforeAll(async () => {
  b = await etTestbot()
  f = await etForlop(b, 'bekymringsmelding')
  await velger(b.frida, f, 'Meldingen undersøkes')
  const liste = await b.frida.sender(iChatten(b.frida), 'sjekkliste.vis', { sak: f.sak })
  await b.frida.trykker(liste, 'Lagre', { gjort: 'forventninger' })
  await velger(b.frida, f, 'Samtalen er holdt, tid er avtalt')
  const avlyst = await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote', {
    dato: '2026-11-30',
    tolk: 'true',
  })
  await b.frida.trykker(await motet(b.frida, avlyst), 'Avlys')
  mote = await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote', {
    larer: 'skjermet',
    deltakere: ovingsId(b.siri.person),
  })
  await b.send()
  await b.sara.sender(iChatten(b.sara), 'agenda.kommer', { mote })
  const steg = await starter(b, b.frida, mote)
  await b.frida.trykker(steg, 'Lagre og neste', {
    oppsummering: OPPSUMMERING,
    tiltakTekst: TILTAK,
    ansvarlig: ovingsId(b.sara.person),
    frist: '2026-12-10',
  })
  const utkast = await avslutter(b.frida, mote)
  const godkjent = await b.frida.trykker(utkast, 'Godkjenn referatet')
  await b.frida.trykker(await b.frida.trykker(godkjent, 'Legg til rettelse'), 'Lagre', {
    del: '1',
    tekst: RETTELSE,
  })
  await krysser(b.frida, f, 'Send referatet')
  tilbake = await taVare(b)
})
beforeEach(() => tilbake())
afterAll(() => b.stopp())

/** The tidying of a day, and what it leads to at eight in the morning. */
async function ryddDag(dag: string) {
  await b.send()
  b.settTid(`${dag}T03:00`)
  await rydd(b.bot.ktx)
  await b.send()
  b.settTid(`${dag}T08:00`)
  await b.send()
}

const pluss = (dag: string, dager: number) =>
  DateTime.fromISO(dag).plus({ days: dager }).toFormat('yyyy-MM-dd')

/** Everywhere something of the forløp is stored, besides what is never deleted: the access log and the receipt. */
async function finnes(...ord: string[]): Promise<string[]> {
  const rader = await alleRader(b)
  return Object.entries(rader)
    .filter(([tabell]) => !['logg', 'sletting'].includes(tabell))
    .filter(([, innhold]) => innhold.some(rad => ord.some(o => rad.includes(o))))
    .map(([tabell]) => tabell)
}

describe('fristen', () => {
  it('et åpent forløp slettes aldri av alder, heller ikke tekstene fra gamle møter', async () => {
    for (const dag of ['2027-02-20', '2027-03-06', '2027-03-20', '2027-12-01']) await ryddDag(dag)
    expect(skjermtekst(await forlopet(b.frida, f))).toContain('Barnevernet undersøker')
    const referat = skjermtekst(await b.frida.sender(iChatten(b.frida), 'referat.vis', { mote }))
    for (const tekst of [OPPSUMMERING, TILTAK, RETTELSE]) expect(referat).toContain(tekst)
  })

  it('et avsluttet forløp slettes 90 dager etter, varslet to uker før, og da er ingenting igjen', async () => {
    await velger(b.frida, f, 'Saken henlegges')
    await samtykker(b.frida, f, BARE_AVSLUTTENDE)
    await holder(b, f, 'avsluttende_henlagt', { felt: { dato: '2026-12-08' } })
    await b.send()
    b.settTid('2027-01-04T09:00')
    await velger(b.sara, f, 'Oppfølgingen er ferdig')
    const moter = (
      await b.bot.ktx.db.selectFrom('mote').select('id').where('forlop', '=', f.sak).execute()
    ).map(m => m.id)
    expect(moter).toHaveLength(3)
    const forfall = pluss('2027-01-04', 90)
    for (const dag of [pluss(forfall, -15), pluss(forfall, -14), pluss(forfall, -1)]) await ryddDag(dag)
    expect(b.scene.tekstI(b.frida.chat)).toContain(f.ref)
    expect(await finnes(f.sak)).toContain('forlop')
    await ryddDag(forfall)
    expect(await finnes(f.sak)).toEqual([])
    await ryddDag(pluss(forfall, 31))
    expect(await finnes(f.sak, ...moter)).toEqual([])
    for (const tekst of [OPPSUMMERING, TILTAK, RETTELSE]) expect(await lagretI(b, tekst)).toEqual([])
    expect(skjermtekst(await forlopet(b.frida, f))).toContain(FINNES_IKKE)
    expect(skjermtekst(await motet(b.sara, mote))).toContain(FINNES_IKKE)
  })
})

describe('sletting nå', () => {
  it('gjøres av den i barnevernet som eier forløpet, og aldri av skolen', async () => {
    for (const hvem of [b.sara, b.rolf]) {
      const svar = await hvem.sender(iChatten(hvem), 'sak.slett', { sak: f.sak, arkivert: 'true' })
      expect(skjermtekst(svar)).not.toContain('er slettet')
    }
    expect(await finnes(f.sak)).toContain('forlop')
    const saken = await b.frida.trykker(await forlopet(b.frida, f), 'Samtykke')
    const skjema = await b.frida.trykker(saken, 'Slett saken')
    await b.frida.trykker(skjema, 'Slett for godt', { arkivert: 'true' })
    await b.send()
    for (const tekst of [OPPSUMMERING, TILTAK, RETTELSE]) expect(await lagretI(b, tekst)).toEqual([])
    const igjen = await finnes(f.sak)
    // What is on its way about it says only that it is gone.
    expect(igjen.filter(tabell => tabell !== 'utboks' && tabell !== 'handling')).toEqual([])
    expect(skjermtekst(await forlopet(b.sara, f))).toContain(FINNES_IKKE)
  })
})

describe('innsyn', () => {
  const dokumentet = async (): Promise<string> => {
    const saken = await b.frida.trykker(await forlopet(b.frida, f), 'Samtykke')
    const svar = await b.frida.trykker(saken, 'Last ned alt om saken')
    const url = knapper(svar.kort).find(k => k.tittel === 'Last ned')?.action['url']
    const hentet = await fetch(String(url), { method: 'POST' })
    return (await hentet.text())
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<[^>]*>/g, '\n')
      .replace(/&#(\d+);/g, (_, kode) => String.fromCharCode(Number(kode)))
      .replace(/\n+/g, '\n')
  }

  it('har stegene, sjekkpunktene, forberedelsen og alle møtene, også det som ble avlyst', async () => {
    const alt = await dokumentet()
    for (const del of [
      'Rutine\nBekymringsmelding',
      'Står i\nBarnevernet undersøker',
      'Meldingen kom\n20. november 2026',
      'Sosiallærer\nSara Sosiallærer',
      'Meldingen undersøkes',
      'Samtalen er holdt, tid er avtalt',
      'Send referatet (barnevernet)\nfrist 8. desember 2026, gjort av Frida Fagkonsulent',
      'Skriftlig tilbakemelding til melder (barnevernet)\nfrist 11. desember 2026, ikke gjort',
      'Bestill tolk (barnevernet)',
      'Hva venter vi av hverandre?\nFrida Fagkonsulent',
      'Oppstartsmøte 30. november 2026 kl. 13.00\nStatus\navlyst',
      'Oppstartsmøte 1. desember 2026 kl. 13.00\nStatus\nholdt',
      'Siri Sosialagent',
      'kommer\nSara Sosiallærer',
      'Ikke fylt 15 år',
      'skjermes',
      'Punkt 1: Hvordan møtet er bygd opp',
      OPPSUMMERING,
      TILTAK,
      RETTELSE,
    ])
      expect(alt.toLowerCase()).toContain(del.toLowerCase())
    // Codes are not words.
    expect(alt).not.toMatch(/\b(ikke_|under_15|bekymringsmelding\.|oppstartsmote)\b/)
    expect(alt).not.toContain('Gjelder\n')
  })

  it('er barnevernets: skolen får det ikke', async () => {
    for (const hvem of [b.sara, b.rolf, b.hege]) {
      const svar = await hvem.sender(iChatten(hvem), 'innsyn.lag', { sak: f.sak })
      expect(knapper(svar.kort).map(k => k.tittel)).not.toContain('Last ned')
    }
  })
})
