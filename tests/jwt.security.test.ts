import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { APP_ID, EMULATOR, type Krav, type Signering, startInnlogging } from './bygg/innlogging.ts'
import { alleRader, begynnPaNytt, fraNaAv, somTekst } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

type Innlogging = Awaited<ReturnType<typeof startInnlogging>>
type Objekt = Record<string, unknown>

let innlogging: Innlogging
let b: Testbot
const logglinjer: string[] = []
const stdout = vi.spyOn(process.stdout, 'write')
// The SDK writes whole errors here; in production the log gets a code instead.
const sdk = (['error', 'warn'] as const).map(navn =>
  vi.spyOn(console, navn).mockImplementation(() => undefined),
)

beforeAll(async () => {
  stdout.mockImplementation(bit => {
    logglinjer.push(...`${bit}`.split('\n').filter(linje => linje !== ''))
    return true
  })
  innlogging = await startInnlogging()
  b = await etTestbot({
    ...innlogging.startvalg(),
    loggniva: 'trace',
    tjenerfrister: { hode: 2000, foresporsel: 3000, sjekk: 50 },
  })
})
beforeEach(() => {
  logglinjer.length = 0
  return begynnPaNytt(b)
})
afterAll(async () => {
  await b.stopp()
  await innlogging.stopp()
  for (const spion of [stdout, ...sdk]) spion.mockRestore()
})

const melding = (mer: Objekt = {}) =>
  b.sara.aktivitet(b.sara.chat, { type: 'message', text: 'hjelp Kari Nordmann', ...mer })
const trykk = (mer: Objekt = {}) =>
  b.sara.aktivitet(b.sara.chat, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'oppgaver.vis', data: {} } },
    ...mer,
  })
const adresse = () => b.kobling.serviceUrl
const bearer = (krav: Krav = {}, signering: Signering = {}) =>
  `Bearer ${innlogging.token(innlogging.krav(adresse(), krav), signering)}`

async function post(aktivitet: unknown, hode?: string, url = b.botUrl) {
  const svar = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(hode === undefined ? {} : { authorization: hode }) },
    body: typeof aktivitet === 'string' ? aktivitet : JSON.stringify(aktivitet),
  })
  return { status: svar.status, tekst: await svar.text(), hoder: svar.headers }
}

/** The next good one is answered: the process lives, and knows friend from foe. */
async function slipperInn() {
  const nye = fraNaAv(b)
  expect((await post(melding({ text: 'hjelp' }), bearer())).status).toBe(200)
  await b.send()
  expect(somTekst(nye(b.sara.chat))).toContain('Slik bruker du Skolestøtte')
}

/** Codes alone, and nothing of what was sent. */
function loggenErRen() {
  for (const linje of logglinjer) {
    const felt = JSON.parse(linje) as Objekt
    for (const verdi of Object.values(felt))
      if (typeof verdi === 'string') expect(verdi, linje).toMatch(/^[a-z]+([.-][a-z]+)*$|^\d{4}-\d{4}$/)
    expect(linje).not.toMatch(/Kari|Nordmann|Sara|Bearer|eyJ/)
    expect(linje).not.toContain(APP_ID)
  }
}

async function utenVirkning(arbeid: () => Promise<unknown>) {
  const for_ = await alleRader(b)
  const nye = fraNaAv(b)
  await arbeid()
  await b.send()
  expect(await alleRader(b)).toEqual(for_)
  expect(nye()).toEqual([])
  loggenErRen()
}

describe('et gyldig token', () => {
  it('slipper en kommando inn, og den blir gjort', slipperInn)

  it('slipper et trykk inn, og svaret er kortet', async () => {
    const svar = await post(trykk(), bearer())
    expect(svar.status).toBe(200)
    expect(JSON.parse(svar.tekst)).toMatchObject({ statusCode: 200 })
    expect(svar.tekst).toContain('AdaptiveCard')
  })

  it.each(['RS384', 'RS512'])('kan være signert med %s', async alg => {
    expect((await post(trykk(), bearer({}, { alg }))).status).toBe(200)
  })

  it('har litt slakk for klokker som går ulikt', async () => {
    const na = Math.floor(Date.now() / 1000)
    expect((await post(trykk(), bearer({ exp: na - 60 }))).status).toBe(200)
    expect((await post(trykk(), bearer({ nbf: na + 60 }))).status).toBe(200)
  })
})

const om = (minutter: number) => Math.floor(Date.now() / 1000) + minutter * 60
const UGYLDIGE: [string, () => string | undefined][] = [
  ['uten hode', () => undefined],
  ['med tomt hode', () => ''],
  ['med bare mellomrom', () => '   '],
  ['med bare «Bearer»', () => 'Bearer'],
  ['med «Bearer » og ingenting', () => 'Bearer '],
  ['med passord', () => `Basic ${Buffer.from('bot:passord').toString('base64')}`],
  ['med tull', () => 'Bearer tull'],
  ['med tre tomme deler', () => 'Bearer ..'],
  ['med noe som ligner', () => 'Bearer eyJhbGciOiJSUzI1NiJ9.e30.AAAA'],
  [
    'med et innhold som ikke er JSON',
    () =>
      `Bearer ${Buffer.from('{"alg":"RS256","typ":"JWT","kid":"kanal"}').toString('base64url')}.aGVp.AAAA`,
  ],
  ['med to token', () => `${bearer()} ${bearer()}`],
  ['med annet ord foran', () => bearer().replace('Bearer', 'Token')],
  ['for en annen app', () => bearer({ aud: '22222222-2222-4222-8222-222222222222' })],
  ['for flere apper', () => bearer({ aud: [APP_ID, 'annen'] })],
  ['uten mottaker', () => bearer({ aud: undefined })],
  ['fra en annen utsteder', () => bearer({ iss: 'https://annen.example' })],
  ['uten utsteder', () => bearer({ iss: undefined })],
  ['som er utløpt', () => bearer({ exp: om(-10) })],
  ['som aldri utløper', () => bearer({ exp: undefined })],
  ['som ikke gjelder ennå', () => bearer({ nbf: om(10) })],
  ['uten adresse', () => bearer({ serviceurl: undefined })],
  ['for en annen adresse', () => bearer({ serviceurl: 'https://smba.trafficmanager.net/emea/' })],
  ['med ukjent nøkkel', () => bearer({}, { kid: 'finnes-ikke' })],
  ['uten nøkkelens navn', () => bearer({}, { hode: { kid: undefined } })],
  ['signert av en annen', () => bearer({}, { nokkel: innlogging.nokler.annen })],
  [
    'signert av en nøkkel for en annen kanal',
    () => bearer({}, { kid: 'nettprat', nokkel: innlogging.nokler.nettprat }),
  ],
  ['uten signatur', () => bearer({}, { alg: 'none' })],
  ['med den offentlige nøkkelen som hemmelighet', () => bearer({}, { alg: 'HS256' })],
  [
    'med kravene byttet ut etter signering',
    () => {
      const [hode, , signatur] = bearer({ aud: 'annen' }).split('.')
      return [
        hode,
        Buffer.from(JSON.stringify(innlogging.krav(adresse()))).toString('base64url'),
        signatur,
      ].join('.')
    },
  ],
  // Whoever has the app's own password can make these: they would be anybody, from anywhere.
  [
    'fra emulatoren, laget med appens egen innlogging',
    () => bearer({ iss: EMULATOR, ver: '1.0', appid: APP_ID }),
  ],
  [
    'fra emulatoren, versjon 2',
    () =>
      bearer({
        iss: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0',
        ver: '2.0',
        azp: APP_ID,
      }),
  ],
  [
    'fra en annen bot',
    () => bearer({ iss: EMULATOR, ver: '1.0', appid: '22222222-2222-4222-8222-222222222222' }),
  ],
  [
    'fra kanalen, men laget av en annen bot',
    () => bearer({ ver: '1.0', appid: '22222222-2222-4222-8222-222222222222' }),
  ],
  ['fra skyen for USAs myndigheter', () => bearer({ iss: 'https://api.botframework.us' })],
  [
    'fra Microsofts egen utsteder når en annen er satt',
    () => bearer({ iss: 'https://api.botframework.com' }),
  ],
]

describe('et token som ikke er godt nok', () => {
  it.each(UGYLDIGE)('gir 401 uten detaljer, og ingenting skjer: %s', async (_, lag) => {
    const hode = lag()
    await utenVirkning(async () => {
      for (const aktivitet of [melding(), trykk()]) {
        const svar = await post(aktivitet, hode)
        expect(svar.status).toBe(401)
        expect(svar.tekst).toBe('')
        expect(svar.hoder.get('x-powered-by')).toBeNull()
      }
    })
    const grunner = logglinjer.flatMap(l => (JSON.parse(l) as Objekt)['grunn'] ?? [])
    expect(grunner).toEqual(['ikke-innlogget', 'ikke-innlogget'])
    await slipperInn()
  })

  it.each([
    ['en annen adresse', { serviceUrl: 'https://smba.trafficmanager.net/emea/' }],
    ['en kanal nøkkelen ikke står for', { channelId: 'directline' }],
    ['kanalen til Azure Stack', { channelId: 'AseChannel' }],
    ['emulatorens kanal', { channelId: 'emulator' }],
  ])('gjelder ikke en aktivitet som siden har fått %s', async (_, mer) => {
    await utenVirkning(async () => {
      for (const aktivitet of [melding(mer), trykk(mer)])
        expect((await post(aktivitet, bearer())).status).toBe(401)
    })
  })

  it('gjelder ikke en aktivitet som ikke sier hvilken kanal den er fra, når nøkkelen ikke står for Teams', async () => {
    const hode = bearer({}, { kid: 'nettprat', nokkel: innlogging.nokler.nettprat })
    await utenVirkning(async () => {
      for (const channelId of ['', undefined, null])
        expect((await post(trykk({ channelId }), hode)).status).toBe(401)
    })
  })
})

describe('et gyldig token for noe som ikke er vårt', () => {
  it.each([
    [
      'en fremmed tenant',
      { conversation: { id: 'a:x', conversationType: 'personal', tenantId: 'fremmed' }, channelData: {} },
    ],
    ['en kanal nøkkelen står for, men boten ikke bruker', { channelId: 'webchat' }],
    ['ingen adresse', { serviceUrl: '' }],
    ['en person uten Entra-id', { from: { id: '29:x', name: 'Kari Nordmann' } }],
  ])('gjøres ikke: %s', async (_, mer) => {
    await utenVirkning(async () => {
      for (const aktivitet of [melding(mer), trykk(mer)]) {
        const svar = await post(aktivitet, bearer())
        expect(svar.status).toBe(200)
        expect(svar.tekst).not.toContain('AdaptiveCard')
      }
    })
    expect(logglinjer.some(l => l.includes('"avvist"'))).toBe(true)
    await slipperInn()
  })
})

describe('når nøklene ikke kan hentes', () => {
  it.each(['feiler', 'tull', 'henger'] as const)(
    'svarer den 503 uten detaljer, og slipper inn når de kan: %s',
    async hvordan => {
      const egen = await etTestbot({ ...innlogging.startvalg(`${hvordan}/`), loggniva: 'trace' })
      const hode = `Bearer ${innlogging.token(innlogging.krav(egen.kobling.serviceUrl))}`
      const aktivitet = egen.sara.aktivitet(egen.sara.chat, { type: 'message', text: 'hjelp' })
      try {
        innlogging.svarer(hvordan)
        const svar = await post(aktivitet, hode, egen.botUrl)
        expect(svar).toMatchObject({ status: 503, tekst: '' })
        expect(logglinjer.at(-1)).toContain('"grunn":"nokler-utilgjengelige"')
        // What can be seen to be no token at all is refused without the keys.
        expect((await post(aktivitet, 'Bearer tull', egen.botUrl)).status).toBe(401)
        innlogging.svarer('ok')
        expect((await post(aktivitet, hode, egen.botUrl)).status).toBe(200)
      } finally {
        innlogging.svarer('ok')
        await egen.stopp()
      }
      loggenErRen()
    },
  )

  it('svarer 503 når ingen lytter der', async () => {
    const { legitimasjon, ...resten } = innlogging.startvalg()
    const egen = await etTestbot({
      ...resten,
      legitimasjon: { ...legitimasjon, ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:1/kanal' },
    })
    try {
      const hode = `Bearer ${innlogging.token(innlogging.krav(egen.kobling.serviceUrl))}`
      const svar = await post(egen.sara.aktivitet(egen.sara.chat, { type: 'message' }), hode, egen.botUrl)
      expect(svar).toMatchObject({ status: 503, tekst: '' })
    } finally {
      await egen.stopp()
    }
  })

  it('henter dem én gang for mange', async () => {
    await slipperInn()
    const for_ = innlogging.hentet()
    for (let i = 0; i < 5; i++) await post(trykk(), bearer({}, { kid: `ukjent-${i}` }))
    await slipperInn()
    expect(innlogging.hentet()).toBe(for_)
  })
})

describe('en kropp som ikke er en aktivitet', () => {
  const dyp = `${'{"type":"message","value":'.repeat(9000)}1${'}'.repeat(9000)}`
  it.each([
    ['tomt objekt', '{}', 400],
    ['tom liste', '[]', 400],
    ['null', 'null', 400],
    ['en tekst', '"hei"', 400],
    ['knekt', '{"type":', 400],
    ['for stor', JSON.stringify({ type: 'message', text: 'x'.repeat(300_000) }), 413],
    ['dyp', dyp, 401],
    ['type som ikke er en tekst', '{"type":{"a":1}}', 400],
  ])('avvises uten detaljer også med et gyldig token: %s', async (_, kropp, status) => {
    await utenVirkning(async () => {
      for (const hode of [undefined, bearer()]) {
        const svar = await post(kropp, hode)
        expect(svar.status).toBe(status)
        expect(svar.tekst).toBe('')
        expect(svar.hoder.get('x-powered-by')).toBeNull()
        expect(svar.hoder.get('x-content-type-options')).toBe('nosniff')
        expect(svar.hoder.get('cache-control')).toBe('no-store')
        expect(svar.hoder.get('content-security-policy')).toContain("default-src 'none'")
      }
    })
    await slipperInn()
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=klingon'])(
    'leses ikke som %s',
    async type => {
      const svar = await fetch(b.botUrl, {
        method: 'POST',
        headers: { 'content-type': type, authorization: bearer() },
        body: JSON.stringify(melding()),
      })
      expect([400, 415]).toContain(svar.status)
      expect(await svar.text()).toBe('')
    },
  )

  it('kan ha bytes som ikke er UTF-8', async () => {
    const bytes = Buffer.from(JSON.stringify({ type: 'message', text: 'QQ' }))
    bytes[bytes.indexOf('QQ')] = 0xff
    await utenVirkning(async () => {
      const svar = await fetch(b.botUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bytes,
      })
      expect(svar.status).toBe(401)
    })
    await slipperInn()
  })

  it.each([
    ['hodet', 'POST /api/messages HTTP/1.1\r\nHost: x\r\nX-A: '],
    [
      'kroppen',
      'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{',
    ],
  ])('må komme innen fristen: den som drøyer med %s, blir lagt på', async (_, begynnelse) => {
    const start = Date.now()
    const svar = await new Promise<string>(ferdig => {
      let lest = ''
      const linje = connect(b.bot.port, '127.0.0.1', () => linje.write(begynnelse))
      // One byte now and then keeps nobody on the line.
      const drypp = setInterval(() => linje.write('x'), 50)
      linje.on('data', bit => {
        lest += bit
      })
      linje.on('error', () => undefined)
      linje.on('close', () => {
        clearInterval(drypp)
        ferdig(lest)
      })
    })
    expect(Date.now() - start).toBeLessThan(30_000)
    expect(svar).toMatch(/^HTTP\/1\.1 408/)
    expect(svar.split('\r\n\r\n')[1]).toBe('')
    await slipperInn()
  })

  it('har ingen fortellende hoder eller tekst på andre adresser heller', async () => {
    for (const sti of [
      '/',
      '/api',
      '/api/messages',
      '/dokument/x',
      '/kalender/x.ics',
      '/helse/klar',
      '/%E0%A4%A',
    ]) {
      const svar = await fetch(b.botUrl.replace('/api/messages', sti))
      expect(svar.status).toBeLessThan(500)
      expect(svar.headers.get('x-powered-by')).toBeNull()
      expect(svar.headers.get('server')).toBeNull()
      expect(svar.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(await svar.text()).not.toMatch(/Error|node_modules| at /)
    }
  })
})

describe('uten app-id', () => {
  it.each(['0.0.0.0', '::', 'localhost'])('starter den ikke der andre kan nå den: %s', async host => {
    await expect(etTestbot({ appId: '', host })).rejects.toThrow('Kan ikke starte uten APP_ID.')
  })
})
