import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lesAndre, lesTjenester, rommetFor, rommetI } from '../../src/mote/rommet.ts'
import { ANDRE } from '../../src/samtykke/samtykke.ts'
import { TJENESTER, type Tjeneste } from '../../src/tilgang/roller.ts'

const IKKE_BEKREFTET = { tilstede: null, andre: null }
const TEAM: { person: string; tjeneste: Tjeneste }[] = [
  { person: 'sara', tjeneste: 'skole' },
  { person: 'rolf', tjeneste: 'skole' },
  { person: 'siri', tjeneste: 'bv' },
  { person: 'frida', tjeneste: 'fritidsklubb' },
]
const svar = (...alle: [person: string, kommer: boolean][]) => new Map(alle)

describe('før lederen har bekreftet rommet', () => {
  it.each<[string, ReadonlyMap<string, boolean>, Tjeneste[]]>([
    ['er alle der så lenge ingen har svart', svar(), ['skole', 'bv', 'fritidsklubb']],
    ['er de som har sagt ja, der', svar(['siri', true]), ['skole', 'bv', 'fritidsklubb']],
    [
      'er en tjeneste ikke der når alle dens folk har sagt nei',
      svar(['siri', false]),
      ['skole', 'fritidsklubb'],
    ],
    ['er skolen der når bare én derfra har sagt nei', svar(['sara', false]), ['skole', 'bv', 'fritidsklubb']],
    [
      'er skolen der når én kommer og én ikke',
      svar(['sara', false], ['rolf', true]),
      ['skole', 'bv', 'fritidsklubb'],
    ],
    [
      'er skolen ikke der når begge har sagt nei',
      svar(['sara', false], ['rolf', false]),
      ['bv', 'fritidsklubb'],
    ],
    [
      'er ingen der når alle har sagt nei',
      svar(['sara', false], ['rolf', false], ['siri', false], ['frida', false]),
      [],
    ],
    [
      'teller ikke svar fra folk som ikke lenger er i teamet',
      svar(['odd', true]),
      ['skole', 'bv', 'fritidsklubb'],
    ],
  ])('%s', (_, kommer, ventet) => {
    expect(rommetI(IKKE_BEKREFTET, TEAM, kommer)).toEqual({ tjenester: ventet, andre: [] })
  })

  it('er den som har to tjenester, der for begge', () => {
    const team = [...TEAM, { person: 'sara', tjeneste: 'bup' as const }]
    expect(rommetI(IKKE_BEKREFTET, team, svar()).tjenester).toContain('bup')
    expect(rommetI(IKKE_BEKREFTET, team, svar(['sara', false])).tjenester).toEqual([
      'skole',
      'bv',
      'fritidsklubb',
    ])
  })

  it('er ingen der når teamet er tomt', () => {
    expect(rommetI(IKKE_BEKREFTET, [], svar(['sara', true]))).toEqual({ tjenester: [], andre: [] })
  })
})

describe('når lederen har bekreftet rommet', () => {
  it('gjelder det, hva folk enn har svart', () => {
    const mote = { tilstede: 'skole,bup', andre: 'tolk' }
    expect(rommetI(mote, TEAM, svar(['siri', true], ['sara', false]))).toEqual({
      tjenester: ['skole', 'bup'],
      andre: ['tolk'],
    })
  })

  it('er det tomt når det er bekreftet tomt, og ikke alle som er invitert', () => {
    expect(rommetI({ tilstede: '', andre: '' }, TEAM, svar())).toEqual({ tjenester: [], andre: [] })
  })

  it('er ingen andre der når ingen er nevnt', () => {
    expect(rommetI({ tilstede: 'bv', andre: null }, TEAM, svar()).andre).toEqual([])
  })
})

describe('rommet for én sak', () => {
  it.each<[string, string, Tjeneste[]]>([
    ['er hele rommet når ingen har gått ut', '', ['skole', 'bv', 'bup']],
    ['er uten den som har gått ut', 'bup', ['skole', 'bv']],
    ['er uten flere som har gått ut', 'bup,skole', ['bv']],
    ['er tomt når alle har gått ut', 'skole,bup,bv', []],
    ['bryr seg ikke om den som ikke var der', 'ppt', ['skole', 'bv', 'bup']],
    ['bryr seg ikke om det ingen kjenner', 'politiet,', ['skole', 'bv', 'bup']],
  ])('%s', (_, forlatt, ventet) => {
    const rommet = { tjenester: ['skole', 'bv', 'bup'] satisfies Tjeneste[], andre: [...ANDRE] }
    expect(rommetFor(rommet, forlatt)).toEqual({ tjenester: ventet, andre: ANDRE })
    expect(rommet.tjenester).toEqual(['skole', 'bv', 'bup'])
  })
})

describe('lister som er lagret', () => {
  it.each<[string, Tjeneste[]]>([
    ['', []],
    ['skole', ['skole']],
    ['bup,skole', ['bup', 'skole']],
    ['skole,politiet', ['skole']],
    ['SKOLE', []],
    [',,', []],
  ])('tjenester «%s»', (liste, ventet) => {
    expect(lesTjenester(liste)).toEqual(ventet)
  })

  it.each<[string, string[]]>([
    ['', []],
    ['tolk', ['tolk']],
    ['gjest,kontaktlarer', ['kontaktlarer', 'gjest']],
    ['tolk,tolk', ['tolk']],
    ['nabo', []],
  ])('andre «%s»', (liste, ventet) => {
    expect(lesAndre(liste)).toEqual(ventet)
  })

  it('leses tilbake som de ble skrevet', () => {
    fc.assert(
      fc.property(fc.subarray([...TJENESTER]), fc.subarray([...ANDRE]), (tjenester, andre) => {
        expect(lesTjenester(tjenester.join(','))).toEqual(tjenester)
        expect(lesAndre(andre.join(','))).toEqual(andre)
      }),
    )
  })
})

describe('i hvilket som helst team', () => {
  const person = fc.constantFrom('a', 'b', 'c', 'd')
  const team = fc.array(fc.record({ person, tjeneste: fc.constantFrom(...TJENESTER) }), { maxLength: 8 })
  const kommer = fc.array(fc.tuple(person, fc.boolean())).map(par => new Map(par))

  it('er en tjeneste der når og bare når noen av dens folk ikke har sagt nei, én gang', () => {
    fc.assert(
      fc.property(team, kommer, (folk, svarene) => {
        const { tjenester } = rommetI(IKKE_BEKREFTET, folk, svarene)
        expect(new Set(tjenester).size).toBe(tjenester.length)
        for (const tjeneste of TJENESTER) {
          const kan = folk.filter(f => f.tjeneste === tjeneste && svarene.get(f.person) !== false)
          expect(tjenester.includes(tjeneste)).toBe(kan.length > 0)
        }
      }),
    )
  })

  it('gjør et nei aldri rommet større, og rekkefølgen i teamet er uten betydning', () => {
    fc.assert(
      fc.property(team, kommer, person, (folk, svarene, hvem) => {
        const for_ = rommetI(IKKE_BEKREFTET, folk, svarene).tjenester
        const etter = rommetI(IKKE_BEKREFTET, folk, new Map([...svarene, [hvem, false]])).tjenester
        expect(etter.filter(tjeneste => !for_.includes(tjeneste))).toEqual([])
        expect(rommetI(IKKE_BEKREFTET, folk.toReversed(), svarene).tjenester.toSorted()).toEqual(
          for_.toSorted(),
        )
      }),
    )
  })

  it('kommer ingen til av at noen går ut', () => {
    fc.assert(
      fc.property(fc.subarray([...TJENESTER]), fc.subarray([...TJENESTER]), (tjenester, ute) => {
        const igjen = rommetFor({ tjenester, andre: [] }, ute.join(',')).tjenester
        expect(igjen).toEqual(tjenester.filter(tjeneste => !ute.includes(tjeneste)))
      }),
    )
  })
})
