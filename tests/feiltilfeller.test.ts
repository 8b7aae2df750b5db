import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Verb } from '../src/cards/verb.ts'
import { felt, knapper, kortSomTekst } from '../src/demo/kort-som-tekst.ts'
import { ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { alleRader, begynnPaNytt, fraNaAv, lagretI, somEier, somTekst } from './bygg/rader.ts'
import {
  apneSaken,
  EN_SAK,
  ET_SAMTYKKE,
  etInnkaltMote,
  etTestbot,
  gjorApen,
  type Testbot,
} from './bygg/testbot.ts'
import { nyDatabase } from './oppsett/postgres.ts'

type Objekt = Record<string, unknown>
const objekt = (v: unknown): Objekt => (typeof v === 'object' && v !== null ? { ...v } : {})
const knappedata = (skjerm: Skjerm, tittel: string): Objekt =>
  objekt(knapper(skjerm.kort).find(k => k.tittel === tittel)?.data)

describe('det som ikke er en aktivitet', () => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot()
  })
  beforeEach(() => begynnPaNytt(b))
  afterAll(() => b.stopp())

  const lever = async () => {
    const nye = fraNaAv(b)
    await b.sara.skriver('hjelp', 'chat')
    await b.send()
    return somTekst(nye(b.sara.chat)).includes('Slik bruker du Skolestøtte')
  }

  it.each([
    ['{}', '{}'],
    ['en liste', '[]'],
    ['null', 'null'],
    ['et tall', '42'],
    ['en tekst', '"hei"'],
    ['knekt JSON', '{"type":"message"'],
    ['ingenting', ''],
    ['en aktivitet uten type', '{"text":"hei","from":{"id":"29:x"}}'],
    ['type som ikke er en tekst', '{"type":{"a":1}}'],
    ['en kropp på en halv megabyte', JSON.stringify({ type: 'message', text: 'x'.repeat(500_000) })],
    ['noe dypt', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
  ])('avvises uten detaljer, og prosessen lever: %s', async (_, kropp) => {
    const for_ = await alleRader(b)
    const svar = await fetch(b.botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: kropp,
    })
    expect(svar.status).toBeGreaterThanOrEqual(400)
    expect(svar.status).toBeLessThan(500)
    expect(await svar.text()).toBe('')
    expect(await alleRader(b)).toEqual(for_)
    expect(await lever()).toBe(true)
  })

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'])('avviser %s', async method => {
    const svar = await fetch(b.botUrl, { method })
    expect(svar.status).toBeGreaterThanOrEqual(400)
    expect(svar.status).toBeLessThan(500)
    expect(await lever()).toBe(true)
  })

  it('avviser en kropp som ikke sier at den er JSON', async () => {
    const aktivitet = b.sara.aktivitet(b.sara.chat, { type: 'message', text: 'hjelp' })
    const svar = await fetch(b.botUrl, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(aktivitet),
    })
    expect(svar.status).toBeGreaterThanOrEqual(400)
    expect(svar.status).toBeLessThan(500)
  })

  it.each([
    ['conversation'],
    ['from'],
    ['serviceUrl'],
    ['id'],
    ['recipient'],
    ['channelId'],
    ['channelData'],
  ])('lever videre når «%s» mangler', async navn => {
    const hel = b.sara.aktivitet(b.sara.chat, { type: 'message', text: 'hjelp' })
    const svar = await b.scene.send({ ...hel, [navn]: undefined })
    expect(svar.status).toBeLessThan(500)
    const trykk = await b.sara.sender(
      { kort: {}, tekst: undefined, samtale: b.sara.chat, aktivitet: 'x', status: 200 },
      'oppgaver.vis',
      {},
      { [navn]: undefined },
    )
    expect(trykk.status).toBeLessThan(500)
    expect(await lever()).toBe(true)
  })

  it.each([
    ['uten verdi', undefined],
    ['uten handling', { trigger: 'manual' }],
    ['med handling som tekst', { action: 'x' }],
    ['uten verb', { action: { type: 'Action.Execute', data: { mote: 'x' } } }],
    ['med ukjent verb', { action: { type: 'Action.Execute', verb: 'slett.alt', data: {} } }],
    [
      'med et verb som ikke er en tekst',
      { action: { type: 'Action.Execute', verb: ['agenda.apne'], data: {} } },
    ],
  ])('et trykk %s får en setning', async (_, value) => {
    for (const name of ['adaptiveCard/action', 'task/fetch', 'task/submit']) {
      const { status, kropp } = await b.scene.send(
        b.sara.aktivitet(b.sara.chat, { type: 'invoke', name, value }),
      )
      expect(status).toBe(200)
      expect(JSON.stringify(kropp)).toContain('Denne knappen virker ikke lenger.')
    }
  })

  it.each(['composeExtension/query', 'signin/verifyState', 'finnes/ikke', ''])(
    'lever videre etter en forespørsel den ikke kjenner: «%s»',
    async name => {
      const { status } = await b.scene.send(
        b.sara.aktivitet(b.sara.chat, { type: 'invoke', name, value: {} }),
      )
      expect(status).toBeGreaterThanOrEqual(200)
      expect([200, 400, 404, 501]).toContain(status)
      expect(await lever()).toBe(true)
    },
  )

  it.each([
    'typing',
    'messageReaction',
    'messageUpdate',
    'messageDelete',
    'event',
    'endOfConversation',
    'noe-nytt',
  ])('svarer ikke på «%s»', async type => {
    const nye = fraNaAv(b)
    const { status } = await b.scene.send(b.sara.aktivitet(b.sara.chat, { type, text: 'hjelp', name: 'x' }))
    await b.send()
    expect(status).toBeLessThan(500)
    expect(nye()).toEqual([])
  })

  it('hver knapp på kortet til et møte som er slettet, svarer at det ikke finnes', async () => {
    const agenda = await etInnkaltMote(b)
    const visning = await b.rolf.trykker(agenda, 'Åpne agendaen')
    const { db } = b.bot.ktx
    const { id } = await db
      .selectFrom('mote')
      .select('id')
      .where('status', '=', 'planlagt')
      .executeTakeFirstOrThrow()
    await db.deleteFrom('punkt').where('mote', '=', id).execute()
    await db.deleteFrom('mote').where('id', '=', id).execute()
    const alle = [
      ...knapper(agenda.kort),
      ...knapper(visning.kort).filter(k => !k.verb?.startsWith('oppgave.')),
    ]
    expect(alle.length).toBeGreaterThan(8)
    for (const k of alle) {
      const svar = await b.rolf.sender(agenda, k.verb, k.data)
      expect(svar.status).toBe(200)
      // The case is still there, in no meeting.
      if (k.verb === 'sak.vis') expect(skjermtekst(svar)).toContain('Sak K7F3')
      else if (k.verb === 'meldeplikt.vis') expect(skjermtekst(svar)).toContain('Meldeplikten er personlig')
      else expect(svar.tekst, k.verb).toBe('Dette finnes ikke, eller du har ikke tilgang.')
    }
    b.settTid('2026-11-27T12:00')
    await b.send()
    expect(
      (await db.selectFrom('utboks').select(['slag', 'status']).execute()).filter(
        r => r.status === 'venter' && r.slag !== 'rydd',
      ),
    ).toEqual([])
  })

  it('en innsending som kommer en gang til med ny id, får det lagrede utfallet', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    const forst = await b.hege.trykker(skjema, 'Send', EN_SAK)
    const igjen = await b.hege.trykker(skjema, 'Send', EN_SAK)
    const [ref] = skjermtekst(forst).match(/Sak 2, [A-Z]\d[A-Z]\d/) ?? []
    expect(ref).toBeDefined()
    expect(skjermtekst(igjen)).toContain(`Saken er meldt som ${ref}.`)
    expect(await b.bot.ktx.db.selectFrom('sak').select('id').execute()).toHaveLength(3)
    // Somebody else with the same nonce is somebody else.
    await b.frida.sender(skjema, 'sak.meld', { ...knappedata(skjema, 'Send'), ...EN_SAK })
    expect(await b.bot.ktx.db.selectFrom('sak').select('id').execute()).toHaveLength(4)
  })

  it('sier at noe gikk galt når databasen svikter, og knappen sender alt en gang til', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    const { db } = b.bot.ktx
    await somEier(b, 'alter table hatt rename to hatt_borte')
    const svar = await b.hege.trykker(skjema, 'Send', EN_SAK)
    await somEier(b, 'alter table hatt_borte rename to hatt')
    expect(svar.status).toBe(200)
    expect(skjermtekst(svar)).toContain('Noe gikk galt hos oss.')
    const igjen = await b.hege.trykker(svar, 'Prøv igjen')
    expect(skjermtekst(igjen)).toContain('Saken er meldt som Sak 2')
    expect(await lagretI(b, EN_SAK.beskrivelse)).toEqual(['sak'])
    expect(await db.selectFrom('sak').select('id').execute()).toHaveLength(3)
  })

  it('viser «Prøv igjen» fra et foreldet kort også når svaret er et skjema', async () => {
    const agenda = await etInnkaltMote(b)
    await somEier(b, 'alter table bidrag rename to bidrag_borte')
    const svar = await b.hege.sender(agenda, 'agenda.apne', knappedata(agenda, 'Åpne agendaen'))
    await somEier(b, 'alter table bidrag_borte rename to bidrag')
    expect(skjermtekst(await b.hege.trykker(svar, 'Prøv igjen'))).toContain('Sak 1 · K7F3')
  })
})

describe('skjemaer som dialoger', () => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot({ skjema: 'dialog' })
  })
  beforeEach(() => begynnPaNytt(b))
  afterAll(() => b.stopp())

  type Dialog = { type: string; kort: unknown; melding: string; kropp: unknown }

  async function dialog(
    hvem: Testbot['sara'],
    fra: Skjerm | Dialog,
    tittel: string,
    fyll: Record<string, string> = {},
  ): Promise<Dialog> {
    const forst = 'samtale' in fra
    const funnet = knapper(fra.kort).find(k => k.tittel === tittel)
    if (funnet === undefined) throw new Error(`Ingen knapp «${tittel}»: ${kortSomTekst(fra.kort)}`)
    expect(funnet.action['type']).toBe('Action.Submit')
    const verdier = Object.fromEntries(
      felt(fra.kort).flatMap(f => (f.verdi === undefined ? [] : [[f.id, f.verdi]])),
    )
    const { status, kropp } = await b.scene.send(
      hvem.aktivitet(forst ? fra.samtale : hvem.chat, {
        type: 'invoke',
        name: forst ? 'task/fetch' : 'task/submit',
        value: { data: { ...objekt(funnet.data), ...verdier, ...fyll }, context: { theme: 'default' } },
      }),
    )
    expect(status).toBe(200)
    const task = objekt(objekt(kropp)['task'])
    const verdi = task['value']
    return {
      type: String(task['type'] ?? ''),
      kort: objekt(objekt(verdi)['card'])['content'],
      melding: typeof verdi === 'string' ? verdi : '',
      kropp,
    }
  }

  it('åpnes av postede knapper som henter dialogen', async () => {
    const agenda = await etInnkaltMote(b)
    const alle = knapper(agenda.kort)
    const egne = knapper((await b.hege.ser(agenda)).kort)
    for (const tittel of ['Åpne agendaen', 'Meld sak', 'Meld tema', 'Bidra', 'Start møtet']) {
      const k = (tittel === 'Bidra' ? egne : alle).find(k => k.tittel === tittel)
      expect(k?.action, tittel).toMatchObject({
        type: 'Action.Submit',
        data: { msteams: { type: 'task/fetch' } },
      })
      expect(k?.action, tittel).not.toHaveProperty('verb')
    }
    for (const tittel of ['Jeg kommer', 'Kommer ikke'])
      expect(alle.find(k => k.tittel === tittel)?.action['type']).toBe('Action.Execute')
    const svart = await b.rolf.trykker(agenda, 'Jeg kommer')
    expect(skjermtekst(svart)).toContain('Du er meldt på.')
    expect(knapper(svart.kort).find(k => k.tittel === 'Meld sak')?.action['type']).toBe('Action.Submit')
  })

  it('kommer tilbake med feilen og alt som er skrevet, og lukkes med en setning', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await dialog(b.hege, agenda, 'Meld sak')
    expect(skjema.type).toBe('continue')
    expect(JSON.stringify(skjema.kort)).not.toContain('Action.Execute')
    const feil = await dialog(b.hege, skjema, 'Send', {
      ...EN_SAK,
      provd: 'Snakket med Ingebjørg Haugstad i går.',
    })
    expect(feil.type).toBe('continue')
    const tekst = kortSomTekst(feil.kort)
    expect(tekst).toContain('Ikke lagret. Noe her kan vise hvem barnet er.')
    expect(tekst).toContain('Snakket med Ingebjørg Haugstad i går.')
    expect(tekst).toContain(EN_SAK.beskrivelse)
    const ferdig = await dialog(b.hege, feil, 'Send', { provd: 'Snakket med eleven i går.' })
    expect(ferdig.type).toBe('message')
    expect(ferdig.melding).toMatch(/Saken er meldt som Sak 2, [A-Z]\d[A-Z]\d\./)
    expect(await lagretI(b, 'Ingebjørg')).toEqual([])
    expect(await lagretI(b, 'Snakket med eleven i går.')).toEqual(['sak'])
  })

  it('lukkes av «Avbryt», og ingenting er lagret', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await dialog(b.hege, agenda, 'Meld tema')
    const avbrutt = await dialog(b.hege, skjema, 'Avbryt', { tekst: 'Uro i garderoben.' })
    expect(avbrutt.type).not.toBe('continue')
    expect(await lagretI(b, 'Uro i garderoben.')).toEqual([])
  })

  it('bærer hele møtet, fra start til godkjent referat og oppfølging', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    let d = await dialog(b.rolf, agenda, 'Start møtet')
    expect(kortSomTekst(d.kort)).toContain('Hvem er i rommet?')
    d = await dialog(b.rolf, d, 'Bekreft og start')
    d = await dialog(b.rolf, d, 'Neste')
    d = await dialog(b.rolf, d, 'Lagre og neste', {
      oppsummering: 'Morgenstarten går bedre nå.',
      tiltakTekst: 'Avtale to nye samtaler hjemme.',
      ansvarlig: ovingsId(b.frida.person),
      frist: '2026-12-04',
    })
    d = await dialog(b.rolf, d, 'Avslutt møtet')
    d = await dialog(b.rolf, d, 'Godkjenn referatet')
    expect(kortSomTekst(d.kort)).toContain('Godkjent av Rolf Rektor')
    await b.send()
    const chat = await b.scene.visning(b.frida.chat, 'Vis', 'Gjort')
    expect(kortSomTekst((await dialog(b.frida, chat, 'Vis')).kort)).toContain(
      'Avtale to nye samtaler hjemme.',
    )
    const utsett = await dialog(b.frida, chat, 'Utsett')
    const passert = await dialog(b.frida, utsett, 'Lagre', { frist: '2020-01-01' })
    expect(kortSomTekst(passert.kort)).toContain('Velg en dato som ikke er passert.')
    const utsatt = await dialog(b.frida, passert, 'Lagre', { frist: '2026-12-11' })
    expect(utsatt.type).toBe('message')
    expect(utsatt.melding).toContain('Utsatt til fredag 11. desember.')
    expect(knapper(chat.kort).find(k => k.tittel === 'Gjort')?.action['type']).toBe('Action.Execute')
    expect(skjermtekst(await b.frida.trykker(chat, 'Gjort'))).toContain('Merket som gjort.')
  })

  it('svarer med en setning til den som ikke har tilgang', async () => {
    const agenda = await etInnkaltMote(b)
    const egen = await b.siri.ser(agenda)
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.siri.person)).execute()
    for (const tittel of ['Åpne agendaen', 'Meld sak', 'Bidra', 'Start møtet']) {
      const svar = await dialog(b.siri, egen, tittel)
      expect(svar).toMatchObject({
        type: 'message',
        melding: 'Dette finnes ikke, eller du har ikke tilgang.',
      })
    }
  })
})

describe('en treg database', () => {
  let b: Testbot
  let url: string
  const FRIST_MS = 3000
  beforeAll(async () => {
    url = await nyDatabase(inject('postgres'))
    b = await etTestbot({ databaseUrl: url, svarfristMs: FRIST_MS })
  })
  beforeEach(() => begynnPaNytt(b))
  afterAll(() => b.stopp())

  /** Everything waits for the table until `mens` is over (so what answers meanwhile, did not wait); then for the work that was answered with «Lagrer …». */
  async function medTreg<T>(tabell: string, mens: () => Promise<T>): Promise<T> {
    const klient = new pg.Client({ connectionString: url })
    await klient.connect()
    try {
      await klient.query('begin')
      await klient.query(`lock table ${tabell} in access exclusive mode`)
      return await mens()
    } finally {
      await klient.query('rollback')
      await klient.end()
      await b.bot.bot.ventPaSent()
      await b.send()
    }
  }

  async function tregt(skjerm: Skjerm, tabell: string, trykk: () => Promise<Skjerm>): Promise<Skjerm> {
    return medTreg(tabell, async () => {
      const svar = await trykk()
      expect(svar.status).toBe(200)
      expect(svar.aktivitet).toBe(skjerm.aktivitet)
      return svar
    })
  }

  it('svares med «Lagrer …» i tide; resultatet kommer i chatten, og «Se resultatet» viser det, én gang lagret', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    const nye = fraNaAv(b)
    const venter = await tregt(skjema, 'samtykke, sak', () => b.hege.trykker(skjema, 'Send', EN_SAK))
    expect(skjermtekst(venter)).toContain('Lagrer …')
    expect(skjermtekst(venter)).toContain('Du får en melding i chatten når det er klart.')
    expect(somTekst(nye(b.hege.chat))).toContain('Det du sendte inn, er lagret.')
    const sett = await b.hege.trykker(venter, 'Se resultatet')
    expect(skjermtekst(sett)).toMatch(/Saken er meldt som Sak 2, [A-Z]\d[A-Z]\d\./)
    await b.hege.trykker(venter, 'Se resultatet')
    expect(await b.bot.ktx.db.selectFrom('sak').select('id').execute()).toHaveLength(3)
    expect(nye(b.hege.chat)).toHaveLength(1)
    expect(somTekst(nye())).not.toContain(EN_SAK.beskrivelse)
  })

  it('lager én sak også når man trykker «Se resultatet» før den er lagret', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    await medTreg('sak', async () => {
      const venter = await b.hege.trykker(skjema, 'Send', EN_SAK)
      expect(skjermtekst(venter)).toContain('Lagrer …')
      const igjen = await b.hege.trykker(venter, 'Se resultatet')
      expect(skjermtekst(igjen)).toContain('Lagrer …')
    })
    expect(await b.bot.ktx.db.selectFrom('sak').select('id').execute()).toHaveLength(3)
  })

  it('sier at det ikke ble lagret når det ikke ble det, og viser hvorfor med alt som er skrevet', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    const nye = fraNaAv(b)
    const fyll = { ...EN_SAK, provd: 'Snakket med Ingebjørg Haugstad i går.' }
    const venter = await tregt(skjema, 'person', () => b.hege.trykker(skjema, 'Send', fyll))
    expect(skjermtekst(venter)).toContain('Lagrer …')
    expect(somTekst(nye(b.hege.chat))).toContain('ble ikke lagret')
    const sett = await b.hege.trykker(venter, 'Se resultatet')
    expect(skjermtekst(sett)).toContain('Ikke lagret. Noe her kan vise hvem barnet er.')
    expect(skjermtekst(sett)).toContain(EN_SAK.beskrivelse)
    expect(await lagretI(b, 'Ingebjørg')).toEqual([])
    expect(somTekst(nye())).not.toContain('Ingebjørg')
  })

  it('sier «Henter …» når ingenting skal lagres, og sender ingen melding', async () => {
    const agenda = await etInnkaltMote(b)
    const nye = fraNaAv(b)
    const venter = await tregt(agenda, 'bidrag', () =>
      b.hege.sender(agenda, 'agenda.apne', knappedata(agenda, 'Åpne agendaen')),
    )
    expect(skjermtekst(venter)).toContain('Henter …')
    expect(skjermtekst(await b.hege.trykker(venter, 'Se resultatet'))).toContain('Sak 1 · K7F3')
    expect(somTekst(nye(b.hege.chat))).toBe('')
  })

  it('lar kortet stå når klienten henter visningen selv og det tar for lang tid', async () => {
    const agenda = await etInnkaltMote(b)
    const nye = fraNaAv(b)
    const sett = await tregt(agenda, 'bidrag', () => b.hege.ser(agenda))
    expect(knapper(sett.kort).map(k => k.tittel)).toContain('Meld sak')
    expect(somTekst(nye(b.hege.chat))).toBe('')
    expect(skjermtekst(await b.hege.ser(agenda))).toContain('Sak 1 · K7F3')
  })

  const SENT: [
    hva: string,
    tabell: string,
    trykk: () => Promise<[Testbot['sara'], Skjerm, string, Objekt]>,
  ][] = [
    [
      'å starte møtet',
      'referat',
      async () => {
        const agenda = await etInnkaltMote(b)
        b.settTid('2026-11-27T10:15')
        const rommet = await b.rolf.trykker(agenda, 'Start møtet')
        return [
          b.rolf,
          rommet,
          'mote.start',
          { ...knappedata(rommet, 'Bekreft og start'), tjenester: 'skole,bv' },
        ]
      },
    ],
    [
      'å svare på en påminnelse',
      'oppmote',
      async () => {
        const agenda = await etInnkaltMote(b)
        return [b.rolf, agenda, 'agenda.kommer', { ...knappedata(agenda, 'Jeg kommer'), kvittering: true }]
      },
    ],
    [
      'å svare på kortet',
      'oppmote',
      async () => {
        const agenda = await etInnkaltMote(b)
        return [b.rolf, agenda, 'agenda.kommer-ikke', knappedata(agenda, 'Kommer ikke')]
      },
    ],
    [
      'å angre en avlysning',
      'mote',
      async () => {
        const agenda = await etInnkaltMote(b)
        await b.sara.skriver('/innsatsteam avlys')
        await b.send()
        return [
          b.rolf,
          agenda,
          'agenda.angre-avlysning',
          { ...knappedata(agenda, 'Jeg kommer'), kvittering: true },
        ]
      },
    ],
    [
      'å avslutte møtet',
      'mote',
      async () => {
        const agenda = await etInnkaltMote(b)
        b.settTid('2026-11-27T10:15')
        await b.rolf.starter(agenda)
        return [b.rolf, agenda, 'mote.avslutt', knappedata(agenda, 'Start møtet')]
      },
    ],
    [
      'å ta bort et tiltak',
      'tiltak',
      async () => {
        const agenda = await etInnkaltMote(b)
        b.settTid('2026-11-27T10:15')
        const punkt = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
        const med = await b.rolf.trykker(punkt, 'Lagre og nytt tiltak', { tiltakTekst: 'Bestille rom.' })
        return [b.rolf, med, 'mote.fjern-tiltak', knappedata(med, 'Ta bort')]
      },
    ],
    [
      'å gjøre en sak anonym',
      'sak',
      async () => {
        const agenda = await etInnkaltMote(b)
        const sak = await gjorApen(b, agenda)
        return [b.sara, sak, 'sak.apenhet', knappedata(sak, 'Gjør anonym')]
      },
    ],
    [
      'å registrere samtykke',
      'samtykke',
      async () => {
        const sak = await apneSaken(b.sara, await etInnkaltMote(b))
        const skjema = await b.sara.trykker(sak, 'Registrer samtykke')
        const fyll = { dato: '2026-11-20', gyldigTil: '2027-06-30', innhentetAv: ovingsId(b.sara.person) }
        return [
          b.sara,
          skjema,
          'samtykke.registrer',
          { ...knappedata(skjema, 'Registrer samtykke'), ...ET_SAMTYKKE, ...fyll },
        ]
      },
    ],
    [
      'å trekke samtykket',
      'samtykke',
      async () => {
        const sak = await gjorApen(b, await etInnkaltMote(b))
        return [b.rolf, sak, 'samtykke.trekk', knappedata(sak, 'Trekk hele samtykket')]
      },
    ],
    [
      'å si hvem som er i rommet',
      'punkt',
      async () => {
        const agenda = await etInnkaltMote(b)
        b.settTid('2026-11-27T10:15')
        const skjema = await b.rolf.trykker(await b.rolf.starter(agenda), 'Hvem er i rommet?')
        return [b.rolf, skjema, 'rommet.lagre', { ...knappedata(skjema, 'Lagre'), tjenester: 'skole' }]
      },
    ],
    [
      'å slette en sak',
      'sletting',
      async () => {
        const sak = await apneSaken(b.rolf, await etInnkaltMote(b))
        const skjema = await b.rolf.trykker(sak, 'Slett saken')
        return [b.rolf, skjema, 'sak.slett', { ...knappedata(skjema, 'Slett for godt'), arkivert: 'true' }]
      },
    ],
    [
      'å gi et bidrag',
      'bidrag',
      async () => {
        const agenda = await etInnkaltMote(b)
        const skjema = await b.hege.trykker(agenda, 'Bidra')
        return [b.hege, skjema, 'bidrag.gi', { ...knappedata(skjema, 'Send'), tekst: 'Vi har ledig time.' }]
      },
    ],
  ]

  it.each(SENT)('sier at det er lagret når det er lagret: %s', async (_, tabell, forbered) => {
    const [hvem, skjerm, verb, data] = await forbered()
    const nye = fraNaAv(b)
    const venter = await tregt(skjerm, tabell, () => hvem.sender(skjerm, verb, data))
    expect(skjermtekst(venter)).toContain('Lagrer …')
    expect(somTekst(nye(hvem.chat))).toContain('Det du sendte inn, er lagret.')
    expect(somTekst(nye(hvem.chat))).not.toContain('ikke lagret')
  })

  it.each<[string, Verb, Objekt]>([
    ['data som ikke passer', 'sak.meld', { mote: 7 }],
    ['et møte som ikke finnes', 'agenda.kommer', { mote: 'finnes-ikke' }],
    ['en oppgave som ikke finnes', 'oppgave.gjort', { oppgave: 'finnes-ikke' }],
  ])('sier ikke at noe er lagret når ingenting ble det: %s', async (_, verb, data) => {
    const agenda = await etInnkaltMote(b)
    const nye = fraNaAv(b)
    const venter = await tregt(agenda, 'person', () => b.hege.sender(agenda, verb, data))
    expect(skjermtekst(venter)).toContain('Lagrer …')
    expect(somTekst(nye(b.hege.chat))).not.toContain('er lagret')
  })

  it('holder ikke de andre igjen', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Bidra')
    await medTreg('samtykke', async () => {
      await Promise.all(
        Array.from({ length: 8 }, () => b.hege.trykker(skjema, 'Send', { tekst: 'Vi har ledig time.' })),
      )
      const { status } = await b.scene.send(b.rolf.aktivitet(b.rolf.chat, { type: 'message', text: 'hjelp' }))
      expect(status).toBe(200)
    })
  })
})
