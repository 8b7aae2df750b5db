import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'

/** Shorter things («ja», «opps») may stand anywhere by chance. */
const KORTEST = 12

/** What a school is called is of no case: it is written to be shown, and stands in what is sent. */
const UTEN_SAK = 'skolenavn'

type Skrevet = { felt: string; tekst: string }

function les(start: string): string[] {
  const mappe = inject('opptak')
  return readdirSync(mappe)
    .filter(fil => fil.startsWith(start))
    .map(fil => readFileSync(join(mappe, fil), 'utf8'))
}

/** A text, and each of its sentences, as they stand and as JSON writes them. */
function former(tekst: string): string[] {
  const deler = [tekst, ...tekst.split(/[.!?\n]+\s*/)]
    .map(del => del.trim())
    .filter(del => del.length >= KORTEST)
  return deler.flatMap(del => [del, JSON.stringify(del).slice(1, -1)])
}

const finn = (bytes: string, tekster: readonly string[]) =>
  tekster.filter(tekst => former(tekst).some(form => bytes.includes(form.toLowerCase())))

it('ingen tekst som noen har skrevet, finnes i noe boten har sendt', () => {
  const sendt = les('sendt').join('\n').toLowerCase()
  const skrevet = [
    ...new Set(
      les('skrevet')
        .flatMap(fil => fil.split('\n').filter(linje => linje !== ''))
        .map(linje => JSON.parse(linje) as Skrevet)
        .filter(({ felt, tekst }) => felt !== UTEN_SAK && tekst.length >= KORTEST)
        .map(({ tekst }) => tekst),
    ),
  ]
  expect(sendt.length).toBeGreaterThan(100_000)
  expect(skrevet.length).toBeGreaterThan(15)
  expect(finn(sendt, skrevet)).toEqual([])
})

it('søket finner en tekst som er plantet, også bare en setning av den', () => {
  const plantet = JSON.stringify({ text: 'Sak K7F3: Foreldrene ønsker «mer hjelp» hjemme' }).toLowerCase()
  expect(finn(plantet, ['Noe annet først. Foreldrene ønsker «mer hjelp» hjemme.'])).toHaveLength(1)
})
