import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { erApenForInnspill, erDag, innspillsfrist, paminnelseTid, tidspunkt } from '../../src/mote/moter.ts'

const oslo = (tid: string) => DateTime.fromISO(tid, { zone: 'Europe/Oslo' })
const iso = (tid: DateTime | undefined) => tid?.toFormat("yyyy-MM-dd'T'HH:mm")

describe('fristen for innspill', () => {
  it('er klokka tolv arbeidsdagen før', () => {
    const frist = innspillsfrist(
      tidspunkt('2026-11-30', '10:15'),
      '2026-11-27',
      '12:00',
      oslo('2026-11-20T08:00'),
    )
    expect(iso(frist)).toBe('2026-11-27T12:00')
  })

  it('er møtets start når standardfristen er passert', () => {
    const start = tidspunkt('2026-11-27', '10:15')
    expect(iso(innspillsfrist(start, '2026-11-26', '12:00', oslo('2026-11-26T12:00')))).toBe(
      '2026-11-27T10:15',
    )
    expect(iso(innspillsfrist(start, '2026-11-26', '12:00', oslo('2026-11-26T11:59')))).toBe(
      '2026-11-26T12:00',
    )
  })

  it('holder veggklokka når sommertiden slutter', () => {
    const frist = innspillsfrist(
      tidspunkt('2026-10-26', '09:00'),
      '2026-10-23',
      '12:00',
      oslo('2026-10-01T08:00'),
    )
    expect(frist.toUTC().toFormat('HH:mm')).toBe('10:00')
    expect(tidspunkt('2026-10-26', '12:00').toUTC().toFormat('HH:mm')).toBe('11:00')
  })
})

describe('innspill', () => {
  const frist = new Date('2026-11-26T11:00:00Z')
  it.each([
    ['planlagt', '2026-11-26T12:00', true],
    ['planlagt', '2026-11-26T12:01', false],
    ['i_gang', '2026-11-26T11:00', false],
    ['avlyst', '2026-11-26T11:00', false],
    ['avholdt', '2026-11-26T11:00', false],
  ] as const)('%s kl. %s: %s', (status, na, apen) => {
    expect(erApenForInnspill({ status, frist }, oslo(na))).toBe(apen)
  })

  it('purres én arbeidsdag før fristen, men ikke når det er for sent', () => {
    const fristen = oslo('2026-11-26T12:00')
    expect(iso(paminnelseTid(fristen, '2026-11-25', oslo('2026-11-20T08:00')))).toBe('2026-11-25T12:00')
    expect(paminnelseTid(fristen, '2026-11-25', oslo('2026-11-25T12:00'))).toBeUndefined()
  })
})

it.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['9999-12-31', false],
  ['28.02.2026', false],
  ['', false],
])('%s er en dag: %s', (verdi, ventet) => {
  expect(erDag(verdi)).toBe(ventet)
})
