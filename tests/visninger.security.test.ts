import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import type { Aktivitet, Melding } from '../src/demo/lokal-kobling.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { alleRader, begynnPaNytt, FREMMED, fraNaAv, lagretI } from './bygg/rader.ts'
import {
  apneSaken,
  EN_SAK,
  ET_SAMTYKKE,
  etInnkaltMote,
  etTestbot,
  gjorApen,
  START,
  type Testbot,
} from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const GJESTETENANT = '0c000000-0000-4000-8000-00000000000c'
const UTENFOR = '0f000000-0000-4000-8000-00000000000f'

let b: Testbot
const logglinjer: string[] = []
const stdout = vi.spyOn(process.stdout, 'write')

beforeAll(async () => {
  // The log goes to standard out: what the bot writes there is kept, from the most talkative level.
  stdout.mockImplementation(bit => {
    logglinjer.push(...`${bit}`.split('\n').filter(linje => linje !== ''))
    return true
  })
  b = await etTestbot({ tillatteTenanter: [OVING.tenant, GJESTETENANT], loggniva: 'trace' })
})
beforeEach(() => begynnPaNytt(b))
afterAll(async () => {
  await b.stopp()
  stdout.mockRestore()
})

type Hvem = Testbot['sara']

const alle = (): Hvem[] => [b.sara, b.rolf, b.siri, b.hege, b.frida, b.odd]
const person = (nr: number, navn: string): Ovingsperson => ({
  ...FREMMED,
  id: `29:egen-${nr}`,
  oid: `00000000-0000-4000-8000-0000000e${`${nr}`.padStart(4, '0')}`,
  navn,
})
const ADMIN = person(1, 'Ada Admin')
const TIDLIGERE = person(2, 'Tore Tidligere')
const NABO = person(3, 'Nina Nabo')
const GJEST = person(4, 'Guri Gjest')

async function gaTil(tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}
const senere = () => gaTil(b.na().plus({ minutes: 4 }).toFormat("yyyy-MM-dd'T'HH:mm:ss"))

/** Gives a role past the setup, with the roster id that the setup would have stored. */
async function harRolle(p: Ovingsperson, rolle: string, tjeneste = 'skole', tenant: string = OVING.tenant) {
  const { db, tenant: hjemme } = b.bot.ktx
  const id = `${tenant}/${p.oid}`
  await db
    .insertInto('person')
    .values({
      tenant: hjemme,
      person: id,
      navn: p.navn,
      konto: p.id,
      service_url: b.kobling.serviceUrl,
      samtale: null,
    })
    .onConflict(ved => ved.doNothing())
    .execute()
  await db
    .insertInto('rolle')
    .values({ tenant: hjemme, skole: OVING.skole.id, person: id, rolle, tjeneste })
    .execute()
  return id
}

function kortI(melding: Melding | undefined): Record<string, unknown> {
  const [vedlegg] = melding?.siste.attachments ?? []
  const innhold = vedlegg?.content
  return typeof innhold === 'object' && innhold !== null ? { ...innhold } : {}
}

/** The agenda as it was last sent to the channel, as it went over the wire. */
const postet = () =>
  kortI(
    b.kobling.meldinger.findLast(
      m => m.slag !== 'slettet' && JSON.stringify(m.siste).includes('agenda.fornye'),
    ),
  )

/** Whose clients fetch their own view. */
function brukere(kort: Record<string, unknown>): unknown {
  const { refresh } = kort
  return typeof refresh === 'object' && refresh !== null ? Reflect.get(refresh, 'userIds') : undefined
}

const moteId = async () =>
  (
    await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('dato', '=', '2026-11-27')
      .executeTakeFirstOrThrow()
  ).id

/** Everything the connector got for the channel, of every version of every message there. */
const iKanalen = (fra = 0) =>
  b.kobling.meldinger
    .slice(fra)
    .filter(m => m.conversationId.startsWith(OVING.kanal.id))
    .map(m => JSON.stringify(m.versjoner))
    .join('\n')

describe('kortet i kanalen', () => {
  const LAMPEORD = /Grønn|Gul\b|Rød|anonymt|drøftes|[●▲■]/
  const TYPEORD =
    /skolevegring|fravær|atferd|samspill|konflikt|støttebehov|økonomi|bolig|fritidsaktivitet|Annet/i

  it('sier bare at møtet finnes, fra innkalling til godkjent referat: ingen referanse, type eller lampe', async () => {
    const fra = b.kobling.meldinger.length
    const agenda = await etInnkaltMote(b)
    const meldt = await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
    const ref = /meldt som Sak 2, (\w{4})/.exec(skjermtekst(meldt))?.[1] ?? ''
    await b.rolf.trykker(await b.rolf.trykker(agenda, 'Meld tema'), 'Send', { tekst: 'Uro i garderoben.' })
    await gjorApen(b, agenda)
    await senere()
    const apen = await b.hege.ser(await b.scene.agenda())
    expect(skjermtekst(apen)).toMatch(/K7F3 .*Grønn/)
    expect(skjermtekst(apen)).toContain(ref)
    await b.sara.trykker(await apneSaken(b.sara, agenda), 'Trekk hele samtykket')
    await senere()
    const endre = await b.sara.trykker(await b.sara.trykker(agenda, 'Åpne agendaen'), 'Endre')
    await b.sara.trykker(endre, 'Lagre', { vern: 'vold' })
    await senere()
    await b.sara.skriver('/innsatsteam flytt fredag 12:00')
    await gaTil('2026-11-26T12:01')
    await b.sara.skriver('/innsatsteam avlys')
    await senere()
    await b.sara.trykker(await b.scene.visning(OVING.kanal.id, 'Angre avlysningen'), 'Angre avlysningen')
    await gaTil('2026-11-27T12:00')
    let steg = await b.rolf.starter(await b.scene.agenda())
    await senere()
    for (let i = 0; i < 3; i++) {
      const igjen = knapper(steg.kort).some(k => k.tittel === 'Neste') ? 'Neste' : 'Lagre og neste'
      steg = await b.rolf.trykker(steg, igjen)
    }
    steg = await b.rolf.trykker(steg, 'Ta med til neste møte')
    await b.rolf.trykker(await b.rolf.trykker(steg, 'Avslutt møtet'), 'Godkjenn referatet')
    await senere()
    await b.sara.skriver('/innsatsteam')
    await b.sara.skriver('/sak K7F3')
    await b.sara.skriver('/oppgaver')
    await senere()
    const bytes = iKanalen(fra)
    expect(bytes.length).toBeGreaterThan(20_000)
    expect(bytes).toContain('Møtet er avlyst')
    expect(bytes).toContain('Referat godkjent')
    expect(bytes).toContain('2 saker · 1 tema')
    const ider = await b.bot.ktx.db.selectFrom('sak').select(['id', 'ref']).execute()
    const punkter = await b.bot.ktx.db.selectFrom('punkt').select(['id', 'ref']).execute()
    for (const { id, ref: kjennemerke } of [...ider, ...punkter]) {
      expect(bytes).not.toContain(kjennemerke)
      expect(bytes).not.toContain(id)
    }
    // Said of the bot itself and of the practice, not of a case.
    const omSaker = bytes.replaceAll('Øving. Alle barn og saker er oppdiktet.', '')
    expect(omSaker).not.toMatch(LAMPEORD)
    expect(omSaker).not.toMatch(TYPEORD)
    expect(ref).toMatch(/^[A-Z]\d[A-Z]\d$/)
  })

  it('er like taust når skjemaene er dialoger', async () => {
    const d = await etTestbot({ skjema: 'dialog' })
    try {
      const agenda = await etInnkaltMote(d)
      const { id } = await d.bot.ktx.db
        .selectFrom('sak')
        .select('id')
        .where('ref', '=', 'K7F3')
        .executeTakeFirstOrThrow()
      const egen = await d.hege.ser(agenda)
      expect(skjermtekst(egen)).toMatch(/K7F3 .*▲ Gul/)
      const bytes = JSON.stringify(d.kobling.meldinger.map(m => m.versjoner))
      expect(bytes).toContain('task/fetch')
      expect(bytes).toContain('agenda.fornye')
      expect(bytes).not.toContain('K7F3')
      expect(bytes).not.toContain(id)
      expect(bytes.replaceAll('Øving. Alle barn og saker er oppdiktet.', '')).not.toMatch(LAMPEORD)
      expect(bytes).not.toMatch(TYPEORD)
    } finally {
      await d.stopp()
    }
  })

  it('fornyes for nøyaktig deltakerne, med id-ene de har i kanalen, og bærer bare møtets id', async () => {
    await harRolle(ADMIN, 'administrator')
    const nabo = await harRolle(NABO, 'rektor')
    const { db, tenant } = b.bot.ktx
    await db.insertInto('skole').values({ tenant, id: 'nabo', navn: 'Nabo skole', malform: 'nb' }).execute()
    await db.updateTable('rolle').set({ skole: 'nabo' }).where('person', '=', nabo).execute()
    await b.scene.som(FREMMED).skriver('hjelp')
    await etInnkaltMote(b)
    const kort = postet()
    expect(brukere(kort)).toEqual(OVING.personer.map(p => p.id).sort())
    expect(kort['refresh']).toEqual({
      action: {
        type: 'Action.Execute',
        title: 'Åpne agendaen',
        verb: 'agenda.fornye',
        data: { mote: await moteId(), verb: 'agenda.fornye' },
      },
      userIds: brukere(kort),
    })
    for (const p of OVING.personer) expect(JSON.stringify(kort)).not.toContain(p.oid)
  })

  it.each([
    [60, true],
    [61, false],
  ])('med %i deltakere: hentes av seg selv er %s, og knappen virker for alle', async (antall, selv) => {
    for (let nr = 100; nr < 100 + antall - OVING.personer.length; nr++)
      await harRolle(person(nr, `Person ${nr}`), 'familieveileder', 'bv')
    const agenda = await etInnkaltMote(b)
    if (selv) {
      const liste = brukere(kortI(b.kobling.meldinger.findLast(m => m.activityId === agenda.aktivitet)))
      expect(liste).toHaveLength(60)
      expect(new Set(liste as string[]).size).toBe(60)
    } else {
      const siste = JSON.stringify(
        b.kobling.meldinger.findLast(m => m.activityId === agenda.aktivitet)?.versjoner,
      )
      expect(siste).not.toContain('refresh')
      expect(siste).not.toContain('userIds')
    }
    const siste = b.scene.som(person(100 + antall - OVING.personer.length - 1, 'Siste'))
    expect(skjermtekst(await siste.trykker(agenda, 'Åpne agendaen'))).toContain('K7F3')
    expect(skjermtekst(await siste.sender(agenda, 'agenda.fornye', { mote: await moteId() }))).toContain(
      'K7F3',
    )
  })

  it('endres med nye id-er når en rolle gis eller tas bort', async () => {
    const ny = person(7, 'Nils Ny')
    b.kobling.medlemmer(
      OVING.team.id,
      [...OVING.personer, ny].map(p => ({
        id: p.id,
        name: p.navn,
        aadObjectId: p.oid,
        tenantId: OVING.tenant,
      })),
    )
    const agenda = await etInnkaltMote(b)
    expect(skjermtekst(await b.scene.som(ny).trykker(agenda, 'Åpne agendaen'))).toBe(FINNES_IKKE)
    const nye = fraNaAv(b)
    const oppsett = await b.sara.sender(agenda, 'oppsett.apne', {})
    await b.sara.trykker(oppsett, 'Gi rolle', { person: ovingsId(ny), rolle: 'ppt' })
    await senere()
    expect(nye(OVING.kanal.id).map(m => m.slag)).toEqual(['endret'])
    expect(brukere(postet())).toEqual([...OVING.personer.map(p => p.id), ny.id].sort())
    expect(skjermtekst(await b.scene.som(ny).ser(await b.scene.agenda()))).toContain('K7F3')

    await b.sara.sender(agenda, 'oppsett.fjern-rolle', { hvem: ovingsId(ny), hvilken: 'ppt' })
    await b.sara.sender(agenda, 'oppsett.fjern-rolle', {
      hvem: ovingsId(b.odd.person),
      hvilken: 'oslohjelpa',
    })
    await senere()
    // Odd has one role left.
    expect(brukere(postet())).toEqual(OVING.personer.map(p => p.id).sort())
    await b.sara.sender(agenda, 'oppsett.fjern-rolle', {
      hvem: ovingsId(b.odd.person),
      hvilken: 'fritidsklubb',
    })
    await senere()
    expect(brukere(postet())).toEqual(
      OVING.personer
        .filter(p => p !== b.odd.person)
        .map(p => p.id)
        .sort(),
    )
  })
})

describe('en visning som hentes', () => {
  /** The answer, byte for byte; by a card's own refresh, or by a dialog. */
  async function bytes(
    hvem: Hvem,
    sted: Skjerm,
    verb: string,
    data: Record<string, unknown>,
    { dialog = false, mer = {} }: { dialog?: boolean; mer?: Aktivitet } = {},
  ): Promise<string> {
    const svar = await fetch(b.botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        hvem.aktivitet(sted.samtale, {
          type: 'invoke',
          name: dialog ? 'task/fetch' : 'adaptiveCard/action',
          replyToId: sted.aktivitet,
          value: dialog
            ? { data: { ...data, verb } }
            : { action: { type: 'Action.Execute', verb, data }, trigger: 'automatic' },
          ...mer,
        }),
      ),
    })
    return `${svar.status} ${svar.headers.get('content-type')} ${await svar.text()}`
  }

  /** Verbs that show something, with the ids of what is there. */
  async function alt() {
    const mote = await moteId()
    const { db } = b.bot.ktx
    const sak = await db.selectFrom('sak').select('id').where('ref', '=', 'K7F3').executeTakeFirstOrThrow()
    const punkt = await db
      .selectFrom('punkt')
      .select('id')
      .where('mote', '=', mote)
      .where('ref', '=', 'K7F3')
      .executeTakeFirstOrThrow()
    const oppgave = await db.selectFrom('oppgave').select('id').limit(1).executeTakeFirstOrThrow()
    return [
      ['agenda.fornye', { mote }],
      ['agenda.apne', { mote }],
      ['agenda.tilbake', { mote }],
      ['sak.skjema', { mote }],
      ['sak.vis', { sak: sak.id, mote }],
      ['sak.endre-skjema', { punkt: punkt.id }],
      ['bidrag.skjema', { punkt: punkt.id }],
      ['samtykke.skjema', { sak: sak.id, mote }],
      ['samtykke.historikk', { sak: sak.id }],
      ['identitet.vis', { sak: sak.id, mote }],
      ['rommet.skjema', { mote }],
      ['mote.steg', { mote, steg: punkt.id }],
      ['referat.vis', { mote }],
      ['tekst.velg', { mote }],
      ['oppgave.vis', { oppgave: oppgave.id }],
    ] as [string, Record<string, unknown>][]
  }
  const ukjent = (data: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(data).map(([navn, verdi]) => [
        navn,
        typeof verdi === 'string' && verdi.length === 36 ? crypto.randomUUID() : verdi,
      ]),
    )

  const fra = (p: Ovingsperson, mer: Record<string, unknown> = {}): Aktivitet => ({
    from: { id: p.id, name: p.navn, aadObjectId: p.oid, ...mer },
  })
  const ROLF = OVING.personer[1]
  const UTESTENGT: [hvem: string, p: Ovingsperson, mer: Aktivitet, data?: Record<string, unknown>][] = [
    ['en fremmed i kommunen', FREMMED, {}],
    ['en som bare er administrator', ADMIN, {}],
    ['en som mistet rollen etter at kortet ble lagt ut', TIDLIGERE, {}],
    ['rektor ved en annen skole', NABO, {}],
    ['en gjest fra en tillatt tenant, uten rolle', GJEST, fra(GJEST, { tenantId: GJESTETENANT })],
    ['noen med rektors objekt-id, men fra gjestens tenant', ROLF, fra(ROLF, { tenantId: GJESTETENANT })],
    ['noen med rektors objekt-id, men fra en tenant utenfor', ROLF, fra(ROLF, { tenantId: UTENFOR })],
    ['noen uten objekt-id som kaller seg rektor', ROLF, fra(ROLF, { aadObjectId: undefined })],
    [
      'en fremmed som gir seg ut for rektor i navn og konto',
      FREMMED,
      {
        from: { id: ROLF.id, name: ROLF.navn, aadObjectId: FREMMED.oid },
      },
    ],
    [
      'en fremmed som legger rektors id-er i dataene',
      FREMMED,
      {},
      {
        person: ovingsId(ROLF),
        aktor: { person: ovingsId(ROLF) },
        userIds: [ROLF.id],
        tenant: OVING.tenant,
        from: { aadObjectId: ROLF.oid },
        rolle: 'rektor',
      },
    ],
  ]

  it.each(UTESTENGT)(
    'er for %s den samme som for et møte som ikke finnes, byte for byte',
    async (_, p, mer, falske) => {
      await harRolle(ADMIN, 'administrator')
      const tidligere = await harRolle(TIDLIGERE, 'rektor')
      const nabo = await harRolle(NABO, 'rektor')
      const { db, tenant } = b.bot.ktx
      await db.insertInto('skole').values({ tenant, id: 'nabo', navn: 'Nabo skole', malform: 'nb' }).execute()
      await db.updateTable('rolle').set({ skole: 'nabo' }).where('person', '=', nabo).execute()
      const agenda = await etInnkaltMote(b)
      expect(brukere(postet())).toContain(TIDLIGERE.id)
      await db.deleteFrom('rolle').where('person', '=', tidligere).execute()
      await b.send()
      const hvem = b.scene.som(p)
      const for_ = await alleRader(b)
      const nye = fraNaAv(b)
      const fraLinje = logglinjer.length
      let prover = 0
      for (const [verb, data] of await alt())
        for (const dialog of [false, true]) {
          const [finnes, finnesIkke] = [
            await bytes(hvem, agenda, verb, { ...data, ...falske }, { dialog, mer }),
            await bytes(hvem, agenda, verb, { ...ukjent(data), ...falske }, { dialog, mer }),
          ]
          expect(finnes, verb).toBe(finnesIkke)
          expect(finnes).toContain(FINNES_IKKE)
          expect(finnes).not.toContain('K7F3')
          prover += 2
        }
      await b.send()
      expect(await alleRader(b)).toEqual(for_)
      expect(nye()).toEqual([])
      // One line each, with codes alone.
      const linjer = logglinjer.slice(fraLinje).map(l => JSON.parse(l) as Record<string, unknown>)
      expect(linjer.length).toBeGreaterThanOrEqual(prover)
      for (const linje of linjer) {
        expect(['trykk', 'avvist']).toContain(linje['kode'])
        for (const [navn, verdi] of Object.entries(linje)) {
          expect(['level', 'time', 'kode', 'verb', 'ms', 'grunn', 'korrelasjon']).toContain(navn)
          if (typeof verdi === 'string') expect(verdi).toMatch(/^[a-z]+([.-][a-z]+)*$|^[01]\d{3}-\d{4}$/)
        }
      }
    },
  )

  it('er deltakerens egen: hver av dem får referanser og lampe, og en gjest med rolle får det samme', async () => {
    const gjest = await harRolle(GJEST, 'ppt', 'ppt', GJESTETENANT)
    const agenda = await etInnkaltMote(b)
    expect(gjest).toBe(`${GJESTETENANT}/${GJEST.oid}`)
    const data = { mote: await moteId() }
    const ventet = await bytes(b.rolf, agenda, 'agenda.fornye', data)
    expect(ventet).toContain('K7F3')
    for (const hvem of alle()) expect(await bytes(hvem, agenda, 'agenda.fornye', data)).toBe(ventet)
    const somGjest = b.scene.som(GJEST)
    const mer = fra(GJEST, { tenantId: GJESTETENANT })
    expect(await bytes(somGjest, agenda, 'agenda.fornye', data, { mer })).toBe(ventet)
    // The same object id in the home tenant is somebody else.
    expect(await bytes(somGjest, agenda, 'agenda.fornye', data)).toContain(FINNES_IKKE)
    expect(brukere(postet())).toContain(GJEST.id)
  })

  it('er ikke noe en kan skrive seg til med sin egen liste over hvem kortet er for', async () => {
    const agenda = await etInnkaltMote(b)
    const fremmed = b.scene.som(FREMMED)
    const forfalsket = {
      ...agenda,
      kort: {
        type: 'AdaptiveCard',
        refresh: {
          action: { type: 'Action.Execute', verb: 'agenda.fornye', data: { mote: await moteId() } },
          userIds: [FREMMED.id],
        },
      },
    }
    expect((await fremmed.ser(forfalsket)).kort).toEqual(forfalsket.kort)
    expect(skjermtekst(await fremmed.sender(forfalsket, 'agenda.fornye', { mote: await moteId() }))).toBe(
      FINNES_IKKE,
    )
  })

  it('skriver ingenting om den fremmede som trykker: hverken navn, konto eller adresse', async () => {
    const agenda = await etInnkaltMote(b)
    await bytes(b.scene.som(FREMMED), agenda, 'agenda.fornye', { mote: await moteId() })
    expect(JSON.stringify(await alleRader(b))).not.toContain(FREMMED.oid)
  })
})

describe('en rolle som er endret mellom visning og trykk', () => {
  const mister = (p: Ovingsperson) =>
    b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(p)).execute()

  it('gir ingenting til den som har mistet den, hva enn som stod åpent', async () => {
    const agenda = await etInnkaltMote(b)
    const visning = await b.hege.trykker(agenda, 'Åpne agendaen')
    const meld = await b.hege.trykker(agenda, 'Meld sak')
    const bidra = await b.hege.trykker(visning, 'Bidra')
    const tema = await b.hege.trykker(agenda, 'Meld tema')
    await mister(b.hege.person)
    await b.send()
    const uten = { utboks: [], melding: [], person: [] }
    const for_ = { ...(await alleRader(b)), ...uten }
    for (const svar of [
      await b.hege.trykker(meld, 'Send', EN_SAK),
      await b.hege.trykker(bidra, 'Send', { tekst: 'Vi kan tilby en samtale.' }),
      await b.hege.trykker(tema, 'Send', { tekst: 'Uro i garderoben.' }),
      await b.hege.trykker(visning, 'Bidra'),
      await b.hege.trykker(visning, 'Gjort'),
      await b.hege.trykker(agenda, 'Jeg kommer'),
    ])
      expect(skjermtekst(svar)).toBe(FINNES_IKKE)
    expect({ ...(await alleRader(b)), ...uten }).toEqual(for_)
  })

  it('gir bare det den nye rollen gir', async () => {
    const agenda = await etInnkaltMote(b)
    const saken = await apneSaken(b.rolf, agenda)
    const skjema = await b.rolf.trykker(saken, 'Registrer samtykke')
    const slett = await b.rolf.trykker(saken, 'Slett saken')
    const rommet = await b.rolf.trykker(agenda, 'Start møtet')
    await b.bot.ktx.db
      .updateTable('rolle')
      .set({ rolle: 'helsesykepleier', tjeneste: 'skolehelse' })
      .where('person', '=', ovingsId(b.rolf.person))
      .execute()
    expect(skjermtekst(await b.rolf.trykker(skjema, 'Registrer samtykke', ET_SAMTYKKE))).toContain(
      'Bare rektor og sosiallærer kan registrere samtykke.',
    )
    expect(skjermtekst(await b.rolf.trykker(slett, 'Slett for godt', { arkivert: 'true' }))).toContain(
      'Bare den som meldte saken, og rektor kan slette den.',
    )
    expect(skjermtekst(await b.rolf.trykker(rommet, 'Start likevel'))).toContain('kan lede møtet')
    const { db } = b.bot.ktx
    expect(await db.selectFrom('samtykke').select('sak').execute()).toEqual([])
    expect(await db.selectFrom('sak').select('ref').where('ref', '=', 'K7F3').execute()).toHaveLength(1)
    expect(await db.selectFrom('mote').select('id').where('status', '=', 'i_gang').execute()).toEqual([])
    expect(skjermtekst(await apneSaken(b.sara, agenda))).toContain('[Registrer samtykke]')
  })

  it('gjelder begge veier: den som får en rolle, ser det kortet som alt ligger der', async () => {
    const agenda = await etInnkaltMote(b)
    const ny = b.scene.som(person(8, 'Petra Ppt'))
    const data = { mote: await moteId() }
    expect(skjermtekst(await ny.sender(agenda, 'agenda.fornye', data))).toBe(FINNES_IKKE)
    await harRolle(ny.person, 'ppt', 'ppt')
    expect(skjermtekst(await ny.sender(agenda, 'agenda.fornye', data))).toContain('K7F3')
  })
})

describe('et gammelt kort som trykkes på nytt', () => {
  it('svarer etter det som gjelder nå: avlyst, i gang, og en sak som er slettet', async () => {
    const agenda = await etInnkaltMote(b)
    const gammel = await b.hege.trykker(agenda, 'Åpne agendaen')
    const sak = await apneSaken(b.sara, agenda)
    await b.rolf.trykker(
      await b.rolf.trykker(await apneSaken(b.rolf, agenda), 'Slett saken'),
      'Slett for godt',
      {
        arkivert: 'true',
      },
    )
    for (const tittel of ['Registrer samtykke', 'Slett saken', 'Last ned alt om saken'])
      expect(skjermtekst(await b.sara.trykker(sak, tittel)), tittel).toBe(FINNES_IKKE)
    expect(skjermtekst(await b.hege.trykker(gammel, 'Bidra'))).toBe(FINNES_IKKE)
    await b.sara.skriver('/innsatsteam avlys')
    await senere()
    expect(skjermtekst(await b.hege.sender(agenda, 'agenda.fornye', { mote: await moteId() }))).toContain(
      'Møtet er avlyst.',
    )
    expect(skjermtekst(await b.hege.sender(agenda, 'agenda.kommer', { mote: await moteId() }))).toContain(
      'Møtet tar ikke lenger imot svar.',
    )
  })

  it('viser en annens skjema ingenting: det er mottakerens egne rettigheter som gjelder', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.sara.trykker(await apneSaken(b.sara, agenda), 'Registrer samtykke')
    const knapp = knapper(skjema.kort).find(k => k.tittel === 'Registrer samtykke')
    const data = {
      ...(typeof knapp?.data === 'object' ? knapp.data : {}),
      ...ET_SAMTYKKE,
      dato: '2026-11-20',
      gyldigTil: '2027-06-30',
      innhentetAv: ovingsId(b.sara.person),
    }
    expect(skjermtekst(await b.odd.sender(skjema, knapp?.verb, data))).toContain(
      'Bare rektor og sosiallærer kan registrere samtykke.',
    )
    expect(skjermtekst(await b.scene.som(FREMMED).sender(skjema, knapp?.verb, data))).toBe(FINNES_IKKE)
    expect(await b.bot.ktx.db.selectFrom('samtykke').select('sak').execute()).toEqual([])
    // Hers is still unused.
    expect(skjermtekst(await b.sara.sender(skjema, knapp?.verb, data))).toContain('er registrert')
  })

  it('sendt om igjen gjøres ikke om igjen', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    const forst = skjermtekst(await b.hege.trykker(skjema, 'Send', EN_SAK))
    b.settTid('2026-11-23T09:00')
    expect(skjermtekst(await b.hege.trykker(skjema, 'Send', EN_SAK)).split('\n')[0]).toBe(
      forst.split('\n')[0],
    )
    expect(await b.bot.ktx.db.selectFrom('sak').select('id').execute()).toHaveLength(3)
    expect(await lagretI(b, EN_SAK.beskrivelse)).toEqual(['sak'])
    b.settTid(START)
  })
})

describe('referanser fra en annen kommune', () => {
  /** The same rows once more, under another tenant: ids that exist, but not here. */
  async function iAnnenTenant(tabell: string, id: string, mer: Record<string, string>): Promise<string> {
    const ny = `annen-${tabell}`
    const endring = JSON.stringify({ tenant: UTENFOR, id: ny, ...mer })
    await sql
      .raw(
        `reset role; insert into ${tabell} select (jsonb_populate_record(t, '${endring}'::jsonb)).* from ${tabell} t
         where t.id = '${id}'; set role skolestotte_app`,
      )
      .execute(b.bot.ktx.db)
    return ny
  }

  it('finnes ikke, heller ikke når noen har id-ene', async () => {
    const agenda = await etInnkaltMote(b)
    const mote = await moteId()
    const { db } = b.bot.ktx
    const sak = await db.selectFrom('sak').select('id').where('ref', '=', 'K7F3').executeTakeFirstOrThrow()
    const punkt = await db.selectFrom('punkt').select('id').where('mote', '=', mote).executeTakeFirstOrThrow()
    await iAnnenTenant('skole', OVING.skole.id, { id: OVING.skole.id })
    const andres = {
      mote: await iAnnenTenant('mote', mote, {}),
      sak: await iAnnenTenant('sak', sak.id, { ref: 'X9X9' }),
    }
    const punktet = await iAnnenTenant('punkt', punkt.id, andres)
    for (const [verb, data] of [
      ['agenda.fornye', { mote: andres.mote }],
      ['agenda.apne', { mote: andres.mote }],
      ['sak.vis', { sak: andres.sak }],
      ['samtykke.skjema', { sak: andres.sak }],
      ['innsyn.lag', { sak: andres.sak }],
      ['bidrag.skjema', { punkt: punktet }],
      ['referat.vis', { mote: andres.mote }],
    ] as const)
      for (const hvem of [b.rolf, b.sara])
        expect(skjermtekst(await hvem.sender(agenda, verb, data)), verb).toBe(FINNES_IKKE)
    const nye = fraNaAv(b)
    await b.sara.skriver('/sak X9X9', 'chat')
    await b.sara.skriver('/sak Z2Z2', 'chat')
    await b.send()
    const svar = nye(b.sara.chat).map(m => JSON.stringify(kortI(m)))
    expect(svar).toHaveLength(2)
    expect(svar[0]).toBe(svar[1])
    expect(svar[0]).toContain(FINNES_IKKE)
  })
})
