// For ekte saker. Bytt ut det som har nuller, og e-postadressen.
using '../main.bicep'

param miljo = 'drift'
param administratorer = ['00000000-0000-0000-0000-000000000000']
param varslesPaEpost = 'drift@kommunen.example'
param databasestorrelse = { navn: 'Standard_D2ds_v5', trinn: 'GeneralPurpose' }
param databaseIToSoner = true
param flereSoner = true
param sikkerhetskopiDager = 7
param valg = {
  LAGRINGSDAGER: '90'
}
