import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROT = join(import.meta.dirname, '..')
const readme = readFileSync(join(ROT, 'README.md'), 'utf8')
const pakke = JSON.parse(readFileSync(join(ROT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

describe('README', () => {
  it('nevner bare stier som finnes', () => {
    const stier = [
      ...readme.matchAll(/`((?:src|cards|tests|manifest|infra)\/[\w./-]*)`|\]\(((?!https?:)[\w./-]+)\)/g),
    ].map(treff => treff[1] ?? treff[2] ?? '')
    expect(stier.length).toBeGreaterThan(20)
    expect(stier.filter(sti => !existsSync(join(ROT, sti)))).toEqual([])
  })

  it('nevner bare npm-kommandoer som finnes', () => {
    const kommandoer = [...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(treff => treff[1] ?? '')
    expect(kommandoer).toContain('demo')
    expect(kommandoer.filter(navn => pakke.scripts[navn] === undefined)).toEqual([])
  })

  it('nevner alle valgene til demoen', () => {
    const demo = readFileSync(join(ROT, 'src/demo/demo.ts'), 'utf8')
    const valg = [...demo.matchAll(/^ {2}--([a-z-]+)/gm)].map(treff => treff[1] ?? '')
    expect(valg.length).toBeGreaterThan(6)
    expect(valg.filter(navn => !readme.includes(`--${navn}`))).toEqual([])
  })
})
