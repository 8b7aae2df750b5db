import { connect, createServer } from 'node:net'
import { Brukerfeil } from './brukerfeil.ts'

/** Refuses when something already answers on 127.0.0.1:port, or when we may not listen there. `flagg` is how to choose another. */
export async function krevLedigPort(port: number, flagg: string): Promise<void> {
  if (await erOpptatt(port)) throw new Brukerfeil(`Port ${port} er opptatt. Velg en annen med ${flagg}.`)
}

/** Throws `Brukerfeil` for a port that is neither free nor taken: out of range, or not ours to use. */
export async function erOpptatt(port: number): Promise<boolean> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Brukerfeil(`Port ${port} finnes ikke. Velg et tall fra 1 til 65535.`)
  }
  // macOS and Windows let us bind 127.0.0.1 while somebody else has 0.0.0.0, so binding alone does not tell.
  return (await noenSvarer(port)) || (await noenHolder(port))
}

function noenSvarer(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const forsok = connect({ port, host: '127.0.0.1' })
    const ferdig = (svar: boolean) => {
      forsok.destroy()
      resolve(svar)
    }
    forsok.setTimeout(1000, () => ferdig(false))
    forsok.once('connect', () => ferdig(true))
    forsok.once('error', () => ferdig(false))
  })
}

function noenHolder(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const prove = createServer()
    prove.once('error', (feil: NodeJS.ErrnoException) => {
      if (feil.code === 'EADDRINUSE') resolve(true)
      else reject(new Brukerfeil(`Port ${port} kan ikke brukes her (${feil.code ?? 'ukjent feil'}).`))
    })
    prove.listen(port, '127.0.0.1', () => prove.close(() => resolve(false)))
  })
}
