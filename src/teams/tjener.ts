import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Bot } from './bot.ts'

export type Tjener = { port: number; stopp(): Promise<void> }

/** The largest activity that is read; Teams' own are far smaller. */
const MAKS_KROPP = '256kb'

/** Kept by nobody on the way, framed by nobody, and runs nothing. */
const HODER = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
}
const DOKUMENTHODER = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
}

/** Why an activity was refused before anybody looked into it. */
const AVVIST: Readonly<Record<number, string>> = { 400: 'ugyldig-aktivitet', 401: 'ikke-innlogget' }

/** How long a sender may take with the head and with all of a request, and how often that is looked at, in ms. */
export type Tjenerfrister = { hode: number; foresporsel: number; sjekk: number }
const FRISTER: Tjenerfrister = { hode: 15_000, foresporsel: 30_000, sjekk: 5_000 }
/** Those who only hold the line do not take all the memory. */
const MAKS_FORBINDELSER = 2000

/**
 * Listens for activities. Whatever comes in, the process lives, and what goes wrong is answered without details: 400 for a
 * body that is no activity, 401 where the sender is not who it should be, 503 where that could not be found out.
 */
export async function startTjener(
  bot: Bot,
  oppsett: {
    host: string
    port: number
    /** Pages around a one-time link: with the button that spends it, and when there is nothing behind it. */
    lenkeside: string
    brukt: string
    /** Is it ready to work, and why not: codes alone. Answers in time whatever the database does. */
    helse(): Promise<{ klar: boolean; grunner: readonly string[] }>
    frister?: Tjenerfrister | undefined
    logg(hendelse: Record<string, string | number | boolean>): void
  },
): Promise<Tjener> {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use((_req, res, neste) => {
    res.set(HODER)
    neste()
  })
  // Anybody may ask: codes and yes or no, never a number.
  app.get('/helse/live', (_req, res) => {
    res.json({ live: true })
  })
  app.get(['/helse', '/helse/klar'], async (_req, res) => {
    const { klar, grunner } = await oppsett.helse()
    res.status(klar ? 200 : 503).json({ live: true, klar, grunner })
  })
  let turer = 0
  let tomt: (() => void) | undefined

  app.post('/api/messages', express.json({ limit: MAKS_KROPP }), async (req, res) => {
    turer++
    let kjort = false
    let status = 200
    let kropp: unknown
    try {
      // The adapter writes to this, so that none of its error texts reach the sender.
      const svar = {
        socket: req.socket,
        header: () => undefined,
        status(kode: number) {
          status = kode
          return svar
        },
        send(innhold: unknown) {
          kropp = innhold
          return svar
        },
        end: () => svar,
      }
      await bot.adapter.process(req, svar, async context => {
        kjort = true
        await bot.tur(context)
      })
    } catch {
      // What the adapter throws of, it has not found out who sent: a body it cannot read.
      status = kjort ? 500 : 400
    } finally {
      turer--
      if (turer === 0) tomt?.()
    }
    if (!kjort && status >= 400) {
      const grunn = AVVIST[status]
      oppsett.logg({ kode: 'avvist', grunn: grunn ?? 'nokler-utilgjengelige' })
      // Not the sender's fault, as far as anybody knows: it may come again.
      res.status(grunn === undefined ? 503 : status).end()
    } else if (status >= 400) {
      res.status(status).end()
    } else if (kropp === undefined) {
      res.status(status).end()
    } else {
      res.status(status).json(kropp)
    }
  })
  // Programs that follow links (previews, scanners) only ever get the page with the button: they do not spend the link.
  app.get('/dokument/:token', (_req, res) => {
    res.set(DOKUMENTHODER).type('html').send(oppsett.lenkeside)
  })
  app.post('/dokument/:token', async (req, res) => {
    try {
      const dokument = await bot.dokument(req.params.token)
      res.set(DOKUMENTHODER)
      if (dokument === undefined) {
        res.status(404).type('html').send(oppsett.brukt)
        return
      }
      res
        // The type goes by the name.
        .attachment(dokument.filnavn)
        .send(typeof dokument.innhold === 'string' ? dokument.innhold : Buffer.from(dokument.innhold))
    } catch {
      oppsett.logg({ kode: 'dokument-feilet' })
      res.status(500).end()
    }
  })
  // A subscription is fetched again and again by a calendar; what leads nowhere looks the same whatever the reason.
  app.get('/kalender/:fil', async (req, res) => {
    try {
      const [, token] = /^([\w-]{43})\.ics$/.exec(req.params.fil) ?? []
      const kalender = token === undefined ? undefined : await bot.kalender(token)
      if (kalender === undefined) {
        res.status(404).end()
        return
      }
      res
        .set({ ...DOKUMENTHODER, 'cache-control': 'private, no-store' })
        .set('content-disposition', 'attachment; filename="arshjul.ics"')
        .type('text/calendar')
        .send(kalender)
    } catch {
      oppsett.logg({ kode: 'kalender-feilet' })
      res.status(500).end()
    }
  })
  app.use((_, res) => {
    res.status(404).end()
  })
  const feilsvar: express.ErrorRequestHandler = (feil, _req, res, _neste) => {
    oppsett.logg({ kode: 'ugyldig-foresporsel' })
    res.status(typeof feil?.status === 'number' && feil.status < 500 ? feil.status : 400).end()
  }
  app.use(feilsvar)

  const frister = oppsett.frister ?? FRISTER
  const tjener: Server = createServer(
    {
      headersTimeout: frister.hode,
      requestTimeout: frister.foresporsel,
      connectionsCheckingInterval: frister.sjekk,
      // Longer than a proxy in front keeps its connections, so that none is closed just as it is used again.
      keepAliveTimeout: 75_000,
    },
    app,
  )
  tjener.maxConnections = MAKS_FORBINDELSER
  await new Promise<void>((ferdig, feilet) => {
    tjener.once('error', feilet)
    tjener.listen(oppsett.port, oppsett.host, () => ferdig())
  })
  return {
    port: (tjener.address() as AddressInfo).port,
    async stopp() {
      const lukket = new Promise<void>(ferdig => tjener.close(() => ferdig()))
      tjener.closeIdleConnections()
      if (turer > 0) await new Promise<void>(ferdig => (tomt = ferdig))
      tjener.closeAllConnections()
      await lukket
    },
  }
}
