import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nyReferanse } from '../../src/sak/saker.ts'

it('en referanse er bokstav, siffer, bokstav, siffer, uten tegn som ligner på hverandre', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), tall => {
      let i = 0
      const ref = nyReferanse(under => (tall[i++] ?? 0) % under)
      expect(ref).toMatch(/^[ACDEFHJKLMNPRTUVXY][2-9][ACDEFHJKLMNPRTUVXY][2-9]$/)
    }),
  )
})
