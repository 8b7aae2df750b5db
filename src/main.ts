import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DateTime } from 'luxon'
import { pino } from 'pino'
import type { Skjemavisning } from './cards/dialog.ts'
import { bruktside, lenkeside } from './cards/innsyn-dokument.ts'
import { medOving } from './cards/mal.ts'
import { nb } from './cards/tekst/nb.ts'
import { type Innstillinger, Innstillingsfeil, lesInnstillinger } from './config.ts'
import { type Kommunevalg, type Kontekst, SONE, STANDARDVALG } from './database/kontekst.ts'
import { type Mester, Nokler } from './database/kryptering.ts'
import { apnePostgres, type Database } from './database/tilkobling.ts'
import type { Jobb } from './drift/helse.ts'
import { startMetrikktjener } from './drift/metrikktjener.ts'
import { startOvervak } from './drift/overvak.ts'
import { nyeTellere } from './drift/tellere.ts'
import { byggRegisteret } from './identitet/bygg-registeret.ts'
import { startAnkring } from './jobs/ankre-logg.ts'
import { type Sender, startSender } from './jobs/send-utboks.ts'
import { verifiserKommando } from './jobs/verifiser-logg-kommando.ts'
import { SENDTE_MED } from './mote/les-motetyper.ts'
import { planleggRydding } from './sletting/rydd.ts'
import { type Bot, lagAuth, lagBot } from './teams/bot.ts'
import { startTjener, type Tjener } from './teams/tjener.ts'

export type Startvalg = {
  database: Database
  tenant: string
  tillatteTenanter: readonly string[]
  administratorer: readonly string[]
  appId: string
  legitimasjon: Record<string, string>
  botId: string
  skjema: Skjemavisning
  malrettet: boolean
  /** Look at all that is written in the channels. */
  kanalvakt?: boolean
  host: string
  port: number
  /** Where the numbers are read; undefined: nowhere. */
  metrikk?: { host: string; port: number } | undefined
  loggniva: string
  tillattAdresse(serviceUrl: string): boolean
  /** Practice data: every card says so. */
  oving?: boolean
  svarfristMs?: number
  valg?: Partial<Kommunevalg>
  /** Wraps the data keys and signs the log. */
  mester: Mester
  /** Where the signed ends of the access log are kept; undefined: nowhere. */
  ankerfil?: string
  /** The bot's address as a browser sees it; without it a local one is used in the demo, and none in production. */
  offentligAdresse?: string | undefined
  /** Requests a second to Teams, from all replicas together; without it, as in the demo, nothing is held back. */
  perSekund?: number
  /** Seconds that a row in the outbox is one replica's. */
  leietid?: number
  erTeameier?: (gruppe: string, oid: string) => Promise<boolean>
  na?: () => DateTime
  /** The demo's clock, moved on: the day it then is. */
  spolFram?: () => string
  /** How often the outbox is looked at without being woken, in ms. */
  hvertMs?: number
}

export type Kjorende = {
  port: number
  metrikkport: number | undefined
  ktx: Kontekst
  sender: Sender
  bot: Bot
  stopp(): Promise<void>
}

/** Starts everything: database, bot, sender, server. */
export async function startBot(valg: Startvalg): Promise<Kjorende> {
  const logger = pino({ level: valg.loggniva, base: null })
  const tellere = nyeTellere()
  const logg = (hendelse: Record<string, string | number | boolean>) => {
    tellere.tell(hendelse)
    logger.info(hendelse)
  }
  const t = medOving(nb, valg.oving === true)
  let sender: Sender | undefined
  let adresse = valg.offentligAdresse
  const ktx: Kontekst = {
    tenant: valg.tenant,
    db: valg.database.db,
    nokler: new Nokler(valg.mester),
    valg: { ...STANDARDVALG, motetyper: SENDTE_MED, ...valg.valg },
    na: () => (valg.na?.() ?? DateTime.now()).setZone(SONE),
    vekk: () => sender?.vekk(),
  }
  // Before anybody writes: a name that is not in the index is one the guard does not know.
  const { bygd, uleselige } = await byggRegisteret(ktx)
  if (bygd + uleselige > 0) logg({ kode: 'navneregister-bygd', bygd, uleselige })
  const bot = lagBot({
    ktx,
    t,
    appId: valg.appId,
    botId: valg.botId,
    auth: lagAuth(valg.legitimasjon),
    tillatteTenanter: valg.tillatteTenanter,
    forsteAdministratorer: valg.administratorer,
    skjema: valg.skjema,
    adresse: () => adresse,
    erTeameier: valg.erTeameier,
    malrettet: valg.malrettet,
    kanalvakt: valg.kanalvakt ?? false,
    svarfristMs: valg.svarfristMs ?? 3000,
    tillattAdresse: valg.tillattAdresse,
    spolFram: valg.spolFram,
    logg,
  })
  // What is not among these is not missed when it stops.
  const jobber: Jobb[] = [
    'utboks',
    'planlegg-samlevarsler',
    'rydd',
    ...(valg.ankerfil === undefined ? [] : ['ankre-logg' as const]),
  ]
  const overvak = await startOvervak({ ktx, jobber, tellere, logg })
  const metrikk = valg.metrikk && (await startMetrikktjener(overvak, valg.metrikk))
  const tjener: Tjener = await startTjener(bot, {
    host: valg.host,
    port: valg.port,
    lenkeside: lenkeside(t),
    brukt: bruktside(t),
    helse: overvak.helse,
    logg,
  })
  if (valg.oving === true) adresse ??= `http://127.0.0.1:${tjener.port}`
  const sendende = startSender(
    {
      ktx,
      levering: bot.levering,
      forsteAdministratorer: valg.administratorer,
      t,
      logg,
      sett: overvak.sett,
      perSekund: valg.perSekund,
      leietid: valg.leietid,
    },
    valg.hvertMs,
  )
  sender = sendende
  await planleggRydding(ktx)
  const ankring =
    valg.ankerfil === undefined
      ? undefined
      : startAnkring({ ktx, mester: valg.mester, fil: valg.ankerfil, logg })
  return {
    port: tjener.port,
    metrikkport: metrikk?.port,
    ktx,
    sender: sendende,
    bot,
    async stopp() {
      overvak.stopper()
      await tjener.stopp()
      await bot.ventPaSent()
      await sendende.stopp()
      await ankring?.stopp()
      await overvak.stopp()
      await metrikk?.stopp()
      await valg.database.lukk()
    },
  }
}

/** Microsoft's own addresses for bots; the token of each activity vouches for the one it names. */
export function erMicrosoft(serviceUrl: string): boolean {
  try {
    const { protocol, hostname } = new URL(serviceUrl)
    return (
      protocol === 'https:' &&
      (hostname === 'smba.trafficmanager.net' || hostname.endsWith('.teams.microsoft.com'))
    )
  } catch {
    return false
  }
}

async function produksjon(): Promise<void> {
  const innstillinger = lesInnstillinger(process.env)
  // The SDK prints errors of its own, whole: the log gets a code instead.
  const logger = pino({ level: innstillinger.loggniva, base: null })
  console.error = console.warn = () => logger.warn({ kode: 'sdk-melding' })
  const kjorende = await startBot({
    ...innstillinger,
    database: await apnePostgres(innstillinger.databaseUrl, innstillinger.tenant),
    ...(await sky(innstillinger)),
    botId: `28:${innstillinger.appId}`,
    malrettet: true,
    tillattAdresse: erMicrosoft,
  })
  const slutt = () => {
    void kjorende.stopp().then(() => process.exit(0))
  }
  process.once('SIGTERM', slutt)
  process.once('SIGINT', slutt)
}

/** What lives in Azure: the master key, and Graph where it is asked for. Loaded only here, for it takes its time. */
async function sky(innstillinger: Innstillinger): Promise<Pick<Startvalg, 'mester' | 'erTeameier'>> {
  const { lagLegitimasjon, tokenFor } = await import('./azure/legitimasjon.ts')
  const { nokkelhvelvMester } = await import('./azure/nokkelhvelv.ts')
  const { identitetKlientId: klientId } = innstillinger
  const legitimasjon = lagLegitimasjon(klientId === undefined ? {} : { klientId })
  const mester = nokkelhvelvMester({ nokkelUrl: innstillinger.nokkelhvelv, legitimasjon })
  if (!innstillinger.teameiere) return { mester }
  const { lagGraf } = await import('./graph/teameiere.ts')
  const graf = lagGraf({ hentToken: tokenFor(legitimasjon, 'https://graph.microsoft.com') })
  return { mester, erTeameier: graf.erTeameier }
}

/** Work on the store without the bot: in production as the environment says, or on the demo's folder with `--data`. */
async function vedlikehold(
  argumenter: readonly string[],
  arbeid: (hva: {
    ktx: Kontekst
    mester: Mester
    ankerfil: string
    nyHovednokkel(): void
  }) => Promise<number>,
): Promise<void> {
  const apnet = await (argumenter.includes('--data')
    ? (await import('./demo/demo.ts')).apneDemodata(argumenter)
    : apneProduksjon())
  const ktx: Kontekst = {
    tenant: apnet.tenant,
    db: apnet.database.db,
    nokler: new Nokler(apnet.mester),
    valg: { ...STANDARDVALG, motetyper: SENDTE_MED },
    na: () => DateTime.now().setZone(SONE),
    vekk: () => undefined,
  }
  try {
    process.exitCode = await arbeid({ ktx, ...apnet })
  } finally {
    await apnet.lukk()
  }
}

async function apneProduksjon() {
  const innstillinger = lesInnstillinger(process.env)
  const { tenant, ankerfil } = innstillinger
  const { mester } = await sky(innstillinger)
  const database = await apnePostgres(innstillinger.databaseUrl, tenant)
  // In the vault a new version is made by whoever keeps it.
  const nyHovednokkel = () => undefined
  return { tenant, ankerfil, mester, database, nyHovednokkel, lukk: () => database.lukk() }
}

async function start(argumenter: readonly string[]): Promise<void> {
  if (argumenter[0] === 'demo') {
    const { kjorDemo } = await import('./demo/demo.ts')
    const kjorTur = async () => (await import('./demo/tur.ts')).kjorTur(startBot)
    await kjorDemo(argumenter.slice(1), { startBot, kjorTur })
  } else if (argumenter[0] === 'logg:verifiser') {
    await vedlikehold(argumenter.slice(1), async ({ ktx, mester, ankerfil }) => {
      const { tekst, utgang } = await verifiserKommando({ ktx, mester, fil: ankerfil })
      process.stdout.write(`${tekst}\n`)
      return utgang
    })
  } else if (argumenter[0] === 'nokkel:roter') {
    await vedlikehold(argumenter.slice(1), async ({ ktx, nyHovednokkel }) => {
      nyHovednokkel()
      const antall = await ktx.nokler.roter(ktx)
      process.stdout.write(`${antall} nøkler er pakket inn på nytt.\n`)
      return 0
    })
  } else {
    await produksjon()
  }
}

const startet = process.argv[1]
if (startet !== undefined && realpathSync(startet) === fileURLToPath(import.meta.url)) {
  start(process.argv.slice(2)).catch((feil: unknown) => {
    const { kjent, tekst } = feilmelding(feil)
    process.stderr.write(`${tekst}\n`)
    process.exit(kjent ? 1 : 70)
  })
}

function feilmelding(feil: unknown): { kjent: boolean; tekst: string } {
  if (feil instanceof Innstillingsfeil || (feil instanceof Error && feil.name === 'Brukerfeil'))
    return { kjent: true, tekst: feil.message }
  const kode = feil instanceof Error && 'code' in feil ? String(feil.code) : 'ukjent'
  return { kjent: false, tekst: `Skolestøtte kunne ikke starte (${kode}).` }
}
