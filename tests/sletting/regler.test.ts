import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kopiTil, slettesDag, slettesteg, VARSEL_DAGER } from '../../src/sletting/sletting.ts'

/** Days counted without clocks, so that summer time has no say. */
const etter = (dag: string, dager: number) =>
  new Date(Date.parse(`${dag}T00:00:00Z`) + dager * 86_400_000).toISOString().slice(0, 10)

const dag = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 86_400_000, max: Date.UTC(2089, 11, 31) / 86_400_000 })
  .map(nr => new Date(nr * 86_400_000).toISOString().slice(0, 10))

describe('dagen en sak slettes', () => {
  it.each<[string, string | undefined, string, number, string]>([
    ['90 dager etter møtet', '2026-11-27', '2026-11-20', 90, '2027-02-25'],
    [
      '90 dager etter at den ble meldt, når den aldri kom i et møte',
      undefined,
      '2026-11-20',
      90,
      '2027-02-18',
    ],
    [
      'møtet teller, ikke meldingen, også når meldingen er nyere',
      '2026-11-27',
      '2026-12-24',
      90,
      '2027-02-25',
    ],
    ['over et årsskifte', '2026-12-31', '2026-12-01', 1, '2027-01-01'],
    ['et helt år', '2026-11-27', '2026-11-20', 365, '2027-11-27'],
    ['et helt år med skuddårsdag', '2027-11-27', '2027-11-20', 365, '2028-11-26'],
    ['på skuddårsdagen', '2028-02-28', '2028-02-01', 1, '2028-02-29'],
    ['fra skuddårsdagen', '2028-02-29', '2028-02-01', 1, '2028-03-01'],
    ['over februar i et år uten skuddårsdag', '2027-02-28', '2027-02-01', 1, '2027-03-01'],
    ['natta det blir sommertid', '2027-03-27', '2027-03-01', 1, '2027-03-28'],
    ['dagen etter at det ble sommertid', '2027-03-28', '2027-03-01', 1, '2027-03-29'],
    ['dagen etter at det ble vintertid', '2027-10-31', '2027-10-01', 1, '2027-11-01'],
    ['med korteste tid', '2026-11-27', '2026-11-20', 15, '2026-12-12'],
    ['med lengste tid, ti år', '2026-11-27', '2026-11-20', 3650, '2036-11-24'],
    ['samme dag', '2026-11-27', '2026-11-20', 0, '2026-11-27'],
  ])('%s', (_, siste, meldt, dager, ventet) => {
    expect(slettesDag(siste, meldt, dager)).toBe(ventet)
  })

  it('er så mange dager etter, uansett år og klokke', () => {
    fc.assert(
      fc.property(
        fc.option(dag, { nil: undefined }),
        dag,
        fc.integer({ min: 0, max: 3650 }),
        (siste, meldt, dager) => {
          expect(slettesDag(siste, meldt, dager)).toBe(etter(siste ?? meldt, dager))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('er aldri før et varsel kan være sendt, med den korteste tiden en kommune kan velge', () => {
    const korteste = 15
    expect(VARSEL_DAGER).toBeLessThan(korteste)
    fc.assert(
      fc.property(dag, siste => {
        const varsles = etter(slettesDag(siste, siste, korteste), -VARSEL_DAGER)
        expect(varsles > siste).toBe(true)
      }),
    )
  })
})

describe('hva som gjøres i dag, 21. november', () => {
  const IDAG = '2026-11-21'
  it.each<[string, dag: string, varslet: string | null, ventet: ReturnType<typeof slettesteg>]>([
    ['15 dager igjen', '2026-12-06', null, { gjor: 'ingenting' }],
    ['14 dager igjen: eieren får vite det', '2026-12-05', null, { gjor: 'varsle', dag: '2026-12-05' }],
    ['13 dager igjen, og ingen har sagt fra', '2026-12-04', null, { gjor: 'varsle', dag: '2026-12-05' }],
    ['fristen var i dag, og ingen har sagt fra', IDAG, null, { gjor: 'varsle', dag: '2026-12-05' }],
    [
      'fristen er lenge ute, og ingen har sagt fra',
      '2026-01-01',
      null,
      { gjor: 'varsle', dag: '2026-12-05' },
    ],
    ['varslet, og dagen er ikke kommet', '2026-11-22', '2026-11-22', { gjor: 'ingenting' }],
    ['varslet, og dagen er i dag', IDAG, IDAG, { gjor: 'slett' }],
    ['varslet, og dagen var i går', '2026-11-20', '2026-11-20', { gjor: 'slett' }],
    ['varslet sent: fristen er ute, men ikke varselet', '2026-10-01', '2026-11-22', { gjor: 'ingenting' }],
    ['varslet sent, og varselet er ute', '2026-10-01', IDAG, { gjor: 'slett' }],
    ['tatt opp igjen etter varselet', '2027-02-25', '2026-11-25', { gjor: 'glem' }],
    ['tatt opp igjen, og varselets dag er ute', '2027-02-25', '2026-11-01', { gjor: 'glem' }],
    [
      'fristen er flyttet litt: varselet gjaldt en tidligere dag',
      '2026-11-30',
      '2026-11-25',
      { gjor: 'varsle', dag: '2026-12-05' },
    ],
    ['kommunen har kortet ned tiden etter varselet', '2026-11-01', '2026-11-30', { gjor: 'ingenting' }],
  ])('%s', (_, frist, varslet, ventet) => {
    expect(slettesteg(frist, varslet, IDAG)).toEqual(ventet)
  })

  it.each([
    ['2026-12-20', '2027-01-03'],
    ['2028-02-20', '2028-03-05'],
    ['2027-02-20', '2027-03-06'],
    ['2027-03-20', '2027-04-03'],
  ])('varselet %s gjelder dagen %s', (idag, ventet) => {
    expect(slettesteg(idag, null, idag)).toEqual({ gjor: 'varsle', dag: ventet })
  })

  it('ingenting slettes før fristen, og ikke før eieren har visst om dagen i to uker', () => {
    const hendelse = fc.record({
      // The nights the tidying was not run, and how the due day moved when the case was taken up again.
      netter: fc.integer({ min: 1, max: 30 }),
      flyttet: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 120 }) },
      ),
    })
    fc.assert(
      fc.property(
        dag,
        dag,
        fc.array(hendelse, { minLength: 5, maxLength: 40 }),
        (start, forste, hendelser) => {
          let frist = forste
          let idag = start
          let varslet: string | null = null
          let sagtDen = ''
          for (const { netter, flyttet } of hendelser) {
            idag = etter(idag, netter)
            frist = etter(frist, flyttet)
            const steg = slettesteg(frist, varslet, idag)
            if (steg.gjor === 'slett') {
              expect(frist <= idag).toBe(true)
              expect(varslet !== null && varslet <= idag).toBe(true)
              expect(etter(sagtDen, VARSEL_DAGER) <= idag).toBe(true)
              return
            }
            if (steg.gjor === 'varsle') {
              expect(steg.dag >= etter(idag, VARSEL_DAGER) && steg.dag >= frist).toBe(true)
              varslet = steg.dag
              sagtDen = idag
            }
            if (steg.gjor === 'glem') varslet = null
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('en sak som ligger i ro, slettes på fristen når det ryddes hver natt', () => {
    fc.assert(
      fc.property(dag, fc.integer({ min: 0, max: 40 }), (start, dager) => {
        const frist = etter(start, dager)
        const steg = (varslet: string | null, idag: string) => slettesteg(frist, varslet, idag)
        let varslet: string | null = null
        let idag = start
        for (; ; idag = etter(idag, 1)) {
          const na = steg(varslet, idag)
          if (na.gjor === 'slett') break
          if (na.gjor === 'varsle') varslet = na.dag
          expect(idag <= etter(start, 60)).toBe(true)
        }
        expect(idag).toBe(dager >= VARSEL_DAGER ? frist : etter(start, VARSEL_DAGER))
      }),
      { numRuns: 200 },
    )
  })
})

describe('dagen sikkerhetskopiene ikke lenger har det', () => {
  it.each<[string, number, string]>([
    ['2026-11-21', 7, '2026-11-28'],
    ['2026-12-28', 7, '2027-01-04'],
    ['2028-02-26', 7, '2028-03-04'],
    ['2027-02-26', 7, '2027-03-05'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-03-27', 1, '2027-03-28'],
    ['2027-10-30', 2, '2027-11-01'],
    ['2026-11-21', 0, '2026-11-21'],
    ['2028-02-29', 365, '2029-02-28'],
  ])('slettet %s, med kopier i %i dager: %s', (slettet, dager, ventet) => {
    expect(kopiTil(slettet, dager)).toBe(ventet)
  })

  it('er så mange dager etter, uansett år og klokke', () => {
    fc.assert(
      fc.property(dag, fc.integer({ min: 0, max: 365 }), (slettet, dager) => {
        expect(kopiTil(slettet, dager)).toBe(etter(slettet, dager))
      }),
      { numRuns: 500 },
    )
  })
})
