import { OVING, ovingsId } from '../../src/demo/ovingskommune.ts'
import type { Eksempel } from './eksempel.ts'
import type { Rom } from './eksempler.ts'

/** The morning's list as it looks when there is much, and what a person chooses about it. */
export async function paminnelsene(b: Rom): Promise<Eksempel[]> {
  const { ta, rolf, siri, hege, frida } = b
  for (const en of [rolf, siri, hege, frida]) await en.installerer()
  await rolf.skriver('/årshjul', 'chat')
  await b.litt()
  const arshjul = await rolf.trykker(await b.iChat(rolf), 'Åpne årshjulet')
  await rolf.trykker(arshjul, '1.–7. trinn')

  const valg = async (hvem: typeof hege) =>
    hvem.trykker(await b.skriver(hvem, '/påminnelser'), 'Endre påminnelser')
  ta(
    'varselvalg-svar',
    'Svar på /påminnelser',
    'Helsesykepleier',
    'chat',
    await b.skriver(hege, '/påminnelser'),
  )
  const tomt = ta('varselvalg', 'Påminnelsene dine', 'Helsesykepleier', 'chat', await valg(hege))
  ta(
    'varselvalg-feil',
    'Påminnelsene dine, med feil',
    'Helsesykepleier',
    'chat',
    await hege.trykker(tomt, 'Lagre', { fra: '2026-11-26' }),
  )
  ta(
    'varselvalg-borte',
    'Påminnelsene dine, borte',
    'Helsesykepleier',
    'chat',
    await hege.trykker(tomt, 'Lagre', {
      fra: '2026-11-23',
      til: '2026-11-27',
      vikar: ovingsId(OVING.personer[2]),
    }),
  )
  await b.klokka('2026-11-25T08:00')
  ta('samlevarsel-en', 'Dagens påminnelser, én', 'Fagkonsulent', 'chat', await b.iChat(frida))
  const mye = ta('samlevarsel', 'Dagens påminnelser, mye', 'Sosialagent', 'chat', await b.iChat(siri))
  ta(
    'varsel-i-morgen',
    'Minn meg i morgen',
    'Sosialagent',
    'chat',
    await siri.trykker(mye, 'Minn meg i morgen'),
  )
  const liste = await siri.trykker(mye, 'Vis oppfølgingene')
  ta(
    'oppgaver-som-vikar',
    'Oppfølginger, som vikar',
    'Sosialagent',
    'chat',
    await siri.sender(liste, 'oppgaver.vis', {
      velgHvem: ovingsId(OVING.personer[3]),
    }),
  )
  const vist = await siri.trykker(liste, 'Mer')
  const pause = ta(
    'pause',
    'Påminnelser om én oppfølging',
    'Sosialagent',
    'chat',
    await siri.trykker(vist, 'Påminnelser'),
  )
  ta(
    'pause-valgt',
    'Pause er valgt',
    'Sosialagent',
    'chat',
    await siri.trykker(pause, 'Lagre', { pause: 'uke' }),
  )
  await b.klokka('2026-12-07T08:00')
  await b.klokka('2026-12-09T08:00')
  ta('samlevarsel-leder', 'Dagens påminnelser, møteleder', 'Rektor', 'chat', await b.iChat(rolf))
  await b.lukk()
  return b.album
}
