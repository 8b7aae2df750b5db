import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { lest } from './bygg/dokument.ts'
import { type HeleSaken, heleSaken, TEKSTER } from './bygg/hele-saken.ts'
import { alleRader, FREMMED, taVare } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'

let b: Testbot
let s: HeleSaken
let tilbake: () => Promise<void>
beforeAll(async () => {
  b = await etTestbot()
  s = await heleSaken(b)
  tilbake = await taVare(b)
})
beforeEach(() => tilbake())
afterAll(() => b.stopp())

const iChatten = (hvem: Testbot['sara']): Skjerm => ({
  kort: {},
  tekst: undefined,
  samtale: hvem.chat,
  aktivitet: 'x',
  status: 200,
})
const ber = (hvem: Testbot['sara']) => hvem.sender(iChatten(hvem), 'referat.last-ned', { mote: s.mote })

async function enLenke(hvem: Testbot['sara']): Promise<string> {
  const svar = await ber(hvem)
  const url = knapper(svar.kort).find(k => k.tittel === 'Last ned')?.action['url']
  if (typeof url !== 'string') throw new Error(`Ingen lenke: ${skjermtekst(svar)}`)
  return url
}
const hent = (url: string) => fetch(url, { method: 'POST' })
async function dokumentet(hvem: Testbot['sara']): Promise<string> {
  const svar = await hent(await enLenke(hvem))
  expect(svar.status).toBe(200)
  return (await lest(new Uint8Array(await svar.arrayBuffer()))).join('\n')
}
async function erBorte(url: string) {
  const svar = await hent(url)
  expect(svar.status).toBe(404)
  const tekst = await svar.text()
  expect(tekst).toContain('Lenken er brukt eller utløpt.')
  for (const hemmelig of Object.values(TEKSTER)) expect(tekst).not.toContain(hemmelig)
}

describe('å laste ned referatet', () => {
  it('er for alle som kan lese det, én gang, bak en knapp', async () => {
    const url = await enLenke(b.odd)
    const side = await fetch(url)
    expect(await side.text()).toContain('<button>Last ned</button>')
    const svar = await hent(url)
    expect(Object.fromEntries(svar.headers)).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': 'attachment; filename="Referat innsatsteam 2026-11-27.docx"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    const tekst = (await lest(new Uint8Array(await svar.arrayBuffer()))).join('\n')
    for (const innhold of [TEKSTER.oppsummering, TEKSTER.beslutning, TEKSTER.tiltak, TEKSTER.rettelse])
      expect(tekst).toContain(innhold)
    // What the card does not show is not in the document either.
    for (const innhold of [TEKSTER.beskrivelse, TEKSTER.bidrag, TEKSTER.tema, TEKSTER.onsker])
      expect(tekst).not.toContain(innhold)
    await erBorte(url)
  })

  it('viser det kortet viser: hver linje i referatet, og ikke mer for den som ikke ser alt', async () => {
    await b.bot.ktx.db.updateTable('sak').set({ vern: 'vold' }).where('ref', '=', s.ref).execute()
    const kort = skjermtekst(await b.odd.sender(iChatten(b.odd), 'referat.vis', { mote: s.mote }))
    expect(kort).not.toContain(TEKSTER.oppsummering)
    const odd = await dokumentet(b.odd)
    for (const tekst of [TEKSTER.oppsummering, TEKSTER.beslutning, TEKSTER.tiltak])
      expect(odd).not.toContain(tekst)
    expect(odd).toContain(TEKSTER.rettelse)
    // The one who raised it, and those who register consent, read it all.
    for (const hvem of [b.hege, b.sara]) expect(await dokumentet(hvem)).toContain(TEKSTER.oppsummering)
  })

  it('sier ikke hvilken skole det er når et barn har fortrolig adresse', async () => {
    expect(await dokumentet(b.sara)).toContain('Fjordvik skole')
    await b.bot.ktx.db.updateTable('sak').set({ vern: 'adresse' }).where('ref', '=', s.ref).execute()
    const tekst = await dokumentet(b.sara)
    expect(tekst).not.toContain('Fjordvik')
    expect(tekst).not.toContain('Grupperom')
  })

  it('er på nynorsk der skolen skriver nynorsk', async () => {
    await b.bot.ktx.db.updateTable('skole').set({ malform: 'nn' }).execute()
    const tekst = await dokumentet(b.hege)
    expect(tekst).toContain('Ansvarleg')
    expect(tekst).toContain('Avgjerd:')
  })

  it('står i loggen med hvem, om møtet og hver sak i det', async () => {
    await dokumentet(b.odd)
    const logg = await b.bot.ktx.db
      .selectFrom('logg')
      .select(['person', 'gjelder'])
      .where('kode', '=', 'referat-hentet')
      .execute()
    expect(logg.every(rad => rad.person === ovingsId(b.odd.person))).toBe(true)
    expect(logg.map(rad => rad.gjelder)).toEqual(expect.arrayContaining([s.mote, s.ref]))
  })

  it('er ikke for den som ikke har noe der å gjøre: uten lenke, og uten spor', async () => {
    const for_ = await alleRader(b)
    const fremmed = b.scene.som(FREMMED)
    expect((await ber(fremmed)).tekst).toBe(FINNES_IKKE)
    const ukjent = await b.rolf.sender(iChatten(b.rolf), 'referat.last-ned', { mote: crypto.randomUUID() })
    expect(ukjent.tekst).toBe(FINNES_IKKE)
    expect((await alleRader(b))['dokumentlenke']).toEqual(for_['dokumentlenke'])
  })

  it('er ikke for et utkast', async () => {
    await b.bot.ktx.db.updateTable('referat').set({ godkjent: null, godkjent_av: null }).execute()
    expect(skjermtekst(await ber(b.rolf))).toContain('Referatet kan lastes ned når det er godkjent.')
  })
})

describe('en lenke som ikke skal virke', () => {
  it('er utløpt etter fem minutter', async () => {
    const url = await enLenke(b.hege)
    b.settTid('2026-11-27T10:20:01')
    await erBorte(url)
  })

  it('er brukt når to henter samtidig: én får det', async () => {
    const url = await enLenke(b.hege)
    const status = await Promise.all([hent(url), hent(url), hent(url)].map(async svar => (await svar).status))
    expect(status.sort()).toEqual([200, 404, 404])
  })

  it('gir ingenting når rollen er tatt fra den som laget den', async () => {
    const url = await enLenke(b.odd)
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.odd.person)).execute()
    await erBorte(url)
  })

  it('gir det personen kan se når den hentes, ikke da den ble laget', async () => {
    const url = await enLenke(b.odd)
    await b.bot.ktx.db.updateTable('sak').set({ vern: 'vold' }).where('ref', '=', s.ref).execute()
    const svar = await hent(url)
    const tekst = (await lest(new Uint8Array(await svar.arrayBuffer()))).join('\n')
    expect(tekst).not.toContain(TEKSTER.oppsummering)
  })

  it('er ingen nøkkel til noe annet: den er bare for dette møtet, og bare hashen er lagret', async () => {
    const url = await enLenke(b.hege)
    const token = url.split('/').at(-1) ?? ''
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(await alleRader(b))).not.toContain(token)
    await erBorte(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)
    expect((await hent(url)).status).toBe(200)
  })

  it('ryddes bort med de andre', async () => {
    await enLenke(b.hege)
    b.settTid('2026-11-28T03:01')
    await b.send()
    expect(await b.bot.ktx.db.selectFrom('dokumentlenke').select('merke').execute()).toEqual([])
  })
})
