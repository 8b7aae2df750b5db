import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { meldepliktkort } from '../src/cards/meldeplikt.ts'
import { ressurskort, ressursskjema } from '../src/cards/ressurser.ts'
import { rutinekort } from '../src/cards/rutiner.ts'
import { nb } from '../src/cards/tekst/nb.ts'
import { felt, knapper, kortSomTekst } from '../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { finnFunn } from '../src/navnevakt/navnevakt.ts'
import { lesRutiner, RUTINENE } from '../src/veiledning/les-rutiner.ts'
import {
  KATEGORIER,
  MAKS_LENKE,
  MAKS_RESSURSER,
  MAKS_TEKST,
  MAKS_TITTEL,
  provRessurs,
} from '../src/veiledning/ressurser.ts'
import { finnRutine, lesRutine, RUTINER } from '../src/veiledning/rutinekort.ts'
import { kontrollerKort } from './bilder/kontroll.ts'
import { alleRader, begynnPaNytt, FREMMED, fraNaAv, lagretI, ulike } from './bygg/rader.ts'
import { apneSaken, EN_SAK, etInnkaltMote, etTestbot, START, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const MAPPE = new URL('../src/veiledning/rutiner/', import.meta.url)
const PLIKT = 'Meldeplikten er personlig og går foran taushetsplikten.'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

type Hvem = Testbot['sara']
const fremmed = () => b.scene.som(FREMMED)
const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)

/** What a person is answered in their own chat. */
async function svarTil(hvem: Hvem, tekst: string, hvor: 'kanal' | 'chat' = 'chat'): Promise<Skjerm> {
  await hvem.skriver(tekst, hvor)
  await b.send()
  const siste = b.scene.meldinger(hvem.chat).at(-1)
  if (siste === undefined) throw new Error(`${hvem.navn} fikk ikke noe svar`)
  return siste
}

/** Everything a card says, folded parts too. */
const altI = (kort: unknown) => JSON.stringify(kort).replaceAll('\\n', ' ')

async function giRolle(p: Ovingsperson, rolle: string): Promise<Hvem> {
  const { db, tenant } = b.bot.ktx
  await db
    .insertInto('rolle')
    .values({ tenant, skole: OVING.skole.id, person: ovingsId(p), rolle, tjeneste: 'skole' })
    .execute()
  return b.scene.som(p)
}

describe('rutinene', () => {
  it('vises for en uten rolle: først hvilke, så den hun velger, og tilbake', async () => {
    const valg = await svarTil(fremmed(), '/rutine')
    expect(titler(valg)).toEqual([
      'Innsatsteam',
      '1 · Bekymringsmelding',
      '2 · Vold eller seksuelle overgrep',
      '3 · Fra undersøkelse til tiltak',
      '4 · Ny melding i aktiv sak',
      'Åpen dør og faste avtaler',
      'Meldeplikt',
    ])
    const kort = await fremmed().trykker(valg, '3 · Fra undersøkelse til tiltak')
    expect(skjermtekst(kort)).toContain('3. Ny kontaktperson\n  Ringer sosiallærer og presenterer seg.')
    expect(titler(await fremmed().trykker(kort, 'Alle rutinene'))).toEqual(titler(valg))
  })

  it.each([
    ['/rutine innsatsteam', 'Innsatsteam', 'hver 4. uke', 'Innsatsteammøte'],
    ['/rutine 1', '1 · Bekymringsmelding', 'innen 1 uke', 'Oppstartsmøte (del 1 og del 2)'],
    [
      '/rutine vold',
      '2 · Vold eller seksuelle overgrep',
      'dagen etter',
      'Samarbeidsmøte etter tredelt samtale',
    ],
    ['rutine 3', '3 · Fra undersøkelse til tiltak', 'jevnlig', 'Samarbeidsmøte i tiltaksfasen'],
    [
      '/rutiner 4',
      '4 · Ny melding i aktiv sak',
      'rutine 1',
      'Gjennomgang av ny melding i aktiv sak (del 1 og del 2)',
    ],
    ['/rutine åpen dør', 'Åpen dør og faste avtaler', 'månedlig', 'Åpen dør'],
  ])('«%s» gir kortet med steg, frister og møter', async (skrevet, tittel, nar, mote) => {
    const svar = await svarTil(fremmed(), skrevet)
    const tekst = skjermtekst(svar)
    expect(tekst).toContain(tittel)
    expect(tekst).toContain('1. ')
    expect(tekst).toContain(nar)
    for (const del of ['Hva vi venter av hverandre', 'Møtene', 'Fristene'])
      expect(titler(svar)).toContain(del)
    expect(altI(svar.kort)).toContain(`• ${mote}`)
    expect(kontrollerKort(svar.kort)).toEqual([])
  })

  it('svares den som spør, ikke kanalen', async () => {
    const nye = fraNaAv(b)
    await b.hege.skriver('/rutine vold')
    await b.send()
    expect(nye(OVING.kanal.id)).toEqual([])
    expect(nye(b.hege.chat)).toHaveLength(1)
  })

  it('bretter ut det som er brettet sammen', async () => {
    const svar = await svarTil(fremmed(), '/rutine 3')
    const mal = knapper(svar.kort).flatMap(({ action }) => action['targetElements'] ?? [])
    expect(mal).toEqual(['del-0', 'del-1', 'del-2', 'del-3', 'del-4'])
    for (const id of mal) expect(altI(svar.kort)).toContain(`"id":"${id}","isVisible":false`)
  })

  it('rutine 3 har de fem delene av skolestøtte og samtaleguiden, uten noe å fylle ut', () => {
    const [skolestotte, guide] = RUTINENE.find(r => r.id === 'tiltak')?.deler ?? []
    expect(skolestotte?.punkter).toHaveLength(5)
    expect(guide?.punkter.map(p => p.merke?.nb)).toEqual(['Med foreldrene', 'Med barnet', 'Sammen'])
    expect(guide?.merknad?.nb).toContain('lagres ikke')
    for (const rutine of RUTINENE) expect(felt(rutinekort(rutine, nb))).toEqual([])
  })

  it('ved vold snakker barnevernet med foreldrene først: skolen blir aldri bedt om det', () => {
    const vold = RUTINENE.find(r => r.id === 'vold')
    const alle = JSON.stringify(vold)
    expect(vold?.nar.nb).toContain('Barnevernet snakker med foreldrene først.')
    for (const steg of vold?.steg ?? [])
      for (const sprak of ['nb', 'nn'] as const) {
        const skolen = /skol|skul|sosiallær/i.test(steg.hvem[sprak])
        if (skolen) expect(steg.hva[sprak]).not.toMatch(/foreld|heim|hjem|familie/i)
      }
    // Whoever talks with the parents in a sentence, it is barnevernet.
    const setninger = [...alle.matchAll(/"n[bn]":"([^"]*)"/g)].flatMap(([, t = '']) =>
      t.split(/(?<=[.?!])\s+/),
    )
    const omSamtale = setninger.filter(s =>
      /(snakk|samtale|ring|tek|tar|inform|kontakt|spør)\S* .*foreld/i.test(s),
    )
    expect(omSamtale.length).toBeGreaterThan(1)
    for (const setning of omSamtale) expect(setning).toMatch(/barnevernet (har )?snakk|samtykke/i)
    // Unsure: barnevernet's mottak, and nobody else.
    expect(alle).toContain('Drøft anonymt med barnevernets mottak.')
    expect(alle).not.toMatch(/oslohjelp|lavterskel|ppt|bup|familievern/i)
  })

  it('finnes på bokmål og nynorsk, og hver tekst er oversatt', () => {
    const nn = { ...nb, sprak: 'nn' }
    for (const rutine of RUTINENE) {
      const [bokmal, nynorsk] = [nb, nn].map(t => altI(rutinekort(rutine, t)))
      expect(nynorsk).not.toBe(bokmal)
      for (const ord of [' ikke ', ' hva ', ' skolen ', ' fra ', ' møter,', ' uke', ' bare ', ' foreldrene'])
        expect(
          rutine.steg.map(s => `${s.hva.nn} ${s.nar?.nn ?? ''}`).join(' '),
          `${rutine.id}: ${ord}`,
        ).not.toContain(ord)
    }
  })

  it('stoppes ikke av navnevakten, og er korte nok for en telefon', () => {
    for (const rutine of RUTINENE) {
      const tekster = [...JSON.stringify(rutine).matchAll(/"n[bn]":"([^"]*)"/g)].map(
        ([, tekst = '']) => tekst,
      )
      expect(tekster.length).toBeGreaterThan(20)
      for (const tekst of tekster) {
        expect(finnFunn(tekst), tekst).toEqual([])
        expect(tekst.length, tekst).toBeLessThanOrEqual(170)
      }
    }
  })
})

describe('filene med rutiner', () => {
  const fil = (id: string) => readFileSync(new URL(`${id}.json`, MAPPE), 'utf8')

  it('er gyldige, én for hver rutine', () => {
    expect(
      readdirSync(MAPPE)
        .map(navn => navn.replace('.json', ''))
        .sort(),
    ).toEqual([...RUTINER].sort())
    expect(RUTINENE.map(r => r.id)).toEqual(RUTINER)
    const ord = RUTINENE.flatMap(r => r.stikkord)
    expect(new Set(ord).size).toBe(ord.length)
    for (const rutine of RUTINENE)
      for (const stikkord of rutine.stikkord) expect(finnRutine(RUTINENE, stikkord)).toBe(rutine.id)
  })

  it.each([
    ['ikke JSON', (t: string) => t.slice(0, -3), 'vold.json er ikke gyldig JSON'],
    [
      'uten nynorsk',
      (t: string) => t.replace(/"nn": "Skulen"/, '"nn": ""'),
      'vold.json, steg.0.hvem.nn: kan ikke være tom',
    ],
    [
      'et felt for mye',
      (t: string) => t.replace('"nr": 2', '"nr": 2, "extra": 1'),
      'vold.json: Ukjent nøkkel: "extra"',
    ],
    ['feil id', (t: string) => t.replace('"id": "vold"', '"id": "tiltak"'), 'vold.json har id «tiltak»'],
  ])('%s gir én klar feil', (_, odelegg, feil) => {
    expect(() => lesRutine('vold.json', odelegg(fil('vold')))).toThrow(feil)
  })

  it('en fil som mangler, blir savnet', () => {
    const mappe = mkdtempSync(join(tmpdir(), 'rutiner-'))
    try {
      writeFileSync(join(mappe, 'innsatsteam.json'), fil('innsatsteam'))
      expect(() => lesRutiner(pathToFileURL(`${mappe}/`))).toThrow('bekymringsmelding.json mangler')
    } finally {
      rmSync(mappe, { recursive: true })
    }
  })
})

const ET_KURS = {
  kategori: 'kurs',
  tittel: 'Kurs i møteledelse',
  lenke: 'https://oving.example/kurs?side=1',
}

async function tilSkjemaet(hvem: Hvem): Promise<Skjerm> {
  const liste = await hvem.trykker(await svarTil(hvem, '/ressurser'), 'Vis lenkene')
  return hvem.trykker(liste, 'Legg til eller ta bort')
}
const lagrede = async () =>
  (await b.bot.ktx.db.selectFrom('ressurs').select(['tittel', 'tatt_bort']).orderBy('tittel').execute()).map(
    r => `${r.tittel}${r.tatt_bort === null ? '' : ' (borte)'}`,
  )
const FRA_FOR = ['Bekymringsmelding på nett', 'Brosjyre om innsatsteamet', 'Skjema for samtykke']

describe('det kommunen deler', () => {
  it('vises for alle med en rolle, i grupper, som lenker', async () => {
    const lenke = await svarTil(b.odd, '/ressurser')
    expect(altI(lenke.kort)).not.toContain('kommunen.example')
    const liste = await b.odd.trykker(lenke, 'Vis lenkene')
    expect(skjermtekst(liste)).toContain('Maler\n')
    expect(knapper(liste.kort).map(k => [k.tittel, k.action['url']])).toEqual([
      ['Skjema for samtykke', 'https://kommunen.example/samtykke'],
      ['Brosjyre om innsatsteamet', 'https://kommunen.example/til-foreldre'],
      ['Bekymringsmelding på nett', 'https://kommunen.example/bekymringsmelding'],
    ])
  })

  it('finnes ikke for en uten rolle, hvordan hun enn spør', async () => {
    const lenke = await svarTil(fremmed(), '/ressurser')
    expect((await fremmed().trykker(lenke, 'Vis lenkene')).tekst).toBe(FINNES_IKKE)
    for (const verb of ['ressurs.skjema', 'ressurs.legg-til', 'ressurs.ta-bort', 'ressurs.angre'])
      expect(
        (await fremmed().sender(lenke, verb, { ...ET_KURS, nonce: 'n', ressurs: 'ressurs-1' })).tekst,
        verb,
      ).toBe(FINNES_IKKE)
    expect(await lagrede()).toEqual(FRA_FOR)
  })

  it('endres av en administrator, også en som ikke er den første', async () => {
    const admin = await giRolle(FREMMED, 'administrator')
    const skjema = await tilSkjemaet(admin)
    const lagt = await admin.trykker(skjema, 'Legg til', ET_KURS)
    expect(skjermtekst(lagt)).toContain('Lenken er lagt til.')
    expect(skjermtekst(await b.siri.sender(lagt, 'ressurs.vis', {}))).toContain('Kurs i møteledelse')
    const logg = await b.bot.ktx.db
      .selectFrom('logg')
      .select('kode')
      .where('person', '=', ovingsId(FREMMED))
      .execute()
    expect(logg.map(l => l.kode)).toEqual(['ressurs-lagt-til'])
  })

  it('endres ikke av andre: de får vite hvem som kan', async () => {
    const liste = await b.rolf.trykker(await svarTil(b.rolf, '/ressurser'), 'Vis lenkene')
    expect(titler(liste)).not.toContain('Legg til eller ta bort')
    for (const verb of ['ressurs.skjema', 'ressurs.legg-til', 'ressurs.ta-bort', 'ressurs.angre'])
      expect(
        skjermtekst(await b.rolf.sender(liste, verb, { ...ET_KURS, nonce: 'n', ressurs: 'ressurs-1' })),
        verb,
      ).toContain('Bare en administrator kan endre de delte lenkene.')
    expect(await lagrede()).toEqual(FRA_FOR)
  })

  it.each([
    ['http', 'http://oving.example/kurs'],
    ['et program', 'javascript:alert(1)'],
    ['en fil', 'file:///etc/passwd'],
    ['en annen vert enn den ser ut som', 'https://oving.example@ond.example/'],
    ['ingen vert', 'https:///kurs'],
    ['en intern maskin', 'https://localhost/'],
    ['et tall', 'https://127.0.0.1/'],
    ['mellomrom', 'https://oving.example/a b'],
    ['for lang', `https://oving.example/${'a'.repeat(MAKS_LENKE)}`],
    ['bare ord', 'kurs.example'],
  ])('tar ikke imot en lenke som er %s, og det som er skrevet, står', async (_, lenke) => {
    const svar = await b.sara.trykker(await tilSkjemaet(b.sara), 'Legg til', { ...ET_KURS, lenke })
    expect(skjermtekst(svar)).toContain('Lenken må begynne med https://')
    expect(felt(svar.kort).find(f => f.id === 'lenke')?.verdi).toBe(lenke)
    expect(felt(svar.kort).find(f => f.id === 'tittel')?.verdi).toBe(ET_KURS.tittel)
    expect(await lagrede()).toEqual(FRA_FOR)
  })

  it.each([
    ['uten tittel', { tittel: '' }, 'Skriv en tittel.'],
    ['med for lang tittel', { tittel: 'a'.repeat(MAKS_TITTEL + 1) }, 'Tittelen kan være på høyst 80 tegn.'],
    ['uten kategori', { kategori: '' }, 'Velg hva lenken hører til.'],
    ['uten lenke', { lenke: '' }, 'Skriv en lenke.'],
    ['med tekst som ikke er en kanal', { tekst: 'Åpent' }, 'Bare en kanal for meldinger kan ha tekst.'],
    [
      'med for lang tekst',
      { kategori: 'meldekanal', tekst: 'a'.repeat(MAKS_TEKST + 1) },
      'Teksten kan være på høyst 120 tegn.',
    ],
    ['med en kategori som ikke finnes', { kategori: 'annet' }, 'Velg hva lenken hører til.'],
  ])('tar ikke imot en %s', async (_, feil, setning) => {
    const svar = await b.sara.trykker(await tilSkjemaet(b.sara), 'Legg til', { ...ET_KURS, ...feil })
    expect(skjermtekst(svar)).toContain(setning)
    expect(await lagrede()).toEqual(FRA_FOR)
  })

  it('navnevakten stopper et navn i tittelen, og «Erstatt» lar resten stå', async () => {
    const tittel = 'Plan for Kari Nordmann'
    const stoppet = await b.sara.trykker(await tilSkjemaet(b.sara), 'Legg til', { ...ET_KURS, tittel })
    expect(skjermtekst(stoppet)).toContain('Ikke lagret. Noe her kan vise hvem barnet er.')
    expect(await lagretI(b, 'Kari Nordmann')).toEqual([])
    const erstattet = await b.sara.trykker(stoppet, 'Erstatt med «eleven»')
    expect(felt(erstattet.kort).find(f => f.id === 'tittel')?.verdi).toBe('Plan for eleven')
    expect(felt(erstattet.kort).find(f => f.id === 'lenke')?.verdi).toBe(ET_KURS.lenke)
    expect(await lagrede()).toEqual(FRA_FOR)
    const logg = await b.bot.ktx.db.selectFrom('logg').select('kode').orderBy('nr').execute()
    expect(logg.map(l => l.kode)).toEqual([
      'navnevakt-stoppet:ressurstittel=1',
      'navnevakt-erstattet:ressurstittel=1',
    ])
  })

  it('et telefonnummer kan stå der man melder fra, men ikke i en tittel', async () => {
    // Made here, so that no number stands in the file.
    const nummer = ['22', '22', '22', '22'].join(' ')
    const kanal = { kategori: 'meldekanal', tittel: 'Mottaket', lenke: '', tekst: `Telefon ${nummer}` }
    expect(skjermtekst(await b.sara.trykker(await tilSkjemaet(b.sara), 'Legg til', kanal))).toContain(
      'Lenken er lagt til.',
    )
    const tittel = { ...ET_KURS, tittel: `Ring ${nummer}` }
    expect(skjermtekst(await b.sara.trykker(await tilSkjemaet(b.sara), 'Legg til', tittel))).toContain(
      'Ikke lagret.',
    )
    expect(await lagrede()).toEqual([...FRA_FOR.slice(0, 2), 'Mottaket', 'Skjema for samtykke'])
  })

  it('tas bort, og det kan angres i ett døgn', async () => {
    const skjema = await tilSkjemaet(b.sara)
    const borte = await b.sara.trykker(skjema, 'Ta bort')
    expect(skjermtekst(borte)).toContain('Lenken er tatt bort.')
    expect(await lagrede()).toContain('Skjema for samtykke (borte)')
    expect(skjermtekst(await b.odd.sender(borte, 'ressurs.vis', {}))).not.toContain('Skjema for samtykke')
    const igjen = await b.sara.trykker(borte, 'Angre')
    expect(skjermtekst(igjen)).toContain('Lenken er tilbake.')
    expect(await lagrede()).toEqual(FRA_FOR)
    // Pressed twice: nothing more, and nothing wrong.
    expect(skjermtekst(await b.sara.trykker(borte, 'Angre'))).toContain('Lenken er tilbake.')

    await b.sara.trykker(igjen, 'Ta bort')
    b.settTid('2026-11-22T10:00')
    await b.sara.trykker(await tilSkjemaet(b.sara), 'Legg til', ET_KURS)
    expect(await lagrede()).not.toContain('Skjema for samtykke (borte)')
    b.settTid(START)
  })

  it('to trykk på den samme knappen gir én lenke, og listen blir aldri for lang', async () => {
    const skjema = await tilSkjemaet(b.sara)
    await Promise.all([1, 2].map(() => b.sara.trykker(skjema, 'Legg til', ET_KURS)))
    expect(await lagrede()).toHaveLength(4)
    const { tenant, db } = b.bot.ktx
    const full = Array.from({ length: MAKS_RESSURSER - 4 }, (_, nr) => ({
      tenant,
      id: `full-${nr}`,
      kategori: 'kurs',
      tittel: `Kurs ${nr}`,
      lenke: 'https://oving.example/',
      tekst: '',
      lagt_til_av: '',
      lagt_til: new Date(),
      tatt_bort: null,
    }))
    await db.insertInto('ressurs').values(full).execute()
    const svar = await b.sara.trykker(await tilSkjemaet(b.sara), 'Legg til', ET_KURS)
    expect(skjermtekst(svar)).toContain('Listen er full: høyst 30 lenker.')
    expect(await lagrede()).toHaveLength(MAKS_RESSURSER)
  })

  it('sier hvem som kan legge noe inn, når ingenting er delt', async () => {
    await b.bot.ktx.db.deleteFrom('ressurs').execute()
    const liste = await b.rolf.trykker(await svarTil(b.rolf, '/ressurser'), 'Vis lenkene')
    expect(skjermtekst(liste)).toContain('Ingen lenker er lagt inn ennå.')
    expect(skjermtekst(liste)).toContain('En administrator kan legge dem inn her')
  })

  it('er et kort Teams tar, også når listen er full av lange lenker', () => {
    const ressurser = Array.from({ length: MAKS_RESSURSER }, (_, nr) => ({
      id: crypto.randomUUID(),
      kategori: KATEGORIER[nr % (KATEGORIER.length - 1)] ?? 'kurs',
      tittel: 'x'.repeat(MAKS_TITTEL),
      lenke: `https://oving.example/${'x'.repeat(MAKS_LENKE - 22)}`,
      tekst: '',
    }))
    const visning = { ressurser, borte: [], kanEndre: true }
    const tomt = { kategori: '', tittel: '', lenke: '', tekst: '' }
    expect(kontrollerKort(ressurskort(visning, nb))).toEqual([])
    expect(kontrollerKort(ressursskjema(visning, 'n', tomt, undefined, nb))).toEqual([])
  })

  it('en tittel er tekst, og lenken er den nettleseren åpner', () => {
    const provd = provRessurs({ ...ET_KURS, tittel: ' Kurs\u0000 i\n **ledelse** ', tekst: '' })
    expect(provd).toEqual({
      kode: 'ressurs',
      ressurs: { kategori: 'kurs', tittel: 'Kurs i **ledelse**', lenke: ET_KURS.lenke, tekst: '' },
    })
    expect(provRessurs({ ...ET_KURS, lenke: 'HTTPS://Oving.example', tekst: '' })).toMatchObject({
      ressurs: { lenke: 'https://oving.example/' },
    })
  })
})

describe('meldeplikten', () => {
  /** Presses the button, and sees that nothing but a hold on the pressed card is written, and nothing is sent. */
  async function trykkerMeldeplikt(hvem: Hvem, skjerm: Skjerm, fyll: Record<string, string> = {}) {
    await b.send()
    const for_ = await alleRader(b)
    const nye = fraNaAv(b)
    const kort = await hvem.trykker(skjerm, 'Meldeplikt', fyll)
    await b.send()
    expect(ulike(for_, await alleRader(b)).filter(t => t !== 'melding')).toEqual([])
    expect(nye()).toEqual([])
    expect(skjermtekst(kort)).toContain(PLIKT)
    expect(felt(kort.kort)).toEqual([])
    return kort
  }

  it('er en kommando for hvem som helst, og svaret er bare hennes', async () => {
    const nye = fraNaAv(b)
    const kort = await svarTil(fremmed(), '/meldeplikt', 'kanal')
    expect(nye(OVING.kanal.id)).toEqual([])
    const tekst = skjermtekst(kort)
    expect(tekst).toContain(PLIKT)
    expect(tekst).toContain('Den krever aldri samtykke.')
    expect(tekst).toContain('Avvergingsplikten:')
    expect(tekst).toContain(
      'Snakk tidlig og tydelig med foreldrene, men ikke når det gjelder vold eller overgrep',
    )
    expect(tekst).toContain('eller med Oslohjelpa')
    expect(tekst).toContain('Åpent hele døgnet')
    expect(knapper(kort.kort).map(k => k.action['url'])).toEqual([
      'https://kommunen.example/bekymringsmelding',
    ])
    expect(felt(kort.kort)).toEqual([])
    expect(altI(kort.kort)).not.toMatch(/\d{8}|\d\d \d\d \d\d/)
  })

  it('viser til de vanlige kanalene når kommunen ikke har lagt inn noen', async () => {
    await b.bot.ktx.db.deleteFrom('ressurs').execute()
    const tekst = skjermtekst(await svarTil(b.rolf, 'meldeplikt'))
    expect(tekst).toContain('Bruk kommunens vanlige kanaler til barnevernet.')
    expect(tekst).toContain('/ressurser')
  })

  it('står i hjelpen', async () => {
    await trykkerMeldeplikt(b.odd, await svarTil(b.odd, '/hjelp'))
  })

  it('er i egen visning av agendaen, for hele teamet, også uten samtykke, og veien tilbake går dit', async () => {
    const agenda = await etInnkaltMote(b)
    for (const hvem of [b.sara, b.rolf, b.siri, b.hege, b.frida, b.odd]) {
      const kort = await trykkerMeldeplikt(hvem, await hvem.trykker(agenda, 'Åpne agendaen'))
      expect(skjermtekst(await hvem.trykker(kort, 'Tilbake'))).toContain('Siden sist')
    }
  })

  it('er på kortet til saken, og veien tilbake går dit', async () => {
    const kort = await trykkerMeldeplikt(b.sara, await apneSaken(b.sara, await etInnkaltMote(b)))
    expect(skjermtekst(kort)).toContain(
      'Snakk tidlig og tydelig med foreldrene, men ikke når det gjelder vold eller overgrep',
    )
    expect(titler(await b.sara.trykker(kort, 'Tilbake'))).toContain('Registrer samtykke')
  })

  it('er på hver sak i møtet, og det som var skrevet, står der igjen etterpå', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    const sak = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    const skrevet = { oppsummering: 'Morgenstarten går bedre nå.', tiltakTekst: 'Avtale nytt møte.' }
    const kort = await trykkerMeldeplikt(b.rolf, sak, skrevet)
    expect(await lagretI(b, skrevet.oppsummering)).toEqual([])
    const igjen = await b.rolf.trykker(kort, 'Tilbake')
    const verdier = Object.fromEntries(felt(igjen.kort).map(f => [f.id, f.verdi]))
    expect(verdier).toMatchObject(skrevet)
    expect(skjermtekst(await b.rolf.trykker(igjen, 'Lagre og neste'))).toContain('Lagret.')
    expect(await lagretI(b, skrevet.oppsummering)).toEqual(['punkt'])
    // The way back is open to those who lead alone.
    const data = knapper(kort.kort).find(k => k.tittel === 'Tilbake')
    expect(skjermtekst(await b.odd.sender(kort, data?.verb, data?.data))).toContain('kan lede møtet')
  })

  it('er der når en sak ikke skal meldes hit, og da uten råd om å snakke med foreldrene', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    expect(titler(skjema)).not.toContain('Meldeplikt')
    const avvist = await b.hege.trykker(skjema, 'Send', { ...EN_SAK, vern: 'vold' })
    const kort = await trykkerMeldeplikt(b.hege, avvist)
    ventVold(kort)
    expect(await lagretI(b, EN_SAK.beskrivelse)).toEqual([])
    expect(altI(kort.kort)).not.toContain(EN_SAK.beskrivelse)
    expect(skjermtekst(await b.hege.trykker(kort, 'Tilbake'))).toContain('Siden sist')
  })

  function ventVold(kort: Skjerm) {
    const tekst = skjermtekst(kort)
    expect(tekst).toContain('Gjelder det vold eller overgrep, snakker barnevernet med foreldrene først.')
    expect(tekst.match(/foreldre/g)).toHaveLength(1)
    expect(tekst).toContain('Drøft anonymt med barnevernets mottak.')
    expect(tekst).not.toMatch(/Oslohjelpa|tolk/)
  }

  it('vet selv at saken gjelder vold: serveren avgjør det, ikke kortet', async () => {
    const agenda = await etInnkaltMote(b)
    await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
    const { id: sak } = await b.bot.ktx.db
      .selectFrom('sak')
      .select('id')
      .where('meldt_av', '=', ovingsId(b.hege.person))
      .executeTakeFirstOrThrow()
    const skjerm = await apneSaken(b.sara, agenda)
    for (const vern of ['vold', 'adresse']) {
      await b.bot.ktx.db.updateTable('sak').set({ vern }).where('id', '=', sak).execute()
      ventVold(await b.sara.sender(skjerm, 'meldeplikt.vis', { sak, vold: false }))
    }
    // Whoever may not see the case gets what everybody gets, as for a case that does not exist.
    const [hans, ukjent] = await Promise.all(
      [sak, crypto.randomUUID()].map(id => b.odd.sender(skjerm, 'meldeplikt.vis', { sak: id, vold: true })),
    )
    const uten = (s: Skjerm | undefined) => altI(s?.kort).replace(/[0-9a-f-]{36}/g, '…')
    expect(uten(hans)).toBe(uten(ukjent))
    expect(uten(hans)).toContain('Snakk tidlig og tydelig')
  })

  it('er også på rutinene, og etter rutine 2 slik det er ved vold', async () => {
    const rutine = await svarTil(fremmed(), '/rutine vold')
    const kort = await fremmed().trykker(rutine, 'Meldeplikt')
    ventVold(kort)
    expect(skjermtekst(await fremmed().trykker(kort, 'Tilbake'))).toContain('Vold eller seksuelle overgrep')
    const annen = await fremmed().trykker(await svarTil(fremmed(), '/rutine 1'), 'Meldeplikt')
    expect(skjermtekst(annen)).toContain(
      'Snakk tidlig og tydelig med foreldrene, men ikke når det gjelder vold eller overgrep',
    )
  })

  it('har en knapp for hver kanal med lenke, og bare tekst for de andre', () => {
    const kort = meldepliktkort(
      [
        { tittel: 'På nett', lenke: 'https://oving.example/meld', tekst: '' },
        { tittel: 'På kontoret', lenke: '', tekst: 'Hverdager til kl. 15' },
      ],
      false,
      nb,
    )
    expect(knapper(kort).map(k => k.tittel)).toEqual(['På nett'])
    expect(kortSomTekst(kort)).toContain('På kontoret\n    Hverdager til kl. 15')
    expect(kontrollerKort(kort)).toEqual([])
  })

  it('tekstene stoppes ikke av navnevakten', () => {
    const alle = (verdi: unknown): string[] =>
      typeof verdi === 'string'
        ? [verdi]
        : typeof verdi === 'object' && verdi !== null
          ? Object.values(verdi).flatMap(alle)
          : []
    const tekster = alle(nb.veiledning)
    expect(tekster.length).toBeGreaterThan(50)
    for (const tekst of tekster) expect(finnFunn(tekst), tekst).toEqual([])
  })
})
