import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ankerdata,
  FORSTE_FORRIGE,
  type Hendelse,
  kontrollerKjede,
  type Loggrad,
  lesAnkere,
  nesteRad,
  radhash,
} from '../../src/tilgang/logg.ts'

const TID = '2026-11-21T08:00:00.000Z'

function enKjede(hendelser: readonly Hendelse[], fra: readonly Loggrad[] = [], tid = TID): Loggrad[] {
  const kjede = [...fra]
  for (const hendelse of hendelser) kjede.push(nesteRad('t1', kjede.at(-1), tid, hendelse))
  return kjede
}

function etAnker(rad: Loggrad | undefined, gyldig = true) {
  if (rad === undefined) throw new Error('ingen rad å ankre')
  return { nr: rad.nr, hash: rad.hash, gyldig }
}

const enHendelse = fc.record({
  person: fc.string({ unit: 'binary' }),
  kode: fc.string({ unit: 'binary' }),
  gjelder: fc.string({ unit: 'binary' }),
})
const kjeder = (minst: number) =>
  fc.array(enHendelse, { minLength: minst, maxLength: 12 }).map(hendelser => enKjede(hendelser))
/** A chain, and a place in it: the last `etter` rows are not that place. */
const kjedeOgSted = (minst = 1, etter = 0) =>
  kjeder(minst).chain(kjede =>
    fc.record({ kjede: fc.constant(kjede), i: fc.nat({ max: kjede.length - 1 - etter }) }),
  )

const TO = [
  { person: 't1/sara', kode: 'sak-meldt', gjelder: 'K7F3' },
  { person: 't1/rolf', kode: 'identitet-lest', gjelder: 'K7F3' },
]

describe('hashen av en rad', () => {
  it('er den samme i alle versjoner av boten', () => {
    const [forste, andre] = enKjede(TO)
    expect(forste?.forrige).toBe(FORSTE_FORRIGE)
    expect(forste?.hash).toBe('d7f52485acdd6988a8cbbf0eb2f4eb39a2cfbef613fb5b69c41171d782ff2698')
    expect(andre).toMatchObject({ nr: 2, forrige: forste?.hash })
  })

  it('skiller rader som er like når feltene leses etter hverandre', () => {
    const felt = fc.string({ maxLength: 4 })
    const rad = fc.record({
      tenant: felt,
      nr: fc.nat(30),
      tid: felt,
      person: felt,
      kode: felt,
      gjelder: felt,
      forrige: felt,
    })
    fc.assert(
      fc.property(rad, rad, (a, b) => {
        expect(radhash(a) === radhash(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
    )
    const [en] = enKjede(TO)
    if (en === undefined) throw new Error('ingen rad')
    const flyttet = (tegn: number) => {
      const tekst = en.person + en.kode
      return radhash({ ...en, person: tekst.slice(0, tegn), kode: tekst.slice(tegn) })
    }
    expect(new Set([0, 1, 2, 3, 4].map(flyttet)).size).toBe(5)
    expect(radhash({ ...en, person: '1:a', kode: '' })).not.toBe(radhash({ ...en, person: '', kode: '1:a' }))
  })

  it('regnes av tegnene slik databasen tar vare på dem', () => {
    const [rad] = enKjede([{ person: '\ud800', kode: 'k', gjelder: 'g' }])
    expect(rad && radhash({ ...rad, person: '\ufffd' })).toBe(rad?.hash)
  })
})

describe('kontroll av kjeden', () => {
  it('finner en urørt kjede hel, med og uten ankere', async () => {
    await fc.assert(
      fc.asyncProperty(
        kjeder(0).chain(kjede => fc.tuple(fc.constant(kjede), fc.subarray(kjede))),
        async ([kjede, ankret]) => {
          expect(
            await kontrollerKjede(
              kjede,
              ankret.map(rad => etAnker(rad)),
            ),
          ).toEqual({ kode: 'hel', hendelser: kjede.length, ankere: ankret.length })
        },
      ),
    )
  })

  it.each(['tenant', 'tid', 'person', 'kode', 'gjelder', 'hash'] as const)(
    'finner en rad der «%s» er endret',
    async felt => {
      await fc.assert(
        fc.asyncProperty(kjedeOgSted(), fc.string({ minLength: 1 }), async ({ kjede, i }, ny) => {
          const rukket = kjede.map((rad, j) => (j === i ? { ...rad, [felt]: `${rad[felt]}${ny}` } : rad))
          expect(await kontrollerKjede(rukket, [])).toEqual({
            kode: 'brutt',
            nr: i + 1,
            grunn: 'raden er endret',
          })
        }),
      )
    },
  )

  it('finner to rader som har byttet innhold', async () => {
    await fc.assert(
      fc.asyncProperty(kjedeOgSted(2, 1), async ({ kjede, i }) => {
        const [a, b] = [kjede[i], kjede.at(-1)]
        if (a === undefined || b === undefined) throw new Error('ingen rad')
        fc.pre(
          JSON.stringify([a.person, a.kode, a.gjelder]) !== JSON.stringify([b.person, b.kode, b.gjelder]),
        )
        const innhold = ({ person, kode, gjelder }: Loggrad) => ({ person, kode, gjelder })
        const rukket = kjede.map(rad =>
          rad === a ? { ...a, ...innhold(b) } : rad === b ? { ...b, ...innhold(a) } : rad,
        )
        expect(await kontrollerKjede(rukket, [])).toEqual({
          kode: 'brutt',
          nr: a.nr,
          grunn: 'raden er endret',
        })
      }),
    )
  })

  it('finner en rad som er fjernet', async () => {
    await fc.assert(
      fc.asyncProperty(kjedeOgSted(2, 1), async ({ kjede, i }) => {
        expect(await kontrollerKjede(kjede.toSpliced(i, 1), [])).toEqual({
          kode: 'brutt',
          nr: i + 1,
          grunn: 'raden mangler',
        })
      }),
    )
  })

  it('finner en rad som er fjernet, også når resten er nummerert på nytt', async () => {
    await fc.assert(
      fc.asyncProperty(kjedeOgSted(2, 1), async ({ kjede, i }) => {
        const rukket = kjede.toSpliced(i, 1).map((rad, j) => {
          const ny = { ...rad, nr: j + 1 }
          return { ...ny, hash: radhash(ny) }
        })
        expect(await kontrollerKjede(rukket, [])).toEqual({
          kode: 'brutt',
          nr: i + 1,
          grunn: 'rekkefølgen er brutt',
        })
      }),
    )
  })

  it('finner to rader som har byttet plass', async () => {
    await fc.assert(
      fc.asyncProperty(kjedeOgSted(2, 1), fc.nat(), async ({ kjede, i }, n) => {
        const j = i + 1 + (n % (kjede.length - 1 - i))
        const rukket = kjede
          .map((rad, k) => ({ ...rad, nr: k === i ? j + 1 : k === j ? i + 1 : rad.nr }))
          .sort((a, b) => a.nr - b.nr)
        expect(await kontrollerKjede(rukket, [])).toEqual({
          kode: 'brutt',
          nr: i + 1,
          grunn: 'rekkefølgen er brutt',
        })
      }),
    )
  })

  it('finner en rad foran den første', async () => {
    const kjede = enKjede(TO)
    const foran = kjede.map(rad => ({ ...rad, nr: rad.nr - 1 }))
    expect(await kontrollerKjede(foran, [])).toEqual({ kode: 'brutt', nr: 1, grunn: 'rekkefølgen er brutt' })
  })

  it('finner en rad som er endret og hashet på nytt, ved neste ledd', async () => {
    await fc.assert(
      fc.asyncProperty(kjedeOgSted(2, 1), async ({ kjede, i }) => {
        const rukket = kjede.map((rad, j) => {
          const ny = { ...rad, gjelder: `${rad.gjelder}!` }
          return j === i ? { ...ny, hash: radhash(ny) } : rad
        })
        expect(await kontrollerKjede(rukket, [])).toEqual({
          kode: 'brutt',
          nr: i + 2,
          grunn: 'rekkefølgen er brutt',
        })
      }),
    )
  })

  it('finner en kuttet hale ved ankeret, men ikke uten', async () => {
    await fc.assert(
      fc.asyncProperty(kjedeOgSted(), async ({ kjede, i }) => {
        const kuttet = kjede.slice(0, i)
        const ankere = [etAnker(kjede[0]), etAnker(kjede.at(-1))]
        expect(await kontrollerKjede(kuttet, ankere)).toEqual({
          kode: 'brutt',
          nr: i + 1,
          grunn: `halen er kuttet: ankeret sier ${kjede.length}, loggen har ${i}`,
        })
        expect((await kontrollerKjede(kuttet, [])).kode).toBe('hel')
      }),
    )
  })

  it('finner en hale som er skrevet om med riktige hasher, ved det første ankeret etter', async () => {
    await fc.assert(
      fc.asyncProperty(kjedeOgSted(), fc.nat(), async ({ kjede, i }, n) => {
        const ankret = i + (n % (kjede.length - i))
        const hale = kjede.slice(i).map(rad => ({ ...rad, gjelder: `${rad.gjelder}!` }))
        const omskrevet = enKjede(hale, kjede.slice(0, i))
        // What was anchored before the change still holds, and the chain in itself is whole.
        const tidligere = i === 0 ? [] : [etAnker(kjede[i - 1])]
        expect((await kontrollerKjede(omskrevet, tidligere)).kode).toBe('hel')
        expect(
          await kontrollerKjede(omskrevet, [...tidligere, etAnker(kjede.at(-1)), etAnker(kjede[ankret])]),
        ).toEqual({
          kode: 'brutt',
          nr: ankret + 1,
          grunn: `kjeden er skrevet om: hash ved nr ${ankret + 1} stemmer ikke med ankeret`,
        })
      }),
    )
  })

  it('finner et anker med feil signatur, der det står', async () => {
    await fc.assert(
      fc.asyncProperty(kjedeOgSted(), fc.boolean(), async ({ kjede, i }, foran) => {
        const falskt = etAnker(kjede[i], false)
        const ankere = foran ? [falskt, etAnker(kjede.at(-1))] : [etAnker(kjede.at(-1)), falskt]
        expect(await kontrollerKjede(kjede, ankere)).toEqual({
          kode: 'brutt',
          nr: i + 1,
          grunn: 'signaturen stemmer ikke',
        })
      }),
    )
  })

  it('lar ikke et falskt anker lenger fram skjule at halen er kuttet', async () => {
    const kjede = enKjede([...TO, ...TO])
    const falskt = { nr: 900, hash: 'x', gyldig: false }
    expect(await kontrollerKjede(kjede, [falskt])).toEqual({
      kode: 'brutt',
      nr: 900,
      grunn: 'signaturen stemmer ikke',
    })
    expect(await kontrollerKjede(kjede.slice(0, 2), [falskt, etAnker(kjede[3])])).toEqual({
      kode: 'brutt',
      nr: 3,
      grunn: 'halen er kuttet: ankeret sier 4, loggen har 2',
    })
  })

  it('nevner det første bruddet når det er flere', async () => {
    const kjede = enKjede([...TO, ...TO, ...TO])
    const rukket = kjede.map(rad => (rad.nr === 3 || rad.nr === 5 ? { ...rad, person: 'x' } : rad))
    const svar = await kontrollerKjede(rukket, [etAnker(kjede[3], false), etAnker(kjede[5])])
    expect(svar).toEqual({ kode: 'brutt', nr: 3, grunn: 'raden er endret' })
  })
})

describe('ankerfilen', () => {
  const anker = { tenant: 't1', nr: 2, hash: 'h', tid: TID, versjon: '1', signatur: 's' }
  const linje = JSON.stringify(anker)

  it('leses med en halv linje til slutt, og med en halv linje som er fulgt av en hel', () => {
    expect(lesAnkere(`${linje}\n${linje.slice(0, 30)}`, 't1')).toEqual({ ankere: [anker], uleste: 1 })
    expect(lesAnkere(`${linje.slice(0, 30)}\n${linje}\n`, 't1')).toEqual({ ankere: [anker], uleste: 1 })
    expect(lesAnkere('', 't1')).toEqual({ ankere: [], uleste: 0 })
  })

  it('gir bare ankrene til egen tenant', () => {
    expect(lesAnkere(`${linje}\n${JSON.stringify({ ...anker, tenant: 't2' })}\n`, 't2').ankere).toEqual([
      { ...anker, tenant: 't2' },
    ])
  })

  it.each([
    ['nr 0', { ...anker, nr: 0 }],
    ['nr som ikke er et helt tall', { ...anker, nr: 1.5 }],
    ['ingen signatur', { ...anker, signatur: undefined }],
    ['ikke et objekt', 7],
  ])('regner ikke med en linje med %s', (_, verdi) => {
    expect(lesAnkere(`${JSON.stringify(verdi)}\n`, 't1')).toEqual({ ankere: [], uleste: 1 })
  })

  it('er signert over hvert felt', () => {
    const andre = [{ tenant: 't2' }, { nr: 3 }, { hash: 'i' }, { tid: '' }].map(ny =>
      ankerdata({ ...anker, ...ny }).toString('hex'),
    )
    expect(new Set([ankerdata(anker).toString('hex'), ...andre]).size).toBe(5)
  })
})
