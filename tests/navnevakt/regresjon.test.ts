import { describe, expect, it } from 'vitest'
import { type Funn, finnFunn } from '../../src/navnevakt/navnevakt.ts'
import { merket } from './merket.ts'
import { NAVN, UTEN } from './regresjon.ts'

/**
 * Per cent, over all groups and for the weakest one: names found at least, and name-free sentences flagged at most. The weakest
 * of the name-free groups is made of words that are names too, first in their sentences.
 */
const GULV = {
  A: { alle: 97.5, svakest: 85, falske: 5, falskeSvakest: 20 },
  'A+B': { alle: 98.5, svakest: 85, falske: 9, falskeSvakest: 36 },
} as const

type Trinn = keyof typeof GULV

function navn(tekst: string, trinn: Trinn): Funn[] {
  return finnFunn(tekst).filter(f => f.slag === 'navn' && (trinn === 'A+B' || f.trinn === 'A'))
}

type Gruppe = { gruppe: string; av: number; antall: number; setninger: string[] }

/** How many names each group has, how many were not found, and in which sentences. */
function ikkeFunnet(trinn: Trinn): Gruppe[] {
  return Object.entries(NAVN).map(([gruppe, setninger]) => {
    const rester = setninger.map(setning => {
      const { tekst, spenn } = merket(setning)
      const funn = navn(tekst, trinn)
      const rest = spenn.filter(([start, slutt]) => !funn.some(f => f.start < slutt && start < f.slutt))
      return { setning, av: spenn.length, rest: rest.length }
    })
    const sum = (felt: 'av' | 'rest') => rester.reduce((s, r) => s + r[felt], 0)
    const savnet = rester.filter(r => r.rest > 0).map(r => r.setning)
    return { gruppe, av: sum('av'), antall: sum('rest'), setninger: savnet }
  })
}

function falske(trinn: Trinn): Gruppe[] {
  return Object.entries(UTEN).map(([gruppe, setninger]) => {
    const merkede = setninger.flatMap(setning => {
      const funn = navn(setning, trinn).map(f => setning.slice(f.start, f.slutt))
      return funn.length > 0 ? [`${setning} → ${funn.join(', ')}`] : []
    })
    return { gruppe, av: setninger.length, antall: merkede.length, setninger: merkede }
  })
}

const prosent = (g: Pick<Gruppe, 'av' | 'antall'>) => (100 * g.antall) / g.av

function samlet(grupper: readonly Gruppe[]): number {
  const sum = (felt: 'av' | 'antall') => grupper.reduce((s, g) => s + g[felt], 0)
  return prosent({ av: sum('av'), antall: sum('antall') })
}

function vis(hva: string, grupper: readonly Gruppe[]): void {
  const medNoe = grupper.filter(g => g.antall > 0)
  const linjer = medNoe.map(g => {
    const setninger = g.setninger.map(s => `\n    ${s}`).join('')
    return `  ${g.gruppe}: ${g.antall} av ${g.av} (${prosent(g).toFixed(1)} %)${setninger}`
  })
  console.log(`${hva}: ${samlet(grupper).toFixed(1)} %\n${linjer.join('\n')}`)
}

describe('navnevakten på våre egne setninger', () => {
  it('har mange nok av dem, og ingen to ganger', () => {
    const [med, uten] = [Object.values(NAVN).flat(), Object.values(UTEN).flat()]
    expect(med.length).toBeGreaterThanOrEqual(500)
    expect(uten.length).toBeGreaterThanOrEqual(300)
    expect(new Set(med).size).toBe(med.length)
    expect(new Set(uten).size).toBe(uten.length)
    expect(med.filter(s => merket(s).ord.length === 0)).toEqual([])
    expect(uten.filter(s => /[[\]]/.test(s))).toEqual([])
  })

  it.each(['A', 'A+B'] as const)('finner nok av navnene med %s', trinn => {
    const grupper = ikkeFunnet(trinn)
    vis(`Ikke funnet med ${trinn}`, grupper)
    expect(100 - samlet(grupper)).toBeGreaterThanOrEqual(GULV[trinn].alle)
    for (const g of grupper)
      expect([g.gruppe, 100 - prosent(g) >= GULV[trinn].svakest]).toEqual([g.gruppe, true])
  })

  it.each(['A', 'A+B'] as const)('merker få setninger uten navn med %s', trinn => {
    const grupper = falske(trinn)
    vis(`Merket uten grunn med ${trinn}`, grupper)
    expect(samlet(grupper)).toBeLessThanOrEqual(GULV[trinn].falske)
    for (const g of grupper)
      expect([g.gruppe, prosent(g) <= GULV[trinn].falskeSvakest]).toEqual([g.gruppe, true])
  })
})
