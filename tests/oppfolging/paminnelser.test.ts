import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { dagEtter, erSkoledag, type Fri, forsteSkoledag } from '../../src/arshjul/skoledager.ts'
import {
  erAktuell,
  erBorte,
  erStille,
  klokkeslett,
  lederenFarVite,
  leserLederen,
  minnesMellom,
  nesteSendetid,
} from '../../src/oppfolging/paminnelser.ts'

const vanlig = { pause_til: null, stoppet: false }
const HOSTFERIE: Fri[] = [{ fra: '2026-09-28', til: '2026-10-02' }]

/** The days on which a task is reminded of, looked at one day at a time. */
function dagene(
  oppgave: { frist: string; pause_til: string | null; stoppet: boolean },
  fra: string,
  antall: number,
  fri: readonly Fri[] = [],
): string[] {
  return Array.from({ length: antall }, (_, nr) => dagEtter(fra, nr)).filter(dag =>
    minnesMellom(oppgave, fri, { forrige: dagEtter(dag, -1), dag }),
  )
}

describe('dagene det minnes om', () => {
  it.each([
    // Deadline; two working days before, on the day, and then weekly, each moved to a working day.
    ['2026-12-04', ['2026-12-02', '2026-12-04', '2026-12-11', '2026-12-18', '2026-12-28']],
    ['2026-12-07', ['2026-12-03', '2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28']],
    ['2026-12-24', ['2026-12-22', '2026-12-24', '2026-12-31', '2027-01-07', '2027-01-14']],
    // A deadline on a Saturday is the Monday's.
    ['2026-12-12', ['2026-12-10', '2026-12-14', '2026-12-21', '2026-12-28', '2027-01-04']],
    // Maundy Thursday and Easter Monday are holidays, and 17 May too.
    ['2027-03-24', ['2027-03-22', '2027-03-24', '2027-03-31', '2027-04-07', '2027-04-14']],
    ['2027-05-18', ['2027-05-13', '2027-05-18', '2027-05-25', '2027-06-01', '2027-06-08']],
    // A leap day.
    ['2028-02-29', ['2028-02-25', '2028-02-29', '2028-03-07', '2028-03-14', '2028-03-21']],
  ])('frist %s', (frist, ventet) => {
    expect(dagene({ ...vanlig, frist }, dagEtter(frist, -10), 80).slice(0, 5)).toEqual(ventet)
  })

  it('hopper over skolens egne fridager', () => {
    const oppgave = { ...vanlig, frist: '2026-09-25' }
    expect(dagene(oppgave, '2026-09-20', 20, HOSTFERIE)).toEqual([
      '2026-09-23',
      '2026-09-25',
      // The week after is free: the first day back.
      '2026-10-05',
      '2026-10-09',
    ])
  })

  it('tier til en pause er over, og minner den dagen', () => {
    const oppgave = { frist: '2026-12-04', pause_til: '2026-12-09', stoppet: false }
    expect(dagene(oppgave, '2026-11-25', 20)).toEqual(['2026-12-09', '2026-12-11'])
  })

  it('tier for alltid når eieren har bedt om det, men lederen får vite det', () => {
    expect(dagene({ frist: '2026-12-04', pause_til: null, stoppet: true }, '2026-11-25', 200)).toEqual([])
    const dag = (d: string) => lederenFarVite('2026-12-04', [], { forrige: dagEtter(d, -1), dag: d }, 14)
    expect(['2026-12-17', '2026-12-18', '2026-12-21'].map(dag)).toEqual([false, true, false])
    expect(['2026-12-17', '2026-12-18'].map(d => leserLederen('2026-12-04', d, 14))).toEqual([false, true])
  })

  it('går ingen tapt om noen dager hoppes over, og ingen kommer to ganger', () => {
    const enDag = fc.integer({ min: 0, max: 800 }).map(n => dagEtter('2026-08-01', n))
    fc.assert(
      fc.property(
        enDag,
        fc.option(enDag, { nil: null }),
        fc.array(fc.tuple(enDag, fc.integer({ min: 0, max: 70 })), { maxLength: 4 }),
        enDag,
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }),
        (frist, pause, ferier, fra, hopp) => {
          const fri = ferier.map(([start, dager]) => ({ fra: start, til: dagEtter(start, dager) }))
          const oppgave = { frist, pause_til: pause, stoppet: false }
          let forrige = fra
          for (const dager of hopp) {
            const dag = dagEtter(forrige, dager)
            const enOgEn = dagene(oppgave, dagEtter(forrige), dager, fri)
            // Looked at once over the span, it is reminded of exactly when one of the days in it was its day.
            expect(minnesMellom(oppgave, fri, { forrige, dag })).toBe(enOgEn.length > 0)
            for (const d of enOgEn) expect(erSkoledag(d, fri)).toBe(true)
            forrige = dag
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

it.each([
  ['2026-12-01', false],
  ['2026-12-02', true],
  ['2026-12-04', true],
  ['2027-06-01', true],
])('med frist 4. desember står den på listen %s: %s', (dag, ventet) => {
  expect(erAktuell({ ...vanlig, frist: '2026-12-04' }, dag)).toBe(ventet)
  expect(erAktuell({ ...vanlig, frist: '2026-12-04', stoppet: true }, dag)).toBe(false)
  expect(erAktuell({ ...vanlig, frist: '2026-12-04', pause_til: dagEtter(dag) }, dag)).toBe(false)
  expect(erAktuell({ ...vanlig, frist: '2026-12-04', pause_til: dag }, dag)).toBe(ventet)
})

describe('stille tid', () => {
  const stille = { fra: '17:00', til: '07:00' }
  const na = (tid: string) => DateTime.fromISO(tid, { zone: 'Europe/Oslo' })

  it.each([
    ['06:59', true],
    ['07:00', false],
    ['16:59', false],
    ['17:00', true],
    ['23:59', true],
  ])('kl. %s er stille: %s', (klokke, ventet) => expect(erStille(klokke, stille)).toBe(ventet))

  it.each([
    ['2026-11-30T08:00', undefined],
    ['2026-11-30T16:59', undefined],
    ['2026-11-30T06:00', '2026-11-30T08:00'],
    ['2026-11-30T17:00', '2026-12-01T08:00'],
    // Friday evening and the weekend wait for Monday; Christmas for the day after.
    ['2026-11-27T17:00', '2026-11-30T08:00'],
    ['2026-11-28T10:00', '2026-11-30T08:00'],
    ['2026-12-24T18:00', '2026-12-28T08:00'],
    ['2026-12-31T18:00', '2027-01-04T08:00'],
    // The clock is put forward and back: eight on the wall.
    ['2027-03-27T10:00', '2027-03-30T08:00'],
    ['2026-10-24T10:00', '2026-10-26T08:00'],
  ])('%s sendes %s', (tid, ventet) => {
    const neste = nesteSendetid(na(tid), '08:00', stille)
    expect(neste?.toFormat("yyyy-MM-dd'T'HH:mm")).toBe(ventet)
  })

  it('deler ut de timene som ikke er stille', () => {
    expect(klokkeslett(stille)).toEqual([
      '07:00',
      '08:00',
      '09:00',
      '10:00',
      '11:00',
      '12:00',
      '13:00',
      '14:00',
      '15:00',
      '16:00',
    ])
  })
})

it.each([
  [null, null, '2026-12-01', false],
  ['2026-12-01', '2026-12-04', '2026-11-30', false],
  ['2026-12-01', '2026-12-04', '2026-12-01', true],
  ['2026-12-01', '2026-12-04', '2026-12-04', true],
  ['2026-12-01', '2026-12-04', '2026-12-05', false],
  [null, '2026-12-04', '2026-11-01', true],
])('borte fra %s til %s er man den %s: %s', (borte_fra, borte_til, dag, ventet) => {
  expect(erBorte({ borte_fra, borte_til }, dag)).toBe(ventet)
})

it('den første skoledagen er en arbeidsdag uten fri, og ikke før dagen selv', () => {
  const enDag = fc.integer({ min: 0, max: 1500 }).map(n => dagEtter('2026-01-01', n))
  fc.assert(
    fc.property(enDag, enDag, fc.integer({ min: 0, max: 60 }), (dag, fra, dager) => {
      const fri = [{ fra, til: dagEtter(fra, dager) }]
      const funnet = forsteSkoledag(dag, fri)
      expect(funnet >= dag).toBe(true)
      expect(erSkoledag(funnet, fri)).toBe(true)
    }),
  )
})
