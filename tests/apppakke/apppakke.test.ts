import net from 'node:net'
import { AppManifestUtils } from '@microsoft/app-manifest'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Kommando, lesKommando } from '../../src/teams/kommando.ts'
import { etApppakke, type Manifest, PAKKEMILJO, type Pakket } from '../bygg/apppakke.ts'

const VARIANTER = [
  ['med skråstrekkommandoer', { slash: true }, '1.29'],
  ['uten skråstrekkommandoer', { slash: false }, '1.25'],
] as const
const ALT = { kanalvakt: true, motehendelser: true, filer: true }

/** Nothing here may ask the net for a schema: it would then say yes to whatever it is sent. */
const forsok: string[] = []
const ekte = { fetch: globalThis.fetch, connect: net.Socket.prototype.connect }
beforeAll(() => {
  globalThis.fetch = async inn => {
    forsok.push(String(inn))
    throw new Error('nettet er stengt')
  }
  net.Socket.prototype.connect = function stengt(): never {
    forsok.push('socket')
    throw new Error('nettet er stengt')
  }
})
afterAll(() => {
  globalThis.fetch = ekte.fetch
  net.Socket.prototype.connect = ekte.connect
})

type Skjema = Parameters<typeof AppManifestUtils.validateAgainstSchema>[1]
type Sprakskjema = { properties: object; patternProperties?: Record<string, object> }

/** What Microsoft's own validator has against it, by the schema the file itself names. */
async function feilI(fil: { $schema?: string } | Record<string, string>): Promise<string[]> {
  return AppManifestUtils.validateAgainstSchema(fil as never, await skjemaFor(fil))
}

/** One pattern in the schema for language files, about activities, is no regular expression to the validator; it concerns nothing here. */
async function skjemaFor(fil: { $schema?: string }): Promise<Skjema> {
  const skjema = (await AppManifestUtils.fetchSchema(String(fil.$schema))) as unknown as Sprakskjema
  for (const monster of Object.keys(skjema.patternProperties ?? {}))
    if (monster.startsWith('^activities.')) delete skjema.patternProperties?.[monster]
  return skjema as unknown as Skjema
}

const kopi = <T>(verdi: T): T => structuredClone(verdi)
const forste = <T>(liste: readonly T[]): T => {
  const [verdi] = liste
  if (verdi === undefined) throw new Error('listen er tom')
  return verdi
}
const lister = ({ manifest }: Pakket) => forste(manifest.bots).commandLists

/** Every text in the manifest, by the name the language files give it. */
function tekster(verdi: unknown, sti = ''): [string, string][] {
  if (typeof verdi === 'string') return [[sti, verdi]]
  if (Array.isArray(verdi)) return verdi.flatMap((del, i) => tekster(del, `${sti}[${i}]`))
  if (typeof verdi !== 'object' || verdi === null) return []
  return Object.entries(verdi).flatMap(([navn, del]) => tekster(del, sti === '' ? navn : `${sti}.${navn}`))
}

/** The texts that may be translated, as the schema for language files has it. */
async function oversettelige({ manifest, sprak }: Pakket): Promise<Map<string, string>> {
  const skjema = (await skjemaFor(sprak['nn'] ?? {})) as unknown as Sprakskjema
  const monstre = Object.keys(skjema.patternProperties ?? {}).map(monster => new RegExp(monster))
  return new Map(
    tekster(manifest).filter(
      ([sti]) =>
        sti !== '$schema' && (sti in skjema.properties || monstre.some(monster => monster.test(sti))),
    ),
  )
}

describe.each(VARIANTER)('apppakken %s', (_, valg, versjon) => {
  let pakke: Pakket
  beforeAll(async () => {
    pakke = await etApppakke(valg)
  })

  it('godtas av Microsofts skjema, også når den ber om alt', async () => {
    expect(pakke.manifest.manifestVersion).toBe(versjon)
    expect(pakke.manifest.$schema).toContain(`/v${versjon}/`)
    expect(await feilI(pakke.manifest)).toEqual([])
    expect(await feilI((await etApppakke({ ...valg, ...ALT })).manifest)).toEqual([])
  })

  it.each<[string, (manifest: Manifest) => void]>([
    ['en id som ikke er en id', m => Object.assign(m, { id: 'skolestotte' })],
    [
      'for mange kommandoer',
      m => lister({ manifest: m } as Pakket)[0]?.commands.push({ title: 'a', description: '' }),
    ],
    ['et ukjent sted', m => forste(m.bots).scopes.push('everywhere')],
    ['et felt som ikke finnes', m => Object.assign(m, { caseText: 'x' })],
    ['ingen utgiver', m => Object.assign(m, { developer: {} })],
    ['for langt navn', m => Object.assign(m.name, { short: 'x'.repeat(31) })],
    ['en adresse som ikke er en adresse', m => Object.assign(m.developer, { privacyUrl: 'personvern' })],
  ])('ville ikke blitt godtatt med %s', async (_, plant) => {
    const manifest = kopi(pakke.manifest)
    plant(manifest)
    expect(await feilI(manifest)).not.toEqual([])
  })

  it('har språkfiler som skjemaet for dem godtar', async () => {
    expect(Object.keys(pakke.sprak)).toEqual(['nn', 'en'])
    for (const fil of Object.values(pakke.sprak)) {
      expect(fil['$schema']).toContain(`/v${versjon}/MicrosoftTeams.Localization`)
      expect(await feilI(fil)).toEqual([])
      expect(await feilI({ ...fil, 'bots[0].commandLists[0].commands[12].title': 'x' })).not.toEqual([])
      expect(
        await feilI({ ...fil, 'bots[0].commandLists[0].commands[0].title': 'x'.repeat(129) }),
      ).not.toEqual([])
      const { 'description.full': _, ...uten } = fil
      expect(await feilI(uten)).not.toEqual([])
    }
  })

  it('er oversatt helt, og bare det som finnes', async () => {
    const alle = await oversettelige(pakke)
    expect(alle.size).toBe(4 + 2 * lister(pakke).flatMap(liste => liste.commands).length)
    for (const fil of Object.values(pakke.sprak))
      expect(Object.keys(fil).sort()).toEqual(['$schema', ...alle.keys()].sort())
  })

  it('holder Teams’ grenser på alle språk', async () => {
    const alle = await oversettelige(pakke)
    const grenser: [RegExp, number][] = [
      [/^name\.short$/, 30],
      [/^name\.full$/, 100],
      [/^description\.short$/, 80],
      [/^description\.full$/, 4000],
      [/title$/, 128],
      [/commands\[\d+\]\.description$/, 4000],
    ]
    for (const sprak of [Object.fromEntries(alle), ...Object.values(pakke.sprak)])
      for (const navn of alle.keys()) {
        const tekst = sprak[navn] ?? ''
        const grense = grenser.find(([monster]) => monster.test(navn))?.[1] ?? 0
        expect([navn, tekst.trim() !== '', tekst.length <= grense]).toEqual([navn, true, true])
      }
    expect(lister(pakke).length).toBeLessThanOrEqual(3)
    for (const { commands } of lister(pakke)) {
      expect(commands.length).toBeGreaterThan(0)
      expect(commands.length).toBeLessThanOrEqual(12)
      expect(new Set(commands.map(k => k.title)).size).toBe(commands.length)
    }
    expect(pakke.manifest.developer.name.length).toBeLessThanOrEqual(32)
  })

  it('har filene den viser til, i roten, og ingen andre', () => {
    const { manifest, filer } = pakke
    expect([...filer.keys()].sort()).toEqual(
      [
        'manifest.json',
        ...manifest.localizationInfo.additionalLanguages.map(sprak => sprak.file),
        ...Object.values(manifest.icons),
      ].sort(),
    )
    for (const [navn, innhold] of filer) {
      expect(navn).not.toMatch(/[/\\]/)
      expect(innhold.length).toBeGreaterThan(0)
    }
  })

  it('nevner ingen andre adresser og id-er enn dem den er gitt', async () => {
    const alt = await etApppakke({ ...valg, ...ALT })
    const tekst = [...alt.filer]
      .filter(([navn]) => navn.endsWith('.json'))
      .map(([, innhold]) => new TextDecoder().decode(innhold))
      .join('\n')
    const verter = [...tekst.matchAll(/[a-z]+:\/\/([^/"\s]+)/gi)].map(treff => treff[1])
    expect(new Set(verter)).toEqual(
      new Set([
        'developer.microsoft.com',
        'skolestotte.ovingskommunen.example',
        'www.ovingskommunen.example',
      ]),
    )
    const navn = tekst
      .replace(/https:\/\/[^"]+/g, '')
      .match(/\b[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\b/g)
      ?.filter(ord => !alt.filer.has(ord) && !/^(bots|name|description|commands)\b/.test(ord))
    expect(new Set(navn)).toEqual(new Set(['skolestotte.ovingskommunen.example']))
    expect(new Set(tekst.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi))).toEqual(
      new Set([PAKKEMILJO.APP_ID]),
    )
    expect(tekst).not.toMatch(/\{\{|\}\}|@/)
  })

  it('ber ikke om noe ingen har bedt den om', async () => {
    expect(pakke.manifest.authorization).toBeUndefined()
    expect(pakke.manifest.webApplicationInfo).toBeUndefined()
    expect(pakke.manifest).not.toHaveProperty('devicePermissions')
  })

  it('ber om det en har valgt, og ikke mer', async () => {
    const spurt = async (ber: Partial<typeof ALT>) =>
      (await etApppakke({ ...valg, ...ber })).manifest.authorization?.permissions.resourceSpecific
    const application = (...navn: string[]) => navn.map(name => ({ name, type: 'Application' }))
    expect(await spurt({ kanalvakt: true })).toEqual(application('ChannelMessage.Read.Group'))
    expect(await spurt({ motehendelser: true })).toEqual(
      application('OnlineMeeting.ReadBasic.Chat', 'ChannelMeeting.ReadBasic.Group'),
    )
    expect(await spurt({ filer: true })).toEqual(application('ChannelMember.Read.Group', 'File.Read.Group'))
    const { manifest } = await etApppakke({ ...valg, ...ALT })
    expect(manifest.authorization?.permissions.resourceSpecific).toHaveLength(5)
    expect(manifest.webApplicationInfo).toEqual({
      id: PAKKEMILJO.APP_ID,
      resource: PAKKEMILJO.OFFENTLIG_ADRESSE,
    })
  })

  it('er de samme bytene hver gang', async () => {
    const datoer = Object.values((await JSZip.loadAsync(pakke.zip)).files).map(fil => fil.date.toISOString())
    expect(new Set(datoer)).toEqual(new Set(['1980-01-01T00:00:00.000Z']))
    expect(Buffer.compare((await etApppakke(valg)).zip, pakke.zip)).toBe(0)
    expect(Buffer.compare((await etApppakke(valg, { PAKKE_UTGIVER: 'Fjordvik' })).zip, pakke.zip)).not.toBe(0)
  })

  it('kjenner igjen hver kommando den viser, på alle språk', () => {
    const understott = (tittel: string): Kommando => {
      const lest = lesKommando(`<at>Skolestøtte</at> ${tittel}`)
      expect(lesKommando(`/${tittel}`)).toEqual(lest)
      return lest
    }
    for (const [l, { commands }] of lister(pakke).entries())
      for (const [k, { title }] of commands.entries()) {
        const ventet = understott(title)
        expect([title, ventet.navn]).not.toEqual([title, 'ukjent'])
        expect(ventet.navn).not.toBe('spol')
        for (const fil of Object.values(pakke.sprak))
          expect(understott(fil[`bots[0].commandLists[${l}].commands[${k}].title`] ?? '/')).toEqual(ventet)
      }
    expect(understott('rapport').navn).toBe('ukjent')
  })
})

describe('apppakken', () => {
  it('har kommandoene bak skråstreken i kanaler og gruppechatter, og alltid etter @', async () => {
    const pakke = await etApppakke()
    expect(forste(pakke.manifest.bots).supportsTargetedMessages).toBe(true)
    expect(lister(pakke).map(({ scopes, triggers }) => [scopes, triggers])).toEqual([
      [
        ['team', 'groupChat'],
        ['mention', 'slash'],
      ],
      [['personal'], undefined],
    ])
  })

  it('har ingen spor av skråstreken når tenanten ikke tar imot den', async () => {
    const pakke = await etApppakke({ slash: false })
    expect(new TextDecoder().decode(pakke.filer.get('manifest.json'))).not.toMatch(
      /slash|triggers|supportsTargeted/,
    )
    const med = lister(await etApppakke()).map(liste => liste.commands)
    expect(lister(pakke).map(liste => liste.commands)).toEqual(med)
  })

  it('ville ikke blitt godtatt med skråstrek i det gamle skjemaet, eller en ukjent måte i det nye', async () => {
    const gammel = kopi((await etApppakke({ slash: false })).manifest)
    Object.assign(forste(gammel.bots), { supportsTargetedMessages: true })
    expect(await feilI(gammel)).not.toEqual([])
    const ny = kopi((await etApppakke()).manifest)
    forste(forste(ny.bots).commandLists).triggers?.splice(0, 1, 'wave')
    expect(await feilI(ny)).not.toEqual([])
  })

  it('viser /status bare i 1:1, og oppsettet av resten er som det skal', async () => {
    const pakke = await etApppakke()
    const med = (tittel: string) =>
      lister(pakke)
        .filter(liste => liste.commands.some(k => k.title === tittel))
        .map(liste => liste.scopes)
    expect(med('status')).toEqual([['personal']])
    expect(med('hjelp')).toEqual([['team', 'groupChat'], ['personal']])
    expect(pakke.manifest).toMatchObject({
      id: PAKKEMILJO.APP_ID,
      version: '1.0.0',
      supportsChannelFeatures: 'tier1',
      defaultInstallScope: 'team',
      defaultGroupCapability: { team: 'bot', groupchat: 'bot', meetings: 'bot' },
      validDomains: ['skolestotte.ovingskommunen.example'],
      localizationInfo: { defaultLanguageTag: 'nb' },
      bots: [
        {
          botId: PAKKEMILJO.APP_ID,
          scopes: ['team', 'groupChat', 'personal'],
          isNotificationOnly: false,
          supportsFiles: false,
          supportsCalling: false,
          supportsVideo: false,
        },
      ],
    })
  })

  it('har egen tekst på hvert språk, ikke en kopi av bokmålet', async () => {
    const pakke = await etApppakke()
    const alle = await oversettelige(pakke)
    const like = (sprak: string) =>
      [...alle].filter(
        ([navn, tekst]) => /description|full/.test(navn) && pakke.sprak[sprak]?.[navn] === tekst,
      )
    expect([like('nn'), like('en')]).toEqual([[], []])
  })

  it('kan ha egen id, egen versjon og egne vilkår', async () => {
    const { manifest } = await etApppakke(
      {},
      {
        PAKKE_ID: 'AAAAAAAA-2222-4333-8444-555555555555',
        PAKKE_VERSJON: '1.2.10',
        PAKKE_VILKAR: 'https://www.ovingskommunen.example/vilkar',
      },
    )
    expect([manifest.id, forste(manifest.bots).botId, manifest.version]).toEqual([
      'aaaaaaaa-2222-4333-8444-555555555555',
      PAKKEMILJO.APP_ID,
      '1.2.10',
    ])
    expect(manifest.developer).toEqual({
      name: 'Øvingskommunen',
      websiteUrl: 'https://www.ovingskommunen.example/skolestotte',
      privacyUrl: 'https://www.ovingskommunen.example/personvern',
      termsOfUseUrl: 'https://www.ovingskommunen.example/vilkar',
    })
    expect((await etApppakke()).manifest.developer.termsOfUseUrl).toBe(PAKKEMILJO.PAKKE_NETTSTED)
  })
})

describe('prøven selv', () => {
  it('spurte aldri nettet, og ville merket det', async () => {
    expect(forsok).toEqual([])
    await expect(feilI({ $schema: 'https://skjema.ovingskommunen.example/x.json' })).rejects.toThrow(
      'nettet er stengt',
    )
    expect(() => net.connect(9, '127.0.0.1')).toThrow('nettet er stengt')
    expect(forsok).toEqual(['https://skjema.ovingskommunen.example/x.json', 'socket'])
  })
})
