// Where logs go. The bot's own hold codes and times, never text or names.
param sted string
param navn string
param dager int

resource arbeidsomrade 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: navn
  location: sted
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: dager
  }
}

output id string = arbeidsomrade.id
