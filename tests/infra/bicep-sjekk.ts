import { posix } from 'node:path'
import { type Erklaring, type Felt, lesBicep, type Type, type Uttrykk } from './bicep.ts'

/** By path from `infra/`: what the file says. */
export type Filer = Readonly<Record<string, string>>

type Av<S extends Erklaring['slag']> = Extract<Erklaring, { slag: S }>
export type Ressurs = Av<'resource'>
type Fil = { sti: string; erklaringer: Erklaring[] }

/** What Bicep itself has, of what is used here. */
const FUNKSJONER = [
  ...['concat', 'empty', 'environment', 'guid', 'items', 'join', 'json', 'resourceGroup', 'resourceId'],
  ...['string', 'subscriptionResourceId', 'tenant', 'uniqueString'],
]
const DEKORATORER = ['allowed', 'description', 'export', 'maxLength', 'maxValue', 'minLength', 'minValue']
const GRUNNTYPER = ['string', 'int', 'bool', 'object', 'array']
const PA_RESSURS = ['id', 'name', 'location', 'properties', 'type']

/** Types that exist as a preview alone. */
const BARE_PREVIEW = ['Microsoft.Insights/diagnosticSettings']

/** Azure's own rules for names (resource name rules), for what has a name of ours. */
const NAVNEREGLER: Record<string, RegExp> = {
  'Microsoft.App/containerApps': /^(?!.*--)[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
  'Microsoft.App/managedEnvironments': /^[A-Za-z][A-Za-z0-9-]{0,58}[A-Za-z0-9]$/,
  'Microsoft.BotService/botServices': /^[A-Za-z0-9][\w.-]{1,63}$/,
  'Microsoft.ContainerRegistry/registries': /^[A-Za-z0-9]{5,50}$/,
  'Microsoft.DBforPostgreSQL/flexibleServers': /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  'Microsoft.Insights/actionGroups': /^[^<>:%&\\?/]{1,260}$/,
  'Microsoft.Insights/components': /^[^%&\\?/]{1,260}$/,
  'Microsoft.Insights/metricAlerts': /^[^*#&+:<>?@%{}\\/]{1,260}$/,
  'Microsoft.Insights/scheduledQueryRules': /^[^*<>%{}&:\\?/#|]{1,260}$/,
  'Microsoft.Insights/webtests': /^[A-Za-z0-9-]{1,64}$/,
  'Microsoft.KeyVault/vaults': /^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
  'Microsoft.ManagedIdentity/userAssignedIdentities': /^[A-Za-z0-9][\w-]{2,127}$/,
  'Microsoft.Network/networkSecurityGroups': /^[A-Za-z0-9][\w.-]{0,78}\w$/,
  'Microsoft.Network/privateDnsZones': /^[a-z0-9.-]{1,63}$/,
  'Microsoft.Network/privateEndpoints': /^[A-Za-z0-9][\w.-]{0,62}\w$/,
  'Microsoft.Network/virtualNetworks': /^[A-Za-z0-9][\w.-]{0,62}\w$/,
  'Microsoft.OperationalInsights/workspaces': /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
  'Microsoft.Storage/storageAccounts': /^[a-z0-9]{3,24}$/,
}
/** Named by what they belong to. */
const UTEN_NAVNEREGEL = [
  'Microsoft.Authorization/locks',
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.Insights/diagnosticSettings',
]

/** Words of what would be a secret; and how they may be said, all the same. */
const HEMMELIG =
  /password|passord|secret|hemmelig|connectionstring|list\w*keys?\b|listsecrets|accountkey|sharedkey|sastoken|instrumentationkey/i
const LIKEVEL = ["passwordAuth: 'Disabled'", 'allowSharedKeyAccess: false']

/** What is wrong with the files, one line each. Nothing is asked of Azure. */
export function bicepfeil(filer: Filer): string[] {
  const lest: Fil[] = []
  const feil: string[] = []
  for (const [sti, tekst] of Object.entries(filer)) {
    try {
      lest.push({ sti, erklaringer: lesBicep(tekst) })
    } catch (grunn) {
      feil.push(`${sti}: ${grunn instanceof Error ? grunn.message : 'kan ikke leses'}`)
    }
    for (const [nr, linje] of tekst.split('\n').entries()) {
      const uten = LIKEVEL.reduce(
        (rest, tillatt) => rest.replace(tillatt, ''),
        linje.replace(/(^|\s)\/\/.*/, ''),
      )
      if (HEMMELIG.test(uten)) feil.push(`${sti}: linje ${nr + 1}: en hemmelighet?`)
    }
  }
  if (feil.length > 0) return feil
  const finn = (fra: string, sti: string) => lest.find(f => f.sti === posix.join(posix.dirname(fra), sti))
  for (const fil of lest) {
    const si = (linje: number, hva: string) => {
      feil.push(`${fil.sti}: linje ${linje}: ${hva}`)
    }
    if (fil.sti.endsWith('.bicepparam')) sjekkParametre(fil, finn, si)
    else {
      sjekkNavn(fil, finn, si)
      sjekkModuler(fil, finn, si)
      sjekkRessurser(fil, si)
    }
  }
  for (const sti of Object.keys(filer).filter(s => s.endsWith('.bicepparam')))
    feil.push(...navnefeil(lest, sti))
  for (const fil of lest) {
    const brukt = lest.some(f =>
      f.erklaringer.some(e => 'sti' in e && posix.join(posix.dirname(f.sti), e.sti) === fil.sti),
    )
    if (!brukt && fil.sti !== 'main.bicep' && !fil.sti.endsWith('.bicepparam'))
      feil.push(`${fil.sti}: brukes ikke`)
  }
  return feil
}

type Si = (linje: number, hva: string) => void
type Finn = (fra: string, sti: string) => Fil | undefined

const av = <S extends Erklaring['slag']>(fil: Fil, slag: S): Av<S>[] =>
  fil.erklaringer.filter((e): e is Av<S> => e.slag === slag)

function sjekkNavn(fil: Fil, finn: Finn, si: Si): void {
  const navngitt = fil.erklaringer.filter(e => e.navn !== '' && e.slag !== 'output')
  for (const liste of [navngitt, av(fil, 'output')]) {
    const sett = new Set<string>()
    for (const { navn, linje } of liste) {
      if (sett.has(navn)) si(linje, `«${navn}» finnes fra før`)
      sett.add(navn)
    }
  }
  for (const { pynt, linje } of fil.erklaringer)
    for (const { navn } of pynt) if (!DEKORATORER.includes(navn)) si(linje, `ukjent dekoratør @${navn}`)
  for (const { navn, sti, linje } of av(fil, 'import')) {
    const type = finn(fil.sti, sti)?.erklaringer.find(e => e.slag === 'type' && e.navn === navn)
    if (type === undefined) si(linje, `${sti} har ikke typen ${navn}`)
    else if (!type.pynt.some(p => p.navn === 'export')) si(linje, `${navn} er ikke @export()`)
  }

  const brukt = new Set<string>()
  const typer = navngitt.filter(e => e.slag === 'type' || e.slag === 'import').map(e => e.navn)
  const erklaringVed = new Map(navngitt.map(e => [e.navn, e]))
  for (const e of fil.erklaringer) {
    for (const type of typenavn(e)) {
      brukt.add(type)
      if (!GRUNNTYPER.includes(type) && !typer.includes(type)) si(e.linje, `ukjent type ${type}`)
    }
    for (const rot of uttrykkI(e))
      besok(rot, [], (u, lokale) => {
        if (u.slag === 'kall' && u.av === undefined && !FUNKSJONER.includes(u.navn))
          si(e.linje, `ukjent funksjon ${u.navn}`)
        if (u.slag === 'kall' && u.av !== undefined) si(e.linje, `ukjent kall .${u.navn}()`)
        if (u.slag === 'navn' && !lokale.includes(u.navn)) {
          const kilde = erklaringVed.get(u.navn)
          brukt.add(u.navn)
          if (kilde === undefined || kilde.slag === 'type' || kilde.slag === 'import')
            si(e.linje, `ukjent navn ${u.navn}`)
          if (kilde === e) si(e.linje, `${u.navn} viser til seg selv`)
        }
        if (u.slag !== 'felt') return
        const utgang = u.av.slag === 'felt' && u.av.felt === 'outputs' ? u.av.av : undefined
        if (utgang?.slag === 'navn') {
          const modul = erklaringVed.get(utgang.navn)
          if (modul?.slag !== 'module') {
            si(e.linje, `${utgang.navn} har ingen outputs`)
            return
          }
          if (modul.hvis !== undefined) si(e.linje, `${utgang.navn} finnes ikke alltid`)
          const finnes = finn(fil.sti, modul.sti)?.erklaringer.some(
            m => m.slag === 'output' && m.navn === u.felt,
          )
          if (finnes === false) si(e.linje, `${modul.sti} gir ikke ${u.felt}`)
        } else if (u.av.slag === 'navn' && !lokale.includes(u.av.navn)) {
          const kilde = erklaringVed.get(u.av.navn)
          if (kilde?.slag === 'module' && !['outputs', 'name'].includes(u.felt))
            si(e.linje, `${u.av.navn}.${u.felt} finnes ikke`)
          if (kilde?.slag === 'resource' && !PA_RESSURS.includes(u.felt))
            si(e.linje, `${u.av.navn}.${u.felt} finnes ikke`)
        }
      })
  }
  for (const { slag, navn, linje, pynt } of navngitt) {
    const ma = slag === 'param' || slag === 'var' || slag === 'import' || slag === 'type'
    if (ma && !brukt.has(navn) && !pynt.some(p => p.navn === 'export')) si(linje, `${navn} brukes ikke`)
  }
}

function sjekkModuler(fil: Fil, finn: Finn, si: Si): void {
  for (const { sti, kropp, linje, navn } of av(fil, 'module')) {
    const modul = finn(fil.sti, sti)
    if (modul === undefined) {
      si(linje, `${sti} finnes ikke`)
      continue
    }
    const gitt = objektI(kropp, 'params').map(f => fastTekst(f.navn))
    const params = av(modul, 'param')
    for (const param of params)
      if (param.standard === undefined && param.type?.slag !== 'kanskje' && !gitt.includes(param.navn))
        si(linje, `${navn} mangler ${param.navn}`)
    for (const gittnavn of gitt)
      if (!params.some(p => p.navn === gittnavn)) si(linje, `${sti} har ikke ${gittnavn}`)
    for (const f of kropp)
      if (!['name', 'params', 'dependsOn', 'scope'].includes(fastTekst(f.navn) ?? ''))
        si(linje, `${navn}: ukjent felt`)
  }
}

function sjekkRessurser(fil: Fil, si: Si): void {
  const ressurser = av(fil, 'resource')
  for (const { ressurs, kropp, linje, navn } of ressurser) {
    const [type = '', versjon = ''] = ressurs.split('@')
    if (!/^Microsoft\.\w+(\/\w+)+$/.test(type)) si(linje, `${type} er ingen ressurstype`)
    if (!/^20\d\d-(0\d|1[0-2])-[0-3]\d(-preview)?$/.test(versjon))
      si(linje, `«${versjon}» er ingen API-versjon`)
    if (versjon.endsWith('-preview') && !BARE_PREVIEW.includes(type)) si(linje, `${ressurs} er en preview`)
    const felt = (hva: string) => kropp.find(f => fastTekst(f.navn) === hva)?.verdi
    const eget = felt('name')
    if (eget === undefined) si(linje, `${navn} mangler name`)
    // Bicep wants a name that is known before anything is made (BCP120).
    else if (venter(eget)) si(linje, `navnet på ${navn} er ikke kjent ved start`)
    const over = felt('parent')
    const forelder = ressurser.find(r => over?.slag === 'navn' && r.navn === over.navn)
    if (over !== undefined && !type.startsWith(`${forelder?.ressurs.split('@')[0]}/`))
      si(linje, `${navn} hører ikke til ${forelder?.navn ?? 'noe her'}`)
    if (over === undefined && type.split('/').length > 2) si(linje, `${navn} mangler parent`)
    const sett = new Set<string>()
    besokFelt(kropp, f => {
      if (f.length !== new Set(f).size) sett.add(navn)
    })
    for (const dobbel of sett) si(linje, `${dobbel} har et felt to ganger`)
  }
}

function sjekkParametre(fil: Fil, finn: Finn, si: Si): void {
  const [using] = av(fil, 'using')
  const mal = using && finn(fil.sti, using.sti)
  if (mal === undefined) {
    si(1, 'using viser ikke til noen fil')
    return
  }
  const params = av(mal, 'param')
  const gitt = av(fil, 'param')
  for (const { navn, standard, linje } of gitt) {
    const param = params.find(p => p.navn === navn)
    if (param === undefined) si(linje, `${navn} finnes ikke i ${using?.sti}`)
    const tillatt = param?.pynt.find(p => p.navn === 'allowed')?.argumenter[0]
    const verdi = standard === undefined ? undefined : fastTekst(standard)
    if (tillatt?.slag === 'liste' && !tillatt.deler.some(d => fastTekst(d) === verdi))
      si(linje, `${navn} kan ikke være «${verdi}»`)
    if (standard?.slag === 'objekt' && param?.type !== undefined)
      sjekkObjekt(standard.felt, param.type, mal, finn, hva => si(linje, hva))
  }
  for (const { navn, standard } of params)
    if (standard === undefined && !gitt.some(g => g.navn === navn)) si(1, `mangler ${navn}`)
  if (av(fil, 'param').length === 0) si(1, 'setter ingenting')
}

function sjekkObjekt(
  felt: readonly Felt[],
  type: Type,
  fil: Fil,
  finn: Finn,
  si: (hva: string) => void,
): void {
  const hel = type.slag === 'navn' ? typeVed(type.navn, fil, finn) : type
  if (hel?.slag !== 'objekt') return
  for (const f of felt) {
    const navn = fastTekst(f.navn) ?? ''
    const del = hel.felt.find(d => d.navn === navn)
    if (del === undefined) si(`${navn} er ingen innstilling`)
    const kjerne = del?.type.slag === 'kanskje' ? del.type.av : del?.type
    const verdi = fastTekst(f.verdi)
    if (verdi === undefined) si(`${navn} må være tekst`)
    if (kjerne?.slag === 'enten' && !kjerne.av.some(t => t.slag === 'fast' && t.verdi === verdi))
      si(`${navn} kan ikke være «${verdi}»`)
  }
}

function typeVed(navn: string, fil: Fil, finn: Finn): Type | undefined {
  const her = fil.erklaringer.find(e => e.navn === navn)
  if (her?.slag === 'type') return her.type
  if (her?.slag !== 'import') return undefined
  const der = finn(fil.sti, her.sti)
  return der && typeVed(navn, { ...der, erklaringer: av(der, 'type') }, finn)
}

type Kjent = Record<string, Uttrykk | string | undefined>

/** The names as they become, with the parameters of one environment, by Azure's rules. */
function navnefeil(lest: readonly Fil[], paramfil: string): string[] {
  const feil: string[] = []
  const gitt = lest.find(f => f.sti === paramfil)
  const main = lest.find(f => f.sti === 'main.bicep')
  if (gitt === undefined || main === undefined) return feil
  const verdier = new Map(av(gitt, 'param').map(p => [p.navn, p.standard]))
  const ga = (fil: Fil, kjent: Kjent) => {
    for (const v of av(fil, 'var')) kjent[v.navn] = v.verdi
    for (const { kropp, ressurs, linje } of av(fil, 'resource')) {
      const type = ressurs.split('@')[0] ?? ''
      if (type.split('/').length > 2 || UTEN_NAVNEREGEL.includes(type)) continue
      const eget = kropp.find(f => fastTekst(f.navn) === 'name')?.verdi
      const navn = eget && tekstAv(eget, kjent)
      const regel = NAVNEREGLER[type]
      if (regel === undefined) feil.push(`${fil.sti}: linje ${linje}: ingen navneregel for ${type}`)
      else if (navn === undefined) feil.push(`${fil.sti}: linje ${linje}: navnet kan ikke regnes ut`)
      else if (!regel.test(navn))
        feil.push(`${fil.sti}: linje ${linje}: «${navn}» er ikke et navn for ${type}`)
    }
    for (const { sti, kropp } of av(fil, 'module')) {
      const modul = lest.find(f => f.sti === posix.join(posix.dirname(fil.sti), sti))
      const gitte = objektI(kropp, 'params')
      if (modul !== undefined)
        ga(modul, Object.fromEntries(gitte.map(f => [fastTekst(f.navn) ?? '', tekstAv(f.verdi, kjent)])))
    }
  }
  ga(
    main,
    Object.fromEntries(
      av(main, 'param').map(p => {
        // As long as it may be.
        const lengst = p.pynt.find(d => d.navn === 'maxLength')?.argumenter[0]
        const fyll = lengst?.slag === 'verdi' ? 'a'.repeat(Number(lengst.verdi)) : undefined
        return [p.navn, verdier.get(p.navn) ?? fyll ?? p.standard]
      }),
    ),
  )
  return feil
}

function tekstAv(u: Uttrykk | string, kjent: Kjent): string | undefined {
  if (typeof u === 'string') return u
  if (u.slag === 'navn') {
    const verdi = kjent[u.navn]
    return verdi === undefined ? undefined : tekstAv(verdi, kjent)
  }
  if (u.slag === 'kall' && u.navn === 'uniqueString') return 'abcdefghijklm'
  if (u.slag === 'felt' && u.felt === 'storage') return 'core.windows.net'
  if (u.slag !== 'tekst') return undefined
  const deler = u.deler.map(del => tekstAv(del, kjent))
  return deler.includes(undefined) ? undefined : deler.join('')
}

/** Does it wait for something that is made? */
function venter(u: Uttrykk): boolean {
  let svar = false
  besok(u, [], del => {
    if (del.slag === 'felt' && (del.felt === 'properties' || del.felt === 'outputs')) svar = true
  })
  return svar
}

export const fastTekst = (u: Uttrykk): string | undefined => {
  if (u.slag !== 'tekst') return undefined
  const [del = ''] = u.deler
  return u.deler.length <= 1 && typeof del === 'string' ? del : undefined
}

const objektI = (felt: readonly Felt[], navn: string): Felt[] => {
  const verdi = felt.find(f => fastTekst(f.navn) === navn)?.verdi
  return verdi?.slag === 'objekt' ? verdi.felt : []
}

function typenavn(e: Erklaring): string[] {
  const ga = (type: Type): string[] => {
    switch (type.slag) {
      case 'navn':
        return [type.navn]
      case 'fast':
        return []
      case 'enten':
        return type.av.flatMap(ga)
      case 'objekt':
        return type.felt.flatMap(f => ga(f.type))
      default:
        return ga(type.av)
    }
  }
  return 'type' in e && e.type !== undefined ? ga(e.type) : []
}

function uttrykkI(e: Erklaring): Uttrykk[] {
  switch (e.slag) {
    case 'param':
      return e.standard === undefined ? [] : [e.standard]
    case 'var':
    case 'output':
      return [e.verdi]
    case 'resource':
    case 'module':
      return [...(e.hvis === undefined ? [] : [e.hvis]), { slag: 'objekt', felt: e.kropp }]
    default:
      return []
  }
}

function besok(
  u: Uttrykk,
  lokale: readonly string[],
  se: (u: Uttrykk, lokale: readonly string[]) => void,
): void {
  se(u, lokale)
  const videre = (...deler: (Uttrykk | string)[]) => {
    for (const del of deler) if (typeof del !== 'string') besok(del, lokale, se)
  }
  switch (u.slag) {
    case 'tekst':
    case 'liste':
    case 'regnet':
      videre(...u.deler)
      break
    case 'felt':
      videre(u.av)
      break
    case 'indeks':
      videre(u.av, u.indeks)
      break
    case 'kall':
      videre(...(u.av === undefined ? [] : [u.av]), ...u.argumenter)
      break
    case 'objekt':
      videre(...u.felt.flatMap(f => [f.navn, f.verdi]))
      break
    case 'for':
      videre(u.over)
      besok(u.gir, [...lokale, u.navn], se)
  }
}

function besokFelt(felt: readonly Felt[], se: (navn: string[]) => void): void {
  se(felt.flatMap(f => fastTekst(f.navn) ?? []))
  for (const f of felt)
    besok(f.verdi, [], u => {
      if (u.slag === 'objekt') se(u.felt.flatMap(del => fastTekst(del.navn) ?? []))
    })
}

/** The resources of one type, with the values that are fixed texts, numbers and truths, by path («properties.sku.name»). */
export function ressurserAv(filer: Filer, type: string): { sti: string; felt: Record<string, unknown> }[] {
  return Object.entries(filer)
    .filter(([sti]) => sti.endsWith('.bicep'))
    .flatMap(([sti, tekst]) =>
      lesBicep(tekst)
        .filter((e): e is Ressurs => e.slag === 'resource' && e.ressurs.split('@')[0] === type)
        .map(r => ({ sti, felt: flat({ slag: 'objekt', felt: r.kropp }, '') })),
    )
}

function flat(u: Uttrykk, sti: string): Record<string, unknown> {
  const under = (navn: string) => (sti === '' ? navn : `${sti}.${navn}`)
  if (u.slag === 'objekt')
    return Object.assign({}, ...u.felt.map(f => flat(f.verdi, under(fastTekst(f.navn) ?? '?'))))
  if (u.slag === 'liste') return Object.assign({}, ...u.deler.map((del, nr) => flat(del, under(`${nr}`))))
  if (u.slag === 'verdi') return { [sti]: u.verdi }
  if (u.slag === 'navn') return { [sti]: `=${u.navn}` }
  return { [sti]: fastTekst(u) ?? '=' }
}

/** The settings that the bot is given: those that are always set, and those that may be chosen. */
export function innstillingeneI(filer: Filer): { faste: Record<string, string>; valgfrie: string[] } {
  const app = lesBicep(filer['moduler/app.bicep'] ?? '')
  const typer = lesBicep(filer['moduler/typer.bicep'] ?? '')
  const variabel = (navn: string) =>
    app.find((e): e is Av<'var'> => e.slag === 'var' && e.navn === navn)?.verdi
  const faste = variabel('faste')
  // Given only where there is an address to send to.
  const maling = variabel('maling')
  const avMaling =
    maling?.slag === 'regnet' ? maling.deler.flatMap(d => (d.slag === 'liste' ? d.deler : [])) : []
  const valg = typer.find((e): e is Av<'type'> => e.slag === 'type' && e.navn === 'Valg')?.type
  const par = faste?.slag === 'liste' ? faste.deler.map(del => flat(del, '')) : []
  return {
    faste: Object.fromEntries(par.map(p => [String(p['name']), String(p['value'])])),
    valgfrie: [
      ...(valg?.slag === 'objekt' ? valg.felt.map(f => f.navn) : []),
      ...avMaling.map(del => String(flat(del, '')['name'])),
    ],
  }
}
