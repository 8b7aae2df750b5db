import JSZip from 'jszip'
import { z } from 'zod'
import { Apppakkefeil, type Pakkeinnstillinger } from './pakkeinnstillinger.ts'

/** What a municipality may choose; without any of it the package asks for as little as it can. */
export type Pakkevalg = { slash: boolean; kanalvakt: boolean; motehendelser: boolean; filer: boolean }

/** Resource-specific consent: what a team's owner, or a meeting's organiser, says yes to when the app is added there. */
const TILLATELSER = {
  kanalvakt: ['ChannelMessage.Read.Group'],
  motehendelser: ['OnlineMeeting.ReadBasic.Chat', 'ChannelMeeting.ReadBasic.Group'],
  filer: ['ChannelMember.Read.Group', 'File.Read.Group'],
} as const

/** Slash commands and targeted messages came with 1.29; 1.25 is the first that knows shared and private channels. */
const UTEN_SLASH = '1.25'

/** A package is the same bytes whenever it is made; the zip format begins here. */
const DATO = new Date(Date.UTC(1980, 0, 1))

const Mal = z.looseObject({
  manifestVersion: z.string(),
  version: z.string(),
  icons: z.record(z.string(), z.string()),
  localizationInfo: z.looseObject({ additionalLanguages: z.array(z.looseObject({ file: z.string() })) }),
  bots: z.array(z.looseObject({ commandLists: z.array(z.looseObject({})) })),
})

const Sprak = z.record(z.string(), z.string())

export type Apppakke = {
  zip: Uint8Array
  id: string
  versjon: string
  skjema: string
  tillatelser: readonly string[]
}

/**
 * The package that is uploaded to Teams. `les` gives the bytes of a file in the manifest folder. Throws Apppakkefeil when
 * the template or a language file cannot be used.
 */
export async function lagApppakke(
  les: (fil: string) => Uint8Array,
  innstillinger: Pakkeinnstillinger,
  valg: Pakkevalg,
): Promise<Apppakke> {
  const mal = lesJson(les, 'manifest.json', Mal)
  const skjema = valg.slash ? mal.manifestVersion : UTEN_SLASH
  const tillatelser = tillatelserFor(valg)
  const versjon = innstillinger.PAKKE_VERSJON ?? mal.version
  const manifest = {
    ...fyllUt({ ...mal, bots: valg.slash ? mal.bots : mal.bots.map(utenSlash) }, innstillinger),
    $schema: adresseFor('MicrosoftTeams', skjema),
    manifestVersion: skjema,
    version: versjon,
    ...(tillatelser.length === 0 ? {} : samtykke(tillatelser, innstillinger)),
  }

  const zip = new JSZip()
  const legg = (fil: string, innhold: Uint8Array | string) =>
    zip.file(fil, innhold, { date: DATO, createFolders: false })
  legg('manifest.json', somJson(manifest))
  for (const { file } of mal.localizationInfo.additionalLanguages) {
    const sprak = lesJson(les, file, Sprak)
    legg(file, somJson({ ...sprak, $schema: adresseFor('MicrosoftTeams.Localization', skjema) }))
  }
  for (const ikon of Object.values(mal.icons)) legg(ikon, les(ikon))
  return {
    zip: await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' }),
    id: innstillinger.PAKKE_ID,
    versjon,
    skjema,
    tillatelser,
  }
}

function tillatelserFor(valg: Pakkevalg): string[] {
  return [
    ...(valg.kanalvakt ? TILLATELSER.kanalvakt : []),
    ...(valg.motehendelser ? TILLATELSER.motehendelser : []),
    ...(valg.filer ? TILLATELSER.filer : []),
  ]
}

/** Teams wants the app's registration by any permission. `resource` is not used, but must say something. */
function samtykke(tillatelser: readonly string[], { APP_ID, OFFENTLIG_ADRESSE }: Pakkeinnstillinger) {
  return {
    webApplicationInfo: { id: APP_ID, resource: OFFENTLIG_ADRESSE },
    authorization: {
      permissions: { resourceSpecific: tillatelser.map(name => ({ name, type: 'Application' })) },
    },
  }
}

function utenSlash({ supportsTargetedMessages, ...bot }: z.infer<typeof Mal>['bots'][number]) {
  return { ...bot, commandLists: bot.commandLists.map(({ triggers, ...liste }) => liste) }
}

/** Puts the deployment's own values where the template says {{NAME}}. */
function fyllUt<T>(verdi: T, innstillinger: Pakkeinnstillinger): T {
  const tekst = JSON.stringify(verdi, (_, felt) =>
    typeof felt === 'string'
      ? felt.replace(/\{\{(\w+)\}\}/g, (_, navn) => innsatt(navn, innstillinger))
      : felt,
  )
  return JSON.parse(tekst)
}

function innsatt(navn: string, innstillinger: Pakkeinnstillinger): string {
  const verdi = Object.hasOwn(innstillinger, navn)
    ? innstillinger[navn as keyof Pakkeinnstillinger]
    : undefined
  if (typeof verdi !== 'string')
    throw new Apppakkefeil(`manifest.json har {{${navn}}}, som ikke er en innstilling.`)
  return verdi
}

function adresseFor(navn: string, versjon: string): string {
  return `https://developer.microsoft.com/json-schemas/teams/v${versjon}/${navn}.schema.json`
}

function lesJson<S extends z.ZodType>(les: (fil: string) => Uint8Array, fil: string, form: S): z.infer<S> {
  const innhold = new TextDecoder().decode(les(fil))
  let json: unknown
  try {
    json = JSON.parse(innhold)
  } catch {
    throw new Apppakkefeil(`${fil} er ikke gyldig JSON.`)
  }
  const lest = form.safeParse(json)
  // As it is written, not as zod would order it.
  if (lest.success) return json as z.infer<S>
  throw new Apppakkefeil(`${fil} er ikke som den skal være ved «${lest.error.issues[0]?.path.join('.')}».`)
}

const somJson = (verdi: unknown) => `${JSON.stringify(verdi, undefined, 2)}\n`
