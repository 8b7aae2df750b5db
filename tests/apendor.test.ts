import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { tellApenDor } from '../src/apendor/tell-apen-dor.ts'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { alleRader, begynnPaNytt, FREMMED, fraNaAv, somTekst } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'
import { nyDatabase } from './oppsett/postgres.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const ADMIN: Ovingsperson = {
  ...FREMMED,
  id: '29:admin',
  oid: '00000000-0000-4000-8000-0000000000ad',
  navn: 'Ada Admin',
}

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
/** What was in the chats before the test began. */
let fra = 0
beforeEach(async () => {
  await begynnPaNytt(b)
  fra = b.kobling.meldinger.length
})
afterAll(() => b.stopp())

const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)
const db = () => b.bot.ktx.db
const dager = () => db().selectFrom('apendor_dag').selectAll().orderBy('start').execute()
const droftinger = () => db().selectFrom('drofting').selectAll().orderBy('nr').execute()

async function gaTil(tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}

/** The newest card in somebody's own chat. */
async function iChat(hvem: Testbot['sara']): Promise<Skjerm> {
  await b.send()
  const skjerm = b.scene.meldinger(hvem.chat, fra).at(-1)
  if (skjerm === undefined) throw new Error('ingenting i chatten')
  return skjerm
}

async function spor(hvem: Testbot['sara'], tekst = '/åpendør'): Promise<Skjerm> {
  await hvem.skriver(tekst, 'chat')
  return iChat(hvem)
}

/** The card in the channel, as it now stands. */
const iKanalen = () => b.scene.visning(OVING.kanal.id, 'Jeg vil drøfte noe')

async function meldPa(hvem: Testbot['sara'], kort: Skjerm, gruppe = 'Lærer', trinn = '5.–7. trinn') {
  const knapp = titler(kort).includes('Meld på en drøfting') ? 'Meld på en drøfting' : 'Jeg vil drøfte noe'
  return hvem.trykker(await hvem.trykker(await hvem.trykker(kort, knapp), gruppe), trinn)
}

/** Frida's list of the practice school's day, Monday 23 November 14:15, with two who have signed up. */
async function fridasListe(): Promise<Skjerm> {
  await spor(b.frida)
  const kort = b.scene
    .meldinger(b.frida.chat, fra)
    .findLast(m => skjermtekst(m).includes('\nÅpen dør med barnevernet\n'))
  if (kort === undefined) throw new Error('ingen åpen dør')
  return b.frida.trykker(kort, 'Åpne listen')
}

describe('/åpendør', () => {
  it.each(['/åpendør', 'apendor', '/apen dor', 'åpen dør', '/ÅPEN DØR', '/åpendør vis'])(
    '«%s» viser neste dag',
    async tekst => {
      const skjerm = skjermtekst(await spor(b.hege, tekst))
      expect(skjerm).toContain('Åpen dør med barnevernet')
      expect(skjerm).toContain('Mandag 23. november 2026 kl. 14.15–15.15')
      expect(skjerm).toContain('Fjordvik skole')
      expect(skjerm).toContain('Alltid anonymt. Meldt på: 2 drøftinger.')
    },
  )

  it('gir hver rolle sine knapper', async () => {
    expect(titler(await spor(b.frida))).toEqual(['Åpne listen', 'Avlys'])
    expect(titler(await spor(b.sara))).toEqual(['Meld på en drøfting', 'Avlys'])
    expect(titler(await spor(b.rolf))).toEqual(['Meld på en drøfting', 'Avlys'])
    expect(titler(await spor(b.hege))).toEqual(['Jeg vil drøfte noe'])
    expect(titler(await spor(b.odd))).toEqual(['Jeg vil drøfte noe'])
  })

  it('i kanalen svares den som spurte, i sin egen chat', async () => {
    const nye = fraNaAv(b)
    await b.frida.skriver('/åpendør')
    expect(titler(await iChat(b.frida))).toContain('Åpne listen')
    expect(nye(OVING.kanal.id)).toEqual([])
  })

  it('sier ingenting til den som ikke har en rolle ved skolen, og ingenting til en administrator', async () => {
    await db()
      .insertInto('rolle')
      .values({
        tenant: OVING.tenant,
        skole: OVING.skole.id,
        person: ovingsId(ADMIN),
        rolle: 'administrator',
        tjeneste: 'skole',
      })
      .execute()
    const [dag] = await dager()
    for (const p of [FREMMED, ADMIN]) {
      const hvem = b.scene.som(p)
      expect(skjermtekst(await spor(hvem))).toContain('Du har ingen rolle ved noen skole ennå.')
      const kort = await spor(b.sara)
      for (const verb of ['apendor.vis', 'apendor.liste', 'apendor.meld-skjema', 'apendor.avlys'])
        expect((await hvem.sender(kort, verb, { apendag: dag?.id })).tekst, verb).toBe(FINNES_IKKE)
    }
  })

  it('sier fra når ingen er satt opp', async () => {
    await b.sara.trykker(await spor(b.sara), 'Avlys')
    expect(skjermtekst(await spor(b.hege))).toContain('Ingen åpen dør er satt opp.')
  })

  it('et ord til som ikke er en kommando, gjentas ikke og gjør ingenting', async () => {
    const for_ = await dager()
    expect(skjermtekst(await spor(b.sara, '/åpendør tull'))).toContain('Det forstod jeg ikke.')
    expect(await dager()).toEqual(for_)
  })
})

describe('/åpendør ny', () => {
  it('viser den som er satt opp, når ingen dag er skrevet', async () => {
    expect(skjermtekst(await spor(b.frida, '/åpendør ny'))).toContain(
      'Åpen dør med barnevernet mandag 23. november kl. 14.15 er allerede satt opp.',
    )
    expect(await dager()).toHaveLength(1)
  })

  it('er to uker etter den forrige til samme tid når den er over', async () => {
    await gaTil('2026-11-24T09:00')
    await b.sara.skriver('/åpendør ny')
    await b.send()
    expect(skjermtekst(await iKanalen())).toContain('Mandag 7. desember 2026 kl. 14.15–15.15')
    const [, ny] = await dager()
    expect(ny).toMatchObject({ fagkonsulent: ovingsId(b.frida.person), slag: 'apen_dor', fast: '' })
  })

  it('forstår norske dager og klokkeslett', async () => {
    await b.frida.skriver('/apendor ny torsdag kl 13:30')
    await b.send()
    expect(skjermtekst(await iKanalen())).toContain('Torsdag 26. november 2026 kl. 13.30–14.30')
  })

  it.each([
    ['25.12', 'Fredag 25. desember er 1. juledag. Velg en annen dag.'],
    ['12.12', 'Lørdag 12. desember er i helgen. Velg en hverdag.'],
    ['i dag kl 07:00', 'i helgen'],
    ['blåbær', 'Skriv for eksempel /åpendør ny tirsdag 14:15'],
    ['1.11', 'Det tidspunktet er passert.'],
  ])('«%s» avvises med grunnen', async (tekst, ventet) => {
    expect(skjermtekst(await spor(b.frida, `/åpendør ny ${tekst}`))).toContain(ventet)
    expect(await dager()).toHaveLength(1)
  })

  it('kan bare fagkonsulent, rektor og sosiallærer', async () => {
    for (const hvem of [b.hege, b.odd, b.siri])
      expect(skjermtekst(await spor(hvem, '/åpendør ny torsdag'))).toContain(
        'Bare fagkonsulent, rektor og sosiallærer kan sette opp og avlyse åpen dør.',
      )
    expect(await dager()).toHaveLength(1)
    await b.rolf.skriver('/åpendør ny torsdag')
    await b.send()
    expect(await dager()).toHaveLength(2)
  })

  it('to som skriver det samtidig, får én dag', async () => {
    await Promise.all([
      b.frida.skriver('/åpendør ny torsdag 14:15'),
      b.sara.skriver('/åpendør ny torsdag 10:00'),
    ])
    await b.send()
    expect(await dager()).toHaveLength(2)
  })
})

describe('/åpendør fast', () => {
  it('spør hva slags, og setter den opp for seg', async () => {
    const valg = await spor(b.frida, '/åpendør fast onsdag 09:00')
    expect(titler(valg)).toEqual(['Møte med sosiallærer', 'Trinnmøte', 'Elevsaksmøte', 'Ressursteam'])
    expect(await dager()).toHaveLength(1)
    const ferdig = await b.frida.trykker(valg, 'Elevsaksmøte')
    expect(skjermtekst(ferdig)).toContain(
      'Fast avtale med barnevernet: elevsaksmøte onsdag 25. november kl. 09.00 er satt opp.',
    )
    await b.send()
    expect(skjermtekst(await iKanalen())).toContain('Fast avtale med barnevernet: elevsaksmøte')
    // Pressed once more, it is the same one; another kind the same day is another.
    expect(skjermtekst(await b.frida.trykker(valg, 'Elevsaksmøte'))).toContain('er allerede satt opp.')
    await b.frida.trykker(valg, 'Trinnmøte')
    expect((await dager()).map(d => d.fast).sort()).toEqual(['', 'elevsaksmote', 'trinnmote'])
  })

  it('vises sammen med neste åpne dør', async () => {
    await b.frida.trykker(await spor(b.frida, '/åpendør fast onsdag 09:00'), 'Ressursteam')
    const for_ = b.scene.meldinger(b.hege.chat).length
    await spor(b.hege)
    const nye = b.scene.meldinger(b.hege.chat).slice(for_).map(skjermtekst).sort()
    expect(nye).toHaveLength(2)
    expect(nye.join('\n')).toMatch(
      /Fast avtale med barnevernet: ressursteam[\s\S]*Åpen dør med barnevernet\nMandag/,
    )
  })

  it('et gammelt kort setter ikke opp en dag som er passert', async () => {
    const valg = await spor(b.frida, '/åpendør fast onsdag 09:00')
    await gaTil('2026-11-26T09:00')
    expect(skjermtekst(await b.frida.trykker(valg, 'Trinnmøte'))).toContain('Det tidspunktet er passert.')
    expect(skjermtekst(await b.hege.trykker(valg, 'Trinnmøte'))).toContain('Bare fagkonsulent, rektor og')
    expect(await dager()).toHaveLength(1)
  })
})

describe('påmeldingen', () => {
  it('er to valg uten et eneste felt, og kortet i kanalen teller opp', async () => {
    await b.sara.skriver('/åpendør ny torsdag 14:15')
    await b.send()
    const kort = await iKanalen()
    expect(skjermtekst(kort)).toContain('Alltid anonymt. Ingen drøftinger er meldt på ennå.')
    expect(titler(kort)).toEqual(['Jeg vil drøfte noe', 'For fagkonsulenten'])
    const hvem = await b.hege.trykker(kort, 'Jeg vil drøfte noe')
    expect(titler(hvem)).toEqual(['Lærer', 'Helsesykepleier', 'AKS', 'Sosiallærer', 'Andre', 'Avbryt'])
    const trinn = await b.hege.trykker(hvem, 'Helsesykepleier')
    expect(titler(trinn)).toEqual([
      '1.–4. trinn',
      '5.–7. trinn',
      '8.–10. trinn',
      'Videregående eller ukjent',
      'Avbryt',
    ])
    expect(JSON.stringify([hvem.kort, trinn.kort])).not.toContain('"Input.')
    const meldt = await b.hege.trykker(trinn, '1.–4. trinn')
    expect(skjermtekst(meldt)).toContain('Drøftingen er meldt på, anonymt.')
    await gaTil('2026-11-21T09:01')
    expect(skjermtekst(await iKanalen())).toContain('Alltid anonymt. Meldt på: 1 drøfting.')
    await meldPa(b.sara, await spor(b.sara))
    await b.hege.trykker(meldt, 'Angre')
    await gaTil('2026-11-21T09:02')
    expect(skjermtekst(await iKanalen())).toContain('Ingen drøftinger er meldt på ennå.')
  })

  it('trykket to ganger er én', async () => {
    const kort = await spor(b.hege)
    const trinn = await b.hege.trykker(await b.hege.trykker(kort, 'Jeg vil drøfte noe'), 'Lærer')
    await Promise.all([b.hege.trykker(trinn, '5.–7. trinn'), b.hege.trykker(trinn, '5.–7. trinn')])
    // And so is another choice on the same card.
    await b.hege.trykker(trinn, '1.–4. trinn')
    expect((await droftinger()).map(d => d.nr)).toEqual([1, 2, 3])
  })

  it('lagrer ingen spor av hvem som meldte på', async () => {
    const kort = await spor(b.hege)
    await b.send()
    const for_ = await alleRader(b)
    await meldPa(b.hege, kort)
    const etter = await alleRader(b)
    const nytt = Object.entries(etter).flatMap(([tabell, rader]) =>
      rader.filter(rad => !for_[tabell]?.includes(rad)).map(rad => ({ tabell, rad })),
    )
    expect(nytt.map(n => n.tabell).sort()).toEqual(['drofting', 'utboks'])
    expect(JSON.stringify(nytt)).not.toContain(b.hege.person.oid)
    const rad = JSON.parse(nytt.find(n => n.tabell === 'drofting')?.rad ?? '{}')
    expect(Object.keys(rad).sort()).toEqual(
      [
        'tenant',
        'id',
        'dag',
        'nr',
        'slag',
        'hvem_gruppe',
        'trinn',
        'utfall',
        'instans',
        'melding_sendt',
        'versjon',
      ].sort(),
    )
  })

  it('stenger når tiden er ute, og når dagen er avlyst', async () => {
    const kort = await spor(b.hege)
    const sara = await spor(b.sara)
    await b.sara.trykker(sara, 'Avlys')
    expect(skjermtekst(await meldPa(b.hege, kort))).toContain('Avlyst.')
    await b.sara.trykker(await b.sara.trykker(sara, 'Avlys'), 'Angre avlysningen')
    await gaTil('2026-11-23T15:15')
    expect(skjermtekst(await meldPa(b.hege, kort))).toContain('Tiden er ute.')
    expect(await droftinger()).toHaveLength(2)
  })

  it('tar ikke imot mer enn det er plass til', async () => {
    const kort = await spor(b.sara)
    for (let nr = 2; nr < 30; nr++) await meldPa(b.sara, kort)
    expect(skjermtekst(await meldPa(b.sara, kort))).toContain('Det er ikke plass til flere drøftinger')
    expect(await droftinger()).toHaveLength(30)
    const liste = await fridasListe()
    expect(JSON.stringify(liste.kort).length).toBeLessThan(28 * 1024)
    expect(skjermtekst(liste)).toContain('Og 18 til, når disse er ferdige.')
  })

  it('en annens påmelding kan ikke trekkes etter at den er drøftet', async () => {
    const meldt = await meldPa(b.hege, await spor(b.hege))
    await b.frida.trykker(await fridasListe(), 'Veiledet', {}, 2)
    expect(skjermtekst(await b.hege.trykker(meldt, 'Angre'))).toContain('Drøftingen er holdt')
    expect(await droftinger()).toHaveLength(3)
  })
})

describe('listen', () => {
  it('har hver drøfting med nummer, kategori og ett trykk for utfallet', async () => {
    const liste = await fridasListe()
    const tekst = skjermtekst(liste)
    expect(tekst).toContain('1 · Lærer, 5.–7. trinn')
    expect(tekst).toContain('2 · AKS, 1.–4. trinn')
    expect(tekst).toContain('Siden august: 0 drøftinger, 0 faste avtaler')
    const veiledet = await b.frida.trykker(liste, 'Veiledet')
    expect(skjermtekst(veiledet)).toMatch(/1 · Lærer, 5.–7. trinn\n +Veiledet/)
    expect(skjermtekst(veiledet)).toContain('Siden august: 0 drøftinger')
    const instans = await b.frida.trykker(veiledet, 'Annen instans')
    expect(titler(instans)).toEqual(['Oslohjelpa', 'PPT', 'BUP', 'Familievernkontoret', 'Tilbake'])
    const begge = await b.frida.trykker(instans, 'PPT')
    expect(skjermtekst(begge)).toContain('Annen instans: PPT')
    expect((await droftinger()).map(d => [d.utfall, d.instans])).toEqual([
      ['veiledet', ''],
      ['annen_instans', 'ppt'],
    ])
    await gaTil('2026-11-23T14:20')
    expect(skjermtekst(await fridasListe())).toContain('Siden august: 2 drøftinger, 0 faste avtaler')
  })

  it('kan angres, og en ny mening tas imot', async () => {
    const satt = await b.frida.trykker(await fridasListe(), 'Ingen videre')
    const angret = await b.frida.trykker(satt, 'Angre')
    expect((await droftinger()).map(d => d.utfall)).toEqual(['', ''])
    await b.frida.trykker(angret, 'Veiledet')
    expect((await droftinger()).map(d => d.utfall)).toEqual(['veiledet', ''])
  })

  it('«Kom uanmeldt» legger til én, og teller ikke som påmeldt', async () => {
    const liste = await fridasListe()
    const svar = await Promise.all([
      b.frida.trykker(liste, 'Kom uanmeldt'),
      b.frida.trykker(liste, 'Kom uanmeldt'),
    ])
    expect((await droftinger()).map(d => [d.nr, d.slag, d.hvem_gruppe])).toEqual([
      [1, 'pameldt', 'larer'],
      [2, 'pameldt', 'aks'],
      [3, 'uanmeldt', ''],
    ])
    expect(skjermtekst(svar[0])).toContain('3 · Kom uanmeldt')
    expect(skjermtekst(await spor(b.hege))).toContain('Meldt på: 2 drøftinger.')
  })

  it('uten drøftinger minner den om fagprat med sosiallærer', async () => {
    await b.frida.skriver('/åpendør ny torsdag')
    await b.send()
    const liste = await b.frida.trykker(await iKanalen(), 'For fagkonsulenten')
    expect(skjermtekst(liste)).toContain('Ingen drøftinger. Bruk tiden til fagprat med sosiallærer.')
  })

  it('finnes ikke for andre enn barnevernets egne, og utfallet vises dem ingen steder', async () => {
    const liste = await fridasListe()
    const [dag] = await dager()
    await b.frida.trykker(liste, 'Meldeplikten utløst')
    const utfall = knapper(liste.kort).find(k => k.tittel === 'Veiledet')
    for (const hvem of [b.sara, b.rolf, b.siri, b.hege, b.odd]) {
      for (const [verb, data] of [
        ['apendor.liste', { apendag: dag?.id }],
        ['apendor.uanmeldt', { apendag: dag?.id, drofting: crypto.randomUUID() }],
        [utfall?.verb, utfall?.data],
      ] as const)
        expect((await hvem.sender(liste, verb, data)).tekst, `${hvem.navn} ${verb}`).toBe(FINNES_IKKE)
      expect(skjermtekst(await hvem.sender(liste, 'apendor.vis', { apendag: dag?.id }))).not.toMatch(
        /Meldeplikt|utløst|Lærer|trinn/,
      )
    }
    expect((await droftinger()).map(d => d.utfall)).toEqual(['melding', ''])
  })

  it('kan føres av en annen fagkonsulent eller avdelingslederen', async () => {
    for (const rolle of ['fagkonsulent', 'avdelingsleder']) {
      const p = { ...FREMMED, id: `29:${rolle}`, oid: crypto.randomUUID() }
      await db()
        .insertInto('rolle')
        .values({
          tenant: OVING.tenant,
          skole: OVING.skole.id,
          person: ovingsId(p),
          rolle,
          tjeneste: 'bv',
        })
        .execute()
      const hvem = b.scene.som(p)
      const liste = await hvem.trykker(await spor(hvem), 'Åpne listen')
      expect(skjermtekst(await hvem.trykker(liste, 'Veiledet'))).toContain('Veiledet')
    }
    expect((await droftinger()).map(d => d.utfall)).toEqual(['veiledet', 'veiledet'])
  })

  it('når to fører samtidig, gjelder den første, og den andre får vite det', async () => {
    const [min, din] = [await fridasListe(), await fridasListe()]
    await b.frida.trykker(min, 'Veiledet')
    expect(skjermtekst(await b.frida.trykker(din, 'Ingen videre'))).toContain('Noen har endret dette.')
    // The same answer twice is no conflict.
    expect(skjermtekst(await b.frida.trykker(din, 'Veiledet'))).not.toContain('Noen har endret dette.')
    expect((await droftinger()).map(d => [d.utfall, d.versjon])).toEqual([
      ['veiledet', 2],
      ['', 1],
    ])
  })
})

it('på en avlyst dag føres ingenting', async () => {
  const liste = await fridasListe()
  await b.sara.trykker(await spor(b.sara), 'Avlys')
  const svar = await b.frida.trykker(liste, 'Veiledet')
  expect(skjermtekst(svar)).toContain('Noen har endret dette.')
  expect(titler(svar)).toEqual(['Angre avlysningen', 'Tilbake'])
  expect((await droftinger()).map(d => d.utfall)).toEqual(['', ''])
})

describe('meldeplikten', () => {
  const PAMINNELSE =
    'Én drøfting fra mandag 23. november kan trenge en melding til barnevernet. Er den sendt?'
  const paminnelser = () =>
    b.scene.meldinger(b.frida.chat, fra).filter(m => skjermtekst(m).includes(PAMINNELSE))

  async function utlost() {
    await gaTil('2026-11-23T14:30')
    const spurt = await b.frida.trykker(await fridasListe(), 'Meldeplikten utløst')
    expect(skjermtekst(spurt)).toContain('Er meldingen sendt?')
    return spurt
  }

  it('«Ja, sendt» gir ingen påminnelse', async () => {
    const svart = await b.frida.trykker(await utlost(), 'Ja, sendt')
    expect(skjermtekst(svart)).toContain('Meldingen er sendt.')
    await gaTil('2026-12-05T09:00')
    expect(paminnelser()).toEqual([])
    expect(await tell()).toMatchObject({ droftinger: 1, meldingSendt: { ja: 1, nei: 0 } })
  })

  it('«Ikke ennå» minner neste arbeidsdag kl. 8, og hver tredje etter det, til den er sendt', async () => {
    const svart = await b.frida.trykker(await utlost(), 'Ikke ennå')
    expect(skjermtekst(svart)).toContain('Meldingen er ikke sendt ennå. Du blir minnet om den.')
    await gaTil('2026-11-24T07:59')
    expect(paminnelser()).toEqual([])
    await gaTil('2026-11-24T08:00')
    expect(paminnelser()).toHaveLength(1)
    await gaTil('2026-11-27T07:59')
    expect(paminnelser()).toHaveLength(1)
    await gaTil('2026-11-27T08:00')
    expect(paminnelser()).toHaveLength(2)
    const [forste] = paminnelser()
    if (forste === undefined) throw new Error('ingen påminnelse')
    expect(skjermtekst(await b.frida.trykker(forste, 'Ja, sendt'))).toContain('Merket som sendt.')
    await gaTil('2026-12-20T09:00')
    expect(paminnelser()).toHaveLength(2)
  })

  it('minner også når ingen har svart, men ikke når utfallet er angret', async () => {
    const spurt = await utlost()
    await gaTil('2026-11-24T08:00')
    expect(paminnelser()).toHaveLength(1)
    await b.frida.trykker(spurt, 'Angre')
    await gaTil('2026-12-20T09:00')
    expect(paminnelser()).toHaveLength(1)
  })

  it('minner den som har overtatt, når fagkonsulenten har sluttet', async () => {
    await b.frida.trykker(await utlost(), 'Ikke ennå')
    await db().deleteFrom('rolle').where('person', '=', ovingsId(b.frida.person)).execute()
    await db()
      .insertInto('rolle')
      .values({
        tenant: OVING.tenant,
        skole: OVING.skole.id,
        person: ovingsId(b.odd.person),
        rolle: 'fagkonsulent',
        tjeneste: 'bv',
      })
      .execute()
    await gaTil('2026-11-24T08:00')
    expect(paminnelser()).toEqual([])
    expect(skjermtekst(await iChat(b.odd))).toContain(PAMINNELSE)
  })
})

describe('avlysningen', () => {
  it('står på kortet og i tråden, og kan angres', async () => {
    await b.frida.skriver('/åpendør ny torsdag 14:15')
    await b.send()
    const kort = await iKanalen()
    const [, ny] = await dager()
    const nye = fraNaAv(b)
    const avlyst = await b.frida.sender(kort, 'apendor.avlys', { apendag: ny?.id })
    expect(skjermtekst(avlyst)).toContain(
      'Åpen dør med barnevernet torsdag 26. november kl. 14.15 er avlyst.',
    )
    await gaTil('2026-11-21T09:01')
    expect(somTekst(nye(kort.samtale))).toMatch(/Avlyst\.[\s\S]*torsdag 26. november kl. 14.15 er avlyst\./)
    await b.sara.trykker(avlyst, 'Angre avlysningen')
    await gaTil('2026-11-21T09:02')
    expect(somTekst(nye(kort.samtale))).toContain('torsdag 26. november kl. 14.15 blir likevel.')
    expect(skjermtekst(await iKanalen())).toContain('Alltid anonymt.')
  })

  it('er ikke for andre, ikke etter et utfall, og angres ikke når dagen er tatt', async () => {
    const [dag] = await dager()
    const kort = await spor(b.sara)
    for (const hvem of [b.hege, b.odd, b.siri])
      expect(skjermtekst(await hvem.sender(kort, 'apendor.avlys', { apendag: dag?.id }))).toContain(
        'Bare fagkonsulent, rektor og sosiallærer kan',
      )
    const avlyst = await b.sara.trykker(kort, 'Avlys')
    await b.sara.skriver('/åpendør ny 23.11 kl 10:00')
    await b.send()
    expect(skjermtekst(await b.sara.trykker(avlyst, 'Angre avlysningen'))).toContain(
      'Skolen har allerede et møte den dagen.',
    )
    const nytt = await spor(b.sara)
    expect(skjermtekst(nytt)).toContain('kl. 10.00–11.00')
    await b.frida.trykker(await b.frida.trykker(await fridasListe(), 'Kom uanmeldt'), 'Veiledet')
    expect(skjermtekst(await b.sara.trykker(nytt, 'Avlys'))).toContain('Da kan dagen ikke avlyses.')
  })
})

const tell = async (fra = '2026-08-01', til = '2027-07-31') =>
  (await tellApenDor(b.bot.ktx, OVING.skole.id, fra, til)).apen_dor

describe('etter lagringstiden', () => {
  it('er bare antallet igjen, og tellingen er den samme', async () => {
    await b.frida.trykker(await spor(b.frida, '/åpendør fast mandag 10:00'), 'Trinnmøte')
    await gaTil('2026-11-23T14:30')
    const utlost = await b.frida.trykker(await fridasListe(), 'Meldeplikten utløst')
    await b.frida.trykker(await b.frida.trykker(utlost, 'Annen instans'), 'BUP')
    await b.frida.trykker(await fridasListe(), 'Kom uanmeldt')
    const for_ = await tellApenDor(b.bot.ktx, OVING.skole.id, '2026-08-01', '2027-07-31')
    expect(for_.apen_dor).toMatchObject({
      dager: 1,
      droftinger: 2,
      utenUtfall: 1,
      meldingSendt: { ja: 0, nei: 1 },
      instans: { bup: 1 },
    })
    expect(for_.fast_avtale).toMatchObject({ dager: 1, droftinger: 0 })
    await gaTil('2027-02-20T04:00')
    await b.send()
    expect(await droftinger()).toHaveLength(3)
    await gaTil('2027-02-21T04:00')
    expect(await droftinger()).toEqual([])
    expect((await dager()).map(d => d.fagkonsulent)).toEqual([null, null])
    const etter = await tellApenDor(b.bot.ktx, OVING.skole.id, '2026-08-01', '2027-07-31')
    expect(etter).toEqual({ ...for_, apen_dor: { ...for_.apen_dor, utenUtfall: 0 } })
    // Once more changes nothing, and another month has none.
    await gaTil('2027-02-23T04:00')
    expect(await tell()).toEqual(etter.apen_dor)
    expect(await tell('2026-12-01')).toMatchObject({ dager: 0, droftinger: 0 })
    expect(await tell('2026-08-01', '2026-11-30')).toEqual(etter.apen_dor)
  })
})

describe('der kanalen ikke har kort', () => {
  let uten: Testbot
  afterEach(() => uten.stopp())

  it('får hver i teamet kortet i sin egen chat, og det teller opp der', async () => {
    uten = await etTestbot({ valg: { utenKanalkort: ['apen_dor'] } })
    await uten.sara.skriver('/åpendør ny torsdag 14:15')
    await uten.send()
    await uten.send()
    expect(uten.scene.meldinger(OVING.kanal.id)).toEqual([])
    const kort = uten.scene.meldinger(uten.hege.chat).at(-1)
    if (kort === undefined) throw new Error('ingen kort')
    expect(skjermtekst(kort)).toContain('Torsdag 26. november 2026')
    await meldPa(uten.hege, kort)
    uten.settTid('2026-11-21T09:01')
    await uten.send()
    for (const hvem of [uten.hege, uten.odd])
      expect(uten.scene.tekstI(hvem.chat)).toContain('Meldt på: 1 drøfting.')
  })
})

describe('på PostgreSQL', () => {
  let p: Testbot
  beforeAll(async () => {
    p = await etTestbot({ databaseUrl: await nyDatabase(inject('postgres')) })
  })
  afterAll(() => p.stopp())

  it('får mange som melder på samtidig, hvert sitt nummer, og to som fører samtidig, ett utfall', async () => {
    const [dag] = await p.bot.ktx.db.selectFrom('apendor_dag').select('id').execute()
    const her: Skjerm = { kort: {}, tekst: undefined, samtale: p.sara.chat, aktivitet: 'x', status: 200 }
    const folk = [p.sara, p.rolf, p.siri, p.hege, p.odd, p.frida]
    const data = () => ({ apendag: dag?.id, drofting: crypto.randomUUID(), gruppe: 'larer', trinn: '5-7' })
    const like = data()
    await Promise.all([
      ...folk.map(hvem => hvem.sender(her, 'apendor.meld', data())),
      ...folk.map(hvem => hvem.sender(her, 'apendor.meld', like)),
      p.frida.sender(her, 'apendor.uanmeldt', { apendag: dag?.id, drofting: crypto.randomUUID() }),
    ])
    const rader = () => p.bot.ktx.db.selectFrom('drofting').selectAll().orderBy('nr').execute()
    expect((await rader()).map(d => d.nr)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const [forste] = await rader()
    const utfall = ['veiledet', 'ingen_videre', 'melding', 'veiledet']
    await Promise.all(
      utfall.map(u =>
        p.frida.sender(her, 'apendor.utfall', {
          apendag: dag?.id,
          drofting: forste?.id,
          versjon: 1,
          utfall: u,
        }),
      ),
    )
    expect((await rader())[0]?.versjon).toBe(2)
    await Promise.all([
      p.frida.skriver('/åpendør ny 1.12', 'chat'),
      p.sara.skriver('/åpendør ny 1.12', 'chat'),
    ])
    expect(
      await p.bot.ktx.db.selectFrom('apendor_dag').select('id').where('dato', '=', '2026-12-01').execute(),
    ).toHaveLength(1)
  })
})
