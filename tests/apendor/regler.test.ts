import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import {
  arbeidsdagerEtter,
  type Drofting,
  fortett,
  kanAvlyses,
  kanSetteOpp,
  nesteTid,
  serUtfall,
  skolearetsStart,
  summer,
  tarImot,
} from '../../src/apendor/apendor.ts'
import { ROLLER } from '../../src/tilgang/roller.ts'

const kl = (tid: string) => DateTime.fromISO(tid, { zone: 'Europe/Oslo' })
const dag = (status: 'planlagt' | 'avlyst') => ({
  status,
  start: new Date('2026-12-01T13:15:00Z'),
  minutter: 60,
})

describe('neste gang', () => {
  it('er første hverdag kl. 14.15 når det ikke har vært noen', () => {
    expect(nesteTid(undefined, kl('2026-11-20T09:00'))).toEqual({ dato: '2026-11-23', klokke: '14:15' })
    expect(nesteTid(undefined, kl('2026-12-24T09:00'))).toEqual({ dato: '2026-12-28', klokke: '14:15' })
  })

  it('er to uker etter den forrige, til samme tid', () => {
    const forrige = { dato: '2026-11-24', klokke: '13:30' }
    expect(nesteTid(forrige, kl('2026-11-24T15:00'))).toEqual({ dato: '2026-12-08', klokke: '13:30' })
  })

  it.each([
    ['som treffer en helligdag, flyttes en uke', '2027-05-03', '2027-05-03T15:00', '2027-05-24'],
    ['som er lenge siden, er fram i tid', '2026-09-01', '2026-11-20T09:00', '2026-11-24'],
    ['er aldri samme dag etter at tiden er gått', '2026-11-10', '2026-11-24T14:00', '2026-12-01'],
  ])('en forrige %s', (_, forrige, na, ventet) => {
    expect(nesteTid({ dato: forrige, klokke: '13:30' }, kl(na)).dato).toBe(ventet)
  })
})

describe('arbeidsdager', () => {
  it.each([
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-27', 3, '2026-12-02'],
    ['2026-12-23', 3, '2026-12-29'],
    ['2026-11-28', 0, '2026-11-28'],
  ])('%s og %i til er %s', (fra, antall, ventet) => {
    expect(arbeidsdagerEtter(fra, antall)).toBe(ventet)
  })
})

it.each([
  ['2026-08-01', '2026-08-01'],
  ['2026-07-31', '2025-08-01'],
  ['2027-01-05', '2026-08-01'],
])('skoleåret %s er i, begynte %s', (dato, start) => {
  expect(skolearetsStart(dato)).toBe(start)
})

describe('en dag', () => {
  it('tar imot til den er over, og ikke når den er avlyst', () => {
    expect(tarImot(dag('planlagt'), kl('2026-12-01T15:14'))).toBe(true)
    expect(tarImot(dag('planlagt'), kl('2026-12-01T15:15'))).toBe(false)
    expect(tarImot(dag('avlyst'), kl('2026-12-01T10:00'))).toBe(false)
  })

  it('avlyses bare så lenge ingen drøfting har et utfall', () => {
    expect(kanAvlyses(dag('planlagt'), [])).toBe(true)
    expect(kanAvlyses(dag('planlagt'), [{ utfall: '' }])).toBe(true)
    expect(kanAvlyses(dag('planlagt'), [{ utfall: '' }, { utfall: 'veiledet' }])).toBe(false)
    expect(kanAvlyses(dag('avlyst'), [])).toBe(false)
  })
})

it('bare barnevernets egne ser hva det ble til, og bare tre roller setter opp', () => {
  expect(ROLLER.filter(rolle => serUtfall([rolle]))).toEqual(['fagkonsulent', 'avdelingsleder'])
  expect(ROLLER.filter(rolle => kanSetteOpp([rolle]))).toEqual(['rektor', 'sosiallarer', 'fagkonsulent'])
})

describe('tellingen', () => {
  const d = (
    dagen: string,
    utfall: Drofting['utfall'],
    meldingSendt: boolean | null = null,
    instans: Drofting['instans'] = '',
  ) => ({ dag: dagen, utfall, instans, meldingSendt })
  const dager = [
    { id: 'a', skole: 's', dato: '2026-11-24', slag: 'apen_dor' },
    { id: 'b', skole: 's', dato: '2026-11-30', slag: 'apen_dor' },
    { id: 'c', skole: 's', dato: '2026-11-30', slag: 'fast_avtale' },
    { id: 'd', skole: 's', dato: '2026-12-01', slag: 'apen_dor' },
  ]

  it('slår sammen det som er likt i samme måned, og glemmer det som ikke ble noe av', () => {
    const rader = fortett(dager, [
      d('a', 'veiledet'),
      d('b', 'veiledet'),
      d('c', 'veiledet'),
      d('d', 'veiledet'),
      d('a', ''),
      d('a', 'annen_instans', null, 'ppt'),
      d('a', 'melding', true),
      d('a', 'melding', false),
      d('b', 'melding', null),
    ])
    const felles = { skole: 's', maned: '2026-11', slag: 'apen_dor', instans: '', sendt: '' }
    expect(rader).toHaveLength(6)
    for (const rad of [
      { ...felles, utfall: 'veiledet', antall: 2 },
      { ...felles, utfall: 'veiledet', slag: 'fast_avtale', antall: 1 },
      { ...felles, utfall: 'veiledet', maned: '2026-12', antall: 1 },
      { ...felles, utfall: 'annen_instans', instans: 'ppt', antall: 1 },
      { ...felles, utfall: 'melding', sendt: 'ja', antall: 1 },
      { ...felles, utfall: 'melding', sendt: 'nei', antall: 2 },
    ])
      expect(rader).toContainEqual(rad)
  })

  it('holder åpen dør og faste avtaler for seg', () => {
    const { apen_dor, fast_avtale } = summer(
      [
        { slag: 'apen_dor', utfall: 'veiledet', instans: '', sendt: '', antall: 3 },
        { slag: 'apen_dor', utfall: 'veiledet', instans: '', sendt: '', antall: 1 },
        { slag: 'apen_dor', utfall: 'annen_instans', instans: 'bup', sendt: '', antall: 2 },
        { slag: 'apen_dor', utfall: 'melding', instans: '', sendt: 'ja', antall: 1 },
        { slag: 'apen_dor', utfall: '', instans: '', sendt: '', antall: 5 },
        { slag: 'fast_avtale', utfall: 'ingen_videre', instans: '', sendt: '', antall: 1 },
      ],
      [{ slag: 'apen_dor', antall: 4 }],
    )
    expect(apen_dor).toEqual({
      dager: 4,
      droftinger: 7,
      utenUtfall: 5,
      utfall: { veiledet: 4, annen_instans: 2, melding: 1, ingen_videre: 0 },
      instans: { oslohjelpa: 0, ppt: 0, bup: 2, familievernkontor: 0 },
      meldingSendt: { ja: 1, nei: 0 },
    })
    expect(fast_avtale).toMatchObject({ dager: 0, droftinger: 1 })
  })
})
