import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import JSZip from 'jszip'
import { lagApppakke, type Pakkevalg } from '../../src/apppakke/apppakke.ts'
import { lesPakkeinnstillinger } from '../../src/apppakke/pakkeinnstillinger.ts'

export const MANIFESTMAPPE = join(import.meta.dirname, '../../manifest')

/** What the practice municipality says of itself. */
export const PAKKEMILJO = {
  APP_ID: '11111111-2222-4333-8444-555555555555',
  OFFENTLIG_ADRESSE: 'https://skolestotte.ovingskommunen.example',
  PAKKE_UTGIVER: 'Øvingskommunen',
  PAKKE_NETTSTED: 'https://www.ovingskommunen.example/skolestotte',
  PAKKE_PERSONVERN: 'https://www.ovingskommunen.example/personvern',
} as const

export const UTEN_VALG: Pakkevalg = { slash: true, kanalvakt: false, motehendelser: false, filer: false }

export type Manifest = {
  $schema: string
  manifestVersion: string
  version: string
  id: string
  localizationInfo: {
    defaultLanguageTag: string
    additionalLanguages: { languageTag: string; file: string }[]
  }
  developer: { name: string; websiteUrl: string; privacyUrl: string; termsOfUseUrl: string }
  name: { short: string; full: string }
  description: { short: string; full: string }
  icons: { color: string; outline: string }
  accentColor: string
  validDomains: string[]
  webApplicationInfo?: { id: string; resource: string }
  authorization?: { permissions: { resourceSpecific: { name: string; type: string }[] } }
  bots: {
    botId: string
    scopes: string[]
    supportsTargetedMessages?: boolean
    commandLists: {
      scopes: string[]
      triggers?: string[]
      commands: { title: string; description: string }[]
    }[]
  }[]
}

export type Pakket = {
  zip: Uint8Array
  filer: Map<string, Uint8Array>
  manifest: Manifest
  /** By language tag. */
  sprak: Record<string, Record<string, string>>
}

/** A package made from the repository's own files, and unzipped again. */
export async function etApppakke(
  valg: Partial<Pakkevalg> = {},
  miljo: Record<string, string> = {},
): Promise<Pakket> {
  const { zip } = await lagApppakke(
    fil => readFileSync(join(MANIFESTMAPPE, fil)),
    lesPakkeinnstillinger({ ...PAKKEMILJO, ...miljo }),
    { ...UTEN_VALG, ...valg },
  )
  return pakkUt(zip)
}

export async function pakkUt(zip: Uint8Array): Promise<Pakket> {
  const filer = new Map<string, Uint8Array>()
  for (const fil of Object.values((await JSZip.loadAsync(zip)).files))
    filer.set(fil.name, await fil.async('uint8array'))
  const json = (navn: string) => JSON.parse(new TextDecoder().decode(filer.get(navn)))
  const manifest: Manifest = json('manifest.json')
  const sprak = Object.fromEntries(
    manifest.localizationInfo.additionalLanguages.map(({ languageTag, file }) => [languageTag, json(file)]),
  )
  return { zip, filer, manifest, sprak }
}
