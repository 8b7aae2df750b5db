import { execFile, spawn } from 'node:child_process'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finnFunn, MAKS_TEGN } from '../../src/navnevakt/navnevakt.ts'
import { kompilertBot, type Program } from '../bygg/prosess.ts'

const ROT = join(import.meta.dirname, '../..')

let program: Program
beforeAll(async () => {
  program = await kompilertBot()
})
afterAll(() => program.fjern())

type Utfall = { linjer: string[]; feil: string; kode: number | null }

async function kjor(inn: Iterable<string | Buffer>, ...nodevalg: string[]): Promise<Utfall> {
  const prosess = spawn(process.execPath, [...nodevalg, join(program.mappe, 'dist/navnevakt/kommando.js')])
  let ut = ''
  let feil = ''
  prosess.stdout.setEncoding('utf8').on('data', bit => {
    ut += bit
  })
  prosess.stderr.setEncoding('utf8').on('data', bit => {
    feil += bit
  })
  const slutt = new Promise<number | null>(ferdig => prosess.once('close', ferdig))
  await pipeline(Readable.from(inn), prosess.stdin)
  const kode = await slutt
  return { linjer: ut.split('\n').slice(0, -1), feil, kode }
}

function svar(tekst: string): string {
  const spans = finnFunn(tekst).map(f => ({ start: f.start, end: f.slutt, tier: f.trinn, kind: f.slag }))
  return JSON.stringify({ spans })
}

const linje = (text: string) => `${JSON.stringify({ text })}\n`

describe('npm run -s navnevakt', () => {
  it('svarer én linje for hver linje, i samme rekkefølge', async () => {
    const tekster = ['Moren til Kari ringte 22 33 44 55.', 'Ingen navn her.', '', 'Skriv til noen@skole.no']
    const utfall = await kjor(tekster.map(linje))
    expect(utfall).toEqual({ linjer: tekster.map(svar), feil: '', kode: 0 })
    expect(JSON.parse(utfall.linjer[0] ?? '')).toEqual({
      spans: [
        { start: 10, end: 14, tier: 'A', kind: 'navn' },
        { start: 22, end: 33, tier: 'A', kind: 'telefon' },
      ],
    })
  })

  it('teller i UTF-16, også forbi emoji, halve tegn og deler av tegn som kommer hver for seg', async () => {
    const tekster = ['😀 Kari 👩‍👧 og Jonas', '\ud83d Kari', 'Pa\u030al og Åse', 'linje\u2028skift Kari']
    const byte = Buffer.from(tekster.map(linje).join(''))
    const enkeltvis = Array.from(byte, b => Buffer.from([b]))
    expect(await kjor(enkeltvis)).toEqual({ linjer: tekster.map(svar), feil: '', kode: 0 })
  })

  it('godtar CRLF, tomme linjer, en linje uten linjeskift til slutt, BOM og andre felt', async () => {
    const inn = ['\ufeff{"text":"Kari"}\r\n\r\n', '\n   \n{"id":7,"text":"Jonas"}\r\n', '{"text":"Ola kom."}']
    expect(await kjor(inn)).toEqual({
      linjer: ['Kari', 'Jonas', 'Ola kom.'].map(svar),
      feil: '',
      kode: 0,
    })
  })

  it('sier fra om linjer den ikke forstår, og går videre', async () => {
    const gale = ['ikke json', '{"text":', '{"text":5}', '{}', 'null', '[]', '"Kari"', '{"tekst":"Kari"}']
    const inn = [...gale.map(g => `${g}\n`), linje('a'.repeat(MAKS_TEGN + 1)), linje('Kari kom.')]
    const { linjer, feil, kode } = await kjor(inn)
    expect(linjer).toEqual([
      ...gale.map(() => JSON.stringify({ error: 'Linja er ikke JSON på formen {"text": "…"}.' })),
      JSON.stringify({ error: 'Teksten er lengre enn 4000 tegn.' }),
      svar('Kari kom.'),
    ])
    expect([feil, kode]).toEqual(['', 1])
  })

  it('svarer ingenting når det ikke kommer noe', async () => {
    expect(await kjor([])).toEqual({ linjer: [], feil: '', kode: 0 })
  })

  it('tar ikke mer minne av 50 000 linjer, eller av en linje uten slutt', async () => {
    function* inn() {
      const fyll = 'x'.repeat(3000)
      for (let i = 0; i < 50_000; i++) yield `{"text":"${'å '.repeat(i % 7)}Kari kom.","fyll":"${fyll}"}\n`
      for (let i = 0; i < 50_000; i++) yield fyll
      yield '\n{"text":"Jonas"}'
    }
    const { linjer, kode } = await kjor(inn(), '--max-old-space-size=80')
    expect(linjer.length).toBe(50_002)
    const ventet = Array.from({ length: 7 }, (_, i) => svar(`${'å '.repeat(i)}Kari kom.`))
    expect(linjer.slice(0, 50_000).findIndex((l, i) => l !== ventet[i % 7])).toBe(-1)
    expect(linjer.slice(50_000)).toEqual([
      JSON.stringify({ error: 'Linja er lengre enn 1000000 tegn.' }),
      svar('Jonas'),
    ])
    expect(kode).toBe(1)
  })

  it('slutter stille når den som leser, har fått nok', async () => {
    const prosess = spawn(process.execPath, [join(program.mappe, 'dist/navnevakt/kommando.js')])
    let feil = ''
    prosess.stderr.on('data', bit => {
      feil += bit
    })
    const slutt = new Promise<number | null>(ferdig => prosess.once('close', ferdig))
    prosess.stdout.once('data', () => prosess.stdout.destroy())
    prosess.stdin.on('error', () => {})
    for (let i = 0; i < 20_000; i++) prosess.stdin.write(linje('Kari kom.'))
    prosess.stdin.end()
    expect([await slutt, feil]).toEqual([0, ''])
  })

  it('bygger seg selv når ingenting er bygd, og skriver bare JSON', async () => {
    const mappe = await mkdtemp(join(tmpdir(), 'skolestotte-kommando-'))
    try {
      for (const navn of ['package.json', 'tsconfig.json', 'src'])
        await cp(join(ROT, navn), join(mappe, navn), { recursive: true })
      await symlink(join(ROT, 'node_modules'), join(mappe, 'node_modules'), 'junction')
      const ut = await new Promise<string>((ferdig, feilet) => {
        const prosess = execFile('npm', ['run', '-s', 'navnevakt'], { cwd: mappe }, (feil, stdout) =>
          feil === null ? ferdig(stdout) : feilet(feil),
        )
        prosess.stdin?.end(linje('Kari kom.'))
      })
      expect(ut).toBe(`${svar('Kari kom.')}\n`)
    } finally {
      await rm(mappe, { recursive: true })
    }
  })
})
