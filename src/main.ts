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
import type { Demodeler } from './demo/demo.ts'
import { lagDriftslogg } from './drift/driftslogg.ts'
import type { Jobb } from './drift/helse.ts'
import { startMetrikktjener } from './drift/metrikktjener.ts'
import { type Overvak, startOvervak } from './drift/overvak.ts'
import { sluttsignal } from './drift/sluttsignal.ts'
import { nySporing } from './drift/sporing.ts'
import { nyeTellere } from './drift/tellere.ts'
import type { Graf } from './graph/graf.ts'
import { byggRegisteret } from './identitet/bygg-registeret.ts'
import { type Ankring, startAnkring } from './jobs/ankre-logg.ts'
import { gjentaKommando } from './jobs/gjenta-kommando.ts'
import { type Sender, startSender } from './jobs/send-utboks.ts'
import { verifiserKommando } from './jobs/verifiser-logg-kommando.ts'
import { SENDTE_MED } from './mote/les-motetyper.ts'
import { planleggRydding } from './sletting/rydd.ts'
import { type Bot, lagBot } from './teams/bot.ts'
import { type Legitimasjonsfabrikk, lagInnlogging } from './teams/innlogging.ts'
import { erMicrosoft } from './teams/microsoft.ts'
import { startTjener, type Tjener, type Tjenerfrister } from './teams/tjener.ts'

export type Startvalg = {
  database: Database
  tenant: string
  tillatteTenanter: readonly string[]
  administratorer: readonly string[]
  appId: string
  legitimasjon: Record<string, string>
  /** What the bot logs in with when it sends; without it, Entra as `legitimasjon` says. */
  legitimasjonsfabrikk?: Legitimasjonsfabrikk
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
  /** Where spans and numbers are sent; undefined: nowhere. `hvertMs`: how often. */
  telemetri?: { adresse: string; hvertMs?: number } | undefined
  tillattAdresse(serviceUrl: string): boolean
  /** Practice data: every card says so. */
  oving?: boolean
  svarfristMs?: number
  tjenerfrister?: Tjenerfrister
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
  /** What is connected of Microsoft 365 besides Teams. */
  graf?: Graf | undefined
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
  // The SDK lets everybody in, as anybody, when there is no app id: on this machine alone, as in the demo.
  if (valg.appId === '' && valg.host !== '127.0.0.1')
    throw new Innstillingsfeil('Kan ikke starte uten APP_ID.')
  const tellere = nyeTellere()
  let overvak: Overvak | undefined
  const telemetri =
    valg.telemetri &&
    // Loaded only here: a bot that is not followed does not pay for it.
    (await import('./drift/telemetri.ts')).startTelemetri({
      ...valg.telemetri,
      maler: async () => (await overvak?.maler()) ?? [],
      logg: hendelse => logg(hendelse),
    })
  const sporing = nySporing(telemetri?.sporer)
  const logg = lagDriftslogg(valg.loggniva, { tellere, sporing })
  const t = medOving(nb, valg.oving === true)
  let sender: Sender | undefined
  let ankring: Ankring | undefined
  let adresse = valg.offentligAdresse
  const ktx: Kontekst = {
    tenant: valg.tenant,
    db: valg.database.db,
    nokler: new Nokler(valg.mester),
    valg: { ...STANDARDVALG, motetyper: SENDTE_MED, ...valg.valg, m365: tilkoblet(valg.graf) },
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
    auth: lagInnlogging(valg.legitimasjon, valg.legitimasjonsfabrikk),
    tillatteTenanter: valg.tillatteTenanter,
    forsteAdministratorer: valg.administratorer,
    skjema: valg.skjema,
    adresse: () => adresse,
    teamgruppe: valg.graf?.teamgruppe,
    filmappe: valg.graf?.filmappe,
    malrettet: valg.malrettet,
    kanalvakt: valg.kanalvakt ?? false,
    svarfristMs: valg.svarfristMs ?? 3000,
    tillattAdresse: valg.tillattAdresse,
    spolFram: valg.spolFram && medSignering(valg.spolFram, () => ankring),
    sporing,
    logg,
  })
  // What is not among these is not missed when it stops.
  const jobber: Jobb[] = [
    'utboks',
    'planlegg-samlevarsler',
    'rydd',
    ...(valg.ankerfil === undefined ? [] : ['ankre-logg' as const]),
  ]
  const vakt = await startOvervak({ ktx, jobber, tellere, logg })
  overvak = vakt
  const metrikk = valg.metrikk && (await startMetrikktjener(vakt, valg.metrikk))
  const tjener: Tjener = await startTjener(bot, {
    host: valg.host,
    port: valg.port,
    lenkeside: lenkeside(t),
    brukt: bruktside(t),
    helse: vakt.helse,
    frister: valg.tjenerfrister,
    logg,
  })
  if (valg.oving === true) adresse ??= `http://127.0.0.1:${tjener.port}`
  const sendende = startSender(
    {
      ktx,
      levering: bot.levering,
      graf: valg.graf,
      forsteAdministratorer: valg.administratorer,
      t,
      logg,
      sett: vakt.sett,
      sporing,
      perSekund: valg.perSekund,
      leietid: valg.leietid,
    },
    valg.hvertMs,
  )
  sender = sendende
  await planleggRydding(ktx)
  ankring =
    valg.ankerfil === undefined
      ? undefined
      : startAnkring({ ktx, mester: valg.mester, fil: valg.ankerfil, logg, sporing })
  return {
    port: tjener.port,
    metrikkport: metrikk?.port,
    ktx,
    sender: sendende,
    bot,
    async stopp() {
      vakt.stopper()
      await tjener.stopp()
      await bot.ventPaSent()
      await sendende.stopp()
      await ankring?.stopp()
      await telemetri?.stopp()
      await vakt.stopp()
      await metrikk?.stopp()
      await valg.database.lukk()
    },
  }
}

/** The demo's clock jumps past the quarters of an hour in which the log would have been signed. */
const medSignering = (spolFram: () => string, ankring: () => Ankring | undefined) => (): string => {
  const dag = spolFram()
  void ankring()?.ankre()
  return dag
}

const tilkoblet = (graf: Graf | undefined) => ({
  kalender: graf?.kalender !== undefined,
  filer: graf?.filmappe !== undefined,
  planner: graf?.planner !== undefined,
})

async function produksjon(): Promise<void> {
  // A replica may be taken down while it is coming up: then it comes up, and goes down in order.
  const slutt = sluttsignal()
  const innstillinger = lesInnstillinger(process.env)
  // The SDK prints errors of its own, whole: the log gets a code instead.
  const logger = pino({ level: innstillinger.loggniva, base: null })
  console.error = console.warn = () => logger.warn({ kode: 'sdk-melding' })
  // A managed identity has no secret that can be lost; a certificate's key at least is never sent.
  if (innstillinger.medPassord) logger.warn({ kode: 'passord-i-bruk' })
  const kjorende = await startBot({
    ...innstillinger,
    ...(await sky(innstillinger)),
    botId: `28:${innstillinger.appId}`,
    malrettet: true,
    tillattAdresse: erMicrosoft,
  })
  void slutt.then(kjorende.stopp).then(
    () => process.exit(0),
    () => process.exit(1),
  )
}

/** The database, and what lives in Azure: the master key, and Graph where it is asked for. Loaded only here, for it takes its time. */
async function sky(innstillinger: Innstillinger): Promise<Pick<Startvalg, 'database' | 'mester' | 'graf'>> {
  const { lagLegitimasjon, tokenFor } = await import('./azure/legitimasjon.ts')
  const { nokkelhvelvMester } = await import('./azure/nokkelhvelv.ts')
  const { identitetKlientId: klientId } = innstillinger
  const legitimasjon = lagLegitimasjon(klientId === undefined ? {} : { klientId })
  const mester = nokkelhvelvMester({ nokkelUrl: innstillinger.nokkelhvelv, legitimasjon })
  const database = await apnePostgres(innstillinger.databaseUrl, innstillinger.tenant, {
    token: innstillinger.databaseMedToken
      ? { hentToken: tokenFor(legitimasjon, 'https://ossrdbms-aad.database.windows.net') }
      : undefined,
  })
  const { teameiere, postkasse, filer, plan } = innstillinger.grafvalg
  if (!teameiere && !filer && postkasse === undefined && plan === undefined) return { database, mester }
  const { lagGraf } = await import('./graph/graf.ts')
  const hentToken = tokenFor(legitimasjon, 'https://graph.microsoft.com')
  return { database, mester, graf: lagGraf({ hentToken }, innstillinger.grafvalg) }
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
  const { database, mester } = await sky(innstillinger)
  // In the vault a new version is made by whoever keeps it.
  const nyHovednokkel = () => undefined
  return { tenant, ankerfil, mester, database, nyHovednokkel, lukk: () => database.lukk() }
}

async function start(argumenter: readonly string[]): Promise<void> {
  if (argumenter[0] === 'demo') {
    const { kjorDemo } = await import('./demo/demo.ts')
    const { OVINGSGRAF } = await import('./demo/ovingsgraf.ts')
    const { lagGraf } = await import('./graph/graf.ts')
    const deler: Demodeler = {
      startBot,
      lagGraf: ({ hentToken, baseUrl }) => lagGraf({ hentToken, baseUrl }, OVINGSGRAF),
    }
    const kjorTur = async () => (await import('./demo/tur.ts')).kjorTur(deler)
    await kjorDemo(argumenter.slice(1), { ...deler, kjorTur })
  } else if (argumenter[0] === 'logg:verifiser') {
    await vedlikehold(argumenter.slice(1), async ({ ktx, mester, ankerfil }) => {
      const { tekst, utgang } = await verifiserKommando({ ktx, mester, fil: ankerfil })
      process.stdout.write(`${tekst}\n`)
      return utgang
    })
  } else if (argumenter[0] === 'logg:gjenta') {
    await vedlikehold(argumenter.slice(2), async ({ ktx }) => {
      const { tekst, utgang } = await gjentaKommando(ktx, argumenter[1])
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
