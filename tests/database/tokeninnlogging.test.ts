import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Legitimasjonsfeil } from '../../src/azure/legitimasjon.ts'
import { apnePostgres, type Database, type Tokeninnlogging } from '../../src/database/tilkobling.ts'
import { type EntraPostgres, startEntraPostgres } from '../bygg/entra-postgres.ts'

const TENANT = '5a7e1d64-6c1e-4b0b-9a55-0f1f6f3c9d10'

let postgres: EntraPostgres
let sertifikat: string
let url: string
let apne: Database[] = []

beforeAll(async () => {
  postgres = await startEntraPostgres()
  sertifikat = postgres.sertifikat
})
afterAll(() => postgres.stopp())
beforeEach(async () => {
  url = await postgres.nyBase()
  await postgres.settToken('token-1')
  return async () => {
    for (const database of apne) await database.lukk()
    apne = []
  }
})

async function apneMed(token: Tokeninnlogging): Promise<Database> {
  const database = await apnePostgres(url, TENANT, { token })
  apne.push(database)
  return database
}

const grunn = (svar: Promise<unknown>) =>
  svar.then(
    () => undefined,
    (feil: unknown) => feil,
  )

describe('innlogging i databasen med token', () => {
  it('lager tabellene og rollen uten å være superbruker, og kjører som rollen', async () => {
    const { db } = await apneMed({ hentToken: async () => 'token-1', ca: sertifikat })
    const { rows } =
      await sql`select current_user as bruker, session_user as okt, current_setting('skolestotte.tenant') as tenant`.execute(
        db,
      )
    expect(rows).toEqual([{ bruker: 'skolestotte_app', okt: 'id-skolestotte', tenant: TENANT }])
    const seBak = await postgres.som(`select rolsuper, ssl from pg_stat_activity join pg_stat_ssl using (pid)
      join pg_roles on rolname = usename where usename = 'id-skolestotte'`)
    expect(seBak.rows).toEqual([{ rolsuper: false, ssl: true }])
    await expect(sql`delete from logg`.execute(db)).rejects.toMatchObject({ code: '42501' })
  })

  it('ber om et nytt token for hver ny forbindelse', async () => {
    let gitt = 0
    let token = 'token-1'
    const { db } = await apneMed({
      hentToken: async () => {
        gitt++
        return token
      },
      ca: sertifikat,
    })
    const for_ = gitt
    // Two at once need a connection more than there is; the first token is no good any more.
    token = 'token-2'
    await postgres.settToken(token)
    const sammen = () => Promise.all([1, 2, 3].map(() => sql`select pg_sleep(0.2)`.execute(db)))
    await sammen()
    expect(gitt).toBe(for_ + 2)
    await sammen()
    expect(gitt).toBe(for_ + 2)
  })

  it.each([
    ['et token som ikke gjelder', { hentToken: async () => 'token-0' }, 'database-avviste-innlogging'],
    [
      'ingen token å få',
      {
        hentToken: async () => {
          throw new Legitimasjonsfeil()
        },
      },
      'uten-legitimasjon',
    ],
  ])('er én kode ved %s', async (_, token, kode) => {
    const feil = await grunn(apneMed({ ...token, ca: sertifikat }))
    expect(feil).toMatchObject({ code: kode, message: kode })
  })

  it('gir ikke tokenet til en tjener som ikke kan vise hvem den er', async () => {
    let gitt = 0
    const hentToken = async () => {
      gitt++
      return 'token-1'
    }
    expect(await grunn(apneMed({ hentToken }))).toMatchObject({ code: 'database-ugyldig-sertifikat' })
    // The right issuer, another name than the certificate's.
    url = url.replace('localhost', '127.0.0.1')
    expect(await grunn(apneMed({ hentToken, ca: sertifikat }))).toMatchObject({
      code: 'database-ugyldig-sertifikat',
    })
    expect(gitt).toBe(0)
  })

  it('gir ikke tokenet til en tjener uten TLS', async () => {
    await postgres.tls(false)
    try {
      let gitt = 0
      const hentToken = async () => {
        gitt++
        return 'token-1'
      }
      expect(await grunn(apneMed({ hentToken, ca: sertifikat }))).toMatchObject({ code: 'database-uten-tls' })
      expect(gitt).toBe(0)
    } finally {
      await postgres.tls(true)
    }
  })
})
