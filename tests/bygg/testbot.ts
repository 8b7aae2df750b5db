import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { inject } from 'vitest'
import { SONE } from '../../src/database/kontekst.ts'
import { apnePglite, apnePostgres } from '../../src/database/tilkobling.ts'
import { DEMOVALG } from '../../src/demo/demo.ts'
import { type Kobling, startKobling } from '../../src/demo/lokal-kobling.ts'
import { leggInnOvingsdata, OVING } from '../../src/demo/ovingskommune.ts'
import { lagScene, type Scene } from '../../src/demo/scene.ts'
import { type Kjorende, type Startvalg, startBot } from '../../src/main.ts'
import { nyDatabase } from '../oppsett/postgres.ts'

export type Motor = 'pglite' | 'postgres'
export const MOTORER = ['pglite', 'postgres'] as const satisfies Motor[]

/** A Saturday, long before the first meeting of the practice school's series (Friday 27 November 2026). */
export const START = '2026-11-21T09:00'

export type Testbot = {
  bot: Kjorende
  kobling: Kobling
  scene: Scene
  botUrl: string
  /** The clock stands still until it is set. */
  settTid(tid: string): void
  na(): DateTime
  /** Sends all that is due by now. */
  send(): Promise<void>
  stopp(): Promise<void>
  sara: ReturnType<Scene['som']>
  rolf: ReturnType<Scene['som']>
  siri: ReturnType<Scene['som']>
  hege: ReturnType<Scene['som']>
  frida: ReturnType<Scene['som']>
  odd: ReturnType<Scene['som']>
}

/** The running bot over HTTP, with a local connector, a real database, the practice school and a driven clock. */
export async function etTestbot(
  valg: { motor?: Motor; tom?: boolean; databaseUrl?: string } & Partial<Startvalg> = {},
): Promise<Testbot> {
  const { motor = 'pglite', tom = false, databaseUrl, ...start } = valg
  const opptak = inject('opptak')
  const fil = (navn: string) => join(opptak, `${navn}-${process.pid}.txt`)
  const kobling = await startKobling({ opptak: bytes => appendFileSync(fil('sendt'), `${bytes}\n`) })
  const database =
    databaseUrl !== undefined
      ? await apnePostgres(databaseUrl)
      : motor === 'postgres'
        ? await apnePostgres(await nyDatabase(inject('postgres')))
        : await apnePglite(undefined)
  let na = DateTime.fromISO(START, { zone: SONE })
  const bot = await startBot({
    ...DEMOVALG,
    database,
    port: 0,
    loggniva: 'silent',
    na: () => na,
    hvertMs: 3_600_000,
    ...start,
  })
  if (!tom) await leggInnOvingsdata(bot.ktx, kobling.serviceUrl)
  const botUrl = `http://127.0.0.1:${bot.port}/api/messages`
  const scene = lagScene({
    botUrl,
    kobling,
    skrev: tekst => appendFileSync(fil('skrevet'), `${JSON.stringify(tekst)}\n`),
  })
  const [sara, rolf, siri, hege, frida, odd] = OVING.personer
  return {
    bot,
    kobling,
    scene,
    botUrl,
    settTid(tid) {
      na = DateTime.fromISO(tid, { zone: SONE })
    },
    na: () => na,
    send: () => bot.sender.kjorFerdig(),
    async stopp() {
      await bot.stopp()
      await kobling.stopp()
    },
    sara: scene.som(sara),
    rolf: scene.som(rolf),
    siri: scene.som(siri),
    hege: scene.som(hege),
    frida: scene.som(frida),
    odd: scene.som(odd),
  }
}

/** Convenes a meeting and answers with its agenda as it stands in the channel. */
export async function etInnkaltMote(b: Testbot) {
  await b.sara.skriver('/innsatsteam ny')
  await b.send()
  return b.scene.agenda()
}

/** What a case looks like when it is filled in; invented, and without names. */
export const EN_SAK = {
  type: 'atferd',
  beskrivelse: 'Havner ofte i konflikt i friminuttene og trekker seg unna etterpå.',
  tattOpp: 'begge',
  onsker: 'Eleven ønsker en rolig plass å gå til når det blir mye bråk.',
  provd: 'Avtale om pauser, og en fast voksen ute i storefri.',
  sporsmal: 'Hvordan kan vi støtte overgangen fra time til friminutt?',
  borBidra: 'skolehelse,fritidsklubb',
}
