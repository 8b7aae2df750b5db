import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Slag } from '../../src/navnevakt/funn.ts'
import { finnIdentifikatorer } from '../../src/navnevakt/identifikatorer.ts'
import { delITokens } from '../../src/navnevakt/tokens.ts'
import { merket } from './merket.ts'
import { PEKER_IKKE, PEKER_PA_ETT_BARN } from './sjeldne-setninger.ts'

const treff = (tekst: string) =>
  finnIdentifikatorer(tekst, delITokens(tekst)).map(f => ({ ...f, ord: tekst.slice(f.start, f.slutt) }))

/** The hits of one kind, without those that stand inside another. */
function ytterste(tekst: string, slag: Slag): string[] {
  const alle = treff(tekst).filter(f => f.slag === slag)
  const storst = alle.filter(
    f => !alle.some(g => g.ord.length > f.ord.length && g.start <= f.start && g.slutt >= f.slutt),
  )
  return [...new Set(storst.map(f => f.ord))]
}

const FUNNET: Partial<Record<Slag, string[]>> = {
  fodselsnummer: [
    'D-nummer [410190 12345]',
    'syntetisk [01419012345] og [01 81 90 12345]',
    'Tenor: [018190 12345]',
    'fnr [010190 (12345]) i mappa',
    'skrevet feil: [01019O12345]',
    'skrevet feil: [O1O190 12345]',
    '[010190x12345]',
    'personnummer [12345]',
    'født i mai, pnr. [12345]',
    'personnummeret hans er [54321]',
    'fødselsnummeret slutter på [12345]',
  ],
  epost: [
    'Skriv til [kari (at) skole.no].',
    '[kari @ skole . no]',
    '[kari at skole dot no]',
    '[kari krøllalfa skole punktum no]',
    '[kari.nordmann (krøllalfa) epost.no] er best',
    '[kari(a)skole.no]',
    '[kari (at) skole (punktum) no]',
    '[KARI＠SKOLE.NO]',
  ],
  telefon: [
    'mobilen er [92 345 678]',
    'tlf [2 2 3 3 4 4 5 5]',
    'tlf. [22-334455]',
    'Ring [22/33 44 55] etter klokka fire',
    'mobil: [90.01.23.45]',
    'vipps til [900 12 345]',
    'Bestemor har [+92 300 1234567].',
    'Onkel i Tyrkia: [0090 532 123 45 67]',
  ],
  adresse: [
    'bor i [granbakken 7]',
    'De bor på [lindebergåsen 12] nå',
    'flyttet til [vestlisvingen 181] i høst',
    'Adressen er [Kirkevn. 12].',
    'Hun bor i [Storgt. 5B].',
    '[Nordre gate 3]',
    '[Øvre Slottsgate 12b]',
    'bor i [Fjordveien 184 H0302]',
    'Adresse: [Fjordveien 14, H0101, 0580 Oslo]',
    '[Lindebergåsen 12] er ny adresse',
    '[Furusetringen 3]',
    '[C. J. Hambros plass 2]',
    'Han bur i [Solbakken terrasse 4].',
  ],
  skilt: [
    'Bilen har skilt [AB 12345].',
    'En grå bil, [AB12345], venter hver dag.',
    'reg.nr. [EL 45678]',
    'reg nr [el45678]',
    'Far kjører en Volvo, [DR 54321], og henter.',
    'Ein varebil med [SU 10203] stod parkert ved skulen.',
  ],
}

const IKKE_FUNNET = [
  'Uke 34 35 36 37 står i planen.',
  'Les side 20 21 22 23 til fredag.',
  'Fravær uke 40, 41 og 42',
  'AB 12345 er et ordrenummer på lista.',
  'Bilen er blå.',
  'Vi sier at skole.no er nede.',
  'Møt opp i skogen 3 timer før.',
  'Vi gikk til akebakken 2 ganger.',
  'Turstien 3 km lang er merket.',
  'Arbeidsplassen 5 minutter unna er ledig.',
  'Emilia 4 år, og Julia 7 år',
  'Lekeplassen 2. trinn bruker, er stengt.',
  'Vi tok Skogstien 3. time på tirsdag.',
  'Navn 3 på lista mangler.',
  'Rammen er 12 000 000 kroner, og 24 500 000 neste år.',
  'Turen går på Furustien 7. mai.',
  'Se sak 155 (2003 - 2004) i arkivet.',
  'Rom 212, gruppe 4 og time 3',
  'Kapittel 3.2.1 og 4.5 er lekse.',
  'Skår: 23 av 45 og 12 av 30',
  'Resultat 41-52-63 på kartleggingen',
  'Kl. 08.30–09.15 og 10.00–10.45',
  'Personnummer skal aldri skrives her.',
  'Vi er 24 elever, 2 lærere og 1 assistent.',
]

describe('det som peker på én person', () => {
  it.each(
    Object.entries(FUNNET).flatMap(([slag, setninger]) => setninger.map(s => [slag as Slag, s] as const)),
  )('%s: %s', (slag, setning) => {
    const { tekst, ord } = merket(setning)
    expect(ytterste(tekst, slag)).toEqual(ord)
  })

  it.each(IKKE_FUNNET)('lar «%s» stå', setning => {
    expect(treff(setning)).toEqual([])
  })

  it('stopper alt unntatt skilt og sjeldne kombinasjoner, som bare er hint', () => {
    const trinn = (slag: Slag) => {
      const [setning = ''] = FUNNET[slag] ?? []
      return treff(merket(setning).tekst).find(f => f.slag === slag)?.trinn
    }
    expect((['fodselsnummer', 'epost', 'telefon', 'adresse', 'skilt'] as const).map(trinn)).toEqual([
      ...['A', 'A', 'A', 'A'],
      'B',
    ])
  })

  it('finner hvert D-, Tenor- og syntetisk nummer uten å spørre kontrollsifrene', () => {
    const siffer = fc.stringMatching(/^\d{5}$/)
    const dag = fc.integer({ min: 1, max: 71 })
    const maned = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 40, 65, 80))
    fc.assert(
      fc.property(dag, maned, siffer, fc.constantFrom('', ' ', '-', '.'), (d, [m, tillegg], fem, skille) => {
        const to = (n: number) => `${n}`.padStart(2, '0')
        const nummer = `${to(d)}${to(m + tillegg)}12${skille}${fem}`
        expect(ytterste(`Nr ${nummer} står her`, 'fodselsnummer')).toEqual([nummer])
      }),
    )
  })
})

describe('sjeldne kombinasjoner', () => {
  it.each(PEKER_PA_ETT_BARN)('%s', setning => {
    const { tekst, ord } = merket(setning)
    expect(treff(tekst)).toMatchObject([{ slag: 'sjelden', trinn: 'B', ord: ord[0] }])
  })

  it.each(PEKER_IKKE)('lar «%s» stå', setning => {
    expect(treff(setning)).toEqual([])
  })

  it('går ikke over punktum, men forbi «4. trinn»', () => {
    expect(treff('Hun er eneste jenta. I klassen er det ro.')).toEqual([])
    expect(treff('Han er eneste gutten på 4. trinn.')).toHaveLength(1)
  })

  it('ser forskjell på 60 setninger som ikke peker på noen', () => {
    expect(PEKER_IKKE.length).toBeGreaterThanOrEqual(60)
  })
})

describe('arbeidet vokser med lengden', () => {
  const BITER = [
    'a',
    'A',
    '1',
    '1 ',
    'a.',
    '@',
    'a@',
    ' at ',
    'a (at) ',
    '1-',
    '+1',
    'tlf ',
    'tlf 2 ',
    'fnr ',
    'Vei 1 ',
    'Storgata ',
    'Kari Berg gate 5 ',
    'bor granbakken 7 ',
    'AB 12345 ',
    'bil AB12345 ',
    'eneste ',
    'den ene ',
    'eneste jenta i ',
    'eneste muslimske ',
    'kun en elev ',
    'eneste elev med 1. ',
    '\u0301',
    '\ud83d',
    '\n',
  ]

  function sett(tekst: string): number {
    const teller = { sett: 0 }
    finnIdentifikatorer(tekst, delITokens(tekst), teller)
    return teller.sett
  }

  it.each(BITER)('når «%s» gjentas', bit => {
    const [en, to, fire] = [1, 2, 4].map(n => sett(bit.repeat(500 * n))) as [number, number, number]
    expect(to).toBeLessThanOrEqual(2 * en + 100)
    expect(fire).toBeLessThanOrEqual(2 * to + 100)
    expect(fire).toBeLessThanOrEqual(60 * 2000)
  })

  it('også i et ord på 20 000 tegn og i tilfeldig tekst', () => {
    for (const tegn of ['a', 'A', '1', '@', 'é', '😀']) expect(sett(tegn.repeat(20_000))).toBeLessThan(61_000)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...BITER), { maxLength: 60 }), biter => {
        const tekst = biter.join('')
        expect(sett(tekst)).toBeLessThanOrEqual(60 * (tekst.length + 1))
      }),
    )
  })

  it('og ingen mønstre har gjentakelser uten øvre grense inni hverandre', () => {
    for (const fil of ['identifikatorer.ts', 'adresser.ts', 'sjeldne.ts']) {
      const kode = readFileSync(join(import.meta.dirname, '../../src/navnevakt', fil), 'utf8')
      const monstre = [
        ...kode.matchAll(
          /(?<=[=([,] ?|^ {2})\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/[giu]*|String\.raw`([^`]*)`/gm,
        ),
      ]
      expect(monstre.length).toBeGreaterThan(2)
      const ubundne = monstre
        .map(m => m[1] ?? m[2] ?? '')
        .filter(m => /[*+]|\{\d+,\}/.test(m.replace(/\\.|\[(?:[^\]\\]|\\.)*\]/g, 'x')))
      // One class of signs, taken as far as it goes; and whole addresses one after the other.
      expect(ubundne.every(m => /^(?:\[[^\]]+\]|\\p\{Nd\}|\\s)\+$/.test(m) || m.endsWith(')+'))).toBe(true)
    }
  })

  it('kaster aldri', () => {
    const tekster = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.constantFrom(...BITER), { maxLength: 40 }).map(b => b.join('')),
    )
    fc.assert(
      fc.property(tekster, tekst => {
        for (const f of treff(tekst)) {
          expect(f.start).toBeGreaterThanOrEqual(0)
          expect(f.slutt).toBeGreaterThan(f.start)
          expect(f.slutt).toBeLessThanOrEqual(tekst.length)
        }
      }),
      { numRuns: 500 },
    )
  })
})
