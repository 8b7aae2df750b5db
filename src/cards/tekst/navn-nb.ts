import type { Sakstype } from '../../sak/saker.ts'
import type { Andre } from '../../samtykke/samtykke.ts'
import type { Rolle } from '../../tilgang/roller.ts'

export const roller: Record<Rolle, string> = {
  rektor: 'rektor',
  sosiallarer: 'sosiallærer',
  sosialagent: 'sosialagent',
  helsesykepleier: 'helsesykepleier',
  barnevern_mottak: 'barnevernet (mottak)',
  kontaktperson: 'kontaktperson (barnevernet)',
  familieveileder: 'familieveileder',
  fagkonsulent: 'fagkonsulent',
  avdelingsleder: 'avdelingsleder (barnevernet)',
  fritidsklubb: 'fritidsklubben',
  oslohjelpa: 'Oslohjelpa',
  bup: 'BUP',
  ppt: 'PPT',
  miljoteam: 'miljøteamet',
  administrator: 'administrator',
}

export const sakstyper: Record<Sakstype, string> = {
  samspill_hjemme: 'Samspill og grenser hjemme',
  atferd: 'Atferd på skole eller fritid',
  konflikt_familie: 'Mye konflikt i familien',
  skolevegring: 'Skolevegring, mye fravær',
  stottebehov: 'Støttebehov',
  okonomi_bolig: 'Økonomi og bolig',
  fritid: 'Fritidsaktivitet',
  annet: 'Annet',
}

export const andre: Record<Andre, string> = {
  kontaktlarer: 'kontaktlærer',
  aks: 'AKS',
  tolk: 'tolk',
  gjest: 'andre gjester',
}
