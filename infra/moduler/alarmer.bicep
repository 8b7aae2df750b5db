// Tells by e-mail when the bot does not do its work. It cannot do so itself when it is the sending that has stopped.
param sted string
param navn string
param epost string
param adresse string
param appnavn string
param appId string
param databaseId string
param arbeidsomradeId string
param replikaer int

resource mottakere 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${navn}'
  location: 'global'
  properties: {
    groupShortName: 'skolestotte'
    enabled: true
    emailReceivers: [
      { name: 'drift', emailAddress: epost, useCommonAlertSchema: true }
    ]
  }
}

resource innsikt 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${navn}'
  location: sted
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: arbeidsomradeId
  }
}

// Five places ask every five minutes each. Not ready is said for a queue that stands still, late jobs and a database that is gone,
// so that this one alarm covers them.
resource klar 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'test-${navn}-klar'
  location: sted
  kind: 'standard'
  tags: { 'hidden-link:${innsikt.id}': 'Resource' }
  properties: {
    SyntheticMonitorId: 'test-${navn}-klar'
    Name: 'Skolestøtte er klar'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [
      { Id: 'emea-nl-ams-azr' }
      { Id: 'emea-gb-db3-azr' }
      { Id: 'emea-se-sto-edge' }
      { Id: 'emea-fr-pra-edge' }
      { Id: 'emea-ch-zrh-edge' }
    ]
    Request: {
      RequestUrl: '${adresse}/helse/klar'
      HttpVerb: 'GET'
      FollowRedirects: false
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource ikkeKlar 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alarm-${navn}-ikke-klar'
  location: 'global'
  properties: {
    description: 'Skolestøtte svarer ikke 200 på /helse/klar. Åpne adressen: Kodene sier hvorfor, og README hva som gjøres.'
    severity: 1
    enabled: true
    scopes: [klar.id, innsikt.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: klar.id
      componentId: innsikt.id
      failedLocationCount: 3
    }
    actions: [
      { actionGroupId: mottakere.id }
    ]
  }
}

resource omstarter 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alarm-${navn}-omstarter'
  location: 'global'
  properties: {
    description: 'Boten starter om og om igjen.'
    severity: 2
    enabled: true
    scopes: [appId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'omstarter'
          metricName: 'RestartCount'
          operator: 'GreaterThan'
          threshold: 2
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: [
      { actionGroupId: mottakere.id }
    ]
  }
}

resource replikaerBorte 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alarm-${navn}-replikaer'
  location: 'global'
  properties: {
    description: 'Færre kjører enn det skal være.'
    severity: 2
    enabled: true
    scopes: [appId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'replikaer'
          metricName: 'Replicas'
          operator: 'LessThan'
          threshold: replikaer
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: [
      { actionGroupId: mottakere.id }
    ]
  }
}

resource databaseplass 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alarm-${navn}-databaseplass'
  location: 'global'
  properties: {
    description: 'Databasen er snart full.'
    severity: 2
    enabled: true
    scopes: [databaseId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'plass'
          metricName: 'storage_percent'
          operator: 'GreaterThan'
          threshold: 80
          timeAggregation: 'Average'
        }
      ]
    }
    actions: [
      { actionGroupId: mottakere.id }
    ]
  }
}

resource loggBrutt 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'alarm-${navn}-logg-brutt'
  location: sted
  kind: 'LogAlert'
  properties: {
    displayName: 'Tilgangsloggen stemmer ikke med det som er signert'
    description: 'Kjør logg:verifiser. Ikke rør databasen før det er avklart hva som har skjedd.'
    severity: 0
    enabled: true
    scopes: [arbeidsomradeId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    // The table is not there before the first line is.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs | where ContainerAppName == "${appnavn}" | where tostring(parse_json(Log).kode) == "logg-brutt"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [mottakere.id] }
  }
}
