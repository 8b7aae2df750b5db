import { describe, expect, test } from 'vitest'
import { kontrast, kontrastfunn, kontrollerKort, maksBytes } from './kontroll.ts'

const etKort = (...body: unknown[]) => ({ type: 'AdaptiveCard', version: '1.5', body })

describe('kontrollen av kort', () => {
  test('et kort med ledetekster og knappetitler går gjennom', () => {
    const kort = etKort(
      { type: 'Input.Text', id: 'tekst', label: 'Hva ser dere?' },
      { type: 'Input.Toggle', id: 'enige', title: 'Begge foreldrene er enige' },
      {
        type: 'ActionSet',
        actions: [{ type: 'Action.Execute', title: 'Send', data: { type: 'Action.Uten.Tittel' } }],
      },
    )
    expect(kontrollerKort(kort)).toEqual([])
  })

  test.each([
    [
      'et felt uten label, også i en kolonne',
      { type: 'ColumnSet', columns: [{ items: [{ type: 'Input.Text', id: 'a' }] }] },
      'mangler label',
    ],
    [
      'et tekstfelt som bare har title',
      { type: 'Input.Text', id: 'a', title: 'Hva ser dere?' },
      'mangler label',
    ],
    ['en bryter uten title og label', { type: 'Input.Toggle', id: 'a' }, 'mangler label'],
    ['en knapp uten title', { type: 'ActionSet', actions: [{ type: 'Action.Submit' }] }, 'mangler title'],
    ['et bilde uten altText', { type: 'Image', url: 'data:,' }, 'mangler altText'],
    [
      'en knapp som skal være avslått',
      { type: 'Action.Submit', title: 'Send', isEnabled: false },
      'isEnabled',
    ],
    ['for mange byte', { type: 'TextBlock', text: 'å'.repeat(maksBytes / 2) }, 'grensen'],
  ])('%s blir funnet', (_hva, element, funn) => {
    expect(kontrollerKort(etKort(element))).toEqual([expect.stringContaining(funn)])
  })

  test.each([[null], [{}], [{ type: 'AdaptiveCard', version: '1.6', body: [] }]])(
    '%j er ikke et kort Teams tar',
    kort => {
      expect(kontrollerKort(kort)).toHaveLength(1)
    },
  )
})

describe('kontrasten', () => {
  test('svart på hvitt er 21, og rekkefølgen er likegyldig', () => {
    expect(kontrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(kontrast('#ffffff', '#000000')).toBeCloseTo(21)
  })

  test('grått på hvitt kan være for svakt', () => {
    expect(kontrast('#767676', '#ffffff')).toBeGreaterThan(4.5)
    expect(kontrast('#787878', '#ffffff')).toBeLessThan(4.5)
  })

  test('alle tekstfarger kan leses på alle bakgrunner i begge temaer', () => {
    expect(kontrastfunn()).toEqual([])
  })
})
