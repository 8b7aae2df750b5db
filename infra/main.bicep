// Everything the bot needs in one resource group: see «Ta i bruk i din kommune» in README.md.
// One deployment for one home tenant. There is no secret in it: what logs in, logs in as the managed identity.
targetScope = 'resourceGroup'

import { Valg } from 'moduler/typer.bicep'

@description('Hvor alt ligger som kan ligge i Norge.')
@allowed(['norwayeast', 'westeurope'])
param sted string = 'norwayeast'

@description('Hvor botregistreringen ligger. Azure Bot finnes ikke i Norge; West Europe er den i EU.')
@allowed(['westeurope'])
param botsted string = 'westeurope'

@description('Begynnelsen på navnene.')
@minLength(3)
@maxLength(11)
param prefiks string = 'skolestotte'

@description('Prøve og drift har hver sin ressursgruppe, og deler ingenting.')
@allowed(['prove', 'drift'])
param miljo string

@description('Bildet som skal kjøre, med registerets navn og versjon. Tomt første gang: Da lages alt annet, og registeret å legge det i.')
param bilde string = ''

@description('Entra-objekt-id-ene til dem som knytter skoler til kanaler og gir roller.')
@minLength(1)
param administratorer string[]

@description('Hvem alarmene sendes til.')
param varslesPaEpost string

@description('Innstillinger som er noe annet enn standard, som i tabellen i README.')
param valg Valg = {}

@description('Hvor tall og spor sendes (OTLP over HTTP); tomt: ingen steder.')
param otlpEndepunkt string = ''

@description('Så lenge finnes kopier av databasen. Kvitteringen for en slettet sak sier det samme.')
@minValue(7)
@maxValue(35)
param sikkerhetskopiDager int = 7

@description('Kopier også i Norway West. Kan bare velges når databasen lages.')
param kopiAnnetSted bool = false

@description('Databasen i to soner, med automatisk bytte.')
param databaseIToSoner bool = false

@description('Størrelsen på databasen.')
param databasestorrelse { navn: string, trinn: 'Burstable' | 'GeneralPurpose' } = {
  navn: 'Standard_B1ms'
  trinn: 'Burstable'
}

@description('Databasens navn. Settes bare etter at en kopi er lagt tilbake: da til navnet på den nye.')
param databasetjener string = 'psql-${prefiks}-${miljo}-${uniqueString(resourceGroup().id, '${prefiks}-${miljo}')}'

@description('Hvor mange av boten som alltid kjører.')
@minValue(2)
@maxValue(10)
param replikaer int = 2

@description('Replikaene i flere soner. Kan bare velges når miljøet lages.')
param flereSoner bool = false

@description('Databasen, hvelvet og filen med signaturer kan ikke slettes uten at låsen tas bort først.')
param las bool = true

@description('Så lenge beholdes logger i Log Analytics, i dager.')
@minValue(30)
@maxValue(365)
param loggDager int = 30

var navn = '${prefiks}-${miljo}'
var hale = uniqueString(resourceGroup().id, navn)
var port = 3978

module identitet 'moduler/identitet.bicep' = {
  name: 'identitet'
  params: {
    sted: sted
    navn: 'id-${navn}'
  }
}

module logger 'moduler/logger.bicep' = {
  name: 'logger'
  params: {
    sted: sted
    navn: 'log-${navn}'
    dager: loggDager
  }
}

module nettverk 'moduler/nettverk.bicep' = {
  name: 'nettverk'
  params: {
    sted: sted
    navn: 'vnet-${navn}'
  }
}

module hvelv 'moduler/hvelv.bicep' = {
  name: 'hvelv'
  params: {
    sted: sted
    navn: 'kv-${miljo}-${hale}'
    brukerObjektId: identitet.outputs.objektId
    subnettId: nettverk.outputs.endepunkterId
    dnsSoneId: nettverk.outputs.hvelvsoneId
    arbeidsomradeId: logger.outputs.id
    las: las
  }
}

module database 'moduler/database.bicep' = {
  name: 'database'
  params: {
    sted: sted
    navn: databasetjener
    brukerNavn: identitet.outputs.navn
    brukerObjektId: identitet.outputs.objektId
    subnettId: nettverk.outputs.databaseId
    dnsSoneId: nettverk.outputs.databasesoneId
    arbeidsomradeId: logger.outputs.id
    sikkerhetskopiDager: sikkerhetskopiDager
    kopiAnnetSted: kopiAnnetSted
    iToSoner: databaseIToSoner
    storrelse: databasestorrelse
    las: las
  }
}

module logganker 'moduler/logganker.bicep' = {
  name: 'logganker'
  params: {
    sted: sted
    navn: 'st${miljo}${hale}'
    subnettId: nettverk.outputs.endepunkterId
    dnsSoneId: nettverk.outputs.filsoneId
    las: las
  }
}

module register 'moduler/register.bicep' = {
  name: 'register'
  params: {
    sted: sted
    navn: 'cr${miljo}${hale}'
    brukerObjektId: identitet.outputs.objektId
    arbeidsomradeId: logger.outputs.id
  }
}

module containermiljo 'moduler/containermiljo.bicep' = {
  name: 'containermiljo'
  params: {
    sted: sted
    navn: 'cae-${navn}'
    subnettId: nettverk.outputs.apperId
    arbeidsomradeId: logger.outputs.id
    flereSoner: flereSoner
    filtjener: logganker.outputs.tjener
    filomrade: logganker.outputs.omrade
  }
}

var appnavn = 'ca-${navn}'
// Known before the app is: the bot's registration and the app each need it.
var adresse = 'https://${appnavn}.${containermiljo.outputs.domene}'

module app 'moduler/app.bicep' = if (!empty(bilde)) {
  name: 'app'
  params: {
    sted: sted
    navn: appnavn
    bilde: bilde
    port: port
    replikaer: replikaer
    containermiljoId: containermiljo.outputs.id
    ankerlager: containermiljo.outputs.ankerlager
    register: register.outputs.tjener
    identitetId: identitet.outputs.id
    klientId: identitet.outputs.klientId
    databaseUrl: 'postgres://${identitet.outputs.navn}@${database.outputs.vert}:5432/${database.outputs.base}'
    nokkelUrl: hvelv.outputs.nokkelUrl
    adresse: adresse
    administratorer: administratorer
    sikkerhetskopiDager: sikkerhetskopiDager
    valg: valg
    otlpEndepunkt: otlpEndepunkt
  }
}

module bot 'moduler/bot.bicep' = {
  name: 'bot'
  params: {
    sted: botsted
    navn: 'bot-${navn}-${hale}'
    endepunkt: '${adresse}/api/messages'
    identitetId: identitet.outputs.id
    klientId: identitet.outputs.klientId
    arbeidsomradeId: logger.outputs.id
  }
}

module alarmer 'moduler/alarmer.bicep' = if (!empty(bilde)) {
  name: 'alarmer'
  params: {
    sted: sted
    navn: navn
    epost: varslesPaEpost
    adresse: adresse
    appnavn: appnavn
    appId: resourceId('Microsoft.App/containerApps', appnavn)
    databaseId: database.outputs.id
    arbeidsomradeId: logger.outputs.id
    replikaer: replikaer
  }
  dependsOn: [app]
}

@description('Til apppakken: botId.')
output botId string = identitet.outputs.klientId
@description('Til rettighetene i Graph og Exchange.')
output identitetObjektId string = identitet.outputs.objektId
@description('Til apppakken: validDomains.')
output vert string = '${appnavn}.${containermiljo.outputs.domene}'
@description('Hvor bildet legges.')
output register string = register.outputs.navn
output app string = appnavn
output database string = database.outputs.tjenernavn
output hvelv string = hvelv.outputs.navn
