import { hentDagFor, hentDagkort } from '../apendor/hent-dag.ts'
import { paminnelseGjelder } from '../apendor/minn-om-melding.ts'
import {
  apendorkort,
  dagbeskjed,
  dagtittel,
  dagtopp,
  meldingspaminnelse,
  velgFast,
} from '../cards/apendor.ts'
import { dagOgKlokke } from '../cards/dato.ts'
import type { Tekster } from '../cards/tekst/tekster.ts'
import { beskjedkort, enkeltVarsel } from '../cards/varsler.ts'
import type { Kontekst } from '../database/kontekst.ts'
import type { Forsendelse, Kommandosvar, Melding } from '../utboks/utboks.ts'

/** What is posted about a day: when, where and how many; the reminder says which day alone. */
export async function apendormelding(
  ktx: Kontekst,
  forsendelse: Extract<
    Forsendelse,
    { slag: 'apendor-ny' | 'apendor-til' | 'apendor-endret' | 'apendor-varsel' | 'apendor-melding' }
  >,
  t: Tekster,
): Promise<Melding | undefined> {
  if (forsendelse.slag === 'apendor-melding') {
    const { drofting } = forsendelse
    const gjelder = await paminnelseGjelder(ktx, forsendelse)
    return gjelder && meldingspaminnelse({ dag: gjelder.dag, drofting }, t)
  }
  const kort = await hentDagkort(ktx, forsendelse.apendag)
  if (kort === undefined) return undefined
  if (forsendelse.slag === 'apendor-varsel') {
    const { tekst, knapper } = dagbeskjed(kort, forsendelse.kode, t)
    return { varsel: tekst, kort: beskjedkort(tekst, knapper, t) }
  }
  return {
    varsel: `${dagtittel(kort, t)}, ${dagOgKlokke(kort.dag.start)}`,
    kort: apendorkort(kort, ktx.na(), t, 'alle'),
  }
}

/** The answer to `/åpendør`, with the buttons of the one who asked. */
export async function apendorsvar(
  ktx: Kontekst,
  svar: Extract<Kommandosvar, { kode: `apendor${string}` }>,
  t: Tekster,
): Promise<Melding | undefined> {
  switch (svar.kode) {
    case 'apendor-ingen':
      return enkeltVarsel(t.apendor.ingen, t)
    case 'apendor-ukjent-dato':
      return enkeltVarsel(t.apendor.ukjentDato, t)
    case 'apendor-mangler-rolle':
      return enkeltVarsel(t.apendor.settOppAvslag, t)
    case 'apendor-fast':
      return velgFast({ skole: svar.skole, dato: svar.dato, klokke: svar.klokke }, t)
    case 'apendor': {
      const visning = await hentDagFor(ktx, { person: svar.person, navn: '' }, svar.apendag)
      if (visning === undefined) return undefined
      const { sagt } = svar
      return sagt === 'vist'
        ? {
            varsel: `${dagtittel(visning, t)}, ${dagOgKlokke(visning.dag.start)}`,
            kort: apendorkort(visning, ktx.na(), t, visning.rett),
          }
        : {
            varsel: dagbeskjed(visning, sagt, t).tekst,
            kort: apendorkort(visning, ktx.na(), t, visning.rett, dagtopp(visning, sagt, t)),
          }
    }
  }
}
