import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { erDag } from '../mote/moter.ts'
import type { Part } from '../mote/motetype.ts'
import { ledigReferanse } from '../mote/ny-referanse.ts'
import { opprettSak } from '../sak/sak-store.ts'
import type { Aktor } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { alleRollerVedSkole, rollerForPerson } from '../tilgang/tilgang-store.ts'
import { ansvarligSide, type Melder, type Tilstand } from './forlop.ts'
import { opprettForlopsrad } from './forlop-store.ts'
import { RUTINER } from './les-rutiner.ts'
import { planleggEtterSteg } from './overforing.ts'
import { apneSjekkpunkter } from './sjekkpunkter.ts'

export type Nyttforlop =
  | { kode: 'opprettet'; sak: string; ref: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'ukjent-rutine' }
  | { kode: 'mangler-dato' | 'ugyldig-dato' }

/** Where a person may begin a forløp, on which side, and for which units of barnevernet. */
export type Startsted = { skole: string; part: Part; enheter: string[] }

export async function startsteder(ktx: Kontekst, aktor: Aktor): Promise<Startsted[]> {
  const mine = await rollerForPerson(ktx, aktor.person)
  const ut: Startsted[] = []
  for (const skole of new Set(mine.map(r => r.skole))) {
    const side = ansvarligSide(mine.filter(r => r.skole === skole))
    if (side === undefined) continue
    const enheter =
      side.part === 'bv'
        ? [side.enhet]
        : (await alleRollerVedSkole(ktx, skole)).filter(r => r.tjeneste === 'bv').map(r => r.enhet)
    ut.push({
      skole,
      part: side.part,
      enheter: [...new Set(['', ...enheter])].filter(e => side.part === 'skole' || e === side.enhet),
    })
  }
  return ut
}

/** Begins a forløp: a case with a random reference and no text, that follows one routine. */
export async function opprettForlop(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; rutine: string; melding: string; melder: Melder; enhet: string },
): Promise<Nyttforlop> {
  return iTransaksjon(ktx, async trx => {
    const rutine = RUTINER[inn.rutine]
    if (rutine === undefined) return { kode: 'ukjent-rutine' }
    const sted = (await startsteder(trx, aktor)).find(s => s.skole === inn.skole)
    const enhet = sted?.part === 'bv' ? (sted.enheter[0] ?? '') : inn.enhet
    if (sted === undefined || !rutine.startes.includes(sted.part) || !sted.enheter.includes(enhet))
      return { kode: 'mangler-rolle' }
    const idag = ktx.na().toFormat('yyyy-MM-dd')
    // The deadlines are counted from the day of the melding; where there is none yet, it is asked for later.
    const kreverMelding = ['bekymringsmelding', 'vold'].includes(rutine.id)
    if (kreverMelding && inn.melding === '') return { kode: 'mangler-dato' }
    const melding = kreverMelding ? inn.melding : ''
    if (melding !== '' && (!erDag(melding) || melding > idag)) return { kode: 'ugyldig-dato' }

    const sak = crypto.randomUUID()
    const ref = await ledigReferanse(trx)
    const roller = await alleRollerVedSkole(trx, inn.skole)
    await opprettSak(
      trx,
      {
        id: sak,
        ref,
        skole: inn.skole,
        apen: true,
        meldt_av: aktor.person,
        meldt_tjeneste: sted.part,
        slag: 'forlop',
      },
      {
        type: 'annet',
        beskrivelse: '',
        tattOpp: '',
        onsker: '',
        provd: '',
        sporsmal: '',
        borBidra: [],
        vern: 'ingen',
      },
    )
    const tilstand: Tilstand = {
      rutine: rutine.id,
      steg: rutine.start,
      siden: idag,
      vold: rutine.vold,
      melder: inn.melder,
      melding,
      tredelt: null,
      undersokt: null,
      neste_mote: null,
      avsluttet: null,
    }
    const erKontaktperson = roller.some(
      r => r.person === aktor.person && r.rolle === 'kontaktperson' && r.enhet === enhet,
    )
    await opprettForlopsrad(trx, {
      sak,
      ...tilstand,
      enhet,
      kontaktperson: erKontaktperson ? aktor.person : null,
      sosiallarer: roller.find(r => r.rolle === 'sosiallarer')?.person ?? null,
      kontaktpunkt: null,
      opprettet: idag,
    })
    await apneSjekkpunkter(trx, sak, tilstand, rutine.steg.find(s => s.id === rutine.start)?.apner ?? [])
    await planleggEtterSteg(trx, aktor, { sak, ...tilstand }, tilstand)
    await loggHendelse(trx, { person: aktor.person, kode: 'forlop-opprettet', gjelder: ref })
    return { kode: 'opprettet', sak, ref }
  })
}
