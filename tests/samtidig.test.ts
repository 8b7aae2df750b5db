import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { alleRader, begynnPaNytt, fraNaAv, lagretI, somTekst } from './bygg/rader.ts'
import {
  apneSaken,
  EN_SAK,
  ET_SAMTYKKE,
  etInnkaltMote,
  etTestbot,
  gjorApen,
  type Testbot,
} from './bygg/testbot.ts'
import { nyDatabase } from './oppsett/postgres.ts'

// Only PostgreSQL has several sessions at once.
let b: Testbot
let url: string
beforeAll(async () => {
  url = await nyDatabase(inject('postgres'))
  b = await etTestbot({ databaseUrl: url })
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

const knappedata = (skjerm: Skjerm, tittel: string): Record<string, unknown> => {
  const data = knapper(skjerm.kort).find(k => k.tittel === tittel)?.data
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

/** Holds a lock from outside while `mens` runs; lets go, and then waits for `etterpa`. */
async function medLas<T>(sporring: string, mens: () => Promise<T>): Promise<T> {
  const klient = new pg.Client({ connectionString: url })
  await klient.connect()
  try {
    await klient.query('begin')
    await klient.query(sporring)
    return await mens()
  } finally {
    await klient.query('rollback')
    await klient.end()
  }
}

/** Waits until somebody in the database waits for a lock. */
async function tilNoenVenter(antall = 1): Promise<void> {
  const klient = new pg.Client({ connectionString: url })
  await klient.connect()
  try {
    for (let i = 0; i < 1200; i++) {
      const { rows } = await klient.query(
        "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      )
      if (rows[0]?.n >= antall) return
      await new Promise(videre => setTimeout(videre, 25))
    }
    throw new Error('Ingen ventet på låsen.')
  } finally {
    await klient.end()
  }
}

describe('to som skriver det samtidig', () => {
  it('lager ett møte og én agenda', async () => {
    for (let runde = 0; runde < 4; runde++) {
      await begynnPaNytt(b)
      const nye = fraNaAv(b)
      await Promise.all([
        b.sara.skriver('/innsatsteam ny'),
        b.rolf.skriver('/innsatsteam ny'),
        b.sara.skriver('/innsatsteam ny 27.11 kl 9'),
        b.rolf.skriver('innsatsteam ny fredag 10:15'),
      ])
      await b.send()
      const moter = await b.bot.ktx.db
        .selectFrom('mote')
        .select('dato')
        .where('status', '=', 'planlagt')
        .execute()
      expect(moter).toEqual([{ dato: '2026-11-27' }])
      const agendaer = nye(OVING.kanal.id).filter(m => somTekst([m]).includes('[Meld sak]'))
      expect(agendaer).toHaveLength(1)
      expect(nye().filter(m => somTekst([m]).includes('er allerede kalt inn'))).toHaveLength(3)
    }
  })

  it('gjør en melding som leveres fem ganger på én gang, én gang', async () => {
    const nye = fraNaAv(b)
    await Promise.all(
      Array.from({ length: 5 }, () => b.sara.skriver('/innsatsteam', 'kanal', { id: 'akt-femdobbel' })),
    )
    await b.send()
    expect(nye()).toHaveLength(1)
  })
})

describe('mange på én gang', () => {
  it('får saker med hvert sitt nummer og hver sin referanse', async () => {
    const agenda = await etInnkaltMote(b)
    const alle = [b.sara, b.rolf, b.siri, b.hege, b.frida, b.odd]
    const skjemaer = await Promise.all(alle.map(hvem => hvem.trykker(agenda, 'Meld sak')))
    // Those with more than one service say for which.
    const hatt = (hvem: Testbot['sara']) =>
      hvem === b.siri ? { tjeneste: 'bv' } : hvem === b.odd ? { tjeneste: 'oslohjelpa' } : {}
    const svar = await Promise.all(
      alle.map((hvem, i) => hvem.trykker(skjemaer[i] ?? agenda, 'Send', { ...EN_SAK, ...hatt(hvem) })),
    )
    const meldt = svar.map(s => skjermtekst(s).match(/meldt som Sak (\d), ([A-Z]\d[A-Z]\d)/))
    expect(meldt.map(m => m?.[1]).sort()).toEqual(['2', '3', '4', '5', '6', '7'])
    expect(new Set(meldt.map(m => m?.[2])).size).toBe(6)
  })

  it('sender den samme innsendingen fem ganger: én sak, samme svar til alle', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    const svar = await Promise.all(Array.from({ length: 5 }, () => b.hege.trykker(skjema, 'Send', EN_SAK)))
    const tekster = new Set(svar.map(s => skjermtekst(s).match(/Saken er meldt som Sak 2, \w{4}\./)?.[0]))
    expect(tekster.size).toBe(1)
    expect(tekster).not.toContain(undefined)
    expect(await b.bot.ktx.db.selectFrom('sak').select('id').execute()).toHaveLength(3)
  })
})

describe('møtet', () => {
  async function iMotet() {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    const rolfs = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    return { agenda, rolfs }
  }

  it('to som lagrer det samme punktet i samme øyeblikk: én lagrer, den andre får velge', async () => {
    const { agenda, rolfs } = await iMotet()
    const saras = await b.sara.trykker(await b.sara.trykker(agenda, 'Fortsett møtet'), 'Neste')
    const svar = await Promise.all([
      b.rolf.trykker(rolfs, 'Lagre og neste', { oppsummering: 'Rektor skrev dette i møtet.' }),
      b.sara.trykker(saras, 'Lagre og neste', { oppsummering: 'Sosiallærer skrev noe annet i møtet.' }),
    ])
    const konflikter = svar.filter(s => skjermtekst(s).includes('har lagret dette punktet mens du skrev'))
    expect(konflikter).toHaveLength(1)
    const konflikt = skjermtekst(konflikter[0] ?? rolfs)
    expect(konflikt).toContain('Rektor skrev dette i møtet.')
    expect(konflikt).toContain('Sosiallærer skrev noe annet i møtet.')
  })

  it('to som starter det samtidig, er i det samme møtet', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    const rommet = await Promise.all([b.rolf, b.sara].map(hvem => hvem.trykker(agenda, 'Start møtet')))
    const svar = await Promise.all([
      b.rolf.trykker(rommet[0] ?? agenda, 'Bekreft og start', { tjenester: 'skole' }),
      b.sara.trykker(rommet[1] ?? agenda, 'Bekreft og start', { tjenester: 'skole,bv' }),
    ])
    for (const s of svar) expect(skjermtekst(s)).toContain('Siden sist')
    // The first one's room is the room: it is confirmed once.
    const startet = await b.bot.ktx.db
      .selectFrom('mote')
      .select(['leder', 'tilstede'])
      .where('status', '=', 'i_gang')
      .execute()
    expect([
      [{ leder: ovingsId(b.rolf.person), tilstede: 'skole' }],
      [{ leder: ovingsId(b.sara.person), tilstede: 'skole,bv' }],
    ]).toContainEqual(startet)
    const logg = await b.bot.ktx.db
      .selectFrom('logg')
      .select('person')
      .where('kode', 'like', 'rommet:%')
      .execute()
    expect(logg).toEqual([{ person: startet[0]?.leder }])
  })

  it('godkjennes én gang når to trykker samtidig', async () => {
    const { rolfs } = await iMotet()
    const slutt = await b.rolf.trykker(rolfs, 'Lagre og neste', {
      oppsummering: 'Går bedre.',
      tiltakTekst: 'Ringe hjem på fredag.',
      ansvarlig: ovingsId(b.odd.person),
      frist: '2026-12-04',
    })
    const utkast = await b.rolf.trykker(slutt, 'Avslutt møtet')
    const nye = fraNaAv(b)
    await Promise.all(Array.from({ length: 4 }, () => b.rolf.trykker(utkast, 'Godkjenn referatet')))
    await b.send()
    expect(nye(b.odd.chat)).toHaveLength(1)
    expect(await b.bot.ktx.db.selectFrom('oppgave').select('id').execute()).toHaveLength(4)
  })

  it('en lagring som kommer midt i godkjenningen, endrer ikke det låste referatet', async () => {
    const { agenda, rolfs } = await iMotet()
    const slutt = await b.rolf.trykker(rolfs, 'Lagre og neste', { oppsummering: 'Dette ble godkjent.' })
    const utkast = await b.rolf.trykker(slutt, 'Avslutt møtet')
    const saras = await b.sara.trykker(
      await b.sara.sender(agenda, 'referat.vis', knappedata(utkast, 'Godkjenn referatet')),
      'Rett',
    )
    const punkt = String(knappedata(saras, 'Lagre og neste')['punkt'])
    const sent = await medLas(`select 1 from punkt where id = '${punkt}' for update`, async () => {
      const lagring = b.sara.trykker(saras, 'Lagre og neste', {
        oppsummering: 'Dette kom etter godkjenningen.',
        tiltakTekst: 'Et tiltak som ingen får vite om.',
        ansvarlig: ovingsId(b.odd.person),
      })
      await tilNoenVenter()
      const godkjenning = b.rolf.trykker(utkast, 'Godkjenn referatet')
      // Either it waits for the saving, or it is done: both are right.
      await Promise.race([godkjenning, tilNoenVenter(2)])
      return { lagring, godkjenning }
    })
    const [lagret, godkjent] = [await sent.lagring, await sent.godkjenning]
    expect(skjermtekst(godkjent)).toContain('Godkjent av Rolf Rektor')
    const endret = (await lagretI(b, 'Dette kom etter godkjenningen.')).length > 0
    if (endret) {
      // Then the saving was first, and the approved referat holds it, with the task.
      expect(skjermtekst(godkjent)).toContain('Dette kom etter godkjenningen.')
      expect(await b.bot.ktx.db.selectFrom('oppgave').select('id').execute()).toHaveLength(4)
    } else expect(skjermtekst(lagret)).toContain('Referatet er godkjent og låst.')
  })

  it('et punkt som parkeres midt i avslutningen, følger med til neste møte', async () => {
    const { agenda, rolfs } = await iMotet()
    await b.send()
    await b.sara.skriver('/innsatsteam ny 11.12')
    await b.send()
    const slutt = await b.rolf.trykker(rolfs, 'Lagre og neste', { oppsummering: 'Drøftet.' })
    const saras = await b.sara.sender(agenda, 'mote.steg', {
      ...knappedata(slutt, 'Avslutt møtet'),
      steg: knappedata(rolfs, 'Parker')['punkt'],
    })
    const punkt = String(knappedata(saras, 'Parker')['punkt'])
    const sent = await medLas(`select 1 from punkt where id = '${punkt}' for update`, async () => {
      const parkering = b.sara.trykker(saras, 'Parker')
      await tilNoenVenter()
      const avslutning = b.rolf.trykker(slutt, 'Avslutt møtet')
      await Promise.race([avslutning, tilNoenVenter(2)])
      return { parkering, avslutning }
    })
    await Promise.all([sent.parkering, sent.avslutning])
    const rader = await b.bot.ktx.db
      .selectFrom('punkt')
      .innerJoin('mote', 'mote.id', 'punkt.mote')
      .select(['mote.dato', 'punkt.utfall'])
      .where('punkt.ref', '=', 'K7F3')
      .orderBy('mote.dato')
      .execute()
    const denne = rader.find(r => r.dato === '2026-11-27')
    expect(rader.some(r => r.dato === '2026-12-11')).toBe(denne?.utfall === 'parkert')
  })
})

describe('samtykket', () => {
  const K7F3 = () =>
    b.bot.ktx.db.selectFrom('sak').select('apen').where('ref', '=', 'K7F3').executeTakeFirstOrThrow()

  it('to som registrerer det samtidig: én registrerer, den andre får se over sitt eget', async () => {
    const agenda = await etInnkaltMote(b)
    const skjemaer = await Promise.all(
      [b.sara, b.rolf].map(async hvem => hvem.trykker(await apneSaken(hvem, agenda), 'Registrer samtykke')),
    )
    const svar = await Promise.all([
      b.sara.trykker(skjemaer[0] ?? agenda, 'Registrer samtykke', { ...ET_SAMTYKKE, ja1: 'skole' }),
      b.rolf.trykker(skjemaer[1] ?? agenda, 'Registrer samtykke', { ...ET_SAMTYKKE, ja1: 'bv' }),
    ])
    const [igjen, ...flere] = svar.filter(s =>
      skjermtekst(s).includes('Noen har endret samtykket mens du skrev.'),
    )
    expect(flere).toEqual([])
    const skrevet = igjen && felt(igjen.kort).find(f => f.id === 'ja1')?.verdi
    const lagret = await b.bot.ktx.db.selectFrom('samtykkesvar').select('tjeneste').execute()
    expect([skrevet, lagret.map(l => l.tjeneste).join()].sort()).toEqual(['bv', 'skole'])
    const historikk = await b.bot.ktx.db.selectFrom('samtykkeendring').select('nr').execute()
    expect(historikk).toHaveLength(1)
  })

  it('er saken anonym når det trekkes, også når noen gjør den åpen i samme øyeblikk', async () => {
    for (const forst of ['trekk', 'apne']) {
      await begynnPaNytt(b)
      const agenda = await etInnkaltMote(b)
      const apen = await gjorApen(b, agenda)
      const anonym = await b.sara.trykker(apen, 'Gjør anonym')
      const trekk = () => b.rolf.sender(apen, 'samtykke.trekk', knappedata(apen, 'Trekk hele samtykket'))
      const apne = () => b.sara.sender(anonym, 'sak.apenhet', knappedata(anonym, 'Gjør åpen'))
      const sent = await medLas("select 1 from sak where ref = 'K7F3' for update", async () => {
        const en = forst === 'trekk' ? trekk() : apne()
        await tilNoenVenter()
        const to = forst === 'trekk' ? apne() : trekk()
        await tilNoenVenter(2)
        return [en, to]
      })
      await Promise.all(sent)
      expect(await K7F3()).toEqual({ apen: false })
      expect(skjermtekst(await b.hege.ser(agenda))).toContain('▲ Gul: bare anonymt')
    }
  })

  it('holder loggen i én hel kjede når mange gjør noe samtidig', async () => {
    const agenda = await etInnkaltMote(b)
    const saker = await Promise.all([b.sara, b.rolf].map(hvem => apneSaken(hvem, agenda)))
    await Promise.all([
      ...saker.flatMap((sak, i) =>
        Array.from({ length: 4 }, () =>
          (i === 0 ? b.sara : b.rolf).sender(sak, 'samtykke.be-om', knappedata(sak, 'Registrer samtykke')),
        ),
      ),
      b.hege.trykker(agenda, 'Bidra').then(s => b.hege.trykker(s, 'Send', { tekst: 'Vi har ledig time.' })),
      b.frida.trykker(agenda, 'Bidra').then(s => b.frida.trykker(s, 'Send', { tekst: 'Vi kan komme.' })),
    ])
    const logg = await b.bot.ktx.db.selectFrom('logg').selectAll().orderBy('nr').execute()
    expect(logg.length).toBeGreaterThanOrEqual(10)
    expect(logg.map(rad => rad.nr)).toEqual(logg.map((_, i) => i + 1))
    for (const [i, rad] of logg.entries()) if (i > 0) expect(rad.forrige).toBe(logg[i - 1]?.hash)
  })
})

describe('sletting', () => {
  it('midt i en lagring etterlater ingenting om saken, heller ikke en nøkkel', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    const punkt = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    const skjema = await b.sara.trykker(await apneSaken(b.sara, agenda), 'Slett saken')
    await b.send()
    const { id, mote } = await b.bot.ktx.db
      .selectFrom('sak')
      .innerJoin('punkt', 'punkt.sak', 'sak.id')
      .innerJoin('mote', 'mote.id', 'punkt.mote')
      .select(['sak.id', 'mote.id as mote'])
      .where('sak.ref', '=', 'K7F3')
      .where('mote.status', '=', 'i_gang')
      .executeTakeFirstOrThrow()
    const lagring = await medLas(`select 1 from mote where id = '${mote}' for update`, async () => {
      const lagring = b.rolf.trykker(punkt, 'Lagre og neste', { oppsummering: 'Dette kom i siste liten.' })
      await tilNoenVenter()
      const slettet = await b.sara.trykker(skjema, 'Slett for godt', { arkivert: 'true' })
      expect(skjermtekst(slettet)).toContain('K7F3 er slettet')
      return { svar: lagring }
    })
    expect(skjermtekst(await lagring.svar)).toMatch(/Dette finnes ikke|Noe gikk galt hos oss/)
    expect(await lagretI(b, 'Dette kom i siste liten.')).toEqual([])
    for (const tabell of ['nokkel', 'punkt', 'sak'] as const)
      expect(
        (await alleRader(b))[tabell]?.filter(rad => rad.includes(id)),
        tabell,
      ).toEqual([])
  })
})

describe('oppfølgingen', () => {
  it('gis videre til én når to gjør det samtidig', async () => {
    await b.hege.skriver('/oppgaver', 'chat')
    await b.send()
    const mine = await b.hege.trykker(await b.scene.visning(b.hege.chat, 'Vis'), 'Vis')
    const skjema = await b.hege.trykker(await b.hege.trykker(mine, 'Mer'), 'Gi videre')
    const nye = fraNaAv(b)
    const data = knappedata(skjema, 'Gi videre')
    const svar = await Promise.all([
      b.hege.sender(skjema, 'oppgave.gi', { ...data, nonce: 'a', til: ovingsId(b.siri.person) }),
      b.hege.sender(skjema, 'oppgave.gi', { ...data, nonce: 'b', til: ovingsId(b.odd.person) }),
    ])
    await b.send()
    expect(svar.filter(s => skjermtekst(s).includes('gitt videre'))).toHaveLength(1)
    expect(svar.filter(s => skjermtekst(s).includes('finnes ikke'))).toHaveLength(1)
    const fikk = [b.siri, b.odd].filter(hvem =>
      somTekst(nye(hvem.chat)).includes('Du har fått en oppfølging'),
    )
    expect(fikk).toHaveLength(1)
  })
})
