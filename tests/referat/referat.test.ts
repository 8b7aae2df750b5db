import { expect, it } from 'vitest'
import { rekkefolge, skalVidere, UTFALL } from '../../src/referat/referat.ts'

it('møtet tar saker før temaer, og det parkerte til slutt', () => {
  const punkter = [
    { id: 'tema1', slag: 'tema', nr: 1, utfall: 'apent' },
    { id: 'sak2', slag: 'sak', nr: 2, utfall: 'apent' },
    { id: 'sak1', slag: 'sak', nr: 1, utfall: 'parkert' },
    { id: 'sak3', slag: 'sak', nr: 3, utfall: 'droftet' },
  ]
  expect(rekkefolge(punkter).map(p => p.id)).toEqual(['sak2', 'sak3', 'tema1', 'sak1'])
})

it('alt som ikke er drøftet, følger med til neste møte', () => {
  expect(UTFALL.filter(skalVidere)).toEqual(['apent', 'parkert', 'viderefort'])
})
