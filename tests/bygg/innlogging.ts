import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Legitimasjonsfabrikk } from '../../src/teams/innlogging.ts'

export const APP_ID = '11111111-1111-4111-8111-111111111111'
export const UTSTEDER = 'https://kanal.innlogging.example'
/** Whom the SDK trusts besides the channel: the tenant that the emulator's tokens come from. */
export const EMULATOR = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/'

const b64 = (verdi: string | Buffer) => Buffer.from(verdi).toString('base64url')

export type Krav = Record<string, unknown>
export type Signering = { kid?: string; alg?: string; nokkel?: KeyObject; hode?: Record<string, unknown> }

/** Keys of our own, and a server on this machine that gives them out as Microsoft's gives out theirs. */
export async function startInnlogging() {
  const lag = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kanal = lag()
  const annen = lag()
  const nettprat = lag()
  const jwk = (nokkel: KeyObject, kid: string, endorsements?: string[]) => ({
    ...nokkel.export({ format: 'jwk' }),
    kid,
    use: 'sig',
    ...(endorsements === undefined ? {} : { endorsements }),
  })
  let svarer: 'ok' | 'feiler' | 'henger' | 'tull' = 'ok'
  let hentet = 0
  const tjener = createServer((req, res) => {
    if (svarer === 'henger') return
    if (svarer === 'feiler') return void res.writeHead(500).end('det hemmelige i feilmeldingen')
    if (svarer === 'tull') return void res.writeHead(200).end('<html>ikke JSON</html>')
    hentet++
    const { port } = tjener.address() as AddressInfo
    const svar = req.url?.endsWith('/nokler')
      ? {
          keys: [
            jwk(kanal.publicKey, 'kanal', ['msteams', 'webchat']),
            jwk(nettprat.publicKey, 'nettprat', ['webchat']),
          ],
        }
      : { issuer: UTSTEDER, jwks_uri: `http://127.0.0.1:${port}/nokler` }
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(svar))
  })
  await new Promise<void>(ferdig => tjener.listen(0, '127.0.0.1', () => ferdig()))
  const { port } = tjener.address() as AddressInfo

  function token(krav: Krav, { kid = 'kanal', alg = 'RS256', nokkel, hode = {} }: Signering = {}): string {
    const deler = `${b64(JSON.stringify({ typ: 'JWT', alg, kid, ...hode }))}.${b64(JSON.stringify(krav))}`
    if (alg === 'none') return `${deler}.`
    if (alg === 'HS256') {
      const offentlig = kanal.publicKey.export({ type: 'spki', format: 'pem' })
      return `${deler}.${b64(createHmac('sha256', offentlig).update(deler).digest())}`
    }
    const signatur = createSign(`RSA-SHA${alg.slice(2)}`)
      .update(deler)
      .sign(nokkel ?? kanal.privateKey)
    return `${deler}.${b64(signatur)}`
  }

  const na = () => Math.floor(Date.now() / 1000)
  return {
    /** As the channel service makes them for this address; `mer` on top, undefined takes away. */
    krav: (serviceUrl: string, mer: Krav = {}): Krav => ({
      iss: UTSTEDER,
      aud: APP_ID,
      nbf: na() - 60,
      exp: na() + 3600,
      serviceurl: serviceUrl,
      ...mer,
    }),
    token,
    nokler: { annen: annen.privateKey, nettprat: nettprat.privateKey },
    hentet: () => hentet,
    svarer(hvordan: typeof svarer) {
      svarer = hvordan
    },
    /** For `startBot`: `sti` gives the keys a place of their own, for the SDK keeps those it has fetched. */
    startvalg: (sti = '') => ({
      appId: APP_ID,
      legitimasjon: {
        MicrosoftAppId: APP_ID,
        ToBotFromChannelTokenIssuer: UTSTEDER,
        ToBotFromChannelOpenIdMetadataUrl: `http://127.0.0.1:${port}/${sti}kanal`,
        ToBotFromEmulatorOpenIdMetadataUrl: `http://127.0.0.1:${port}/${sti}emulator`,
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        ToChannelFromBotLoginUrl: 'https://innlogging.example/tenant',
      },
      legitimasjonsfabrikk: signererIkke,
    }),
    async stopp() {
      const lukket = new Promise<void>(ferdig => tjener.close(() => ferdig()))
      tjener.closeAllConnections()
      await lukket
    },
  }
}

/** The local connector asks nobody who they are. */
const signererIkke = {
  isValidAppId: async (appId: string) => appId === APP_ID,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({ signRequest: async (foresporsel: unknown) => foresporsel }),
} as unknown as Legitimasjonsfabrikk
