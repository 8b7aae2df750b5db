import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { apnePglite } from '../../src/database/tilkobling.ts'
import { OVING, ovingsId } from '../../src/demo/ovingskommune.ts'
import { skjermtekst } from '../../src/demo/scene.ts'
import { barekoder, nivaFor } from '../../src/drift/driftslogg.ts'
import { nyKorrelasjon } from '../../src/drift/sporing.ts'
import { finnFunn } from '../../src/navnevakt/navnevakt.ts'
import { begynnPaNytt, fraNaAv, somEier, somTekst } from '../bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, gjorApen, type Testbot } from '../bygg/testbot.ts'

type Linje = Record<string, unknown>

const KORRELASJON = /^[01]\d{3}-\d{4}$/
/** Done in a turn, or as a row of the outbox. */
const I_EN_TUR = /^(trykk|kommando|avvist|sendt|uaktuell|ikke-sendt|lagret)/

let b: Testbot
const raLinjer: string[] = []
const stdout = vi.spyOn(process.stdout, 'write')
beforeAll(async () => {
  stdout.mockImplementation(bit => {
    raLinjer.push(...`${bit}`.split('\n').filter(linje => linje !== ''))
    return true
  })
  b = await etTestbot({ loggniva: 'trace' })
})
beforeEach(() => {
  raLinjer.length = 0
  return begynnPaNytt(b)
})
afterAll(async () => {
  await b.stopp()
  stdout.mockRestore()
})

const linjer = () => raLinjer.map(l => JSON.parse(l) as Linje)
const medKode = (kode: string) => linjer().filter(l => l['kode'] === kode)
const kodeI = (tekst: string) => /\b[01]\d{3}-\d{4}\b/.exec(tekst)?.[0]

/** Invented, and all of it typed somewhere. */
const SKREVET = {
  oppsummering: 'Morgenstarten har gått bedre de siste to ukene.',
  beslutning: 'Fortsetter til jul med samme opplegg.',
  tiltak: 'Avtale to nye samtaler hjemme hos familien.',
  navn: 'Tuva Fjellvang',
  kommando: 'hva gjør jeg nå med Tuva',
}

async function etHeltMote() {
  const agenda = await etInnkaltMote(b)
  const skjema = await b.hege.trykker(agenda, 'Meld sak')
  await b.hege.trykker(skjema, 'Send', { ...EN_SAK, sporsmal: `Hva med ${SKREVET.navn}?` })
  await b.hege.trykker(skjema, 'Send', EN_SAK)
  await gjorApen(b, agenda)
  await b.rolf.trykker(agenda, 'Jeg kommer')
  await b.sara.skriver(SKREVET.kommando, 'chat')
  await b.sara.skriver('/sak K7F3', 'chat')
  await b.send()
  b.settTid('2026-11-27T10:15')
  await b.send()
  let steg = await b.rolf.starter(await b.scene.agenda())
  steg = await b.rolf.trykker(steg, 'Neste')
  steg = await b.rolf.trykker(steg, 'Lagre og neste', {
    oppsummering: SKREVET.oppsummering,
    beslutning: SKREVET.beslutning,
    enighet: 'ja',
    tiltakTekst: SKREVET.tiltak,
    ansvarlig: ovingsId(b.frida.person),
    frist: '2026-12-04',
  })
  steg = await b.rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Drøftet kort, ingen tiltak nå.' })
  steg = await b.rolf.trykker(steg, 'Avslutt møtet')
  await b.rolf.trykker(steg, 'Godkjenn referatet')
  await b.send()
  await b.frida.trykker(await b.scene.visning(b.frida.chat, 'Vis', 'Gjort'), 'Vis')
  await b.scene.send({ type: 'message', channelId: 'msteams' })
  b.kobling.feil(1, 503)
  for (const dag of ['2026-11-30T08:00', '2026-12-02T08:00']) {
    b.settTid(dag)
    await b.send()
  }
}

describe('loggen fra et helt møte', () => {
  it('har tid, nivå og kode på hver linje, og en kode for turen der det er en', async () => {
    await etHeltMote()
    const alle = linjer()
    expect(alle.length).toBeGreaterThan(30)
    for (const l of alle) {
      expect(l['time'], JSON.stringify(l)).toBeTypeOf('number')
      expect([30, 40, 50]).toContain(l['level'])
      expect(l['kode']).toMatch(/^[a-z]+(-[a-z]+)*$/)
      if (I_EN_TUR.test(String(l['kode']))) expect(l['korrelasjon'], JSON.stringify(l)).toMatch(KORRELASJON)
    }
    for (const kode of ['trykk', 'kommando', 'sendt', 'ikke-sendt', 'avvist'])
      expect(medKode(kode).length, kode).toBeGreaterThan(0)
    // Each turn its own.
    const trykk = medKode('trykk').map(l => l['korrelasjon'])
    expect(new Set(trykk).size).toBe(trykk.length)
  })

  it('har ikke navn, id-er, tekst eller referanser', async () => {
    await etHeltMote()
    const { db } = b.bot.ktx
    const saker = await db.selectFrom('sak').select(['id', 'ref']).execute()
    const moter = await db.selectFrom('mote').select('id').execute()
    expect(saker.length).toBeGreaterThan(1)
    const ord = [
      ...Object.values(SKREVET),
      ...Object.values(EN_SAK).filter(t => t.includes(' ')),
      ...OVING.personer.flatMap(p => [p.navn, p.fornavn, p.etternavn, p.oid, p.id]),
      ...saker.flatMap(s => [s.id, s.ref]),
      ...moter.map(m => m.id),
      ...[
        OVING.tenant,
        OVING.team.id,
        OVING.team.aadGroupId,
        OVING.kanal.id,
        OVING.skole.id,
        OVING.skole.navn,
      ],
      ...[
        b.sara.chat,
        b.kobling.serviceUrl,
        '127.0.0.1',
        'Tuva',
        'Fjellvang',
        'thread.tacv2',
        '29:',
        '2026-1',
      ],
    ]
    const alt = raLinjer.join('\n').toLowerCase()
    expect(alt).toContain('sak.meld')
    for (const et of ord) expect(alt, et).not.toContain(et.toLowerCase())
    // Nothing that has the shape of an id or a reference either; the codes are not such.
    const uten = alt.replaceAll(/"korrelasjon":"[\d-]+"/g, '')
    expect(uten).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/)
    expect(uten).not.toMatch(/"[a-z]\d[a-z]\d"/)
  })
})

describe('feilkoden', () => {
  it('på et kort er den som står i loggen', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    await somEier(b, 'alter table hatt rename to hatt_borte')
    const svar = await b.hege.trykker(skjema, 'Send', EN_SAK)
    await somEier(b, 'alter table hatt_borte rename to hatt')
    const kode = kodeI(skjermtekst(svar))
    expect(skjermtekst(svar)).toContain(`gi feilkoden ${kode} til den som drifter boten.`)
    expect(medKode('trykk-feilet')).toMatchObject([
      { korrelasjon: kode, verb: 'sak.meld', feil: '42P01', level: 50 },
    ])
    // The next try is another turn.
    const igjen = await b.hege.trykker(svar, 'Prøv igjen')
    expect(skjermtekst(igjen)).toContain('Saken er meldt som Sak 2')
    expect(medKode('trykk').at(-1)?.['korrelasjon']).not.toBe(kode)
  })

  it('i svaret på en kommando er den som står i loggen', async () => {
    const nye = fraNaAv(b)
    await somEier(b, 'alter table mote rename to mote_borte')
    await b.sara.skriver('/innsatsteam', 'chat')
    await somEier(b, 'alter table mote_borte rename to mote')
    await b.send()
    const tekst = somTekst(nye(b.sara.chat))
    expect(tekst).toContain('Noe gikk galt hos oss. Prøv igjen om litt.')
    const feilet = medKode('kommando-feilet')
    expect(feilet).toHaveLength(1)
    expect(kodeI(tekst)).toBe(feilet[0]?.['korrelasjon'])
    // The answer is sent as work of its own.
    const sendt = medKode('sendt').find(l => l['slag'] === 'svar')
    expect(sendt?.['korrelasjon']).toMatch(KORRELASJON)
    expect(sendt?.['korrelasjon']).not.toBe(kodeI(tekst))
  })

  it('i en dialog er den som står i loggen', async () => {
    await etInnkaltMote(b)
    await somEier(b, 'alter table person rename to person_borte')
    const { kropp } = await b.scene.send(
      b.sara.aktivitet(b.sara.chat, {
        type: 'invoke',
        name: 'task/fetch',
        value: { data: { verb: 'agenda.fornye', mote: 'x' } },
      }),
    )
    await somEier(b, 'alter table person_borte rename to person')
    const svar = kropp as { task?: { type: string; value: unknown } }
    expect(svar.task).toBeDefined()
    const kode = kodeI(JSON.stringify(svar))
    expect(medKode('trykk-feilet').map(l => l['korrelasjon'])).toEqual([kode])
  })

  it('i meldingen etter et trykk som drøyde, er den som står på begge linjene', async () => {
    const treg = await etTestbot({
      database: await apnePglite(undefined, OVING.tenant, { tregMs: 6 }),
      svarfristMs: 5,
      loggniva: 'trace',
    })
    try {
      const agenda = await etInnkaltMote(treg)
      const nye = fraNaAv(treg)
      await somEier(treg, 'alter table hatt rename to hatt_borte')
      const mote = (await treg.bot.ktx.db.selectFrom('mote').select('id').executeTakeFirstOrThrow()).id
      const data = { ...EN_SAK, mote, nonce: 'n1' }
      expect(skjermtekst(await treg.hege.sender(agenda, 'sak.meld', data))).toContain('Lagrer …')
      await treg.bot.bot.ventPaSent()
      await somEier(treg, 'alter table hatt_borte rename to hatt')
      await treg.send()
      const kode = kodeI(somTekst(nye(treg.hege.chat)))
      expect(kode).toMatch(KORRELASJON)
      expect(medKode('trykk-sent').map(l => l['korrelasjon'])).toEqual([kode])
      expect(medKode('trykk-feilet').map(l => l['korrelasjon'])).toEqual([kode])
    } finally {
      await treg.stopp()
    }
  })

  it('er ikke en referanse, et telefonnummer eller et navn, og trekkes på nytt hver gang', () => {
    const koder = Array.from({ length: 2000 }, nyKorrelasjon)
    expect(new Set(koder).size).toBeGreaterThan(1990)
    for (const kode of koder) expect(kode).toMatch(KORRELASJON)
    for (const kode of koder.slice(0, 200))
      for (const setning of [`Jeg fikk feilkoden ${kode}.`, `feilkode ${kode}`, kode])
        expect(finnFunn(setning), setning).toEqual([])
  })
})

describe('en linje i loggen', () => {
  it.each([
    ['meldingen fra et bibliotek', { kode: 'trykk-feilet', feil: 'Kari Nordmann finnes ikke' }],
    ['et navn', { kode: 'trykk-feilet', feil: 'Kari' }],
    ['en referanse', { kode: 'trykk-feilet', feil: 'K7F3' }],
    ['en id', { kode: 'trykk-feilet', feil: '0e000000-0000-4000-8000-00000000000a' }],
    ['noe langt', { kode: 'trykk-feilet', feil: 'a-'.repeat(40) }],
  ])('får ikke med %s', (_, hendelse) => {
    expect(barekoder(hendelse)).toEqual({ kode: 'trykk-feilet', feil: 'annet' })
  })

  it('får ikke med et felt ingen kjenner', () => {
    expect(barekoder({ kode: 'trykk', navn: 'kari', ms: 3, verb: 'sak.meld' })).toEqual({
      kode: 'trykk',
      navn: 'annet',
      ms: 3,
      verb: 'sak.meld',
    })
  })

  it.each(['42P01', 'ECONNREFUSED', 'http-503', 'graf-nektet', 'TypeError', 'ZodError', 'ukjent'])(
    'får med koden %s',
    feil => {
      expect(barekoder({ kode: 'utboks-feilet', feil })).toEqual({ kode: 'utboks-feilet', feil })
    },
  )

  it.each([
    ['trykk', 'info'],
    ['sendt', 'info'],
    ['avvist', 'warn'],
    ['ikke-sendt', 'warn'],
    ['trykk-feilet', 'error'],
    ['logg-brutt', 'error'],
  ])('med koden %s er %s', (kode, niva) => expect(nivaFor({ kode })).toBe(niva))
})
