import { knapper } from '../../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../../src/demo/ovingskommune.ts'
import type { Deltaker, Skjerm } from '../../src/demo/scene.ts'
import { lagreRolle, lagreSkole } from '../../src/tilgang/tilgang-store.ts'
import type { Eksempel } from './eksempel.ts'
import type { Rom } from './eksempler.ts'

/** The year as a card: made, begun, late; a course with its sessions; free days, an activity of one's own, and the calendar. */
export async function arshjulet(
  etRom: (valg: { tom: boolean; start: string }) => Promise<Rom>,
): Promise<Eksempel[]> {
  const b = await etRom({ tom: false, start: '2026-08-17T09:00' })
  const { ta, sara, siri, hege, frida } = b
  const skole = OVING.skole.id
  const apner = async (hvem: Deltaker) => hvem.trykker(await b.skriver(hvem, '/årshjul'), 'Åpne årshjulet')
  const aktivitet = async (mal: string) =>
    (await b.db.selectFrom('aktivitet').select('id').where('mal', '=', mal).executeTakeFirstOrThrow()).id

  ta('arshjul-lenke', 'Årshjulet', 'Sosiallærer', 'chat', await b.skriver(sara, '/årshjul'))
  const nytt = ta('arshjul-lag', 'Årshjulet lages', 'Sosiallærer', 'chat', await apner(sara))
  ta('arshjul-ikke-laget', 'Ikke laget ennå', 'Helsesykepleier', 'chat', await apner(hege))
  const laget = await sara.trykker(nytt, '1.–7. trinn')
  ta('arshjul-august', 'Årshjulet, august', 'Sosiallærer', 'chat', laget)
  const fridager = await sara.trykker(laget, 'Fridager og trinn')
  ta('arshjul-fridager-tom', 'Skolens fridager', 'Sosiallærer', 'chat', fridager)
  const ferie = await sara.trykker(fridager, 'Legg til', {
    navn: 'Høstferie',
    fra: '2026-09-28',
    til: '2026-10-02',
  })
  ta(
    'arshjul-fridager',
    'Skolens fridager, med navnevakten',
    'Sosiallærer',
    'chat',
    await sara.trykker(ferie, 'Legg til', {
      navn: 'Fri når Kristoffer Johansen er borte',
      fra: '2027-02-22',
      til: '2027-02-26',
    }),
  )
  ta('arshjul-ny', 'Ny aktivitet', 'Sosiallærer', 'chat', await sara.trykker(laget, 'Ny aktivitet'))

  const kurs = await aktivitet('kursrekke_5')
  const rekke = await siri.sender(laget, 'arshjul.aktivitet', { aktivitet: kurs })
  ta('arshjul-kursrekke-ny', 'Kursrekke uten datoer', 'Sosialagent', 'chat', rekke)
  const skjema = ta(
    'arshjul-kursrekke-datoer',
    'Datoer for kursrekken',
    'Sosialagent',
    'chat',
    await siri.trykker(rekke, 'Sett datoer'),
  )
  await siri.trykker(skjema, 'Lagre', { dato: '2026-09-08' })
  await siri.sender(laget, 'arshjul.okt', { aktivitet: kurs, okt: 3, status: 'utgar' })
  ta(
    'arshjul-kursrekke',
    'Kursrekke med datoer',
    'Sosialagent',
    'chat',
    await siri.sender(laget, 'arshjul.okt', { aktivitet: kurs, okt: 1, status: 'gjort' }),
  )

  await b.klokka('2026-10-20T09:00')
  const merk = async (hvem: Deltaker, mal: string, status: string): Promise<Skjerm> =>
    hvem.sender(laget, 'arshjul.merk', { aktivitet: await aktivitet(mal), status, maned: '2026-10' })
  for (const mal of ['kursrekke_6', 'foreldresamarbeid', 'spor_teamet']) await merk(sara, mal, 'gjort')
  await merk(sara, 'infobrev_foreldre', 'ikke_aktuelt')
  await b.db.updateTable('aktivitet').set({ status: 'gjort' }).where('til', '<', '2026-10-01').execute()
  const flytt = await frida.sender(laget, 'arshjul.flytt-skjema', {
    aktivitet: await aktivitet('bv_info_aks'),
  })
  ta(
    'arshjul-flytt',
    'En dag som ikke er en skoledag',
    'Fagkonsulent',
    'chat',
    await frida.trykker(flytt, 'Lagre', { dato: '2026-10-31' }),
  )
  ta(
    'arshjul-flyttet',
    'En aktivitet som er flyttet',
    'Fagkonsulent',
    'chat',
    await frida.trykker(flytt, 'Lagre', { dato: '2026-10-29' }),
  )
  ta('arshjul-oktober', 'Årshjulet, med det som er forfalt', 'Fagkonsulent', 'chat', await apner(frida))
  ta('arshjul-oktober-leser', 'Årshjulet for andre i teamet', 'Helsesykepleier', 'chat', await apner(hege))
  ta('arshjul-gjort', 'Noe er gjort', 'Fagkonsulent', 'chat', await merk(frida, 'bv_info_fellestid', 'gjort'))
  await lagreSkole(b.ktx, { id: 'lia', navn: 'Lia skole' })
  await lagreRolle(b.ktx, 'lia', {
    person: ovingsId(frida.person),
    rolle: 'fagkonsulent',
    tjeneste: 'bv',
  })
  ta('arshjul-skoler', 'Alle skolene', 'Fagkonsulent', 'chat', await apner(frida))
  const kalender = await hege.sender(laget, 'arshjul.kalender', { skole })
  ta('arshjul-kalender', 'Årshjulet i kalenderen', 'Helsesykepleier', 'chat', kalender)
  ta(
    'arshjul-kalender-lenke',
    'Lenken',
    'Helsesykepleier',
    'chat',
    fast(await hege.trykker(kalender, 'Lag abonnement')),
  )
  ta(
    'arshjul-kalender-har',
    'Med et abonnement',
    'Helsesykepleier',
    'chat',
    await hege.sender(laget, 'arshjul.kalender', { skole }),
  )
  await b.lukk()
  return b.album
}

/** The same picture every time: the link is another in each run. */
function fast(skjerm: Skjerm): Skjerm {
  if (knapper(skjerm.kort).length === 0) return skjerm
  const tekst = JSON.stringify(skjerm.kort).replace(
    /http:\/\/127\.0\.0\.1:\d+\/kalender\/[\w-]{43}/,
    `https://bot.example/kalender/${'x'.repeat(43)}`,
  )
  return { ...skjerm, kort: JSON.parse(tekst) }
}
