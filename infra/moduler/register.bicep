// Where the image lies.
param sted string
param navn string
param brukerObjektId string
param arbeidsomradeId string

// AcrPull
var henter = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource register 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: navn
  location: sted
  sku: { name: 'Basic' }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}

resource hent 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(register.id, brukerObjektId, henter)
  scope: register
  properties: {
    principalId: brukerObjektId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', henter)
  }
}

resource diagnostikk 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logger'
  scope: register
  properties: {
    workspaceId: arbeidsomradeId
    logs: [
      { categoryGroup: 'audit', enabled: true }
    ]
  }
}

output navn string = register.name
output tjener string = register.properties.loginServer
