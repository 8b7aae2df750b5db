import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LokalGraf } from '../src/demo/lokal-graf.ts'
import type { LokalOppgave } from '../src/demo/lokal-graf-planner.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import type { Graf } from '../src/graph/graf.ts'
import { meldPlannerendring } from '../src/oppfolging/planner-endret.ts'
import { giVidere, settStatus, utsett, viderefor } from '../src/oppfolging/svar-oppgave.ts'
import { slettSak } from '../src/sletting/slett-sak.ts'
import { avslutter, etForlop, etInnkaltForlopsmote, iChatten, starter, velger } from './bygg/forlop.ts'
import { etGraf } from './bygg/graf.ts'
import { enOppgave } from './bygg/oppgaver.ts'
import { begynnPaNytt } from './bygg/rader.ts'
import { etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

const TILTAK = 'Følge eleven til klubben de to første kveldene.'
/** Hege's task of four weeks ago, in the case K7F3. */
const HEGES = 'oving-K7F3-0'
const [sara, rolf, , hege, , odd] = OVING.personer

let b: Testbot
let lokal: LokalGraf
let graf: Graf
beforeAll(async () => {
  ;({ lokal, graf } = await etGraf())
  b = await etTestbot({ graf: { ...(graf.planner && { planner: graf.planner }) } })
})
beforeEach(async () => {
  await begynnPaNytt(b)
  for (const { id } of lokal.lager.alle('planneroppgaver')) lokal.lager.slett('planneroppgaver', id)
  lokal.foresporsler.splice(0)
})
afterAll(async () => {
  await b.stopp()
  await lokal.stopp()
})

const alle = () => lokal.lager.alle<LokalOppgave>('planneroppgaver').map(o => ({ id: o.id, ...o.verdi }))
function denEne() {
  const [en, ...flere] = alle()
  if (en === undefined || flere.length > 0) throw new Error(`${alle().length} oppgaver i Planner.`)
  return en
}
const hos = () => Object.keys(denEne().assignments)
const aktor = (p: Ovingsperson) => ({ person: ovingsId(p), navn: p.navn })
const kall = (metode?: string) =>
  lokal.foresporsler.filter(f => f.sti.includes('/planner/') && (metode === undefined || f.metode === metode))

async function senere(minutter = 11): Promise<void> {
  await b.send()
  b.settTid(b.na().plus({ minutes: minutter }).toFormat("yyyy-MM-dd'T'HH:mm:ss"))
  await b.send()
}
/** Puts Hege's task in the plan. */
async function iPlanen(): Promise<void> {
  await meldPlannerendring(b.bot.ktx, HEGES)
  await b.send()
  lokal.foresporsler.splice(0)
}
const utsetter = (frist: string) => utsett(b.bot.ktx, aktor(hege), { oppgave: HEGES, frist })
const status = async () =>
  (
    await b.bot.ktx.db
      .selectFrom('tilkobling')
      .select('utfall')
      .where('del', '=', 'planner')
      .executeTakeFirstOrThrow()
  ).utfall

describe('en oppfølging i Planner', () => {
  it('blir til når referatet godkjennes, med referansen og ingenting mer', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    let steg = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    steg = await b.rolf.trykker(steg, 'Lagre og neste', {
      oppsummering: 'Vil gjerne prøve klubben.',
      enighet: 'ja',
      tiltakTekst: TILTAK,
      ansvarlig: ovingsId(odd),
      frist: '2026-12-04',
    })
    await b.rolf.trykker(await b.rolf.trykker(steg, 'Avslutt møtet'), 'Godkjenn referatet')
    await b.send()
    expect(denEne()).toMatchObject({
      planId: 'ovingsplan',
      title: 'Oppfølging K7F3',
      dueDateTime: '2026-12-04T12:00:00Z',
      percentComplete: 0,
    })
    expect(hos()).toEqual([odd.oid])
    const alt = JSON.stringify(lokal.foresporsler)
    for (const ord of [TILTAK, 'klubben', 'Fjordvik', odd.navn]) expect(alt).not.toContain(ord)
    expect(await status()).toBe('ok')
  })

  it('følger fristen, den som har ansvaret, og om den er gjort', async () => {
    await iPlanen()
    expect(hos()).toEqual([hege.oid])
    await utsetter('2026-12-11')
    await b.send()
    expect(denEne().dueDateTime).toBe('2026-12-11T12:00:00Z')
    await giVidere(b.bot.ktx, aktor(hege), { oppgave: HEGES, til: ovingsId(rolf) })
    await b.send()
    expect(hos()).toEqual([rolf.oid])
    await settStatus(b.bot.ktx, aktor(rolf), { oppgave: HEGES, status: 'gjort' })
    await b.send()
    expect(denEne().percentComplete).toBe(100)
    await settStatus(b.bot.ktx, aktor(rolf), { oppgave: HEGES, status: 'apen' })
    await viderefor(b.bot.ktx, aktor(rolf), HEGES)
    await b.send()
    expect(denEne().percentComplete).toBe(0)
    expect(alle()).toHaveLength(1)
  })

  it('har ikke navn på den som hører til en annen tenant, eller som Planner ikke kjenner', async () => {
    const { db } = b.bot.ktx
    for (const person of [
      '11111111-0000-4000-8000-000000000001/00000000-0000-4000-8000-000000000004',
      `${OVING.tenant}/99999999-0000-4000-8000-000000000009`,
    ]) {
      await db.updateTable('oppgave').set({ ansvarlig: person }).where('id', '=', HEGES).execute()
      await meldPlannerendring(b.bot.ktx, HEGES)
      await b.send()
      expect(hos()).toEqual([])
    }
  })

  it('gis ikke videre til noen som helst når bare noe annet er endret', async () => {
    await iPlanen()
    await meldPlannerendring(b.bot.ktx, HEGES)
    await b.send()
    expect(kall()).toEqual([])
  })

  it('legges ikke inn når den alt er gjort', async () => {
    await settStatus(b.bot.ktx, aktor(hege), { oppgave: HEGES, status: 'gjort' })
    await b.send()
    expect(kall()).toEqual([])
  })

  it('fra ett forløp kommer aldri dit: hele gruppen leser planen', async () => {
    const f = await etForlop(b, 'bekymringsmelding')
    await velger(b.frida, f, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
    const mote = await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote')
    await starter(b, b.frida, mote)
    const { id } = await b.bot.ktx.db
      .selectFrom('punkt')
      .select('id')
      .where('mote', '=', mote)
      .where('del', '=', 1)
      .limit(1)
      .executeTakeFirstOrThrow()
    const steg = await b.frida.sender(iChatten(b.frida), 'mote.steg', { mote, steg: id })
    await b.frida.trykker(steg, 'Lagre og neste', {
      tiltakTekst: TILTAK,
      ansvarlig: ovingsId(sara),
      frist: '2026-12-18',
    })
    await b.frida.trykker(await avslutter(b.frida, mote), 'Godkjenn referatet')
    await senere()
    expect(
      await b.bot.ktx.db.selectFrom('oppgave').select('id').where('mote', '=', mote).execute(),
    ).toHaveLength(1)
    expect(kall()).toEqual([])
  })

  it('går ut når saken slettes, også når svaret fra Graph ble borte', async () => {
    await iPlanen()
    lokal.kutt('etter')
    const annen = await enOppgave(b, { hos: odd })
    await meldPlannerendring(b.bot.ktx, annen)
    await b.send()
    expect(alle()).toHaveLength(2)
    const { id } = await b.bot.ktx.db
      .selectFrom('sak')
      .select('id')
      .where('ref', '=', 'K7F3')
      .executeTakeFirstOrThrow()
    expect(await slettSak(b.bot.ktx, aktor(rolf), { sak: id, arkivert: true })).toMatchObject({
      kode: 'slettet',
    })
    await senere()
    expect(alle()).toEqual([])
  })

  it('lages ikke på nytt når noen har slettet den i Planner', async () => {
    await iPlanen()
    lokal.lager.slett('planneroppgaver', denEne().id)
    await utsetter('2026-12-11')
    await senere()
    await utsetter('2026-12-14')
    await senere()
    expect(alle()).toEqual([])
    expect(await status()).toBe('ok')
  })

  it('overskriver ikke det noen har endret i mellomtiden uten å lese det først', async () => {
    await iPlanen()
    const { id, ...for_ } = denEne()
    lokal.feil(412)
    lokal.lager.sett('planneroppgaver', id, { ...for_, percentComplete: 50, versjon: 7 })
    await utsetter('2026-12-11')
    await senere()
    expect(denEne()).toMatchObject({ dueDateTime: '2026-12-11T12:00:00Z', percentComplete: 0, versjon: 8 })
  })
})

describe('når Graph ikke gjør det', () => {
  const feil: [string, () => void][] = [
    ['429 med kort Retry-After', () => lokal.feil(429, { retryAfter: 1 })],
    ['429 med lang Retry-After', () => lokal.feil(429, { retryAfter: 120 })],
    ['500', () => lokal.feil(500)],
    ['500 etter at det var gjort', () => lokal.feil(500, { etter: true })],
    ['503', () => lokal.feil(503, { antall: 3 })],
    ['401', () => lokal.feil(401)],
    ['403', () => lokal.feil(403)],
    ['409', () => lokal.feil(409)],
    ['412', () => lokal.feil(412)],
    ['en forbindelse kuttet før', () => lokal.kutt('for')],
    ['en forbindelse kuttet etter', () => lokal.kutt('etter')],
  ]
  it.each(feil)('%s gir til slutt nøyaktig én oppgave', async (_, feiler) => {
    feiler()
    await meldPlannerendring(b.bot.ktx, HEGES)
    await senere()
    await senere()
    expect(denEne().title).toBe('Oppfølging K7F3')
    expect(hos()).toEqual([hege.oid])
    expect(await status()).toBe('ok')
  })

  it.each(feil)('%s stanser ikke en endring for godt', async (_, feiler) => {
    await iPlanen()
    feiler()
    await utsetter('2026-12-11')
    await senere()
    await senere()
    expect(denEne().dueDateTime).toBe('2026-12-11T12:00:00Z')
  })

  it('finner hver sin når to med samme referanse kom til uten svar', async () => {
    const annen = await enOppgave(b, { hos: odd, frist: '2026-12-18' })
    for (const oppgave of [HEGES, annen]) {
      lokal.kutt('etter')
      await meldPlannerendring(b.bot.ktx, oppgave)
      await b.send()
    }
    expect(alle()).toHaveLength(2)
    await senere()
    await senere()
    expect(
      alle()
        .map(o => Object.keys(o.assignments)[0])
        .sort(),
    ).toEqual([hege.oid, odd.oid].sort())
    const rader = await b.bot.ktx.db.selectFrom('planneroppgave').select('planner').execute()
    expect(rader.map(r => r.planner).sort()).toEqual(
      alle()
        .map(o => o.id)
        .sort(),
    )
  })

  it('holder ikke oppfølgingen i chatten tilbake', async () => {
    lokal.feil(403, { antall: 1000 })
    await giVidere(b.bot.ktx, aktor(hege), { oppgave: HEGES, til: ovingsId(odd) })
    await b.send()
    expect(await b.scene.visning(b.odd.chat, 'Gjort')).toBeDefined()
    for (let i = 0; i < 5; i++) await senere(1)
    expect(kall()).toHaveLength(1)
    lokal.feil(403, { antall: 1 })
    for (let i = 0; i < 3; i++) await senere(11)
    expect(hos()).toEqual([odd.oid])
  })
})

it('spør ingen når Planner ikke er tilkoblet', async () => {
  const uten = await etTestbot({ graf: {} })
  try {
    await utsett(uten.bot.ktx, aktor(hege), { oppgave: HEGES, frist: '2026-12-11' })
    await uten.send()
    expect(
      await uten.bot.ktx.db.selectFrom('utboks').select('id').where('slag', '=', 'planner').execute(),
    ).toEqual([])
    expect(lokal.foresporsler).toEqual([])
  } finally {
    await uten.stopp()
  }
})
