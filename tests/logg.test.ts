import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { Nokler } from '../src/database/kryptering.ts'
import { flyktigMester } from '../src/database/lokal-mester.ts'
import { apnePglite, apnePostgres } from '../src/database/tilkobling.ts'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { startKobling } from '../src/demo/lokal-kobling.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { lagScene, type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { lesAnkere } from '../src/tilgang/logg.ts'
import { verifiserLogg } from '../src/tilgang/verifiser-logg.ts'
import { heleSaken, meldSaken, NAVN, slaPaRegisteret, TEKSTER } from './bygg/hele-saken.ts'
import { kompilertBot, type Program } from './bygg/prosess.ts'
import { alleRader, begynnPaNytt, FREMMED, somEier } from './bygg/rader.ts'
import {
  apneSaken,
  EN_SAK,
  ET_SAMTYKKE,
  etInnkaltMote,
  etTestbot,
  gjorApen,
  MOTORER,
  type Testbot,
} from './bygg/testbot.ts'
import { nyDatabase } from './oppsett/postgres.ts'

const MEDLEM = { ...FREMMED, id: '29:ny', oid: '00000000-0000-4000-8000-0000000000cc', navn: 'Nils Ny' }

let b: Testbot
const mester = flyktigMester()
beforeAll(async () => {
  b = await etTestbot({ mester })
  b.kobling.medlemmer(
    OVING.team.id,
    [...OVING.personer, MEDLEM].map(p => ({
      id: p.id,
      name: p.navn,
      aadObjectId: p.oid,
      tenantId: OVING.tenant,
    })),
  )
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

type Deltaker = Testbot['sara']

const loggen = (i = b) =>
  i.bot.ktx.db.selectFrom('logg').select(['person', 'kode', 'gjelder']).orderBy('nr').execute()

const iChatten = (hvem: Deltaker): Skjerm => ({
  kort: {},
  tekst: undefined,
  samtale: hvem.chat,
  aktivitet: 'x',
  status: 200,
})

/** Does it, and expects exactly one row of it: who, what, about what. Answers what the press was answered with. */
async function enRad(
  hvem: Deltaker,
  kode: string,
  gjelder: string,
  arbeid: () => Promise<Skjerm>,
): Promise<Skjerm> {
  const for_ = (await loggen()).length
  const svar = await arbeid()
  expect((await loggen()).slice(for_), `${kode}: ${skjermtekst(svar)}`).toEqual([
    { person: ovingsId(hvem.person), kode, gjelder },
  ])
  return svar
}

async function ingenRad(hva: string, arbeid: () => Promise<Skjerm>): Promise<Skjerm> {
  const for_ = await loggen()
  const svar = await arbeid()
  expect(await loggen(), `${hva}: ${skjermtekst(svar)}`).toEqual(for_)
  expect(svar.status).toBe(200)
  return svar
}

const erHel = async () => expect((await verifiserLogg(b.bot.ktx, mester, '')).kode).toBe('hel')

const moteId = async () =>
  (
    await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('dato', '=', '2026-11-27')
      .executeTakeFirstOrThrow()
  ).id

const tittel = (skjerm: Skjerm, monster: RegExp) =>
  knapper(skjerm.kort).find(k => monster.test(k.tittel))?.tittel ?? `ingen ${monster}`

describe('hver endring gir én rad: hvem, hva slags, om hva', () => {
  it('det som meldes og bidras med før møtet', async () => {
    const agenda = await etInnkaltMote(b)
    const meld = await b.hege.trykker(agenda, 'Meld sak')
    const for_ = (await loggen()).length
    const svar = await b.hege.trykker(meld, 'Send', EN_SAK)
    const [, ref = ''] = skjermtekst(svar).match(/Sak 2, (\w{4})/) ?? []
    expect((await loggen()).slice(for_)).toEqual([
      { person: ovingsId(b.hege.person), kode: 'sak-meldt', gjelder: ref },
    ])
    const tema = await b.rolf.trykker(agenda, 'Meld tema')
    const temasvar = await b.rolf.trykker(tema, 'Send', { tekst: TEKSTER.tema })
    expect(skjermtekst(temasvar)).toContain('Tema 1')
    expect((await loggen()).slice(for_ + 1)).toMatchObject([{ kode: 'tema-meldt' }])
    await b.send()
    const endre = await b.sara.trykker(await b.sara.trykker(agenda, 'Åpne agendaen'), 'Endre', {}, 1)
    await enRad(b.sara, 'sak-endret', ref, () => b.sara.trykker(endre, 'Lagre', { provd: TEKSTER.provd }))
    const bidra = await b.frida.trykker(await b.frida.trykker(agenda, 'Åpne agendaen'), 'Bidra', {}, 1)
    await enRad(b.frida, 'bidrag-gitt', ref, () => b.frida.trykker(bidra, 'Send', { tekst: TEKSTER.bidrag }))
    await erHel()
  })

  it('møtet som kalles inn, flyttes, avlyses og tas opp igjen', async () => {
    const skriver = async (tekst: string) => {
      await b.rolf.skriver(tekst)
      await b.send()
      return iChatten(b.rolf)
    }
    await skriver('/innsatsteam ny')
    const mote = await moteId()
    expect(await loggen()).toEqual([
      { person: ovingsId(b.rolf.person), kode: 'mote-kalt-inn', gjelder: mote },
    ])
    await ingenRad('å kalle inn det som er kalt inn', () => skriver('/innsatsteam ny'))
    await ingenRad('å kalle inn som feil rolle', async () => {
      await b.hege.skriver('/innsatsteam ny 11.12')
      return iChatten(b.hege)
    })
    await enRad(b.rolf, 'mote-flyttet', mote, () => skriver('/innsatsteam flytt 4.12'))
    await enRad(b.rolf, 'mote-avlyst', mote, () => skriver('/innsatsteam avlys'))
    const avlyst = await b.scene.visning(OVING.kanal.id, 'Angre avlysningen')
    await enRad(b.rolf, 'mote-gjenopptatt', mote, () => b.rolf.trykker(avlyst, 'Angre avlysningen'))
    await ingenRad('å angre én gang til', () => b.rolf.trykker(avlyst, 'Angre avlysningen'))
    await erHel()
  })

  it('samtykket, og hver gang det endres eller trekkes', async () => {
    const agenda = await etInnkaltMote(b)
    const { ref } = await meldSaken(b, agenda)
    const saken = await apneSaken(b.sara, agenda, 1)
    await enRad(b.sara, 'samtykke-etterspurt', ref, () => b.sara.trykker(saken, 'Minn om å innhente'))
    const skjema = await b.sara.trykker(saken, 'Registrer samtykke')
    let kort = await enRad(b.sara, 'samtykke-registrert', ref, () =>
      b.sara.trykker(skjema, 'Registrer samtykke', ET_SAMTYKKE),
    )
    kort = await enRad(b.sara, 'sak-apnet', ref, () => b.sara.trykker(kort, 'Gjør åpen'))
    kort = await enRad(b.sara, 'sak-gjort-anonym', ref, () => b.sara.trykker(kort, 'Gjør anonym'))
    const endre = await b.sara.trykker(kort, 'Endre samtykke')
    kort = await enRad(b.sara, 'samtykke-registrert', ref, () =>
      b.sara.trykker(endre, tittel(endre, /^Registrer/), { sprak: 'engelsk' }),
    )
    kort = await enRad(b.sara, 'samtykke-trukket-bv', ref, () => b.sara.trykker(kort, 'Trekk', {}, 1))
    await enRad(b.sara, 'samtykke-trukket', ref, () => b.sara.trykker(kort, 'Trekk hele samtykket'))
    await erHel()
  })

  it('navnet: skrevet, slettet, og hver gang noen ser det', async () => {
    const agenda = await etInnkaltMote(b)
    const { ref } = await meldSaken(b, agenda)
    await gjorApen(b, agenda, {}, 1)
    const for_ = (await loggen()).length
    await slaPaRegisteret(b)
    expect((await loggen()).slice(for_)).toEqual([
      { person: ovingsId(b.sara.person), kode: 'register-pa', gjelder: 'fjordvik' },
    ])
    const skjema = await b.sara.trykker(await apneSaken(b.sara, agenda, 1), 'Navn i registeret')
    await enRad(b.sara, 'identitet-lagret', ref, () => b.sara.trykker(skjema, 'Lagre navnet', { navn: NAVN }))
    for (const hvem of [b.sara, b.rolf, b.frida]) {
      const saken = await ingenRad('å åpne saken', () => apneSaken(hvem, agenda, hvem === b.frida ? 0 : 1))
      const sett = await enRad(hvem, 'identitet-lest', ref, () => hvem.trykker(saken, 'Hvem er dette?'))
      expect(skjermtekst(sett)).toContain(NAVN)
      // Once more is once more.
      await enRad(hvem, 'identitet-lest', ref, () => hvem.trykker(saken, 'Hvem er dette?'))
    }
    await enRad(b.sara, 'identitet-slettet', ref, () => b.sara.trykker(skjema, 'Lagre navnet'))
    const oppsett = await b.sara.trykker(
      await b.scene.visning(OVING.kanal.id, 'Åpne oppsettet'),
      'Åpne oppsettet',
    )
    await enRad(b.sara, 'register-av', 'fjordvik', () => b.sara.trykker(oppsett, 'Slå av og slett alle navn'))
    await erHel()
  })

  it('møtet, referatet og tekstene som fjernes', async () => {
    const agenda = await etInnkaltMote(b)
    const { ref } = await meldSaken(b, agenda)
    await gjorApen(b, agenda, { ja1: 'skole,bv,skolehelse,fritidsklubb' }, 1)
    await b.send()
    b.settTid('2026-11-27T10:15')
    const mote = await moteId()
    const bekreft = await b.rolf.trykker(agenda, 'Start møtet')
    let steg = await enRad(b.rolf, 'rommet:bv+fritidsklubb+skolehelse+oslohjelpa+skole', mote, () =>
      b.rolf.trykker(bekreft, 'Bekreft og start'),
    )
    const rommet = await b.rolf.trykker(steg, 'Hvem er i rommet?')
    steg = await enRad(b.rolf, 'rommet:skole+bv+oslohjelpa+tolk', mote, () =>
      b.rolf.trykker(rommet, 'Lagre', { tjenester: 'skole,bv,oslohjelpa', andre: 'tolk' }),
    )
    const igjen = await b.rolf.trykker(steg, 'Hvem er i rommet?')
    steg = await b.rolf.trykker(igjen, 'Lagre', { tjenester: 'skole,bv,oslohjelpa', andre: '' })
    steg = await b.rolf.trykker(await b.rolf.trykker(steg, 'Neste'), 'Lagre og neste')
    steg = await enRad(b.rolf, 'forlot-rommet:oslohjelpa', ref, () =>
      b.rolf.trykker(steg, 'Oslohjelpa har forlatt rommet'),
    )
    steg = await enRad(b.rolf, 'tilbake-i-rommet', ref, () => b.rolf.trykker(steg, 'De er tilbake i rommet'))
    steg = await enRad(b.rolf, 'punkt-lagret', ref, () =>
      b.rolf.trykker(steg, 'Lagre og nytt tiltak', {
        oppsummering: TEKSTER.oppsummering,
        tiltakTekst: TEKSTER.tiltak,
      }),
    )
    steg = await enRad(b.rolf, 'tiltak-fjernet', ref, () => b.rolf.trykker(steg, 'Ta bort'))
    steg = await enRad(b.rolf, 'punkt-lagret', ref, () =>
      b.rolf.trykker(steg, 'Lagre og neste', {
        tiltakTekst: TEKSTER.tiltak,
        ansvarlig: ovingsId(b.frida.person),
        frist: '2026-12-04',
      }),
    )
    const referat = await enRad(b.rolf, 'mote-avsluttet', mote, () => b.rolf.trykker(steg, 'Avslutt møtet'))
    const godkjent = await enRad(b.rolf, 'referat-godkjent', mote, () =>
      b.rolf.trykker(referat, 'Godkjenn referatet'),
    )
    const rett = await b.rolf.trykker(godkjent, 'Legg til rettelse')
    await enRad(b.rolf, 'referat-rettet', mote, () =>
      b.rolf.trykker(rett, 'Lagre', { tekst: TEKSTER.rettelse }),
    )
    const { db } = b.bot.ktx
    const id = async (tabell: 'sak' | 'punkt') =>
      (await db.selectFrom(tabell).select('id').where('ref', '=', ref).executeTakeFirstOrThrow()).id
    const rettelse = await db.selectFrom('rettelse').select('id').executeTakeFirstOrThrow()
    const velg = await b.hege.trykker(await b.hege.trykker(agenda, 'Åpne agendaen'), 'Fjern tekst nå')
    for (const [kode, tekst, gjelder] of [
      ['tekst-fjernet-sak', `sak:${await id('sak')}`, ref],
      ['tekst-fjernet-punkt', `punkt:${await id('punkt')}`, ref],
      ['tekst-fjernet-rettelse', `rettelse:${rettelse.id}`, mote],
    ] as const)
      await enRad(b.hege, kode, gjelder, () => b.hege.trykker(velg, 'Fjern teksten', { tekst }))
    await erHel()
  })

  it('oppfølgingen', async () => {
    const { ref } = await heleSaken(b)
    const oppgave = await b.scene.visning(b.frida.chat, 'Vis', 'Gjort')
    const trykk = (kode: string, knapp: string) =>
      enRad(b.frida, kode, ref, () => b.frida.trykker(oppgave, knapp))
    await trykk('oppgave-hjelp', 'Trenger hjelp')
    const utsett = await b.frida.trykker(oppgave, 'Utsett')
    await enRad(b.frida, 'oppgave-utsatt', ref, () =>
      b.frida.trykker(utsett, 'Lagre', { frist: '2026-12-18' }),
    )
    await trykk('oppgave-gjort', 'Gjort')
    const { id } = await b.bot.ktx.db
      .selectFrom('oppgave')
      .select('id')
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow()
    const sender = (kode: string, verb: string) =>
      enRad(b.frida, kode, ref, () => b.frida.sender(oppgave, verb, { oppgave: id }))
    await sender('oppgave-gjenapnet', 'oppgave.gjenapne')
    await sender('oppgave-ikke-gjort', 'oppgave.ikke-gjort')
    await sender('oppgave-gjenapnet', 'oppgave.gjenapne')
    await sender('oppgave-viderefort', 'oppgave.viderefor')
    const gi = await b.frida.trykker(oppgave, 'Gi videre')
    await enRad(b.frida, 'oppgave-gitt-videre', ref, () =>
      b.frida.trykker(gi, tittel(gi, /^(Lagre|Gi videre)$/), { til: ovingsId(b.siri.person) }),
    )
    await erHel()
  })

  it('oppsettet: kanal og roller', async () => {
    await b.sara.skriver('/oppsett')
    await b.send()
    const lenke = await b.scene.visning(OVING.kanal.id, 'Åpne oppsettet')
    const oppsett = await b.sara.trykker(lenke, 'Åpne oppsettet')
    const skole = await b.sara.trykker(oppsett, 'Endre skole og serie')
    await enRad(b.sara, 'skole-satt-opp', 'fjordvik', () => b.sara.trykker(skole, 'Lagre'))
    const ny = ovingsId(MEDLEM)
    const gitt = await enRad(b.sara, 'rolle-gitt-ppt', ny, () =>
      b.sara.trykker(oppsett, 'Gi rolle', { person: ny, rolle: 'ppt' }),
    )
    expect(skjermtekst(gitt)).toContain('Rollen er gitt.')
    await enRad(b.sara, 'rolle-fjernet-ppt', ny, () =>
      b.sara.sender(gitt, 'oppsett.fjern-rolle', { hvem: ny, hvilken: 'ppt' }),
    )
    await erHel()
  })

  it('innsyn og sletting, også den som skjer av seg selv', async () => {
    const { ref, sak } = await heleSaken(b)
    const saken = await ingenRad('å åpne saken', () => b.hege.sender(iChatten(b.hege), 'sak.vis', { sak }))
    const klar = await ingenRad('å lage en lenke', () => b.hege.trykker(saken, 'Last ned alt om saken'))
    const url = String(knapper(klar.kort).find(k => k.tittel === 'Last ned')?.action['url'])
    await enRad(b.hege, 'innsyn-hentet', ref, async () => {
      expect((await fetch(url, { method: 'POST' })).status).toBe(200)
      return klar
    })
    const slett = await b.hege.trykker(saken, 'Slett saken')
    await enRad(b.hege, 'sak-slettet-slett-na', ref, () =>
      b.hege.trykker(slett, 'Slett for godt', { arkivert: 'true' }),
    )
    await b.send()
    for (const tid of ['2027-03-01T08:00', '2027-03-15T03:00', '2027-03-15T08:00']) {
      b.settTid(tid)
      await b.send()
    }
    const etter = (await loggen()).filter(rad => rad.kode === 'sak-slettet-frist')
    expect(etter.map(rad => [rad.person, rad.gjelder]).sort()).toEqual([
      ['skolestotte', 'K7F3'],
      ['skolestotte', 'R4T6'],
    ])
    await erHel()
  })
})

describe('et trykk som ikke endrer noe, gir ingen rad', () => {
  it('når det avvises: feil rolle, feil tid, feil innhold, ukjent person', async () => {
    const agenda = await etInnkaltMote(b)
    const { sak } = await meldSaken(b, agenda)
    await slaPaRegisteret(b)
    const meld = await b.siri.trykker(agenda, 'Meld sak')
    const fremmed = b.scene.som(FREMMED)
    const { id: punkt } = await b.bot.ktx.db
      .selectFrom('punkt')
      .select('id')
      .where('sak', '=', sak)
      .executeTakeFirstOrThrow()
    const mote = await moteId()
    const nonce = () => crypto.randomUUID()
    const TRYKK: [string, Deltaker, string, Record<string, unknown>][] = [
      ['ingen tekst', b.siri, 'tema.meld', { mote, nonce: nonce(), tekst: '' }],
      ['rød sak', b.hege, 'sak.meld', { ...EN_SAK, mote, nonce: nonce(), vern: 'vold' }],
      ['åpen uten samtykke', b.hege, 'sak.meld', { ...EN_SAK, mote, nonce: nonce(), apenhet: 'apen' }],
      ['en annens sak', b.frida, 'sak.endre', { ...EN_SAK, punkt, nonce: nonce(), versjon: 1 }],
      ['en gammel versjon', b.sara, 'sak.endre', { ...EN_SAK, punkt, nonce: nonce(), versjon: 0 }],
      ['uten hatt', b.siri, 'bidrag.gi', { punkt, nonce: nonce(), tekst: 'Vi har ledig time.' }],
      [
        'samtykke av feil rolle',
        b.hege,
        'samtykke.registrer',
        { ...ET_SAMTYKKE, sak, nonce: nonce(), versjon: 0 },
      ],
      [
        'samtykke uten svar',
        b.sara,
        'samtykke.registrer',
        { sak, nonce: nonce(), versjon: 0, foresatte: '1' },
      ],
      ['å trekke det som ikke er gitt', b.sara, 'samtykke.trekk', { sak }],
      ['å åpne uten samtykke', b.sara, 'sak.apenhet', { sak, apen: true }],
      ['navnet av feil rolle', b.hege, 'identitet.lagre', { sak, navn: NAVN }],
      ['navnet i en gul sak', b.sara, 'identitet.vis', { sak }],
      ['innsyn av feil rolle', b.sara, 'innsyn.lag', { sak }],
      ['sletting av feil rolle', b.sara, 'sak.slett', { sak, arkivert: 'true' }],
      ['sletting uten kryss', b.hege, 'sak.slett', { sak, arkivert: 'false' }],
      ['å starte for tidlig', b.rolf, 'mote.start', { mote, likevel: false, tjenester: 'skole' }],
      ['å starte som feil rolle', b.hege, 'mote.start', { mote, likevel: true, tjenester: 'skole' }],
      [
        'referat før møtet',
        b.rolf,
        'mote.lagre',
        { punkt, nonce: nonce(), versjon: 1, oppsummering: 'Greit.' },
      ],
      ['å avslutte det som ikke er i gang', b.rolf, 'mote.avslutt', { mote }],
      ['å godkjenne det som ikke er holdt', b.rolf, 'referat.godkjenn', { mote }],
      ['rettelse uten referat', b.rolf, 'referat.rettelse', { mote, nonce: nonce(), tekst: 'Feil dag.' }],
      ['en tekst som ikke finnes', b.rolf, 'tekst.fjern', { mote, tekst: `sak:${nonce()}` }],
      ['en oppgave som ikke finnes', b.rolf, 'oppgave.gjort', { oppgave: nonce() }],
      ['oppsett av en som ikke er administrator', b.rolf, 'oppsett.register', { pa: false }],
      [
        'en rolle til seg selv',
        b.sara,
        'oppsett.gi-rolle',
        { person: ovingsId(b.sara.person), rolle: 'rektor' },
      ],
    ]
    // That the name guard stopped somebody is a row of its own; of a stranger it does not even ask.
    const medNavn = { ...EN_SAK, mote, nonce: nonce(), provd: 'Snakket med Ingebjørg Haugstad.' }
    const iKanalen = { ...meld, samtale: OVING.kanal.id }
    await enRad(b.siri, 'navnevakt-stoppet:provd=1', mote, () => b.siri.sender(iKanalen, 'sak.meld', medNavn))
    await ingenRad('navn i teksten, av en fremmed', () => fremmed.sender(iKanalen, 'sak.meld', medNavn))
    for (const [hva, hvem, verb, data] of TRYKK) {
      await ingenRad(hva, () => hvem.sender({ ...meld, samtale: OVING.kanal.id }, verb, data))
      await ingenRad(`${hva}, av en fremmed`, () =>
        fremmed.sender({ ...meld, samtale: OVING.kanal.id }, verb, data),
      )
    }
    b.settTid('2026-11-26T12:01')
    await ingenRad('etter fristen', () => b.siri.trykker(meld, 'Send', EN_SAK))
    await erHel()
  })

  it('når samme skjema kommer en gang til', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    await b.hege.trykker(skjema, 'Send', EN_SAK)
    await ingenRad('det samme en gang til', () => b.hege.trykker(skjema, 'Send', EN_SAK))
  })

  it('når noen bare ser', async () => {
    const { sak, mote } = await heleSaken(b)
    const agenda = await b.scene.agenda()
    for (const [hvem, verb, data] of [
      [b.rolf, 'agenda.apne', { mote }],
      [b.rolf, 'referat.vis', { mote }],
      [b.sara, 'sak.vis', { sak }],
      [b.sara, 'samtykke.historikk', { sak }],
      [b.frida, 'oppgaver.vis', {}],
    ] as const)
      await ingenRad(verb, () => hvem.sender(agenda, verb, data))
  })

  it('når det som trykkes på, alt er slik', async () => {
    const { sak, ref } = await heleSaken(b)
    const oppgave = await b.scene.visning(b.frida.chat, 'Vis', 'Gjort')
    const { id } = await b.bot.ktx.db
      .selectFrom('oppgave')
      .select('id')
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow()
    const TRYKK: [Deltaker, string, Record<string, unknown>][] = [
      [b.frida, 'oppgave.hjelp', { oppgave: id }],
      [b.frida, 'oppgave.gjort', { oppgave: id }],
      [b.frida, 'oppgave.gjenapne', { oppgave: id }],
      [b.sara, 'sak.apenhet', { sak, apen: false }],
      [b.sara, 'identitet.lagre', { sak, navn: '' }],
      [b.sara, 'samtykke.trekk', { sak }],
      [b.sara, 'oppsett.register', { pa: true }],
    ]
    const skrevToRader: string[] = []
    for (const [hvem, verb, data] of TRYKK) {
      const her = { ...oppgave, samtale: OVING.kanal.id }
      await hvem.sender(her, verb, data)
      const for_ = (await loggen()).length
      await hvem.sender(her, verb, data)
      if ((await loggen()).length !== for_) skrevToRader.push(verb)
    }
    expect(skrevToRader).toEqual([])
  })

  it('når tiltaket alt er tatt bort', async () => {
    const agenda = await etInnkaltMote(b)
    b.settTid('2026-11-27T10:15')
    const punkt = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    const med = await b.rolf.trykker(punkt, 'Lagre og nytt tiltak', { tiltakTekst: TEKSTER.tiltak })
    await b.rolf.trykker(med, 'Ta bort')
    await ingenRad('en gang til', () => b.rolf.trykker(med, 'Ta bort'))
  })

  it('når det ikke ble noe av fordi noe gikk galt hos oss', async () => {
    const agenda = await etInnkaltMote(b)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    await somEier(b, 'alter table hatt rename to hatt_borte')
    const svar = await ingenRad('en feil', () => b.hege.trykker(skjema, 'Send', EN_SAK))
    await somEier(b, 'alter table hatt_borte rename to hatt')
    expect(skjermtekst(svar)).toContain('Noe gikk galt hos oss.')
    expect((await loggen()).map(rad => rad.kode)).toEqual(['mote-kalt-inn'])
  })
})

describe.each(MOTORER)('etter et helt møte, på %s', motor => {
  let egen: Testbot
  beforeAll(async () => {
    egen = await etTestbot({ motor, mester })
    const { sak } = await heleSaken(egen)
    await egen.sara.sender(iChatten(egen.sara), 'identitet.vis', { sak })
  })
  afterAll(() => egen.stopp())

  it('er kjeden hel', async () => {
    const antall = (await loggen(egen)).length
    expect(antall).toBeGreaterThan(12)
    expect(await verifiserLogg(egen.bot.ktx, mester, '')).toEqual({
      kode: 'hel',
      hendelser: antall,
      ankere: 0,
    })
  })

  it('er det ikke noe innhold i noen rad: ingen tekst, ingen navn, bare koder og referanser', async () => {
    const rader = await loggen(egen)
    const alt = (await alleRader(egen))['logg']?.join('\n') ?? ''
    const skrevet = [...Object.values(TEKSTER), NAVN, ...NAVN.split(' ')]
    for (const tekst of skrevet.filter(t => t.length > 8)) {
      for (let fra = 0; fra + 9 <= tekst.length; fra++) expect(alt).not.toContain(tekst.slice(fra, fra + 9))
    }
    for (const { fornavn, etternavn } of OVING.personer) {
      expect(alt).not.toContain(fornavn)
      expect(alt).not.toContain(etternavn)
    }
    const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
    for (const { person, kode, gjelder } of rader) {
      expect(person).toMatch(new RegExp(`^${UUID}/${UUID}$`))
      expect(kode).toMatch(/^[a-z]+(-[a-z]+)*(:[a-z+]+)?$/)
      expect(gjelder).toMatch(new RegExp(`^([A-Z]\\d[A-Z]\\d|${UUID}|fjordvik)$`))
    }
  })

  it('kan boten selv ikke endre, slette eller tømme noe i den', async () => {
    const { db } = egen.bot.ktx
    const for_ = await loggen(egen)
    const nekter = { message: expect.stringContaining('permission denied') }
    await expect(db.updateTable('logg').set({ kode: 'x' }).execute()).rejects.toMatchObject(nekter)
    await expect(db.deleteFrom('logg').execute()).rejects.toMatchObject(nekter)
    await expect(db.schema.dropTable('logg').execute()).rejects.toThrow()
    expect(await loggen(egen)).toEqual(for_)
  })
})

describe('ankrene', () => {
  it('skrives ved start og stopp, og vitner om loggen også for en annen prosess', async () => {
    const mappe = await mkdtemp(join(tmpdir(), 'skolestotte-anker-'))
    const ankerfil = join(mappe, 'ankere.jsonl')
    const url = await nyDatabase(inject('postgres'))
    const les = async () => lesAnkere(await readFile(ankerfil, 'utf8'), OVING.tenant).ankere
    try {
      const forst = await etTestbot({ databaseUrl: url, mester, ankerfil })
      await etInnkaltMote(forst)
      await meldSaken(forst, await forst.scene.agenda())
      await forst.stopp()
      expect(await les()).toMatchObject([{ nr: 2, tenant: OVING.tenant }])

      const igjen = await etTestbot({ databaseUrl: url, mester, ankerfil })
      await slaPaRegisteret(igjen)
      await igjen.stopp()
      expect((await les()).map(a => a.nr)).toEqual([2, 3])
      for (const tekst of [...Object.values(TEKSTER), 'sak-meldt', 'Hege'])
        expect(await readFile(ankerfil, 'utf8')).not.toContain(tekst)

      const database = await apnePostgres(url, OVING.tenant)
      const ktx = { ...b.bot.ktx, db: database.db, nokler: new Nokler(mester) }
      const verifiser = async () => verifiserLogg(ktx, mester, await readFile(ankerfil, 'utf8'))
      expect(await verifiser()).toEqual({ kode: 'hel', hendelser: 3, ankere: 2 })
      const eier = new pg.Client({ connectionString: url })
      await eier.connect()
      await eier.query("update logg set kode = 'sak-endret' where nr = 2")
      expect(await verifiser()).toMatchObject({ kode: 'brutt', nr: 2 })
      await eier.query("update logg set kode = 'sak-meldt' where nr = 2")
      expect(await verifiser()).toMatchObject({ kode: 'hel' })
      await eier.query('delete from logg where nr = 3')
      expect(await verifiser()).toMatchObject({ kode: 'brutt', nr: 3 })
      await eier.end()
      await database.lukk()

      // The bot runs all the same, and does not sign the cut chain anew.
      const brutt = await etTestbot({ databaseUrl: url, mester, ankerfil })
      expect(
        skjermtekst(
          await brutt.hege.trykker(
            await brutt.scene.agenda().catch(() => etInnkaltMote(brutt)),
            'Åpne agendaen',
          ),
        ),
      ).toContain('Sak 1')
      await brutt.stopp()
      expect((await les()).map(a => a.nr)).toEqual([2, 3])
    } finally {
      await rm(mappe, { recursive: true })
    }
  })
})

describe('en prosess med en logg noen har tuklet med', { timeout: 240_000 }, () => {
  let program: Program
  beforeAll(async () => {
    program = await kompilertBot()
  })
  afterAll(() => program.fjern())

  it('sier «logg-brutt» i loggen sin og kjører videre; «logg:verifiser» sier hvor', async () => {
    const data = join(program.mappe, 'data')
    const kobling = await startKobling()
    const start = async () => {
      const k = program.kjor('demo', '--uten-klient', '--port', '0', '--data', data, '--logg')
      await k.ventPa('Boten svarer på')
      const [, botUrl = ''] = k.ut().match(/Boten svarer på (\S+)/) ?? []
      const scene = lagScene({ botUrl, kobling })
      return {
        k,
        async slaPa(pa: boolean) {
          const [sara] = OVING.personer
          const skjerm = { kort: {}, tekst: undefined, samtale: OVING.kanal.id, aktivitet: 'x', status: 200 }
          return skjermtekst(await scene.som(sara).sender(skjerm, 'oppsett.register', { pa }))
        },
        async stopp() {
          k.prosess.kill('SIGTERM')
          expect(await k.slutt).toBe(0)
        },
      }
    }
    const verifiser = async () => {
      const k = program.kjor('logg:verifiser', '--data', data)
      return { utgang: await k.slutt, ut: k.ut(), feil: k.feil() }
    }
    const tukle = async (sporring: string) => {
      const { db, lukk } = await apnePglite(join(data, 'pglite'), OVING.tenant)
      await sql.raw(`reset role; ${sporring}`).execute(db)
      await lukk()
    }
    try {
      const forst = await start()
      expect(await forst.slaPa(true)).toContain('Navneregisteret er slått på.')
      expect(await forst.slaPa(false)).toContain('Navneregisteret er slått av')
      await forst.stopp()
      expect(await verifiser()).toMatchObject({
        utgang: 0,
        ut: 'Loggen er hel: 2 hendelser, 1 anker.\n',
        feil: '',
      })

      await tukle("update logg set hash = repeat('0', 64) where nr = 2")
      const etter = await start()
      await etter.k.ventPa('"kode":"logg-brutt"')
      expect(await etter.slaPa(true)).toContain('Navneregisteret er slått på.')
      await etter.stopp()
      const { utgang, ut } = await verifiser()
      expect(utgang).toBe(1)
      expect(ut).toBe('Loggen er brutt ved nr. 2: raden er endret.\n')
    } finally {
      await kobling.stopp()
    }
  })
})
