import { DateTime } from 'luxon'
import { dagOgKlokke } from '../cards/dato.ts'
import {
  eskalertVarsel,
  nyKontaktVarsel,
  nyRolleVarsel,
  overforingVarsel,
  rolleVenterVarsel,
} from '../cards/overdragelse.ts'
import type { Tekster } from '../cards/tekst/tekster.ts'
import { forlopsvarsel } from '../cards/varsler.ts'
import { type Kontekst, SONE } from '../database/kontekst.ts'
import { AVVIK, stegfrist } from '../forlop/forlop.ts'
import { adgangTilForlop, medlemmerI } from '../forlop/forlop-adgang.ts'
import { type Forlop, hentForlop } from '../forlop/forlop-store.ts'
import { kontaktpunktFor } from '../forlop/kontaktpunkt.ts'
import { RUTINER } from '../forlop/les-rutiner.ts'
import { venterPa } from '../forlop/overdra-rolle.ts'
import { apneRing, iOverforing } from '../forlop/overforing.ts'
import { moterIForlop } from '../mote/mote-store.ts'
import { hentSak } from '../sak/sak-store.ts'
import { erRolle, type Rolle } from '../tilgang/roller.ts'
import { alleRollerVedSkole, hentSkole } from '../tilgang/tilgang-store.ts'
import type { Forsendelse, Melding } from '../utboks/utboks.ts'

type Forlopsvarsel = Extract<Forsendelse, { slag: 'forlop-varsel' }>
type Rollevarsel = Extract<Forsendelse, { slag: 'rolle-overtatt' | 'rolle-venter' }>

/** The message about a handover, while it is still true and the one it is to may see the forløp. */
export async function lagForlopsvarsel(
  ktx: Kontekst,
  forsendelse: Forlopsvarsel,
  t: Tekster,
): Promise<Melding | undefined> {
  const forlop = await hentForlop(ktx, forsendelse.sak)
  const hode = forlop && (await hentSak(ktx, forlop.sak))
  if (forlop === undefined || hode === undefined || forlop.avsluttet !== null) return undefined
  const { person } = forsendelse
  if (person !== undefined && (await adgangTilForlop(ktx, { person, navn: '' }, forlop.sak)) === undefined)
    return undefined
  const om = { sak: forlop.sak, ref: hode.ref }
  const ring = (await apneRing(ktx, forlop.sak)).length > 0
  switch (forsendelse.kode) {
    case 'ny-kontakt':
      if (forlop.kontaktperson !== person) return undefined
      return nyKontaktVarsel({ ...om, ring, neste: await nesteMote(ktx, forlop) }, t)
    case 'eskalert':
      return ring ? eskalertVarsel(om, t) : undefined
    case 'overforing': {
      const frist = iOverforing(forlop) ? stegfrist(RUTINER, forlop) : undefined
      if (frist === undefined || frist >= ktx.na().toFormat('yyyy-MM-dd')) return undefined
      return overforingVarsel({ ...om, punkt: await kontaktpunktFor(ktx, forlop) }, t)
    }
    case 'avvik': {
      const grunn = AVVIK.find(a => a === forsendelse.grunn)
      const hvorfor = grunn === undefined ? '' : t.forlop.avvik[grunn]
      return forlopsvarsel(forlop.sak, t.forlop.varsel.avvik(hode.ref, hvorfor), t)
    }
  }
}

async function nesteMote(ktx: Kontekst, forlop: Forlop): Promise<string | undefined> {
  const na = ktx.na()
  const planlagt = (await moterIForlop(ktx, forlop.sak)).find(
    m => m.status === 'planlagt' && m.start > na.toJSDate(),
  )
  if (planlagt !== undefined) return dagOgKlokke(planlagt.start)
  const avtalt = forlop.neste_mote === null ? undefined : DateTime.fromISO(forlop.neste_mote, { zone: SONE })
  return avtalt !== undefined && avtalt > na ? dagOgKlokke(avtalt.toJSDate()) : undefined
}

/** Who is told, when the row names nobody: those in the first of these roles that somebody has. */
export async function forlopsmottakere(ktx: Kontekst, forsendelse: Forlopsvarsel): Promise<string[]> {
  const forlop = await hentForlop(ktx, forsendelse.sak)
  const hode = forlop && (await hentSak(ktx, forlop.sak))
  if (forlop === undefined || hode === undefined) return []
  if (forsendelse.kode === 'eskalert') {
    const enhet = { skole: hode.skole, enhet: forlop.enhet }
    return medRolle(ktx, enhet, ['avdelingsleder', 'fagkonsulent'], forlop.kontaktperson)
  }
  if (forsendelse.kode === 'avvik') {
    // The school is told, those of it who see the forløp as it now stands.
    const skolens = (await medlemmerI(ktx, forlop, hode.skole)).filter(
      m => m.adgang.ansvarlig && m.adgang.part === 'skole',
    )
    const foretrukket = skolens.find(m => m.person === forlop.sosiallarer) ?? skolens[0]
    return foretrukket === undefined ? [] : [foretrukket.person]
  }
  if (forsendelse.kode !== 'overforing') return []
  const alle = await medRolle(ktx, { skole: hode.skole, enhet: '' }, ['sosiallarer', 'rektor'], null)
  return alle.filter(p => p === forlop.sosiallarer || !alle.includes(forlop.sosiallarer ?? ''))
}

export async function lagRollevarsel(
  ktx: Kontekst,
  forsendelse: Rollevarsel,
  t: Tekster,
): Promise<Melding | undefined> {
  const { rolle } = forsendelse
  const skole = await hentSkole(ktx, forsendelse.skole)
  if (skole === undefined || !erRolle(rolle)) return undefined
  if (forsendelse.slag === 'rolle-overtatt') {
    const holder = (await alleRollerVedSkole(ktx, skole.id)).some(
      r => r.person === forsendelse.person && r.rolle === rolle,
    )
    return holder ? nyRolleVarsel({ ...forsendelse, rolle, skole: skole.navn }, t) : undefined
  }
  const antall = await venterPa(ktx, skole.id, { rolle, enhet: forsendelse.enhet })
  if (antall.forlop + antall.oppgaver === 0) return undefined
  return rolleVenterVarsel({ ...antall, rolle, skole: skole.navn, skoleId: skole.id }, t)
}

export async function rollemottakere(
  ktx: Kontekst,
  { skole, rolle, enhet }: Extract<Forsendelse, { slag: 'rolle-venter' }>,
): Promise<string[]> {
  return rolle === 'kontaktperson'
    ? medRolle(ktx, { skole, enhet }, ['avdelingsleder', 'fagkonsulent'], null)
    : medRolle(ktx, { skole, enhet: '' }, ['rektor', 'sosiallarer'], null)
}

async function medRolle(
  ktx: Kontekst,
  sted: { skole: string; enhet: string },
  roller: readonly Rolle[],
  unntatt: string | null,
): Promise<string[]> {
  const alle = (await alleRollerVedSkole(ktx, sted.skole)).filter(
    r => r.enhet === sted.enhet && r.person !== unntatt,
  )
  for (const rolle of roller) {
    const funnet = alle.filter(r => r.rolle === rolle).map(r => r.person)
    if (funnet.length > 0) return funnet
  }
  return []
}
