import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { skjermtekst } from '../src/demo/scene.ts'
import { RUTINER } from '../src/forlop/les-rutiner.ts'
import { etForlop, type Forlopsrom, fraChatten, kallInn } from './bygg/forlopsscene.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

let b: Testbot
let rom: Forlopsrom
beforeAll(async () => {
  b = await etTestbot({ skjema: 'dialog' })
  rom = { frida: b.frida, db: b.bot.ktx.db, idag: '2026-11-20' }
})
afterAll(() => b.stopp())

const trykk = async (verb: string, data: Record<string, unknown>) =>
  skjermtekst(await b.frida.sender(fraChatten(b.frida), verb, data))
const statusFor = async (mote: string) =>
  (await rom.db.selectFrom('mote').select('status').where('id', '=', mote).executeTakeFirstOrThrow()).status

describe('et møte som hører til et steg', () => {
  it('avlyses når steget det ble kalt inn i, angres', async () => {
    const sak = await etForlop(rom, { steg: 'forberedelse' })
    expect(await trykk('forlop.velg', { sak, versjon: 1, valg: 'avtalt' })).toContain('flyttet videre')
    const mote = await kallInn(rom, sak, 'oppstartsmote', { dato: '2026-12-01', klokke: '13:00' })
    expect(await trykk('forlop.angre', { sak })).toContain('Siste steg er angret.')
    expect(await statusFor(mote)).toBe('avlyst')
  })

  it('avlyses når forløpet går videre uten det', async () => {
    const sak = await etForlop(rom, { steg: 'oppstart' })
    const mote = await kallInn(rom, sak, 'oppstartsmote', { dato: '2026-12-01', klokke: '13:00' })
    const data = { sak, versjon: 1, valg: 'holdt', avvik: 'kapasitet' }
    expect(await trykk('forlop.velg', data)).toContain('flyttet videre')
    expect(await statusFor(mote)).toBe('avlyst')
  })

  it('hverken avlyses eller flyttes når det alt er avlyst', async () => {
    const sak = await etForlop(rom, { steg: 'oppstart' })
    const mote = await kallInn(rom, sak, 'oppstartsmote', { dato: '2026-12-01', klokke: '13:00' })
    expect(await trykk('mote.avlys', { mote, syk: 'bv' })).toContain('Barnevernet avtaler nytt.')
    expect(await trykk('mote.avlys', { mote })).toContain('Møtet er ikke lenger planlagt.')
    expect(await trykk('mote.flytt', { mote, dato: '2026-12-02', klokke: '13:00' })).toContain(
      'Møtet er ikke lenger planlagt.',
    )
  })
})

describe('kortene får plass', () => {
  it('hvert valg leses i sin helhet på en telefon', () => {
    const navn = Object.values(RUTINER).flatMap(r => r.steg.flatMap(s => s.valg.map(v => v.navn)))
    for (const { nb, nn } of navn) for (const tekst of [nb, nn]) expect(tekst.length, tekst).toBeLessThan(34)
  })

  it('listen over forløp er under grensen, hvor mange det enn er', async () => {
    for (let nr = 0; nr < 30; nr++)
      await etForlop(rom, { steg: 'undersokelse', melding: '2026-05-01', siden: '2026-05-01' })
    for (const verb of ['forlop.liste', 'innkalling.velg']) {
      const { kort } = await b.frida.sender(fraChatten(b.frida), verb, {})
      expect(Buffer.byteLength(JSON.stringify(kort))).toBeLessThan(28 * 1024)
    }
    expect(await trykk('forlop.liste', {})).toMatch(/\[Vis flere \(\d+\)\]/)
  })

  it('går ikke utenom møtet uten en grunn, og sier det i skjemaet', async () => {
    const sak = await etForlop(rom, { steg: 'oppstart' })
    const svar = await trykk('forlop.velg', { sak, versjon: 1, valg: 'holdt', utenMote: true })
    expect(svar).toContain('Velg hva som skjer videre, og en grunn.')
    expect(svar).not.toContain('✓')
    // Nobody is asked to say that the meeting was held.
    expect(svar).toContain('Barnevernet undersøker')
    expect(svar).not.toContain('Møtet er holdt')
    const data = { sak, versjon: 1, valg: 'holdt', avvik: 'kapasitet', utenMote: true }
    expect(await trykk('forlop.velg', data)).toContain('Gikk videre uten møtet, avvik: kapasitet')
  })
})
