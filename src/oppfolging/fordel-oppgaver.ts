import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { type Aktor, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { listeskoler } from './hent-oppgaveliste.ts'
import { hentSkolebilde } from './ledige-oppgaver.ts'
import { lasOppgave } from './oppgave-store.ts'
import { lederI, synligFor } from './oppgavebilde.ts'
import { side } from './oppgaveliste-store.ts'
import { folgRollen, oppgaveFor } from './svar-oppgave.ts'

/** `ikke`: those the chosen one may not have. They are as they were, and still listed. */
export type Fordelt =
  | { kode: 'fordelt'; antall: number; ikke: number }
  | { kode: 'ingen-valgt' }
  | { kode: 'allerede-fordelt' }
  | FinnesIkke

/** At most this many at once: more is done by pressing again. */
const MAKS = 500

/**
 * Gives out tasks that need somebody new: each chosen one to who was chosen for it, all the others to `alle`. What somebody
 * else has given out in the meantime is left as it is.
 */
export async function fordelOppgaver(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { skole: string; fra: string; alle: string; valgte: ReadonlyMap<string, string> },
): Promise<Fordelt> {
  return iTransaksjon(ktx, async trx => {
    if (!(await listeskoler(trx, aktor)).some(s => s.id === inn.skole)) return FINNES_IKKE
    if (inn.alle === '' && inn.valgte.size === 0) return { kode: 'ingen-valgt' }
    const { bilde, ledige } = await hentSkolebilde(trx, inn.skole)
    const synlig = synligFor(bilde, aktor.person, 'ledet')
    const mine = ledige.filter(
      g => lederI(bilde, aktor.person, g) && (inn.fra === '' || g.ansvarlig === inn.fra),
    )
    const ventende = await side(trx, { skole: inn.skole, blant: mine }, synlig, { fra: 0, antall: MAKS })
    const gis = ventende.filter(o => inn.alle !== '' || inn.valgte.has(o.id))
    if (gis.length === 0) {
      // Somebody was first, or these are not this person's to give.
      for (const id of inn.valgte.keys())
        if ((await oppgaveFor(trx, aktor, id)) !== undefined) return { kode: 'allerede-fordelt' }
      return inn.valgte.size === 0 ? { kode: 'allerede-fordelt' } : FINNES_IKKE
    }
    let antall = 0
    // In one order, so that two leaders at once wait for each other and not in a ring.
    for (const { id, ansvarlig } of gis.toSorted((a, b) => a.id.localeCompare(b.id))) {
      const oppgave = await lasOppgave(trx, id)
      if (oppgave === undefined || oppgave.ansvarlig !== ansvarlig) continue
      const til = inn.valgte.get(id) ?? inn.alle
      if (til !== ansvarlig) antall += await folgRollen(trx, aktor, [oppgave], til)
    }
    return { kode: 'fordelt', antall, ikke: gis.length - antall }
  })
}
