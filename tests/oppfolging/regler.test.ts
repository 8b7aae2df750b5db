import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { enUkeEtter, erApen, standardFrist } from '../../src/oppfolging/oppfolging.ts'

const fredag = DateTime.fromISO('2026-11-27', { zone: 'Europe/Oslo' })

describe('fristen', () => {
  it('er neste møte når ingen har satt en', () => {
    expect(standardFrist(fredag, '2026-12-18')).toBe('2026-12-18')
  })
  it('er en arbeidsdag fire uker fram når neste møte ikke er kalt inn', () => {
    expect(standardFrist(fredag, undefined)).toBe('2026-12-28')
  })
  it.each([
    ['2026-12-04', '2026-11-27', '2026-12-11'],
    ['2026-11-20', '2026-11-27', '2026-12-04'],
    ['2026-12-18', '2026-11-27', '2026-12-28'],
  ])('%s utsettes, den %s, til %s som forslag', (frist, idag, forslag) => {
    expect(enUkeEtter(frist, idag)).toBe(forslag)
  })
})

it.each([
  ['apen', true],
  ['viderefort', true],
  ['gjort', false],
  ['ikke_gjort', false],
])('%s er åpen: %s', (status, apen) => {
  expect(erApen(status)).toBe(apen)
})
