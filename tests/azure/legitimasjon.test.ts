import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Legitimasjonsfeil, lagLegitimasjon, tokenFor } from '../../src/azure/legitimasjon.ts'

const GRAF = 'https://graph.microsoft.com'
const KLIENT = '3f1c9d52-0a7e-4c55-8a34-6a2f6d0c1b77'

/** What Azure's hosts give their apps instead of a password (App Service and Container Apps, 2019-08-01). */
let spurt: URLSearchParams[]
let status = 200
const vert = createServer((sporring, svar) => {
  const { searchParams } = new URL(sporring.url ?? '', 'http://vert')
  spurt.push(searchParams)
  const kjent = sporring.headers['x-identity-header'] === 'vertens-hemmelighet'
  svar.writeHead(kjent ? status : 401, { 'content-type': 'application/json' })
  const token = {
    access_token: `token-${spurt.length}`,
    expires_on: Math.floor(Date.now() / 1000) + 3600,
    resource: searchParams.get('resource'),
    token_type: 'Bearer',
  }
  svar.end(
    JSON.stringify(kjent && status === 200 ? token : { statusCode: status, message: 'hemmelig melding' }),
  )
})

// Once for them all: the SDK remembers for the whole process where the host's endpoint was.
beforeAll(async () => {
  await new Promise<void>(klar => vert.listen(0, '127.0.0.1', klar))
  const { port } = vert.address() as AddressInfo
  vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${port}/msi/token`)
  vi.stubEnv('IDENTITY_HEADER', 'vertens-hemmelighet')
  const proxy = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']
  for (const navn of ['AZURE_CLIENT_ID', 'AZURE_TENANT_ID', 'AZURE_CLIENT_SECRET', ...proxy])
    vi.stubEnv(navn, undefined)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  vert.closeAllConnections()
  await new Promise(ferdig => vert.close(ferdig))
})
beforeEach(() => {
  spurt = []
  status = 200
})

describe('legitimasjon', () => {
  it('er den administrerte identiteten der appen kjører', async () => {
    expect(await tokenFor(lagLegitimasjon({ klientId: KLIENT }), GRAF)()).toBe('token-1')
    expect(spurt.map(s => [s.get('resource'), s.get('client_id')])).toEqual([[GRAF, KLIENT]])
  })

  it('er systemets identitet når ingen er valgt', async () => {
    const legitimasjon = lagLegitimasjon()
    expect(await tokenFor(legitimasjon, GRAF)()).toMatch(/^token-/)
    expect(spurt[0]?.get('client_id')).toBeNull()
  })

  it('er en kodet feil når verten sier nei', async () => {
    status = 400
    const feil = await tokenFor(lagLegitimasjon({ klientId: KLIENT }), 'https://vault.azure.net')().catch(
      (grunn: unknown) => grunn,
    )
    expect(feil).toBeInstanceOf(Legitimasjonsfeil)
    expect(feil).toMatchObject({ code: 'uten-legitimasjon', message: 'uten-legitimasjon' })
  })
})
