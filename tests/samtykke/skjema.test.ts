import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endringstekst,
  fyltSamtykkeskjema,
  lesSamtykke,
  SamtykkeData,
  type Samtykkeskjema,
  tomtSamtykkeskjema,
} from '../../src/cards/samtykke.ts'
import { nb } from '../../src/cards/tekst/nb.ts'
import { SAKSTYPER } from '../../src/sak/saker.ts'
import {
  ANDRE,
  dekker,
  EGETSVAR,
  type Endring,
  endringerMellom,
  erTrukketFor,
  HVORDAN,
  kontroller,
  type LagretSamtykke,
  nyttSamtykke,
  OMFANG,
  type Samtykke,
  SPRAK,
  statusFor,
  svarFor,
} from '../../src/samtykke/samtykke.ts'
import { TJENESTER } from '../../src/tilgang/roller.ts'
import { etSamtykke, IDAG, JA, vilkarligSamtykke } from './et-samtykke.ts'

const GANGER = { numRuns: 300 }

/** The form as somebody has filled it in: two parents say yes to the school and barnevernet. */
const etSkjema = (endring: Partial<Samtykkeskjema> = {}): Samtykkeskjema => ({
  ...tomtSamtykkeskjema('t/p', IDAG, '2027-06-30'),
  foresatte: '2',
  ja1: 'skole,bv',
  ja2: 'skole,bv',
  fodt: '3.2015',
  ...endring,
})
const lagret = (samtykke: Samtykke): LagretSamtykke => ({
  ...samtykke,
  innhentetAv: 't/p',
  innhentetRolle: 'sosiallarer',
  versjon: 1,
})
/** The consent of a form that is to be read. */
function tilbakeFra(skjema: Samtykkeskjema): Samtykke {
  const svar = lesSamtykke(skjema)
  if (svar.kode !== 'lest') throw new Error(svar.kode)
  return svar.samtykke
}
const lest = (endring: Partial<Samtykkeskjema> = {}) => tilbakeFra(etSkjema(endring))

describe('det tomme skjemaet', () => {
  it('har ingen valgt på forhånd, og kan ikke registreres som det er', () => {
    const tomt = tomtSamtykkeskjema('t/p', IDAG, '2027-06-30')
    expect(lesSamtykke(tomt)).toEqual({ kode: 'velg-foresatte' })
    expect(lesSamtykke({ ...tomt, foresatte: '2' })).toEqual({ kode: 'ugyldig-maned' })
    const uten = tilbakeFra({ ...tomt, foresatte: '2', fodt: '3.2015' })
    expect(kontroller(uten, IDAG)).toEqual({ kode: 'ingen-svar' })
  })
})

describe('det skjemaet sier, er samtykket', () => {
  it('i alt det har', () => {
    expect(
      lest({
        ja1: 'skole,bv',
        nei1: 'bup',
        res1: 'ppt,miljoteam',
        ja2: 'skole',
        nei2: 'bv,bup',
        res2: '',
        ungdom: 'ja',
        omfang: 'dele_referat,drofte_apent',
        avsluttende: 'nei',
        unntatt: 'atferd,fritid',
        andre: 'gjest,tolk',
        hvordan: 'muntlig',
        sprak: 'annet',
        tolk: 'true',
        skjemaversjon: '2',
      }),
    ).toEqual({
      svar: [
        { skole: 'ja', bv: 'ja', bup: 'nei', ppt: 'reservert', miljoteam: 'reservert' },
        { skole: 'ja', bv: 'nei', bup: 'nei' },
      ],
      fodselsmaned: '2015-03',
      ungdom: 'ja',
      omfang: ['drofte_apent', 'dele_referat'],
      avsluttende: 'nei',
      unntatt: ['atferd', 'fritid'],
      andre: ['tolk', 'gjest'],
      hvordan: 'muntlig',
      sprak: 'annet',
      tolk: true,
      skjemaversjon: '2',
      dato: IDAG,
      gyldigTil: '2027-06-30',
      trukket: false,
      trukketFor: [],
    })
  })

  it('med én forelder alene leses bare den førstes svar', () => {
    expect(lest({ foresatte: '1', ja2: 'bup', nei2: 'skole', res2: 'bv' }).svar).toEqual([JA])
  })

  it('den som ikke er krysset av noe sted, er ikke spurt, og det betyr nei', () => {
    const samtykke = lest({ ja2: 'skole' })
    expect(samtykke.svar).toEqual([JA, { skole: 'ja' }])
    expect(svarFor(samtykke, 'bv')).toBe('ikke_spurt')
    expect(svarFor(samtykke, 'ppt')).toBe('ikke_spurt')
  })

  it('koder det ikke kjenner, er ingen svar', () => {
    const samtykke = lest({
      ja1: 'skole,politiet',
      ja2: ',,skole, bv',
      omfang: 'alt',
      unntatt: 'mobbing',
      andre: 'nabo',
      tolk: 'ja',
    })
    expect(samtykke).toMatchObject({
      svar: [{ skole: 'ja' }, { skole: 'ja' }],
      omfang: [],
      unntatt: [],
      andre: [],
      tolk: false,
    })
  })
})

describe('skjemaet kommer tilbake', () => {
  it.each<[string, Partial<Samtykkeskjema>, string]>([
    ['når ingen har sagt hvem som har foreldreansvar', { foresatte: '' }, 'velg-foresatte'],
    ['… også når måneden er gal', { foresatte: '', fodt: 'x' }, 'velg-foresatte'],
    ['uten fødselsmåned', { fodt: '' }, 'ugyldig-maned'],
    ['med en måned som ikke finnes', { fodt: '13.2015' }, 'ugyldig-maned'],
    ['med hele fødselsdatoen', { fodt: '14.3.2015' }, 'ugyldig-maned'],
    ['når en forelder sier både ja og nei til en tjeneste', { nei1: 'bv' }, 'motstrid'],
    ['… både ja og reservert', { res1: 'bv' }, 'motstrid'],
    ['… både nei og reservert', { ja1: '', nei1: 'bup', res1: 'bup' }, 'motstrid'],
    ['… i forelder 2 sine lister', { res2: 'skole' }, 'motstrid'],
    ['… i alle tre', { ja1: 'ppt', nei1: 'ppt', res1: 'ppt' }, 'motstrid'],
  ])('%s', (_, endring, kode) => {
    expect(lesSamtykke(etSkjema(endring))).toEqual({ kode })
  })

  it('ikke når foreldrene er uenige med hverandre: da teller det strengeste', () => {
    const samtykke = lest({ ja2: 'skole', nei2: 'bv' })
    expect(svarFor(samtykke, 'bv')).toBe('nei')
    expect(svarFor(samtykke, 'skole')).toBe('ja')
  })

  it('ikke for lister som ikke gjelder, når det er én forelder', () => {
    expect(lesSamtykke(etSkjema({ foresatte: '1', ja2: 'bv', nei2: 'bv' })).kode).toBe('lest')
  })
})

describe('det som er lagret, og skjemaet det fyller', () => {
  /** As it is stored: lists in their own order, and only what the form can say. */
  const somLagret = vilkarligSamtykke
    .filter(s => /^20\d\d-(0[1-9]|1[0-2])$/.test(s.fodselsmaned))
    .map(
      (s): Samtykke => ({
        ...s,
        svar: s.svar.map(svar =>
          Object.fromEntries(Object.entries(svar).filter(([, v]) => v !== 'ikke_spurt')),
        ),
      }),
    )

  it('uendret tilbake er det samme samtykket, gjennom trykket og alt', () => {
    fc.assert(
      fc.property(somLagret, s => {
        const samtykke: Samtykke = { ...s, trukket: false, trukketFor: [] }
        const trykk = { sak: 's1', nonce: 'n1', versjon: '1', ...fyltSamtykkeskjema(lagret(samtykke)) }
        const { sak: _, nonce: __, versjon, innhentetAv, ...skjema } = SamtykkeData.parse(trykk)
        expect([versjon, innhentetAv]).toEqual([1, 't/p'])
        expect(lesSamtykke({ ...skjema, innhentetAv })).toEqual({ kode: 'lest', samtykke })
      }),
      GANGER,
    )
  })

  it('hvert svar er det samme etterpå, når ingenting er trukket', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, s => {
        const fra: Samtykke = { ...s, fodselsmaned: '2015-03', trukket: false, trukketFor: [] }
        const tilbake = tilbakeFra(fyltSamtykkeskjema(lagret(fra)))
        for (const tjeneste of TJENESTER) expect(svarFor(tilbake, tjeneste)).toBe(svarFor(fra, tjeneste))
      }),
      GANGER,
    )
  })

  it('hvert nei og hver reservasjon står i skjemaet, hva som enn er trukket', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, s => {
        const skjema = fyltSamtykkeskjema(lagret(s))
        for (const [nr, svar] of s.svar.entries())
          for (const tjeneste of TJENESTER) {
            const lister = nr === 0 ? [skjema.nei1, skjema.res1] : [skjema.nei2, skjema.res2]
            expect(lister.map(liste => liste.split(',').includes(tjeneste))).toEqual([
              svar[tjeneste] === 'nei',
              svar[tjeneste] === 'reservert',
            ])
          }
      }),
      GANGER,
    )
  })

  it('uendret tilbake gjør ingenting grønnere, og det som er trukket, er det fortsatt', () => {
    fc.assert(
      fc.property(vilkarligSamtykke, s => {
        const fra: Samtykke = { ...s, fodselsmaned: '2015-03' }
        const etter = nyttSamtykke(fra, tilbakeFra(fyltSamtykkeskjema(lagret(fra))))
        for (const tjeneste of TJENESTER) {
          if (dekker(etter, tjeneste, IDAG)) expect(dekker(fra, tjeneste, IDAG)).toBe(true)
          if (erTrukketFor(fra, tjeneste)) expect(erTrukketFor(etter, tjeneste)).toBe(true)
        }
        expect(etter.trukket).toBe(fra.trukket)
      }),
      GANGER,
    )
  })

  it('måneden skrives slik den leses, for hver måned', () => {
    for (let ar = 2005; ar <= 2030; ar++)
      for (let mnd = 1; mnd <= 12; mnd++) {
        const fodselsmaned = `${ar}-${mnd < 10 ? '0' : ''}${mnd}`
        const skjema = fyltSamtykkeskjema(lagret(etSamtykke({ fodselsmaned })))
        expect(skjema.fodt).toBe(`${mnd}.${ar}`)
        expect(lesSamtykke(skjema)).toMatchObject({ samtykke: { fodselsmaned } })
      }
  })

  it('uten fødselsmåned er feltet tomt, og må fylles', () => {
    const skjema = fyltSamtykkeskjema(lagret(etSamtykke({ fodselsmaned: '' })))
    expect(skjema.fodt).toBe('')
    expect(lesSamtykke(skjema)).toEqual({ kode: 'ugyldig-maned' })
  })
})

describe('et samtykke som er trukket', () => {
  const fra = etSamtykke({ svar: [JA, { ...JA, ppt: 'nei' }], trukket: true })
  const skjema = fyltSamtykkeskjema(lagret(fra))
  const registrert = (endring: Partial<Samtykkeskjema>) =>
    nyttSamtykke(fra, tilbakeFra({ ...skjema, ...endring }))

  it('har ingen ja krysset av i skjemaet, men neiene', () => {
    expect(skjema).toMatchObject({ foresatte: '2', fodt: '3.2015', ja1: '', ja2: '', nei1: '', nei2: 'ppt' })
  })

  it('blir ikke gitt igjen av at skjemaet åpnes og sendes som det er', () => {
    expect(statusFor(registrert({}), IDAG)).toBe('trukket')
  })

  it('blir ikke gitt igjen av at foreldrene sier ja til det avsluttende møtet', () => {
    const etter = registrert({ avsluttende: 'ja' })
    expect(kontroller(etter, IDAG)).toBeUndefined()
    expect(etter.avsluttende).toBe('ja')
    expect(statusFor(etter, IDAG)).toBe('trukket')
  })

  it('gis igjen bare for tjenestene begge sier ja til på nytt', () => {
    const etter = registrert({ ja1: 'skole,bv', ja2: 'skole' })
    expect(statusFor(etter, IDAG)).toBe('gitt')
    expect(TJENESTER.filter(tj => dekker(etter, tj, IDAG))).toEqual(['skole'])
    expect(TJENESTER.filter(tj => erTrukketFor(etter, tj))).toEqual(['bv', 'ppt'])
  })
})

describe('et samtykke som er trukket for én tjeneste', () => {
  it('har ikke den tjenesten krysset av, og resten som før', () => {
    const skjema = fyltSamtykkeskjema(lagret(etSamtykke({ trukketFor: ['bv'] })))
    expect(skjema).toMatchObject({ ja1: 'skole', ja2: 'skole', nei1: '', res1: '', nei2: '', res2: '' })
  })

  it('har fortsatt den andre forelderens nei', () => {
    const fra = etSamtykke({ svar: [JA, { skole: 'ja', bv: 'nei' }], trukketFor: ['bv'] })
    expect(fyltSamtykkeskjema(lagret(fra))).toMatchObject({ ja1: 'skole', ja2: 'skole', nei2: 'bv' })
  })
})

describe('det et trykk kan ha med', () => {
  const etTrykk = { sak: 's1', nonce: 'n1', versjon: '0' }

  it('felt ingen har rørt, mangler, og blir det strengeste', () => {
    const { sak: _, nonce: __, versjon: ___, ...skjema } = SamtykkeData.parse(etTrykk)
    expect(lesSamtykke(skjema)).toEqual({ kode: 'velg-foresatte' })
    const lestSkjema = lesSamtykke({ ...skjema, foresatte: '1', fodt: '3.2015' })
    expect(lestSkjema).toMatchObject({
      samtykke: {
        svar: [{}],
        omfang: [],
        andre: [],
        ungdom: 'ikke_spurt',
        avsluttende: 'ikke_spurt',
        tolk: false,
      },
    })
  })

  it('det den ikke kjenner, blir det strengeste', () => {
    const rart = {
      foresatte: '3',
      ungdom: 'kanskje',
      avsluttende: 'reservert',
      hvordan: 'telepati',
      sprak: 'x',
    }
    expect(SamtykkeData.parse({ ...etTrykk, ...rart })).toMatchObject({
      foresatte: '',
      ungdom: 'ikke_spurt',
      avsluttende: 'ikke_spurt',
      sprak: 'annet',
    })
  })

  it.each<[string, Record<string, string>]>([
    ['en lang liste', { ja1: 'bv,'.repeat(200) }],
    ['en lang dato', { dato: '2026-11-21T00:00' }],
    ['uten versjon', { versjon: 'x' }],
  ])('ikke %s', (_, endring) => {
    expect(SamtykkeData.safeParse({ ...etTrykk, ...endring }).success).toBe(false)
  })
})

describe('skjemaversjonen er en versjon, ikke en tekst', () => {
  it.each(['', '2', 'v2', 'v2.1', '2026-08', '2026-08b', '1.0 2'])('«%s» er en', skjemaversjon => {
    expect(lest({ skjemaversjon }).skjemaversjon).toBe(skjemaversjon)
  })

  it.each([
    'Nora',
    'v2 Nora',
    'skjema 2',
    'Åse',
    'Bo Li',
    'Jo',
    'Bo 2013',
    '1234567890123456789012',
    '2;3',
    '<b>',
    'v2\nv3',
  ])('«%s» kommer tilbake', skjemaversjon => {
    expect(lesSamtykke(etSkjema({ skjemaversjon }))).toEqual({ kode: 'ugyldig-skjemaversjon' })
  })
})

describe('endringene i ord', () => {
  const navn = new Map([
    ['t/s', 'Sara Sosiallærer'],
    ['t/h', 'Hege Helsesykepleier'],
  ])
  const iOrd = (endring: Endring) => endringstekst(endring, navn, nb)

  it.each<[string, string, string, string]>([
    ['svar.1.bv', '', 'ja', 'Forelder 1, Barnevernet: ja'],
    ['svar.2.skolehelse', 'ja', 'reservert', 'Forelder 2, Skolehelsetjenesten: ja → reservert'],
    ['svar.1.ppt', 'ikke_spurt', 'nei', 'Forelder 1, PPT: ikke spurt → nei'],
    ['svar.2.bup', 'nei', '', 'Forelder 2, BUP: nei → –'],
    ['foresatte', '2', '1', 'Antall foreldre: 2 → 1'],
    ['fodselsmaned', '', '2015-03', 'Fødselsmåned: 3.2015'],
    ['ungdom', 'ikke_spurt', 'ja', 'Barnets eget svar: Ikke spurt → Ja'],
    ['avsluttende', 'ja', 'nei', 'Avsluttende møte: Ja → Nei'],
    ['omfang', '', 'drofte_apent', 'Omfang: Drøfte åpent i innsatsteam'],
    [
      'omfang',
      'drofte_apent',
      'dele_referat,drofte_apent,innhente',
      'Omfang: Drøfte åpent i innsatsteam → Dele referat, Drøfte åpent i innsatsteam og Innhente informasjon',
    ],
    ['unntatt', '', 'atferd,fritid', 'Unntatte temaer: Atferd på skole eller fritid og Fritidsaktivitet'],
    ['andre', 'tolk', 'kontaktlarer,tolk', 'Andre i rommet: tolk → kontaktlærer og tolk'],
    ['hvordan', 'skjema', 'muntlig', 'Hvordan: Skriftlig skjema → Muntlig, journalført'],
    ['sprak', 'norsk', 'annet', 'Språk: Norsk → Et annet språk'],
    ['tolk', 'false', 'true', 'Tolk: nei → ja'],
    ['skjemaversjon', '', '2', 'Skjemaversjon: 2'],
    ['dato', '', '2026-11-01', 'Gitt dato: 1. november 2026'],
    ['gyldigTil', '2027-06-30', '2028-02-29', 'Gyldig til: 30. juni 2027 → 29. februar 2028'],
    ['fodselsmaned', '2015-03', '2015-12', 'Fødselsmåned: 3.2015 → 12.2015'],
    ['innhentetAv', 't/s', 't/h', 'Innhentet av: Sara Sosiallærer → Hege Helsesykepleier'],
    ['innhentetAv', '', 't/s', 'Innhentet av: Sara Sosiallærer'],
    ['innhentetAv', 't/borte', 't/s', 'Innhentet av: En annen → Sara Sosiallærer'],
    ['trukketFor', '', 'bv', 'Trukket for: Barnevernet'],
    ['trukketFor', 'bv', 'bv,ppt', 'Trukket for: Barnevernet → Barnevernet og PPT'],
    ['trukketFor', 'bv', '', 'Trukket for: Barnevernet → –'],
    ['trukket', 'false', 'true', 'Trukket: nei → ja'],
  ])('%s fra «%s» til «%s»', (felt, fra, til, ventet) => {
    expect(iOrd({ felt, fra, til })).toBe(ventet)
  })

  it('det denne versjonen ikke kjenner, vises som det står', () => {
    expect(iOrd({ felt: 'farge', fra: '', til: 'blå' })).toBe('farge: blå')
    expect(iOrd({ felt: 'svar.1.politiet', fra: '', til: 'ja' })).toBe('svar.1.politiet: ja')
    expect(iOrd({ felt: 'omfang', fra: '', til: 'alt' })).toBe('Omfang: alt')
  })

  it('har aldri en kode, et tomt felt eller en dato som ikke er en', () => {
    const koder = [...TJENESTER, ...OMFANG, ...SAKSTYPER, ...ANDRE, ...EGETSVAR, ...HVORDAN, ...SPRAK].filter(
      kode => kode.includes('_'),
    )
    fc.assert(
      fc.property(fc.option(vilkarligSamtykke, { nil: undefined }), vilkarligSamtykke, (fra, til) => {
        for (const endring of endringerMellom(fra, til)) {
          const tekst = iOrd(endring)
          expect(tekst).toMatch(/^\S.*: \S/)
          expect(tekst).not.toMatch(/undefined|Invalid|object|svar\./)
          expect(koder.filter(kode => tekst.includes(kode))).toEqual([])
        }
      }),
      GANGER,
    )
  })
})
