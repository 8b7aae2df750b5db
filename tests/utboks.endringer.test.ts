import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { ovingsId } from '../src/demo/ovingskommune.ts'
import { skjermtekst } from '../src/demo/scene.ts'
import { hentBidrag } from '../src/sak/sak-store.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

let b: Testbot
beforeEach(async () => {
  b = await etTestbot()
})
afterEach(() => b.stopp())

const rader = (slag: string) =>
  b.bot.ktx.db.selectFrom('utboks').select(['nokkel', 'status', 'forsok']).where('slag', '=', slag).execute()

/** Lets the seconds pass, one at a time. */
async function la(sekunder: number): Promise<void> {
  for (let i = 0; i < sekunder; i++) {
    b.settTid(b.na().plus({ seconds: 1 }).toFormat("yyyy-MM-dd'T'HH:mm:ss"))
    await b.send()
  }
}

describe('endringer av et postet kort', () => {
  it('mens noen har et skjema åpent, blir til én, og nøkkelen vokser ikke mens den venter', async () => {
    const agenda = await etInnkaltMote(b)
    const melding = b.kobling.meldinger.find(m => m.activityId === agenda.aktivitet)
    const skjema = await b.hege.trykker(agenda, 'Meld sak')
    for (const hvem of [b.rolf, b.siri, b.frida, b.odd, b.sara]) {
      await hvem.trykker(agenda, 'Jeg kommer')
      await la(8)
    }
    const ventende = (await rader('agenda-endret')).filter(r => r.nokkel.includes('agenda-endret'))
    expect(ventende.map(r => r.nokkel.length)).toEqual([`agenda-endret:${crypto.randomUUID()}`.length])
    const for_ = melding?.versjoner.length ?? 0
    await b.hege.trykker(skjema, 'Avbryt')
    await la(30)
    expect((melding?.versjoner.length ?? 0) - for_).toBe(1)
    expect(skjermtekst(await b.scene.agenda())).toContain('Kommer: rektor, sosiallærer, sosialagent,')
  })

  it('gis opp når agendaen aldri kunne postes', async () => {
    b.kobling.feil(1, 403)
    await b.sara.skriver('/innsatsteam ny')
    await b.send()
    expect((await rader('agenda-ny')).map(r => r.status)).toEqual(['feilet'])
    b.settTid('2026-11-26T12:01')
    await b.send()
    expect((await rader('agenda-endret')).map(r => r.status)).toEqual(['uaktuell'])
  })

  it('gjelder oppfølgingens kort i chatten, én gang', async () => {
    await b.frida.installerer()
    const { id } = await b.bot.ktx.db
      .selectFrom('oppgave')
      .select('id')
      .where('ansvarlig', '=', ovingsId(b.hege.person))
      .executeTakeFirstOrThrow()
    const her = { ...(await etInnkaltMote(b)), samtale: b.rolf.chat }
    await b.rolf.sender(her, 'oppgave.gi', { oppgave: id, nonce: 'gi', til: ovingsId(b.frida.person) })
    await b.send()
    const kort = b.kobling.meldinger.filter(
      m => m.conversationId === b.frida.chat && JSON.stringify(m.siste).includes('oppgave.gjort'),
    )
    expect(kort.length).toBe(1)
    await b.frida.trykker(await b.scene.visning(b.frida.chat, 'Gjort'), 'Gjort')
    await la(60)
    expect(kort.map(m => m.versjoner.length)).toEqual([2])
    // Hege had no card of hers to change.
    expect((await rader('oppgave-endret')).map(r => r.status).sort()).toEqual(['sendt', 'uaktuell'])
  })
})

it('samme skjema sendt igjen med ny tekst er ikke en gjentakelse: den nye teksten gjelder', async () => {
  const agenda = await etInnkaltMote(b)
  const skjema = await b.frida.trykker(agenda, 'Bidra')
  await b.frida.trykker(skjema, 'Send', { tekst: 'Første utkast til hva vi kan si.' })
  await b.frida.trykker(skjema, 'Send', { tekst: 'Andre utkast, skrevet videre etterpå.' })
  const punkter = await b.bot.ktx.db.selectFrom('punkt').select('id').execute()
  const bidrag = await hentBidrag(
    b.bot.ktx,
    punkter.map(p => p.id),
  )
  expect(bidrag.map(({ tekst }) => tekst)).toEqual(['Andre utkast, skrevet videre etterpå.'])
})

it('en tidligere sak kan bare tas opp igjen av den som kan endre den', async () => {
  const agenda = await etInnkaltMote(b)
  const valg = async (hvem: Testbot['sara']) => skjermtekst(await hvem.trykker(agenda, 'Meld sak'))
  expect(await valg(b.siri)).toContain('R4T6')
  expect(await valg(b.rolf)).toContain('R4T6')
  expect(await valg(b.odd)).not.toContain('R4T6')
})

it('andre kanaler enn Teams slipper ikke inn', async () => {
  const agenda = await etInnkaltMote(b)
  const data = knapper(agenda.kort).find(k => k.tittel === 'Åpne agendaen')?.data
  await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
  const svar = await b.rolf.sender(agenda, 'agenda.apne', data, { channelId: 'directline' })
  expect(svar.tekst).toBe('Dette finnes ikke, eller du har ikke tilgang.')
})
