// The bot answers the internet on one https port. The database, the vault and the file with the signed ends of the log are
// reached from inside this network alone.
param sted string
param navn string

resource databaseregler 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-${navn}-database'
  location: sted
  properties: {
    securityRules: [
      {
        name: 'fra-appene'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.60.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.60.1.0/28'
          destinationPortRange: '5432'
        }
      }
      {
        // The two halves of a database in two zones.
        name: 'seg-imellom'
        properties: {
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.60.1.0/28'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.60.1.0/28'
          destinationPortRange: '5432'
        }
      }
      {
        name: 'ingen-andre'
        properties: {
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: 'VirtualNetwork'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource nett 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: navn
  location: sted
  properties: {
    addressSpace: { addressPrefixes: ['10.60.0.0/16'] }
    subnets: [
      {
        name: 'apper'
        properties: {
          addressPrefix: '10.60.0.0/24'
          delegations: [
            { name: 'apper', properties: { serviceName: 'Microsoft.App/environments' } }
          ]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.60.1.0/28'
          networkSecurityGroup: { id: databaseregler.id }
          delegations: [
            { name: 'database', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }
          ]
        }
      }
      {
        name: 'endepunkter'
        properties: { addressPrefix: '10.60.2.0/27' }
      }
    ]
  }
}

resource databasesone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'skolestotte.private.postgres.database.azure.com'
  location: 'global'
}

resource hvelvsone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  location: 'global'
}

resource filsone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.file.${environment().suffixes.storage}'
  location: 'global'
}

resource databasekobling 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: databasesone
  name: 'nett'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: nett.id }
  }
}

resource hvelvkobling 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: hvelvsone
  name: 'nett'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: nett.id }
  }
}

resource filkobling 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: filsone
  name: 'nett'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: nett.id }
  }
}

output apperId string = '${nett.id}/subnets/apper'
output databaseId string = '${nett.id}/subnets/database'
output endepunkterId string = '${nett.id}/subnets/endepunkter'
output databasesoneId string = databasesone.id
output hvelvsoneId string = hvelvsone.id
output filsoneId string = filsone.id
