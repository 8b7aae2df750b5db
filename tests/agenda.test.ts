import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { begynnPaNytt, FREMMED, fraNaAv, somTekst } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

/** What is under way is sent first: a lease would run out when the clock jumps. */
async function gaTil(tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}

async function meldSak(hvem: Testbot['sara'], fyll: Record<string, string> = {}) {
  const skjema = await hvem.trykker(await b.scene.agenda(), 'Meld sak')
  // Siri acts for more than one service, and says for which.
  const hatt = hvem === b.siri ? { tjeneste: 'bv' } : {}
  return hvem.trykker(skjema, 'Send', { ...EN_SAK, ...hatt, ...fyll })
}

describe('agendaen i kanalen', () => {
  it('redigeres der den står, høyst én gang hvert femte sekund', async () => {
    const agenda = await etInnkaltMote(b)
    const melding = b.kobling.meldinger.find(m => m.activityId === agenda.aktivitet)
    const redigert: number[] = []
    let forrige = melding?.versjoner.length ?? 0
    for (let sekund = 10; sekund < 40; sekund++) {
      b.settTid(`2026-11-21T09:00:${sekund}`)
      await b.send()
      const hvem = [b.rolf, b.hege, b.siri, b.frida][sekund % 4] ?? b.rolf
      if (sekund < 30) await hvem.trykker(agenda, 'Jeg kommer')
      await b.send()
      const na = melding?.versjoner.length ?? 0
      redigert.push(...Array.from({ length: na - forrige }, () => sekund))
      forrige = na
    }
    expect(redigert.length).toBeGreaterThanOrEqual(4)
    for (const [i, sekund] of redigert.entries())
      if (i > 0) expect(sekund - (redigert[i - 1] ?? 0), redigert.join(', ')).toBeGreaterThanOrEqual(5)
    expect(skjermtekst(await b.scene.agenda())).toContain(
      'Kommer: rektor, sosialagent, helsesykepleier, barnevernet (mottak) og fagkonsulent',
    )
    expect((await b.scene.agenda()).aktivitet).toBe(agenda.aktivitet)
  })

  it('holder aldri sakstekst, i noen versjon', async () => {
    const agenda = await etInnkaltMote(b)
    const fra = fraNaAv(b)
    await meldSak(b.hege)
    const tema = await b.rolf.trykker(agenda, 'Meld tema')
    await b.rolf.trykker(tema, 'Send', { tekst: 'Mye uro i garderoben etter gymtimene.' })
    const bidrag = await b.frida.trykker(agenda, 'Bidra')
    await b.frida.trykker(bidrag, 'Send', { tekst: 'Vi har ledig veiledning på torsdager.', tilbud: '' })
    await gaTil('2026-11-21T09:10')
    const alt = JSON.stringify(fra().map(m => m.versjoner))
    for (const tekst of [
      EN_SAK.beskrivelse,
      EN_SAK.onsker,
      EN_SAK.provd,
      EN_SAK.sporsmal,
      'garderoben',
      'ledig veiledning',
      'høstferien',
    ]) {
      expect(alt).not.toContain(tekst)
    }
    const tekst = skjermtekst(await b.scene.agenda())
    expect(tekst).toContain('2 saker · 1 tema')
    expect(tekst).toMatch(/Siden sist: 3 åpne oppfølginger/)
  })

  it('sier ikke hvilke saker som står der: bare deltakernes egne klienter henter referanse, type og lampe', async () => {
    const agenda = await etInnkaltMote(b)
    await meldSak(b.hege)
    await b.rolf.trykker(await b.rolf.trykker(agenda, 'Meld tema'), 'Send', {
      tekst: 'Mye uro i garderoben etter gymtimene.',
    })
    await gaTil('2026-11-21T09:10')
    const refer = (await b.bot.ktx.db.selectFrom('punkt').select('ref').execute()).map(p => p.ref)
    expect(new Set(refer).size).toBe(4)
    const postet = b.kobling.meldinger.find(m => m.activityId === agenda.aktivitet)?.versjoner
    expect(postet?.length).toBeGreaterThan(1)
    for (const ord of [...refer, 'Skolevegring', 'Atferd', 'Gul', 'uten enkeltbarn'])
      expect(JSON.stringify(postet)).not.toContain(ord)
    const na = await b.scene.agenda()
    expect(knapper(na.kort).map(k => k.tittel)).not.toContain('Bidra')
    for (const hvem of [b.sara, b.rolf, b.siri, b.hege, b.frida, b.odd]) {
      const egen = skjermtekst(await hvem.ser(na))
      expect(egen).toMatch(/Sak 1 · K7F3 Skolevegring, mye fravær ▲ Gul: bare anonymt/)
      expect(egen).toMatch(/Sak 2 · [A-Z]\d[A-Z]\d Atferd på skole eller fritid ▲ Gul/)
      expect(egen).toMatch(/Tema 1 · /)
      expect(egen).not.toMatch(/høstferien|garderoben/)
      expect(egen).not.toContain(EN_SAK.beskrivelse)
    }
    // Whoever is not of the team has nothing but what is posted.
    const fremmed = b.scene.som(FREMMED)
    expect(await fremmed.ser(na)).toEqual(na)
  })

  it('henter den egne visningen på nytt når teamet endres', async () => {
    const agenda = await etInnkaltMote(b)
    const brukere = (skjerm: Skjerm) =>
      JSON.stringify(skjerm.kort)
        .match(/29:oving-\d/g)
        ?.sort()
    expect(brukere(agenda)).toEqual(OVING.personer.map(p => p.id))
    await b.sara.skriver('/oppsett')
    await b.send()
    const kort = await b.sara.trykker(
      await b.scene.visning(OVING.kanal.id, 'Åpne oppsettet'),
      'Åpne oppsettet',
    )
    const odds = knapper(kort.kort).filter(k => JSON.stringify(k.data).includes(ovingsId(b.odd.person)))
    for (const knapp of odds) await b.sara.sender(kort, knapp.verb, knapp.data)
    await gaTil('2026-11-21T09:10')
    expect(brukere(await b.scene.agenda())).toEqual(
      OVING.personer.filter(p => p.id !== b.odd.person.id).map(p => p.id),
    )
  })

  it('viser hvem som har svart, etter rolle, og det siste svaret gjelder', async () => {
    const agenda = await etInnkaltMote(b)
    expect(skjermtekst(agenda)).toMatch(/Ikke svart: .*rektor.*sosiallærer/)
    expect(skjermtekst(await b.rolf.trykker(agenda, 'Jeg kommer'))).toContain('Du er meldt på.')
    await b.odd.trykker(agenda, 'Kommer ikke')
    await gaTil('2026-11-21T09:01')
    const forst = skjermtekst(await b.scene.agenda())
    expect(forst).toContain('Kommer: rektor')
    expect(forst).toContain('Kommer ikke: fritidsklubben og Oslohjelpa')
    expect(forst).not.toContain('Rolf')
    await b.rolf.trykker(agenda, 'Kommer ikke')
    await gaTil('2026-11-21T09:02')
    expect(skjermtekst(await b.scene.agenda())).toMatch(/Kommer: ingen\n+.*Kommer ikke: rektor/)
  })

  it('redigeres ikke bort under den som har et skjema åpent i kortet, hvem som enn trykker', async () => {
    const agenda = await etInnkaltMote(b)
    await gaTil('2026-11-21T09:01')
    const melding = b.kobling.meldinger.find(m => m.activityId === agenda.aktivitet)
    const for_ = melding?.versjoner.length
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    await b.rolf.trykker(agenda, 'Jeg kommer')
    await b.siri.trykker(agenda, 'Åpne agendaen')
    await gaTil('2026-11-21T09:01:20')
    expect(melding?.versjoner.length).toBe(for_)
    await b.hege.trykker(skjema, 'Send', EN_SAK)
    await gaTil('2026-11-21T09:02')
    await gaTil('2026-11-21T09:03')
    expect(skjermtekst(await b.scene.agenda())).toContain('2 saker')
    expect(skjermtekst(await b.scene.agenda())).toContain('Kommer: rektor')
  })

  it('sier hva som er nytt siden sist når noen svarer på en oppfølging', async () => {
    const agenda = await etInnkaltMote(b)
    const visning = await b.hege.trykker(agenda, 'Åpne agendaen')
    expect(skjermtekst(visning)).toContain('Tilby samtale på helsekontoret')
    const svart = await b.hege.trykker(visning, 'Gjort')
    expect(skjermtekst(svart)).toContain('Merket som gjort.')
    await gaTil('2026-11-21T09:05')
    expect(skjermtekst(await b.scene.agenda())).toContain('2 åpne oppfølginger, 1 gjort')
  })
})

describe('fristen for innspill', () => {
  it('stenger for det som sendes etter, og beholder det som er skrevet', async () => {
    const agenda = await etInnkaltMote(b)
    const skjemaer = {
      sak: await b.hege.trykker(agenda, 'Meld sak'),
      tema: await b.rolf.trykker(agenda, 'Meld tema'),
      bidrag: await b.frida.trykker(agenda, 'Bidra'),
      endre: await b.sara.trykker(await b.sara.trykker(agenda, 'Åpne agendaen'), 'Endre'),
    }
    expect(skjermtekst(agenda)).toContain('Innspill innen torsdag 26. november kl. 12.00')
    await gaTil('2026-11-26T12:00:01')
    const svar = {
      sak: await b.hege.trykker(skjemaer.sak, 'Send', EN_SAK),
      tema: await b.rolf.trykker(skjemaer.tema, 'Send', { tekst: 'Uro i skolegården om morgenen.' }),
      bidrag: await b.frida.trykker(skjemaer.bidrag, 'Send', {
        tekst: 'Vi stiller med to voksne.',
        tilbud: '',
      }),
      endre: await b.sara.trykker(skjemaer.endre, 'Lagre', {
        beskrivelse: 'Helt ny tekst om morgenstarten.',
      }),
    }
    for (const skjerm of Object.values(svar)) {
      expect(skjerm.status).toBe(200)
      expect(skjermtekst(skjerm)).toContain('Fristen for innspill er ute.')
    }
    expect(skjermtekst(svar.sak)).toContain(EN_SAK.sporsmal)
    expect(skjermtekst(svar.tema)).toContain('Uro i skolegården om morgenen.')
    expect(skjermtekst(svar.bidrag)).toContain('Vi stiller med to voksne.')
    expect(skjermtekst(svar.endre)).toContain('Helt ny tekst om morgenstarten.')
    const db = b.bot.ktx.db
    expect(await db.selectFrom('punkt').select('id').where('slag', '=', 'tema').execute()).toEqual([])
    expect(await db.selectFrom('bidrag').select('id').execute()).toEqual([])
    expect(await db.selectFrom('sak').select('ref').execute()).toHaveLength(2)
  })

  it('gir ikke noe skjema å fylle ut etterpå, og agendaen viser ikke knappene', async () => {
    const agenda = await etInnkaltMote(b)
    await gaTil('2026-11-26T13:00')
    await b.rolf.trykker(agenda, 'Jeg kommer')
    await gaTil('2026-11-26T13:01')
    // A card that was shown before the deadline still has its buttons.
    const meldSak = knapper(agenda.kort).find(k => k.tittel === 'Meld sak')
    expect(skjermtekst(await b.hege.sender(agenda, meldSak?.verb, meldSak?.data))).toContain(
      'Fristen for innspill er ute.',
    )
    for (const skjerm of [await b.scene.agenda(), await b.hege.ser(await b.scene.agenda())]) {
      const na = skjermtekst(skjerm)
      expect(na).toContain('Fristen for innspill er ute')
      expect(na).not.toContain('[Meld sak]')
      expect(na).not.toContain('[Bidra]')
    }
  })

  it('slår over i kortet av seg selv når den går ut', async () => {
    await etInnkaltMote(b)
    await gaTil('2026-11-26T12:01')
    await gaTil('2026-11-26T12:02')
    const na = skjermtekst(await b.scene.agenda())
    expect(na).toContain('Fristen for innspill er ute')
    expect(na).not.toContain('[Meld sak]')
  })

  it('minner dem som ikke har svart, og ingen andre, én gang', async () => {
    const agenda = await etInnkaltMote(b)
    await b.rolf.trykker(agenda, 'Jeg kommer')
    await b.odd.trykker(agenda, 'Kommer ikke')
    const nye = fraNaAv(b)
    const spurt = (hvem: Testbot['sara']) => nye(hvem.chat).filter(m => somTekst([m]).includes('Kommer du?'))
    await gaTil('2026-11-25T11:59')
    expect(spurt(b.hege)).toEqual([])
    await gaTil('2026-11-25T12:00')
    for (const hvem of [b.sara, b.siri, b.hege, b.frida]) {
      expect(spurt(hvem)).toHaveLength(1)
      const tekst = somTekst(spurt(hvem))
      expect(tekst).toContain('Frist for innspill er torsdag 26. november kl. 12.00')
      expect(tekst).toContain('[Jeg kommer]')
    }
    for (const hvem of [b.rolf, b.odd]) expect(spurt(hvem)).toEqual([])
    await gaTil('2026-11-26T11:00')
    expect(spurt(b.hege)).toHaveLength(1)

    const svart = await b.hege.trykker(await b.scene.visning(b.hege.chat, 'Jeg kommer'), 'Jeg kommer')
    expect(skjermtekst(svart)).toContain('Du er meldt på.')
    await gaTil('2026-11-26T11:01')
    expect(skjermtekst(await b.scene.agenda())).toContain('Kommer: rektor og helsesykepleier')
  })

  it('minner ingen når møtet er avlyst, og på nytt når det er flyttet', async () => {
    await etInnkaltMote(b)
    await b.sara.skriver('/innsatsteam avlys')
    await b.send()
    const nye = fraNaAv(b)
    await gaTil('2026-11-25T12:01')
    expect(somTekst(nye(b.hege.chat))).not.toContain('Kommer du?')
    await b.sara.skriver('/innsatsteam ny 10.12')
    await b.sara.skriver('/innsatsteam flytt 3.12')
    await gaTil('2026-12-01T12:00')
    expect(somTekst(nye(b.hege.chat))).toContain('torsdag 3. desember')
    await gaTil('2026-12-08T12:00')
    expect(nye(b.hege.chat).filter(m => somTekst([m]).includes('Kommer du?'))).toHaveLength(1)
  })

  it('minner ikke en som har mistet rollen sin i mellomtiden', async () => {
    await etInnkaltMote(b)
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.hege.person)).execute()
    const nye = fraNaAv(b)
    await gaTil('2026-11-25T12:00')
    expect(somTekst(nye(b.siri.chat))).toContain('Kommer du?')
    expect(somTekst(nye(b.hege.chat))).toBe('')
  })
})

describe('en kanal med mange saker', () => {
  it('viser de første på kortet og sier hvor mange som står i agendaen', async () => {
    await etInnkaltMote(b)
    for (let i = 1; i <= 14; i++) {
      const hvem = i % 2 === 0 ? b.hege : b.siri
      await meldSak(hvem, { beskrivelse: `Trenger støtte i overgangen mellom timene, variant ${i}.` })
    }
    await gaTil('2026-11-21T09:30')
    const agenda = await b.scene.agenda()
    expect(skjermtekst(agenda)).toContain('15 saker')
    expect(skjermtekst(await b.odd.ser(agenda))).toContain('og 3 til i agendaen')
    expect(JSON.stringify((await b.odd.ser(agenda)).kort).length).toBeLessThan(28_000)
    const visning = await b.hege.trykker(agenda, 'Åpne agendaen')
    expect(skjermtekst(visning)).toContain('Sak 15')
    expect(skjermtekst(visning)).toContain('variant 14.')
    expect(JSON.stringify(visning.kort).length).toBeLessThan(80_000)
    const numre = await b.bot.ktx.db
      .selectFrom('punkt')
      .innerJoin('mote', 'mote.id', 'punkt.mote')
      .select('punkt.nr')
      .where('mote.status', '=', 'planlagt')
      .execute()
    expect(numre.map(p => p.nr).sort((x, y) => x - y)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
  })
})
