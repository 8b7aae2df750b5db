import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { rolleFratatt, rolleGitt } from '../forlop/overdra-rolle.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { meldKalenderendring } from '../mote/kalender-endret.ts'
import { hentMote, moterVedSkole } from '../mote/mote-store.ts'
import { harKanalkort } from '../mote/moter.ts'
import { sendTilDeltakere } from '../mote/publikum.ts'
import { antallHos, meldLedige } from '../oppfolging/ledige-oppgaver.ts'
import { seEtterReferatfiler } from '../referat/referatfil-endret.ts'
import type { Aktor } from './adgang.ts'
import { loggHendelse } from './logg-store.ts'
import { erRolle, type Rolle, type Rolletildeling, TJENESTE_FOR } from './roller.ts'
import { settTilbake } from './teammedlem-store.ts'
import {
  alleEnheter,
  alleRollerVedSkole,
  hentPersoner,
  lagrePerson,
  lagreRolle,
  rollerForPerson,
  skoleForKanal,
  slettRolle,
} from './tilgang-store.ts'

export type Medlem = { person: string; navn: string; konto: string }

/**
 * First administrators are named in a setting and may do it all; others are given the role by one of them, at a school, and
 * rule over the channels of that school alone.
 */
export async function erAdministrator(
  ktx: Kontekst,
  aktor: Aktor,
  forste: readonly string[],
  skole?: string,
): Promise<boolean> {
  if (forste.includes(aktor.person)) return true
  return (await rollerForPerson(ktx, aktor.person)).some(
    r => r.rolle === 'administrator' && (skole === undefined || r.skole === skole),
  )
}

/** Who gives roles: an administrator, or the team's owner where Microsoft Graph confirms it (fag: roller). */
export type Rettgrunnlag = { forste: readonly string[]; erTeameier(): Promise<boolean> }

/**
 * May this person give roles in this channel? One that has no school yet is for the first administrators. An owner of the
 * team may, but makes nobody an administrator.
 */
export async function kanGiRoller(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  kanal: string,
): Promise<'administrator' | 'eier' | undefined> {
  const skole = await skoleForKanal(ktx, kanal)
  if (skole === undefined) return rett.forste.includes(aktor.person) ? 'administrator' : undefined
  if (await erAdministrator(ktx, aktor, rett.forste, skole.id)) return 'administrator'
  return (await rett.erTeameier()) ? 'eier' : undefined
}

export type Oppsett = {
  skole: { id: string; navn: string } | undefined
  roller: { person: string; navn: string; rolle: Rolle; enhet: string }[]
}

export async function hentOppsett(ktx: Kontekst, kanal: string): Promise<Oppsett> {
  const skole = await skoleForKanal(ktx, kanal)
  const roller = skole === undefined ? [] : await alleRollerVedSkole(ktx, skole.id)
  const personer = await hentPersoner(
    ktx,
    roller.map(r => r.person),
  )
  return {
    skole,
    roller: roller
      .map(r => ({
        person: r.person,
        rolle: r.rolle,
        enhet: r.enhet,
        navn: personer.get(r.person)?.navn ?? '',
      }))
      .sort((a, b) => a.navn.localeCompare(b.navn, 'nb')),
  }
}

export type Oppsettsvar =
  | { kode: 'rolle-gitt' | 'rolle-fjernet' | 'person-sluttet' }
  | {
      kode: 'bare-administrator' | 'ikke-deg-selv' | 'ukjent-person' | 'kanal-uten-skole'
    }

/** Gives a member of the team a role at the channel's school. Nobody gives themselves a role (fag: roller). */
export async function giRolle(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  inn: { kanal: string; medlem: Medlem | undefined; rolle: string; enhet: string },
): Promise<Oppsettsvar> {
  // Asked before the transaction: Graph may be slow, and holds no lock meanwhile.
  const som = await kanGiRoller(ktx, aktor, rett, inn.kanal)
  if (som === undefined || (som === 'eier' && inn.rolle === 'administrator'))
    return { kode: 'bare-administrator' }
  return iTransaksjon(ktx, async trx => {
    const skole = await skoleForKanal(trx, inn.kanal)
    if (skole === undefined) return { kode: 'kanal-uten-skole' }
    if (inn.medlem === undefined || !erRolle(inn.rolle)) return { kode: 'ukjent-person' }
    if (inn.medlem.person === aktor.person) return { kode: 'ikke-deg-selv' }
    await tildel(trx, aktor, skole.id, inn.medlem, inn.rolle, inn.enhet)
    await fornyAgendaer(trx, skole.id)
    return { kode: 'rolle-gitt' }
  })
}

async function tildel(
  ktx: Kontekst,
  aktor: Aktor,
  skole: string,
  { person, navn, konto }: Medlem,
  rolle: Rolle,
  skrevetEnhet: string,
): Promise<void> {
  await lagrePerson(ktx, { person, navn, konto })
  const tjeneste = TJENESTE_FOR[rolle]
  const enhet = tjeneste === 'bv' ? await enhetSomHeter(ktx, skrevetEnhet) : ''
  await lagreRolle(ktx, skole, { person, rolle, tjeneste, enhet })
  await loggHendelse(ktx, { person: aktor.person, kode: `rolle-gitt-${rolle}`, gjelder: person })
  await rolleGitt(ktx, aktor, skole, { person, rolle, enhet })
}

/** Several roles at the channel's school in one press; one of them that may not be given, and none is. */
export async function giRoller(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  inn: { kanal: string; roller: readonly { medlem: Medlem | undefined; rolle: string }[] },
): Promise<Oppsettsvar> {
  // Asked before the transaction: Graph may be slow, and holds no lock meanwhile.
  const som = await kanGiRoller(ktx, aktor, rett, inn.kanal)
  if (som === undefined || (som === 'eier' && inn.roller.some(r => r.rolle === 'administrator')))
    return { kode: 'bare-administrator' }
  return iTransaksjon(ktx, async trx => {
    const skole = await skoleForKanal(trx, inn.kanal)
    if (skole === undefined) return { kode: 'kanal-uten-skole' }
    const gis: { medlem: Medlem; rolle: Rolle }[] = []
    for (const { medlem, rolle } of inn.roller) {
      if (medlem === undefined || !erRolle(rolle)) return { kode: 'ukjent-person' }
      if (medlem.person === aktor.person) return { kode: 'ikke-deg-selv' }
      gis.push({ medlem, rolle })
    }
    for (const { medlem, rolle } of gis) await tildel(trx, aktor, skole.id, medlem, rolle, '')
    if (gis.length > 0) await fornyAgendaer(trx, skole.id)
    return { kode: 'rolle-gitt' }
  })
}

/** Another unit of barnevernet by its name, spelled as it stands already; empty is the school's own. */
async function enhetSomHeter(ktx: Kontekst, skrevet: string): Promise<string> {
  const navn = skrevet.trim().replace(/\s+/g, ' ')
  const kjent = (await alleEnheter(ktx)).find(
    enhet => enhet.toLocaleLowerCase('nb') === navn.toLocaleLowerCase('nb'),
  )
  return kjent ?? navn
}

export async function fjernRolle(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  inn: { kanal: string; person: string; rolle: string },
): Promise<Oppsettsvar> {
  // Asked before the transaction: Graph may be slow, and holds no lock meanwhile.
  const som = await kanGiRoller(ktx, aktor, rett, inn.kanal)
  if (som === undefined || (som === 'eier' && inn.rolle === 'administrator'))
    return { kode: 'bare-administrator' }
  return iTransaksjon(ktx, async trx => {
    const skole = await skoleForKanal(trx, inn.kanal)
    if (skole === undefined) return { kode: 'kanal-uten-skole' }
    const hadde = (await alleRollerVedSkole(trx, skole.id)).find(
      r => r.person === inn.person && r.rolle === inn.rolle,
    )
    if (!(await slettRolle(trx, skole.id, inn.person, inn.rolle))) return { kode: 'ukjent-person' }
    if (hadde !== undefined) await rolleFratatt(trx, aktor, skole.id, hadde)
    await loggHendelse(trx, { person: aktor.person, kode: `rolle-fjernet-${inn.rolle}`, gjelder: inn.person })
    await etterTap(trx, skole.id, inn.person)
    return { kode: 'rolle-fjernet' }
  })
}

/** Roles are gone: what no role takes along is told of, and the agendas follow the team. */
async function etterTap(ktx: Kontekst, skole: string, person: string): Promise<void> {
  if (!(await alleRollerVedSkole(ktx, skole)).some(r => r.person === person && r.rolle !== 'administrator'))
    await settTilbake(ktx, skole, person)
  await meldLedige(ktx, skole, person)
  await seEtterReferatfiler(ktx, skole)
  await fornyAgendaer(ktx, skole)
}

/** What it means that a person has left: roles and open tasks at the channel's school. */
export type Avgang = {
  person: string
  navn: string
  skole: string
  roller: number
  oppgaver: number
}

export async function hentAvgang(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  inn: { kanal: string; person: string },
): Promise<Avgang | Oppsettsvar> {
  const som = await kanGiRoller(ktx, aktor, rett, inn.kanal)
  if (som === undefined) return { kode: 'bare-administrator' }
  const skole = await skoleForKanal(ktx, inn.kanal)
  if (skole === undefined) return { kode: 'kanal-uten-skole' }
  if (inn.person === aktor.person) return { kode: 'ikke-deg-selv' }
  const roller = await rollerAvSluttet(ktx, som, skole.id, inn.person)
  if (roller.length === 0) return { kode: 'ukjent-person' }
  return {
    person: inn.person,
    navn: (await hentPersoner(ktx, [inn.person])).get(inn.person)?.navn ?? '',
    skole: skole.navn,
    roller: roller.length,
    oppgaver: await antallHos(ktx, skole.id, inn.person),
  }
}

/** An administrator's role is an administrator's to take. */
async function rollerAvSluttet(
  ktx: Kontekst,
  som: 'administrator' | 'eier',
  skole: string,
  person: string,
): Promise<Rolletildeling[]> {
  return (await alleRollerVedSkole(ktx, skole)).filter(
    r => r.person === person && (som === 'administrator' || r.rolle !== 'administrator'),
  )
}

/** A person has left: all their roles at the channel's school are taken at once. What they had follows, or is told of. */
export async function harSluttet(
  ktx: Kontekst,
  aktor: Aktor,
  rett: Rettgrunnlag,
  inn: { kanal: string; person: string },
): Promise<Oppsettsvar> {
  // Asked before the transaction: Graph may be slow, and holds no lock meanwhile.
  const som = await kanGiRoller(ktx, aktor, rett, inn.kanal)
  if (som === undefined) return { kode: 'bare-administrator' }
  return iTransaksjon(ktx, async trx => {
    const skole = await skoleForKanal(trx, inn.kanal)
    if (skole === undefined) return { kode: 'kanal-uten-skole' }
    if (inn.person === aktor.person) return { kode: 'ikke-deg-selv' }
    const roller = await rollerAvSluttet(trx, som, skole.id, inn.person)
    // Pressed once more: it is done.
    if (roller.length === 0) return { kode: 'person-sluttet' }
    for (const { rolle } of roller) {
      await slettRolle(trx, skole.id, inn.person, rolle)
      await loggHendelse(trx, {
        person: aktor.person,
        kode: `rolle-fjernet-${rolle}`,
        gjelder: inn.person,
      })
    }
    for (const rolle of roller) await rolleFratatt(trx, aktor, skole.id, rolle)
    await loggHendelse(trx, { person: aktor.person, kode: 'person-sluttet', gjelder: inn.person })
    await etterTap(trx, skole.id, inn.person)
    return { kode: 'person-sluttet' }
  })
}

/** Whose own view Teams fetches stands on the card: it follows the team. */
async function fornyAgendaer(ktx: Kontekst, skole: string): Promise<void> {
  for (const id of await moterVedSkole(ktx, skole)) {
    await meldAgendaendring(ktx, id, '')
    await meldKalenderendring(ktx, id)
    const mote = await hentMote(ktx, id)
    // A newcomer gets the card of their own; those who have theirs get no second.
    if (mote?.status === 'planlagt' && !harKanalkort(mote.type, ktx.valg)) await sendTilDeltakere(ktx, mote)
  }
}
