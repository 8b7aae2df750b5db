import { parseArgs } from 'node:util'
import { TAKT_PER_SEKUND } from '../../src/utboks/takt.ts'
import { startPostgres } from '../oppsett/postgres.ts'
import {
  iUtboksen,
  mestPerSekund,
  nyPaminnelser,
  startArbeidere,
  startMottak,
  stoppArbeidere,
  tall,
  til,
} from './rigg.ts'

/** What Teams takes in one second from an app in a tenant. */
const GRENSE = 50

const BRUK = `npm run utboks:mal -- [valg]
  --antall 3000      personer med én påminnelse hver, alle forfalt samtidig
  --arbeidere 1,3    antall prosesser, én måling for hvert
  --takt ${TAKT_PER_SEKUND}          forespørsler i sekundet`

/** The benchmark: a morning's reminders at the real limit, against what arithmetic allows; answers 1 when it is over by a tenth. */
export async function kjor(argumenter: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argumenter],
    options: {
      antall: { type: 'string', default: '3000' },
      arbeidere: { type: 'string', default: '1,3' },
      takt: { type: 'string', default: `${TAKT_PER_SEKUND}` },
      hjelp: { type: 'boolean', default: false },
    },
  })
  if (values.hjelp) {
    process.stdout.write(`${BRUK}\n`)
    return 0
  }
  const antall = Number(values.antall)
  const takt = Number(values.takt)
  const grense = (GRENSE * takt) / TAKT_PER_SEKUND
  const regnet = antall / grense
  const postgres = await startPostgres()
  const mottak = await startMottak()
  let bra = true
  try {
    for (const prosesser of values.arbeidere.split(',').map(Number)) {
      mottak.nullstill()
      const url = await nyPaminnelser(postgres.url, mottak.serviceUrl, antall)
      const arbeidere = await startArbeidere(prosesser, { url, perSekund: takt })
      await til(() => mottak.fikk.size >= antall, regnet * 3000 + 30_000)
      const { tider } = mottak
      const brukt = ((tider.at(-1) ?? 0) - (tider[0] ?? 0)) / 1000
      await til(async () => (await iUtboksen(url))?.venter === 0, 10_000)
      await stoppArbeidere(arbeidere)
      const mest = mestPerSekund(tider)
      const ok =
        mottak.fikk.size === antall && tider.length === antall && brukt <= regnet * 1.1 && mest <= grense
      bra &&= ok
      process.stdout.write(
        `${ok ? '✓' : '✗'} ${prosesser} ${prosesser === 1 ? 'prosess  ' : 'prosesser'}  ${mottak.fikk.size} personer, ${tider.length} forespørsler` +
          `  regnet ${tall(regnet)} s  målt ${tall(brukt)} s  (${tall(brukt / regnet, 3)})  mest på ett sekund ${mest} av ${tall(grense, 0)}\n`,
      )
    }
  } finally {
    await mottak.stopp()
    await postgres.stopp()
  }
  return bra ? 0 : 1
}
