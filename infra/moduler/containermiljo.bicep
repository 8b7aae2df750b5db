// Where the bot runs: in our own network, with its logs sent on without a key.
param sted string
param navn string
param subnettId string
param arbeidsomradeId string
param flereSoner bool
param filtjener string
param filomrade string

resource miljo 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: navn
  location: sted
  properties: {
    zoneRedundant: flereSoner
    vnetConfiguration: {
      infrastructureSubnetId: subnettId
      internal: false
    }
    workloadProfiles: [
      { name: 'Consumption', workloadProfileType: 'Consumption' }
    ]
    appLogsConfiguration: { destination: 'azure-monitor' }
  }
}

resource ankerlager 'Microsoft.App/managedEnvironments/storages@2025-01-01' = {
  parent: miljo
  name: 'logganker'
  properties: {
    nfsAzureFile: {
      server: filtjener
      shareName: filomrade
      accessMode: 'ReadWrite'
    }
  }
}

resource diagnostikk 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logger'
  scope: miljo
  properties: {
    workspaceId: arbeidsomradeId
    logs: [
      { category: 'ContainerAppConsoleLogs', enabled: true }
      { category: 'ContainerAppSystemLogs', enabled: true }
    ]
  }
}

output id string = miljo.id
output domene string = miljo.properties.defaultDomain
output ankerlager string = ankerlager.name
