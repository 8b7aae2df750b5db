import { connect, createServer, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { apnePglite, apnePostgres } from '../src/database/tilkobling.ts'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { tellProsesser } from '../src/drift/drift-store.ts'
import { medJobb } from '../src/drift/med-jobb.ts'
import { startOvervak } from '../src/drift/overvak.ts'
import { nyeTellere } from '../src/drift/tellere.ts'
import { etGraf } from './bygg/graf.ts'
import { ledigPort } from './bygg/ledig-port.ts'
import { begynnPaNytt, FREMMED, fraNaAv } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'
import { nyDatabase } from './oppsett/postgres.ts'

type Svar = { status: number; kropp: Record<string, unknown> }

async function hent(port: number | undefined, sti: string): Promise<Svar> {
  const svar = await fetch(`http://127.0.0.1:${port}${sti}`, { signal: AbortSignal.timeout(30_000) })
  return {
    status: svar.status,
    kropp: (await svar.json()) as Record<string, unknown>,
  }
}

async function hentTekst(port: number | undefined, sti: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}${sti}`, { signal: AbortSignal.timeout(30_000) })).text()
}

const METRIKK = { host: '127.0.0.1', port: 0 }
// By the database's own clock, which nobody sets.
const LEID = { leie: 'en-annen', leie_til: new Date('9999-01-01T00:00:00Z') }

let b: Testbot

/** A sign of life is good for so many seconds before the next one is written. */
const HJERTESLAG_S = 20

/** Time goes, and the sender looks as it does each second, until it has written down that it lives: that is done beside the sending. */
async function gaTil(tid: string): Promise<void> {
  b.settTid(tid.includes('T') ? tid : `2026-11-21T${tid}`)
  await vi.waitFor(
    async () => {
      await b.send()
      const { sist_ferdig } = await b.bot.ktx.db
        .selectFrom('jobbkjoring')
        .select('sist_ferdig')
        .where('navn', '=', 'utboks')
        .executeTakeFirstOrThrow()
      const siden = b.na().toMillis() - (sist_ferdig?.getTime() ?? 0)
      expect(Math.abs(siden)).toBeLessThan(HJERTESLAG_S * 1000)
    },
    { timeout: 20_000, interval: 20 },
  )
}
const klar = () => hent(b.bot.port, '/helse/klar')

describe('GET /helse', () => {
  beforeAll(async () => {
    b = await etTestbot({ metrikk: METRIKK })
  })
  beforeEach(() => begynnPaNytt(b))
  afterAll(() => b.stopp())

  it('sier at den lever og er klar, med koder alene', async () => {
    await gaTil('09:00:30')
    expect(await hent(b.bot.port, '/helse/live')).toMatchObject({ status: 200, kropp: { live: true } })
    for (const sti of ['/helse', '/helse/klar'])
      expect(await hent(b.bot.port, sti)).toMatchObject({
        status: 200,
        kropp: { live: true, klar: true, grunner: [] },
      })
  })

  it('er ikke klar når noe forfalt har ligget i over ti minutter, og er det igjen når det er sendt', async () => {
    await b.sara.skriver('/innsatsteam', 'chat')
    // Somebody else has it in hand, and never lets go.
    await b.bot.ktx.db.updateTable('utboks').set(LEID).where('slag', '=', 'svar').execute()
    await gaTil('09:09:50')
    expect((await klar()).status).toBe(200)
    await gaTil('09:10:10')
    expect(await klar()).toMatchObject({
      status: 503,
      kropp: { live: true, klar: false, grunner: ['ko-star'] },
    })
    // Only who may see the numbers gets them.
    expect(Object.keys((await klar()).kropp).sort()).toEqual(['grunner', 'klar', 'live'])
    expect((await hent(b.bot.port, '/helse/live')).status).toBe(200)
    expect(await hent(b.bot.metrikkport, '/helse')).toMatchObject({
      status: 503,
      kropp: { ko: { forfalte: 1, underveis: 0, eldsteForfalteSekunder: 610, etterSlag: { svar: 1 } } },
    })
    await b.bot.ktx.db.updateTable('utboks').set({ leie: null, leie_til: null }).execute()
    await gaTil('09:10:20')
    expect(await klar()).toMatchObject({ status: 200, kropp: { klar: true, grunner: [] } })
  })

  it('er ikke klar når alt som sendes feiler, og er det igjen når noe kommer fram', async () => {
    // One refusal lies ready for each try there is.
    let forsok = 0
    b.kobling.feil(1, 401)
    await b.sara.skriver('/innsatsteam', 'chat')
    for (let minutt = 0; minutt <= 12; minutt++) {
      await gaTil(`09:${`${minutt}`.padStart(2, '0')}:30`)
      const rad = await b.bot.ktx.db
        .selectFrom('utboks')
        .select('forsok')
        .where('slag', '=', 'svar')
        .executeTakeFirstOrThrow()
      if (rad.forsok > forsok) b.kobling.feil(1, 401)
      forsok = rad.forsok
    }
    expect((await klar()).kropp['grunner']).toEqual(['levering-feiler'])
    expect((await hent(b.bot.metrikkport, '/helse')).kropp).toMatchObject({
      ko: { feiler: 1, eldsteFeilendeSekunder: 750 },
      provesPaNytt: { 'http-401': 1 },
    })
    await gaTil('09:40')
    await gaTil('10:00')
    expect(await klar()).toMatchObject({ status: 200, kropp: { grunner: [] } })
  })

  it('én som har blokkert appen, teller som feilet, men gjør ikke boten ikke-klar', async () => {
    b.kobling.feil(1, 403)
    await b.sara.skriver('/innsatsteam', 'chat')
    await gaTil('09:30')
    expect((await klar()).status).toBe(200)
    expect((await hent(b.bot.metrikkport, '/helse')).kropp['oppgittSisteDogn']).toEqual({ 'http-403': 1 })
    await gaTil('2026-11-22T09:31')
    expect((await hent(b.bot.metrikkport, '/helse')).kropp['oppgittSisteDogn']).toEqual({})
  })

  it('er ikke klar når senderen ikke har sett etter noe på et minutt', async () => {
    await gaTil('09:00:10')
    b.settTid('2026-11-21T09:01:05')
    expect((await klar()).status).toBe(200)
    b.settTid('2026-11-21T09:01:15')
    expect((await klar()).kropp['grunner']).toEqual(['sender-stille'])
    await gaTil('09:01:20')
    expect((await klar()).status).toBe(200)
  })
})

describe('det som går på klokka', () => {
  beforeEach(async () => {
    b = await etTestbot({ metrikk: METRIKK })
  })
  afterEach(() => b.stopp())

  it('ryddingen er sen når den ikke har kjørt på 26 timer, og så ikke når den har', async () => {
    await gaTil('2026-11-22T03:00')
    await gaTil('2026-11-23T04:59')
    // The sender ran it on the way.
    expect((await klar()).kropp['grunner']).toEqual([])
    await b.bot.ktx.db.updateTable('utboks').set(LEID).where('slag', '=', 'rydd').execute()
    await gaTil('2026-11-24T06:58')
    expect((await klar()).kropp['grunner']).toEqual(['ko-star'])
    await gaTil('2026-11-24T07:00')
    expect((await klar()).kropp['grunner']).toEqual(['ko-star', 'jobb-rydd-sen'])
    await b.bot.ktx.db.updateTable('utboks').set({ leie: null, leie_til: null }).execute()
    await gaTil('2026-11-24T07:01')
    expect((await klar()).kropp['grunner']).toEqual([])
  })

  it('det skrives ned at en jobb feilet, og det teller ikke som at den har kjørt', async () => {
    const { ktx } = b.bot
    await medJobb(ktx, 'rydd', async () => undefined)
    await gaTil('10:00')
    const feil = Object.assign(new Error('Ola Nordmann'), { code: 'ECONNRESET' })
    await expect(medJobb(ktx, 'rydd', () => Promise.reject(feil))).rejects.toThrow(feil)
    const rad = await ktx.db
      .selectFrom('jobbkjoring')
      .selectAll()
      .where('navn', '=', 'rydd')
      .executeTakeFirstOrThrow()
    expect(rad).toMatchObject({
      utfall: 'ECONNRESET',
      sist_start: new Date('2026-11-21T09:00:00Z'),
      sist_ferdig: new Date('2026-11-21T08:00:00Z'),
    })
  })

  it('hver prosess er til å telle, og den som stopper er ikke klar og blir borte', async () => {
    await gaTil('09:00:20')
    const annen = await startOvervak({
      ktx: b.bot.ktx,
      jobber: ['utboks', 'rydd'],
      tellere: nyeTellere(),
      logg: () => undefined,
    })
    annen.sett()
    expect((await annen.helse()).klar).toBe(true)
    // That it lives is written down beside what it answers.
    await vi.waitFor(async () => expect(await tellProsesser(b.bot.ktx)).toBe(2), { timeout: 20_000 })
    annen.stopper()
    expect(await annen.helse()).toEqual({ klar: false, grunner: ['stopper'] })
    await gaTil('09:00:30')
    expect((await hent(b.bot.metrikkport, '/helse')).kropp['prosesser']).toBe(2)
    await annen.stopp()
    await gaTil('09:00:40')
    expect((await hent(b.bot.metrikkport, '/helse')).kropp['prosesser']).toBe(1)
    // One that died without a word is gone after a minute.
    await gaTil('09:01:50')
    expect((await hent(b.bot.metrikkport, '/helse')).kropp['prosesser']).toBe(1)
  })
})

/** Stands between the bot and its database: may keep all that comes, or cut and refuse. */
async function mellommann(url: string) {
  const mal = new URL(url)
  const apne = new Set<Socket>()
  let henger = false
  let slipp: (() => void)[] = []
  const tjener = createServer(inn => {
    const ut = connect(Number(mal.port), mal.hostname)
    for (const [fra, til] of [
      [inn, ut],
      [ut, inn],
    ] as const) {
      apne.add(fra)
      fra.on('data', bit => {
        if (henger) slipp.push(() => til.write(bit))
        else til.write(bit)
      })
      fra.on('error', () => undefined)
      fra.on('close', () => {
        apne.delete(fra)
        til.destroy()
      })
    }
  })
  const lytt = (port: number) => new Promise<void>(ferdig => tjener.listen(port, '127.0.0.1', ferdig))
  await lytt(await ledigPort())
  const adresse = tjener.address()
  const port = typeof adresse === 'object' && adresse !== null ? adresse.port : 0
  return {
    url: url.replace(/:\d+\//, `:${port}/`),
    heng() {
      henger = true
    },
    slipp() {
      henger = false
      const alt = slipp
      slipp = []
      for (const en of alt) en()
    },
    async kutt() {
      const lukket = new Promise<void>(ferdig => tjener.close(() => ferdig()))
      for (const s of apne) s.destroy()
      await lukket
    },
    kom: () => lytt(port),
    async stopp() {
      for (const s of apne) s.destroy()
      await new Promise<void>(ferdig => tjener.close(() => ferdig()))
    },
  }
}

describe('når databasen er borte', () => {
  let mellom: Awaited<ReturnType<typeof mellommann>>
  beforeEach(async () => {
    const url = await nyDatabase(inject('postgres'))
    await (await apnePostgres(url, OVING.tenant)).lukk()
    mellom = await mellommann(url.replace(/@[^:/]+/, '@127.0.0.1'))
    b = await etTestbot({ databaseUrl: mellom.url, metrikk: METRIKK })
    await gaTil('09:00:10')
    expect((await klar()).status).toBe(200)
  })
  afterEach(async () => {
    await b.stopp()
    await mellom.stopp()
  })

  const nede = async () => {
    const alle = await Promise.all(Array.from({ length: 40 }, () => klar()))
    for (const svar of alle) {
      expect(svar).toMatchObject({ status: 503, kropp: { klar: false, grunner: ['database-svarer-ikke'] } })
    }
    const live = await hent(b.bot.port, '/helse/live')
    expect(live.status).toBe(200)
    const linjer = (await hentTekst(b.bot.metrikkport, '/metrics')).split('\n')
    expect(linjer).toContain('skolestotte_klar 0')
    expect(linjer).toContain('skolestotte_database_svarer 0')
    expect(linjer).toContain('skolestotte_ikke_klar{grunn="database-svarer-ikke"} 1')
  }

  it('og henger, svarer /helse likevel innen fristen, og den er klar når databasen er tilbake', async () => {
    mellom.heng()
    b.settTid('2026-11-21T09:00:20')
    await nede()
    mellom.slipp()
    // The question that hung is answered, too late; the next one is in time.
    let status = 503
    for (let sekund = 30; sekund < 60 && status !== 200; sekund += 5) {
      await gaTil(`09:00:${sekund}`)
      status = (await klar()).status
    }
    expect(status).toBe(200)
  })

  it('og nekter, svarer /helse med en gang, og prosessen lever videre', async () => {
    await mellom.kutt()
    b.settTid('2026-11-21T09:00:20')
    await nede()
    await mellom.kom()
    await gaTil('09:00:30')
    expect((await klar()).status).toBe(200)
    const nye = fraNaAv(b)
    await b.sara.skriver('/hjelp', 'chat')
    await b.send()
    expect(nye(b.sara.chat)).toHaveLength(1)
  })
})

describe('den som spør ofte', () => {
  it('koster ikke databasen mer', async () => {
    let antall = 0
    const database = await apnePglite(undefined, OVING.tenant)
    const teller = {
      transformQuery: ({ node }: { node: never }) => {
        antall++
        return node
      },
      transformResult: async ({ result }: { result: never }) => result,
    }
    b = await etTestbot({ database: { ...database, db: database.db.withPlugin(teller as never) } })
    try {
      await gaTil('09:00:10')
      // What the sender wrote down of itself is done by then.
      await klar()
      b.settTid('2026-11-21T09:00:14')
      antall = 0
      await klar()
      const enGang = antall
      expect(enGang).toBeGreaterThan(3)
      for (let runde = 0; runde < 5; runde++) await Promise.all(Array.from({ length: 40 }, klar))
      expect(antall).toBe(enGang)
      b.settTid('2026-11-21T09:00:18')
      await Promise.all(Array.from({ length: 40 }, klar))
      expect(antall).toBe(2 * enGang)
    } finally {
      await b.stopp()
    }
  })
})

describe('GET /metrics', () => {
  beforeAll(async () => {
    b = await etTestbot({ metrikk: METRIKK })
  })
  afterAll(() => b.stopp())

  const LINJE =
    /^([a-z][a-z0-9_]*)(\{[a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/

  it('er Prometheus-tekst, linje for linje, og har ingen person, skole eller referanse', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.sara.trykker(agenda, 'Meld sak')
    await b.sara.trykker(skjema, 'Send', EN_SAK)
    b.kobling.feil(1, 403)
    await b.hege.skriver('/hjelp', 'chat')
    b.kobling.feil(2, 429, { retryAfter: 3 })
    await gaTil('09:00:10')
    await gaTil('09:01')
    const svar = await fetch(`http://127.0.0.1:${b.bot.metrikkport}/metrics`)
    expect(svar.status).toBe(200)
    expect(svar.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const tekst = await svar.text()
    expect(tekst.endsWith('\n')).toBe(true)

    const typer = new Map<string, string>()
    const serier = new Map<string, number>()
    for (const linje of tekst.trimEnd().split('\n')) {
      const type = /^# TYPE (\S+) (gauge|counter|histogram)$/.exec(linje)
      if (type !== null) {
        expect(typer.has(type[1] ?? ''), linje).toBe(false)
        typer.set(type[1] ?? '', type[2] ?? '')
        continue
      }
      if (/^# HELP [a-z][a-z0-9_]* \S.*$/.test(linje)) continue
      const treff = LINJE.exec(linje)
      expect(treff, linje).not.toBeNull()
      const [, navn = '', etiketter = '', verdi] = treff ?? []
      const familie = typer.has(navn) ? navn : navn.replace(/_(bucket|sum|count)$/, '')
      expect(typer.get(familie), linje).toBe(familie === navn ? typer.get(navn) : 'histogram')
      if (typer.get(familie) === 'counter') expect(navn).toMatch(/_total$/)
      expect(serier.has(navn + etiketter), `to ganger: ${linje}`).toBe(false)
      serier.set(navn + etiketter, Number(verdi))
    }

    expect(serier.get('skolestotte_klar')).toBe(1)
    expect(serier.get('skolestotte_prosesser')).toBe(1)
    expect(serier.get('skolestotte_strupet_total')).toBeGreaterThan(0)
    expect(serier.get('skolestotte_trykk_seconds_count{verb="sak.meld"}')).toBe(1)
    expect(serier.get('skolestotte_ko{slag="rydd"}')).toBe(1)
    expect([...serier.keys()].filter(s => s.startsWith('skolestotte_sendt_total{')).length).toBeGreaterThan(0)
    expect(serier.get('skolestotte_jobb_ferdig_timestamp_seconds{jobb="utboks"}')).toBe(
      Date.parse('2026-11-21T08:01:00Z') / 1000,
    )
    // A histogram never goes down, and ends with all of them.
    const bolker = [...serier].filter(([s]) => s.startsWith('skolestotte_sending_seconds_bucket'))
    expect(bolker.map(([, v]) => v)).toEqual(bolker.map(([, v]) => v).sort((x, y) => x - y))
    expect(bolker.at(-1)?.[1]).toBe(serier.get('skolestotte_sending_seconds_count'))

    const { ref } = await b.bot.ktx.db.selectFrom('sak').select('ref').executeTakeFirstOrThrow()
    const personlig = [
      ref,
      OVING.skole.navn,
      OVING.skole.id,
      OVING.tenant,
      OVING.kanal.id,
      ...OVING.personer.flatMap(p => [p.navn, p.fornavn, p.etternavn, p.id, p.oid]),
      ...Object.values(EN_SAK).filter(v => v.length > 10),
    ]
    for (const hva of personlig) expect(tekst.toLowerCase()).not.toContain(hva.toLowerCase())
    const etiketter = new Set([...tekst.matchAll(/[{,]([a-z]+)="/g)].map(m => m[1]))
    expect([...etiketter].sort()).toEqual(
      ['grunn', 'jobb', 'kode', 'le', 'node', 'slag', 'verb', 'versjon'].filter(e => etiketter.has(e)),
    )
  })

  it('står på en egen port, som ikke svarer på noe annet', async () => {
    expect((await fetch(`http://127.0.0.1:${b.bot.port}/metrics`)).status).toBe(404)
    for (const [metode, sti] of [
      ['GET', '/'],
      ['GET', '/api/messages'],
      ['POST', '/metrics'],
      ['GET', '/metrics?x=1'],
    ] as const)
      expect((await fetch(`http://127.0.0.1:${b.bot.metrikkport}${sti}`, { method: metode })).status).toBe(
        404,
      )
  })

  it('er av når ingen har bedt om den', async () => {
    const uten = await etTestbot()
    expect(uten.bot.metrikkport).toBeUndefined()
    await uten.stopp()
  })
})

describe('/status', () => {
  beforeAll(async () => {
    b = await etTestbot()
  })
  beforeEach(() => begynnPaNytt(b))
  afterAll(() => b.stopp())

  type Hvem = Testbot['sara']
  async function svarTil(hvem: Hvem, hvor: 'kanal' | 'chat' = 'chat'): Promise<Skjerm> {
    const nye = fraNaAv(b)
    await hvem.skriver('/status', hvor)
    await b.send()
    expect(nye()).toHaveLength(1)
    const siste = b.scene.meldinger(hvem.chat).at(-1)
    if (siste === undefined) throw new Error(`${hvem.navn} fikk ikke noe svar`)
    return siste
  }
  const BARE = 'Bare en administrator kan gjøre oppsettet.'

  async function giRolle(p: Ovingsperson, rolle: string): Promise<void> {
    const { db, tenant } = b.bot.ktx
    await db
      .insertInto('rolle')
      .values({ tenant, skole: OVING.skole.id, person: ovingsId(p), rolle, tjeneste: 'skole' })
      .execute()
  }

  it('viser en administrator at alt virker, i egen chat, også når det spørres i kanalen', async () => {
    await gaTil('09:00:30')
    for (const hvor of ['chat', 'kanal'] as const) {
      const svar = await svarTil(b.sara, hvor)
      const tekst = skjermtekst(svar)
      expect(tekst).toContain('✓ Alt virker')
      expect(tekst).toContain('Utsending: ')
      expect(tekst).toContain('Rydding og sletting: ')
      expect(tekst).toContain('Ingen meldinger er gitt opp.')
      expect(tekst).toMatch(
        /Databasen svarte på \d+ ms · 1 prosess · versjon \d+\.\d+\.\d+ · Lest kl\. 09\.00/,
      )
      expect(knapper(svar.kort).map(k => k.tittel)).toEqual(['Oppdater'])
    }
  })

  it('sier hva som står fast, og hva som kan gjøres', async () => {
    b.kobling.feil(1, 403)
    await b.hege.skriver('/hjelp', 'chat')
    await b.send()
    await b.rolf.skriver('/hjelp', 'chat')
    await b.bot.ktx.db.updateTable('utboks').set(LEID).where('status', '=', 'venter').execute()
    await gaTil('09:14')
    const svar = await svarTil(b.sara)
    expect(skjermtekst(svar)).toContain('! Noe står fast')
    expect(skjermtekst(svar)).toContain('Noe forfalt blir ikke sendt. Start boten på nytt')
    expect(skjermtekst(svar)).toContain('http-403: 1 gitt opp')
    expect(skjermtekst(svar)).toContain('Mottakeren har blokkert eller avinstallert appen.')
    await b.bot.ktx.db.updateTable('utboks').set({ leie: null, leie_til: null }).execute()
    await gaTil('09:15')
    expect(skjermtekst(await b.sara.trykker(svar, 'Oppdater'))).toContain('✓ Alt virker')
  })

  it('sier ikke noe om Microsoft 365 når ingenting er tilkoblet', async () => {
    expect(skjermtekst(await svarTil(b.sara))).not.toContain('Microsoft 365')
  })

  it('sier om kalenderen virker, når den sist gjorde det, og hva som må til når den ikke gjør det', async () => {
    const { lokal, graf } = await etGraf()
    const vanlig = b
    b = await etTestbot({ graf })
    try {
      const svar = await svarTil(b.sara)
      expect(skjermtekst(svar)).toContain('Kalender: tilkoblet, ikke brukt ennå')
      await b.sara.skriver('/innsatsteam ny')
      await b.send()
      await gaTil('09:12')
      expect(skjermtekst(await b.sara.trykker(svar, 'Oppdater'))).toContain(
        'Kalender: virker, sist brukt kl. 09.00',
      )
      lokal.feil(403)
      await b.sara.skriver('/innsatsteam flytt 14.12')
      await b.send()
      const tekst = skjermtekst(await b.sara.trykker(svar, 'Oppdater'))
      expect(tekst).toContain('! Noe står fast')
      expect(tekst).toContain('Kalender: mangler tillatelse (graf-nektet)')
      expect(tekst).toContain('Calendars.ReadWrite for postkassen i KALENDER_POSTKASSE')
      expect(tekst).toContain('Planner: tilkoblet, ikke brukt ennå')
    } finally {
      await b.stopp()
      await lokal.stopp()
      b = vanlig
    }
  })

  it('svarer ikke andre, heller ikke på knappen, og ikke den som ikke lenger er administrator', async () => {
    const kort = await svarTil(b.sara)
    for (const hvem of [b.rolf, b.siri, b.hege, b.frida, b.odd, b.scene.som(FREMMED)]) {
      expect(skjermtekst(await svarTil(hvem))).toContain(BARE)
      expect(skjermtekst(await hvem.trykker(kort, 'Oppdater'))).toContain(BARE)
    }
    await giRolle(FREMMED, 'administrator')
    const fremmed = b.scene.som(FREMMED)
    expect(skjermtekst(await fremmed.trykker(kort, 'Oppdater'))).toContain('✓ Alt virker')
    // Asked for as administrator, made when that is over.
    b.kobling.feil(1, 503)
    await fremmed.skriver('/status', 'chat')
    await b.send()
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(FREMMED)).execute()
    await gaTil('09:05')
    expect(skjermtekst(b.scene.meldinger(fremmed.chat).at(-1) ?? kort)).toContain(BARE)
  })
})
