import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Skjerm, skjermtekst } from '../../src/demo/scene.ts'
import { lesMotetyper, TYPEMAPPE } from '../../src/mote/les-motetyper.ts'
import { iChat } from '../bygg/chat.ts'
import { etForlop, FORLOPSMOTER, type Forlopsrom, fraChatten, kallInn } from '../bygg/forlopsscene.ts'
import { etTestbot, type Testbot } from '../bygg/testbot.ts'

const MAPPE = fileURLToPath(new URL('./gullkort/', import.meta.url))
/** GULLKORT=skriv writes the files anew: look through what has changed before they are kept. */
const SKRIV = process.env['GULLKORT'] === 'skriv'
const SIDER = ['bv', 'skole'] as const

let b: Testbot
let rom: Forlopsrom
beforeAll(async () => {
  b = await etTestbot({ skjema: 'dialog' })
  rom = { frida: b.frida, db: b.bot.ktx.db, idag: '2026-11-20' }
})
afterAll(() => b.stopp())

/** A card as its reader has it, without the reference, which is drawn anew each time. */
const fast = (skjerm: Skjerm, ref: string) => skjermtekst(skjerm).replaceAll(ref, 'K7F3')

describe('kortene i møtene om én familie er som de var', () => {
  it.each(FORLOPSMOTER)('$type', async ({ type, ...tilstand }) => {
    const sak = await etForlop(rom, tilstand)
    const innkalling = await b.frida.sender(fraChatten(b.frida), 'innkalling.skjema', { sak, type })
    const mote = await kallInn(rom, sak, type, { dato: '2026-12-01', klokke: '13:00' }, { tolk: 'true' })
    const { ref } = await rom.db
      .selectFrom('sak')
      .select('ref')
      .where('id', '=', sak)
      .executeTakeFirstOrThrow()
    const melding = await iChat(b, b.sara, ref)
    const visning = { bv: b.frida, skole: b.sara }
    for (const side of SIDER) {
      const egen = await visning[side].sender(fraChatten(visning[side]), 'agenda.apne', { mote })
      const kort = [
        ...(side === 'bv' ? ['--- Innkalling', fast(innkalling, ref)] : []),
        '--- Melding i egen chat',
        fast(melding, ref),
        '--- Egen visning',
        fast(egen, ref),
      ].join('\n')
      const fil = `${MAPPE}${type}.${side}.txt`
      if (SKRIV) writeFileSync(fil, `${kort}\n`)
      expect(existsSync(fil), `${type}.${side}.txt finnes ikke: kjør med GULLKORT=skriv`).toBe(true)
      expect(`${kort}\n`, `${type}, ${side}`).toBe(readFileSync(fil, 'utf8'))
    }
  })

  it('for hver type som kalles inn, og ingen andre', () => {
    const typer = Object.values(lesMotetyper([TYPEMAPPE])).filter(
      t => t.gjelder === 'forlop' && t.referent !== 'ingen',
    )
    expect(FORLOPSMOTER.map(m => m.type).sort()).toEqual(typer.map(t => t.id).sort())
    expect(readdirSync(MAPPE).sort()).toEqual(
      FORLOPSMOTER.flatMap(m => SIDER.map(side => `${m.type}.${side}.txt`)).sort(),
    )
  })
})
