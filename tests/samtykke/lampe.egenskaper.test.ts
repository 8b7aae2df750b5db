import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Farge,
  kanForlate,
  kunTjenesteMangler,
  type Lampegrunnlag,
  lampe,
} from '../../src/samtykke/lampe.ts'
import { ANDRE, EGETSVAR, OMFANG, type Samtykke } from '../../src/samtykke/samtykke.ts'
import { TJENESTER } from '../../src/tilgang/roller.ts'
import { vilkarligGrunnlag } from './et-samtykke.ts'

/** What must hold of the lamp whatever was answered (fag: samtykke, the lamp). */
const GANGER = { numRuns: 600 }

const gronnhet = (g: Lampegrunnlag) => (['rod', 'gul', 'gronn'] satisfies Farge[]).indexOf(lampe(g).farge)
const erGronn = (g: Lampegrunnlag) => lampe(g).farge === 'gronn'

/** The lamp with its reasons in an order of their own. */
function utenRekkefolge(g: Lampegrunnlag) {
  const { farge, grunner } = lampe(g)
  const tekst = grunner.map(grunn =>
    [
      grunn.kode,
      ...('tjenester' in grunn ? grunn.tjenester : 'andre' in grunn ? grunn.andre : []).toSorted(),
    ].join(' '),
  )
  return { farge, grunner: tekst.sort() }
}

const medSamtykke = (g: Lampegrunnlag, endring: (s: Samtykke) => Partial<Samtykke>): Lampegrunnlag =>
  g.samtykke === undefined ? g : { ...g, samtykke: { ...g.samtykke, ...endring(g.samtykke) } }

it('det som prøves under, er grønt ofte nok til å si noe', () => {
  const alle = fc.sample(vilkarligGrunnlag, { numRuns: 2000, seed: 15 })
  expect(alle.filter(erGronn).length).toBeGreaterThan(300)
})

describe('et svakere samtykke gjør aldri lampa grønnere:', () => {
  const tall = fc.nat()
  /** One way to weaken a consent; the numbers choose where. */
  const SVEKKELSER: [string, (g: Lampegrunnlag, hvor: number, hva: number) => Lampegrunnlag][] = [
    [
      'et «ja» fra en forelder blir til noe annet',
      (g, hvor, hva) =>
        medSamtykke(g, s => {
          const jaer = s.svar.flatMap((svar, nr) =>
            TJENESTER.filter(tj => svar[tj] === 'ja').map(tj => [nr, tj] as const),
          )
          const [forelder, tjeneste] = jaer[hvor % jaer.length] ?? []
          if (tjeneste === undefined) return {}
          const nytt = (['nei', 'reservert', 'ikke_spurt', undefined] as const)[hva % 4]
          return {
            svar: s.svar.map(({ ...svar }, nr) => {
              if (nr !== forelder) return svar
              delete svar[tjeneste]
              return nytt === undefined ? svar : { ...svar, [tjeneste]: nytt }
            }),
          }
        }),
    ],
    [
      'en forelder til har foreldreansvar, og har ikke svart ja til alt',
      (g, hvor, hva) =>
        medSamtykke(g, s => ({
          svar: [
            ...s.svar,
            Object.fromEntries(
              TJENESTER.filter((_, i) => (hvor >> i) & 1).map(tj => [tj, hva % 2 ? 'ja' : 'nei']),
            ),
          ],
        })),
    ],
    [
      'samtykket trekkes for en tjeneste',
      (g, hvor) =>
        medSamtykke(g, s => ({ trukketFor: [...s.trukketFor, ...TJENESTER.slice(hvor % 2).slice(0, 1)] })),
    ],
    ['samtykket trekkes', g => medSamtykke(g, () => ({ trukket: true }))],
    [
      'et omfang strykes',
      (g, hvor) => medSamtykke(g, s => ({ omfang: s.omfang.filter((_, i) => i !== hvor % OMFANG.length) })),
    ],
    ['et tema unntas', g => medSamtykke(g, s => ({ unntatt: [...s.unntatt, g.sakstype ?? 'annet'] }))],
    [
      'ja-et til en annen i rommet strykes',
      (g, hvor) => medSamtykke(g, s => ({ andre: s.andre.filter((_, i) => i !== hvor % ANDRE.length) })),
    ],
    [
      'ungdommens ja blir til noe annet',
      (g, hvor) =>
        medSamtykke(g, s => (s.ungdom === 'ja' ? { ungdom: EGETSVAR[(hvor % 2) * 2] ?? 'nei' } : {})),
    ],
    ['ungdommen sier nei', g => medSamtykke(g, () => ({ ungdom: 'nei' }))],
    [
      'ja-et til det avsluttende møtet blir til noe annet',
      (g, hvor) =>
        medSamtykke(g, s =>
          s.avsluttende === 'ja' ? { avsluttende: EGETSVAR[(hvor % 2) * 2] ?? 'nei' } : {},
        ),
    ],
    ['fødselsmåneden blir ukjent', g => medSamtykke(g, () => ({ fodselsmaned: '' }))],
    [
      'det gjelder kortere',
      g => medSamtykke(g, s => ({ gyldigTil: s.gyldigTil < '2026-11-20' ? s.gyldigTil : '2026-11-20' })),
    ],
    ['det finnes ikke', g => ({ ...g, samtykke: undefined })],
    ['saken gjøres anonym', g => ({ ...g, apen: false })],
    ['barnet får fortrolig adresse', g => ({ ...g, vern: 'adresse' })],
    ['aldersgrensen settes ned', g => ({ ...g, aldersgrense: tjeneste => g.aldersgrense(tjeneste) - 3 })],
  ]
  it.each(SVEKKELSER)('%s', (_, svekk) => {
    fc.assert(
      fc.property(vilkarligGrunnlag, tall, tall, (g, hvor, hva) => {
        expect(gronnhet(svekk(g, hvor, hva))).toBeLessThanOrEqual(gronnhet(g))
      }),
      GANGER,
    )
  })

  it('hver svekkelse gjør en grønn lampe gul i minst ett tilfelle', () => {
    const gronne = fc.sample(vilkarligGrunnlag, { numRuns: 3000, seed: 15 }).filter(erGronn)
    const uten = SVEKKELSER.filter(([, svekk]) => gronne.every((g, nr) => erGronn(svekk(g, nr, nr >> 2))))
    expect(uten.map(([navn]) => navn)).toEqual([])
  })
})

describe('flere i rommet gjør aldri lampa grønnere:', () => {
  it('en tjeneste til, når noen er der fra før', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, fc.constantFrom(...TJENESTER), fc.nat(), (g, ny, plass) => {
        fc.pre(g.tilstede.length > 0 && !g.tilstede.includes(ny))
        const med = g.tilstede.toSpliced(plass % (g.tilstede.length + 1), 0, ny)
        expect(gronnhet({ ...g, tilstede: med })).toBeLessThanOrEqual(gronnhet(g))
      }),
      GANGER,
    )
  })

  it('en annen til', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, fc.constantFrom(...ANDRE), (g, ny) => {
        expect(gronnhet({ ...g, andre: [...g.andre, ny] })).toBeLessThanOrEqual(gronnhet(g))
      }),
      GANGER,
    )
  })

  it('og et tomt rom er aldri grønt', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        expect(erGronn({ ...g, tilstede: [] })).toBe(false)
      }),
      GANGER,
    )
  })
})

describe('lampa er ikke grønn', () => {
  it('så lenge en tjeneste i rommet mangler «ja» fra en av foreldrene', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        fc.pre(g.formal !== 'avsluttende')
        const alleSaJa = g.tilstede.every(tj => g.samtykke?.svar.every(svar => svar[tj] === 'ja') === true)
        if (!alleSaJa) expect(erGronn(g)).toBe(false)
      }),
      GANGER,
    )
  })

  it('så lenge samtykket er trukket for en tjeneste i rommet', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        fc.pre(g.formal !== 'avsluttende')
        if (g.tilstede.some(tj => g.samtykke?.trukketFor.includes(tj) === true))
          expect(erGronn(g)).toBe(false)
      }),
      GANGER,
    )
  })

  it('i et avsluttende møte uten et eget ja, eller med andre der enn skolen og barnevernet', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, grunnlag => {
        const g: Lampegrunnlag = { ...grunnlag, formal: 'avsluttende' }
        const medAndre = g.tilstede.some(tj => tj !== 'skole' && tj !== 'bv')
        if (g.samtykke?.avsluttende !== 'ja' || medAndre) expect(erGronn(g)).toBe(false)
      }),
      GANGER,
    )
  })

  it('når samtykket er trukket, om ikke det er et avsluttende møte med et eget ja', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, grunnlag => {
        const g = medSamtykke(grunnlag, () => ({ trukket: true }))
        if (erGronn(g)) expect([g.formal, g.samtykke?.avsluttende]).toEqual(['avsluttende', 'ja'])
      }),
      GANGER,
    )
  })

  it('når noen andre i rommet ikke er nevnt i samtykket', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        if (g.andre.some(annen => g.samtykke?.andre.includes(annen) !== true)) expect(erGronn(g)).toBe(false)
      }),
      GANGER,
    )
  })
})

describe('tid', () => {
  const dag = fc
    .integer({ min: Date.UTC(2026, 10, 20) / 86_400_000, max: Date.UTC(2031, 0, 31) / 86_400_000 })
    .map(nr => new Date(nr * 86_400_000).toISOString().slice(0, 10))

  it('gjør aldri lampa grønnere, fra dagen samtykket ble gitt', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, dag, dag, (g, a, b) => {
        const [for_, etter] = a < b ? [a, b] : [b, a]
        fc.pre(g.samtykke === undefined || g.samtykke.dato <= for_)
        expect(gronnhet({ ...g, idag: etter })).toBeLessThanOrEqual(gronnhet({ ...g, idag: for_ }))
      }),
      GANGER,
    )
  })

  it('utenfor samtykkets dager er lampa aldri grønn', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, dag, (g, idag) => {
        fc.pre(g.samtykke !== undefined && (idag < g.samtykke.dato || idag > g.samtykke.gyldigTil))
        expect(erGronn({ ...g, idag })).toBe(false)
      }),
      GANGER,
    )
  })
})

describe('grunnene', () => {
  it('er tomme når og bare når lampa er grønn, og hver står én gang', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        const { farge, grunner } = lampe(g)
        expect(grunner.length === 0).toBe(farge === 'gronn')
        expect(new Set(grunner.map(grunn => grunn.kode)).size).toBe(grunner.length)
      }),
      GANGER,
    )
  })

  it('er rød og bare vernet når barnet har særlig vern, og ellers aldri rød', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        const lys = lampe(g)
        if (g.vern === 'ingen') expect(lys.farge).not.toBe('rod')
        else expect(lys).toEqual({ farge: 'rod', grunner: [{ kode: g.vern }] })
      }),
      GANGER,
    )
  })

  it('er de samme om saken er åpnet eller ikke, bortsett fra det', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        fc.pre(g.vern === 'ingen')
        const lukket = lampe({ ...g, apen: false }).grunner
        expect(lukket).toEqual([{ kode: 'ikke-apnet' }, ...lampe({ ...g, apen: true }).grunner])
      }),
      GANGER,
    )
  })

  it('er de samme i hvilken rekkefølge foreldre, tjenester og andre enn står', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        const snudd = medSamtykke(
          { ...g, tilstede: g.tilstede.toReversed(), andre: g.andre.toReversed() },
          s => ({
            svar: s.svar.toReversed().map(svar => Object.fromEntries(Object.entries(svar).toReversed())),
            omfang: s.omfang.toReversed(),
            unntatt: s.unntatt.toReversed(),
            andre: s.andre.toReversed(),
          }),
        )
        expect(utenRekkefolge(snudd)).toEqual(utenRekkefolge(g))
      }),
      GANGER,
    )
  })
})

describe('de som kan forlate rommet', () => {
  it('er i rommet, og når de er ute, er lampa grønn, om noen er igjen', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        const ute = kanForlate(lampe(g))
        const igjen = g.tilstede.filter(tjeneste => !ute.includes(tjeneste))
        expect(igjen.length).toBe(g.tilstede.length - ute.length)
        if (ute.length > 0 && igjen.length > 0) expect(erGronn({ ...g, tilstede: igjen })).toBe(true)
      }),
      GANGER,
    )
  })

  it('er alt som kan stå i veien for at saken gjøres åpen', () => {
    fc.assert(
      fc.property(vilkarligGrunnlag, g => {
        const lys = lampe({ ...g, apen: true })
        const bareTjenester = lys.grunner.every(grunn => grunn.kode === 'tjenester') && g.tilstede.length > 0
        expect(kunTjenesteMangler(lys)).toBe(bareTjenester)
      }),
      GANGER,
    )
  })
})
