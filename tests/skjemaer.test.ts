import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { begynnPaNytt, fraNaAv, lagretI } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

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
  return b.rolf.trykker(await b.rolf.trykker(agenda, 'Start møtet'), 'Neste')
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
    erstatt: 'Erstatt med «K7F3»',
  },
  {
    navn: 'Bidra',
    felt: ['tekst', 'tilbud'],
    send: 'Send',
    hvem: () => b.frida,
    apne: async () => b.frida.trykker(await etInnkaltMote(b), 'Bidra'),
    ellers: { tekst: 'Vi kjenner saken fra før.', tilbud: 'Vi kan tilby veiledning hjemme.' },
    erstatt: 'Erstatt med «K7F3»',
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
    erstatt: 'Erstatt med «K7F3»',
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
    // «Erstatt med …» passes, and what is then stored holds none of it.
    const [, tekst, hemmelig] = NAVN
    skjerm = await hvem.trykker(skjerm, skjema.erstatt, { [feltet]: tekst })
    expect(skjermtekst(skjerm)).not.toContain('Ikke lagret')
    expect(await lagretI(b, hemmelig)).toEqual([])
    const med = skjema.erstatt.replace(/^.*«(.*)»$/, '$1')
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
    expect(skjermtekst(skjerm)).toMatch(/: Ikke lagret\. Teksten er for lang\. Kort den ned til 4000 tegn\./)
    expect(felt(skjerm.kort).find(f => f.id === feltet)?.verdi?.length).toBe(lang.trim().length)
    expect(await lagretI(b, 'prøvd mye forskjellig')).toEqual([])
  })

  it.each(ALLE)('$tittel: 4000 tegn går bra', async ({ skjema, felt: feltet }) => {
    const tekst = 'Vi har prøvd mye forskjellig i timene. '
      .repeat(120)
      .slice(0, 3999)
      .trimEnd()
      .padEnd(4000, '.')
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
  '**fet** [lenke](https://x.example) <at>Sara</at> ${1+1} ${$root.t.oving} {{DATE(2020-01-01T00:00:00Z,SHORT)}} `kode` # Tittel'

describe('det folk skriver, blir aldri oppmerking eller uttrykk', () => {
  it.each(ALLE)('$tittel', async ({ skjema, felt: feltet }) => {
    const hvem = skjema.hvem()
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
    // «Sara» is a name too: the guard stops this one as well, and the button replaces it.
    if (skjermtekst(skjerm).includes('Ikke lagret.')) sett.push(await hvem.trykker(skjerm, skjema.erstatt))
    expect(await lagretI(b, '${1+1} ${$root.t.oving} {{DATE(')).not.toEqual([])
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
    expect(alt).not.toContain('**fet** [lenke](https://x.example) <at>Sara</at> 2 ')
    expect(alt).not.toMatch(/\$\{1\+1\} Øving/)
    // Clients format {{DATE(…)}} wherever text is shown: there it is broken up.
    expect(visteTekster(sett.map(s => s.kort)).filter(t => t.includes('{{DATE('))).toEqual([])
    expect(JSON.stringify(fra().map(m => m.versjoner))).not.toMatch(/x\.example|\$\{1\+1\}/)
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
    expect(skjermtekst(await b.siri.trykker(skjema, 'Send', fyll))).toContain('meldt som Sak 2, R4T6')
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

  it('lar den som har to tjenester, velge hvem bidraget er fra', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.odd.trykker(agenda, 'Bidra')
    const valg = felt(skjema.kort).find(f => f.id === 'tjeneste')?.valg ?? []
    expect(valg.map(v => v.tittel).sort()).toEqual(['Fritidsklubben', 'Oslohjelpa'])
    await b.odd.trykker(skjema, 'Send', { tjeneste: 'oslohjelpa', tekst: 'Vi har ledig samtaletilbud.' })
    expect(skjermtekst(await b.sara.trykker(agenda, 'Åpne agendaen'))).toContain('Bidrag: Oslohjelpa')
    const annens = await b.odd.sender(skjema, 'bidrag.gi', {
      ...knappedata(skjema, 'Send'),
      nonce: 'en-annen',
      tjeneste: 'bv',
      tekst: 'Barnevernet mener noe annet.',
    })
    expect(skjermtekst(annens)).not.toContain('er lagret')
    expect(await lagretI(b, 'Barnevernet mener noe annet.')).toEqual([])
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
    let visning = await b.sara.trykker(agenda, 'Åpne agendaen')
    const nektet = await b.sara.trykker(visning, 'Gjør åpen')
    expect(skjermtekst(nektet)).toContain('Saken kan ikke drøftes åpent før samtykke er registrert.')
    visning = await b.sara.trykker(nektet, 'Registrer samtykke', { gittAv: 'begge', dato: '2026-11-20' })
    expect(skjermtekst(visning)).toContain('Saken er anonym til noen gjør den åpen.')
    expect(skjermtekst(visning)).toMatch(/fravær · anonym/)
    visning = await b.sara.trykker(visning, 'Gjør åpen')
    expect(skjermtekst(visning)).toMatch(/fravær · åpen/)
    b.settTid('2026-11-21T09:01')
    await b.send()
    expect(skjermtekst(await b.scene.agenda())).toMatch(/fravær · åpen/)

    const skjema = await b.rolf.trykker(await b.rolf.trykker(agenda, 'Åpne agendaen'), 'Samtykke')
    const trukket = await b.rolf.trykker(skjema, 'Trekk samtykket')
    expect(skjermtekst(trukket)).toContain('Saken er anonym.')
    expect(skjermtekst(trukket)).toMatch(/fravær · anonym/)
    expect(skjermtekst(await b.hege.trykker(agenda, 'Åpne agendaen'))).toMatch(/fravær · anonym/)
    b.settTid('2026-11-21T09:02')
    await b.send()
    expect(skjermtekst(await b.scene.agenda())).toMatch(/fravær · anonym/)
    expect(skjermtekst(await b.sara.trykker(trukket, 'Gjør åpen'))).toContain('før samtykke er registrert')
    expect(
      await b.bot.ktx.db.selectFrom('hendelse').select(['kode', 'gjelder']).orderBy('tid').execute(),
    ).toEqual([
      { kode: 'samtykke-gitt', gjelder: 'K7F3' },
      { kode: 'samtykke-trukket', gjelder: 'K7F3' },
    ])
  })

  it('utløper av seg selv, og et nytt samtykke åpner ikke saken før noen gjør det', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.sara.trykker(await b.sara.trykker(agenda, 'Åpne agendaen'), 'Registrer samtykke')
    const visning = await b.sara.trykker(skjema, 'Registrer samtykke', {
      gittAv: 'begge',
      gyldigTil: '2026-11-23',
    })
    await b.sara.trykker(visning, 'Gjør åpen')
    b.settTid('2026-11-24T09:00')
    const utlopt = await b.sara.trykker(agenda, 'Åpne agendaen')
    expect(skjermtekst(utlopt)).toMatch(/fravær · anonym/)
    const igjen = await b.sara.trykker(utlopt, 'Samtykke')
    expect(skjermtekst(igjen)).toContain('Samtykket er utløpt.')
    const fornyet = await b.sara.trykker(igjen, 'Registrer samtykke', {
      gittAv: 'begge',
      gyldigTil: '2027-06-30',
    })
    expect(skjermtekst(fornyet)).toContain('Saken er anonym til noen gjør den åpen.')
    expect(skjermtekst(fornyet)).toMatch(/fravær · anonym/)
  })

  it.each([
    [{ dato: '2026-11-22' }, 'Datoen er fram i tid. Velg dagen samtykket ble gitt.'],
    [{ gyldigTil: '2026-11-20' }, '«Gyldig til» er passert.'],
    [{ dato: '2026-02-31' }, 'Velg en gyldig dato.'],
    [{ dato: 'i går' }, 'Velg en gyldig dato.'],
    [{ gyldigTil: '' }, 'Velg en gyldig dato.'],
  ])('avslår %j', async (fyll, ventet) => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.sara.trykker(await b.sara.trykker(agenda, 'Åpne agendaen'), 'Registrer samtykke')
    const svar = await b.sara.sender(skjema, 'samtykke.registrer', {
      ...knappedata(skjema, 'Registrer samtykke'),
      gittAv: 'begge',
      dato: '2026-11-20',
      gyldigTil: '2027-06-30',
      ...fyll,
    })
    expect(skjermtekst(svar)).toContain(ventet)
    expect(await b.bot.ktx.db.selectFrom('samtykke').selectAll().execute()).toEqual([])
  })

  it('registreres bare av dem som kan, og de andre får ikke se hvorfor saken er anonym', async () => {
    const agenda = await etInnkaltMote(b)
    const saras = await b.sara.trykker(await b.sara.trykker(agenda, 'Åpne agendaen'), 'Registrer samtykke')
    for (const hvem of [b.siri, b.hege, b.frida, b.odd]) {
      const visning = await hvem.trykker(agenda, 'Åpne agendaen')
      expect(skjermtekst(visning)).not.toMatch(/samtykke/i)
      const svar = await hvem.sender(saras, 'samtykke.registrer', {
        ...knappedata(saras, 'Registrer samtykke'),
        gittAv: 'begge',
        dato: '2026-11-20',
        gyldigTil: '2027-06-30',
      })
      expect(skjermtekst(svar)).toContain('Bare rektor og sosiallærer kan registrere samtykke.')
    }
    expect(await b.bot.ktx.db.selectFrom('samtykke').selectAll().execute()).toEqual([])
  })
})

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
    return /x\.example|\$\{|\{\u200b?\{DATE/.test(verdi) ? [`${type}.${felt}`] : []
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
