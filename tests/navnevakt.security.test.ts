import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { flyktigMester } from '../src/database/lokal-mester.ts'
import { apnePglite } from '../src/database/tilkobling.ts'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { finnRegistrerte } from '../src/identitet/identitet-store.ts'
import { slaPaRegisteret } from './bygg/hele-saken.ts'
import { alleRader, begynnPaNytt, FREMMED, fraNaAv, lagretI, somEier, somTekst } from './bygg/rader.ts'
import { apneSaken, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'
import { ukjenteOrd } from './bygg/tvil.ts'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

const SETNINGER: readonly ((navn: string) => string)[] = [
  navn => `Vi spurte ${navn} om det.`,
  navn => `vi så ${navn} i går`,
  navn => `Det var ${navn}s tur.`,
  navn => `De snakket om ${navn.toUpperCase()}.`,
  navn => `Sakene til ${navn}/andre.`,
  navn => `Om ${navn}.`,
  navn => `Vi snakket om ${navn} der.`,
]
/** The detector lets these through, so that the register alone can stop them. */
const [UKJENT = '', ANNEN = ''] = ukjenteOrd(2, SETNINGER)

async function registrer(agenda: Skjerm, navn: string, bot = b): Promise<void> {
  const skjema = await bot.sara.trykker(await apneSaken(bot.sara, agenda), 'Navn i registeret')
  await bot.sara.trykker(skjema, 'Lagre navnet', { navn })
}

async function medRegister(navn: string): Promise<Skjerm> {
  const agenda = await etInnkaltMote(b)
  await slaPaRegisteret(b)
  await registrer(agenda, navn)
  return agenda
}

const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)
const bidra = async (agenda: Skjerm, tekst: string, hvem = b.frida) =>
  hvem.trykker(await hvem.trykker(agenda, 'Bidra'), 'Send', { tekst })

/** What a client got, without the form's own random number. */
const byte = (skjerm: Skjerm) => JSON.stringify(skjerm.kort).replace(/"nonce":"[^"]*"/g, '"nonce":""')

describe('et navn i registeret', () => {
  it.each(SETNINGER.map(lag => lag(UKJENT)))('stopper «%s»', async tekst => {
    const agenda = await etInnkaltMote(b)
    expect(skjermtekst(await bidra(agenda, tekst))).not.toContain('Ikke lagret. ')
    await slaPaRegisteret(b)
    await registrer(agenda, UKJENT)
    const stoppet = await bidra(agenda, tekst)
    expect(skjermtekst(stoppet)).toContain('Ikke lagret. Noe her kan vise hvem barnet er.')
    expect(titler(stoppet)).not.toContain('Ikke et navn')
    const sett = await b.frida.trykker(stoppet, 'Erstatt med K7F3')
    const ny = felt(sett.kort).find(f => f.id === 'tekst')?.verdi ?? ''
    expect(ny.toLowerCase()).not.toContain(UKJENT)
    expect(ny).toContain('K7F3')
    await b.frida.trykker(sett, 'Send')
    expect(await lagretI(b, ny)).toEqual(['bidrag'])
  })

  it.each([
    [UKJENT.replace(/[aeo]/g, vokal => `${vokal}\u0301`), UKJENT],
    [UKJENT, UKJENT.replace(/[aeo]/g, vokal => `${vokal}\u0301`)],
    [UKJENT, UKJENT.replace(/[aeo]/g, vokal => `${vokal}\u0301`.normalize('NFC'))],
    [`${UKJENT.slice(0, 4)}-${UKJENT.slice(4)}`, UKJENT],
    [`${UKJENT.slice(0, 1)}'${UKJENT.slice(1)}`, UKJENT],
    [UKJENT.toUpperCase(), UKJENT],
  ])('er det samme navnet skrevet på en annen måte: «%s» og «%s»', async (navn, skrevet) => {
    const agenda = await medRegister(navn)
    expect(skjermtekst(await bidra(agenda, `Vi snakket om ${skrevet} der.`))).toContain('Ikke lagret.')
  })

  it('stopper ikke vanlige ord for hele skolen', async () => {
    const agenda = await medRegister('Mai Storm')
    const tekst = 'Det var storm i mai.'
    await bidra(agenda, tekst)
    expect(await lagretI(b, tekst)).toEqual(['bidrag'])
    const stoppet = await bidra(agenda, 'Møtet med Mai ble flyttet.')
    expect(skjermtekst(stoppet)).toContain('Ikke lagret. ')
  })

  it('gjelder i hele kommunen, og bare der', async () => {
    const agenda = await medRegister(UKJENT)
    const { db, tenant } = b.bot.ktx
    await db.insertInto('skole').values({ tenant, id: 'nabo', navn: 'Nabo', malform: 'nb' }).execute()
    await db.updateTable('sak').set({ skole: 'nabo' }).where('ref', '=', 'K7F3').execute()
    const skjema = await b.rolf.trykker(agenda, 'Meld tema')
    expect(skjermtekst(await b.rolf.trykker(skjema, 'Send', { tekst: `Om ${UKJENT}.` }))).toContain(
      'Ikke lagret.',
    )
    const ord = UKJENT.toLowerCase()
    expect(await finnRegistrerte(b.bot.ktx, [ord])).toEqual(new Set([ord]))
    expect(await finnRegistrerte({ ...b.bot.ktx, tenant: 'en-annen' }, [ord])).toEqual(new Set())
  })

  it('er glemt når det slettes', async () => {
    const agenda = await medRegister(UKJENT)
    await registrer(agenda, '')
    const tekst = `Vi spurte ${UKJENT} om det.`
    expect(skjermtekst(await bidra(agenda, tekst))).not.toContain('Ikke lagret. ')
  })
})

describe('den som vil vite hvem som står i registeret', () => {
  const TEKSTER = [
    'Vi spurte Ingebjørg om det.',
    'Vi spurte Ingebjørg Haugstad om det.',
    'Ingebjørgs mor ringte 912 34 567.',
    'Sara Sosiallærer og rektor Rolf møtes.',
    'Rektor Rolf og Ingebjørg Haugstad møtes.',
  ]

  it('får de samme bytene for et navn som vakten kjenner selv', async () => {
    const agenda = await etInnkaltMote(b)
    const svar = async () => {
      const alle: string[] = []
      for (const tekst of TEKSTER) alle.push(byte(await bidra(agenda, tekst)))
      return alle
    }
    await slaPaRegisteret(b)
    await registrer(agenda, ANNEN)
    const for_ = await svar()
    await b.bot.ktx.db.deleteFrom('bidrag').execute()
    await registrer(agenda, 'Ingebjørg Haugstad')
    expect(await svar()).toEqual(for_)
    await b.bot.ktx.db.deleteFrom('bidrag').execute()
    await registrer(agenda, 'Rolf Sara Sosiallærer')
    expect(await svar()).toEqual(for_)
  })

  it('får for et annet navn det samme, bokstav for bokstav, som for ett vakten kjenner', async () => {
    const agenda = await medRegister(UKJENT)
    const [kjent, ukjent] = ['Ingebjørg', UKJENT].map(async navn =>
      byte(await bidra(agenda, `Vi spurte ${navn} om det, og ${navn}s mor.`))
        .toLowerCase()
        .replaceAll(navn.toLowerCase(), 'navn'),
    )
    expect(await ukjent).toBe(await kjent)
  })

  it('kan ikke si at det ikke er et navn, hva klienten enn sender', async () => {
    const agenda = await medRegister(`${UKJENT} Storm`)
    const skjema = await b.frida.trykker(agenda, 'Bidra')
    const data = knapper(skjema.kort).find(k => k.tittel === 'Send')?.data as object
    for (const tekst of ['Kari Nordmann var her.', `Vi spurte ${UKJENT} om det.`, 'Ring 912 34 567.'])
      for (const ikkeNavn of [
        [tekst],
        [tekst.toLowerCase()],
        [...tekst.toLowerCase().split(/[ .]/), 'kari nordmann', UKJENT, UKJENT.toLowerCase(), '*', ''],
        ['telefon:912 34 567', '912 34 567', '91234567'],
      ]) {
        const svar = await b.frida.sender(skjema, 'bidrag.gi', { ...data, tekst, ikkeNavn })
        expect(skjermtekst(svar), `${tekst} ${ikkeNavn}`).toContain('Ikke lagret. ')
        expect(await b.bot.ktx.db.selectFrom('bidrag').select('id').execute()).toEqual([])
      }
  })

  it('slipper ikke navnet gjennom ved å få det tillatt', async () => {
    const agenda = await medRegister(UKJENT)
    await b.sara.sender(agenda, 'oppsett.tillat-ord', { ord: UKJENT })
    expect(await b.bot.ktx.db.selectFrom('tillatt_ord').select('ord').execute()).toHaveLength(1)
    expect(skjermtekst(await bidra(agenda, `Vi spurte ${UKJENT} om det.`))).toContain('Ikke lagret. ')
  })

  it('etterlater seg spor, uten tekst, for hver gang det stopper', async () => {
    const agenda = await medRegister(UKJENT)
    for (const navn of [UKJENT, 'Ingebjørg', ANNEN]) await bidra(agenda, `Vi spurte ${navn} om det.`)
    // Nor by way of a row that is not there.
    const skjema = await b.frida.trykker(agenda, 'Bidra')
    const data = knapper(skjema.kort).find(k => k.tittel === 'Send')?.data as object
    await b.frida.sender(skjema, 'bidrag.gi', { ...data, tekst: `Om ${UKJENT}.`, erstatt: 'finnes-ikke' })
    const { logg = [] } = await alleRader(b)
    expect(logg.filter(rad => rad.includes('navnevakt-stoppet:tekst=1'))).toHaveLength(3)
    expect(logg.join()).not.toMatch(new RegExp(`${UKJENT}|Ingebjørg`, 'i'))
  })

  it('får som fremmed det samme svaret hva hun enn skriver, og ingen spør registeret', async () => {
    const agenda = await medRegister(UKJENT)
    const fremmed = b.scene.som(FREMMED)
    const for_ = await alleRader(b)
    const [mote = '', punkt = ''] = [
      (await b.bot.ktx.db.selectFrom('punkt').select('mote').executeTakeFirstOrThrow()).mote,
      (await b.bot.ktx.db.selectFrom('punkt').select('id').where('ref', '=', 'K7F3').executeTakeFirst())?.id,
    ]
    for (const verb of ['sak.meld', 'sak.endre', 'bidrag.gi', 'tema.meld', 'mote.lagre', 'referat.rettelse'])
      for (const mer of [{}, { erstatt: '*' }, { ikkeNavn: [UKJENT.toLowerCase()] }]) {
        const alle = []
        for (const navn of [UKJENT, ANNEN, 'Kari Nordmann', 'eleven']) {
          const tekst = `Vi spurte ${navn}.`
          const felter = { beskrivelse: tekst, tekst, oppsummering: tekst, type: 'atferd' }
          const data = { mote, punkt, nonce: crypto.randomUUID(), versjon: 1, ...felter, ...mer }
          alle.push(skjermtekst(await fremmed.sender(agenda, verb, data)))
        }
        expect(new Set(alle), verb).toEqual(new Set(['Dette finnes ikke, eller du har ikke tilgang.']))
      }
    expect(await alleRader(b)).toEqual(for_)
  })
})

describe('en melding til boten', () => {
  it('spør registeret bare for dem som er i teamet', async () => {
    await medRegister(UKJENT)
    await b.send()
    const fremmed = b.scene.som(FREMMED)
    const bedt = async (hvem: Testbot['sara'], navn: string) => {
      const nye = fraNaAv(b)
      await hvem.skriver(`Vi spurte ${navn} om det.`)
      await b.send()
      return somTekst(nye()).includes('Slett den, og bruk referansen i stedet.')
    }
    expect(await bedt(b.hege, UKJENT)).toBe(true)
    expect(await bedt(b.hege, ANNEN)).toBe(false)
    // Whoever has no role gets the same for both, and is told of what any reader would see is a name.
    expect(await bedt(fremmed, UKJENT)).toBe(false)
    expect(await bedt(fremmed, ANNEN)).toBe(false)
    expect(await bedt(fremmed, 'Ingebjørg Haugstad')).toBe(true)
  })
})

describe('det klienten sender med skjemaet', () => {
  it.each([
    ['erstatt', true],
    ['erstatt', 'x'.repeat(200)],
    ['erstatt', ['*']],
    ['ikkeNavn', 'storm'],
    ['ikkeNavn', [7]],
    ['ikkeNavn', ['x'.repeat(200)]],
    ['ikkeNavn', Array.from({ length: 41 }, (_, i) => `ord${i}`)],
    ['stoppet', 'ja'],
  ])('%s som %j avvises ulest', async (navn, verdi) => {
    const skjema = await b.frida.trykker(await etInnkaltMote(b), 'Bidra')
    const data = knapper(skjema.kort).find(k => k.tittel === 'Send')?.data as object
    const svar = await b.frida.sender(skjema, 'bidrag.gi', { ...data, tekst: 'Greit.', [navn]: verdi })
    expect(skjermtekst(svar)).toContain('Denne knappen virker ikke lenger.')
    expect(await lagretI(b, 'Greit.')).toEqual([])
  })

  it.each(['finnes-ikke', '', '*', 'navn:', 'kari'])(
    '«Erstatt» med raden «%s» lagrer ingenting',
    async rad => {
      const skjema = await b.frida.trykker(await etInnkaltMote(b), 'Bidra')
      const data = knapper(skjema.kort).find(k => k.tittel === 'Send')?.data as object
      const for_ = await alleRader(b)
      const svar = await b.frida.sender(skjema, 'bidrag.gi', {
        ...data,
        tekst: 'Vi har ledig time.',
        erstatt: rad,
      })
      expect(felt(svar.kort).find(f => f.id === 'tekst')?.verdi).toBe('Vi har ledig time.')
      expect(await alleRader(b)).toEqual(for_)
    },
  )

  it('gir ikke skjemaet til en som ikke kan lagre det', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    const steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    const data = knapper(steg.kort).find(k => k.tittel === 'Lagre og neste')?.data as object
    const inn = { ...data, oppsummering: 'Kari var her.', erstatt: '*' }
    expect(skjermtekst(await b.hege.sender(agenda, 'mote.lagre', inn))).toMatch(/^Bare .* kan lede møtet\./m)
    expect(skjermtekst(await b.rolf.sender(agenda, 'mote.lagre', inn))).toContain('Erstattet 1 sted.')
  })

  it('kan ikke få boten til å si at noe ble skrevet om i noe som ikke ble lagret', async () => {
    const skjema = await b.frida.trykker(await etInnkaltMote(b), 'Bidra')
    const data = knapper(skjema.kort).find(k => k.tittel === 'Send')?.data as object
    await b.frida.sender(skjema, 'bidrag.gi', { ...data, tekst: '', stoppet: true })
    expect((await alleRader(b))['logg']?.join()).not.toContain('navnevakt')
  })
})

describe('oppslaget i registeret', () => {
  it('er én spørring for alle ordene, og ingen når det ikke er noen ord', async () => {
    const agenda = await medRegister(UKJENT)
    expect(agenda).toBeDefined()
    let antall = 0
    const teller: KyselyPlugin = {
      transformQuery: ({ node }) => {
        antall++
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const ktx = { ...b.bot.ktx, db: b.bot.ktx.db.withPlugin(teller) }
    const mange = Array.from({ length: 20_000 }, (_, i) => `ord${i}`)
    expect(await finnRegistrerte(ktx, [...mange, UKJENT.toLowerCase()])).toEqual(
      new Set([UKJENT.toLowerCase()]),
    )
    // The index, and the key it is made with.
    expect(antall).toBe(2)
    expect(await finnRegistrerte(ktx, [])).toEqual(new Set())
    expect(antall).toBe(2)
  })

  it('lager ingen nøkkel der det ikke er noe register', async () => {
    expect(await finnRegistrerte(b.bot.ktx, ['kari'])).toEqual(new Set())
    expect(
      await b.bot.ktx.db.selectFrom('nokkel').select('eier').where('eier', '=', 'register').execute(),
    ).toEqual([])
  })
})

describe('et register fra før ordene ble stavet likt', () => {
  it('bygges opp igjen ved start, uten at noen merker det', async () => {
    const mappe = await mkdtemp(join(tmpdir(), 'skolestotte-register-'))
    const mester = flyktigMester()
    const start = async () => etTestbot({ database: await apnePglite(mappe, OVING.tenant), mester })
    try {
      const gammel = await start()
      const agenda = await etInnkaltMote(gammel)
      await slaPaRegisteret(gammel)
      await registrer(agenda, 'José Xqvorilda', gammel)
      await gammel.send()
      // As it was before the third migration: words with their accents, and none of what came later.
      await somEier(gammel, "update identitetstegn set tegn = 'gammel-' || tegn")
      await somEier(
        gammel,
        `alter table utboks drop column adresse, drop column nr;
        drop table installasjon, referatfil, planneroppgave, kalenderoppforing, tilkobling, kalenderlenke, okt, aktivitet, arshjul, fjernet_fra_team, jobbkjoring, arbeider, varselvalg, fridag, takt, ikke_nadd, ledig_rolle, tillatt_ord, drofting, apendor_dag, apendor_telling, ressurs, forberedt, deltaker, sjekkpunkt,
          forlopsperson, forlopssteg, forlop;
        drop index mote_en_per_dag;
        alter table mote drop column forlop, drop column tolk, drop column slatt, drop column familie,
          drop column ungdom, drop column larer;
        create unique index mote_en_per_dag on mote (tenant, skole, type, dato) where status <> 'avlyst';
        alter table dokumentlenke drop column mote, alter column sak set not null;
        alter table kanal drop column gruppe;
        alter table rettelse drop column del;
        alter table oppgave drop column pause_til, drop column stoppet;
        drop index oppgave_frist;
        alter table punkt drop column del, drop column tittel;
        alter table sak drop column slag;
        alter table rolle drop column enhet;
        alter table utboks drop column avsluttet, drop column forst_forfalt`,
      )
      await somEier(gammel, "delete from kysely_migration where name >= '003-navnevakt'")
      expect(await finnRegistrerte(gammel.bot.ktx, ['jose', 'xqvorilda'])).toEqual(new Set())
      await gammel.stopp()
      const ny = await start()
      try {
        expect(await finnRegistrerte(ny.bot.ktx, ['jose', 'xqvorilda', 'josé'])).toEqual(
          new Set(['jose', 'xqvorilda']),
        )
        const tegn = await ny.bot.ktx.db.selectFrom('identitetstegn').select('tegn').execute()
        expect(tegn.filter(({ tegn }) => tegn.startsWith('gammel-'))).toEqual([])
      } finally {
        await ny.stopp()
      }
    } finally {
      await rm(mappe, { recursive: true })
    }
  })

  it('stanser ikke boten om ett navn ikke kan åpnes', async () => {
    const mappe = await mkdtemp(join(tmpdir(), 'skolestotte-register-'))
    const mester = flyktigMester()
    try {
      const gammel = await etTestbot({ database: await apnePglite(mappe, OVING.tenant), mester })
      const agenda = await etInnkaltMote(gammel)
      await slaPaRegisteret(gammel)
      await registrer(agenda, 'José Xqvorilda', gammel)
      await gammel.send()
      const { sak } = await gammel.bot.ktx.db.selectFrom('identitet').selectAll().executeTakeFirstOrThrow()
      await somEier(gammel, 'delete from identitetstegn')
      await somEier(
        gammel,
        `insert into identitet select tenant, (select id from sak where id <> '${sak}' limit 1), 'v1.AAAA', registrert_av, registrert from identitet`,
      )
      await gammel.stopp()
      const ny = await etTestbot({ database: await apnePglite(mappe, OVING.tenant), mester })
      try {
        expect(await finnRegistrerte(ny.bot.ktx, ['xqvorilda'])).toEqual(new Set(['xqvorilda']))
      } finally {
        await ny.stopp()
      }
    } finally {
      await rm(mappe, { recursive: true })
    }
  })
})
