import type { Kontekst } from '../database/kontekst.ts'
import { medlemmerI } from '../forlop/forlop-adgang.ts'
import { hentForlop, hentSjekkpunkter } from '../forlop/forlop-store.ts'
import { finnLeder } from '../mote/finn-leder.ts'
import type { Mote } from '../mote/mote-store.ts'
import { gjelderPersonen } from '../oppfolging/meld-ikke-nadd.ts'
import { teamForSak } from '../sak/finn-sak.ts'
import { hentSak } from '../sak/sak-store.ts'
import { glemIkkeNadd } from '../tilgang/ikke-nadd-store.ts'
import { hentInstallasjon } from '../tilgang/installasjon-store.ts'
import { hentPerson, kanalForSkole, lagrePerson, rollerForPerson } from '../tilgang/tilgang-store.ts'
import {
  type Forsendelse,
  KunneIkkeLevere,
  type Levering,
  type Melding,
  type Radutfall,
} from '../utboks/utboks.ts'

/** What it takes to reach somebody. */
type Levervei = { ktx: Kontekst; levering: Levering }

/** The meeting's leader, or whoever can lead there when that person has left. */
export async function tilLeder(vei: Levervei, mote: Mote, melding: Melding): Promise<Radutfall> {
  const leder = await finnLeder(vei.ktx, mote)
  if (leder === undefined) return { kode: 'uaktuell' }
  await tilPerson(vei, leder, melding)
  return { kode: 'sendt' }
}

/** The one who answers for it in a case; when that person has left the team, somebody there who registers consent. */
export async function tilAnsvarlig(
  vei: Levervei,
  sakId: string,
  person: string | undefined,
  melding: Melding,
): Promise<Radutfall> {
  const sak = await hentSak(vei.ktx, sakId)
  if (sak === undefined) return { kode: 'uaktuell' }
  const team = await teamForSak(vei.ktx, sak)
  const til = team.find(r => r.person === person) ?? team.find(r => r.kan.includes('registrereSamtykke'))
  if (til === undefined) return { kode: 'uaktuell' }
  await tilPerson(vei, til.person, melding)
  return { kode: 'sendt' }
}

/** One who answers on the side it is for: its kontaktperson or sosiallærer, else the first of them. */
export async function tilParten(
  vei: Levervei,
  forsendelse: Extract<Forsendelse, { slag: 'sjekkpunkt-frist' }>,
  melding: Melding,
): Promise<Radutfall> {
  const { ktx } = vei
  const forlop = await hentForlop(ktx, forsendelse.sak)
  const sak = forlop && (await hentSak(ktx, forlop.sak))
  if (forlop === undefined || sak === undefined) return { kode: 'uaktuell' }
  const medlemmer = (await medlemmerI(ktx, forlop, sak.skole)).filter(m => m.adgang.ansvarlig)
  const punkter = await hentSjekkpunkter(ktx, [forlop.sak])
  const part = punkter.find(s => s.id === forsendelse.sjekkpunkt)?.part
  const foretrukket = part === 'bv' ? forlop.kontaktperson : forlop.sosiallarer
  const side = medlemmer.filter(m => m.adgang.part === part)
  const til = side.find(m => m.person === foretrukket) ?? side[0]
  if (til === undefined) return { kode: 'uaktuell' }
  await tilPerson(vei, til.person, melding)
  return { kode: 'sendt' }
}

export async function tilMottaker(
  vei: Levervei,
  mottaker: Extract<Forsendelse, { slag: 'svar' }>['mottaker'],
  melding: Melding,
): Promise<void> {
  if (mottaker.til === 'person') {
    await tilPerson(vei, mottaker.person, melding)
    return
  }
  const { serviceUrl, samtale, svarPa, kunFor } = mottaker
  if (kunFor === undefined) {
    await vei.levering.post({ serviceUrl, samtale, ...(svarPa === undefined ? {} : { svarPa }) }, melding)
    return
  }
  try {
    await vei.levering.postKunFor({ serviceUrl, samtale, konto: kunFor.konto }, melding)
  } catch (feil) {
    if (!(feil instanceof KunneIkkeLevere)) throw feil
    // Targeted messages are a preview in some tenants: the 1:1 chat always works.
    await tilPerson(vei, kunFor.person, melding)
  }
}

/** In their own chat; where they have not got the app there, shown to them alone in the team. */
export async function tilDenSomLaTil(
  vei: Levervei,
  { team, person }: Extract<Forsendelse, { slag: 'team-velkommen' }>,
  melding: Melding,
): Promise<Radutfall> {
  const { ktx, levering } = vei
  try {
    await tilPerson(vei, person, melding)
  } catch (feil) {
    if (!(feil instanceof KunneIkkeLevere) || !feil.feil.varig) throw feil
    const kjent = await hentPerson(ktx, person)
    const adresse = await hentInstallasjon(ktx, team)
    if (kjent?.konto == null || adresse === undefined) throw feil
    const til = { serviceUrl: adresse.service_url, samtale: team, konto: kjent.konto }
    await levering.postKunFor(til, melding)
  }
  return { kode: 'sendt' }
}

/** The 1:1 chat with a person, which is made the first time, and anew when the one we know is gone. */
export async function tilPerson(
  vei: Levervei,
  personId: string,
  melding: Melding,
): Promise<{ service_url: string; samtale: string; aktivitet: string }> {
  const { ktx } = vei
  try {
    const person = await hentPerson(ktx, personId)
    const serviceUrl = person?.service_url ?? (await skolensAdresse(ktx, personId))
    if (person?.konto == null || serviceUrl === undefined)
      throw new KunneIkkeLevere({ kode: 'mangler-adresse', varig: true })
    const levert = await postTil(vei, { ...person, konto: person.konto, serviceUrl }, melding)
    // It is delivered, whether this is written down or not.
    await glemIkkeNadd(ktx, personId).catch(() => undefined)
    return levert
  } catch (feil) {
    if (feil instanceof KunneIkkeLevere && gjelderPersonen(feil.feil))
      throw new KunneIkkeLevere({ ...feil.feil, person: personId })
    throw feil
  }
}

async function postTil(
  { ktx, levering }: Levervei,
  til: { person: string; navn: string; konto: string; serviceUrl: string; samtale: string | null },
  melding: Melding,
): Promise<{ service_url: string; samtale: string; aktivitet: string }> {
  const { serviceUrl, konto } = til
  const ny = async () => {
    const { samtale } = await levering.nySamtale({ serviceUrl, konto })
    await lagrePerson(ktx, { person: til.person, navn: til.navn, samtale, service_url: serviceUrl })
    return samtale
  }
  let samtale = til.samtale ?? (await ny())
  try {
    const { aktivitet } = await levering.post({ serviceUrl, samtale }, melding)
    return { service_url: serviceUrl, samtale, aktivitet }
  } catch (feil) {
    const borte = feil instanceof KunneIkkeLevere && feil.feil.kode === 'http-404'
    if (!borte || til.samtale === null) throw feil
    // Taken away and installed again, the app has another conversation with the same person.
    samtale = await ny()
    const { aktivitet } = await levering.post({ serviceUrl, samtale }, melding)
    return { service_url: serviceUrl, samtale, aktivitet }
  }
}

async function skolensAdresse(ktx: Kontekst, person: string): Promise<string | undefined> {
  const [rolle] = await rollerForPerson(ktx, person)
  return rolle && (await kanalForSkole(ktx, rolle.skole))?.service_url
}
