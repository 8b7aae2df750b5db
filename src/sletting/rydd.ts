import { DateTime } from 'luxon'
import { fortettTil } from '../apendor/telling-store.ts'
import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { glemGamleLenker } from '../mote/kalender-store.ts'
import { moterMedSak } from '../mote/mote-store.ts'
import { tidspunkt } from '../mote/moter.ts'
import { seEtterAlleReferatfiler } from '../referat/referatfil-endret.ts'
import { teamForSak } from '../sak/finn-sak.ts'
import { lasSak, type Sakshode, settSlettes } from '../sak/sak-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { ryddEtterFjerning } from './slett-etter-fjerning.ts'
import { utforSletting } from './slett-sak.ts'
import { slettesDag, slettesteg, VARSEL_DAGER } from './sletting.ts'
import { ryddSpor, sakerStilleSiden, slettGamleMotetekster } from './sletting-store.ts'

/** When the day's tidying is done, Oslo time; and when people are told of what it is about to delete. */
const KLOKKE = '03:00'
const VARSLES = '08:00'
/** Days that what has been sent and handled is kept: longer than Teams repeats anything. */
const SPOR_DAGER = 30

/** Plans the next tidying; one for all replicas. */
export async function planleggRydding(ktx: Kontekst): Promise<void> {
  const idag = tidspunkt(ktx.na().toFormat('yyyy-MM-dd'), KLOKKE)
  const neste = idag > ktx.na() ? idag : idag.plus({ days: 1 })
  const dag = neste.toFormat('yyyy-MM-dd')
  await leggIUtboks(ktx, `rydd:${dag}`, { slag: 'rydd', dag }, neste)
}

/**
 * Once a day: tells the owners of cases that will be deleted in two weeks, and deletes those whose time has come: so many
 * days after the last meeting (fag: personvern). A case that is taken up again lives on.
 */
export async function rydd(ktx: Kontekst): Promise<{ slettet: number; varslet: number }> {
  const { dager } = ktx.valg.lagring
  const idag = ktx.na().toFormat('yyyy-MM-dd')
  const forDager = (antall: number) => DateTime.fromISO(idag).minus({ days: antall }).toFormat('yyyy-MM-dd')
  const utfall = { slettet: 0, varslet: 0 }
  const stille = (her: Kontekst) => sakerStilleSiden(her, forDager(dager - VARSEL_DAGER))
  for (const { id } of await stille(ktx)) {
    await iTransaksjon(ktx, async trx => {
      const last = await lasSak(trx, id)
      // Looked at anew, now that nobody else can change it.
      const sak = (await stille(trx)).find(s => s.id === id)
      if (last === undefined || sak === undefined) return
      const meldt = DateTime.fromJSDate(sak.meldt, { zone: ktx.na().zone }).toFormat('yyyy-MM-dd')
      const steg = slettesteg(slettesDag(sak.sisteMote, meldt, dager), sak.slettes, idag)
      switch (steg.gjor) {
        case 'ingenting':
          return
        case 'glem':
          return settSlettes(trx, id, null)
        case 'varsle': {
          const mottakere = await hvemVarsles(trx, last)
          for (const person of mottakere)
            await leggIUtboks(
              trx,
              `sletting-varsel:${id}:${steg.dag}:${person}`,
              { slag: 'sletting-varsel', sak: id, dag: steg.dag, person },
              tidspunkt(idag, VARSLES),
            )
          // It counts from when it is delivered; where nobody is left to tell, from now.
          if (mottakere.length === 0) await settSlettes(trx, id, steg.dag)
          utfall.varslet++
          return
        }
        case 'slett':
          await utforSletting(trx, last, 'skolestotte', 'frist')
          utfall.slettet++
      }
    })
  }
  await ryddEtterFjerning(ktx)
  await iTransaksjon(ktx, trx => slettGamleMotetekster(trx, forDager(dager)))
  await iTransaksjon(ktx, trx => seEtterAlleReferatfiler(trx, forDager(dager)))
  await iTransaksjon(ktx, trx => fortettTil(trx, forDager(dager)))
  await glemGamleLenker(ktx, forDager(dager))
  await ryddSpor(ktx, ktx.na().minus({ days: SPOR_DAGER }).toJSDate())
  await planleggRydding(ktx)
  return utfall
}

/** The case's owner; when that person has left the team, those who may delete it. */
async function hvemVarsles(ktx: Kontekst, sak: Sakshode): Promise<string[]> {
  const team = await teamForSak(ktx, sak)
  if (team.some(r => r.person === sak.meldt_av)) return [sak.meldt_av]
  return [...new Set(team.filter(r => r.kan.includes('sletteSak')).map(r => r.person))]
}

/** The one who was to be told cannot be reached: then those who may delete it are; and when none can, it counts as told. */
export async function ikkeVarslet(
  ktx: Kontekst,
  inn: { sak: string; dag: string; person: string },
): Promise<void> {
  await iTransaksjon(ktx, async trx => {
    const sak = await lasSak(trx, inn.sak)
    if (sak === undefined) return
    const ledere = (await teamForSak(trx, sak)).filter(r => r.kan.includes('sletteSak'))
    const andre = new Set(ledere.map(r => r.person))
    if (andre.has(inn.person) || andre.size === 0) return settSlettes(trx, sak.id, inn.dag)
    for (const person of andre)
      await leggIUtboks(trx, `sletting-varsel:${sak.id}:${inn.dag}:${person}`, {
        slag: 'sletting-varsel',
        sak: sak.id,
        dag: inn.dag,
        person,
      })
  })
}

/**
 * Does an announcement still hold as it is about to be sent: two weeks ahead, and of a case that nobody has taken up again?
 */
export async function varselGjelder(ktx: Kontekst, sak: Sakshode, dag: string): Promise<boolean> {
  const idag = DateTime.fromISO(ktx.na().toFormat('yyyy-MM-dd'))
  if (dag < idag.plus({ days: VARSEL_DAGER }).toFormat('yyyy-MM-dd')) return false
  const [siste] = await moterMedSak(ktx, sak.id)
  const meldt = DateTime.fromJSDate(sak.meldt, { zone: ktx.na().zone }).toFormat('yyyy-MM-dd')
  return slettesDag(siste?.dato, meldt, ktx.valg.lagring.dager) <= dag
}
