// Who the bot is: to Teams, to the database, to the vault and to Graph.
param sted string
param navn string

resource identitet 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: navn
  location: sted
}

output id string = identitet.id
output navn string = identitet.name
output klientId string = identitet.properties.clientId
output objektId string = identitet.properties.principalId
