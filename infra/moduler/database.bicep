// PostgreSQL with no password and no way in from the internet. The bot's identity is its one administrator.
param sted string
param navn string
param brukerNavn string
param brukerObjektId string
param subnettId string
param dnsSoneId string
param arbeidsomradeId string
param sikkerhetskopiDager int
param kopiAnnetSted bool
param iToSoner bool
param storrelse { navn: string, trinn: 'Burstable' | 'GeneralPurpose' }
param las bool

resource tjener 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: navn
  location: sted
  sku: { name: storrelse.navn, tier: storrelse.trinn }
  properties: {
    version: '17'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    network: {
      delegatedSubnetResourceId: subnettId
      privateDnsZoneArmResourceId: dnsSoneId
      publicNetworkAccess: 'Disabled'
    }
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: {
      backupRetentionDays: sikkerhetskopiDager
      geoRedundantBackup: kopiAnnetSted ? 'Enabled' : 'Disabled'
    }
    highAvailability: { mode: iToSoner ? 'ZoneRedundant' : 'Disabled' }
  }
}

resource base 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: tjener
  name: 'skolestotte'
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
}

resource administrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: tjener
  name: brukerObjektId
  properties: {
    principalType: 'ServicePrincipal'
    principalName: brukerNavn
    tenantId: tenant().tenantId
  }
  // The server does one thing at a time.
  dependsOn: [base]
}

// A query that failed is not written to the log: some of it is in clear, such as the titles of a school's own activities.
resource utenSporringer 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: tjener
  name: 'log_min_error_statement'
  properties: { value: 'panic', source: 'user-override' }
  dependsOn: [administrator]
}

resource diagnostikk 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logger'
  scope: tjener
  properties: {
    workspaceId: arbeidsomradeId
    logs: [
      { category: 'PostgreSQLLogs', enabled: true }
    ]
    metrics: [
      { category: 'AllMetrics', enabled: true }
    ]
  }
}

resource sperre 'Microsoft.Authorization/locks@2020-05-01' = if (las) {
  name: 'skal-ikke-slettes'
  scope: tjener
  properties: { level: 'CanNotDelete' }
}

output id string = tjener.id
output tjenernavn string = tjener.name
output vert string = tjener.properties.fullyQualifiedDomainName
output base string = base.name
