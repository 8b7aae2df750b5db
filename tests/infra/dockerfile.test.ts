import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kontekst, lesDockerfile, slipperMed } from './dockerfile.ts'

const ROT = join(import.meta.dirname, '../..')
const DOCKERFILE = readFileSync(join(ROT, 'infra/Dockerfile'), 'utf8')
const IGNORE = readFileSync(join(ROT, 'infra/Dockerfile.dockerignore'), 'utf8')

const siste = () => {
  const trinn = lesDockerfile(DOCKERFILE).at(-1)
  if (trinn === undefined) throw new Error('ingen trinn')
  return trinn
}

describe('bildet', () => {
  it('kjører som en vanlig bruker, og starter programmet uten et skall imellom', () => {
    const steg = siste().steg
    expect(steg.find(s => s.slag === 'USER')).toMatchObject({ bruker: 'node' })
    expect(steg.find(s => s.slag === 'CMD')).toMatchObject({ kommando: ['node', 'dist/main.js'] })
    expect(steg.find(s => s.slag === 'ENV')).toMatchObject({ navn: 'NODE_ENV', verdi: 'production' })
    expect(steg.find(s => s.slag === 'EXPOSE')).toMatchObject({ port: 3978 })
    const helse = steg.find(s => s.slag === 'HEALTHCHECK')
    expect(helse?.kommando.join(' ')).toContain('/helse/live')
  })

  it('bygges på en Node som prosjektet tillater', () => {
    const { engines } = JSON.parse(readFileSync(join(ROT, 'package.json'), 'utf8')) as {
      engines: { node: string }
    }
    expect(new Set(lesDockerfile(DOCKERFILE).map(t => t.bilde))).toEqual(new Set(['node:24-bookworm-slim']))
    expect(engines.node).toContain('>=24')
  })

  it('kjører ingen pakkers egne skript, og tar bare det som låsfilen sier', () => {
    const npm = lesDockerfile(DOCKERFILE)
      .flatMap(t => t.steg)
      .flatMap(s => (s.slag === 'RUN' && !s.kommando.startsWith('npm run') ? [s.kommando] : []))
    expect(npm.map(k => k.split(' ').slice(0, 2).join(' '))).toEqual(['npm ci', 'npm prune'])
    for (const kommando of npm) expect(kommando).toContain('--ignore-scripts')
  })

  it('får det boten leser når den kjører, og ikke noe annet', () => {
    const filer = kontekst(ROT, IGNORE)
    for (const fil of [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'cards/agenda.json',
      'src/main.ts',
      'src/navnevakt/vekter.bin',
      'src/mote/typer/innsatsteam.json',
    ])
      expect(filer).toContain(fil)
    const rom = new Set(filer.map(fil => fil.split('/')[0]))
    expect(rom).toEqual(new Set(['cards', 'package-lock.json', 'package.json', 'src', 'tsconfig.json']))
    expect(existsSync(join(ROT, 'cards/bilder'))).toBe(true)
    expect(filer.filter(fil => fil.startsWith('cards/bilder/'))).toEqual([])
  })

  it.each([
    ['motetyper/oppstartsmote.json', true],
    ['src/a.ts', true],
    ['srcogsa/a.ts', false],
    ['.env', false],
    ['tests/a.test.ts', false],
    ['dist/main.js', false],
    ['.data/mester-nokkel.json', false],
  ])('%s er med: %s', (sti, med) => {
    expect(slipperMed(IGNORE, sti)).toBe(med)
  })

  it.each([
    ['ADD https://example.com/x /x', 'ADD'],
    ['FROM node:24\nRUN cp /etc/passwd .', 'RUN'],
    ['FROM node:24\nRUN --mount=type=secret,id=x npm ci', 'RUN'],
    ['FROM node:24\nCOPY --chown=node . .', 'COPY'],
    ['FROM node:24\nCOPY --from=andre /app ./', 'COPY'],
    ['FROM node:24\nCMD node dist/main.js', 'CMD'],
    ['FROM node:24\nWORKDIR app', 'WORKDIR'],
    ['FROM node:24\nSHELL ["/bin/bash"]', 'SHELL'],
  ])('prøver ikke det den ikke forstår: %s', (tekst, ord) => {
    expect(() => lesDockerfile(tekst)).toThrow(new RegExp(`Linje \\d: «${ord} .*» kan ikke prøves`))
  })
})
