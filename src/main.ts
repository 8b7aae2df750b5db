import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DateTime } from 'luxon'
import { pino } from 'pino'
import type { Skjemavisning } from './cards/dialog.ts'
import { medOving } from './cards/mal.ts'
import { nb } from './cards/tekst/nb.ts'
import { Innstillingsfeil, lesInnstillinger } from './config.ts'
import { type Kontekst, SONE } from './database/kontekst.ts'
import { apnePostgres, type Database } from './database/tilkobling.ts'
import { type Sender, startSender } from './jobs/send-utboks.ts'
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
  host: string
  port: number
  loggniva: string
  tillattAdresse(serviceUrl: string): boolean
  /** Practice data: every card says so. */
  oving?: boolean
  svarfristMs?: number
  innspillsfrist?: Kontekst['innspillsfrist']
  na?: () => DateTime
  /** How often the outbox is looked at without being woken, in ms. */
  hvertMs?: number
}

export type Kjorende = { port: number; ktx: Kontekst; sender: Sender; bot: Bot; stopp(): Promise<void> }

/** Starts everything: database, bot, sender, server. */
export async function startBot(valg: Startvalg): Promise<Kjorende> {
  const logger = pino({ level: valg.loggniva, base: null })
  const logg = (hendelse: Record<string, string | number | boolean>) => logger.info(hendelse)
  const t = medOving(nb, valg.oving === true)
  let sender: Sender | undefined
  const ktx: Kontekst = {
    tenant: valg.tenant,
    db: valg.database.db,
    innspillsfrist: valg.innspillsfrist ?? { arbeidsdagerFor: 1, klokke: '12:00' },
    na: () => (valg.na?.() ?? DateTime.now()).setZone(SONE),
    vekk: () => sender?.vekk(),
  }
  const bot = lagBot({
    ktx,
    t,
    appId: valg.appId,
    botId: valg.botId,
    auth: lagAuth(valg.legitimasjon),
    tillatteTenanter: valg.tillatteTenanter,
    forsteAdministratorer: valg.administratorer,
    skjema: valg.skjema,
    malrettet: valg.malrettet,
    svarfristMs: valg.svarfristMs ?? 3000,
    tillattAdresse: valg.tillattAdresse,
    logg,
  })
  const tjener: Tjener = await startTjener(bot, { host: valg.host, port: valg.port, logg })
  const sendende = startSender(
    { ktx, levering: bot.levering, forsteAdministratorer: valg.administratorer, t, logg },
    valg.hvertMs,
  )
  sender = sendende
  return {
    port: tjener.port,
    ktx,
    sender: sendende,
    bot,
    async stopp() {
      await tjener.stopp()
      await bot.ventPaSent()
      await sendende.stopp()
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
    database: await apnePostgres(innstillinger.databaseUrl),
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

async function start(argumenter: readonly string[]): Promise<void> {
  if (argumenter[0] === 'demo') {
    const { kjorDemo } = await import('./demo/demo.ts')
    const kjorTur = async () => (await import('./demo/tur.ts')).kjorTur(startBot)
    await kjorDemo(argumenter.slice(1), { startBot, kjorTur })
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
