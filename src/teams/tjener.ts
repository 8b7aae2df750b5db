import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Bot } from './bot.ts'

export type Tjener = { port: number; stopp(): Promise<void> }

/** The largest activity that is read; Teams' own are far smaller. */
const MAKS_KROPP = '256kb'

/** Kept by nobody on the way, and runs nothing. */
const DOKUMENTHODER = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/**
 * Listens for activities. Whatever comes in, the process lives, and what goes wrong is answered without details: 400 for a
 * body that is no activity, 401 where the sender could not be verified.
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
    logg(hendelse: Record<string, string | number | boolean>): void
  },
): Promise<Tjener> {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Anybody may ask: codes and yes or no, never a number.
  app.get('/helse/live', (_req, res) => {
    res.set('cache-control', 'no-store').json({ live: true })
  })
  app.get(['/helse', '/helse/klar'], async (_req, res) => {
    const { klar, grunner } = await oppsett.helse()
    res
      .status(klar ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ live: true, klar, grunner })
  })
  app.use(express.json({ limit: MAKS_KROPP }))
  let turer = 0
  let tomt: (() => void) | undefined

  app.post('/api/messages', async (req, res) => {
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
      status = 500
    } finally {
      turer--
      if (turer === 0) tomt?.()
    }
    if (!kjort && status >= 400) {
      const harAktivitet =
        typeof req.body === 'object' && req.body !== null && typeof req.body.type === 'string'
      res.status(harAktivitet ? 401 : 400).end()
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
        .set('content-disposition', `attachment; filename="${dokument.filnavn}"`)
        .type('html')
        .send(dokument.html)
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

  const tjener: Server = createServer(app)
  tjener.requestTimeout = 30_000
  // Longer than a proxy in front keeps its connections, so that none is closed just as it is used again.
  tjener.keepAliveTimeout = 75_000
  tjener.headersTimeout = 80_000
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
