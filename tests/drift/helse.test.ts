import { describe, expect, it } from 'vitest'
import { type Driftsfakta, helsegrunner, JOBBER, type Jobbkjoring, type Ko } from '../../src/drift/helse.ts'
import { etikettverdi, somPrometheus } from '../../src/drift/prometheus.ts'
import { nyeTellere } from '../../src/drift/tellere.ts'

const NA = new Date('2026-11-23T08:00:00Z')
const for_ = (sekunder: number) => new Date(NA.getTime() - sekunder * 1000)

const TOM: Ko = {
  forfalte: 0,
  underveis: 0,
  feiler: 0,
  senere: 0,
  eldsteForfalte: null,
  eldsteFeilende: null,
  sistSendt: null,
}
const jobb = (navn: string, deler: Partial<Jobbkjoring> = {}): Jobbkjoring => ({
  navn,
  meldt: for_(100 * 3600),
  sistStart: null,
  sistFerdig: for_(10),
  ms: 5,
  utfall: 'ok',
  ...deler,
})
const fakta = (ko: Partial<Ko> = {}, deler: Partial<Driftsfakta> = {}): Driftsfakta => ({
  databaseMs: 4,
  ko: { ...TOM, ...ko },
  jobber: [],
  ...deler,
})
const FRISK = { startet: for_(3600), sisteBlikk: for_(1), stopper: false }
const grunner = (f: Driftsfakta | undefined, prosess = FRISK) => helsegrunner(NA, 10, f, prosess)

describe('er boten klar?', () => {
  it('ja når alt er som det skal, også med mye som skal sendes senere', () => {
    expect(grunner(fakta({ senere: 5000, forfalte: 30, eldsteForfalte: for_(599) }))).toEqual([])
  })

  it.each([
    [599, []],
    [600, []],
    [601, ['ko-star']],
  ])('det eldste forfalte er %i sekunder gammelt', (sekunder, ventet) => {
    expect(grunner(fakta({ forfalte: 1, eldsteForfalte: for_(sekunder) }))).toEqual(ventet)
  })

  it('grensen for køen er en innstilling', () => {
    const gammel = fakta({ eldsteForfalte: for_(25 * 60) })
    expect(helsegrunner(NA, 30, gammel, FRISK)).toEqual([])
    expect(helsegrunner(NA, 20, gammel, FRISK)).toEqual(['ko-star'])
  })

  it('én mottaker som ikke kan nås, gjør den ikke ikke-klar; at ingenting kommer ut, gjør det', () => {
    const feiler = { feiler: 1, eldsteFeilende: for_(3600) }
    expect(grunner(fakta({ ...feiler, sistSendt: for_(60) }))).toEqual([])
    expect(grunner(fakta({ ...feiler, sistSendt: for_(3601) }))).toEqual(['levering-feiler'])
    expect(grunner(fakta({ ...feiler, sistSendt: null }))).toEqual(['levering-feiler'])
    expect(grunner(fakta({ feiler: 1, eldsteFeilende: for_(500) }))).toEqual([])
  })

  it.each([
    [999, []],
    [1000, ['database-treg']],
  ])('databasen svarer på %i ms', (databaseMs, ventet) => {
    expect(grunner(fakta({}, { databaseMs }))).toEqual(ventet)
  })

  it('nei når databasen ikke svarer, senderen ikke ser etter, eller den stopper', () => {
    expect(grunner(undefined)).toEqual(['database-svarer-ikke'])
    expect(grunner(fakta(), { ...FRISK, sisteBlikk: for_(61) })).toEqual(['sender-stille'])
    expect(grunner(fakta(), { ...FRISK, stopper: true })).toEqual(['stopper'])
    expect(grunner(undefined, { startet: for_(61), sisteBlikk: for_(61), stopper: true })).toEqual([
      'stopper',
      'database-svarer-ikke',
      'sender-stille',
    ])
  })

  it('en nystartet sender har et minutt på seg', () => {
    const prosess = (sekunder: number) => ({ startet: for_(sekunder), sisteBlikk: undefined, stopper: false })
    expect(helsegrunner(NA, 10, fakta(), prosess(59))).toEqual([])
    expect(helsegrunner(NA, 10, fakta(), prosess(61))).toEqual(['sender-stille'])
  })

  it.each(Object.entries(JOBBER))(
    'jobben %s er sen når den ikke har lyktes på %i sekunder',
    (navn, stille) => {
      const med = (deler: Partial<Jobbkjoring>) => grunner(fakta({}, { jobber: [jobb(navn, deler)] }))
      expect(med({ sistFerdig: for_(stille) })).toEqual([])
      expect(med({ sistFerdig: for_(stille + 1) })).toEqual([`jobb-${navn}-sen`])
      // Tries that fail do not count as having run.
      expect(med({ sistFerdig: for_(stille + 1), sistStart: for_(5), utfall: 'ECONNRESET' })).toEqual([
        `jobb-${navn}-sen`,
      ])
      // On a new database it has its time from when it was first expected.
      expect(med({ sistFerdig: null, meldt: for_(stille) })).toEqual([])
      expect(med({ sistFerdig: null, meldt: for_(stille + 1) })).toEqual([`jobb-${navn}-sen`])
    },
  )

  it('en jobb denne versjonen ikke kjenner, og en klokke som er stilt tilbake, sier ingenting', () => {
    expect(grunner(fakta({}, { jobber: [jobb('noe-nytt', { sistFerdig: for_(1e7) })] }))).toEqual([])
    expect(
      grunner(fakta({ eldsteForfalte: for_(-3600) }, { jobber: [jobb('rydd', { sistFerdig: for_(-60) })] })),
    ).toEqual([])
  })
})

describe('tallene', () => {
  it.each([
    ['kode', 'http-403'],
    ['kode', 'ECONNRESET'],
    ['kode', '40P01'],
    ['kode', 'mangler-adresse'],
    ['verb', 'sak.vis'],
    ['slag', 'agenda-endret'],
  ])('slipper %s %s gjennom', (navn, verdi) => {
    expect(etikettverdi(navn, verdi)).toBe(verdi)
  })

  it.each([
    ['kode', 'K7F3'],
    ['kode', 'Ola Nordmann'],
    ['kode', ''],
    ['slag', 'svar"} 1\nx{y="'],
    ['verb', '00000000-0000-4000-8000-0000000000ff'],
    ['jobb', 'rydd:2026-11-21'],
    ['grunn', 'a'.repeat(41)],
  ])('har aldri noe annet enn koder i en etikett: %s %j', (navn, verdi) => {
    expect(etikettverdi(navn, verdi)).toBe('annet')
  })

  it('nekter en etikett ingen har tenkt på', () => {
    expect(() => etikettverdi('person', 'x')).toThrow('person')
  })

  it('teller det som logges, og slår sammen det som ikke er en kode', () => {
    const { tell, maler } = nyeTellere()
    tell({ kode: 'sendt', slag: 'svar', ms: 40 })
    tell({ kode: 'sendt', slag: 'svar', ms: 700 })
    tell({ kode: 'ikke-sendt', slag: 'oppgave', feil: 'http-429', forsok: 1, ms: 9 })
    tell({ kode: 'ikke-sendt', slag: 'oppgave', feil: 'Ola', forsok: 1 })
    tell({ kode: 'ikke-sendt', slag: 'oppgave', feil: 'Kari', forsok: 1 })
    tell({ kode: 'trykk', verb: 'sak.vis', ms: 260 })
    tell({ kode: 'noe-annet' })
    const linjer = somPrometheus(maler()).split('\n')
    expect(linjer).toContain('skolestotte_sendt_total{slag="svar"} 2')
    expect(linjer).toContain('skolestotte_strupet_total 1')
    expect(linjer).toContain('skolestotte_ikke_sendt_total{slag="oppgave",kode="http-429"} 1')
    expect(linjer).toContain('skolestotte_ikke_sendt_total{slag="oppgave",kode="annet"} 2')
    expect(linjer).toContain('skolestotte_sending_seconds_bucket{le="0.05"} 1')
    expect(linjer).toContain('skolestotte_sending_seconds_bucket{le="1"} 2')
    expect(linjer).toContain('skolestotte_sending_seconds_bucket{le="+Inf"} 2')
    expect(linjer).toContain('skolestotte_sending_seconds_sum 0.74')
    expect(linjer).toContain('skolestotte_trykk_seconds_bucket{verb="sak.vis",le="0.25"} 0')
    expect(linjer).toContain('skolestotte_trykk_seconds_count{verb="sak.vis"} 1')
  })
})
