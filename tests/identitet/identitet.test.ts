import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { navnetegn, registerFor } from '../../src/identitet/identitet.ts'

describe('ordene i et navn', () => {
  it.each<[string, string[]]>([
    ['Nora', ['nora']],
    ['Nora Lund', ['nora', 'lund']],
    ['Åse Ødegård', ['åse', 'ødegård']],
    ['ÆSSA ØSTBØ', ['æssa', 'østbø']],
    ['NORA lund', ['nora', 'lund']],
    ['Anne-Marie Lie', ['anne', 'marie', 'annemarie', 'lie']],
    ['Anne‑Marie', ['anne', 'marie', 'annemarie']],
    ['José Núñez', ['jose', 'nunez']],
    ['Zoë', ['zoe']],
    ['Łukasz Żółć', ['lukasz', 'zolc']],
    ['Đặng Thị Hồng', ['dang', 'thi', 'hong']],
    ["O'Brien", ['brien', 'obrien']],
    ['D’Angelo', ['angelo', 'dangelo']],
    ['Ole A. Berg', ['ole', 'berg']],
    ['Li Bo', ['li', 'bo']],
    ['Nora (Lund), f. 2015', ['nora', 'lund']],
    ['Nora Nora Lund', ['nora', 'lund']],
    ['Nora nora NORA', ['nora']],
    ['  Nora \t Lund \n', ['nora', 'lund']],
    ['Nora\u00a0Lund', ['nora', 'lund']],
    ['Ｎｏｒａ', ['nora']],
    ['ﬁnn', ['finn']],
    ['Ахмед Иванов', ['ахмед', 'иванов']],
    ['محمد علي', ['محمد', 'علي']],
    ['Jo\u0301se Björk', ['jose', 'bjork']],
    ['', []],
    ['   ', []],
    ['A. B.', []],
    ['123 45', []],
  ])('«%s»', (navn, ventet) => {
    expect(navnetegn(navn)).toEqual(ventet)
  })

  it('en bokstav er én også når den tar to plasser i minnet', () => {
    expect(navnetegn('𐐨 𐐨𐐩')).toEqual(['𐐨𐐩'])
  })

  it.each(['Åse Ødegård', 'José Núñez', 'Zoë', 'Đặng Thị Hồng', 'Żółć'])(
    'er de samme enten merkene er skrevet for seg eller ikke: %s',
    navn => {
      expect(navn.normalize('NFD')).not.toBe(navn.normalize('NFC'))
      expect(navnetegn(navn.normalize('NFD'))).toEqual(navnetegn(navn.normalize('NFC')))
    },
  )

  it('deler ikke et ord i et merke som ikke har en ferdig bokstav', () => {
    expect(navnetegn('Ọ̀ṣun')).toHaveLength(1)
    expect(navnetegn('مُحَمَّد')).toHaveLength(1)
    expect(navnetegn('राम')).toHaveLength(1)
  })

  it('mister ikke den første bokstaven i «İbrahim»', () => {
    const [ord = '', ...flere] = navnetegn('İbrahim')
    expect(flere).toEqual([])
    expect(ord.normalize('NFD').replace(/\p{M}/gu, '')).toBe('ibrahim')
  })
})

const bokstav = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzæøå')
const ord = fc.array(bokstav, { minLength: 2, maxLength: 12 }).map(tegn => tegn.join(''))
const navn = fc.array(ord, { minLength: 1, maxLength: 5 })
const GANGER = { numRuns: 400 }

describe('ordene i et hvilket som helst navn', () => {
  it('er små, uten tegn, på minst to bokstaver, og hver bare én gang', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), tekst => {
        const tegn = navnetegn(tekst)
        expect(new Set(tegn).size).toBe(tegn.length)
        expect(tegn.filter(del => (del.match(/\p{L}/gu) ?? []).length < 2)).toEqual([])
        expect(tegn.filter(del => /[^\p{L}\p{M}]/u.test(del))).toEqual([])
        expect(tegn.filter(del => del !== del.toLowerCase())).toEqual([])
      }),
      GANGER,
    )
  })

  it('er de samme med store bokstaver, i NFD, og hva som enn står mellom dem', () => {
    const mellom = fc.constantFrom(' ', '  ', ', ', '/', '.', '\u00a0', '_', ' 7 ')
    fc.assert(
      fc.property(navn, mellom, (deler, skille) => {
        const ventet = [...new Set(deler)]
        const tekst = deler.join(skille)
        for (const skrevet of [tekst, tekst.toUpperCase(), tekst.normalize('NFD')])
          expect(navnetegn(skrevet)).toEqual(ventet)
      }),
      GANGER,
    )
  })

  it('er de samme med og uten aksenter', () => {
    const aksent: Record<string, string> = { e: 'é', u: 'ü', n: 'ñ', o: 'ô', c: 'č', l: 'ł', d: 'đ' }
    fc.assert(
      fc.property(navn, deler => {
        const tekst = deler.join(' ')
        const medAksent = Array.from(tekst, tegn => aksent[tegn] ?? tegn).join('')
        expect(navnetegn(medAksent)).toEqual(navnetegn(tekst))
        expect(navnetegn(medAksent.toUpperCase())).toEqual(navnetegn(tekst))
      }),
      GANGER,
    )
  })

  it('er de samme med bindestrek, og i ett ord', () => {
    fc.assert(
      fc.property(
        navn.map(deler => deler.slice(0, 3)),
        deler => {
          const ventet = [...new Set([...deler, ...(deler.length > 1 ? [deler.join('')] : [])])]
          expect(navnetegn(deler.join('-'))).toEqual(ventet)
        },
      ),
      GANGER,
    )
  })

  it('er de samme når de leses om igjen', () => {
    fc.assert(
      fc.property(navn, deler => {
        const tegn = navnetegn(deler.join(' '))
        expect(navnetegn(tegn.join(' '))).toEqual(tegn)
      }),
      GANGER,
    )
  })

  it('er de samme for NFC og NFD av hva som helst', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), tekst => {
        expect(navnetegn(tekst.normalize('NFD'))).toEqual(navnetegn(tekst.normalize('NFC')))
      }),
      GANGER,
    )
  })
})

it('hver skole har sin egen bryter', () => {
  expect(registerFor('fjordvik')).not.toBe(registerFor('haugen'))
  expect(registerFor('fjordvik')).toContain('fjordvik')
})
