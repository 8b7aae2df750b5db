import type { Kontekst } from '../database/kontekst.ts'
import type { Part } from '../mote/motetype.ts'
import { hentSak, type Sakshode } from '../sak/sak-store.ts'
import type { Adgang, Aktor } from '../tilgang/adgang.ts'
import { type Handling, hatterFor, type Rolletildeling } from '../tilgang/roller.ts'
import { alleRollerVedSkole } from '../tilgang/tilgang-store.ts'
import { partI, stegFor } from './forlop.ts'
import { type Forlop, hentForlop, hentForlopspersoner } from './forlop-store.ts'
import { RUTINER } from './les-rutiner.ts'

export type Forlopsadgang = Adgang & { part: Part; ansvarlig: boolean }

/** A person with access to a forløp, with the roles that count there. */
export type Forlopsmedlem = { person: string; adgang: Forlopsadgang; tildelinger: Rolletildeling[] }

/** What a person may do in a forløp of theirs; undefined when it does not exist for them. */
export async function adgangTilForlop(
  ktx: Kontekst,
  aktor: Aktor,
  sak: string,
): Promise<{ forlop: Forlop; hode: Sakshode; adgang: Forlopsadgang } | undefined> {
  const forlop = await hentForlop(ktx, sak)
  const hode = forlop && (await hentSak(ktx, sak))
  if (forlop === undefined || hode === undefined) return undefined
  const medlem = (await medlemmerI(ktx, forlop, hode.skole)).find(m => m.person === aktor.person)
  return medlem && { forlop, hode, adgang: medlem.adgang }
}

/** The same for those who answer for the forløp; for somebody only invited to its meetings it does not exist. */
export async function ansvarForForlop(ktx: Kontekst, aktor: Aktor, sak: string) {
  const funnet = await adgangTilForlop(ktx, aktor, sak)
  return funnet?.adgang.ansvarlig === true ? funnet : undefined
}

/** Everybody who sees this forløp. */
export async function medlemmerI(
  ktx: Kontekst,
  forlop: Forlop,
  skole: string,
  roller?: readonly Rolletildeling[],
): Promise<Forlopsmedlem[]> {
  const personer = (await hentForlopspersoner(ktx, [forlop.sak])).get(forlop.sak) ?? []
  return medlemmerAv(forlop, personer, skole, roller ?? (await alleRollerVedSkole(ktx, skole)))
}

/** The same for many forløp at once, each school with the roles that are asked about: forløp → members. */
export async function medlemmerIAlle(
  ktx: Kontekst,
  alle: readonly (Forlop & { skole: string })[],
  roller: ReadonlyMap<string, readonly Rolletildeling[]>,
): Promise<Map<string, Forlopsmedlem[]>> {
  const personer = await hentForlopspersoner(
    ktx,
    alle.map(f => f.sak),
  )
  return new Map(
    alle.map(f => [f.sak, medlemmerAv(f, personer.get(f.sak) ?? [], f.skole, roller.get(f.skole) ?? [])]),
  )
}

function medlemmerAv(
  forlop: Forlop,
  personer: string[],
  skole: string,
  roller: readonly Rolletildeling[],
): Forlopsmedlem[] {
  const perPerson = new Map<string, Rolletildeling[]>()
  for (const rolle of roller) perPerson.set(rolle.person, [...(perPerson.get(rolle.person) ?? []), rolle])
  // After a melding about violence the parents are barnevernet's to ask, until it has talked with them (fag: samtykke, regel 8).
  const bareBv = stegFor(RUTINER, forlop)?.skole === 'sosiallarer'
  return [...perPerson].flatMap(([person, alle]) => {
    const sett = partI(RUTINER, { ...forlop, personer }, alle, person)
    if (sett === undefined) return []
    // On barnevernet's side the unit's roles count, on the school's its own.
    const enhet = sett.part === 'bv' ? forlop.enhet : ''
    const tildelinger = alle.filter(
      r => r.enhet === enhet && r.rolle !== 'administrator' && (sett.part === 'bv') === (r.tjeneste === 'bv'),
    )
    const gjeldende = tildelinger.length > 0 ? tildelinger : alle.filter(r => r.rolle !== 'administrator')
    const roller = gjeldende.map(r => r.rolle)
    const adgang: Forlopsadgang = {
      skole,
      roller,
      tjenester: sett.ansvarlig ? [sett.part] : hatterFor(gjeldende),
      deltaker: true,
      kan: kanI(sett, roller, forlop.kontaktperson === person).filter(
        handling => !(bareBv && sett.part === 'skole' && handling === 'registrereSamtykke'),
      ),
      part: sett.part,
      ansvarlig: sett.ansvarlig,
    }
    return [{ person, adgang, tildelinger: gjeldende }]
  })
}

/** Innsyn and deletion are barnevernet's: its kontaktperson and avdelingsleder (fag: roller). */
function kanI(
  { part, ansvarlig }: { part: Part; ansvarlig: boolean },
  roller: readonly string[],
  erKontaktperson: boolean,
): Handling[] {
  if (!ansvarlig) return ['bidra']
  const eier = part === 'bv' && (erKontaktperson || roller.includes('avdelingsleder'))
  return [
    'bidra',
    'registrereSamtykke',
    'kalleInn',
    'ledeMote',
    ...(eier ? (['seInnsyn', 'sletteSak'] as const) : []),
  ]
}
