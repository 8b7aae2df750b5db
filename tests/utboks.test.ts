import { createServer } from 'node:http'
import { setTimeout as sov } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { flyktigMester } from '../src/database/lokal-mester.ts'
import { OVING } from '../src/demo/ovingskommune.ts'
import { skjermtekst } from '../src/demo/scene.ts'
import { begynnPaNytt, fraNaAv, somTekst } from './bygg/rader.ts'
import { etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'
import { nyDatabase } from './oppsett/postgres.ts'

const utboks = (b: Testbot) =>
  b.bot.ktx.db.selectFrom('utboks').select(['slag', 'status', 'forsok', 'feilkode']).execute()

it('det som er lagt i utboksen, sendes med en gang, uten at noe spør', async () => {
  const b = await etTestbot({ vekkes: true })
  try {
    await b.sara.skriver('/innsatsteam', 'chat')
    const svar = await b.kobling.vent(m => m.conversationId === b.sara.chat && m.slag !== 'samtale', 10_000)
    expect(somTekst([svar])).toContain('Det er ikke kalt inn til innsatsteam')
  } finally {
    await b.stopp()
  }
})

describe('når Teams ikke tar imot', () => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot()
  })
  beforeEach(() => begynnPaNytt(b))
  afterAll(() => b.stopp())

  it.each([500, 502, 503, 504, 412, 408])('prøver igjen etter %i, og sender én gang', async status => {
    const nye = fraNaAv(b)
    // More than a client's own retries would hide.
    b.kobling.feil(8, status)
    await b.sara.skriver('/innsatsteam', 'chat')
    for (const tid of [
      '09:00:00',
      '09:00:05',
      '09:00:20',
      '09:01',
      '09:05',
      '09:20',
      '10:00',
      '11:00',
      '12:00',
      '13:00',
    ]) {
      b.settTid(`2026-11-21T${tid}`)
      await b.send()
    }
    expect(somTekst(nye(b.sara.chat))).toContain('Det er ikke kalt inn til innsatsteam')
    expect(nye()).toHaveLength(1)
    expect((await utboks(b)).filter(r => r.slag === 'svar')).toMatchObject([
      { status: 'sendt', feilkode: null },
    ])
  })

  it('venter så lenge Teams ber om med Retry-After, og sender én gang', async () => {
    const nye = fraNaAv(b)
    const start = Date.now()
    b.kobling.feil(1, 429, { retryAfter: 12 })
    await b.sara.skriver('/innsatsteam', 'chat')
    await b.send()
    expect(nye()).toEqual([])
    b.settTid('2026-11-21T09:00:11')
    await b.send()
    expect(nye()).toEqual([])
    b.settTid('2026-11-21T09:00:20')
    await b.send()
    expect(nye()).toHaveLength(1)
    // A client that waits by itself would send it once more when its own wait is over.
    await sov(Math.max(0, 14_000 - (Date.now() - start)))
    expect(nye()).toHaveLength(1)
    expect(Date.now() - start).toBeGreaterThan(13_000)
  })

  it.each([403, 404, 400])('gir opp etter %i, og de andre får sitt', async status => {
    await b.sara.skriver('/innsatsteam ny')
    await b.send()
    const nye = fraNaAv(b)
    b.kobling.feil(1, status)
    await b.sara.skriver('hjelp', 'chat')
    await b.send()
    await b.rolf.skriver('hjelp', 'chat')
    await b.send()
    for (const tid of ['09:10', '10:00', '12:00']) {
      b.settTid(`2026-11-21T${tid}`)
      await b.send()
    }
    expect(nye(b.sara.chat)).toEqual([])
    expect(somTekst(nye(b.rolf.chat))).toContain('Slik bruker du Skolestøtte')
    expect((await utboks(b)).filter(r => r.status === 'feilet')).toEqual([
      { slag: 'svar', status: 'feilet', forsok: 1, feilkode: `http-${status}` },
    ])
  })

  it('venter på agendaen før det som hører til den, når den første sendingen feiler', async () => {
    const nye = fraNaAv(b)
    b.kobling.feil(6, 503)
    await b.sara.skriver('/innsatsteam ny', 'chat')
    await b.sara.skriver('/innsatsteam flytt 2.12', 'chat')
    for (let minutt = 0; minutt < 30; minutt++) {
      b.settTid(`2026-11-21T09:${String(minutt).padStart(2, '0')}`)
      await b.send()
    }
    const iKanal = nye(OVING.kanal.id)
    expect(iKanal).toHaveLength(2)
    expect(somTekst(iKanal.slice(0, 1))).toContain('Onsdag 2. desember')
    expect(somTekst(iKanal.slice(1))).toContain('Møtet er flyttet til onsdag 2. desember')
  })

  it('tar en rad som en stanset prosess holdt, når leien er ute, og ikke før', async () => {
    const nye = fraNaAv(b)
    await etInnkaltMote(b)
    const leid = (til: string) =>
      b.bot.ktx.db
        .updateTable('utboks')
        .set({ leie: 'en-annen', leie_til: sql<Date>`clock_timestamp() + ${til}::interval` })
        .where('slag', '=', 'innspill-paminnelse')
        .execute()
    await leid('1 minute')
    b.settTid('2026-11-25T12:00:30')
    await b.send()
    expect(somTekst(nye(b.odd.chat))).toBe('')
    // By the database's clock, whatever the replicas' own say.
    await leid('-1 second')
    await b.send()
    expect(somTekst(nye(b.odd.chat))).toContain('Kommer du?')
  })

  it('sender ikke to ganger det som sto i kø bak en treg mottaker til leien gikk ut', async () => {
    const fatt: string[] = []
    const ventende: (() => void)[] = []
    let slippAlle = false
    const treg = createServer((sporring, svar) => {
      let kropp = ''
      sporring.on('data', bit => (kropp += bit))
      sporring.on('end', () => {
        const ferdig = () => {
          fatt.push(kropp)
          svar.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}')
        }
        if (slippAlle) ferdig()
        else ventende.push(ferdig)
      })
    })
    await new Promise<void>(klar => treg.listen(0, '127.0.0.1', klar))
    const adresse = treg.address()
    const serviceUrl = `http://127.0.0.1:${typeof adresse === 'object' ? adresse?.port : 0}/`
    try {
      for (const tekst of ['/hjelp', '/innsatsteam', '/oppgaver'])
        await b.sara.skriver(tekst, 'chat', { serviceUrl })
      const forst = b.send()
      while (ventende.length === 0) await sov(20)
      await b.bot.ktx.db
        .updateTable('utboks')
        .set({ leie_til: sql<Date>`clock_timestamp() - interval '1 second'` })
        .where('leie', 'is not', null)
        .execute()
      b.settTid('2026-11-21T09:02')
      const sendt = b.send()
      await sov(500)
      slippAlle = true
      for (const ferdig of ventende) ferdig()
      await Promise.all([forst, sendt])
    } finally {
      treg.closeAllConnections()
      treg.close()
    }
    for (const tekst of ['Slik bruker du', 'Det er ikke kalt inn til innsatsteam', 'ingen åpne oppfølginger'])
      expect(
        fatt.filter(kropp => kropp.includes(tekst)),
        tekst,
      ).toHaveLength(1)
  })

  it('holder aldri noe annet enn id-er, koder og datoer', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.rolf.trykker(agenda, 'Meld tema')
    await b.rolf.trykker(skjema, 'Send', { tekst: 'Uro i garderoben etter gymtimene.' })
    await b.rolf.skriver('Hva med Torbjørnhild?')
    const rader = await b.bot.ktx.db.selectFrom('utboks').select(['innhold', 'nokkel']).execute()
    expect(rader.length).toBeGreaterThan(3)
    expect(JSON.stringify(rader)).not.toMatch(/garderoben|Torbjørnhild/)
  })
})

describe('en skråstrekkommando', () => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot({ malrettet: true })
  })
  afterAll(() => b.stopp())

  const skraastrek = (hvem: Testbot['sara'], tekst: string) =>
    b.scene.send(
      hvem.aktivitet(`${OVING.kanal.id};messageid=42`, {
        type: 'message',
        text: tekst,
        recipient: { id: OVING.bot.id, name: OVING.bot.navn, isTargeted: true },
      }),
    )

  it('besvares bare til den som skrev den', async () => {
    const nye = fraNaAv(b)
    await skraastrek(b.hege, '/innsatsteam ny')
    await b.send()
    const [svar] = nye()
    expect(nye()).toHaveLength(1)
    expect(svar).toMatchObject({
      malrettet: true,
      mottaker: b.hege.person.id,
      conversationId: `${OVING.kanal.id};messageid=42`,
    })
    expect(somTekst(nye())).toContain('Bare rektor')
    expect(b.scene.tekstI(OVING.kanal.id)).not.toContain('Bare rektor')
    expect(b.scene.tekstI(OVING.kanal.id, b.hege.person.id)).toContain('Bare rektor')
  })

  it('kaller inn: agendaen er for alle, svaret for én', async () => {
    const nye = fraNaAv(b)
    await skraastrek(b.sara, '/innsatsteam ny')
    await b.send()
    expect(nye().filter(m => m.malrettet)).toHaveLength(1)
    expect(b.scene.tekstI(OVING.kanal.id)).toContain('Fredag 27. november 2026')
  })

  it('besvares i 1:1-chatten når den målrettede meldingen ikke går', async () => {
    const nye = fraNaAv(b)
    b.kobling.feil(1, 400)
    await skraastrek(b.siri, '/innsatsteam')
    await b.send()
    expect(somTekst(nye(b.siri.chat))).toContain('27. november')
    expect(nye(OVING.kanal.id)).toEqual([])
  })
})

describe('flere prosesser på den samme databasen', () => {
  it('en ny prosess sender det som ventet da den forrige stanset', async () => {
    const databaseUrl = await nyDatabase(inject('postgres'))
    const mester = flyktigMester()
    const forste = await etTestbot({ databaseUrl, mester })
    const agenda = await etInnkaltMote(forste)
    forste.kobling.feil(20, 503)
    await forste.hege.skriver('/oppgaver', 'chat')
    await forste.send()
    expect(somTekst(fraNaAv(forste)(forste.hege.chat))).toBe('')
    // The process ends; what it talked to lives on.
    await forste.bot.stopp()

    const andre = await etTestbot({ databaseUrl, mester })
    andre.settTid('2026-11-25T12:00')
    for (let i = 0; i < 30; i++) {
      andre.settTid(`2026-11-25T12:${String(i).padStart(2, '0')}`)
      await andre.send()
    }
    const alt = (chat: string) =>
      forste.kobling.meldinger.filter(m => m.conversationId === chat && m.slag === 'ny')
    expect(alt(forste.hege.chat).filter(m => somTekst([m]).includes('åpen oppfølging'))).toHaveLength(1)
    expect(alt(forste.odd.chat).filter(m => somTekst([m]).includes('Kommer du?'))).toHaveLength(1)
    const visning = await andre.scene.som(forste.odd.person).trykker(agenda, 'Åpne agendaen')
    expect(skjermtekst(visning)).toContain('Sak 1 · K7F3')
    await andre.stopp()
    await forste.kobling.stopp()
  })

  it('to prosesser sender hver rad én gang, og redigerer agendaen høyst én gang hvert femte sekund', async () => {
    const databaseUrl = await nyDatabase(inject('postgres'))
    const mester = flyktigMester()
    const en = await etTestbot({ databaseUrl, mester })
    const to = await etTestbot({ databaseUrl, mester })
    const agenda = await etInnkaltMote(en)
    const melding = en.kobling.meldinger.find(m => m.activityId === agenda.aktivitet)
    const sett = (tid: string) => {
      for (const b of [en, to]) b.settTid(tid)
    }
    sett('2026-11-21T09:01')
    await Promise.all([en.send(), to.send()])
    const forst = melding?.versjoner.length ?? 0
    sett('2026-11-21T09:02')
    for (const [i, hvem] of [en.rolf, en.hege, en.siri, en.frida, en.odd].entries()) {
      const bot = i % 2 === 0 ? en : to
      await bot.scene.som(hvem.person).trykker(agenda, 'Jeg kommer')
      await Promise.all([en.send(), to.send()])
    }
    expect((melding?.versjoner.length ?? 0) - forst).toBeLessThanOrEqual(1)

    await en.bot.ktx.db.deleteFrom('oppmote').execute()
    const [nye, nyeTo] = [fraNaAv(en), fraNaAv(to)]
    sett('2026-11-25T12:00')
    await Promise.all([en.send(), to.send(), en.send(), to.send()])
    for (const hvem of [en.sara, en.rolf, en.siri, en.hege, en.frida, en.odd]) {
      const alle = [...nye(hvem.chat), ...nyeTo(hvem.chat)].filter(m => somTekst([m]).includes('Kommer du?'))
      expect(alle, hvem.navn).toHaveLength(1)
    }
    await to.stopp()
    await en.stopp()
  })
})
