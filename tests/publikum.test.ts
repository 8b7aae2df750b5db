import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import type { Melding } from '../src/demo/lokal-kobling.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { SENDTE_MED } from '../src/mote/les-motetyper.ts'
import { harKanalkort } from '../src/mote/moter.ts'
import { begynnPaNytt, FREMMED, fraNaAv, somTekst } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

type Hvem = Testbot['sara']

const kontoer = (...flere: string[]) => [
  ...OVING.personer.map(p => ({ id: p.id, name: p.navn, aadObjectId: p.oid, tenantId: OVING.tenant })),
  ...flere.map((navn, nr) => ({
    id: `29:tilskuer-${navn}`,
    name: `Tilskuer ${navn}`,
    aadObjectId: `00000000-0000-4000-8000-0000000f000${nr}`,
    tenantId: OVING.tenant,
  })),
]
const alle = (b: Testbot): Hvem[] => [b.sara, b.rolf, b.siri, b.hege, b.frida, b.odd]

async function gaTil(b: Testbot, tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}
const senere = (b: Testbot, minutter = 4) =>
  gaTil(b, b.na().plus({ minutes: minutter }).toFormat("yyyy-MM-dd'T'HH:mm:ss"))

describe('en kanal som flere kan lese enn teamet', () => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot()
  })
  beforeEach(async () => {
    await begynnPaNytt(b)
    b.kobling.medlemmer(OVING.kanal.id, kontoer())
  })
  afterAll(() => b.stopp())

  /** Members have come or gone, as the channel tells it. */
  const medlemmerEndret = (hvem: Hvem = b.sara) =>
    b.scene.send(
      hvem.aktivitet(OVING.kanal.id, {
        type: 'conversationUpdate',
        membersAdded: [{ id: '29:tilskuer-1' }],
        channelData: {
          eventType: 'teamMemberAdded',
          tenant: { id: OVING.tenant },
          team: { id: OVING.team.id },
        },
      }),
    )
  const brede = (meldinger: readonly Melding[]) =>
    meldinger.filter(m => somTekst([m]).includes('som ikke er i teamet'))
  const utenfor = async () =>
    (await b.bot.ktx.db.selectFrom('kanal').select('utenfor').executeTakeFirstOrThrow()).utenfor

  it('sies én gang, i egen chat, til den som kalte inn', async () => {
    b.kobling.medlemmer(OVING.kanal.id, kontoer('en', 'to'))
    const nye = fraNaAv(b)
    await b.rolf.skriver('/innsatsteam ny')
    await senere(b)
    const sagt = brede(nye())
    expect(sagt.map(m => m.conversationId)).toEqual([b.rolf.chat])
    expect(somTekst(sagt)).toContain('Kanalen kan leses av 2 som ikke er i teamet.')
    expect(JSON.stringify(sagt)).not.toContain('Tilskuer')
    expect(nye(OVING.kanal.id)).toHaveLength(1)
    await b.sara.skriver('/innsatsteam ny 11.12')
    await senere(b)
    expect(brede(nye())).toHaveLength(1)
    expect(await utenfor()).toBe(2)
  })

  it('sies ikke når alle i kanalen har en rolle ved skolen', async () => {
    const nye = fraNaAv(b)
    await etInnkaltMote(b)
    await senere(b)
    expect(brede(nye())).toEqual([])
    expect(await utenfor()).toBe(0)
  })

  it('telles på nytt når noen kommer og går; smal og så bred igjen sies på nytt', async () => {
    const nye = fraNaAv(b)
    await etInnkaltMote(b)
    await senere(b)
    b.kobling.medlemmer(OVING.kanal.id, kontoer('en'))
    await medlemmerEndret()
    await senere(b)
    expect(somTekst(brede(nye()))).toContain('Kanalen kan leses av 1 som ikke er i teamet.')
    expect(brede(nye()).map(m => m.conversationId)).toEqual([b.sara.chat])
    b.kobling.medlemmer(OVING.kanal.id, kontoer('en', 'to', 'tre'))
    await medlemmerEndret()
    await senere(b)
    expect(brede(nye()), 'bredere, men sagt').toHaveLength(1)
    expect(await utenfor()).toBe(3)
    b.kobling.medlemmer(OVING.kanal.id, kontoer())
    await medlemmerEndret()
    await senere(b)
    expect(await utenfor()).toBe(0)
    expect(brede(nye())).toHaveLength(1)
    b.kobling.medlemmer(OVING.kanal.id, kontoer('en', 'to'))
    await medlemmerEndret(b.scene.som(FREMMED))
    await senere(b)
    expect(brede(nye())).toHaveLength(2)
    expect(somTekst(brede(nye()))).toContain('Kanalen kan leses av 2 som ikke er i teamet.')
  })

  it('telles også når den neste kommer sekunder etter den første', async () => {
    await etInnkaltMote(b)
    await senere(b)
    await medlemmerEndret()
    await b.send()
    expect(await utenfor()).toBe(0)
    b.kobling.medlemmer(OVING.kanal.id, kontoer('en'))
    b.settTid(b.na().plus({ seconds: 5 }).toFormat("yyyy-MM-dd'T'HH:mm:ss"))
    await medlemmerEndret()
    await senere(b, 2)
    expect(await utenfor()).toBe(1)
  })

  it('telles uten de som har fått en rolle, og med den som mistet den', async () => {
    b.kobling.medlemmer(OVING.kanal.id, kontoer('en'))
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.odd.person)).execute()
    await medlemmerEndret()
    await b.send()
    expect(await utenfor()).toBe(2)
  })

  it.each([404, 403, 500])('gjør ingen skade når koblingen svarer %i', async status => {
    const agenda = await etInnkaltMote(b)
    await senere(b)
    b.kobling.medlemmer(OVING.kanal.id, kontoer('en'))
    const nye = fraNaAv(b)
    await medlemmerEndret()
    b.kobling.feil(1, status)
    await b.send()
    expect(brede(nye())).toEqual([])
    expect(await utenfor()).toBe(0)
    await senere(b)
    // Only what may pass is tried again.
    expect(await utenfor()).toBe(status === 500 ? 1 : 0)
    expect(brede(nye())).toHaveLength(status === 500 ? 1 : 0)
    expect(skjermtekst(await b.hege.trykker(agenda, 'Jeg kommer'))).toContain('Du er meldt på.')
    await medlemmerEndret()
    await senere(b)
    expect(await utenfor()).toBe(1)
    expect(brede(nye())).toHaveLength(1)
  })

  it('lar agendaen komme i en kanal boten ikke får telle i', async () => {
    const kanal = '19:fjordvik-annen@thread.tacv2'
    const { db, tenant } = b.bot.ktx
    await db
      .insertInto('kanal')
      .values({
        tenant,
        kanal,
        team: OVING.team.id,
        skole: OVING.skole.id,
        service_url: b.kobling.serviceUrl,
      })
      .execute()
    const nye = fraNaAv(b)
    await b.scene.send(
      b.sara.aktivitet(`${kanal};messageid=1`, {
        type: 'message',
        text: `<at>${OVING.bot.navn}</at> /innsatsteam ny`,
        channelData: { tenant: { id: tenant }, team: { id: OVING.team.id }, channel: { id: kanal } },
      }),
    )
    await senere(b)
    expect(somTekst(nye(kanal))).toContain('[Åpne agendaen]')
    expect(brede(nye())).toEqual([])
  })
})

describe('når kortet ikke skal i kanalen', () => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot({ valg: { utenKanalkort: ['innsatsteam'] } })
  })
  beforeEach(() => begynnPaNytt(b))
  afterAll(() => b.stopp())

  /** Everything sent since: all that any conversation of the team got. */
  const iKanalen = (nye: ReturnType<typeof fraNaAv>) =>
    nye().filter(m => JSON.stringify([m.conversationId, m.versjoner]).includes('19:'))
  const egetKort = (hvem: Hvem): Skjerm => {
    const kort = b.scene.meldinger(hvem.chat).findLast(m => JSON.stringify(m.kort).includes('agenda.fornye'))
    if (kort === undefined) throw new Error(`${hvem.navn} har ingen agenda i chatten`)
    return kort
  }
  /** How many versions of the agenda this person's chat has had. */
  const versjoner = (nye: ReturnType<typeof fraNaAv>, hvem: Hvem) =>
    nye(hvem.chat)
      .filter(m => JSON.stringify(m.versjoner[0]).includes('agenda.fornye'))
      .map(m => m.versjoner.length)

  async function kaltInn() {
    await b.sara.skriver('/innsatsteam ny', 'chat')
    await b.send()
  }

  it('kommer det i hver deltakers egen chat, og ingenting i kanalen', async () => {
    const nye = fraNaAv(b)
    await kaltInn()
    await senere(b)
    expect(iKanalen(nye)).toEqual([])
    for (const hvem of alle(b)) {
      expect(versjoner(nye, hvem), hvem.navn).toEqual([1])
      const kort = egetKort(hvem)
      expect(JSON.stringify(kort.kort)).not.toContain('K7F3')
      expect(skjermtekst(await hvem.ser(kort))).toMatch(/K7F3 .*▲ Gul/)
    }
  })

  it('får alle endringene, motevarselet og referatet, i hver sin chat', async () => {
    const nye = fraNaAv(b)
    await kaltInn()
    await senere(b)
    const meldt = await b.hege.trykker(egetKort(b.hege), 'Meld sak')
    await b.hege.trykker(meldt, 'Send', EN_SAK)
    await senere(b)
    for (const hvem of alle(b)) {
      expect(versjoner(nye, hvem), hvem.navn).toHaveLength(1)
      expect(skjermtekst(egetKort(hvem))).toContain('2 saker')
    }
    await b.sara.skriver('/innsatsteam flytt fredag 12:00', 'chat')
    await senere(b)
    for (const hvem of alle(b)) {
      const sagt = nye(hvem.chat).filter(m =>
        somTekst([m]).includes('Møtet er flyttet til fredag 27. november'),
      )
      expect(sagt, hvem.navn).toHaveLength(1)
    }
    await gaTil(b, '2026-11-27T12:00')
    let steg = await b.rolf.starter(egetKort(b.rolf))
    steg = await b.rolf.trykker(await b.rolf.trykker(steg, 'Neste'), 'Lagre og neste')
    steg = await b.rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Drøftet kort i dag.' })
    await b.rolf.trykker(await b.rolf.trykker(steg, 'Avslutt møtet'), 'Godkjenn referatet')
    await senere(b)
    for (const hvem of alle(b))
      expect(
        nye(hvem.chat).filter(m => m.slag === 'ny' && somTekst([m]).includes('Referat godkjent')),
        hvem.navn,
      ).toHaveLength(1)
    expect(iKanalen(nye)).toEqual([])
    expect(JSON.stringify(nye().map(m => m.versjoner))).not.toContain(EN_SAK.beskrivelse)
  })

  it('sies det heller ikke noe der når noen skriver kommandoen i kanalen', async () => {
    const nye = fraNaAv(b)
    await b.sara.skriver('/innsatsteam ny')
    await senere(b)
    for (const kommando of ['/innsatsteam', '/innsatsteam flytt fredag 12:00', '/innsatsteam avlys']) {
      await b.sara.skriver(kommando)
      await senere(b)
    }
    expect(somTekst(iKanalen(nye))).not.toMatch(/Innsatsteam|november|sak|Møtet/)
    expect(somTekst(nye(b.sara.chat))).toContain('er avlyst')
  })

  it('stanser ikke én som har blokkert boten, de andres kort, endringer eller varsler', async () => {
    const nye = fraNaAv(b)
    await kaltInn()
    await senere(b)
    for (const hvem of alle(b)) expect(versjoner(nye, hvem), hvem.navn).toEqual([1])
    // Sara's card cannot be edited any more, and never can.
    const { samtale, aktivitet } = egetKort(b.sara)
    const sti = [samtale, 'activities', aktivitet].map(encodeURIComponent).join('/')
    await fetch(`${b.kobling.serviceUrl}v3/conversations/${sti}`, { method: 'DELETE' })
    await b.hege.trykker(egetKort(b.hege), 'Jeg kommer')
    await senere(b)
    for (const hvem of alle(b).slice(1))
      expect(skjermtekst(egetKort(hvem)), hvem.navn).toContain('Kommer: helsesykepleier')
    b.kobling.feil(1, 403)
    await b.sara.skriver('/innsatsteam avlys', 'chat')
    await senere(b)
    const sagt = alle(b).filter(hvem => somTekst(nye(hvem.chat)).includes('er avlyst'))
    expect(sagt.length).toBeGreaterThanOrEqual(5)
  })

  it('når kortet fram til de andre, også når én er blokkert fra begynnelsen', async () => {
    const nye = fraNaAv(b)
    await b.bot.ktx.db
      .updateTable('person')
      .set({ konto: null })
      .where('person', '=', ovingsId(b.odd.person))
      .execute()
    await kaltInn()
    await senere(b)
    expect(versjoner(nye, b.odd)).toEqual([])
    for (const hvem of alle(b).slice(0, 5)) expect(versjoner(nye, hvem), hvem.navn).toEqual([1])
    expect(iKanalen(nye)).toEqual([])
  })

  it('kommer også til den som får en rolle etter at møtet er kalt inn', async () => {
    const nye = fraNaAv(b)
    await kaltInn()
    await senere(b)
    b.kobling.medlemmer(OVING.team.id, [
      ...kontoer(),
      { id: FREMMED.id, name: FREMMED.navn, aadObjectId: FREMMED.oid, tenantId: OVING.tenant },
    ])
    const her = { ...egetKort(b.sara), samtale: OVING.kanal.id }
    await b.sara.sender(her, 'oppsett.gi-rolle', { person: ovingsId(FREMMED), rolle: 'ppt' })
    await senere(b)
    expect(versjoner(nye, b.scene.som(FREMMED))).toHaveLength(1)
  })

  it('virker hver knapp på kortet i chatten som på kortet i kanalen', async () => {
    await kaltInn()
    await senere(b)
    const kort = egetKort(b.odd)
    expect(skjermtekst(await b.odd.trykker(kort, 'Kommer ikke'))).toContain('Du har meldt at du ikke kommer.')
    const visning = await b.odd.trykker(kort, 'Åpne agendaen')
    expect(skjermtekst(visning)).toContain('høstferien')
    expect(knapper(visning.kort).map(k => k.tittel)).toContain('Bidra')
    // Somebody else's chat is no key: what counts is who presses.
    expect(skjermtekst(await b.scene.som(FREMMED).trykker(kort, 'Åpne agendaen'))).toBe(
      'Dette finnes ikke, eller du har ikke tilgang.',
    )
  })
})

describe('hvilke møter som har kort i kanalen', () => {
  it.each([
    ['innsatsteam', true],
    ['forberedelse', false],
    ['oppstartsmote', false],
    ['samarbeidsmote_3delt', false],
    ['avsluttende_henlagt', false],
    ['avsluttende_samarbeid', false],
    ['samarbeidsmote_tiltak', false],
    ['avslutning_sak', false],
    ['avslutning_samtykke_trukket', false],
    ['gjennomgang_aktiv_sak', false],
    // Never about one child by name: it concerns no single family.
    ['apen_dor', true],
  ])('%s: %s', (type, ventet) => {
    expect(harKanalkort(type, { motetyper: SENDTE_MED, utenKanalkort: [] })).toBe(ventet)
    expect(harKanalkort(type, { motetyper: SENDTE_MED, utenKanalkort: ['en annen type'] })).toBe(ventet)
    expect(harKanalkort(type, { motetyper: SENDTE_MED, utenKanalkort: [type] })).toBe(false)
  })

  it.each(['', 'Innsatsteam', 'ukjent', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'en type ingen kjenner, har det ikke: «%s»',
    type => {
      expect(harKanalkort(type, { motetyper: SENDTE_MED, utenKanalkort: [] })).toBe(false)
    },
  )
})
