import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Kobling, startKobling } from '../../src/demo/lokal-kobling.ts'

const KANAL = '19:innsats@thread.tacv2'
const KARI = { id: '29:kari', aadObjectId: 'oid-kari', name: 'Kari Nordvik' }
const OLA = { id: '29:ola', aadObjectId: 'oid-ola', name: 'Ola Moe' }

describe('den lokale koblingen', () => {
  let kobling: Kobling
  let opptak: string[]

  beforeEach(async () => {
    opptak = []
    kobling = await startKobling({ opptak: bytes => opptak.push(bytes) })
  })
  afterEach(() => kobling.stopp())

  const kall = async (metode: string, sti: string, kropp?: unknown) => {
    const svar = await fetch(`${kobling.serviceUrl}v3/conversations${sti}`, {
      method: metode,
      headers: { 'content-type': 'application/json' },
      ...(kropp !== undefined && { body: typeof kropp === 'string' ? kropp : JSON.stringify(kropp) }),
    })
    const tekst = await svar.text()
    const json: unknown = tekst === '' ? undefined : JSON.parse(tekst)
    return { status: svar.status, json, hoder: svar.headers }
  }
  const sti = (...deler: string[]) => deler.map(del => `/${encodeURIComponent(del)}`).join('')
  const tekster = (samtale: string, seer?: string) => kobling.visning(samtale, seer).map(a => a.text)
  const send = (samtale: string, text: string) =>
    kall('POST', `${sti(samtale)}/activities`, { type: 'message', text })

  it('viser siste utgave av hver melding som lever', async () => {
    await send('a:kari', 'en')
    await send('a:kari', 'to')
    await send('a:kari', 'tre')
    const [en, to] = kobling.meldinger
    await kall('PUT', `${sti('a:kari')}/activities/${en?.activityId}`, {
      type: 'message',
      text: 'en, rettet',
    })
    expect((await kall('DELETE', `${sti('a:kari')}/activities/${to?.activityId}`)).status).toBe(200)
    expect(tekster('a:kari')).toEqual(['en, rettet', 'tre'])
    expect(kobling.meldinger.map(m => m.slag)).toEqual(['endret', 'slettet', 'ny'])
    expect(en?.versjoner.map(v => v.text)).toEqual(['en', 'en, rettet'])
    expect(en?.siste.text).toBe('en, rettet')
  })

  it('viser ikke skrivetegn som en melding', async () => {
    await kall('POST', `${sti('a:kari')}/activities`, { type: 'typing' })
    expect(tekster('a:kari')).toEqual([])
  })

  it('lager en ny tråd i en kanal, med svar i tråden', async () => {
    const { status, json } = await kall('POST', '', {
      isGroup: true,
      channelData: { channel: { id: KANAL } },
      activity: { type: 'message', text: 'rot' },
    })
    const rot = kobling.meldinger[0]
    expect(status).toBe(201)
    expect(json).toEqual({ id: `${KANAL};messageid=${rot?.activityId}`, activityId: rot?.activityId })
    const trad = rot?.conversationId ?? ''
    await kall('POST', `${sti(trad)}/activities/${rot?.activityId}`, { type: 'message', text: 'svar' })
    await send(KANAL, 'en annen tråd')
    expect(tekster(trad)).toEqual(['rot', 'svar'])
    expect(tekster(KANAL)).toEqual(['rot', 'svar', 'en annen tråd'])
    expect(kobling.meldinger[1]?.siste.replyToId).toBe(rot?.activityId)
  })

  it('regner et innlegg rett i kanalen som roten i sin egen tråd', async () => {
    await send(KANAL, 'rot')
    const trad = `${KANAL};messageid=${kobling.meldinger[0]?.activityId}`
    await send(trad, 'svar')
    expect(tekster(trad)).toEqual(['rot', 'svar'])
  })

  it('gir samme samtale hver gang boten vil snakke med samme person', async () => {
    kobling.medlemmer('a:karis-samtale', [KARI])
    const ny = (id: string) => kall('POST', '', { isGroup: false, members: [{ id }] })
    expect((await ny(KARI.id)).json).toEqual({ id: 'a:karis-samtale' })
    expect((await ny('oid-kari')).json).toEqual({ id: 'a:karis-samtale' })
    const olas = (await ny(OLA.id)).json
    expect((await ny(OLA.id)).json).toEqual(olas)
    expect(olas).not.toEqual({ id: 'a:karis-samtale' })
    expect(kobling.meldinger.every(m => m.slag === 'samtale')).toBe(true)
    expect(kobling.visning('a:karis-samtale')).toEqual([])
  })

  it('viser en målrettet melding bare for den den er til', async () => {
    await kall('POST', `${sti(KANAL)}/activities?isTargetedActivity=true`, {
      type: 'message',
      text: 'bare til Kari',
      recipient: { id: KARI.id },
    })
    const [melding] = kobling.meldinger
    expect(melding).toMatchObject({ malrettet: true, mottaker: KARI.id })
    expect(tekster(KANAL)).toEqual([])
    expect(tekster(KANAL, KARI.id)).toEqual(['bare til Kari'])
    expect(tekster(KANAL, OLA.id)).toEqual([])
    const adresse = `${sti(KANAL)}/activities/${melding?.activityId}`
    expect((await kall('PUT', adresse, { text: 'x' })).status).toBe(404)
    expect((await kall('PUT', `${adresse}?isTargetedActivity=true`, { text: 'rettet' })).status).toBe(200)
    expect(tekster(KANAL, KARI.id)).toEqual(['rettet'])
  })

  it('nekter en målrettet melding uten mottaker', async () => {
    const svar = await kall('POST', `${sti(KANAL)}/activities?isTargetedActivity=true`, { type: 'message' })
    expect(svar.status).toBe(400)
  })

  it('svarer 404 når meldingen som skal endres eller slettes, er borte', async () => {
    await send('a:kari', 'en')
    const adresse = `${sti('a:kari')}/activities/${kobling.meldinger[0]?.activityId}`
    await kall('DELETE', adresse)
    for (const metode of ['PUT', 'DELETE']) {
      const { status, json } = await kall(metode, adresse, { text: 'x' })
      expect(status).toBe(404)
      expect(json).toMatchObject({ error: { code: 'ActivityNotFoundInConversation' } })
    }
  })

  it('kjenner medlemmene i en samtale, en tråd og på sider', async () => {
    kobling.medlemmer(KANAL, [KARI, OLA])
    const trad = `${KANAL};messageid=1`
    expect((await kall('GET', `${sti(trad)}/members`)).json).toEqual([KARI, OLA])
    expect((await kall('GET', sti(KANAL, 'members', 'oid-ola'))).json).toEqual(OLA)
    expect((await kall('GET', sti(KANAL, 'members', '29:ukjent'))).status).toBe(404)
    expect((await kall('GET', `${sti('ukjent')}/members`)).status).toBe(404)
    const forste = await kall('GET', `${sti(KANAL)}/pagedmembers?pageSize=1`)
    expect(forste.json).toEqual({ members: [KARI], continuationToken: '1' })
    const andre = await kall('GET', `${sti(KANAL)}/pagedmembers?pageSize=1&continuationToken=1`)
    expect(andre.json).toEqual({ members: [OLA] })
  })

  it('feiler så mange ganger som den er bedt om', async () => {
    kobling.feil(1, 429, { retryAfter: 2 })
    kobling.feil(1, 502)
    const forste = await send('a:kari', 'en')
    expect(forste.status).toBe(429)
    expect(forste.hoder.get('retry-after')).toBe('2')
    expect((await send('a:kari', 'to')).status).toBe(502)
    expect((await send('a:kari', 'tre')).status).toBe(201)
    expect(tekster('a:kari')).toEqual(['tre'])
    expect(opptak).toHaveLength(3)
  })

  it('tar opp hver forespørsel slik den kom', async () => {
    await send('a:kari', 'blåbær')
    await kall('POST', `${sti('a:kari')}/activities`, 'ikke json')
    expect(opptak).toEqual([
      'POST /v3/conversations/a%3Akari/activities\n{"type":"message","text":"blåbær"}',
      'POST /v3/conversations/a%3Akari/activities\nikke json',
    ])
    expect(kobling.meldinger).toHaveLength(1)
  })

  it.each([
    ['kropp som ikke er json', 'POST', '/a/activities', '{', 400],
    ['feil form på aktiviteten', 'POST', '/a/activities', { text: 1 }, 400],
    ['ødelagt prosentkode', 'POST', '/%E0%A4%A/activities', {}, 400],
    ['samtale uten medlem', 'POST', '', {}, 400],
    ['kanaltråd uten innhold', 'POST', '', { channelData: { channel: { id: KANAL } } }, 400],
    ['ukjent sted', 'GET', '/a/ukjent', undefined, 404],
  ])('avviser %s', async (_, metode, adresse, kropp, status) => {
    expect((await kall(metode, adresse, kropp)).status).toBe(status)
    expect(kobling.meldinger).toEqual([])
  })

  describe('å vente på en melding', () => {
    it('gir den som alt er kommet, og den som kommer', async () => {
      await send('a:kari', 'en')
      expect((await kobling.vent(m => m.siste.text === 'en', 10)).activityId).toBeDefined()
      const venter = kobling.vent(m => m.siste.text === 'to', 5000)
      await send('a:kari', 'to')
      expect((await venter).siste.text).toBe('to')
    })

    it('gir en melding når den blir endret slik', async () => {
      await send('a:kari', 'en')
      const venter = kobling.vent(m => m.slag === 'endret', 5000)
      await kall('PUT', `${sti('a:kari')}/activities/${kobling.meldinger[0]?.activityId}`, { text: 'to' })
      expect((await venter).siste.text).toBe('to')
    })

    it('gir opp når tiden er ute, og når koblingen stopper', async () => {
      await expect(kobling.vent(() => false, 10)).rejects.toThrow('innen 10 ms')
      const venter = expect(kobling.vent(() => false, 5000)).rejects.toThrow('stoppet')
      await kobling.stopp()
      await venter
    })

    it('får selv en feil i sitt eget vilkår', async () => {
      const venter = expect(
        kobling.vent(() => {
          throw new Error('galt vilkår')
        }, 5000),
      ).rejects.toThrow('galt vilkår')
      expect((await send('a:kari', 'en')).status).toBe(201)
      await venter
    })
  })
})
