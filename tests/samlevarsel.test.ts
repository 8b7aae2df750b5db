import type { KyselyPlugin } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { apnePostgres } from '../src/database/tilkobling.ts'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { apneMedFristTil } from '../src/oppfolging/oppgave-store.ts'
import { planleggSamlevarsler } from '../src/oppfolging/planlegg-samlevarsler.ts'
import { hentTiltak } from '../src/referat/referat-store.ts'
import { begynnPaNytt, fraNaAv, somTekst } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'
import { nyDatabase } from './oppsett/postgres.ts'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot({ valg: { lagring: { dager: 3650, sikkerhetskopiDager: 7 } } })
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
type Hvem = Testbot['sara']

async function gaTil(tid: string, bot: Testbot = b) {
  await bot.send()
  bot.settTid(tid)
  await bot.send()
}

/** The practice school's tasks: Hege's is due Monday 23 November, Frida's on the 25th, Siri's on the 27th. */
const lister = (nye: ReturnType<typeof fraNaAv>, hvem: Hvem) =>
  nye(hvem.chat)
    .filter(m => m.slag === 'ny')
    .map(m => somTekst([m]))
    .filter(tekst => tekst.includes('Påminnelser: '))
const oppgaven = async (hvem: Hvem) =>
  (
    await b.bot.ktx.db
      .selectFrom('oppgave')
      .select('id')
      .where('ansvarlig', '=', ovingsId(hvem.person))
      .executeTakeFirstOrThrow()
  ).id
const iChat = (hvem: Hvem): Skjerm => ({
  samtale: hvem.chat,
  aktivitet: 'x',
  kort: undefined,
  tekst: undefined,
  status: 200,
})
const kortet = (hvem: Hvem) => b.scene.visning(hvem.chat, 'Endre påminnelser')

async function velger(hvem: Hvem, fyll: Record<string, string>, bot: Testbot = b) {
  await hvem.skriver('/påminnelser', 'chat')
  await bot.send()
  const skjema = await hvem.trykker(
    await bot.scene.visning(hvem.chat, 'Endre påminnelser'),
    'Endre påminnelser',
  )
  return hvem.trykker(skjema, 'Lagre', fyll)
}

describe('én melding om morgenen', () => {
  it('har alt som har frist, med referanser og datoer, og ingen tekst', async () => {
    // Two of the three become Hege's.
    for (const hvem of [b.frida, b.siri])
      await b.rolf.sender(iChat(b.rolf), 'oppgave.gi', {
        oppgave: await oppgaven(hvem),
        nonce: hvem.navn,
        til: ovingsId(b.hege.person),
      })
    const nye = fraNaAv(b)
    await gaTil('2026-11-23T07:59')
    expect(lister(nye, b.hege)).toEqual([])
    await gaTil('2026-11-25T08:00')
    const [liste, ...flere] = lister(nye, b.hege)
    expect(flere).toEqual([])
    expect(liste).toContain('Påminnelser: 1 over fristen, 1 med frist i dag og 1 med frist snart')
    expect(liste).toMatch(/Over fristen\s+K7F3 · mandag 23. november/)
    expect(liste).toMatch(/Frist i dag\s+K7F3 · onsdag 25. november/)
    expect(liste).toMatch(/Frist de neste dagene\s+R4T6 · fredag 27. november/)
    const punkter = await b.bot.ktx.db.selectFrom('punkt').select('id').execute()
    const tekster = await hentTiltak(
      b.bot.ktx,
      punkter.map(p => p.id),
    )
    expect(tekster.length).toBeGreaterThan(2)
    const sendt = JSON.stringify(b.kobling.meldinger.map(m => m.versjoner))
    for (const { tekst } of tekster) expect(sendt).not.toContain(tekst)
    const vist = await b.hege.trykker(await kortet(b.hege), 'Vis oppfølgingene')
    expect(skjermtekst(vist)).toContain(tekster[0]?.tekst)
  })

  it('kommer bare når noe har sin dag, og til den som har valgt en annen time, da', async () => {
    expect(skjermtekst(await velger(b.frida, { klokke: '13:00' }))).toContain('Lagret.')
    const nye = fraNaAv(b)
    await gaTil('2026-11-23T12:59')
    expect(lister(nye, b.frida)).toEqual([])
    await gaTil('2026-11-23T13:00')
    expect(lister(nye, b.frida)).toHaveLength(1)
    await gaTil('2026-11-24T16:00')
    expect(lister(nye, b.frida)).toHaveLength(1)
    await gaTil('2026-11-25T13:00')
    expect(lister(nye, b.frida)).toHaveLength(2)
  })

  it('samler det som er forsinket, i én, og sender ikke om kvelden eller i helgen', async () => {
    const nye = fraNaAv(b)
    // Down from Saturday to Friday evening.
    await gaTil('2026-11-27T19:00')
    expect(lister(nye, b.hege)).toEqual([])
    await gaTil('2026-11-29T12:00')
    expect(lister(nye, b.hege)).toEqual([])
    await gaTil('2026-11-30T08:00')
    // What was on its way meanwhile has waited for the day's planning.
    await gaTil('2026-11-30T08:01')
    for (const hvem of [b.hege, b.frida, b.siri]) {
      const [liste, ...flere] = lister(nye, hvem)
      expect(flere).toEqual([])
      expect(liste).toContain('1 over fristen')
    }
  })

  it('samles også når Teams har vært nede i dagevis', async () => {
    const nye = fraNaAv(b)
    b.kobling.feil(10_000, 503)
    for (const dag of ['23', '24', '25', '26', '27']) await gaTil(`2026-11-${dag}T08:00`)
    b.kobling.feil(0, 503)
    await gaTil('2026-11-30T08:00')
    await gaTil('2026-11-30T12:00')
    for (const hvem of [b.hege, b.frida, b.siri]) expect(lister(nye, hvem)).toHaveLength(1)
    expect(
      await b.bot.ktx.db
        .selectFrom('utboks')
        .select('id')
        .where('slag', '=', 'samlevarsel')
        .where('status', '=', 'venter')
        .execute(),
    ).toEqual([])
  })

  it('hopper over helligdager og skolens fridager', async () => {
    await b.bot.ktx.db
      .insertInto('fridag')
      .values({
        tenant: OVING.tenant,
        skole: OVING.skole.id,
        id: 'f1',
        fra: '2026-11-23',
        til: '2026-11-24',
        navn: 'planleggingsdager',
        lagt_til_av: ovingsId(b.rolf.person),
      })
      .execute()
    const nye = fraNaAv(b)
    await gaTil('2026-11-23T10:00')
    await gaTil('2026-11-24T10:00')
    expect([b.hege, b.frida, b.siri].flatMap(hvem => lister(nye, hvem))).toEqual([])
    await gaTil('2026-11-25T08:00')
    expect([b.hege, b.frida, b.siri].map(hvem => lister(nye, hvem).length)).toEqual([1, 1, 1])
    // Weekly after that: New Year's Day is the Monday after's.
    const sendt = fraNaAv(b)
    for (const dag of ['2026-12-25', '2026-12-28', '2027-01-01', '2027-01-04']) {
      await gaTil(`${dag}T08:00`)
      const antall = lister(sendt, b.siri).length
      expect([dag, antall]).toEqual([
        dag,
        { '2026-12-25': 0, '2026-12-28': 1, '2027-01-01': 1, '2027-01-04': 2 }[dag],
      ])
    }
  })

  it('er borte når oppgaven er gjort før den sendes', async () => {
    await velger(b.hege, { klokke: '10:00' })
    await gaTil('2026-11-23T08:00')
    await b.hege.sender(iChat(b.hege), 'oppgave.gjort', { oppgave: await oppgaven(b.hege) })
    const nye = fraNaAv(b)
    await gaTil('2026-11-23T10:00')
    expect(lister(nye, b.hege)).toEqual([])
  })
})

describe('utsette og stoppe', () => {
  it('«Minn meg i morgen» gjelder alt på listen, til neste arbeidsdag', async () => {
    await gaTil('2026-11-27T08:00')
    const svar = await b.hege.trykker(await kortet(b.hege), 'Minn meg i morgen')
    expect(skjermtekst(svar)).toContain('Du blir minnet igjen mandag 30. november.')
    const nye = fraNaAv(b)
    await gaTil('2026-11-30T08:00')
    expect(lister(nye, b.hege)).toHaveLength(1)
    expect(skjermtekst(await b.siri.sender(await kortet(b.hege), 'varsel.i-morgen', {}))).toContain(
      'minnet igjen',
    )
    expect(
      await b.bot.ktx.db
        .selectFrom('oppgave')
        .select('pause_til')
        .where('id', '=', await oppgaven(b.hege))
        .execute(),
    ).toEqual([{ pause_til: '2026-11-30' }])
  })

  it('én oppgave: pause, slutt, og som vanlig igjen; bare for den som har den', async () => {
    const oppgave = await oppgaven(b.hege)
    const her = iChat(b.hege)
    const vist = await b.hege.sender(her, 'oppgave.vis', { oppgave })
    const skjema = await b.hege.trykker(vist, 'Påminnelser')
    expect(skjermtekst(skjema)).toContain('Fristen er mandag 23. november.')
    const pauset = await b.hege.trykker(skjema, 'Lagre', { pause: 'uke' })
    expect(skjermtekst(pauset)).toContain('Du blir minnet igjen mandag 30. november.')
    const nye = fraNaAv(b)
    for (const dag of ['23', '24', '25', '26', '27']) await gaTil(`2026-11-${dag}T08:00`)
    expect(lister(nye, b.hege)).toEqual([])
    await gaTil('2026-11-30T08:00')
    expect(lister(nye, b.hege)).toHaveLength(1)

    const igjen = await b.hege.sender(her, 'oppgave.pause-skjema', { oppgave })
    await b.hege.trykker(igjen, 'Lagre', { pause: 'aldri' })
    for (const dag of ['02', '07', '14']) await gaTil(`2026-12-${dag}T08:00`)
    expect(lister(nye, b.hege)).toHaveLength(1)
    await b.hege.trykker(await b.hege.sender(her, 'oppgave.pause-skjema', { oppgave }), 'Lagre', {
      pause: 'som_vanlig',
    })
    await gaTil('2026-12-21T08:00')
    expect(lister(nye, b.hege)).toHaveLength(2)

    for (const hvem of [b.rolf, b.odd])
      for (const verb of ['oppgave.pause-skjema', 'oppgave.pause'])
        expect(skjermtekst(await hvem.sender(her, verb, { oppgave, nonce: 'n', pause: 'aldri' }))).toBe(
          FINNES_IKKE,
        )
  })

  it('en ny frist og en ny ansvarlig minnes om på nytt', async () => {
    const oppgave = await oppgaven(b.hege)
    const her = iChat(b.hege)
    await b.hege.sender(her, 'oppgave.pause', { oppgave, nonce: 'p', pause: 'aldri' })
    await b.rolf.sender(her, 'oppgave.gi', { oppgave, nonce: 'g', til: ovingsId(b.odd.person) })
    const nye = fraNaAv(b)
    await gaTil('2026-11-23T08:00')
    expect(lister(nye, b.odd)).toHaveLength(1)
    expect(lister(nye, b.hege)).toEqual([])
  })

  it('slått av får hun ingen, men møtelederen får vite det etter fjorten dager, med rolle og uten navn', async () => {
    await velger(b.hege, { pa: 'nei' })
    const nye = fraNaAv(b)
    for (const dag of ['2026-11-23', '2026-11-30', '2026-12-04']) await gaTil(`${dag}T08:00`)
    expect(lister(nye, b.rolf)).toEqual([])
    await gaTil('2026-12-07T08:00')
    expect(lister(nye, b.hege)).toEqual([])
    const [liste] = lister(nye, b.rolf)
    expect(liste).toContain('Påminnelser: 1 uten svar i møter du leder')
    expect(liste).toContain('K7F3 · helsesykepleier · mandag 23. november')
    expect(liste).not.toContain('Hege')
    // Said once, and again when another has stood as long.
    await gaTil('2026-12-08T08:00')
    expect(lister(nye, b.rolf)).toHaveLength(1)
    await gaTil('2026-12-09T08:00')
    expect(lister(nye, b.rolf)[1]).toContain('2 uten svar')
  })

  it('den som har sluttet, hører ingenting; lederen får vite det på dagen', async () => {
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.hege.person)).execute()
    const nye = fraNaAv(b)
    await gaTil('2026-11-23T08:00')
    expect(lister(nye, b.hege)).toEqual([])
    expect(lister(nye, b.rolf)[0]).toContain('K7F3 · har sluttet · mandag 23. november')
  })
})

describe('borte', () => {
  const BORTE = { fra: '2026-11-23', til: '2026-11-25' }

  it('vikaren får påminnelsene sammen med sine egne, kan lese og svare, og mister det når hun er tilbake', async () => {
    const svar = await velger(b.hege, { ...BORTE, vikar: ovingsId(b.frida.person) })
    expect(skjermtekst(svar)).toContain('Lagret. Du er borte til og med onsdag 25. november.')
    const nye = fraNaAv(b)
    await gaTil('2026-11-23T08:00')
    expect(lister(nye, b.hege)).toEqual([])
    const [liste, ...flere] = lister(nye, b.frida)
    expect(flere).toEqual([])
    expect(liste).toContain('Påminnelser: 1 med frist snart og 1 som vikar')
    expect(liste).toMatch(/Som vikar for Hege Helsesykepleier\s+K7F3 · mandag 23. november/)
    const oppgave = await oppgaven(b.hege)
    const kort = await kortet(b.frida)
    expect(skjermtekst(await b.frida.sender(kort, 'oppgave.vis', { oppgave }))).toContain(
      'Tilby samtale på helsekontoret',
    )
    expect(skjermtekst(await b.odd.sender(kort, 'oppgave.vis', { oppgave }))).toBe(FINNES_IKKE)
    const hennes = { liste: { side: 0, utvalg: 'alle', skole: '', hvem: ovingsId(b.hege.person) } }
    const listen = skjermtekst(await b.frida.sender(kort, 'oppgaver.vis', hennes))
    expect(listen).toContain('Som vikar for Hege Helsesykepleier')
    expect(listen).toContain('Tilby samtale på helsekontoret')
    expect(skjermtekst(await b.odd.sender(kort, 'oppgaver.vis', hennes))).not.toContain('Tilby samtale')
    await gaTil('2026-11-26T08:00')
    expect(skjermtekst(await b.frida.sender(kort, 'oppgaver.vis', hennes))).not.toContain('Tilby samtale')
    expect(lister(nye, b.hege)).toHaveLength(1)
    expect(skjermtekst(await b.frida.sender(kort, 'oppgave.vis', { oppgave }))).toBe(FINNES_IKKE)
  })

  it('uten vikar venter de til hun er tilbake', async () => {
    await velger(b.hege, BORTE)
    const nye = fraNaAv(b)
    for (const dag of ['23', '24', '25']) await gaTil(`2026-11-${dag}T08:00`)
    expect(lister(nye, b.hege)).toEqual([])
    await gaTil('2026-11-26T08:00')
    expect(lister(nye, b.hege)[0]).toContain('1 over fristen')
  })

  it('er begge borte, venter det på den første som er tilbake', async () => {
    await velger(b.hege, { ...BORTE, til: '2026-12-04', vikar: ovingsId(b.odd.person) })
    await velger(b.odd, BORTE)
    const nye = fraNaAv(b)
    for (const dag of ['23', '25']) await gaTil(`2026-11-${dag}T08:00`)
    expect([...lister(nye, b.hege), ...lister(nye, b.odd)]).toEqual([])
    await gaTil('2026-11-26T08:00')
    expect(lister(nye, b.hege)).toEqual([])
    expect(lister(nye, b.odd)[0]).toContain('1 som vikar')
  })

  it.each([
    [{ fra: '2026-11-24' }, 'Velg siste dag du er borte.'],
    [{ fra: '2026-11-26', til: '2026-11-25' }, 'Siste dag må være i dag eller senere'],
    [{ til: '2026-11-20' }, 'Siste dag må være i dag eller senere'],
    [{ til: 'i morgen' }, 'Siste dag må være i dag eller senere'],
    [{ til: '2026-11-25', vikar: 'oving/noen-andre' }, 'Velg en vikar fra listen.'],
    [{ klokke: '03:00' }, 'Velg et klokkeslett fra listen.'],
  ] satisfies [Record<string, string>, string][])(
    '%j tas ikke imot, og det som er skrevet, står',
    async (fyll: Record<string, string>, setning) => {
      const svar = await velger(b.hege, fyll)
      expect(skjermtekst(svar)).toContain(setning)
      const verdier = Object.fromEntries(felt(svar.kort).map(f => [f.id, f.verdi]))
      for (const [id, verdi] of Object.entries(fyll)) expect(verdier[id]).toBe(verdi)
      expect(await b.bot.ktx.db.selectFrom('varselvalg').select('person').execute()).toEqual([])
    },
  )

  it('det som er valgt, glemmes når en ikke har noen rolle lenger', async () => {
    await velger(b.hege, { ...BORTE, vikar: ovingsId(b.frida.person) })
    await velger(b.odd, { klokke: '10:00' })
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.hege.person)).execute()
    await gaTil('2026-11-22T03:00')
    expect(await b.bot.ktx.db.selectFrom('varselvalg').select('person').execute()).toEqual([
      { person: ovingsId(b.odd.person) },
    ])
  })

  it('vikaren velges blant kollegaer; en fremmed har ingen påminnelser å velge om', async () => {
    await b.hege.skriver('vikar', 'chat')
    await b.send()
    const skjema = await b.hege.trykker(await kortet(b.hege), 'Endre påminnelser')
    const valg = felt(skjema.kort).find(f => f.id === 'vikar')?.valg ?? []
    expect(JSON.stringify(valg)).toContain('Sara Sosiallærer')
    expect(JSON.stringify(valg)).not.toContain('Hege')
    expect(knapper(skjema.kort).map(k => k.tittel)).toEqual(['Lagre'])
  })
})

it('«/spol fram» finnes bare der klokken kan flyttes, og da kommer dagens påminnelser', async () => {
  await b.hege.skriver('/spol fram', 'chat')
  await b.send()
  expect(b.scene.tekstI(b.hege.chat)).not.toContain('Nå er det')
  const demo = await etTestbot({
    spolFram: () => {
      demo.settTid('2026-11-23T08:00')
      return '2026-11-23'
    },
  })
  try {
    await demo.hege.skriver('/spol fram', 'chat')
    await demo.send()
    const sagt = demo.scene.tekstI(demo.hege.chat)
    expect(sagt).toContain('Nå er det mandag 23. november kl. 8.')
    expect(sagt).toContain('Påminnelser: 1 med frist i dag')
  } finally {
    await demo.stopp()
  }
})

it('to replikaer som planlegger samtidig, gir én melding til hver', async () => {
  const databaseUrl = await nyDatabase(inject('postgres'))
  const bot = await etTestbot({ databaseUrl })
  const annen = await apnePostgres(databaseUrl, OVING.tenant)
  try {
    await bot.send()
    bot.settTid('2026-11-23T04:00')
    const den = { ...bot.bot.ktx, db: annen.db }
    const antall = await Promise.all([
      planleggSamlevarsler(bot.bot.ktx, '2026-11-23'),
      planleggSamlevarsler(den, '2026-11-23'),
    ])
    expect(Math.max(...antall)).toBe(2)
    const rader = await bot.bot.ktx.db
      .selectFrom('utboks')
      .select('nokkel')
      .where('slag', '=', 'samlevarsel')
      .execute()
    expect(rader.map(r => r.nokkel).sort()).toEqual(
      [b.hege, b.frida].map(hvem => `samlevarsel:${ovingsId(hvem.person)}:2026-11-23`).sort(),
    )
  } finally {
    await annen.lukk()
    await bot.stopp()
  }
})

it('spørringen som planlegger, bruker indeksen når det er mange tusen', async () => {
  const databaseUrl = await nyDatabase(inject('postgres'))
  const bot = await etTestbot({ databaseUrl })
  const eier = new pg.Client({ connectionString: databaseUrl })
  await eier.connect()
  try {
    await eier.query(`set session_replication_role = replica`)
    await eier.query(
      `insert into oppgave (tenant, id, tiltak, ref, skole, mote, ansvarlig, frist, status, endret)
       select $1, 'o' || n, 't' || n, 'K7F3', $2, 'm', 'p' || n % 3000, to_char(date '2024-01-01' + n % 1500, 'YYYY-MM-DD'),
         case when n % 20 = 0 then 'apen' else 'gjort' end, now() from generate_series(1, 60000) n`,
      [OVING.tenant, OVING.skole.id],
    )
    await eier.query('analyze oppgave')
    const noder: Parameters<KyselyPlugin['transformQuery']>[0][] = []
    const db = bot.bot.ktx.db.withPlugin({
      transformQuery(args) {
        noder.push(args)
        return args.node
      },
      transformResult: async args => args.result,
    })
    expect((await apneMedFristTil({ ...bot.bot.ktx, db }, '2024-02-01')).length).toBeGreaterThan(50)
    expect(noder).toHaveLength(1)
    for (const { node, queryId } of noder) {
      const { sql, parameters } = db.getExecutor().compileQuery(node, queryId)
      const { rows } = await eier.query(`explain ${sql}`, [...parameters])
      const plan = rows.map(rad => rad['QUERY PLAN']).join('\n')
      expect(plan).toContain('oppgave_frist')
      expect(plan).not.toContain('Seq Scan')
    }
  } finally {
    await eier.end()
    await bot.stopp()
  }
})
