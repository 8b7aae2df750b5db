import { setTimeout as sov } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { OVING } from '../../src/demo/ovingskommune.ts'
import { skjermtekst } from '../../src/demo/scene.ts'
import { type Punkt, somObjekt, startMottak } from '../bygg/otlp.ts'
import { fraNaAv, somEier, somTekst } from '../bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from '../bygg/testbot.ts'

type Mottak = Awaited<ReturnType<typeof startMottak>>
const raLinjer: string[] = []
const stdout = vi.spyOn(process.stdout, 'write')
const stderr = vi.spyOn(process.stderr, 'write')
const konsoll = (['error', 'warn', 'log'] as const).map(navn => vi.spyOn(console, navn))
let mottak: Mottak
beforeAll(() => {
  stdout.mockImplementation(bit => {
    raLinjer.push(...`${bit}`.split('\n').filter(linje => linje !== ''))
    return true
  })
})
beforeEach(async () => {
  raLinjer.length = 0
  mottak = await startMottak()
})
afterEach(() => mottak.stopp())
afterAll(() => {
  for (const spion of [stdout, stderr, ...konsoll]) spion.mockRestore()
})

const medKode = (kode: string) =>
  raLinjer.map(l => JSON.parse(l) as Record<string, unknown>).filter(l => l['kode'] === kode)
const medTelemetri = (hvertMs = 60_000) =>
  etTestbot({ telemetri: { adresse: mottak.adresse, hvertMs }, loggniva: 'trace' })

/** A press, a command, a press that fails, and what is sent after them. */
async function litAvHvert(b: Testbot) {
  const agenda = await etInnkaltMote(b)
  const skjema = await b.hege.trykker(agenda, 'Meld sak')
  await somEier(b, 'alter table hatt rename to hatt_borte')
  const feilet = await b.hege.trykker(skjema, 'Send', EN_SAK)
  await somEier(b, 'alter table hatt_borte rename to hatt')
  const meldt = await b.hege.trykker(feilet, 'Prøv igjen')
  expect(skjermtekst(meldt)).toContain('Saken er meldt som Sak 2')
  await b.sara.skriver('/sak K7F3', 'chat')
  b.kobling.feil(1, 503)
  await b.send()
  return feilet
}

describe('med en mottaker', () => {
  it('kommer sporene fram, ett for hver tur og hver sending, med koder alene', async () => {
    const b = await medTelemetri()
    const feilet = await litAvHvert(b)
    await b.stopp()
    const spor = mottak.spor.map(({ span }) => ({ ...span, attributes: somObjekt(span.attributes) }))
    expect(new Set(spor.map(s => s.name))).toEqual(new Set(['trykk', 'melding', 'sending', 'jobb']))
    for (const s of spor) {
      expect(s.parentSpanId ?? '').toBe('')
      expect(s.attributes['korrelasjon']).toMatch(/^[01]\d{3}-\d{4}$/)
      expect(['kode', 'verb', 'slag', 'grunn', 'feil', 'korrelasjon']).toEqual(
        expect.arrayContaining(Object.keys(s.attributes)),
      )
      for (const verdi of Object.values(s.attributes))
        expect(verdi).toMatch(/^[a-z]+([.-][a-z]+)*$|^http-\d{3}$|^42P01$|^[01]\d{3}-\d{4}$/)
      expect(s.events ?? []).toEqual([])
      expect(s.status.message ?? '').toBe('')
      expect(Number(BigInt(s.endTimeUnixNano) - BigInt(s.startTimeUnixNano))).toBeGreaterThan(0)
    }
    // The code on the card finds the span, and the line.
    const [kode] = /[01]\d{3}-\d{4}/.exec(skjermtekst(feilet)) ?? []
    expect(spor.filter(s => s.attributes['korrelasjon'] === kode)).toMatchObject([
      {
        name: 'trykk',
        attributes: { kode: 'trykk-feilet', verb: 'sak.meld', feil: '42P01' },
        status: { code: 2 },
      },
    ])
    expect(medKode('trykk-feilet')).toMatchObject([{ korrelasjon: kode }])
    for (const [navn, attributter] of [
      ['trykk', { kode: 'trykk', verb: 'sak.meld' }],
      ['melding', { kode: 'kommando', verb: 'sak' }],
      ['sending', { kode: 'sendt', slag: 'agenda-ny' }],
      ['sending', { kode: 'ikke-sendt', feil: 'http-503' }],
    ] as const)
      expect(spor.filter(s => s.name === navn).map(s => s.attributes)).toContainEqual(
        expect.objectContaining(attributter),
      )
    // As many as there are lines of that kind: none is lost, and none told twice.
    const tell = (kode: string) => spor.filter(s => s.attributes['kode'] === kode).length
    for (const linje of ['trykk', 'sendt', 'ikke-sendt', 'kommando'])
      expect(tell(linje), linje).toBe(medKode(linje).length)
  })

  it('kommer de samme tallene som Prometheus får', async () => {
    const b = await etTestbot({
      telemetri: { adresse: mottak.adresse, hvertMs: 60_000 },
      metrikk: { host: '127.0.0.1', port: 0 },
      loggniva: 'trace',
    })
    await litAvHvert(b)
    const prometheus = await (await fetch(`http://127.0.0.1:${b.bot.metrikkport}/metrics`)).text()
    await b.stopp()
    const siste = (navn: string) => mottak.metrikker.findLast(m => m.metrikk.name === navn)?.metrikk
    const iPrometheus = (linje: string) =>
      Number(new RegExp(`^${linje.replace(/[{}]/g, '\\$&')} (.*)$`, 'm').exec(prometheus)?.[1])
    const tall = (punkt: Punkt | undefined) => Number(punkt?.asDouble ?? punkt?.asInt)
    const sendt = siste('skolestotte_sendt_total')
    expect(sendt?.sum).toMatchObject({ isMonotonic: true, aggregationTemporality: 2 })
    const agenda = sendt?.sum?.dataPoints.find(p => somObjekt(p.attributes)['slag'] === 'agenda-ny')
    expect(tall(agenda)).toBe(1)
    expect(iPrometheus('skolestotte_sendt_total{slag="agenda-ny"}')).toBe(1)
    const trykk = siste('skolestotte_trykk_seconds')?.histogram?.dataPoints.find(
      p => somObjekt(p.attributes)['verb'] === 'sak.meld',
    )
    expect(Number(trykk?.count)).toBe(iPrometheus('skolestotte_trykk_seconds_count{verb="sak.meld"}'))
    expect(trykk?.sum).toBeCloseTo(iPrometheus('skolestotte_trykk_seconds_sum{verb="sak.meld"}'))
    expect(trykk?.explicitBounds).toEqual([0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10])
    expect(trykk?.bucketCounts).toHaveLength(9)
    expect(trykk?.bucketCounts?.reduce<number>((sum, n) => sum + Number(n), 0)).toBe(Number(trykk?.count))
    // Every name is there, and nothing of a kind that Prometheus does not get.
    const navn = [...prometheus.matchAll(/^# TYPE (\S+)/gm)].map(treff => treff[1])
    expect(new Set(mottak.metrikker.map(m => m.metrikk.name))).toEqual(new Set(navn))
    expect(tall(siste('skolestotte_database_svarer')?.gauge?.dataPoints[0])).toBe(1)
  })

  it('står det ingen navn, id-er, tekster, referanser eller adresser i det som sendes', async () => {
    const b = await medTelemetri(50)
    await litAvHvert(b)
    const { db } = b.bot.ktx
    const saker = await db.selectFrom('sak').select(['id', 'ref']).execute()
    const moter = await db.selectFrom('mote').select('id').execute()
    await b.stopp()
    const alt = mottak.ra.join('\n').toLowerCase()
    expect(alt).toContain('sak.meld')
    const ord = [
      ...Object.values(EN_SAK).filter(t => t.includes(' ')),
      ...OVING.personer.flatMap(p => [p.navn, p.fornavn, p.etternavn, p.oid, p.id]),
      ...saker.map(s => s.id),
      ...moter.map(m => m.id),
      ...[OVING.tenant, OVING.team.id, OVING.kanal.id, OVING.skole.id, OVING.skole.navn, b.sara.chat],
      ...[b.kobling.serviceUrl, 'thread.tacv2', '29:'],
    ]
    for (const et of ord) expect(alt, et).not.toContain(et.toLowerCase())
    // The ids of spans and of the process are hex, and may hold what looks like a reference.
    const utenIder = alt.replaceAll(/"[\da-f]{16}"|"[\da-f]{32}"|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '')
    for (const { ref } of saker) expect(utenIder, ref).not.toContain(ref.toLowerCase())
    const { attributes } = mottak.spor[0]?.resource ?? { attributes: [] }
    expect(Object.keys(somObjekt(attributes)).sort()).toEqual([
      'service.instance.id',
      'service.name',
      'service.version',
    ])
  })

  it('har hver prosess sin egen id', async () => {
    for (const _ of [1, 2]) await (await medTelemetri()).stopp()
    const id = mottak.metrikker.map(m => somObjekt(m.resource.attributes)['service.instance.id'])
    expect(new Set(id).size).toBe(2)
  })
})

describe('når mottakeren er borte', () => {
  it.each(['ingen lytter', 'svarer 500', 'svarer 403', 'henger'])(
    'virker boten som før, sier fra én gang, og stopper i tide: %s',
    async hvordan => {
      if (hvordan === 'ingen lytter') await mottak.stopp()
      if (hvordan === 'henger') mottak.svarer('henger')
      if (hvordan.startsWith('svarer')) mottak.svarer(Number(hvordan.slice(-3)))
      const b = await medTelemetri(100)
      try {
        const start = Date.now()
        const nye = fraNaAv(b)
        for (let i = 0; i < 5; i++) {
          await b.sara.skriver('hjelp', 'chat')
          await b.send()
        }
        expect(nye(b.sara.chat)).toHaveLength(5)
        expect(somTekst(nye(b.sara.chat))).toContain('Slik bruker du Skolestøtte')
        expect(Date.now() - start).toBeLessThan(8000)
        await sov(1500)
      } finally {
        const start = Date.now()
        await b.stopp()
        expect(Date.now() - start).toBeLessThan(8000)
      }
      const feilet = medKode('telemetri-feilet')
      expect(feilet.length).toBeLessThanOrEqual(1)
      if (hvordan === 'svarer 403') expect(feilet).toHaveLength(1)
      for (const spion of [stderr, ...konsoll]) expect(spion).not.toHaveBeenCalled()
    },
  )

  it('sier fra når den er tilbake', async () => {
    mottak.svarer(403)
    const b = await medTelemetri(50)
    await expect.poll(() => medKode('telemetri-feilet').length, { timeout: 20_000 }).toBe(1)
    await sov(300)
    mottak.svarer(200)
    await expect.poll(() => medKode('telemetri-virker').length, { timeout: 20_000 }).toBe(1)
    await b.stopp()
    expect(medKode('telemetri-feilet')).toHaveLength(1)
  })
})
