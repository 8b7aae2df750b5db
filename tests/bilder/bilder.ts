import { rm } from 'node:fs/promises'
import { variantene } from './eksempel.ts'
import { eksempler } from './eksempler.ts'
import { bytes, maksBytes } from './kontroll.ts'
import { chromium, finnesChromium, tegnAlle } from './tegn.ts'

const mappe = '.bilder'
const bare = process.argv[2]

async function main(): Promise<number> {
  if (!finnesChromium()) {
    console.error(
      `Fant ikke Chromium på ${chromium}. Installer Chromium, eller sett CHROMIUM til programfilen.`,
    )
    return 1
  }
  const alle = await eksempler()
  const valgte = bare === undefined ? alle : alle.filter(({ navn }) => navn.includes(bare))
  if (valgte.length === 0) {
    console.error(bare === undefined ? 'Det er ingen kort å tegne.' : `Ingen kort har «${bare}» i navnet.`)
    return 1
  }
  if (bare === undefined) await rm(mappe, { recursive: true, force: true })

  const start = performance.now()
  const funn = await tegnAlle(alle, mappe, bare === undefined ? {} : { bare })
  const sekunder = ((performance.now() - start) / 1000).toLocaleString('nb-NO', { maximumFractionDigits: 1 })

  const storst = valgte.reduce((a, b) => (bytes(b.kort) > bytes(a.kort) ? b : a))
  console.log(
    `${valgte.length} kort, ${valgte.length * variantene.length} bilder på ${sekunder} s. Se ${mappe}/oversikt.html`,
  )
  console.log(`Størst: ${storst.navn}, ${kilobyte(bytes(storst.kort))} av ${kilobyte(maksBytes)}`)
  for (const linje of funn) console.error(`✗ ${linje}`)
  return funn.length === 0 ? 0 : 1
}

const kilobyte = (antall: number) =>
  `${(antall / 1024).toLocaleString('nb-NO', { maximumFractionDigits: 1 })} kB`

process.exitCode = await main()
