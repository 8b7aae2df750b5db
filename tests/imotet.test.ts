import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aktivitetSomTekst, knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { iChat } from './bygg/chat.ts'
import { leggIKalenderen } from './bygg/kalender.ts'
import { alleRader, FREMMED } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const LENKE = 'https://teams.example/l/meetup-join/innsatsteam'
const MOTECHAT = OVING.motechat.id
const GJEST = {
  ...FREMMED,
  id: '29:gjest',
  oid: '00000000-0000-4000-8000-0000000000f0',
  navn: 'Gunn Gjest',
}

let b: Testbot
let agenda: Skjerm
let mote: string
let ref: string

/** A meeting with a case, and its appointment in the calendar; the morning of its day. */
async function etMoteIKalenderen(lenke = LENKE) {
  agenda = await etInnkaltMote(b)
  const db = b.bot.ktx.db
  mote = (await db.selectFrom('mote').select('id').where('status', '=', 'planlagt').executeTakeFirstOrThrow())
    .id
  const meldt = await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
  ref = /meldt som Sak \d, (\w{4})/.exec(skjermtekst(meldt))?.[1] ?? ''
  await leggIKalenderen(b.bot.ktx, mote, lenke)
  b.settTid('2026-11-27T10:14')
  await b.send()
}
const iMotechatten = () => b.kobling.visning(MOTECHAT)
const kortet = async () => {
  await b.send()
  return b.scene.visning(MOTECHAT, 'Åpne agendaen')
}
const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)
const hos = (hvem: Testbot['sara'], sier: string) =>
  b.scene.meldinger(hvem.chat).filter(m => skjermtekst(m).includes(sier))

describe('møtet begynner i Teams', () => {
  beforeAll(async () => {
    b = await etTestbot()
    await etMoteIKalenderen()
    // Twice, from two people, and once more after somebody fell out.
    await Promise.all([
      b.rolf.imotet('meetingStart', LENKE),
      b.rolf.imotet('meetingStart', LENKE),
      b.siri.imotet('meetingStart', LENKE),
    ])
    await b.send()
    b.settTid('2026-11-27T10:20')
    await b.sara.imotet('meetingStart', LENKE)
    await b.send()
  })
  afterAll(() => b.stopp())

  it('kommer det ett nøytralt kort i møtechatten, uten referanser, antall, møtetype og felt', () => {
    const alle = iMotechatten()
    expect(alle.map(a => aktivitetSomTekst(a))).toHaveLength(1)
    const alt = JSON.stringify(alle)
    expect(skjermtekst({ ...agenda, kort: kortI(alle[0]) })).toBe(
      'Øving. Alle barn og saker er oppdiktet.\nMøtet er i gang.\n[Åpne agendaen] [Led møtet]',
    )
    for (const ord of [ref, 'K7F3', 'innsatsteam', 'Fjordvik skole', EN_SAK.beskrivelse, 'refresh', 'Input'])
      expect(alt).not.toContain(ord)
  })

  it('åpner hver knapp det den enkelte har tilgang til, og kortet til de andre er som før', async () => {
    const kort = await kortet()
    const for_ = JSON.stringify(iMotechatten())
    expect(skjermtekst(await b.hege.trykker(kort, 'Åpne agendaen'))).toContain(ref)
    expect(skjermtekst(await b.rolf.trykker(kort, 'Led møtet'))).toContain('Hvem er i rommet')
    expect(skjermtekst(await b.hege.trykker(kort, 'Led møtet'))).toContain('Bare rektor og sosiallærer')
    expect(JSON.stringify(iMotechatten())).toBe(for_)
  })

  it('er møtemodus lederens eget, og starter som fra agendakortet', async () => {
    const kort = await kortet()
    const igang = await b.rolf.trykker(await b.rolf.trykker(kort, 'Led møtet'), 'Bekreft og start')
    expect(titler(igang)).toContain('Neste')
    // Pressed once more it goes on where the meeting is.
    expect(titler(await b.rolf.trykker(kort, 'Led møtet'))).toContain('Neste')
    b.settTid('2026-11-27T10:30')
    await b.send()
    expect(skjermtekst(await b.scene.agenda())).toContain('Møtet er i gang')
    expect(iMotechatten()).toHaveLength(1)
    expect(JSON.stringify(iMotechatten())).not.toContain(ref)
  })

  it('får en gjest det samme svaret på hver knapp som på det som ikke finnes, og etterlater ingenting', async () => {
    const kort = await kortet()
    for (const tittel of titler(kort)) {
      const gjest = b.scene.som(GJEST)
      const rader = await alleRader(b)
      expect((await gjest.trykker(kort, tittel)).tekst, tittel).toBe(FINNES_IKKE)
      const knapp = knapper(kort.kort).find(k => k.tittel === tittel)
      const ukjent = await gjest.sender(kort, knapp?.verb, { mote: 'finnes-ikke', start: true })
      expect(ukjent.tekst).toBe(FINNES_IKKE)
      // From another tenant, who is not let in at all.
      const fremmed = await gjest.sender(kort, knapp?.verb, knapp?.data, {
        from: { id: GJEST.id, name: GJEST.navn, aadObjectId: GJEST.oid, tenantId: 'en-annen' },
      })
      expect(fremmed.tekst).toBe(FINNES_IKKE)
      expect(await alleRader(b)).toEqual(rader)
    }
  })

  it('svares en kommando i møtechatten til forfatteren alene', async () => {
    for (const hvem of [b.sara, b.scene.som(GJEST)])
      for (const tekst of ['/innsatsteam', '/oppgaver', '/hjelp', `/sak ${ref}`, '/oppsett', '/årshjul'])
        await hvem.skriver(tekst, 'motechat')
    await b.send()
    expect(iMotechatten()).toHaveLength(1)
    expect(b.scene.meldinger(b.sara.chat).length).toBeGreaterThan(4)
    const gjestens = b.scene.meldinger(b.scene.som(GJEST).chat).map(skjermtekst).join('\n')
    expect(gjestens).not.toContain(ref)
    expect(gjestens).toContain('rolle')
  })
})

describe('møtet er over i Teams', () => {
  beforeAll(async () => {
    b = await etTestbot()
    await etMoteIKalenderen()
    await b.rolf.imotet('meetingStart', LENKE)
    await b.send()
    await b.rolf.trykker(await b.rolf.trykker(await kortet(), 'Led møtet'), 'Bekreft og start')
  })
  afterAll(() => b.stopp())

  it('minnes lederen alene om referatet, uten innhold, når ti minutter er gått', async () => {
    b.settTid('2026-11-27T11:45')
    await b.rolf.imotet('meetingEnd', LENKE)
    await b.rolf.imotet('meetingEnd', LENKE)
    await b.send()
    expect(hos(b.rolf, 'Møtet er over.')).toEqual([])
    b.settTid('2026-11-27T11:56')
    const varsel = await iChat(b, b.rolf, 'Møtet er over. Referatet er ikke ferdig.')
    expect(JSON.stringify(varsel.kort)).not.toContain(ref)
    expect(hos(b.rolf, 'Møtet er over.')).toHaveLength(1)
    for (const hvem of [b.sara, b.hege]) expect(hos(hvem, 'Møtet er over.')).toEqual([])
    expect(iMotechatten()).toHaveLength(1)
    expect(titler(await b.rolf.trykker(varsel, 'Fortsett møtet'))).toContain('Neste')
  })
})

describe('den som er ferdig', () => {
  afterAll(() => b.stopp())

  it('minnes ikke, verken om det som er godkjent, eller når møtet bare falt ut', async () => {
    b = await etTestbot()
    await etMoteIKalenderen()
    await b.rolf.imotet('meetingStart', LENKE)
    const kort = await kortet()
    let steg = await b.rolf.trykker(await b.rolf.trykker(kort, 'Led møtet'), 'Bekreft og start')
    b.settTid('2026-11-27T10:40')
    await b.rolf.imotet('meetingEnd', LENKE)
    b.settTid('2026-11-27T10:44')
    await b.rolf.imotet('meetingStart', LENKE)
    b.settTid('2026-11-27T11:30')
    await b.send()
    expect(hos(b.rolf, 'Møtet er over.')).toEqual([])

    const { id } = await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('status', '=', 'i_gang')
      .executeTakeFirstOrThrow()
    steg = await b.rolf.sender(steg, 'mote.avslutt', { mote: id })
    await b.rolf.imotet('meetingEnd', LENKE)
    await b.rolf.trykker(steg, 'Godkjenn referatet')
    b.settTid('2026-11-27T11:45')
    await b.send()
    expect(hos(b.rolf, 'Møtet er over.')).toEqual([])
    // The meeting that is held is not begun once more.
    await b.rolf.imotet('meetingStart', LENKE)
    await b.send()
    expect(iMotechatten()).toHaveLength(1)
  })
})

describe('det som ikke er et møte vi kjenner', () => {
  beforeAll(async () => {
    b = await etTestbot()
    await etMoteIKalenderen()
  })
  afterAll(() => b.stopp())

  it.each([
    ['en ukjent adresse', 'https://teams.example/l/meetup-join/noe-annet', {}],
    ['ingen adresse', '', {}],
    ['en fremmed tenant', LENKE, { from: { id: '29:x', name: 'x', aadObjectId: 'x', tenantId: 'annen' } }],
    ['noe uleselig', LENKE, { value: null }],
    ['en hendelse av et annet slag', LENKE, { name: 'application/vnd.microsoft.noe-annet' }],
    [
      'en egen chat',
      LENKE,
      { conversation: { id: 'a:1', conversationType: 'personal', tenantId: OVING.tenant } },
    ],
  ])('%s gir ingenting i chatten', async (_, lenke, mer) => {
    await b.rolf.imotet('meetingStart', lenke, mer)
    await b.rolf.imotet('meetingEnd', lenke, mer)
    b.settTid('2026-11-27T10:30')
    await b.send()
    expect(iMotechatten()).toEqual([])
    expect(hos(b.rolf, 'Møtet er over.')).toEqual([])
  })

  it('sies ikke noe på en annen dag enn møtets, og ikke om et som er avlyst', async () => {
    b.settTid('2026-11-26T10:00')
    await b.rolf.imotet('meetingStart', LENKE)
    await b.send()
    expect(iMotechatten()).toEqual([])
    await b.sara.skriver('/innsatsteam avlys')
    b.settTid('2026-11-27T10:15')
    await b.rolf.imotet('meetingStart', LENKE)
    await b.send()
    expect(iMotechatten()).toEqual([])
  })
})

describe('et møte i et forløp', () => {
  afterAll(() => b.stopp())

  it('har det samme kortet: foreldrene kan være gjester i chatten, og ser verken hva det gjelder eller hvem det er om', async () => {
    b = await etTestbot()
    const { db } = b.bot.ktx
    await b.frida.sender(await etInnkaltMote(b), 'forlop.opprett', {
      nonce: 'f',
      skole: OVING.skole.id,
      rutine: 'bekymringsmelding',
      melding: '2026-11-20',
    })
    const sak = await db
      .selectFrom('sak')
      .select(['id', 'ref'])
      .where('slag', '=', 'forlop')
      .executeTakeFirstOrThrow()
    await db
      .updateTable('mote')
      .set({ forlop: sak.id, type: 'oppstartsmote', dato: '2026-11-27' })
      .where('status', '=', 'planlagt')
      .execute()
    const { id } = await db
      .selectFrom('mote')
      .select('id')
      .where('forlop', '=', sak.id)
      .executeTakeFirstOrThrow()
    await leggIKalenderen(b.bot.ktx, id, LENKE)
    b.settTid('2026-11-27T10:15')
    await b.send()
    await b.frida.imotet('meetingStart', LENKE)
    const kort = await kortet()
    expect(skjermtekst(kort)).toContain('Møtet er i gang.')
    const alt = JSON.stringify(iMotechatten())
    for (const ord of [sak.ref, 'Oppstart', 'oppstart', 'barnevern', 'Barnevern', 'forløp', 'Fjordvik'])
      expect(alt).not.toContain(ord)
    for (const hvem of [b.scene.som(GJEST), b.hege])
      for (const tittel of titler(kort)) expect((await hvem.trykker(kort, tittel)).tekst).toBe(FINNES_IKKE)
  })
})

describe('uten hendelser fra Teams', () => {
  afterAll(() => b.stopp())

  it('gjøres hele møtet med knappene, og ingenting venter på dem', async () => {
    b = await etTestbot()
    await etMoteIKalenderen()
    const steg = await b.rolf.starter(agenda)
    const { id } = await b.bot.ktx.db
      .selectFrom('mote')
      .select('id')
      .where('status', '=', 'i_gang')
      .executeTakeFirstOrThrow()
    const avsluttet = await b.rolf.sender(steg, 'mote.avslutt', { mote: id })
    expect(skjermtekst(await b.rolf.trykker(avsluttet, 'Godkjenn referatet'))).toContain('godkjent')
    b.settTid('2026-11-27T13:00')
    await b.send()
    expect(iMotechatten()).toEqual([])
    const venter = await b.bot.ktx.db
      .selectFrom('utboks')
      .select('slag')
      .where('slag', 'in', ['mote-i-gang', 'mote-over'])
      .execute()
    expect(venter).toEqual([])
    expect(ovingsId(b.rolf.person)).toBe(
      (await b.bot.ktx.db.selectFrom('mote').select('leder').where('id', '=', id).executeTakeFirst())?.leder,
    )
  })
})

function kortI(aktivitet: unknown): unknown {
  const vedlegg: unknown =
    typeof aktivitet === 'object' && aktivitet !== null ? Reflect.get(aktivitet, 'attachments') : undefined
  const forste: unknown = Array.isArray(vedlegg) ? vedlegg[0] : undefined
  return typeof forste === 'object' && forste !== null ? Reflect.get(forste, 'content') : undefined
}
