import { afterEach, describe, expect, it } from 'vitest'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import type { LokalGraf } from '../src/demo/lokal-graf.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { SENDTE_MED } from '../src/mote/les-motetyper.ts'
import { iChat } from './bygg/chat.ts'
import { etGraf } from './bygg/graf.ts'
import { FREMMED } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

const TEAM = OVING.team.id
const KANALER = [{ id: TEAM }, { id: OVING.kanal.id, navn: OVING.kanal.navn }]

let b: Testbot
let lokal: LokalGraf | undefined

async function start(valg: Parameters<typeof etTestbot>[0] & { medGraf?: boolean } = {}) {
  const { medGraf = false, ...resten } = valg
  const graf = medGraf ? await etGraf() : undefined
  lokal = graf?.lokal
  b = await etTestbot({ tom: true, ...resten, ...(graf === undefined ? {} : { graf: graf.graf }) })
  b.kobling.team(TEAM, OVING.team.navn, KANALER)
}
afterEach(async () => {
  await b.stopp()
  await lokal?.stopp()
  lokal = undefined
})

const db = () => b.bot.ktx.db
const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)
const iKanalen = () => b.kobling.visning(OVING.kanal.id)
const iTeamet = () => [...b.kobling.visning(TEAM), ...iKanalen()]
const velkomst = (hvem: Testbot['sara']) => iChat(b, hvem, 'er lagt til')
const chatMed = (hvem: Testbot['sara'], sier: string) =>
  b.scene.meldinger(hvem.chat).filter(m => skjermtekst(m).includes(sier))
/** Everybody's suggested roles, by name; as the form shows them. */
const forslag = (skjerm: Skjerm) =>
  felt(skjerm.kort).flatMap(f => (/^r\d+$/.test(f.id) ? [f.verdi ?? ''] : []))

/** What the one who sets up sees, from the welcome to the agenda in the channel. */
describe('fra installasjon til første møte', () => {
  it('er tre trykk fra velkomstkortet til agendaen i kanalen', async () => {
    await start({ medGraf: true })
    await b.sara.iTeamet('add')
    const kort = await velkomst(b.sara)
    expect(iTeamet()).toEqual([])
    expect(skjermtekst(kort)).toContain('Skolestøtte er lagt til i Fjordvik skole')
    expect(titler(kort)).toEqual(['Sett opp skolen'])

    // 1
    const skole = await b.sara.trykker(kort, 'Sett opp skolen')
    const verdier = Object.fromEntries(felt(skole.kort).map(f => [f.id, f.verdi]))
    expect(verdier).toEqual({
      skolenavn: 'Fjordvik skole',
      kanal: OVING.kanal.id,
      malform: 'nb',
      ukedag: '4',
      klokke: '09:00',
      uker: '4',
      minutter: '90',
    })
    // 2
    const roller = await b.sara.trykker(skole, 'Lagre')
    expect(skjermtekst(roller)).toContain('Skolen er satt opp.')
    expect(skjermtekst(roller)).toContain('Første møte: torsdag 3. desember kl. 09.00')
    expect(skjermtekst(roller)).toContain('Ingen kan gi seg selv en rolle')
    expect(skjermtekst(roller)).not.toContain('Sara')
    expect(forslag(roller).sort()).toEqual(
      ['fagkonsulent', 'helsesykepleier', 'oslohjelpa', 'rektor', 'sosialagent'].sort(),
    )
    // 3
    const ferdig = await b.sara.trykker(roller, 'Gi rollene og kall inn møtet')
    expect(skjermtekst(ferdig)).toContain('5 roller er gitt.')
    expect(skjermtekst(ferdig)).toContain('Møtet er kalt inn: torsdag 3. desember kl. 09.00.')
    await b.send()
    const agenda = await b.scene.agenda()
    expect(skjermtekst(agenda)).toContain('Fjordvik skole')
    expect(iKanalen()).toHaveLength(1)
    // Nobody is told that they read the channel themselves.
    expect(chatMed(b.sara, 'Kanalen kan leses')).toEqual([])

    const delt = await db().selectFrom('rolle').select(['person', 'rolle']).orderBy('rolle').execute()
    expect(delt.map(r => r.rolle)).toEqual([
      'fagkonsulent',
      'helsesykepleier',
      'oslohjelpa',
      'rektor',
      'sosialagent',
    ])
    expect(delt.map(r => r.person)).not.toContain(ovingsId(b.sara.person))
    // Who set it up leads nothing and sees no agenda; the rektor does.
    expect(skjermtekst(await b.sara.trykker(agenda, 'Åpne agendaen'))).toContain('Dette finnes ikke')
    expect(skjermtekst(await b.rolf.trykker(agenda, 'Åpne agendaen'))).toContain('Fjordvik skole')
  })

  it('har det samme skjemaet uten forslag når Graph ikke er koblet til, og når Graph ikke svarer', async () => {
    await start()
    await b.sara.iTeamet('add')
    const uten = await b.sara.trykker(
      await b.sara.trykker(await velkomst(b.sara), 'Sett opp skolen'),
      'Lagre',
    )
    expect(forslag(uten)).toEqual(Array(5).fill('ingen'))
    expect(skjermtekst(uten)).toContain('Velg en rolle for dem som skal være med.')
    await b.stopp()
    await start({ medGraf: true, svarfristMs: 30_000 })
    await b.sara.iTeamet('add')
    const kort = await velkomst(b.sara)
    lokal?.heng()
    const taust = await b.sara.trykker(await b.sara.trykker(kort, 'Sett opp skolen'), 'Lagre')
    expect(forslag(taust)).toEqual(Array(5).fill('ingen'))
  })

  it('gir bare de rollene som er valgt, og kaller ikke inn før noen kan lede', async () => {
    await start()
    await b.sara.iTeamet('add')
    const roller = await b.sara.trykker(
      await b.sara.trykker(await velkomst(b.sara), 'Sett opp skolen'),
      'Lagre',
    )
    const nei = await b.sara.trykker(roller, 'Gi rollene og kall inn møtet', { r0: 'bup' })
    expect(skjermtekst(nei)).toContain('Gi noen rollen rektor eller sosiallærer først.')
    expect(skjermtekst(nei)).toContain('Én rolle er gitt.')
    expect(await db().selectFrom('mote').selectAll().execute()).toEqual([])
    const gitt = await b.sara.trykker(nei, 'Gi rollene', { r0: 'sosiallarer' })
    expect(titler(gitt)).toEqual(['Kall inn første møte'])
    const ferdig = await b.sara.trykker(gitt, 'Kall inn første møte')
    expect(skjermtekst(ferdig)).toContain('Møtet er kalt inn')
    expect(skjermtekst(await b.sara.trykker(gitt, 'Kall inn første møte'))).toContain('har kalt inn møte alt')
    expect(await db().selectFrom('mote').selectAll().execute()).toHaveLength(1)
  })

  it('kan endres etterpå i /oppsett: målform, serie og kanal', async () => {
    await start()
    await b.sara.iTeamet('add')
    await b.sara.trykker(await b.sara.trykker(await velkomst(b.sara), 'Sett opp skolen'), 'Lagre')
    await b.sara.skriver('/oppsett')
    await b.send()
    const oppsett = await b.sara.trykker(
      await b.scene.visning(OVING.kanal.id, 'Åpne oppsettet'),
      'Åpne oppsettet',
    )
    expect(skjermtekst(oppsett)).toContain('Hver 4. uke, torsdag kl. 09.00, 90 minutter · Bokmål')
    const skole = await b.sara.trykker(oppsett, 'Endre skole og serie')
    const svar = await b.sara.trykker(skole, 'Lagre', { malform: 'nn', ukedag: '2', klokke: '08:30' })
    expect(skjermtekst(svar)).toContain('Skolen er satt opp.')
    expect(skjermtekst(await b.sara.trykker(oppsett, 'Endre skole og serie'))).toContain('Nynorsk')
    const etter = await b.sara.sender(oppsett, 'oppsett.apne', {})
    expect(skjermtekst(etter)).toContain('Hver 4. uke, tirsdag kl. 08.30, 90 minutter · Nynorsk')
    expect(await db().selectFrom('skole').select('navn').execute()).toEqual([{ navn: 'Fjordvik skole' }])
  })

  it('gir agendaen på skolens målform', async () => {
    const innsatsteam = SENDTE_MED['innsatsteam']
    const [forste, ...resten] = innsatsteam?.deler ?? []
    if (innsatsteam === undefined || forste === undefined) throw new Error('ingen møtetype')
    const eget = {
      id: 'eget',
      tekst: { nb: 'Hvordan går det på trinnene?', nn: 'Korleis går det på trinna?' },
    }
    const deler = [{ ...forste, punkter: [...forste.punkter, eget] }, ...resten]
    await start({
      medGraf: true,
      valg: { motetyper: { ...SENDTE_MED, innsatsteam: { ...innsatsteam, deler } } },
    })
    await b.sara.iTeamet('add')
    const skole = await b.sara.trykker(await velkomst(b.sara), 'Sett opp skolen')
    const roller = await b.sara.trykker(skole, 'Lagre', { malform: 'nn' })
    await b.sara.trykker(roller, 'Gi rollene og kall inn møtet')
    await b.send()
    const visning = skjermtekst(await b.rolf.trykker(await b.scene.agenda(), 'Åpne agendaen'))
    expect(visning).toContain('Korleis går det på trinna?')
    expect(visning).not.toContain('Hvordan går det på trinnene?')
  })

  it('viser det samme skjemaet for /oppsett i en kanal uten skole', async () => {
    await start()
    await b.sara.skriver('/oppsett')
    await b.send()
    const skole = await b.sara.trykker(
      await b.scene.visning(OVING.kanal.id, 'Åpne oppsettet'),
      'Åpne oppsettet',
    )
    expect(felt(skole.kort).find(f => f.id === 'kanal')?.verdi).toBe(OVING.kanal.id)
    const roller = await b.sara.trykker(skole, 'Lagre', { skolenavn: 'Fjordvik skole' })
    expect(skjermtekst(roller)).toContain('Hvem gjør hva?')
  })
})

describe('velkomstkortet', () => {
  it('kommer én gang per installasjon, i hvilken rekkefølge og hvor mange ganger Teams sier det', async () => {
    await start()
    for (const omvendt of [false, true, false]) await b.sara.iTeamet('add', {}, { omvendt })
    await Promise.all([b.sara.iTeamet('add'), b.sara.iTeamet('add')])
    await velkomst(b.sara)
    expect(chatMed(b.sara, 'er lagt til')).toHaveLength(1)
    b.settTid('2026-11-22T09:00')
    await b.sara.iTeamet('remove')
    b.settTid('2026-11-23T09:00')
    await b.rolf.iTeamet('add')
    await b.send()
    expect(chatMed(b.sara, 'er lagt til')).toHaveLength(1)
    expect(chatMed(b.rolf, 'er lagt til')).toHaveLength(1)
  })

  it('sier hvem som kan, til den som ikke kan sette opp', async () => {
    await start()
    await b.rolf.iTeamet('add')
    const kort = await velkomst(b.rolf)
    expect(skjermtekst(kort)).toContain('En administrator setter opp skolen.')
    expect(skjermtekst(kort)).toContain('Tas appen ut av teamet, beholdes det som er lagret.')
    expect(titler(kort)).toEqual([])
  })

  it('er for den ene alene i teamet når den ikke kan nås i egen chat', async () => {
    await start()
    b.kobling.feil(1, 403)
    await b.sara.iTeamet('add')
    await b.send()
    expect(chatMed(b.sara, 'er lagt til')).toEqual([])
    expect(b.kobling.visning(TEAM)).toEqual([])
    expect(b.kobling.visning(TEAM, b.sara.person.id)).toHaveLength(1)
  })

  it('sendes ikke for gammelt nytt: det som skjedde før appen ble tatt ut', async () => {
    await start()
    await b.sara.iTeamet('add', { timestamp: '2026-11-21T08:00:00Z' })
    await b.send()
    expect(chatMed(b.sara, 'er lagt til')).toHaveLength(1)
    await b.sara.iTeamet('remove', { timestamp: '2026-11-21T08:10:00Z' })
    await b.sara.iTeamet('add', { timestamp: '2026-11-21T08:05:00Z' })
    await b.send()
    const rad = await db().selectFrom('installasjon').select('fjernet').executeTakeFirstOrThrow()
    expect(rad.fjernet).toEqual(new Date('2026-11-21T08:10:00Z'))
    expect(chatMed(b.sara, 'er lagt til')).toHaveLength(1)
  })

  it('sender ingenting når boten ikke er den som kom', async () => {
    await start()
    await b.sara.iTeamet('add', { membersAdded: [{ id: '29:en-annen' }], type: 'conversationUpdate' })
    await b.send()
    expect(chatMed(b.sara, 'er lagt til')).toEqual([])
  })

  it('nevner ikke et team som heter det et barn heter, verken da eller når det får navnet', async () => {
    await start()
    const navngitt = (name: string) => ({
      channelData: { tenant: { id: OVING.tenant }, team: { id: TEAM, name } },
    })
    await b.sara.iTeamet('add', navngitt('Ansvarsgruppe Ola Nordmann'))
    const kort = await velkomst(b.sara)
    expect(skjermtekst(kort)).toContain('Skolestøtte er lagt til')
    await b.sara.iTeamet('add', {
      type: 'conversationUpdate',
      membersAdded: [],
      ...navngitt('Ansvarsgruppe Emma'),
    })
    b.kobling.team(TEAM, 'Ansvarsgruppe Emma', [{ id: TEAM }, OVING.kanal])
    const skjema = await b.sara.trykker(kort, 'Sett opp skolen')
    expect(felt(skjema.kort).find(f => f.id === 'skolenavn')?.verdi ?? '').toBe('')
    await b.sara.iTeamet('remove', navngitt('Ansvarsgruppe Emma'))
    await b.send()
    const { navn } = await db().selectFrom('installasjon').select('navn').executeTakeFirstOrThrow()
    expect(navn).toBe('')
    expect(JSON.stringify(b.kobling.meldinger)).not.toMatch(/Nordmann|Emma/)
  })

  it('følger teamet når det får et nytt navn', async () => {
    await start()
    await b.sara.iTeamet('add')
    await b.sara.iTeamet('add', {
      type: 'conversationUpdate',
      membersAdded: [],
      channelData: {
        tenant: { id: OVING.tenant },
        eventType: 'teamRenamed',
        team: { id: TEAM, name: 'Fjordvik ungdomsskole' },
      },
    })
    expect(await db().selectFrom('installasjon').select(['navn', 'gruppe']).execute()).toEqual([
      { navn: 'Fjordvik ungdomsskole', gruppe: OVING.team.aadGroupId },
    ])
  })
})

describe('appen tas ut av teamet', () => {
  const startMedSkole = async (valg: Parameters<typeof start>[0] = {}) => {
    await start({ tom: false, ...valg })
    await b.sara.iTeamet('add')
    await b.send()
  }

  it('beholder alt, sier fra til dem som leder, og sender ikke mer dit', async () => {
    await startMedSkole()
    const agenda = await etInnkaltMote(b)
    const antall = iKanalen().length
    await b.hege.iTeamet('remove')
    // Something to say in the channel, and a change of the card there.
    await b.hege.sender(agenda, 'agenda.kommer', { mote: (await motene())[0] ?? '' })
    await b.sara.skriver('/innsatsteam flytt 4.12', 'chat')
    b.settTid('2026-11-21T09:10')
    await b.send()
    expect(iKanalen()).toHaveLength(antall)
    for (const hvem of [b.sara, b.rolf])
      expect(skjermtekst(await iChat(b, hvem, 'er tatt ut av Fjordvik skole'))).toContain('beholdes')
    for (const hvem of [b.hege, b.siri]) expect(chatMed(hvem, 'er tatt ut')).toEqual([])
    const rader = await db().selectFrom('utboks').select(['slag', 'status']).execute()
    expect(rader.filter(r => r.status === 'feilet')).toEqual([])
    expect(rader.filter(r => r.slag === 'motevarsel').map(r => r.status)).toEqual(['uaktuell'])
  })

  it('gjelder ikke når den slås av i én delt kanal', async () => {
    await startMedSkole({ valg: { vedFjerning: 'slett' } })
    await etInnkaltMote(b)
    const for_ = { saker: await sakene(), moter: await motene() }
    const delt = '19:delt-med-klubben@thread.tacv2'
    await b.hege.iTeamet('remove', {
      conversation: { id: delt, conversationType: 'channel', isGroup: true, tenantId: OVING.tenant },
      channelData: {
        tenant: { id: OVING.tenant },
        team: { id: TEAM, aadGroupId: OVING.team.aadGroupId, name: OVING.team.navn },
        channel: { id: delt, type: 'shared' },
        eventType: 'channelMemberRemoved',
      },
    })
    for (const dag of ['2026-12-05', '2026-12-06']) await dagen(dag)
    expect({ saker: await sakene(), moter: await motene() }).toEqual(for_)
    expect(for_.moter.length).toBeGreaterThan(0)
    for (const hvem of [b.sara, b.rolf]) expect(chatMed(hvem, 'er tatt ut')).toEqual([])
  })

  it('fortsetter der det slapp når appen legges til igjen', async () => {
    await startMedSkole()
    await etInnkaltMote(b)
    const [mote] = await motene()
    await b.sara.iTeamet('remove')
    await b.send()
    b.settTid('2026-11-22T09:00')
    await b.rolf.iTeamet('add')
    const kort = await velkomst(b.rolf)
    expect(skjermtekst(kort)).toContain('alt fortsetter der det slapp')
    expect(titler(kort)).toEqual([])
    await b.sara.skriver('/innsatsteam flytt 4.12')
    await b.send()
    b.settTid('2026-11-22T09:10')
    await b.send()
    expect(await motene()).toContain(mote)
    expect(skjermtekst(await b.scene.agenda())).toContain('4. desember')
  })

  it('kalles det ikke inn møter uten kanal, og det sies', async () => {
    await startMedSkole()
    await b.sara.iTeamet('remove')
    await b.sara.skriver('/innsatsteam ny', 'chat')
    expect(skjermtekst(await iChat(b, b.sara, 'ingen kanal'))).toContain('Fjordvik skole')
  })

  it('sletter skolens saker og møter etter fjorten dager med VED_FJERNING=slett, og lar forløp og roller stå', async () => {
    await startMedSkole({ valg: { vedFjerning: 'slett' }, medGraf: true })
    const agenda = await etInnkaltMote(b)
    const avtaler = () =>
      lokal?.lager.alle<{ avlyst: boolean }>('hendelser').filter(({ verdi }) => !verdi.avlyst)
    expect(avtaler()).toHaveLength(1)
    await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
    await b.rolf.trykker(await b.rolf.trykker(agenda, 'Meld tema'), 'Send', { tekst: 'Uro i garderoben.' })
    await b.frida.sender(agenda, 'forlop.opprett', {
      nonce: 'f',
      skole: OVING.skole.id,
      rutine: 'bekymringsmelding',
      melding: '2026-11-20',
    })
    await b.sara.iTeamet('remove')
    const varsel = await iChat(b, b.rolf, 'er tatt ut av')
    expect(skjermtekst(varsel)).toContain('Skolens saker og møter slettes lørdag 5. desember.')
    expect(titler(varsel)).toEqual(['Behold'])

    await dagen('2026-12-04')
    expect((await sakene()).team).toBe(3)
    await dagen('2026-12-05')
    expect(await sakene()).toEqual({ team: 0, forlop: 1 })
    expect(await motene()).toEqual([])
    expect(avtaler()).toEqual([])
    expect(await db().selectFrom('kalenderoppforing').selectAll().execute()).toEqual([])
    expect(await db().selectFrom('planneroppgave').selectAll().execute()).toEqual([])
    expect(await db().selectFrom('punkt').selectAll().execute()).toEqual([])
    expect(await db().selectFrom('oppgave').selectAll().execute()).toEqual([])
    expect(await db().selectFrom('rolle').selectAll().execute()).not.toEqual([])
    const nokler = await db().selectFrom('nokkel').select('eier').execute()
    expect(nokler.filter(n => n.eier.startsWith('tema:'))).toEqual([])
    const kvitteringer = await db().selectFrom('sletting').select('grunn').execute()
    expect(kvitteringer.map(k => k.grunn)).toEqual(['team-fjernet', 'team-fjernet', 'team-fjernet'])
    expect(skjermtekst(await iChat(b, b.rolf, 'er slettet'))).toContain(
      '3 saker og 2 møter fra Fjordvik skole er slettet',
    )
    // The next day's tidying has nothing to add.
    await dagen('2026-12-06')
    expect(chatMed(b.rolf, 'er slettet, med')).toHaveLength(1)
  })

  it('tømmer agendaene i folks egne chatter, også etter at appen er borte', async () => {
    await startMedSkole({ valg: { vedFjerning: 'slett', utenKanalkort: ['innsatsteam'] } })
    await b.sara.skriver('/innsatsteam ny')
    await b.send()
    const agendaer = () => [b.siri, b.rolf].map(hvem => chatMed(hvem, 'Meld sak').length)
    expect(agendaer()).toEqual([1, 1])
    await b.sara.iTeamet('remove')
    await dagen('2026-12-05')
    expect(await motene()).toEqual([])
    expect(agendaer()).toEqual([0, 0])
    for (const hvem of [b.siri, b.rolf]) expect(chatMed(hvem, 'Skolens møter er slettet.')).toHaveLength(1)
    expect(await db().selectFrom('melding').select('gjelder').execute()).toEqual([])
  })

  it('sletter ingenting når appen er lagt til igjen, eller noen har valgt «Behold»', async () => {
    await startMedSkole({ valg: { vedFjerning: 'slett' } })
    await b.sara.iTeamet('remove')
    await b.send()
    b.settTid('2026-11-22T09:00')
    await b.sara.iTeamet('add')
    await dagen('2026-12-08')
    expect((await sakene()).team).toBe(2)
    await b.sara.iTeamet('remove')
    const svar = await b.rolf.trykker(await iChat(b, b.rolf, 'slettes tirsdag 22. desember'), 'Behold')
    expect(skjermtekst(svar)).toContain('Sakene og møtene beholdes.')
    await dagen('2026-12-23')
    expect((await sakene()).team).toBe(2)
  })

  it('tror på den som skriver til boten i teamet: appen er der likevel, og ingenting slettes', async () => {
    await startMedSkole({ valg: { vedFjerning: 'slett' } })
    await b.sara.iTeamet('remove')
    b.settTid('2026-11-22T09:00')
    await b.siri.skriver('/hjelp')
    await dagen('2026-12-08')
    expect((await sakene()).team).toBe(2)
  })

  it('lar bare en administrator slette før tiden, når det er krysset av for arkivet', async () => {
    await startMedSkole({ valg: { vedFjerning: 'slett' } })
    await b.sara.iTeamet('remove')
    const varsel = await iChat(b, b.sara, 'er tatt ut av')
    for (const verb of ['fjerning.slett-skjema', 'fjerning.slett'])
      for (const hvem of [b.rolf, b.hege, b.scene.som(FREMMED)])
        expect(
          skjermtekst(await hvem.sender(varsel, verb, { team: TEAM, arkivert: 'true' })),
          `${verb} ${hvem.navn}`,
        ).toContain('Bare en administrator')
    for (const hvem of [b.hege, b.scene.som(FREMMED)])
      expect(skjermtekst(await hvem.sender(varsel, 'fjerning.behold', { team: TEAM }))).toContain('Bare en')
    const skjema = await b.sara.trykker(varsel, 'Slett nå')
    expect(skjermtekst(skjema)).toContain('Fjordvik skole')
    expect(skjermtekst(await b.sara.trykker(skjema, 'Slett for godt'))).toContain('Kryss av')
    expect((await sakene()).team).toBe(2)
    await b.sara.trykker(skjema, 'Slett for godt', { arkivert: 'true' })
    expect((await sakene()).team).toBe(0)
    expect(skjermtekst(await b.sara.trykker(varsel, 'Behold'))).toContain('slettet alt')
  })

  it('sletter ingenting med «Slett nå» der kommunen beholder', async () => {
    await startMedSkole()
    await b.sara.iTeamet('remove')
    const varsel = await iChat(b, b.sara, 'er tatt ut av')
    expect(titler(varsel)).toEqual([])
    await b.sara.sender(varsel, 'fjerning.slett', { team: TEAM, arkivert: 'true' })
    await dagen('2026-12-20')
    expect((await sakene()).team).toBe(2)
  })

  it('lar en skole som også har en kanal i et annet team, være i fred', async () => {
    await startMedSkole({ valg: { vedFjerning: 'slett' } })
    await db()
      .insertInto('kanal')
      .values({
        tenant: OVING.tenant,
        kanal: '19:annen@thread.tacv2',
        team: '19:annet@thread.tacv2',
        skole: OVING.skole.id,
        service_url: b.kobling.serviceUrl,
      })
      .execute()
    await b.sara.iTeamet('remove')
    await dagen('2026-12-20')
    expect((await sakene()).team).toBe(2)
    expect(chatMed(b.rolf, 'er tatt ut')).toEqual([])
  })

  it('gjelder også et team som hadde appen før installasjoner ble husket', async () => {
    await start({ tom: false })
    await b.hege.iTeamet('remove')
    expect(skjermtekst(await iChat(b, b.rolf, 'er tatt ut av teamet'))).toContain('beholdes')
    await b.hege.iTeamet('remove')
    await b.send()
    expect(chatMed(b.rolf, 'er tatt ut av')).toHaveLength(1)
  })
})

describe('appen tas bort i egen chat', () => {
  it('glemmer samtalen, og lager en ny når den er tilbake', async () => {
    await start({ tom: false })
    await b.hege.installerer()
    await b.send()
    const samtale = async () =>
      (
        await db()
          .selectFrom('person')
          .select('samtale')
          .where('person', '=', ovingsId(b.hege.person))
          .executeTakeFirstOrThrow()
      ).samtale
    expect(await samtale()).toBe(b.hege.chat)
    await b.hege.avinstallerer()
    expect(await samtale()).toBeNull()
    b.settTid('2026-11-22T09:00')
    await b.hege.installerer()
    await b.send()
    expect(await samtale()).toBe(b.hege.chat)
    expect(chatMed(b.hege, 'Velkommen til Skolestøtte')).toHaveLength(2)
  })
})

const motene = async () =>
  (await db().selectFrom('mote').select('id').orderBy('start').execute()).map(m => m.id)

async function sakene(): Promise<{ team: number; forlop: number }> {
  const rader = await db().selectFrom('sak').select('slag').execute()
  const antall = (slag: string) => rader.filter(r => r.slag === slag).length
  return { team: antall('team'), forlop: antall('forlop') }
}

/** Some hours into that day: what is done at night is done. */
async function dagen(dato: string): Promise<void> {
  b.settTid(`${dato}T09:00`)
  await b.send()
  await b.send()
}
