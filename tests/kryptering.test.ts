import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { nokkelhvelvMester } from '../src/azure/nokkelhvelv.ts'
import { iTransaksjon, type Kontekst } from '../src/database/kontekst.ts'
import { type Mester, Nokler } from '../src/database/kryptering.ts'
import { flyktigMester, lokalMester, nyVersjon } from '../src/database/lokal-mester.ts'
import { apnePglite, apnePostgres, type Database } from '../src/database/tilkobling.ts'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { type Hvelv, startHvelv } from './azure/lokalt-hvelv.ts'
import { type HeleSaken, heleSaken, NAVN, TEKSTER } from './bygg/hele-saken.ts'
import { kompilertBot } from './bygg/prosess.ts'
import { alleRader, begynnPaNytt, lagretI, somEier, taVare, ulike } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Motor, type Testbot } from './bygg/testbot.ts'
import { nyDatabase, type Postgres, startPostgres } from './oppsett/postgres.ts'

const FEIL = 'Noe gikk galt hos oss. Prøv igjen om litt.'
const ALLE_TEKSTER = [...Object.values(TEKSTER), NAVN]
/** Stopped by the name guard, and so never stored at all. */
const STOPPET = 'Snakket lenge med Torgunn Ravneberget om fraværet på onsdag.'

/** Where people are reached, and which card somebody looks at. */
const ADRESSER = ['person', 'kanal', 'melding']

/** One sentence and a way to try again: no stack, no code, nothing of what is stored. */
function erSetning(skjerm: Skjerm) {
  expect(skjerm.status).toBe(200)
  const alt = `${skjerm.tekst ?? ''}${JSON.stringify(skjerm.kort ?? '')}`
  expect(skjermtekst(skjerm)).toContain(FEIL)
  expect(knapper(skjerm.kort).map(k => k.tittel)).toContain('Prøv igjen')
  expect(alt).not.toMatch(
    /Error|ukjent-nokkel|ugyldig-kryptert|hvelv|node_modules|\bat \w+|v1\.[A-Za-z0-9+/]{20}/,
  )
  for (const tekst of ALLE_TEKSTER) expect(alt).not.toContain(tekst)
}

// --- the search through every byte ---

type Funn = { fil: string; bit: string; form: string }

const LENGDE = 12

/** Every piece of twelve characters; shorter words whole. */
function biter(tekst: string): string[] {
  const tegn = [...tekst]
  if (tegn.length <= LENGDE) return [tekst]
  return Array.from({ length: tegn.length - LENGDE + 1 }, (_, i) => tegn.slice(i, i + LENGDE).join(''))
}

/** The forms a piece of text may have in a file. Base64 has three, by where in the text the piece begins. */
function former(bit: string): [string, Buffer][] {
  const utf8 = Buffer.from(bit)
  const utf16 = Buffer.from(bit, 'utf16le')
  const base64 = [0, 1, 2].flatMap((forskjovet): [string, Buffer][] => {
    const kodet = Buffer.concat([Buffer.alloc(forskjovet), utf8]).toString('base64')
    const fra = Math.ceil((forskjovet * 8) / 6)
    const til = Math.floor(((forskjovet + utf8.length) * 8) / 6)
    const sikker = kodet.slice(fra, til)
    return [
      ['base64', Buffer.from(sikker)],
      ['base64url', Buffer.from(sikker.replaceAll('+', '-').replaceAll('/', '_'))],
    ]
  })
  return [
    ['utf8', utf8],
    ['små bokstaver', Buffer.from(bit.toLowerCase())],
    ['latin1', Buffer.from(bit, 'latin1')],
    ['utf16le', utf16],
    ['utf16be', Buffer.from(utf16).swap16()],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ...base64,
  ]
}

/** Looks for all of them at once: by the first four bytes, and then the rest. */
function lagSok(tekster: readonly string[]): (fil: string, bytes: Buffer) => Funn[] {
  const etterStart = new Map<number, { bit: string; form: string; nal: Buffer }[]>()
  const kanBegynne = new Uint8Array(1 << 16)
  for (const bit of new Set(tekster.flatMap(biter))) {
    for (const [form, nal] of former(bit)) {
      const start = nal.readUInt32LE(0)
      kanBegynne[start & 0xffff] = 1
      etterStart.set(start, [...(etterStart.get(start) ?? []), { bit, form, nal }])
    }
  }
  return (fil, bytes) => {
    const funn: Funn[] = []
    for (let i = 0; i + 4 <= bytes.length; i++) {
      if (kanBegynne[(bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8)] === 0) continue
      for (const { bit, form, nal } of etterStart.get(bytes.readUInt32LE(i)) ?? [])
        if (bytes.subarray(i, i + nal.length).equals(nal)) funn.push({ fil, bit, form })
    }
    return funn
  }
}

/** Everything that is found of these texts in any file under the folder. */
async function finnI(mappe: string, tekster: readonly string[]): Promise<Funn[]> {
  const sok = lagSok(tekster)
  const funn: Funn[] = []
  let bytes = 0
  for (const rad of await readdir(mappe, { recursive: true, withFileTypes: true })) {
    if (!rad.isFile()) continue
    const sti = join(rad.parentPath, rad.name)
    const innhold = await readFile(sti)
    bytes += innhold.length
    funn.push(...sok(sti.slice(mappe.length), innhold))
  }
  expect(bytes).toBeGreaterThan(10_000_000)
  return funn
}

type Lager = { database(): Promise<Database>; mappe: string; ro(): Promise<void>; lukk(): Promise<void> }

const LAGRE: Record<Motor, () => Promise<Lager>> = {
  async pglite() {
    const mappe = await mkdtemp(join(tmpdir(), 'skolestotte-base-'))
    return {
      mappe,
      database: () => apnePglite(mappe, OVING.tenant),
      ro: async () => undefined,
      lukk: () => rm(mappe, { recursive: true }),
    }
  },
  async postgres() {
    const tjener: Postgres = await startPostgres()
    const url = await nyDatabase(tjener.url)
    return {
      mappe: tjener.data,
      database: () => apnePostgres(url, OVING.tenant),
      async ro() {
        const { db, lukk } = await apnePostgres(url, OVING.tenant)
        await sql.raw('reset role; checkpoint').execute(db)
        await lukk()
      },
      lukk: tjener.stopp,
    }
  },
}

describe.each(['pglite', 'postgres'] as const)(
  'filene databasen ligger i (%s)',
  { timeout: 240_000 },
  motor => {
    let lager: Lager
    beforeAll(async () => {
      lager = await LAGRE[motor]()
    })
    afterAll(() => lager.lukk())

    it('har ikke en bit av noe som er skrevet, verken i tabellene eller i WAL-en; søket finner det som ligger i klartekst', async () => {
      const nokkelfil = join(await mkdtemp(join(tmpdir(), 'skolestotte-nokkel-')), 'mester.json')
      const b = await etTestbot({ database: await lager.database(), mester: lokalMester(nokkelfil) })
      const { sak, mote } = await heleSaken(b)
      await b.rolf.skriver('/innsatsteam ny 11.12')
      await b.send()
      const skjema = await b.hege.trykker(await b.scene.agenda(), 'Meld sak')
      const stoppet = await b.hege.trykker(skjema, 'Send', { ...EN_SAK, provd: STOPPET })
      expect(skjermtekst(stoppet)).toContain('Ikke lagret.')
      for (const tekst of ALLE_TEKSTER) expect(await lagretI(b, tekst)).toHaveLength(1)
      expect([sak, mote].map(id => id.length)).toEqual([36, 36])
      await b.stopp()
      await lager.ro()

      const { beskrivelse, onsker, sporsmal } = EN_SAK
      const lange = [
        ...ALLE_TEKSTER,
        ...NAVN.split(' '),
        STOPPET,
        'Torgunn',
        'Ravneberget',
        beskrivelse,
        onsker,
        sporsmal,
      ]
      expect(await finnI(lager.mappe, lange)).toEqual([])
      // Nor a plain hash of the name: anybody could make the same of a list of names.
      const ord = NAVN.split(' ').flatMap(del => [del, del.toLowerCase()])
      const hasher = [NAVN, ...ord].flatMap(o =>
        (['sha256', 'sha1', 'md5'] as const).flatMap(algoritme =>
          (['hex', 'base64', 'base64url'] as const).map(kode =>
            createHash(algoritme).update(o).digest(kode).slice(0, 20),
          ),
        ),
      )
      expect(await finnI(lager.mappe, hasher)).toEqual([])

      // Planted, in each form: all are found, and both in the table and in the log.
      const { db, lukk } = await lager.database()
      const bit = [...TEKSTER.beskrivelse].slice(5, 5 + LENGDE + 3).join('')
      const plantet = [
        bit,
        bit.toLowerCase(),
        Buffer.from(`x${bit}`).toString('base64'),
        Buffer.from(`xx${bit}`).toString('base64url'),
        Buffer.from(`xxx${bit}`).toString('base64'),
        Buffer.from(bit).toString('hex'),
      ]
      const bytes = [
        Buffer.from(bit, 'utf16le'),
        Buffer.from(bit, 'utf16le').swap16(),
        Buffer.from(bit, 'latin1'),
      ]
      await sql
        .raw(
          `reset role; create table plantet (t text, b bytea);
        insert into plantet (t) values ${plantet.map(t => `('${t}')`).join(', ')};
        insert into plantet (b) values ${bytes.map(v => `('\\x${v.toString('hex')}')`).join(', ')};
        create table navneliste (navn text); insert into navneliste values ('${NAVN}')`,
        )
        .execute(db)
      await lukk()
      await lager.ro()
      const funn = await finnI(lager.mappe, lange)
      for (const form of ['utf8', 'base64', 'base64url', 'utf16le', 'utf16be', 'hex'])
        expect(
          funn.map(f => f.form),
          form,
        ).toContain(form)
      expect(funn.map(f => f.bit)).toContain('Ingebjørg')
      expect(funn.some(f => f.fil.includes('pg_wal'))).toBe(true)
      expect(funn.some(f => f.fil.includes('base/'))).toBe(true)
      await rm(join(nokkelfil, '..'), { recursive: true })
    })
  },
)

// --- what is moved, changed or lost ---

describe('en tekst som er flyttet eller klusset med', () => {
  let b: Testbot
  let s: HeleSaken
  let tilbake: () => Promise<void>
  beforeAll(async () => {
    b = await etTestbot()
    s = await heleSaken(b)
    await b.rolf.skriver('/innsatsteam ny 11.12')
    tilbake = await taVare(b)
  })
  beforeEach(() => tilbake())
  afterAll(() => b.stopp())

  const se = () => b.rolf.sender(s.referat, 'referat.vis', { mote: s.mote })
  const lever = async () =>
    expect(skjermtekst(await b.sara.sender(s.referat, 'oppgaver.vis', {}))).toContain('oppfølging')

  const denne = () => `where tenant = '${OVING.tenant}' and id = '${s.sak}'`
  const punkt = () => `(select id from punkt where sak = '${s.sak}')`
  const klusset = (hva: string) => () => `update sak set beskrivelse = ${hva} ${denne()}`
  /** Exchanges one character of the text, counted from the start of its base64, for another. */
  const bytt = (nr: number) =>
    klusset(
      `overlay(beskrivelse placing (case substr(beskrivelse, ${nr}, 1) when 'A' then 'B' else 'A' end) from ${nr})`,
    )

  it.each<[string, () => string]>([
    ['en annen kolonne i samme rad', klusset('onsker')],
    ['en annen sak', klusset("(select beskrivelse from sak where ref = 'K7F3')")],
    ['en annen tabell, med samme nøkkel', klusset("(select oppsummering from punkt where sak = 'SAK')")],
    [
      'en annen rad i samme tabell, med samme nøkkel',
      () =>
        `insert into tiltak select tenant, id || 'x', punkt, nr + 1, tekst, ansvarlig, frist, fjernet from tiltak where punkt = ${punkt()}`,
    ],
    [
      'en annen person i samme punkt',
      () => `update bidrag set person = '${ovingsId(b.odd.person)}' where punkt = ${punkt()}`,
    ],
    ['et annet møte', () => `update rettelse set mote = (select id from mote where dato = '2026-10-30')`],
    [
      'en nøkkel som er byttet',
      () =>
        `update nokkel set innpakket = (select innpakket from nokkel where eier = 'tema:${s.temaref}') where eier = '${s.sak}'`,
    ],
    ['en nøkkel som er borte', () => `delete from nokkel where eier = '${s.sak}'`],
    [
      'en nøkkel som er klusset med',
      () => `update nokkel set innpakket = overlay(innpakket placing 'AAAA' from 9) where eier = '${s.sak}'`,
    ],
    [
      'en nøkkel med ukjent versjon av hovednøkkelen',
      () =>
        `update nokkel set versjon = '99', innpakket = overlay(innpakket placing 'BBBB' from 9) where eier = '${s.sak}'`,
    ],
    ['første tegn i innholdet', bytt(4)],
    ['et tegn midt i', bytt(40)],
    [
      'et tegn i merket til slutt',
      klusset(
        "overlay(beskrivelse placing (case substr(beskrivelse, length(beskrivelse) - 6, 1) when 'A' then 'B' else 'A' end) from length(beskrivelse) - 6)",
      ),
    ],
    ['halve teksten', klusset('left(beskrivelse, 40)')],
    ['bare formatet', klusset("'v1.'")],
    ['et annet format', klusset("replace(beskrivelse, 'v1.', 'v2.')")],
    ['klartekst lagt inn utenfra', klusset("'Dette har ingen i teamet skrevet.'")],
  ])('åpnes ikke: %s. Boten svarer med én setning og lever', async (_, sporring) => {
    expect(skjermtekst(await se())).toContain(TEKSTER.oppsummering)
    await somEier(b, sporring().replace('SAK', s.sak))
    // The corrections of another meeting are seen there.
    const { mote } = await b.bot.ktx.db.selectFrom('rettelse').select('mote').executeTakeFirstOrThrow()
    const svar = await b.rolf.sender(s.referat, 'referat.vis', { mote })
    erSetning(svar)
    expect(JSON.stringify(svar)).not.toContain('Dette har ingen')
    await lever()
    await tilbake()
    expect(skjermtekst(await se())).toContain(TEKSTER.oppsummering)
    expect(skjermtekst(await b.rolf.trykker(svar, 'Prøv igjen'))).toContain('Referat')
  })

  it('gjelder også navnet i registeret', async () => {
    const apne = () => b.sara.sender(s.referat, 'identitet.vis', { sak: s.sak })
    expect(skjermtekst(await apne())).toContain(NAVN)
    await somEier(b, `update identitet set navn = (select beskrivelse from sak ${denne()})`)
    erSetning(await apne())
    await lever()
  })

  it('sier likedan når en skriver i det som ikke lar seg åpne, og ingenting er tapt', async () => {
    await somEier(b, `delete from nokkel where eier = 'mote:${s.mote}'`)
    const svar = await se()
    erSetning(svar)
    const rett = await b.rolf.sender(s.referat, 'referat.rettelse', {
      mote: s.mote,
      nonce: crypto.randomUUID(),
      tekst: 'Møtet varte til kvart på tolv.',
    })
    expect(rett.status).toBe(200)
    await lever()
  })

  it('kan ingen med databasen se hva som ble sendt inn, ut fra det som huskes mot gjentakelser', async () => {
    const skjema = await b.hege.trykker(await b.scene.agenda(), 'Meld sak')
    const data = knapper(skjema.kort).find(k => k.tittel === 'Send')?.data
    const nonce = typeof data === 'object' && data !== null ? Reflect.get(data, 'nonce') : undefined
    if (typeof nonce !== 'string') throw new Error('Skjemaet har ingen nonce.')
    const for_ = (await alleRader(b))['handling'] ?? []
    await b.hege.trykker(skjema, 'Send', EN_SAK)
    const nye = ((await alleRader(b))['handling'] ?? []).filter(rad => !for_.includes(rad))
    expect(nye).toHaveLength(1)
    // Without the form's nonce nobody can try texts against what is kept.
    expect(JSON.stringify(nye)).not.toContain(nonce)
    const hash = createHash('sha256').update(JSON.stringify(data)).digest('base64url')
    expect(JSON.stringify(nye)).not.toContain(hash)
  })
})

// --- the data keys ---

describe('datanøklene', () => {
  let database: Database
  let ktx: Kontekst
  const mester = flyktigMester()
  const plass = (id: string) => ({ tabell: 'sak', kolonne: 'beskrivelse', id })
  /** Another process on the same database. */
  const annenProsess = (): Kontekst => ({ ...ktx, nokler: new Nokler(mester) })

  let b: Testbot
  beforeAll(async () => {
    const url = await nyDatabase(inject('postgres'))
    b = await etTestbot({ databaseUrl: url, mester })
    database = await apnePostgres(url, OVING.tenant)
    ktx = { ...b.bot.ktx, db: database.db }
  })
  afterAll(async () => {
    await database.lukk()
    await b.stopp()
  })

  it('ryddes ut av filene straks de er slettet: ellers ville senere sikkerhetskopier ha dem', async () => {
    const { rows } = await sql<{ valg: string[] | null }>`
      select reloptions as valg from pg_class where oid = 'nokkel'::regclass`.execute(database.db)
    expect(rows[0]?.valg).toEqual(['autovacuum_vacuum_threshold=0', 'autovacuum_vacuum_scale_factor=0'])
  })

  it('brukes aldri igjen når den ble rullet tilbake, heller ikke av den som har den i minnet', async () => {
    let lukket = ''
    const avbrutt = iTransaksjon(ktx, async trx => {
      lukket = (await trx.nokler.for(trx, 'sak-1')).lukk('Denne ble aldri noe av.', plass('sak-1'))
      expect((await trx.nokler.for(trx, 'sak-1')).apne(lukket, plass('sak-1'))).toBe(
        'Denne ble aldri noe av.',
      )
      throw new Error('avbrutt')
    })
    await expect(avbrutt).rejects.toThrow('avbrutt')
    expect(await ktx.nokler.alle(ktx, ['sak-1'])).toEqual(new Map())
    const ny = await ktx.nokler.for(ktx, 'sak-1')
    expect(() => ny.apne(lukket, plass('sak-1'))).toThrow('ugyldig-kryptert')
    const skrevet = ny.lukk('Denne ble til noe.', plass('sak-1'))
    const annen = annenProsess()
    expect((await annen.nokler.for(annen, 'sak-1')).apne(skrevet, plass('sak-1'))).toBe('Denne ble til noe.')
  })

  it('er én, når mange prosesser lager den første samtidig', async () => {
    for (let runde = 0; runde < 5; runde++) {
      const eier = `sak-to-${runde}`
      const lukkede = await Promise.all(
        Array.from({ length: 8 }, (_, nr) =>
          iTransaksjon(annenProsess(), async trx =>
            (await trx.nokler.for(trx, eier)).lukk(`Tekst nummer ${nr}.`, plass(eier)),
          ),
        ),
      )
      const nokkel = await annenProsess().nokler.for(ktx, eier)
      expect(lukkede.map(l => nokkel.apne(l, plass(eier)))).toEqual(
        Array.from({ length: 8 }, (_, nr) => `Tekst nummer ${nr}.`),
      )
    }
  })

  it('er den som ble lagret, når den første av to rulles tilbake', async () => {
    let slipp: () => void = () => undefined
    const laget = new Promise<void>(klar => {
      slipp = klar
    })
    let forst: () => void = () => undefined
    const venter = new Promise<void>(klar => {
      forst = klar
    })
    const en = iTransaksjon(annenProsess(), async trx => {
      await trx.nokler.for(trx, 'sak-3')
      forst()
      await laget
      throw new Error('avbrutt')
    }).catch(() => undefined)
    await venter
    const to = iTransaksjon(ktx, async trx =>
      (await trx.nokler.for(trx, 'sak-3')).lukk('Den andre.', plass('sak-3')),
    )
    await new Promise(videre => setTimeout(videre, 100))
    slipp()
    await en
    expect((await annenProsess().nokler.for(ktx, 'sak-3')).apne(await to, plass('sak-3'))).toBe('Den andre.')
  })

  it('lages én gang også når to skriver samtidig gjennom boten', async () => {
    const { mote } = await heleSaken(b)
    await ktx.db.deleteFrom('rettelse').execute()
    await ktx.nokler.makuler(ktx, `mote:${mote}`)
    const skjerm = await b.scene.agenda()
    const tekster = [
      'Møtet varte til kvart på tolv.',
      'Fagkonsulenten kom først klokka elleve.',
      'Neste gang møtes vi i biblioteket.',
    ]
    const svar = await Promise.all(
      [b.rolf, b.hege, b.odd].map((hvem, i) =>
        hvem.sender(skjerm, 'referat.rettelse', { mote, nonce: crypto.randomUUID(), tekst: tekster[i] }),
      ),
    )
    for (const ett of svar) expect(skjermtekst(ett)).toContain('Rettelsen er lagt til.')
    expect(
      (await ktx.db.selectFrom('nokkel').select('eier').where('eier', '=', `mote:${mote}`).execute()).length,
    ).toBe(1)
    const ny = await etTestbot({ database: await apnePostgres(await urlen(), OVING.tenant), mester })
    const lest = skjermtekst(await ny.rolf.sender(skjerm, 'referat.vis', { mote }))
    await ny.stopp()
    for (const tekst of tekster) expect(lest).toContain(tekst)
  })

  const urlen = async () => {
    const { rows } = await sql<{ db: string }>`select current_database() as db`.execute(database.db)
    return inject('postgres').replace(/\/postgres$/, `/${rows[0]?.db}`)
  }

  it('forblir ubrukt når det gikk galt midt i innsendingen, og «Prøv igjen» lagrer alt med en ny', async () => {
    await begynnPaNytt(b)
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    const for_ = (await alleRader(b))['nokkel']
    await somEier(b, 'alter table hatt rename to hatt_borte')
    const svar = await b.hege.trykker(skjema, 'Send', EN_SAK)
    await somEier(b, 'alter table hatt_borte rename to hatt')
    erSetning(svar)
    expect((await alleRader(b))['nokkel']?.filter(rad => !rad.includes('gjentak'))).toEqual(
      for_?.filter(rad => !rad.includes('gjentak')),
    )
    expect(skjermtekst(await b.hege.trykker(svar, 'Prøv igjen'))).toContain('Saken er meldt')
    const ny = await etTestbot({ database: await apnePostgres(await urlen(), OVING.tenant), mester })
    expect(await lagretI(ny, EN_SAK.beskrivelse)).toEqual(['sak'])
    await ny.stopp()
  })
})

// --- the master key ---

describe('hovednøkkelen', { timeout: 240_000 }, () => {
  let mappe: string
  let fil: string
  let b: Testbot
  let s: HeleSaken
  const base = () => apnePglite(join(mappe, 'pglite'), OVING.tenant)
  /** The bot once more, as after a restart: nothing in memory. */
  async function startet(valg: { mester?: Mester } = {}): Promise<Testbot> {
    await b.stopp()
    b = await etTestbot({ database: await base(), mester: valg.mester ?? lokalMester(fil) })
    b.settTid('2026-11-27T12:00')
    await b.send()
    return b
  }
  const se = () => b.rolf.sender(s.referat, 'referat.vis', { mote: s.mote })

  beforeAll(async () => {
    mappe = await mkdtemp(join(tmpdir(), 'skolestotte-mester-'))
    fil = join(mappe, 'mester-nokkel.json')
    b = await etTestbot({ database: await base(), mester: lokalMester(fil) })
    s = await heleSaken(b)
  })
  afterAll(async () => {
    await b.stopp()
    await rm(mappe, { recursive: true })
  })

  type Nokkelfil = { gjeldende: string; versjoner: Record<string, string> }
  const lesFil = async (): Promise<Nokkelfil> => JSON.parse(await readFile(fil, 'utf8'))

  it('kan byttes: alt pakkes inn på nytt, tekstene står, og den gamle versjonen kan kastes', async () => {
    const uten = (rader: Record<string, string[]>) => ({ ...rader, nokkel: [] })
    const for_ = await alleRader(b)
    const antall = for_['nokkel']?.length ?? 0
    expect(antall).toBeGreaterThan(5)
    expect(nyVersjon(fil)).toBe('2')
    expect(await b.bot.ktx.nokler.roter(b.bot.ktx)).toBe(antall)
    const etter = await alleRader(b)
    expect(uten(etter)).toEqual(uten(for_))
    const versjoner = await b.bot.ktx.db.selectFrom('nokkel').select('versjon').distinct().execute()
    expect(versjoner).toEqual([{ versjon: '2' }])
    const innpakket = (rader: string[] = []) => rader.map(rad => JSON.parse(rad).innpakket)
    expect(innpakket(etter['nokkel']).filter(i => innpakket(for_['nokkel']).includes(i))).toEqual([])
    expect(await b.bot.ktx.nokler.roter(b.bot.ktx)).toBe(0)
    // The one who has the old ones in memory goes on as before.
    for (const tekst of ALLE_TEKSTER) expect(await lagretI(b, tekst)).toHaveLength(1)

    const { versjoner: alle } = await lesFil()
    await writeFile(fil, JSON.stringify({ gjeldende: '2', versjoner: { '2': alle['2'] } }))
    await startet()
    for (const tekst of ALLE_TEKSTER) expect(await lagretI(b, tekst)).toHaveLength(1)
    expect(skjermtekst(await se())).toContain(TEKSTER.oppsummering)
    expect(skjermtekst(await b.sara.sender(s.referat, 'identitet.vis', { sak: s.sak }))).toContain(NAVN)
    await writeFile(fil, JSON.stringify({ gjeldende: '2', versjoner: alle }))
  })

  it('får en ny versjon som ikke tar plassen til en som finnes', async () => {
    const egen = join(mappe, 'egen.json')
    const nokkel = lokalMester(egen)
    nyVersjon(egen)
    const { versjoner, ...ellers } = JSON.parse(await readFile(egen, 'utf8'))
    await writeFile(egen, JSON.stringify({ ...ellers, versjoner: { '2': versjoner['2'] } }))
    const pakket = await nokkel.pakkInn(Buffer.alloc(32, 7))
    expect(nyVersjon(egen)).not.toBe('2')
    expect(await nokkel.pakkUt(pakket)).toEqual(Buffer.alloc(32, 7))
  })

  it('kan ikke kastes før alt er pakket inn på nytt', async () => {
    const hel = await lesFil()
    nyVersjon(fil)
    const { versjoner, gjeldende } = await lesFil()
    await writeFile(fil, JSON.stringify({ gjeldende, versjoner: { [gjeldende]: versjoner[gjeldende] } }))
    await startet()
    erSetning(await se())
    await writeFile(fil, JSON.stringify(hel))
    expect(skjermtekst(await se())).toContain(TEKSTER.oppsummering)
  })

  it('pakker inn nye nøkler med den nye versjonen mens boten går, uten omstart', async () => {
    await b.rolf.skriver('/innsatsteam ny 11.12')
    await b.send()
    const versjon = nyVersjon(fil)
    const skjema = await b.hege.trykker(await b.scene.agenda(), 'Meld sak')
    await b.hege.trykker(skjema, 'Send', EN_SAK)
    const nokler = await b.bot.ktx.db
      .selectFrom('nokkel')
      .select('versjon')
      .where('versjon', '=', versjon)
      .execute()
    expect(nokler).toHaveLength(1)
    expect(await lagretI(b, EN_SAK.beskrivelse)).toEqual(['sak'])
    expect(await b.bot.ktx.nokler.roter(b.bot.ktx)).toBeGreaterThan(5)
    await startet()
    expect(await lagretI(b, EN_SAK.beskrivelse)).toEqual(['sak'])
  })

  it.each<[string, () => Promise<void>]>([
    ['borte, og en ny er laget', () => rm(fil)],
    ['tom', () => writeFile(fil, '')],
    ['ikke JSON', () => writeFile(fil, '{"gjeldende":"1",')],
    ['uten versjoner', () => writeFile(fil, '{"gjeldende":"1","versjoner":{}}')],
    ['en annens', async () => writeFile(fil, await readFile(await annenFil(), 'utf8'))],
  ])(
    'sier boten fra med én setning når filen er %s, og ingenting er tapt når den er tilbake',
    async (_, odelegg) => {
      const hel = await readFile(fil, 'utf8')
      try {
        await odelegg()
        await startet()
        erSetning(await se())
        const skjema = await b.hege.sender(s.referat, 'sak.skjema', { mote: await planlagt() })
        expect(skjema.status).toBe(200)
        const for_ = await alleRader(b)
        const svar = await b.rolf.sender(s.referat, 'referat.rettelse', {
          mote: s.mote,
          nonce: crypto.randomUUID(),
          tekst: 'Møtet varte til kvart på tolv.',
        })
        erSetning(svar)
        expect(ulike(for_, await alleRader(b)).filter(t => !ADRESSER.includes(t))).toEqual([])
        await writeFile(fil, hel)
        expect(skjermtekst(await b.rolf.trykker(svar, 'Prøv igjen'))).toContain('Rettelsen er lagt til.')
      } finally {
        await writeFile(fil, hel)
      }
      await startet()
      expect(skjermtekst(await se())).toContain(TEKSTER.oppsummering)
    },
  )

  async function annenFil(): Promise<string> {
    const annen = join(mappe, 'annen.json')
    lokalMester(annen)
    return annen
  }
  const planlagt = async () =>
    (await b.bot.ktx.db.selectFrom('mote').select('id').where('status', '=', 'planlagt').executeTakeFirst())
      ?.id ?? ''

  it('stanser demoen med én linje når filen er ødelagt før noe er laget', async () => {
    const program = await kompilertBot()
    try {
      const ny = join(program.mappe, 'ny')
      await mkdir(ny)
      await writeFile(join(ny, 'mester-nokkel.json'), 'ikke en nøkkel')
      const demo = program.kjor('demo', '--uten-klient', '--port', '0', '--data', ny)
      expect(await demo.slutt).toBe(1)
      expect(demo.feil()).toBe('Demoen kunne ikke starte.\n')

      // And where there is something to lose.
      await b.stopp()
      const data = join(program.mappe, 'data')
      await cp(mappe, data, { recursive: true })
      await writeFile(join(data, 'mester-nokkel.json'), 'ikke en nøkkel')
      const roter = program.kjor('nokkel:roter', '--data', data)
      expect(await roter.slutt).not.toBe(0)
      expect(roter.feil().trim().split('\n')).toHaveLength(1)
      expect(roter.feil()).toContain('Skolestøtte kunne ikke')
      for (const k of [demo, roter]) expect(`${k.ut()}${k.feil()}`).not.toMatch(/ at |Error|ikke en nøkkel/)
    } finally {
      await program.fjern()
      b = await etTestbot({ database: await base(), mester: lokalMester(fil) })
    }
  })
})

describe('nøkkelhvelvet', { timeout: 240_000 }, () => {
  let hvelv: Hvelv
  let url: string
  let b: Testbot
  let s: HeleSaken
  const mester = (frist: number) =>
    nokkelhvelvMester({
      nokkelUrl: hvelv.nokkelUrl,
      legitimasjon: hvelv.legitimasjon(),
      klientvalg: hvelv.klientvalg,
      frist,
    })
  /** The bot once more, with nothing in memory; it waits so long for the vault, and answers within so long. */
  async function startet(frist = 5000, svarfristMs = 20_000): Promise<void> {
    await b.stopp()
    b = await etTestbot({ databaseUrl: url, mester: mester(frist), svarfristMs })
    b.settTid('2026-11-27T12:00')
    await b.send()
  }
  beforeAll(async () => {
    hvelv = await startHvelv()
    url = await nyDatabase(inject('postgres'))
    b = await etTestbot({ databaseUrl: url, mester: mester(5000), svarfristMs: 20_000 })
    s = await heleSaken(b)
    await b.rolf.skriver('/innsatsteam ny 11.12')
    await b.send()
  })
  afterAll(async () => {
    await b.stopp()
    await hvelv.stopp()
  })

  it('bærer et helt møte: hver nøkkel er pakket inn der, og ingen tekst har vært der', async () => {
    const nokler = await b.bot.ktx.db.selectFrom('nokkel').select(['versjon', 'innpakket']).execute()
    expect(nokler.length).toBeGreaterThan(5)
    for (const { versjon, innpakket } of nokler) {
      expect(versjon).toBe(hvelv.gjeldende())
      expect(Buffer.from(innpakket, 'base64')).toHaveLength(256)
    }
    for (const tekst of ALLE_TEKSTER) expect(await lagretI(b, tekst)).toHaveLength(1)
    expect(JSON.stringify(hvelv.foresporsler)).not.toContain('kantina')
    await startet()
    const [agenda] = [await b.rolf.sender(s.referat, 'agenda.apne', { mote: s.mote })]
    expect(skjermtekst(agenda)).toContain(TEKSTER.beskrivelse)
  })

  beforeEach(() => hvelv.heng(false))

  const agenda = () => b.rolf.sender(s.referat, 'agenda.apne', { mote: s.mote })

  it('nede mens noen åpner agendaen: en setning og «Prøv igjen»; oppe igjen virker knappen', async () => {
    await startet(2000)
    hvelv.heng()
    const svar = await agenda()
    erSetning(svar)
    erSetning(await b.rolf.trykker(svar, 'Prøv igjen'))
    hvelv.heng(false)
    expect(skjermtekst(await b.rolf.trykker(svar, 'Prøv igjen'))).toContain(TEKSTER.beskrivelse)
  })

  it('avviser alt mens noen åpner agendaen: det samme', async () => {
    await startet()
    hvelv.sperr(hvelv.gjeldende())
    const svar = await agenda()
    erSetning(svar)
    hvelv.sperr(hvelv.gjeldende(), false)
    expect(skjermtekst(await b.rolf.trykker(svar, 'Prøv igjen'))).toContain(TEKSTER.beskrivelse)
  })

  it('tregt: boten sier at den henter, og svaret kommer når hvelvet er der igjen', async () => {
    await startet(10_000, 2000)
    hvelv.heng()
    const venter = await agenda()
    expect(skjermtekst(venter)).toContain('Henter …')
    hvelv.heng(false)
    await b.bot.bot.ventPaSent()
    expect(skjermtekst(await b.rolf.trykker(venter, 'Se resultatet'))).toContain(TEKSTER.beskrivelse)
  })

  it('nede mens noen sender inn: ingenting er lagret, og ingenting av det som er skrevet, er tapt', async () => {
    await startet()
    const { id: mote } = await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('status', '=', 'planlagt')
      .executeTakeFirstOrThrow()
    const skjema = await b.hege.sender(s.referat, 'sak.skjema', { mote })
    await startet(2000)
    const for_ = await alleRader(b)
    hvelv.heng()
    const svar = await b.hege.sender(skjema, 'sak.meld', {
      ...Object(knapper(skjema.kort).find(k => k.tittel === 'Send')?.data),
      ...EN_SAK,
    })
    erSetning(svar)
    expect(ulike(for_, await alleRader(b)).filter(t => !ADRESSER.includes(t))).toEqual([])
    hvelv.heng(false)
    expect(skjermtekst(await b.hege.trykker(svar, 'Prøv igjen'))).toContain('Saken er meldt')
    expect(await lagretI(b, EN_SAK.beskrivelse)).toEqual(['sak'])
  })

  it('med ny versjon av nøkkelen: alt pakkes inn på nytt, og den gamle kan sperres', async () => {
    await startet()
    const gammel = hvelv.gjeldende()
    const ny = hvelv.roter()
    const antall = (await alleRader(b))['nokkel']?.length
    expect(await mester(5000).pakkInn(Buffer.alloc(32))).toMatchObject({ versjon: ny })
    await startet()
    expect(await b.bot.ktx.nokler.roter(b.bot.ktx)).toBe(antall)
    hvelv.sperr(gammel)
    await startet()
    for (const tekst of ALLE_TEKSTER) expect(await lagretI(b, tekst)).toHaveLength(1)
    expect(skjermtekst(await agenda())).toContain(TEKSTER.beskrivelse)
  })
})
