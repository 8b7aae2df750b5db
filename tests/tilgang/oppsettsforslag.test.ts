import { describe, expect, it } from 'vitest'
import { kanalforslag, rolleforslag } from '../../src/tilgang/oppsettsforslag.ts'

describe('rolleforslag', () => {
  it.each([
    ['Rektor', 'rektor'],
    ['REKTOR ved Fjordvik', 'rektor'],
    ['Assisterende rektor', undefined],
    ['Sosiallærer', 'sosiallarer'],
    ['sosiallærar', 'sosiallarer'],
    ['Rådgivar og sosiallærar', 'sosiallarer'],
    ['Helsesykepleier', 'helsesykepleier'],
    ['Helsesjukepleiar', 'helsesykepleier'],
    ['Ledende helsesykepleier', 'helsesykepleier'],
    ['Fagkonsulent, barnevernet', 'fagkonsulent'],
    ['Sosialagent', 'sosialagent'],
    ['Familieveileder', 'familieveileder'],
    ['Familierettleiar', 'familieveileder'],
    ['Avdelingsleder barnevern', 'avdelingsleder'],
    ['Avdelingsleiar i barneverntenesta', 'avdelingsleder'],
    ['Avdelingsleder 8. trinn', undefined],
    ['PP-rådgiver', 'ppt'],
    ['Miljøterapeut', 'miljoteam'],
    ['Lærer', undefined],
    ['Direktør', undefined],
    ['', undefined],
  ])('%s gir %s', (stilling, rolle) => {
    expect(rolleforslag(stilling)).toBe(rolle)
  })
})

describe('kanalforslag', () => {
  const kanaler = [
    { id: 'team', navn: '' },
    { id: 'a', navn: 'Ansatte' },
    { id: 'b', navn: 'Innsatsteamet' },
  ]

  it('er den kanalen det ble spurt i, så den som heter det, så den første', () => {
    expect(kanalforslag(kanaler, 'team', 'a')).toBe('a')
    expect(kanalforslag(kanaler, 'team', undefined)).toBe('b')
    expect(kanalforslag(kanaler.slice(0, 2), 'team', undefined)).toBe('team')
    expect(kanalforslag([], 'team', undefined)).toBeUndefined()
  })

  it('er aldri en kanal som ikke er i teamet', () => {
    expect(kanalforslag(kanaler, 'team', 'en-annen')).toBe('b')
  })
})
