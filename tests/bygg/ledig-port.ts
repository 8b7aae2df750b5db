import { createServer } from 'node:net'

/**
 * A port that nobody has on this machine, for what is given its number before it listens. Not one the system would hand to
 * somebody else in between: it takes those it gives away from 32768 and up.
 */
export async function ledigPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const ledig = await new Promise<boolean>(svar => {
      const prove = createServer()
      prove.once('error', () => svar(false))
      prove.listen(port, '127.0.0.1', () => prove.close(() => svar(true)))
    })
    if (ledig) return port
  }
}
