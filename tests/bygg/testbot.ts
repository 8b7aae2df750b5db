import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { inject } from 'vitest'
import { SONE } from '../../src/database/kontekst.ts'
import { flyktigMester } from '../../src/database/lokal-mester.ts'
import { apnePglite, apnePostgres, type Database } from '../../src/database/tilkobling.ts'
import { DEMOVALG } from '../../src/demo/demo.ts'
import { type Kobling, startKobling } from '../../src/demo/lokal-kobling.ts'
import { leggInnOvingsdata, OVING, OVINGSMEDLEMMER } from '../../src/demo/ovingskommune.ts'
import { lagScene, type Scene, type Skjerm } from '../../src/demo/scene.ts'
import { type Kjorende, type Startvalg, startBot } from '../../src/main.ts'
import { MAL, nyDatabase, slettDatabase } from '../oppsett/postgres.ts'

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
  valg: {
    motor?: Motor
    tom?: boolean
    databaseUrl?: string
    /** It sends what there is at once, as it does in the field; otherwise when `send` is called, so that a test decides what comes first. */
    vekkes?: boolean
  } & Partial<Startvalg> = {},
): Promise<Testbot> {
  const { motor = 'postgres', tom = false, vekkes = false, databaseUrl, database: egen, ...start } = valg
  const opptak = inject('opptak')
  const fil = (navn: string) => join(opptak, `${navn}-${process.pid}.txt`)
  const kobling = await startKobling({ opptak: bytes => appendFileSync(fil('sendt'), `${bytes}\n`) })
  for (const samtale of [OVING.kanal.id, OVING.team.id]) kobling.medlemmer(samtale, OVINGSMEDLEMMER)
  const postgres = inject('postgres')
  const kopi =
    egen === undefined && databaseUrl === undefined && motor === 'postgres'
      ? await nyDatabase(postgres, { mal: MAL })
      : undefined
  const url = databaseUrl ?? kopi
  const database = egen ?? (url === undefined ? await nyPglite() : await apnePostgres(url, OVING.tenant))
  let na = DateTime.fromISO(START, { zone: SONE })
  const bot = await startBot({
    ...DEMOVALG,
    database,
    mester: flyktigMester(),
    port: 0,
    loggniva: 'silent',
    na: () => na,
    hvertMs: 3_600_000,
    // A machine that is busy is no slow database: «Lagrer …» comes in the tests that ask for it.
    svarfristMs: 30_000,
    ...start,
  })
  if (!vekkes) bot.ktx.vekk = () => undefined
  if (!tom) await leggInnOvingsdata(bot.ktx, kobling.serviceUrl)
  // The day has begun: what the sender does with that is done.
  await bot.sender.kjorFerdig()
  const botUrl = `http://127.0.0.1:${bot.port}/api/messages`
  const scene = lagScene({
    botUrl,
    kobling,
    na: () => na.toJSDate(),
    skrev: (tekst, felt) => appendFileSync(fil('skrevet'), `${JSON.stringify({ felt, tekst })}\n`),
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
      if (kopi !== undefined) await slettDatabase(postgres, kopi)
    },
    sara: scene.som(sara),
    rolf: scene.som(rolf),
    siri: scene.som(siri),
    hege: scene.som(hege),
    frida: scene.som(frida),
    odd: scene.som(odd),
  }
}

let ferdigbase: Blob | undefined

/** A PGlite of its own, in memory: a copy of one where every migration is run, for to make one takes seconds. */
export async function nyPglite(): Promise<Database> {
  ferdigbase ??= new Blob([readFileSync(inject('ferdigbase'))])
  return apnePglite(undefined, OVING.tenant, { kopiAv: ferdigbase })
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

/** A consent from the one guardian there is, for every service of the practice school's team; the child is ten. */
export const ET_SAMTYKKE = {
  foresatte: '1',
  ja1: 'skole,bv,skolehelse,fritidsklubb,oslohjelpa',
  fodt: '3.2016',
}

/** The card of a case on the agenda: number `nr` (from 0) of those this person may do more with. */
export async function apneSaken(hvem: Testbot['sara'], agenda: Skjerm, nr = 0): Promise<Skjerm> {
  return hvem.trykker(await hvem.trykker(agenda, 'Åpne agendaen'), 'Mer om saken', {}, nr)
}

/** Registers a consent for a case and makes the case open; Sara's card of it. */
export async function gjorApen(
  b: Testbot,
  agenda: Skjerm,
  samtykke: Record<string, string> = {},
  nr = 0,
): Promise<Skjerm> {
  const skjema = await b.sara.trykker(await apneSaken(b.sara, agenda, nr), 'Registrer samtykke')
  const registrert = await b.sara.trykker(skjema, 'Registrer samtykke', { ...ET_SAMTYKKE, ...samtykke })
  return b.sara.trykker(registrert, 'Gjør åpen')
}
