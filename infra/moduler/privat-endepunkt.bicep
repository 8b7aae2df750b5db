// A way in from our own network to something that has no other.
param sted string
param navn string
param gjelderId string
param del string
param subnettId string
param dnsSoneId string

resource endepunkt 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: navn
  location: sted
  properties: {
    subnet: { id: subnettId }
    privateLinkServiceConnections: [
      {
        name: navn
        properties: {
          privateLinkServiceId: gjelderId
          groupIds: [del]
        }
      }
    ]
  }
}

resource navneoppslag 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = {
  parent: endepunkt
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      { name: del, properties: { privateDnsZoneId: dnsSoneId } }
    ]
  }
}
