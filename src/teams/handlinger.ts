import type { Verb } from '../cards/verb.ts'
import { agendaHandlinger } from './agenda-handlinger.ts'
import { apendorHandlinger } from './apendor-handlinger.ts'
import { arshjulHandlinger } from './arshjul-handlinger.ts'
import { driftHandlinger } from './drift-handlinger.ts'
import { forlopHandlinger } from './forlop-handlinger.ts'
import type { Handling } from './handling.ts'
import { installasjonHandlinger } from './installasjon-handlinger.ts'
import { moteHandlinger } from './mote-handlinger.ts'
import { oppgaveHandlinger } from './oppgave-handlinger.ts'
import { oppgavelisteHandlinger } from './oppgaveliste-handlinger.ts'
import { overdragelseHandlinger } from './overdragelse-handlinger.ts'
import { sakHandlinger } from './sak-handlinger.ts'
import { varselHandlinger } from './varsel-handlinger.ts'
import { veiledningHandlinger } from './veiledning-handlinger.ts'

/** One handler for each button there is. */
export const HANDLINGER: Record<Verb, Handling> = {
  ...agendaHandlinger,
  ...moteHandlinger,
  ...sakHandlinger,
  ...oppgaveHandlinger,
  ...installasjonHandlinger,
  ...oppgavelisteHandlinger,
  ...forlopHandlinger,
  ...veiledningHandlinger,
  ...apendorHandlinger,
  ...overdragelseHandlinger,
  ...varselHandlinger,
  ...driftHandlinger,
  ...arshjulHandlinger,
}
