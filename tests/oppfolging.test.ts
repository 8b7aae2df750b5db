import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { hentTiltak } from '../src/referat/referat-store.ts'
import { begynnPaNytt, fraNaAv, somTekst } from './bygg/rader.ts'
import { etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

let b: Testbot
beforeAll(async () => {
  // Deadlines months ahead: no case is old enough to be deleted here.
  b = await etTestbot({ valg: { lagring: { dager: 3650, sikkerhetskopiDager: 7 } } })
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

const TILTAK = 'Følge eleven til klubben de to første kveldene.'

/** What is under way is sent first: a lease would run out when the clock jumps. */
async function gaTil(tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}

/** A referat approved on Friday 27 November with one task for Odd; gives the card in his chat. */
async function oddHarFatt(frist: string): Promise<Skjerm> {
  const agenda = await etInnkaltMote(b)
  b.settTid('2026-11-27T10:15')
  let steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
  steg = await b.rolf.trykker(steg, 'Lagre og neste', {
    oppsummering: 'Vil gjerne prøve klubben.',
    enighet: 'ja',
    tiltakTekst: TILTAK,
    ansvarlig: ovingsId(b.odd.person),
    frist,
  })
  await b.rolf.trykker(await b.rolf.trykker(steg, 'Avslutt møtet'), 'Godkjenn referatet')
  await gaTil('2026-11-27T11:45')
  return b.scene.visning(b.odd.chat, 'Vis', 'Gjort')
}

async function oppgaven() {
  const punkter = await b.bot.ktx.db.selectFrom('punkt').select('id').execute()
  const tiltak = await hentTiltak(
    b.bot.ktx,
    punkter.map(p => p.id),
  )
  return b.bot.ktx.db
    .selectFrom('oppgave')
    .select(['status', 'frist', 'ansvarlig', 'hjelp'])
    .where('tiltak', '=', tiltak.find(t => t.tekst === TILTAK)?.id ?? '')
    .executeTakeFirstOrThrow()
}

describe('meldingen i 1:1-chatten', () => {
  it('kommer straks, med referanse og frist, og teksten først bak «Vis»', async () => {
    const kort = await oddHarFatt('2026-12-04')
    expect(skjermtekst(kort)).toContain('Du har fått en oppfølging i K7F3, frist fredag 4. desember')
    expect(knapper(kort.kort).map(k => k.tittel)).toEqual([
      'Vis',
      'Gjort',
      'Utsett',
      'Trenger hjelp',
      'Gi videre',
    ])
    const vist = await b.odd.trykker(kort, 'Vis')
    expect(skjermtekst(vist)).toContain(TILTAK)
    expect(JSON.stringify(b.kobling.meldinger.map(m => m.versjoner))).not.toContain(TILTAK)
  })

  it('sier at tiltaket ikke settes i gang før barn og familie er enige', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    let steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    steg = await b.rolf.trykker(steg, 'Lagre og neste', {
      enighet: 'nei',
      tiltakTekst: TILTAK,
      ansvarlig: ovingsId(b.odd.person),
      frist: '2026-12-04',
    })
    await b.rolf.trykker(await b.rolf.trykker(steg, 'Avslutt møtet'), 'Godkjenn referatet')
    await b.send()
    const vist = await b.odd.trykker(await b.scene.visning(b.odd.chat, 'Vis', 'Gjort'), 'Vis')
    expect(skjermtekst(vist)).toContain('Ikke sett i gang før barn og familie er enige.')
  })
})

describe('påminnelser', () => {
  it.each([
    // The deadline, the first reminder, the one on the day, and the first of those that come weekly.
    ['2026-12-04', '2026-12-02', '2026-12-04', '2026-12-11'],
    ['2026-12-07', '2026-12-03', '2026-12-07', '2026-12-14'],
    ['2026-12-24', '2026-12-22', '2026-12-24', '2026-12-31'],
    ['2026-12-28', '2026-12-23', '2026-12-28', '2027-01-04'],
    ['2027-05-18', '2027-05-13', '2027-05-18', '2027-05-25'],
    ['2026-12-12', '2026-12-10', '2026-12-14', '2026-12-21'],
  ])('frist %s: minner %s, %s og %s, kl. 8', async (frist, ...dager) => {
    await oddHarFatt(frist)
    const nye = fraNaAv(b)
    for (const [nr, dag] of dager.entries()) {
      await gaTil(`${dag}T07:59`)
      expect(nye(b.odd.chat)).toHaveLength(nr)
      await gaTil(`${dag}T08:00`)
      expect(nye(b.odd.chat)).toHaveLength(nr + 1)
    }
    const [forst, paDagen, etter] = nye(b.odd.chat).map(m => somTekst([m]))
    expect(forst).toContain('Påminnelser: 1 med frist snart')
    // A deadline at the weekend is over when people are back.
    expect(paDagen).toContain(frist === '2026-12-12' ? '1 over fristen' : '1 med frist i dag')
    expect(etter).toContain('Påminnelser: 1 over fristen')
    for (const tekst of [forst, paDagen, etter]) expect(tekst).toContain('K7F3')
  })

  it('kommer ikke etter «Gjort», men igjen når svaret er angret', async () => {
    const kort = await oddHarFatt('2026-12-04')
    const gjort = await b.odd.trykker(kort, 'Gjort')
    expect(skjermtekst(gjort)).toContain('Merket som gjort.')
    expect(await oppgaven()).toMatchObject({ status: 'gjort' })
    const nye = fraNaAv(b)
    await gaTil('2026-12-02T08:00')
    expect(nye(b.odd.chat).filter(m => m.slag === 'ny')).toEqual([])
    const angret = await b.odd.trykker(gjort, 'Angre')
    expect(skjermtekst(angret)).toContain('Oppfølgingen er åpen igjen.')
    await gaTil('2026-12-07T08:00')
    expect(somTekst(nye(b.odd.chat))).toContain('1 over fristen')
  })

  it('kommer ikke til en som har mistet rollen sin, og kortet åpner ingenting', async () => {
    const kort = await oddHarFatt('2026-12-04')
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.odd.person)).execute()
    const nye = fraNaAv(b)
    await gaTil('2026-12-02T08:00')
    expect(somTekst(nye(b.odd.chat))).toBe('')
    for (const tittel of ['Vis', 'Gjort', 'Utsett', 'Trenger hjelp', 'Gi videre'])
      expect(skjermtekst(await b.odd.trykker(kort, tittel))).toBe(
        'Dette finnes ikke, eller du har ikke tilgang.',
      )
    expect(await oppgaven()).toMatchObject({ status: 'apen' })
  })
})

describe('svarene', () => {
  it('«Gjort» står på kortet, og en gang til gjør ingen forskjell', async () => {
    const kort = await oddHarFatt('2026-12-04')
    await b.odd.trykker(kort, 'Gjort')
    await b.odd.trykker(kort, 'Gjort')
    await gaTil('2026-11-27T12:00')
    const na = await b.scene.visning(b.odd.chat, 'Angre')
    expect(na.aktivitet).toBe(kort.aktivitet)
    expect(skjermtekst(na)).toContain('Merket som gjort.')
    const utsatt = await b.odd.sender(kort, 'oppgave.hjelp', knapper(kort.kort)[0]?.data)
    expect(skjermtekst(utsatt)).toContain('Oppfølgingen er allerede avsluttet.')
  })

  it('«Utsett» gir ny frist og nye påminnelser, og tar ikke imot en dag som er passert', async () => {
    const kort = await oddHarFatt('2026-12-04')
    const skjema = await b.odd.trykker(kort, 'Utsett')
    const passert = await b.odd.trykker(skjema, 'Lagre', { frist: '2026-11-26' })
    expect(skjermtekst(passert)).toContain('Velg en dato som ikke er passert.')
    const langt = await b.odd.trykker(passert, 'Lagre', { frist: '9999-12-31' })
    expect(skjermtekst(langt)).toMatch(/Velg en .*dato/)
    const utsatt = await b.odd.trykker(skjema, 'Lagre', { frist: '2026-12-11' })
    expect(skjermtekst(utsatt)).toContain('Utsatt til fredag 11. desember.')
    const nye = fraNaAv(b)
    await gaTil('2026-12-07T08:00')
    expect(nye(b.odd.chat).filter(m => m.slag === 'ny')).toEqual([])
    await gaTil('2026-12-09T08:00')
    expect(somTekst(nye(b.odd.chat))).toContain('K7F3 · fredag 11. desember')
  })

  it('«Trenger hjelp» sier fra til møtelederen, uten tekst', async () => {
    const kort = await oddHarFatt('2026-12-04')
    const nye = fraNaAv(b)
    expect(skjermtekst(await b.odd.trykker(kort, 'Trenger hjelp'))).toContain('Møtelederen har fått beskjed')
    await b.odd.trykker(kort, 'Trenger hjelp')
    await gaTil('2026-11-27T12:00')
    const tilRolf = nye(b.rolf.chat)
    expect(tilRolf).toHaveLength(1)
    expect(somTekst(tilRolf)).toMatch(/ber om hjelp med oppfølgingen i K7F3/)
    expect(somTekst(tilRolf)).not.toContain(TILTAK)
    const vist = await b.rolf.trykker(await b.scene.visning(b.rolf.chat, 'Vis'), 'Vis')
    expect(skjermtekst(vist)).toContain(TILTAK)
  })

  it('«Gi videre»: den nye får beskjed, den gamle kan ikke åpne den lenger', async () => {
    const kort = await oddHarFatt('2026-12-04')
    const skjema = await b.odd.trykker(kort, 'Gi videre')
    const uten = await b.odd.trykker(skjema, 'Gi videre')
    expect(skjermtekst(uten)).toContain('Velg en fra teamet.')
    const nye = fraNaAv(b)
    const gitt = await b.odd.trykker(uten, 'Gi videre', { til: ovingsId(b.siri.person) })
    expect(skjermtekst(gitt)).toContain('Oppfølgingen i K7F3 er gitt videre.')
    expect(skjermtekst(gitt)).not.toContain(TILTAK)
    await gaTil('2026-11-27T12:00')
    expect(somTekst(nye(b.siri.chat))).toContain('Du har fått en oppfølging i K7F3')
    expect(somTekst(nye(b.odd.chat))).toContain('Oppfølgingen i K7F3 er gitt videre.')
    for (const tittel of ['Vis', 'Gjort', 'Utsett', 'Trenger hjelp', 'Gi videre'])
      expect(skjermtekst(await b.odd.trykker(kort, tittel))).toBe(
        'Dette finnes ikke, eller du har ikke tilgang.',
      )
    expect(skjermtekst(await b.odd.sender(kort, 'oppgaver.vis', {}))).not.toContain(TILTAK)
    expect(await oppgaven()).toMatchObject({ ansvarlig: ovingsId(b.siri.person), status: 'apen' })
    await gaTil('2026-12-02T08:00')
    expect(somTekst(nye(b.siri.chat))).toContain('Påminnelse')
    expect(somTekst(nye(b.odd.chat))).not.toContain('Påminnelse')

    // And back again: the first owner has it anew.
    const siris = await b.scene.visning(b.siri.chat, 'Vis', 'Gi videre')
    const tilbake = await b.siri.trykker(siris, 'Gi videre')
    await b.siri.trykker(tilbake, 'Gi videre', { til: ovingsId(b.odd.person) })
    await gaTil('2026-12-02T08:01')
    expect(skjermtekst(await b.odd.trykker(kort, 'Vis'))).toContain(TILTAK)
    expect(skjermtekst(await b.siri.trykker(siris, 'Vis'))).toContain('Dette finnes ikke')
  })

  it.each(['siri', 'hege', 'frida'] as const)(
    '%s kan verken se eller svare på Odds oppfølging',
    async navn => {
      const kort = await oddHarFatt('2026-12-04')
      for (const tittel of ['Vis', 'Gjort', 'Utsett', 'Trenger hjelp', 'Gi videre'])
        expect(skjermtekst(await b[navn].trykker(kort, tittel))).toBe(
          'Dette finnes ikke, eller du har ikke tilgang.',
        )
      expect(await oppgaven()).toMatchObject({ status: 'apen', hjelp: false })
    },
  )

  it('står i punkt 1 på neste agenda, og kan gis der og i møtet', async () => {
    const kort = await oddHarFatt('2026-12-04')
    await b.sara.skriver('/innsatsteam ny')
    await gaTil('2026-11-28T09:00')
    const agenda = await b.scene.agenda()
    expect(skjermtekst(agenda)).toContain('Siden sist: 4 åpne oppfølginger')
    await b.odd.trykker(kort, 'Gjort')
    await gaTil('2026-11-28T09:05')
    expect(skjermtekst(await b.scene.agenda())).toContain('3 åpne oppfølginger, 1 gjort')

    b.settTid('2026-12-25T10:15')
    const mote = await b.bot.ktx.db
      .selectFrom('mote')
      .select('dato')
      .orderBy('start', 'desc')
      .executeTakeFirst()
    b.settTid(`${mote?.dato}T10:15`)
    let steg = await b.rolf.starter(agenda)
    expect(skjermtekst(steg)).toMatch(/K7F3 · gjort/)
    const apne = knapper(steg.kort).filter(k => k.tittel === 'Ikke gjort').length
    expect(apne).toBe(3)
    steg = await b.rolf.trykker(steg, 'Ikke gjort')
    expect(skjermtekst(steg)).toContain('Merket som ikke gjort.')
    expect(knapper(steg.kort).filter(k => k.tittel === 'Ikke gjort')).toHaveLength(2)
    steg = await b.rolf.trykker(steg, 'Videreføres')
    expect(skjermtekst(steg)).toMatch(/Videreført, ny frist/)
    expect(skjermtekst(steg)).toMatch(/videreført/)
  })

  it('kan gis fra listen over mine oppfølginger', async () => {
    await oddHarFatt('2026-12-04')
    await b.odd.skriver('/oppgaver', 'chat')
    await b.send()
    const lenke = await b.scene.visning(b.odd.chat, 'Vis')
    const mine = await b.odd.trykker(await b.odd.sender(lenke, 'oppgaver.vis', {}), 'Gjort')
    expect(skjermtekst(mine)).toContain('Merket som gjort.')
    expect(skjermtekst(mine)).not.toContain(TILTAK)
    expect(await oppgaven()).toMatchObject({ status: 'gjort' })
  })
})
