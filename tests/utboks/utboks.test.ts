import { expect, it } from 'vitest'
import { ventetid } from '../../src/utboks/utboks.ts'

it('venter dobbelt så lenge for hvert forsøk, høyst ti minutter og en fjerdedel', () => {
  expect([1, 2, 3, 9, 10, 150].map(forsok => ventetid(forsok, 0))).toEqual([2, 4, 8, 512, 600, 600])
  expect(ventetid(150, 1)).toBe(750)
})

it('venter minst så lenge mottakeren ber om', () => {
  expect(ventetid(1, 0, 90)).toBe(90)
  expect(ventetid(10, 0, 90)).toBe(600)
})
