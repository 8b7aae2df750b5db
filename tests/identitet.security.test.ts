import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { apnePglite } from '../src/database/tilkobling.ts'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { alleRader, begynnPaNytt, FREMMED, lagretI } from './bygg/rader.ts'
import { apneSaken, etInnkaltMote, etTestbot, gjorApen, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const BARE_ADMINISTRATOR = 'Bare en administrator kan gjøre oppsettet.'
/** Nobody's, and found nowhere else. */
const NAVN = 'Torbjørg Vintervik Øyehaug'
const ALLE = 'skole,bv,skolehelse,fritidsklubb,oslohjelpa'

let b: Testbot
const logglinjer: string[] = []
const stdout = vi.spyOn(process.stdout, 'write')
beforeAll(async () => {
  stdout.mockImplementation(bit => {
    logglinjer.push(`${bit}`)
    return true
  })
  b = await etTestbot({
    loggniva: 'trace',
    graf: { teamgruppe: { erTeameier: async (_, oid) => oid === EIER.oid, medlemmer: async () => [] } },
  })
})
beforeEach(() => begynnPaNytt(b))
afterAll(async () => {
  await b.stopp()
  stdout.mockRestore()
})

type Hvem = Testbot['sara']
const person = (nr: number, navn: string): Ovingsperson => ({
  ...FREMMED,
  id: `29:egen-${nr}`,
  oid: `00000000-0000-4000-8000-0000000d000${nr}`,
  navn,
})
const ADMIN = person(1, 'Ada Admin')
const EIER = person(2, 'Espen Eier')
const ANNEN_ADMIN = person(3, 'Anna Annen')

const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)
const alle = (): Hvem[] => [b.sara, b.rolf, b.siri, b.hege, b.frida, b.odd]

async function harRolle(p: Ovingsperson, rolle: string, skole: string = OVING.skole.id, tjeneste = 'skole') {
  const { db, tenant } = b.bot.ktx
  await db
    .insertInto('skole')
    .values({ tenant, id: skole, navn: skole, malform: 'nb' })
    .onConflict(ved => ved.doNothing())
    .execute()
  await db
    .insertInto('rolle')
    .values({ tenant, skole, person: ovingsId(p), rolle, tjeneste })
    .execute()
}

const sakId = async (ref = 'K7F3') =>
  (await b.bot.ktx.db.selectFrom('sak').select('id').where('ref', '=', ref).executeTakeFirstOrThrow()).id
const moteId = async () =>
  (
    await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('dato', '=', '2026-11-27')
      .executeTakeFirstOrThrow()
  ).id
const rader = async (tabell: 'identitet' | 'identitetstegn') =>
  (await b.bot.ktx.db.selectFrom(tabell).select('sak').execute()).length
const lesninger = () =>
  b.bot.ktx.db
    .selectFrom('logg')
    .select(['person', 'gjelder'])
    .where('kode', '=', 'identitet-lest')
    .orderBy('nr')
    .execute()

async function slarPa(agenda: Skjerm) {
  await b.sara.trykker(await b.sara.sender(agenda, 'oppsett.apne', {}), 'Slå på navneregisteret')
}
async function skriverNavn(agenda: Skjerm, navn = NAVN, hvem: Hvem = b.sara): Promise<Skjerm> {
  const skjema = await hvem.trykker(await apneSaken(hvem, agenda), 'Navn i registeret')
  return hvem.trykker(skjema, 'Lagre navnet', { navn })
}
/** The register is on, the name is in it, and the case is open to these services. */
async function medNavn(samtykke: Record<string, string> = {}): Promise<Skjerm> {
  const agenda = await etInnkaltMote(b)
  await slarPa(agenda)
  await gjorApen(b, agenda, samtykke)
  await skriverNavn(agenda)
  return agenda
}
const spor = async (hvem: Hvem, agenda: Skjerm) =>
  hvem.sender(agenda, 'identitet.vis', { sak: await sakId(), mote: await moteId() })

/** Not offered, and answered as a case that is not there; nothing is logged as read. */
async function faarIkkeVite(hvem: Hvem, agenda: Skjerm, om: string) {
  const for_ = (await lesninger()).length
  const mote = await moteId()
  const saken = await hvem.sender(agenda, 'sak.vis', { sak: await sakId(), mote })
  expect(titler(saken), om).not.toContain('Hvem er dette?')
  const svar = await spor(hvem, agenda)
  const ukjent = await hvem.sender(agenda, 'identitet.vis', { sak: crypto.randomUUID(), mote })
  expect({ ...svar }, om).toEqual({ ...ukjent })
  expect(skjermtekst(svar), om).toBe(FINNES_IKKE)
  expect(JSON.stringify(saken), om).not.toContain(NAVN)
  expect(await lesninger(), om).toHaveLength(for_)
}

async function faarVite(hvem: Hvem, agenda: Skjerm, om = '') {
  const for_ = (await lesninger()).length
  const saken = await hvem.sender(agenda, 'sak.vis', { sak: await sakId(), mote: await moteId() })
  const vist = await hvem.trykker(saken, 'Hvem er dette?')
  expect(skjermtekst(vist), om).toContain(NAVN)
  expect(skjermtekst(vist), om).toContain('At du har sett dette, er logget.')
  expect((await lesninger()).slice(for_), om).toEqual([{ person: ovingsId(hvem.person), gjelder: 'K7F3' }])
}

describe('navneregisteret', () => {
  it('er av til noen slår det på: ingen knapp, og ingenting å skrive til', async () => {
    const agenda = await etInnkaltMote(b)
    expect(titler(await apneSaken(b.sara, agenda))).not.toContain('Navn i registeret')
    const sak = await sakId()
    for (const hvem of [b.sara, b.rolf]) {
      expect(skjermtekst(await hvem.sender(agenda, 'identitet.skjema', { sak }))).toBe(FINNES_IKKE)
      expect(skjermtekst(await hvem.sender(agenda, 'identitet.lagre', { sak, navn: NAVN }))).toBe(FINNES_IKKE)
    }
    expect(await rader('identitet')).toBe(0)
    expect(await lagretI(b, NAVN)).toEqual([])
  })

  it('slås av og på bare av en administrator ved skolen', async () => {
    await harRolle(ADMIN, 'administrator')
    await harRolle(ANNEN_ADMIN, 'administrator', 'nabo')
    const agenda = await etInnkaltMote(b)
    const status = async () =>
      (
        await b.bot.ktx.db
          .selectFrom('innstilling')
          .select('verdi')
          .where('navn', 'like', 'register:%')
          .execute()
      ).map(i => i.verdi)
    const medGruppe = (hvem: Hvem) => {
      const her = hvem.aktivitet(agenda.samtale, {})['channelData']
      return {
        channelData: {
          ...(typeof her === 'object' ? her : {}),
          team: { id: OVING.team.id, aadGroupId: OVING.team.aadGroupId },
        },
      }
    }
    const andre = [b.rolf, b.siri, b.hege, b.frida, b.odd, ...[FREMMED, EIER, ANNEN_ADMIN].map(b.scene.som)]
    for (const hvem of andre)
      expect(
        skjermtekst(await hvem.sender(agenda, 'oppsett.register', { pa: true }, medGruppe(hvem))),
        hvem.navn,
      ).toContain(BARE_ADMINISTRATOR)
    expect(await status()).toEqual([])
    // The team's owner gives roles, but finds no such button.
    const eiers = await b.scene.som(EIER).sender(agenda, 'oppsett.apne', {}, medGruppe(b.scene.som(EIER)))
    expect(titler(eiers)).toContain('Gi rolle')
    expect(titler(eiers).filter(t => /navneregister|alle navn/.test(t))).toEqual([])

    const admin = b.scene.som(ADMIN)
    const pa = await admin.trykker(await admin.sender(agenda, 'oppsett.apne', {}), 'Slå på navneregisteret')
    expect(skjermtekst(pa)).toContain('Navneregisteret er slått på.')
    expect(await status()).toEqual(['pa'])
    for (const hvem of andre)
      expect(
        skjermtekst(await hvem.sender(agenda, 'oppsett.register', { pa: false }, medGruppe(hvem))),
      ).toContain(BARE_ADMINISTRATOR)
    expect(await status()).toEqual(['pa'])
  })

  it('sletter alle navn ved skolen når det slås av, og ingen andres', async () => {
    const agenda = await medNavn()
    const { db, tenant } = b.bot.ktx
    await db.insertInto('skole').values({ tenant, id: 'nabo', navn: 'Nabo skole', malform: 'nb' }).execute()
    await db.updateTable('sak').set({ skole: 'nabo' }).where('ref', '=', 'R4T6').execute()
    await db
      .insertInto('identitet')
      .values({
        tenant,
        sak: await sakId('R4T6'),
        navn: 'lukket',
        registrert_av: ovingsId(b.rolf.person),
        registrert: new Date(),
      })
      .execute()
    expect([await rader('identitet'), await rader('identitetstegn')]).toEqual([2, 3])
    const av = await b.sara.trykker(
      await b.sara.sender(agenda, 'oppsett.apne', {}),
      'Slå av og slett alle navn',
    )
    expect(skjermtekst(av)).toContain('Navneregisteret er slått av, og alle navn er slettet.')
    expect([await rader('identitet'), await rader('identitetstegn')]).toEqual([1, 0])
    await faarIkkeVite(b.sara, agenda, 'av')
    await slarPa(agenda)
    await faarIkkeVite(b.sara, agenda, 'på igjen, men uten navn')
    await db.deleteFrom('identitet').execute()
    expect(await lagretI(b, NAVN)).toEqual([])
  })

  it('skrives bare av dem som registrerer samtykke, og ingen får navnet tilbake i skjemaet', async () => {
    await harRolle(ADMIN, 'administrator')
    const agenda = await etInnkaltMote(b)
    await slarPa(agenda)
    const sak = await sakId()
    // Also by the case's owner, unless they register consent.
    await b.bot.ktx.db
      .updateTable('sak')
      .set({ meldt_av: ovingsId(b.hege.person) })
      .where('id', '=', sak)
      .execute()
    for (const hvem of [b.siri, b.hege, b.frida, b.odd]) {
      for (const [verb, data] of [
        ['identitet.skjema', { sak }],
        ['identitet.lagre', { sak, navn: NAVN }],
        ['identitet.lagre', { sak, navn: '' }],
      ] as const)
        expect(skjermtekst(await hvem.sender(agenda, verb, data)), hvem.navn).toContain(
          'Bare rektor og sosiallærer kan registrere samtykke.',
        )
      expect(titler(await hvem.sender(agenda, 'sak.vis', { sak }))).not.toContain('Navn i registeret')
    }
    for (const p of [ADMIN, FREMMED])
      expect(skjermtekst(await b.scene.som(p).sender(agenda, 'identitet.lagre', { sak, navn: NAVN }))).toBe(
        FINNES_IKKE,
      )
    expect(await rader('identitet')).toBe(0)
    expect(skjermtekst(await skriverNavn(agenda, NAVN, b.rolf))).toContain('Navnet er lagret, kryptert.')
    const igjen = await b.rolf.trykker(await apneSaken(b.rolf, agenda), 'Navn i registeret')
    expect(skjermtekst(igjen)).toContain('Navnet er registrert.')
    expect(JSON.stringify(igjen.kort)).not.toContain(NAVN)
    expect(felt(igjen.kort).find(f => f.id === 'navn')?.verdi).toBeUndefined()
    expect(skjermtekst(await skriverNavn(agenda, '', b.sara))).toContain('Navnet er slettet.')
    expect([await rader('identitet'), await rader('identitetstegn')]).toEqual([0, 0])
  })

  it('avviser et navn som er for langt, og lar det gamle stå', async () => {
    const agenda = await medNavn()
    const langt = `${NAVN} ${'Å'.repeat(120)}`
    expect(skjermtekst(await skriverNavn(agenda, langt))).toContain('Navnet er for langt.')
    await faarVite(b.sara, agenda)
  })

  it('har aldri navnet i klartekst: ikke i noen tabell, i loggen, i det som er sendt, eller i annet enn svaret', async () => {
    const agenda = await medNavn()
    for (const hvem of alle()) await faarVite(hvem, agenda)
    await b.hege.sender(agenda, 'agenda.apne', { mote: await moteId() })
    await b.sara.trykker(await apneSaken(b.sara, agenda), 'Historikk')
    await b.sara.skriver('/sak K7F3', 'chat')
    await b.send()
    b.settTid('2026-11-22T09:00')
    await b.send()
    const alt = JSON.stringify(await alleRader(b)).toLowerCase()
    const sendt = JSON.stringify(b.kobling.meldinger).toLowerCase()
    const logg = logglinjer.join('\n').toLowerCase()
    expect(logg).toContain('identitet.vis')
    for (const del of [NAVN, ...NAVN.split(' ')]) {
      expect(alt, 'databasen').not.toContain(del.toLowerCase())
      expect(sendt, 'sendt').not.toContain(del.toLowerCase())
      expect(logg, 'loggen').not.toContain(del.toLowerCase())
    }
    expect(await lagretI(b, NAVN)).toEqual(['identitet'])
    const lest = await b.bot.ktx.db
      .selectFrom('logg')
      .select('kode')
      .where('kode', 'like', 'identitet%')
      .execute()
    expect(lest.map(l => l.kode)).toEqual(['identitet-lagret', ...alle().map(() => 'identitet-lest')])
  })

  it('legges ikke ved i det som kommer etterpå når svaret drøyer', async () => {
    const treg = await etTestbot({
      database: await apnePglite(undefined, OVING.tenant, { tregMs: 6 }),
      svarfristMs: 5,
    })
    try {
      const agenda = await etInnkaltMote(treg)
      const { db } = treg.bot.ktx
      const { id } = await db
        .selectFrom('sak')
        .select('id')
        .where('ref', '=', 'K7F3')
        .executeTakeFirstOrThrow()
      await treg.sara.sender(agenda, 'oppsett.register', { pa: true })
      await treg.bot.bot.ventPaSent()
      const lagre = await treg.sara.sender(agenda, 'identitet.lagre', { sak: id, navn: NAVN })
      expect(skjermtekst(lagre)).toContain('Lagrer …')
      await treg.bot.bot.ventPaSent()
      await db.updateTable('sak').set({ apen: true }).where('id', '=', id).execute()
      const samtykke = await treg.sara.sender(agenda, 'samtykke.registrer', {
        sak: id,
        nonce: 'n',
        versjon: 0,
        foresatte: '1',
        ja1: ALLE,
        fodt: '3.2016',
        omfang: 'drofte_apent',
        dato: '2026-11-20',
        gyldigTil: '2027-06-30',
        innhentetAv: ovingsId(treg.sara.person),
      })
      expect(skjermtekst(samtykke)).toContain('Lagrer …')
      await treg.bot.bot.ventPaSent()
      await treg.sara.sender(agenda, 'sak.apenhet', { sak: id, apen: true })
      await treg.bot.bot.ventPaSent()
      const vis = await treg.sara.sender(agenda, 'identitet.vis', { sak: id })
      expect(JSON.stringify(vis)).not.toContain(NAVN)
      await treg.bot.bot.ventPaSent()
      await treg.send()
      expect(
        await db.selectFrom('logg').select('kode').where('kode', '=', 'identitet-lest').execute(),
      ).toHaveLength(1)
      expect(JSON.stringify(treg.kobling.meldinger)).not.toContain(NAVN)
    } finally {
      await treg.stopp()
    }
  })
})

describe('«Hvem er dette?»', () => {
  it('svarer hver deltaker når lampen er grønn, og logger hver åpning', async () => {
    const agenda = await medNavn()
    for (const hvem of alle()) await faarVite(hvem, agenda, hvem.navn)
    await faarVite(b.hege, agenda)
    expect(await lesninger()).toHaveLength(7)
  })

  it('er ikke for en tjeneste uten ja, selv om saken er grønn for dem som er der', async () => {
    const agenda = await medNavn({ ja1: 'skole,bv,skolehelse' })
    await faarIkkeVite(b.odd, agenda, 'Odd er invitert')
    await b.odd.trykker(agenda, 'Kommer ikke')
    await faarVite(b.hege, agenda)
    await faarIkkeVite(b.odd, agenda, 'Odd kommer ikke')
  })

  it('er ikke for den som har to tjenester, når bare den ene har ja, før hun har valgt den', async () => {
    const agenda = await medNavn({ ja1: 'skole,skolehelse,fritidsklubb,oslohjelpa' })
    for (const hvem of [b.frida, b.siri]) await hvem.trykker(agenda, 'Kommer ikke')
    await faarVite(b.hege, agenda)
    await faarIkkeVite(b.siri, agenda, 'uten hatt')
    const bidra = await b.siri.trykker(await b.siri.trykker(agenda, 'Åpne agendaen'), 'Bidra')
    await b.siri.trykker(bidra, 'Send', { tjeneste: 'skole', tekst: 'Vi kan møte eleven i skolegården.' })
    await faarVite(b.siri, agenda, 'skolens hatt')
  })

  it('er ikke for den som har valgt barnevernets hatt, når barnevernet ikke har ja', async () => {
    const agenda = await medNavn({ ja1: 'skole,skolehelse,fritidsklubb,oslohjelpa' })
    for (const hvem of [b.frida, b.siri]) await hvem.trykker(agenda, 'Kommer ikke')
    const bidra = await b.siri.trykker(await b.siri.trykker(agenda, 'Åpne agendaen'), 'Bidra')
    await b.siri.trykker(bidra, 'Send', { tjeneste: 'bv', tekst: 'Vi kan møte familien hjemme.' })
    await faarIkkeVite(b.siri, agenda, 'barnevernets hatt')
  })

  it('er ikke for noen i møtet så lenge en tjeneste uten ja er i rommet', async () => {
    const agenda = await medNavn({ ja1: 'skole,bv,skolehelse,fritidsklubb' })
    for (const hvem of alle()) await faarIkkeVite(hvem, agenda, `${hvem.navn}, før møtet`)
    b.settTid('2026-11-27T10:15')
    const punkt = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    for (const hvem of alle()) await faarIkkeVite(hvem, agenda, `${hvem.navn}, i møtet`)
    await b.rolf.trykker(punkt, 'Oslohjelpa har forlatt rommet')
    for (const hvem of [b.sara, b.rolf, b.siri, b.hege, b.frida]) await faarVite(hvem, agenda, hvem.navn)
    await faarIkkeVite(b.odd, agenda, 'Odd er ute')
  })

  it.each<[string, (agenda: Skjerm) => Promise<unknown>]>([
    [
      'den er anonym',
      async agenda => b.sara.sender(agenda, 'sak.apenhet', { sak: await sakId(), apen: false }),
    ],
    ['samtykket er trukket', async agenda => b.sara.sender(agenda, 'samtykke.trekk', { sak: await sakId() })],
    [
      'samtykket er trukket for én som er der',
      async agenda => b.rolf.sender(agenda, 'samtykke.trekk', { sak: await sakId(), tjeneste: 'skolehelse' }),
    ],
    [
      'samtykket er utløpt',
      async () => b.bot.ktx.db.updateTable('samtykke').set({ gyldig_til: '2026-11-20' }).execute(),
    ],
    [
      'en forelder har ikke sagt ja',
      async () => b.bot.ktx.db.updateTable('samtykke').set({ foresatte: 2 }).execute(),
    ],
    [
      'barnet er femten og ikke spurt',
      async () => b.bot.ktx.db.updateTable('samtykke').set({ fodselsmaned: '2011-11' }).execute(),
    ],
    ['den er rød', async () => b.bot.ktx.db.updateTable('sak').set({ vern: 'adresse' }).execute()],
    [
      'verdien for vern er ukjent',
      async () => b.bot.ktx.db.updateTable('sak').set({ vern: 'noe-nytt' }).execute(),
    ],
    ['registeret er av', async agenda => b.sara.sender(agenda, 'oppsett.register', { pa: false })],
    ['navnet er tatt bort', async agenda => b.sara.sender(agenda, 'identitet.lagre', { sak: await sakId() })],
  ])('er ikke for noen når %s', async (_, gjor) => {
    const agenda = await medNavn()
    await faarVite(b.hege, agenda)
    await gjor(agenda)
    for (const hvem of alle()) await faarIkkeVite(hvem, agenda, hvem.navn)
  })

  it('er ikke for en fremmed, en administrator, en fra en annen skole eller en som har mistet rollen', async () => {
    const agenda = await medNavn()
    await harRolle(ADMIN, 'administrator')
    await harRolle(ANNEN_ADMIN, 'rektor', 'nabo')
    for (const p of [FREMMED, ADMIN, ANNEN_ADMIN, EIER]) await faarIkkeVite(b.scene.som(p), agenda, p.navn)
    const apent = await b.hege.sender(agenda, 'sak.vis', { sak: await sakId(), mote: await moteId() })
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.hege.person)).execute()
    expect(skjermtekst(await b.hege.trykker(apent, 'Hvem er dette?'))).toBe(FINNES_IKKE)
    await faarIkkeVite(b.hege, agenda, 'Hege uten rolle')
  })

  it('er ikke for en administrator som slår registeret på, om hun ikke også har en tjeneste med ja', async () => {
    const agenda = await medNavn({ ja1: 'skole,bv,skolehelse,fritidsklubb,oslohjelpa' })
    await b.bot.ktx.db
      .updateTable('rolle')
      .set({ rolle: 'administrator' })
      .where('person', '=', ovingsId(b.sara.person))
      .execute()
    await faarIkkeVite(b.sara, agenda, 'Sara er bare administrator')
  })

  it('spør utenfor et møte bare etter egen tjeneste', async () => {
    const agenda = await etInnkaltMote(b)
    await slarPa(agenda)
    const sak = await sakId('R4T6')
    await b.sara.skriver('/sak R4T6', 'chat')
    await b.send()
    const kort = await b.sara.trykker(await b.scene.visning(b.sara.chat, 'Åpne saken'), 'Åpne saken')
    const skjema = await b.sara.trykker(kort, 'Registrer samtykke')
    await b.sara.trykker(skjema, 'Registrer samtykke', {
      foresatte: '1',
      ja1: 'skole,fritidsklubb,oslohjelpa',
      fodt: '3.2016',
    })
    await b.sara.sender(agenda, 'identitet.lagre', { sak, navn: NAVN })
    expect(skjermtekst(await b.sara.sender(agenda, 'identitet.vis', { sak })), 'anonym').toBe(FINNES_IKKE)
    expect(skjermtekst(await b.sara.sender(agenda, 'sak.apenhet', { sak, apen: true }))).toContain(
      'gjort åpen',
    )
    for (const hvem of [b.sara, b.rolf, b.odd])
      expect(skjermtekst(await hvem.sender(agenda, 'identitet.vis', { sak })), hvem.navn).toContain(NAVN)
    for (const hvem of [b.hege, b.frida, b.siri])
      expect(skjermtekst(await hvem.sender(agenda, 'identitet.vis', { sak })), hvem.navn).toBe(FINNES_IKKE)
    // Not by way of a meeting where the case does not stand, or that is not there.
    for (const mote of [await moteId(), crypto.randomUUID()])
      expect(skjermtekst(await b.sara.sender(agenda, 'identitet.vis', { sak, mote }))).toBe(FINNES_IKKE)
    expect((await lesninger()).map(l => l.gjelder)).toEqual(['R4T6', 'R4T6', 'R4T6'])
  })

  it('vises ikke på nytt av et gammelt kort når ja-et er trukket', async () => {
    const agenda = await medNavn()
    const saken = await b.hege.sender(agenda, 'sak.vis', { sak: await sakId(), mote: await moteId() })
    expect(titler(saken)).toContain('Hvem er dette?')
    await b.sara.sender(agenda, 'samtykke.trekk', { sak: await sakId(), tjeneste: 'skolehelse' })
    expect(skjermtekst(await b.hege.trykker(saken, 'Hvem er dette?'))).toBe(FINNES_IKKE)
    expect(await lesninger()).toEqual([])
  })
})
