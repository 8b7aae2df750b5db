import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { hentPunkterMedTekst } from '../src/mote/punkt-store.ts'
import { hentTiltak } from '../src/referat/referat-store.ts'
import { begynnPaNytt, fraNaAv, lagretI, somTekst } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, gjorApen, type Testbot } from './bygg/testbot.ts'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

/** What is under way is sent first: a lease would run out when the clock jumps. */
async function gaTil(tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}

/** A running meeting, and its leader at the first item. */
async function iMotet(leder = b.rolf): Promise<{ agenda: Skjerm; punkt: Skjerm }> {
  const agenda = await etInnkaltMote(b)
  b.settTid('2026-11-27T10:15')
  const punkt = await leder.trykker(await leder.starter(agenda), 'Neste')
  return { agenda, punkt }
}

const verdi = (skjerm: Skjerm, id: string) => felt(skjerm.kort).find(f => f.id === id)?.verdi
const objekt = (data: unknown): object => (typeof data === 'object' && data !== null ? data : {})
const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)

const ROLFS = {
  oppsummering: 'Kontaktlærer mener at morgenstarten går bedre nå.',
  beslutning: 'Vi fortsetter i fire uker til.',
  tiltakTekst: 'Kjøpe inn en sofa til grupperommet.',
}

async function toSkriver() {
  const { agenda, punkt } = await iMotet()
  const saras = await b.sara.trykker(await b.sara.trykker(agenda, 'Fortsett møtet'), 'Neste')
  await b.sara.trykker(saras, 'Lagre og nytt tiltak', {
    oppsummering: 'Vi så at fraværet gikk ned i november.',
    beslutning: 'Kontaktlærer ringer hjem hver mandag.',
    enighet: 'ja',
  })
  return { agenda, punkt, fyll: { ...ROLFS, ansvarlig: ovingsId(b.frida.person), frist: '2026-12-04' } }
}

/** The items of this meeting, opened. */
async function punktrad() {
  const { id } = await b.bot.ktx.db
    .selectFrom('mote')
    .select('id')
    .where('dato', '=', '2026-11-27')
    .executeTakeFirstOrThrow()
  return hentPunkterMedTekst(b.bot.ktx, id)
}

async function nyeTiltak() {
  const punkter = await b.bot.ktx.db.selectFrom('punkt').select('id').execute()
  const tiltak = await hentTiltak(
    b.bot.ktx,
    punkter.map(p => p.id),
  )
  return tiltak
    .filter(t => t.tekst.startsWith('Kjøpe'))
    .map(({ tekst, ansvarlig, frist }) => ({ tekst, ansvarlig, frist }))
}

const statuser = async () =>
  (await b.bot.ktx.db.selectFrom('mote').select('status').execute()).map(m => m.status)

describe('å starte', () => {
  it('nekter den som ikke kan lede, og sier hvem som kan', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    const rommet = await b.rolf.trykker(agenda, 'Start møtet')
    const bekreft = knapper(rommet.kort).find(k => k.tittel === 'Bekreft og start')
    for (const hvem of [b.siri, b.hege, b.frida, b.odd]) {
      expect(skjermtekst(await hvem.trykker(agenda, 'Start møtet'))).toMatch(/Bare rektor.* kan lede møtet/)
      const svar = await hvem.sender(rommet, bekreft?.verb, { ...objekt(bekreft?.data), tjenester: 'skole' })
      expect(skjermtekst(svar)).toMatch(/Bare rektor.* kan lede møtet/)
    }
    expect(await statuser()).not.toContain('i_gang')
  })

  it('spør først når møtet er en annen dag', async () => {
    const agenda = await etInnkaltMote(b)
    const svar = await b.rolf.trykker(agenda, 'Start møtet')
    expect(skjermtekst(svar)).toContain('Starter du nå, stenges innspill for alle.')
    expect(await statuser()).not.toContain('i_gang')
    // Also when the warning is passed by: the server asks.
    const uten = await b.rolf.sender(svar, 'mote.start', {
      ...objekt(knapper(svar.kort).find(k => k.tittel === 'Start likevel')?.data),
      likevel: false,
      tjenester: 'skole',
    })
    expect(skjermtekst(uten)).toContain('Starter du nå, stenges innspill for alle.')
    expect(await statuser()).not.toContain('i_gang')
    const startet = await b.rolf.trykker(svar, 'Start likevel')
    expect(skjermtekst(startet)).toContain('Siden sist')
    expect(await statuser()).toContain('i_gang')
  })
})

describe('hvem som er i rommet', () => {
  const bekreftet = () =>
    b.bot.ktx.db
      .selectFrom('mote')
      .select(['tilstede', 'andre'])
      .where('dato', '=', '2026-11-27')
      .executeTakeFirstOrThrow()

  it('spørres det om før start, med dem som ikke har meldt forfall', async () => {
    const agenda = await etInnkaltMote(b)
    await b.hege.trykker(agenda, 'Kommer ikke')
    await b.frida.trykker(agenda, 'Jeg kommer')
    b.settTid('2026-11-27T10:15')
    const skjema = await b.rolf.trykker(agenda, 'Start møtet')
    expect(skjermtekst(skjema)).toContain('Hvem er i rommet?')
    expect(verdi(skjema, 'tjenester')?.split(',').sort()).toEqual([
      'bv',
      'fritidsklubb',
      'oslohjelpa',
      'skole',
    ])
    expect(verdi(skjema, 'andre')).toBeUndefined()
    expect(await bekreftet()).toEqual({ tilstede: null, andre: null })
    expect(await statuser()).not.toContain('i_gang')

    const tom = await b.rolf.trykker(skjema, 'Bekreft og start', { tjenester: '' })
    expect(skjermtekst(tom)).toContain('Kryss av minst én tjeneste som er i rommet.')
    expect(await statuser()).not.toContain('i_gang')

    const startet = await b.rolf.trykker(tom, 'Bekreft og start', {
      tjenester: 'skole,skolehelse',
      andre: 'tolk',
    })
    expect(skjermtekst(startet)).toContain('Siden sist')
    expect(await bekreftet()).toEqual({ tilstede: 'skole,skolehelse', andre: 'tolk' })
  })

  it('kan endres mens møtet er i gang, av den som leder, og hvert valg står i loggen', async () => {
    const { punkt } = await iMotet()
    const sist = await b.rolf.trykker(punkt, 'Forrige')
    const skjema = await b.rolf.trykker(sist, 'Hvem er i rommet?')
    expect(verdi(skjema, 'tjenester')).toBe('bv,fritidsklubb,skolehelse,oslohjelpa,skole')
    const lagret = await b.rolf.trykker(skjema, 'Lagre', { tjenester: 'skole,bv', andre: 'gjest' })
    expect(skjermtekst(lagret)).toContain('Lagret hvem som er i rommet.')
    expect(await bekreftet()).toEqual({ tilstede: 'skole,bv', andre: 'gjest' })
    const tom = await b.rolf.trykker(skjema, 'Lagre', { tjenester: '' })
    expect(skjermtekst(tom)).toContain('Kryss av minst én tjeneste som er i rommet.')
    const knapp = knapper(skjema.kort).find(k => k.tittel === 'Lagre')
    for (const hvem of [b.siri, b.hege, b.frida, b.odd]) {
      const svar = await hvem.sender(skjema, knapp?.verb, { ...objekt(knapp?.data), tjenester: 'skole' })
      expect(skjermtekst(svar)).toMatch(/Bare rektor.* kan lede møtet/)
    }
    expect(await bekreftet()).toEqual({ tilstede: 'skole,bv', andre: 'gjest' })
    const logg = await b.bot.ktx.db
      .selectFrom('logg')
      .select(['kode', 'person'])
      .where('kode', 'like', 'rommet:%')
      .orderBy('nr')
      .execute()
    expect(logg).toEqual([
      {
        kode: 'rommet:bv+fritidsklubb+skolehelse+oslohjelpa+skole',
        person: ovingsId(b.rolf.person),
      },
      { kode: 'rommet:skole+bv+gjest', person: ovingsId(b.rolf.person) },
    ])
  })

  it('avgjør lampen; den uten ja kan gå ut for saken, og komme tilbake', async () => {
    const agenda = await etInnkaltMote(b)
    await gjorApen(b, agenda, { ja1: 'skole,skolehelse' })
    b.settTid('2026-11-27T10:15')
    // Everybody is expected: then three services have no yes.
    let steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    expect(skjermtekst(steg)).toContain('▲ Gul: bare anonymt')
    expect(skjermtekst(steg)).toContain('Ikke ja for: Barnevernet, Fritidsklubben og Oslohjelpa.')
    steg = await b.rolf.trykker(steg, 'Barnevernet, Fritidsklubben og Oslohjelpa har forlatt rommet')
    expect(skjermtekst(steg)).toContain('K7F3 kan nå drøftes åpent.')
    expect(skjermtekst(steg)).toContain('● Grønn: kan drøftes åpent')
    expect(skjermtekst(steg)).toContain('er ute av rommet for denne saken.')
    expect(skjermtekst(await b.hege.trykker(agenda, 'Åpne agendaen'))).toContain('● Grønn')
    steg = await b.rolf.trykker(steg, 'De er tilbake i rommet')
    expect(skjermtekst(steg)).toContain('▲ Gul: bare anonymt')
    // Counting the room anew counts whoever had left as back.
    await b.rolf.trykker(steg, 'Barnevernet, Fritidsklubben og Oslohjelpa har forlatt rommet')
    const skjema = await b.rolf.trykker(await b.rolf.trykker(steg, 'Forrige'), 'Hvem er i rommet?')
    steg = await b.rolf.trykker(await b.rolf.trykker(skjema, 'Lagre', { tjenester: 'skole,bv' }), 'Neste')
    expect(skjermtekst(steg)).toContain('▲ Gul: bare anonymt')
    expect(skjermtekst(steg)).toContain('Ikke ja for: Barnevernet.')
    const koder = await b.bot.ktx.db
      .selectFrom('logg')
      .select('kode')
      .where('gjelder', '=', 'K7F3')
      .where('kode', 'like', '%rommet%')
      .orderBy('nr')
      .execute()
    expect(koder.map(k => k.kode)).toEqual([
      'forlot-rommet:bv+fritidsklubb+oslohjelpa',
      'tilbake-i-rommet',
      'forlot-rommet:bv+fritidsklubb+oslohjelpa',
    ])
  })
})

describe('når to skriver samtidig', () => {
  it('ser den andre begge tekstene, og alt den selv skrev står der', async () => {
    const { punkt, fyll } = await toSkriver()
    const konflikt = await b.rolf.trykker(punkt, 'Lagre og neste', fyll)
    const tekst = skjermtekst(konflikt)
    expect(tekst).toContain('Sara Sosiallærer har lagret dette punktet mens du skrev.')
    expect(tekst).toContain('Vi så at fraværet gikk ned i november.')
    expect(tekst).toContain('Kontaktlærer ringer hjem hver mandag.')
    for (const [id, ventet] of Object.entries(fyll)) expect(verdi(konflikt, id), id).toBe(ventet)
    expect(titler(konflikt)).toEqual(
      expect.arrayContaining(['Behold min tekst', 'Slå sammen', 'Behold den andres']),
    )
    expect(await lagretI(b, ROLFS.oppsummering)).toEqual([])
    expect(await lagretI(b, 'Vi så at fraværet')).toEqual(['punkt'])
  })

  it('«Behold min tekst» lagrer den, med tiltaket', async () => {
    const { punkt, fyll } = await toSkriver()
    const svar = await b.rolf.trykker(await b.rolf.trykker(punkt, 'Lagre og neste', fyll), 'Behold min tekst')
    expect(skjermtekst(svar)).toContain('Lagret.')
    expect((await punktrad())[0]).toMatchObject({ oppsummering: ROLFS.oppsummering, utfall: 'droftet' })
    expect(await nyeTiltak()).toEqual([
      { tekst: ROLFS.tiltakTekst, ansvarlig: ovingsId(b.frida.person), frist: '2026-12-04' },
    ])
  })

  it('«Behold den andres» mister ikke tiltaket man skrev', async () => {
    const { punkt, fyll } = await toSkriver()
    const svar = await b.rolf.trykker(
      await b.rolf.trykker(punkt, 'Lagre og neste', fyll),
      'Behold den andres',
    )
    expect((await punktrad())[0]).toMatchObject({ oppsummering: 'Vi så at fraværet gikk ned i november.' })
    const iSkjemaet = verdi(svar, 'tiltakTekst') === ROLFS.tiltakTekst
    expect(iSkjemaet || (await nyeTiltak()).length === 1).toBe(true)
  })

  it('«Slå sammen» gir begge tekstene, og ingenting to ganger', async () => {
    const { punkt, fyll } = await toSkriver()
    const konflikt = await b.rolf.trykker(punkt, 'Lagre og neste', fyll)
    let sammen = await b.rolf.trykker(konflikt, 'Slå sammen')
    if (titler(sammen).includes('Slå sammen')) sammen = await b.rolf.trykker(sammen, 'Slå sammen')
    expect(verdi(sammen, 'oppsummering')).toBe(
      `Vi så at fraværet gikk ned i november.\n${ROLFS.oppsummering}`,
    )
    expect(verdi(sammen, 'tiltakTekst')).toBe(ROLFS.tiltakTekst)
    const lagre = titler(sammen).find(t => t === 'Behold min tekst' || t === 'Lagre og nytt tiltak')
    await b.rolf.trykker(sammen, lagre ?? '')
    expect((await punktrad())[0]?.beslutning).toBe(
      `Kontaktlærer ringer hjem hver mandag.\n${ROLFS.beslutning}`,
    )
    expect(await nyeTiltak()).toHaveLength(1)
  })

  it('er punktet fortsatt parkert når det var det man trykket', async () => {
    const { punkt, fyll } = await toSkriver()
    await b.rolf.trykker(await b.rolf.trykker(punkt, 'Parker', fyll), 'Behold min tekst')
    expect((await punktrad())[0]).toMatchObject({ utfall: 'parkert' })
  })

  it('merkes det også når navnevakten stoppet den første lagringen', async () => {
    const { punkt, fyll } = await toSkriver()
    const stoppet = await b.rolf.trykker(punkt, 'Lagre og neste', {
      ...fyll,
      oppsummering: 'Vi ringte Ingebjørg Haugstad i går.',
    })
    expect(skjermtekst(stoppet)).toContain('Ikke lagret.')
    const svar = await b.rolf.trykker(stoppet, 'Lagre og neste', { oppsummering: ROLFS.oppsummering })
    expect(skjermtekst(svar)).toContain('har lagret dette punktet mens du skrev')
    expect((await punktrad())[0]).toMatchObject({ oppsummering: 'Vi så at fraværet gikk ned i november.' })
  })

  it('blir en tekst som alt er fjernet, ikke lagret tilbake av den som hadde den åpen', async () => {
    const { agenda, punkt } = await toSkriver()
    const velg = await b.hege.trykker(await b.hege.trykker(agenda, 'Åpne agendaen'), 'Fjern tekst nå')
    const valg = felt(velg.kort)
      .find(f => f.id === 'tekst')
      ?.valg?.find(v => v.tittel.includes('referatet'))
    await b.hege.trykker(velg, 'Fjern teksten', { tekst: valg?.verdi ?? '' })
    const konflikt = await b.rolf.trykker(punkt, 'Lagre og neste', ROLFS)
    expect(skjermtekst(konflikt)).not.toContain('Vi så at fraværet')
    expect(await lagretI(b, 'Vi så at fraværet')).toEqual([])
  })
})

describe('å parkere og ta med videre', () => {
  it('parkert kommer igjen til slutt i møtet, og ellers på neste agenda', async () => {
    const agenda = await etInnkaltMote(b)
    const meldt = await b.hege.trykker(agenda, 'Meld sak')
    await b.hege.trykker(meldt, 'Send', EN_SAK)
    const tema = await b.rolf.trykker(agenda, 'Meld tema')
    await b.rolf.trykker(tema, 'Send', { tekst: 'Uro i garderoben etter gymtimene.' })
    b.settTid('2026-11-27T10:15')
    let steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    expect(skjermtekst(steg)).toContain('Sak 1 · K7F3')
    steg = await b.rolf.trykker(steg, 'Parker')
    expect(skjermtekst(steg)).toContain('Sak 2 · ')
    steg = await b.rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Drøftet ferdig i dag.' })
    expect(skjermtekst(steg)).toContain('Tema 1 · ')
    steg = await b.rolf.trykker(steg, 'Ta med til neste møte')
    expect(skjermtekst(steg)).toContain('Sak 1 · K7F3')
    steg = await b.rolf.trykker(steg, 'Parker')
    expect(skjermtekst(steg)).toContain('Sak 1 · K7F3 er parkert og tas med til neste møte.')
    expect(skjermtekst(steg)).toMatch(/Tema 1 · [A-Z0-9]{4} tas med til neste møte\./)
    steg = await b.rolf.trykker(steg, 'Avslutt møtet')
    await b.rolf.trykker(steg, 'Godkjenn referatet')
    await b.send()
    await b.sara.skriver('/innsatsteam ny')
    await b.send()
    const neste = await b.scene.agenda()
    expect(skjermtekst(neste)).toContain('1 sak · 1 tema')
    expect(skjermtekst(await b.hege.ser(neste))).toContain('Sak 1 · K7F3')
    const visning = skjermtekst(await b.hege.trykker(neste, 'Åpne agendaen'))
    expect(visning).toContain('Uro i garderoben etter gymtimene.')
    expect(visning).toContain('høstferien')
  })

  it.each(['før', 'etter'])(
    'når neste agenda som alt er kalt inn, også valgt %s møtet er avsluttet',
    async nar => {
      const { punkt } = await iMotet()
      await b.send()
      const kalt = await b.bot.ktx.db.selectFrom('mote').select('id').execute()
      await b.sara.skriver('/innsatsteam ny 11.12')
      await b.send()
      expect(await b.bot.ktx.db.selectFrom('mote').select('id').execute()).toHaveLength(kalt.length + 1)
      if (nar === 'før') {
        const slutt = await b.rolf.trykker(punkt, 'Ta med til neste møte', {
          oppsummering: 'Trenger mer tid.',
        })
        await b.rolf.trykker(slutt, 'Avslutt møtet')
      } else {
        const slutt = await b.rolf.trykker(punkt, 'Lagre og neste', { oppsummering: 'Trenger mer tid.' })
        const utkast = await b.rolf.trykker(slutt, 'Avslutt møtet')
        const rett = await b.rolf.trykker(utkast, 'Rett')
        const tilbake = await b.rolf.trykker(rett, 'Ta med til neste møte')
        await b.rolf.trykker(tilbake, 'Godkjenn referatet')
      }
      await gaTil('2026-11-27T12:00')
      expect(skjermtekst(await b.scene.agenda())).toContain('Fredag 11. desember')
      expect(skjermtekst(await b.hege.ser(await b.scene.agenda()))).toContain('Sak 1 · K7F3')
    },
  )

  it('en sak fra et avlyst møte som så er drøftet, kommer ikke igjen', async () => {
    await b.sara.skriver('/innsatsteam ny 4.12')
    await gaTil('2026-11-21T09:01')
    await b.sara.skriver('/innsatsteam avlys')
    await gaTil('2026-11-21T09:02')
    const agenda = await etInnkaltMote(b)
    expect(skjermtekst(agenda)).toContain('Fredag 27. november')
    b.settTid('2026-11-27T10:15')
    let steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    steg = await b.rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Ferdig drøftet.' })
    await b.rolf.trykker(await b.rolf.trykker(steg, 'Avslutt møtet'), 'Godkjenn referatet')
    await b.sara.skriver('/innsatsteam ny 4.12')
    await gaTil('2026-11-27T12:00')
    const neste = skjermtekst(await b.scene.agenda())
    expect(neste).toContain('Fredag 4. desember')
    expect(neste).toContain('Ingen saker er meldt ennå.')
  })
})

describe('referatet', () => {
  it('godkjennes bare av møtelederen eller rektor', async () => {
    const { punkt } = await iMotet(b.sara)
    const slutt = await b.sara.trykker(punkt, 'Lagre og neste', { oppsummering: 'Går bedre nå.' })
    const utkast = await b.sara.trykker(slutt, 'Avslutt møtet')
    const knapp = knapper(utkast.kort).find(k => k.tittel === 'Godkjenn referatet')
    for (const hvem of [b.siri, b.hege, b.frida, b.odd]) {
      const lest = await hvem.sender(utkast, 'referat.vis', knapp?.data)
      expect(titler(lest)).not.toContain('Godkjenn referatet')
      const svar = await hvem.sender(utkast, knapp?.verb, knapp?.data)
      expect(skjermtekst(svar)).toContain('Bare møtelederen eller rektor kan godkjenne referatet.')
    }
    expect(skjermtekst(await b.sara.trykker(utkast, 'Godkjenn referatet'))).toContain(
      'Godkjent av Sara Sosiallærer',
    )
  })

  it('godkjennes ikke av en sosiallærer som ikke ledet møtet', async () => {
    const { punkt } = await iMotet(b.rolf)
    const slutt = await b.rolf.trykker(punkt, 'Lagre og neste', { oppsummering: 'Går bedre nå.' })
    const utkast = await b.rolf.trykker(slutt, 'Avslutt møtet')
    const knapp = knapper(utkast.kort).find(k => k.tittel === 'Godkjenn referatet')
    expect(skjermtekst(await b.sara.sender(utkast, knapp?.verb, knapp?.data))).toContain(
      'Bare møtelederen eller rektor',
    )
  })

  it('er låst etter godkjenning; rettelser legges til med navn og dato', async () => {
    const { agenda, punkt } = await iMotet()
    const medTiltak = await b.rolf.trykker(punkt, 'Lagre og nytt tiltak', {
      oppsummering: 'Går bedre nå.',
      tiltakTekst: ROLFS.tiltakTekst,
    })
    const slutt = await b.rolf.trykker(medTiltak, 'Lagre og neste')
    const utkast = await b.rolf.trykker(slutt, 'Avslutt møtet')
    const rett = await b.rolf.trykker(utkast, 'Rett')
    await b.rolf.trykker(utkast, 'Godkjenn referatet')
    for (const forsok of [
      await b.rolf.trykker(rett, 'Lagre og neste', { oppsummering: 'Endret etterpå, i det skjulte.' }),
      await b.rolf.trykker(rett, 'Ta bort'),
    ])
      expect(skjermtekst(forsok)).toContain('Referatet er godkjent og låst.')
    expect(await lagretI(b, 'i det skjulte')).toEqual([])
    expect(await nyeTiltak()).toHaveLength(1)

    await gaTil('2026-11-27T12:00')
    const varsel = await b.scene.visning(agenda.samtale, 'Les referatet')
    const lest = await b.hege.trykker(varsel, 'Les referatet')
    expect(titler(lest)).not.toContain('Rett')
    const rettelse = await b.hege.trykker(lest, 'Legg til rettelse')
    const rettet = await b.hege.trykker(rettelse, 'Lagre', { tekst: 'Det var onsdag, ikke tirsdag.' })
    expect(skjermtekst(rettet)).toContain('Rettelsen er lagt til.')
    expect(skjermtekst(rettet)).toMatch(/Hege Helsesykepleier, .*\n.*Det var onsdag, ikke tirsdag\./)
    expect(skjermtekst(rettet)).toContain('Går bedre nå.')
  })

  it('gir én oppgave for hvert tiltak med ansvarlig, og bare én gang', async () => {
    const { agenda, punkt } = await iMotet()
    let steg = await b.rolf.trykker(punkt, 'Lagre og nytt tiltak', {
      oppsummering: 'Går bedre nå.',
      tiltakTekst: 'Ringe hjem hver fredag.',
      ansvarlig: ovingsId(b.odd.person),
      frist: '2026-12-04',
    })
    steg = await b.rolf.trykker(steg, 'Lagre og nytt tiltak', {
      tiltakTekst: 'Bestille rom til samtalene.',
      ansvarlig: ovingsId(b.siri.person),
    })
    steg = await b.rolf.trykker(steg, 'Lagre og neste', { tiltakTekst: 'Noen bør følge med på dette.' })
    expect(skjermtekst(steg)).toContain('2 oppfølginger')
    await b.send()
    const nye = fraNaAv(b)
    const utkast = await b.rolf.trykker(steg, 'Avslutt møtet')
    await b.rolf.trykker(utkast, 'Godkjenn referatet')
    await b.rolf.trykker(utkast, 'Godkjenn referatet')
    await gaTil('2026-11-27T12:00')
    const mote = await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('dato', '=', '2026-11-27')
      .executeTakeFirstOrThrow()
    const oppgaver = await b.bot.ktx.db
      .selectFrom('oppgave')
      .select(['ansvarlig', 'frist', 'ref'])
      .where('mote', '=', mote.id)
      .orderBy('frist')
      .execute()
    expect(oppgaver).toEqual([
      { ansvarlig: ovingsId(b.odd.person), frist: '2026-12-04', ref: 'K7F3' },
      { ansvarlig: ovingsId(b.siri.person), frist: '2026-12-28', ref: 'K7F3' },
    ])
    expect(somTekst(nye(b.odd.chat))).toContain('Du har fått en oppfølging i K7F3, frist fredag 4. desember')
    expect(nye(b.odd.chat)).toHaveLength(1)
    expect(nye(b.siri.chat)).toHaveLength(1)
    const traad = nye(agenda.samtale).filter(m =>
      somTekst([m]).includes('Referat godkjent, 1 sak, 2 oppfølginger'),
    )
    expect(traad).toHaveLength(1)
    expect(JSON.stringify(nye().map(m => m.versjoner))).not.toMatch(
      /Ringe hjem|Bestille rom|Noen bør|bedre nå/,
    )
  })

  it('lar lederen ta bort et tiltak i utkastet', async () => {
    const { punkt } = await iMotet()
    const med = await b.rolf.trykker(punkt, 'Lagre og nytt tiltak', { ...ROLFS })
    const uten = await b.rolf.trykker(med, 'Ta bort')
    expect(skjermtekst(uten)).not.toContain(ROLFS.tiltakTekst)
    expect(await nyeTiltak()).toEqual([])
  })

  it.each([
    [{ tiltakTekst: '', ansvarlig: 'frida' }, /Skriv hva tiltaket er/],
    [{ tiltakTekst: ROLFS.tiltakTekst, ansvarlig: 'fremmed' }, /Velg en ansvarlig fra teamet/],
    [{ tiltakTekst: ROLFS.tiltakTekst, frist: '2026-13-45' }, /Velg en (gyldig )?dato/],
    [{ tiltakTekst: ROLFS.tiltakTekst, ansvarlig: 'frida', frist: '9999-12-31' }, /Velg en .*dato/],
    [{ tiltakTekst: ROLFS.tiltakTekst, ansvarlig: 'frida', frist: '2020-01-01' }, /Velg en .*dato/],
  ])('avslår et tiltak som ikke går an: %j', async (tiltak, ventet) => {
    const { punkt } = await iMotet()
    const knapp = knapper(punkt.kort).find(k => k.tittel === 'Lagre og neste')
    const data = typeof knapp?.data === 'object' ? knapp.data : {}
    const hvem = { frida: ovingsId(b.frida.person), fremmed: `${OVING.tenant}/ukjent` }
    const svar = await b.rolf.sender(punkt, knapp?.verb, {
      ...data,
      oppsummering: ROLFS.oppsummering,
      ...tiltak,
      ...('ansvarlig' in tiltak && tiltak.ansvarlig === 'frida' ? { ansvarlig: hvem.frida } : {}),
      ...('ansvarlig' in tiltak && tiltak.ansvarlig === 'fremmed' ? { ansvarlig: hvem.fremmed } : {}),
    })
    expect(skjermtekst(svar)).toMatch(ventet)
    expect(verdi(svar, 'oppsummering')).toBe(ROLFS.oppsummering)
    expect(await lagretI(b, ROLFS.oppsummering)).toEqual([])
  })

  it('viser fristen den ansvarlige får, også der ingen valgte den', async () => {
    const { punkt } = await iMotet()
    const slutt = await b.rolf.trykker(punkt, 'Lagre og neste', {
      oppsummering: 'Går bedre nå.',
      tiltakTekst: 'Kjøpe inn noe.',
      ansvarlig: ovingsId(b.odd.person),
      frist: '',
    })
    const utkast = await b.rolf.trykker(slutt, 'Avslutt møtet')
    const ferdig = await b.rolf.trykker(utkast, 'Godkjenn referatet')
    const { frist, tiltak } = await b.bot.ktx.db
      .selectFrom('oppgave')
      .select(['frist', 'tiltak'])
      .where('ansvarlig', '=', ovingsId(b.odd.person))
      .executeTakeFirstOrThrow()
    const lagret = await b.bot.ktx.db.selectFrom('tiltak').select('frist').where('id', '=', tiltak).execute()
    expect(lagret).toEqual([{ frist }])
    const dag = DateTime.fromISO(frist).setLocale('nb').toFormat('d. MMMM')
    expect(skjermtekst(ferdig)).toContain(dag)
  })

  it('et møte som holdes før tiden, tar plassen sin i serien: det neste kan kalles inn', async () => {
    const agenda = await etInnkaltMote(b)
    const steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    const slutt = await b.rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Ferdig drøftet.' })
    await b.rolf.trykker(await b.rolf.trykker(slutt, 'Avslutt møtet'), 'Godkjenn referatet')
    await b.sara.skriver('/innsatsteam ny')
    await b.send()
    const moter = await b.bot.ktx.db.selectFrom('mote').select(['dato', 'status']).orderBy('dato').execute()
    const [forrige, neste] = moter.slice(-2)
    expect([forrige?.status, neste?.status]).toEqual(['avholdt', 'planlagt'])
    expect(forrige?.dato).toBe('2026-11-27')
    // Every fourth week; the two Fridays at Christmas are holidays.
    expect(neste?.dato).toBe('2027-01-08')
  })

  it('kan alltid godkjennes, hva slags datoer tiltakene enn har fått', async () => {
    const { punkt } = await iMotet()
    let steg = punkt
    for (const frist of ['2026-11-27', '2027-12-31', '9999-12-31', '2026-12-26'])
      steg = await b.rolf.trykker(steg, 'Lagre og nytt tiltak', {
        oppsummering: 'Går bedre nå.',
        tiltakTekst: `Kjøpe inn noe til ${frist}.`,
        ansvarlig: ovingsId(b.odd.person),
        frist,
      })
    const slutt = await b.rolf.trykker(steg, 'Lagre og neste', {
      tiltakTekst: '',
      ansvarlig: 'ingen',
      frist: '',
    })
    const utkast = await b.rolf.trykker(slutt, 'Avslutt møtet')
    expect(skjermtekst(await b.rolf.trykker(utkast, 'Godkjenn referatet'))).toContain(
      'Godkjent av Rolf Rektor',
    )
  })
})

describe('«Fjern tekst nå»', () => {
  const TEKSTER = {
    sak: EN_SAK.beskrivelse,
    bidrag: 'Vi kan stille med en miljøarbeider i storefri.',
    tema: 'Uro i garderoben etter gymtimene.',
    punkt: 'Eleven trives bedre etter at pausene ble faste.',
    tiltak: 'Lage en plan for pausene sammen med eleven.',
    rettelse: 'Planen gjelder fra mandag, ikke tirsdag.',
  }
  const ALT = [...Object.values(TEKSTER), EN_SAK.onsker, EN_SAK.provd, EN_SAK.sporsmal]

  async function altSkrevet() {
    const agenda = await etInnkaltMote(b)
    await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
    await b.rolf.trykker(await b.rolf.trykker(agenda, 'Meld tema'), 'Send', { tekst: TEKSTER.tema })
    const visning = await b.odd.trykker(agenda, 'Åpne agendaen')
    await b.odd.trykker(await b.odd.trykker(visning, 'Bidra', {}, 1), 'Send', {
      tjeneste: 'oslohjelpa',
      tekst: TEKSTER.bidrag,
    })
    b.settTid('2026-11-27T10:15')
    let steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    steg = await b.rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Kort status i saken.' })
    steg = await b.rolf.trykker(steg, 'Lagre og neste', {
      oppsummering: TEKSTER.punkt,
      tiltakTekst: TEKSTER.tiltak,
      ansvarlig: ovingsId(b.frida.person),
      frist: '2026-12-04',
    })
    steg = await b.rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Tatt opp med alle trinnene.' })
    steg = await b.rolf.trykker(steg, 'Avslutt møtet')
    steg = await b.rolf.trykker(steg, 'Godkjenn referatet')
    steg = await b.rolf.trykker(steg, 'Legg til rettelse')
    await b.rolf.trykker(steg, 'Lagre', { tekst: TEKSTER.rettelse })
    await gaTil('2026-11-27T12:00')
    return b.scene.visning(agenda.samtale, 'Les referatet')
  }

  /** Everything that somebody can open about the meeting. */
  async function alleVisninger(varsel: Skjerm): Promise<string> {
    const agendadata = knapper(varsel.kort).find(k => k.tittel === 'Les referatet')?.data
    const ut: string[] = []
    for (const hvem of [b.rolf, b.frida, b.odd]) {
      const visning = await hvem.sender(varsel, 'agenda.apne', agendadata)
      ut.push(skjermtekst(visning), skjermtekst(await hvem.sender(varsel, 'referat.vis', agendadata)))
      for (const k of knapper(visning.kort).filter(k => k.tittel === 'Bidra'))
        ut.push(skjermtekst(await hvem.sender(visning, k.verb, k.data)))
      ut.push(skjermtekst(await hvem.sender(varsel, 'oppgaver.vis', {})))
      ut.push(skjermtekst(await hvem.sender(varsel, 'tekst.velg', agendadata)))
    }
    const chat = await b.scene.visning(b.frida.chat, 'Vis')
    ut.push(skjermtekst(await b.frida.trykker(chat, 'Vis')))
    return ut.join('\n')
  }

  it('tar hver slags tekst bort for alle, også for den som ikke skrev den, og sier fra til lederen', async () => {
    const varsel = await altSkrevet()
    for (const tekst of ALT) expect(await lagretI(b, tekst), tekst).not.toEqual([])
    const nye = fraNaAv(b)
    for (const tittel of ['saksteksten', 'bidrag', 'temaet', 'referatet', 'tiltak', 'rettelse']) {
      const lest = await b.hege.trykker(varsel, 'Les referatet')
      const velg = await b.hege.trykker(lest, 'Fjern tekst nå')
      const valg = felt(velg.kort)
        .find(f => f.id === 'tekst')
        ?.valg?.filter(v => v.tittel.toLowerCase().includes(tittel) && !/K7F3|R4T6/.test(v.tittel))
      expect(valg?.length, tittel).toBeGreaterThan(0)
      const svar = await b.hege.trykker(velg, 'Fjern teksten', { tekst: valg?.[0]?.verdi ?? '' })
      expect(skjermtekst(svar), tittel).toContain('Teksten er fjernet for alle.')
      const igjen = await b.hege.trykker(velg, 'Fjern teksten', { tekst: valg?.[0]?.verdi ?? '' })
      expect(skjermtekst(igjen), tittel).toContain('Dette finnes ikke')
    }
    await b.send()
    for (const tekst of ALT) expect(await lagretI(b, tekst), tekst).toEqual([])
    const sett = await alleVisninger(varsel)
    for (const tekst of ALT) expect(sett).not.toContain(tekst)
    expect(sett).toContain('Teksten er fjernet.')

    const tilLeder = nye(b.rolf.chat).filter(m => somTekst([m]).includes('har fjernet en tekst'))
    expect(tilLeder).toHaveLength(6)
    expect(somTekst(tilLeder)).toMatch(/Helsesykepleier har fjernet en tekst i [A-Z]\d[A-Z]\d/)
    for (const tekst of ALT) expect(JSON.stringify(nye().map(m => m.versjoner))).not.toContain(tekst)

    const hendelser = await b.bot.ktx.db
      .selectFrom('logg')
      .selectAll()
      .where('kode', 'like', 'tekst-fjernet-%')
      .execute()
    expect(hendelser.map(h => h.kode).sort()).toEqual([
      'tekst-fjernet-bidrag',
      'tekst-fjernet-punkt',
      'tekst-fjernet-rettelse',
      'tekst-fjernet-sak',
      'tekst-fjernet-tema',
      'tekst-fjernet-tiltak',
    ])
    for (const h of hendelser) expect(h.person).toBe(ovingsId(b.hege.person))
  })

  it('tar bort en tekst fra «Siden sist» der den står', async () => {
    const agenda = await etInnkaltMote(b)
    const visning = await b.odd.trykker(agenda, 'Åpne agendaen')
    expect(skjermtekst(visning)).toContain('Tilby samtale på helsekontoret')
    const velg = await b.odd.trykker(visning, 'Fjern tekst nå')
    const valg = felt(velg.kort).find(f => f.id === 'tekst')?.valg ?? []
    for (const v of valg.filter(v => v.tittel.includes('tiltak')))
      await b.odd.trykker(velg, 'Fjern teksten', { tekst: v.verdi })
    expect(await lagretI(b, 'Tilby samtale på helsekontoret')).toEqual([])
  })

  it('sier ikke fra til lederen om det lederen selv gjør', async () => {
    const varsel = await altSkrevet()
    const nye = fraNaAv(b)
    const velg = await b.rolf.trykker(await b.rolf.trykker(varsel, 'Les referatet'), 'Fjern tekst nå')
    const valg = felt(velg.kort).find(f => f.id === 'tekst')?.valg?.[0]
    await b.rolf.trykker(velg, 'Fjern teksten', { tekst: valg?.verdi ?? '' })
    await b.send()
    expect(somTekst(nye(b.rolf.chat))).toBe('')
  })
})
