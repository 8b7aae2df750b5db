// Where the ends of the access log are kept, signed: outside the database, so that whoever runs it cannot shorten the log unseen.
// NFS and not SMB, for SMB is mounted with the account's key, and then there is a secret. Nobody has a key to this; it is reached
// from our own network alone. Whoever owns the subscription can still get at it: the lock makes that a deed, not a slip.
param sted string
param navn string
param subnettId string
param dnsSoneId string
param las bool

var omrade = 'logganker'

resource konto 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: navn
  location: sted
  kind: 'FileStorage'
  sku: { name: 'Premium_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
    // NFS has no https. What is written is signed, and holds no text and nobody's name.
    supportsHttpsTrafficOnly: false
  }
}

resource filer 'Microsoft.Storage/storageAccounts/fileServices@2023-05-01' = {
  parent: konto
  name: 'default'
  properties: {
    shareDeleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

resource filomrade 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-05-01' = {
  parent: filer
  name: omrade
  properties: {
    enabledProtocols: 'NFS'
    rootSquash: 'NoRootSquash'
    // The least there is.
    shareQuota: 100
  }
}

module endepunkt 'privat-endepunkt.bicep' = {
  name: 'logganker-endepunkt'
  params: {
    sted: sted
    navn: 'pe-${navn}'
    gjelderId: konto.id
    del: 'file'
    subnettId: subnettId
    dnsSoneId: dnsSoneId
  }
}

resource sperre 'Microsoft.Authorization/locks@2020-05-01' = if (las) {
  name: 'skal-ikke-slettes'
  scope: konto
  properties: { level: 'CanNotDelete' }
}

output tjener string = '${konto.name}.file.${environment().suffixes.storage}'
output omrade string = '/${konto.name}/${filomrade.name}'
