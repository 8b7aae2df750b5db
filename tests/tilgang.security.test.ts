import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VERB, type Verb } from '../src/cards/verb.ts'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import type { Aktivitet } from '../src/demo/lokal-kobling.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { alleRader, FREMMED, fraNaAv } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const FREMMED_TENANT = '0f000000-0000-4000-8000-00000000000f'

const HEMMELIG = {
  tema: 'Uro i garderoben etter gymtimene.',
  bidrag: 'Vi har ledig veiledning på torsdager.',
  oppsummering: 'Morgenstarten har gått bedre de siste to ukene.',
  tiltak: 'Avtale to nye samtaler hjemme hos familien.',
  rettelse: 'Det var onsdag, ikke tirsdag.',
}
const TEKSTER = [
  ...Object.values(HEMMELIG),
  EN_SAK.beskrivelse,
  EN_SAK.onsker,
  EN_SAK.provd,
  EN_SAK.sporsmal,
  'høstferien',
  'helsekontoret',
  'klatre',
  'morgenstart i fire uker',
]

const ADMIN: Ovingsperson = {
  ...FREMMED,
  id: '29:admin',
  oid: '00000000-0000-4000-8000-0000000000ad',
  navn: 'Ada Admin',
}
const FJERNET: Ovingsperson = {
  ...FREMMED,
  id: '29:fjernet',
  oid: '00000000-0000-4000-8000-0000000000fe',
  navn: 'Finn Fjernet',
}
const NABO: Ovingsperson = {
  ...FREMMED,
  id: '29:nabo',
  oid: '00000000-0000-4000-8000-0000000000aa',
  navn: 'Nina Nabo',
}

type Ider = {
  mote: string
  avlyst: string
  igang: string
  avholdt: string
  punkt: string
  punktIgang: string
  oppgave: string
  tiltak: string
  sak: string
}

let b: Testbot
let agenda: Skjerm
let ider: Ider
const iChatten = (hvem: Testbot['sara']): Skjerm => ({ ...agenda, samtale: hvem.chat, aktivitet: 'x' })

/** A school with one meeting of each status, and every kind of text in the store. */
beforeAll(async () => {
  b = await etTestbot()
  const { db } = b.bot.ktx
  b.kobling.medlemmer(
    OVING.team.id,
    [...OVING.personer, ADMIN, FREMMED].map(p => ({
      id: p.id,
      name: p.navn,
      aadObjectId: p.oid,
      tenantId: OVING.tenant,
    })),
  )
  for (const [p, rolle, skole] of [
    [FJERNET, 'rektor', 'fjordvik'],
    [ADMIN, 'administrator', 'fjordvik'],
  ] as const)
    await db
      .insertInto('rolle')
      .values({ tenant: OVING.tenant, skole, person: ovingsId(p), rolle, tjeneste: 'skole' })
      .execute()
  await db
    .insertInto('skole')
    .values({ tenant: OVING.tenant, id: 'nabo', navn: 'Nabo skole', malform: 'nb' })
    .execute()
  await db
    .insertInto('rolle')
    .values({
      tenant: OVING.tenant,
      skole: 'nabo',
      person: ovingsId(NABO),
      rolle: 'rektor',
      tjeneste: 'skole',
    })
    .execute()

  agenda = await etInnkaltMote(b)
  await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
  await b.rolf.trykker(await b.rolf.trykker(agenda, 'Meld tema'), 'Send', { tekst: HEMMELIG.tema })
  await b.frida.trykker(await b.frida.trykker(agenda, 'Bidra'), 'Send', { tekst: HEMMELIG.bidrag })
  b.settTid('2026-11-27T10:15')
  let steg = await b.rolf.trykker(await b.rolf.trykker(agenda, 'Start møtet'), 'Neste')
  steg = await b.rolf.trykker(steg, 'Ta med til neste møte', {
    oppsummering: HEMMELIG.oppsummering,
    tiltakTekst: HEMMELIG.tiltak,
    ansvarlig: ovingsId(FJERNET),
    frist: '2026-12-04',
  })
  steg = await b.rolf.trykker(steg, 'Ta med til neste møte')
  steg = await b.rolf.trykker(steg, 'Ta med til neste møte')
  steg = await b.rolf.trykker(await b.rolf.trykker(steg, 'Avslutt møtet'), 'Godkjenn referatet')
  await b.rolf.trykker(await b.rolf.trykker(steg, 'Legg til rettelse'), 'Lagre', { tekst: HEMMELIG.rettelse })
  for (const tekst of ['/innsatsteam ny 11.12', '/innsatsteam ny 4.12']) await b.sara.skriver(tekst)
  await b.send()
  const moter = await db.selectFrom('mote').select(['id', 'dato']).execute()
  const mote = (dato: string) => moter.find(m => m.dato === dato)?.id ?? ''
  await b.sara.sender(agenda, 'mote.start', { mote: mote('2026-12-04'), likevel: true })
  await b.sara.skriver('/innsatsteam ny 18.12')
  await db.updateTable('mote').set({ status: 'avlyst' }).where('dato', '=', '2026-12-18').execute()
  const alle = await db.selectFrom('mote').select(['id', 'dato']).execute()
  const avlyst = alle.find(m => m.dato === '2026-12-18')?.id ?? ''
  await b.send()
  b.settTid('2026-11-28T09:00')
  await b.send()
  const punkter = await db
    .selectFrom('punkt')
    .select(['id', 'mote', 'sak'])
    .where('slag', '=', 'sak')
    .execute()
  const oppgave = await db
    .selectFrom('oppgave')
    .select(['id', 'tiltak'])
    .where('ansvarlig', '=', ovingsId(FJERNET))
    .executeTakeFirstOrThrow()
  const denneSaken = await db
    .selectFrom('sak')
    .select('id')
    .where('beskrivelse', '=', EN_SAK.beskrivelse)
    .executeTakeFirstOrThrow()
  const punktI = (m: string) => punkter.find(p => p.mote === m)?.id ?? ''
  ider = {
    mote: mote('2026-12-11'),
    avlyst,
    igang: mote('2026-12-04'),
    avholdt: mote('2026-11-27'),
    punkt: punktI(mote('2026-12-11')) || punktI(mote('2026-12-04')),
    punktIgang: punktI(mote('2026-12-04')) || punktI(mote('2026-11-27')),
    oppgave: oppgave.id,
    tiltak: oppgave.tiltak,
    sak: denneSaken.id,
  }
  // They have all been seen, so that what is compared below is what a press alone does.
  await db.deleteFrom('rolle').where('person', '=', ovingsId(FJERNET)).execute()
  for (const p of [FREMMED, ADMIN, FJERNET, NABO]) {
    await b.scene.som(p).skriver('hjelp', 'kanal')
    await b.scene.som(p).skriver('hjelp', 'chat')
  }
  await b.send()
})
afterAll(() => b.stopp())

/** Data for each verb that would do something, if the right person sent it. */
function gyldigData(verb: Verb): Record<string, unknown> {
  const { mote, avlyst, igang, avholdt, punkt, punktIgang, oppgave, tiltak, sak } = ider
  const nonce = crypto.randomUUID()
  const tekst = 'Dette skal aldri bli lagret av noen som ikke er med.'
  const data: Record<Verb, Record<string, unknown>> = {
    'agenda.apne': { mote },
    'agenda.tilbake': { mote },
    'agenda.kommer': { mote },
    'agenda.kommer-ikke': { mote, kvittering: true },
    'agenda.angre-avlysning': { mote: avlyst, kvittering: true },
    'sak.skjema': { mote },
    'sak.meld': { ...EN_SAK, beskrivelse: tekst, mote, nonce },
    'sak.endre-skjema': { punkt },
    'sak.endre': { ...EN_SAK, beskrivelse: tekst, punkt, nonce, versjon: 1 },
    'sak.apenhet': { punkt, apen: false },
    'bidrag.skjema': { punkt },
    'bidrag.gi': { punkt, nonce, tekst },
    'tema.skjema': { mote },
    'tema.meld': { mote, nonce, tekst },
    'samtykke.skjema': { punkt },
    'samtykke.registrer': { punkt, nonce, gittAv: 'begge', dato: '2026-11-20', gyldigTil: '2027-06-30' },
    'samtykke.trekk': { punkt },
    'mote.start': { mote, likevel: true },
    'mote.steg': { mote: igang, steg: punktIgang },
    'mote.lagre': { punkt: punktIgang, nonce, versjon: 1, oppsummering: tekst },
    'mote.fjern-tiltak': { punkt: punktIgang, tiltak },
    'mote.avslutt': { mote: igang },
    'referat.vis': { mote: avholdt },
    'referat.godkjenn': { mote: avholdt },
    'referat.rettelse-skjema': { mote: avholdt },
    'referat.rettelse': { mote: avholdt, nonce, tekst },
    'tekst.velg': { mote: avholdt },
    'tekst.fjern': { mote: avholdt, tekst: `sak:${sak}` },
    'oppgave.vis': { oppgave },
    'oppgave.tilbake': { oppgave },
    'oppgave.gjort': { oppgave },
    'oppgave.ikke-gjort': { oppgave },
    'oppgave.gjenapne': { oppgave },
    'oppgave.viderefor': { oppgave },
    'oppgave.utsett-skjema': { oppgave },
    'oppgave.utsett': { oppgave, nonce, frist: '2026-12-20' },
    'oppgave.hjelp': { oppgave },
    'oppgave.gi-skjema': { oppgave },
    'oppgave.gi': { oppgave, nonce, til: ovingsId(b.siri.person) },
    'oppgaver.vis': {},
    'oppsett.apne': {},
    'oppsett.knytt': { skolenavn: 'Overtatt skole' },
    'oppsett.gi-rolle': { person: ovingsId(b.siri.person), rolle: 'rektor' },
    'oppsett.fjern-rolle': { hvem: ovingsId(b.siri.person), hvilken: 'sosialagent' },
  }
  return data[verb]
}

/** The same with every id exchanged for one that does not exist. */
function ukjentData(verb: Verb): Record<string, unknown> {
  const ukjent = crypto.randomUUID()
  return Object.fromEntries(
    Object.entries(gyldigData(verb)).map(([navn, verdi]) => [
      navn,
      ['mote', 'punkt', 'oppgave', 'tiltak', 'steg'].includes(navn)
        ? ukjent
        : navn === 'tekst' && verb === 'tekst.fjern'
          ? `sak:${ukjent}`
          : verdi,
    ]),
  )
}

const SOPPEL: unknown[] = [
  null,
  'tekst',
  [],
  { mote: null, punkt: 7, oppgave: ['a'], nonce: {}, tekst: 12, versjon: 'NaN' },
  { mote: 'x'.repeat(10_000), punkt: "' or 1=1 --", oppgave: '../..', nonce: '\u0000', tekst: '\ud800' },
  { __proto__: { mote: 'x' }, constructor: 'x', mote: '\u0000', punkt: '\u0000', oppgave: '\u0000' },
]

/** What the answer says, whichever form it has, without what differs from one rendering to the next. */
function avtrykk(skjerm: Skjerm, data: Record<string, unknown>): string {
  let tekst = skjerm.tekst ?? JSON.stringify(skjerm.kort ?? null)
  for (const verdi of Object.values(data))
    if (typeof verdi === 'string' && verdi.length >= 20) tekst = tekst.replaceAll(verdi, '…')
  return tekst.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{22}/g, '…')
}

function erGreitSvar(skjerm: Skjerm, om: string) {
  expect(skjerm.status, om).toBe(200)
  expect(skjermtekst(skjerm), om).toMatch(/[a-zæøå]{3}/)
  const alt = (skjerm.tekst ?? '') + JSON.stringify(skjerm.kort ?? '')
  for (const tekst of TEKSTER) expect(alt, om).not.toContain(tekst)
}

const UTEN_TILGANG: [hvem: string, p: Ovingsperson][] = [
  ['en fremmed i kommunen', FREMMED],
  ['en som bare er administrator', ADMIN],
  ['en som har mistet rollen sin', FJERNET],
  ['rektor ved en annen skole', NABO],
]

/** Refused at the door, whatever they press. */
const AVVIST: [hvem: string, p: Ovingsperson, mer: (a: Aktivitet) => Aktivitet][] = [
  [
    'rektor, men fra en annen tenant',
    OVING.personer[1],
    a => ({ from: { ...objekt(a['from']), tenantId: FREMMED_TENANT } }),
  ],
  [
    'rektor, men i en samtale i en annen tenant',
    OVING.personer[1],
    a => ({ conversation: { ...objekt(a['conversation']), tenantId: FREMMED_TENANT } }),
  ],
  [
    'rektor, men med en annen tenant i kanaldataene',
    OVING.personer[1],
    a => ({
      conversation: { ...objekt(a['conversation']), tenantId: undefined },
      channelData: { ...objekt(a['channelData']), tenant: { id: FREMMED_TENANT } },
    }),
  ],
  [
    'rektor, men uten objekt-id',
    OVING.personer[1],
    a => ({ from: { ...objekt(a['from']), aadObjectId: undefined } }),
  ],
  ['rektor, men fra en annen adresse', OVING.personer[1], () => ({ serviceUrl: 'https://ond.example/' })],
]

/** «Fjern tekst nå» is for any participant. */
const etterRolle = VERB.filter(v => !v.startsWith('oppsett.') && v !== 'tekst.fjern')

describe('den som ikke har tilgang, får ingenting og endrer ingenting', () => {
  const tabell = UTEN_TILGANG.flatMap(([hvem, p]) =>
    VERB.filter(verb => p !== ADMIN || !verb.startsWith('oppsett.')).map(verb => ({ hvem, verb, p })),
  )

  it.each(tabell)('$hvem: $verb', async ({ p, verb }) => {
    const hvem = b.scene.som(p)
    const for_ = await alleRader(b)
    const nye = fraNaAv(b)
    for (const sted of [agenda, iChatten(hvem)]) {
      const data = gyldigData(verb)
      const svar = await hvem.sender(sted, verb, data)
      erGreitSvar(svar, `gyldig: ${skjermtekst(svar)}`)
      const ukjent = ukjentData(verb)
      const svarUkjent = await hvem.sender(sted, verb, ukjent)
      erGreitSvar(svarUkjent, 'ukjent')
      expect(avtrykk(svar, data), 'samme svar på ukjent og ikke lov').toBe(avtrykk(svarUkjent, ukjent))
    }
    await b.send()
    // Their own (empty) list, and the refusal of the setup, are answers like any other: the card is left alone a while.
    const uten = ['oppgaver.vis', 'oppsett.apne'].includes(verb) ? ['melding'] : []
    expect(utenTabeller(await alleRader(b), uten)).toEqual(utenTabeller(for_, uten))
    expect(nye()).toEqual([])
  })

  it.each(AVVIST)('%s: hver knapp og hver kommando', async (_, p, mer) => {
    const hvem = b.scene.som(p)
    const for_ = await alleRader(b)
    const nye = fraNaAv(b)
    for (const verb of VERB) {
      for (const data of [gyldigData(verb), ukjentData(verb)]) {
        const svar = await hvem.sender(agenda, verb, data, mer(hvem.aktivitet(agenda.samtale, {})))
        expect(svar.status, verb).toBe(200)
        expect(svar.tekst, verb).toBe(FINNES_IKKE)
      }
    }
    for (const text of ['/innsatsteam', '/innsatsteam ny 15.1', '/innsatsteam avlys', '/oppgaver', 'hjelp'])
      await b.scene.send(
        hvem.aktivitet(agenda.samtale, { type: 'message', text, ...mer(hvem.aktivitet(agenda.samtale, {})) }),
      )
    await b.send()
    expect(await alleRader(b)).toEqual(for_)
    expect(nye()).toEqual([])
  })
})

describe('en deltaker som sender noe ingen knapp har', () => {
  it.each(VERB)('får en setning på «%s», og ingenting endres', async verb => {
    const nye = fraNaAv(b)
    const for_ = await alleRader(b)
    for (const data of [...SOPPEL, undefined, {}]) {
      if (verb === 'oppgaver.vis' || verb.startsWith('oppsett.')) continue
      for (const hvem of [b.siri, b.scene.som(FREMMED)]) {
        const svar = await hvem.sender(iChatten(hvem), verb, data)
        erGreitSvar(svar, JSON.stringify(data)?.slice(0, 80) ?? 'uten data')
        expect(skjermtekst(svar)).toMatch(
          /Denne knappen virker ikke lenger|Dette finnes ikke|Noe gikk galt hos oss/,
        )
      }
    }
    await b.send()
    // Siri's address is learnt from her first press: that is no change of what the school has.
    expect(utenTabeller(await alleRader(b), ['person'])).toEqual(utenTabeller(for_, ['person']))
    expect(nye()).toEqual([])
  })

  it.each(['', 'ukjent.verb', '__proto__', 'toString', 'constructor', 'AGENDA.APNE'])(
    'får vite at knappen ikke virker: «%s»',
    async verb => {
      const svar = await b.rolf.sender(agenda, verb, { mote: ider.mote })
      expect(svar.status).toBe(200)
      expect(svar.tekst).toContain('Denne knappen virker ikke lenger.')
    },
  )

  it.each(etterRolle)('i en annen rolle får ikke mer enn rollen gir, med «%s»', async verb => {
    // The one whose service is least involved, with a task that is somebody else's.
    const svar = await b.odd.sender(agenda, verb, {
      ...gyldigData(verb),
      ...(verb === 'sak.meld' ? { nonce: 'n' } : {}),
    })
    expect(svar.status).toBe(200)
    expect(skjermtekst(svar)).toMatch(/[a-zæøå]{3}/)
    if (verb.startsWith('oppgave.')) expect(skjermtekst(svar)).toBe(FINNES_IKKE)
    if (
      verb === 'mote.start' ||
      verb === 'mote.avslutt' ||
      verb === 'mote.lagre' ||
      verb === 'mote.fjern-tiltak' ||
      verb === 'mote.steg'
    )
      expect(skjermtekst(svar)).toMatch(/Bare rektor.* kan lede møtet/)
    if (verb.startsWith('samtykke.'))
      expect(skjermtekst(svar)).toMatch(/Bare rektor.* kan registrere samtykke/)
    if (verb === 'agenda.angre-avlysning') expect(skjermtekst(svar)).toMatch(/Bare rektor.* kan kalle inn/)
    if (verb === 'sak.endre' || verb === 'sak.apenhet')
      expect(skjermtekst(svar)).toMatch(/Bare den som meldte saken|Fristen|finnes ikke/)
  })
})

describe('den som mistet rollen etter at kortet ble vist', () => {
  it('får det lagrede utfallet vist etter rettighetene i dag: ingenting', async () => {
    const { db } = b.bot.ktx
    const hvem = b.scene.som(FJERNET)
    const rolle = {
      tenant: OVING.tenant,
      skole: 'fjordvik',
      person: ovingsId(FJERNET),
      rolle: 'rektor',
      tjeneste: 'skole',
    }
    await db.insertInto('rolle').values(rolle).execute()
    const oppgave = ider.oppgave
    const gjentas: [Verb, Record<string, unknown>][] = [
      ['tema.meld', { mote: ider.mote, nonce: 'gjentas-1', tekst: 'Uro ved inngangen om morgenen.' }],
      ['oppgave.utsett', { oppgave, nonce: 'gjentas-2', frist: '2026-12-21' }],
      ['oppgave.gi', { oppgave, nonce: 'gjentas-3', til: ovingsId(b.siri.person) }],
    ]
    for (const [verb, data] of gjentas)
      expect(skjermtekst(await hvem.sender(agenda, verb, data))).not.toBe(FINNES_IKKE)
    await db.deleteFrom('rolle').where('person', '=', ovingsId(FJERNET)).execute()
    for (const [verb, data] of gjentas)
      expect(skjermtekst(await hvem.sender(agenda, verb, data)), verb).toBe(FINNES_IKKE)
  })
})

describe('oppsettet', () => {
  it('åpnes bare av administratorer, og ingen gir seg selv en rolle', async () => {
    const admin = b.scene.som(ADMIN)
    const kort = await admin.sender(agenda, 'oppsett.apne', {})
    erGreitSvar(kort, 'oppsett')
    expect(knapper(kort.kort).map(k => k.tittel)).toContain('Gi rolle')
    const selv = await admin.trykker(kort, 'Gi rolle', { person: ovingsId(ADMIN), rolle: 'rektor' })
    expect(skjermtekst(selv)).toContain('Du kan ikke gi deg selv en rolle.')
    const ukjent = await admin.trykker(kort, 'Gi rolle', {
      person: `${OVING.tenant}/finnes-ikke`,
      rolle: 'rektor',
    })
    expect(skjermtekst(ukjent)).toMatch(/Ikke lagret|ikke i teamet|Velg/)
    const gal = await admin.sender(kort, 'oppsett.gi-rolle', { person: ovingsId(FREMMED), rolle: 'keiser' })
    expect(skjermtekst(gal)).toMatch(/Ikke lagret|Velg/)
    const roller = await b.bot.ktx.db
      .selectFrom('rolle')
      .select(['rolle'])
      .where('person', 'in', [ovingsId(ADMIN), ovingsId(FREMMED)])
      .execute()
    expect(roller).toEqual([{ rolle: 'administrator' }])

    const gitt = await admin.trykker(kort, 'Gi rolle', { person: ovingsId(FREMMED), rolle: 'ppt' })
    expect(skjermtekst(gitt)).toContain('Rollen er gitt.')
    expect(
      skjermtekst(await b.scene.som(FREMMED).trykker(await b.scene.agenda(), 'Åpne agendaen')),
    ).toContain('Siden sist')
    const data = { hvem: ovingsId(FREMMED), hvilken: 'ppt' }
    expect(skjermtekst(await admin.sender(kort, 'oppsett.fjern-rolle', data))).toContain(
      'Rollen er tatt bort.',
    )
    expect(skjermtekst(await b.scene.som(FREMMED).trykker(await b.scene.agenda(), 'Åpne agendaen'))).toBe(
      FINNES_IKKE,
    )
    expect(
      (
        await b.bot.ktx.db
          .selectFrom('hendelse')
          .select(['kode'])
          .where('person', '=', ovingsId(ADMIN))
          .execute()
      )
        .map(h => h.kode)
        .sort(),
    ).toEqual(['rolle-fjernet-ppt', 'rolle-gitt-ppt'])
  })

  it('en administrator ved én skole styrer ikke over kanalen til en annen', async () => {
    const { db } = b.bot.ktx
    const kanal = '19:nabo-kanal@thread.tacv2'
    await db
      .insertInto('kanal')
      .values({
        tenant: OVING.tenant,
        kanal,
        team: OVING.team.id,
        skole: 'nabo',
        service_url: b.kobling.serviceUrl,
      })
      .execute()
    const admin = b.scene.som(ADMIN)
    const her = admin.aktivitet(`${kanal};messageid=1`, {
      channelData: { tenant: { id: OVING.tenant }, team: { id: OVING.team.id }, channel: { id: kanal } },
    })
    const svar = await admin.sender(
      { ...agenda, samtale: `${kanal};messageid=1` },
      'oppsett.gi-rolle',
      { person: ovingsId(FREMMED), rolle: 'rektor' },
      { channelData: her['channelData'] },
    )
    expect(skjermtekst(svar)).toContain('Bare en administrator')
    expect(await db.selectFrom('rolle').select('person').where('skole', '=', 'nabo').execute()).toEqual([
      { person: ovingsId(NABO) },
    ])
  })
})

describe('kontroll: de samme dataene fra en som kan', () => {
  it.each(VERB)('«%s» gjør noe', async verb => {
    const hvem = verb.startsWith('oppsett.') ? b.sara : b.rolf
    const svar = await hvem.sender(agenda, verb, {
      ...gyldigData(verb),
      ...(verb === 'oppsett.knytt' ? { skolenavn: OVING.skole.navn } : {}),
    })
    expect(svar.status).toBe(200)
    expect(skjermtekst(svar)).not.toMatch(
      /Dette finnes ikke|Denne knappen virker|Noe gikk galt|^Bare |Ikke lagret|kan ikke angres|Ukjent/m,
    )
  })
})

function objekt(v: unknown): Record<string, unknown> {
  return typeof v === 'object' && v !== null ? { ...v } : {}
}

function utenTabeller(rader: Record<string, string[]>, uten: string[]): Record<string, string[]> {
  return Object.fromEntries(Object.entries(rader).filter(([tabell]) => !uten.includes(tabell)))
}
