import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING } from '../src/demo/ovingskommune.ts'
import { skjermtekst } from '../src/demo/scene.ts'
import { begynnPaNytt, FREMMED, fraNaAv, somTekst } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

const moter = () => b.bot.ktx.db.selectFrom('mote').selectAll().where('status', '<>', 'avholdt').execute()

/** Types it, and gives what the bot then posted. */
async function svarPa(
  hvem: Testbot['sara'],
  tekst: string,
  hvor: 'kanal' | 'chat' = 'kanal',
  mer: Record<string, unknown> = {},
) {
  const nye = fraNaAv(b)
  await hvem.skriver(tekst, hvor, mer)
  await b.send()
  return nye()
}

describe('å kalle inn', () => {
  it.each(['/innsatsteam ny', 'innsatsteam ny', '/INNSATSTEAM NY', 'Innsatsteam   Ny', '/ innsatsteam ny'])(
    'forstår «%s»',
    async tekst => {
      expect(somTekst(await svarPa(b.sara, tekst))).toContain('Fredag 27. november 2026 kl. 10.15–11.45')
      expect(await moter()).toHaveLength(1)
    },
  )

  it.each([
    ['11.12 kl 13', 'Fredag 11. desember 2026 kl. 13.00–14.30'],
    ['11. desember kl 13', 'Fredag 11. desember 2026 kl. 13.00–14.30'],
    ['11. DESEMBER', 'Fredag 11. desember 2026 kl. 10.15–11.45'],
    ['fredag 10:15', 'Fredag 27. november 2026 kl. 10.15–11.45'],
    ['onsdag kl 9', 'Onsdag 25. november 2026 kl. 09.00–10.30'],
    ['2026-12-03 14.30', 'Torsdag 3. desember 2026 kl. 14.30–16.00'],
  ])('forstår «/innsatsteam ny %s»', async (nar, ventet) => {
    expect(somTekst(await svarPa(b.sara, `/innsatsteam ny ${nar}`))).toContain(ventet)
  })

  it.each([
    ['12.12', /Lørdag 12\. desember er i helgen\. Velg en hverdag\./i],
    ['25.12', /Fredag 25\. desember er 1\. juledag\. Velg en annen dag\./i],
    ['17.5', /Mandag 17\. mai.* er grunnlovsdagen?\. Velg en annen dag\./i],
    ['20.11', /Det tidspunktet er passert/],
    ['31.2', /Den datoen stemmer ikke/],
    ['kl 25', /klokkeslettet forstod jeg ikke|Den datoen forstod jeg ikke/],
    ['når det passer Oda Bråten', /Den datoen forstod jeg ikke/],
  ])('avslår «%s» og sier hvorfor', async (nar, ventet) => {
    const tekst = somTekst(await svarPa(b.sara, `/innsatsteam ny ${nar}`))
    expect(tekst).toMatch(ventet)
    expect(tekst).not.toContain('Oda')
    expect(await moter()).toEqual([])
  })

  it('sier at møtet alt er kalt inn når noen gjør det igjen', async () => {
    await svarPa(b.sara, '/innsatsteam ny')
    expect(somTekst(await svarPa(b.rolf, '/innsatsteam ny'))).toContain('er allerede kalt inn')
    expect(somTekst(await svarPa(b.rolf, '/innsatsteam ny 27.11 kl 9'))).toContain('er allerede kalt inn')
    expect(await moter()).toHaveLength(1)
  })

  it('gjør den samme meldingen én gang, også når Teams leverer den to ganger', async () => {
    const nye = fraNaAv(b)
    await b.sara.skriver('/innsatsteam ny', 'kanal', { id: 'akt-dobbel' })
    await b.sara.skriver('/innsatsteam ny', 'kanal', { id: 'akt-dobbel' })
    await b.send()
    expect(await moter()).toHaveLength(1)
    expect(nye()).toHaveLength(1)
    expect(somTekst(nye())).not.toContain('alt kalt inn')
  })

  it.each(['ny', 'flytt 4.12', 'avlys'])(
    'nekter «%s» for andre roller, og sier hvem som kan',
    async under => {
      await svarPa(b.sara, '/innsatsteam ny')
      for (const hvem of [b.siri, b.hege, b.frida, b.odd, b.scene.som(FREMMED)]) {
        expect(somTekst(await svarPa(hvem, `/innsatsteam ${under}`))).toMatch(
          /^Bare rektor .*og sosiallærer .*kan kalle inn, flytte og avlyse møter\.$/m,
        )
      }
      expect(await moter()).toMatchObject([{ dato: '2026-11-27', status: 'planlagt' }])
    },
  )

  it('virker i den personlige chatten: agendaen kommer i kanalen, svaret i chatten', async () => {
    const nye = fraNaAv(b)
    await b.sara.skriver('innsatsteam ny', 'chat')
    await b.send()
    expect(somTekst(nye(b.sara.chat))).toContain('er kalt inn. Agendaen ligger i kanalen til Fjordvik skole.')
    expect(somTekst(nye(OVING.kanal.id))).toContain('Fredag 27. november 2026')
  })

  it('sier fra i en kanal som ikke er knyttet til en skole', async () => {
    const kanal = '19:annen-kanal@thread.tacv2'
    const nye = fraNaAv(b)
    await b.scene.send(
      b.sara.aktivitet(`${kanal};messageid=5`, {
        type: 'message',
        text: '<at>Skolestøtte</at> /innsatsteam ny',
        channelData: { tenant: { id: OVING.tenant }, team: { id: OVING.team.id }, channel: { id: kanal } },
      }),
    )
    await b.send()
    expect(somTekst(nye(kanal))).toContain('Kanalen er ikke knyttet til en skole ennå')
    expect(await moter()).toEqual([])
  })

  it('svarer på en skråstrekkommando i chatten når klienten ikke kan vise den til én alene', async () => {
    const nye = fraNaAv(b)
    await b.scene.send(
      b.sara.aktivitet(`${OVING.kanal.id};messageid=7`, {
        type: 'message',
        text: '/innsatsteam ny',
        recipient: { id: OVING.bot.id, name: OVING.bot.navn, isTargeted: true },
      }),
    )
    await b.send()
    expect(somTekst(nye(b.sara.chat))).toContain('er kalt inn')
    expect(somTekst(nye(`${OVING.kanal.id};messageid=7`))).toBe('')
    expect(somTekst(nye(OVING.kanal.id))).toContain('Fredag 27. november 2026')
  })
})

describe('å se møtet', () => {
  it('viser det som er kalt inn', async () => {
    await svarPa(b.sara, '/innsatsteam ny')
    for (const hvem of [b.sara, b.hege]) {
      const tekst = somTekst(await svarPa(hvem, '/innsatsteam'))
      expect(tekst).toContain('27. november')
      expect(tekst).toContain('1 sak')
      expect(tekst).toContain('[Åpne agendaen]')
    }
    expect(somTekst(await svarPa(b.hege, 'innsatsteam', 'chat'))).toContain('27. november')
  })

  it('sier at ingenting er kalt inn', async () => {
    expect(somTekst(await svarPa(b.hege, '/innsatsteam'))).toContain('Det er ikke kalt inn til innsatsteam')
  })

  it('sier ikke hva som er planlagt til en som ikke er med', async () => {
    await svarPa(b.sara, '/innsatsteam ny')
    for (const hvor of ['kanal', 'chat'] as const) {
      const tekst = somTekst(await svarPa(b.scene.som(FREMMED), '/innsatsteam', hvor))
      expect(tekst).toContain('Du har ingen rolle ved noen skole ennå')
      expect(tekst).not.toContain('november')
    }
  })
})

describe('å flytte og avlyse', () => {
  it('flytter møtet: de andre får vite det, og alle svarer på nytt', async () => {
    await svarPa(b.sara, '/innsatsteam ny')
    await b.rolf.trykker(await b.scene.agenda(), 'Jeg kommer')
    await b.hege.trykker(await b.scene.agenda(), 'Kommer ikke')
    b.settTid('2026-11-21T09:01')
    await b.send()
    const agenda = await b.scene.agenda()
    expect(skjermtekst(agenda)).toContain('Kommer: rektor')

    const nye = fraNaAv(b)
    await b.sara.skriver('/innsatsteam flytt 2.12 kl 13')
    b.settTid('2026-11-21T09:02')
    await b.send()
    const etter = await b.scene.agenda()
    expect(etter.aktivitet).toBe(agenda.aktivitet)
    expect(skjermtekst(etter)).toContain('Onsdag 2. desember 2026 kl. 13.00–14.30')
    expect(skjermtekst(etter)).toContain('Kommer: ingen')
    expect(skjermtekst(etter)).toContain('Kommer ikke: ingen')
    expect(somTekst(nye(agenda.samtale))).toContain('Møtet er flyttet til onsdag 2. desember')

    const varsel = nye(agenda.samtale).find(m => somTekst([m]).includes('flyttet'))
    expect(knapper(varsel?.siste.attachments?.[0]?.content).map(k => k.tittel)).toEqual([
      'Jeg kommer',
      'Kommer ikke',
    ])
  })

  it.each([
    ['12.12', /i helgen/],
    ['25.12', /juledag/],
    ['', /Den datoen forstod jeg ikke/],
    ['20.11', /passert/],
  ])('flytter ikke til «%s»', async (nar, ventet) => {
    await svarPa(b.sara, '/innsatsteam ny')
    expect(somTekst(await svarPa(b.sara, `/innsatsteam flytt ${nar}`))).toMatch(ventet)
    expect(await moter()).toMatchObject([{ dato: '2026-11-27' }])
  })

  it('sier at det ikke er noe møte å flytte eller avlyse', async () => {
    expect(somTekst(await svarPa(b.sara, '/innsatsteam flytt 2.12'))).toContain(
      'Det er ikke kalt inn til innsatsteam',
    )
    expect(somTekst(await svarPa(b.sara, '/innsatsteam avlys'))).toContain(
      'Det er ikke kalt inn til innsatsteam',
    )
  })

  it('avlyser, og tar det tilbake med «Angre avlysningen»', async () => {
    await svarPa(b.sara, '/innsatsteam ny')
    const agenda = await b.scene.agenda()
    const nye = fraNaAv(b)
    await b.sara.skriver('/innsatsteam avlys')
    b.settTid('2026-11-21T09:01')
    await b.send()
    expect(somTekst(nye(agenda.samtale))).toContain('Møtet er avlyst. Sakene følger med til neste møte.')
    expect(somTekst(nye(agenda.samtale))).toMatch(/Innsatsteam fredag 27\. november.* er avlyst\./)
    expect(await moter()).toMatchObject([{ status: 'avlyst' }])

    const avlyst = await b.scene.visning(agenda.samtale, 'Angre avlysningen')
    const nektet = await b.hege.trykker(avlyst, 'Angre avlysningen')
    expect(skjermtekst(nektet)).toContain('Bare rektor og sosiallærer')
    const angret = await b.rolf.trykker(avlyst, 'Angre avlysningen')
    expect(skjermtekst(angret)).toMatch(/kalt inn igjen/)
    b.settTid('2026-11-21T09:02')
    await b.send()
    expect(await moter()).toMatchObject([{ status: 'planlagt' }])
    expect(skjermtekst(await b.scene.agenda())).toContain('Fredag 27. november 2026')
    expect(somTekst(nye(agenda.samtale))).toContain('blir holdt likevel')
  })

  it('tar saker fra det avlyste møtet med til det neste som kalles inn', async () => {
    await svarPa(b.sara, '/innsatsteam ny')
    await svarPa(b.sara, '/innsatsteam avlys')
    expect(somTekst(await svarPa(b.sara, '/innsatsteam ny 4.12'))).toContain('1 sak · 0 temaer')
    expect(skjermtekst(await b.hege.ser(await b.scene.agenda()))).toContain('Sak 1 · K7F3')
  })
})

describe('annet som skrives', () => {
  it.each([
    ['innsatstem ny', '/innsatsteam'],
    ['/oppgver', '/oppgaver'],
    ['/hjlp', '/hjelp'],
  ])('foreslår den nærmeste kommandoen for «%s»', async (tekst, ventet) => {
    const svar = somTekst(await svarPa(b.sara, tekst))
    expect(svar).toContain('Det forstod jeg ikke.')
    expect(svar).toContain(`Mente du ${ventet}`)
  })

  it('gjentar aldri det som ble skrevet', async () => {
    const nye = fraNaAv(b)
    for (const hvor of ['kanal', 'chat'] as const) {
      await b.sara.skriver('Hva gjør vi med Torbjørnhild i 5B?', hvor)
      await b.sara.skriver('/innsatsteam Torbjørnhild', hvor)
      await b.sara.skriver('/sak Torbjørnhild', hvor)
      await b.sara.skriver('/innsatsteam ny for Torbjørnhild', hvor)
      await b.sara.skriver('<at>Torbjørnhild</at> **fet** [lenke](https://x.example)', hvor)
    }
    await b.send()
    expect(nye().length).toBeGreaterThan(6)
    expect(JSON.stringify(nye().map(m => m.versjoner))).not.toMatch(/Torbjørnhild|x\.example/)
  })

  it.each(['/hjelp', 'hjelp', 'HJELP', ''])('gir hjelp på «%s», også til en uten rolle', async tekst => {
    for (const hvem of [b.sara, b.scene.som(FREMMED)]) {
      const svar = somTekst(await svarPa(hvem, tekst))
      expect(svar).toContain('Slik bruker du Skolestøtte')
      expect(svar).toContain('/innsatsteam ny')
    }
  })

  it('viser /oppgaver uten tekst, og uten antall der andre ser det', async () => {
    const iKanal = somTekst(await svarPa(b.hege, '/oppgaver'))
    expect(iKanal).not.toMatch(/\d åpen|\d åpne/)
    const iChat = await svarPa(b.hege, '/oppgaver', 'chat')
    expect(somTekst(iChat)).toContain('Du har 1 åpen oppfølging')
    expect(somTekst(iChat)).not.toContain('helsekontoret')
    const vist = await b.hege.trykker(await b.scene.visning(b.hege.chat, 'Vis'), 'Vis')
    expect(skjermtekst(vist)).toContain('Tilby samtale på helsekontoret')
    expect(somTekst(await svarPa(b.rolf, '/oppgaver', 'chat'))).toContain('Du har ingen åpne oppfølginger.')
  })

  it('viser /sak uten tekst; en ukjent sak og en man ikke får se, er det samme', async () => {
    for (const hvor of ['kanal', 'chat'] as const) {
      const funnet = somTekst(await svarPa(b.hege, '/sak k7f3', hvor))
      expect(funnet).toContain('Sak K7F3')
      expect(funnet).toContain('[Åpne saken]')
      expect(funnet).not.toMatch(/høstferien|Skolevegring/)
      const ukjent = somTekst(await svarPa(b.hege, '/sak X2X2', hvor))
      expect(ukjent).toContain('Dette finnes ikke, eller du har ikke tilgang.')
      expect(somTekst(await svarPa(b.scene.som(FREMMED), '/sak K7F3', hvor))).toBe(ukjent)
    }
  })

  it('lar bare administratorer åpne oppsettet', async () => {
    expect(somTekst(await svarPa(b.rolf, '/oppsett'))).toContain('Bare en administrator kan gjøre oppsettet.')
    expect(somTekst(await svarPa(b.sara, '/oppsett'))).toContain('[Åpne oppsettet]')
  })

  it('ønsker velkommen én gang, enten Teams melder installasjonen først eller sist', async () => {
    for (const [hvem, rekkefolge] of [
      [b.rolf, ['installationUpdate', 'conversationUpdate']],
      [b.hege, ['conversationUpdate', 'installationUpdate']],
    ] as const) {
      const nye = fraNaAv(b)
      for (const type of rekkefolge) {
        await b.scene.send(
          hvem.aktivitet(
            hvem.chat,
            type === 'installationUpdate'
              ? { type, action: 'add' }
              : { type, membersAdded: [{ id: OVING.bot.id }] },
          ),
        )
      }
      await b.send()
      expect(nye(hvem.chat).filter(m => somTekst([m]).includes('Velkommen til Skolestøtte'))).toHaveLength(1)
    }
  })
})
