import fc from 'fast-check'
import { DateTime, Settings } from 'luxon'
import { describe, expect, it } from 'vitest'
import { tolkTid } from '../../src/mote/norsk-dato.ts'

/** A Wednesday in week 48; the week before the tests' many dates in December. */
const ONSDAG = oslo('2026-11-25T10:00')
const TOMT = {}

function oslo(tid: string): DateTime {
  return DateTime.fromISO(tid, { zone: 'Europe/Oslo' })
}

describe('tolkTid', () => {
  it.each([
    ['', TOMT],
    ['   ', TOMT],
    ['12.12', { dato: '2026-12-12' }],
    ['12.12.', { dato: '2026-12-12' }],
    ['den 12.12.', { dato: '2026-12-12' }],
    ['12/12', { dato: '2026-12-12' }],
    ['2/12', { dato: '2026-12-02' }],
    ['02.12', { dato: '2026-12-02' }],
    ['12.12.26', { dato: '2026-12-12' }],
    ['12.12.26.', { dato: '2026-12-12' }],
    ['12.12.2026', { dato: '2026-12-12' }],
    ['12/12/26', { dato: '2026-12-12' }],
    ['12-12-2026', { dato: '2026-12-12' }],
    ['2026-12-12', { dato: '2026-12-12' }],
    ['12. desember', { dato: '2026-12-12' }],
    ['12.desember', { dato: '2026-12-12' }],
    ['12 DESEMBER', { dato: '2026-12-12' }],
    ['12 des', { dato: '2026-12-12' }],
    ['12. des.', { dato: '2026-12-12' }],
    ['12. desember 2026', { dato: '2026-12-12' }],
    ['lørdag 12. desember', { dato: '2026-12-12' }],
    ['laurdag den 12. desember', { dato: '2026-12-12' }],
    ['fredag 11.12', { dato: '2026-12-11' }],
    ['1. mars', { dato: '2027-03-01' }],
    ['3 sept', { dato: '2027-09-03' }],
    ['29. februar 2028', { dato: '2028-02-29' }],
  ])('leser datoen «%s»', (tekst, ventet) => {
    expect(tolkTid(tekst, ONSDAG)).toEqual({ ok: true, ...ventet })
  })

  it.each([
    ['kl. 13.30', '13:30'],
    ['13:30', '13:30'],
    ['13.30', '13:30'],
    ['kl 9', '09:00'],
    ['KL 9', '09:00'],
    ['kl.9', '09:00'],
    ['kl9.15', '09:15'],
    ['klokka 9', '09:00'],
    ['Klokken 14', '14:00'],
    ['10.15', '10:15'],
    ['10.00', '10:00'],
    ['8:05', '08:05'],
    ['kl. 10.12', '10:12'],
    ['1300', '13:00'],
    ['kl 0830', '08:30'],
  ])('leser klokkeslettet «%s»', (tekst, klokke) => {
    expect(tolkTid(tekst, ONSDAG)).toEqual({ ok: true, klokke })
  })

  it.each([
    ['12. desember kl 13', '2026-12-12', '13:00'],
    ['12.12 13.00', '2026-12-12', '13:00'],
    ['12.12. 13.00', '2026-12-12', '13:00'],
    ['12.12 10.12', '2026-12-12', '10:12'],
    ['12.12 kl. 10.12', '2026-12-12', '10:12'],
    ['kl 10 12.12', '2026-12-12', '10:00'],
    ['13.30 12.12', '2026-12-12', '13:30'],
    ['12.12.26 13.00', '2026-12-12', '13:00'],
    ['12.12.2026, kl. 8.30', '2026-12-12', '08:30'],
    ['2026-12-12 13:30', '2026-12-12', '13:30'],
    ['12 des 2026 1300', '2026-12-12', '13:00'],
    ['12 des 13', '2026-12-12', '13:00'],
    ['fredag 10:15', '2026-11-27', '10:15'],
    ['fredag 10.15', '2026-11-27', '10:15'],
    ['fredag 9', '2026-11-27', '09:00'],
    ['fredag 11.12 13.00', '2026-12-11', '13:00'],
    ['i morgen 10.12', '2026-11-26', '10:12'],
    ['neste fredag 12.00', '2026-12-04', '12:00'],
    ['uke 50 torsdag kl 13', '2026-12-10', '13:00'],
    ['kl 13 på fredag', '2026-11-27', '13:00'],
  ])('leser dato og klokkeslett i «%s»', (tekst, dato, klokke) => {
    expect(tolkTid(tekst, ONSDAG)).toEqual({ ok: true, dato, klokke })
  })

  it.each([
    ['fredag', '2026-11-27'],
    ['FREDAG', '2026-11-27'],
    ['fre', '2026-11-27'],
    ['fre.', '2026-11-27'],
    ['på fredag', '2026-11-27'],
    ['nå på fredag', '2026-11-27'],
    ['neste fredag', '2026-12-04'],
    ['neste onsdag', '2026-12-02'],
    ['til uka torsdag', '2026-12-03'],
    ['torsdag til uka', '2026-12-03'],
    ['torsdag neste uke', '2026-12-03'],
    ['neste uke torsdag', '2026-12-03'],
    ['torsdag i neste uke', '2026-12-03'],
    ['torsdag neste veke', '2026-12-03'],
    ['torsdag denne uka', '2026-11-26'],
    ['uke 50 torsdag', '2026-12-10'],
    ['torsdag i uke 50', '2026-12-10'],
    ['veke 50 måndag', '2026-12-07'],
    ['fredag uke 53', '2027-01-01'],
    ['uke 2 tirsdag', '2027-01-12'],
    ['i dag', '2026-11-25'],
    ['idag', '2026-11-25'],
    ['i morgen', '2026-11-26'],
    ['i morgon', '2026-11-26'],
    ['imorgen', '2026-11-26'],
    ['i overmorgen', '2026-11-27'],
    ['overmorgen', '2026-11-27'],
    ['i morgen torsdag', '2026-11-26'],
    ['mandag', '2026-11-30'],
    ['måndag', '2026-11-30'],
    ['man', '2026-11-30'],
    ['tysdag', '2026-12-01'],
    ['tirsdag', '2026-12-01'],
    ['onsdag', '2026-12-02'],
    ['tors', '2026-11-26'],
    ['laurdag', '2026-11-28'],
    ['lørdag', '2026-11-28'],
    ['søndag', '2026-11-29'],
    ['sundag', '2026-11-29'],
  ])('leser dagen «%s»', (tekst, dato) => {
    expect(tolkTid(tekst, ONSDAG)).toEqual({ ok: true, dato })
  })

  it.each([
    ['onsdag 13.00', '2026-11-25', '13:00'],
    ['onsdag kl 10.01', '2026-11-25', '10:01'],
    ['onsdag kl 10', '2026-12-02', '10:00'],
    ['onsdag kl 8', '2026-12-02', '08:00'],
  ])('er dagens ukedag i dag bare når klokkeslettet er senere enn nå: «%s»', (tekst, dato, klokke) => {
    expect(tolkTid(tekst, ONSDAG)).toEqual({ ok: true, dato, klokke })
  })

  it.each([
    ['24.11', 'dato-passert'],
    ['25.10', 'dato-passert'],
    ['12.12.2025', 'dato-passert'],
    ['2026-11-24', 'dato-passert'],
    ['mandag denne uka', 'dato-passert'],
    ['uke 47 fredag', 'dato-passert'],
    ['31.2', 'ugyldig-dato'],
    ['32.12', 'ugyldig-dato'],
    ['0.12', 'ugyldig-dato'],
    ['31. november', 'ugyldig-dato'],
    ['29.2', 'ugyldig-dato'],
    ['2026-02-30', 'ugyldig-dato'],
    ['12.13.2026', 'ugyldig-dato'],
    ['12.12.3026', 'ugyldig-dato'],
    ['fredag 12.12', 'ugyldig-dato'],
    ['uke 54 fredag', 'ugyldig-dato'],
    ['uke 0 fredag', 'ugyldig-dato'],
    ['blåbær', 'ukjent-dato'],
    ['fredag blåbær', 'ukjent-dato'],
    ['neste uke', 'ukjent-dato'],
    ['uke 50', 'ukjent-dato'],
    ['fredag mandag', 'ukjent-dato'],
    ['12.12 13/12', 'ukjent-dato'],
    ['10.12 i morgen', 'ukjent-dato'],
    ['12', 'ukjent-dato'],
    ['2026', 'ukjent-dato'],
    ['...', 'ukjent-dato'],
    ['på', 'ukjent-dato'],
    ['25:70', 'ukjent-klokke'],
    ['24:00', 'ukjent-klokke'],
    ['9:5', 'ukjent-klokke'],
    ['kl 25', 'ukjent-klokke'],
    ['kl', 'ukjent-klokke'],
    ['kl blåbær', 'ukjent-klokke'],
    ['fredag kl halv to', 'ukjent-klokke'],
    ['fredag 25', 'ukjent-klokke'],
    ['fredag 13-14.30', 'ukjent-klokke'],
    ['12.12 kl 13.30–15', 'ukjent-klokke'],
    ['12.12 12.75', 'ukjent-klokke'],
    ['kl 9 kl 10', 'ukjent-klokke'],
  ] as const)('avviser «%s» som %s', (tekst, kode) => {
    expect(tolkTid(tekst, ONSDAG)).toEqual({ ok: false, kode })
  })

  it('lar en dato uten år bety neste år når den er passert med mer enn 31 dager', () => {
    expect(tolkTid('25.10', ONSDAG)).toEqual({ ok: false, kode: 'dato-passert' })
    expect(tolkTid('24.10', ONSDAG)).toEqual({ ok: true, dato: '2027-10-24' })
    expect(tolkTid('12. januar', ONSDAG)).toEqual({ ok: true, dato: '2027-01-12' })
    expect(tolkTid('29.2', oslo('2027-11-01T09:00'))).toEqual({ ok: true, dato: '2028-02-29' })
  })

  it('følger ukeåret rundt nyttår', () => {
    const nyttar = oslo('2027-01-02T09:00')
    expect(tolkTid('mandag', nyttar)).toEqual({ ok: true, dato: '2027-01-04' })
    expect(tolkTid('uke 1 mandag', nyttar)).toEqual({ ok: true, dato: '2027-01-04' })
    expect(tolkTid('neste mandag', nyttar)).toEqual({ ok: true, dato: '2027-01-04' })
    expect(tolkTid('søndag i uke 53', nyttar)).toEqual({ ok: true, dato: '2027-01-03' })
  })

  it('tåler at klokka stilles', () => {
    expect(tolkTid('i morgen', oslo('2026-03-28T23:30'))).toEqual({ ok: true, dato: '2026-03-29' })
    expect(tolkTid('i overmorgen', oslo('2026-10-24T00:10'))).toEqual({ ok: true, dato: '2026-10-26' })
    expect(tolkTid('i dag', oslo('2026-11-26T00:10'))).toEqual({ ok: true, dato: '2026-11-26' })
  })

  it('svarer likt uansett maskinens tidssone', () => {
    const forrige = Settings.defaultZone
    try {
      for (const sone of ['UTC', 'Europe/Oslo', 'Pacific/Auckland']) {
        Settings.defaultZone = sone
        expect(tolkTid('neste fredag 12.00', ONSDAG)).toEqual({
          ok: true,
          dato: '2026-12-04',
          klokke: '12:00',
        })
        expect(tolkTid('uke 50 torsdag', ONSDAG)).toEqual({ ok: true, dato: '2026-12-10' })
        expect(tolkTid('12.12', ONSDAG)).toEqual({ ok: true, dato: '2026-12-12' })
      }
    } finally {
      Settings.defaultZone = forrige
    }
  })

  it('leser tekst med delte bokstaver (å som a og ring)', () => {
    expect(tolkTid('måndag'.normalize('NFD'), ONSDAG)).toEqual({ ok: true, dato: '2026-11-30' })
  })

  it('avviser lange tekster uten å lese dem', () => {
    expect(tolkTid('fredag '.repeat(20_000), ONSDAG)).toEqual({ ok: false, kode: 'ukjent-dato' })
  })

  it('leser hver dag det neste året i alle skrivemåter', () => {
    for (let dag = 0; dag <= 365; dag++) {
      const d = ONSDAG.plus({ days: dag })
      const dato = d.toFormat('yyyy-MM-dd')
      const former = ['d.M.yyyy', 'dd.MM.yy', 'yyyy-MM-dd', 'd/M/yy', 'd. MMMM yyyy', 'EEEE d.M.yyyy']
      for (const form of dag < 334 ? [...former, 'd.M', 'd/M', 'd. MMM'] : former)
        expect(tolkTid(d.setLocale('nb').toFormat(form), ONSDAG)).toEqual({ ok: true, dato })
    }
  })

  it('kaster aldri, og svarer bare med gyldige verdier', () => {
    const biter = fc.constantFrom(
      ...[
        'kl',
        '12.12',
        '13:30',
        '9',
        'fredag',
        'neste',
        'uke',
        '50',
        'i',
        'morgen',
        '.',
        '-',
        ' ',
        'den',
        '2026',
        'des',
      ],
    )
    const tekst = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(biter).map(b => b.join(' ')),
      fc.array(biter).map(b => b.join('')),
    )
    fc.assert(
      fc.property(tekst, t => {
        const svar = tolkTid(t, ONSDAG)
        if (!svar.ok) return
        if (svar.dato !== undefined) expect(oslo(svar.dato) >= ONSDAG.startOf('day')).toBe(true)
        if (svar.klokke !== undefined) expect(svar.klokke).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
      }),
      { numRuns: 2000 },
    )
  })
})

it.each(['i går', 'igår kl 10', 'forrige fredag', 'i forgårs'])('«%s» er passert', tekst => {
  expect(tolkTid(tekst, DateTime.fromISO('2026-11-21T09:00', { zone: 'Europe/Oslo' }))).toEqual({
    ok: false,
    kode: 'dato-passert',
  })
})
