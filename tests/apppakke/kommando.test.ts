import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { etApppakke, MANIFESTMAPPE, PAKKEMILJO, pakkUt } from '../bygg/apppakke.ts'
import { kompilertBot, type Program } from '../bygg/prosess.ts'

const FERDIG = 'manifest/dist/skolestotte.zip'

describe('npm run manifest', () => {
  let program: Program
  let ut: string
  beforeAll(async () => {
    program = await kompilertBot()
  })
  afterAll(() => program.fjern())
  beforeEach(() => {
    ut = mkdtempSync(join(tmpdir(), 'skolestotte-pakke-'))
    cpSync(MANIFESTMAPPE, join(program.mappe, 'manifest'), {
      recursive: true,
      filter: sti => !sti.endsWith('dist'),
    })
  })
  afterEach(() => {
    for (const mappe of [ut, join(program.mappe, 'manifest')]) rmSync(mappe, { recursive: true })
  })

  async function kjor(argumenter: readonly string[] = [], miljo: Record<string, string> = PAKKEMILJO) {
    const fil = join(program.mappe, 'dist/apppakke/kommando.js')
    const prosess = spawn(process.execPath, [fil, ...argumenter], {
      cwd: program.mappe,
      env: { PATH: process.env['PATH'], ...miljo },
    })
    let sagt = ''
    let feil = ''
    prosess.stdout.setEncoding('utf8').on('data', bit => {
      sagt += bit
    })
    prosess.stderr.setEncoding('utf8').on('data', bit => {
      feil += bit
    })
    const kode = await new Promise<number | null>(ferdig => prosess.once('close', ferdig))
    return { sagt, feil, kode }
  }

  const lest = (fil: string) => readFileSync(fil)
  const skrevet = (fil: string) => pakkUt(lest(fil))

  it('skriver pakken på sitt faste sted, og sier hva den ble', async () => {
    expect(await kjor()).toEqual({
      sagt: [
        `Skrev ${FERDIG}: ${PAKKEMILJO.APP_ID}, versjon 1.0.0, skjema 1.29.`,
        'Tillatelser teamet blir bedt om: ingen.',
        'Last den opp i Teams: Administrasjonssenter > Teams-apper > Administrer apper > Last opp ny app.\n',
      ].join('\n'),
      feil: '',
      kode: 0,
    })
    expect(Buffer.compare(lest(join(program.mappe, FERDIG)), (await etApppakke()).zip)).toBe(0)
  })

  it('gir de samme bytene hver gang, i hvilken tidssone det er', async () => {
    for (const [navn, sone] of [
      ['a.zip', 'UTC'],
      ['b/c.zip', 'Pacific/Auckland'],
    ] as const)
      expect((await kjor(['--ut', join(ut, navn)], { ...PAKKEMILJO, TZ: sone })).kode).toBe(0)
    expect(Buffer.compare(lest(join(ut, 'a.zip')), lest(join(ut, 'b/c.zip')))).toBe(0)
  })

  it('følger valgene', async () => {
    const fil = join(ut, 'a.zip')
    const { sagt } = await kjor(['--uten-slash', '--kanalvakt', '--motehendelser', '--filer', '--ut', fil])
    expect(sagt).toContain('skjema 1.25.')
    expect(sagt).toContain(
      'ChannelMessage.Read.Group, OnlineMeeting.ReadBasic.Chat, ChannelMeeting.ReadBasic.Group, ChannelMember.Read.Group, File.Read.Group.',
    )
    const { manifest } = await skrevet(fil)
    expect(manifest.manifestVersion).toBe('1.25')
    expect(manifest.authorization?.permissions.resourceSpecific).toHaveLength(5)
  })

  it('ber om kanalene når boten er satt til å vokte dem', async () => {
    const fil = join(ut, 'a.zip')
    const navn = async (KANALVAKT: string) => {
      await kjor(['--ut', fil], { ...PAKKEMILJO, KANALVAKT })
      return (await skrevet(fil)).manifest.authorization?.permissions.resourceSpecific.map(t => t.name)
    }
    expect(await navn('pa')).toEqual(['ChannelMessage.Read.Group'])
    expect(await navn('av')).toBeUndefined()
  })

  it('sier i én setning hva som mangler, og skriver da ingenting', async () => {
    const { PAKKE_UTGIVER: _, ...uten } = PAKKEMILJO
    expect(await kjor(['--ut', join(ut, 'a.zip')], { ...uten, KANALVAKT: 'ja' })).toEqual({
      sagt: '',
      feil: 'Apppakken kan ikke lages før miljøvariablene er på plass: PAKKE_UTGIVER mangler; KANALVAKT må være av eller pa.\n',
      kode: 1,
    })
    expect(() => lest(join(ut, 'a.zip'))).toThrow('ENOENT')
  })

  it.each([
    ['manifest.json', '{ "bots": [', 'manifest.json er ikke gyldig JSON.'],
    ['manifest.json', '{}', 'manifest.json er ikke som den skal være ved «manifestVersion».'],
    ['nn.json', '{ "name.short": 1 }', 'nn.json er ikke som den skal være ved «name.short».'],
    ['ikon-farge.png', undefined, 'manifest/ikon-farge.png kan ikke leses (ENOENT).'],
    ['en.json', undefined, 'manifest/en.json kan ikke leses (ENOENT).'],
  ])('sier hva som er galt med filene (%#)', async (fil, innhold, setning) => {
    const sti = join(program.mappe, 'manifest', fil)
    if (innhold === undefined) rmSync(sti)
    else writeFileSync(sti, innhold)
    expect(await kjor()).toEqual({ sagt: '', feil: `${setning}\n`, kode: 1 })
  })

  it('sier fra om et navn i malen som ikke er en innstilling, eller et sted den ikke kan skrive', async () => {
    const mal = join(program.mappe, 'manifest/manifest.json')
    writeFileSync(mal, readFileSync(mal, 'utf8').replace('{{VERT}}', '{{VERTEN}}'))
    expect(await kjor()).toEqual({
      sagt: '',
      feil: 'manifest.json har {{VERTEN}}, som ikke er en innstilling.\n',
      kode: 1,
    })
    cpSync(join(MANIFESTMAPPE, 'manifest.json'), mal)
    expect(await kjor(['--ut', ut])).toEqual({
      sagt: '',
      feil: `${ut} kan ikke skrives (EISDIR).\n`,
      kode: 1,
    })
  })

  it('tar et navn med tegn som betyr noe i JSON', async () => {
    const fil = join(ut, 'a.zip')
    const PAKKE_UTGIVER = 'Øving "A\\B" $& {{APP_ID}}'
    expect((await kjor(['--ut', fil], { ...PAKKEMILJO, PAKKE_UTGIVER })).kode).toBe(0)
    expect((await skrevet(fil)).manifest.developer.name).toBe(PAKKE_UTGIVER)
  })

  it('viser hjelpen uten å trenge noe, og nevner den når et valg er ukjent', async () => {
    const { sagt, kode } = await kjor(['--hjelp'], {})
    expect(kode).toBe(0)
    const readme = readFileSync(join(MANIFESTMAPPE, '../README.md'), 'utf8')
    const navn = [...sagt.matchAll(/^ {2}(--[a-z-]+|[A-Z_]+)/gm)].map(treff => treff[1] ?? '')
    expect(navn).toHaveLength(14)
    expect(navn.filter(n => !readme.includes(n))).toEqual([])
    expect(await kjor(['--slash'])).toEqual({
      sagt: '',
      feil: 'Bruk: npm run manifest -- [VALG]; --hjelp viser valgene.\n',
      kode: 1,
    })
  })
})
