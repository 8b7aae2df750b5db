import { parentPort } from 'node:worker_threads'
import { hashTekst, Vekttabell } from '../hash.ts'
import { LISTER } from '../lister.ts'
import { ETTERNAVN_ETTER_OPPHAV, FORNAVN_ETTER_OPPHAV } from '../navneliste.ts'
import { lagOrdkunnskap, lagPoeng, type Ordlister } from '../ordkunnskap.ts'
import { FUNKSJONSORD, HODEORD, IKKE_PERSON, VANLIGE_ORD } from '../ordliste.ts'
import { nokkel } from '../tokens.ts'
import { lagSkuffer } from './forvandle.ts'
import { lesMappe, type Mappe } from './mappe.ts'
import { ORDSKALA, trenOrd } from './ordtrening.ts'
import { lagStoff, nummerer, type Stoff } from './taggerstoff.ts'
import { type Innstilling, type Modell, trenTagger } from './taggertrening.ts'
import { tilfeldig } from './tilfeldig.ts'

/** What the main thread may ask for; each answer comes back in the order of asking. */
export type Oppdrag =
  | { slag: 'ord'; mappe: string; plasser: number; uten: 0 | 1 | undefined }
  | { slag: 'stoff'; mappe: string; ord: Int8Array; uten0: Int8Array; uten1: Int8Array }
  | {
      slag: 'tagger'
      valg: Innstilling
      fro: number
      start: Modell | undefined
      levende: Uint8Array | undefined
    }

/** The two halves of the names: each is left out of one of the models that see names for the first time. */
const halvdel = (n: string): number => (hashTekst(n, 0, n.length, 77) >>> 3) & 1

const UTEN_NAVN: Ordlister = { ...LISTER, fornavn: new Set(), etternavn: new Set() }

let stoff: Stoff | undefined
let antall = 0

function egneNavn(mappe: Mappe): Mappe['navn'] {
  const kjente = new Map(mappe.navn.map(n => [n.nokkel, n]))
  for (const [slag, opphav] of [
    ['fornavn', FORNAVN_ETTER_OPPHAV],
    ['etternavn', ETTERNAVN_ETTER_OPPHAV],
  ] as const) {
    for (const navn of Object.values(opphav).flat()) {
      const n = nokkel(navn)
      const kjent = kjente.get(n) ?? { nokkel: n, fornavn: 0, etternavn: 0, antall: 0, kilder: [] }
      kjente.set(n, { ...kjent, [slag]: kjent[slag] || 2, antall: Math.max(1, kjent.antall) })
    }
  }
  return [...kjente.values()].filter(n => n.nokkel.length > 1)
}

function utfor(o: Oppdrag): unknown {
  switch (o.slag) {
    case 'ord': {
      const mappe = lesMappe(o.mappe)
      const egneOrd = [...VANLIGE_ORD, ...FUNKSJONSORD, ...IKKE_PERSON, ...HODEORD].filter(x => x.length > 1)
      const navn = egneNavn(mappe)
      return trenOrd(
        { ...mappe, navn, egneOrd, steder: [...mappe.steder, ...LISTER.steder] },
        o.plasser,
        n => halvdel(n) === o.uten,
        1 + (o.uten ?? -1),
      ).data
    }
    case 'stoff': {
      const mappe = lesMappe(o.mappe)
      const kunnskap = (data: Int8Array, lister: Ordlister) =>
        lagOrdkunnskap(lagPoeng(new Vekttabell(data, 4), ORDSKALA), lister)
      const uten0 = kunnskap(o.uten0, UTEN_NAVN)
      const uten1 = kunnskap(o.uten1, UTEN_NAVN)
      const kjenner = {
        vanlig: kunnskap(o.ord, LISTER),
        ukjent: (n: string) => (halvdel(n) === 0 ? uten0 : uten1)(n),
      }
      const egne = Object.entries(FORNAVN_ETTER_OPPHAV).flatMap(([gruppe, fornavn]) => {
        const etternavn = ETTERNAVN_ETTER_OPPHAV[gruppe]
        return etternavn === undefined ? [] : [{ gruppe, fornavn: [...fornavn], etternavn: [...etternavn] }]
      })
      stoff = lagStoff(mappe.setninger, lagSkuffer(mappe.navn, egne), kjenner, tilfeldig(5))
      const nummerert = nummerer(stoff, 3)
      antall = nummerert.hasher.length
      return nummerert
    }
    case 'tagger':
      if (stoff === undefined) throw new Error('stoffet mangler')
      return trenTagger(stoff, antall, o.valg, o.fro, o.start, o.levende)
  }
}

parentPort?.on('message', (o: Oppdrag) => parentPort?.postMessage(utfor(o)))
