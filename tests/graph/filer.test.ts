import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LokalGraf, startLokalGraf } from '../../src/demo/lokal-graf.ts'
import {
  filene,
  filnedlasting,
  filruter,
  type Grafkanal,
  settKanal,
} from '../../src/demo/lokal-graf-filer.ts'
import { lagFilmappe } from '../../src/graph/filer.ts'
import { Graffeil, lagGrafklient } from '../../src/graph/klient.ts'

const GRUPPE = '7d9a52c4-1b0e-4f7a-9e21-5c4d3b2a1f00'
const TENANT = '0e000000-0000-4000-8000-00000000000a'
const OID = '0e1d2c3b-aaaa-4bbb-8ccc-000000000001'
const KANAL = { gruppe: GRUPPE, kanal: '19:kanalen@thread.tacv2' }
const INNHOLD = new TextEncoder().encode('et dokument')

let tjener: LokalGraf
beforeEach(async () => {
  tjener = await startLokalGraf({ ruter: [filruter], apne: [filnedlasting] })
  kanalen({})
  tjener.gruppe(GRUPPE, { eiere: [OID] })
})
afterEach(() => tjener.stopp())

const kanalen = (endret: Partial<Grafkanal>) =>
  settKanal(tjener.lager, KANAL.kanal, {
    gruppe: GRUPPE,
    medlemmer: [{ oid: OID.toUpperCase(), tenant: TENANT }],
    ...endret,
  })
const mappa = () =>
  lagFilmappe(lagGrafklient({ hentToken: tjener.hentToken, baseUrl: tjener.baseUrl, frist: 3000 }))
const koden = (arbeid: Promise<unknown>) =>
  arbeid.then(
    () => 'gikk bra',
    (feil: unknown) => (feil instanceof Graffeil ? feil.code : 'noe annet'),
  )

describe('kanalens mappe', () => {
  it('har de i kanalen som lesere, etter tenant og objekt-id', async () => {
    const mappe = await mappa().apne(KANAL)
    expect(mappe.lesere).toEqual([`${TENANT}/${OID}`])
    expect(mappe.ukjente).toBe(false)
  })

  it('teller samme objekt-id i to tenanter som to', async () => {
    kanalen({
      medlemmer: [
        { oid: OID, tenant: TENANT },
        { oid: OID, tenant: GRUPPE },
      ],
    })
    expect((await mappa().apne(KANAL)).lesere).toHaveLength(2)
  })

  it('er ukjent når et medlem ikke kan kjennes igjen, og når listen er så lang at den kan være kuttet', async () => {
    kanalen({ medlemmer: [{ oid: '', tenant: TENANT }] })
    expect((await mappa().apne(KANAL)).ukjente).toBe(true)
    const mange = Array.from({ length: 999 }, (_, i) => ({
      oid: `0e1d2c3b-aaaa-4bbb-8ccc-${`${i}`.padStart(12, '0')}`,
      tenant: TENANT,
    }))
    kanalen({ medlemmer: mange })
    expect((await mappa().apne(KANAL)).ukjente).toBe(true)
    kanalen({ medlemmer: mange.slice(1) })
    expect((await mappa().apne(KANAL)).ukjente).toBe(false)
  })

  it('er ukjent når teamet er åpent for alle i kommunen', async () => {
    tjener.gruppe(GRUPPE, { eiere: [OID], synlighet: 'Public' })
    expect((await mappa().apne(KANAL)).ukjente).toBe(true)
  })

  it('tar ikke imot en gruppe som ikke er en, eller en kanal som ikke er der', async () => {
    expect(await koden(mappa().apne({ ...KANAL, gruppe: '../users' }))).toBe('ugyldig-id')
    expect(tjener.foresporsler).toEqual([])
    expect(await koden(mappa().apne({ ...KANAL, kanal: '19:en-annen@thread.tacv2' }))).toBe('finnes-ikke')
  })
})

describe('en fil', () => {
  it('legges, får navn, finnes igjen, og slettes; to ganger er som én', async () => {
    const m = mappa()
    const mappe = await m.apne(KANAL)
    const spor = await m.legg(mappe, 'referat-1.docx', INNHOLD)
    expect(await m.legg(mappe, 'referat-1.docx', INNHOLD)).toEqual(spor)
    expect(await m.finn(mappe, 'referat-1.docx')).toEqual(spor)
    const lenke = await m.kall(spor, 'Referat møte 2026-11-27.docx')
    expect(await m.kall(spor, 'Referat møte 2026-11-27.docx')).toBe(lenke)
    expect(await m.finn(mappe, 'referat-1.docx')).toBeUndefined()
    const svar = await fetch(lenke ?? '')
    expect(new Uint8Array(await svar.arrayBuffer())).toEqual(INNHOLD)
    expect(svar.headers.get('content-disposition')).toContain('Referat%20m%C3%B8te')
    await m.slett(spor)
    await m.slett(spor)
    expect(filene(tjener.lager)).toEqual([])
    expect((await fetch(lenke ?? '')).status).toBe(404)
  })

  it('sender akkurat de bytene den fikk, også når de er en bit av noe større', async () => {
    const m = mappa()
    const stort = new Uint8Array(1000).fill(7)
    const spor = await m.legg(await m.apne(KANAL), 'bit.docx', stort.subarray(10, 20))
    expect(filene(tjener.lager).find(f => f.id === spor.fil)?.verdi.storrelse).toBe(10)
  })

  it('får ikke navnet til en annen', async () => {
    const m = mappa()
    const mappe = await m.apne(KANAL)
    await m.legg(mappe, 'opptatt.docx', INNHOLD)
    const spor = await m.legg(mappe, 'min.docx', INNHOLD)
    expect(await m.kall(spor, 'Opptatt.docx')).toBeUndefined()
    expect(await m.kall(spor, 'ledig.docx')).toMatch(/^http/)
  })

  it('kan ikke legges utenfor mappen', async () => {
    const m = mappa()
    const mappe = await m.apne(KANAL)
    expect(await koden(m.legg(mappe, '../annen/fil.docx', INNHOLD))).toBe('graf-avvist')
    expect(await koden(m.slett({ drive: '../../groups', fil: GRUPPE }))).toBe('gikk bra')
    expect(tjener.foresporsler.at(-1)?.sti).toBe(`/v1.0/drives/..%2F..%2Fgroups/items/${GRUPPE}`)
  })

  it('lastes ikke ned fra noe annet sted enn filene', async () => {
    for (const sti of ['/', '/filer/', '/filer/..%2Flager', '/lager.json', '/v1.0/filer/x'])
      expect((await fetch(`${tjener.baseUrl}${sti}`)).status, sti).toBeGreaterThanOrEqual(400)
  })
})
