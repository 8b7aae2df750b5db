// The registration that Teams finds the bot by. In Europe: what Azure Bot Service keeps and handles, stays there.
param sted string
param navn string
param endepunkt string
param identitetId string
param klientId string
param arbeidsomradeId string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: navn
  location: sted
  kind: 'azurebot'
  sku: { name: 'S1' }
  properties: {
    displayName: 'Skolestøtte'
    endpoint: endepunkt
    // The home tenant alone, and no secret.
    msaAppType: 'UserAssignedMSI'
    msaAppId: klientId
    msaAppMSIResourceId: identitetId
    msaAppTenantId: tenant().tenantId
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: sted
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      enableCalling: false
      deploymentEnvironment: 'CommercialDeployment'
    }
  }
}

resource diagnostikk 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logger'
  scope: bot
  properties: {
    workspaceId: arbeidsomradeId
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
  }
}
