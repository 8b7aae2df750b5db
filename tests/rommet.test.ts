import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { felt, knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { alleRader, begynnPaNytt, fraNaAv } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, gjorApen, type Testbot } from './bygg/testbot.ts'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

type Hvem = Testbot['sara']

const MOTET = '2026-11-27T10:15'
const I_TEAMET = ['skole', 'bv', 'skolehelse', 'fritidsklubb', 'oslohjelpa']

const verdi = (skjerm: Skjerm, id: string) => felt(skjerm.kort).find(f => f.id === id)?.verdi
const titler = (skjerm: Skjerm) => knapper(skjerm.kort).map(k => k.tittel)
const alle = (): Hvem[] => [b.sara, b.rolf, b.siri, b.hege, b.frida, b.odd]

async function gaTil(tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}

/** The lamps of a case, as each one's client shows it on the posted card: one when they all see the same. */
async function lampene(ref = 'K7F3'): Promise<string[]> {
  const sett: string[] = []
  for (const hvem of alle()) {
    const linjer = skjermtekst(await hvem.ser(await b.scene.agenda())).split('\n')
    sett.push(/[●▲■] (\S+):/.exec(linjer.find(l => l.includes(ref)) ?? '')?.[1] ?? 'ingen lampe')
  }
  return [...new Set(sett)]
}

/** An open case with a yes for these services; and the meeting that is called in. */
async function medApenSak(ja: string, mer: Record<string, string> = {}): Promise<Skjerm> {
  const agenda = await etInnkaltMote(b)
  await gjorApen(b, agenda, { ja1: ja, ...mer })
  return agenda
}

/** A running meeting with an open case, at its item: Rolf leads. */
async function iMotet(ja: string, rommet: Record<string, string> = {}, mer: Record<string, string> = {}) {
  const agenda = await medApenSak(ja, mer)
  await gaTil(MOTET)
  const sist = await b.rolf.starter(agenda, rommet)
  return { agenda, punkt: await b.rolf.trykker(sist, 'Neste') }
}

const mote = () =>
  b.bot.ktx.db
    .selectFrom('mote')
    .select(['id', 'tilstede', 'andre', 'status'])
    .where('dato', '=', '2026-11-27')
    .executeTakeFirstOrThrow()
const punktId = async () => {
  const { id } = await mote()
  return b.bot.ktx.db
    .selectFrom('punkt')
    .select(['id', 'forlatt'])
    .where('mote', '=', id)
    .where('ref', '=', 'K7F3')
    .executeTakeFirstOrThrow()
}
const logget = async (start: string) =>
  b.bot.ktx.db
    .selectFrom('logg')
    .select(['person', 'kode', 'gjelder'])
    .where('kode', 'like', `${start}%`)
    .orderBy('nr')
    .execute()

const UTEN_OSLOHJELPA = 'skole,bv,skolehelse,fritidsklubb'

describe('før møtet', () => {
  it('regnes alle inviterte tjenester som ikke har sagt nei, som til stede', async () => {
    const agenda = await medApenSak(UTEN_OSLOHJELPA)
    expect(await lampene()).toEqual(['Gul'])
    await b.odd.trykker(agenda, 'Jeg kommer')
    expect(await lampene()).toEqual(['Gul'])
    await b.odd.trykker(agenda, 'Kommer ikke')
    expect(await lampene()).toEqual(['Grønn'])
    await b.odd.trykker(agenda, 'Jeg kommer')
    expect(await lampene()).toEqual(['Gul'])
  })

  it('er tjenesten til stede så lenge én av to fra den ikke har sagt nei', async () => {
    const agenda = await medApenSak('skole,skolehelse,fritidsklubb,oslohjelpa')
    await b.frida.trykker(agenda, 'Kommer ikke')
    expect(await lampene()).toEqual(['Gul'])
    await b.siri.trykker(agenda, 'Kommer ikke')
    expect(await lampene()).toEqual(['Grønn'])
    await b.frida.trykker(agenda, 'Jeg kommer')
    expect(await lampene()).toEqual(['Gul'])
  })

  it('er ingen lampe grønn når alle har sagt nei: et tomt rom er ikke et ja', async () => {
    const agenda = await medApenSak(I_TEAMET.join(','))
    expect(await lampene()).toEqual(['Grønn'])
    for (const hvem of alle()) await hvem.trykker(agenda, 'Kommer ikke')
    expect(await lampene()).toEqual(['Gul'])
  })

  it('er ikke en administrator en tjeneste i rommet, men en ny i teamet er det', async () => {
    await medApenSak(UTEN_OSLOHJELPA)
    const { db, tenant } = b.bot.ktx
    await db.deleteFrom('rolle').where('person', '=', ovingsId(b.odd.person)).execute()
    await db
      .insertInto('rolle')
      .values({
        tenant,
        skole: OVING.skole.id,
        person: ovingsId(b.odd.person),
        rolle: 'administrator',
        tjeneste: 'oslohjelpa',
      })
      .execute()
    expect(skjermtekst(await b.hege.ser(await b.scene.agenda()))).toMatch(/K7F3 .* ● Grønn/)
    await db
      .insertInto('rolle')
      .values({
        tenant,
        skole: OVING.skole.id,
        person: ovingsId(b.odd.person),
        rolle: 'ppt',
        tjeneste: 'ppt',
      })
      .execute()
    expect(skjermtekst(await b.hege.ser(await b.scene.agenda()))).toMatch(/K7F3 .* ▲ Gul/)
  })
})

describe('når møtet starter', () => {
  it('står de som kommer ferdig avkrysset, og lederen bekrefter', async () => {
    const agenda = await medApenSak(UTEN_OSLOHJELPA)
    await b.odd.trykker(agenda, 'Kommer ikke')
    await gaTil(MOTET)
    const rommet = await b.rolf.trykker(agenda, 'Start møtet')
    expect(skjermtekst(rommet)).toContain('Hvem er i rommet?')
    expect(verdi(rommet, 'tjenester')?.split(',').sort()).toEqual(['bv', 'skole', 'skolehelse'])
    expect(
      felt(rommet.kort)
        .find(f => f.id === 'tjenester')
        ?.valg?.map(v => v.verdi)
        .sort(),
    ).toEqual([...I_TEAMET].sort())
    expect(verdi(rommet, 'andre')).toBeUndefined()
    await b.rolf.trykker(rommet, 'Bekreft og start')
    const her = await mote()
    expect(her.tilstede?.split(',').sort()).toEqual(['bv', 'skole', 'skolehelse'])
    expect(her).toMatchObject({ status: 'i_gang', andre: '' })
    expect(await lampene()).toEqual(['Grønn'])
    expect(await logget('rommet:')).toEqual([
      { person: ovingsId(b.rolf.person), kode: expect.stringMatching(/^rommet:/), gjelder: her.id },
    ])
  })

  it('teller det lederen bekrefter, ikke det som var svart: den som kom likevel, er i rommet', async () => {
    const agenda = await medApenSak(UTEN_OSLOHJELPA)
    await b.odd.trykker(agenda, 'Kommer ikke')
    await gaTil(MOTET)
    await b.rolf.starter(agenda, { tjenester: I_TEAMET.join(',') })
    expect(await lampene()).toEqual(['Gul'])
  })

  it('starter det ikke med et tomt rom', async () => {
    const agenda = await medApenSak(UTEN_OSLOHJELPA)
    await gaTil(MOTET)
    const svar = await b.rolf.starter(agenda, { tjenester: '', andre: 'tolk' })
    expect(skjermtekst(svar)).toContain('Kryss av minst én tjeneste som er i rommet.')
    expect(verdi(svar, 'andre')).toBe('tolk')
    expect(await mote()).toMatchObject({ status: 'planlagt', tilstede: null })
    const ukjent = await b.rolf.sender(svar, 'mote.start', {
      mote: (await mote()).id,
      tjenester: 'politi,administrator',
    })
    expect(skjermtekst(ukjent)).toContain('Kryss av minst én tjeneste som er i rommet.')
    expect(await mote()).toMatchObject({ status: 'planlagt', tilstede: null })
  })

  it.each([
    ['tolk', 'tolk'],
    ['gjest', 'andre gjester'],
    ['kontaktlarer', 'kontaktlærer'],
    ['aks', 'AKS'],
  ])(
    'er saken gul når %s er der uten ja, og grønn når foreldrene har sagt ja til det',
    async (annen, ord) => {
      const { agenda, punkt } = await iMotet(I_TEAMET.join(','), { andre: annen })
      expect(skjermtekst(punkt)).toContain(`Ikke ja for: ${ord} i rommet.`)
      // Nobody can leave for it: an outsider is there for the whole meeting.
      expect(titler(punkt).filter(t => t.includes('har forlatt'))).toEqual([])
      expect(await lampene()).toEqual(['Gul'])
      const saken = await b.sara.sender(agenda, 'samtykke.skjema', {
        sak: (
          await b.bot.ktx.db
            .selectFrom('sak')
            .select('id')
            .where('ref', '=', 'K7F3')
            .executeTakeFirstOrThrow()
        ).id,
      })
      await b.sara.trykker(saken, 'Registrer samtykke', { andre: annen })
      expect(await lampene()).toEqual(['Grønn'])
    },
  )

  it('er gul for flere grunner på én gang, og lederen ser dem alle', async () => {
    const { punkt } = await iMotet(UTEN_OSLOHJELPA, { andre: 'tolk' })
    expect(skjermtekst(punkt)).toContain('Ikke ja for: Oslohjelpa.')
    expect(skjermtekst(punkt)).toContain('Ikke ja for: tolk i rommet.')
    expect(titler(punkt).filter(t => t.includes('har forlatt'))).toEqual([])
  })
})

describe('«har forlatt rommet»', () => {
  const SKREVET = {
    oppsummering: 'Skolen ser at pausene går bedre nå.',
    beslutning: 'Vi holder fast ved planen.',
    enighet: 'ja',
    tiltakTekst: 'Snakke med eleven på fredag.',
    frist: '2026-12-04',
  }

  it('gjør saken grønn for det punktet alene, logges, og alt som er skrevet i skjemaet står der', async () => {
    const agenda = await medApenSak(UTEN_OSLOHJELPA)
    await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
    await gjorApen(b, agenda, { ja1: UTEN_OSLOHJELPA }, 1)
    const nyRef = /Sak 2 · (\w{4})/.exec(skjermtekst(await b.hege.ser(agenda)))?.[1] ?? ''
    await gaTil(MOTET)
    const punkt = await b.rolf.trykker(await b.rolf.starter(agenda), 'Neste')
    expect(skjermtekst(punkt)).toContain('Ikke ja for: Oslohjelpa.')
    const fyll = { ...SKREVET, ansvarlig: ovingsId(b.hege.person) }
    const ute = await b.rolf.trykker(punkt, 'Oslohjelpa har forlatt rommet', fyll)
    expect(skjermtekst(ute)).toContain('K7F3 kan nå drøftes åpent.')
    expect(skjermtekst(ute)).toContain('● Grønn')
    expect(skjermtekst(ute)).toContain('Oslohjelpa er ute av rommet for denne saken.')
    for (const [id, ventet] of Object.entries(fyll)) expect(verdi(ute, id), id).toBe(ventet)
    expect(await lampene('K7F3')).toEqual(['Grønn'])
    expect(await lampene(nyRef)).toEqual(['Gul'])
    expect(await logget('forlot-rommet')).toEqual([
      { person: ovingsId(b.rolf.person), kode: 'forlot-rommet:oslohjelpa', gjelder: 'K7F3' },
    ])
    // And it can be saved from there.
    const lagret = await b.rolf.trykker(ute, 'Lagre og neste')
    expect(skjermtekst(lagret)).toContain('Lagret.')
    expect(skjermtekst(await b.rolf.trykker(lagret, 'Forrige'))).toContain(SKREVET.oppsummering)
  })

  it('er gul igjen når de er tilbake, og det logges; skjemaet står', async () => {
    const { punkt } = await iMotet(UTEN_OSLOHJELPA)
    const ute = await b.rolf.trykker(punkt, 'Oslohjelpa har forlatt rommet')
    const tilbake = await b.rolf.trykker(ute, 'De er tilbake i rommet', SKREVET)
    expect(skjermtekst(tilbake)).toContain('▲ Gul')
    expect(skjermtekst(tilbake)).not.toContain('er ute av rommet')
    for (const [id, ventet] of Object.entries(SKREVET)) expect(verdi(tilbake, id), id).toBe(ventet)
    expect(await lampene()).toEqual(['Gul'])
    expect((await punktId()).forlatt).toBe('')
    expect((await logget('tilbake')).map(l => [l.kode, l.gjelder])).toEqual([['tilbake-i-rommet', 'K7F3']])
  })

  it('endrer kortet i kanalen, så alle henter sin egen visning på nytt', async () => {
    const { punkt } = await iMotet(UTEN_OSLOHJELPA)
    await gaTil('2026-11-27T10:19')
    const nye = fraNaAv(b)
    await b.rolf.trykker(punkt, 'Oslohjelpa har forlatt rommet')
    await gaTil('2026-11-27T10:23')
    expect(nye(OVING.kanal.id).map(m => m.slag)).toEqual(['endret'])
  })

  it('nevner hver tjeneste som må ut, og gjelder dem alle', async () => {
    const { punkt } = await iMotet('skole,bv')
    const knapp = titler(punkt).find(t => t.includes('har forlatt rommet'))
    for (const hvem of ['Skolehelsetjenesten', 'Fritidsklubben', 'Oslohjelpa']) expect(knapp).toContain(hvem)
    expect(knapp).not.toMatch(/Skolen\b|Barnevernet/)
    await b.rolf.trykker(punkt, knapp ?? '')
    expect((await punktId()).forlatt.split(',').sort()).toEqual(['fritidsklubb', 'oslohjelpa', 'skolehelse'])
    expect(await lampene()).toEqual(['Grønn'])
  })

  it('gjelder bare dem lederen så på knappen: trekkes et ja til imens, er saken fortsatt gul', async () => {
    const { agenda, punkt } = await iMotet(UTEN_OSLOHJELPA)
    const { id: sak } = await b.bot.ktx.db
      .selectFrom('sak')
      .select('id')
      .where('ref', '=', 'K7F3')
      .executeTakeFirstOrThrow()
    await b.sara.sender(agenda, 'samtykke.trekk', { sak, tjeneste: 'bv' })
    // Barnevernet sits in the room, and nobody has said that they left.
    await b.rolf.trykker(punkt, 'Oslohjelpa har forlatt rommet')
    expect(await lampene()).toEqual(['Gul'])
  })

  it('er ikke noe å trykke på når saken er grønn, anonym eller samtykket mangler', async () => {
    const { agenda, punkt } = await iMotet(I_TEAMET.join(','))
    expect(titler(punkt).filter(t => t.includes('har forlatt'))).toEqual([])
    const id = (await punktId()).id
    const for_ = await alleRader(b)
    for (const tilstand of ['grønn', 'anonym']) {
      const svar = await b.rolf.sender(agenda, 'rommet.forlatt', { punkt: id })
      expect(skjermtekst(svar), tilstand).toContain('Lampen blir ikke grønn av at noen går ut.')
      const { id: sak } = await b.bot.ktx.db
        .selectFrom('sak')
        .select('id')
        .where('ref', '=', 'K7F3')
        .executeTakeFirstOrThrow()
      if (tilstand === 'grønn') {
        expect((await alleRader(b))['punkt']).toEqual(for_['punkt'])
        await b.sara.sender(agenda, 'sak.apenhet', { sak, apen: false })
      }
    }
    expect((await punktId()).forlatt).toBe('')
  })

  it('er for dem som leder: de andre får vite hvem, og ingenting endres', async () => {
    const { agenda } = await iMotet(UTEN_OSLOHJELPA)
    await b.send()
    const { id } = await punktId()
    const her = await mote()
    const for_ = await alleRader(b)
    for (const hvem of [b.siri, b.hege, b.frida, b.odd])
      for (const [verb, data] of [
        ['rommet.forlatt', { punkt: id, versjon: 1 }],
        ['rommet.forlatt', { punkt: id, tilbake: true }],
        ['rommet.skjema', { mote: her.id }],
        ['rommet.lagre', { mote: her.id, tjenester: 'skole' }],
      ] as const)
        expect(skjermtekst(await hvem.sender(agenda, verb, data)), verb).toContain(
          'Bare rektor og sosiallærer kan lede møtet.',
        )
    const uten = { person: [], melding: [] }
    expect({ ...(await alleRader(b)), ...uten }).toEqual({ ...for_, ...uten })
  })

  it('gjelder ikke etter at møtet er slutt', async () => {
    const { agenda, punkt } = await iMotet(UTEN_OSLOHJELPA)
    const slutt = await b.rolf.trykker(punkt, 'Lagre og neste', { oppsummering: 'Går bedre.' })
    await b.rolf.trykker(slutt, 'Avslutt møtet')
    const { id } = await punktId()
    expect(skjermtekst(await b.rolf.sender(agenda, 'rommet.forlatt', { punkt: id }))).toContain(
      'Møtet er ikke i gang.',
    )
    expect((await punktId()).forlatt).toBe('')
  })
})

describe('når rommet endres', () => {
  it('regnes den som hadde gått ut, som tilbake', async () => {
    const { punkt } = await iMotet(UTEN_OSLOHJELPA)
    const ute = await b.rolf.trykker(punkt, 'Oslohjelpa har forlatt rommet')
    expect(await lampene()).toEqual(['Grønn'])
    const sist = await b.rolf.trykker(ute, 'Forrige')
    const rommet = await b.rolf.trykker(sist, 'Hvem er i rommet?')
    expect(verdi(rommet, 'tjenester')?.split(',').sort()).toEqual([...I_TEAMET].sort())
    const lagret = await b.rolf.trykker(rommet, 'Lagre', { andre: '' })
    expect(skjermtekst(lagret)).toContain('Lagret hvem som er i rommet.')
    expect((await punktId()).forlatt).toBe('')
    expect(await lampene()).toEqual(['Gul'])
  })

  it('følger lampene: en tjeneste går, en som kommer sent, og en gjest', async () => {
    const { agenda } = await iMotet(UTEN_OSLOHJELPA, {
      tjenester: 'skole,bv,skolehelse,fritidsklubb',
    })
    expect(await lampene()).toEqual(['Grønn'])
    const setter = async (fyll: Record<string, string>) => {
      const sist = await b.sara.trykker(agenda, 'Fortsett møtet')
      const rommet = await b.sara.trykker(sist, 'Hvem er i rommet?')
      await b.sara.trykker(rommet, 'Lagre', fyll)
    }
    await setter({ tjenester: I_TEAMET.join(',') })
    expect(await lampene()).toEqual(['Gul'])
    await setter({ tjenester: 'skole,bv', andre: 'gjest' })
    expect(await lampene()).toEqual(['Gul'])
    await setter({ tjenester: 'skole,bv', andre: '' })
    expect(await lampene()).toEqual(['Grønn'])
    expect((await logget('rommet:')).map(l => l.kode)).toEqual([
      'rommet:skole+bv+skolehelse+fritidsklubb',
      'rommet:skole+bv+skolehelse+fritidsklubb+oslohjelpa',
      'rommet:skole+bv+gjest',
      'rommet:skole+bv',
    ])
  })

  it('når Oslohjelpa går ut av møtet, står de som gikk ut av andre saker, ikke igjen som ute', async () => {
    const { punkt, agenda } = await iMotet('skole,bv,skolehelse')
    await b.rolf.trykker(punkt, 'Fritidsklubben og Oslohjelpa har forlatt rommet')
    const { id } = await mote()
    await b.rolf.sender(agenda, 'rommet.lagre', { mote: id, tjenester: 'skole,bv,skolehelse,fritidsklubb' })
    expect(await lampene()).toEqual(['Gul'])
    expect(
      skjermtekst(await b.rolf.sender(agenda, 'mote.steg', { mote: id, steg: (await punktId()).id })),
    ).toContain('Ikke ja for: Fritidsklubben.')
  })

  it('kan ikke tømmes, og alt i skjemaet står', async () => {
    const { agenda } = await iMotet(UTEN_OSLOHJELPA)
    const { id } = await mote()
    const rommet = await b.rolf.sender(agenda, 'rommet.skjema', { mote: id })
    const svar = await b.rolf.trykker(rommet, 'Lagre', { tjenester: '', andre: 'aks,tolk' })
    expect(skjermtekst(svar)).toContain('Kryss av minst én tjeneste som er i rommet.')
    expect(verdi(svar, 'andre')).toBe('aks,tolk')
    expect((await mote()).tilstede?.split(',').sort()).toEqual([...I_TEAMET].sort())
  })

  it('endres ikke før møtet er startet eller etter at det er slutt', async () => {
    const agenda = await medApenSak(UTEN_OSLOHJELPA)
    const { id } = await mote()
    const data = { mote: id, tjenester: 'skole' }
    expect(skjermtekst(await b.rolf.sender(agenda, 'rommet.lagre', data))).toContain('Møtet er ikke i gang.')
    expect((await mote()).tilstede).toBeNull()
    await gaTil(MOTET)
    await b.rolf.starter(agenda)
    await b.rolf.sender(agenda, 'mote.avslutt', { mote: id })
    const for_ = (await mote()).tilstede
    expect(skjermtekst(await b.rolf.sender(agenda, 'rommet.lagre', data))).toContain('Møtet er ikke i gang.')
    expect((await mote()).tilstede).toBe(for_)
  })
})

describe('et møte som alt er i gang når to starter det', () => {
  it('har det rommet den første bekreftet', async () => {
    const agenda = await medApenSak(UTEN_OSLOHJELPA)
    await gaTil(MOTET)
    const saras = await b.sara.trykker(agenda, 'Start møtet')
    await b.rolf.starter(agenda, { tjenester: I_TEAMET.join(',') })
    const svar = await b.sara.trykker(saras, 'Bekreft og start', { tjenester: 'skole' })
    expect(skjermtekst(svar)).toContain('Siden sist')
    expect((await mote()).tilstede?.split(',').sort()).toEqual([...I_TEAMET].sort())
    expect(await lampene()).toEqual(['Gul'])
  })
})
