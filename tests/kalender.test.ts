import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { nb } from '../src/cards/tekst/nb.ts'
import { flyktigMester } from '../src/database/lokal-mester.ts'
import type { LokalGraf } from '../src/demo/lokal-graf.ts'
import type { LokalHendelse } from '../src/demo/lokal-graf-kalender.ts'
import { epostTil, OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { skjermtekst } from '../src/demo/scene.ts'
import type { Graf } from '../src/graph/graf.ts'
import { meldAlleKommende } from '../src/mote/kalender-endret.ts'
import { moteMedLenke } from '../src/mote/kalender-store.ts'
import { synkKalender } from '../src/mote/synk-kalender.ts'
import { fjernRolle, giRolle } from '../src/tilgang/oppsett.ts'
import { lagrePerson } from '../src/tilgang/tilgang-store.ts'
import {
  etForlop,
  etInnkaltForlopsmote,
  iChatten,
  motet,
  nyPerson,
  samtykker,
  velger,
} from './bygg/forlop.ts'
import { etGraf } from './bygg/graf.ts'
import { begynnPaNytt } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'
import { MAL, nyDatabase } from './oppsett/postgres.ts'

const POSTKASSE = 'moter@oving.example'
const FREDAG = { start: '2026-11-27T10:15:00', slutt: '2026-11-27T11:45:00' }

let b: Testbot
let lokal: LokalGraf
let graf: Graf
beforeAll(async () => {
  ;({ lokal, graf } = await etGraf())
  b = await etTestbot({ graf: { ...(graf.kalender && { kalender: graf.kalender }) } })
})
beforeEach(async () => {
  await begynnPaNytt(b)
  for (const samling of ['hendelser', 'transaksjoner'])
    for (const { id } of lokal.lager.alle(samling)) lokal.lager.slett(samling, id)
  lokal.foresporsler.splice(0)
  teamet()
})
afterAll(async () => {
  await b.stopp()
  await lokal.stopp()
})

const konto = (p: Ovingsperson) => ({ id: p.id, name: p.navn, aadObjectId: p.oid, tenantId: OVING.tenant })
/** The roster of the channel, as Teams gives it. */
function teamet(...uten: Ovingsperson[]): void {
  const alle = OVING.personer.filter(p => !uten.includes(p)).map(p => ({ ...konto(p), email: epostTil(p) }))
  b.kobling.medlemmer(OVING.kanal.id, alle)
}

const alle = () => lokal.lager.alle<LokalHendelse>('hendelser').map(h => ({ id: h.id, ...h.verdi }))
const aktive = () => alle().filter(h => !h.avlyst)
function denEne() {
  const [en, ...flere] = aktive()
  if (en === undefined || flere.length > 0) throw new Error(`${aktive().length} avtaler i kalenderen.`)
  return en
}
const adresser = () => denEne().attendees.map(a => a.emailAddress.address)
const tid = () => ({ start: denEne().start.dateTime, slutt: denEne().end.dateTime })
const kall = (metode?: string) =>
  lokal.foresporsler.filter(f => f.sti.includes('/events') && (metode === undefined || f.metode === metode))
const alleAdresser = OVING.personer.map(epostTil).sort()

/** What waits to be tried again gets its turn. */
async function senere(minutter = 11): Promise<void> {
  await b.send()
  b.settTid(b.na().plus({ minutes: minutter }).toFormat("yyyy-MM-dd'T'HH:mm:ss"))
  await b.send()
}
const aktor = (p: Ovingsperson) => ({ person: ovingsId(p), navn: p.navn })
const rett = { forste: [ovingsId(OVING.personer[0])], erTeameier: async () => false }
const tar = (p: Ovingsperson, rolle: string) =>
  fjernRolle(b.bot.ktx, aktor(OVING.personer[0]), rett, { kanal: OVING.kanal.id, person: ovingsId(p), rolle })
const gir = (p: Ovingsperson, rolle: string) =>
  giRolle(b.bot.ktx, aktor(OVING.personer[0]), rett, {
    kanal: OVING.kanal.id,
    medlem: { person: ovingsId(p), navn: p.navn, konto: p.id },
    rolle,
    enhet: '',
  })
const status = async () => {
  const { utfall } = await b.bot.ktx.db
    .selectFrom('tilkobling')
    .select('utfall')
    .where('del', '=', 'kalender')
    .executeTakeFirstOrThrow()
  return utfall
}

describe('innsatsteamets møte i kalenderen', () => {
  it('blir til når det kalles inn, med tid, sted, nettmøte og dem som er med', async () => {
    await etInnkaltMote(b)
    const hendelse = denEne()
    expect(hendelse).toMatchObject({
      postkasse: POSTKASSE,
      subject: 'Innsatsteam, Fjordvik skole',
      location: { displayName: 'Grupperom 2' },
      sensitivity: 'private',
      isOnlineMeeting: true,
      responseRequested: false,
      allowNewTimeProposals: false,
      hideAttendees: false,
      body: { contentType: 'text', content: 'Agendaen ligger i Teams, hos Skolestøtte.' },
    })
    expect(tid()).toEqual(FREDAG)
    expect(adresser().sort()).toEqual(alleAdresser)
    expect(hendelse.attendees.map(a => a.type)).toEqual(OVING.personer.map(() => 'required'))
    expect(await status()).toBe('ok')
  })

  it('følger med når det flyttes, uten å røre teksten der lenken til nettmøtet står', async () => {
    await etInnkaltMote(b)
    await b.sara.skriver('/innsatsteam flytt 14.12 kl 9')
    await b.send()
    expect(tid()).toEqual({ start: '2026-12-14T09:00:00', slutt: '2026-12-14T10:30:00' })
    const [endring] = kall('PATCH')
    expect(Object.keys(endring?.kropp ?? {}).sort()).toEqual([
      'attendees',
      'end',
      'location',
      'start',
      'subject',
    ])
  })

  it('avlyses for alle, og tas opp igjen som en ny avtale', async () => {
    await etInnkaltMote(b)
    const { id } = denEne()
    await b.sara.skriver('/innsatsteam avlys')
    await b.send()
    expect(aktive()).toEqual([])
    expect(kall('POST').map(f => f.sti.split('/').at(-1))).toEqual(['events', 'cancel'])
    const kort = await b.scene.visning(OVING.kanal.id, 'Angre avlysningen')
    await b.sara.trykker(kort, 'Angre avlysningen')
    await b.send()
    expect(denEne().id).not.toBe(id)
    expect(tid()).toEqual(FREDAG)
    expect(adresser().sort()).toEqual(alleAdresser)
  })

  it('følger teamet: den som får en rolle kommer med, den som mister den går ut', async () => {
    const [sara, , , hege] = OVING.personer
    await etInnkaltMote(b)
    await tar(OVING.personer[3], 'helsesykepleier')
    await b.send()
    expect(adresser()).not.toContain(epostTil(hege))
    expect(adresser()).toContain(epostTil(sara))
    await gir(OVING.personer[3], 'helsesykepleier')
    await b.send()
    expect(adresser().sort()).toEqual(alleAdresser)
    expect(aktive()).toHaveLength(1)
  })

  it('spør ingen igjen når ingenting er endret', async () => {
    const agenda = await etInnkaltMote(b)
    lokal.foresporsler.splice(0)
    await b.hege.trykker(agenda, 'Jeg kommer')
    await gir(OVING.personer[3], 'bup')
    await senere()
    expect(kall()).toEqual([])
  })

  it('samler flere endringer før den rekker å gå ut', async () => {
    await etInnkaltMote(b)
    lokal.foresporsler.splice(0)
    await Promise.all([tar(OVING.personer[4], 'fagkonsulent'), tar(OVING.personer[5], 'oslohjelpa')])
    await tar(OVING.personer[4], 'barnevern_mottak')
    await tar(OVING.personer[5], 'fritidsklubb')
    await senere()
    expect(adresser()).toHaveLength(4)
    expect(kall().length).toBeLessThanOrEqual(2)
  })

  it('lar den uten adresse være ute, og finner den som ikke er i teamet i sin egen chat', async () => {
    const [, rolf, siri] = OVING.personer
    teamet(rolf, siri)
    await lagrePerson(b.bot.ktx, {
      person: ovingsId(rolf),
      navn: rolf.navn,
      samtale: 'a:rolf',
      service_url: b.kobling.serviceUrl,
    })
    b.kobling.medlemmer('a:rolf', [{ ...konto(rolf), userPrincipalName: 'rolf@bydelen.example' }])
    await etInnkaltMote(b)
    expect(adresser()).toContain('rolf@bydelen.example')
    expect(adresser()).not.toContain(epostTil(siri))
    expect(adresser()).toHaveLength(5)
  })

  it('lagrer ikke adressene', async () => {
    await etInnkaltMote(b)
    const rader = await b.bot.ktx.db.selectFrom('kalenderoppforing').selectAll().execute()
    const personer = await b.bot.ktx.db.selectFrom('person').selectAll().execute()
    expect(JSON.stringify([rader, personer])).not.toContain('@oving.example')
  })

  it('lar et møte som er over eller begynt, være i fred', async () => {
    await etInnkaltMote(b)
    lokal.foresporsler.splice(0)
    b.settTid('2026-11-27T10:16')
    await tar(OVING.personer[3], 'helsesykepleier')
    await senere()
    expect(kall()).toEqual([])
  })

  it('viser «Bli med i møtet» for den som er med, aldri på kortet i kanalen', async () => {
    const agenda = await etInnkaltMote(b)
    const lenke = denEne().joinUrl
    const apnet = await b.hege.trykker(agenda, 'Åpne agendaen')
    expect(JSON.stringify(apnet.kort)).toContain(lenke)
    expect(skjermtekst(apnet)).toContain('Bli med i møtet')
    await senere()
    expect(JSON.stringify(b.kobling.meldinger.map(m => m.versjoner))).not.toContain(lenke)
    const { id } = await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('status', '=', 'planlagt')
      .executeTakeFirstOrThrow()
    expect(await moteMedLenke(b.bot.ktx, lenke)).toBe(id)
  })

  it('sender aldri et ord om en sak: verken tekst, referanse eller navn', async () => {
    const agenda = await etInnkaltMote(b)
    await b.siri.trykker(await b.siri.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
    await b.sara.skriver('/innsatsteam flytt 14.12')
    await senere()
    const alt = JSON.stringify(lokal.foresporsler)
    const { ref } = await b.bot.ktx.db
      .selectFrom('sak')
      .select('ref')
      .where('meldt_av', '=', ovingsId(b.siri.person))
      .orderBy('meldt', 'desc')
      .executeTakeFirstOrThrow()
    for (const ord of [ref, 'K7F3', 'R4T6', EN_SAK.beskrivelse, EN_SAK.onsker, 'atferd', 'elev'])
      expect(alt).not.toContain(ord)
    expect(kall('PATCH')).toHaveLength(1)
  })
})

describe('når noen har slettet avtalen i Outlook', () => {
  const slett = () => lokal.lager.sett('hendelser', denEne().id, { ...denEne(), avlyst: true })

  it('lages den ikke på nytt fordi noen kommer eller går', async () => {
    await etInnkaltMote(b)
    slett()
    await tar(OVING.personer[3], 'helsesykepleier')
    await senere()
    await gir(OVING.personer[3], 'helsesykepleier')
    await senere()
    expect(aktive()).toEqual([])
    expect(await status()).toBe('ok')
  })

  it('lages den på nytt når møtet flyttes', async () => {
    await etInnkaltMote(b)
    slett()
    await b.sara.skriver('/innsatsteam flytt 14.12')
    await b.send()
    expect(tid().start).toBe('2026-12-14T10:15:00')
    slett()
    await tar(OVING.personer[3], 'helsesykepleier')
    await senere()
    await b.sara.skriver('/innsatsteam flytt 15.12')
    await b.send()
    expect(tid().start).toBe('2026-12-15T10:15:00')
  })

  it('er avlysning ferdig', async () => {
    await etInnkaltMote(b)
    slett()
    await b.sara.skriver('/innsatsteam avlys')
    await b.send()
    expect(await status()).toBe('ok')
    expect(await b.bot.ktx.db.selectFrom('kalenderoppforing').selectAll().execute()).toEqual([])
  })
})

describe('én families møte', () => {
  async function etMote() {
    const f = await etForlop(b, 'bekymringsmelding')
    await velger(b.frida, f, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
    const mote = await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote', { sted: 'bv' })
    await b.send()
    return { f, mote }
  }

  it('heter bare «Møte», sier ikke hvor, og viser ingen for de andre', async () => {
    const { f } = await etMote()
    expect(denEne()).toMatchObject({
      subject: 'Møte, Fjordvik skole',
      location: { displayName: 'Stedet står i agendaen i Teams' },
      hideAttendees: true,
      sensitivity: 'private',
    })
    const alt = JSON.stringify(lokal.foresporsler)
    for (const ord of [f.ref, 'Oppstart', 'arnevern', 'familie', 'undersøk']) expect(alt).not.toContain(ord)
  })

  it('har bare dem som er innkalt og får se det i dag', async () => {
    await etMote()
    expect(adresser().sort()).toEqual([b.sara, b.frida].map(h => epostTil(h.person)).sort())
  })

  it('viser veien inn bare for dem, i deres egen visning', async () => {
    const { mote } = await etMote()
    const lenke = denEne().joinUrl
    expect(JSON.stringify((await motet(b.sara, mote)).kort)).toContain(lenke)
    for (const utenfor of [b.hege, b.rolf])
      expect(JSON.stringify(await motet(utenfor, mote))).not.toContain(lenke)
    await senere()
    expect(JSON.stringify(b.kobling.meldinger.map(m => m.versjoner))).not.toContain(lenke)
  })

  it('flyttes og avlyses med møtet', async () => {
    const { mote } = await etMote()
    await b.frida.sender(iChatten(b.frida), 'mote.flytt', { mote, dato: '2026-12-03', klokke: '08:30' })
    await b.send()
    expect(tid().start).toBe('2026-12-03T08:30:00')
    await b.frida.sender(iChatten(b.frida), 'mote.avlys', { mote })
    await b.send()
    expect(aktive()).toEqual([])
  })

  it('når den som er fra en annen bydel, i sin egen chat', async () => {
    const kari = await nyPerson(b, '21', 'Kari Kontakt', 'kontaktperson')
    b.kobling.medlemmer(kari.chat, [{ ...konto(kari.person), email: 'kari@bydelen.example' }])
    const f = await etForlop(b, 'bekymringsmelding')
    await velger(b.frida, f, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
    await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote', { deltakere: ovingsId(kari.person) })
    await b.send()
    expect(adresser()).toContain('kari@bydelen.example')
  })

  it('avlyses når forløpet går tilbake til der bare barnevernet vet om det', async () => {
    const f = await etForlop(b, 'vold')
    await velger(b.frida, f, 'Meldingen undersøkes', 'Tid er avtalt=2026-11-25', '3-delt er gjennomført')
    await samtykker(b.frida, f, { omfang: 'samarbeidsmote' })
    await velger(b.frida, f, 'Samtaler holdt: ja til møtet')
    await etInnkaltForlopsmote(b, b.frida, f, 'samarbeidsmote_3delt', { dato: '2026-11-26' })
    await b.send()
    const for_ = adresser()
    await b.frida.sender(iChatten(b.frida), 'forlop.angre', { sak: f.sak })
    await senere()
    expect(for_).toContain(epostTil(b.sara.person))
    expect(aktive()).toEqual([])
  })

  it('går ut av kalenderen når forløpet slettes', async () => {
    const { f } = await etMote()
    await b.bot.ktx.db
      .updateTable('mote')
      .set({ dato: '2026-07-01', start: new Date('2026-07-01T08:00Z') })
      .where('forlop', '=', f.sak)
      .execute()
    await b.bot.ktx.db
      .updateTable('forlop')
      .set({ avsluttet: '2026-07-01' })
      .where('sak', '=', f.sak)
      .execute()
    await b.bot.ktx.db.updateTable('sak').set({ slettes: '2026-11-21' }).where('id', '=', f.sak).execute()
    b.settTid('2026-11-22T03:01')
    await b.send()
    expect(await b.bot.ktx.db.selectFrom('sak').select('id').where('id', '=', f.sak).execute()).toEqual([])
    expect(kall('DELETE')).toHaveLength(1)
    expect(aktive()).toEqual([])
  })

  it('går ut også når svaret fra Graph ble borte før forløpet ble slettet', async () => {
    const f = await etForlop(b, 'bekymringsmelding')
    await velger(b.frida, f, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
    lokal.kutt('etter')
    await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote')
    await b.send()
    expect(aktive()).toHaveLength(1)
    await b.bot.ktx.db
      .updateTable('mote')
      .set({ dato: '2026-07-01', start: new Date('2026-07-01T08:00Z') })
      .where('forlop', '=', f.sak)
      .execute()
    await b.bot.ktx.db
      .updateTable('forlop')
      .set({ avsluttet: '2026-07-01' })
      .where('sak', '=', f.sak)
      .execute()
    await b.bot.ktx.db.updateTable('sak').set({ slettes: '2026-11-21' }).where('id', '=', f.sak).execute()
    await b.bot.ktx.db.deleteFrom('utboks').where('slag', '=', 'kalender').execute()
    b.settTid('2026-11-22T03:01')
    await b.send()
    expect(aktive()).toEqual([])
  })
})

describe('når Graph ikke gjør det', () => {
  it.each([
    ['429 med kort Retry-After', () => lokal.feil(429, { retryAfter: 1 })],
    ['429 med lang Retry-After', () => lokal.feil(429, { retryAfter: 120 })],
    ['500', () => lokal.feil(500)],
    ['503', () => lokal.feil(503, { antall: 3 })],
    ['503 etter at det var gjort', () => lokal.feil(503, { antall: 3, etter: true })],
    ['409', () => lokal.feil(409)],
    ['412', () => lokal.feil(412)],
    ['en forbindelse kuttet før', () => lokal.kutt('for')],
    ['en forbindelse kuttet etter', () => lokal.kutt('etter')],
  ])('%s gir til slutt nøyaktig én avtale', async (_, feiler) => {
    feiler()
    await etInnkaltMote(b)
    await senere()
    await senere()
    expect(tid()).toEqual(FREDAG)
    expect(alle()).toHaveLength(1)
    expect(await status()).toBe('ok')
  })

  it.each(['for', 'etter'] as const)('blir den riktig når forbindelsen kuttes %s en flytting', async nar => {
    await etInnkaltMote(b)
    lokal.kutt(nar)
    await b.sara.skriver('/innsatsteam flytt 14.12')
    await senere()
    expect(tid().start).toBe('2026-12-14T10:15:00')
    lokal.kutt(nar)
    await b.sara.skriver('/innsatsteam avlys')
    await senere()
    expect(alle()).toHaveLength(1)
    expect(aktive()).toEqual([])
  })

  it('avlyses også avtalen som kom til uten at vi fikk svar', async () => {
    lokal.kutt('etter')
    await etInnkaltMote(b)
    await b.sara.skriver('/innsatsteam avlys')
    await senere()
    expect(alle()).toHaveLength(1)
    expect(aktive()).toEqual([])
  })

  it('flyttes avtalen som kom til uten at vi fikk svar', async () => {
    lokal.kutt('etter')
    await etInnkaltMote(b)
    await b.sara.skriver('/innsatsteam flytt 14.12')
    await senere()
    expect(tid().start).toBe('2026-12-14T10:15:00')
    expect(alle()).toHaveLength(1)
  })

  it.each(['for', 'etter'] as const)(
    'står det som det skal når en flytting og en avlysning kuttes %s, og tas tilbake før den prøves igjen',
    async nar => {
      await etInnkaltMote(b)
      lokal.kutt(nar)
      await b.sara.skriver('/innsatsteam flytt 14.12')
      await b.send()
      await b.sara.skriver('/innsatsteam flytt 27.11 kl 10:15')
      await senere()
      expect(tid()).toEqual(FREDAG)
      lokal.kutt(nar)
      await b.sara.skriver('/innsatsteam avlys')
      await b.send()
      await b.sara.trykker(await b.scene.visning(OVING.kanal.id, 'Angre avlysningen'), 'Angre avlysningen')
      await senere()
      expect(tid()).toEqual(FREDAG)
      expect(adresser()).toHaveLength(6)
    },
  )

  it.each([401, 403])('holder ikke %i agendaen tilbake, og én spør hvert tiende minutt', async kode => {
    lokal.feil(kode, { antall: 1000 })
    const agenda = await etInnkaltMote(b)
    expect(skjermtekst(agenda)).toContain('Fjordvik skole')
    expect(await status()).toBe('graf-nektet')
    await b.sara.skriver('/innsatsteam flytt 14.12')
    for (let i = 0; i < 9; i++) await senere(1)
    expect(kall()).toHaveLength(1)
    for (let i = 0; i < 3; i++) await senere(10)
    expect(kall().length).toBeLessThanOrEqual(5)
    lokal.feil(200, { antall: 0 })
    for (let i = 0; i < 3; i++) await senere(11)
    expect(tid().start).toBe('2026-12-14T10:15:00')
    expect(await status()).toBe('ok')
  })

  it('prøver ikke en postkasse som ikke finnes, om igjen før neste dag', async () => {
    lokal.feil(404)
    await etInnkaltMote(b)
    await senere()
    expect(aktive()).toEqual([])
    expect(await status()).toBe('finnes-ikke')
    b.settTid('2026-11-23T07:00')
    await b.send()
    expect(tid()).toEqual(FREDAG)
  })

  it('svarer vi like fort når Graph er treg', async () => {
    const treg = await etGraf(300)
    const treg_b = await etTestbot({ graf: treg.graf })
    try {
      treg.lokal.heng()
      await treg_b.sara.skriver('/innsatsteam ny')
      await treg_b.send()
      expect(skjermtekst(await treg_b.scene.agenda())).toContain('Fjordvik skole')
    } finally {
      await treg_b.stopp()
      await treg.lokal.stopp()
    }
  })
})

describe('flere prosesser, og ingen tilkobling', () => {
  it('gir én avtale når to prosesser gjør det samme samtidig, også når leien er gått ut for den ene', async () => {
    const { kalender } = graf
    if (kalender === undefined) throw new Error('ingen kalender')
    lokal.feil(503, { antall: 3 })
    await b.sara.skriver('/innsatsteam ny')
    await b.send()
    const { id: mote } = await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('status', '=', 'planlagt')
      .executeTakeFirstOrThrow()
    const vei = { kalender, levering: b.bot.bot.levering, ord: nb.kalender }
    await Promise.all([1, 2, 3].map(forsok => synkKalender(b.bot.ktx, vei, { mote, forsok })))
    await senere()
    expect(alle()).toHaveLength(1)
    expect(tid()).toEqual(FREDAG)
  })

  it('spør ingen når kalenderen ikke er tilkoblet', async () => {
    const uten = await etTestbot({ graf: {} })
    try {
      await etInnkaltMote(uten)
      await uten.sara.skriver('/innsatsteam flytt 14.12')
      await uten.send()
      expect(
        await uten.bot.ktx.db.selectFrom('utboks').select('id').where('slag', '=', 'kalender').execute(),
      ).toEqual([])
      expect(lokal.foresporsler).toEqual([])
    } finally {
      await uten.stopp()
    }
  })

  it.each([true, false])(
    'får møtene når den slås på i en ny versjon (den gamle var først: %s)',
    async forst => {
      const databaseUrl = await nyDatabase(inject('postgres'), { mal: MAL })
      const mester = flyktigMester()
      const gammel = await etTestbot({ databaseUrl, mester })
      await etInnkaltMote(gammel)
      const { ktx } = gammel.bot
      const m365 = { ...ktx.valg.m365, kalender: true }
      await meldAlleKommende({ ...ktx, valg: { ...ktx.valg, m365 } })
      if (forst) await gammel.send()
      await gammel.bot.stopp()
      const ny = await etTestbot({
        databaseUrl,
        mester,
        tom: true,
        graf: { ...(graf.kalender && { kalender: graf.kalender }) },
      })
      try {
        for (const nar of ['2026-11-21T11:00', '2026-11-22T09:00']) {
          ny.settTid(nar)
          await ny.send()
          await ny.send()
        }
        expect(tid()).toEqual(FREDAG)
      } finally {
        await ny.stopp()
        await gammel.kobling.stopp()
      }
    },
  )

  it('tar med møtene som var kalt inn før kalenderen ble koblet til', async () => {
    await etInnkaltMote(b)
    for (const { id } of lokal.lager.alle('hendelser')) lokal.lager.slett('hendelser', id)
    await b.bot.ktx.db.deleteFrom('kalenderoppforing').execute()
    await meldAlleKommende(b.bot.ktx)
    await b.send()
    expect(tid()).toEqual(FREDAG)
  })
})

describe('når appen er tatt ut av teamet', () => {
  it('følger kalenderen med i et forløp, og den som mister rollen, går ut av innkallingen', async () => {
    for (const hvem of [b.sara, b.frida])
      b.kobling.medlemmer(hvem.chat, [{ ...konto(hvem.person), email: epostTil(hvem.person) }])
    const f = await etForlop(b, 'bekymringsmelding')
    await velger(b.frida, f, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
    const mote = await etInnkaltForlopsmote(b, b.frida, f, 'oppstartsmote')
    await b.send()
    expect(adresser()).toContain(epostTil(b.sara.person))
    await b.sara.iTeamet('remove')
    await b.send()
    const flytt = { mote, dato: '2026-12-03', klokke: '08:30' }
    await b.frida.sender(iChatten(b.frida), 'mote.flytt', flytt)
    await senere()
    expect(tid().start).toBe('2026-12-03T08:30:00')
    const frida = aktor(b.frida.person)
    const rolle = { kanal: OVING.kanal.id, person: ovingsId(b.sara.person), rolle: 'sosiallarer' }
    await fjernRolle(b.bot.ktx, frida, { ...rett, forste: [frida.person] }, rolle)
    await senere()
    expect(adresser()).not.toContain(epostTil(b.sara.person))
    expect(adresser()).toContain(epostTil(b.frida.person))
  })
})
