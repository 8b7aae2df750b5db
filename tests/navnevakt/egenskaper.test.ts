import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Slag } from '../../src/navnevakt/funn.ts'
import { erstattFunn, finnFunn } from '../../src/navnevakt/navnevakt.ts'
import { NAVN, UTEN } from './regresjon.ts'
import { PEKER_IKKE, PEKER_PA_ETT_BARN } from './sjeldne-setninger.ts'

const SLAG: readonly Slag[] = ['navn', 'fodselsnummer', 'telefon', 'epost', 'adresse', 'skilt', 'sjelden']
const ALLE = [
  ...Object.values(NAVN).flat(),
  ...Object.values(UTEN).flat(),
  ...PEKER_PA_ETT_BARN,
  ...PEKER_IKKE,
].map(setning => setning.replace(/[[\]]/g, ''))

const UVANLIGE = [
  ...[
    '\ud83d',
    '\ude00',
    '😀',
    '👩‍👧',
    '\u0000',
    '\u200b',
    '\u2028',
    '\ufeff',
    '\u0301',
    'ﬁ',
    'İ',
    'ẞ',
    'Ǆ',
    'ﷺ',
    '𝕂𝕒𝕣𝕚',
  ],
  ...[
    '\n',
    '\r\n',
    '\t',
    '\u00a0',
    '“',
    '’',
    '…',
    '—',
    '5B',
    'K7F3',
    '12',
    '4.',
    '@',
    '[',
    ']',
    '{',
    '<b>',
    '\\',
    '"',
  ],
]
const ordene = fc.constantFrom(...new Set(ALLE.flatMap(setning => setning.split(' '))), ...UVANLIGE)

/** Whole sentences, their words in any order, and what hardly is text. */
const tekster = fc.oneof(
  fc.constantFrom(...ALLE),
  fc.array(fc.constantFrom(...ALLE), { maxLength: 6 }).map(setninger => setninger.join(' ')),
  fc
    .array(fc.tuple(ordene, fc.constantFrom(' ', ' ', '', '-', '\n')), { maxLength: 25 })
    .map(o => o.flat().join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map(k => String.fromCharCode(...k)),
)

describe('navnevakten for enhver tekst', () => {
  it('gir gyldige treff, sorterte og uten overlapp, og kaster aldri', () => {
    fc.assert(
      fc.property(tekster, tekst => {
        let forrige = 0
        for (const f of finnFunn(tekst)) {
          expect(f.start).toBeGreaterThanOrEqual(forrige)
          expect(f.slutt).toBeGreaterThan(f.start)
          expect(f.slutt).toBeLessThanOrEqual(tekst.length)
          expect(SLAG).toContain(f.slag)
          expect(['A', 'B']).toContain(f.trinn)
          if (f.slag === 'skilt' || f.slag === 'sjelden') expect(f.trinn).toBe('B')
          forrige = f.slutt
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('svarer likt hver gang, hva den enn har lest i mellomtiden', () => {
    const forste = ALLE.map(setning => finnFunn(setning))
    for (let i = 0; i < 30_000; i += 100)
      finnFunn(Array.from({ length: 100 }, (_, k) => `ord${(i + k).toString(36)}x`).join(' '))
    expect(ALLE.map(setning => finnFunn(setning))).toEqual(forste)
  })

  it('deler aldri et tegn i to', () => {
    fc.assert(
      fc.property(tekster, tekst => {
        for (const sted of finnFunn(tekst).flatMap(f => [f.start, f.slutt])) {
          const midtI =
            /[\ud800-\udbff]/.test(tekst[sted - 1] ?? '') && /[\udc00-\udfff]/.test(tekst[sted] ?? '')
          expect(midtI).toBe(false)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('finner aldri det den selv satte inn', () => {
    for (const tekst of ALLE)
      for (const med of ['K7F3', 'eleven']) {
        const renset = erstattFunn(tekst, finnFunn(tekst), med)
        expect(finnFunn(renset).map(f => renset.slice(f.start, f.slutt))).not.toContain(med)
      }
  })

  it('lar teksten være når det ikke er noe å erstatte', () => {
    fc.assert(
      fc.property(tekster, tekst => {
        expect(erstattFunn(tekst, [], 'K7F3')).toBe(tekst)
      }),
    )
  })
})
