import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashTekst, Vekttabell } from '../../src/navnevakt/hash.ts'
import { finnPersonnavn } from '../../src/navnevakt/personnavn.ts'
import { besteMerker, kanFolge, MERKER, UTE, VIDERE } from '../../src/navnevakt/tagger.ts'
import { delITokens } from '../../src/navnevakt/tokens.ts'
import { hentModell, lesModell, VEKTFIL } from '../../src/navnevakt/vekter.ts'
import { kompilertBot } from '../bygg/prosess.ts'

function sum(rekke: readonly number[], poeng: Float64Array, overganger: Float64Array): number {
  return rekke.reduce((s, merke, i) => {
    const forrige = rekke[i - 1] ?? MERKER
    return s + (overganger[forrige * MERKER + merke] ?? 0) + (poeng[i * MERKER + merke] ?? 0)
  }, 0)
}

/** Every row of labels that is allowed. */
function alleRekker(antall: number): number[][] {
  let ut: number[][] = [[]]
  for (let i = 0; i < antall; i++)
    ut = ut.flatMap(r =>
      [0, 1, 2, 3]
        .filter(m => (r.length === 0 ? m !== VIDERE : kanFolge(r.at(-1) ?? UTE, m)))
        .map(m => [...r, m]),
    )
  return ut
}

const tall = fc.integer({ min: -300, max: 300 }).map(x => x / 16)

describe('merkingen', () => {
  it('finner den beste av alle lovlige rekker', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5 })
          .chain(n =>
            fc.tuple(
              fc.array(tall, { minLength: n * MERKER, maxLength: n * MERKER }),
              fc.array(tall, { minLength: 20, maxLength: 20 }),
            ),
          ),
        ([p, o]) => {
          const [poeng, overganger] = [Float64Array.from(p), Float64Array.from(o)]
          const antall = p.length / MERKER
          const funnet = [...besteMerker(poeng, antall, overganger, 0)]
          const beste = Math.max(...alleRekker(antall).map(r => sum(r, poeng, overganger)))
          expect(alleRekker(antall)).toContainEqual(funnet)
          expect(sum(funnet, poeng, overganger)).toBeCloseTo(beste, 6)
        },
      ),
    )
  })

  it('merker aldri færre ord som navn når tvilen blir mindre', () => {
    fc.assert(
      fc.property(
        fc.array(tall, { minLength: 24, maxLength: 24 }),
        fc.integer({ min: 0, max: 8 }),
        (p, tvil) => {
          const poeng = Float64Array.from(p)
          const navn = (s: number) =>
            [...besteMerker(poeng, 6, new Float64Array(20), s)].filter(m => m === 1 || m === 2)
          expect(navn(tvil + 1).length).toBeGreaterThanOrEqual(navn(tvil).length)
        },
      ),
    )
  })
})

describe('vekttabellen', () => {
  it('gir tilbake det som ble lagt inn, og sier fra når det er fullt', () => {
    const tabell = Vekttabell.tom(400, 3)
    const inne = Array.from({ length: 600 }, (_, i) => i).filter(i =>
      tabell.sett(hashTekst(`ord${i}`), [i % 100, -(i % 7), 1]),
    )
    expect(inne.length).toBeGreaterThan(250)
    expect(inne.length).toBeLessThanOrEqual(400)
    for (const i of inne) {
      const sted = tabell.finn(hashTekst(`ord${i}`))
      expect([...tabell.data.slice(sted, sted + 3)]).toEqual([i % 100, 0 - (i % 7), 1])
    }
  })

  it('finner nesten aldri noe for det som ikke er der', () => {
    const tabell = Vekttabell.tom(4000, 3)
    for (let i = 0; i < 8000; i++) tabell.sett(hashTekst(`ord${i}`), [1, 1, 1])
    const feil = Array.from({ length: 10_000 }, (_, i) => tabell.finn(hashTekst(`annet${i}`))).filter(
      s => s >= 0,
    )
    expect(feil.length).toBeLessThan(250)
  })
})

/** How many words are looked up, and how many features, to read a text. */
function arbeid(tekst: string): { ord: number; trekk: number } {
  const { kjenn, tagger, skepsis } = hentModell()
  const teller = { ord: 0, trekk: 0 }
  const { tabell } = tagger
  const tellende = Object.assign(Object.create(tabell) as Vekttabell, {
    data: tabell.data,
    finn: (hash: number) => {
      teller.trekk++
      return tabell.finn(hash)
    },
  })
  const kjennOgTell = (nokkel: string) => {
    teller.ord++
    return kjenn(nokkel)
  }
  finnPersonnavn(delITokens(tekst), () => false, {
    kjenn: kjennOgTell,
    tagger: { ...tagger, tabell: tellende },
    skepsis,
  })
  return teller
}

describe('arbeidet', () => {
  it.each(['Kari og ', 'A. ', 'x', '- ', '\n', 'Kari-', 'Æ1b ', 'M. i 5B '])(
    'vokser ikke fortere enn teksten: «%s» om og om igjen',
    bit => {
      const [ett, to] = [arbeid(bit.repeat(500)), arbeid(bit.repeat(1000))]
      expect(to.ord).toBeLessThanOrEqual(2 * ett.ord + 2)
      expect(to.trekk).toBeLessThanOrEqual(2 * ett.trekk + 200)
      expect(ett.trekk).toBeGreaterThan(0)
    },
  )

  it('er begrenset for ett langt ord', () => {
    expect(arbeid('a'.repeat(20_000)).trekk).toBeLessThanOrEqual(62)
  })
})

describe('vektene', () => {
  it('er ikke større enn to megabyte', () => {
    expect(statSync(VEKTFIL).size).toBeLessThanOrEqual(2 * 1024 * 1024)
  })

  it('leses ikke når fila er skadet', () => {
    expect(() => lesModell(new Uint8Array(100))).toThrow('vekter.bin har 100 byte')
  })

  it('sier fra i én linje når treningsmappa mangler', async () => {
    const program = await kompilertBot()
    const tren = join(program.mappe, 'dist/navnevakt/trening/tren.js')
    const svar = spawnSync(process.execPath, [tren, '/finnes/ikke'], { encoding: 'utf8' })
    await program.fjern()
    expect(svar.status).toBe(1)
    expect(svar.stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^Treningsmappa mangler: npm run navnevakt:tren -- MAPPE/),
    ])
  })
})
