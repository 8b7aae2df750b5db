import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nb } from '../src/cards/tekst/nb.ts'
import { felt, knapper, kortSomTekst } from '../src/demo/kort-som-tekst.ts'
import type { Melding } from '../src/demo/lokal-kobling.ts'
import { OVING } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { alleRader, begynnPaNytt, FREMMED, fraNaAv, lagretI, somTekst, ulike } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'
import { tvilstilfelle } from './bygg/tvil.ts'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(async () => {
  agenda = undefined
  await begynnPaNytt(b)
})
afterAll(() => b.stopp())

const titler = (skjerm: { kort: unknown }) => knapper(skjerm.kort).map(k => k.tittel)
const verdi = (skjerm: Skjerm, id: string) => felt(skjerm.kort).find(f => f.id === id)?.verdi ?? ''
const vaktlogg = async () =>
  (
    await b.bot.ktx.db
      .selectFrom('logg')
      .select(['kode', 'gjelder'])
      .where('kode', 'like', 'navnevakt-%')
      .orderBy('nr')
      .execute()
  ).map(l => l.kode)

const LURER = tvilstilfelle()

let agenda: Skjerm | undefined
const bidra = async (): Promise<Skjerm> => {
  agenda ??= await etInnkaltMote(b)
  return b.frida.trykker(agenda, 'Bidra')
}

describe('skjemaet som ble stoppet', () => {
  it('viser hvert navn én gang, med alle stedene', async () => {
    const stoppet = await b.frida.trykker(await bidra(), 'Send', {
      tekst: 'Kari Nordmann var her. Karis mor også. Kari gikk.',
      tilbud: 'Time til Kari og til Ingebjørg Haugstad.',
    })
    const vist = skjermtekst(stoppet)
    expect(vist).toContain('Ikke lagret. Noe her kan vise hvem barnet er.')
    expect(vist).toContain('Teksten og Hva kan vi tilby? · kan være et navn · 4 steder')
    expect(vist).toMatch(/^\s*Hva kan vi tilby\? · kan være et navn$/m)
    expect(titler(stoppet).filter(t => t.startsWith('Erstatt'))).toEqual([
      'Erstatt med K7F3',
      'Erstatt med K7F3',
      'Erstatt alle med K7F3',
    ])
    expect(titler(stoppet)).not.toContain('Ikke et navn')
    expect(await vaktlogg()).toEqual(['navnevakt-stoppet:tekst=3+tilbud=2'])
  })

  it('erstatter ett navn overalt, viser det før det sendes, og spør om det neste', async () => {
    const stoppet = await b.frida.trykker(await bidra(), 'Send', {
      tekst: 'Kari Nordmann var her. Karis mor også.',
      tilbud: 'Time til Kari og til Ingebjørg Haugstad.',
    })
    const for_ = await alleRader(b)
    const halvt = await b.frida.trykker(stoppet, 'Erstatt med K7F3')
    expect(skjermtekst(halvt)).toContain('Erstattet 3 steder. Se over og send.')
    expect(verdi(halvt, 'tekst')).toBe('K7F3 var her. K7F3s mor også.')
    expect(verdi(halvt, 'tilbud')).toBe('Time til K7F3 og til Ingebjørg Haugstad.')
    expect(skjermtekst(halvt)).toContain('Ikke lagret.')
    expect(ulike(for_, await alleRader(b))).toEqual(['logg'])
    const helt = await b.frida.trykker(halvt, 'Erstatt med K7F3')
    expect(skjermtekst(helt)).toContain('Erstattet 1 sted. Se over og send.')
    expect(skjermtekst(helt)).not.toContain('Ikke lagret')
    await b.frida.trykker(helt, 'Send')
    expect(await lagretI(b, 'K7F3 var her. K7F3s mor også.')).toEqual(['bidrag'])
    expect(await lagretI(b, 'Time til K7F3 og til K7F3.')).toEqual(['bidrag'])
    expect(await vaktlogg()).toEqual([
      'navnevakt-stoppet:tekst=2+tilbud=2',
      'navnevakt-erstattet:tekst=2+tilbud=1',
      'navnevakt-erstattet:tilbud=1',
    ])
  })

  it('erstatter alle med ett trykk', async () => {
    const stoppet = await b.frida.trykker(await bidra(), 'Send', {
      tekst: 'Kari Nordmann og Ingebjørg Haugstad kom. Ring 912 34 567.',
    })
    const sett = await b.frida.trykker(stoppet, 'Erstatt alle med K7F3')
    expect(skjermtekst(sett)).toContain('Erstattet 3 steder. Se over og send.')
    expect(verdi(sett, 'tekst')).toBe('K7F3 og K7F3 kom. Ring K7F3.')
  })

  it('lagrer med ett trykk når det vakten lurte på, ikke er et navn', async () => {
    const stoppet = await b.frida.trykker(await bidra(), 'Send', { tekst: LURER.tekst })
    expect(skjermtekst(stoppet)).toContain('Ikke lagret ennå. Er dette et navn?')
    expect(await lagretI(b, LURER.tekst)).toEqual([])
    await b.frida.trykker(stoppet, 'Ikke et navn')
    expect(await lagretI(b, LURER.tekst)).toEqual(['bidrag'])
    expect(await vaktlogg()).toEqual(['navnevakt-stoppet:tekst=1', 'navnevakt-ikke-navn:tekst=1'])
    // It was for that submission alone.
    const igjen = await b.frida.trykker(await bidra(), 'Send', { tekst: LURER.tekst })
    expect(skjermtekst(igjen)).toContain('Er dette et navn?')
  })

  it('husker det som er satt til side, når et annet navn må skrives om', async () => {
    const stoppet = await b.frida.trykker(await bidra(), 'Send', {
      tekst: LURER.tekst,
      tilbud: 'Time til Kari Nordmann.',
    })
    const igjen = await b.frida.trykker(stoppet, 'Ikke et navn')
    expect(skjermtekst(igjen)).toContain('Kari Nordmann')
    expect(titler(igjen)).not.toContain('Ikke et navn')
    await b.frida.trykker(igjen, 'Send', { tilbud: 'Time til eleven.' })
    expect(await lagretI(b, LURER.tekst)).toEqual(['bidrag'])
    expect(await vaktlogg()).toEqual([
      'navnevakt-stoppet:tekst=1+tilbud=1',
      'navnevakt-stoppet:tilbud=1',
      'navnevakt-ikke-navn:tekst=1',
    ])
  })

  it('husker det også når skjemaet avvises for noe annet', async () => {
    const skjema = await b.hege.trykker(await etInnkaltMote(b), 'Meld sak')
    const stoppet = await b.hege.trykker(skjema, 'Send', { ...EN_SAK, onsker: LURER.tekst, apenhet: 'apen' })
    const uten = await b.hege.trykker(stoppet, 'Ikke et navn')
    expect(skjermtekst(uten)).toContain('Det er ikke registrert gyldig samtykke.')
    await b.hege.trykker(uten, 'Meld anonymt')
    expect(await lagretI(b, LURER.tekst)).toEqual(['sak'])
  })

  it('logger at teksten ble skrevet om', async () => {
    const stoppet = await b.frida.trykker(await bidra(), 'Send', { tekst: 'Kari Nordmann var her.' })
    await b.frida.trykker(stoppet, 'Send', { tekst: 'Eleven var her.' })
    expect(await vaktlogg()).toEqual(['navnevakt-stoppet:tekst=1', 'navnevakt-omskrevet'])
    const logg = JSON.stringify((await alleRader(b))['logg'])
    expect(logg).not.toMatch(/kari|nordmann|eleven var/i)
  })

  it('sier «eleven» der det ikke er noen sak', async () => {
    const skjema = await b.rolf.trykker(await etInnkaltMote(b), 'Meld tema')
    const stoppet = await b.rolf.trykker(skjema, 'Send', { tekst: 'Karis vei til skolen er utrygg.' })
    const sett = await b.rolf.trykker(stoppet, 'Erstatt med «eleven»')
    expect(verdi(sett, 'tekst')).toBe('Elevens vei til skolen er utrygg.')
    await b.rolf.trykker(sett, 'Send')
    expect(await lagretI(b, 'Elevens vei til skolen')).toEqual(['punkt'])
  })

  it('gjør det samme i en dialog: alt som er skrevet og valgt, følger med', async () => {
    const d = await etTestbot({ skjema: 'dialog' })
    try {
      await d.sara.skriver('/innsatsteam ny')
      await d.send()
      const agenda = await d.scene.agenda()
      const mote = knapper(agenda.kort).find(k => k.tittel === 'Meld sak')?.data
      const send = async (name: string, data: unknown) => {
        const { kropp } = await d.scene.send(
          d.hege.aktivitet(agenda.samtale, { type: 'invoke', name, value: { data } }),
        )
        const { task } = kropp as { task: { type: string; value: { card: { content: unknown } } } }
        return { type: task.type, kort: task.value.card?.content, tekst: String(task.value) }
      }
      const trykk = async (kort: unknown, tittel: string, fyll: Record<string, string> = {}) => {
        const knapp = knapper(kort).find(k => k.tittel === tittel)
        if (knapp === undefined) throw new Error(`Ingen «${tittel}»: ${kortSomTekst(kort)}`)
        expect(knapp.action['type']).toBe('Action.Submit')
        const verdier = Object.fromEntries(
          felt(kort).flatMap(f => (f.verdi === undefined ? [] : [[f.id, f.verdi]])),
        )
        return send('task/submit', { ...(knapp.data as object), ...verdier, ...fyll })
      }
      const skjema = await send('task/fetch', mote)
      const fyll = { ...EN_SAK, beskrivelse: LURER.tekst, onsker: 'Karis ønske er ro.', apenhet: 'anonym' }
      const stoppet = await trykk(skjema.kort, 'Send', fyll)
      const uten = await trykk(stoppet.kort, 'Ikke et navn')
      const sett = await trykk(uten.kort, 'Erstatt med «eleven»')
      const ventet = { ...fyll, onsker: 'Elevens ønske er ro.' }
      expect(Object.fromEntries(felt(sett.kort).map(f => [f.id, f.verdi]))).toMatchObject(ventet)
      const ferdig = await trykk(sett.kort, 'Send')
      expect(ferdig.tekst).toContain('Saken er meldt som Sak 2')
      expect(await lagretI(d, 'Elevens ønske er ro.')).toEqual(['sak'])
    } finally {
      await d.stopp()
    }
  })

  it('i møtet går veien videre dit lederen skulle', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    const punkt = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    const stoppet = await b.rolf.trykker(punkt, 'Parker', { oppsummering: LURER.tekst })
    await b.rolf.trykker(stoppet, 'Ikke et navn')
    expect(await lagretI(b, LURER.tekst)).toEqual(['punkt'])
    const lagret = await b.bot.ktx.db.selectFrom('punkt').select('utfall').where('slag', '=', 'sak').execute()
    expect(lagret.map(p => p.utfall)).toContain('parkert')
  })
})

describe('kolleger', () => {
  const kollega = async (navn: string, rolle: string) => {
    const { db, tenant } = b.bot.ktx
    const person = `${tenant}/${crypto.randomUUID()}`
    await db
      .insertInto('person')
      .values({ tenant, person, navn, konto: null, service_url: null, samtale: null, velkommen: null })
      .execute()
    await db
      .insertInto('rolle')
      .values({ tenant, skole: OVING.skole.id, person, rolle, tjeneste: 'skole' })
      .execute()
    return person
  }

  it('nevnes med fullt navn eller rolle, men ikke med fornavn alene', async () => {
    await kollega('Solberg, Ingebjørg (Fjordvik skole)', 'sosiallarer')
    const tekst =
      'Ingebjørg Solberg ringer. Sosiallærer Ingebjørg møter dem, og Ingebjørg Solbergs plan gjelder.'
    await b.frida.trykker(await bidra(), 'Send', { tekst })
    expect(await lagretI(b, tekst)).toEqual(['bidrag'])
    const alene = await b.frida.trykker(await bidra(), 'Send', { tekst: 'Snakk med Ingebjørg om det.' })
    expect(skjermtekst(alene)).toContain('Ikke lagret.')
  })

  it('blir stående når et barn med det samme etternavnet erstattes', async () => {
    await kollega('Ingebjørg Solberg', 'sosiallarer')
    const stoppet = await b.frida.trykker(await bidra(), 'Send', {
      tekst: 'Kari Solberg møter Ingebjørg Solberg. Solberg vil ha ro.',
    })
    const sett = await b.frida.trykker(stoppet, 'Erstatt med K7F3')
    expect(verdi(sett, 'tekst')).toBe('K7F3 møter Ingebjørg Solberg. K7F3 vil ha ro.')
  })

  it('er de på egne skoler, og ikke lenger når rollen er borte', async () => {
    const person = await kollega('Ingebjørg Solberg', 'sosiallarer')
    const { db, tenant } = b.bot.ktx
    await db.insertInto('skole').values({ tenant, id: 'nabo', navn: 'Nabo', malform: 'nb' }).execute()
    await db.updateTable('rolle').set({ skole: 'nabo' }).where('person', '=', person).execute()
    const stoppet = await b.frida.trykker(await bidra(), 'Send', { tekst: 'Ingebjørg Solberg ringer.' })
    expect(skjermtekst(stoppet)).toContain('Ikke lagret.')
  })
})

describe('ord som er tillatt', () => {
  const oppsett = async (): Promise<Skjerm> =>
    b.sara.sender({ ...(await b.scene.visning(OVING.kanal.id)) }, 'oppsett.apne', {})
  /** Something the guard stops that is neither a given name nor in a register. */
  const ORD = LURER.ord

  it('legges til og tas bort av en administrator, og gjelder med en gang', async () => {
    agenda = await etInnkaltMote(b)
    const tomt = await oppsett()
    expect(skjermtekst(tomt)).toContain('Ingen ord er lagt til.')
    const lagt = await b.sara.trykker(tomt, 'Legg til ord', { ord: ORD })
    expect(skjermtekst(lagt)).toContain('Ordet er lagt til.')
    expect(skjermtekst(lagt)).not.toContain('Ingen ord er lagt til.')
    expect(verdi(lagt, 'ord')).toBe('')
    await b.frida.trykker(await bidra(), 'Send', { tekst: LURER.tekst })
    expect(await lagretI(b, LURER.tekst)).toEqual(['bidrag'])
    const borte = await b.sara.trykker(await oppsett(), 'Ta bort')
    expect(skjermtekst(borte)).toContain('Ordet er tatt bort.')
    expect(skjermtekst(borte)).toContain('Ingen ord er lagt til.')
    const stoppet = await b.frida.trykker(await bidra(), 'Send', { tekst: LURER.tekst })
    expect(skjermtekst(stoppet)).toContain('Er dette et navn?')
    const logg = await b.bot.ktx.db
      .selectFrom('logg')
      .select(['kode', 'gjelder'])
      .where('kode', 'like', 'ord-%')
      .orderBy('nr')
      .execute()
    expect(logg).toEqual([
      { kode: 'ord-tillatt', gjelder: OVING.skole.id },
      { kode: 'ord-fjernet', gjelder: OVING.skole.id },
    ])
    expect(JSON.stringify((await alleRader(b))['logg']).toLowerCase()).not.toContain(ORD.toLowerCase())
  })

  it.each([
    ['Ingebjørg', '«Ingebjørg» er et vanlig fornavn og kan ikke tillates.'],
    ['ingebjørg', '«ingebjørg» er et vanlig fornavn og kan ikke tillates.'],
    ['Kari Nordmann', 'Skriv ett ord, bare med bokstaver.'],
    ['K7F3', 'Skriv ett ord, bare med bokstaver.'],
    ['   ', 'Skriv ett ord, bare med bokstaver.'],
  ])('«%s» avvises med en setning', async (ord, setning) => {
    agenda = await etInnkaltMote(b)
    const svar = await b.sara.trykker(await oppsett(), 'Legg til ord', { ord })
    expect(skjermtekst(svar)).toContain(setning)
    expect(verdi(svar, 'ord')).toBe(ord.trim())
    expect(await b.bot.ktx.db.selectFrom('tillatt_ord').select('ord').execute()).toEqual([])
  })

  it('er det samme ordet en gang til', async () => {
    agenda = await etInnkaltMote(b)
    await b.sara.trykker(await oppsett(), 'Legg til ord', { ord: 'Trollhaugen' })
    await b.sara.trykker(await oppsett(), 'Legg til ord', { ord: 'TROLLHAUGEN' })
    expect(await b.bot.ktx.db.selectFrom('tillatt_ord').select('ord').execute()).toHaveLength(1)
  })
})

describe('en melding i kanalen', () => {
  const SETNING = 'Meldingen din kan inneholde et navn på et barn. Slett den, og bruk referansen i stedet.'
  const TEKST = 'Kari Nordmann har slått igjen, hva gjør vi?'
  const bedt = (meldinger: readonly Melding[]) =>
    meldinger.filter(m => somTekst([m]).includes(SETNING)).length

  it('med et navn etter @Skolestøtte får forfatteren til å slette, bare forfatteren, og bare én gang', async () => {
    const nye = fraNaAv(b)
    const for_ = await alleRader(b)
    for (let i = 0; i < 2; i++) await b.hege.skriver(TEKST, 'kanal', { id: 'samme-melding' })
    await b.send()
    expect(somTekst(nye(OVING.kanal.id))).toBe('')
    expect(bedt(nye(b.hege.chat))).toBe(1)
    expect(nye()).toHaveLength(1)
    expect(JSON.stringify(nye())).not.toMatch(/Kari|Nordmann|slått/)
    const etter = await alleRader(b)
    expect(JSON.stringify(etter)).not.toMatch(/Kari|Nordmann|slått igjen/)
    expect(ulike(for_, etter).sort()).toEqual(['handling', 'logg', 'person', 'utboks'])
    expect(await vaktlogg()).toEqual(['navnevakt-melding'])
  })

  it('er målrettet der klienten kan det', async () => {
    const m = await etTestbot({ malrettet: true })
    try {
      const nye = fraNaAv(m)
      await m.hege.skriver(TEKST, 'kanal')
      await m.send()
      expect(nye()).toHaveLength(1)
      expect(nye()[0]).toMatchObject({ malrettet: true, mottaker: m.hege.person.id })
      expect(somTekst(nye())).toContain(SETNING)
      m.kobling.feil(1, 400)
      await m.rolf.skriver(TEKST, 'kanal')
      await m.send()
      expect(somTekst(nye(m.rolf.chat))).toContain(SETNING)
    } finally {
      await m.stopp()
    }
  })

  it('som er en kommando, utføres likevel', async () => {
    const nye = fraNaAv(b)
    await b.sara.skriver('/innsatsteam for Kari Nordmann')
    await b.sara.skriver('/oppgaver til Kari Nordmann', 'kanal')
    await b.send()
    expect(somTekst(nye(b.sara.chat))).toContain(SETNING)
    expect(somTekst(nye(OVING.kanal.id))).toContain('Mine oppfølginger')
    expect(JSON.stringify(nye())).not.toMatch(/Kari|Nordmann/)
  })

  it.each([
    'hei',
    'hva kan du?',
    'takk for hjelpen',
    'Rolf Rektor tar møtet',
    '<at>Ingebjørg Haugstad</at> tar møtet',
    ...nb.hjelp.kommandoer.map(([kommando]) => kommando),
    '/innsatsteam ny fredag 10:15',
    '/innsatsteam ny 14. desember kl 13',
    '/innsatsteam ny torsdag neste uke',
    '/innsatsteam ny 12.12.2026 kl. 9.30',
    'innsatsteam flytt mandag 7. desember',
  ])('«%s» er ikke noe å slette', async tekst => {
    const nye = fraNaAv(b)
    await b.sara.skriver(tekst)
    await b.send()
    expect(somTekst(nye())).not.toContain(SETNING)
    expect(await vaktlogg()).toEqual([])
  })

  it('som rettes, sees på igjen: én gang for hver melding', async () => {
    const nye = fraNaAv(b)
    const rettet = (id: string, text: string) =>
      b.scene.send(
        b.hege.aktivitet(`${OVING.kanal.id};messageid=9`, {
          type: 'messageUpdate',
          id,
          text: `<at>Skolestøtte</at> ${text}`,
          channelData: {
            eventType: 'editMessage',
            tenant: { id: OVING.tenant },
            team: { id: OVING.team.id },
            channel: { id: OVING.kanal.id },
          },
        }),
      )
    await rettet('en', 'hei')
    await rettet('en', '/innsatsteam ny')
    await b.send()
    expect(nye()).toEqual([])
    await rettet('en', TEKST)
    await rettet('en', `${TEKST} Fort!`)
    await b.hege.skriver(TEKST, 'kanal', { id: 'to' })
    await rettet('to', TEKST)
    await b.send()
    expect(bedt(nye(b.hege.chat))).toBe(2)
  })

  it('i chatten med boten besvares der', async () => {
    const nye = fraNaAv(b)
    await b.hege.skriver(TEKST, 'chat')
    await b.send()
    expect(somTekst(nye())).toContain(SETNING)
    expect(nye().every(m => m.conversationId === b.hege.chat)).toBe(true)
  })

  const uten = (bot: Testbot, hvem: Testbot['sara'], text: string, mer: Record<string, unknown> = {}) =>
    bot.scene.send(hvem.aktivitet(`${OVING.kanal.id};messageid=77`, { type: 'message', text, ...mer }))
  const andreOmtalt = {
    entities: [
      { type: 'mention', text: '<at>Rolf</at>', mentioned: { id: OVING.personer[1].id, name: 'Rolf' } },
    ],
  }

  it('som ikke er til boten, er ikke dens sak: ingen svar, ingen spor', async () => {
    const for_ = await alleRader(b)
    const nye = fraNaAv(b)
    await uten(b, b.hege, TEKST)
    await uten(b, b.sara, '/innsatsteam ny')
    await uten(b, b.sara, '<at>Rolf</at> /innsatsteam ny', andreOmtalt)
    await b.send()
    expect(nye()).toEqual([])
    expect(await alleRader(b)).toEqual(for_)
    // With a mention of the bot it is, wherever in the text that stands.
    const boten = { type: 'mention', mentioned: { id: OVING.bot.id, name: OVING.bot.navn } }
    await uten(b, b.hege, TEKST, { entities: [{ type: 'clientInfo' }, ...andreOmtalt.entities, boten] })
    await b.send()
    expect(bedt(nye(b.hege.chat))).toBe(1)
  })

  it('sees på uten omtale bare der kommunen har slått det på, og da bare for det sikre', async () => {
    const k = await etTestbot({ kanalvakt: true, malrettet: true })
    try {
      const nye = fraNaAv(k)
      const for_ = await alleRader(k)
      await uten(k, k.sara, '/innsatsteam ny')
      await uten(k, k.sara, 'Hei alle sammen, husk frist på fredag.')
      await uten(k, k.sara, LURER.tekst)
      await uten(k, k.scene.som(FREMMED), 'Jeg er innom i dag.')
      await k.send()
      expect(nye()).toEqual([])
      expect(await alleRader(k)).toEqual(for_)
      await uten(k, k.hege, TEKST, { id: 'uten' })
      await uten(k, k.hege, TEKST, { id: 'uten' })
      await uten(k, k.scene.som(FREMMED), `<at>Rolf</at> ${TEKST}`, andreOmtalt)
      await k.send()
      expect(nye().map(m => [m.malrettet, m.mottaker])).toEqual([
        [true, k.hege.person.id],
        [true, FREMMED.id],
      ])
      expect(somTekst(nye())).toContain(SETNING)
      expect(JSON.stringify(await alleRader(k))).not.toMatch(/Kari|Nordmann|slått igjen/)
      expect(
        await k.bot.ktx.db.selectFrom('mote').select('id').where('status', '=', 'planlagt').execute(),
      ).toEqual([])
    } finally {
      await k.stopp()
    }
  })
})
