import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { merket } from '../merket.ts'
import { NAVN, UTEN } from '../regresjon.ts'
import { type Funnet, kvantil, poeng, type Setning, type Spenn, visPoeng } from './poeng.ts'

const DELTAKERE = ['skolestotte', 'faker-liste', 'redact-pii', 'compromise', 'anonymize-nlp', 'openredaction']
const BRUK = `Bruk: npm run navnevakt:mal -- MAPPE [--bare skolestotte], der MAPPE/data har filer *.jsonl med {"text": "…", "spans": [[start, slutt]]} på hver linje.`

const BIT = 500
const MAKS_VENTETID_MS = 120_000
const RUNDER = 7
const TEKSTER_PER_RUNDE = 150
const OPPSTARTER = 5

type Svar = { spenn: Funnet[]; us: number; feil?: string }
type Klar = { ms: number; byte: number }
type Sett = { navn: string; setninger: Setning[] }

/** A contestant's process. `feil` says why it cannot go on, `kastet` how many texts it threw an error at. */
class Deltaker {
  readonly navn: string
  readonly klar: Promise<Klar | undefined>
  readonly #prosess: ChildProcess
  feil: string | undefined
  kastet = 0

  constructor(navn: string) {
    this.navn = navn
    this.#prosess = fork(join(import.meta.dirname, 'deltaker.mjs'), [navn], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.klar = this.#neste<Klar>('klar')
  }

  async spor(tekster: readonly string[]): Promise<Svar[]> {
    if (!this.#prosess.connected) this.feil ??= 'prosessen stoppet'
    if (this.feil !== undefined) return []
    this.#prosess.send(tekster)
    const svar = (await this.#neste<Svar[]>('svar')) ?? []
    this.kastet += svar.filter(s => s.feil !== undefined).length
    return svar
  }

  stopp(): void {
    this.#prosess.kill()
  }

  #neste<T>(felt: string): Promise<T | undefined> {
    return new Promise(ferdig => {
      const avslutt = (svar: T | undefined, feil?: string) => {
        clearTimeout(frist)
        this.#prosess.removeAllListeners('message').removeAllListeners('exit')
        if (feil !== undefined) {
          this.feil = feil
          this.stopp()
        }
        ferdig(svar)
      }
      const frist = setTimeout(
        avslutt,
        MAKS_VENTETID_MS,
        undefined,
        `stoppet: svarte ikke på ${MAKS_VENTETID_MS / 1000} s`,
      )
      this.#prosess.once('message', (melding: Record<string, unknown>) => {
        const feil = melding['feil']
        avslutt(melding[felt] as T | undefined, typeof feil === 'string' ? feil : undefined)
      })
      this.#prosess.once('exit', kode => avslutt(undefined, `prosessen stoppet (${kode})`))
    })
  }
}

/** The sentences of the regression test, written by us. */
function egneSetninger(): Sett {
  const alle = [NAVN, UTEN].flatMap(grupper => Object.values(grupper).flat())
  return {
    navn: 'egne setninger',
    setninger: alle.map(merket).map(({ tekst, spenn }) => ({ text: tekst, spans: spenn })),
  }
}

function lesSett(mappe: string): Sett[] {
  const filer = readdirSync(join(mappe, 'data')).filter(fil => fil.endsWith('.jsonl'))
  return filer
    .toSorted()
    .map(fil => ({ navn: fil.replace('.jsonl', ''), setninger: lesSetninger(join(mappe, 'data', fil)) }))
    .filter(sett => sett.setninger.length > 0)
}

/** What is marked for training is left out. */
function lesSetninger(fil: string): Setning[] {
  return readFileSync(fil, 'utf8')
    .split('\n')
    .filter(linje => linje.trim() !== '')
    .map(linje => JSON.parse(linje) as { text?: unknown; spans?: unknown; split?: unknown })
    .filter(rad => typeof rad.text === 'string' && Array.isArray(rad.spans) && rad.split !== 'train')
    .map(rad => ({ text: rad.text as string, spans: rad.spans as Spenn[] }))
}

/** Texts of about 200 signs, as long as a field is when someone writes: sentences put after each other. */
function feltlangeTekster(sett: readonly Sett[]): string[] {
  const tekster: string[] = []
  for (const { setninger } of sett) {
    let tekst = ''
    for (const { text } of setninger) {
      tekst = tekst === '' ? text : `${tekst} ${text}`
      if (tekst.length < 170) continue
      if (tekst.length <= 230) tekster.push(tekst)
      tekst = ''
    }
  }
  return tekster
}

async function kvalitet(deltakere: readonly Deltaker[], sett: readonly Sett[]): Promise<string[]> {
  const kolonner = deltakere.flatMap(d =>
    d.navn === 'skolestotte' ? [`${d.navn} A`, `${d.navn} A+B`] : [d.navn],
  )
  const linjer = [
    rad(['sett', 'navn', 'uten navn', ...kolonner]),
    rad(['---', ...kolonner.map(() => '---'), '---', '---']),
  ]
  for (const { navn, setninger } of sett) {
    const celler: string[] = []
    for (const deltaker of deltakere) {
      const svar: Funnet[][] = []
      for (let i = 0; i < setninger.length && deltaker.feil === undefined; i += BIT)
        svar.push(...(await deltaker.spor(setninger.slice(i, i + BIT).map(s => s.text))).map(s => s.spenn))
      const bareA = svar.map(funn => funn.filter(f => f[2] === 'A'))
      const vis = (funn: Funnet[][]) => (deltaker.feil === undefined ? visPoeng(poeng(setninger, funn)) : '–')
      if (deltaker.navn === 'skolestotte') celler.push(vis(bareA))
      celler.push(vis(svar))
    }
    const antall = setninger.reduce((sum, s) => sum + s.spans.length, 0)
    const uten = setninger.filter(s => s.spans.length === 0).length
    linjer.push(rad([navn, `${antall}`, `${uten}`, ...celler]))
  }
  return linjer
}

/** Contestants take turns, so that a noisy moment on the machine hits all of them. The first round warms up and is not counted. */
async function fart(
  deltakere: readonly Deltaker[],
  tekster: readonly string[],
): Promise<Map<string, number[]>> {
  const tider = new Map(deltakere.map(d => [d.navn, [] as number[]]))
  for (let runde = 0; runde <= RUNDER; runde++) {
    const fra = (runde * TEKSTER_PER_RUNDE) % Math.max(1, tekster.length - TEKSTER_PER_RUNDE)
    for (const deltaker of runde % 2 === 0 ? deltakere : deltakere.toReversed()) {
      const svar = await deltaker.spor(tekster.slice(fra, fra + TEKSTER_PER_RUNDE))
      if (runde > 0) tider.get(deltaker.navn)?.push(...svar.map(s => s.us))
    }
  }
  return tider
}

/** Time from an empty process to the first answer, and the memory that takes over a process that has loaded nothing. */
async function oppstart(navn: readonly string[]): Promise<Map<string, { ms: number; mb: number }>> {
  const malt = new Map<string, Klar[]>()
  for (let i = 0; i < OPPSTARTER; i++) {
    for (const hvem of ['tom', ...navn]) {
      const deltaker = new Deltaker(hvem)
      const klar = await deltaker.klar
      deltaker.stopp()
      if (klar !== undefined) malt.set(hvem, [...(malt.get(hvem) ?? []), klar])
    }
  }
  const median = (hvem: string, felt: keyof Klar) =>
    kvantil(
      (malt.get(hvem) ?? []).map(k => k[felt]),
      0.5,
    )
  return new Map(
    navn.map(hvem => [
      hvem,
      { ms: median(hvem, 'ms'), mb: (median(hvem, 'byte') - median('tom', 'byte')) / 2 ** 20 },
    ]),
  )
}

function rad(celler: readonly string[]): string {
  return `| ${celler.join(' | ')} |`
}

function tall(verdi: number): string {
  return Number.isFinite(verdi) ? verdi.toFixed(0) : '–'
}

async function mal(mappe: string, navn: readonly string[]): Promise<void> {
  const sett = [...lesSett(mappe), egneSetninger()]
  const deltakere = navn.map(n => new Deltaker(n))
  try {
    for (const deltaker of deltakere) await deltaker.klar
    console.log('Funnet / riktige av det som ble merket / setninger uten navn som ble merket, i prosent:\n')
    for (const linje of await kvalitet(deltakere, sett)) console.log(linje)

    const tekster = feltlangeTekster(sett)
    const tider = await fart(deltakere, tekster)
    const start = await oppstart(navn)
    console.log(`\nTekster på omtrent 200 tegn (${tekster.length}), node ${process.version}:\n`)
    console.log(rad(['', 'median µs', 'p99 µs', 'klar etter ms', 'minne MB', 'merknad']))
    console.log(rad(['---', '---:', '---:', '---:', '---:', '---']))
    for (const { navn: hvem, feil, kastet } of deltakere) {
      const merknad = feil ?? (kastet > 0 ? `kastet feil på ${kastet} tekster` : '')
      const us = tider.get(hvem) ?? []
      const { ms = Number.NaN, mb = Number.NaN } = start.get(hvem) ?? {}
      console.log(rad([hvem, tall(kvantil(us, 0.5)), tall(kvantil(us, 0.99)), tall(ms), tall(mb), merknad]))
    }
  } finally {
    for (const deltaker of deltakere) deltaker.stopp()
  }
}

const [mappe, bare, ...valgte] = process.argv.slice(2)
const navn = bare === '--bare' ? DELTAKERE.filter(d => valgte.includes(d)) : DELTAKERE
try {
  if (mappe === undefined || lesSett(mappe).length === 0 || navn.length === 0) throw new Error('ingen sett')
  await mal(mappe, navn)
} catch (feil) {
  console.error(feil instanceof Error && /ENOENT|ENOTDIR|ingen sett/.test(feil.message) ? BRUK : feil)
  process.exitCode = 1
}
