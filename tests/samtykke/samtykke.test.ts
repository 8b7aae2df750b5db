import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { erGyldig, kontrollerDatoer, type Samtykke, skolearetsSlutt } from '../../src/samtykke/samtykke.ts'

const etSamtykke = (endring: Partial<Samtykke> = {}): Samtykke => ({
  status: 'gitt',
  gittAv: 'begge',
  dato: '2026-11-01',
  gyldigTil: '2027-06-30',
  innhentetAv: 't/p',
  ...endring,
})

describe('et samtykke', () => {
  it.each([
    ['gitt og ikke utløpt', etSamtykke(), '2026-11-21', true],
    ['på sin første dag', etSamtykke(), '2026-11-01', true],
    ['på sin siste dag', etSamtykke(), '2027-06-30', true],
    ['dagen etter', etSamtykke(), '2027-07-01', false],
    ['før det ble gitt', etSamtykke(), '2026-10-31', false],
    ['trukket', etSamtykke({ status: 'trukket' }), '2026-11-21', false],
    ['som ikke finnes', undefined, '2026-11-21', false],
  ])('%s', (_, samtykke, idag, gyldig) => {
    expect(erGyldig(samtykke, idag)).toBe(gyldig)
  })

  it.each([
    ['2026-11-21', '2027-06-30', undefined],
    ['2026-11-22', '2027-06-30', 'dato-i-framtida'],
    ['2026-11-01', '2026-11-20', 'utlopt-dato'],
    ['i går', '2027-06-30', 'ugyldig-dato'],
    ['2026-11-01', '', 'ugyldig-dato'],
  ])('fra %s til %s: %s', (dato, gyldigTil, kode) => {
    expect(kontrollerDatoer(dato, gyldigTil, '2026-11-21')?.kode).toBe(kode)
  })

  it.each([
    ['2026-11-21', '2027-06-30'],
    ['2027-06-30', '2027-06-30'],
    ['2027-07-01', '2028-06-30'],
  ])('gitt %s varer til skoleårets slutt, %s', (idag, slutt) => {
    expect(skolearetsSlutt(DateTime.fromISO(idag, { zone: 'Europe/Oslo' }))).toBe(slutt)
  })
})
