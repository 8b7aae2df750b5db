import { describe, expect, it } from 'vitest'
import {
  arbeidsdagerFor,
  erArbeidsdag,
  forsteArbeidsdag,
  helligdag,
  nesteISerien,
} from '../../src/mote/arbeidsdager.ts'

const PASKEDAG: Record<number, string> = {
  2024: '2024-03-31',
  2025: '2025-04-20',
  2026: '2026-04-05',
  2027: '2027-03-28',
  2028: '2028-04-16',
  2029: '2029-04-01',
  2030: '2030-04-21',
}

const BEVEGELIGE = [
  [-3, 'skjærtorsdag'],
  [-2, 'langfredag'],
  [0, '1. påskedag'],
  [1, '2. påskedag'],
  [39, 'Kristi himmelfartsdag'],
  [49, '1. pinsedag'],
  [50, '2. pinsedag'],
] as const

const FASTE = [
  ['01-01', '1. nyttårsdag'],
  ['05-01', 'arbeidernes dag'],
  ['05-17', 'grunnlovsdagen'],
  ['12-25', '1. juledag'],
  ['12-26', '2. juledag'],
] as const

function etter(dato: string, dager: number): string {
  return new Date(Date.parse(`${dato}T00:00:00Z`) + dager * 86_400_000).toISOString().slice(0, 10)
}

function helligdageneI(aar: number): Map<string, string> {
  const paske = PASKEDAG[aar]
  if (paske === undefined) throw new Error(`mangler påskedag for ${aar}`)
  const alle = new Map<string, string>()
  for (const [dager, navn] of BEVEGELIGE) alle.set(etter(paske, dager), navn)
  for (const [dato, navn] of FASTE) alle.set(`${aar}-${dato}`, navn)
  return alle
}

describe('helligdag', () => {
  it.each(Object.keys(PASKEDAG).map(Number))('kjenner alle helligdager i %i, og ingen andre dager', aar => {
    const ventet = helligdageneI(aar)
    for (let dato = `${aar}-01-01`; dato <= `${aar}-12-31`; dato = etter(dato, 1)) {
      expect([dato, helligdag(dato)]).toEqual([dato, ventet.get(dato)])
    }
  })

  it('har skrevne datoer for 2026, uavhengig av utregningen over', () => {
    const i2026 = [
      ['2026-01-01', '1. nyttårsdag'],
      ['2026-04-02', 'skjærtorsdag'],
      ['2026-04-03', 'langfredag'],
      ['2026-04-05', '1. påskedag'],
      ['2026-04-06', '2. påskedag'],
      ['2026-05-01', 'arbeidernes dag'],
      ['2026-05-14', 'Kristi himmelfartsdag'],
      ['2026-05-17', 'grunnlovsdagen'],
      ['2026-05-24', '1. pinsedag'],
      ['2026-05-25', '2. pinsedag'],
      ['2026-12-25', '1. juledag'],
      ['2026-12-26', '2. juledag'],
    ] as const
    for (const [dato, navn] of i2026) expect(helligdag(dato)).toBe(navn)
  })

  it('kaller 17. mai grunnlovsdagen også når den faller på 2. pinsedag', () => {
    expect(helligdag('2027-05-17')).toBe('grunnlovsdagen')
  })

  it('regner ikke julaften, nyttårsaften og flaggdager som helligdager', () => {
    for (const dato of ['2026-12-24', '2026-12-31', '2026-02-06', '2026-05-08', '2026-07-29'])
      expect(helligdag(dato)).toBeUndefined()
  })

  it('kaster på en dato som ikke finnes', () => {
    for (const dato of ['2026-02-30', 'i morgen', '', '2026-2-3'])
      expect(() => helligdag(dato)).toThrow(RangeError)
  })
})

describe('arbeidsdager', () => {
  it('er mandag til fredag som ikke er helligdag', () => {
    expect(erArbeidsdag('2026-04-01')).toBe(true)
    expect(erArbeidsdag('2026-04-02')).toBe(false)
    expect(erArbeidsdag('2026-04-04')).toBe(false)
    expect(erArbeidsdag('2026-04-07')).toBe(true)
    expect(erArbeidsdag('2026-12-24')).toBe(true)
  })

  it.each([
    ['2026-11-25', 0, '2026-11-25'],
    ['2026-11-25', 1, '2026-11-24'],
    ['2026-11-23', 1, '2026-11-20'],
    ['2026-11-22', 1, '2026-11-20'],
    ['2026-11-25', 5, '2026-11-18'],
    ['2026-04-07', 1, '2026-04-01'],
    ['2027-01-04', 5, '2026-12-24'],
    ['2027-05-18', 1, '2027-05-14'],
  ])('fra %s er %i arbeidsdager tidligere %s', (dato, antall, ventet) => {
    expect(arbeidsdagerFor(dato, antall)).toBe(ventet)
  })

  it('teller bare hele arbeidsdager bakover', () => {
    expect(() => arbeidsdagerFor('2026-11-25', -1)).toThrow(RangeError)
    expect(() => arbeidsdagerFor('2026-11-25', 1.5)).toThrow(RangeError)
  })

  it.each([
    ['2026-11-25', '2026-11-25'],
    ['2026-11-28', '2026-11-30'],
    ['2026-04-02', '2026-04-07'],
    ['2026-05-01', '2026-05-04'],
    ['2027-01-01', '2027-01-04'],
  ])('første arbeidsdag fra og med %s er %s', (dato, ventet) => {
    expect(forsteArbeidsdag(dato)).toBe(ventet)
  })
})

describe('nesteISerien', () => {
  it.each([
    ['2026-11-25', 4, '2026-12-23'],
    ['2026-03-05', 4, '2026-04-09'],
    ['2026-04-16', 4, '2026-05-21'],
    ['2026-11-27', 4, '2027-01-08'],
    ['2026-03-26', 1, '2026-04-09'],
    ['2026-10-21', 1, '2026-10-28'],
  ])('etter %s, hver %i. uke, kommer %s', (forrige, uker, ventet) => {
    expect(nesteISerien(forrige, uker)).toBe(ventet)
  })

  it('krever minst én uke', () => {
    expect(() => nesteISerien('2026-11-25', 0)).toThrow(RangeError)
  })
})
