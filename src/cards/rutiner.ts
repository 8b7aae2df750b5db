import { z } from 'zod'
import type { Begge } from '../mote/motetype.ts'
import { RUTINER, type Rutine } from '../veiledning/rutinekort.ts'
import { fyll, type Kort, knapp } from './mal.ts'
import { meldepliktknapp } from './meldepliktknapp.ts'
import type { Tekster } from './tekst/tekster.ts'

export const RutineData = z.object({ rutine: z.enum(RUTINER) })

const lesI = (t: Tekster) => (tekst: Begge) => (t.sprak === 'nn' ? tekst.nn : tekst.nb)

function navn(rutine: Rutine, t: Tekster): string {
  const vist = lesI(t)(rutine.navn)
  return rutine.nr === undefined ? vist : t.veiledning.rutiner.nummer(rutine.nr, vist)
}

/** Which routine? For anybody: it is no secret. */
export function rutinevelger(rutiner: readonly Rutine[], t: Tekster): Kort {
  return fyll(
    'rutiner',
    {
      rutiner: rutiner.map(rutine => ({
        nar: lesI(t)(rutine.nar),
        knapper: [knapp(navn(rutine, t), 'rutine.vis', { rutine: rutine.id })],
      })),
      knapper: [meldepliktknapp({}, t)],
    },
    t,
  )
}

/** One routine: the steps stand open, the rest is folded behind its title. */
export function rutinekort(rutine: Rutine, t: Tekster): Kort {
  const les = lesI(t)
  const { rutiner: tekst } = t.veiledning
  const liste = (tittel: string, linjer: readonly Begge[]) => ({
    tittel,
    punkter: linjer.map(linje => ({ merke: '', tekst: `• ${les(linje)}` })),
    merknad: '',
  })
  const deler = [
    liste(tekst.forventninger, rutine.forventninger),
    liste(
      tekst.moter,
      rutine.moter.map(m => m.navn),
    ),
    liste(tekst.frister, rutine.frister),
    ...rutine.deler.map(del => ({
      tittel: les(del.tittel),
      punkter: del.punkter.map(p =>
        p.merke === undefined
          ? { merke: '', tekst: `• ${les(p.tekst)}` }
          : { merke: les(p.merke), tekst: les(p.tekst) },
      ),
      merknad: del.merknad === undefined ? '' : les(del.merknad),
    })),
  ]
  return fyll(
    'rutine',
    {
      tittel: navn(rutine, t),
      nar: les(rutine.nar),
      steg: rutine.steg.map((steg, nr) => ({
        hvem: `${nr + 1}. ${les(steg.hvem)}`,
        nar: steg.nar === undefined ? '' : ` · ${les(steg.nar)}`,
        hva: les(steg.hva),
      })),
      deler: deler.map((del, nr) => ({ ...del, id: `del-${nr}` })),
      knapper: [knapp(tekst.alle, 'rutine.velg', {}), meldepliktknapp({ rutine: rutine.id }, t)],
    },
    t,
  )
}
