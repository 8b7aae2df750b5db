import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { navnetegn } from '../../src/identitet/identitet.ts'
import type { Funn } from '../../src/navnevakt/funn.ts'
import {
  type Kjente,
  kolleganavn,
  medRegisteret,
  oppslagsord,
  utenKjente,
} from '../../src/navnevakt/kjente.ts'
import { erVanligOrd } from '../../src/navnevakt/navnevakt.ts'
import { ALLE, erSattTilSide, erstattRader, tilRader } from '../../src/navnevakt/rader.ts'
import { provOrd } from '../../src/navnevakt/tillatte-ord.ts'

/** A hit where this stands in the text, as a detector could have found it. */
function funn(tekst: string, hva: string, valg: Partial<Funn> = {}): Funn {
  const start = tekst.indexOf(hva)
  if (start < 0) throw new Error(`«${hva}» står ikke i «${tekst}».`)
  return { start, slutt: start + hva.length, slag: 'navn', trinn: 'A', ...valg }
}

const ordene = (tekst: string, treff: readonly Funn[]) => treff.map(f => tekst.slice(f.start, f.slutt))

/** What the register alone finds, when these are registered. */
function registerfunn(tekst: string, ...navn: string[]): string[] {
  const register = new Set(navn.flatMap(navnetegn))
  const kjent = new Set(oppslagsord(tekst).filter(ord => register.has(ord)))
  return ordene(tekst, medRegisteret(tekst, [], kjent))
}

describe('navneregisteret i en tekst', () => {
  it.each<[tekst: string, navn: string, ventet: string[]]>([
    ['Vi så Xhemilia i går.', 'Xhemilia', ['Xhemilia']],
    ['vi så xhemilia i går', 'Xhemilia', ['xhemilia']],
    ['VI SÅ XHEMILIA I GÅR', 'Xhemilia', ['XHEMILIA']],
    ['Xhemilia kom.', 'Xhemilia', ['Xhemilia']],
    ['Xhemilias mor kom.', 'Xhemilia', ['Xhemilias']],
    ["Xhemilia's mor kom.", 'Xhemilia', ["Xhemilia's"]],
    ['Jonaz’ mor kom.', 'Jonaz', ['Jonaz’']],
    ['José kom.', 'Jose', ['José']],
    ['Jose kom.', 'José', ['Jose']],
    ['Jose\u0301 kom.', 'José', ['Jose\u0301']],
    ['Bjork kom.', 'Björk', ['Bjork']],
    ['Vuthaj var her.', 'Vuthaj-Xhemi', ['Vuthaj']],
    ['Annexhemi var her.', 'Anne-Xhemi', ['Annexhemi']],
    ['Anne-Xhemi var her.', 'Annexhemi', ['Anne-Xhemi']],
    ['Xhemi-saken tas opp.', 'Xhemi', ['Xhemi-saken']],
    ['Xhemilia5b kom.', 'Xhemilia', ['Xhemilia5b']],
    ["O'Bryenn kom.", 'OBryenn', ["O'Bryenn"]],
    ['O’Bryenn kom.', "O'Bryenn", ['O’Bryenn']],
    ['Xhe\u00admilia kom.', 'Xhemilia', ['Xhe\u00admilia']],
    ['Ｘｈｅｍｉｌｉａ kom.', 'Xhemilia', ['Ｘｈｅｍｉｌｉａ']],
    ['Vi så Xhemilia Vuthaj i går.', 'Xhemilia', ['Xhemilia Vuthaj']],
    ['Vi så Xhemilia Vuthaj i går.', 'Xhemilia Vuthaj', ['Xhemilia Vuthaj']],
    ['xhemilia vuthaj og noen andre', 'Xhemilia Vuthaj', ['xhemilia vuthaj']],
    ['Xhemilia og xhemilia', 'Xhemilia', ['Xhemilia', 'xhemilia']],
    ['Ingen av dem var her.', 'Xhemilia', []],
    ['Xhemiliana er noe annet.', 'Xhemilia', []],
    ['', 'Xhemilia', []],
  ])('%j med «%s» i registeret', (tekst, navn, ventet) => {
    expect(registerfunn(tekst, navn)).toEqual(ventet)
  })

  it.each(['mai', 'ask', 'liv', 'storm', 'mor'])(
    '«%s» er et vanlig ord når det er skrevet med liten',
    ord => {
      expect(erVanligOrd(ord)).toBe(true)
      const stor = ord.charAt(0).toUpperCase() + ord.slice(1)
      expect(registerfunn(`Det var ${ord} den uka.`, stor)).toEqual([])
      expect(registerfunn(`${stor} var det den uka. ${stor} igjen.\n${stor}!`, stor)).toEqual([])
      expect(registerfunn(`DET VAR ${ord.toUpperCase()} DEN UKA`, stor)).toEqual([])
      expect(registerfunn(`Vi så ${stor} den uka.`, stor)).toEqual([stor])
      expect(registerfunn(`Vi så ${stor}s mor den uka.`, stor)).toEqual([`${stor}s`])
      // With a name beside it, the beginning of a sentence explains nothing.
      expect(registerfunn(`${stor} Vuthaj kom.`, `${stor} Vuthaj`)).toEqual([`${stor} Vuthaj`])
    },
  )

  it('gjør det vakten bare lurte på, til noe som stopper', () => {
    const tekst = 'Storm har vært borte i uka.'
    const [lurt] = medRegisteret(tekst, [funn(tekst, 'Storm', { trinn: 'B' })], new Set(['storm']))
    expect(lurt).toEqual(funn(tekst, 'Storm'))
  })

  it('lar alt være som det var når ingen av ordene står der', () => {
    const tekst = 'Vi så Kari i går.'
    const bare = [funn(tekst, 'Kari')]
    expect(medRegisteret(tekst, bare, new Set())).toEqual(bare)
  })

  it('spør etter hvert ord bare én gang, og ikke etter tall og tegn', () => {
    expect(oppslagsord('Hei hei, HEI! 12345 7a – …')).toEqual(['hei'])
    expect(oppslagsord('12 34 . ,')).toEqual([])
  })

  it('finner et registrert navn hvor som helst i en tekst', () => {
    const bokstaver = fc.constantFrom(...'abcdefghijklmnoprstuvyæøå')
    const navn = fc.array(bokstaver, { minLength: 5, maxLength: 10 }).map(tegn => `q${tegn.join('')}`)
    const fyll = fc.constantFrom('vi så ', '', 'I dag kom ', 'Snakket med (', 'fra: ', '\n', '– ')
    const etter = fc.constantFrom('', '.', ' i går.', ', og', 's mor', '-saken', ')', "'s bok")
    fc.assert(
      fc.property(navn, fyll, etter, fc.boolean(), (ord, foran, bak, stor) => {
        const skrevet = stor ? ord.charAt(0).toUpperCase() + ord.slice(1) : ord
        expect(registerfunn(`${foran}${skrevet}${bak}`, ord)).toHaveLength(1)
      }),
    )
  })
})

const INGEN: Kjente = { registrerte: new Set(), kolleger: [], tillatte: new Set() }
const team = (...navn: string[]): Kjente => ({ ...INGEN, kolleger: navn.map(kolleganavn) })

describe('kolleger', () => {
  it.each([
    ['Sara Solberg', ['sara', 'solberg']],
    ['Solberg, Sara', ['sara', 'solberg']],
    ['Sara Solberg (Fjordvik skole)', ['sara', 'solberg']],
    ['Solberg, Sara Marie (UDE-FJO)', ['sara', 'marie', 'solberg']],
    ['Sara Solberg - Fjordvik skole', ['sara', 'solberg']],
    ['Sara Solberg | Fjordvik', ['sara', 'solberg']],
    ['Anne-Lise Berg', ['anne', 'lise', 'berg']],
    ['', []],
  ])('«%s» leses som et navn', (visningsnavn, ord) => {
    expect(kolleganavn(visningsnavn).flat()).toEqual(ord)
  })

  it.each<[tekst: string, treff: string]>([
    ['Vi spurte Sara Solberg om hjelp.', 'Sara Solberg'],
    ['Sara Solberg følger opp.', 'Sara Solberg'],
    ['Sara Solbergs timer brukes.', 'Sara Solbergs'],
    ['sara solberg følger opp', 'sara solberg'],
    ['Rektor Rune følger opp.', 'Rune'],
    ['Vi spurte lærer Hansen.', 'Hansen'],
    ['Vi spurte lærer Rune Hansen.', 'lærer Rune Hansen'],
    ['sosiallærer Sara ringer hjem', 'Sara'],
    ['PPT-rådgiver Hansen ringer hjem.', 'Hansen'],
    ['Sara Solberg og Rune Hansen møtes.', 'Sara Solberg og Rune Hansen'],
    ['Spør Anne Lise Berg.', 'Anne Lise Berg'],
    ['Spør Anne-Lise Berg.', 'Anne-Lise Berg'],
    ['Spør Sara Marie Solberg.', 'Sara Marie Solberg'],
  ])('%j går', (tekst, treff) => {
    const kjente = team('Solberg, Sara Marie (Fjordvik)', 'Rune Hansen', 'Anne-Lise Berg')
    expect(utenKjente(tekst, [funn(tekst, treff)], kjente)).toEqual([])
    expect(utenKjente(tekst, [funn(tekst, treff)], INGEN)).toHaveLength(1)
  })

  it.each<[tekst: string, treff: string]>([
    ['Sara følger opp.', 'Sara'],
    ['Solberg følger opp.', 'Solberg'],
    ['Elev Sara følger opp.', 'Sara'],
    ['Mor til Sara følger opp.', 'Sara'],
    ['Rektor Rune Nordmann følger opp.', 'Rune Nordmann'],
    ['Rektor snakket med Rune.', 'Rune'],
    ['Vi så Sara Solberg Nordmann.', 'Sara Solberg Nordmann'],
    ['Vi så Kari Sara Solberg.', 'Kari Sara Solberg'],
    ['Vi så Sara Hansen.', 'Sara Hansen'],
    ['Vi så Rune Solberg.', 'Rune Solberg'],
    ['Lærer Kari så det.', 'Kari'],
    ['Sara, Solberg og flere.', 'Sara'],
    ['Sara Solberg og Kari Hansen.', 'Sara Solberg og Kari Hansen'],
    ['sara.solberg@skole.example', 'sara.solberg@skole.example'],
  ])('%j går ikke', (tekst, treff) => {
    const kjente = team('Sara Solberg', 'Rune Hansen')
    const slag = treff.includes('@') ? 'epost' : 'navn'
    expect(utenKjente(tekst, [funn(tekst, treff, { slag })], kjente)).toHaveLength(1)
  })

  it('tas ut av et treff som også er om en annen', () => {
    for (const [tekst, hva, igjen] of [
      ['Sara Solberg og Kari Hansen.', 'Sara Solberg og Kari Hansen', ['Kari Hansen']],
      ['Vi så Sara Solberg. Solberg gikk.', 'Sara Solberg. Solberg', ['Solberg']],
      ['Rektor, Sara Solberg.', 'Rektor, Sara Solberg', []],
      ['Kari, Sara Solberg og Ola.', 'Kari, Sara Solberg og Ola', ['Kari', 'Ola']],
    ] as const)
      expect(ordene(tekst, utenKjente(tekst, [funn(tekst, hva)], team('Sara Solberg')))).toEqual(igjen)
  })

  it('går om navnet står i registeret eller ei: svaret sier ikke om et barn heter det samme', () => {
    for (const [tekst, treff] of [
      ['Vi spurte Sara Solberg.', ['Sara Solberg']],
      ['Vi spurte rektor Sara.', ['Sara']],
      ['Vi spurte Sara.', ['Sara']],
    ] as const) {
      const funnet = treff.map(hva => funn(tekst, hva))
      const med = { ...team('Sara Solberg'), registrerte: new Set(['sara', 'solberg']) }
      const svar = utenKjente(tekst, funnet, team('Sara Solberg'))
      expect(utenKjente(tekst, medRegisteret(tekst, funnet, med.registrerte), med)).toEqual(svar)
    }
  })
})

describe('ord som er tillatt', () => {
  const tillat = (...ord: string[]): Kjente => ({ ...INGEN, tillatte: new Set(ord) })

  it.each<[tekst: string, treff: string, gar: boolean]>([
    ['Vi dro til Trollhaugen.', 'Trollhaugen', true],
    ['Trollhaugens tilbud.', 'Trollhaugens', true],
    ['Vi dro til Trollhaugen Nordmann.', 'Trollhaugen Nordmann', false],
    ['Vi dro til Trollhaugen.', 'til Trollhaugen', false],
  ])('%j', (tekst, treff, gar) => {
    for (const trinn of ['A', 'B'] as const)
      expect(utenKjente(tekst, [funn(tekst, treff, { trinn })], tillat('trollhaugen'))).toHaveLength(
        gar ? 0 : 1,
      )
  })

  it('slipper aldri gjennom et fornavn eller en som står i registeret', () => {
    const tekst = 'Vi så Kari og Trollhaugen.'
    const treff = [funn(tekst, 'Kari'), funn(tekst, 'Trollhaugen')]
    expect(utenKjente(tekst, treff, tillat('kari'))).toHaveLength(2)
    const registrert = { ...tillat('trollhaugen', 'kari'), registrerte: new Set(['trollhaugen']) }
    expect(utenKjente(tekst, treff, registrert)).toHaveLength(2)
  })

  it('slipper bare navn gjennom, ikke tall og adresser', () => {
    const tekst = 'Bor i Trollhaugen.'
    const adresse = [funn(tekst, 'Trollhaugen', { slag: 'adresse' })]
    expect(utenKjente(tekst, adresse, tillat('trollhaugen'))).toHaveLength(1)
  })

  it.each([
    ['Trollhaugen', { kode: 'ord', ord: 'trollhaugen', skrevet: 'Trollhaugen' }],
    ['  Trollhaugen ', { kode: 'ord', ord: 'trollhaugen', skrevet: 'Trollhaugen' }],
    ['Nord-Vest', { kode: 'ord', ord: 'nordvest', skrevet: 'Nord-Vest' }],
    ['Kari', { kode: 'fornavn', ord: 'Kari' }],
    ['KARI', { kode: 'fornavn', ord: 'KARI' }],
    ['Karis', { kode: 'fornavn', ord: 'Karis' }],
    ['Anne-Kari', { kode: 'fornavn', ord: 'Anne-Kari' }],
    ['Kari Nordmann', { kode: 'ikke-ett-ord' }],
    ['Kari\u200bNordmann', { kode: 'ikke-ett-ord' }],
    ['12345678', { kode: 'ikke-ett-ord' }],
    ['a@b.no', { kode: 'ikke-ett-ord' }],
    ['', { kode: 'ikke-ett-ord' }],
    ['x', { kode: 'ikke-ett-ord' }],
    ['x'.repeat(41), { kode: 'ikke-ett-ord' }],
  ])('«%s» prøves før det tillates', (ord, svar) => {
    expect(provOrd(ord)).toEqual(svar)
  })
})

describe('radene i skjemaet', () => {
  const felter = {
    beskrivelse: 'Kari Nordmann var her. Karis mor kom. Kari gikk.',
    provd: 'Per Hansen og Kari.',
  }
  const treff = {
    beskrivelse: [
      funn(felter.beskrivelse, 'Kari Nordmann'),
      funn(felter.beskrivelse, 'Karis'),
      { ...funn(felter.beskrivelse, 'Kari gikk'), slutt: felter.beskrivelse.indexOf('Kari gikk') + 4 },
    ],
    provd: [funn(felter.provd, 'Per Hansen'), funn(felter.provd, 'Kari')],
  }

  it('samler det samme navnet på én rad, der det først står', () => {
    const rader = tilRader(felter, treff)
    expect(rader.map(r => [r.nokkel, r.steder.length])).toEqual([
      ['kari nordmann', 4],
      ['per hansen', 1],
    ])
    expect(rader[0]?.steder.map(s => s.felt)).toEqual(['beskrivelse', 'beskrivelse', 'beskrivelse', 'provd'])
  })

  const uendret = () => []

  it('erstatter et navn overalt, og lar genitiven stå', () => {
    const { felter: nye, antall } = erstattRader(
      felter,
      tilRader(felter, treff),
      'kari nordmann',
      'K7F3',
      uendret,
    )
    expect(nye).toEqual({
      beskrivelse: 'K7F3 var her. K7F3s mor kom. K7F3 gikk.',
      provd: 'Per Hansen og K7F3.',
    })
    expect(antall).toEqual({ beskrivelse: 3, provd: 1 })
  })

  it('erstatter alle med ett', () => {
    const { felter: nye } = erstattRader(felter, tilRader(felter, treff), ALLE, 'eleven', uendret)
    expect(nye).toEqual({
      beskrivelse: 'Eleven var her. Elevens mor kom. Eleven gikk.',
      provd: 'Eleven og eleven.',
    })
  })

  it('tar med omtaler som vakten ikke så, men ikke en kollega', () => {
    const tekst = { tekst: 'Kari Berg var her. kari gikk. Lærer Ola Berg ble.' }
    const rader = tilRader(tekst, { tekst: [funn(tekst.tekst, 'Kari Berg')] })
    const ola = funn(tekst.tekst, 'Ola Berg')
    expect(erstattRader(tekst, rader, ALLE, 'K7F3', () => [ola]).felter).toEqual({
      tekst: 'K7F3 var her. K7F3 gikk. Lærer Ola Berg ble.',
    })
  })

  it('lar en annen med det samme etternavnet stå, med sin egen rad', () => {
    const tekst = { tekst: 'Kari Nordmann kom med Ola Nordmann. Så gikk Nordmann.' }
    const hva = ['Kari Nordmann', 'Ola Nordmann'].map(navn => funn(tekst.tekst, navn))
    const rader = tilRader(tekst, { tekst: hva })
    expect(erstattRader(tekst, rader, 'kari nordmann', 'K7F3', uendret).felter).toEqual({
      tekst: 'K7F3 kom med Ola Nordmann. Så gikk K7F3.',
    })
  })

  it.each([
    ['Jonas var her.', 'Jonas', 'K7F3 var her.'],
    ["Jonas' mor var her.", "Jonas'", 'K7F3s mor var her.'],
    ["Kari's mor var her.", "Kari's", 'K7F3s mor var her.'],
    ['Karis mor var her.', 'Karis', 'K7F3s mor var her.'],
    ['Kari Nordmanns mor var her.', 'Kari Nordmanns', 'K7F3s mor var her.'],
    ['Kari Nes var her.', 'Kari Nes', 'K7F3 var her.'],
  ])('%j blir %s → %s', (tekst, hva, ventet) => {
    const rader = tilRader({ tekst }, { tekst: [funn(tekst, hva)] })
    expect(erstattRader({ tekst }, rader, ALLE, 'K7F3', uendret).felter['tekst']).toBe(ventet)
  })

  it('lar bare det vakten lurer på, settes til side, og bare det ordet', () => {
    const tekst = 'Storm og Storms klasse. Kari var der.'
    const b = (hva: string) => funn(tekst, hva, { trinn: 'B' })
    expect(erSattTilSide(b('Storm'), tekst, ['storm'])).toBe(true)
    expect(erSattTilSide(b('Storms'), tekst, ['storm'])).toBe(true)
    expect(erSattTilSide(b('Kari'), tekst, ['storm'])).toBe(false)
    expect(erSattTilSide(b('Kari'), tekst, [])).toBe(false)
    expect(erSattTilSide(b('Kari'), tekst, ['', ' ', '*'])).toBe(false)
    expect(erSattTilSide(funn(tekst, 'Kari'), tekst, ['kari', ALLE])).toBe(false)
  })

  it('holder tall for seg', () => {
    const tekst = { tekst: 'Ring 912 34 567 eller 912  34 567.' }
    const rader = tilRader(tekst, {
      tekst: [
        funn(tekst.tekst, '912 34 567', { slag: 'telefon' }),
        funn(tekst.tekst, '912  34 567', { slag: 'telefon' }),
      ],
    })
    expect(rader).toHaveLength(1)
    expect(erstattRader(tekst, rader, rader[0]?.nokkel ?? '', 'K7F3', uendret).felter).toEqual({
      tekst: 'Ring K7F3 eller K7F3.',
    })
  })
})
