// The master key. It wraps the key of each case and signs the access log, and never leaves the vault.
param sted string
param navn string
param brukerObjektId string
param subnettId string
param dnsSoneId string
param arbeidsomradeId string
param las bool

// Key Vault Crypto User: use keys, and neither make, change nor delete them.
var kryptobruker = '12338af0-0e69-4776-bea7-57ae8d297424'

resource hvelv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: navn
  location: sted
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'premium' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Without the key everything is lost for good: nobody can hurry that.
    enablePurgeProtection: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}

resource hovednokkel 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: hvelv
  name: 'hovednokkel'
  properties: {
    kty: 'RSA-HSM'
    keySize: 3072
    keyOps: ['wrapKey', 'unwrapKey', 'sign', 'verify']
    rotationPolicy: {
      lifetimeActions: [
        {
          trigger: { timeAfterCreate: 'P1Y' }
          action: { type: 'rotate' }
        }
      ]
    }
  }
}

resource bruk 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hovednokkel.id, brukerObjektId, kryptobruker)
  // This key, and no other that may come to lie here.
  scope: hovednokkel
  properties: {
    principalId: brukerObjektId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', kryptobruker)
  }
}

module endepunkt 'privat-endepunkt.bicep' = {
  name: 'hvelv-endepunkt'
  params: {
    sted: sted
    navn: 'pe-${navn}'
    gjelderId: hvelv.id
    del: 'vault'
    subnettId: subnettId
    dnsSoneId: dnsSoneId
  }
}

resource diagnostikk 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logger'
  scope: hvelv
  properties: {
    workspaceId: arbeidsomradeId
    logs: [
      { categoryGroup: 'audit', enabled: true }
    ]
  }
}

resource sperre 'Microsoft.Authorization/locks@2020-05-01' = if (las) {
  name: 'skal-ikke-slettes'
  scope: hvelv
  properties: { level: 'CanNotDelete' }
}

output navn string = hvelv.name
output nokkelUrl string = hovednokkel.properties.keyUri
