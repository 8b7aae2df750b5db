import { describe, expect, it } from 'vitest'
import { type Funnet, kvantil, poeng, type Setning, visPoeng } from './maling/poeng.ts'

const SETNINGER: Setning[] = [
  {
    text: 'Kari Nordmann og Ola',
    spans: [
      [0, 13],
      [17, 20],
    ],
  },
  { text: 'Ingen her', spans: [] },
  { text: 'Heller ikke her', spans: [] },
]

describe('målingen av navnevakten', () => {
  it('teller et navn som funnet når et treff dekker noe av det', () => {
    const svar: Funnet[][] = [
      [
        [5, 13, 'A'],
        [0, 4, 'B'],
        [14, 16, 'A'],
      ],
      [[0, 5, 'B']],
      [],
    ]
    expect(poeng(SETNINGER, svar)).toEqual({ navn: 2, funnet: 1, treff: 4, riktige: 2, uten: 2, falske: 1 })
  })

  it('regner ikke treff som bare ligger inntil, som overlapp', () => {
    expect(poeng(SETNINGER, [[[13, 17, 'A']]])).toMatchObject({ funnet: 0, riktige: 0 })
  })

  it('viser andeler, og en strek der det ikke er noe å dele på', () => {
    expect(visPoeng({ navn: 3, funnet: 2, treff: 4, riktige: 3, uten: 200, falske: 1 })).toBe(
      '66,7 / 75,0 / 0,5',
    )
    expect(visPoeng(poeng([], []))).toBe('– / – / –')
  })

  it('finner medianen og halen', () => {
    expect([kvantil([3, 1, 2], 0.5), kvantil([5], 0.99), kvantil([], 0.5)]).toEqual([2, 5, Number.NaN])
  })
})
