import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lesInnstillinger, MILJOVARIABLER } from '../../src/config.ts'
import { bicepfeil, type Filer, innstillingeneI, ressurserAv } from './bicep-sjekk.ts'

const INFRA = join(import.meta.dirname, '../../infra')
const FILER: Filer = Object.fromEntries(
  readdirSync(INFRA, { recursive: true })
    .map(String)
    .filter(sti => /\.bicep(param)?$/.test(sti))
    .sort()
    .map(sti => [sti.replaceAll('\\', '/'), readFileSync(join(INFRA, sti), 'utf8')]),
)

/** Why a setting of src/config.ts has no place in Azure. */
const IKKE_I_AZURE: Record<string, string> = {
  APP_PASSWORD: 'identiteten logger inn; ingen hemmelighet finnes',
  APP_SERTIFIKAT_AVTRYKK: 'identiteten logger inn',
  APP_SERTIFIKAT_NOKKEL: 'identiteten logger inn',
  HOST: 'alle adresser i containeren, som er standard',
  METRIKK_HOST: 'porten for tall er av',
  METRIKK_PORT: 'porten for tall er av: den har ingen innlogging',
}

function plant(sti: string, fra: string, til: string): Filer {
  const tekst = FILER[sti] ?? ''
  expect(tekst, `${sti} har ikke «${fra}»`).toContain(fra)
  return { ...FILER, [sti]: tekst.replace(fra, til) }
}

describe('infra', () => {
  it('har filer å se på', () => {
    expect(Object.keys(FILER).length).toBeGreaterThan(10)
    expect(Object.keys(FILER)).toContain('main.bicep')
  })

  it('kan leses, og henger sammen', () => {
    expect(bicepfeil(FILER)).toEqual([])
  })

  it.each([
    ['noe som ikke er Bicep', 'main.bicep', 'param miljo string\n', 'param miljo string =\n', /linje \d+/],
    ['et navn som ikke finnes', 'main.bicep', 'sted: botsted', 'sted: botstad', /ukjent navn botstad/],
    ['et navn i en tekst', 'main.bicep', "'id-${navn}'", "'id-${namn}'", /ukjent navn namn/],
    [
      'en parameter ingen bruker',
      'moduler/bot.bicep',
      'param sted string',
      'param sted string\nparam ekstra string',
      /ekstra brukes ikke/,
    ],
    [
      'to med samme navn',
      'main.bicep',
      'var port = 3978',
      'var port = 3978\nvar port = 3979',
      /«port» finnes fra før/,
    ],
    [
      'en modul som ikke finnes',
      'main.bicep',
      "'moduler/bot.bicep'",
      "'moduler/bott.bicep'",
      /moduler\/bott\.bicep finnes ikke/,
    ],
    ['en modul som mangler noe', 'main.bicep', '    dager: loggDager\n', '', /logger mangler dager/],
    [
      'en modul som får noe ukjent',
      'main.bicep',
      '    dager: loggDager\n',
      '    dager: loggDager\n    uker: 4\n',
      /har ikke uker/,
    ],
    [
      'noe en modul ikke gir',
      'main.bicep',
      'hvelv.outputs.nokkelUrl',
      'hvelv.outputs.nokkel',
      /gir ikke nokkel/,
    ],
    [
      'noe fra en modul som ikke alltid er der',
      'main.bicep',
      'output app string = appnavn',
      'output app string = app.outputs.navn',
      /finnes ikke alltid/,
    ],
    [
      'en API-versjon som ikke er det',
      'moduler/hvelv.bicep',
      'vaults@2023-07-01',
      'vaults@2023-7-1',
      /ingen API-versjon/,
    ],
    [
      'en preview',
      'moduler/bot.bicep',
      'botServices@2022-09-15',
      'botServices@2023-09-15-preview',
      /er en preview/,
    ],
    [
      'et navn som først finnes etterpå',
      'moduler/register.bicep',
      'guid(register.id, brukerObjektId',
      'guid(register.properties.loginServer, brukerObjektId',
      /ikke kjent ved start/,
    ],
    [
      'et barn av feil forelder',
      'moduler/hvelv.bicep',
      "vaults/keys@2023-07-01' = {\n  parent: hvelv",
      "vaults/keys@2023-07-01' = {\n  parent: bruk",
      /hører ikke til/,
    ],
    [
      'et for langt navn',
      'main.bicep',
      "'kv-${miljo}-${hale}'",
      "'kv-${navn}-${hale}'",
      /er ikke et navn for Microsoft\.KeyVault/,
    ],
    [
      'et navn med feil tegn',
      'main.bicep',
      "'st${miljo}${hale}'",
      "'st-${miljo}${hale}'",
      /er ikke et navn for Microsoft\.Storage/,
    ],
    ['et for langt prefiks', 'main.bicep', '@maxLength(11)', '@maxLength(24)', /er ikke et navn for/],
    [
      'et passord',
      'moduler/database.bicep',
      "    version: '17'",
      "    version: '17'\n    administratorLoginPassword: 'hemmelig'",
      /en hemmelighet\?/,
    ],
    [
      'en hentet nøkkel',
      'moduler/logganker.bicep',
      'output omrade string = ',
      'output nokkel string = konto.listKeys().keys[0].value\noutput omrade string = ',
      /en hemmelighet\?/,
    ],
    [
      'en @secure-parameter',
      'main.bicep',
      'param prefiks string',
      '@secure()\nparam prefiks string',
      /ukjent dekoratør @secure/,
    ],
    [
      'en funksjon som ikke finnes',
      'main.bicep',
      'uniqueString(',
      'uniktTekst(',
      /ukjent funksjon uniktTekst/,
    ],
    [
      'et felt to ganger',
      'moduler/bot.bicep',
      "  kind: 'azurebot'",
      "  kind: 'azurebot'\n  kind: 'sdk'",
      /et felt to ganger/,
    ],
    [
      'en type som ikke finnes',
      'moduler/app.bicep',
      'param valg Valg',
      'param valg Valget',
      /ukjent type Valget/,
    ],
    [
      'et miljø uten det som må være der',
      'miljo/drift.bicepparam',
      "param miljo = 'drift'\n",
      '',
      /mangler miljo/,
    ],
    [
      'et miljø med noe ukjent',
      'miljo/drift.bicepparam',
      "param miljo = 'drift'",
      "param miljo = 'drift'\nparam farge = 'rod'",
      /farge finnes ikke/,
    ],
    [
      'et miljø med en verdi som ikke er lov',
      'miljo/drift.bicepparam',
      "param miljo = 'drift'",
      "param miljo = 'test'",
      /kan ikke være «test»/,
    ],
    [
      'en innstilling som er skrevet feil',
      'miljo/drift.bicepparam',
      "LAGRINGSDAGER: '90'",
      "LAGRINSDAGER: '90'",
      /LAGRINSDAGER er ingen innstilling/,
    ],
    [
      'et valg som ikke finnes',
      'miljo/drift.bicepparam',
      "LAGRINGSDAGER: '90'",
      "KANALVAKT: 'ja'",
      /KANALVAKT kan ikke være «ja»/,
    ],
  ])('finner %s', (_, sti, fra, til, ventet) => {
    const feil = bicepfeil(plant(sti, fra, til))
    expect(feil.join('\n')).toMatch(ventet)
  })

  it('finner en fil ingen bruker', () => {
    expect(bicepfeil({ ...FILER, 'moduler/glemt.bicep': 'output a string = tenant().tenantId\n' })).toEqual([
      'moduler/glemt.bicep: brukes ikke',
    ])
  })

  it('har bare plassholdere der kommunens egne id-er og adresser skal stå', () => {
    for (const [sti, tekst] of Object.entries(FILER).filter(([s]) => s.endsWith('param'))) {
      const ider = tekst.match(/[0-9a-f]{8}-[0-9a-f-]{27}/gi) ?? []
      expect(ider.length, sti).toBeGreaterThan(0)
      expect(new Set(ider), sti).toEqual(new Set(['00000000-0000-0000-0000-000000000000']))
      expect(tekst.match(/[\w.]+@[\w.]+/g), sti).toEqual(['drift@kommunen.example'])
    }
  })
})

const ulike = (filer: Filer, variabler: readonly string[] = MILJOVARIABLER): string[] => {
  const { faste, valgfrie } = innstillingeneI(filer)
  const satt = [...Object.keys(faste), ...valgfrie, ...Object.keys(IKKE_I_AZURE)]
  return [
    ...variabler.filter(navn => !satt.includes(navn)).map(navn => `${navn} har ingen plass i infra/moduler`),
    ...satt.filter(navn => !variabler.includes(navn)).map(navn => `${navn} leses ikke av src/config.ts`),
    ...satt.filter((navn, i) => satt.indexOf(navn) !== i).map(navn => `${navn} settes to steder`),
  ]
}

describe('innstillingene i Azure', () => {
  it('har plass til hver av dem boten leser, og ingen andre', () => {
    expect(MILJOVARIABLER.length).toBeGreaterThan(30)
    expect(ulike(FILER)).toEqual([])
  })

  it.each([
    [
      'en ny innstilling',
      FILER,
      [...MILJOVARIABLER, 'NY_INNSTILLING'],
      'NY_INNSTILLING har ingen plass i infra/moduler',
    ],
    [
      'en som er tatt bort',
      FILER,
      MILJOVARIABLER.filter(n => n !== 'STILLE_TID'),
      'STILLE_TID leses ikke av src/config.ts',
    ],
  ])('finner %s', (_, filer, variabler, ventet) => {
    expect(ulike(filer, variabler)).toEqual([ventet])
  })

  it('er nok til å starte', () => {
    const { faste } = innstillingeneI(FILER)
    const guid = '11111111-1111-4111-8111-111111111111'
    const fylt: Record<string, string> = {
      ADMINISTRATORER: guid,
      APP_ID: guid,
      DATABASE_URL: 'postgres://id-skolestotte-drift@psql-x.postgres.database.azure.com:5432/skolestotte',
      IDENTITET_KLIENT_ID: guid,
      LOGGANKER: '/logganker/ankere/ankere.jsonl',
      NOKKELHVELV: 'https://kv-drift-abc.vault.azure.net/keys/hovednokkel',
      OFFENTLIG_ADRESSE: 'https://ca-skolestotte-drift.noe.norwayeast.azurecontainerapps.io',
      PORT: '3978',
      SIKKERHETSKOPI_DAGER: '7',
      TENANT_ID: guid,
    }
    const miljo = Object.fromEntries(
      Object.entries(faste).map(([navn, verdi]) => [navn, verdi.startsWith('=') ? fylt[navn] : verdi]),
    )
    expect(lesInnstillinger(miljo)).toMatchObject({ databaseMedToken: true, metrikk: undefined })
    for (const navn of Object.keys(fylt)) {
      if (['IDENTITET_KLIENT_ID', 'OFFENTLIG_ADRESSE', 'PORT', 'SIKKERHETSKOPI_DAGER'].includes(navn))
        continue
      expect(() => lesInnstillinger({ ...miljo, [navn]: undefined }), navn).toThrow(navn)
    }
  })
})

/** What must hold of the resources, as [type, path, value]. */
const VERN: [string, string, unknown][] = [
  ['Microsoft.KeyVault/vaults', 'properties.enableRbacAuthorization', true],
  ['Microsoft.KeyVault/vaults', 'properties.enablePurgeProtection', true],
  ['Microsoft.KeyVault/vaults', 'properties.enableSoftDelete', true],
  ['Microsoft.KeyVault/vaults', 'properties.publicNetworkAccess', 'Disabled'],
  ['Microsoft.DBforPostgreSQL/flexibleServers', 'properties.authConfig.passwordAuth', 'Disabled'],
  ['Microsoft.DBforPostgreSQL/flexibleServers', 'properties.authConfig.activeDirectoryAuth', 'Enabled'],
  ['Microsoft.DBforPostgreSQL/flexibleServers', 'properties.network.publicNetworkAccess', 'Disabled'],
  [
    'Microsoft.DBforPostgreSQL/flexibleServers',
    'properties.backup.backupRetentionDays',
    '=sikkerhetskopiDager',
  ],
  ['Microsoft.Storage/storageAccounts', 'properties.publicNetworkAccess', 'Disabled'],
  ['Microsoft.Storage/storageAccounts', 'properties.allowSharedKeyAccess', false],
  ['Microsoft.Storage/storageAccounts', 'properties.allowBlobPublicAccess', false],
  ['Microsoft.ContainerRegistry/registries', 'properties.adminUserEnabled', false],
  ['Microsoft.App/containerApps', 'properties.configuration.ingress.allowInsecure', false],
  ['Microsoft.App/containerApps', 'properties.configuration.ingress.targetPort', '=port'],
  ['Microsoft.App/containerApps', 'properties.template.scale.minReplicas', '=replikaer'],
  ['Microsoft.App/managedEnvironments', 'properties.appLogsConfiguration.destination', 'azure-monitor'],
  ['Microsoft.BotService/botServices', 'properties.msaAppType', 'UserAssignedMSI'],
  ['Microsoft.BotService/botServices', 'properties.disableLocalAuth', true],
]

const vernfeil = (filer: Filer): string[] =>
  VERN.flatMap(([type, sti, ventet]) => {
    const funnet = ressurserAv(filer, type)
    if (funnet.length === 0) return [`${type} mangler`]
    return funnet.flatMap(r => (r.felt[sti] === ventet ? [] : [`${type}: ${sti} er ${String(r.felt[sti])}`]))
  })

const KRYPTOBRUKER = '12338af0-0e69-4776-bea7-57ae8d297424'
const ACR_PULL = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

/** What the identity is let do, as role and scope. */
const roller = (filer: Filer): string[] =>
  ressurserAv(filer, 'Microsoft.Authorization/roleAssignments')
    .map(({ sti, felt }) => {
      const id = /'([0-9a-f-]{36})'/.exec(filer[sti] ?? '')?.[1] ?? ''
      return `${id} ${String(felt['scope'])} ${String(felt['properties.principalId'])}`
    })
    .sort()

describe('vernet i Azure', () => {
  it('er på', () => {
    expect(vernfeil(FILER)).toEqual([])
  })

  it.each([
    ['moduler/hvelv.bicep', "publicNetworkAccess: 'Disabled'", "publicNetworkAccess: 'Enabled'"],
    ['moduler/hvelv.bicep', 'enablePurgeProtection: true', 'enablePurgeProtection: false'],
    ['moduler/database.bicep', "passwordAuth: 'Disabled'", "passwordAuth: 'Enabled'"],
    ['moduler/database.bicep', 'backupRetentionDays: sikkerhetskopiDager', 'backupRetentionDays: 35'],
    ['moduler/logganker.bicep', 'allowSharedKeyAccess: false', 'allowSharedKeyAccess: true'],
    ['moduler/app.bicep', 'allowInsecure: false', 'allowInsecure: true'],
    ['moduler/bot.bicep', "'UserAssignedMSI'", "'MultiTenant'"],
  ])('%s: finner at «%s» er blitt «%s»', (sti, fra, til) => {
    expect(vernfeil(plant(sti, fra, til))).toHaveLength(1)
  })

  it('lar identiteten bruke hovednøkkelen og hente bildet, og ikke noe mer', () => {
    expect(roller(FILER)).toEqual([
      `${KRYPTOBRUKER} =hovednokkel =brukerObjektId`,
      `${ACR_PULL} =register =brukerObjektId`,
    ])
    const [nokkel] = ressurserAv(FILER, 'Microsoft.KeyVault/vaults/keys')
    // As src/azure/nokkelhvelv.ts says it needs, besides reading the public half.
    const gjor = [0, 1, 2, 3, 4].map(nr => nokkel?.felt[`properties.keyOps.${nr}`])
    expect(gjor).toEqual(['wrapKey', 'unwrapKey', 'sign', 'verify', undefined])
    const [admin] = ressurserAv(FILER, 'Microsoft.DBforPostgreSQL/flexibleServers/administrators')
    expect(admin?.felt).toMatchObject({ name: '=brukerObjektId', 'properties.principalName': '=brukerNavn' })
  })

  it('spør /helse/live om prosessen lever, og lar bare alarmen spørre /helse/klar', () => {
    const [app] = ressurserAv(FILER, 'Microsoft.App/containerApps')
    const prober = Object.entries(app?.felt ?? {}).filter(([sti]) => sti.endsWith('httpGet.path'))
    expect(prober.map(([, verdi]) => verdi)).toEqual(['/helse/live', '/helse/live', '/helse/live'])
    expect(FILER['moduler/alarmer.bicep']).toContain("RequestUrl: '${adresse}/helse/klar'")
    expect(FILER['main.bicep']).toMatch(/@minValue\(2\)\n@maxValue\(10\)\nparam replikaer/)
  })

  it('har ikke port for tall', () => {
    const tekst = Object.values(FILER).join('\n')
    expect(tekst).not.toMatch(/METRIKK|9464|additionalPortMappings/)
  })
})
