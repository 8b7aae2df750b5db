import { createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestOptions, request } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { lesInnstillinger } from '../../src/config.ts'
import { lagInnlogging } from '../../src/teams/innlogging.ts'

const TENANT = '0e000000-0000-4000-8000-00000000000a'
const SCOPE = 'https://api.botframework.com'

type Sporsmal = { sti: string; skjema: URLSearchParams; hoder: IncomingMessage['headers'] }
let spurt: Sporsmal[]

/** Microsoft's login and the host's managed identity in one: writes down what it was asked, and gives a token. */
const entra = createServer(async (req, svar) => {
  const biter: Buffer[] = []
  for await (const bit of req) biter.push(bit as Buffer)
  const { pathname, searchParams } = new URL(req.url ?? '', 'http://entra')
  const skjema = biter.length > 0 ? new URLSearchParams(Buffer.concat(biter).toString()) : searchParams
  spurt.push({ sti: pathname, skjema, hoder: req.headers })
  const rot = `https://login.microsoftonline.com/${TENANT}`
  const kropp = pathname.endsWith('/openid-configuration')
    ? {
        issuer: `${rot}/v2.0`,
        token_endpoint: `${rot}/oauth2/v2.0/token`,
        authorization_endpoint: `${rot}/oauth2/v2.0/authorize`,
        jwks_uri: `${rot}/discovery/v2.0/keys`,
      }
    : {
        token_type: 'Bearer',
        access_token: `token-${spurt.length}`,
        expires_in: 3600,
        expires_on: Math.floor(Date.now() / 1000) + 3600,
        resource: SCOPE,
      }
  svar.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(kropp))
})
let port: number

beforeAll(async () => {
  await new Promise<void>(klar => entra.listen(0, '127.0.0.1', klar))
  port = (entra.address() as AddressInfo).port
  vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${port}/msi/token`)
  vi.stubEnv('IDENTITY_HEADER', 'vertens-hemmelighet')
  const proxy = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']
  for (const navn of ['AZURE_CLIENT_ID', 'AZURE_TENANT_ID', 'AZURE_CLIENT_SECRET', ...proxy])
    vi.stubEnv(navn, undefined)
  // What the libraries send to Microsoft's login comes here instead.
  vi.spyOn(https, 'request').mockImplementation(((valg: https.RequestOptions) => {
    const { hostname, path, method, headers } = valg
    expect(hostname).toBe('login.microsoftonline.com')
    return request({ host: '127.0.0.1', port, path, method, headers } as RequestOptions)
  }) as never)
})
beforeEach(() => {
  spurt = []
})
afterAll(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  entra.closeAllConnections()
  await new Promise(ferdig => entra.close(ferdig))
})

let nr = 0
/** An app of its own each time: the library remembers tokens by app. */
const nyttMiljo = (mer: Record<string, string>) => ({
  DATABASE_URL: 'postgres://bot@127.0.0.1/skolestotte',
  APP_ID: `11111111-1111-4111-8111-${String(++nr).padStart(12, '0')}`,
  TENANT_ID: TENANT,
  ADMINISTRATORER: 'abc',
  NOKKELHVELV: 'https://skolestotte.vault.azure.net/keys/mester',
  LOGGANKER: '/var/skolestotte/ankere.jsonl',
  ...mer,
})

/** What the bot would put on a message to Teams, with these settings. */
async function loggerInn(mer: Record<string, string>) {
  const { appId, legitimasjon } = lesInnstillinger(nyttMiljo(mer))
  const koblinger = lagInnlogging(legitimasjon).createConnectorFactory(
    new ClaimsIdentity([{ type: AuthenticationConstants.AudienceClaim, value: appId }], true),
  )
  const { credentials } = await koblinger.create('https://smba.trafficmanager.net/emea/', SCOPE)
  const headers = new Headers()
  await credentials.signRequest({ headers } as never)
  return { appId, hode: headers.get('authorization') }
}
const tokensporsmal = () => spurt.filter(s => s.sti.endsWith('/token'))

describe('boten logger inn hos Microsoft', () => {
  it('med administrert identitet: uten noen hemmelighet', async () => {
    const { appId, hode } = await loggerInn({ APP_TYPE: 'UserAssignedMsi' })
    expect(hode).toMatch(/^Bearer token-\d$/)
    const [sporsmal] = tokensporsmal()
    expect(sporsmal?.sti).toBe('/msi/token')
    expect(sporsmal?.skjema.get('client_id')).toBe(appId)
    expect(sporsmal?.skjema.get('resource')).toBe(SCOPE)
    expect(sporsmal?.hoder['x-identity-header']).toBe('vertens-hemmelighet')
  })

  it.each([
    ['med linjeskift', (pem: string) => pem],
    ['på én linje, som i en miljøvariabel', (pem: string) => pem.replaceAll('\n', '\\n')],
  ])('med sertifikat: signerer selv, og nøkkelen blir her (%s)', async (_, form) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const avtrykk = 'AB'.repeat(20)
    const { appId, hode } = await loggerInn({
      APP_SERTIFIKAT_AVTRYKK: avtrykk,
      APP_SERTIFIKAT_NOKKEL: form(pem),
      // Left behind from before: the certificate goes first.
      APP_PASSWORD: 'gammelt-passord',
    })
    expect(hode).toMatch(/^Bearer token-\d$/)
    const [sporsmal] = tokensporsmal()
    expect(sporsmal?.sti).toBe(`/${TENANT}/oauth2/v2.0/token`)
    const skjema = sporsmal?.skjema ?? new URLSearchParams()
    expect(skjema.get('client_id')).toBe(appId)
    expect(skjema.get('scope')).toContain(`${SCOPE}/.default`)
    expect(skjema.get('client_secret')).toBeNull()
    expect(skjema.toString()).not.toContain('gammelt-passord')
    const [h = '', k = '', signatur = ''] = (skjema.get('client_assertion') ?? '').split('.')
    const les = (del: string) =>
      JSON.parse(Buffer.from(del, 'base64url').toString()) as Record<string, unknown>
    expect(les(h)['x5t']).toBe(Buffer.from(avtrykk, 'hex').toString('base64url'))
    expect(les(k)).toMatchObject({ iss: appId, sub: appId })
    expect(
      createVerify('RSA-SHA256')
        .update(`${h}.${k}`)
        .verify(createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })), signatur, 'base64url'),
    ).toBe(true)
  })

  it('med passord, der det ikke finnes noe bedre', async () => {
    const { appId, hode } = await loggerInn({ APP_PASSWORD: 'ikke-ekte' })
    expect(hode).toMatch(/^Bearer token-\d$/)
    const [sporsmal] = tokensporsmal()
    expect(sporsmal?.sti).toBe(`/${TENANT}/oauth2/v2.0/token`)
    expect(sporsmal?.skjema.get('client_id')).toBe(appId)
    expect(sporsmal?.skjema.get('client_secret')).toBe('ikke-ekte')
    expect(sporsmal?.skjema.get('client_assertion')).toBeNull()
  })
})

describe('den som kommer inn, må være innlogget', () => {
  it.each([
    ['administrert identitet', { APP_TYPE: 'UserAssignedMsi' }],
    ['sertifikat', { APP_SERTIFIKAT_AVTRYKK: 'AB'.repeat(20), APP_SERTIFIKAT_NOKKEL: 'nøkkel' }],
    ['passord', { APP_PASSWORD: 'ikke-ekte' }],
  ])('uansett hvordan boten selv gjør det: %s', async (_, mer) => {
    const auth = lagInnlogging(lesInnstillinger(nyttMiljo(mer)).legitimasjon)
    for (const hode of ['', 'Bearer tull', 'Basic x'])
      await expect(
        auth.authenticateRequest({ type: 'message', channelId: 'msteams' } as never, hode),
      ).rejects.toMatchObject({ statusCode: 401 })
    expect(spurt).toEqual([])
  })
})
