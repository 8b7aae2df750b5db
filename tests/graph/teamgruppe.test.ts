import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LokalGraf, startLokalGraf } from '../../src/demo/lokal-graf.ts'
import { Graffeil, type Grafoppsett, lagGrafklient } from '../../src/graph/klient.ts'
import { lagTeamgruppe } from '../../src/graph/teamgruppe.ts'

const person = (nummer: number) => `0e1d2c3b-aaaa-4bbb-8ccc-${String(nummer).padStart(12, '0')}`
const GRUPPE = '7d9a52c4-1b0e-4f7a-9e21-5c4d3b2a1f00'
const EIERE = [1, 2, 3, 4, 5].map(person)
const MEDLEM = person(9)

let tjener: LokalGraf
beforeEach(async () => {
  tjener = await startLokalGraf()
  tjener.gruppe(GRUPPE, { eiere: EIERE, medlemmer: [MEDLEM] })
})
afterEach(() => tjener.stopp())

const graf = (endret: Partial<Grafoppsett> = {}) =>
  lagTeamgruppe(lagGrafklient({ hentToken: tjener.hentToken, baseUrl: tjener.baseUrl, ...endret }))

async function feilFra(arbeid: Promise<unknown>): Promise<string> {
  const feil = await arbeid.then(
    () => undefined,
    (grunn: unknown) => grunn,
  )
  if (!(feil instanceof Graffeil)) throw new Error(`Ventet en Graffeil, fikk ${inspect(feil)}.`)
  expect(feil.message).toBe(feil.code)
  const alt = inspect(feil, { depth: null, showHidden: true })
  for (const ord of ['hemmelig', 'graf-token', tjener.baseUrl, GRUPPE, person(1)]) {
    expect(alt).not.toContain(ord)
  }
  return feil.code
}

describe('teamets gruppe', () => {
  it('finner en eier på første side, og spør ikke om flere', async () => {
    expect(await graf().erTeameier(GRUPPE, person(2))).toBe(true)
    expect(tjener.foresporsler.map(f => f.sti)).toEqual([`/v1.0/groups/${GRUPPE}/owners?$select=id`])
  })

  it('finner en eier på side to og tre', async () => {
    expect(await graf().erTeameier(GRUPPE, person(3))).toBe(true)
    expect(await graf().erTeameier(GRUPPE, person(5))).toBe(true)
    expect(tjener.foresporsler).toHaveLength(5)
  })

  it('tar ikke et medlem for en eier', async () => {
    expect(await graf().erTeameier(GRUPPE, MEDLEM)).toBe(false)
    expect(await graf().erTeameier(GRUPPE, person(10))).toBe(false)
  })

  it('finner ingen eier i en gruppe uten eiere', async () => {
    tjener.gruppe(person(50), { eiere: [], medlemmer: [MEDLEM] })
    expect(await graf().erTeameier(person(50), MEDLEM)).toBe(false)
  })

  it('ser ikke forskjell på store og små bokstaver', async () => {
    expect(await graf().erTeameier(GRUPPE.toUpperCase(), person(4).toUpperCase())).toBe(true)
    const [eier = ''] = EIERE
    tjener.gruppe(GRUPPE, { eiere: [eier.toUpperCase()] })
    expect(await graf().erTeameier(GRUPPE, eier)).toBe(true)
  })

  it('har alle medlemmene, over flere sider, med navn og stilling der de kan leses', async () => {
    tjener.gruppe(GRUPPE, {
      eiere: EIERE.slice(0, 1),
      medlemmer: [MEDLEM, person(7)],
      folk: { [MEDLEM]: { navn: 'Rita Rektor', stilling: 'Rektor' } },
    })
    expect(await graf().medlemmer(GRUPPE)).toEqual([
      { oid: person(1), navn: '', stilling: '', eier: true },
      { oid: MEDLEM, navn: 'Rita Rektor', stilling: 'Rektor', eier: false },
      { oid: person(7), navn: '', stilling: '', eier: false },
    ])
  })

  it.each([
    '',
    'rektor',
    `${GRUPPE}/members`,
    `${GRUPPE}?x=`,
    `../users/${GRUPPE}`,
    ` ${GRUPPE}`,
    `${GRUPPE}\n`,
  ])('spør ikke om «%s», som ikke er en id', async id => {
    let hentet = 0
    const hentToken = async () => `${++hentet}`
    expect(await feilFra(graf({ hentToken }).erTeameier(id, MEDLEM))).toBe('ugyldig-id')
    expect(await feilFra(graf({ hentToken }).erTeameier(GRUPPE, id))).toBe('ugyldig-id')
    expect(hentet).toBe(0)
    expect(tjener.foresporsler).toEqual([])
  })
})

describe('når Graph sier nei', () => {
  it.each([
    [401, 'graf-nektet'],
    [403, 'graf-nektet'],
    [404, 'finnes-ikke'],
    [429, 'graf-strupet'],
    [400, 'graf-avvist'],
    [409, 'graf-konflikt'],
    [412, 'graf-endret'],
    [503, 'graf-utilgjengelig'],
  ])('blir %i til %s', async (status, kode) => {
    for (const tomt of [false, true]) {
      tjener.feil(status, { tomt, antall: 3 })
      if (![429, 503].includes(status)) tjener.feil(status, { tomt })
      expect(await feilFra(graf().erTeameier(GRUPPE, MEDLEM))).toBe(kode)
    }
  })

  it('kjenner ikke en gruppe som ikke finnes', async () => {
    expect(await feilFra(graf().erTeameier(person(99), MEDLEM))).toBe('finnes-ikke')
  })

  it('prøver igjen når den blir bedt om å vente litt', async () => {
    tjener.feil(429, { retryAfter: 1 })
    expect(await graf().erTeameier(GRUPPE, person(1))).toBe(true)
    expect(tjener.foresporsler).toHaveLength(2)
  })

  it('svarer med én gang når den strupes, uansett hva Retry-After sier', async () => {
    tjener.feil(429, { retryAfter: 60 })
    const start = performance.now()
    expect(await feilFra(graf().erTeameier(GRUPPE, MEDLEM))).toBe('graf-strupet')
    expect(performance.now() - start).toBeLessThan(30_000)
    expect(await graf().erTeameier(GRUPPE, person(1))).toBe(true)
  })

  it('slipper ikke inn uten gyldig token', async () => {
    const gammelt = await tjener.hentToken()
    tjener.trekk()
    for (const token of ['', 'noe', gammelt]) {
      expect(await feilFra(graf({ hentToken: async () => token }).erTeameier(GRUPPE, MEDLEM))).toBe(
        'graf-nektet',
      )
    }
    expect(await graf().erTeameier(GRUPPE, person(1))).toBe(true)
  })

  it('spør ikke uten token', async () => {
    const hentToken = () => Promise.reject(new Error('hemmelig'))
    expect(await feilFra(graf({ hentToken }).erTeameier(GRUPPE, MEDLEM))).toBe('uten-legitimasjon')
    expect(tjener.foresporsler).toEqual([])
  })

  it('gir ikke tokenet til en annen, om neste side sies å ligge der', async () => {
    const annen = await startLokalGraf()
    try {
      for (const adresse of [annen.baseUrl, `${tjener.baseUrl}.eksempel.no`, 'https://graph.microsoft.com']) {
        tjener.nesteSide(`${adresse}/v1.0/groups/${GRUPPE}/owners?$select=id&$skiptoken=side-2`)
        expect(await feilFra(graf().erTeameier(GRUPPE, MEDLEM))).toBe('graf-utilgjengelig')
      }
      expect(annen.foresporsler).toEqual([])
    } finally {
      await annen.stopp()
    }
  })

  it('går ikke i ring om sidene gjør det', async () => {
    tjener.nesteSide(`${tjener.baseUrl}/v1.0/groups/${GRUPPE}/owners?$select=id`)
    expect(await feilFra(graf().erTeameier(GRUPPE, MEDLEM))).toBe('graf-utilgjengelig')
  })

  it('følger ikke en omdirigering', async () => {
    tjener.feil(302)
    expect(await feilFra(graf().erTeameier(GRUPPE, MEDLEM))).toBe('graf-utilgjengelig')
  })

  it('gir opp etter fristen når den henger, og når innloggingen gjør det', async () => {
    tjener.heng()
    expect(await feilFra(graf({ frist: 300 }).erTeameier(GRUPPE, MEDLEM))).toBe('graf-utilgjengelig')
    const hentToken = () => new Promise<string>(() => {})
    expect(await feilFra(graf({ frist: 300, hentToken }).erTeameier(GRUPPE, MEDLEM))).toBe(
      'graf-utilgjengelig',
    )
  })

  it('gir opp når den er nede', async () => {
    await tjener.stopp()
    expect(await feilFra(graf().erTeameier(GRUPPE, MEDLEM))).toBe('graf-utilgjengelig')
  })
})
