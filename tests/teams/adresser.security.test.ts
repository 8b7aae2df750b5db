import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { erLokal } from '../../src/demo/demo.ts'
import { type Kobling, startKobling } from '../../src/demo/lokal-kobling.ts'
import { OVING, ovingsId } from '../../src/demo/ovingskommune.ts'
import { erMicrosoft } from '../../src/teams/microsoft.ts'
import { leggIUtboks } from '../../src/utboks/utboks-store.ts'
import { alleRader, begynnPaNytt, fraNaAv } from '../bygg/rader.ts'
import { etTestbot, type Testbot } from '../bygg/testbot.ts'

let b: Testbot
/** Listens, and must not hear anything. */
let fremmed: Kobling
let foresporsler = 0
beforeAll(async () => {
  fremmed = await startKobling({
    opptak: () => {
      foresporsler++
    },
  })
  b = await etTestbot({
    tillattAdresse: adresse => erLokal(adresse) && adresse !== fremmed.serviceUrl,
  })
})
beforeEach(async () => {
  foresporsler = 0
  await begynnPaNytt(b)
})
afterAll(async () => {
  await b.stopp()
  await fremmed.stopp()
})

const feilede = () =>
  b.bot.ktx.db
    .selectFrom('utboks')
    .select(['slag', 'status', 'feilkode'])
    .where('status', '=', 'feilet')
    .execute()

describe('en adresse boten ikke er villig til å sende til', () => {
  it('tas ikke imot, og huskes ikke', async () => {
    const for_ = await alleRader(b)
    for (const serviceUrl of [fremmed.serviceUrl, 'https://smba.trafficmanager.net.evil.example/', '']) {
      await b.sara.skriver('hjelp', 'chat', { serviceUrl })
      await b.sara.skriver('/innsatsteam ny', 'kanal', { serviceUrl })
    }
    await b.send()
    expect(await alleRader(b)).toEqual(for_)
    expect(foresporsler).toBe(0)
  })

  it('sendes det ikke til selv om den står i databasen: en person', async () => {
    await b.bot.ktx.db
      .updateTable('person')
      .set({ service_url: fremmed.serviceUrl })
      .where('person', '=', ovingsId(OVING.personer[4]))
      .execute()
    const person = ovingsId(OVING.personer[4])
    await leggIUtboks(b.bot.ktx, 'egen', { slag: 'lagret-sent', person, kode: 'lagret' })
    await b.send()
    expect(await feilede()).toEqual([{ slag: 'lagret-sent', status: 'feilet', feilkode: 'ukjent-adresse' }])
    expect(foresporsler).toBe(0)
  })

  it('sendes det ikke til selv om den står i databasen: en kanal', async () => {
    const nye = fraNaAv(b)
    // In the chat: what is written in the channel says where the channel is.
    await b.bot.ktx.db.updateTable('kanal').set({ service_url: fremmed.serviceUrl }).execute()
    await b.sara.skriver('/innsatsteam ny', 'chat')
    await b.send()
    expect(await feilede()).toContainEqual({
      slag: 'agenda-ny',
      status: 'feilet',
      feilkode: 'ukjent-adresse',
    })
    expect((await feilede()).every(rad => rad.feilkode === 'ukjent-adresse')).toBe(true)
    expect(nye(OVING.kanal.id)).toEqual([])
    expect(foresporsler).toBe(0)
  })

  it('er i drift alt annet enn Microsofts egne', () => {
    expect(erMicrosoft(b.kobling.serviceUrl)).toBe(false)
    expect(erMicrosoft(fremmed.serviceUrl)).toBe(false)
  })
})
