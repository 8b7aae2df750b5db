import { createHash } from 'node:crypto'
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { Brukerfeil } from './brukerfeil.ts'

const SOKKELFIL = '.i-bruk.sock'

/**
 * Takes the directory (made if missing) for this process alone; throws `Brukerfeil` when it cannot be written or another process has it.
 * A listening socket is the lock, because the operating system takes it back however the process ends; a lock file would be left behind.
 */
export async function lasMappe(mappe: string): Promise<{ frigi(): Promise<void> }> {
  const ekte = await skrivbarMappe(mappe)
  const adresse = lasadresse(ekte)
  const server = createServer(sokkel => sokkel.destroy())
  try {
    await lytt(server, adresse)
  } catch (feil) {
    if (!erOpptatt(feil)) throw new Brukerfeil(`Mappa ${ekte} kan ikke låses (${kode(feil)}). Velg en annen.`)
    if (adresse.startsWith('\0') || adresse.startsWith('\\\\') || (await noenSvarer(adresse)))
      throw iBruk(ekte)
    // Only a socket file outlives its owner. Two starters that both find it stale can both win; that takes the same
    // millisecond after a crash, on macOS.
    await rm(adresse, { force: true })
    await lytt(server, adresse).catch(() => {
      throw iBruk(ekte)
    })
  }
  server.unref()
  return {
    frigi: () => new Promise(resolve => server.close(() => resolve())),
  }
}

const iBruk = (mappe: string) =>
  new Brukerfeil(`Mappa ${mappe} er i bruk av et annet program. Stopp det først, eller velg en annen mappe.`)

/** Writes and removes a file: permission bits say nothing about a read-only disk, Windows or root. */
async function skrivbarMappe(mappe: string): Promise<string> {
  try {
    await mkdir(mappe, { recursive: true })
    const ekte = await realpath(mappe)
    const prove = join(ekte, `.prove-${process.pid}`)
    await writeFile(prove, '')
    await rm(prove)
    return ekte
  } catch (feil) {
    throw new Brukerfeil(`Mappa ${mappe} kan ikke skrives til (${kode(feil)}). Velg en annen.`)
  }
}

function lasadresse(ekte: string): string {
  const navn = `skolestotte-${createHash('sha256').update(ekte).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${navn}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${navn}`
  return join(ekte, SOKKELFIL)
}

function lytt(server: Server, adresse: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(adresse, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function noenSvarer(adresse: string): Promise<boolean> {
  return new Promise(resolve => {
    const forsok = connect(adresse)
    forsok.once('connect', () => {
      forsok.destroy()
      resolve(true)
    })
    forsok.once('error', () => resolve(false))
  })
}

function kode(feil: unknown): string {
  return feil instanceof Error && 'code' in feil ? String(feil.code) : 'ukjent feil'
}

const erOpptatt = (feil: unknown) => kode(feil) === 'EADDRINUSE'
