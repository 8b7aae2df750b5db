import { describe, expect, it } from 'vitest'
import {
  ansvarlige,
  kanEndre,
  manedEtter,
  manedensDager,
  minnesMellom,
  planlegg,
  plasser,
  skolearetsDager,
  skolearFor,
  skolearSomLages,
  standFor,
  ukedager,
  virkeligVindu,
} from '../../src/arshjul/arshjul.ts'
import { lesMaler, MALENE } from '../../src/arshjul/les-maler.ts'
import { dagEtter, erSkoledag } from '../../src/arshjul/skoledager.ts'

const HOST = [{ fra: '2026-09-28', til: '2026-10-02' }]

describe('skoleåret', () => {
  it('går fra 1. august til 31. juli', () => {
    expect(skolearFor('2026-07-31')).toBe(2025)
    expect(skolearFor('2026-08-01')).toBe(2026)
    expect(skolearFor('2027-07-31')).toBe(2026)
    expect(skolearFor('2028-02-29')).toBe(2027)
    expect(skolearetsDager(2026)).toEqual({ fra: '2026-08-01', til: '2027-07-31' })
  })

  it('lages for neste år fra 1. juni', () => {
    expect(skolearSomLages('2027-05-31')).toEqual([2026])
    expect(skolearSomLages('2027-06-01')).toEqual([2026, 2027])
    expect(skolearSomLages('2027-07-31')).toEqual([2026, 2027])
    expect(skolearSomLages('2027-08-01')).toEqual([2027])
  })

  it('har måneder, også i et skuddår', () => {
    expect(manedensDager('2028-02')).toEqual({ fra: '2028-02-01', til: '2028-02-29' })
    expect(manedensDager('2027-02').til).toBe('2027-02-28')
    expect(manedEtter('2026-12', 1)).toBe('2027-01')
    expect(manedEtter('2027-01', -1)).toBe('2026-12')
  })
})

describe('malene', () => {
  const plikter = (skoletype: 'barneskole' | 'ungdomsskole' | 'kombinert', ar = 2026) =>
    planlegg(MALENE, skoletype, ar)
  const trinnFor = (skoletype: 'barneskole' | 'ungdomsskole' | 'kombinert', mal: string) =>
    plikter(skoletype)
      .filter(p => p.mal === mal)
      .map(p => p.trinn)

  it('gir hver skoletype sine trinn', () => {
    expect(trinnFor('barneskole', 'bv_info_elever')).toEqual([1, 5])
    expect(trinnFor('ungdomsskole', 'bv_info_elever')).toEqual([9])
    expect(trinnFor('kombinert', 'bv_info_foreldremote')).toEqual([1, 5, 9])
    expect(trinnFor('ungdomsskole', 'kursrekke_5')).toEqual([])
    expect(trinnFor('ungdomsskole', 'bv_ressursteam')).toHaveLength(4)
    expect(trinnFor('barneskole', 'bv_ressursteam')).toEqual([])
  })

  it('har kursrekkene med temaene i rekkefølge; konflikthåndtering og følelser er faste', () => {
    const okter = (id: string) => MALENE.find(m => m.id === id)?.okter ?? []
    expect(okter('kursrekke_5').map(o => o.tema.nb)).toEqual([
      'Introduksjon',
      'Identitet, del 1',
      'Identitet, del 2',
      'Selvfølelse',
      'Følelser',
      'Vennskap',
      'Samarbeid',
      'Konflikthåndtering',
    ])
    expect(okter('kursrekke_6').map(o => o.tema.nb)).toEqual([
      'Konflikthåndtering, del 2',
      'Respekt',
      'Sosiale medier',
      'Mobbing',
      'Grenser',
      'Bli kjent med politiet',
      'Avslutning',
    ])
    const faste = [...okter('kursrekke_5'), ...okter('kursrekke_6')].filter(o => o.fast).map(o => o.id)
    expect(faste).toEqual(['folelser', 'konflikt_1', 'konflikt_2'])
    expect(okter('foreldresamarbeid').map(o => o.id)).toEqual([
      'foreldrekafe',
      'temakveld',
      'foreldremote',
      'fritid',
    ])
  })

  it('lager ingenting av det som har sin egen serie eller er ukentlig', () => {
    const faste = MALENE.filter(m => m.gjentas.slag === 'fast').map(m => m.id)
    expect(faste).toEqual([
      'fagkonsulent_moteplasser',
      'ring_hjem',
      'innsatsteammote',
      'elevsaksmote',
      'sosialagentene',
      'sosialagent_avdeling',
    ])
    expect(plikter('kombinert').filter(p => faste.includes(p.mal))).toEqual([])
  })

  it.each([2026, 2027, 2028])('alt ligger i skoleåret %i, og det samme kommer hver gang', ar => {
    const { fra, til } = skolearetsDager(ar)
    for (const skoletype of ['barneskole', 'ungdomsskole', 'kombinert'] as const) {
      const alle = plikter(skoletype, ar)
      expect(alle.length).toBeGreaterThan(20)
      expect(alle).toEqual(plikter(skoletype, ar))
      for (const p of alle) {
        expect(p.fra >= fra && p.fra <= p.til && p.til <= til, p.mal).toBe(true)
        expect(p.minnesTil >= p.til && p.minnesTil <= `${ar + 1}-06-30`, p.mal).toBe(true)
        const vindu = plasser(p, [])
        expect(erSkoledag(vindu.fra, []) && erSkoledag(vindu.til, []), p.mal).toBe(true)
      }
    }
  })

  it('det månedlige kommer hver måned utenom juli, og masingen slutter når den neste begynner', () => {
    const moter = plikter('barneskole', 2027).filter(p => p.mal === 'rektor_leder')
    expect(moter.map(m => m.fra.slice(5, 7))).toEqual([
      ...['08', '09', '10', '11', '12'],
      ...['01', '02', '03', '04', '05', '06'],
    ])
    // 2028 is a leap year.
    expect(moter.find(m => m.fra === '2028-02-01')?.minnesTil).toBe('2028-02-29')
    expect(moter.at(-1)?.minnesTil).toBe('2028-06-30')
  })

  it('29. februar er den 28. når året ikke har noen', () => {
    const mal = lesMaler(
      'prov.json',
      JSON.stringify({
        plikter: [
          {
            id: 'skuddag',
            tittel: { nb: 'Skuddag', nn: 'Skotdag' },
            roller: ['rektor'],
            gjentas: { slag: 'arlig', vindu: { fra: '02-01', til: '02-29' } },
            kilde: 'prøve',
          },
        ],
      }),
    )
    expect(planlegg(mal, 'barneskole', 2027)[0]?.til).toBe('2028-02-29')
    expect(planlegg(mal, 'barneskole', 2026)[0]?.til).toBe('2027-02-28')
  })

  const EN = {
    id: 'prov',
    tittel: { nb: 'Prøve', nn: 'Prøve' },
    roller: ['rektor'],
    gjentas: { slag: 'arlig', vindu: { fra: '09-01', til: '10-01' } },
    kilde: 'prøve',
  }
  it.each([
    ['ikke JSON', '{', 'prov.json er ikke gyldig JSON'],
    ['uten plikter', { plikter: [] }, 'prov.json, plikter: minst én plikt'],
    ['en ukjent rolle', { plikter: [{ ...EN, roller: ['vaktmester'] }] }, 'prov.json, plikter.0.roller.0: '],
    ['administrator', { plikter: [{ ...EN, roller: ['administrator'] }] }, 'prov.json, plikter.0.roller.0: '],
    [
      'et vindu baklengs',
      { plikter: [{ ...EN, gjentas: { slag: 'arlig', vindu: { fra: '01-10', til: '09-01' } } }] },
      'prov.json, plikter.0.gjentas.vindu: slutter før det begynner',
    ],
    [
      'en dag som ikke finnes',
      { plikter: [{ ...EN, gjentas: { slag: 'arlig', vindu: { fra: '09-31', til: '10-10' } } }] },
      'prov.json, plikter.0.gjentas.vindu.fra: skal være en dag',
    ],
    [
      'trinn uten plass i tittelen',
      { plikter: [{ ...EN, trinn: { barneskole: [1], ungdomsskole: [], kombinert: [] } }] },
      'prov.json, plikter.0.tittel: skal ha {trinn}',
    ],
    ['et felt for mye', { plikter: [{ ...EN, farge: 'gul' }] }, 'prov.json, plikter.0: '],
  ])('en fil med %s gir én linje med fil og grunn', (_, innhold, ventet) => {
    const tekst = typeof innhold === 'string' ? innhold : JSON.stringify(innhold)
    let sagt = ''
    try {
      lesMaler('prov.json', tekst)
    } catch (feil) {
      sagt = feil instanceof Error ? feil.message : ''
    }
    expect(sagt).toContain(ventet)
    expect(sagt).not.toContain('\n')
  })
})

describe('plassering', () => {
  it('legges på skoledager', () => {
    // 1 November 2026 is a Sunday, 1 May 2027 a public holiday on a Saturday, 17 May a Monday.
    expect(plasser({ fra: '2026-11-01', til: '2026-11-14' }, [])).toEqual({
      fra: '2026-11-02',
      til: '2026-11-13',
    })
    expect(plasser({ fra: '2027-05-15', til: '2027-05-18' }, [])).toEqual({
      fra: '2027-05-18',
      til: '2027-05-18',
    })
  })

  it('et vindu i en ferie blir første skoledag etter ferien', () => {
    expect(plasser({ fra: '2026-09-29', til: '2026-10-02' }, HOST)).toEqual({
      fra: '2026-10-05',
      til: '2026-10-05',
    })
    expect(plasser({ fra: '2026-09-24', til: '2026-10-02' }, HOST)).toEqual({
      fra: '2026-09-24',
      til: '2026-09-25',
    })
    expect(plasser({ fra: '2026-12-25', til: '2026-12-26' }, [])).toEqual({
      fra: '2026-12-28',
      til: '2026-12-28',
    })
  })

  it('kursøkter kommer hver uke på samme ukedag, og hopper over uker med fri', () => {
    expect(ukedager('2026-09-15', 4, HOST)).toEqual(['2026-09-15', '2026-09-22', '2026-10-06', '2026-10-13'])
    expect(ukedager('2028-02-22', 3, [])).toEqual(['2028-02-22', '2028-02-29', '2028-03-07'])
  })

  it('en rekke som har alle datoene, er ferdig på den siste', () => {
    const vindu = { fra: '2026-08-17', til: '2026-09-18' }
    const okt = (dato: string | null, status: 'apen' | 'gjort' | 'utgar' = 'apen') => ({ dato, status })
    expect(virkeligVindu(vindu, [])).toEqual(vindu)
    expect(virkeligVindu(vindu, [okt('2026-10-06'), okt(null)])).toEqual(vindu)
    expect(virkeligVindu(vindu, [okt('2026-10-06'), okt('2026-10-13'), okt(null, 'utgar')])).toEqual({
      fra: '2026-10-13',
      til: '2026-10-13',
    })
  })
})

describe('påminnelser', () => {
  /** Every day in the range on which one is reminded. */
  const dager = (
    vindu: { fra: string; til: string },
    minnesTil: string,
    fri: { fra: string; til: string }[] = [],
  ) => {
    const ut: string[] = []
    for (let dag = '2026-08-01'; dag <= '2027-07-31'; dag = dagEtter(dag))
      if (minnesMellom(plasser(vindu, fri), minnesTil, fri, { forrige: dagEtter(dag, -1), dag })) ut.push(dag)
    return ut
  }

  it('et langt vindu: første skoledag, en skoleuke før siste dag, siste dag, og så hver uke', () => {
    expect(dager({ fra: '2026-08-22', til: '2026-10-16' }, '2026-11-10')).toEqual([
      '2026-08-24',
      '2026-10-09',
      '2026-10-16',
      '2026-10-23',
      '2026-10-30',
      '2026-11-06',
    ])
  })

  it('skoleuken før siste dag regnes i skoledager', () => {
    expect(dager({ fra: '2026-08-24', til: '2026-10-06' }, '2026-10-06', HOST)).toEqual([
      '2026-08-24',
      '2026-09-22',
      '2026-10-06',
    ])
  })

  it('to uker er kort, femten dager er langt', () => {
    expect(dager({ fra: '2026-11-02', til: '2026-11-13' }, '2026-11-13')).toEqual([
      '2026-11-02',
      '2026-11-13',
    ])
    expect(dager({ fra: '2026-11-02', til: '2026-11-16' }, '2026-11-16')).toEqual([
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ])
  })

  it('en dag som ikke er skoledag, flyttes til neste skoledag', () => {
    // Weekly from Friday 18 September: 2 October is in the holiday, 25 December a public holiday.
    const alle = dager({ fra: '2026-09-18', til: '2026-09-18' }, '2027-01-15', HOST)
    expect(alle).toContain('2026-10-05')
    expect(alle).not.toContain('2026-10-02')
    expect(alle).toContain('2026-12-28')
    expect(alle).toContain('2027-01-04')
    for (const dag of alle) expect(erSkoledag(dag, HOST), dag).toBe(true)
  })

  it('står boten stille noen dager, går ingen dag tapt, og ingen kommer to ganger', () => {
    const vindu = { fra: '2026-08-24', til: '2026-10-16' }
    const til = (forrige: string, dag: string) => minnesMellom(vindu, '2026-11-30', [], { forrige, dag })
    expect(til('2026-10-15', '2026-10-20')).toBe(true)
    expect(til('2026-10-16', '2026-10-22')).toBe(false)
    expect(til('2026-10-22', '2026-10-23')).toBe(true)
    expect(til('2026-11-27', '2027-07-01')).toBe(false)
  })
})

describe('hvem', () => {
  const VED = [
    { person: 'sara', rolle: 'sosiallarer' },
    { person: 'rolf', rolle: 'rektor' },
    { person: 'frida', rolle: 'fagkonsulent' },
    { person: 'frida', rolle: 'barnevern_mottak' },
    { person: 'ada', rolle: 'administrator' },
  ] as const

  it('har ansvaret: de som har rollen; ellers rektor og sosiallærer', () => {
    expect(ansvarlige(['fagkonsulent'], VED)).toEqual(['frida'])
    expect(ansvarlige(['fagkonsulent', 'rektor'], VED)).toEqual(['rolf', 'frida'])
    expect(ansvarlige(['sosialagent'], VED)).toEqual(['sara', 'rolf'])
    expect(ansvarlige(['sosialagent'], [])).toEqual([])
  })

  it('kan endre: de som har rollen, og rektor og sosiallærer', () => {
    expect(kanEndre(['fagkonsulent'], ['fagkonsulent'])).toBe(true)
    expect(kanEndre(['sosiallarer'], ['fagkonsulent'])).toBe(true)
    expect(kanEndre(['helsesykepleier'], ['fagkonsulent'])).toBe(false)
    expect(kanEndre(['administrator'], ['fagkonsulent'])).toBe(false)
  })

  it('standen', () => {
    const vindu = { fra: '2026-11-02', til: '2026-11-13' }
    const apen = { status: 'apen', avgjortAv: null } as const
    expect(standFor(apen, vindu, '2026-11-01')).toBe('kommer')
    expect(standFor(apen, vindu, '2026-11-13')).toBe('apen')
    expect(standFor(apen, vindu, '2026-11-14')).toBe('forfalt')
    expect(standFor({ status: 'gjort', avgjortAv: 'x' }, vindu, '2026-12-01')).toBe('gjort')
    expect(standFor({ status: 'ikke_aktuelt', avgjortAv: 'x' }, vindu, '2026-12-01')).toBe('ikke_aktuelt')
    expect(standFor({ status: 'ikke_aktuelt', avgjortAv: null }, vindu, '2026-12-01')).toBe('for_arshjulet')
  })
})
