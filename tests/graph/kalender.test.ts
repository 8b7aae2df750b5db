import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LokalGraf } from '../../src/demo/lokal-graf.ts'
import type { LokalHendelse } from '../../src/demo/lokal-graf-kalender.ts'
import { OVINGSGRAF, startOvingsgraf } from '../../src/demo/ovingsgraf.ts'
import { lagKalender } from '../../src/graph/kalender.ts'
import { Graffeil, lagGrafklient } from '../../src/graph/klient.ts'
import type { Kalenderoppforing } from '../../src/mote/kalender.ts'

const NOKKEL = '0e1d2c3b-aaaa-4bbb-8ccc-000000000001'
const MOTE: Kalenderoppforing = {
  emne: 'Innsatsteam, Fjordvik skole',
  start: '2026-11-27T10:15:00',
  slutt: '2026-11-27T11:45:00',
  sted: 'Grupperom 2',
  tekst: 'Agendaen ligger i Teams.',
  deltakere: [{ navn: 'Sara', epost: 'sara@oving.example' }],
  skjulDeltakere: false,
}

let lokal: LokalGraf
beforeEach(async () => {
  lokal = await startOvingsgraf()
})
afterEach(() => lokal.stopp())

const kalender = (postkasse: string = OVINGSGRAF.postkasse) =>
  lagKalender(lagGrafklient({ hentToken: lokal.hentToken, baseUrl: lokal.baseUrl }), postkasse)
const aktive = () => lokal.lager.alle<LokalHendelse>('hendelser').filter(h => !h.verdi.avlyst)
const kode = (arbeid: Promise<unknown>) =>
  arbeid.then(
    () => 'gjort',
    (feil: unknown) => (feil instanceof Graffeil ? feil.code : feil),
  )
const be = (metode: string, sti: string, kropp?: unknown, hoder: Record<string, string> = {}) =>
  fetch(`${lokal.baseUrl}/v1.0${sti}`, {
    method: metode,
    headers: { authorization: 'Bearer graf-token-1', prefer: 'IdType="ImmutableId"', ...hoder },
    ...(kropp === undefined ? {} : { body: JSON.stringify(kropp) }),
  }).then(svar => svar.status)

describe('kalenderen til én postkasse', () => {
  it('lager avtalen én gang, og svarer likt hver gang den bes om det samme', async () => {
    const forste = await kalender().opprett(NOKKEL, MOTE)
    expect(forste.lenke).toMatch(/^https:/)
    expect(await kalender().opprett(NOKKEL, { ...MOTE, sted: 'Rom 4' })).toEqual(forste)
    expect(aktive().map(h => h.verdi.location.displayName)).toEqual(['Rom 4'])
  })

  it('gir fra seg en nøkkel som er brukt til noe som er borte', async () => {
    await kalender().slett(
      await kalender()
        .opprett(NOKKEL, MOTE)
        .then(({ id }) => ({ id, nokkel: NOKKEL })),
    )
    expect(await kode(kalender().opprett(NOKKEL, MOTE))).toBe('graf-konflikt')
    expect(aktive()).toEqual([])
  })

  it('endrer alt som følger møtet, og ikke det som bare sies først', async () => {
    const { id, lenke } = await kalender().opprett(NOKKEL, MOTE)
    const endret = { ...MOTE, start: '2026-12-01T09:00:00', slutt: '2026-12-01T10:00:00', deltakere: [] }
    expect(await kalender().endre(id, endret)).toEqual({ id, lenke })
    expect(aktive()[0]?.verdi).toMatchObject({
      start: { dateTime: endret.start },
      attendees: [],
      isOnlineMeeting: true,
    })
    expect(await kalender().endre('finnes-ikke=', MOTE)).toBe('borte')
  })

  it.each(['avlys', 'slett'] as const)(
    'kan %s med id, med bare nøkkelen, og når den alt er borte',
    async gjor => {
      const { id } = await kalender().opprett(NOKKEL, MOTE)
      await kalender()[gjor]({ id, nokkel: NOKKEL })
      expect(aktive()).toEqual([])
      await kalender()[gjor]({ id, nokkel: NOKKEL })
      const annen = NOKKEL.replace(/1$/, '2')
      await kalender().opprett(annen, MOTE)
      await kalender()[gjor]({ id: '', nokkel: annen })
      await kalender()[gjor]({ id: '', nokkel: annen })
      expect(aktive()).toEqual([])
    },
  )

  it('avlyser også en avtale uten deltakere', async () => {
    const { id } = await kalender().opprett(NOKKEL, { ...MOTE, deltakere: [] })
    await kalender().avlys({ id, nokkel: NOKKEL })
    expect(aktive()).toEqual([])
  })

  it('slipper ikke inn i en annen postkasse', async () => {
    expect(await kode(kalender('rektor@oving.example').opprett(NOKKEL, MOTE))).toBe('graf-nektet')
  })
})

describe('den lokale kalenderen', () => {
  const sti = `/users/${OVINGSGRAF.postkasse}/events`
  it('tar ikke imot det Graph ikke ville tatt imot', async () => {
    const { id } = await kalender().opprett(NOKKEL, MOTE)
    expect(await be('POST', sti, {})).toBe(400)
    expect(await be('PATCH', `${sti}/${id}`, { emne: 'x' })).toBe(400)
    expect(await be('PATCH', `${sti}/${id}`, { subject: 7 })).toBe(400)
    expect(
      await be('PATCH', `${sti}/${id}`, { start: { dateTime: MOTE.start, timeZone: 'Europe/Oslo' } }),
    ).toBe(400)
    expect(await be('PATCH', `${sti}/${id}`, { transactionId: NOKKEL })).toBe(400)
    expect(await be('PATCH', `${sti}/${id}`, { subject: 'x' }, { authorization: 'Bearer x' })).toBe(401)
    expect(await be('GET', `${sti}?$filter=x`)).toBe(400)
    expect(aktive()[0]?.verdi.subject).toBe(MOTE.emne)
  })

  it('vises på en side uten skript, der ingenting er markering', async () => {
    await kalender().opprett(NOKKEL, { ...MOTE, sted: '<script>alert(1)</script>' })
    const svar = await fetch(`${lokal.baseUrl}/`)
    const tekst = await svar.text()
    expect(svar.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(tekst).toContain('Innsatsteam, Fjordvik skole')
    expect(tekst).toContain('&lt;script&gt;')
    expect(tekst).not.toContain('<script')
  })
})
