import { expect, it } from 'vitest'
import type { Sakstype, Vern } from '../../src/sak/saker.ts'
import { type Formal, type Lampegrunnlag, lampe } from '../../src/samtykke/lampe.ts'
import type { Andre, Egetsvar, Omfang } from '../../src/samtykke/samtykke.ts'
import type { Tjeneste } from '../../src/tilgang/roller.ts'
import { etSamtykke, type Foreldersvar, I_GAR, I_MORGEN, IDAG } from './et-samtykke.ts'

/**
 * The same rules once more, written from the field's own words (fag: samtykke, the lamp) and sharing nothing with the source:
 * nine things that must all be so, and the reason to give when one is not. It is compared with the lamp for every combination
 * below.
 */
type Lov = { sann: boolean; grunn: string }

function ventet(g: Lampegrunnlag): { farge: string; grunner: string[] } {
  if (g.vern === 'adresse') return { farge: 'rod', grunner: ['adresse'] }
  if (g.vern === 'vold') return { farge: 'rod', grunner: ['vold'] }
  const brudd = lover(g).filter(lov => !lov.sann)
  return { farge: brudd.length === 0 ? 'gronn' : 'gul', grunner: brudd.map(lov => lov.grunn).sort() }
}

function lover(g: Lampegrunnlag): Lov[] {
  const apnet = { sann: g.apen, grunn: 'ikke-apnet' }
  const gitt = star(g)
  // Where there is no consent in force, there is nothing more to say about what it covers.
  if (g.samtykke === undefined || !gitt.sann) return [apnet, gitt]
  const s = g.samtykke
  const avsluttende = g.formal === 'avsluttende'
  const alleSaJa = (tj: Tjeneste) =>
    s.svar.length > 0 && s.svar.every(forelder => forelder[tj] === 'ja') && !s.trukketFor.includes(tj)
  const harJa = (tj: Tjeneste) => (avsluttende ? tj === 'skole' || tj === 'bv' : alleSaJa(tj))
  return [
    apnet,
    gitt,
    { grunn: 'omfang', sann: avsluttende || (s.omfang as string[]).indexOf(g.formal) >= 0 },
    {
      grunn: 'tema',
      sann: g.sakstype === undefined ? s.unntatt.length === 0 : !s.unntatt.includes(g.sakstype),
    },
    { grunn: 'tjenester', sann: g.tilstede.length > 0 && g.tilstede.every(harJa) },
    // An outsider was part of what is withdrawn.
    { grunn: 'andre', sann: g.andre.every(annen => s.andre.includes(annen) && !s.trukket) },
    {
      grunn: 'ungdom',
      sann:
        s.ungdom === 'ja' ||
        (s.ungdom === 'ikke_spurt' &&
          g.tilstede.every(tj => manederLevd(s.fodselsmaned, g.idag) < 12 * g.aldersgrense(tj)) &&
          s.fodselsmaned !== ''),
    },
  ]
}

/** Is a consent in force? For the closing meeting it is its own yes that must be; withdrawn says more than refused, and refused more than expired. */
function star({ samtykke: s, formal, idag }: Lampegrunnlag): Lov {
  if (s === undefined) return { sann: false, grunn: 'ikke_innhentet' }
  const dag = (verdi: string) => Number(verdi.replaceAll('-', ''))
  const begynt = dag(s.dato) <= dag(idag)
  const ute = dag(s.gyldigTil) < dag(idag)
  const tid = begynt ? { sann: !ute, grunn: 'utlopt' } : { sann: false, grunn: 'ikke_innhentet' }
  if (formal === 'avsluttende') {
    const egne = {
      ja: tid,
      nei: { sann: false, grunn: 'avslatt' },
      ikke_spurt: { sann: false, grunn: 'ikke_innhentet' },
    }
    return egne[s.avsluttende]
  }
  if (s.trukket) return { sann: false, grunn: 'trukket' }
  const [forste, ...andre] = s.svar
  const felles = Object.entries(forste ?? {}).filter(
    ([tj, svar]) => svar === 'ja' && andre.every(forelder => forelder[tj as Tjeneste] === 'ja'),
  )
  if (felles.some(([tj]) => !s.trukketFor.includes(tj as Tjeneste))) return tid
  if (s.trukketFor.length > 0) return { sann: false, grunn: 'trukket' }
  const sagtNei = s.svar
    .flatMap(forelder => Object.values(forelder))
    .some(v => v === 'nei' || v === 'reservert')
  return { sann: false, grunn: sagtNei ? 'avslatt' : 'ikke_innhentet' }
}

/** Whole months from the first of the month of birth; the day in the month says nothing. */
function manederLevd(fodselsmaned: string, idag: string): number {
  const nr = (verdi: string) => Number(verdi.slice(0, 4)) * 12 + Number(verdi.slice(5, 7))
  return nr(idag) - nr(fodselsmaned)
}

/* The domain: small enough to be run whole, with both sides of every limit. */

const SVARENE: Foreldersvar[][] = [
  [
    { skole: 'ja', bv: 'ja', bup: 'ja' },
    { skole: 'ja', bv: 'ja', bup: 'ja' },
  ],
  [{ skole: 'ja', bv: 'ja' }],
  [
    { skole: 'ja', bv: 'ja' },
    { skole: 'ja', bv: 'nei' },
  ],
  [
    { skole: 'ja', bup: 'reservert' },
    { skole: 'ja', bup: 'ja' },
  ],
  [{ skole: 'ja', bv: 'ja' }, {}],
  [{ skole: 'ja', bv: 'ja' }, { bv: 'nei' }],
]
const TIDER = [
  { dato: '2026-09-01', gyldigTil: I_GAR },
  { dato: IDAG, gyldigTil: IDAG },
  { dato: I_GAR, gyldigTil: I_MORGEN },
  { dato: I_MORGEN, gyldigTil: '2027-06-30' },
]
/** Fourteen until the end of the month, fifteen since its first, sixteen; not known. */
const FODT = ['2011-12', '2011-11', '2010-11', '']
const DEKNING: { omfang: Omfang[]; unntatt: Sakstype[]; andre: Andre[] }[] = [
  { omfang: ['drofte_apent', 'samarbeidsmote'], unntatt: [], andre: [] },
  { omfang: ['drofte_apent'], unntatt: ['fritid'], andre: ['tolk'] },
  { omfang: ['samarbeidsmote'], unntatt: ['atferd'], andre: ['tolk'] },
]
const ROM: { tilstede: Tjeneste[]; andre: Andre[] }[] = [
  { tilstede: ['skole'], andre: [] },
  { tilstede: ['bv', 'skole'], andre: ['tolk'] },
  { tilstede: ['bup'], andre: [] },
  { tilstede: ['skole', 'bup'], andre: [] },
  { tilstede: [], andre: [] },
]
const EGNE: Egetsvar[] = ['ja', 'nei', 'ikke_spurt']
const TRUKKET: { trukket: boolean; trukketFor: Tjeneste[] }[] = [
  { trukket: false, trukketFor: [] },
  { trukket: false, trukketFor: ['skole'] },
  { trukket: true, trukketFor: [] },
]
const FORMAL: Formal[] = ['drofte_apent', 'samarbeidsmote', 'avsluttende']
const SAKEN: { vern: Vern; apen: boolean; sakstype: Sakstype }[] = [
  { vern: 'ingen', apen: true, sakstype: 'atferd' },
  { vern: 'ingen', apen: false, sakstype: 'atferd' },
  { vern: 'adresse', apen: true, sakstype: 'fritid' },
]

function* alleSamtykker() {
  yield undefined
  for (const svar of SVARENE)
    for (const tid of TIDER)
      for (const fodselsmaned of FODT)
        for (const dekning of DEKNING)
          for (const ungdom of EGNE)
            for (const avsluttende of EGNE)
              for (const trukket of TRUKKET)
                yield etSamtykke({ svar, ...tid, fodselsmaned, ungdom, avsluttende, ...trukket, ...dekning })
}

const GRUNNER = [
  'adresse',
  'andre',
  'avslatt',
  'ikke-apnet',
  'ikke_innhentet',
  'omfang',
  'tema',
  'tjenester',
  'trukket',
  'ungdom',
  'utlopt',
]

/** Fifteen for all, sixteen for BUP. */
const aldersgrense = (tjeneste: Tjeneste) => (tjeneste === 'bup' ? 16 : 15)

it('lampa er den samme som når reglene skrives på nytt, i hver eneste kombinasjon', () => {
  const avvik: unknown[] = []
  const farger: Record<string, number> = {}
  /** How often each reason was the only one: then it alone decided the colour. */
  const alene: Record<string, number> = {}
  for (const samtykke of alleSamtykker())
    for (const formal of FORMAL)
      for (const rom of ROM)
        for (const saken of SAKEN) {
          const g: Lampegrunnlag = { samtykke, formal, ...rom, ...saken, aldersgrense, idag: IDAG }
          const { farge, grunner } = lampe(g)
          const koder = grunner.map(grunn => grunn.kode).sort()
          const fasit = ventet(g)
          if (farge !== fasit.farge || koder.join() !== fasit.grunner.join())
            avvik.push({ g, lampe: { farge, koder }, fasit })
          farger[farge] = (farger[farge] ?? 0) + 1
          const [grunn] = koder
          if (koder.length === 1 && grunn !== undefined) alene[grunn] = (alene[grunn] ?? 0) + 1
        }
  expect(avvik.slice(0, 3)).toEqual([])
  // The comparison is worth something only where every colour and every reason is met, many times.
  expect(Object.keys(farger).sort()).toEqual(['gronn', 'gul', 'rod'])
  expect(Object.keys(alene).sort()).toEqual(GRUNNER)
  for (const antall of [...Object.values(farger), ...Object.values(alene)]) expect(antall).toBeGreaterThan(50)
})
