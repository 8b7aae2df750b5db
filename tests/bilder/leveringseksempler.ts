import { ovingsId } from '../../src/demo/ovingskommune.ts'
import { leggIUtboks } from '../../src/utboks/utboks-store.ts'
import type { Eksempel } from './eksempel.ts'
import type { Rom } from './eksempler.ts'

/** Somebody in the team whom the bot cannot reach. */
export async function leveringen(b: Rom): Promise<Eksempel[]> {
  const { ta, sara, rolf, hege } = b
  for (const hvem of [sara, rolf]) await hvem.installerer()
  const agenda = await b.skriver(sara, '/innsatsteam ny', 'kanal')
  const person = ovingsId(hege.person)
  await b.db.updateTable('person').set({ konto: null }).where('person', '=', person).execute()
  await leggIUtboks(b.ktx, 'til-hege', { slag: 'lagret-sent', person, kode: 'lagret' })
  ta('varsel-ikke-nadd', 'Kan ikke nås', 'Møteleder', 'chat', await b.varsel(rolf, 'kan ikke nås i chat'))
  ta('agenda-ikke-nadd', 'Agendaen, en som ikke kan nås', 'Sosiallærer', 'kanal', await sara.ser(agenda))
  await b.lukk()
  return b.album
}
