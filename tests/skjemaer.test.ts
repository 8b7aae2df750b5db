import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { begynnPaNytt, fraNaAv, lagretI } from './bygg/rader.ts'
import {
  apneSaken,
  EN_SAK,
  ET_SAMTYKKE,
  etInnkaltMote,
  etTestbot,
  gjorApen,
  type Testbot,
} from './bygg/testbot.ts'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

/** To the first item of a running meeting. */
async function tilForstePunkt(): Promise<Skjerm> {
  const agenda = await etInnkaltMote(b)
  b.settTid('2026-11-27T10:15')
  return b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
}

async function tilGodkjentReferat(): Promise<Skjerm> {
  const punkt = await tilForstePunkt()
  const slutt = await b.rolf.trykker(punkt, 'Lagre og neste', {
    oppsummering: 'Morgenstarten går bedre enn før høsten.',
  })
  return b.rolf.trykker(await b.rolf.trykker(slutt, 'Avslutt møtet'), 'Godkjenn referatet')
}

type Skjema = {
  navn: string
  felt: string[]
  send: string
  hvem: () => Testbot['sara']
  apne: () => Promise<Skjerm>
  ellers: Record<string, string>
  erstatt: string
}

const SKJEMAER: Skjema[] = [
  {
    navn: 'Meld sak',
    felt: ['beskrivelse', 'onsker', 'provd', 'sporsmal'],
    send: 'Send',
    hvem: () => b.hege,
    apne: async () => b.hege.trykker(await etInnkaltMote(b), 'Meld sak'),
    ellers: EN_SAK,
    erstatt: 'Erstatt med «eleven»',
  },
  {
    navn: 'Endre sak',
    felt: ['beskrivelse', 'onsker', 'provd', 'sporsmal'],
    send: 'Lagre',
    hvem: () => b.sara,
    apne: async () => b.sara.trykker(await b.sara.trykker(await etInnkaltMote(b), 'Åpne agendaen'), 'Endre'),
    ellers: EN_SAK,
    erstatt: 'Erstatt med K7F3',
  },
  {
    navn: 'Bidra',
    felt: ['tekst', 'tilbud'],
    send: 'Send',
    hvem: () => b.frida,
    apne: async () => b.frida.trykker(await etInnkaltMote(b), 'Bidra'),
    ellers: { tekst: 'Vi kjenner saken fra før.', tilbud: 'Vi kan tilby veiledning hjemme.' },
    erstatt: 'Erstatt med K7F3',
  },
  {
    navn: 'Meld tema',
    felt: ['tekst'],
    send: 'Send',
    hvem: () => b.rolf,
    apne: async () => b.rolf.trykker(await etInnkaltMote(b), 'Meld tema'),
    ellers: {},
    erstatt: 'Erstatt med «eleven»',
  },
  {
    navn: 'Møtepunkt',
    felt: ['oppsummering', 'beslutning', 'tiltakTekst'],
    send: 'Lagre og neste',
    hvem: () => b.rolf,
    apne: tilForstePunkt,
    ellers: {
      oppsummering: 'Teamet har snakket om morgenstarten.',
      beslutning: 'Fortsetter med morgensamtalene ut året.',
      tiltakTekst: 'Ringe hjem før neste møte.',
    },
    erstatt: 'Erstatt med K7F3',
  },
  {
    navn: 'Rettelse',
    felt: ['tekst'],
    send: 'Lagre',
    hvem: () => b.hege,
    apne: async () => {
      await tilGodkjentReferat()
      await b.send()
      const varsel = await b.scene.visning(
        (await b.scene.visning('19:fjordvik-innsatsteam@thread.tacv2')).samtale,
      )
      return b.hege.trykker(await b.hege.trykker(varsel, 'Les referatet'), 'Legg til rettelse')
    },
    ellers: {},
    erstatt: 'Erstatt med «eleven»',
  },
]

const NAVN = [
  'navn',
  'Vi snakket lenge med Ingebjørg Haugstad etter timen.',
  'Ingebjørg',
  'kan være et navn',
] as const
const TREFF: (readonly [slag: string, tekst: string, hemmelig: string, merke: string])[] = [
  NAVN,
  ['fødselsnummer', 'Nummeret er 010112 29903 i registeret.', '010112 29903', 'kan være et fødselsnummer'],
  ['telefon', 'Hjemme svarer de på 912 34 567 etter klokka fire.', '912 34 567', 'kan være et telefonnummer'],
  [
    'e-post',
    'De svarer på h.familien@epost.example hver kveld.',
    'h.familien@epost.example',
    'er en e-postadresse',
  ],
  ['adresse', 'De bor i Furulundveien 14 med en tante.', 'Furulundveien 14', 'kan være en adresse'],
]

const ALLE = SKJEMAER.flatMap(s => s.felt.map(f => ({ skjema: s, felt: f, tittel: `${s.navn}: ${f}` })))

describe('navnevakten står foran hvert fritekstfelt', () => {
  it.each(ALLE)('$tittel', async ({ skjema, felt: feltet }) => {
    const hvem = skjema.hvem()
    let skjerm = await skjema.apne()
    for (const [slag, tekst, hemmelig, merke] of TREFF) {
      const fyll = { ...skjema.ellers, [feltet]: tekst }
      skjerm = await hvem.trykker(skjerm, skjema.send, fyll)
      const vist = skjermtekst(skjerm)
      expect(vist, slag).toContain('Ikke lagret. Noe her kan vise hvem barnet er.')
      expect(vist, slag).toContain(merke)
      expect(uthevet(skjerm.kort).join('\n'), slag).toContain(hemmelig)
      expect(await lagretI(b, hemmelig), slag).toEqual([])
      for (const [id, verdi] of Object.entries(fyll)) {
        expect(felt(skjerm.kort).find(f => f.id === id)?.verdi, `${slag}: ${id}`).toBe(verdi)
      }
    }
    // «Erstatt med …» shows the result; what is then sent and stored holds none of it.
    const [, tekst, hemmelig] = NAVN
    const med = skjema.erstatt.replace('Erstatt med ', '').replace(/[«»]/g, '')
    skjerm = await hvem.trykker(skjerm, skjema.send, { [feltet]: tekst })
    skjerm = await hvem.trykker(skjerm, skjema.erstatt)
    expect(skjermtekst(skjerm)).toMatch(/Erstattet 1 sted\. Se over og (send|lagre)\./)
    expect(skjermtekst(skjerm)).not.toContain('Ikke lagret')
    for (const [id, verdi] of Object.entries({ ...skjema.ellers, [feltet]: tekst })) {
      const ventet = id === feltet ? verdi.replace('Ingebjørg Haugstad', med) : verdi
      expect(felt(skjerm.kort).find(f => f.id === id)?.verdi, id).toBe(ventet)
    }
    expect(await lagretI(b, `snakket lenge med ${med}`)).toEqual([])
    skjerm = await hvem.trykker(skjerm, skjema.send)
    expect(skjermtekst(skjerm)).not.toContain('Ikke lagret')
    expect(await lagretI(b, hemmelig)).toEqual([])
    expect(await lagretI(b, `snakket lenge med ${med}`)).not.toEqual([])
  })

  it('dekker alle fritekstfeltene som skjemaene har', async () => {
    for (const skjema of SKJEMAER) {
      await begynnPaNytt(b)
      const felter = felt((await skjema.apne()).kort).filter(f => f.type === 'Input.Text')
      expect(felter.map(f => f.id).sort(), skjema.navn).toEqual([...skjema.felt].sort())
    }
  })

  it('stopper også en klient som sender «erstatt» med et navn i et felt den ikke viser', async () => {
    const skjema = await b.hege.trykker(await etInnkaltMote(b), 'Meld sak')
    const send = knapper(skjema.kort).find(k => k.tittel === 'Send')
    const svar = await b.hege.sender(skjema, 'sak.meld', {
      ...(typeof send?.data === 'object' ? send.data : {}),
      ...EN_SAK,
      type: 'Ingebjørg Haugstad',
      borBidra: 'Ingebjørg Haugstad',
    })
    expect(skjermtekst(svar)).toContain('Velg fra listen før du sender.')
    expect(await lagretI(b, 'Ingebjørg')).toEqual([])
  })
})

describe('lengde', () => {
  it.each(ALLE)('$tittel: over 4000 tegn avslås med en setning', async ({ skjema, felt: feltet }) => {
    const lang = 'Vi har prøvd mye forskjellig i timene. '.repeat(120)
    expect(lang.length).toBeGreaterThan(4000)
    const skjerm = await skjema.hvem().trykker(await skjema.apne(), skjema.send, {
      ...skjema.ellers,
      [feltet]: lang,
    })
    expect(skjermtekst(skjerm)).toMatch(
      new RegExp(`Ikke lagret: «.+» er på ${lang.trim().length} tegn, og grensen er 4000\\.`),
    )
    expect(felt(skjerm.kort).find(f => f.id === feltet)?.verdi?.length).toBe(lang.trim().length)
    expect(await lagretI(b, 'prøvd mye forskjellig')).toEqual([])
  })

  it.each(ALLE)('$tittel: 4000 tegn går bra', async ({ skjema, felt: feltet }) => {
    const tekst = 'Vi har prøvd mye forskjellig i timene. '.repeat(102).trimEnd().padEnd(4000, '.')
    const skjerm = await skjema.hvem().trykker(await skjema.apne(), skjema.send, {
      ...skjema.ellers,
      [feltet]: tekst,
    })
    expect(skjermtekst(skjerm)).not.toContain('Ikke lagret')
    expect(await lagretI(b, tekst)).not.toEqual([])
    expect(JSON.stringify(skjerm.kort).length).toBeLessThan(80_000)
  })
})

const INJEKSJON =
  '**fet** [lenke](https://10.0.0.1) <at>noen</at> ${1+1} ${$data} {{DATE(2020-01-01T00:00:00Z,SHORT)}} `kode` # Tittel'

describe('det folk skriver, blir aldri oppmerking eller uttrykk', () => {
  it.each(ALLE)('$tittel', async ({ skjema, felt: feltet }) => {
    const hvem = skjema.hvem()
    const { db, tenant } = b.bot.ktx
    const tillatt = ['kode', 'tittel', 'date', 'short', 'fet', 'lenke', 'data'].map(ord => ({
      tenant,
      ord,
      skrevet: ord,
    }))
    await db
      .insertInto('tillatt_ord')
      .values(tillatt.map(ord => ({ ...ord, lagt_til_av: '', lagt_til: new Date() })))
      .execute()
    const fra = fraNaAv(b)
    const sett: Skjerm[] = []
    let skjerm = await skjema.apne()
    // Once with a name, so that it comes back in the form with the place marked; then stored and shown.
    skjerm = await hvem.trykker(skjerm, skjema.send, {
      ...skjema.ellers,
      [feltet]: `${INJEKSJON} med Ingebjørg Haugstad`,
    })
    expect(skjermtekst(skjerm)).toContain('Ikke lagret.')
    sett.push(skjerm)
    skjerm = await hvem.trykker(skjerm, skjema.send, { ...skjema.ellers, [feltet]: INJEKSJON })
    sett.push(skjerm)
    // Signs like these the guard may wonder about: none of them is a name.
    while (knapper(skjerm.kort).some(k => k.tittel === 'Ikke et navn')) {
      skjerm = await hvem.trykker(skjerm, 'Ikke et navn')
      sett.push(skjerm)
    }
    expect(await lagretI(b, '${1+1} ${$data} {{DATE(')).not.toEqual([])
    await b.send()
    const agenda = await b.scene.visning('19:fjordvik-innsatsteam@thread.tacv2', 'Åpne agendaen')
    for (const leser of [b.sara, b.hege]) {
      const visning = await leser.trykker(agenda, 'Åpne agendaen')
      sett.push(visning)
      for (const k of knapper(visning.kort).filter(k => k.tittel === 'Bidra' || k.tittel === 'Endre'))
        sett.push(await leser.sender(visning, k.verb, k.data))
      sett.push(await leser.sender(visning, 'referat.vis', data(agenda)))
      sett.push(await leser.sender(visning, 'tekst.velg', data(agenda)))
    }
    const steder = sett.flatMap(s => stederI(s.kort))
    expect(steder.length).toBeGreaterThan(0)
    for (const sted of steder) expect(sted).toMatch(/^(TextRun\.text|Input\.Text\.value|choice\.title)$/)
    const alt = JSON.stringify(sett.map(s => s.kort))
    expect(alt).not.toContain('**fet** [lenke](https://10.0.0.1) <at>noen</at> 2 ')
    expect(alt).not.toMatch(/\$\{1\+1\} (?:\[object|\{)/)
    // Clients format {{DATE(…)}} wherever text is shown: there it is broken up.
    expect(visteTekster(sett.map(s => s.kort)).filter(t => t.includes('{{DATE('))).toEqual([])
    expect(JSON.stringify(fra().map(m => m.versjoner))).not.toMatch(/10\.0\.0\.1|\$\{1\+1\}/)
  })
})

describe('skjemaet', () => {
  it('sier fra når det mangler noe, og beholder resten', async () => {
    const skjema = await b.hege.trykker(await etInnkaltMote(b), 'Meld sak')
    const uten = await b.hege.trykker(skjema, 'Send', { provd: 'Vi har prøvd pauser i timene.' })
    expect(skjermtekst(uten)).toMatch(/Velg fra listen før du sender\.|Skriv en kort beskrivelse/)
    expect(skjermtekst(uten)).toContain('Vi har prøvd pauser i timene.')
    const utenTekst = await b.hege.trykker(uten, 'Send', { type: 'fritid', beskrivelse: '   ' })
    expect(skjermtekst(utenTekst)).toContain('Skriv en kort beskrivelse før du sender.')
    expect(await b.bot.ktx.db.selectFrom('sak').select('ref').execute()).toHaveLength(2)
  })

  it('tåler tegn som ikke kan lagres, og lagrer resten', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    const svar = await b.hege.trykker(skjema, 'Send', {
      ...EN_SAK,
      beskrivelse: 'Trenger\u0000 ro i \ud800timene 👩‍👧‍👦 og litt\u202e støtte.',
    })
    expect(skjermtekst(svar)).toContain('Saken er meldt som Sak 2')
    expect(await lagretI(b, '👩‍👧‍👦')).toEqual(['sak'])
    expect(skjermtekst(await b.sara.trykker(agenda, 'Åpne agendaen'))).toMatch(
      /Trenger.{0,2} ro i .{0,2}timene/,
    )
  })

  it('tar opp igjen en tidligere sak med den samme referansen, og ikke to ganger', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.siri.trykker(agenda, 'Meld sak')
    const tidligere = felt(skjema.kort).find(f => f.id === 'tidligere')
    const gammel = tidligere?.valg?.find(v => v.tittel.startsWith('R4T6'))
    expect(tidligere?.valg?.some(v => v.tittel.startsWith('K7F3'))).toBe(false)
    const fyll = { ...EN_SAK, tidligere: gammel?.verdi ?? '' }
    expect(skjermtekst(await b.siri.trykker(skjema, 'Send', { ...fyll, tjeneste: 'bv' }))).toContain(
      'meldt som Sak 2, R4T6',
    )
    const data = { ...knappedata(skjema, 'Send'), ...fyll }
    const igjen = await b.sara.sender(skjema, 'sak.meld', data)
    expect(skjermtekst(igjen)).toContain('Denne saken står allerede på agendaen.')
    // Taking it up again writes its text anew: not for those who may not change it.
    expect(skjermtekst(await b.hege.sender(skjema, 'sak.meld', data))).toContain('Dette finnes ikke')
  })

  it('viser at noen har endret saken mens man skrev, og mister ikke teksten', async () => {
    const agenda = await etInnkaltMote(b)
    const saras = await b.sara.trykker(await b.sara.trykker(agenda, 'Åpne agendaen'), 'Endre')
    const rolfs = await b.rolf.trykker(await b.rolf.trykker(agenda, 'Åpne agendaen'), 'Endre')
    await b.sara.trykker(saras, 'Lagre', { beskrivelse: 'Kommer nå de fleste dagene i uka.' })
    const svar = await b.rolf.trykker(rolfs, 'Lagre', { beskrivelse: 'Trenger mer ro i første time.' })
    expect(skjermtekst(svar)).toContain('Noen har endret saken mens du skrev.')
    expect(skjermtekst(svar)).toContain('Trenger mer ro i første time.')
    expect(await lagretI(b, 'Kommer nå de fleste dagene i uka.')).toEqual(['sak'])
  })

  it('merker at noen har endret saken, også når navnevakten stoppet den første innsendingen', async () => {
    const agenda = await etInnkaltMote(b)
    const rolfs = await b.rolf.trykker(await b.rolf.trykker(agenda, 'Åpne agendaen'), 'Endre')
    const saras = await b.sara.trykker(await b.sara.trykker(agenda, 'Åpne agendaen'), 'Endre')
    await b.sara.trykker(saras, 'Lagre', { beskrivelse: 'Kommer nå de fleste dagene i uka.' })
    const stoppet = await b.rolf.trykker(rolfs, 'Lagre', {
      beskrivelse: 'Snakket med Ingebjørg Haugstad i går.',
    })
    expect(skjermtekst(stoppet)).toContain('Ikke lagret.')
    const svar = await b.rolf.trykker(stoppet, 'Lagre', { beskrivelse: 'Snakket med mor i går om ro.' })
    expect(skjermtekst(svar)).toContain('Noen har endret saken mens du skrev.')
    expect(await lagretI(b, 'Kommer nå de fleste dagene i uka.')).toEqual(['sak'])
  })

  it('lar bare den som meldte saken, rektor og sosiallærer endre den', async () => {
    const agenda = await etInnkaltMote(b)
    const saras = await b.sara.trykker(await b.sara.trykker(agenda, 'Åpne agendaen'), 'Endre')
    const hege = await b.hege.sender(saras, 'sak.endre', { ...knappedata(saras, 'Lagre'), ...EN_SAK })
    expect(skjermtekst(hege)).toContain('Bare den som meldte saken, rektor og sosiallærer kan endre den.')
    expect(await lagretI(b, EN_SAK.beskrivelse)).toEqual([])
  })
})

describe('den som har to tjenester', () => {
  const hatter = (skjerm: Skjerm) =>
    (felt(skjerm.kort).find(f => f.id === 'tjeneste')?.valg ?? []).map(v => v.tittel).sort()

  it('velger hvem bidraget er fra, og valget gjelder i saken fra da av', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.odd.trykker(agenda, 'Bidra')
    expect(hatter(skjema)).toEqual(['Fritidsklubben', 'Oslohjelpa'])
    const uten = await b.odd.trykker(skjema, 'Send', { tekst: 'Vi har ledig samtaletilbud.' })
    expect(skjermtekst(uten)).toContain('Velg hvilken tjeneste du gjør dette for.')
    expect(skjermtekst(uten)).toContain('Vi har ledig samtaletilbud.')
    expect(await lagretI(b, 'Vi har ledig samtaletilbud.')).toEqual([])

    await b.odd.trykker(uten, 'Send', { tjeneste: 'oslohjelpa', tekst: 'Vi har ledig samtaletilbud.' })
    expect(skjermtekst(await b.sara.trykker(agenda, 'Åpne agendaen'))).toContain('Bidrag: Oslohjelpa')
    const igjen = await b.odd.trykker(agenda, 'Bidra')
    expect(hatter(igjen)).not.toContain('Fritidsklubben')
    const annen = await b.odd.sender(igjen, 'bidrag.gi', {
      ...knappedata(igjen, 'Send'),
      tjeneste: 'fritidsklubb',
      tekst: 'Klubben mener noe annet.',
    })
    expect(skjermtekst(annen)).toContain('I denne saken handler du for Oslohjelpa. Velg det.')
    const fremmed = await b.odd.sender(igjen, 'bidrag.gi', {
      ...knappedata(igjen, 'Send'),
      nonce: 'en-annen',
      tjeneste: 'bv',
      tekst: 'Barnevernet mener noe annet.',
    })
    expect(skjermtekst(fremmed)).toContain('Velg hvilken tjeneste du gjør dette for.')
    expect(await lagretI(b, 'mener noe annet.')).toEqual([])
    expect(await lagretI(b, 'Vi har ledig samtaletilbud.')).toEqual(['bidrag'])
  })

  it('velger hvem saken meldes for, og bidrar for den samme i den saken, men ikke i andre', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.siri.trykker(agenda, 'Meld sak')
    expect(hatter(skjema)).toEqual(['Barnevernet', 'Skolen'])
    const uten = await b.siri.trykker(skjema, 'Send', EN_SAK)
    expect(skjermtekst(uten)).toContain('Velg hvilken tjeneste du gjør dette for.')
    expect(skjermtekst(uten)).toContain(EN_SAK.beskrivelse)
    expect(await lagretI(b, EN_SAK.beskrivelse)).toEqual([])
    const meldt = await b.siri.trykker(uten, 'Send', { tjeneste: 'skole' })
    expect(skjermtekst(meldt)).toContain('meldt som Sak 2')
    const visning = await b.siri.trykker(agenda, 'Åpne agendaen')
    const egen = await b.siri.trykker(visning, 'Bidra', {}, 1)
    expect(hatter(egen)).not.toContain('Barnevernet')
    const annen = await b.siri.sender(egen, 'bidrag.gi', {
      ...knappedata(egen, 'Send'),
      tjeneste: 'bv',
      tekst: 'Vi kjenner familien.',
    })
    expect(skjermtekst(annen)).toContain('I denne saken handler du for Skolen.')
    const andres = await b.siri.trykker(visning, 'Bidra', {}, 0)
    const bidratt = await b.siri.trykker(andres, 'Send', { tjeneste: 'bv', tekst: 'Vi kjenner familien.' })
    expect(skjermtekst(bidratt)).toContain('Bidraget ditt i K7F3 er lagret.')
    expect(skjermtekst(bidratt)).toContain('Bidrag: Barnevernet')
  })

  it('den som bare har én, blir ikke spurt', async () => {
    const agenda = await etInnkaltMote(b)
    for (const hvem of [b.sara, b.rolf, b.hege, b.frida])
      for (const tittel of ['Meld sak', 'Bidra'])
        expect(hatter(await hvem.trykker(agenda, tittel))).toEqual([])
  })
})

describe('samtykke', () => {
  it('kreves for å melde en sak åpen, med grunn og en vei videre', async () => {
    const skjema = await b.hege.trykker(await etInnkaltMote(b), 'Meld sak')
    const svar = await b.hege.trykker(skjema, 'Send', { ...EN_SAK, apenhet: 'apen' })
    expect(skjermtekst(svar)).toContain(
      'Saken kan ikke drøftes åpent: Det er ikke registrert gyldig samtykke.',
    )
    expect(felt(svar.kort).find(f => f.id === 'apenhet')?.verdi).toBe('anonym')
    expect(skjermtekst(svar)).toContain(EN_SAK.beskrivelse)
    expect(await lagretI(b, EN_SAK.beskrivelse)).toEqual([])
    expect(skjermtekst(await b.hege.trykker(svar, 'Meld anonymt'))).toContain('Saken er meldt som Sak 2')
  })

  it('kan registreres, saken gjøres åpen, og den er anonym i det øyeblikket det trekkes', async () => {
    const agenda = await etInnkaltMote(b)
    const versjoner = () =>
      b.kobling.meldinger.find(m => m.activityId === agenda.aktivitet)?.versjoner.length ?? 0
    let sak = await apneSaken(b.sara, agenda)
    expect(skjermtekst(sak)).toContain(GUL)
    expect(skjermtekst(sak)).toContain('Samtykke er ikke innhentet.')
    // The button is not there; a card that has it anyway leads to the form.
    expect(knapper(sak.kort).map(k => k.tittel)).not.toContain('Gjør åpen')
    const apne = { ...knappedata(sak, 'Registrer samtykke'), apen: true }
    const nektet = await b.sara.sender(sak, 'sak.apenhet', apne)
    expect(skjermtekst(nektet)).toContain('Saken kan ikke drøftes åpent før samtykke er registrert.')
    sak = await b.sara.trykker(nektet, 'Registrer samtykke', { ...ET_SAMTYKKE, dato: '2026-11-20' })
    expect(skjermtekst(sak)).toContain('Samtykket for K7F3 er registrert.')
    expect(skjermtekst(sak)).toContain('Ingen har gjort saken åpen.')
    expect(skjermtekst(sak)).toContain(GUL)
    sak = await b.sara.trykker(sak, 'Gjør åpen')
    expect(skjermtekst(sak)).toContain(GRONN)
    // The posted card is edited, so that every client fetches its view anew.
    const for_ = versjoner()
    b.settTid('2026-11-21T09:01')
    await b.send()
    expect(versjoner()).toBeGreaterThan(for_)
    for (const hvem of [b.rolf, b.hege, b.odd])
      expect(skjermtekst(await hvem.ser(await b.scene.agenda()))).toContain(`mye fravær ${GRONN}`)

    const trukket = await b.rolf.trykker(await apneSaken(b.rolf, agenda), 'Trekk hele samtykket')
    expect(skjermtekst(trukket)).toContain('Samtykket for K7F3 er trukket. Det gjelder fra nå.')
    expect(skjermtekst(trukket)).toContain(GUL)
    for (const hvem of [b.hege, b.sara]) {
      expect(skjermtekst(await hvem.trykker(agenda, 'Åpne agendaen'))).not.toContain(GRONN)
      expect(skjermtekst(await hvem.ser(agenda))).toContain(`mye fravær ${GUL}`)
    }
    const etter = versjoner()
    b.settTid('2026-11-21T09:02')
    await b.send()
    expect(versjoner()).toBeGreaterThan(etter)
    expect(skjermtekst(await b.sara.sender(trukket, 'sak.apenhet', apne))).toContain(
      'før samtykke er registrert',
    )
    const logg = await b.bot.ktx.db
      .selectFrom('logg')
      .select(['person', 'kode'])
      .where('gjelder', '=', 'K7F3')
      .orderBy('nr')
      .execute()
    expect(logg).toEqual([
      { kode: 'samtykke-registrert', person: ovingsId(b.sara.person) },
      { kode: 'sak-apnet', person: ovingsId(b.sara.person) },
      { kode: 'samtykke-trukket', person: ovingsId(b.rolf.person) },
    ])
  })

  it('utløper av seg selv, og et nytt samtykke åpner ikke saken før noen gjør det', async () => {
    const agenda = await etInnkaltMote(b)
    expect(skjermtekst(await gjorApen(b, agenda, { gyldigTil: '2026-11-23' }))).toContain(GRONN)
    b.settTid('2026-11-23T23:59')
    expect(skjermtekst(await apneSaken(b.sara, agenda))).toContain(GRONN)
    b.settTid('2026-11-24T00:01')
    const utlopt = await apneSaken(b.sara, agenda)
    expect(skjermtekst(utlopt)).toContain(GUL)
    expect(skjermtekst(utlopt)).toContain('Samtykket er utløpt.')
    expect(skjermtekst(await b.hege.ser(agenda))).toContain(`mye fravær ${GUL}`)
    const skjema = await b.sara.trykker(utlopt, 'Endre samtykke')
    const fornyet = await b.sara.trykker(skjema, 'Registrer samtykke', { gyldigTil: '2027-06-30' })
    expect(skjermtekst(fornyet)).toContain('Ingen har gjort saken åpen.')
    expect(skjermtekst(fornyet)).toContain(GUL)
    expect(skjermtekst(await b.sara.trykker(fornyet, 'Gjør åpen'))).toContain(GRONN)
  })

  it.each([
    [{ dato: '2026-11-22' }, 'Datoen er fram i tid. Velg dagen samtykket ble gitt.'],
    [{ gyldigTil: '2026-11-20' }, '«Gyldig til» er passert.'],
    [{ gyldigTil: '2028-11-22' }, '«Gyldig til» kan være høyst to år fram i tid.'],
    [{ dato: '2026-02-31' }, 'Velg en gyldig dato.'],
    [{ dato: 'i går' }, 'Velg en gyldig dato.'],
    [{ gyldigTil: '' }, 'Velg en gyldig dato.'],
    [{ foresatte: '' }, 'Velg hvem som har foreldreansvar.'],
    [{ fodt: 'mars' }, 'Skriv fødselsmåneden som måned og år, for eksempel 3.2013.'],
    [{ fodt: '13.2016' }, 'Skriv fødselsmåneden som måned og år'],
    [{ fodt: '12.2026' }, 'Skriv fødselsmåneden som måned og år'],
    [{ ja1: '' }, 'Kryss av hva foreldrene har svart for minst én tjeneste.'],
    [{ nei1: 'bv' }, 'En tjeneste står to steder.'],
    [{ innhentetAv: 'ukjent' }, 'Velg hvem i teamet som har innhentet samtykket.'],
  ])('avslår %j, og beholder resten', async (fyll, ventet) => {
    const skjema = await b.sara.trykker(await apneSaken(b.sara, await etInnkaltMote(b)), 'Registrer samtykke')
    const alt = { ...ET_SAMTYKKE, dato: '2026-11-19', gyldigTil: '2027-05-31', hvordan: 'muntlig', ...fyll }
    const svar = await b.sara.trykker(skjema, 'Registrer samtykke', alt)
    expect(skjermtekst(svar)).toContain(ventet)
    for (const [id, verdi] of Object.entries(alt))
      if (verdi !== '') expect(felt(svar.kort).find(f => f.id === id)?.verdi, id).toBe(verdi)
    for (const tabell of ['samtykke', 'samtykkesvar', 'samtykkeendring'] as const)
      expect(await b.bot.ktx.db.selectFrom(tabell).select('sak').execute()).toEqual([])
  })

  it('tar ikke imot navn i noe felt, og mister ikke resten', async () => {
    const skjema = await b.sara.trykker(await apneSaken(b.sara, await etInnkaltMote(b)), 'Registrer samtykke')
    for (const navn of [{ fodt: 'Ingebjørg' }, { skjemaversjon: 'Ingebjørg H' }]) {
      const svar = await b.sara.trykker(skjema, 'Registrer samtykke', { ...ET_SAMTYKKE, ...navn })
      expect(felt(svar.kort).find(f => f.id === 'ja1')?.verdi).toBe(ET_SAMTYKKE.ja1)
      expect(await lagretI(b, 'Ingebjørg')).toEqual([])
      expect(await b.bot.ktx.db.selectFrom('samtykke').select('sak').execute()).toEqual([])
    }
  })

  it('registreres bare av dem som kan, og de andre får ikke se hvorfor saken er anonym', async () => {
    const agenda = await etInnkaltMote(b)
    const saken = await apneSaken(b.sara, agenda)
    const saras = await b.sara.trykker(saken, 'Registrer samtykke')
    for (const hvem of [b.siri, b.hege, b.frida, b.odd]) {
      for (const skjerm of [
        await hvem.ser(agenda),
        await hvem.trykker(agenda, 'Åpne agendaen'),
        await hvem.sender(saken, 'sak.vis', knappedata(saken, 'Registrer samtykke')),
      ]) {
        expect(skjermtekst(skjerm)).toContain(GUL)
        expect(skjermtekst(skjerm)).not.toMatch(/samtykke|Ingen har gjort saken åpen/i)
        expect(JSON.stringify(skjerm.kort)).not.toContain('samtykke.')
        // Nothing for them to do with it, and no button that leads there.
        expect(knapper(skjerm.kort).map(k => k.tittel)).not.toContain('Mer om saken')
      }
      const svar = await hvem.sender(saras, 'samtykke.registrer', {
        ...knappedata(saras, 'Registrer samtykke'),
        ...ET_SAMTYKKE,
        dato: '2026-11-20',
        gyldigTil: '2027-06-30',
        innhentetAv: ovingsId(hvem.person),
      })
      expect(skjermtekst(svar)).toContain('Bare rektor og sosiallærer kan registrere samtykke.')
    }
    expect(await b.bot.ktx.db.selectFrom('samtykke').selectAll().execute()).toEqual([])
  })

  it('den som meldte saken, får vite hvem som kan registrere det, når den vil gjøre saken åpen', async () => {
    const agenda = await etInnkaltMote(b)
    await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
    const svar = await b.hege.trykker(await apneSaken(b.hege, agenda), 'Gjør åpen')
    expect(skjermtekst(svar)).toContain('Rektor og sosiallærer kan registrere det.')
    const saker = await b.bot.ktx.db.selectFrom('sak').select('apen').execute()
    expect(saker).toEqual(saker.map(() => ({ apen: false })))
  })
})

const GRONN = '● Grønn: kan drøftes åpent'
const GUL = '▲ Gul: bare anonymt'

type Objekt = Record<string, unknown>
const erObjekt = (v: unknown): v is Objekt => typeof v === 'object' && v !== null && !Array.isArray(v)

function knappedata(skjerm: Skjerm, tittel: string): Objekt {
  const funnet = knapper(skjerm.kort).find(k => k.tittel === tittel)?.data
  return erObjekt(funnet) ? funnet : {}
}

function data(agenda: Skjerm): Objekt {
  return knappedata(agenda, 'Åpne agendaen')
}

/** Every «highlight» run: what the form marks. */
function uthevet(kort: unknown): string[] {
  if (Array.isArray(kort)) return kort.flatMap(uthevet)
  if (!erObjekt(kort)) return []
  const denne = kort['type'] === 'TextRun' && kort['highlight'] === true ? [String(kort['text'])] : []
  return [...denne, ...Object.values(kort).flatMap(uthevet)]
}

/** Where in a card the injected text stands: type and property. */
function stederI(verdi: unknown, type = '', felt = ''): string[] {
  if (typeof verdi === 'string')
    return /10\.0\.0\.1|\$\{|\{\u200b?\{DATE/.test(verdi) ? [`${type}.${felt}`] : []
  if (Array.isArray(verdi)) return verdi.flatMap(v => stederI(v, felt === 'choices' ? 'choice' : type, felt))
  if (!erObjekt(verdi)) return []
  const her = typeof verdi['type'] === 'string' ? verdi['type'] : type
  return Object.entries(verdi).flatMap(([navn, v]) => stederI(v, her, navn))
}

/** What is shown to be read: not the values of inputs, which are edited as they are. */
function visteTekster(verdi: unknown): string[] {
  if (Array.isArray(verdi)) return verdi.flatMap(visteTekster)
  if (!erObjekt(verdi)) return []
  return Object.entries(verdi).flatMap(([navn, v]) =>
    typeof v === 'string' ? (navn === 'value' ? [] : [v]) : visteTekster(v),
  )
}
