import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sov } from 'node:timers/promises'
import { sql } from 'kysely'
import { DateTime } from 'luxon'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { iTransaksjon, type Kontekst, SONE, STANDARDVALG } from '../../src/database/kontekst.ts'
import { type Mester, Nokler } from '../../src/database/kryptering.ts'
import { flyktigMester } from '../../src/database/lokal-mester.ts'
import { apnePglite, apnePostgres, type Database } from '../../src/database/tilkobling.ts'
import { type Ankring, startAnkring } from '../../src/jobs/ankre-logg.ts'
import { gjentaKommando } from '../../src/jobs/gjenta-kommando.ts'
import { verifiserKommando } from '../../src/jobs/verifiser-logg-kommando.ts'
import { SENDTE_MED } from '../../src/mote/les-motetyper.ts'
import { type Loggrad, nesteRad } from '../../src/tilgang/logg.ts'
import { lesKjede, loggHendelse } from '../../src/tilgang/logg-store.ts'
import { verifiserLogg } from '../../src/tilgang/verifiser-logg.ts'
import { nyDatabase } from '../oppsett/postgres.ts'

const TENANT = 't1'

/** As the database's superuser: whatever somebody with the database in their hands can do. */
type Eier = (sporring: string) => Promise<void>

type Lager = { ktx: Kontekst; eier: Eier; lukk(): Promise<void> }

function etKtx({ db }: Database, tenant = TENANT): Kontekst {
  return {
    tenant,
    db,
    nokler: new Nokler(flyktigMester()),
    valg: { ...STANDARDVALG, motetyper: SENDTE_MED },
    na: () => DateTime.fromISO('2026-11-21T09:00', { zone: SONE }),
    vekk: () => undefined,
  }
}

async function etPglitelager(): Promise<Lager> {
  const database = await apnePglite(undefined, TENANT)
  return {
    ktx: etKtx(database),
    eier: sporring =>
      database.db.connection().execute(async db => {
        await sql`reset role`.execute(db)
        try {
          await sql.raw(sporring).execute(db)
        } finally {
          await sql`set role skolestotte_app`.execute(db)
        }
      }),
    lukk: database.lukk,
  }
}

async function etPostgreslager(): Promise<Lager> {
  const url = await nyDatabase(inject('postgres'))
  const database = await apnePostgres(url, TENANT)
  return { ktx: etKtx(database), eier: eierAv(url), lukk: database.lukk }
}

function eierAv(url: string): Eier {
  return async sporring => {
    const klient = new pg.Client({ connectionString: url })
    await klient.connect()
    try {
      await klient.query(sporring)
    } finally {
      await klient.end()
    }
  }
}

async function alle(ktx: Kontekst): Promise<Loggrad[]> {
  const rader: Loggrad[] = []
  for await (const rad of lesKjede(ktx)) rader.push(rad)
  return rader
}

/** So many events, each in a transaction of its own. */
async function logg(ktx: Kontekst, antall: number): Promise<void> {
  for (let i = 0; i < antall; i++) await loggHendelse(ktx, enHendelse(i))
}

const enHendelse = (i: number) => ({ person: `${TENANT}/sara`, kode: 'identitet-lest', gjelder: `K${i}` })

/** Writes the chain anew from the first row, with right hashes, as somebody who knows the code would. */
async function skrivOm(lager: Lager, endre: (rad: Loggrad) => Partial<Loggrad>): Promise<void> {
  const ny: Loggrad[] = []
  for (const rad of await alle(lager.ktx)) {
    ny.push(nesteRad(rad.tenant, ny.at(-1), rad.tid, { ...rad, ...endre(rad) }))
  }
  const verdier = ny.map(
    r =>
      `('${r.tenant}',${r.nr},'${r.tid}','${r.person}','${r.kode}','${r.gjelder}','${r.forrige}','${r.hash}')`,
  )
  await lager.eier('delete from logg')
  await lager.eier(
    `insert into logg (tenant, nr, tid, person, kode, gjelder, forrige, hash) values ${verdier.join(',')}`,
  )
}

let mappe: string
beforeAll(() => {
  mappe = mkdtempSync(join(tmpdir(), 'skolestotte-logg-'))
})
afterAll(() => rmSync(mappe, { recursive: true, force: true }))

describe.each([
  ['pglite', etPglitelager],
  ['postgres', etPostgreslager],
] as const)('tilgangsloggen på %s', (_, etLager) => {
  let lager: Lager
  let ktx: Kontekst
  let mester: Mester
  let fil: string
  let koder: string[]
  let ankringer: Ankring[]

  beforeAll(async () => {
    lager = await etLager()
    ktx = lager.ktx
  })
  afterAll(() => lager.lukk())
  beforeEach(async () => {
    await lager.eier('delete from logg')
    mester = flyktigMester()
    fil = join(mappe, crypto.randomUUID(), 'ankere.jsonl')
    koder = []
    ankringer = []
  })
  afterEach(async () => {
    for (const ankring of ankringer) await ankring.stopp()
  })

  const start = (hvertMs?: number, valg: Partial<{ fil: string; mester: Mester; ktx: Kontekst }> = {}) => {
    const ankring = startAnkring({ ktx, mester, fil, logg: h => koder.push(h.kode), ...valg }, hvertMs)
    ankringer.push(ankring)
    return ankring
  }
  /** One start and one stop. */
  const ankre = async () => start().stopp()
  const linjer = () => readFileSync(fil, 'utf8').split('\n')
  const ankere = () =>
    linjer()
      .filter(linje => linje !== '')
      .map(linje => JSON.parse(linje) as { nr: number; signatur: string })
  const verifiser = () => verifiserKommando({ ktx, mester, fil })

  describe('etter at en kopi er lagt tilbake', () => {
    it('viser det som ble tatt bort siden, og ikke noe annet', async () => {
      for (const [kode, gjelder] of [
        ['sak-slettet-slett-na', 'GAMMEL'],
        ['sak-meldt', 'K7F3'],
        ['sak-slettet-frist', 'K7F3'],
        ['samtykke-registrert', 'B2C4'],
        ['samtykke-trukket-bup', 'B2C4'],
        ['tekst-fjernet-bidrag', 'B2C4'],
        ['rolle-fjernet-rektor', `${TENANT}/rune`],
      ] as const) {
        const na = () =>
          DateTime.fromISO(gjelder === 'GAMMEL' ? '2026-11-21T07:59' : '2026-11-21T09:00', { zone: SONE })
        await loggHendelse({ ...ktx, na }, { person: `${TENANT}/sara`, kode, gjelder })
      }
      expect(await gjentaKommando(ktx, '2026-11-21T08:00')).toEqual({
        tekst: [
          'Dette må gjøres på nytt etter at kopien er lagt tilbake:',
          '2026-11-21 09:00  sak-slettet-frist  K7F3',
          '2026-11-21 09:00  samtykke-trukket-bup  B2C4',
          '2026-11-21 09:00  tekst-fjernet-bidrag  B2C4',
          `2026-11-21 09:00  rolle-fjernet-rektor  ${TENANT}/rune`,
        ].join('\n'),
        utgang: 0,
      })
      // The same moment, told in UTC.
      expect((await gjentaKommando(ktx, '2026-11-21T08:00:00.000Z')).tekst).toContain('K7F3')
      expect((await gjentaKommando(ktx, '2026-11-21T08:00:01.000Z')).tekst).toBe(
        'Ingenting er slettet, fjernet eller trukket siden da.',
      )
      for (const fra of [undefined, 'i går']) expect((await gjentaKommando(ktx, fra)).utgang).toBe(1)
    })
  })

  describe('skrivingen', () => {
    it('lenker én rad per hendelse, i rekkefølge, fra nr 1', async () => {
      await loggHendelse(ktx, enHendelse(1))
      await iTransaksjon(ktx, async trx => {
        await loggHendelse(trx, enHendelse(2))
        await iTransaksjon(trx, inni => loggHendelse(inni, enHendelse(3)))
        await loggHendelse(trx, enHendelse(4))
      })
      const rader = await alle(ktx)
      expect(rader.map(r => [r.nr, r.gjelder])).toEqual([
        [1, 'K1'],
        [2, 'K2'],
        [3, 'K3'],
        [4, 'K4'],
      ])
      expect(rader[0]).toMatchObject({ tenant: TENANT, tid: '2026-11-21T08:00:00.000Z' })
      expect(await verifiserLogg(ktx, mester, '')).toEqual({ kode: 'hel', hendelser: 4, ankere: 0 })
    })

    it('tar låsen, leser hodet og setter inn én gang for alle hendelsene i en transaksjon', async () => {
      const sporringer: string[] = []
      const db = ktx.db.withPlugin({
        transformQuery({ node }) {
          sporringer.push(node.kind)
          return node
        },
        transformResult: async ({ result }) => result,
      })
      await iTransaksjon({ ...ktx, db }, async trx => {
        for (let i = 0; i < 5; i++) await loggHendelse(trx, enHendelse(i))
      })
      expect(sporringer).toEqual(['RawNode', 'SelectQueryNode', 'InsertQueryNode'])
      expect(await alle(ktx)).toHaveLength(5)
    })

    it('skjer til sist, og tar med det som logges av det som gjøres til sist', async () => {
      await iTransaksjon(ktx, async trx => {
        trx.sist?.push(trx => loggHendelse(trx, enHendelse(1)))
        await loggHendelse(trx, enHendelse(2))
        trx.sist?.push(trx => loggHendelse(trx, enHendelse(3)))
        expect(await alle(trx)).toEqual([])
      })
      expect((await alle(ktx)).map(r => r.gjelder).sort()).toEqual(['K1', 'K2', 'K3'])
      expect((await verifiserLogg(ktx, mester, '')).kode).toBe('hel')
    })

    it('etterlater ingenting når transaksjonen rulles tilbake', async () => {
      await logg(ktx, 1)
      const avbrutt = iTransaksjon(ktx, async trx => {
        await loggHendelse(trx, enHendelse(2))
        throw new Error('avbrutt')
      })
      await expect(avbrutt).rejects.toThrow('avbrutt')
      const avbruttTilSist = iTransaksjon(ktx, async trx => {
        await loggHendelse(trx, enHendelse(3))
        trx.sist?.push(async () => {
          throw new Error('avbrutt til sist')
        })
      })
      await expect(avbruttTilSist).rejects.toThrow('avbrutt til sist')
      await logg(ktx, 1)
      expect((await alle(ktx)).map(r => [r.nr, r.gjelder])).toEqual([
        [1, 'K0'],
        [2, 'K0'],
      ])
    })

    it('hasher det databasen tar vare på, også når den bytter ut tegn', async () => {
      await loggHendelse(ktx, { person: '\ud800', kode: 'æøå-👩‍👧', gjelder: `'"\\\n` })
      expect(await verifiserLogg(ktx, mester, '')).toEqual({ kode: 'hel', hendelser: 1, ankere: 0 })
    })

    it('leser en lang kjede i bolker', async () => {
      await iTransaksjon(ktx, async trx => {
        for (let i = 1; i <= 2000; i++) await loggHendelse(trx, enHendelse(i))
      })
      expect(await verifiserLogg(ktx, mester, '')).toEqual({ kode: 'hel', hendelser: 2000, ankere: 0 })
      await loggHendelse(ktx, enHendelse(2001))
      expect(await verifiserLogg(ktx, mester, '')).toEqual({ kode: 'hel', hendelser: 2001, ankere: 0 })
      await lager.eier('delete from logg where nr = 1001')
      expect(await verifiserLogg(ktx, mester, '')).toMatchObject({ nr: 1001, grunn: 'raden mangler' })
    })

    it.each(["update logg set person = 'x'", 'delete from logg', 'truncate logg'])(
      'lar ikke boten selv kjøre «%s»',
      async sporring => {
        await logg(ktx, 1)
        await expect(sql.raw(sporring).execute(ktx.db)).rejects.toThrow('permission denied')
        expect(await alle(ktx)).toHaveLength(1)
      },
    )
  })

  describe('tukling i databasen', () => {
    it.each([
      ["update logg set person = 't1/rolf' where nr = 3", 3, 'raden er endret'],
      ["update logg set kode = 'sak-meldt' where nr = 3", 3, 'raden er endret'],
      ["update logg set gjelder = '' where nr = 5", 5, 'raden er endret'],
      ["update logg set tid = '2026-11-20T08:00:00.000Z' where nr = 1", 1, 'raden er endret'],
      ['update logg set hash = reverse(hash) where nr = 5', 5, 'raden er endret'],
      ['update logg set forrige = reverse(hash) where nr = 2', 2, 'rekkefølgen er brutt'],
      ["update logg set tenant = 't2' where nr = 2", 2, 'raden mangler'],
      ['delete from logg where nr = 1', 1, 'raden mangler'],
      ['delete from logg where nr = 4', 4, 'raden mangler'],
      ['update logg set nr = 0 where nr = 1', 1, 'rekkefølgen er brutt'],
      ['update logg set nr = 9 where nr = 5', 5, 'raden mangler'],
      [
        'update logg set nr = 9 where nr = 2; update logg set nr = 2 where nr = 3; update logg set nr = 3 where nr = 9',
        2,
        'rekkefølgen er brutt',
      ],
      [
        `insert into logg select tenant, 6, tid, 't1/rolf', kode, gjelder, hash, reverse(hash) from logg where nr = 5`,
        6,
        'raden er endret',
      ],
    ])('finnes uten anker: %s', async (sporring, nr, grunn) => {
      await logg(ktx, 5)
      for (const en of sporring.split(';')) await lager.eier(en)
      expect(await verifiser()).toEqual({
        tekst: `Loggen er brutt ved nr. ${nr}: ${grunn}.\nIngen ankere funnet: en kuttet hale kan ikke oppdages.`,
        utgang: 1,
      })
    })

    it('finnes ved ankeret når halen er kuttet', async () => {
      await logg(ktx, 5)
      await ankre()
      await lager.eier('delete from logg where nr > 3')
      expect(await verifiser()).toEqual({
        tekst: 'Loggen er brutt ved nr. 4: halen er kuttet: ankeret sier 5, loggen har 3.',
        utgang: 1,
      })
      await lager.eier('delete from logg')
      expect((await verifiser()).tekst).toBe(
        'Loggen er brutt ved nr. 1: halen er kuttet: ankeret sier 5, loggen har 0.',
      )
    })

    it('finnes ved ankeret når kjeden er skrevet om fra grunnen med riktige hasher', async () => {
      await logg(ktx, 3)
      await ankre()
      await logg(ktx, 2)
      await ankre()
      await skrivOm(lager, rad => (rad.nr === 4 ? { person: 't1/rolf' } : {}))
      expect(await verifiserLogg(ktx, mester, '')).toEqual({ kode: 'hel', hendelser: 5, ankere: 0 })
      expect(await verifiser()).toEqual({
        tekst: 'Loggen er brutt ved nr. 5: kjeden er skrevet om: hash ved nr 5 stemmer ikke med ankeret.',
        utgang: 1,
      })
      await skrivOm(lager, rad => (rad.nr === 1 ? { person: 't1/rolf' } : {}))
      expect((await verifiser()).tekst).toContain('ved nr. 3: kjeden er skrevet om')
    })

    it.each([
      ['hash', { hash: 'f'.repeat(64) }],
      ['tid', { tid: '2026-11-20T08:00:00.000Z' }],
      ['signatur', { signatur: Buffer.alloc(32).toString('base64') }],
      ['tom signatur', { signatur: '' }],
      ['ukjent nøkkelversjon', { versjon: '7' }],
    ])('finnes når ankeret er forfalsket: %s', async (_, falskt) => {
      await logg(ktx, 3)
      await ankre()
      const [linje = ''] = linjer()
      writeFileSync(fil, `${JSON.stringify({ ...JSON.parse(linje), ...falskt })}\n`)
      expect(await verifiser()).toEqual({
        tekst: 'Loggen er brutt ved nr. 3: signaturen stemmer ikke.',
        utgang: 1,
      })
    })

    it('finnes når kjeden er skrevet om og ankeret med den, av en som ikke har nøkkelen', async () => {
      await logg(ktx, 3)
      await ankre()
      await skrivOm(lager, () => ({ person: 't1/rolf' }))
      rmSync(fil)
      await start(undefined, { mester: flyktigMester() }).stopp()
      expect(ankere()).toHaveLength(1)
      expect((await verifiser()).tekst).toBe('Loggen er brutt ved nr. 3: signaturen stemmer ikke.')
    })

    it('finnes når et ekte anker er flyttet til et annet nr', async () => {
      await logg(ktx, 3)
      await ankre()
      const [linje = ''] = linjer()
      appendFileSync(fil, `${linje.replace('"nr":3', '"nr":9')}\n`)
      expect((await verifiser()).tekst).toBe('Loggen er brutt ved nr. 9: signaturen stemmer ikke.')
    })
  })

  describe('ankringen', () => {
    it('skjer ved start, og ved stopp når noe er hendt siden', async () => {
      await logg(ktx, 2)
      const ankring = start()
      await expect.poll(() => existsSync(fil) && ankere().map(a => a.nr), { timeout: 20_000 }).toEqual([2])
      await logg(ktx, 3)
      await ankring.stopp()
      expect(ankere()).toMatchObject([
        { tenant: TENANT, nr: 2, tid: '2026-11-21T08:00:00.000Z', versjon: '1' },
        { nr: 5, hash: (await alle(ktx)).at(-1)?.hash },
      ])
      expect(await verifiser()).toEqual({ tekst: 'Loggen er hel: 5 hendelser, 2 ankere.', utgang: 0 })
      expect(koder).toEqual(['logg-ankret', 'logg-ankret'])
    })

    it('skjer med jevne mellomrom, men ikke når ingenting er hendt', async () => {
      start(20)
      await sov(100)
      expect(existsSync(fil)).toBe(false)
      await logg(ktx, 1)
      await expect.poll(() => existsSync(fil) && ankere().map(a => a.nr), { timeout: 20_000 }).toEqual([1])
      await sov(100)
      expect(ankere()).toHaveLength(1)
      await logg(ktx, 1)
      await expect.poll(() => ankere().map(a => a.nr), { timeout: 20_000 }).toEqual([1, 2])
    })

    it('er slutt etter stopp', async () => {
      await start(20).stopp()
      await logg(ktx, 1)
      await sov(100)
      expect(existsSync(fil)).toBe(false)
    })

    it('venter et kvarter mellom hver gang når ikke annet er sagt', async () => {
      const ankring = start()
      await ankring.ankre()
      await logg(ktx, 1)
      await sov(100)
      expect(existsSync(fil)).toBe(false)
      await ankring.ankre()
      expect(ankere()).toHaveLength(1)
    })

    it('tåler at siste linje er halv, og begynner på en ny', async () => {
      await logg(ktx, 1)
      await ankre()
      const [linje = ''] = linjer()
      appendFileSync(fil, linje.slice(0, 40))
      const advarsel = '1 linje i ankerfilen kan ikke leses, og er ikke regnet med.'
      expect(await verifiser()).toEqual({
        tekst: `Loggen er hel: 1 hendelse, 1 anker.\n${advarsel}`,
        utgang: 0,
      })
      await logg(ktx, 1)
      await ankre()
      expect(linjer()).toEqual([linje, linje.slice(0, 40), expect.stringContaining('"nr":2'), ''])
      expect(await verifiser()).toEqual({
        tekst: `Loggen er hel: 2 hendelser, 2 ankere.\n${advarsel}`,
        utgang: 0,
      })
    })

    it('går ikke god for en kjede som er skrevet om eller kuttet siden sist', async () => {
      await logg(ktx, 3)
      await ankre()
      await skrivOm(lager, rad => (rad.nr === 2 ? { person: 't1/rolf' } : {}))
      await logg(ktx, 1)
      koder = []
      await start().stopp()
      expect([koder, ankere().length]).toEqual([['logg-brutt', 'logg-brutt'], 1])

      await lager.eier('delete from logg')
      await logg(ktx, 1)
      await ankre()
      expect(ankere()).toHaveLength(1)
      expect((await verifiser()).utgang).toBe(1)
    })

    it('oppdager det også når boten har gått hele tiden', async () => {
      await logg(ktx, 3)
      const ankring = start()
      await ankring.ankre()
      await lager.eier('delete from logg where nr > 1')
      await logg(ktx, 5)
      await ankring.ankre()
      expect([koder, ankere().length]).toEqual([['logg-ankret', 'logg-brutt'], 1])
    })

    it('lar seg ikke lure av et gammelt anker til slutt i filen', async () => {
      await logg(ktx, 1)
      await ankre()
      await logg(ktx, 2)
      await ankre()
      await lager.eier('delete from logg where nr > 1')
      appendFileSync(fil, `${linjer()[0]}\n`)
      koder = []
      await start().ankre()
      expect([koder, ankere().length]).toEqual([['logg-brutt', 'logg-brutt'], 3])
    })

    it('går ikke god for noe når siste anker er forfalsket', async () => {
      await logg(ktx, 1)
      await start(undefined, { mester: flyktigMester() }).stopp()
      await logg(ktx, 1)
      koder = []
      await start().stopp()
      expect([koder, ankere().length]).toEqual([['logg-brutt', 'logg-brutt'], 1])
    })

    it('feiler stille når filen eller nøkkelen ikke er å nå, og prøver igjen neste gang', async () => {
      await logg(ktx, 1)
      const nede: Mester = {
        ...mester,
        signer: async () => {
          throw Object.assign(new Error('nede'), { code: 'ECONNREFUSED' })
        },
      }
      let iBruk = nede
      const feil: unknown[] = []
      const bytter: Mester = { ...mester, signer: data => iBruk.signer(data) }
      const ankring = startAnkring({ ktx, mester: bytter, fil, logg: h => feil.push(h) })
      ankringer.push(ankring)
      await ankring.ankre()
      expect(feil).toEqual(Array(2).fill({ kode: 'anker-feilet', feil: 'ECONNREFUSED' }))
      iBruk = mester
      await ankring.ankre()
      expect(ankere()).toHaveLength(1)
      koder = []
      await start(undefined, { fil: mappe }).stopp()
      expect(koder).toEqual(['anker-feilet', 'anker-feilet'])
    })

    it('kan følges selv om nøkkelen er nede: da er svaret en feil, ikke at loggen er brutt', async () => {
      await logg(ktx, 1)
      await ankre()
      const nede: Mester = {
        ...mester,
        bekreft: async () => {
          throw new Error('nede')
        },
      }
      await expect(verifiserLogg(ktx, nede, readFileSync(fil, 'utf8'))).rejects.toThrow('nede')
    })
  })

  it('sier at loggen er hel, men at halen kan være kuttet, når det ikke finnes ankere', async () => {
    await logg(ktx, 2)
    expect(await verifiser()).toEqual({
      tekst: 'Loggen er hel: 2 hendelser, 0 ankere.\nIngen ankere funnet: en kuttet hale kan ikke oppdages.',
      utgang: 0,
    })
  })
})

describe('tilgangsloggen med flere prosesser og tenanter', () => {
  let url: string
  let baser: Database[]
  const apne = async (tenant: string) => {
    const database = await apnePostgres(url, tenant)
    baser.push(database)
    return etKtx(database, tenant)
  }
  beforeEach(async () => {
    url = await nyDatabase(inject('postgres'))
    baser = []
  })
  afterEach(async () => {
    for (const base of baser) await base.lukk()
  })

  it('er én ubrutt kjede når tretti transaksjoner fra to prosesser skriver samtidig', async () => {
    const prosesser = [await apne(TENANT), await apne(TENANT)]
    const utfall = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        iTransaksjon(prosesser[i % 2] as Kontekst, async trx => {
          await loggHendelse(trx, enHendelse(i))
          await sov((i * 7) % 11)
          await loggHendelse(trx, enHendelse(i + 100))
          if (i % 10 === 9) throw new Error('avbrutt')
        }),
      ),
    )
    const lagret = utfall.flatMap((u, i) => (u.status === 'fulfilled' ? [i] : []))
    expect(lagret).toHaveLength(27)
    const [ktx] = prosesser
    if (ktx === undefined) throw new Error('ingen prosess')
    const rader = await alle(ktx)
    expect(rader.map(r => r.nr)).toEqual(Array.from({ length: 54 }, (_, i) => i + 1))
    expect(new Set(rader.map(r => r.gjelder))).toEqual(new Set(lagret.flatMap(i => [`K${i}`, `K${i + 100}`])))
    expect(await verifiserLogg(ktx, flyktigMester(), '')).toEqual({
      kode: 'hel',
      hendelser: 54,
      ankere: 0,
    })
  })

  it('ankres av én prosess om gangen', async () => {
    const prosesser = [await apne(TENANT), await apne(TENANT)]
    const egen = flyktigMester()
    // Slow enough for the other one to come while this one signs.
    const mester: Mester = {
      ...egen,
      async signer(data) {
        await sov(300)
        return egen.signer(data)
      },
    }
    const fil = join(mappe, 'to-prosesser.jsonl')
    await logg(prosesser[0] as Kontekst, 3)
    const koder: string[] = []
    const ankringer = prosesser.map(ktx => startAnkring({ ktx, mester, fil, logg: h => koder.push(h.kode) }))
    await Promise.all(ankringer.map(ankring => ankring.stopp()))
    expect(koder).toEqual(['logg-ankret'])
    expect(readFileSync(fil, 'utf8').trim().split('\n')).toHaveLength(1)
  })

  it('har en egen kjede for hver tenant, og egne ankere i samme fil', async () => {
    const [en, to] = [await apne('t1'), await apne('t2')]
    const mester = flyktigMester()
    const fil = join(mappe, 'felles.jsonl')
    await Promise.all([logg(en, 6), logg(to, 4)])
    for (const ktx of [en, to]) await startAnkring({ ktx, mester, fil, logg: () => undefined }).stopp()
    expect((await alle(en)).map(r => r.nr)).toEqual([1, 2, 3, 4, 5, 6])
    expect((await alle(to)).map(r => [r.tenant, r.nr])).toEqual([
      ['t2', 1],
      ['t2', 2],
      ['t2', 3],
      ['t2', 4],
    ])
    expect((await verifiserKommando({ ktx: en, mester, fil })).tekst).toBe(
      'Loggen er hel: 6 hendelser, 1 anker.',
    )
    await eierAv(url)("update logg set kode = 'x' where tenant = 't2' and nr = 2")
    expect((await verifiserKommando({ ktx: en, mester, fil })).utgang).toBe(0)
    expect((await verifiserKommando({ ktx: to, mester, fil })).tekst).toBe(
      'Loggen er brutt ved nr. 2: raden er endret.',
    )
  })

  it('venter ikke på en annen tenants kjede', async () => {
    const [en, to] = [await apne('t1'), await apne('t2')]
    await iTransaksjon(en, async trx => {
      await loggHendelse(trx, enHendelse(1))
      trx.sist?.push(() => logg(to, 1))
    })
    expect([(await alle(en)).length, (await alle(to)).length]).toEqual([1, 1])
  })
})
