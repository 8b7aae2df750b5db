import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom. A field room holds rules (pure), actions and one store; the kinds are told by name: `*-store.ts`,
 * and a rules file imports nothing but rules. This table is also the house's documentation.
 */
type Slag =
  | 'regel'
  | 'lager'
  | 'handling'
  | 'kort'
  | 'teams'
  | 'jobb'
  | 'database'
  | 'demo'
  | 'azure'
  | 'graph'
  | 'config'
  | 'kommando'
  | 'trening'
  | 'main'

const TILLATT: Record<Slag, readonly Slag[]> = {
  regel: ['regel'],
  lager: ['database', 'regel', 'lager'],
  handling: ['database', 'regel', 'lager', 'handling'],
  kort: ['kort', 'regel', 'handling', 'lager'],
  teams: ['teams', 'kort', 'handling', 'regel', 'database'],
  jobb: ['jobb', 'kort', 'handling', 'lager', 'regel', 'database'],
  database: ['database', 'regel'],
  demo: ['demo', 'main', 'graph', 'database', 'regel', 'lager', 'handling', 'kort'],
  azure: ['azure', 'database'],
  graph: ['graph', 'regel'],
  config: ['regel'],
  kommando: ['regel'],
  trening: ['trening', 'regel'],
  main: [
    'config',
    'azure',
    'graph',
    'database',
    'teams',
    'jobb',
    'kort',
    'demo',
    'regel',
    'lager',
    'handling',
  ],
}

/** Pure: types and rules, no I/O, no clock. Everything else in a field room that is no store is an action. */
const REGLER = [
  'apppakke/apppakke.ts',
  'apppakke/pakkeinnstillinger.ts',
  'drift/helse.ts',
  'drift/prometheus.ts',
  'arshjul/skoledager.ts',
  'arshjul/arshjul.ts',
  'arshjul/les-maler.ts',
  'apendor/apendor.ts',
  'mote/moter.ts',
  'mote/kalender.ts',
  'mote/motetype.ts',
  'mote/motetypefil.ts',
  'forlop/rutine.ts',
  'forlop/forlop.ts',
  'forlop/diagram.ts',
  'mote/les-motetyper.ts',
  'forlop/les-rutiner.ts',
  'mote/norsk-dato.ts',
  'mote/arbeidsdager.ts',
  'sak/saker.ts',
  'mote/rommet.ts',
  'samtykke/samtykke.ts',
  'samtykke/lampe.ts',
  'identitet/identitet.ts',
  'sletting/sletting.ts',
  'referat/filmappe.ts',
  'referat/referatfil.ts',
  'referat/referat.ts',
  'oppfolging/oppfolging.ts',
  'oppfolging/paminnelser.ts',
  'oppfolging/planner.ts',
  'oppfolging/oppgaveliste.ts',
  'tilgang/logg.ts',
  'tilgang/roller.ts',
  'tilgang/oppsettsforslag.ts',
  'tilgang/teamgruppe.ts',
  'utboks/utboks.ts',
  'utboks/takt.ts',
  'veiledning/ressurser.ts',
  'veiledning/rutinekort.ts',
]

/** The name guard is pure, all but what asks the register, and what keeps the words that are let through. */
const NAVNEVAKTENS_HANDLINGER = ['navnevakt/vokt.ts', 'navnevakt/tillat-ord.ts', 'navnevakt/sjekk-melding.ts']

/** Rules reach for nothing outside themselves (a hash is no reach); weights and meeting types must be read from somewhere. */
const LESER_FIL = [
  'arshjul/les-maler.ts',
  'navnevakt/vekter.ts',
  'mote/les-motetyper.ts',
  'forlop/les-rutiner.ts',
]

/** Run by hand, without the bot. */
const KOMMANDOER = ['apppakke/kommando.ts', 'navnevakt/kommando.ts', 'mote/kommando.ts', 'forlop/kommando.ts']

/** Packages that live in one room alone. */
const BARE_I: Record<string, string> = {
  botbuilder: 'teams',
  'botframework-connector': 'teams',
  '@microsoft/teams-ai': 'teams',
  '@microsoft/microsoft-graph-client': 'graph',
  '@azure/identity': 'azure',
  '@azure/keyvault-keys': 'azure',
  '@opentelemetry/api': 'drift',
  '@opentelemetry/exporter-metrics-otlp-http': 'drift',
  '@opentelemetry/exporter-trace-otlp-http': 'drift',
  '@opentelemetry/resources': 'drift',
  '@opentelemetry/sdk-metrics': 'drift',
  '@opentelemetry/sdk-trace-node': 'drift',
  'adaptivecards-templating': 'cards',
  'ical-generator': 'cards',
  docx: 'cards',
  kysely: 'database',
  pg: 'database',
}

type Fil = { sti: string; tekst: string }
type Import = { fra: string; til: string; bareType: boolean }

function slagFor(sti: string): Slag {
  const [rom = '', fil = ''] = sti.split('/')
  if (sti === 'main.ts') return 'main'
  if (sti === 'config.ts') return 'config'
  if (KOMMANDOER.includes(sti)) return 'kommando'
  if (sti.startsWith('navnevakt/trening/')) return 'trening'
  if (rom === 'cards') return 'kort'
  if (rom === 'teams') return 'teams'
  if (rom === 'jobs') return 'jobb'
  if (rom === 'database') return 'database'
  if (rom === 'demo') return 'demo'
  if (rom === 'azure') return 'azure'
  if (rom === 'graph') return 'graph'
  if (fil.endsWith('-store.ts')) return 'lager'
  if (NAVNEVAKTENS_HANDLINGER.includes(sti)) return 'handling'
  if (rom === 'navnevakt' || REGLER.includes(sti)) return 'regel'
  return 'handling'
}

function importer(filer: readonly Fil[]): Import[] {
  const monster =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g
  return filer.flatMap(({ sti, tekst }) =>
    [...tekst.matchAll(monster)].map(treff => {
      const mal = treff[2] ?? treff[3] ?? ''
      const til = mal.startsWith('.') ? join(sti, '..', mal) : mal
      return { fra: sti, til, bareType: treff[1] !== undefined }
    }),
  )
}

function brudd(filer: readonly Fil[]): string[] {
  const alle = importer(filer)
  const egne = new Set(filer.map(f => f.sti))
  return alle.flatMap(({ fra, til, bareType }) => {
    if (!egne.has(til)) {
      const pakke = til.startsWith('@') ? til.split('/').slice(0, 2).join('/') : (til.split('/')[0] ?? '')
      const rom = BARE_I[pakke]
      if (
        slagFor(fra) === 'regel' &&
        til.startsWith('node:') &&
        til !== 'node:crypto' &&
        !LESER_FIL.includes(fra)
      )
        return [`${fra} bruker ${til}`]
      const etLager = rom === 'database' && slagFor(fra) === 'lager'
      return rom !== undefined && !etLager && !fra.startsWith(`${rom}/`) ? [`${fra} bruker ${pakke}`] : []
    }
    const [a, b] = [slagFor(fra), slagFor(til)]
    // Cards take the shapes of what they show from actions and stores, never their code.
    if (a === 'kort' && (b === 'handling' || b === 'lager') && !bareType) return [`${fra} kaller ${til}`]
    // The demo is handed what it starts: it knows main.ts by its types alone.
    if (a === 'demo' && (b === 'main' || b === 'graph') && !bareType) return [`${fra} kaller ${til}`]
    // The vault is a keeper of the master key, as the database describes one; it knows nothing of what lies there.
    if (a === 'azure' && b === 'database' && !bareType) return [`${fra} kaller ${til}`]
    return TILLATT[a].includes(b) ? [] : [`${fra} (${a}) importerer ${til} (${b})`]
  })
}

/** Rings of imports that run (types are gone by then), each by one of its files. */
function ringer(filer: readonly Fil[]): string[] {
  const neste = new Map<string, string[]>()
  for (const { fra, til, bareType } of importer(filer)) {
    if (!bareType && til.endsWith('.ts')) neste.set(fra, [...(neste.get(fra) ?? []), til])
  }
  const ferdig = new Set<string>()
  const funnet: string[] = []
  const ga = (fil: string, vei: readonly string[]) => {
    if (vei.includes(fil)) {
      funnet.push([...vei.slice(vei.indexOf(fil)), fil].join(' → '))
      return
    }
    if (ferdig.has(fil)) return
    for (const til of neste.get(fil) ?? []) ga(til, [...vei, fil])
    ferdig.add(fil)
  }
  for (const fil of neste.keys()) ga(fil, [])
  return funnet
}

const SRC = join(import.meta.dirname, '..', 'src')
const FILER: Fil[] = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter(f => f.isFile() && f.name.endsWith('.ts') && !f.name.endsWith('.d.ts'))
  .map(f => join(f.parentPath, f.name))
  .map(sti => ({ sti: relative(SRC, sti), tekst: readFileSync(sti, 'utf8') }))

describe('husets arkitektur', () => {
  it('har importer å se på', () => {
    expect(importer(FILER).length).toBeGreaterThan(300)
    for (const regel of [...REGLER, ...NAVNEVAKTENS_HANDLINGER])
      expect(FILER.map(f => f.sti)).toContain(regel)
  })

  it('importerer bare den veien tabellen sier', () => {
    expect(brudd(FILER)).toEqual([])
  })

  it('har ingen ringer av importer', () => {
    expect(ringer(FILER)).toEqual([])
  })

  it.each([
    ['en regel som henter fra et lager', 'sak/saker.ts', "import { hentSak } from './sak-store.ts'"],
    ['teams som går rett i et lager', 'teams/inn.ts', "import { hentMote } from '../mote/mote-store.ts'"],
    ['botbuilder utenfor teams', 'jobs/send-utboks.ts', "import { CloudAdapter } from 'botbuilder'"],
    ['et kort som kaller en handling', 'cards/agenda.ts', "import { meldSak } from '../sak/meld-sak.ts'"],
    ['en handling som kjenner kortene', 'sak/meld-sak.ts', "import { agendakort } from '../cards/agenda.ts'"],
    ['hvelvet utenfor azure', 'main.ts', "import { KeyClient } from '@azure/keyvault-keys'"],
    [
      'azure som bruker databasen',
      'azure/nokkelhvelv.ts',
      "import { Nokler } from '../database/kryptering.ts'",
    ],
    [
      'navnevakten alene som kjenner databasen',
      'navnevakt/kommando.ts',
      "import { Nokler } from '../database/kryptering.ts'",
    ],
    ['en regel som leser filer', 'navnevakt/personnavn.ts', "import { readFileSync } from 'node:fs'"],
    ['produktet som trener', 'navnevakt/navnevakt.ts', "import { tren } from './trening/tilfeldig.ts'"],
    ['graph som kjenner azure', 'graph/klient.ts', "import { tokenFor } from '../azure/legitimasjon.ts'"],
    ['telemetri utenfor drift', 'main.ts', "import { MeterProvider } from '@opentelemetry/sdk-metrics'"],
    ['SQL utenfor lagrene', 'mote/start-mote.ts', "import { sql } from 'kysely'"],
  ])('finner %s', (_, sti, linje) => {
    const plantet = FILER.map(f => (f.sti === sti ? { ...f, tekst: `${linje}\n${f.tekst}` } : f))
    expect(brudd(plantet)).toHaveLength(1)
  })

  it('finner en plantet ring', () => {
    const plantet = FILER.map(f =>
      f.sti === 'mote/mote-store.ts'
        ? { ...f, tekst: `import { x } from './kall-inn-mote.ts'\n${f.tekst}` }
        : f,
    )
    expect(ringer(plantet).length).toBeGreaterThan(0)
  })

  it('har ingen rom eller filer som ikke sier hva som er inni', () => {
    const navn = FILER.map(f => f.sti).filter(sti =>
      /(^|\/)(utils?|helpers?|common|misc|index)(\/|\.ts$)/.test(sti),
    )
    expect(navn).toEqual([])
  })
})
