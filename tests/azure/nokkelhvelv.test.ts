import { createHash, randomBytes } from 'node:crypto'
import { Agent } from 'node:https'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Hvelvfeil, type Hvelvoppsett, nokkelhvelvMester } from '../../src/azure/nokkelhvelv.ts'
import { type Hvelv, startHvelv } from './lokalt-hvelv.ts'

const DATANOKKEL = Buffer.from('en datanøkkel på 32 byte, akkurat')
const LINJE = Buffer.from('døgnets siste linje i loggen')

let hvelv: Hvelv
beforeEach(async () => {
  hvelv = await startHvelv()
})
afterEach(() => hvelv.stopp())

const lagMester = (endret: Partial<Hvelvoppsett> = {}) =>
  nokkelhvelvMester({
    nokkelUrl: hvelv.nokkelUrl,
    legitimasjon: hvelv.legitimasjon(),
    klientvalg: hvelv.klientvalg,
    ...endret,
  })

/** The coded error, after a look for anything in it that should have stayed where it was. */
async function feilFra(arbeid: Promise<unknown>): Promise<string> {
  const feil = await arbeid.then(
    () => undefined,
    (grunn: unknown) => grunn,
  )
  if (!(feil instanceof Hvelvfeil)) throw new Error(`Ventet en Hvelvfeil, fikk ${inspect(feil)}.`)
  expect(feil.message).toBe(feil.code)
  expect(feil.cause).toBeUndefined()
  const alt = inspect(feil, { depth: null, showHidden: true })
  const skjult = [...hvelv.tokener, DATANOKKEL.toString(), DATANOKKEL.toString('base64url')]
  for (const ord of [...skjult, 'vault.azure.net', 'hemmelig melding', hvelv.gjeldende()]) {
    if (ord !== '') expect(alt).not.toContain(ord)
  }
  return feil.code
}

const klusset = (verdi: string) => {
  const bytes = Buffer.from(verdi, 'base64')
  bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20)
  return bytes.toString('base64')
}

describe('pakking', () => {
  it('pakker ut det den pakket inn, og sier hvilken versjon', async () => {
    const mester = lagMester()
    const pakket = await mester.pakkInn(DATANOKKEL)
    expect(pakket.versjon).toBe(hvelv.gjeldende())
    expect(Buffer.from(pakket.innpakket, 'base64')).toHaveLength(256)
    expect(await mester.pakkUt(pakket)).toEqual(DATANOKKEL)
    // Another process, without any memory of it.
    expect(await lagMester().pakkUt(pakket)).toEqual(DATANOKKEL)
  })

  it('åpner aldri en nøkkel lokalt: hver utpakking er en forespørsel til versjonen', async () => {
    const mester = lagMester()
    const pakket = await mester.pakkInn(DATANOKKEL)
    await mester.pakkUt(pakket)
    await mester.pakkUt(pakket)
    const sti = `/keys/mester/${pakket.versjon}/unwrapkey`
    expect(hvelv.foresporsler.filter(f => f.sti === sti && f.innlogget)).toHaveLength(2)
  })

  it('sender ikke noe innhold før den er logget inn', async () => {
    const mester = lagMester()
    const pakket = await mester.pakkInn(DATANOKKEL)
    await lagMester().pakkUt(pakket)
    const ukjente = hvelv.foresporsler.filter(f => !f.innlogget)
    expect(ukjente.length).toBeGreaterThan(1)
    expect(ukjente.filter(f => f.kropp !== '')).toEqual([])
  })

  it('tåler at mange ber samtidig før den er logget inn', async () => {
    const forste = lagMester()
    const pakkede = await Promise.all(Array.from({ length: 8 }, () => forste.pakkInn(randomBytes(32))))
    const mester = lagMester()
    hvelv.sinkForste(150)
    const [en, to] = await Promise.all([
      Promise.all(pakkede.map(pakket => forste.pakkUt(pakket))),
      Promise.all(pakkede.map(pakket => mester.pakkUt(pakket))),
    ])
    expect(to).toEqual(en)
    expect(hvelv.foresporsler.filter(f => !f.innlogget && f.kropp !== '')).toEqual([])
  })

  it.each([
    ['klusset med', klusset],
    ['kortet ned', (verdi: string) => verdi.slice(0, 100)],
    ['noe helt annet', () => randomBytes(256).toString('base64')],
    ['tomt', () => ''],
  ])('nekter det som er %s', async (_, endre) => {
    const mester = lagMester()
    const { innpakket, versjon } = await mester.pakkInn(DATANOKKEL)
    expect(await feilFra(mester.pakkUt({ innpakket: endre(innpakket), versjon }))).toBe('ugyldig-kryptert')
  })
})

describe('rotasjon', () => {
  it('pakker ut med versjonen som ble skrevet ned', async () => {
    const mester = lagMester()
    const gammel = await mester.pakkInn(DATANOKKEL)
    hvelv.roter()
    expect(await mester.pakkUt(gammel)).toEqual(DATANOKKEL)
    expect(await feilFra(mester.pakkUt({ ...gammel, versjon: hvelv.gjeldende() }))).toBe('ugyldig-kryptert')
  })

  it('merker en ny versjon etter noen minutter, uten omstart', async () => {
    let na = 0
    const mester = lagMester({ na: () => na })
    const gammel = await mester.pakkInn(DATANOKKEL)
    const ny = hvelv.roter()
    na += 60_000
    expect((await mester.pakkInn(DATANOKKEL)).versjon).toBe(gammel.versjon)
    na += 5 * 60_000
    expect((await mester.pakkInn(DATANOKKEL)).versjon).toBe(ny)
    expect((await mester.signer(LINJE)).versjon).toBe(ny)
    expect(await mester.pakkUt(gammel)).toEqual(DATANOKKEL)
  })

  it('spør ikke hvilken versjon som gjelder hver gang', async () => {
    const mester = lagMester()
    await Promise.all([mester.pakkInn(DATANOKKEL), mester.pakkInn(DATANOKKEL), mester.signer(LINJE)])
    await mester.pakkInn(DATANOKKEL)
    const sporsmal = hvelv.foresporsler.filter(f => f.metode === 'GET' && f.innlogget)
    expect(sporsmal).toHaveLength(1)
  })

  it('går straks over til den nye når den gamle er sperret', async () => {
    const mester = lagMester()
    const { versjon } = await mester.pakkInn(DATANOKKEL)
    const ny = hvelv.roter()
    hvelv.sperr(versjon)
    const [pakket, signert] = await Promise.all([mester.pakkInn(DATANOKKEL), mester.signer(LINJE)])
    expect([pakket.versjon, signert.versjon]).toEqual([ny, ny])
  })

  it('pakker ut og bekrefter med en versjon som har gått ut på dato, men bruker den ikke til nytt', async () => {
    const mester = lagMester()
    const pakket = await mester.pakkInn(DATANOKKEL)
    const signert = await mester.signer(LINJE)
    hvelv.utlop(pakket.versjon)
    for (const en of [mester, lagMester()]) {
      expect(await en.pakkUt(pakket)).toEqual(DATANOKKEL)
      expect(await en.bekreft(LINJE, signert)).toBe(true)
      expect(await feilFra(en.pakkInn(DATANOKKEL))).toBe('nokkel-sperret')
      expect(await feilFra(en.signer(LINJE))).toBe('nokkel-sperret')
    }
  })
})

describe('signering', () => {
  it('bekrefter det som er signert, og ikke noe annet', async () => {
    const mester = lagMester()
    const signert = await mester.signer(LINJE)
    expect(signert.versjon).toBe(hvelv.gjeldende())
    expect(await mester.bekreft(LINJE, signert)).toBe(true)
    expect(await mester.bekreft(Buffer.concat([LINJE, Buffer.from('.')]), signert)).toBe(false)
    expect(await mester.bekreft(LINJE, { ...signert, signatur: klusset(signert.signatur) })).toBe(false)
    expect(await mester.bekreft(LINJE, { ...signert, signatur: '' })).toBe(false)
  })

  it('bekrefter med versjonen det ble signert med', async () => {
    const mester = lagMester()
    const signert = await mester.signer(LINJE)
    hvelv.roter()
    expect(await mester.bekreft(LINJE, signert)).toBe(true)
    expect(await mester.bekreft(LINJE, { ...signert, versjon: hvelv.gjeldende() })).toBe(false)
  })

  it('sender fingeravtrykket til hvelvet, aldri det som signeres', async () => {
    await lagMester().signer(LINJE)
    const kropper = hvelv.foresporsler.filter(f => f.sti.endsWith('/sign') && f.innlogget).map(f => f.kropp)
    expect(kropper).toHaveLength(1)
    expect(kropper[0]).toContain(createHash('sha256').update(LINJE).digest('base64url'))
    expect(kropper[0]).not.toContain(LINJE.toString('base64url').slice(0, 20))
  })
})

describe('når hvelvet sier nei', () => {
  it.each([
    ['er for en annen ressurs', () => hvelv.fremmed(), 'hvelv-nektet'],
    ['er utløpt', () => hvelv.legitimasjon({ sekunder: -1 }), 'hvelv-nektet'],
    ['ikke gir rett til nøkkelen', () => hvelv.utenRett(), 'hvelv-nektet'],
    ['mangler', () => ({ getToken: async () => null }), 'uten-legitimasjon'],
    [
      'ikke kan hentes',
      () => ({ getToken: () => Promise.reject(new Error('hemmelig melding')) }),
      'uten-legitimasjon',
    ],
  ])('er tokenet som %s, en kodet feil', async (_, legitimasjon, kode) => {
    const pakket = await lagMester().pakkInn(DATANOKKEL)
    const mester = lagMester({ legitimasjon: legitimasjon() })
    expect(await feilFra(mester.pakkInn(DATANOKKEL))).toBe(kode)
    expect(await feilFra(mester.pakkUt(pakket))).toBe(kode)
    expect(await feilFra(mester.signer(LINJE))).toBe(kode)
  })

  it('får et nytt token når det gamle er utløpt', async () => {
    const mester = lagMester({ legitimasjon: hvelv.legitimasjon() })
    const pakket = await mester.pakkInn(DATANOKKEL)
    hvelv.utlopTokener()
    expect(await mester.pakkUt(pakket)).toEqual(DATANOKKEL)
  })

  it('svarer den som spør når et nytt token ikke er å få, ingen andre', async () => {
    const ekte = hvelv.legitimasjon()
    let nede = false
    const legitimasjon: Hvelvoppsett['legitimasjon'] = {
      async getToken(omrader, valg) {
        const token = nede ? null : await ekte.getToken(omrader, valg)
        // Old enough for the SDK to renew it behind our back.
        return token && { ...token, expiresOnTimestamp: Date.now() + 60_000 }
      },
    }
    const mester = lagMester({ legitimasjon })
    const pakket = await mester.pakkInn(DATANOKKEL)
    nede = true
    expect(await feilFra(mester.pakkUt(pakket))).toBe('uten-legitimasjon')
    nede = false
    expect(await mester.pakkUt(pakket)).toEqual(DATANOKKEL)
  })

  it('sier at nøkkelen er sperret', async () => {
    const mester = lagMester()
    const pakket = await mester.pakkInn(DATANOKKEL)
    const signert = await mester.signer(LINJE)
    hvelv.sperr(pakket.versjon)
    expect(await feilFra(mester.pakkInn(DATANOKKEL))).toBe('nokkel-sperret')
    expect(await feilFra(lagMester().pakkInn(DATANOKKEL))).toBe('nokkel-sperret')
    expect(await feilFra(mester.pakkUt(pakket))).toBe('nokkel-sperret')
    expect(await feilFra(mester.signer(LINJE))).toBe('nokkel-sperret')
    expect(await feilFra(mester.bekreft(LINJE, signert))).toBe('nokkel-sperret')
    hvelv.sperr(pakket.versjon, false)
    expect(await mester.pakkUt(pakket)).toEqual(DATANOKKEL)
  })

  it('kjenner ikke en versjon som ikke finnes', async () => {
    const mester = lagMester()
    const pakket = await mester.pakkInn(DATANOKKEL)
    const versjon = 'f'.repeat(32)
    expect(await feilFra(mester.pakkUt({ ...pakket, versjon }))).toBe('ukjent-nokkelversjon')
    expect(await feilFra(mester.bekreft(LINJE, { signatur: 'AAAA', versjon }))).toBe('ukjent-nokkelversjon')
    hvelv.slettAlle()
    expect(await feilFra(mester.pakkUt(pakket))).toBe('ukjent-nokkelversjon')
    expect(await feilFra(lagMester().pakkInn(DATANOKKEL))).toBe('ukjent-nokkel')
  })

  it.each(['', '1', '..', '../../secrets/noe', 'versions', `${'f'.repeat(32)}/..`])(
    'spør ikke om versjonen «%s»',
    async versjon => {
      const innpakket = randomBytes(256).toString('base64')
      expect(await feilFra(lagMester().pakkUt({ innpakket, versjon }))).toBe('ukjent-nokkelversjon')
      expect(hvelv.foresporsler).toEqual([])
    },
  )

  it.each([
    'http://skole.vault.azure.net/keys/mester',
    'https://skole.vault.azure.net/keys/mester/0123456789abcdef0123456789abcdef',
    'https://skole.vault.azure.net/secrets/mester',
    'skole.vault.azure.net',
    '',
  ])('tar ikke «%s» for en nøkkel', async nokkelUrl => {
    expect(await feilFra((async () => lagMester({ nokkelUrl }))())).toBe('ugyldig-nokkelurl')
  })
})

describe('når hvelvet ikke svarer', () => {
  const innen = async (ms: number, arbeid: () => Promise<unknown>) => {
    const start = performance.now()
    const kode = await feilFra(arbeid())
    expect(performance.now() - start).toBeLessThan(ms)
    return kode
  }

  it('gir opp etter fristen når det henger, og virker igjen når det ikke gjør det', async () => {
    const mester = lagMester({ frist: 2000 })
    const pakket = await mester.pakkInn(DATANOKKEL)
    hvelv.heng()
    expect(await innen(20_000, () => mester.pakkUt(pakket))).toBe('hvelv-utilgjengelig')
    expect(await innen(20_000, () => lagMester({ frist: 2000 }).pakkInn(DATANOKKEL))).toBe(
      'hvelv-utilgjengelig',
    )
    const ny = lagMester({ frist: 2000 })
    expect(await innen(20_000, () => ny.pakkUt(pakket))).toBe('hvelv-utilgjengelig')
    hvelv.heng(false)
    for (const en of [mester, ny]) expect(await en.pakkUt(pakket)).toEqual(DATANOKKEL)
  })

  it('gir opp i løpet av sekunder med standardfristen', async () => {
    hvelv.heng()
    expect(await innen(15_000, () => lagMester().pakkInn(DATANOKKEL))).toBe('hvelv-utilgjengelig')
  })

  it('gir opp når det er nede', async () => {
    const mester = lagMester()
    const pakket = await mester.pakkInn(DATANOKKEL)
    await hvelv.stopp()
    expect(await innen(20_000, () => mester.pakkUt(pakket))).toBe('hvelv-utilgjengelig')
    expect(await innen(20_000, () => lagMester().pakkInn(DATANOKKEL))).toBe('hvelv-utilgjengelig')
  })

  it('gir opp når innloggingen henger, og virker igjen når den ikke gjør det', async () => {
    const ekte = hvelv.legitimasjon()
    let henger = true
    const legitimasjon: Hvelvoppsett['legitimasjon'] = {
      getToken: (omrader, valg) => (henger ? new Promise(() => {}) : ekte.getToken(omrader, valg)),
    }
    const pakket = await lagMester().pakkInn(DATANOKKEL)
    const mester = lagMester({ legitimasjon, frist: 2000 })
    expect(await innen(20_000, () => mester.pakkUt(pakket))).toBe('hvelv-utilgjengelig')
    henger = false
    expect(await mester.pakkUt(pakket)).toEqual(DATANOKKEL)
  })

  it('venter ikke så lenge som et Retry-After sier', async () => {
    hvelv.feil(3, 429, { hoder: { 'retry-after': '60' } })
    expect(await innen(20_000, () => lagMester({ frist: 2000 }).pakkInn(DATANOKKEL))).toBe(
      'hvelv-utilgjengelig',
    )
  })

  it('prøver noen få ganger', async () => {
    const mester = lagMester()
    const pakket = await mester.pakkInn(DATANOKKEL)
    hvelv.feil(2, 503)
    expect(await mester.pakkUt(pakket)).toEqual(DATANOKKEL)
    hvelv.feil(3, 503)
    expect(await innen(20_000, () => mester.pakkUt(pakket))).toBe('hvelv-utilgjengelig')
    hvelv.feil(3, 502, { tomt: true })
    expect(await innen(20_000, () => mester.pakkUt(pakket))).toBe('hvelv-utilgjengelig')
    expect(await mester.pakkUt(pakket)).toEqual(DATANOKKEL)
  })

  it('følger ikke en omdirigering med nøkkelen', async () => {
    const mester = lagMester()
    await mester.pakkInn(DATANOKKEL)
    hvelv.feil(1, 307, { hoder: { location: new URL('/annet', hvelv.nokkelUrl).href } })
    expect(await feilFra(mester.pakkInn(DATANOKKEL))).toBe('hvelv-utilgjengelig')
    expect(hvelv.foresporsler.map(f => f.sti)).not.toContain('/annet')
  })

  it('snakker ikke med et hvelv som ikke kan vise hvem det er', async () => {
    const { lookup } = hvelv.klientvalg.agent.options
    const agent = new Agent(lookup === undefined ? {} : { lookup })
    expect(await feilFra(lagMester({ klientvalg: { agent } }).pakkInn(DATANOKKEL))).toBe(
      'hvelv-utilgjengelig',
    )
    expect(hvelv.foresporsler).toEqual([])
  })
})
