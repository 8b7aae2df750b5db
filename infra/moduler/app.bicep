// The bot. Every setting that src/config.ts reads is set here, or may be chosen in `valg`.
import { Valg } from 'typer.bicep'

param sted string
param navn string
param bilde string
param port int
param replikaer int
param containermiljoId string
param ankerlager string
param register string
param identitetId string
param klientId string
param databaseUrl string
param nokkelUrl string
param adresse string
param administratorer string[]
param sikkerhetskopiDager int
param valg Valg
param otlpEndepunkt string

var ankermappe = '/logganker'
// `node` in the image.
var uid = 1000

var faste = [
  { name: 'ADMINISTRATORER', value: join(administratorer, ',') }
  { name: 'APP_ID', value: klientId }
  { name: 'APP_TYPE', value: 'UserAssignedMsi' }
  { name: 'DATABASE_INNLOGGING', value: 'entra' }
  { name: 'DATABASE_URL', value: databaseUrl }
  { name: 'IDENTITET_KLIENT_ID', value: klientId }
  { name: 'LOGGANKER', value: '${ankermappe}/ankere/ankere.jsonl' }
  { name: 'NOKKELHVELV', value: nokkelUrl }
  { name: 'OFFENTLIG_ADRESSE', value: adresse }
  { name: 'PORT', value: string(port) }
  { name: 'SIKKERHETSKOPI_DAGER', value: string(sikkerhetskopiDager) }
  { name: 'TENANT_ID', value: tenant().tenantId }
]
var valgte = [for innstilling in items(valg): { name: innstilling.key, value: innstilling.value }]
var maling = empty(otlpEndepunkt) ? [] : [
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: otlpEndepunkt }
]

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: navn
  location: sted
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identitetId}': {} }
  }
  properties: {
    environmentId: containermiljoId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      // The one port that the internet sees: https, and every request from Teams must bear a token.
      ingress: {
        external: true
        allowInsecure: false
        targetPort: port
        transport: 'http'
      }
      registries: [
        { server: register, identity: identitetId }
      ]
    }
    template: {
      // What has been begun is finished first.
      terminationGracePeriodSeconds: 60
      // A new share is root's. The bot is not, and gets a folder of its own there.
      initContainers: [
        {
          name: 'ankermappe'
          image: 'mcr.microsoft.com/azurelinux/base/core:3.0'
          command: ['/bin/sh', '-c']
          args: ['mkdir -p ${ankermappe}/ankere && chown ${uid}:${uid} ${ankermappe}/ankere && chmod 700 ${ankermappe}/ankere']
          resources: { cpu: json('0.25'), memory: '0.5Gi' }
          volumeMounts: [
            { volumeName: 'logganker', mountPath: ankermappe }
          ]
        }
      ]
      containers: [
        {
          name: 'bot'
          image: bilde
          env: concat(faste, valgte, maling)
          resources: { cpu: json('0.5'), memory: '1Gi' }
          volumeMounts: [
            { volumeName: 'logganker', mountPath: ankermappe }
          ]
          // All three ask whether the process lives. /helse/klar is for the alarm: a job that is late is late for every
          // replica, and then nobody would answer.
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/helse/live', port: port }
              // Migrations come first.
              periodSeconds: 20
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: { path: '/helse/live', port: port }
              periodSeconds: 15
              timeoutSeconds: 5
              failureThreshold: 4
            }
            {
              type: 'Readiness'
              httpGet: { path: '/helse/live', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: { minReplicas: replikaer, maxReplicas: replikaer }
      volumes: [
        { name: 'logganker', storageType: 'NfsAzureFile', storageName: ankerlager }
      ]
    }
  }
}
