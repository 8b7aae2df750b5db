import { sql } from 'kysely'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Kontekst, SONE, STANDARDVALG } from '../src/database/kontekst.ts'
import { Nokler } from '../src/database/kryptering.ts'
import { flyktigMester } from '../src/database/lokal-mester.ts'
import { apnePostgres, type Database } from '../src/database/tilkobling.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { skjermtekst } from '../src/demo/scene.ts'
import { SENDTE_MED } from '../src/mote/les-motetyper.ts'
import { rydd } from '../src/sletting/rydd.ts'
import { hentStans, settAvTur, settAvTurBlantAlle, stans } from '../src/utboks/takt-store.ts'
import type { Forsendelse } from '../src/utboks/utboks.ts'
import {
  avsluttRad,
  forfalteSporring,
  fornyLeie,
  leggIUtboks,
  taForfalte,
  type Utboksrad,
  utsettRad,
} from '../src/utboks/utboks-store.ts'
import { begynnPaNytt, fraNaAv, somTekst } from './bygg/rader.ts'
import { etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'
import { nyDatabase } from './oppsett/postgres.ts'

/** What each replica has on the same PostgreSQL: a pool of its own. */
let replikaer: { ktx: Kontekst; database: Database }[]
let en: Kontekst
let to: Kontekst

async function enReplika(url: string) {
  const database = await apnePostgres(url, OVING.tenant)
  const ktx: Kontekst = {
    tenant: OVING.tenant,
    db: database.db,
    nokler: new Nokler(flyktigMester()),
    valg: { ...STANDARDVALG, motetyper: SENDTE_MED },
    na: () => DateTime.now().setZone(SONE),
    vekk: () => undefined,
  }
  return { ktx, database }
}

beforeAll(async () => {
  const url = await nyDatabase(inject('postgres'))
  replikaer = [await enReplika(url), await enReplika(url)]
  en = replikaer[0]?.ktx as Kontekst
  to = replikaer[1]?.ktx as Kontekst
})
afterAll(() => Promise.all(replikaer.map(r => r.database.lukk())))

const tilPerson = (person: string): Forsendelse => ({ slag: 'lagret-sent', person, kode: 'lagret' })

async function leggInn(antall: number, adresser: number): Promise<void> {
  for (let i = 0; i < antall; i++)
    await leggIUtboks(en, `n${i}`, tilPerson(`p${i % adresser}`), en.na().minus({ minutes: 1 }))
}

const tom = () => en.db.deleteFrom('utboks').execute()
const leienErUte = () =>
  en.db
    .updateTable('utboks')
    .set({ leie_til: sql<Date>`clock_timestamp() - interval '1 second'` })
    .where('leie', 'is not', null)
    .execute()

describe('utboksen på PostgreSQL', () => {
  beforeEach(tom)

  it('legger inn én gang når to prosesser gjør det samtidig', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => leggIUtboks(i % 2 === 0 ? en : to, 'samme', tilPerson('p1'))),
    )
    expect(await en.db.selectFrom('utboks').select('nokkel').execute()).toEqual([{ nokkel: 'samme' }])
  })

  it('gir ingen rad til to, og aldri to rader til samme adresse på én gang', async () => {
    await leggInn(60, 15)
    for (let runde = 0; runde < 4; runde++) {
      const tatt = (
        await Promise.all(Array.from({ length: 8 }, (_, i) => taForfalte(i % 2 === 0 ? en : to, 4, [])))
      ).flat()
      const til = tatt.map(r => ('person' in r.forsendelse ? r.forsendelse.person : ''))
      expect(new Set(tatt.map(r => r.id)).size).toBe(tatt.length)
      expect(new Set(til).size).toBe(til.length)
      // Those that were passed over because another held the lock, are there the next time.
      tatt.push(...(await taForfalte(to, 20, [])))
      expect(tatt).toHaveLength(15)
      expect(await taForfalte(en, 20, [])).toEqual([])
      for (const rad of tatt) expect(await avsluttRad(en, rad, { status: 'sendt' })).toBe(true)
    }
    expect(await taForfalte(en, 20, [])).toEqual([])
  })

  it('tar det som gjelder én adresse i den rekkefølgen det ble lagt inn, også når forfallet er det samme', async () => {
    const nar = en.na().minus({ minutes: 1 })
    for (let i = 0; i < 12; i++) await leggIUtboks(en, `n${i}`, tilPerson('p1'), nar)
    const nokler: string[] = []
    for (let i = 0; i < 12; i++) {
      const [rad, ...flere] = await taForfalte(i % 2 === 0 ? en : to, 20, [])
      expect(flere).toEqual([])
      if (rad === undefined) break
      const { nokkel } = await en.db
        .selectFrom('utboks')
        .select('nokkel')
        .where('id', '=', rad.id)
        .executeTakeFirstOrThrow()
      nokler.push(nokkel)
      await avsluttRad(en, rad, { status: 'sendt' })
    }
    expect(nokler).toEqual(Array.from({ length: 12 }, (_, i) => `n${i}`))
  })

  it('lar ikke den som har mistet leien, sende, avslutte eller utsette', async () => {
    await leggInn(1, 1)
    const [gammel] = (await taForfalte(en, 1, [])) as [Utboksrad]
    await leienErUte()
    const [ny] = (await taForfalte(to, 1, [])) as [Utboksrad]
    expect(ny.id).toBe(gammel.id)
    expect(ny.forsok).toBe(2)
    expect(await fornyLeie(en, gammel)).toBe(false)
    expect(await avsluttRad(en, gammel, { status: 'feilet', feilkode: 'x' })).toBe(false)
    await utsettRad(en, gammel, en.na().plus({ days: 1 }), 'x')
    expect(await fornyLeie(to, ny)).toBe(true)
    expect(await avsluttRad(to, ny, { status: 'sendt' })).toBe(true)
  })

  it('regner leien med databasens klokke: en replika som går feil, tar ikke fra de andre', async () => {
    await leggInn(1, 1)
    const [rad] = (await taForfalte(en, 1, [])) as [Utboksrad]
    const feilKlokke = { ...to, na: () => to.na().plus({ hours: 1 }) }
    expect(await taForfalte(feilKlokke, 1, [])).toEqual([])
    expect(await fornyLeie(en, rad)).toBe(true)
  })

  it('legger bort en rad den ikke kan lese, og sender de andre', async () => {
    await leggInn(3, 3)
    await en.db
      .updateTable('utboks')
      .set({ slag: 'fra-en-annen-versjon', innhold: JSON.stringify({ slag: 'fra-en-annen-versjon' }) })
      .where('nokkel', '=', 'n0')
      .execute()
    expect(await taForfalte(en, 10, [])).toHaveLength(2)
    const rad = await en.db
      .selectFrom('utboks')
      .select(['status', 'feilkode', 'leie', 'forfall'])
      .where('nokkel', '=', 'n0')
      .executeTakeFirstOrThrow()
    expect(rad).toMatchObject({ status: 'venter', feilkode: 'uleselig', leie: null })
    expect(rad.forfall.getTime()).toBeGreaterThan(Date.now())
  })

  it('finner det forfalte på en indeks, også med mye som er sendt og mye som venter', async () => {
    await sql`insert into utboks (tenant, id, nokkel, slag, innhold, forfall, status, opprettet, adresse)
      select ${OVING.tenant}, 'v' || i, 'v' || i, 'lagret-sent', '{}', now() + i * interval '1 second', 'venter', now(), 'p' || i % 3000
      from generate_series(1, 30000) i`.execute(en.db)
    await sql`insert into utboks (tenant, id, nokkel, slag, innhold, forfall, status, opprettet, adresse)
      select ${OVING.tenant}, 's' || i, 's' || i, 'lagret-sent', '{}', now() - i * interval '1 second', 'sendt', now(), 'p' || i % 3000
      from generate_series(1, 100000) i`.execute(en.db)
    await leggInn(200, 50)
    const planen = async () =>
      JSON.stringify(await forfalteSporring(en, 20, ['x'], 'leie').explain('json', sql`verbose`))
    const foer = await planen()
    await sql`analyze utboks`.execute(en.db)
    for (const plan of [foer, await planen()]) {
      const noder = [...plan.matchAll(/"Node Type":"([^"]+)"/g)].map(treff => treff[1])
      const indekser = [...plan.matchAll(/"Index Name":"([^"]+)"/g)].map(treff => treff[1])
      expect(noder).toContain('Index Scan')
      expect(noder).not.toContain('Seq Scan')
      expect(indekser).toEqual(expect.arrayContaining(['utboks_forfall', 'utboks_adresse', 'utboks_pkey']))
    }
    expect(await taForfalte(en, 20, [])).toHaveLength(20)
  })
})

/** The most of these times (seconds) that lie within any so many seconds. */
const mestI = (tider: readonly number[], sekunder: number) =>
  Math.max(...tider.map(fra => tider.filter(t => t >= fra && t < fra + sekunder).length))

describe('takten', () => {
  beforeEach(() => en.db.deleteFrom('takt').execute())
  const naIDb = async () =>
    Number(
      (await sql<{ na: string }>`select extract(epoch from clock_timestamp()) as na`.execute(en.db)).rows[0]
        ?.na,
    )

  it('gir én samtale høyst 7 på ett sekund og 8 på to, hvem som enn spør, og sier når det er plass igjen', async () => {
    const tider: number[] = []
    let avslag = 0
    // However slow the machine is, until enough have been refused.
    for (let i = 0; i < 30 || (avslag <= 5 && i < 500); i++) {
      const tur = await settAvTur(i % 2 === 0 ? en : to, 'a:samtale')
      if (tur.fikk) tider.push((await naIDb()) + tur.sekunder)
      else {
        avslag++
        expect(tur.sekunder).toBeGreaterThan(1)
        expect(tur.sekunder).toBeLessThan(5)
      }
    }
    expect(avslag).toBeGreaterThan(5)
    expect(tider.length).toBeGreaterThanOrEqual(8)
    expect(mestI(tider, 1)).toBeLessThanOrEqual(7)
    expect(mestI(tider, 2)).toBeLessThanOrEqual(8)
    expect((await settAvTur(to, 'a:en-annen')).sekunder).toBe(0)
  })

  it.each([
    [
      '60 på et halvt minutt',
      sql`array(select now() - i * interval '0.4 seconds' from generate_series(1, 60) i)`,
      sql`now()`,
      9,
    ],
    ['1800 i timen', sql`array[now() - interval '1 minute']`, sql`now() + 608 * interval '3 seconds'`, 27],
  ])('gir én samtale høyst %s', async (_, tider, ledig, sekunder) => {
    await sql`insert into takt (tenant, nokkel, tider, ledig) values (${OVING.tenant}, 'a:travel', ${tider}, ${ledig})`.execute(
      en.db,
    )
    const tur = await settAvTur(en, 'a:travel')
    expect(tur.fikk).toBe(false)
    expect(tur.sekunder).toBeGreaterThan(sekunder - 1)
    expect(tur.sekunder).toBeLessThan(sekunder + 1)
  })

  it('fordeler appens forespørsler jevnt mellom replikaene', async () => {
    const start = await naIDb()
    const turer = await Promise.all(
      Array.from({ length: 60 }, (_, i) => settAvTurBlantAlle(i % 2 === 0 ? en : to, 20)),
    )
    const brukt = (await naIDb()) - start
    expect(turer.every(tur => tur.fikk)).toBe(true)
    const { rows } = await sql<{
      ledig: number
    }>`select extract(epoch from ledig)::float8 as ledig from takt`.execute(en.db)
    // Sixty turns at twenty a second are three seconds, from when the first one was asked for.
    expect((rows[0]?.ledig ?? 0) - start).toBeGreaterThanOrEqual(3)
    expect((rows[0]?.ledig ?? 0) - start).toBeLessThan(3 + brukt)
  })

  it('stanser en samtale så lenge Teams ber om, og alle når tre er stanset', async () => {
    await stans(en, 'a:1', 30)
    expect(await hentStans(to, 'a:1')).toMatchObject({ grunn: 'samtale' })
    expect((await settAvTur(to, 'a:1')).sekunder).toBeGreaterThan(28)
    expect(await hentStans(to, 'a:2')).toBeUndefined()
    await stans(en, 'a:2', 30)
    expect((await settAvTurBlantAlle(to, 47)).fikk).toBe(true)
    await stans(to, 'a:3', 30)
    expect(await hentStans(en, 'a:4')).toMatchObject({ grunn: 'alle' })
    const tur = await settAvTurBlantAlle(en, 47)
    expect(tur.fikk).toBe(false)
    expect(tur.sekunder).toBeGreaterThan(28)
  })

  it('ryddes når samtalen har vært stille en time', async () => {
    await settAvTur(en, 'a:ny')
    await sql`insert into takt (tenant, nokkel, tider, ledig) values
      (${OVING.tenant}, 'a:gammel', array[now() - interval '2 hours'], now() - interval '2 hours')`.execute(
      en.db,
    )
    await rydd(en)
    expect(await en.db.selectFrom('takt').select('nokkel').execute()).toEqual([{ nokkel: 'a:ny' }])
  })
})

describe('når Teams ber om å vente', () => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot({ perSekund: 50 })
  })
  beforeEach(() => begynnPaNytt(b))
  afterAll(() => b.stopp())

  it('sendes ingenting mer i den samtalen før tiden er ute, og de andre får sitt', async () => {
    const nye = fraNaAv(b)
    b.kobling.feil(1, 429, { retryAfter: 4 })
    await b.sara.skriver('hjelp', 'chat')
    await b.send()
    await b.sara.skriver('/oppgaver', 'chat')
    await b.rolf.skriver('hjelp', 'chat')
    await b.send()
    expect(nye(b.sara.chat)).toEqual([])
    expect(nye(b.rolf.chat)).toHaveLength(1)
    const rader = await b.bot.ktx.db
      .selectFrom('utboks')
      .select(['forsok', 'feilkode'])
      .where('status', '=', 'venter')
      .where('slag', '=', 'svar')
      .orderBy('nr')
      .execute()
    // The one that was refused has been tried; the one that only waits has not.
    expect(rader).toEqual([
      { forsok: 1, feilkode: 'http-429' },
      { forsok: 0, feilkode: null },
    ])
    await new Promise(videre => setTimeout(videre, 4100))
    b.settTid('2026-11-21T09:00:06')
    await b.send()
    expect(nye(b.sara.chat)).toHaveLength(2)
  })

  it('gir en pen stans tilbake det som ikke er begynt på', async () => {
    const treg = await etTestbot({ perSekund: 2 })
    // Enough for a minute: some of it is left however slow the machine is.
    for (let runde = 0; runde < 20; runde++)
      for (const hvem of OVING.personer)
        await leggIUtboks(treg.bot.ktx, `hei:${hvem.oid}:${runde}`, tilPerson(ovingsId(hvem)))
    treg.bot.sender.vekk()
    while (!treg.kobling.meldinger.some(m => m.slag === 'ny')) await new Promise(r => setTimeout(r, 20))
    await treg.bot.sender.stopp()
    const rader = await treg.bot.ktx.db
      .selectFrom('utboks')
      .select(['status', 'leie', 'forsok'])
      .where('slag', '=', 'lagret-sent')
      .execute()
    const venter = rader.filter(r => r.status === 'venter')
    expect(rader.some(r => r.status === 'sendt')).toBe(true)
    expect(venter.length).toBeGreaterThan(2)
    expect(venter.every(r => r.leie === null && r.forsok === 0)).toBe(true)
    await treg.stopp()
  })
})

describe('den som ikke kan nås', () => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot()
  })
  beforeEach(() => begynnPaNytt(b))
  afterAll(() => b.stopp())

  const hege = () => ovingsId(b.hege.person)
  const somHeterHege = () => leggIUtboks(b.bot.ktx, `hei:${crypto.randomUUID()}`, tilPerson(hege()))

  /** Something is sent to Hege, who has blocked the bot. */
  async function blokkert(status = 403) {
    b.kobling.feil(1, status)
    await somHeterHege()
    await b.send()
  }

  const meldinger = (nye: ReturnType<typeof fraNaAv>) =>
    nye().filter(m => somTekst([m]).includes('kan ikke nås i chat'))

  it.each([403, 404])('etter %i får den som leder oppgavene hennes, vite det én gang', async status => {
    await somHeterHege()
    await b.send()
    const nye = fraNaAv(b)
    // What is gone is looked for anew, once.
    b.kobling.feil(status === 404 ? 2 : 1, status)
    await somHeterHege()
    await b.send()
    await b.send()
    const [melding, ...flere] = meldinger(nye)
    expect(flere).toEqual([])
    const tekst = somTekst(melding === undefined ? [] : [melding])
    expect(tekst).toContain('Hege Helsesykepleier (helsesykepleier) kan ikke nås i chat.')
    expect(tekst).toMatch(
      /Ansvarlig for [A-Z]\d[A-Z]\d( og [A-Z]\d[A-Z]\d)?\. Be Hege åpne Skolestøtte i Teams\./,
    )
    expect(melding?.conversationId).not.toBe(b.hege.chat)
    await blokkert()
    await b.send()
    expect(meldinger(nye)).toHaveLength(1)
  })

  it('står på agendaen for dem i teamet, og ikke på kortet i kanalen', async () => {
    await etInnkaltMote(b)
    await blokkert()
    const agenda = await b.scene.agenda()
    expect(skjermtekst(agenda)).not.toContain('Ikke nådd')
    expect(skjermtekst(await b.sara.ser(agenda))).toContain(
      'Ikke nådd av boten: Hege Helsesykepleier (helsesykepleier)',
    )
  })

  it('glemmes når hun skriver, trykker, eller noe kommer frem, og sies da på nytt neste gang', async () => {
    const agenda = await etInnkaltMote(b)
    const nye = fraNaAv(b)
    const husket = () => b.bot.ktx.db.selectFrom('ikke_nadd').select('person').execute()
    const igjen = [
      () => b.hege.skriver('hjelp', 'chat'),
      () => b.hege.trykker(agenda, 'Jeg kommer'),
      somHeterHege,
    ]
    for (const [i, gjor] of igjen.entries()) {
      b.settTid(`2026-11-21T1${i}:00`)
      await blokkert()
      expect(await husket()).toEqual([{ person: hege() }])
      expect(meldinger(nye)).toHaveLength(i + 1)
      await gjor()
      await b.send()
      expect(await husket()).toEqual([])
    }
  })

  it('sies ikke når meldingen var feil, eller når det ordner seg', async () => {
    const nye = fraNaAv(b)
    for (const status of [400, 413, 503]) await blokkert(status)
    expect(await b.bot.ktx.db.selectFrom('ikke_nadd').select('person').execute()).toEqual([])
    b.settTid('2026-11-21T09:10')
    await b.send()
    expect(meldinger(nye)).toEqual([])
  })

  it('som aldri har åpnet boten, meldes på samme måte', async () => {
    const nye = fraNaAv(b)
    await b.bot.ktx.db
      .updateTable('person')
      .set({ konto: null, samtale: null })
      .where('person', '=', hege())
      .execute()
    await somHeterHege()
    await b.send()
    expect(meldinger(nye)).toHaveLength(1)
    expect(await b.bot.ktx.db.selectFrom('ikke_nadd').select('kode').execute()).toEqual([
      { kode: 'mangler-adresse' },
    ])
  })

  it('og som har fått en ny samtale, nås i den', async () => {
    await somHeterHege()
    await b.send()
    b.kobling.feil(1, 404)
    const nye = fraNaAv(b)
    await somHeterHege()
    await b.send()
    expect(nye(b.hege.chat)).toHaveLength(1)
    expect(await b.bot.ktx.db.selectFrom('ikke_nadd').select('person').execute()).toEqual([])
  })
})
