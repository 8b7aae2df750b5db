import { afterEach, describe, expect, it } from 'vitest'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import type { Aktivitet } from '../src/demo/lokal-kobling.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import type { Teamgruppe } from '../src/tilgang/teamgruppe.ts'
import { iChat } from './bygg/chat.ts'
import { alleRader, FREMMED } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

const TEAM = OVING.team.id
const KANAL = OVING.kanal.id
const ANNET = { team: '19:annet@thread.tacv2', gruppe: '0e000000-0000-4000-8000-0000000000ee' }
const ANNEN_KANAL = '19:annet-kanal@thread.tacv2'
const ADMIN: Ovingsperson = {
  ...FREMMED,
  id: '29:admin',
  oid: '00000000-0000-4000-8000-0000000000ad',
  navn: 'Ada Admin',
}

/** Hege owns the practice school's team, Odd another one. */
const EIERE: Teamgruppe = {
  erTeameier: async (gruppe, oid) =>
    (gruppe === OVING.team.aadGroupId && oid === OVING.personer[3].oid) ||
    (gruppe === ANNET.gruppe && oid === OVING.personer[5].oid),
  medlemmer: async () => [],
}

let b: Testbot
async function start(valg: Parameters<typeof etTestbot>[0] = {}) {
  b = await etTestbot({
    tom: true,
    administratorer: [ovingsId(b0.sara), ovingsId(ADMIN)],
    graf: { teamgruppe: EIERE },
    ...valg,
  })
  b.kobling.team(TEAM, OVING.team.navn, [{ id: TEAM }, { id: KANAL, navn: OVING.kanal.navn }])
  b.kobling.team(ANNET.team, 'Et annet team', [{ id: ANNET.team }, { id: ANNEN_KANAL, navn: 'Møter' }])
  const folk = [...OVING.personer, ADMIN].map(p => ({
    id: p.id,
    name: p.navn,
    aadObjectId: p.oid,
    tenantId: OVING.tenant,
  }))
  for (const team of [TEAM, ANNET.team]) b.kobling.medlemmer(team, folk)
}
const b0 = { sara: OVING.personer[0] }
afterEach(() => b.stopp())

const iChatten = (hvem: Testbot['sara']): Skjerm => ({
  kort: undefined,
  tekst: undefined,
  samtale: hvem.chat,
  aktivitet: 'x',
  status: 200,
})
const iAnnet: Aktivitet = {
  conversation: { id: ANNEN_KANAL, conversationType: 'channel', isGroup: true, tenantId: OVING.tenant },
  channelData: {
    tenant: { id: OVING.tenant },
    team: { id: ANNET.team, aadGroupId: ANNET.gruppe },
    channel: { id: ANNEN_KANAL },
  },
}
const leggTilIAnnet = (hvem: Testbot['sara']) =>
  hvem.iTeamet('add', {
    channelData: { tenant: { id: OVING.tenant }, team: { id: ANNET.team, aadGroupId: ANNET.gruppe } },
    conversation: { id: ANNET.team, conversationType: 'channel', isGroup: true, tenantId: OVING.tenant },
  })

const SERIE = { malform: 'nb', ukedag: 4, klokke: '09:00', uker: 4, minutter: 90 }
const skole = (mer: Record<string, unknown> = {}) => ({
  team: TEAM,
  kanal: KANAL,
  skole: 'ny',
  skolenavn: 'Fjordvik skole',
  ...SERIE,
  ...mer,
})
const roller = (p: Ovingsperson, rolle: string, mer: Record<string, unknown> = {}) => ({
  team: TEAM,
  kanal: KANAL,
  nonce: crypto.randomUUID(),
  personer: [ovingsId(p)],
  r0: rolle,
  ...mer,
})
const skolene = async () =>
  (await b.bot.ktx.db.selectFrom('skole').select('navn').orderBy('navn').execute()).map(s => s.navn)
const rollene = async () =>
  (await b.bot.ktx.db.selectFrom('rolle').select(['person', 'rolle']).execute()).map(r => r.rolle)

describe('oppsettet av et team', () => {
  it('er stengt for en fremmed, for den som eier et annet team, og for den som ikke er eier, fra alle knapper', async () => {
    await start()
    await b.sara.iTeamet('add')
    await leggTilIAnnet(b.odd)
    await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole())
    await b.send()
    for (const p of [FREMMED, OVING.personer[1], OVING.personer[5]]) {
      const hvem = b.scene.som(p)
      await hvem.skriver('/hjelp', 'chat')
      await b.send()
      const for_ = await alleRader(b)
      for (const [verb, data] of [
        ['oppsett.skole-skjema', { team: TEAM, kanal: KANAL }],
        ['oppsett.skole', skole({ skolenavn: 'En overtatt skole' })],
        ['oppsett.roller', roller(p, 'rektor')],
        ['oppsett.roller', roller(ADMIN, 'rektor')],
        ['oppsett.kall-inn', { team: TEAM, kanal: KANAL, dato: '2026-12-03' }],
        ['oppsett.skole-skjema', { team: 'finnes-ikke' }],
      ] as const)
        expect(skjermtekst(await hvem.sender(iChatten(hvem), verb, data)), `${p.navn} ${verb}`).toContain(
          'Bare en administrator, eller en bekreftet eier av teamet, kan sette opp skolen.',
        )
      expect(await alleRader(b)).toEqual(for_)
    }
  })

  it('lar ikke en eier nå en annen skoles kanal fra sitt eget team', async () => {
    await start()
    await b.sara.iTeamet('add')
    await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole())
    await b.odd.skriver('/hjelp', 'chat')
    await b.send()
    const for_ = await alleRader(b)
    const trykk = (verb: string, data: Record<string, unknown>) =>
      b.odd.sender({ ...iChatten(b.odd), samtale: ANNEN_KANAL }, verb, data, iAnnet)
    // The team is where it was pressed, whatever the card claims; the channel is another team's.
    for (const verb of ['oppsett.roller', 'oppsett.kall-inn'])
      for (const team of [TEAM, ANNET.team])
        expect(
          skjermtekst(await trykk(verb, { ...roller(ADMIN, 'rektor'), team, dato: '2026-12-03' })),
        ).toContain('Bare en')
    expect(skjermtekst(await trykk('oppsett.skole', skole({ skolenavn: 'Ny' })))).toContain(
      'Kanalen finnes ikke i teamet lenger.',
    )
    expect(await alleRader(b)).toEqual(for_)
  })

  it('lar serien og målformen stå når en skole som finnes, nevnes som en ny', async () => {
    await start()
    await b.sara.iTeamet('add')
    await b.sara.sender(
      iChatten(b.sara),
      'oppsett.skole',
      skole({ malform: 'nn', ukedag: 5, klokke: '10:15' }),
    )
    const etter = async () => ({
      serie: await b.bot.ktx.db.selectFrom('serie').select(['ukedag', 'klokke', 'uker']).execute(),
      malform: await b.bot.ktx.db.selectFrom('skole').select('malform').execute(),
    })
    const for_ = await etter()
    expect(for_).toEqual({ serie: [{ ukedag: 5, klokke: '10:15', uker: 4 }], malform: [{ malform: 'nn' }] })
    const svar = await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole({ kanal: TEAM }))
    expect(skjermtekst(svar)).toContain('Skolen er satt opp.')
    expect(await etter()).toEqual(for_)
    expect(await skolene()).toEqual(['Fjordvik skole'])
    const { id } = await b.bot.ktx.db.selectFrom('skole').select('id').executeTakeFirstOrThrow()
    await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole({ skole: id, skolenavn: '' }))
    expect((await etter()).serie).toEqual([{ ukedag: 4, klokke: '09:00', uker: 4 }])
  })

  it('tar ikke navnet på et barn for navnet på en skole: det ville stått i kanalen og i kalenderen', async () => {
    await start()
    await b.sara.iTeamet('add')
    for (const skolenavn of ['Ingebjørg Haugstadlund', 'Ola Nordmann 5B']) {
      const svar = await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole({ skolenavn }))
      expect(skjermtekst(svar)).toContain('Det ligner navnet på en person.')
      // What was written stands there still.
      expect(felt(svar.kort).find(f => f.id === 'skolenavn')?.verdi).toBe(skolenavn)
    }
    expect(await skolene()).toEqual([])
    // Schools are called after people.
    const oppkalt = 'Ingebjørg Haugstadlunds ungdomsskole'
    await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole({ skolenavn: oppkalt }))
    expect(await skolene()).toEqual([oppkalt])
  })

  it('lar en bekreftet eier sette opp en ny skole, men verken ta en annens, dens kanal eller dens navn', async () => {
    await start()
    await b.sara.iTeamet('add')
    await leggTilIAnnet(b.odd)
    const velkomst = await iChat(b, b.odd, 'er lagt til')
    expect(knapper(velkomst.kort).map(k => k.tittel)).toEqual(['Sett opp skolen'])
    await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole())
    const { id } = await b.bot.ktx.db.selectFrom('skole').select('id').executeTakeFirstOrThrow()

    const skjema = await b.odd.trykker(velkomst, 'Sett opp skolen')
    expect(JSON.stringify(skjema.kort)).not.toContain('Fjordvik')
    const odds = (mer: Record<string, unknown>) =>
      b.odd.sender(
        iChatten(b.odd),
        'oppsett.skole',
        skole({ team: ANNET.team, kanal: ANNEN_KANAL, skolenavn: 'Åsheim skole', ...mer }),
      )
    const for_ = await alleRader(b)
    expect(skjermtekst(await odds({ skole: id }))).toContain('Bare en administrator')
    expect(skjermtekst(await odds({ skolenavn: ' fjordvik  SKOLE ' }))).toContain('En annen skole heter det.')
    expect(skjermtekst(await odds({ kanal: KANAL }))).toContain('Kanalen finnes ikke i teamet')
    expect(skjermtekst(await odds({ ukedag: 7 }))).toContain('Velg ukedag')
    expect(skjermtekst(await odds({ klokke: '25:00' }))).toContain('Velg ukedag')
    expect(skjermtekst(await odds({ uker: 'mange' }))).toContain('Velg ukedag')
    expect(skjermtekst(await odds({ skolenavn: '  ' }))).toMatch(/navn/i)
    expect(await alleRader(b)).toEqual(for_)

    const form = await odds({})
    expect(skjermtekst(form)).toContain('Skolen er satt opp.')
    expect(await skolene()).toEqual(['Fjordvik skole', 'Åsheim skole'])
    const valg = felt(form.kort).find(f => f.id === 'r0')?.valg
    expect(valg?.map(v => v.verdi)).not.toContain('administrator')
    const her = { team: ANNET.team, kanal: ANNEN_KANAL }
    const gi = (p: Ovingsperson, rolle: string) =>
      b.odd.sender(iChatten(b.odd), 'oppsett.roller', roller(p, rolle, her))
    expect(skjermtekst(await gi(ADMIN, 'administrator'))).toContain('Bare en administrator')
    expect(skjermtekst(await gi(OVING.personer[5], 'rektor'))).toContain('Du kan ikke gi deg selv en rolle')
    expect(skjermtekst(await gi(FREMMED, 'rektor'))).toContain('Ikke')
    expect(await rollene()).toEqual([])
    await gi(ADMIN, 'rektor')
    expect(await rollene()).toEqual(['rektor'])
  })

  it('gir ingen roller når én av dem ikke kan gis', async () => {
    await start()
    await b.sara.iTeamet('add')
    await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole())
    const [, rolf] = OVING.personer
    for (const [personer, r1] of [
      [[ovingsId(rolf), ovingsId(OVING.personer[0])], 'rektor'],
      [[ovingsId(rolf), ovingsId(FREMMED)], 'bup'],
      [[ovingsId(rolf), ovingsId(ADMIN)], 'keiser'],
    ] as const) {
      await b.sara.sender(iChatten(b.sara), 'oppsett.roller', {
        ...roller(rolf, 'rektor'),
        personer: [...personer],
        r1,
      })
      expect(await rollene()).toEqual([])
    }
  })

  it('lager én skole og kaller inn ett møte når to gjør det samtidig', async () => {
    await start({ motor: 'postgres', graf: undefined })
    const ada = b.scene.som(ADMIN)
    await Promise.all([b.sara.iTeamet('add'), ada.iTeamet('add')])
    await b.send()
    expect(await b.bot.ktx.db.selectFrom('installasjon').select('team').execute()).toHaveLength(1)
    const begge = (verb: string, data: () => Record<string, unknown>) =>
      Promise.all([b.sara, ada].map(hvem => hvem.sender(iChatten(hvem), verb, data())))
    for (const svar of await begge('oppsett.skole', skole))
      expect(skjermtekst(svar)).toContain('Skolen er satt opp.')
    expect(await skolene()).toEqual(['Fjordvik skole'])
    await begge('oppsett.roller', () => roller(OVING.personer[1], 'rektor'))
    expect(await rollene()).toEqual(['rektor'])
    const svar = await begge('oppsett.kall-inn', () => ({ team: TEAM, kanal: KANAL, dato: '2026-12-03' }))
    expect(svar.map(skjermtekst).filter(tekst => tekst.includes('Møtet er kalt inn'))).toHaveLength(1)
    expect(await b.bot.ktx.db.selectFrom('mote').select('id').execute()).toHaveLength(1)
  })

  it('gjør det samme trykket én gang, også når Teams gjentar det', async () => {
    await start()
    await b.sara.iTeamet('add')
    await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole())
    const data = roller(OVING.personer[1], 'rektor')
    for (let i = 0; i < 3; i++) await b.sara.sender(iChatten(b.sara), 'oppsett.roller', data)
    const logg = await b.bot.ktx.db
      .selectFrom('logg')
      .select('kode')
      .where('kode', 'like', 'rolle-gitt%')
      .execute()
    expect(logg).toHaveLength(1)
  })

  it('skjer ikke i et team appen er ute av', async () => {
    await start()
    await b.sara.iTeamet('add')
    await b.sara.iTeamet('remove')
    expect(skjermtekst(await b.sara.sender(iChatten(b.sara), 'oppsett.skole', skole()))).toContain('Bare en')
    expect(await skolene()).toEqual([])
  })
})

describe('installasjoner fra andre', () => {
  it('blir ikke husket: en fremmed tenant, en annen adresse, eller uten objekt-id', async () => {
    await start()
    for (const mer of [
      { conversation: { id: TEAM, conversationType: 'channel', isGroup: true, tenantId: 'en-annen' } },
      { serviceUrl: 'https://ond.example/' },
      { from: { id: '29:x', name: 'x' } },
      { from: { id: '29:x', name: 'x', aadObjectId: 'x', tenantId: 'en-annen' } },
    ]) {
      await b.sara.iTeamet('add', mer)
      await b.sara.iTeamet('remove', mer)
    }
    await b.send()
    expect(await b.bot.ktx.db.selectFrom('installasjon').selectAll().execute()).toEqual([])
  })
})
