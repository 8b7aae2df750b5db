import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { etApppakke, MANIFESTMAPPE } from '../bygg/apppakke.ts'

type Bilde = { bredde: number; hoyde: number; biter: string[]; punkt(x: number, y: number): number[] }

/** Reads a PNG of eight bits a channel, with or without alpha, as the format has it. */
function lesPng(fil: Uint8Array): Bilde {
  const data = Buffer.from(fil)
  expect(data.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  const biter: { navn: string; data: Buffer }[] = []
  for (let pos = 8; pos < data.length; ) {
    const lengde = data.readUInt32BE(pos)
    const navn = data.toString('latin1', pos + 4, pos + 8)
    expect(data.readUInt32BE(pos + 8 + lengde)).toBe(crc32(data.subarray(pos + 4, pos + 8 + lengde)))
    biter.push({ navn, data: data.subarray(pos + 8, pos + 8 + lengde) })
    pos += 12 + lengde
  }
  const hode = biter[0]?.data ?? Buffer.alloc(13)
  const [bredde, hoyde] = [hode.readUInt32BE(0), hode.readUInt32BE(4)]
  const kanaler = { 2: 3, 6: 4 }[hode[9] ?? 0] ?? 0
  expect([hode[8], kanaler > 0, hode[12]]).toEqual([8, true, 0])
  const ra = inflateSync(Buffer.concat(biter.filter(bit => bit.navn === 'IDAT').map(bit => bit.data)))
  const linje = bredde * kanaler
  expect(ra.length).toBe(hoyde * (linje + 1))
  const ut = Buffer.alloc(hoyde * linje)
  for (let y = 0; y < hoyde; y++)
    for (let x = 0; x < linje; x++) {
      const venstre = x < kanaler ? 0 : (ut[y * linje + x - kanaler] ?? 0)
      const over = y === 0 ? 0 : (ut[(y - 1) * linje + x] ?? 0)
      const skra = x < kanaler || y === 0 ? 0 : (ut[(y - 1) * linje + x - kanaler] ?? 0)
      const filter = ra[y * (linje + 1)] ?? 0
      const spadd =
        [0, venstre, over, (venstre + over) >> 1, paeth(venstre, over, skra)][filter] ?? Number.NaN
      ut[y * linje + x] = (ra[y * (linje + 1) + 1 + x] ?? 0) + spadd
    }
  return {
    bredde,
    hoyde,
    biter: biter.map(bit => bit.navn),
    punkt: (x, y) => {
      const fra = (y * bredde + x) * kanaler
      const farge = [...ut.subarray(fra, fra + kanaler)]
      return kanaler === 4 ? farge : [...farge, 255]
    },
  }
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

const alle = (bilde: Bilde) =>
  Array.from({ length: bilde.bredde * bilde.hoyde }, (_, i) =>
    bilde.punkt(i % bilde.bredde, Math.floor(i / bilde.bredde)),
  )

describe('ikonene i apppakken', async () => {
  const { filer, manifest } = await etApppakke()
  const ikon = (navn: string) => lesPng(filer.get(navn) ?? new Uint8Array())

  it('fargeikonet er 192 × 192, tett, og har appens farge helt ut i kantene', () => {
    const bilde = ikon(manifest.icons.color)
    expect([bilde.bredde, bilde.hoyde]).toEqual([192, 192])
    const punkter = alle(bilde)
    expect(punkter.filter(([, , , alfa]) => alfa !== 255)).toEqual([])
    const farge = [...Buffer.from(manifest.accentColor.slice(1), 'hex'), 255]
    for (let i = 0; i < 192; i++)
      for (const [x, y] of [
        [i, 0],
        [i, 191],
        [0, i],
        [191, i],
      ] as const)
        expect(bilde.punkt(x, y)).toEqual(farge)
    expect(new Set(punkter.map(String)).size).toBeGreaterThan(3)
  })

  it('omrisset er 32 × 32, bare hvitt og gjennomsiktig', () => {
    const bilde = ikon(manifest.icons.outline)
    expect([bilde.bredde, bilde.hoyde]).toEqual([32, 32])
    const punkter = alle(bilde)
    const synlige = punkter.filter(([, , , alfa]) => alfa !== 0)
    expect(synlige.filter(([r, g, b]) => r !== 255 || g !== 255 || b !== 255)).toEqual([])
    expect(synlige.length).toBeGreaterThan(100)
    expect(punkter.length - synlige.length).toBeGreaterThan(500)
  })

  it('bærer ingenting annet enn bildet, og er like dem i mappen', () => {
    for (const navn of Object.values(manifest.icons)) {
      expect(new Set(ikon(navn).biter)).toEqual(new Set(['IHDR', 'IDAT', 'IEND']))
      expect(
        Buffer.compare(filer.get(navn) ?? new Uint8Array(), readFileSync(join(MANIFESTMAPPE, navn))),
      ).toBe(0)
    }
  })
})
