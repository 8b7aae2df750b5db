import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Verb } from '../src/cards/verb.ts'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { iChat } from './bygg/chat.ts'
import { alleRader, FREMMED, fraNaAv, lagretI, ulike } from './bygg/rader.ts'
import { EN_SAK, ET_SAMTYKKE, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const NABOENHET = 'Nabobydelen'
const HEMMELIG = {
  del1: 'Foreldrene er med på planen for morgenene.',
  del2: 'Barnevernet henter inn opplysninger neste uke.',
  tiltak1: 'Ringe hjem på fredag.',
  tiltak2: 'Avtale to samtaler hjemme hos familien.',
  rettelse2: 'Opplysningene hentes inn uken etter.',
  bidrag: 'Vi har ledig veiledning på torsdager.',
  navn: 'Ingebjørg Haugstad',
}

const folk = [
  ['mottak', 'barnevern_mottak', 'bv', ''],
  ['kontaktperson', 'kontaktperson', 'bv', ''],
  ['fagkonsulent', 'fagkonsulent', 'bv', ''],
  ['avdelingsleder', 'avdelingsleder', 'bv', ''],
  ['familieveileder', 'familieveileder', 'bv', ''],
  ['nabo_mottak', 'barnevern_mottak', 'bv', NABOENHET],
  ['nabo_kontaktperson', 'kontaktperson', 'bv', NABOENHET],
  ['nabo_fagkonsulent', 'fagkonsulent', 'bv', NABOENHET],
  ['nabo_avdelingsleder', 'avdelingsleder', 'bv', NABOENHET],
  ['nabo_familieveileder', 'familieveileder', 'bv', NABOENHET],
  ['sosiallarer', 'sosiallarer', 'skole', ''],
  ['rektor', 'rektor', 'skole', ''],
  ['sosialagent', 'sosialagent', 'bv', ''],
  ['invitert', 'helsesykepleier', 'skolehelse', ''],
  ['helsesykepleier', 'helsesykepleier', 'skolehelse', ''],
  ['administrator', 'administrator', 'skole', ''],
  ['fremmed', undefined, 'skole', ''],
  ['fjernet', 'sosiallarer', 'skole', ''],
] as const
type Hvem = (typeof folk)[number][0]
const FOLK = Object.fromEntries(
  folk.map(([hvem], nr): [Hvem, Ovingsperson] => [
    hvem,
    {
      ...FREMMED,
      id: `29:${hvem}`,
      oid: `00000000-0000-4000-8000-0000000d${`${nr}`.padStart(4, '0')}`,
      navn: `${hvem} i prøven`,
    },
  ]),
) as Record<Hvem, Ovingsperson>

/** Where the four forløp stand, and who each of them exists for. */
const FORLOP = {
  'rutine 1, med møte': [
    'mottak',
    'kontaktperson',
    'fagkonsulent',
    'avdelingsleder',
    'sosiallarer',
    'rektor',
    'invitert',
  ],
  'rutine 2, nettopp kommet': ['mottak', 'kontaktperson', 'fagkonsulent', 'avdelingsleder'],
  'rutine 2, før samtalene': ['mottak', 'kontaktperson', 'fagkonsulent', 'avdelingsleder', 'sosiallarer'],
  'rutine 2, etter samtalene': [
    'mottak',
    'kontaktperson',
    'fagkonsulent',
    'avdelingsleder',
    'sosiallarer',
    'rektor',
  ],
  'naboens, i rutine 1': [
    'nabo_mottak',
    'nabo_kontaktperson',
    'nabo_fagkonsulent',
    'nabo_avdelingsleder',
    'sosiallarer',
    'rektor',
  ],
} as const satisfies Record<string, readonly Hvem[]>
type Navn = keyof typeof FORLOP
const NAVNENE = Object.keys(FORLOP) as Navn[]
const ser = (hvem: Hvem, navn: Navn) => (FORLOP[navn] as readonly Hvem[]).includes(hvem)

type Ider = {
  sak: string
  ref: string
  mote: string
  punkt1: string
  punkt2: string
  sjekkpunkt: string
  oppgave1: string
  oppgave2: string
}

let b: Testbot
let agenda: Skjerm
const ider = {} as Record<Navn, Ider>
let teamsak: string
const db = () => b.bot.ktx.db
const som = (hvem: Hvem) => b.scene.som(FOLK[hvem])
const trykk = (hvem: Hvem, verb: Verb, data: Record<string, unknown>) => som(hvem).sender(agenda, verb, data)

async function gjor(hvem: Hvem, verb: Verb, data: Record<string, unknown>, sier: string): Promise<void> {
  expect(skjermtekst(await trykk(hvem, verb, data)), verb).toContain(sier)
}

async function etForlop(hvem: Hvem, navn: Navn, rutine: string, valg: [valg: string, dato?: string][]) {
  const opp = { nonce: navn, skole: OVING.skole.id, rutine, melding: '2026-11-20' }
  const svar = await trykk(hvem, 'forlop.opprett', opp)
  const ref = /Forløp (\w{4}) er opprettet/.exec(skjermtekst(svar))?.[1] ?? ''
  const { id: sak } = await db()
    .selectFrom('sak')
    .select('id')
    .where('ref', '=', ref)
    .executeTakeFirstOrThrow()
  await gjor(
    hvem,
    'samtykke.registrer',
    {
      ...ET_SAMTYKKE,
      sak,
      versjon: 0,
      nonce: `samtykke-${navn}`,
      omfang: 'samarbeidsmote,tiltaksfasen',
      dato: '2026-11-20',
      gyldigTil: '2027-06-30',
      innhentetAv: ovingsId(FOLK[hvem]),
    },
    'er registrert',
  )
  for (const [nr, [id, dato]] of valg.entries())
    await gjor(hvem, 'forlop.velg', { sak, versjon: nr + 1, valg: id, dato }, 'Forløpet er flyttet videre.')
  const { id: sjekkpunkt } = await db()
    .selectFrom('sjekkpunkt')
    .select('id')
    .where('sak', '=', sak)
    .executeTakeFirstOrThrow()
  const ikke = crypto.randomUUID()
  ider[navn] = { sak, ref, mote: '', punkt1: ikke, punkt2: ikke, sjekkpunkt, oppgave1: ikke, oppgave2: ikke }
}

async function kallInn(hvem: Hvem, navn: Navn, type: string, dato: string, med: Hvem[]): Promise<string> {
  const deltakere = med.map(m => ovingsId(FOLK[m])).join(',')
  const innkalling = {
    sak: ider[navn].sak,
    type,
    nonce: dato,
    dato,
    klokke: '10:00',
    larer: 'med',
    deltakere,
  }
  await gjor(hvem, 'innkalling.kall-inn', innkalling, 'er kalt inn')
  const { id: mote } = await db()
    .selectFrom('mote')
    .select('id')
    .where('dato', '=', dato)
    .where('forlop', '=', ider[navn].sak)
    .executeTakeFirstOrThrow()
  const punkter = await db()
    .selectFrom('punkt')
    .select(['id', 'del'])
    .where('mote', '=', mote)
    .orderBy('nr')
    .execute()
  ider[navn] = {
    ...ider[navn],
    mote,
    punkt1: punkter.find(p => p.del === 1)?.id ?? '',
    punkt2: punkter.find(p => p.del === 2)?.id ?? ider[navn].punkt2,
  }
  return mote
}

let holdt: { mote: string; punkt2: string }

beforeAll(async () => {
  b = await etTestbot({ skjema: 'dialog' })
  for (const [hvem, rolle, tjeneste, enhet] of folk) {
    const person = ovingsId(FOLK[hvem])
    const { navn, id: konto } = FOLK[hvem]
    const { tenant } = b.bot.ktx
    await db()
      .insertInto('person')
      .values({ tenant, person, navn, konto, service_url: b.kobling.serviceUrl, samtale: null })
      .execute()
    if (rolle !== undefined)
      await db()
        .insertInto('rolle')
        .values({ tenant, skole: OVING.skole.id, person, rolle, tjeneste, enhet })
        .execute()
  }
  agenda = await etInnkaltMote(b)
  await b.sara.sender(agenda, 'oppsett.register', { pa: true })
  const team = await db()
    .selectFrom('mote')
    .select('id')
    .where('status', '=', 'planlagt')
    .executeTakeFirstOrThrow()
  teamsak = team.id

  // Held and approved, with a measure in each part; then another one is called in.
  const en = 'rutine 1, med møte'
  await etForlop('mottak', en, 'bekymringsmelding', [['undersokes'], ['avtalt']])
  const forste = await kallInn('mottak', en, 'oppstartsmote', '2026-11-24', ['invitert', 'sosiallarer'])
  await gjor('sosiallarer', 'bidrag.gi', { punkt: ider[en].punkt1, nonce: 'b', tekst: HEMMELIG.bidrag }, '')
  await b.send()
  b.settTid('2026-11-24T10:00')
  await trykk('mottak', 'mote.start', { mote: forste, tjenester: 'skole,bv', likevel: true })
  for (const [punkt, oppsummering, tiltakTekst, ansvarlig] of [
    [ider[en].punkt1, HEMMELIG.del1, HEMMELIG.tiltak1, 'sosiallarer'],
    [ider[en].punkt2, HEMMELIG.del2, HEMMELIG.tiltak2, 'mottak'],
  ] as const)
    await trykk('mottak', 'mote.lagre', {
      punkt,
      nonce: punkt,
      versjon: 1,
      oppsummering,
      tiltakTekst,
      ansvarlig: ovingsId(FOLK[ansvarlig]),
      frist: '2026-12-10',
    })
  await gjor('mottak', 'mote.avslutt', { mote: forste }, 'Møtet er avsluttet')
  await gjor('mottak', 'referat.godkjenn', { mote: forste }, 'er godkjent')
  holdt = { mote: forste, punkt2: ider[en].punkt2 }
  const oppgaver = await db().selectFrom('oppgave').selectAll().where('mote', '=', forste).execute()
  const oppgaveTil = (hvem: Hvem) => oppgaver.find(o => o.ansvarlig === ovingsId(FOLK[hvem]))?.id ?? ''
  await db().updateTable('forlop').set({ steg: 'oppstart' }).where('sak', '=', ider[en].sak).execute()
  await kallInn('mottak', en, 'oppstartsmote', '2026-12-08', ['invitert'])
  ider[en] = { ...ider[en], oppgave1: oppgaveTil('sosiallarer'), oppgave2: oppgaveTil('mottak') }
  expect(Object.values(ider[en])).not.toContain('')

  await etForlop('fagkonsulent', 'rutine 2, nettopp kommet', 'vold', [])
  await etForlop('kontaktperson', 'rutine 2, før samtalene', 'vold', [
    ['undersokes'],
    ['avtalt', '2026-11-30'],
  ])
  const etter = 'rutine 2, etter samtalene'
  await etForlop('avdelingsleder', etter, 'vold', [
    ['undersokes'],
    ['avtalt', '2026-11-30'],
    ['gjennomfort'],
    ['samtykke_ja'],
  ])
  await kallInn('avdelingsleder', etter, 'samarbeidsmote_3delt', '2026-12-09', [])
  const nabo = 'naboens, i rutine 1'
  await etForlop('nabo_mottak', nabo, 'bekymringsmelding', [['undersokes'], ['avtalt']])
  await kallInn('nabo_mottak', nabo, 'oppstartsmote', '2026-12-07', [])
  for (const { sak } of Object.values(ider))
    await b.bot.ktx.db.updateTable('forlop').set({ melder: 'skole' }).where('sak', '=', sak).execute()
  await b.send()
  await db().deleteFrom('rolle').where('person', '=', ovingsId(FOLK.fjernet)).execute()
  for (const [hvem] of folk) await som(hvem).skriver('hjelp', 'chat')
  await b.send()
})
afterAll(() => b.stopp())

/** Every verb about a case, a meeting, an item or a task, with the forløp's own. */
function alleTrykk(navn: Navn, nonce: string): [Verb, Record<string, unknown>][] {
  const { sak, mote, punkt1, sjekkpunkt, oppgave1 } = ider[navn]
  const tekst = 'Dette skal aldri bli lagret av noen som ikke er med.'
  const omSaken: [Verb, Record<string, unknown>][] = [
    ['forlop.vis', { sak }],
    ['forlop.valg-skjema', { sak, versjon: 1, valg: 'undersokes' }],
    ['forlop.velg', { sak, versjon: 1, valg: 'undersokes' }],
    ['forlop.avvik-skjema', { sak }],
    ['forlop.angre', { sak }],
    ['forlop.kryss', { sak, sjekkpunkt, gjort: true }],
    ['innkalling.skjema', { sak, type: 'oppstartsmote' }],
    ['innkalling.kall-inn', { sak, type: 'oppstartsmote', nonce, dato: '2026-12-11', klokke: '10:00' }],
    ['sjekkliste.vis', { sak, mote: '' }],
    ['sjekkliste.lagre', { sak, mote: '', gjort: 'tid' }],
    ['sak.vis', { sak }],
    ['sak.apenhet', { sak, apen: false }],
    ['sak.slett-skjema', { sak }],
    ['sak.slett', { sak, arkivert: 'true' }],
    ['innsyn.lag', { sak }],
    ['identitet.vis', { sak }],
    ['identitet.skjema', { sak }],
    ['identitet.lagre', { sak, navn: HEMMELIG.navn }],
    ['samtykke.skjema', { sak }],
    ['samtykke.trekk', { sak }],
    ['samtykke.historikk', { sak }],
    ['samtykke.be-om', { sak }],
    ['oppgave.vis', { oppgave: oppgave1 }],
    ['oppgave.gjort', { oppgave: oppgave1 }],
    ['oppgave.gi', { oppgave: oppgave1, nonce, til: ovingsId(FOLK.rektor) }],
  ]
  if (mote === '') return omSaken
  return [
    ...omSaken,
    ['agenda.apne', { mote }],
    ['agenda.kommer', { mote }],
    ['agenda.angre-avlysning', { mote }],
    ['mote.start', { mote, likevel: true, tjenester: 'skole' }],
    ['rommet.skjema', { mote }],
    ['mote.steg', { mote, steg: punkt1 }],
    ['mote.lagre', { punkt: punkt1, nonce, versjon: 1, oppsummering: tekst }],
    ['mote.sla-sammen', { mote, slatt: true }],
    ['mote.syk-skjema', { mote }],
    ['mote.avlys', { mote, syk: 'skole' }],
    ['mote.flytt-skjema', { mote }],
    ['mote.flytt', { mote, dato: '2026-12-14', klokke: '10:00' }],
    ['sjekkliste.vis', { sak: '', mote }],
    ['sjekkliste.lagre', { sak: '', mote, gjort: 'tid' }],
    ['bidrag.skjema', { punkt: punkt1 }],
    ['bidrag.gi', { punkt: punkt1, nonce, tekst }],
    ['sak.skjema', { mote }],
    ['sak.meld', { ...EN_SAK, mote, nonce }],
    ['tema.meld', { mote, nonce, tekst }],
    ['referat.vis', { mote }],
    ['referat.godkjenn', { mote }],
    ['referat.rettelse', { mote, nonce, tekst }],
    ['tekst.velg', { mote }],
    ['tekst.fjern', { mote, tekst: `punkt:${punkt1}` }],
  ]
}

const UTENFOR = NAVNENE.flatMap(navn =>
  folk.filter(([hvem]) => !ser(hvem, navn)).map(([hvem]) => ({ navn, hvem })),
)

describe('et forløp som ikke finnes for noen, finnes ikke med noen knapp', () => {
  it.each(UTENFOR)('$navn: $hvem', async ({ navn, hvem }) => {
    const for_ = await alleRader(b)
    const nye = fraNaAv(b)
    const svart: string[] = []
    for (const [verb, data] of alleTrykk(navn, `${navn}-${hvem}`)) {
      const svar = await trykk(hvem, verb, data)
      if (svar.tekst !== FINNES_IKKE) svart.push(`${verb}: ${skjermtekst(svar).slice(0, 200)}`)
    }
    expect(svart).toEqual([])
    await b.send()
    expect(ulike(for_, await alleRader(b))).toEqual([])
    expect(nye()).toEqual([])
    const liste = skjermtekst(await trykk(hvem, 'forlop.liste', {}))
    const velg = skjermtekst(await trykk(hvem, 'innkalling.velg', {}))
    expect(`${liste}${velg}`).not.toContain(ider[navn].ref)
  })

  it.each(UTENFOR)('$navn: /sak for $hvem svarer som på et ukjent merke', async ({ navn, hvem }) => {
    const svarPa = async (ref: string) => {
      await som(hvem).skriver(`/sak ${ref}`, 'chat')
      return skjermtekst(await iChat(b, som(hvem), '')).replaceAll(ref, '…')
    }
    expect(await svarPa(ider[navn].ref)).toBe(await svarPa('ZZZZ'))
  })
})

describe('et forløp som finnes for noen', () => {
  const INNENFOR = NAVNENE.flatMap(navn => FORLOP[navn].map(hvem => ({ navn, hvem })))
  it.each(INNENFOR)('$navn: $hvem', async ({ navn, hvem }) => {
    const svar = skjermtekst(await trykk(hvem, 'forlop.vis', { sak: ider[navn].sak }))
    // Who is only invited has the meeting, not the forløp.
    if (hvem === 'invitert') expect(svar).toBe(FINNES_IKKE)
    else expect(svar).toContain(`Forløp ${ider[navn].ref}`)
    if (ider[navn].mote !== '')
      expect(skjermtekst(await trykk(hvem, 'agenda.apne', { mote: ider[navn].mote }))).toContain(
        `Forløp ${ider[navn].ref}`,
      )
  })

  it('den som er invitert, gjør ingenting med forløpet', async () => {
    const for_ = await alleRader(b)
    const { sak } = ider['rutine 1, med møte']
    for (const [verb, data] of alleTrykk('rutine 1, med møte', 'invitert'))
      if (/^(forlop|innkalling)\./.test(verb) || ('mote' in data && data['mote'] === '' && 'sak' in data))
        expect((await trykk('invitert', verb, data)).tekst, verb).toBe(FINNES_IKKE)
    for (const verb of ['innsyn.lag', 'sak.slett', 'samtykke.skjema', 'identitet.lagre'] as const)
      expect(
        skjermtekst(await trykk('invitert', verb, { sak, arkivert: 'true', navn: HEMMELIG.navn })),
        verb,
      ).toMatch(/Bare |finnes ikke/)
    expect(ulike(for_, await alleRader(b))).toEqual([])
  })

  it('skolen sletter ikke, ser ikke innsyn og tar ikke barnevernets steg', async () => {
    const for_ = await alleRader(b)
    const { sak } = ider['rutine 1, med møte']
    for (const hvem of ['sosiallarer', 'rektor'] as const) {
      for (const verb of ['innsyn.lag', 'sak.slett', 'sak.slett-skjema'] as const)
        expect(skjermtekst(await trykk(hvem, verb, { sak, arkivert: 'true' })), verb).toMatch(/Bare /)
      const { versjon } = await db()
        .selectFrom('forlop')
        .select('versjon')
        .where('sak', '=', sak)
        .executeTakeFirstOrThrow()
      for (const mer of [{ valg: 'holdt' }, { valg: 'holdt', avvik: 'annet' }, { valg: 'henlegges' }])
        expect(skjermtekst(await trykk(hvem, 'forlop.velg', { sak, versjon, ...mer }))).not.toContain(
          'Forløpet er flyttet videre.',
        )
      await gjor(
        hvem,
        'forlop.opprett',
        { nonce: `start-${hvem}`, skole: OVING.skole.id, rutine: 'vold', melding: '2026-11-20' },
        'Denne rutinen startes av barnevernet.',
      )
    }
    expect(ulike(for_, await alleRader(b))).toEqual([])
  })
})

describe('del 2 er barnevernets og foreldrenes', () => {
  const UTEN_DEL2 = ['sosiallarer', 'rektor', 'invitert'] as const

  it.each(UTEN_DEL2)('%s leser hverken punktene, teksten eller tiltakene i den', async hvem => {
    const { mote, oppgave2 } = ider['rutine 1, med møte']
    const sett: string[] = []
    for (const verb of ['agenda.apne', 'referat.vis', 'tekst.velg', 'sjekkliste.vis'] as const)
      for (const m of [mote, holdt.mote]) {
        const svar = await trykk(hvem, verb, { mote: m })
        sett.push(skjermtekst(svar), JSON.stringify(svar.kort ?? ''))
      }
    for (const verb of ['oppgaver.vis', 'forlop.liste'] as const)
      sett.push(skjermtekst(await trykk(hvem, verb, {})))
    for (const hemmelig of [HEMMELIG.del2, HEMMELIG.tiltak2, holdt.punkt2, 'plan for undersøkelsen'])
      expect(sett.join('\n')).not.toContain(hemmelig)
    for (const verb of ['oppgave.vis', 'oppgave.gjort', 'oppgave.gi-skjema', 'oppgave.hjelp'] as const)
      expect((await trykk(hvem, verb, { oppgave: oppgave2 })).tekst, verb).toBe(FINNES_IKKE)
    await b.send()
  })

  it('barnevernet leser alt, og tar del 2 med til neste møte', async () => {
    const neste = skjermtekst(
      await trykk('kontaktperson', 'agenda.apne', { mote: ider['rutine 1, med møte'].mote }),
    )
    expect(neste).toContain(HEMMELIG.tiltak2)
    expect(skjermtekst(await trykk('fagkonsulent', 'referat.vis', { mote: holdt.mote }))).toContain(
      HEMMELIG.del2,
    )
  })

  it.each(UTEN_DEL2)('%s gir ikke bidrag til den, og fjerner ikke tekst fra den', async hvem => {
    const { punkt2 } = ider['rutine 1, med møte']
    const for_ = await alleRader(b)
    for (const [verb, data] of [
      ['bidrag.skjema', { punkt: punkt2 }],
      ['bidrag.gi', { punkt: punkt2, nonce: hvem, tekst: 'Vi vil også være med her.' }],
      ['tekst.fjern', { mote: holdt.mote, tekst: `punkt:${holdt.punkt2}` }],
    ] as [Verb, Record<string, unknown>][])
      expect((await trykk(hvem, verb, data)).tekst, verb).toBe(FINNES_IKKE)
    expect(ulike(for_, await alleRader(b))).toEqual([])
    expect(await lagretI(b, HEMMELIG.del2)).toEqual(['punkt'])
  })

  it('retter barnevernet noe i den, leser ikke skolen rettelsen; og uten valg av del lagres den ikke', async () => {
    const { mote } = holdt
    const skjema = await trykk('mottak', 'referat.rettelse-skjema', { mote })
    expect(skjermtekst(skjema)).toContain('Del 2: barnevernet og foreldrene')
    expect(skjermtekst(await trykk('sosiallarer', 'referat.rettelse-skjema', { mote }))).not.toContain('Del ')

    const for_ = await alleRader(b)
    const uten = await trykk('mottak', 'referat.rettelse', { mote, nonce: 'u', tekst: HEMMELIG.rettelse2 })
    expect(skjermtekst(uten)).toContain('Velg hvilken del av møtet det gjelder.')
    expect(JSON.stringify(uten.kort)).toContain(HEMMELIG.rettelse2)
    const tredje = { mote, nonce: 'u3', del: '3', tekst: HEMMELIG.rettelse2 }
    expect(skjermtekst(await trykk('mottak', 'referat.rettelse', tredje))).toContain('Velg hvilken del')
    expect(ulike(for_, await alleRader(b))).toEqual([])

    for (const [hvem, del, tekst] of [
      ['mottak', '2', HEMMELIG.rettelse2],
      ['kontaktperson', '1', 'Det var torsdag, ikke onsdag.'],
      // The school has one part, whatever it sends.
      ['sosiallarer', '2', 'Fristen var mandag.'],
    ] as const)
      await gjor(hvem, 'referat.rettelse', { mote, nonce: `r-${hvem}`, del, tekst }, 'Rettelsen er lagt til')
    expect(
      await db().selectFrom('rettelse').select('del').where('mote', '=', mote).orderBy('del').execute(),
    ).toEqual([{ del: 1 }, { del: 1 }, { del: 2 }])

    const { id } = await db()
      .selectFrom('rettelse')
      .select('id')
      .where('mote', '=', mote)
      .where('del', '=', 2)
      .executeTakeFirstOrThrow()
    for (const hvem of UTEN_DEL2) {
      const lest = await trykk(hvem, 'referat.vis', { mote })
      expect(skjermtekst(lest)).toContain('Det var torsdag, ikke onsdag.')
      expect(JSON.stringify(lest.kort)).not.toContain(HEMMELIG.rettelse2)
      expect(JSON.stringify((await trykk(hvem, 'tekst.velg', { mote })).kort)).not.toContain(id)
      expect((await trykk(hvem, 'tekst.fjern', { mote, tekst: `rettelse:${id}` })).tekst).toBe(FINNES_IKKE)
    }
    const barnevernets = skjermtekst(await trykk('fagkonsulent', 'referat.vis', { mote }))
    expect(barnevernets).toContain(HEMMELIG.rettelse2)
    expect(barnevernets).toContain('Del 2')
    await b.send()
  })

  it('slås bare sammen med del 1 mens foreldrene samtykker til det', async () => {
    const { mote } = ider['rutine 1, med møte']
    await gjor('mottak', 'mote.sla-sammen', { mote, slatt: true }, 'Delene kan bare slås sammen')
    await db().updateTable('mote').set({ slatt: true }).where('id', '=', mote).execute()
    // Even where it is written that they are one, the consent of today decides.
    expect(skjermtekst(await trykk('rektor', 'agenda.apne', { mote }))).not.toContain(
      'plan for undersøkelsen',
    )
    await db().updateTable('mote').set({ slatt: false }).where('id', '=', mote).execute()
  })
})

describe('oppfølgingene i et forløp', () => {
  it.each([
    'nabo_mottak',
    'helsesykepleier',
    'sosialagent',
    'familieveileder',
    'administrator',
    'fremmed',
    'fjernet',
  ] as const)('gis ikke videre til %s', async til => {
    const for_ = await alleRader(b)
    const { oppgave1 } = ider['rutine 1, med møte']
    const svar = await trykk('sosiallarer', 'oppgave.gi', {
      oppgave: oppgave1,
      nonce: til,
      til: ovingsId(FOLK[til]),
    })
    expect(skjermtekst(svar)).not.toContain('er gitt videre')
    expect(ulike(for_, await alleRader(b))).toEqual([])
  })

  it('fra del 2 gis ikke til skolen', async () => {
    const for_ = await alleRader(b)
    const { oppgave2 } = ider['rutine 1, med møte']
    for (const til of ['sosiallarer', 'rektor', 'invitert'] as const)
      await trykk('mottak', 'oppgave.gi', { oppgave: oppgave2, nonce: til, til: ovingsId(FOLK[til]) })
    expect(ulike(for_, await alleRader(b))).toEqual([])
  })
})

describe('innsatsteamet', () => {
  it.each(['rektor', 'sosiallarer', 'mottak', 'avdelingsleder', 'helsesykepleier'] as const)(
    'tar ikke et forløp opp som sak: %s',
    async hvem => {
      const for_ = await alleRader(b)
      for (const navn of NAVNENE) {
        const data = { ...EN_SAK, mote: teamsak, nonce: `${hvem}-${navn}`, tidligere: ider[navn].sak }
        expect((await trykk(hvem, 'sak.meld', data)).tekst, navn).toBe(FINNES_IKKE)
      }
      expect(ulike(for_, await alleRader(b))).toEqual([])
      const skjema = await trykk(hvem, 'sak.skjema', { mote: teamsak })
      for (const navn of NAVNENE) expect(JSON.stringify(skjema.kort)).not.toContain(ider[navn].ref)
    },
  )

  it('ser ingenting av forløpene på sin egen agenda', async () => {
    const tekster = [
      skjermtekst(await b.scene.agenda()),
      skjermtekst(await trykk('rektor', 'agenda.apne', { mote: teamsak })),
    ]
    for (const navn of NAVNENE) expect(tekster.join('\n')).not.toContain(ider[navn].ref)
    for (const tekst of [HEMMELIG.tiltak1, HEMMELIG.tiltak2]) expect(tekster.join('\n')).not.toContain(tekst)
  })
})

describe('meldingene om et forløp', () => {
  it('går bare til dem det finnes for, og ingenting står i kanalen', () => {
    // Who has lost the role was invited while they had it.
    for (const { ref } of Object.values(ider)) expect(b.scene.tekstI(OVING.kanal.id)).not.toContain(ref)
    for (const navn of NAVNENE)
      for (const [hvem] of folk.filter(([h]) => h !== 'fjernet' && !ser(h, navn)))
        expect(b.scene.tekstI(som(hvem).chat), `${navn}: ${hvem}`).not.toContain(ider[navn].ref)
    const alt = folk.map(([hvem]) => b.scene.tekstI(som(hvem).chat)).join('\n')
    for (const tekst of Object.values(HEMMELIG)) expect(alt).not.toContain(tekst)
  })

  it('har ingen knapp til del 2 eller til forløpet for den som ikke har det', async () => {
    const kort = await trykk('invitert', 'agenda.apne', { mote: ider['rutine 1, med møte'].mote })
    const verb = knapper(kort.kort).map(k => k.verb)
    expect(verb).toContain('agenda.kommer')
    for (const v of ['forlop.vis', 'mote.sla-sammen', 'mote.avlys', 'mote.flytt-skjema'])
      expect(verb).not.toContain(v)
  })
})
