import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ovingsId } from '../src/demo/ovingskommune.ts'
import { skjermtekst } from '../src/demo/scene.ts'
import { EN_SAK, etInnkaltMote, etTestbot, MOTORER, type Testbot } from './bygg/testbot.ts'

describe.each(MOTORER)('hovedjobben på %s', motor => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot({ motor })
  })
  afterAll(() => b.stopp())

  it('går fra innkalling til oppfølging i 1:1-chat', async () => {
    const agenda = await etInnkaltMote(b)
    expect(skjermtekst(agenda)).toContain('Fredag 27. november 2026 kl. 10.15–11.45')
    expect(skjermtekst(agenda)).toContain('1 sak · 0 temaer')
    expect(skjermtekst(agenda)).not.toContain('K7F3')
    const sett = skjermtekst(await b.hege.ser(agenda))
    expect(sett).toContain('Sak 1 · K7F3')
    expect(sett).toContain('▲ Gul: bare anonymt')

    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    const meldt = await b.hege.trykker(skjema, 'Send', EN_SAK)
    expect(skjermtekst(meldt)).toMatch(/Saken er meldt som Sak 2, [A-Z]\d[A-Z]\d/)

    await b.rolf.trykker(agenda, 'Jeg kommer')
    await b.send()
    b.settTid('2026-11-21T09:01')
    await b.send()
    const na = skjermtekst(await b.scene.agenda())
    expect(na).toContain('2 saker')
    expect(na).toContain('Kommer: rektor')

    b.settTid('2026-11-27T10:15')
    let steg = await b.rolf.starter(await b.scene.agenda())
    steg = await b.rolf.trykker(steg, 'Neste')
    steg = await b.rolf.trykker(steg, 'Lagre og neste', {
      oppsummering: 'Morgenstarten har gått bedre de siste to ukene.',
      beslutning: 'Fortsetter til jul med samme opplegg.',
      enighet: 'ja',
      tiltakTekst: 'Avtale to nye samtaler hjemme hos familien.',
      ansvarlig: ovingsId(b.frida.person),
      frist: '2026-12-04',
    })
    steg = await b.rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Drøftet kort, ingen tiltak nå.' })
    steg = await b.rolf.trykker(steg, 'Avslutt møtet')
    steg = await b.rolf.trykker(steg, 'Godkjenn referatet')
    expect(skjermtekst(steg)).toContain('Godkjent av Rolf Rektor')
    await b.send()

    const chat = await b.scene.visning(b.frida.chat, 'Vis', 'Gjort')
    expect(skjermtekst(chat)).toContain('Du har fått en oppfølging i K7F3, frist fredag 4. desember')
    expect(skjermtekst(chat)).not.toContain('samtaler')
    const vist = await b.frida.trykker(chat, 'Vis')
    expect(skjermtekst(vist)).toContain('Avtale to nye samtaler hjemme hos familien.')
    expect(b.scene.tekstI(agenda.samtale)).toContain('Referat godkjent, 2 saker, 1 oppfølging')
  })
})
