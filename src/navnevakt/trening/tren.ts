import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Vekttabell } from '../hash.ts'
import { MERKER } from '../tagger.ts'
import { ORDPLASSER, skrivVekter, TREKKPLASSER, VEKTFIL } from '../vekter.ts'
import type { Oppdrag } from './arbeider.ts'
import { ORDSKALA } from './ordtrening.ts'
import { type Innstilling, type Modell, motUte } from './taggertrening.ts'

/** Chosen by comparing a few values on the development half of the texts. */
const VALG: Innstilling = { runder: 8, laering: 0.05, l2: 1e-5, overset: 0, skjul: 0.1 }
const ETTERRUNDER = 4
const FRO = [100, 101, 102, 103, 104, 105]
/** The largest weight of a feature that a byte can hold. */
const TREKKSKALA = 6 / 127
/** Fewer doubts about names in texts without capitals, where hits are less sure. */
const SKEPSIS = [1.5, 1, 2.5, 2] as const

type Arbeider = { gjor<T>(oppdrag: Oppdrag): Promise<T>; slutt(): Promise<unknown> }

function nyArbeider(): Arbeider {
  const trad = new Worker(
    new URL(import.meta.url.endsWith('.ts') ? './arbeider.ts' : './arbeider.js', import.meta.url),
    {
      resourceLimits: { maxOldGenerationSizeMb: 8000 },
    },
  )
  let ko: Promise<unknown> = Promise.resolve()
  return {
    gjor<T>(oppdrag: Oppdrag): Promise<T> {
      const neste = ko.then(
        () =>
          new Promise<T>((ferdig, feil) => {
            trad.once('error', feil)
            trad.once('message', (svar: T) => {
              trad.off('error', feil)
              ferdig(svar)
            })
            trad.postMessage(oppdrag)
          }),
      )
      ko = neste
      return neste
    },
    slutt: () => trad.terminate(),
  }
}

const si = (tekst: string): void => void process.stderr.write(`${tekst}\n`)

/** Trains all weights from a folder and writes them beside the source; the same folder gives the same bytes. */
async function tren(mappe: string): Promise<void> {
  const arbeidere = [nyArbeider(), nyArbeider()]
  const [en, to] = arbeidere as [Arbeider, Arbeider]
  try {
    si('Lærer ord …')
    const ordoppdrag = (uten: 0 | 1 | undefined): Oppdrag => ({
      slag: 'ord',
      mappe,
      plasser: ORDPLASSER,
      uten,
    })
    const [ord, uten0, uten1] = await Promise.all([
      en.gjor<Int8Array>(ordoppdrag(undefined)),
      to.gjor<Int8Array>(ordoppdrag(0)),
      en.gjor<Int8Array>(ordoppdrag(1)),
    ])
    si('Leser setninger …')
    const [{ hasher, teller }] = (await Promise.all(
      arbeidere.map(a =>
        a.gjor<{ hasher: Int32Array; teller: Int32Array }>({ slag: 'stoff', mappe, ord, uten0, uten1 }),
      ),
    )) as [{ hasher: Int32Array; teller: Int32Array }]
    const runde = async (
      start: readonly Modell[] | undefined,
      levende: Uint8Array | undefined,
      valg: Innstilling,
    ) =>
      Promise.all(
        FRO.map((fro, i) =>
          (arbeidere[i % 2] as Arbeider).gjor<Modell>({
            slag: 'tagger',
            valg,
            fro,
            start: start?.[i],
            levende,
          }),
        ),
      )
    si('Lærer å merke navn …')
    const forste = await runde(undefined, undefined, VALG)
    const { inne } = lagTabell(forste, hasher, teller)
    si('Lærer om igjen med det som får plass …')
    const beskaret = forste.map(m => ({
      vekter: m.vekter.map((x, k) => (inne[Math.floor(k / MERKER)] === 1 ? x : 0)),
      overganger: m.overganger,
    }))
    const siste = await runde(beskaret, inne, { ...VALG, runder: ETTERRUNDER })
    const { tabell } = lagTabell(siste, hasher, teller)
    const overganger = snitt(siste.map(m => m.overganger))
    const bytes = skrivVekter({
      ord,
      ordskala: ORDSKALA,
      trekk: tabell.data,
      trekkskala: TREKKSKALA,
      overganger,
      skepsis: SKEPSIS,
    })
    writeFileSync(VEKTFIL, bytes)
    si(`Skrev ${bytes.length} byte.`)
  } finally {
    await Promise.all(arbeidere.map(a => a.slutt()))
  }
}

function snitt(rader: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from(
    { length: rader[0]?.length ?? 0 },
    (_, i) => rader.reduce((s, r) => s + (r[i] ?? 0), 0) / rader.length,
  )
}

/** The mean of the models, with the features that matter most: large weights, and often seen. */
function lagTabell(
  modeller: readonly Modell[],
  hasher: Int32Array,
  teller: Int32Array,
): { tabell: Vekttabell; inne: Uint8Array } {
  const vekter = snitt(modeller.map(motUte))
  const vekt = (i: number, k: number): number => vekter[i * 3 + k] ?? 0
  const orden = Array.from(hasher, (hash, i) => ({
    hash,
    i,
    verdi:
      Math.max(Math.abs(vekt(i, 0)), Math.abs(vekt(i, 1)), Math.abs(vekt(i, 2))) * (teller[i] ?? 1) ** 0.25,
  })).toSorted((a, b) => b.verdi - a.verdi || a.hash - b.hash)
  const tabell = Vekttabell.tom(TREKKPLASSER, 3)
  const inne = new Uint8Array(hasher.length)
  for (const { hash, i } of orden) {
    const q = [0, 1, 2].map(k => Math.max(-127, Math.min(127, Math.round(vekt(i, k) / TREKKSKALA))))
    if (q.some(x => x !== 0) && tabell.sett(hash, q)) inne[i] = 1
  }
  return { tabell, inne }
}

const mappe = process.argv[2]
if (mappe === undefined || !existsSync(resolve(mappe, 'data')) || !existsSync(resolve(mappe, 'lists'))) {
  si(
    'Treningsmappa mangler: npm run navnevakt:tren -- MAPPE, med data/ og lists/ i. Vektene som ligger her, virker uten.',
  )
  process.exitCode = 1
} else await tren(resolve(mappe))
