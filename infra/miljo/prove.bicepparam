// For øving og opplæring: bare oppdiktede barn og saker. Bytt ut det som har nuller, og e-postadressen.
using '../main.bicep'

param miljo = 'prove'
param administratorer = ['00000000-0000-0000-0000-000000000000']
param varslesPaEpost = 'drift@kommunen.example'
param las = false
