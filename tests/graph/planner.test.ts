import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LokalGraf } from '../../src/demo/lokal-graf.ts'
import type { LokalOppgave } from '../../src/demo/lokal-graf-planner.ts'
import { OVINGSGRAF, startOvingsgraf } from '../../src/demo/ovingsgraf.ts'
import { OVING } from '../../src/demo/ovingskommune.ts'
import { lagGrafklient } from '../../src/graph/klient.ts'
import { lagPlanner } from '../../src/graph/planner.ts'

const [sara, rolf] = OVING.personer
const OPPGAVE = { tittel: 'Oppfølging K7F3', frist: '2026-12-04', oid: sara.oid, ferdig: false }

let lokal: LokalGraf
beforeEach(async () => {
  lokal = await startOvingsgraf()
})
afterEach(() => lokal.stopp())

const planner = (plan: string = OVINGSGRAF.plan) =>
  lagPlanner(lagGrafklient({ hentToken: lokal.hentToken, baseUrl: lokal.baseUrl }), plan)
const alle = () => lokal.lager.alle<LokalOppgave>('planneroppgaver').map(o => o.verdi)
const be = (metode: string, sti: string, kropp?: unknown, hoder: Record<string, string> = {}) =>
  fetch(`${lokal.baseUrl}/v1.0${sti}`, {
    method: metode,
    headers: { authorization: 'Bearer graf-token-1', ...hoder },
    ...(kropp === undefined ? {} : { body: JSON.stringify(kropp) }),
  }).then(svar => svar.status)

describe('én plan i Planner', () => {
  it('får en oppgave, bytter den som har den, og merker den ferdig', async () => {
    const id = await planner().opprett(OPPGAVE)
    expect(await planner().endre(id, { ...OPPGAVE, oid: rolf.oid, ferdig: true })).toBe('endret')
    expect(alle()).toMatchObject([{ title: OPPGAVE.tittel, percentComplete: 100 }])
    expect(Object.keys(alle()[0]?.assignments ?? {})).toEqual([rolf.oid])
    await planner().endre(id, { ...OPPGAVE, oid: undefined })
    expect(alle()[0]?.assignments).toEqual({})
  })

  it('finner dem som heter det samme, over flere sider, og ingen andre', async () => {
    const ider: string[] = []
    for (const tittel of [
      'Oppfølging A1A1',
      OPPGAVE.tittel,
      'Oppfølging B2B2',
      OPPGAVE.tittel,
      OPPGAVE.tittel,
    ]) {
      const id = await planner().opprett({ ...OPPGAVE, tittel })
      if (tittel === OPPGAVE.tittel) ider.push(id)
    }
    expect(await planner().finn(OPPGAVE.tittel)).toEqual(ider.sort())
  })

  it('regner det som er borte, som borte', async () => {
    const id = await planner().opprett(OPPGAVE)
    await planner().slett(id)
    await planner().slett(id)
    expect(await planner().endre(id, OPPGAVE)).toBe('borte')
    expect(alle()).toEqual([])
  })

  it.each([
    [1, 'endret'],
    [2, 'graf-endret'],
  ])('leser på nytt når noen har endret den imens (%i gang): %s', async (ganger, ventet) => {
    const id = await planner().opprett(OPPGAVE)
    const klient = lagGrafklient({ hentToken: lokal.hentToken, baseUrl: lokal.baseUrl })
    let igjen = ganger
    const travel = lagPlanner(
      {
        ...klient,
        async be(kall) {
          const svar = await klient.be(kall)
          // Somebody else is in the plan just then.
          const na = alle()[0]
          if (kall.metode === 'GET' && na !== undefined && igjen-- > 0)
            lokal.lager.sett('planneroppgaver', id, { ...na, versjon: na.versjon + 1 })
          return svar
        },
      },
      OVINGSGRAF.plan,
    )
    const utfall = await travel.endre(id, { ...OPPGAVE, ferdig: true }).catch((feil: unknown) => feil)
    expect(utfall instanceof Error ? utfall.message : utfall).toBe(ventet)
    expect(alle()[0]?.percentComplete).toBe(ventet === 'endret' ? 100 : 0)
  })

  it('legger ikke noe i en annen plan', async () => {
    const feil = await planner('en-annen')
      .opprett(OPPGAVE)
      .catch((f: unknown) => f)
    expect(feil).toMatchObject({ code: 'graf-nektet' })
  })
})

describe('den lokale planen', () => {
  it('krever etag for å endre og slette, og tar ikke imot det Graph ikke ville tatt imot', async () => {
    const sti = `/planner/tasks/${await planner().opprett(OPPGAVE)}`
    expect(await be('PATCH', sti, { title: 'x' })).toBe(428)
    expect(await be('DELETE', sti)).toBe(428)
    expect(await be('PATCH', sti, { title: 'x' }, { 'if-match': 'W/"gammel"' })).toBe(412)
    const etag = await fetch(`${lokal.baseUrl}/v1.0${sti}`, {
      headers: { authorization: 'Bearer graf-token-1' },
    })
      .then(svar => svar.json())
      .then(svar => ({ 'if-match': String(Reflect.get(Object(svar), '@odata.etag')) }))
    expect(await be('PATCH', sti, { tittel: 'x' }, etag)).toBe(400)
    expect(await be('PATCH', sti, { percentComplete: '100' }, etag)).toBe(400)
    expect(await be('PATCH', sti, { percentComplete: 100 }, { ...etag, authorization: 'Bearer x' })).toBe(401)
    expect(await be('PATCH', sti, { percentComplete: 100 }, etag)).toBe(204)
    expect(await be('PATCH', sti, { percentComplete: 0 }, etag)).toBe(412)
    expect(alle()[0]?.percentComplete).toBe(100)
  })
})
